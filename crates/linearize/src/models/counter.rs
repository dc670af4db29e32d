//! A number that is added to.

use super::arrow;
use crate::Model;

/// Begins at 0.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counter;

/// Answers: the value. An `Add` whose answer does not matter has none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CounterInput {
    Read,
    /// Answers the value after it.
    Add(i64),
}

impl Model for Counter {
    type Input = CounterInput;
    type Output = i64;
    type State = i64;

    fn initial(&self) -> i64 {
        0
    }

    fn step(&self, state: &i64, input: &CounterInput, output: Option<&i64>) -> Option<i64> {
        let after = match input {
            CounterInput::Read => *state,
            CounterInput::Add(by) => state.wrapping_add(*by),
        };
        output.is_none_or(|output| *output == after).then_some(after)
    }

    fn reads_only(&self, input: &CounterInput, _output: Option<&i64>) -> bool {
        matches!(input, CounterInput::Read | CounterInput::Add(0))
    }

    fn show(&self, input: &CounterInput, output: Option<&i64>) -> String {
        let input = match input {
            CounterInput::Read => "read".to_owned(),
            CounterInput::Add(by) => format!("add {by}"),
        };
        format!("{input}{}", arrow(output.map(i64::to_string)))
    }

    fn show_state(&self, state: &i64) -> String {
        format!("value is {state}")
    }
}
