// Generated from signature.toml by `cargo xtask gen`.

package main

type Need struct {
	Service string
	Needed  string
}

type Plan struct {
	Order []string
	Ring  []string
}
