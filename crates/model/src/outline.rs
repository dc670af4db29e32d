//! What four weeks of preparation stress, as content says it.

use crate::{Company, Level, RoundKind};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Outline {
    pub title: String,
    /// In order. Where less time is left, all of them shrink alike.
    #[serde(rename = "week")]
    pub weeks: Vec<Week>,
    /// By kind of company: how much more or less than usual a kind of round is asked there.
    pub company: BTreeMap<Company, BTreeMap<RoundKind, f64>>,
    /// By level: the topics that decide at it.
    pub level: BTreeMap<Level, Stress>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Week {
    pub title: String,
    /// Why, as a sentence.
    pub says: String,
    /// In percent of the week's time.
    pub share: BTreeMap<RoundKind, u32>,
    /// At most so many coding problems a day, as far as half the day's time goes.
    #[serde(default)]
    pub coding_a_day: u32,
    /// A full round of this kind every other day.
    #[serde(default)]
    pub every_other_day: Option<RoundKind>,
    /// A whole mock interview every other day.
    #[serde(default)]
    pub mocks: bool,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stress {
    pub says: String,
    pub topics: Vec<String>,
}
