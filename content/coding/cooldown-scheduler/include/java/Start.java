// Generated from signature.toml by `cargo xtask gen`.

record Start(int job, long startMs) {}
