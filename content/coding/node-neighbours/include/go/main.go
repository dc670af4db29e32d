// Generated from signature.toml by `cargo xtask gen`.

package main

// What solution.go must define.
var driverSolve func(tenants []Tenant, capacity int) []int = PossibleNeighbours

// Gives PossibleNeighbours its arguments from standard input, and writes what it returns.
func main() {
	d := driverStart()
	argument0 := driverReadList(d, driverReadTenant)
	d.endLine()
	argument1 := driverReadInt(d)
	d.endLine()
	returned := driverSolve(argument0, argument1)
	driverWriteLines(d, returned, driverWriteInt)
	d.finish()
}

func driverReadTenant(d *driver) Tenant {
	var record Tenant
	d.expect("[")
	record.Market = driverReadString(d)
	d.expect(",")
	record.Load = driverReadInt(d)
	d.expect("]")
	return record
}

func driverWriteTenant(d *driver, record Tenant) {
	d.mark('[')
	driverWriteString(d, record.Market)
	d.mark(',')
	driverWriteInt(d, record.Load)
	d.mark(']')
}
