// Generated from signature.toml by `cargo xtask gen`.

record Rule(String tenant, int limit, long windowMs) {}
