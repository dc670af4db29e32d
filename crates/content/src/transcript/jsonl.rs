//! Our own format: one utterance a line.

use super::speakers::Roles;
use super::{Fault, TIME_MS_MAX};
use greenroom_model::Utterance;
use serde::Deserialize;

/// More keys may stand beside these.
#[derive(Deserialize)]
struct Line {
    at_ms: u64,
    end_ms: u64,
    speaker: String,
    text: String,
}

pub(super) fn read(text: &str) -> Result<Vec<Utterance>, Fault> {
    let mut lines = Vec::new();
    for (at, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        lines.push(read_line(at + 1, line)?);
    }
    let roles =
        Roles::among(lines.iter().map(|line| (Some(line.speaker.as_str()), line.text.as_str())));
    Ok(lines
        .into_iter()
        .filter(|line| !line.text.trim().is_empty())
        .map(|Line { at_ms, end_ms, speaker, text }| Utterance {
            at_ms,
            end_ms,
            speaker: roles.of(Some(&speaker)),
            text,
        })
        .collect())
}

fn read_line(number: usize, line: &str) -> Result<Line, Fault> {
    if line.trim_start().starts_with('[') {
        let next = "write one object a line, without brackets and commas around them";
        return Err(Fault::new(number, "a JSON array, where one utterance a line is read", next));
    }
    let line: Line = serde_json::from_str(line).map_err(|error| {
        let what = error.to_string();
        let what = what.rsplit_once(" at line ").map_or(what.as_str(), |(what, _)| what);
        Fault::new(
            number,
            format!("column {}: {what}", error.column()),
            r#"write {"at_ms": 0, "end_ms": 900, "speaker": "candidate", "text": "..."} on one line"#,
        )
    })?;
    if line.end_ms < line.at_ms {
        let what = format!("it ends at {} ms, before it begins at {} ms", line.end_ms, line.at_ms);
        return Err(Fault::new(number, what, "correct `at_ms` or `end_ms`"));
    }
    if line.end_ms > TIME_MS_MAX {
        let what = format!("{} ms is more than a day", line.end_ms);
        return Err(Fault::new(number, what, "count times in ms from the start of the interview"));
    }
    Ok(line)
}
