// Generated from signature.toml by `cargo xtask gen`.
//! The records that solution.rs is given and returns.

#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Step {
    pub name: String,
    pub weight: i64,
}
