// Generated from signature.toml by `cargo xtask gen`.

record Origin(long atMs, int node, int sequence) {}
