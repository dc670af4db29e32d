// Generated from signature.toml by `cargo xtask gen`.

record Pair(int one, int other) {}
