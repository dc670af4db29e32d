// Generated from signature.toml by `cargo xtask gen`.

record Loop(int size, int times) {}
