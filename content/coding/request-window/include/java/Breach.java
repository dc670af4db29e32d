// Generated from signature.toml by `cargo xtask gen`.

record Breach(String client, long atMs) {}
