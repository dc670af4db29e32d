//! What to practise next: cards by spaced repetition, strength by topic, readiness by round, and the
//! days until an interview.
//!
//! This crate sees findings and dates. It knows no clock, no chance but the seed that it is given, no
//! files and no screens; whoever calls it says what day it is. The same givens always make the same
//! plan, so a plan need not be kept to be read again.
//!
//! Start with [`make`], which turns [`Given`] into a [`Plan`]; then `strength` (what evidence says about
//! a topic), `readiness` (what both say about a round, and how well that foretold real ones), `memory`
//! (when a card comes again) and `export` (calendar and Markdown).

mod export;
mod facts;
mod make;
mod memory;
mod readiness;
mod strength;
mod wish;

pub use export::{calendar, markdown};
pub use make::{
    CARD_SECONDS, DAYS_MAX, MINUTES_A_DAY_MAX, WEAK_BELOW, WEAK_TIMES, make, topic_title,
};
pub use memory::{
    Grade, LEECH_LAPSES, Memory, MemoryError, Next, REVIEWS_TO_OPTIMISE, Scheduler, optimise,
};
pub use readiness::{
    Calibration, Readiness, RealRound, RoundScore, Seen, Topic, age, calibration, readiness,
};
pub use strength::{Evidence, EvidenceKind, HALF_LIFE_DAYS, Strength, strengths};
pub use wish::{Day, DaysOff, Done, Edit, Exercise, Given, Item, Plan, What, Wish};
