// Generated from signature.toml by `cargo xtask gen`.

package main

type Rule struct {
	Tenant   string
	Limit    int
	WindowMs int64
}
