// Generated from signature.toml by `cargo xtask gen`.

record Merge(int link, int size) {}
