// Generated from signature.toml by `cargo xtask gen`.

package main

type Tenant struct {
	Market string
	Load   int
}
