// Generated from signature.toml by `cargo xtask gen`.

record Folder(int parent, long reserved, long quota) {}
