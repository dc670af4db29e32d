//! How the operations of each model are written in a history.

use super::events::{Event, Format, text};
use crate::Model;
use crate::models::{
    CellInput, CellOutput, Counter, CounterInput, Kv, KvInput, List, ListInput, ListOutput, Lock,
    LockInput, Queue, QueueInput, QueueOutput, Register, Set, SetInput, SetOutput,
};
use serde_json::Value;

/// A model whose histories can be read; all of [`crate::models`] are. See [`crate::formats`] for the words.
pub trait Worded: Model {
    /// What may be written, for who wrote something else.
    const SHAPE: &'static str;

    fn input(&self, event: &mut Event) -> Result<Self::Input, String>;

    /// `None` when the answer says nothing.
    fn output(
        &self,
        input: &Self::Input,
        event: Event,
        format: Format,
    ) -> Result<Option<Self::Output>, String>;
}

impl Worded for Register {
    const SHAPE: &'static str = "a register knows read, write VALUE, and cas [FROM, TO]";

    fn input(&self, event: &mut Event) -> Result<CellInput, String> {
        match event.f.as_str() {
            "read" | "write" | "cas" => cell_input(event),
            other => Err(unknown(other)),
        }
    }

    fn output(
        &self,
        input: &CellInput,
        event: Event,
        format: Format,
    ) -> Result<Option<CellOutput>, String> {
        Ok(Some(cell_output(input, event.value, format)))
    }
}

impl Worded for Kv {
    const SHAPE: &'static str = "a key-value store knows get, put VALUE, append VALUE, delete, and cas [FROM, TO], each \
                                 with a key";

    fn input(&self, event: &mut Event) -> Result<KvInput, String> {
        Ok(KvInput { key: key(event)?, input: cell_input(event)? })
    }

    fn output(
        &self,
        input: &KvInput,
        event: Event,
        format: Format,
    ) -> Result<Option<CellOutput>, String> {
        Ok(Some(cell_output(&input.input, event.value, format)))
    }
}

fn cell_input(event: &mut Event) -> Result<CellInput, String> {
    match event.f.as_str() {
        "read" | "get" => Ok(CellInput::Read),
        "write" | "put" => value(event).map(CellInput::Write),
        "append" => value(event).map(CellInput::Append),
        "delete" => Ok(CellInput::Delete),
        "cas" => match event.value.take() {
            Value::Array(pair) => match <[Value; 2]>::try_from(pair) {
                Ok([from, to]) if !to.is_null() => {
                    Ok(CellInput::Cas { from: optional(from), to: text(to) })
                }
                _ => Err("cas needs two values".to_owned()),
            },
            _ => Err("cas needs two values".to_owned()),
        },
        other => Err(unknown(other)),
    }
}

fn cell_output(input: &CellInput, answer: Value, format: Format) -> CellOutput {
    match input {
        // Where porcupine's logs come from, a key that is not there reads as an empty text.
        CellInput::Read => CellOutput::Value(
            optional(answer).filter(|value| format != Format::Edn || !value.is_empty()),
        ),
        CellInput::Write(_) | CellInput::Append(_) | CellInput::Delete => CellOutput::Done,
        CellInput::Cas { .. } => CellOutput::Swapped(answer != Value::Bool(false)),
    }
}

impl Worded for Counter {
    const SHAPE: &'static str =
        "a counter knows read, add NUMBER, and add-and-get NUMBER; numbers are whole";

    fn input(&self, event: &mut Event) -> Result<CounterInput, String> {
        match event.f.as_str() {
            "read" => Ok(CounterInput::Read),
            "add" | "add-and-get" => number(&event.value).map(CounterInput::Add),
            other => Err(unknown(other)),
        }
    }

    fn output(&self, _: &CounterInput, event: Event, _: Format) -> Result<Option<i64>, String> {
        if event.f == "add" { Ok(None) } else { number(&event.value).map(Some) }
    }
}

impl Worded for Set {
    const SHAPE: &'static str = "a set knows add ELEMENT, remove ELEMENT, contains ELEMENT, which answers true or false, \
                                 and read, which answers a list";

