// Generated from signature.toml by `cargo xtask gen`.

package main

// What solution.go must define.
var driverSolve func(folders []Folder, files []StoredFile, uploads []int) []int = RefusedBy

// Gives RefusedBy its arguments from standard input, and writes what it returns.
func main() {
	d := driverStart()
	argument0 := driverReadList(d, driverReadFolder)
	d.endLine()
	argument1 := driverReadList(d, driverReadStoredFile)
	d.endLine()
	argument2 := driverReadList(d, driverReadInt)
	d.endLine()
	returned := driverSolve(argument0, argument1, argument2)
	driverWriteLines(d, returned, driverWriteInt)
	d.finish()
}

func driverReadFolder(d *driver) Folder {
	var record Folder
	d.expect("[")
	record.Parent = driverReadInt(d)
	d.expect(",")
	record.Reserved = driverReadLong(d)
	d.expect(",")
	record.Quota = driverReadLong(d)
	d.expect("]")
	return record
}

func driverWriteFolder(d *driver, record Folder) {
	d.mark('[')
	driverWriteInt(d, record.Parent)
	d.mark(',')
	driverWriteLong(d, record.Reserved)
	d.mark(',')
	driverWriteLong(d, record.Quota)
	d.mark(']')
}

func driverReadStoredFile(d *driver) StoredFile {
	var record StoredFile
	d.expect("[")
	record.Folder = driverReadInt(d)
	d.expect(",")
	record.Size = driverReadLong(d)
	d.expect("]")
	return record
}

func driverWriteStoredFile(d *driver, record StoredFile) {
	d.mark('[')
	driverWriteInt(d, record.Folder)
	d.mark(',')
	driverWriteLong(d, record.Size)
	d.mark(']')
}
