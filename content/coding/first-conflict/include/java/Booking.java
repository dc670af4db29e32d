// Generated from signature.toml by `cargo xtask gen`.

record Booking(String name, long startsAt, long endsAt) {}
