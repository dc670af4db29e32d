//! What may be said about a candidate: evidence or silence.

use crate::{CodeFinding, DrawnFinding};
use serde::{Deserialize, Serialize};

/// A single judgement. *Not assessed* is an answer: without evidence nothing else may be said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    Met,
    Partly,
    Missed,
    Contradicted,
    NotAssessed,
}

impl Verdict {
    pub const ALL: [Verdict; 5] = [
        Verdict::Met,
        Verdict::Partly,
        Verdict::Missed,
        Verdict::Contradicted,
        Verdict::NotAssessed,
    ];

    pub fn id(self) -> &'static str {
        match self {
            Verdict::Met => "met",
            Verdict::Partly => "partly",
            Verdict::Missed => "missed",
            Verdict::Contradicted => "contradicted",
            Verdict::NotAssessed => "not_assessed",
        }
    }

    pub fn word(self) -> &'static str {
        match self {
            Verdict::NotAssessed => "not assessed",
            other => other.id(),
        }
    }

    /// The shape that stands beside the word, so that colour never carries meaning alone.
    pub fn shape(self) -> &'static str {
        match self {
            Verdict::Met => "●",
            Verdict::Partly => "◐",
            Verdict::Missed => "○",
            Verdict::Contradicted => "✕",
            Verdict::NotAssessed => "–",
        }
    }

    /// The share of a point's weight that it earns; `None` when it must not enter a score.
    pub fn credit(self) -> Option<f64> {
        match self {
            Verdict::Met => Some(1.0),
            Verdict::Partly => Some(0.5),
            Verdict::Missed | Verdict::Contradicted => Some(0.0),
            Verdict::NotAssessed => None,
        }
    }
}

/// How a judgement came about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Source {
    /// Something ran.
    Measured,
    /// A deterministic reading of what was said.
    Rule,
    /// A language model proposed it, and its quote was found in the transcript.
    Model,
}

impl Source {
    pub fn id(self) -> &'static str {
        match self {
            Source::Measured => "measured",
            Source::Rule => "rule",
            Source::Model => "model",
        }
    }
}

/// Words of the candidate, letter for letter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quote {
    pub text: String,
    /// Start of the utterance it stands in, in ms since the session's start.
    pub at_ms: u64,
}

/// What a finding rests on. More kinds join as engines do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Evidence {
    Quote(Quote),
    /// A span of the session's clock, such as a phase that ran over.
    Span {
        from_ms: u64,
        to_ms: u64,
    },
    /// A target that a run of the drawing met or missed.
    Run {
        target: String,
        holds: bool,
        /// What was asked and what was measured.
        says: String,
    },
}

/// One line of the debrief about a rubric's point.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    /// The rubric point's id.
    pub point: String,
    pub verdict: Verdict,
    pub source: Source,
    /// 0 to 1: how far the evidence is from the line between this verdict and its neighbour.
    pub confidence: f64,
    pub evidence: Vec<Evidence>,
    /// One sentence for the reader: what was seen, or why nothing was assessed.
    pub because: String,
}

/// Everything that may be said about one round.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RoundFindings {
    /// Index into the protocol's rounds.
    pub round: usize,
    pub problem: String,
    /// One for each point of the rubric, in its order.
    pub findings: Vec<Finding>,
    pub misconceptions: Vec<MisconceptionFinding>,
    /// Parts of this kind of round that nothing looked at, each with the reason.
    pub not_assessed: Vec<NotAssessed>,
    /// Points that the interviewer had asked about before they were made.
    pub asked_first: Vec<String>,
    /// Coding rounds in which something was run.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<CodeFinding>,
    /// Design rounds in which something was drawn, or a number stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub drawn: Option<DrawnFinding>,
    /// Behavioral rounds: the answer cut into STAR 2.0 parts.
    pub story: Option<StoryFinding>,
}

/// A wrong belief that was voiced and not taken back.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MisconceptionFinding {
    pub id: String,
    pub says: String,
    pub counter: String,
    pub quote: Quote,
    pub confidence: f64,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotAssessed {
    pub what: String,
    pub why: String,
}

/// The parts of a story: situation, tension, action, result, trade-off, what changed after.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StoryPart {
    Situation,
    Tension,
    Action,
    Result,
    TradeOff,
    Changed,
    Other,
}

impl StoryPart {
    pub const ALL: [StoryPart; 7] = [
        StoryPart::Situation,
        StoryPart::Tension,
        StoryPart::Action,
        StoryPart::Result,
        StoryPart::TradeOff,
        StoryPart::Changed,
        StoryPart::Other,
    ];

    pub fn id(self) -> &'static str {
        match self {
            StoryPart::Situation => "situation",
            StoryPart::Tension => "tension",
            StoryPart::Action => "action",
            StoryPart::Result => "result",
            StoryPart::TradeOff => "trade_off",
            StoryPart::Changed => "changed",
            StoryPart::Other => "other",
        }
    }

    pub fn title(self) -> &'static str {
        match self {
            StoryPart::Situation => "Situation",
            StoryPart::Tension => "Tension",
            StoryPart::Action => "Action",
            StoryPart::Result => "Result",
            StoryPart::TradeOff => "Trade-off",
            StoryPart::Changed => "What changed after",
            StoryPart::Other => "Other",
        }
    }
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StoryFinding {
    pub sentences: Vec<StorySentence>,
    /// What a strong story contains, each with the index of the sentence that shows it.
    pub checklist: Vec<StoryCheck>,
    /// Words in the whole answer.
    pub words: usize,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StorySentence {
    pub text: String,
    /// Start of the utterance it stands in, in ms since the session's start.
    pub at_ms: u64,
    pub part: StoryPart,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoryCheck {
    pub key: String,
    pub sentence: Option<usize>,
}
