// Generated from signature.toml by `cargo xtask gen`.

package main

// What solution.go must define.
type driverSolution interface {
	SetWeight(node string, weight int) int64
	Owner(key string) *string
	Share(node string) int64
}

var _ driverSolution = (*WeightedRing)(nil)

var driverNew func(ringSize int64, pointsPerWeight int) *WeightedRing = NewWeightedRing

// Makes the calls that standard input lists, and writes what they return.
func main() {
	d := driverStart()
	defer d.tellCall()
	d.constructor("WeightedRing")
	d.expect("[")
	argument0 := driverReadLong(d)
	d.expect(",")
	argument1 := driverReadInt(d)
	d.expect("]")
	d.endLine()
	instance := driverNew(argument0, argument1)
	for !d.atEnd() {
		switch d.nextCall() {
		case "set_weight":
			d.expect(",")
			argument0 := driverReadString(d)
			d.expect(",")
			argument1 := driverReadInt(d)
			d.expect("]")
			returned := instance.SetWeight(argument0, argument1)
			driverWriteLong(d, returned)
		case "owner":
			d.expect(",")
			argument0 := driverReadString(d)
			d.expect("]")
			returned := instance.Owner(argument0)
			driverWriteOptional(d, returned, driverWriteString)
		case "share":
			d.expect(",")
			argument0 := driverReadString(d)
			d.expect("]")
			returned := instance.Share(argument0)
			driverWriteLong(d, returned)
		default:
			d.fail("a method of this problem")
		}
		d.endLine()
		d.mark('\n')
	}
	d.call = ""
	d.finish()
}
