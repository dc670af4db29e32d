//! When a card is asked again: FSRS, as the `fsrs` crate does it.
//!
//! Stability is the number of days after which the chance to recall has fallen to 90%; difficulty goes
//! from 1 to 10. All chances are 0 to 1.

use fsrs::{ComputeParametersInput, FSRS, FSRSItem, FSRSReview, MemoryState};
use serde::{Deserialize, Serialize};

/// What is remembered of a card.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Memory {
    pub stability: f32,
    pub difficulty: f32,
}

/// How well it was recalled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Grade {
    Again = 1,
    Hard = 2,
    Good = 3,
    Easy = 4,
}

impl Grade {
    pub const ALL: [Grade; 4] = [Grade::Again, Grade::Hard, Grade::Good, Grade::Easy];

    pub fn from_number(number: u8) -> Option<Grade> {
        Grade::ALL.into_iter().find(|grade| *grade as u8 == number)
    }

    pub fn word(self) -> &'static str {
        match self {
            Grade::Again => "Again",
            Grade::Hard => "Hard",
            Grade::Good => "Good",
            Grade::Easy => "Easy",
        }
    }
}

/// What follows from one grade.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Next {
    pub grade: Grade,
    pub memory: Memory,
    /// As FSRS says it; [`Next::days`] is what is kept.
    pub interval_days: f32,
}

impl Next {
    /// Whole days until it is asked again. `None`: in this very sitting, because it was not recalled.
    pub fn days(&self) -> Option<u32> {
        (self.grade != Grade::Again)
            .then(|| self.interval_days.round().clamp(1.0, INTERVAL_DAYS_MAX) as u32)
    }
}

/// As Anki's.
const INTERVAL_DAYS_MAX: f32 = 36_500.0;

/// A card that was forgotten so often is a leech: asking it again does not help, doing something does.
pub const LEECH_LAPSES: u32 = 4;

/// Fewer reviews than this say too little about a person for parameters of their own.
pub const REVIEWS_TO_OPTIMISE: usize = 400;

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MemoryError {
    #[error("these are no parameters of FSRS: {0}. The default ones serve.")]
    Parameters(String),
    #[error(
        "{have} reviews of cards seen on different days are too few: {REVIEWS_TO_OPTIMISE} are needed."
    )]
    TooFew { have: usize },
    #[error("FSRS could not be fitted to these reviews: {0}. The parameters stay as they were.")]
    NotFitted(String),
}

/// The scheduler of one person.
#[derive(Debug, Clone)]
pub struct Scheduler {
    fsrs: FSRS,
    retention: f32,
    decay: f32,
}

impl Scheduler {
    /// Without parameters FSRS's own, which fit the average of many people.
    ///
    /// # Errors
    /// [`MemoryError::Parameters`] when their number or their values are not FSRS's.
    pub fn new(parameters: &[f32], retention: f32) -> Result<Scheduler, MemoryError> {
        let wrong = |error: fsrs::FSRSError| MemoryError::Parameters(error.to_string());
        let fsrs = FSRS::new(parameters).map_err(wrong)?;
        let filled = fsrs::check_and_fill_parameters(parameters).map_err(wrong)?;
        let decay = filled.get(20).copied().unwrap_or(fsrs::FSRS6_DEFAULT_DECAY);
        Ok(Scheduler { fsrs, retention: retention.clamp(0.7, 0.97), decay })
    }

    /// What each grade leads to, from *again* to *easy*. `days_elapsed` are whole days since the last
    /// review and mean nothing for a new card.
    pub fn next(&self, memory: Option<Memory>, days_elapsed: u32) -> [Next; 4] {
        let state = memory.map(state);
        let next = self
            .fsrs
            .next_states(state, self.retention, days_elapsed)
            // Kept states can be damaged from outside; a card that begins anew costs one review.
            .or_else(|_| self.fsrs.next_states(None, self.retention, 0))
            .expect("a new card has next states under checked parameters");
        let of = |grade, item: fsrs::ItemState| Next {
            grade,
            memory: memory_of(item.memory),
            interval_days: item.interval,
        };
        [
            of(Grade::Again, next.again),
            of(Grade::Hard, next.hard),
            of(Grade::Good, next.good),
            of(Grade::Easy, next.easy),
        ]
    }

    /// The chance to recall it after so many days.
    pub fn recall(&self, memory: Memory, days_elapsed: f32) -> f32 {
        fsrs::current_retrievability(state(memory), days_elapsed.max(0.0), self.decay)
    }

    /// What is remembered after these reviews of one card, oldest first, each with the whole days since
    /// the one before; `None` without any.
    pub fn replay(&self, reviews: &[(u32, Grade)]) -> Option<Memory> {
        if reviews.is_empty() {
            return None;
        }
        let item = FSRSItem { reviews: reviews.iter().map(review).collect() };
        self.fsrs.memory_state(item, None).ok().map(memory_of)
    }
}

