// Generated from signature.toml by `cargo xtask gen`.

package main

// What solution.go must define.
var driverSolve func(planned []Step, executed []string, extraCost int, exchangeCost int) int64 = DriftCost

// Gives DriftCost its arguments from standard input, and writes what it returns.
func main() {
	d := driverStart()
	argument0 := driverReadList(d, driverReadStep)
	d.endLine()
	argument1 := driverReadList(d, driverReadString)
	d.endLine()
	argument2 := driverReadInt(d)
	d.endLine()
	argument3 := driverReadInt(d)
	d.endLine()
	returned := driverSolve(argument0, argument1, argument2, argument3)
	driverWriteLong(d, returned)
	d.mark('\n')
	d.finish()
}

func driverReadStep(d *driver) Step {
	var record Step
	d.expect("[")
	record.Name = driverReadString(d)
	d.expect(",")
	record.Weight = driverReadInt(d)
	d.expect("]")
	return record
}

func driverWriteStep(d *driver, record Step) {
	d.mark('[')
	driverWriteString(d, record.Name)
	d.mark(',')
	driverWriteInt(d, record.Weight)
	d.mark(']')
}
