// Generated from signature.toml by `cargo xtask gen`.

package main

// What solution.go must define.
type driverSolution interface {
	FirstConflict(startsAt int64, endsAt int64) *string
	Cancel(name string) bool
}

var _ driverSolution = (*LabPlan)(nil)

var driverNew func(bookings []Booking) *LabPlan = NewLabPlan

// Makes the calls that standard input lists, and writes what they return.
func main() {
	d := driverStart()
	defer d.tellCall()
	d.constructor("LabPlan")
	d.expect("[")
	argument0 := driverReadList(d, driverReadBooking)
	d.expect("]")
	d.endLine()
	instance := driverNew(argument0)
	for !d.atEnd() {
		switch d.nextCall() {
		case "first_conflict":
			d.expect(",")
			argument0 := driverReadLong(d)
			d.expect(",")
			argument1 := driverReadLong(d)
			d.expect("]")
			returned := instance.FirstConflict(argument0, argument1)
			driverWriteOptional(d, returned, driverWriteString)
		case "cancel":
			d.expect(",")
			argument0 := driverReadString(d)
			d.expect("]")
			returned := instance.Cancel(argument0)
			driverWriteBool(d, returned)
		default:
			d.fail("a method of this problem")
		}
		d.endLine()
		d.mark('\n')
	}
	d.call = ""
	d.finish()
}

func driverReadBooking(d *driver) Booking {
	var record Booking
	d.expect("[")
	record.Name = driverReadString(d)
	d.expect(",")
	record.StartsAt = driverReadLong(d)
	d.expect(",")
	record.EndsAt = driverReadLong(d)
	d.expect("]")
	return record
}

func driverWriteBooking(d *driver, record Booking) {
	d.mark('[')
	driverWriteString(d, record.Name)
	d.mark(',')
	driverWriteLong(d, record.StartsAt)
	d.mark(',')
	driverWriteLong(d, record.EndsAt)
	d.mark(']')
}
