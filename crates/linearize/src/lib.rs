//! Decides whether a history of concurrent operations is linearizable: whether each operation can be given one
//! moment between its call and its return so that, in the order of these moments, all answers are those of a
//! [`Model`], a sequential description of the object.
//!
//! It knows nothing of who recorded a history, of clocks or of files. Start reading at [`Operation`] (what
//! happened), [`Model`] with [`models`] (what should), [`check`] and [`Verdict`]; [`check_text`] does it all for a
//! history as text in one of the [`formats`].
//!
//! ```
//! use greenroom_linearize::models::{CellInput, CellOutput, Register};
//! use greenroom_linearize::{Options, Operation, Verdict, check};
//!
//! let history = [
//!     Operation::completed(0, CellInput::Write("1".into()), CellOutput::Done, 0, 1),
//!     Operation::completed(1, CellInput::Read, CellOutput::Value(None), 2, 3),
//! ];
//! let verdict = check(&Register::default(), &history, &Options::default());
//! assert!(matches!(verdict, Ok(Verdict::Illegal(_))));
//! ```
//!
//! # How
//! A model may divide a history by key; each part is decided alone, because linearizability is local (Herlihy and
//! Wing 1990). Where a part only reads and writes, and each value that is read was written once, the zone test of
//! Gibbons and Korach (1997) decides in `n log n`. Else the search of Wing and Gong (1993) runs with Lowe's cache
//! of configurations (2017). What it leaves out is argued where it is left out, in `search.rs`.

mod check;
pub mod formats;
mod history;
mod model;
pub mod models;
mod part;
mod report;
mod search;
mod shrink;
mod zones;

pub use check::{Options, Unknown, Verdict, Witness, check};
pub use history::{HistoryError, Operation};
pub use model::{Cell, Model, Told};
pub use report::{ModelKind, Report, ReportOperation, ReportVerdict, ReportWitness, check_text};
