// Generated from signature.toml by `cargo xtask gen`.

package main

type Line struct {
	AtMs  int
	Event string
}

type Stream struct {
	JoinsAfter int
	Lines      []Line
}

type Written struct {
	AtMs   int
	Event  string
	Copies int
}
