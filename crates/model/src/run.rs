//! What came of running the candidate's code, as a session's log keeps it.

use crate::Language;
use serde::{Deserialize, Serialize};

/// What is run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CaseSet {
    /// The examples of the statement.
    Sample,
    /// What the candidate wrote to try.
    Own,
    /// Every case of the problem, those that the candidate has not seen included.
    All,
}

/// One input of the candidate's own, as the problem's data is written: a JSON value a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OwnCase {
    pub input: String,
    /// What the candidate expects; `None` to see what comes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expected: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "end", rename_all = "snake_case")]
pub enum RunEnd {
    Judged(Box<CodeRun>),
    Cancelled,
    /// A failure of ours or of the machine, never of the code: what failed, and what to do.
    Failed {
        why: String,
    },
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CodeRun {
    pub language: Language,
    /// Of the whole: the first that is not accepted.
    pub verdict: CaseVerdict,
    /// What the compiler said, when the code was not built.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub compile: Option<CompileFailure>,
    pub cases: Vec<CaseRun>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub growth: Option<GrowthSeen>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CompileFailure {
    pub messages: Vec<CompileMessage>,
    /// The compiler's own words, cut to what can be read.
    pub output: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CompileMessage {
    pub file: String,
    /// From 1.
    pub line: u32,
    pub says: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CaseRun {
    /// `secret/06-copies`, or `own/1`.
    pub name: String,
    pub verdict: CaseVerdict,
    pub cpu_ms: u64,
    pub memory_bytes: u64,
    /// The size of the input, in values.
    pub n: u64,
    /// For what is not accepted, and for samples and own cases.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<CaseDetail>,
}

/// What people look at. Long texts are cut, with a note of how much is left out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseDetail {
    pub input: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expected: Option<String>,
    pub got: String,
    /// The first difference, the limit that was exceeded, or the stack trace.
    pub says: String,
    /// What the code printed for itself.
    pub stderr: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CaseVerdict {
    Accepted,
    WrongAnswer,
    TimeLimit,
    MemoryLimit,
    RunTimeError,
    OutputLimit,
    CompileError,
    /// Left out after others had failed.
    NotRun,
    /// It ran, and nothing was expected of it.
    Ran,
}

impl CaseVerdict {
    pub fn word(self) -> &'static str {
        match self {
            CaseVerdict::Accepted => "accepted",
            CaseVerdict::WrongAnswer => "wrong answer",
            CaseVerdict::TimeLimit => "time limit",
            CaseVerdict::MemoryLimit => "memory limit",
            CaseVerdict::RunTimeError => "run-time error",
            CaseVerdict::OutputLimit => "output limit",
            CaseVerdict::CompileError => "compile error",
            CaseVerdict::NotRun => "not run",
            CaseVerdict::Ran => "ran",
        }
    }

    /// Stands beside the word, so that colour never carries meaning alone.
    pub fn shape(self) -> &'static str {
        match self {
            CaseVerdict::Accepted => "●",
            CaseVerdict::NotRun | CaseVerdict::Ran => "–",
            CaseVerdict::TimeLimit | CaseVerdict::MemoryLimit | CaseVerdict::OutputLimit => "○",
            CaseVerdict::WrongAnswer | CaseVerdict::RunTimeError | CaseVerdict::CompileError => "✕",
        }
    }

    pub fn is_failure(self) -> bool {
        !matches!(self, CaseVerdict::Accepted | CaseVerdict::NotRun | CaseVerdict::Ran)
    }
}

/// How time grew with the size of the input.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct GrowthSeen {
    /// What `n` counts.
    pub n: String,
    /// The orders that fit, the best first: `n log n`. Empty: it cannot be told, see `says`.
    pub fits: Vec<String>,
    pub says: String,
    /// Size and CPU time of each case of the series.
    pub points: Vec<(u64, u64)>,
    /// The order of the best answer known.
    pub best: String,
}

/// What the log and the runs of a coding round show, beside what was said.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct CodeFinding {
    /// The last run of every case.
    pub last: Option<CodeRun>,
    /// When it was asked for, and how many runs of each set there were.
    pub last_at_ms: u64,
    pub runs: Vec<(CaseSet, u32)>,
    pub claims: Vec<CostClaim>,
    /// What was done first, and what then.
    pub order: Vec<WorkStep>,
}

/// A cost that the candidate stated.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CostClaim {
    /// `n log n`.
    pub order: String,
    pub is_space: bool,
    pub quote: crate::Quote,
    /// What the runs say to it: `None` where they can say nothing.
    pub holds: Option<bool>,
    pub says: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkStep {
    pub what: String,
    pub at_ms: u64,
}
