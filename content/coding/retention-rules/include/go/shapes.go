// Generated from signature.toml by `cargo xtask gen`.

package main

type Rule struct {
	Pattern string
	Days    int
}
