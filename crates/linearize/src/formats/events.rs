//! From lines to events.

use super::edn;
use serde_json::{Map, Value};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    JsonLines,
    Edn,
    JepsenLog,
}

/// A text that is no history of its model: where, why, what next.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {what}: {next}")]
pub struct ReadError {
    /// From 1.
    pub line: usize,
    pub what: String,
    pub next: String,
}

impl ReadError {
    pub(crate) fn new(line: usize, what: impl Into<String>, next: impl Into<String>) -> Self {
        ReadError { line, what: what.into(), next: next.into() }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Invoke,
    Ok,
    Fail,
    Info,
}

#[derive(Debug)]
pub struct Event {
    pub line: usize,
    pub process: u64,
    pub kind: Kind,
    pub f: String,
    pub key: Option<String>,
    pub value: Value,
}

/// The events of the clients; what Jepsen's nemesis did and what else a log says is passed over.
pub fn events(text: &str) -> Result<(Format, Vec<Event>), ReadError> {
    let format = Format::of(text)?;
    let mut events = Vec::new();
    for (line, text) in (1..).zip(text.lines()) {
        let text = text.trim();
        if text.is_empty() {
            continue;
        }
        let read = match format {
            Format::JsonLines => serde_json::from_str(text)
                .map_err(|error| error.to_string())
                .and_then(|value: Value| match value {
                    Value::Object(map) => Ok(Some(map)),
                    _ => Err("not an object".to_owned()),
                }),
            Format::Edn => edn::read(text).and_then(|value| match value {
                Value::Object(map) => Ok(Some(map.into_iter().map(without_colons).collect())),
                _ => Err("not a map".to_owned()),
            }),
            Format::JepsenLog => logged(text),
        };
        let example = "every line is an event such as ";
        let map =
            read.map_err(|what| ReadError::new(line, what, example.to_owned() + format.example()));
        if let Some(event) = map?.map(|map| event(line, map, format)).transpose()?.flatten() {
            events.push(event);
        }
    }
    Ok((format, events))
}

impl Format {
    fn of(text: &str) -> Result<Format, ReadError> {
        let (line, first) =
            (1..).zip(text.lines()).find(|(_, line)| !line.trim().is_empty()).ok_or_else(|| {
                ReadError::new(1, "the history is empty", "record at least one event")
            })?;
        let first = first.trim_start();
        if let Some(rest) = first.strip_prefix('{') {
            return Ok(if rest.trim_start().starts_with(':') {
                Format::Edn
            } else {
                Format::JsonLines
            });
        }
        if text.lines().any(|line| matches!(logged(line), Ok(Some(_)))) {
            return Ok(Format::JepsenLog);
        }
        Err(ReadError::new(
            line,
            "this is no format known here",
            format!(
                "begin with an event such as {} or {} or {}",
                Format::JsonLines.example(),
                Format::Edn.example(),
                Format::JepsenLog.example()
            ),
        ))
    }

    fn example(self) -> &'static str {
        match self {
            Format::JsonLines => {
                r#"`{"process":0,"type":"invoke","f":"put","key":"x","value":"1"}`"#
            }
            Format::Edn => r#"`{:process 0, :type :invoke, :f :get, :key "x", :value nil}`"#,
            Format::JepsenLog => "`INFO  jepsen.util - 0 :invoke :read nil`",
        }
    }
}

fn without_colons((key, value): (String, Value)) -> (String, Value) {
    let value = match (key.as_str(), value) {
        (":type" | ":f" | ":process", Value::String(word)) => {
            Value::from(word.trim_start_matches(':'))
        }
        (_, value) => value,
    };
    (key.trim_start_matches(':').to_owned(), value)
}

/// `None` when the line is of something else.
fn logged(line: &str) -> Result<Option<Map<String, Value>>, String> {
    let Some((_, event)) = line.split_once("jepsen.util - ") else { return Ok(None) };
    let mut rest = event;
    let mut word = || {
        let (word, after) =
            rest.trim_start().split_once(char::is_whitespace).unwrap_or((rest.trim(), ""));
        rest = after;
        word
    };
    let (process, kind, f) = (word(), word(), word());
    let rest = rest.trim();
    let kinds = [":invoke", ":ok", ":fail", ":info"];
    if !kinds.contains(&kind) || process.parse::<u64>().is_err() {
        return Ok(None);
    }
    let value = match rest {
        "" => Value::Null,
        // What went wrong is prose.
        _ if kind == ":info" || (kind == ":fail" && !rest.starts_with('[')) => Value::Null,
        value => edn::read(value)?,
    };
    let map = [
        ("process", process.parse::<u64>().map_or(Value::Null, Value::from)),
        ("type", Value::from(kind.trim_start_matches(':'))),
        ("f", Value::from(f.trim_start_matches(':'))),
        ("value", value),
    ];
    Ok(Some(map.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()))
}

fn event(
    line: usize,
    mut map: Map<String, Value>,
    format: Format,
) -> Result<Option<Event>, ReadError> {
    let wrong =
        |what: &str| ReadError::new(line, what, format!("write it as in {}", format.example()));
    let process = match map.get("process") {
        None => return Err(wrong("the process is missing")),
        Some(Value::String(name)) if format == Format::Edn && name == "nemesis" => return Ok(None),
        Some(process) => {
            process.as_u64().ok_or_else(|| wrong("the process is no whole number from 0"))?
        }
    };
    let kind = match map.get("type").and_then(Value::as_str) {
        Some("invoke") => Kind::Invoke,
        Some("ok") => Kind::Ok,
        Some("fail") => Kind::Fail,
        Some("info") => Kind::Info,
        _ => return Err(wrong("the type is none of invoke, ok, fail, info")),
    };
    let Some(Value::String(f)) = map.remove("f") else { return Err(wrong("`f` is missing")) };
    let key = map.remove("key").filter(|key| !key.is_null()).map(text);
    let value = map.remove("value").unwrap_or(Value::Null);
    Ok(Some(Event { line, process, kind, f, key, value }))
}

/// A text is itself, all else as it is written.
pub fn text(value: Value) -> String {
    match value {
        Value::String(text) => text,
        other => other.to_string(),
    }
}
