// Generated from signature.toml by `cargo xtask gen`.

record Write(long atMs, int urgency) {}
