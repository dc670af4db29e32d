// Generated from signature.toml by `cargo xtask gen`.

record Job(int atMs, String tenant, int priority, int runMs) {}
