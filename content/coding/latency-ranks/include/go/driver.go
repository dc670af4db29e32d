// Generated from signature.toml by `cargo xtask gen`.

package main

// What lies between standard input and solution.go, for every problem. A value travels as JSON, one
// a line; a record travels as the array of its fields. All names begin with "driver", so that
// solution.go can choose its own.

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"strconv"
	"syscall"
	"unicode/utf8"
)

// An endless recursion ends in a stack overflow before it ends the memory.
const driverStackBytes = 256 << 20

type driver struct {
	text []byte
	at   int
	out  []byte
	kept *os.File
	// What is being called, for the case that it ends the program.
	call  string
	calls int
}

func driverStart() *driver {
	// What the candidate prints must not end up in the answer, however it is printed.
	kept, err := syscall.Dup(1)
	if err == nil {
		err = syscall.Dup3(2, 1, 0)
	}
	if err != nil {
		driverExit("Standard output cannot be kept for the answer: %v", err)
	}
	text, err := io.ReadAll(os.Stdin)
	if err != nil {
		driverExit("The input cannot be read: %v", err)
	}
	debug.SetMaxStack(driverStackBytes)
	return &driver{text: text, kept: os.NewFile(uintptr(kept), "answer")}
}

func driverExit(format string, arguments ...any) {
	fmt.Fprintf(os.Stderr, format+"\n", arguments...)
	os.Exit(1)
}

func (d *driver) finish() {
	if _, err := d.kept.Write(d.out); err != nil {
		os.Exit(1)
	}
}

// Deferred: says which call ends the program, before the run time says why.
func (d *driver) tellCall() {
	os.Stderr.WriteString(d.call)
}

func (d *driver) atEnd() bool {
	return d.at == len(d.text)
}

func (d *driver) take(wanted string) bool {
	isNext := len(d.text)-d.at >= len(wanted) && string(d.text[d.at:d.at+len(wanted)]) == wanted
	if isNext {
		d.at += len(wanted)
	}
	return isNext
}

func (d *driver) expect(wanted string) {
	if !d.take(wanted) {
		d.fail(wanted)
	}
}

func (d *driver) endLine() {
	if !d.atEnd() {
		d.expect("\n")
	}
}

func (d *driver) fail(wanted string) {
	driverExit("The input is not what this problem takes: at byte %d there should be %s", d.at, wanted)
}

func (d *driver) restOfLine() string {
	rest := d.text[d.at:]
	if end := bytes.IndexByte(rest, '\n'); end >= 0 {
		rest = rest[:end]
	}
	return string(rest)
}

func (d *driver) constructor(name string) {
	line := d.restOfLine()
	d.call = fmt.Sprintf("In the constructor, %s(%s)\n", name, line[1:len(line)-1])
}

// The name of the method that the next line calls.
func (d *driver) nextCall() string {
	line := d.restOfLine()
	d.expect("[")
	name := driverReadString(d)
	d.calls++
	before := len(name) + 4
	given := ""
	if len(line) > before {
		given = line[before : len(line)-1]
	}
	d.call = "In call " + strconv.Itoa(d.calls) + ", " + name + "(" + given + ")\n"
	return name
}

func driverReadLong(d *driver) int64 {
	start := d.at
	d.take("-")
	for d.at < len(d.text) && d.text[d.at] >= '0' && d.text[d.at] <= '9' {
		d.at++
	}
	value, err := strconv.ParseInt(string(d.text[start:d.at]), 10, 64)
	if err != nil {
		d.fail("a number that fits into 64 bits")
	}
	return value
}

func driverReadInt(d *driver) int {
	return int(driverReadLong(d))
}

func driverReadBool(d *driver) bool {
	value := d.take("true")
	if !value {
		d.expect("false")
	}
	return value
}

