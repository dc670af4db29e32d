//! The session state machine: the interviewer, the clock's meaning, and hints.
//!
//! An [`Interview`] is a fold over a session's events. [`Interview::handle`] takes what the
//! candidate did and the session clock's reading, and returns the events that the log must gain;
//! [`Interview::apply`] replays a log. There is no I/O here, no clock and no chance beyond the
//! session's seed, so the same inputs give the same events on every machine.
//!
//! Start with [`Interview::handle`]; `policy.rs` decides what the interviewer says, `hints.rs` what
//! is worth a hint, and `rounds/` holds what differs between kinds of round.

mod findings;
mod hints;
mod plan;
mod policy;
pub mod rounds;
mod state;
mod write;

pub use hints::{HintOffer, HintView, ShownHint};
pub use plan::{Choice, PlanError, plan};
pub use state::{
    ArtifactText, Check, Ears, Input, Interview, Line, OpenError, PhaseSpan, Position, Refused,
    Run, Status,
};

/// The longest utterance that is taken, in bytes of UTF-8. Ten minutes of speech are about 10 KB.
pub const UTTERANCE_BYTES_MAX: usize = 64 * 1024;
/// The longest artifact that is taken, in bytes of UTF-8.
pub const ARTIFACT_BYTES_MAX: usize = 256 * 1024;
/// One input of the candidate's own.
pub const OWN_CASE_BYTES_MAX: usize = 64 * 1024;
