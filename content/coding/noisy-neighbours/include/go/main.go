// Generated from signature.toml by `cargo xtask gen`.

package main

// What solution.go must define.
var driverSolve func(log []Request, windows []Span) []string = NoisyNeighbours

// Gives NoisyNeighbours its arguments from standard input, and writes what it returns.
func main() {
	d := driverStart()
	argument0 := driverReadList(d, driverReadRequest)
	d.endLine()
	argument1 := driverReadList(d, driverReadSpan)
	d.endLine()
	returned := driverSolve(argument0, argument1)
	driverWriteLines(d, returned, driverWriteString)
	d.finish()
}

func driverReadRequest(d *driver) Request {
	var record Request
	d.expect("[")
	record.AtMs = driverReadInt(d)
	d.expect(",")
	record.Tenant = driverReadString(d)
	d.expect(",")
	record.CostMs = driverReadInt(d)
	d.expect("]")
	return record
}

func driverWriteRequest(d *driver, record Request) {
	d.mark('[')
	driverWriteInt(d, record.AtMs)
	d.mark(',')
	driverWriteString(d, record.Tenant)
	d.mark(',')
	driverWriteInt(d, record.CostMs)
	d.mark(']')
}

func driverReadSpan(d *driver) Span {
	var record Span
	d.expect("[")
	record.FromMs = driverReadInt(d)
	d.expect(",")
	record.UntilMs = driverReadInt(d)
	d.expect("]")
	return record
}

func driverWriteSpan(d *driver, record Span) {
	d.mark('[')
	driverWriteInt(d, record.FromMs)
	d.mark(',')
	driverWriteInt(d, record.UntilMs)
	d.mark(']')
}
