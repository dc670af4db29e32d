// Generated from signature.toml by `cargo xtask gen`.

package main

// What solution.go must define.
var driverSolve func(hosts int, pairs []Pair) Nights = SplitReboots

// Gives SplitReboots its arguments from standard input, and writes what it returns.
func main() {
	d := driverStart()
	argument0 := driverReadInt(d)
	d.endLine()
	argument1 := driverReadList(d, driverReadPair)
	d.endLine()
	returned := driverSolve(argument0, argument1)
	driverWriteNights(d, returned)
	d.mark('\n')
	d.finish()
}

func driverReadPair(d *driver) Pair {
	var record Pair
	d.expect("[")
	record.One = driverReadInt(d)
	d.expect(",")
	record.Other = driverReadInt(d)
	d.expect("]")
	return record
}

func driverWritePair(d *driver, record Pair) {
	d.mark('[')
	driverWriteInt(d, record.One)
	d.mark(',')
	driverWriteInt(d, record.Other)
	d.mark(']')
}

func driverReadNights(d *driver) Nights {
	var record Nights
	d.expect("[")
	record.FirstNight = driverReadList(d, driverReadInt)
	d.expect(",")
	record.Broken = driverReadInt(d)
	d.expect(",")
	record.Circle = driverReadList(d, driverReadInt)
	d.expect("]")
	return record
}

func driverWriteNights(d *driver, record Nights) {
	d.mark('[')
	driverWriteList(d, record.FirstNight, driverWriteInt)
	d.mark(',')
	driverWriteInt(d, record.Broken)
	d.mark(',')
	driverWriteList(d, record.Circle, driverWriteInt)
	d.mark(']')
}
