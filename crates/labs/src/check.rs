//! What a check found.

use crate::history::History;
use serde::{Deserialize, Serialize};

/// What a check answers. `?` on anything that went wrong ends it.
pub type Checked<T = ()> = Result<T, Stop>;

/// Why a check ended early.
#[derive(Debug, Clone, PartialEq)]
pub enum Stop {
    /// The service did what the contract does not allow.
    Failed(Box<Failure>),
    /// Nothing can be said of the service: something of ours failed, or the target does not allow the check.
    NotJudged { why: String },
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Failure {
    /// The request, or what else was done, as a sentence.
    pub did: String,
    pub expected: String,
    pub got: String,
    /// How to see it again: a line for a shell in which PORT is set, or a command with the seed.
    pub again: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub history: Option<History>,
}

impl Stop {
    pub fn failed(
        did: impl Into<String>,
        expected: impl Into<String>,
        got: impl Into<String>,
    ) -> Stop {
        Stop::Failed(Box::new(Failure {
            did: did.into(),
            expected: expected.into(),
            got: got.into(),
            // Without an exchange to repeat, the run adds the seed.
            again: String::new(),
            history: None,
        }))
    }

    pub fn not_judged(why: impl Into<String>) -> Stop {
        Stop::NotJudged { why: why.into() }
    }

    #[must_use]
    pub fn again(mut self, line: impl Into<String>) -> Stop {
        if let Stop::Failed(failure) = &mut self {
            failure.again = line.into();
        }
        self
    }

    #[must_use]
    pub fn with_history(mut self, history: History) -> Stop {
        if let Stop::Failed(failure) = &mut self {
            failure.history = Some(history);
        }
        self
    }
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "verdict", content = "detail", rename_all = "kebab-case")]
pub enum Verdict {
    Passed,
    Failed(Failure),
    NotJudged { why: String },
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CheckResult {
    pub id: String,
    #[serde(flatten)]
    pub verdict: Verdict,
    /// What the check did, as a sentence.
    pub did: String,
    pub took_ms: u64,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub measures: Vec<Measure>,
}

/// Something measured, which decides nothing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Measure {
    pub name: String,
    pub value: f64,
    pub unit: String,
}

impl Verdict {
    pub fn word(&self) -> &'static str {
        match self {
            Verdict::Passed => "passed",
            Verdict::Failed(_) => "failed",
            Verdict::NotJudged { .. } => "not judged",
        }
    }
}

impl CheckResult {
    pub fn passed(&self) -> bool {
        self.verdict == Verdict::Passed
    }
}
