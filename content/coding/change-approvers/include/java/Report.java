// Generated from signature.toml by `cargo xtask gen`.

record Report(String person, String manager) {}
