// Generated from signature.toml by `cargo xtask gen`.

package main

type Entry struct {
	Account string
	Cents   int
}

type Stretch struct {
	First  int
	Length int
}
