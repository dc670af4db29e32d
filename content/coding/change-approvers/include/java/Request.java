// Generated from signature.toml by `cargo xtask gen`.

record Request(String one, String other) {}
