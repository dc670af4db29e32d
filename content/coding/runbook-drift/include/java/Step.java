// Generated from signature.toml by `cargo xtask gen`.

record Step(String name, int weight) {}
