//! What was said, and what of it counts.
//!
//! - [`Listener`] decides which points of a rubric were made: `prepare` a rubric once, `begin` a
//!   [`Hearing`] for each conversation, `hear` utterance by utterance, ask for `points()`.
//! - [`Matcher`] tells which of several prepared questions was asked.
//! - [`star::Teller`] takes a behavioral story apart; [`answer::Grader`] scores a short answer;
//!   [`cards::Marker`] tells which points of a card a typed answer makes.
//! - [`encoder`]: `Encoder::embedded()?.encode(&["text"])` gives one vector a token (`Encoded`). It is
//!   cheap to clone, thread-safe and deterministic; when the model is missing or damaged it says so.
//!
//! This crate knows nothing of files, clocks, screens or sessions: text in, judgements out.
//!
//! The path of a sentence: `text` mends slips of speech recognition, `reader` turns words into
//! vectors, `signals` compares them with the rubric's phrasings (`rubric`), `ledger` keeps the best
//! stretches of each point, and `weigh` turns both into verdicts with weights that were learnt from
//! labelled transcripts (`fit`).

pub mod answer;
pub mod cards;
mod descent;
pub mod encoder;
mod hearing;
mod ledger;
mod listener;
mod logistic;
mod matcher;
mod reader;
mod rubric;
mod signals;
pub mod star;
mod text;
mod tokens;
pub mod trials;
pub mod weigh;

pub use hearing::Hearing;
pub use listener::{Listener, MisconceptionHeard, PointHeard, Prepared, Quality};
pub use matcher::Matcher;
