// Generated from signature.toml by `cargo xtask gen`.

package main

// What solution.go must define.
type driverSolution interface {
	Get(key string) *int
	Put(key string, value int) *string
	Remove(key string) bool
	Victims(count int) []string
}

var _ driverSolution = (*LfuCache)(nil)

var driverNew func(capacity int) *LfuCache = NewLfuCache

// Makes the calls that standard input lists, and writes what they return.
func main() {
	d := driverStart()
	defer d.tellCall()
	d.constructor("LfuCache")
	d.expect("[")
	argument0 := driverReadInt(d)
	d.expect("]")
	d.endLine()
	instance := driverNew(argument0)
	for !d.atEnd() {
		switch d.nextCall() {
		case "get":
			d.expect(",")
			argument0 := driverReadString(d)
			d.expect("]")
			returned := instance.Get(argument0)
			driverWriteOptional(d, returned, driverWriteInt)
		case "put":
			d.expect(",")
			argument0 := driverReadString(d)
			d.expect(",")
			argument1 := driverReadInt(d)
			d.expect("]")
			returned := instance.Put(argument0, argument1)
			driverWriteOptional(d, returned, driverWriteString)
		case "remove":
			d.expect(",")
			argument0 := driverReadString(d)
			d.expect("]")
			returned := instance.Remove(argument0)
			driverWriteBool(d, returned)
		case "victims":
			d.expect(",")
			argument0 := driverReadInt(d)
			d.expect("]")
			returned := instance.Victims(argument0)
			driverWriteList(d, returned, driverWriteString)
		default:
			d.fail("a method of this problem")
		}
		d.endLine()
		d.mark('\n')
	}
	d.call = ""
	d.finish()
}
