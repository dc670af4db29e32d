// Generated from signature.toml by `cargo xtask gen`.

package main

// What solution.go must define.
var driverSolve func(events []Event, maxEvents int, maxBytes int64) []int = PlanCheckpoints

// Gives PlanCheckpoints its arguments from standard input, and writes what it returns.
func main() {
	d := driverStart()
	argument0 := driverReadList(d, driverReadEvent)
	d.endLine()
	argument1 := driverReadInt(d)
	d.endLine()
	argument2 := driverReadLong(d)
	d.endLine()
	returned := driverSolve(argument0, argument1, argument2)
	driverWriteLines(d, returned, driverWriteInt)
	d.finish()
}

func driverReadEvent(d *driver) Event {
	var record Event
	d.expect("[")
	record.Size = driverReadInt(d)
	d.expect(",")
	record.CheckpointCost = driverReadInt(d)
	d.expect("]")
	return record
}

func driverWriteEvent(d *driver, record Event) {
	d.mark('[')
	driverWriteInt(d, record.Size)
	d.mark(',')
	driverWriteInt(d, record.CheckpointCost)
	d.mark(']')
}
