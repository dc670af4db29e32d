// Generated from signature.toml by `cargo xtask gen`.

package main

type Booking struct {
	Name     string
	StartsAt int64
	EndsAt   int64
}
