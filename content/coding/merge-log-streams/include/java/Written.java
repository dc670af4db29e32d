// Generated from signature.toml by `cargo xtask gen`.

record Written(int atMs, String event, int copies) {}
