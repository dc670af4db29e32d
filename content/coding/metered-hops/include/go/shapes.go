// Generated from signature.toml by `cargo xtask gen`.

package main

type Hop struct {
	Source  int
	Target  int
	DelayMs int
	Metered bool
}
