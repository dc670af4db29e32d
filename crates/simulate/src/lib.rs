//! Runs the drawing of a backend system: a seeded simulation by discrete events in which requests really go
//! through its components, wait, time out, are tried again and come back as load.
//!
//! It knows nothing of who drew it, of screens, clocks or files. Start reading at [`Design`] (what is drawn),
//! [`Scenario`] (what is done to it), [`Simulation`] (the run) and [`Report`] (what came out).

mod cost;
mod design;
mod engine;
mod flaws;
mod import;
mod reach;
mod report;
mod scenario;
mod targets;
mod text;

pub use cost::{MONTH_S, Price, Prices, cost};
pub use design::*;
pub use engine::{Simulation, run, why_not};
pub use flaws::{EDGES_MAX, Flaw, INSTANCES_MAX, KEYS_MAX, NODES_MAX, Place, flaws};
pub use import::{Imported, import};
pub use report::*;
pub use scenario::{Fault, FaultKind, Scenario, ScenarioError, Shape};
pub use targets::{
    Bound, Check, Estimate, Metric, Next, Selector, Target, TargetResult, TargetRun, Targets,
    arguments, check,
};
pub use text::{DesignError, read, write};
