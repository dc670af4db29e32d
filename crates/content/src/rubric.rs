//! Rubrics on disk: ours, and those that somebody else wrote.

use crate::ContentError;
use crate::error::{line_of, parse_toml};
use crate::source::read_text;
use greenroom_model::Rubric;
use std::path::Path;

/// Reads one `rubric.toml`, whoever wrote it. Phrasings, hints, bands and misconceptions may be
/// missing; unknown keys, weights that do not sum to 100 and points that cannot be told apart may
/// not. The first error found is the one returned.
pub fn read_rubric(path: &Path) -> Result<Rubric, ContentError> {
    let text = read_text(path)?;
    let name = path.display().to_string();
    let rubric: Rubric = parse_toml(&name, &text)?;
    match unsound(&name, &text, &rubric).into_iter().next() {
        Some(error) => Err(error),
        None => Ok(rubric),
    }
}

/// What the model itself finds wrong, with file and, where it names an id, line.
pub(crate) fn unsound(name: &str, text: &str, rubric: &Rubric) -> Vec<ContentError> {
    rubric
        .check()
        .into_iter()
        .map(|finding| {
            let line = finding.split('`').nth(1).and_then(|id| last_line_of_id(text, id));
            let (what, next) = finding.rsplit_once(": ").unwrap_or((&finding, "correct it"));
            ContentError::new(name, what, next).at(line)
        })
        .collect()
}

/// The model reports the later of two equal ids, so the last line is the one to look at.
fn last_line_of_id(text: &str, id: &str) -> Option<usize> {
    let first = line_of(text, "id", id)?;
    let rest: String = text.lines().skip(first).map(|line| format!("{line}\n")).collect();
    Some(last_line_of_id(&rest, id).map_or(first, |later| first + later))
}
