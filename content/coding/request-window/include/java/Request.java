// Generated from signature.toml by `cargo xtask gen`.

record Request(long atMs, String client, String requestId) {}
