// Generated from signature.toml by `cargo xtask gen`.

package main

type Report struct {
	Node   string
	Client string
	Count  int
}

type Talker struct {
	Client string
	Total  int64
}