    fn input(&self, event: &mut Event) -> Result<SetInput, String> {
        match event.f.as_str() {
            "add" => value(event).map(SetInput::Add),
            "remove" => value(event).map(SetInput::Remove),
            "contains" => value(event).map(SetInput::Contains),
            "read" => Ok(SetInput::Read),
            other => Err(unknown(other)),
        }
    }

    fn output(
        &self,
        input: &SetInput,
        event: Event,
        _: Format,
    ) -> Result<Option<SetOutput>, String> {
        match (input, event.value) {
            (SetInput::Read, answer) => {
                Ok(Some(SetOutput::Elements(elements(answer)?.into_iter().collect())))
            }
            (_, Value::Bool(was)) => Ok(Some(SetOutput::Was(was))),
            (SetInput::Contains(_), _) => Err("contains answers neither true nor false".to_owned()),
            (SetInput::Add(_) | SetInput::Remove(_), _) => Ok(None),
        }
    }
}

impl Worded for Queue {
    const SHAPE: &'static str =
        "a queue knows enqueue VALUE, and dequeue, which answers a value or null";

    fn input(&self, event: &mut Event) -> Result<QueueInput, String> {
        match event.f.as_str() {
            "enqueue" => value(event).map(QueueInput::Enqueue),
            "dequeue" => Ok(QueueInput::Dequeue),
            other => Err(unknown(other)),
        }
    }

    fn output(
        &self,
        input: &QueueInput,
        event: Event,
        _: Format,
    ) -> Result<Option<QueueOutput>, String> {
        Ok(Some(match input {
            QueueInput::Enqueue(_) => QueueOutput::Enqueued,
            QueueInput::Dequeue => QueueOutput::Dequeued(optional(event.value)),
        }))
    }
}

impl Worded for Lock {
    const SHAPE: &'static str = "a lock knows acquire and release";

    fn input(&self, event: &mut Event) -> Result<LockInput, String> {
        match event.f.as_str() {
            "acquire" => Ok(LockInput::Acquire { by: event.process }),
            "release" => Ok(LockInput::Release { by: event.process }),
            other => Err(unknown(other)),
        }
    }

    fn output(&self, _: &LockInput, event: Event, _: Format) -> Result<Option<bool>, String> {
        Ok(Some(event.value != Value::Bool(false)))
    }
}

impl Worded for List {
    const SHAPE: &'static str =
        "lists know append ELEMENT, and read, which answers a list, each with a key";

    fn input(&self, event: &mut Event) -> Result<ListInput, String> {
        let key = key(event)?;
        match event.f.as_str() {
            "append" => value(event).map(|element| ListInput::Append { key, element }),
            "read" => Ok(ListInput::Read { key }),
            other => Err(unknown(other)),
        }
    }

    fn output(
        &self,
        input: &ListInput,
        event: Event,
        _: Format,
    ) -> Result<Option<ListOutput>, String> {
        Ok(Some(match input {
            ListInput::Append { .. } => ListOutput::Appended,
            ListInput::Read { .. } => ListOutput::Elements(elements(event.value)?),
        }))
    }
}

fn unknown(f: &str) -> String {
    format!("`{f}` is no operation of this model")
}

fn key(event: &mut Event) -> Result<String, String> {
    event.key.take().ok_or_else(|| "the key is missing".to_owned())
}

fn value(event: &mut Event) -> Result<String, String> {
    optional(event.value.take()).ok_or_else(|| format!("`{}` needs a value", event.f))
}

fn optional(value: Value) -> Option<String> {
    (!value.is_null()).then(|| text(value))
}

fn number(value: &Value) -> Result<i64, String> {
    value.as_i64().ok_or_else(|| format!("{value} is no whole number of 64 bits"))
}

/// Nothing is no elements.
fn elements(value: Value) -> Result<Vec<String>, String> {
    match value {
        Value::Null => Ok(Vec::new()),
        Value::Array(all) => Ok(all.into_iter().map(text).collect()),
        other => Err(format!("{other} is no list")),
    }
}
