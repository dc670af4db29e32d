// Generated from signature.toml by `cargo xtask gen`.

record Report(String node, String client, int count) {}
