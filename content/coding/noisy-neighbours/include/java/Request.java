// Generated from signature.toml by `cargo xtask gen`.

record Request(int atMs, String tenant, int costMs) {}
