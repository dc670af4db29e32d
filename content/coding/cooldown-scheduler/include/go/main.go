// Generated from signature.toml by `cargo xtask gen`.

package main

// What solution.go must define.
var driverSolve func(jobs []Job, cooldownMs int) []Start = StartOrder

// Gives StartOrder its arguments from standard input, and writes what it returns.
func main() {
	d := driverStart()
	argument0 := driverReadList(d, driverReadJob)
	d.endLine()
	argument1 := driverReadInt(d)
	d.endLine()
	returned := driverSolve(argument0, argument1)
	driverWriteLines(d, returned, driverWriteStart)
	d.finish()
}

func driverReadJob(d *driver) Job {
	var record Job
	d.expect("[")
	record.AtMs = driverReadInt(d)
	d.expect(",")
	record.Tenant = driverReadString(d)
	d.expect(",")
	record.Priority = driverReadInt(d)
	d.expect(",")
	record.RunMs = driverReadInt(d)
	d.expect("]")
	return record
}

func driverWriteJob(d *driver, record Job) {
	d.mark('[')
	driverWriteInt(d, record.AtMs)
	d.mark(',')
	driverWriteString(d, record.Tenant)
	d.mark(',')
	driverWriteInt(d, record.Priority)
	d.mark(',')
	driverWriteInt(d, record.RunMs)
	d.mark(']')
}

func driverReadStart(d *driver) Start {
	var record Start
	d.expect("[")
	record.Job = driverReadInt(d)
	d.expect(",")
	record.StartMs = driverReadLong(d)
	d.expect("]")
	return record
}

func driverWriteStart(d *driver, record Start) {
	d.mark('[')
	driverWriteInt(d, record.Job)
	d.mark(',')
	driverWriteLong(d, record.StartMs)
	d.mark(']')
}
