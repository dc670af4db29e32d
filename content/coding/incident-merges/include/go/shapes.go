// Generated from signature.toml by `cargo xtask gen`.

package main

type Link struct {
	One   int
	Other int
}

type Question struct {
	One   int
	Other int
}

type Merge struct {
	Link int
	Size int
}
