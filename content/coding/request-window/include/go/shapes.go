// Generated from signature.toml by `cargo xtask gen`.

package main

type Request struct {
	AtMs      int64
	Client    string
	RequestId string
}

type Breach struct {
	Client string
	AtMs   int64
}
