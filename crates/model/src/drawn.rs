//! What a drawing came to when it was held against its problem's targets, as a session's log keeps it.

use crate::Quote;
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "end", rename_all = "snake_case")]
pub enum CheckEnd {
    Held(Box<HeldDrawing>),
    /// What was drawn cannot be read, or cannot be run for this problem: what, and where. It says nothing about
    /// the design.
    NotRun {
        why: String,
    },
    Cancelled,
    /// A failure of ours or of the machine, never of the drawing.
    Failed {
        why: String,
    },
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct HeldDrawing {
    /// In the problem's order.
    pub targets: Vec<TargetSeen>,
}

/// One target, and what a run showed of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TargetSeen {
    pub id: String,
    /// As it is asked, in one sentence.
    pub says: String,
    /// `None`: it could not be seen; `because` says why.
    pub is_met: Option<bool>,
    /// `p99-ms`.
    pub metric: String,
    /// Of the worst of its runs, in the metric's unit. `None`: there is no number, such as for a recovery that
    /// never came.
    pub value: Option<f64>,
    pub limit: f64,
    /// Else it is to be at least that.
    pub is_at_most: bool,
    /// `84.0 ms, at most 200 ms`.
    pub seen: String,
    /// The problem's run, by its id.
    pub run: String,
    /// What repeats it on a command line; empty where nothing ran.
    pub scenario: String,
    pub seed: u64,
    /// Why it is missed, or could not be seen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub because: Option<String>,
    /// Of the problem's rubric: it stands beside what was said of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub points: Vec<String>,
    /// Of the problem's rubric: those that it shows whole, said or not.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub proves: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub topics: Vec<String>,
}

/// What the drawing and the stated numbers of a design round show, beside what was said.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct DrawnFinding {
    /// How often the drawing was held against the targets.
    pub checks: u32,
    /// When the last drawing was.
    pub at_ms: u64,
    /// The last drawing; `None` where nothing of it ran.
    pub held: Option<HeldDrawing>,
    pub estimates: Vec<EstimateSeen>,
}

/// A number that a problem can be estimated by, and what the candidate stated.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EstimateSeen {
    pub id: String,
    pub unit: String,
    /// The problem's.
    pub value: f64,
    pub stated: Option<f64>,
    pub quote: Option<Quote>,
    /// Within a factor of two. `None`: no number was clearly stated.
    pub holds: Option<bool>,
    pub says: String,
}
