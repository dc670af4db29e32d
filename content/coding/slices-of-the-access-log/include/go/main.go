// Generated from signature.toml by `cargo xtask gen`.

package main

// What solution.go must define.
var driverSolve func(log []string, slices []Slice, atLeast int) []int = FrequentReaders

// Gives FrequentReaders its arguments from standard input, and writes what it returns.
func main() {
	d := driverStart()
	argument0 := driverReadList(d, driverReadString)
	d.endLine()
	argument1 := driverReadList(d, driverReadSlice)
	d.endLine()
	argument2 := driverReadInt(d)
	d.endLine()
	returned := driverSolve(argument0, argument1, argument2)
	driverWriteLines(d, returned, driverWriteInt)
	d.finish()
}

func driverReadSlice(d *driver) Slice {
	var record Slice
	d.expect("[")
	record.First = driverReadInt(d)
	d.expect(",")
	record.Last = driverReadInt(d)
	d.expect("]")
	return record
}

func driverWriteSlice(d *driver, record Slice) {
	d.mark('[')
	driverWriteInt(d, record.First)
	d.mark(',')
	driverWriteInt(d, record.Last)
	d.mark(']')
}
