//! A mutual-exclusion lock.

use super::arrow;
use crate::Model;

/// Free at first. Only its holder can release it, and nobody can take it twice.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Lock;

/// Both answer whether it was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LockInput {
    Acquire { by: u64 },
    Release { by: u64 },
}

impl Model for Lock {
    type Input = LockInput;
    type Output = bool;
    /// Who holds it.
    type State = Option<u64>;

    fn initial(&self) -> Option<u64> {
        None
    }

    fn step(
        &self,
        state: &Option<u64>,
        input: &LockInput,
        output: Option<&bool>,
    ) -> Option<Option<u64>> {
        let (possible, after) = match input {
            LockInput::Acquire { by } => (state.is_none(), Some(*by)),
            LockInput::Release { by } => (*state == Some(*by), None),
        };
        match output {
            Some(told) if *told != possible => None,
            _ => Some(if possible { after } else { *state }),
        }
    }

    fn reads_only(&self, _input: &LockInput, output: Option<&bool>) -> bool {
        output == Some(&false)
    }

    fn show(&self, input: &LockInput, output: Option<&bool>) -> String {
        let input = match input {
            LockInput::Acquire { by } => format!("acquire by {by}"),
            LockInput::Release { by } => format!("release by {by}"),
        };
        format!("{input}{}", arrow(output.map(bool::to_string)))
    }

    fn show_state(&self, state: &Option<u64>) -> String {
        match state {
            None => "lock is free".to_owned(),
            Some(holder) => format!("lock is held by {holder}"),
        }
    }
}
