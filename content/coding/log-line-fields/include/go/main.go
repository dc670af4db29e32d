// Generated from signature.toml by `cargo xtask gen`.

package main

// What solution.go must define.
var driverSolve func(lines []string, key string) []Reading = ReadKey

// Gives ReadKey its arguments from standard input, and writes what it returns.
func main() {
	d := driverStart()
	argument0 := driverReadList(d, driverReadString)
	d.endLine()
	argument1 := driverReadString(d)
	d.endLine()
	returned := driverSolve(argument0, argument1)
	driverWriteLines(d, returned, driverWriteReading)
	d.finish()
}

func driverReadReading(d *driver) Reading {
	var record Reading
	d.expect("[")
	record.Found = driverReadBool(d)
	d.expect(",")
	record.Value = driverReadString(d)
	d.expect(",")
	record.BrokenAt = driverReadInt(d)
	d.expect("]")
	return record
}

func driverWriteReading(d *driver, record Reading) {
	d.mark('[')
	driverWriteBool(d, record.Found)
	d.mark(',')
	driverWriteString(d, record.Value)
	d.mark(',')
	driverWriteInt(d, record.BrokenAt)
	d.mark(']')
}
