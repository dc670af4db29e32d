// Generated from signature.toml by `cargo xtask gen`.

package main

// What solution.go must define.
var driverSolve func(jobs []Job, startMs int64) []int = WorthRunning

// Gives WorthRunning its arguments from standard input, and writes what it returns.
func main() {
	d := driverStart()
	argument0 := driverReadList(d, driverReadJob)
	d.endLine()
	argument1 := driverReadLong(d)
	d.endLine()
	returned := driverSolve(argument0, argument1)
	driverWriteLines(d, returned, driverWriteInt)
	d.finish()
}

func driverReadJob(d *driver) Job {
	var record Job
	d.expect("[")
	record.DurationMs = driverReadLong(d)
	d.expect(",")
	record.DueMs = driverReadLong(d)
	d.expect("]")
	return record
}

func driverWriteJob(d *driver, record Job) {
	d.mark('[')
	driverWriteLong(d, record.DurationMs)
	d.mark(',')
	driverWriteLong(d, record.DueMs)
	d.mark(']')
}
