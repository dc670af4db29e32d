// Generated from signature.toml by `cargo xtask gen`.

record Event(int size, int checkpointCost) {}
