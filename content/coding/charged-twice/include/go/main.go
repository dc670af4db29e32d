// Generated from signature.toml by `cargo xtask gen`.

package main

// What solution.go must define.
var driverSolve func(payments []Payment, withinMs int64, tolerance int64) []int = FoldDoubles

// Gives FoldDoubles its arguments from standard input, and writes what it returns.
func main() {
	d := driverStart()
	argument0 := driverReadList(d, driverReadPayment)
	d.endLine()
	argument1 := driverReadLong(d)
	d.endLine()
	argument2 := driverReadLong(d)
	d.endLine()
	returned := driverSolve(argument0, argument1, argument2)
	driverWriteLines(d, returned, driverWriteInt)
	d.finish()
}

func driverReadPayment(d *driver) Payment {
	var record Payment
	d.expect("[")
	record.AtMs = driverReadLong(d)
	d.expect(",")
	record.Card = driverReadString(d)
	d.expect(",")
	record.Cents = driverReadLong(d)
	d.expect("]")
	return record
}

func driverWritePayment(d *driver, record Payment) {
	d.mark('[')
	driverWriteLong(d, record.AtMs)
	d.mark(',')
	driverWriteString(d, record.Card)
	d.mark(',')
	driverWriteLong(d, record.Cents)
	d.mark(']')
}
