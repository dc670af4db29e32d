//! What is wrong with a file, where, and what to do next.

use std::fmt;
use std::ops::Range;

/// One thing wrong in content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContentError {
    /// The file, as a path that the reader can open.
    pub file: String,
    /// Counts from 1; `None` where the whole file or its absence is meant.
    pub line: Option<usize>,
    pub what: String,
    /// The next step.
    pub next: String,
}

impl ContentError {
    pub fn new(
        file: impl Into<String>,
        what: impl Into<String>,
        next: impl Into<String>,
    ) -> ContentError {
        ContentError { file: file.into(), line: None, what: what.into(), next: next.into() }
    }

    pub fn at(self, line: Option<usize>) -> ContentError {
        ContentError { line, ..self }
    }
}

impl fmt::Display for ContentError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}:{line}: ", self.file)?,
            None => write!(f, "{}: ", self.file)?,
        }
        write!(f, "{}: {}", self.what, self.next)
    }
}

impl std::error::Error for ContentError {}

/// Reads TOML, and turns its error into ours.
pub(crate) fn parse_toml<T: serde::de::DeserializeOwned>(
    file: &str,
    text: &str,
) -> Result<T, ContentError> {
    toml::from_str(text).map_err(|error| {
        let message = error.message().trim_end_matches('.').replace('\n', ", ");
        let next = if message.contains("unknown field") {
            "remove the key or correct its spelling"
        } else if message.contains("missing field") {
            "add the key"
        } else {
            "correct the line"
        };
        ContentError::new(file, message, next).at(error.span().map(|span| line_at(text, span)))
    })
}

/// The line of a span that the TOML reader reports.
fn line_at(text: &str, span: Range<usize>) -> usize {
    let before = text.as_bytes().get(..span.start.min(text.len())).unwrap_or_default();
    before.iter().filter(|byte| **byte == b'\n').count() + 1
}

/// The first line that holds `key = "value"`, to point at something found wrong after parsing.
pub(crate) fn line_of(text: &str, key: &str, value: &str) -> Option<usize> {
    let quoted = format!("\"{value}\"");
    text.lines()
        .position(|line| {
            line.trim_start().strip_prefix(key).is_some_and(|rest| {
                rest.trim_start().starts_with('=') && rest.contains(quoted.as_str())
            })
        })
        .map(|at| at + 1)
}
