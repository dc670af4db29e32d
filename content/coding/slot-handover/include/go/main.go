// Generated from signature.toml by `cargo xtask gen`.

package main

// What solution.go must define.
var driverSolve func(slots int, assignments []Assignment) []int = Handovers

// Gives Handovers its arguments from standard input, and writes what it returns.
func main() {
	d := driverStart()
	argument0 := driverReadInt(d)
	d.endLine()
	argument1 := driverReadList(d, driverReadAssignment)
	d.endLine()
	returned := driverSolve(argument0, argument1)
	driverWriteLines(d, returned, driverWriteInt)
	d.finish()
}

func driverReadAssignment(d *driver) Assignment {
	var record Assignment
	d.expect("[")
	record.First = driverReadInt(d)
	d.expect(",")
	record.Last = driverReadInt(d)
	d.expect(",")
	record.Node = driverReadInt(d)
	d.expect("]")
	return record
}

func driverWriteAssignment(d *driver, record Assignment) {
	d.mark('[')
	driverWriteInt(d, record.First)
	d.mark(',')
	driverWriteInt(d, record.Last)
	d.mark(',')
	driverWriteInt(d, record.Node)
	d.mark(']')
}
