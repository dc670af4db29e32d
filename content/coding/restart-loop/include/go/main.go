// Generated from signature.toml by `cargo xtask gen`.

package main

// What solution.go must define.
var driverSolve func(lines []string) Loop = RepeatingEnd

// Gives RepeatingEnd its arguments from standard input, and writes what it returns.
func main() {
	d := driverStart()
	argument0 := driverReadList(d, driverReadString)
	d.endLine()
	returned := driverSolve(argument0)
	driverWriteLoop(d, returned)
	d.mark('\n')
	d.finish()
}

func driverReadLoop(d *driver) Loop {
	var record Loop
	d.expect("[")
	record.Size = driverReadInt(d)
	d.expect(",")
	record.Times = driverReadInt(d)
	d.expect("]")
	return record
}

func driverWriteLoop(d *driver, record Loop) {
	d.mark('[')
	driverWriteInt(d, record.Size)
	d.mark(',')
	driverWriteInt(d, record.Times)
	d.mark(']')
}
