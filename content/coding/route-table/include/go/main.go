// Generated from signature.toml by `cargo xtask gen`.

package main

// What solution.go must define.
type driverSolution interface {
	Put(prefix string, service string)
	Drain(prefix string) int
	Resolve(path string) *string
}

var _ driverSolution = (*RouteTable)(nil)

var driverNew func() *RouteTable = NewRouteTable

// Makes the calls that standard input lists, and writes what they return.
func main() {
	d := driverStart()
	defer d.tellCall()
	d.constructor("RouteTable")
	d.expect("[")
	d.expect("]")
	d.endLine()
	instance := driverNew()
	for !d.atEnd() {
		switch d.nextCall() {
		case "put":
			d.expect(",")
			argument0 := driverReadString(d)
			d.expect(",")
			argument1 := driverReadString(d)
			d.expect("]")
			instance.Put(argument0, argument1)
			d.nothing()
		case "drain":
			d.expect(",")
			argument0 := driverReadString(d)
			d.expect("]")
			returned := instance.Drain(argument0)
			driverWriteInt(d, returned)
		case "resolve":
			d.expect(",")
			argument0 := driverReadString(d)
			d.expect("]")
			returned := instance.Resolve(argument0)
			driverWriteOptional(d, returned, driverWriteString)
		default:
			d.fail("a method of this problem")
		}
		d.endLine()
		d.mark('\n')
	}
	d.call = ""
	d.finish()
}
