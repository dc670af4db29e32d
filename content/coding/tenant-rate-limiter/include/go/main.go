// Generated from signature.toml by `cargo xtask gen`.

package main

// What solution.go must define.
type driverSolution interface {
	Allow(nowMs int64, tenant string) bool
	RetryAfterMs(nowMs int64, tenant string) *int64
}

var _ driverSolution = (*RateLimiter)(nil)

var driverNew func(rules []Rule) *RateLimiter = NewRateLimiter

// Makes the calls that standard input lists, and writes what they return.
func main() {
	d := driverStart()
	defer d.tellCall()
	d.constructor("RateLimiter")
	d.expect("[")
	argument0 := driverReadList(d, driverReadRule)
	d.expect("]")
	d.endLine()
	instance := driverNew(argument0)
	for !d.atEnd() {
		switch d.nextCall() {
		case "allow":
			d.expect(",")
			argument0 := driverReadLong(d)
			d.expect(",")
			argument1 := driverReadString(d)
			d.expect("]")
			returned := instance.Allow(argument0, argument1)
			driverWriteBool(d, returned)
		case "retry_after_ms":
			d.expect(",")
			argument0 := driverReadLong(d)
			d.expect(",")
			argument1 := driverReadString(d)
			d.expect("]")
			returned := instance.RetryAfterMs(argument0, argument1)
			driverWriteOptional(d, returned, driverWriteLong)
		default:
			d.fail("a method of this problem")
		}
		d.endLine()
		d.mark('\n')
	}
	d.call = ""
	d.finish()
}

func driverReadRule(d *driver) Rule {
	var record Rule
	d.expect("[")
	record.Tenant = driverReadString(d)
	d.expect(",")
	record.Limit = driverReadInt(d)
	d.expect(",")
	record.WindowMs = driverReadLong(d)
	d.expect("]")
	return record
}

func driverWriteRule(d *driver, record Rule) {
	d.mark('[')
	driverWriteString(d, record.Tenant)
	d.mark(',')
	driverWriteInt(d, record.Limit)
	d.mark(',')
	driverWriteLong(d, record.WindowMs)
	d.mark(']')
}
