// Generated from signature.toml by `cargo xtask gen`.

record Span(int fromMs, int untilMs) {}
