//! Questions for spaced review.

use crate::Level;
use serde::{Deserialize, Serialize};

/// One question. It asks for an explanation, an estimate or a decision.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Card {
    pub id: String,
    /// The file's name, for cards that come with the program.
    #[serde(default)]
    pub topic: String,
    #[serde(default)]
    pub level: Level,
    #[serde(default)]
    pub kind: CardKind,
    /// Markdown.
    pub asks: String,
    /// Markdown.
    pub answer: String,
    /// What a good answer says. Without any it can only be graded by oneself.
    #[serde(default, rename = "point")]
    pub points: Vec<CardPoint>,
    #[serde(default)]
    pub estimate: Option<CardEstimate>,
    /// Where an own card comes from, such as a finding of a session: a path to link to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CardKind {
    #[default]
    Explain,
    Estimate,
    Decide,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CardPoint {
    pub says: String,
    #[serde(default)]
    pub heard_as: Vec<String>,
    #[serde(default)]
    pub not: Vec<String>,
}

/// The number that an answer must name.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CardEstimate {
    pub value: f64,
    pub unit: String,
    /// Right within this factor; 1 is exact.
    pub within: f64,
}
