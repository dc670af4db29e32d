// Generated from signature.toml by `cargo xtask gen`.

package main

// What solution.go must define.
var driverSolve func(boss string, reports []Report, requests []Request) []string = Approvers

// Gives Approvers its arguments from standard input, and writes what it returns.
func main() {
	d := driverStart()
	argument0 := driverReadString(d)
	d.endLine()
	argument1 := driverReadList(d, driverReadReport)
	d.endLine()
	argument2 := driverReadList(d, driverReadRequest)
	d.endLine()
	returned := driverSolve(argument0, argument1, argument2)
	driverWriteLines(d, returned, driverWriteString)
	d.finish()
}

func driverReadReport(d *driver) Report {
	var record Report
	d.expect("[")
	record.Person = driverReadString(d)
	d.expect(",")
	record.Manager = driverReadString(d)
	d.expect("]")
	return record
}

func driverWriteReport(d *driver, record Report) {
	d.mark('[')
	driverWriteString(d, record.Person)
	d.mark(',')
	driverWriteString(d, record.Manager)
	d.mark(']')
}

func driverReadRequest(d *driver) Request {
	var record Request
	d.expect("[")
	record.One = driverReadString(d)
	d.expect(",")
	record.Other = driverReadString(d)
	d.expect("]")
	return record
}

func driverWriteRequest(d *driver, record Request) {
	d.mark('[')
	driverWriteString(d, record.One)
	d.mark(',')
	driverWriteString(d, record.Other)
	d.mark(']')
}
