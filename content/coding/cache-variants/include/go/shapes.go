// Generated from signature.toml by `cargo xtask gen`.

package main

type Variant struct {
	Size    int
	SavedMs int
}
