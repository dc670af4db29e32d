//! Builds programs, runs them on cases, and says what came out.
//!
//! The crate reads problem packages in Kattis' format ([`Package`]), builds submissions in seven
//! languages, runs them in the sandbox and compares what they print ([`Judge`]); it also says how time
//! grows with the input ([`growth`]), and whether a package keeps what it promises ([`verify`]).
//!
//! A verdict is about the candidate's program and about nothing else. What is our fault, the
//! machine's or the package's is a [`JudgeError`] or a [`PackageError`]. The crate knows nothing of
//! sessions, rounds and screens.
//!
//! Start with [`Judge::judge`].

mod build;
pub mod claim;
mod compare;
mod ending;
mod error;
pub mod growth;
mod judge;
pub mod languages;
mod package;
mod queue;
mod report;
mod run;
mod source;
mod store;
mod submission;
mod timing;
mod validate;
mod values;
pub mod verify;

pub use compare::{Comparison, Difference};
pub use error::{Flaw, JudgeError, PackageError};
pub use greenroom_sandbox::{Cancel, Measure, Protection, SandboxError};
pub use judge::{Cases, Judge, JudgeConfig, OwnCase, Progress, Stop};
pub use languages::Diagnostic;
pub use package::{Case, Code, Format, Limits, Package, Program, Rule, SourceFile};
pub use report::{CaseReport, CaseResult, Crash, Excerpt, Overall, Report, Verdict};
pub use source::Source;
pub use submission::{Submission, SubmissionError};
pub use timing::Unusable;
