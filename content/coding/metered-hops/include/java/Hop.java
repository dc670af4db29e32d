// Generated from signature.toml by `cargo xtask gen`.

record Hop(int source, int target, int delayMs, boolean metered) {}
