//! What clients did at once, as operations with a beginning and an end: for pictures, and to be held against a
//! sequential model.

use serde::{Deserialize, Serialize};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct History {
    /// By their beginning.
    pub operations: Vec<Operation>,
    /// The operation that cannot be, as an index.
    pub impossible: Option<usize>,
    /// Why it cannot be, in one sentence.
    pub why: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Operation {
    /// The lane.
    pub client: usize,
    pub what: String,
    /// Since the history began.
    pub start_us: u64,
    /// `None`: no answer came. It may or may not have happened.
    pub end_us: Option<u64>,
    pub result: String,
}

/// Of operations in a failure, not more than a reader can follow.
const SHOWN_MAX: usize = 40;

/// Written by many clients. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Recorder {
    begun: Instant,
    operations: Arc<Mutex<Vec<Operation>>>,
}

/// An operation that was begun; dropped unfinished, it stays open in the history.
#[derive(Debug)]
pub struct Begun {
    recorder: Recorder,
    at: usize,
}

impl Default for Recorder {
    fn default() -> Recorder {
        Recorder { begun: Instant::now(), operations: Arc::default() }
    }
}

impl Recorder {
    pub fn begin(&self, client: usize, what: impl Into<String>) -> Begun {
        let mut operations = self.operations.lock().unwrap_or_else(PoisonError::into_inner);
        // Read under the lock, so that the list is in the order of beginnings.
        let start_us = self.now_us();
        let (what, result) = (what.into(), String::new());
        operations.push(Operation { client, what, start_us, end_us: None, result });
        Begun { recorder: self.clone(), at: operations.len() - 1 }
    }

    pub fn operations(&self) -> Vec<Operation> {
        self.operations.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Those operations that prove something, with the one that cannot be.
    pub fn shown(
        &self,
        wanted: impl Fn(&Operation) -> bool,
        impossible: impl Fn(&Operation) -> bool,
        why: impl Into<String>,
    ) -> History {
        let mut operations: Vec<Operation> = self.operations().into_iter().filter(wanted).collect();
        // The last that is impossible: what came before is what makes it so.
        let mut at = operations.iter().rposition(impossible);
        if operations.len() > SHOWN_MAX {
            let from = at.map_or(0, |at| (at + 1).saturating_sub(SHOWN_MAX));
            operations = operations.split_off(from);
            operations.truncate(SHOWN_MAX);
            at = at.map(|at| at - from);
        }
        History { operations, impossible: at, why: why.into() }
    }

    fn now_us(&self) -> u64 {
        u64::try_from(self.begun.elapsed().as_micros()).unwrap_or(u64::MAX)
    }
}

impl History {
    /// Of operations that exclude one another the two that were answered first: two are enough to prove it.
    #[must_use]
    pub fn first_two(self) -> History {
        let mut order: Vec<usize> = (0..self.operations.len()).collect();
        order.sort_by_key(|at| self.operations[*at].end_us.unwrap_or(u64::MAX));
        match order[..] {
            [first, second, ..] => self.only(first, second),
            _ => self,
        }
    }

    /// Two of its operations, the second one impossible.
    fn only(self, first: usize, second: usize) -> History {
        let (low, high) = (first.min(second), first.max(second));
        let operations = vec![self.operations[low].clone(), self.operations[high].clone()];
        let impossible = Some(usize::from(second == high));
        History { operations, impossible, why: self.why }
    }
}

impl Begun {
    pub fn end(self, result: impl Into<String>) {
        let end_us = self.recorder.now_us();
        let mut operations =
            self.recorder.operations.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(operation) = operations.get_mut(self.at) {
            operation.end_us = Some(end_us);
            operation.result = result.into();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_many_that_exclude_one_another_the_first_two_answers_are_shown() {
        let one = |client, start_us, end_us| Operation {
            client,
            what: "take".into(),
            start_us,
            end_us,
            result: "mine".into(),
        };
        let operations =
            vec![one(1, 0, Some(9)), one(2, 1, None), one(3, 2, Some(4)), one(4, 3, Some(6))];
        let shown = History { operations, impossible: Some(3), why: String::new() }.first_two();
        let clients: Vec<usize> = shown.operations.iter().map(|one| one.client).collect();
        assert_eq!((clients, shown.impossible), (vec![3, 4], Some(1)));
        let shown = History {
            operations: vec![one(1, 0, Some(9)), one(2, 1, Some(3))],
            ..History::default()
        };
        assert_eq!(
            shown.first_two().impossible,
            Some(0),
            "the second answer is of the first to begin"
        );
        assert_eq!(History::default().first_two(), History::default());
    }
}
