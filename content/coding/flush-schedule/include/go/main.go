// Generated from signature.toml by `cargo xtask gen`.

package main

// What solution.go must define.
var driverSolve func(writes []Write, flushCost int64) int64 = CheapestFlushes

// Gives CheapestFlushes its arguments from standard input, and writes what it returns.
func main() {
	d := driverStart()
	argument0 := driverReadList(d, driverReadWrite)
	d.endLine()
	argument1 := driverReadLong(d)
	d.endLine()
	returned := driverSolve(argument0, argument1)
	driverWriteLong(d, returned)
	d.mark('\n')
	d.finish()
}

func driverReadWrite(d *driver) Write {
	var record Write
	d.expect("[")
	record.AtMs = driverReadLong(d)
	d.expect(",")
	record.Urgency = driverReadInt(d)
	d.expect("]")
	return record
}

func driverWriteWrite(d *driver, record Write) {
	d.mark('[')
	driverWriteLong(d, record.AtMs)
	d.mark(',')
	driverWriteInt(d, record.Urgency)
	d.mark(']')
}
