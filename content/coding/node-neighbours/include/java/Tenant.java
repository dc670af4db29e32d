// Generated from signature.toml by `cargo xtask gen`.

record Tenant(String market, int load) {}
