// Generated from signature.toml by `cargo xtask gen`.
//! The records that solution.rs is given and returns.

#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Link {
    pub one: i64,
    pub other: i64,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Question {
    pub one: i64,
    pub other: i64,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Merge {
    pub link: i64,
    pub size: i64,
}
