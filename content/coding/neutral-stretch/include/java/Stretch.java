// Generated from signature.toml by `cargo xtask gen`.

record Stretch(int first, int length) {}
