//! Drills on disk: one file a drill, whose name is its id.

use crate::error::{line_of, parse_toml};
use crate::{ContentError, Topic};
use greenroom_model::drill::{Drill, Task};
use std::ops::RangeInclusive;

/// Shorter is a card, longer is a problem.
const MINUTES: RangeInclusive<u32> = 3..=8;

/// Reads one drill and refuses what could not be practised. Whether its machine runs and its promise can be
/// broken is seen by running it, in the content check.
pub(crate) fn read(
    name: &str,
    stem: &str,
    text: &str,
    topics: &[Topic],
) -> Result<Drill, Vec<ContentError>> {
    let mut drill: Drill = parse_toml(name, text).map_err(|error| vec![error])?;
    let mut wrong = Vec::new();
    let mut flaw = |what: String, next: String| wrong.push(ContentError::new(name, what, next));
    if !is_id(stem) {
        flaw(format!("`{stem}` is no plain id"), PLAIN_ID.into());
    }
    if !drill.id.is_empty() && drill.id != stem {
        flaw(
            format!("the id `{}` differs from the file's name", drill.id),
            "leave `id` out: the file's name is the id".into(),
        );
    }
    for (key, value) in [("title", &drill.title), ("asks", &drill.asks), ("why", &drill.why)] {
        if value.trim().is_empty() {
            flaw(format!("`{key}` is empty"), format!("write `{key}`"));
        }
    }
    if !MINUTES.contains(&drill.minutes) {
        flaw(
            format!("takes {} minutes", drill.minutes),
            "make it an exercise of 3 to 8 minutes".into(),
        );
    }
    if drill.topics.is_empty() {
        flaw("has no topic".into(), "add an id of topics.toml to `topics`".into());
    }
    if let Some((what, next)) = lacks(&drill.task) {
        flaw(what.to_owned(), next.to_owned());
    }
    for topic in drill.topics.iter().filter(|id| !topics.iter().any(|one| one.id == **id)) {
        wrong.push(
            ContentError::new(name, format!("`{topic}` is no topic"), "use an id of topics.toml")
                .at(line_of(text, "topics", topic)),
        );
    }
    drill.id = stem.to_owned();
    if wrong.is_empty() { Ok(drill) } else { Err(wrong) }
}

/// A task without this asks nothing.
fn lacks(task: &Task) -> Option<(&'static str, &'static str)> {
    match task {
        Task::Estimate(one) if one.step.is_empty() => {
            Some(("asks for no number", "add `[[task.step]]`"))
        }
        Task::Interleave(one) if one.actor.len() < 2 => {
            Some(("has fewer than two actors", "add `[[task.actor]]`"))
        }
        Task::Spot(one) if one.fault.is_empty() => Some(("has no fault", "add `[[task.fault]]`")),
        Task::Sql(one) if one.queries.is_empty() => {
            Some(("has no query", "write `queries`: what is measured"))
        }
        Task::Sql(one) if one.must.is_empty() => {
            Some(("demands nothing of the plan", "write `must`"))
        }
        Task::Sql(one) if one.mutant.is_empty() => {
            Some(("has no statement that must fail", "add `[[task.mutant]]`"))
        }
        _ => None,
    }
}

pub(crate) const PLAIN_ID: &str = "name the file in small letters, digits and hyphens";

pub(crate) fn is_id(stem: &str) -> bool {
    !stem.is_empty()
        && stem
            .chars()
            .all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-')
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOUND: &str = r#"
title = "Daily writes"
topics = ["estimation"]
level = "mid"
minutes = 4
asks = "There are {users} users. How much is it?"
why = "Because it is."
[task]
kind = "estimate"
given.users = [1_000_000, 2_000_000]
[[task.step]]
id = "writes"
asks = "Writes a day"
unit = "writes"
formula = "users * 3"
"#;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let topics = [Topic {
            id: "estimation".into(),
            round: None,
            level: greenroom_model::Level::Mid,
            shows: String::new(),
            done_by: String::new(),
        }];
        let found: Vec<String> =
            match read("drills/daily-writes.toml", "daily-writes", text, &topics) {
                Ok(drill) => {
                    assert_eq!(drill.id, "daily-writes");
                    Vec::new()
                }
                Err(errors) => errors.iter().map(ToString::to_string).collect(),
            };
        assert_eq!(found, expected);
    }

    #[test]
    fn a_sound_drill_takes_its_id_from_its_file() {
        check(SOUND, &[]);
    }

    #[test]
    fn what_could_not_be_practised_is_refused_with_the_next_step() {
        check(
            &SOUND.replace("minutes = 4", "minutes = 20"),
            &["drills/daily-writes.toml: takes 20 minutes: make it an exercise of 3 to 8 minutes"],
        );
        check(
            &SOUND.replace("\"estimation\"", "\"estimating\""),
            &["drills/daily-writes.toml:3: `estimating` is no topic: use an id of topics.toml"],
        );
        check(
            &SOUND.replace("Because it is.", " "),
            &["drills/daily-writes.toml: `why` is empty: write `why`"],
        );
        check(
            &SOUND.replace("minutes = 4", "minutes = 4\nid = \"other\""),
            &[
                "drills/daily-writes.toml: the id `other` differs from the file's name: leave `id` out: \
               the file's name is the id",
            ],
        );
    }
}
