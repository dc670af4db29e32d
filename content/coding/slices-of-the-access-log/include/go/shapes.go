// Generated from signature.toml by `cargo xtask gen`.

package main

type Slice struct {
	First int
	Last  int
}
