// Generated from signature.toml by `cargo xtask gen`.

package main

// What solution.go must define.
var driverSolve func(samples []Sample, margin int, silenceMs int) []int = SinceWorse

// Gives SinceWorse its arguments from standard input, and writes what it returns.
func main() {
	d := driverStart()
	argument0 := driverReadList(d, driverReadSample)
	d.endLine()
	argument1 := driverReadInt(d)
	d.endLine()
	argument2 := driverReadInt(d)
	d.endLine()
	returned := driverSolve(argument0, argument1, argument2)
	driverWriteLines(d, returned, driverWriteInt)
	d.finish()
}

func driverReadSample(d *driver) Sample {
	var record Sample
	d.expect("[")
	record.AtMs = driverReadInt(d)
	d.expect(",")
	record.Latency = driverReadInt(d)
	d.expect("]")
	return record
}

func driverWriteSample(d *driver, record Sample) {
	d.mark('[')
	driverWriteInt(d, record.AtMs)
	d.mark(',')
	driverWriteInt(d, record.Latency)
	d.mark(']')
}
