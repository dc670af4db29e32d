// Generated from signature.toml by `cargo xtask gen`.

package main

type Sample struct {
	AtMs    int
	Latency int
}
