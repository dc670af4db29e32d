// Generated from signature.toml by `cargo xtask gen`.

package main

type Link struct {
	One   int
	Other int
}

type Loss struct {
	Link  int
	Pairs int64
}
