// Generated from signature.toml by `cargo xtask gen`.
//! The records that solution.rs is given and returns.

#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Job {
    pub at_ms: i64,
    pub tenant: String,
    pub priority: i64,
    pub run_ms: i64,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Start {
    pub job: i64,
    pub start_ms: i64,
}
