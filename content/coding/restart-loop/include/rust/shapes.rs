// Generated from signature.toml by `cargo xtask gen`.
//! The records that solution.rs is given and returns.

#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Loop {
    pub size: i64,
    pub times: i64,
}
