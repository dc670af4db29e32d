// Generated from signature.toml by `cargo xtask gen`.

package main

// What solution.go must define.
var driverSolve func(targets []string) []string = PageKeys

// Gives PageKeys its arguments from standard input, and writes what it returns.
func main() {
	d := driverStart()
	argument0 := driverReadList(d, driverReadString)
	d.endLine()
	returned := driverSolve(argument0)
	driverWriteLines(d, returned, driverWriteString)
	d.finish()
}
