// Generated from signature.toml by `cargo xtask gen`.

record Talker(String client, long total) {}
