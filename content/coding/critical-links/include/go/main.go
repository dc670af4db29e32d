// Generated from signature.toml by `cargo xtask gen`.

package main

// What solution.go must define.
var driverSolve func(nodes int, links []Link) []Loss = CriticalLinks

// Gives CriticalLinks its arguments from standard input, and writes what it returns.
func main() {
	d := driverStart()
	argument0 := driverReadInt(d)
	d.endLine()
	argument1 := driverReadList(d, driverReadLink)
	d.endLine()
	returned := driverSolve(argument0, argument1)
	driverWriteLines(d, returned, driverWriteLoss)
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

func driverReadLoss(d *driver) Loss {
	var record Loss
	d.expect("[")
	record.Link = driverReadInt(d)
	d.expect(",")
	record.Pairs = driverReadLong(d)
	d.expect("]")
	return record
}

func driverWriteLoss(d *driver, record Loss) {
	d.mark('[')
	driverWriteInt(d, record.Link)
	d.mark(',')
	driverWriteLong(d, record.Pairs)
	d.mark(']')
}
