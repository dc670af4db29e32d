// Generated from signature.toml by `cargo xtask gen`.

package main

type Assignment struct {
	First int
	Last  int
	Node  int
}
