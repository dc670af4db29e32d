// Generated from signature.toml by `cargo xtask gen`.

package main

// What solution.go must define.
var driverSolve func(streams []Stream) []Written = MergeStreams

// Gives MergeStreams its arguments from standard input, and writes what it returns.
func main() {
	d := driverStart()
	argument0 := driverReadList(d, driverReadStream)
	d.endLine()
	returned := driverSolve(argument0)
	driverWriteLines(d, returned, driverWriteWritten)
	d.finish()
}

func driverReadLine(d *driver) Line {
	var record Line
	d.expect("[")
	record.AtMs = driverReadInt(d)
	d.expect(",")
	record.Event = driverReadString(d)
	d.expect("]")
	return record
}

func driverWriteLine(d *driver, record Line) {
	d.mark('[')
	driverWriteInt(d, record.AtMs)
	d.mark(',')
	driverWriteString(d, record.Event)
	d.mark(']')
}

func driverReadStream(d *driver) Stream {
	var record Stream
	d.expect("[")
	record.JoinsAfter = driverReadInt(d)
	d.expect(",")
	record.Lines = driverReadList(d, driverReadLine)
	d.expect("]")
	return record
}

func driverWriteStream(d *driver, record Stream) {
	d.mark('[')
	driverWriteInt(d, record.JoinsAfter)
	d.mark(',')
	driverWriteList(d, record.Lines, driverWriteLine)
	d.mark(']')
}

func driverReadWritten(d *driver) Written {
	var record Written
	d.expect("[")
	record.AtMs = driverReadInt(d)
	d.expect(",")
	record.Event = driverReadString(d)
	d.expect(",")
	record.Copies = driverReadInt(d)
	d.expect("]")
	return record
}

func driverWriteWritten(d *driver, record Written) {
	d.mark('[')
	driverWriteInt(d, record.AtMs)
	d.mark(',')
	driverWriteString(d, record.Event)
	d.mark(',')
	driverWriteInt(d, record.Copies)
	d.mark(']')
}
