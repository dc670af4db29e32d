// Generated from signature.toml by `cargo xtask gen`.

package main

// What solution.go must define.
var driverSolve func(ids []string, shortest int) []int = ShortLengths

// Gives ShortLengths its arguments from standard input, and writes what it returns.
func main() {
	d := driverStart()
	argument0 := driverReadList(d, driverReadString)
	d.endLine()
	argument1 := driverReadInt(d)
	d.endLine()
	returned := driverSolve(argument0, argument1)
	driverWriteLines(d, returned, driverWriteInt)
	d.finish()
}
