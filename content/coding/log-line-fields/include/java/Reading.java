// Generated from signature.toml by `cargo xtask gen`.

record Reading(boolean found, String value, int brokenAt) {}
