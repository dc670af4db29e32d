// Generated from signature.toml by `cargo xtask gen`.

record Entry(String account, int cents) {}
