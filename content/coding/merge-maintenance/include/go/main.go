// Generated from signature.toml by `cargo xtask gen`.

package main

// What solution.go must define.
var driverSolve func(windows []Window, settleMin int) []Block = OutageBlocks

// Gives OutageBlocks its arguments from standard input, and writes what it returns.
func main() {
	d := driverStart()
	argument0 := driverReadList(d, driverReadWindow)
	d.endLine()
	argument1 := driverReadInt(d)
	d.endLine()
	returned := driverSolve(argument0, argument1)
	driverWriteLines(d, returned, driverWriteBlock)
	d.finish()
}

func driverReadWindow(d *driver) Window {
	var record Window
	d.expect("[")
	record.Region = driverReadString(d)
	d.expect(",")
	record.StartMin = driverReadInt(d)
	d.expect(",")
	record.EndMin = driverReadInt(d)
	d.expect("]")
	return record
}

func driverWriteWindow(d *driver, record Window) {
	d.mark('[')
	driverWriteString(d, record.Region)
	d.mark(',')
	driverWriteInt(d, record.StartMin)
	d.mark(',')
	driverWriteInt(d, record.EndMin)
	d.mark(']')
}

func driverReadBlock(d *driver) Block {
	var record Block
	d.expect("[")
	record.Region = driverReadString(d)
	d.expect(",")
	record.StartMin = driverReadInt(d)
	d.expect(",")
	record.EndMin = driverReadInt(d)
	d.expect(",")
	record.WorkedMin = driverReadInt(d)
	d.expect("]")
	return record
}

func driverWriteBlock(d *driver, record Block) {
	d.mark('[')
	driverWriteString(d, record.Region)
	d.mark(',')
	driverWriteInt(d, record.StartMin)
	d.mark(',')
	driverWriteInt(d, record.EndMin)
	d.mark(',')
	driverWriteInt(d, record.WorkedMin)
	d.mark(']')
}
