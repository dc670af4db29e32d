// Generated from signature.toml by `cargo xtask gen`.

package main

// What solution.go must define.
var driverSolve func(events []Event, slackMs int64) []Disorder = SwappedPairs

// Gives SwappedPairs its arguments from standard input, and writes what it returns.
func main() {
	d := driverStart()
	argument0 := driverReadList(d, driverReadEvent)
	d.endLine()
	argument1 := driverReadLong(d)
	d.endLine()
	returned := driverSolve(argument0, argument1)
	driverWriteLines(d, returned, driverWriteDisorder)
	d.finish()
}

func driverReadEvent(d *driver) Event {
	var record Event
	d.expect("[")
	record.Partition = driverReadString(d)
	d.expect(",")
	record.MadeMs = driverReadLong(d)
	d.expect("]")
	return record
}

func driverWriteEvent(d *driver, record Event) {
	d.mark('[')
	driverWriteString(d, record.Partition)
	d.mark(',')
	driverWriteLong(d, record.MadeMs)
	d.mark(']')
}

func driverReadDisorder(d *driver) Disorder {
	var record Disorder
	d.expect("[")
	record.Partition = driverReadString(d)
	d.expect(",")
	record.Pairs = driverReadLong(d)
	d.expect("]")
	return record
}

func driverWriteDisorder(d *driver, record Disorder) {
	d.mark('[')
	driverWriteString(d, record.Partition)
	d.mark(',')
	driverWriteLong(d, record.Pairs)
	d.mark(']')
}
