// Generated from signature.toml by `cargo xtask gen`.

record Loss(int link, long pairs) {}
