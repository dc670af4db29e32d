//! The text form: TOML, in which what is as by default is left out.

use crate::design::{Design, Edge, Node, Operation, Part};
use serde::Deserialize;
use toml::{Table, Value};

/// What is wrong, where, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{place}: {says}")]
pub struct DesignError {
    /// Such as ``node `orders-db` `` or `line 4`.
    pub place: String,
    pub says: String,
}

/// Reads a design. What it means is not looked at: see [`crate::flaws`].
///
/// # Errors
/// The first thing that is no TOML, no known key, or not of the right type.
pub fn read(text: &str) -> Result<Design, DesignError> {
    let table: Table = toml::from_str(text).map_err(|error| not_toml(text, &error))?;
    let mut design = Design::default();
    for (key, value) in table {
        match (key.as_str(), value) {
            ("title", Value::String(title)) => design.title = title,
            ("title", _) => return Err(wrong("title", "it is no text".into())),
            ("operation", Value::Array(all)) => {
                for (at, value) in all.into_iter().enumerate() {
                    design.operations.push(operation(at, value)?);
                }
            }
            ("node", Value::Array(all)) => {
                for (at, value) in all.into_iter().enumerate() {
                    design.nodes.push(node(at, value)?);
                }
            }
            ("edge", Value::Array(all)) => {
                for (at, value) in all.into_iter().enumerate() {
                    design.edges.push(edge(at, value)?);
                }
            }
            ("operation" | "node" | "edge", _) => {
                let says = format!("write it as a list, `[[{key}]]`");
                return Err(wrong(&key, says));
            }
            _ => {
                let known = ["title", "operation", "node", "edge"];
                return Err(wrong("design", unknown(&key, &known)));
            }
        }
    }
    Ok(design)
}

/// Writes what [`read`] reads: what is as by default is left out.
#[must_use]
pub fn write(design: &Design) -> String {
    let mut out = String::new();
    if !design.title.is_empty() {
        out.push_str(&format!("title = {}\n", Value::from(design.title.clone())));
    }
    for operation in &design.operations {
        let usual = Operation { id: operation.id.clone(), ..Operation::default() };
        push(&mut out, "operation", &table(operation), &table(&usual));
    }
    for node in &design.nodes {
        push(&mut out, "node", &table(node), &usual(node.part.kind()).unwrap_or_default());
    }
    for edge in &design.edges {
        push(&mut out, "edge", &table(edge), &table(&Edge::new("", "")));
    }
    out
}

/// The names and values by which a thing is found come first; then what differs from the usual.
fn push(out: &mut String, name: &str, given: &Table, usual: &Table) {
    out.push_str(&format!("\n[[{name}]]\n"));
    let first = ["id", "kind", "from", "to", "title"];
    let named = first.iter().filter_map(|key| given.get_key_value(*key));
    let others = given.iter().filter(|(key, value)| {
        !first.contains(&key.as_str()) && usual.get(key.as_str()) != Some(value)
    });
    for (key, value) in named.chain(others) {
        out.push_str(&format!("{key} = {value}\n"));
    }
}

fn table(thing: &impl serde::Serialize) -> Table {
    Table::try_from(thing).unwrap_or_default()
}

/// Every knob of a kind with its usual value.
fn usual(kind: &str) -> Option<Table> {
    Part::all().iter().find(|part| part.kind() == kind).map(table)
}

pub(crate) fn not_toml(text: &str, error: &toml::de::Error) -> DesignError {
    let at = error.span().map_or(0, |span| span.start).min(text.len());
    let line = text.as_bytes()[..at].iter().filter(|byte| **byte == b'\n').count() + 1;
    DesignError { place: format!("line {line}"), says: error.message().to_owned() }
}

fn wrong(place: &str, says: String) -> DesignError {
    DesignError { place: place.to_owned(), says }
}

fn operation(at: usize, value: Value) -> Result<Operation, DesignError> {
    let place = named("operation", at, value.get("id"));
    let known = table(&Operation::default());
    typed(&place, overlaid(&place, value, &known, &[])?)
}

fn edge(at: usize, value: Value) -> Result<Edge, DesignError> {
    let end = |key| value.get(key).and_then(Value::as_str);
    let place = match (end("from"), end("to")) {
        (Some(from), Some(to)) => format!("edge from `{from}` to `{to}`"),
        _ => format!("edge {}, which names no `from` and `to`", at + 1),
    };
    let mut known = table(&Edge::new("", ""));
    known.remove("from");
    known.remove("to");
    let optional = [
        "from",
        "to",
        "operations",
        "share",
        "calls",
        "same_key",
        "writes",
        "background",
        "breaker",
        "network_ms",
    ];
    typed(&place, overlaid(&place, value, &known, &optional)?)
}

fn node(at: usize, value: Value) -> Result<Node, DesignError> {
    let place = named("node", at, value.get("id"));
    let kind = value.get("kind").and_then(Value::as_str).unwrap_or_default();
    let Some(mut known) = usual(kind) else {
        let kinds: Vec<&str> = Part::all().iter().map(Part::kind).collect();
        let says = if kind.is_empty() {
            format!("it has no `kind`; there are {}", kinds.join(", "))
        } else {
            format!("there is no kind `{kind}`; {}", meant(kind, &kinds))
        };
        return Err(wrong(&place, says));
    };
    known.remove("kind");
    let mut optional = vec!["id", "kind", "title", "zones", "at"];
    optional.extend(match kind {
        "clients" => Some("operations"),
        "gateway" => Some("limit"),
        _ => None,
    });
    typed(&place, overlaid(&place, value, &known, &optional)?)
}

