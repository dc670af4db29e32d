// Generated from signature.toml by `cargo xtask gen`.

package main

type Reading struct {
	Found    bool
	Value    string
	BrokenAt int
}
