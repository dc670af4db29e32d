//! Runs the drawing of a backend system: a seeded simulation by discrete events in which requests really go
//! through its components, wait, time out, are tried again and come back as load.
//!
//! It knows nothing of who drew it, of screens, clocks or files. Start reading at [`Design`] (what is drawn),
//! [`Scenario`] (what is done to it), [`Simulation`] (the run) and [`Report`] (what came out).

mod design;
mod engine;
mod flaws;
mod report;
mod scenario;
mod text;

pub use design::*;
pub use engine::{Simulation, run};
pub use flaws::{Flaw, Place, flaws};
pub use report::*;
pub use scenario::{Fault, FaultKind, Scenario, ScenarioError, Shape};
pub use text::{DesignError, read, write};
