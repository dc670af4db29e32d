//! Drawings made elsewhere, as a starting point: what they say is taken, what they leave open is guessed, and whoever
//! imports is told of both.

mod excalidraw;
mod guess;
mod mermaid;
mod sketch;
#[cfg(test)]
mod tests;

use crate::design::Design;
use crate::text::{DesignError, read};

/// A design with what was guessed in it, left out of it, or not understood: a sentence each.
#[derive(Debug, Clone, PartialEq)]
pub struct Imported {
    pub design: Design,
    pub notes: Vec<String>,
}

/// Reads a design from TOML (see [`read`]), a Mermaid flowchart or an Excalidraw file, told apart by how they begin.
///
/// # Errors
/// What is malformed, with its line or its element. Whether the design can be run is not looked at: see [`crate::flaws`].
pub fn import(text: &str) -> Result<Imported, DesignError> {
    let text = text.trim_start_matches('\u{feff}');
    let text = unfenced(text);
    let first = first_word(text);
    match first.as_str() {
        "" => Err(wrong(
            "line 1",
            "there is nothing to read: paste a design as TOML, a Mermaid flowchart or an Excalidraw file",
        )),
        _ if first.starts_with('{') => excalidraw::import(text),
        "graph" | "flowchart" | "flowchart-elk" => mermaid::import(text),
        _ if OTHER_DIAGRAMS.contains(&first.as_str()) => Err(wrong(
            "line 1",
            &format!(
                "of Mermaid's diagrams only flowcharts are a design, and this is a `{first}`: draw it as `flowchart LR`"
            ),
        )),
        _ => read(text).map(|design| Imported { design, notes: Vec::new() }),
    }
}

/// How Mermaid's other diagrams begin.
const OTHER_DIAGRAMS: [&str; 17] = [
    "sequenceDiagram",
    "classDiagram",
    "stateDiagram",
    "stateDiagram-v2",
    "erDiagram",
    "gantt",
    "pie",
    "journey",
    "gitGraph",
    "mindmap",
    "timeline",
    "quadrantChart",
    "requirementDiagram",
    "C4Context",
    "C4Container",
    "architecture-beta",
    "block-beta",
];

/// Without the marks that a code block in a text has around it.
fn unfenced(text: &str) -> &str {
    let trimmed = text.trim();
    let Some(inside) = trimmed.strip_prefix("```") else { return text };
    let Some((_, inside)) = inside.split_once('\n') else { return text };
    inside.trim_end().strip_suffix("```").unwrap_or(inside)
}

/// Behind what Mermaid allows before a diagram: front matter, comments and directives. Those of TOML begin otherwise.
fn first_word(text: &str) -> String {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty()).peekable();
    if lines.peek() == Some(&"---") {
        lines.next();
        while lines.next().is_some_and(|line| line != "---") {}
    }
    let line = lines.find(|line| !line.starts_with("%%")).unwrap_or_default();
    let end = |c: char| c.is_whitespace() || c == ';' || c == ':';
    line.split(end).next().unwrap_or_default().to_owned()
}

fn wrong(place: &str, says: &str) -> DesignError {
    DesignError { place: place.to_owned(), says: says.to_owned() }
}
