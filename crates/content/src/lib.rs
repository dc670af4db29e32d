//! Loads and validates content: problems with their rubrics, protocols, topics.
//!
//! Content is data, one folder a problem, described for authors in `docs/content.md`. It is
//! compiled into the binary; another folder of the same shape can be read instead. This crate
//! knows nothing of rounds, sessions or scores. It refuses what could not be practised; whether
//! content is *good* (enough phrasings, honest labels, mutants that die) is the business of
//! `cargo xtask content check`.
//!
//! Start with [`Library`], then [`Problem`]. [`transcript`] reads what was said elsewhere.

mod cards;
mod designs;
mod drills;
mod error;
mod labs;
mod library;
mod outline;
mod package;
#[cfg(test)]
mod packing;
mod problem;
mod protocols;
mod rubric;
mod shape;
mod source;
mod topics;
pub mod transcript;

pub use designs::{DesignMutant, DesignTask, GalleryDesign};
pub use error::ContentError;
pub use labs::{LabContent, LabStarter};
pub use library::Library;
pub use package::PackageFiles;
pub use problem::{
    Difficulty, Escalation, Fact, Label, Labels, Mutant, Opening, PhaseLine, Problem, Reference,
    Short, Story, Transcript,
};
pub use rubric::read_rubric;
pub use topics::Topic;
