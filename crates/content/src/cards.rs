//! Cards on disk: one file a topic, named after it.

use crate::error::parse_toml;
use crate::{ContentError, Topic};
use greenroom_model::{Card, CardKind};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(rename = "card")]
    cards: Vec<Card>,
}

pub(crate) fn read(
    name: &str,
    stem: &str,
    text: &str,
    topics: &[Topic],
) -> Result<Vec<Card>, Vec<ContentError>> {
    if !topics.iter().any(|topic| topic.id == stem) {
        return Err(vec![ContentError::new(
            name,
            format!("`{stem}` is no topic"),
            "name the file after one of topics.toml",
        )]);
    }
    let File { mut cards } = parse_toml(name, text).map_err(|error| vec![error])?;
    let mut wrong = Vec::new();
    for card in &mut cards {
        card.topic = stem.to_owned();
        let mut flaw = |what: &str, next: &str| {
            wrong.push(ContentError::new(name, format!("card `{}` {what}", card.id), next));
        };
        if card.id.is_empty() || !card.id.chars().all(is_id) {
            flaw("has no plain id", "use small letters, digits and hyphens");
        }
        if card.asks.trim().is_empty() || card.answer.trim().is_empty() {
            flaw("lacks its question or its answer", "write `asks` and `answer`");
        }
        if card.points.is_empty() {
            flaw("has no point", "add a `[[card.point]]`: what a good answer says");
        }
        match (&card.estimate, card.kind) {
            (None, CardKind::Estimate) => {
                flaw("asks for an estimate and has no number", "add `[card.estimate]`");
            }
            (Some(_), CardKind::Explain | CardKind::Decide) => {
                flaw("has a number to estimate", "write `kind = \"estimate\"`");
            }
            (Some(estimate), _)
                if !estimate.value.is_finite()
                    || estimate.within.is_nan()
                    || estimate.within < 1.0 =>
            {
                flaw("has a number that cannot be met", "write a `value`, and `within` from 1 up");
            }
            _ => {}
        }
    }
    if wrong.is_empty() { Ok(cards) } else { Err(wrong) }
}

fn is_id(letter: char) -> bool {
    letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-'
}
