// Generated from signature.toml by `cargo xtask gen`.

package main

type Payment struct {
	AtMs  int64
	Card  string
	Cents int64
}
