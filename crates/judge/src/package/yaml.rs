//! Reading a package's YAML: keys one by one, each with a clear word when it is not what it must be.

use crate::error::Flaw;
use crate::source::Tree;
use serde_json::{Map, Value};

/// A map that tells, when it is done with, which keys nobody asked for.
pub struct Keys<'a> {
    file: &'a str,
    /// `limits.` for the keys of `limits`.
    path: String,
    map: Map<String, Value>,
    pub flaws: Vec<Flaw>,
    pub warnings: Vec<Flaw>,
}

/// `None` where the file is empty.
pub fn read<'a>(tree: &Tree, file: &'a str) -> Result<Keys<'a>, Flaw> {
    parse(file, &tree.read_text(file)?)
}

pub fn parse<'a>(file: &'a str, text: &str) -> Result<Keys<'a>, Flaw> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let only_comments =
        text.lines().all(|line| line.trim().is_empty() || line.trim_start().starts_with('#'));
    let value: Value = if only_comments {
        Value::Null
    } else {
        // What no honest package comes near to, and what a dishonest one grows from.
        let options = serde_saphyr::options! {
            budget: serde_saphyr::budget! {
                max_nodes: 20_000,
                max_events: 50_000,
                max_depth: 32,
                max_aliases: 100,
                max_anchors: 100,
            },
            alias_limits: serde_saphyr::alias_limits! {
                max_total_replayed_events: 20_000,
            },
        };
        serde_saphyr::from_str_with_options(text, options).map_err(|error| {
            // The first line says what and where; the others are a picture of it.
            let told = error.to_string();
            let first = told.lines().next().unwrap_or_default();
            Flaw::new(file, format!("it is not valid YAML: {first}"))
        })?
    };
    let map = match value {
        Value::Null => Map::new(),
        Value::Object(map) => map,
        _ => return Err(Flaw::new(file, "it must hold `key: value` lines")),
    };
    Ok(Keys::new(file, String::new(), map))
}

impl<'a> Keys<'a> {
    fn new(file: &'a str, path: String, map: Map<String, Value>) -> Keys<'a> {
        Keys { file, path, map, flaws: Vec::new(), warnings: Vec::new() }
    }

    pub fn warn(&mut self, says: impl Into<String>) {
        self.warnings.push(Flaw::new(self.file, says));
    }

    pub fn wrong(&mut self, says: impl Into<String>) {
        self.flaws.push(Flaw::new(self.file, says));
    }

    fn must_be(&mut self, key: &str, what: &str) {
        let path = &self.path;
        self.flaws.push(Flaw::new(self.file, format!("`{path}{key}` must be {what}")));
    }

    /// Known, and of no matter here.
    pub fn ignore(&mut self, keys: &[&str]) {
        for key in keys {
            self.map.remove(*key);
        }
    }

    pub fn take(&mut self, key: &str) -> Option<Value> {
        self.map.remove(key).filter(|value| !value.is_null())
    }

    pub fn names(&self) -> Vec<String> {
        self.map.keys().cloned().collect()
    }

    pub fn text(&mut self, key: &str) -> Option<String> {
        match self.take(key)? {
            Value::String(text) => Some(text),
            Value::Number(number) => Some(number.to_string()),
            Value::Bool(is) => Some(is.to_string()),
            _ => {
                self.must_be(key, "a text");
                None
            }
        }
    }

    pub fn number(&mut self, key: &str, least: f64, most: f64) -> Option<f64> {
        let value = self.take(key)?;
        match value.as_f64().filter(|number| (least..=most).contains(number)) {
            Some(number) => Some(number),
            None => {
                self.must_be(key, &format!("a number from {least} to {most}"));
                None
            }
        }
    }

    /// A text is cut at its spaces, as older versions of the format wrote it.
    pub fn words(&mut self, key: &str) -> Option<Vec<String>> {
        let words = match self.take(key)? {
            Value::String(text) => Some(text.split_whitespace().map(str::to_owned).collect()),
            Value::Array(values) => values
                .iter()
                .map(|value| match value {
                    Value::String(text) => Some(text.clone()),
                    Value::Number(number) => Some(number.to_string()),
                    _ => None,
                })
                .collect(),
            _ => None,
        };
        if words.is_none() {
            self.must_be(key, "a list of texts");
        }
        words
    }

    pub fn map(&mut self, key: &str) -> Option<Keys<'a>> {
        match self.take(key)? {
            Value::Object(map) => Some(Keys::new(self.file, format!("{}{key}.", self.path), map)),
            _ => {
                self.must_be(key, "a map of keys to values");
                None
            }
        }
    }

    /// What is left was not known.
    pub fn end(mut self, flaws: &mut Vec<Flaw>, warnings: &mut Vec<Flaw>) {
        for key in self.names() {
            let says = format!("the key `{}{key}` is not known and left out", self.path);
            self.warn(says);
        }
        flaws.append(&mut self.flaws);
        warnings.append(&mut self.warnings);
    }
}
