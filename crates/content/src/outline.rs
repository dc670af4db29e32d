//! The plan on disk: what the weeks before an interview stress.

use crate::error::parse_toml;
use crate::{ContentError, Topic};
use greenroom_model::{Company, Level, Outline};

pub(crate) fn read(name: &str, text: &str, topics: &[Topic]) -> Result<Outline, Vec<ContentError>> {
    let outline: Outline = parse_toml(name, text).map_err(|error| vec![error])?;
    let mut wrong = Vec::new();
    let mut flaw = |what: String, next: &str| wrong.push(ContentError::new(name, what, next));
    if outline.weeks.is_empty() {
        flaw("no weeks".into(), "add at least one `[[week]]`");
    }
    for week in &outline.weeks {
        let sum: u32 = week.share.values().sum();
        if sum != 100 {
            flaw(format!("the shares of “{}” sum to {sum}", week.title), "make them sum to 100");
        }
    }
    for company in Company::ALL.iter().filter(|one| !outline.company.contains_key(one)) {
        flaw(format!("nothing about companies of kind `{company}`"), "add `[company.<kind>]`");
    }
    for shares in outline.company.values() {
        if shares.values().any(|factor| !(0.1..=10.0).contains(factor)) {
            flaw("a company's factor is out of range".into(), "keep it between 0.1 and 10");
        }
    }
    for level in Level::ALL.iter().filter(|one| !outline.level.contains_key(one)) {
        flaw(format!("nothing about level `{level}`"), "add `[level.<level>]`");
    }
    for id in outline.level.values().flat_map(|stress| &stress.topics) {
        if !topics.iter().any(|topic| topic.id == *id) {
            flaw(format!("`{id}` is no topic"), "use ids of topics.toml");
        }
    }
    if wrong.is_empty() { Ok(outline) } else { Err(wrong) }
}
