// Generated from signature.toml by `cargo xtask gen`.

package main

type Event struct {
	Partition string
	MadeMs    int64
}

type Disorder struct {
	Partition string
	Pairs     int64
}
