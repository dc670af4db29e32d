// Generated from signature.toml by `cargo xtask gen`.

package main

// What solution.go must define.
var driverSolve func(objects [][]Variant, budget int) []int = ChooseVariants

// Gives ChooseVariants its arguments from standard input, and writes what it returns.
func main() {
	d := driverStart()
	argument0 := driverReadList(d, func(d *driver) []Variant { return driverReadList(d, driverReadVariant) })
	d.endLine()
	argument1 := driverReadInt(d)
	d.endLine()
	returned := driverSolve(argument0, argument1)
	driverWriteLines(d, returned, driverWriteInt)
	d.finish()
}

func driverReadVariant(d *driver) Variant {
	var record Variant
	d.expect("[")
	record.Size = driverReadInt(d)
	d.expect(",")
	record.SavedMs = driverReadInt(d)
	d.expect("]")
	return record
}

func driverWriteVariant(d *driver, record Variant) {
	d.mark('[')
	driverWriteInt(d, record.Size)
	d.mark(',')
	driverWriteInt(d, record.SavedMs)
	d.mark(']')
}
