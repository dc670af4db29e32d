//! What an object does when it is used by one caller at a time.

use std::hash::Hash;

/// A sequential, deterministic object.
///
/// Only `initial` and `step` decide what is right. All other methods make the check faster or its answer shorter, and
/// must be true: a wrong one gives wrong verdicts.
pub trait Model {
    type Input: Clone + Eq + Hash;
    type Output: Clone + Eq + Hash;
    type State: Clone + Eq + Hash;

    fn initial(&self) -> Self::State;

    /// The state after `input` was executed in `state`; `None` when it could not have answered `output` there. With an
    /// unknown answer (`output` is `None`) there always is a state: what answers "no" leaves it as it was.
    fn step(
        &self,
        state: &Self::State,
        input: &Self::Input,
        output: Option<&Self::Output>,
    ) -> Option<Self::State>;

    /// Whether the operation leaves *every* state in which it can answer thus as it was. Reads do, and so do a
    /// compare-and-set that answered "no" and a dequeue that found nothing. Writing what is there already does not.
    fn reads_only(&self, _input: &Self::Input, _output: Option<&Self::Output>) -> bool {
        false
    }

    /// The independent part of the object that is used; `None` when it is more than one, which undivides the history.
    /// `initial` and `step` are then of one part.
    fn key<'a>(&self, _input: &'a Self::Input) -> Option<&'a str> {
        None
    }

    /// The operation as one of a plain cell whose value is the state; `None` when it is neither a read with a known
    /// answer nor an unconditional write.
    fn cell(
        &self,
        _input: &Self::Input,
        _output: Option<&Self::Output>,
    ) -> Option<Cell<Self::State>> {
        None
    }

    /// Whether any history of this operation and `others` that is linearizable stays so without this operation, for
    /// instance because it writes what nobody else can have seen. Operations that read only always can be spared and
    /// need not be told here.
    fn can_spare(
        &self,
        _operation: Told<'_, Self::Input, Self::Output>,
        _others: &[Told<'_, Self::Input, Self::Output>],
    ) -> bool {
        false
    }

    /// Such as `put x 5` or `get x -> 5`.
    fn show(&self, input: &Self::Input, output: Option<&Self::Output>) -> String;

    /// The state as the end of "the … is then", for instance `value is 5`.
    fn show_state(&self, state: &Self::State) -> String;
}

/// What an operation says of itself, without its times.
#[derive(Debug)]
pub struct Told<'a, I, O> {
    pub input: &'a I,
    pub output: Option<&'a O>,
    /// Whether it has happened for certain.
    pub happened: bool,
}

// Not derived, which would ask it of `I` and `O` too.
impl<I, O> Clone for Told<'_, I, O> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<I, O> Copy for Told<'_, I, O> {}

/// An operation on a plain cell.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Cell<V> {
    Read(V),
    Write(V),
}
