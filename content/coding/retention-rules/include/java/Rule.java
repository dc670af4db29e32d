// Generated from signature.toml by `cargo xtask gen`.

record Rule(String pattern, int days) {}
