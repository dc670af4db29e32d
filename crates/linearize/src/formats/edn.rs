//! As much of the extensible data notation (EDN) as histories use, as JSON: `nil` is null, keywords are texts with
//! their colon, lists, vectors and sets are arrays, and the keys of maps are texts.

use serde_json::{Map, Value};

/// Nested deeper it is no history, and must not exhaust the stack.
const DEPTH_MAX: usize = 32;

/// The one value that `text` is.
pub fn read(text: &str) -> Result<Value, String> {
    let mut reader = Reader { text, depth: 0 };
    let value = reader.value()?;
    reader.skip();
    if reader.text.is_empty() {
        Ok(value)
    } else {
        Err(format!("`{}` follows where the line should end", short(reader.text)))
    }
}

struct Reader<'a> {
    text: &'a str,
    depth: usize,
}

impl Reader<'_> {
    /// Commas are white space.
    fn skip(&mut self) {
        self.text = self.text.trim_start_matches(|one: char| one.is_whitespace() || one == ',');
    }

    fn value(&mut self) -> Result<Value, String> {
        self.skip();
        if self.text.starts_with('"') {
            return self.string();
        }
        for (open, close) in [("{", '}'), ("[", ']'), ("(", ')'), ("#{", '}')] {
            if let Some(rest) = self.text.strip_prefix(open) {
                self.text = rest;
                let all = self.until(close)?;
                return if open == "{" { map(all) } else { Ok(Value::Array(all)) };
            }
        }
        let ends = |one: char| one.is_whitespace() || ",()[]{}\";".contains(one);
        let (word, rest) = self.text.split_at(self.text.find(ends).unwrap_or(self.text.len()));
        if word.is_empty() {
            return Err(match self.text {
                "" => "the line ends where a value should be".to_owned(),
                text => format!("`{}` is no value", short(text)),
            });
        }
        self.text = rest;
        Ok(match word {
            "nil" => Value::Null,
            "true" => Value::Bool(true),
            "false" => Value::Bool(false),
            _ => word.parse::<i64>().map_or_else(|_| Value::from(word), Value::from),
        })
    }

    fn until(&mut self, close: char) -> Result<Vec<Value>, String> {
        self.depth += 1;
        if self.depth > DEPTH_MAX {
            return Err(format!("values are nested deeper than {DEPTH_MAX}"));
        }
        let mut all = Vec::new();
        loop {
            self.skip();
            if let Some(rest) = self.text.strip_prefix(close) {
                self.text = rest;
                self.depth -= 1;
                return Ok(all);
            }
            if self.text.is_empty() {
                return Err(format!("the line ends before its `{close}`"));
            }
            all.push(self.value()?);
        }
    }

    fn string(&mut self) -> Result<Value, String> {
        let mut value = String::new();
        let mut chars = self.text.char_indices().skip(1);
        while let Some((at, one)) = chars.next() {
            match one {
                '"' => {
                    self.text = &self.text[at + 1..];
                    return Ok(Value::from(value));
                }
                '\\' => match chars.next() {
                    Some((_, 'n')) => value.push('\n'),
                    Some((_, 't')) => value.push('\t'),
                    Some((_, 'r')) => value.push('\r'),
                    Some((_, same @ ('"' | '\\'))) => value.push(same),
                    _ => return Err("a text has an unknown escape after `\\`".to_owned()),
                },
                one => value.push(one),
            }
        }
        Err("a text has no closing quote".to_owned())
    }
}

fn map(all: Vec<Value>) -> Result<Value, String> {
    if all.len() % 2 == 1 {
        return Err("a map has a key without a value".to_owned());
    }
    let mut map = Map::new();
    let mut all = all.into_iter();
    while let (Some(key), Some(value)) = (all.next(), all.next()) {
        let key = match key {
            Value::String(key) => key,
            other => other.to_string(),
        };
        map.insert(key, value);
    }
    Ok(Value::Object(map))
}

fn short(text: &str) -> String {
    text.chars().take(20).collect()
}
