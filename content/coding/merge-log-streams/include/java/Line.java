// Generated from signature.toml by `cargo xtask gen`.

record Line(int atMs, String event) {}
