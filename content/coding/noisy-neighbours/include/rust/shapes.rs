// Generated from signature.toml by `cargo xtask gen`.
//! The records that solution.rs is given and returns.

#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Request {
    pub at_ms: i64,
    pub tenant: String,
    pub cost_ms: i64,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    pub from_ms: i64,
    pub until_ms: i64,
}
