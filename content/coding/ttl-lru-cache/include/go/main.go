// Generated from signature.toml by `cargo xtask gen`.

package main

// What solution.go must define.
type driverSolution interface {
	Get(nowMs int64, key string) *int
	Put(nowMs int64, key string, value int, ttlMs int64)
	Size(nowMs int64) int
}

var _ driverSolution = (*TtlLruCache)(nil)

var driverNew func(capacity int) *TtlLruCache = NewTtlLruCache

// Makes the calls that standard input lists, and writes what they return.
func main() {
	d := driverStart()
	defer d.tellCall()
	d.constructor("TtlLruCache")
	d.expect("[")
	argument0 := driverReadInt(d)
	d.expect("]")
	d.endLine()
	instance := driverNew(argument0)
	for !d.atEnd() {
		switch d.nextCall() {
		case "get":
			d.expect(",")
			argument0 := driverReadLong(d)
			d.expect(",")
			argument1 := driverReadString(d)
			d.expect("]")
			returned := instance.Get(argument0, argument1)
			driverWriteOptional(d, returned, driverWriteInt)
		case "put":
			d.expect(",")
			argument0 := driverReadLong(d)
			d.expect(",")
			argument1 := driverReadString(d)
			d.expect(",")
			argument2 := driverReadInt(d)
			d.expect(",")
			argument3 := driverReadLong(d)
			d.expect("]")
			instance.Put(argument0, argument1, argument2, argument3)
			d.nothing()
		case "size":
			d.expect(",")
			argument0 := driverReadLong(d)
			d.expect("]")
			returned := instance.Size(argument0)
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
