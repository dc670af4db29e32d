// Generated from signature.toml by `cargo xtask gen`.

record Sample(int atMs, int latency) {}