fn named(what: &str, at: usize, id: Option<&Value>) -> String {
    match id.and_then(Value::as_str) {
        Some(id) => format!("{what} `{id}`"),
        None => format!("{what} {}, which has no `id`", at + 1),
    }
}

/// What is given over what is usual; a key that is neither is refused.
fn overlaid(
    place: &str,
    given: Value,
    usual: &Table,
    optional: &[&str],
) -> Result<Table, DesignError> {
    let Value::Table(given) = given else {
        return Err(wrong(place, "it is no table of keys and values".into()));
    };
    let mut all = usual.clone();
    for (key, value) in given {
        if !usual.contains_key(&key) && !optional.contains(&key.as_str()) {
            let known: Vec<&str> =
                usual.keys().map(String::as_str).chain(optional.iter().copied()).collect();
            return Err(wrong(place, unknown(&key, &known)));
        }
        // `work = 5` is `work = { mean_ms = 5 }`, and a whole number does where a fraction could be.
        let value = match (usual.get(&key), value) {
            (Some(Value::Table(duration)), Value::Integer(mean)) => {
                with_mean(duration, mean as f64)
            }
            (Some(Value::Table(duration)), Value::Float(mean)) => with_mean(duration, mean),
            (Some(Value::Float(_)), Value::Integer(number)) => Value::Float(number as f64),
            (_, value) => value,
        };
        all.insert(key, value);
    }
    Ok(all)
}

fn with_mean(duration: &Table, mean_ms: f64) -> Value {
    let mut duration = duration.clone();
    duration.insert("mean_ms".into(), Value::Float(mean_ms));
    Value::Table(duration)
}

fn typed<T: for<'de> Deserialize<'de>>(place: &str, table: Table) -> Result<T, DesignError> {
    Value::Table(table).try_into().map_err(|error: toml::de::Error| {
        let message = error.message().trim().to_owned();
        wrong(place, message)
    })
}

fn unknown(key: &str, known: &[&str]) -> String {
    format!("there is no `{key}`; {}", meant(key, known))
}

/// The nearest of what could have been meant, or all of it.
fn meant(given: &str, known: &[&str]) -> String {
    let near = known.iter().min_by_key(|name| distance(given, name));
    match near.filter(|name| distance(given, name) <= 1 + given.len() / 4) {
        Some(name) => format!("did you mean `{name}`?"),
        None => format!("there are {}", known.join(", ")),
    }
}

/// Of two words: how many letters to add, drop or change (Levenshtein).
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (at, c) in one.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = at + 1;
        for (column, d) in other.iter().enumerate() {
            let changed = diagonal + usize::from(c != *d);
            diagonal = row[column + 1];
            row[column + 1] = changed.min(row[column] + 1).min(diagonal + 1);
        }
    }
    row[other.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    const SMALL: &str = r#"title = "Small"

[[operation]]
id = "read"
keys = 1000

[[node]]
id = "people"
kind = "clients"
rate_per_s = 50.0

[[node]]
id = "api"
kind = "service"
cores = 2
work = { mean_ms = 3.0, spread = "narrow" }

[[edge]]
from = "people"
to = "api"
jitter = "full"
retries = 2
"#;

    #[test]
    fn what_is_written_is_what_was_read() {
        let design = read(SMALL).unwrap();
        assert_eq!(read(&write(&design)).unwrap(), design);
        assert_eq!(write(&design), SMALL);
    }

    #[test]
    fn each_kind_with_its_usual_values_is_two_lines() {
        for part in Part::all() {
            let node = Node { id: "a".into(), title: String::new(), zones: vec![], at: None, part };
            let design = Design { nodes: vec![node], ..Design::default() };
            let text = write(&design);
            let expected =
                format!("\n[[node]]\nid = \"a\"\nkind = \"{}\"\n", design.nodes[0].part.kind());
            assert_eq!(text, expected);
            assert_eq!(read(&text).unwrap(), design);
        }
    }

    #[test]
    fn a_mean_alone_is_a_duration() {
        let text = "[[node]]\nid = \"a\"\nkind = \"service\"\nwork = 7\n";
        let Part::Service(service) = &read(text).unwrap().nodes[0].part else { panic!() };
        assert_eq!(service.work.mean_ms, 7.0);
    }

    #[test]
    fn what_is_wrong_has_its_place_and_a_way_out() {
        for (text, expected) in [
            ("[[node]\n", "line 1: "),
            ("[[nodes]]\nid = \"a\"\n", "design: there is no `nodes`; did you mean `node`?"),
            ("node = 3\n", "node: write it as a list, `[[node]]`"),
            ("[[node]]\nkind = \"service\"\n", "node 1, which has no `id`: missing field `id`"),
            ("[[node]]\nid = \"a\"\n", "node `a`: it has no `kind`; there are clients"),
            ("[[node]]\nid = \"a\"\nkind = \"servise\"\n", "did you mean `service`?"),
            (
                "[[node]]\nid = \"a\"\nkind = \"service\"\ncore = 2\n",
                "node `a`: there is no `core`; did you mean `cores`?",
            ),
            (
                "[[node]]\nid = \"a\"\nkind = \"service\"\ncores = \"two\"\n",
                "node `a`: invalid type",
            ),
            ("[[node]]\nid = \"a\"\nkind = \"service\"\ncores = -2\n", "node `a`: invalid value"),
            (
                "[[edge]]\nfrom = \"a\"\n",
                "edge 1, which names no `from` and `to`: missing field `to`",
            ),
        ] {
            let error = read(text).unwrap_err().to_string();
            assert!(error.contains(expected), "{text}\n{error}");
        }
    }
}
