// Generated from signature.toml by `cargo xtask gen`.

package main

type Batch struct {
	FirstId int64
	LastId  int64
}

type Origin struct {
	AtMs     int64
	Node     int
	Sequence int
}
