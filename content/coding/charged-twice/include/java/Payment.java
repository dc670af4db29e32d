// Generated from signature.toml by `cargo xtask gen`.

record Payment(long atMs, String card, long cents) {}
