// Generated from signature.toml by `cargo xtask gen`.

record Slice(int first, int last) {}
