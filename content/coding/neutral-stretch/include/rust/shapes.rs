// Generated from signature.toml by `cargo xtask gen`.
//! The records that solution.rs is given and returns.

#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Entry {
    pub account: String,
    pub cents: i64,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stretch {
    pub first: i64,
    pub length: i64,
}
