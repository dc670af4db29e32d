// Generated from signature.toml by `cargo xtask gen`.

package main

// What solution.go must define.
type driverSolution interface {
	NextId(clockMs int64) *int64
	Reserve(clockMs int64, count int64) *Batch
	Origin(id int64) Origin
}

var _ driverSolution = (*IdGenerator)(nil)

var driverNew func(epochMs int64, nodes int, node int, perMs int, aheadMs int64) *IdGenerator = NewIdGenerator

// Makes the calls that standard input lists, and writes what they return.
func main() {
	d := driverStart()
	defer d.tellCall()
	d.constructor("IdGenerator")
	d.expect("[")
	argument0 := driverReadLong(d)
	d.expect(",")
	argument1 := driverReadInt(d)
	d.expect(",")
	argument2 := driverReadInt(d)
	d.expect(",")
	argument3 := driverReadInt(d)
	d.expect(",")
	argument4 := driverReadLong(d)
	d.expect("]")
	d.endLine()
	instance := driverNew(argument0, argument1, argument2, argument3, argument4)
	for !d.atEnd() {
		switch d.nextCall() {
		case "next_id":
			d.expect(",")
			argument0 := driverReadLong(d)
			d.expect("]")
			returned := instance.NextId(argument0)
			driverWriteOptional(d, returned, driverWriteLong)
		case "reserve":
			d.expect(",")
			argument0 := driverReadLong(d)
			d.expect(",")
			argument1 := driverReadLong(d)
			d.expect("]")
			returned := instance.Reserve(argument0, argument1)
			driverWriteOptional(d, returned, driverWriteBatch)
		case "origin":
			d.expect(",")
			argument0 := driverReadLong(d)
			d.expect("]")
			returned := instance.Origin(argument0)
			driverWriteOrigin(d, returned)
		default:
			d.fail("a method of this problem")
		}
		d.endLine()
		d.mark('\n')
	}
	d.call = ""
	d.finish()
}

func driverReadBatch(d *driver) Batch {
	var record Batch
	d.expect("[")
	record.FirstId = driverReadLong(d)
	d.expect(",")
	record.LastId = driverReadLong(d)
	d.expect("]")
	return record
}

func driverWriteBatch(d *driver, record Batch) {
	d.mark('[')
	driverWriteLong(d, record.FirstId)
	d.mark(',')
	driverWriteLong(d, record.LastId)
	d.mark(']')
}

func driverReadOrigin(d *driver) Origin {
	var record Origin
	d.expect("[")
	record.AtMs = driverReadLong(d)
	d.expect(",")
	record.Node = driverReadInt(d)
	d.expect(",")
	record.Sequence = driverReadInt(d)
	d.expect("]")
	return record
}

func driverWriteOrigin(d *driver, record Origin) {
	d.mark('[')
	driverWriteLong(d, record.AtMs)
	d.mark(',')
	driverWriteInt(d, record.Node)
	d.mark(',')
	driverWriteInt(d, record.Sequence)
	d.mark(']')
}
