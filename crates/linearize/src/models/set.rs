//! A set of values.

use super::arrow;
use crate::Model;
use std::collections::BTreeSet;

/// Empty at first. A history without a read of all of it is divided by element.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Set;

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum SetInput {
    /// Answers whether it was new.
    Add(String),
    /// Answers whether it was there.
    Remove(String),
    Contains(String),
    Read,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum SetOutput {
    Was(bool),
    Elements(BTreeSet<String>),
}

impl Model for Set {
    type Input = SetInput;
    type Output = SetOutput;
    type State = BTreeSet<String>;

    fn initial(&self) -> BTreeSet<String> {
        BTreeSet::new()
    }

    fn step(
        &self,
        state: &BTreeSet<String>,
        input: &SetInput,
        output: Option<&SetOutput>,
    ) -> Option<BTreeSet<String>> {
        let mut after = state.clone();
        let was = match input {
            SetInput::Add(value) => SetOutput::Was(after.insert(value.clone())),
            SetInput::Remove(value) => SetOutput::Was(after.remove(value)),
            SetInput::Contains(value) => SetOutput::Was(after.contains(value)),
            SetInput::Read => {
                let fits = match output {
                    None => true,
                    Some(SetOutput::Elements(elements)) => *elements == after,
                    Some(SetOutput::Was(_)) => false,
                };
                return fits.then_some(after);
            }
        };
        output.is_none_or(|output| *output == was).then_some(after)
    }

    fn reads_only(&self, input: &SetInput, output: Option<&SetOutput>) -> bool {
        match input {
            SetInput::Contains(_) | SetInput::Read => true,
            SetInput::Add(_) | SetInput::Remove(_) => output == Some(&SetOutput::Was(false)),
        }
    }

    fn key<'a>(&self, input: &'a SetInput) -> Option<&'a str> {
        match input {
            SetInput::Add(value) | SetInput::Remove(value) | SetInput::Contains(value) => {
                Some(value)
            }
            SetInput::Read => None,
        }
    }

    fn show(&self, input: &SetInput, output: Option<&SetOutput>) -> String {
        let input = match input {
            SetInput::Add(value) => format!("add {value}"),
            SetInput::Remove(value) => format!("remove {value}"),
            SetInput::Contains(value) => format!("contains {value}"),
            SetInput::Read => "read".to_owned(),
        };
        let answer = output.map(|output| match output {
            SetOutput::Was(was) => was.to_string(),
            SetOutput::Elements(elements) => {
                let elements: Vec<&str> = elements.iter().map(String::as_str).collect();
                format!("{{{}}}", elements.join(" "))
            }
        });
        format!("{input}{}", arrow(answer))
    }

    fn show_state(&self, state: &BTreeSet<String>) -> String {
        let elements: Vec<&str> = state.iter().map(String::as_str).collect();
        format!("set is {{{}}}", elements.join(" "))
    }
}
