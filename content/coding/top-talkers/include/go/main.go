// Generated from signature.toml by `cargo xtask gen`.

package main

// What solution.go must define.
var driverSolve func(reports []Report, k int) []Talker = TopTalkers

// Gives TopTalkers its arguments from standard input, and writes what it returns.
func main() {
	d := driverStart()
	argument0 := driverReadList(d, driverReadReport)
	d.endLine()
	argument1 := driverReadInt(d)
	d.endLine()
	returned := driverSolve(argument0, argument1)
	driverWriteLines(d, returned, driverWriteTalker)
	d.finish()
}

func driverReadReport(d *driver) Report {
	var record Report
	d.expect("[")
	record.Node = driverReadString(d)
	d.expect(",")
	record.Client = driverReadString(d)
	d.expect(",")
	record.Count = driverReadInt(d)
	d.expect("]")
	return record
}

func driverWriteReport(d *driver, record Report) {
	d.mark('[')
	driverWriteString(d, record.Node)
	d.mark(',')
	driverWriteString(d, record.Client)
	d.mark(',')
	driverWriteInt(d, record.Count)
	d.mark(']')
}

func driverReadTalker(d *driver) Talker {
	var record Talker
	d.expect("[")
	record.Client = driverReadString(d)
	d.expect(",")
	record.Total = driverReadLong(d)
	d.expect("]")
	return record
}

func driverWriteTalker(d *driver, record Talker) {
	d.mark('[')
	driverWriteString(d, record.Client)
	d.mark(',')
	driverWriteLong(d, record.Total)
	d.mark(']')
}
