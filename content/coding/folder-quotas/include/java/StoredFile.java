// Generated from signature.toml by `cargo xtask gen`.

record StoredFile(int folder, long size) {}
