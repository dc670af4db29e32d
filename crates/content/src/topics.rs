//! The field that a backend interview covers, as ids.

use crate::ContentError;
use crate::error::parse_toml;
use greenroom_model::{Level, RoundKind};
use serde::Deserialize;

/// One topic of a backend interview.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Topic {
    pub id: String,
    /// The round that asks it; `None` where it runs through the whole interview.
    #[serde(default)]
    pub round: Option<RoundKind>,
    /// The level from which it is asked.
    #[serde(default = "mid")]
    pub level: Level,
    /// What a candidate shows who has it.
    pub shows: String,
    /// The least that counts as practice; empty for topics that the product itself provides.
    #[serde(default)]
    pub done_by: String,
}

fn mid() -> Level {
    Level::Mid
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(rename = "topic")]
    topics: Vec<Topic>,
}

pub(crate) fn read(name: &str, text: &str) -> Result<Vec<Topic>, Vec<ContentError>> {
    let File { topics } = parse_toml(name, text).map_err(|error| vec![error])?;
    let errors: Vec<_> = topics
        .iter()
        .enumerate()
        .filter(|(at, topic)| topics[..*at].iter().any(|other| other.id == topic.id))
        .map(|(_, topic)| {
            ContentError::new(name, format!("two topics are called `{}`", topic.id), "remove one")
        })
        .collect();
    if errors.is_empty() { Ok(topics) } else { Err(errors) }
}
