// Generated from signature.toml by `cargo xtask gen`.

package main

// What solution.go must define.
var driverSolve func(log []Request, windowMs int64, limit int) []Breach = FirstBreaches

// Gives FirstBreaches its arguments from standard input, and writes what it returns.
func main() {
	d := driverStart()
	argument0 := driverReadList(d, driverReadRequest)
	d.endLine()
	argument1 := driverReadLong(d)
	d.endLine()
	argument2 := driverReadInt(d)
	d.endLine()
	returned := driverSolve(argument0, argument1, argument2)
	driverWriteLines(d, returned, driverWriteBreach)
	d.finish()
}

func driverReadRequest(d *driver) Request {
	var record Request
	d.expect("[")
	record.AtMs = driverReadLong(d)
	d.expect(",")
	record.Client = driverReadString(d)
	d.expect(",")
	record.RequestId = driverReadString(d)
	d.expect("]")
	return record
}

func driverWriteRequest(d *driver, record Request) {
	d.mark('[')
	driverWriteLong(d, record.AtMs)
	d.mark(',')
	driverWriteString(d, record.Client)
	d.mark(',')
	driverWriteString(d, record.RequestId)
	d.mark(']')
}

func driverReadBreach(d *driver) Breach {
	var record Breach
	d.expect("[")
	record.Client = driverReadString(d)
	d.expect(",")
	record.AtMs = driverReadLong(d)
	d.expect("]")
	return record
}

func driverWriteBreach(d *driver, record Breach) {
	d.mark('[')
	driverWriteString(d, record.Client)
	d.mark(',')
	driverWriteLong(d, record.AtMs)
	d.mark(']')
}