func driverReadString(d *driver) string {
	d.expect("\"")
	var value []byte
	for {
		start := d.at
		for d.at < len(d.text) && d.text[d.at] != '"' && d.text[d.at] != '\\' {
			d.at++
		}
		plain := d.text[start:d.at]
		if d.take("\"") {
			if value == nil {
				return string(plain)
			}
			return string(append(value, plain...))
		}
		d.expect("\\")
		value = d.escaped(append(value, plain...))
	}
}

func (d *driver) escaped(value []byte) []byte {
	d.at++
	switch letter := d.text[d.at-1]; letter {
	case '"', '\\', '/':
		return append(value, letter)
	case 'b':
		return append(value, '\b')
	case 'f':
		return append(value, '\f')
	case 'n':
		return append(value, '\n')
	case 'r':
		return append(value, '\r')
	case 't':
		return append(value, '\t')
	case 'u':
		point := d.unit()
		// Two halves are one character beyond the 16 bits of a unit.
		if point >= 0xD800 && point < 0xDC00 && d.take("\\u") {
			point = 0x10000 + (point-0xD800)<<10 + (d.unit() - 0xDC00)
		}
		return utf8.AppendRune(value, point)
	}
	d.fail("an escape of JSON")
	return nil
}

func (d *driver) unit() rune {
	if len(d.text)-d.at < 4 {
		d.fail("four hexadecimal digits")
	}
	value, err := strconv.ParseUint(string(d.text[d.at:d.at+4]), 16, 16)
	if err != nil {
		d.fail("four hexadecimal digits")
	}
	d.at += 4
	return rune(value)
}

func driverReadList[T any](d *driver, read func(*driver) T) []T {
	values := []T{}
	d.expect("[")
	if d.take("]") {
		return values
	}
	for {
		values = append(values, read(d))
		if !d.take(",") {
			d.expect("]")
			return values
		}
	}
}

func driverReadOptional[T any](d *driver, read func(*driver) T) *T {
	if d.take("null") {
		return nil
	}
	value := read(d)
	return &value
}

func driverWriteLong(d *driver, value int64) {
	d.out = strconv.AppendInt(d.out, value, 10)
}

func driverWriteInt(d *driver, value int) {
	d.out = strconv.AppendInt(d.out, int64(value), 10)
}

func driverWriteBool(d *driver, value bool) {
	d.out = strconv.AppendBool(d.out, value)
}

func driverWriteString(d *driver, value string) {
	d.mark('"')
	for at := 0; at < len(value); at++ {
		switch c := value[at]; c {
		case '"':
			d.out = append(d.out, `\"`...)
		case '\\':
			d.out = append(d.out, `\\`...)
		case '\b':
			d.out = append(d.out, `\b`...)
		case '\f':
			d.out = append(d.out, `\f`...)
		case '\n':
			d.out = append(d.out, `\n`...)
		case '\r':
			d.out = append(d.out, `\r`...)
		case '\t':
			d.out = append(d.out, `\t`...)
		default:
			if c < 0x20 {
				d.out = append(d.out, fmt.Sprintf("\\u%04x", c)...)
			} else {
				d.out = append(d.out, c)
			}
		}
	}
	d.mark('"')
}

func driverWriteList[T any](d *driver, values []T, write func(*driver, T)) {
	d.mark('[')
	for at, value := range values {
		if at > 0 {
			d.mark(',')
		}
		write(d, value)
	}
	d.mark(']')
}

func driverWriteOptional[T any](d *driver, value *T, write func(*driver, T)) {
	if value == nil {
		d.nothing()
	} else {
		write(d, *value)
	}
}

// An answer that is a list has one line for each element.
func driverWriteLines[T any](d *driver, values []T, write func(*driver, T)) {
	for _, value := range values {
		write(d, value)
		d.mark('\n')
	}
}

func (d *driver) nothing() {
	d.out = append(d.out, "null"...)
}

func (d *driver) mark(mark byte) {
	d.out = append(d.out, mark)
}
