// Generated from signature.toml by `cargo xtask gen`.

package main

type Pair struct {
	One   int
	Other int
}

type Nights struct {
	FirstNight []int
	Broken     int
	Circle     []int
}
