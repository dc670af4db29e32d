// Generated from signature.toml by `cargo xtask gen`.

package main

// What solution.go must define.
var driverSolve func(rules []Rule, keys []string) []int = RetentionDays

// Gives RetentionDays its arguments from standard input, and writes what it returns.
func main() {
	d := driverStart()
	argument0 := driverReadList(d, driverReadRule)
	d.endLine()
	argument1 := driverReadList(d, driverReadString)
	d.endLine()
	returned := driverSolve(argument0, argument1)
	driverWriteLines(d, returned, driverWriteInt)
	d.finish()
}

func driverReadRule(d *driver) Rule {
	var record Rule
	d.expect("[")
	record.Pattern = driverReadString(d)
	d.expect(",")
	record.Days = driverReadInt(d)
	d.expect("]")
	return record
}

func driverWriteRule(d *driver, record Rule) {
	d.mark('[')
	driverWriteString(d, record.Pattern)
	d.mark(',')
	driverWriteInt(d, record.Days)
	d.mark(']')
}
