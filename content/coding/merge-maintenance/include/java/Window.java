// Generated from signature.toml by `cargo xtask gen`.

record Window(String region, int startMin, int endMin) {}
