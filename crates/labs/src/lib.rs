//! Starts a service that somebody built, uses it as its clients would, breaks it, loads it, and says what it did
//! wrong, with what it takes to see it again.
//!
//! A lab is content (what is asked, in stages of checks: [`greenroom_model::Lab`]) and one module in [`workload`]
//! that looks at a running service. This crate knows neither where content lies nor what becomes of results.
//!
//! Start with [`run()`]; then [`trial`], what a check is given; then a workload. [`service`] starts processes and
//! ends them with all that they started; [`client`] speaks to them.
//!
//! Services run as the user's own programs, not in the sandbox: they are the user's, built with the user's tools,
//! and need their network.

pub mod check;
pub mod client;
pub mod history;
pub mod load;
mod processes;
pub mod run;
pub mod service;
pub mod trial;
pub mod workload;

pub use check::{CheckResult, Checked, Failure, Measure, Stop, Verdict};
pub use history::{History, Operation, Recorder};
pub use run::{Event, Order, Report, Target, run};
pub use service::{Service, Start, Trouble};
/// Ends a run from outside; whatever was started is ended too.
pub use tokio_util::sync::CancellationToken as Cancel;
pub use trial::Trial;
