// Generated from signature.toml by `cargo xtask gen`.

record Link(int one, int other) {}
