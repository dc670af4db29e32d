// Generated from signature.toml by `cargo xtask gen`.

package main

type Step struct {
	Name   string
	Weight int
}
