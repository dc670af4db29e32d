// Generated from signature.toml by `cargo xtask gen`.

package main

type Window struct {
	Region   string
	StartMin int
	EndMin   int
}

type Block struct {
	Region    string
	StartMin  int
	EndMin    int
	WorkedMin int
}
