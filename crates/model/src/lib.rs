//! The words that every part of Greenroom shares: who practises what, what happened in a
//! session, and what may be said about it.
//!
//! This crate knows nothing of files, databases, clocks or screens. Start with [`event`] (the log
//! is the truth), then [`finding`] (evidence or silence), then [`rubric`].

pub mod card;
pub mod drawn;
pub mod drill;
pub mod event;
pub mod finding;
pub mod lab;
pub mod outline;
pub mod protocol;
pub mod rubric;
pub mod run;
pub mod signature;

pub use card::{Card, CardEstimate, CardKind, CardPoint};
pub use drawn::{CheckEnd, DrawnFinding, EstimateSeen, HeldDrawing, TargetSeen};
pub use event::{
    Artifact, EndReason, Event, EventBody, HintRung, InterviewerMove, SessionStart, Splice, Via,
};
pub use finding::{
    Evidence, Finding, MisconceptionFinding, NotAssessed, Quote, RoundFindings, Source, StoryCheck,
    StoryFinding, StoryPart, StorySentence, Verdict,
};
pub use lab::{Lab, LabCheck, LabProtocol, LabStage, ServiceFile, StageId};
pub use outline::{Outline, Stress, Week};
pub use protocol::{Phase, Protocol, Round, RoundForm, RoundSlot};
pub use rubric::{Band, BandExample, Hint, Misconception, Point, Rubric};
pub use run::{
    CaseDetail, CaseRun, CaseSet, CaseVerdict, CodeFinding, CodeRun, CompileFailure,
    CompileMessage, CostClaim, GrowthSeen, OwnCase, RunEnd, WorkStep,
};
pub use signature::{Cost, Field, Method, Record, Shape, Signature, SignatureError, Type};

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// A kind of interview, in the order in which a loop usually holds them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum RoundKind {
    Coding,
    Api,
    Database,
    Design,
    Reliability,
    Behavioral,
}

impl RoundKind {
    pub const ALL: [RoundKind; 6] = [
        RoundKind::Coding,
        RoundKind::Api,
        RoundKind::Database,
        RoundKind::Design,
        RoundKind::Reliability,
        RoundKind::Behavioral,
    ];

    /// The identifier used in content, URLs and exports.
    pub fn id(self) -> &'static str {
        match self {
            RoundKind::Coding => "coding",
            RoundKind::Api => "api",
            RoundKind::Database => "database",
            RoundKind::Design => "design",
            RoundKind::Reliability => "reliability",
            RoundKind::Behavioral => "behavioral",
        }
    }

    /// The name as people say it.
    pub fn title(self) -> &'static str {
        match self {
            RoundKind::Coding => "Coding",
            RoundKind::Api => "API design",
            RoundKind::Database => "Database architecture",
            RoundKind::Design => "System design",
            RoundKind::Reliability => "Concurrency and reliability",
            RoundKind::Behavioral => "Behavioral",
        }
    }

    /// The phases that a full-length round of this kind goes through; a rubric's points name them.
    pub fn phases(self) -> &'static [&'static str] {
        match self {
            RoundKind::Coding => &["clarify", "approach", "code", "test", "complexity"],
            RoundKind::Api => &["clarify", "apis", "deep-dive", "trade-offs"],
            RoundKind::Database => &["clarify", "schema", "queries", "deep-dive", "trade-offs"],
            RoundKind::Design => &["clarify", "apis", "high-level", "deep-dive", "trade-offs"],
            RoundKind::Reliability => &["clarify", "high-level", "deep-dive", "trade-offs"],
            RoundKind::Behavioral => &["story", "follow-up"],
        }
    }
}

/// What the candidate interviews for. A rubric point is expected from its own level upwards.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    Mid,
    #[default]
    Senior,
    Staff,
}

impl Level {
    pub const ALL: [Level; 3] = [Level::Mid, Level::Senior, Level::Staff];

    pub fn id(self) -> &'static str {
        match self {
            Level::Mid => "mid",
            Level::Senior => "senior",
            Level::Staff => "staff",
        }
    }
}

/// Training shows hints and names what comes next; assessment shows neither, because naming the
/// deep dives would destroy the signal.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Mode {
    #[default]
    Training,
    Assessment,
}

impl Mode {
    pub fn id(self) -> &'static str {
        match self {
            Mode::Training => "training",
            Mode::Assessment => "assessment",
        }
    }
}

/// The language in which the candidate writes code.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    #[default]
    Python,
    Java,
    Go,
    Rust,
    Cpp,
    Javascript,
}

impl Language {
    pub const ALL: [Language; 6] = [
        Language::Python,
        Language::Java,
        Language::Go,
        Language::Rust,
        Language::Cpp,
        Language::Javascript,
    ];

    pub fn id(self) -> &'static str {
        match self {
            Language::Python => "python",
            Language::Java => "java",
            Language::Go => "go",
            Language::Rust => "rust",
            Language::Cpp => "cpp",
            Language::Javascript => "javascript",
        }
    }

    pub fn title(self) -> &'static str {
        match self {
            Language::Python => "Python",
            Language::Java => "Java",
            Language::Go => "Go",
            Language::Rust => "Rust",
            Language::Cpp => "C++",
            Language::Javascript => "JavaScript",
        }
    }
}

/// The kind of company the candidate interviews with.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Company {
    #[default]
    Large,
    Startup,
    Enterprise,
}

impl Company {
    pub const ALL: [Company; 3] = [Company::Large, Company::Startup, Company::Enterprise];

    pub fn id(self) -> &'static str {
        match self {
            Company::Large => "large",
            Company::Startup => "startup",
            Company::Enterprise => "enterprise",
        }
    }

    pub fn title(self) -> &'static str {
        match self {
            Company::Large => "Large technology company",
            Company::Startup => "Start-up",
            Company::Enterprise => "Established business",
        }
    }
}

/// Whom the practice is for; every new session starts from it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Profile {
    pub level: Level,
    pub language: Language,
    /// The day of the interview as an ISO 8601 date, such as `2027-02-14`.
    #[serde(default)]
    pub interview_on: Option<String>,
    pub company: Company,
}

/// Who spoke.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Speaker {
    Candidate,
    Interviewer,
}

/// One stretch of speech, times in ms on the session's clock. Typed text uses the same shape:
/// `at_ms` is its first key stroke, `end_ms` when it was sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Utterance {
    pub at_ms: u64,
    pub end_ms: u64,
    pub speaker: Speaker,
    pub text: String,
}

/// A word that is none of the identifiers its type allows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownId {
    pub given: String,
    pub allowed: Vec<&'static str>,
}

impl fmt::Display for UnknownId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is not known here; use one of {}", self.given, self.allowed.join(", "))
    }
}

impl std::error::Error for UnknownId {}

macro_rules! ids {
    ($($type:ty),*) => {$(
        impl fmt::Display for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.id())
            }
        }
        impl FromStr for $type {
            type Err = UnknownId;
            fn from_str(given: &str) -> Result<Self, UnknownId> {
                Self::ALL.into_iter().find(|one| one.id() == given).ok_or_else(|| UnknownId {
                    given: given.to_owned(),
                    allowed: Self::ALL.into_iter().map(|one| one.id()).collect(),
                })
            }
        }
    )*};
}

impl Mode {
    pub const ALL: [Mode; 2] = [Mode::Training, Mode::Assessment];
}

ids!(RoundKind, Level, Mode, Language, Company);
