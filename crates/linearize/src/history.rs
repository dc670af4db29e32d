//! What happened.

/// One operation of a history, as its caller saw it.
///
/// Times are of any unit, of one clock for the whole history. An operation precedes another when it returned
/// before the other was invoked; with equal times they are concurrent, so that a coarse clock cannot accuse.
///
/// | `returned` | `output` | meaning |
/// |---|---|---|
/// | `Some` | `Some` | it happened in between and answered this |
/// | `Some` | `None` | it happened in between; what it answered is not known or does not matter |
/// | `None` | `None` | it may have happened at any time since, or not at all, with any answer |
/// | `None` | `Some` | the same, but if it happened it answered this |
///
/// An operation that is known not to have happened is left out of the history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Operation<I, O> {
    /// Who called. The verdict does not depend on it: order comes from times alone.
    pub process: u64,
    pub input: I,
    pub output: Option<O>,
    pub invoked: u64,
    pub returned: Option<u64>,
}

impl<I, O> Operation<I, O> {
    /// One that returned with an answer.
    pub fn completed(process: u64, input: I, output: O, invoked: u64, returned: u64) -> Self {
        Operation { process, input, output: Some(output), invoked, returned: Some(returned) }
    }

    /// One that never returned: a time-out, a crash, a history that ends first.
    pub fn pending(process: u64, input: I, invoked: u64) -> Self {
        Operation { process, input, output: None, invoked, returned: None }
    }
}

/// A history that cannot be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum HistoryError {
    #[error(
        "operation {index} returned at {returned}, before it was invoked at {invoked}: record both with one \
         monotonic clock"
    )]
    ReturnedFirst { index: usize, invoked: u64, returned: u64 },
    #[error("{operations} operations: at most {} can be checked at once", u32::MAX / 4)]
    TooLong { operations: usize },
}
