// Generated from signature.toml by `cargo xtask gen`.

package main

type Request struct {
	AtMs   int
	Tenant string
	CostMs int
}

type Span struct {
	FromMs  int
	UntilMs int
}
