// Generated from signature.toml by `cargo xtask gen`.

record Assignment(int first, int last, int node) {}
