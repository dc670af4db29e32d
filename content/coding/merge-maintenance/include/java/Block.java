// Generated from signature.toml by `cargo xtask gen`.

record Block(String region, int startMin, int endMin, int workedMin) {}
