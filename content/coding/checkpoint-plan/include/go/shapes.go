// Generated from signature.toml by `cargo xtask gen`.

package main

type Event struct {
	Size           int
	CheckpointCost int
}
