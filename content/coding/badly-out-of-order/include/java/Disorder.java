// Generated from signature.toml by `cargo xtask gen`.

record Disorder(String partition, long pairs) {}
