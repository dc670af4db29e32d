// Generated from signature.toml by `cargo xtask gen`.

record Batch(long firstId, long lastId) {}
