// Generated from signature.toml by `cargo xtask gen`.

record Variant(int size, int savedMs) {}
