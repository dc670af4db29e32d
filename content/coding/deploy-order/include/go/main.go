// Generated from signature.toml by `cargo xtask gen`.

package main

// What solution.go must define.
var driverSolve func(services []string, needs []Need) Plan = DeployOrder

// Gives DeployOrder its arguments from standard input, and writes what it returns.
func main() {
	d := driverStart()
	argument0 := driverReadList(d, driverReadString)
	d.endLine()
	argument1 := driverReadList(d, driverReadNeed)
	d.endLine()
	returned := driverSolve(argument0, argument1)
	driverWritePlan(d, returned)
	d.mark('\n')
	d.finish()
}

func driverReadNeed(d *driver) Need {
	var record Need
	d.expect("[")
	record.Service = driverReadString(d)
	d.expect(",")
	record.Needed = driverReadString(d)
	d.expect("]")
	return record
}

func driverWriteNeed(d *driver, record Need) {
	d.mark('[')
	driverWriteString(d, record.Service)
	d.mark(',')
	driverWriteString(d, record.Needed)
	d.mark(']')
}

func driverReadPlan(d *driver) Plan {
	var record Plan
	d.expect("[")
	record.Order = driverReadList(d, driverReadString)
	d.expect(",")
	record.Ring = driverReadList(d, driverReadString)
	d.expect("]")
	return record
}

func driverWritePlan(d *driver, record Plan) {
	d.mark('[')
	driverWriteList(d, record.Order, driverWriteString)
	d.mark(',')
	driverWriteList(d, record.Ring, driverWriteString)
	d.mark(']')
}
