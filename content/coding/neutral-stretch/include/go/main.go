// Generated from signature.toml by `cargo xtask gen`.

package main

// What solution.go must define.
var driverSolve func(entries []Entry) *Stretch = NeutralStretch

// Gives NeutralStretch its arguments from standard input, and writes what it returns.
func main() {
	d := driverStart()
	argument0 := driverReadList(d, driverReadEntry)
	d.endLine()
	returned := driverSolve(argument0)
	driverWriteOptional(d, returned, driverWriteStretch)
	d.mark('\n')
	d.finish()
}

func driverReadEntry(d *driver) Entry {
	var record Entry
	d.expect("[")
	record.Account = driverReadString(d)
	d.expect(",")
	record.Cents = driverReadInt(d)
	d.expect("]")
	return record
}

func driverWriteEntry(d *driver, record Entry) {
	d.mark('[')
	driverWriteString(d, record.Account)
	d.mark(',')
	driverWriteInt(d, record.Cents)
	d.mark(']')
}

func driverReadStretch(d *driver) Stretch {
	var record Stretch
	d.expect("[")
	record.First = driverReadInt(d)
	d.expect(",")
	record.Length = driverReadInt(d)
	d.expect("]")
	return record
}

func driverWriteStretch(d *driver, record Stretch) {
	d.mark('[')
	driverWriteInt(d, record.First)
	d.mark(',')
	driverWriteInt(d, record.Length)
	d.mark(']')
}
