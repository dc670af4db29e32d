//! A history as text to a verdict as text: what a command line or a page shows.

use crate::formats::{ReadError, Worded, history};
use crate::models::{Counter, Kv, List, Lock, Queue, Register, Set};
use crate::{Model, Operation, Options, Verdict, Witness, check};
use serde::Serialize;

/// The models of [`crate::models`] by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ModelKind {
    Register,
    Kv,
    Counter,
    Set,
    Queue,
    Lock,
    List,
}

impl ModelKind {
    pub const ALL: [ModelKind; 7] = [
        ModelKind::Register,
        ModelKind::Kv,
        ModelKind::Counter,
        ModelKind::Set,
        ModelKind::Queue,
        ModelKind::Lock,
        ModelKind::List,
    ];

    pub fn name(self) -> &'static str {
        match self {
            ModelKind::Register => "register",
            ModelKind::Kv => "kv",
            ModelKind::Counter => "counter",
            ModelKind::Set => "set",
            ModelKind::Queue => "queue",
            ModelKind::Lock => "lock",
            ModelKind::List => "list",
        }
    }
}

impl std::str::FromStr for ModelKind {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        Self::ALL.into_iter().find(|kind| kind.name() == name).ok_or_else(|| {
            let names = Self::ALL.map(Self::name).join(", ");
            format!("`{name}` is no model: choose one of {names}")
        })
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Report {
    pub model: &'static str,
    /// Without those that are known not to have happened.
    pub operations: usize,
    /// Of them, those of which nobody knows whether they happened.
    pub pending: usize,
    pub verdict: ReportVerdict,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum ReportVerdict {
    Ok,
    Illegal(ReportWitness),
    Unknown { why: String },
}

/// [`Witness`] in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReportWitness {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    pub why: String,
    pub impossible: ReportOperation,
    pub minimal: Vec<ReportOperation>,
    pub order: Vec<ReportOperation>,
    /// How many operations of that part were put in order at most.
    pub furthest: usize,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReportOperation {
    pub process: u64,
    /// Such as `get x -> 5`.
    pub operation: String,
    /// The lines of its call and of its return, from 1.
    pub called_line: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub returned_line: Option<u64>,
    /// Whether it may not have happened, as far as the witness goes.
    pub open: bool,
}

/// Checks a history in any of the [`crate::formats`].
///
/// # Errors
/// When the text is no history of this model.
pub fn check_text(kind: ModelKind, text: &str, options: &Options) -> Result<Report, ReadError> {
    let report = Reporting { kind, text, options };
    match kind {
        ModelKind::Register => report.with(&Register::default()),
        ModelKind::Kv => report.with(&Kv::default()),
        ModelKind::Counter => report.with(&Counter),
        ModelKind::Set => report.with(&Set),
        ModelKind::Queue => report.with(&Queue),
        ModelKind::Lock => report.with(&Lock),
        ModelKind::List => report.with(&List),
    }
}

struct Reporting<'a> {
    kind: ModelKind,
    text: &'a str,
    options: &'a Options<'a>,
}

impl Reporting<'_> {
    fn with<M: Worded>(self, model: &M) -> Result<Report, ReadError> {
        let history = history(model, self.text)?;
        let verdict = check(model, &history, self.options).map_err(|error| {
            ReadError::new(1, error.to_string(), "divide the history into shorter ones")
        })?;
        Ok(Report {
            model: self.kind.name(),
            operations: history.len(),
            pending: history.iter().filter(|one| one.returned.is_none()).count(),
            verdict: match verdict {
                Verdict::Ok => ReportVerdict::Ok,
                Verdict::Unknown { why } => ReportVerdict::Unknown { why: why.to_string() },
                Verdict::Illegal(witness) => {
                    ReportVerdict::Illegal(in_words(model, &history, witness))
                }
            },
        })
    }
}

fn in_words<M: Model>(
    model: &M,
    history: &[Operation<M::Input, M::Output>],
    witness: Witness,
) -> ReportWitness {
    let Witness { minimal, open, order, impossible, furthest, key, why } = witness;
    let told = |index: usize| {
        let Operation { process, input, output, invoked, returned } = &history[index];
        ReportOperation {
            process: *process,
            operation: model.show(input, output.as_ref()),
            called_line: *invoked,
            returned_line: *returned,
            open: returned.is_none() || open.contains(&index),
        }
    };
    ReportWitness {
        key,
        why,
        impossible: told(impossible),
        minimal: minimal.into_iter().map(told).collect(),
        order: order.into_iter().map(told).collect(),
        furthest: furthest.len(),
    }
}
