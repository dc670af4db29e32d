// Generated from signature.toml by `cargo xtask gen`.

record Event(String partition, long madeMs) {}
