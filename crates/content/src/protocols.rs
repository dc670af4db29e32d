//! Protocols on disk: rounds and phases with their minutes.

use crate::ContentError;
use crate::error::parse_toml;
use greenroom_model::{Protocol, Round, RoundForm};

pub(crate) fn read(name: &str, stem: &str, text: &str) -> Result<Protocol, Vec<ContentError>> {
    let protocol: Protocol = parse_toml(name, text).map_err(|error| vec![error])?;
    let mut wrong: Vec<(String, String)> = Vec::new();
    if protocol.id != stem {
        wrong.push((
            format!("the id `{}` differs from the file's name", protocol.id),
            format!("write `id = \"{stem}\"` or rename the file"),
        ));
    }
    if protocol.rounds.is_empty() {
        wrong.push(("no rounds".into(), "add at least one `[[round]]`".into()));
    }
    for (at, round) in protocol.rounds.iter().enumerate() {
        let place = format!("round {} (`{}`)", at + 1, round.title);
        wrong.extend(
            check_round(round).into_iter().map(|(what, next)| (format!("{place} {what}"), next)),
        );
    }
    if wrong.is_empty() {
        return Ok(protocol);
    }
    Err(wrong.into_iter().map(|(what, next)| ContentError::new(name, what, next)).collect())
}

fn check_round(round: &Round) -> Vec<(String, String)> {
    let mut wrong = Vec::new();
    if round.phases.is_empty() {
        wrong.push(("has no phases".into(), "add at least one `[[round.phase]]`".into()));
    }
    for (at, phase) in round.phases.iter().enumerate() {
        if phase.minutes == 0 {
            wrong.push((format!("gives phase `{}` no time", phase.id), "give it a minute".into()));
        }
        if round.phases[..at].iter().any(|other| other.id == phase.id) {
            wrong.push((format!("has two phases `{}`", phase.id), "remove one".into()));
        }
    }
    let given: Vec<&str> = round.phases.iter().map(|phase| phase.id.as_str()).collect();
    match round.kind.kind() {
        None if round.says.trim().is_empty() => {
            wrong.push(("has no problem and says nothing".into(), "write `says`".into()));
        }
        None => {}
        Some(kind) => {
            let known = kind.phases();
            let list = known.join(", ");
            for id in given.iter().filter(|id| !known.contains(*id)) {
                wrong.push((format!("has the unknown phase `{id}`"), format!("use {list}")));
            }
            if round.form == RoundForm::Full && given != known {
                wrong.push((
                    "is full length but does not go through the phases of its kind".into(),
                    format!("list {list} in this order, or make it `form = \"short\"`"),
                ));
            }
        }
    }
    wrong
}
