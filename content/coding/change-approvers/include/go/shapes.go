// Generated from signature.toml by `cargo xtask gen`.

package main

type Report struct {
	Person  string
	Manager string
}

type Request struct {
	One   string
	Other string
}
