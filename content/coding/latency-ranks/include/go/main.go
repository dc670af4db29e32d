// Generated from signature.toml by `cargo xtask gen`.

package main

// What solution.go must define.
type driverSolution interface {
	Observe(atMs int64, latencyUs int)
	Percentile(nowMs int64, perMille int) int
	AtMost(nowMs int64, latencyUs int) int
}

var _ driverSolution = (*LatencyWindow)(nil)

var driverNew func(windowMs int64) *LatencyWindow = NewLatencyWindow

// Makes the calls that standard input lists, and writes what they return.
func main() {
	d := driverStart()
	defer d.tellCall()
	d.constructor("LatencyWindow")
	d.expect("[")
	argument0 := driverReadLong(d)
	d.expect("]")
	d.endLine()
	instance := driverNew(argument0)
	for !d.atEnd() {
		switch d.nextCall() {
		case "observe":
			d.expect(",")
			argument0 := driverReadLong(d)
			d.expect(",")
			argument1 := driverReadInt(d)
			d.expect("]")
			instance.Observe(argument0, argument1)
			d.nothing()
		case "percentile":
			d.expect(",")
			argument0 := driverReadLong(d)
			d.expect(",")
			argument1 := driverReadInt(d)
			d.expect("]")
			returned := instance.Percentile(argument0, argument1)
			driverWriteInt(d, returned)
		case "at_most":
			d.expect(",")
			argument0 := driverReadLong(d)
			d.expect(",")
			argument1 := driverReadInt(d)
			d.expect("]")
			returned := instance.AtMost(argument0, argument1)
			driverWriteInt(d, returned)
		default:
			d.fail("a method of this problem")
		}
		d.endLine()
		d.mark('\n')
	}
	d.call = ""
	d.finish()
}
