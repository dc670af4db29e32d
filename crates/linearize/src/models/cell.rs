//! A register, and many of them by key.

use super::arrow;
use crate::{Cell, Model, Told};

/// What is done to one register. `None` is a value that is not there.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum CellInput {
    Read,
    Write(String),
    /// Behind what is there; what is not there counts as empty.
    Append(String),
    Delete,
    /// Answers whether the value was `from`, and only then sets it.
    Cas {
        from: Option<String>,
        to: String,
    },
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum CellOutput {
    /// Of a read.
    Value(Option<String>),
    /// Of a write, an append, a delete.
    Done,
    /// Of a compare-and-set.
    Swapped(bool),
}

/// One value that is read, written, and compared and set.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Register {
    pub initial: Option<String>,
}

/// Many registers, each with a name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Kv {
    /// Of every key.
    pub initial: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct KvInput {
    pub key: String,
    pub input: CellInput,
}

impl Model for Register {
    type Input = CellInput;
    type Output = CellOutput;
    type State = Option<String>;

    fn initial(&self) -> Self::State {
        self.initial.clone()
    }

    fn step(
        &self,
        state: &Self::State,
        input: &CellInput,
        output: Option<&CellOutput>,
    ) -> Option<Self::State> {
        step(state, input, output)
    }

    fn reads_only(&self, input: &CellInput, output: Option<&CellOutput>) -> bool {
        reads_only(input, output)
    }

    fn cell(&self, input: &CellInput, output: Option<&CellOutput>) -> Option<Cell<Self::State>> {
        cell(input, output)
    }

    fn can_spare(
        &self,
        one: Told<'_, CellInput, CellOutput>,
        others: &[Told<'_, CellInput, CellOutput>],
    ) -> bool {
        can_spare(one.input, others.iter().copied())
    }

    fn show(&self, input: &CellInput, output: Option<&CellOutput>) -> String {
        show(input, output, "")
    }

    fn show_state(&self, state: &Self::State) -> String {
        format!("value is {}", show_value(state.as_deref()))
    }
}

impl Model for Kv {
    type Input = KvInput;
    type Output = CellOutput;
    type State = Option<String>;

    fn initial(&self) -> Self::State {
        self.initial.clone()
    }

    fn step(
        &self,
        state: &Self::State,
        input: &KvInput,
        output: Option<&CellOutput>,
    ) -> Option<Self::State> {
        step(state, &input.input, output)
    }

    fn reads_only(&self, input: &KvInput, output: Option<&CellOutput>) -> bool {
        reads_only(&input.input, output)
    }

    fn key<'a>(&self, input: &'a KvInput) -> Option<&'a str> {
        Some(&input.key)
    }

    fn cell(&self, input: &KvInput, output: Option<&CellOutput>) -> Option<Cell<Self::State>> {
        cell(&input.input, output)
    }

    fn can_spare(
        &self,
        one: Told<'_, KvInput, CellOutput>,
        others: &[Told<'_, KvInput, CellOutput>],
    ) -> bool {
        can_spare(
            &one.input.input,
            others.iter().map(|other| Told {
                input: &other.input.input,
                output: other.output,
                happened: other.happened,
            }),
        )
    }

    fn show(&self, input: &KvInput, output: Option<&CellOutput>) -> String {
        show(&input.input, output, &format!(" {}", input.key))
    }

    fn show_state(&self, state: &Self::State) -> String {
        format!("value is {}", show_value(state.as_deref()))
    }
}

type State = Option<String>;

fn step(state: &State, input: &CellInput, output: Option<&CellOutput>) -> Option<State> {
    match (input, output) {
        (CellInput::Read, None) => Some(state.clone()),
        (CellInput::Read, Some(CellOutput::Value(value))) => {
            (value == state).then(|| state.clone())
        }
        (CellInput::Write(value), None | Some(CellOutput::Done)) => Some(Some(value.clone())),
        (CellInput::Append(value), None | Some(CellOutput::Done)) => {
            Some(Some(format!("{}{value}", state.as_deref().unwrap_or_default())))
        }
        (CellInput::Delete, None | Some(CellOutput::Done)) => Some(None),
        (CellInput::Cas { from, to }, None | Some(CellOutput::Swapped(_))) => {
            let swapped = from == state;
            match output {
                Some(CellOutput::Swapped(told)) if *told != swapped => None,
                _ if swapped => Some(Some(to.clone())),
                _ => Some(state.clone()),
            }
        }
        (_, Some(_)) => None,
    }
}

fn reads_only(input: &CellInput, output: Option<&CellOutput>) -> bool {
    *input == CellInput::Read || output == Some(&CellOutput::Swapped(false))
}

fn cell(input: &CellInput, output: Option<&CellOutput>) -> Option<Cell<State>> {
    match (input, output) {
        (CellInput::Read, Some(CellOutput::Value(value))) => Some(Cell::Read(value.clone())),
        (CellInput::Write(value), None | Some(CellOutput::Done)) => {
            Some(Cell::Write(Some(value.clone())))
        }
        (CellInput::Delete, None | Some(CellOutput::Done)) => Some(Cell::Write(None)),
        _ => None,
    }
}

/// When nobody needs the value that is written. In an order without it the value before stays until the next write, and
/// in between nobody came who needed the one written, which are all that could be there: reads of another value and swaps
/// from another one would not have fitted. An append would have, and so would a swap that answered "no", or whose answer
/// nobody knows; but if that may not have happened at all, the order without it is one, too.
fn can_spare<'a>(
    input: &CellInput,
    mut others: impl Iterator<Item = Told<'a, CellInput, CellOutput>>,
) -> bool {
    let value = match input {
        CellInput::Write(value) | CellInput::Cas { to: value, .. } => Some(value),
        CellInput::Delete => None,
        CellInput::Read | CellInput::Append(_) => return false,
    };
    others.all(|other| match other.input {
        CellInput::Read => {
            matches!(other.output, Some(CellOutput::Value(read)) if read.as_ref() != value)
        }
        CellInput::Write(_) | CellInput::Delete => true,
        CellInput::Append(_) => false,
        CellInput::Cas { from, .. } => {
            let may_have_failed = match other.output {
                Some(CellOutput::Swapped(swapped)) => !swapped,
                _ => other.happened,
            };
            !may_have_failed && from.as_ref() != value
        }
    })
}

fn show(input: &CellInput, output: Option<&CellOutput>, key: &str) -> String {
    let (put, get) = if key.is_empty() { ("write", "read") } else { ("put", "get") };
    let input = match input {
        CellInput::Read => format!("{get}{key}"),
        CellInput::Write(value) => format!("{put}{key} {value}"),
        CellInput::Append(value) => format!("append{key} {value}"),
        CellInput::Delete => format!("delete{key}"),
        CellInput::Cas { from, to } => {
            format!("cas{key} {} to {to}", show_value(from.as_deref()))
        }
    };
    let answer = output.and_then(|output| match output {
        CellOutput::Value(value) => Some(show_value(value.as_deref())),
        CellOutput::Done => None,
        CellOutput::Swapped(swapped) => Some(swapped.to_string()),
    });
    format!("{input}{}", arrow(answer))
}

fn show_value(value: Option<&str>) -> String {
    match value {
        None => "absent".to_owned(),
        Some("") => "empty".to_owned(),
        Some(value) => value.to_owned(),
    }
}