/// Parameters fitted to one person's reviews: for each card the days since the review before and the
/// grade, oldest first. Takes seconds; the same reviews give the same parameters.
///
/// # Errors
/// [`MemoryError::TooFew`], and [`MemoryError::NotFitted`] when FSRS refuses.
pub fn optimise(cards: &[Vec<(u32, Grade)>]) -> Result<Vec<f32>, MemoryError> {
    let mut train_set = Vec::new();
    for card in cards {
        // Each review after the first day is something to foretell from those before it.
        for end in 1..card.len() {
            if card[end].0 > 0 {
                train_set.push(FSRSItem { reviews: card[..=end].iter().map(review).collect() });
            }
        }
    }
    if train_set.len() < REVIEWS_TO_OPTIMISE {
        return Err(MemoryError::TooFew { have: train_set.len() });
    }
    let input = ComputeParametersInput { train_set, ..ComputeParametersInput::default() };
    fsrs::compute_parameters(input).map_err(|error| MemoryError::NotFitted(error.to_string()))
}

fn review((days, grade): &(u32, Grade)) -> FSRSReview {
    FSRSReview { rating: *grade as u32, delta_t: *days }
}

fn state(memory: Memory) -> MemoryState {
    MemoryState { stability: memory.stability, difficulty: memory.difficulty }
}

fn memory_of(state: MemoryState) -> Memory {
    Memory { stability: state.stability, difficulty: state.difficulty }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn scheduler() -> Scheduler {
        Scheduler::new(&[], 0.9).expect("the default parameters are sound")
    }

    proptest! {
        /// The same as `fsrs` gives, step by step and for a whole history.
        #[test]
        fn schedules_are_those_of_fsrs(history in prop::collection::vec((0u32..60, 1u8..=4), 1..12)) {
            let theirs = FSRS::new(&[]).unwrap();
            let (mut ours, mut their_state) = (None, None);
            for (at, (days, number)) in history.iter().enumerate() {
                let days = if at == 0 { 0 } else { *days };
                let states = theirs.next_states(their_state, 0.9, days).unwrap();
                let item = [&states.again, &states.hard, &states.good, &states.easy][*number as usize - 1];
                let next = scheduler().next(ours, days)[*number as usize - 1];
                prop_assert_eq!(next.memory, memory_of(item.memory));
                prop_assert_eq!(next.interval_days, item.interval);
                (ours, their_state) = (Some(next.memory), Some(item.memory));
            }
        }

        #[test]
        fn a_better_grade_never_comes_back_sooner(stability in 0.1f32..400.0, difficulty in 1f32..10.0, days in 0u32..500) {
            let next = scheduler().next(Some(Memory { stability, difficulty }), days);
            for pair in next.windows(2) {
                prop_assert!(pair[0].interval_days <= pair[1].interval_days + 1e-3);
            }
        }
    }

    #[test]
    fn a_forgotten_card_stays_in_the_sitting_and_others_wait_at_least_a_day() {
        let next = scheduler().next(None, 0);
        assert_eq!(next.map(|one| one.days()), [None, Some(1), Some(2), Some(8)]);
    }

    #[test]
    fn a_damaged_state_begins_anew() {
        let next = scheduler().next(Some(Memory { stability: f32::NAN, difficulty: 50.0 }), 3);
        assert!(next.iter().all(|one| one.memory.stability.is_finite()));
    }

    #[test]
    fn recall_falls_to_the_retention_at_the_stability() {
        let memory = Memory { stability: 10.0, difficulty: 5.0 };
        assert!((scheduler().recall(memory, 10.0) - 0.9).abs() < 1e-3);
        assert!(scheduler().recall(memory, 0.0) > 0.999);
    }

    #[test]
    fn too_few_reviews_give_no_parameters_and_many_give_some_that_can_be_used() {
        let few = vec![vec![(0, Grade::Good), (3, Grade::Good)]; 10];
        assert_eq!(optimise(&few), Err(MemoryError::TooFew { have: 10 }));
        // Somebody who forgets quickly: every second recall after three days fails.
        let many: Vec<Vec<(u32, Grade)>> = (0..300u32)
            .map(|card| {
                let second = if card % 2 == 0 { Grade::Again } else { Grade::Good };
                vec![(0, Grade::Good), (3, second), (2, Grade::Good), (4, Grade::Good)]
            })
            .collect();
        let parameters = optimise(&many).expect("there are enough");
        assert_eq!(parameters, optimise(&many).unwrap(), "the same reviews give the same");
        let own = Scheduler::new(&parameters, 0.9).expect("fitted parameters are sound");
        let (own, usual) = (own.next(None, 0)[2], scheduler().next(None, 0)[2]);
        assert!(own.interval_days < usual.interval_days, "{own:?} {usual:?}");
    }

    #[test]
    fn parameters_of_another_kind_are_refused() {
        assert!(matches!(Scheduler::new(&[1.0, 2.0], 0.9), Err(MemoryError::Parameters(_))));
    }
}
