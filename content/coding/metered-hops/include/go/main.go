// Generated from signature.toml by `cargo xtask gen`.

package main

// What solution.go must define.
var driverSolve func(nodes int, hops []Hop, origin int, goal int, budget int) []int64 = FastestByBudget

// Gives FastestByBudget its arguments from standard input, and writes what it returns.
func main() {
	d := driverStart()
	argument0 := driverReadInt(d)
	d.endLine()
	argument1 := driverReadList(d, driverReadHop)
	d.endLine()
	argument2 := driverReadInt(d)
	d.endLine()
	argument3 := driverReadInt(d)
	d.endLine()
	argument4 := driverReadInt(d)
	d.endLine()
	returned := driverSolve(argument0, argument1, argument2, argument3, argument4)
	driverWriteLines(d, returned, driverWriteLong)
	d.finish()
}

func driverReadHop(d *driver) Hop {
	var record Hop
	d.expect("[")
	record.Source = driverReadInt(d)
	d.expect(",")
	record.Target = driverReadInt(d)
	d.expect(",")
	record.DelayMs = driverReadInt(d)
	d.expect(",")
	record.Metered = driverReadBool(d)
	d.expect("]")
	return record
}

func driverWriteHop(d *driver, record Hop) {
	d.mark('[')
	driverWriteInt(d, record.Source)
	d.mark(',')
	driverWriteInt(d, record.Target)
	d.mark(',')
	driverWriteInt(d, record.DelayMs)
	d.mark(',')
	driverWriteBool(d, record.Metered)
	d.mark(']')
}
