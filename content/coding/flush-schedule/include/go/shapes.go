// Generated from signature.toml by `cargo xtask gen`.

package main

type Write struct {
	AtMs    int64
	Urgency int
}
