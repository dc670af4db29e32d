// Generated from signature.toml by `cargo xtask gen`.

package main

type Job struct {
	DurationMs int64
	DueMs      int64
}
