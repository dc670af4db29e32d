// Generated from signature.toml by `cargo xtask gen`.
//! The records that solution.rs is given and returns.

#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hop {
    pub source: i64,
    pub target: i64,
    pub delay_ms: i64,
    pub metered: bool,
}
