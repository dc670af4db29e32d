// Generated from signature.toml by `cargo xtask gen`.

record Job(long durationMs, long dueMs) {}
