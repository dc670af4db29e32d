// Generated from signature.toml by `cargo xtask gen`.

record Question(int one, int other) {}
