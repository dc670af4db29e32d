//! Lists that are appended to, by key.

use super::arrow;
use crate::Model;

/// Each key's list is empty at first.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct List;

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum ListInput {
    Append { key: String, element: String },
    Read { key: String },
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum ListOutput {
    Appended,
    Elements(Vec<String>),
}

impl Model for List {
    type Input = ListInput;
    type Output = ListOutput;
    type State = Vec<String>;

    fn initial(&self) -> Vec<String> {
        Vec::new()
    }

    fn step(
        &self,
        state: &Vec<String>,
        input: &ListInput,
        output: Option<&ListOutput>,
    ) -> Option<Vec<String>> {
        match (input, output) {
            (ListInput::Append { element, .. }, None | Some(ListOutput::Appended)) => {
                let mut after = Vec::with_capacity(state.len() + 1);
                after.extend_from_slice(state);
                after.push(element.clone());
                Some(after)
            }
            (ListInput::Read { .. }, None) => Some(state.clone()),
            (ListInput::Read { .. }, Some(ListOutput::Elements(elements))) => {
                (elements == state).then(|| state.clone())
            }
            (ListInput::Append { .. }, Some(ListOutput::Elements(_)))
            | (ListInput::Read { .. }, Some(ListOutput::Appended)) => None,
        }
    }

    fn reads_only(&self, input: &ListInput, _output: Option<&ListOutput>) -> bool {
        matches!(input, ListInput::Read { .. })
    }

    fn key<'a>(&self, input: &'a ListInput) -> Option<&'a str> {
        let (ListInput::Append { key, .. } | ListInput::Read { key }) = input;
        Some(key)
    }

    fn show(&self, input: &ListInput, output: Option<&ListOutput>) -> String {
        let input = match input {
            ListInput::Append { key, element } => format!("append {key} {element}"),
            ListInput::Read { key } => format!("read {key}"),
        };
        let answer = output.and_then(|output| match output {
            ListOutput::Appended => None,
            ListOutput::Elements(elements) => Some(format!("[{}]", elements.join(" "))),
        });
        format!("{input}{}", arrow(answer))
    }

    fn show_state(&self, state: &Vec<String>) -> String {
        format!("list is [{}]", state.join(" "))
    }
}
