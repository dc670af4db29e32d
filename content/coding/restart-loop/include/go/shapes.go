// Generated from signature.toml by `cargo xtask gen`.

package main

type Loop struct {
	Size  int
	Times int
}
