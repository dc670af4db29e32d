//! What was said, and what of it counts.
//!
//! - [`encoder`]: `Encoder::embedded()?.encode(&["text"])` gives one vector a token (`Encoded`). It is
//!   cheap to clone, thread-safe and deterministic; when the model is missing or damaged it says so.
//!
//! This crate knows nothing of files, clocks, screens or sessions: text in, judgements out.

pub mod encoder;
mod tokens;
