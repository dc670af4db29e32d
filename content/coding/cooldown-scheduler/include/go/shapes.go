// Generated from signature.toml by `cargo xtask gen`.

package main

type Job struct {
	AtMs     int
	Tenant   string
	Priority int
	RunMs    int
}

type Start struct {
	Job     int
	StartMs int64
}
