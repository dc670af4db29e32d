// Generated from signature.toml by `cargo xtask gen`.

record Need(String service, String needed) {}
