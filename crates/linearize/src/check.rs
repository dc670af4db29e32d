//! The front: from a history to a verdict.

use crate::part::{History, Item, items, parts, telling};
use crate::search::{Budget, Outcome, search};
use crate::shrink::witness;
use crate::zones::{Zones, zones};
use crate::{HistoryError, Model};

/// What a check may cost. Steps are counted, never time, so that the same history gets the same verdict anywhere.
#[derive(Clone, Copy)]
pub struct Options<'a> {
    /// Configurations to look at, over all parts of the history. One takes about a microsecond and a hundred bytes, and a
    /// new state in it what the model keeps.
    pub steps_max: u64,
    /// Configurations to look at afterwards, to make a witness small. With 0 it is the history up to where it stops being
    /// linearizable, and has no order.
    pub shrink_steps_max: u64,
    /// Asked every few thousand steps; `true` ends the check.
    pub cancelled: &'a dyn Fn() -> bool,
}

impl Default for Options<'_> {
    fn default() -> Self {
        Options { steps_max: 20_000_000, shrink_steps_max: 200_000, cancelled: &|| false }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// There is an order.
    Ok,
    /// There is none.
    Illegal(Witness),
    /// Neither was found.
    Unknown { why: Unknown },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unknown {
    /// `Options::steps_max` was reached.
    Steps { steps_max: u64 },
    /// `Options::cancelled` said so.
    Cancelled,
}

impl std::fmt::Display for Unknown {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Unknown::Steps { steps_max } => write!(
                f,
                "no order and no contradiction within {steps_max} steps: allow more, or record fewer clients at once"
            ),
            Unknown::Cancelled => write!(f, "the check was cancelled"),
        }
    }
}

/// Why there is no order. All numbers are indexes into the history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Witness {
    /// Operations that cannot be put in order, by their calls. They prove it for the whole history, and are minimal in
    /// this sense: none can be left out by one of the steps below without an order becoming possible (or, in a
    /// hard case, without `Options::shrink_steps_max` ending first).
    ///
    /// - The history is cut behind a return. What was called before it and returned after it may then not have happened;
    ///   if it did, it answered what it answered. Any order of the whole holds one of the cut.
    /// - An operation that reads only is left out. Any order is one without it.
    /// - An operation is left out whose effect nobody left can have seen ([`Model::can_spare`]).
    ///
    /// Leaving out a write whose value is read is no such step: it would make any history illegal.
    pub minimal: Vec<usize>,
    /// Those of `minimal` that returned only behind the cut, and so may not have happened.
    pub open: Vec<usize>,
    /// The longest order found of operations of `minimal`: it respects time and all answers, and nothing more fits.
    pub order: Vec<usize>,
    /// The operation that no order of `minimal` gets past.
    pub impossible: usize,
    /// The longest order found in the whole part of the history; where the zone test decided, that of `minimal`.
    pub furthest: Vec<usize>,
    /// The part of the history it is about, if the model divides by keys.
    pub key: Option<String>,
    /// One sentence that says why.
    pub why: String,
}

/// Whether `history` is linearizable, in any order of its operations. Of several parts that are not, the one with the fewest
/// operations is shown; one that is not outweighs others on which the budget ran out.
///
/// # Errors
/// When a return comes before its call.
pub fn check<M: Model>(
    model: &M,
    history: &History<M>,
    options: &Options,
) -> Result<Verdict, HistoryError> {
    let all = items(history)?;
    let mut budget = Budget { steps_left: options.steps_max, cancelled: options.cancelled };
    let mut unknown = None;
    for part in parts(model, history, all) {
        if (options.cancelled)() {
            return Ok(Verdict::Unknown { why: Unknown::Cancelled });
        }
        match part_is(model, history, &part, &mut budget) {
            Part::Linearizable => {}
            Part::Illegal { proof, furthest } => {
                let witness = witness(model, history, proof, furthest, options);
                return Ok(Verdict::Illegal(witness));
            }
            Part::Unknown(why) => {
                unknown = Some(match why {
                    Unknown::Cancelled => why,
                    Unknown::Steps { .. } => Unknown::Steps { steps_max: options.steps_max },
                });
            }
        }
    }
    Ok(unknown.map_or(Verdict::Ok, |why| Verdict::Unknown { why }))
}

enum Part {
    Linearizable,
    /// Operations that prove it, with the longest order when it was searched for.
    Illegal {
        proof: Vec<Item>,
        furthest: Option<Vec<usize>>,
    },
    Unknown(Unknown),
}

fn part_is<M: Model>(model: &M, history: &History<M>, part: &[Item], budget: &mut Budget) -> Part {
    let part = telling(model, history, part);
    match zones(model, history, &part) {
        Some(Zones::Linearizable) => return Part::Linearizable,
        Some(Zones::Illegal(proof)) => return Part::Illegal { proof, furthest: None },
        None => {}
    }
    match search(model, history, &part, budget) {
        Outcome::Linearizable => Part::Linearizable,
        Outcome::Illegal(stuck) => Part::Illegal {
            proof: crate::shrink::cut(&part, stuck.due),
            furthest: Some(stuck.order),
        },
        Outcome::OutOfSteps => Part::Unknown(Unknown::Steps { steps_max: 0 }),
        Outcome::Cancelled => Part::Unknown(Unknown::Cancelled),
    }
}
