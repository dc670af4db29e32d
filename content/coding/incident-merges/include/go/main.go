// Generated from signature.toml by `cargo xtask gen`.

package main

// What solution.go must define.
var driverSolve func(alerts int, links []Link, questions []Question) []*Merge = IncidentMerges

// Gives IncidentMerges its arguments from standard input, and writes what it returns.
func main() {
	d := driverStart()
	argument0 := driverReadInt(d)
	d.endLine()
	argument1 := driverReadList(d, driverReadLink)
	d.endLine()
	argument2 := driverReadList(d, driverReadQuestion)
	d.endLine()
	returned := driverSolve(argument0, argument1, argument2)
	driverWriteLines(d, returned, func(d *driver, value *Merge) { driverWriteOptional(d, value, driverWriteMerge) })
	d.finish()
}

func driverReadLink(d *driver) Link {
	var record Link
	d.expect("[")
	record.One = driverReadInt(d)
	d.expect(",")
	record.Other = driverReadInt(d)
	d.expect("]")
	return record
}

func driverWriteLink(d *driver, record Link) {
	d.mark('[')
	driverWriteInt(d, record.One)
	d.mark(',')
	driverWriteInt(d, record.Other)
	d.mark(']')
}

func driverReadQuestion(d *driver) Question {
	var record Question
	d.expect("[")
	record.One = driverReadInt(d)
	d.expect(",")
	record.Other = driverReadInt(d)
	d.expect("]")
	return record
}

func driverWriteQuestion(d *driver, record Question) {
	d.mark('[')
	driverWriteInt(d, record.One)
	d.mark(',')
	driverWriteInt(d, record.Other)
	d.mark(']')
}

func driverReadMerge(d *driver) Merge {
	var record Merge
	d.expect("[")
	record.Link = driverReadInt(d)
	d.expect(",")
	record.Size = driverReadInt(d)
	d.expect("]")
	return record
}

func driverWriteMerge(d *driver, record Merge) {
	d.mark('[')
	driverWriteInt(d, record.Link)
	d.mark(',')
	driverWriteInt(d, record.Size)
	d.mark(']')
}
