//! What a debrief holds. Values only; [`compose`](crate::compose) fills them.
//!
//! All times are in ms on the session's clock, which stands still while paused.

use crate::score::{Arithmetic, NextBand};
use greenroom_model::{
    Band, EndReason, HintRung, Language, Level, Mode, NotAssessed, Quote, RoundForm, RoundKind,
    Source, Speaker, StoryPart, Verdict,
};
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Debrief {
    /// The protocol's title.
    pub title: String,
    pub protocol: String,
    pub level: Level,
    pub mode: Mode,
    pub language: Language,
    /// Milliseconds since 1970, UTC.
    pub started_unix_ms: u64,
    /// The clock's last reading.
    pub length_ms: u64,
    pub planned_ms: u64,
    /// `None` for a session that still runs.
    pub ended: Option<EndReason>,
    /// How the rounds voted; `None` where no round was assessed.
    pub overall: Option<Overall>,
    /// At most three, the most valuable first.
    pub next_steps: Vec<NextStep>,
    /// One for each round with a problem, in the protocol's order.
    pub rounds: Vec<RoundReport>,
    /// One for each phase of the protocol, whether it was reached or not.
    pub phases: Vec<PhaseTime>,
    /// One for each minute from the session's start to its end.
    pub heard_by_minute: Vec<MinuteHeard>,
    pub hints: Vec<HintUsed>,
    pub transcript: Vec<Line>,
}

/// Rounds are votes: a loop is decided by how many interviewers say yes, not by a mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Overall {
    pub rounds_assessed: usize,
    /// Those that voted yes or strong yes.
    pub rounds_yes: usize,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RoundReport {
    /// Index into the protocol's rounds.
    pub round: usize,
    /// The round's title in the protocol, such as "System design".
    pub round_title: String,
    pub kind: Option<RoundKind>,
    pub form: RoundForm,
    pub problem: String,
    /// The problem's title, or its id when the content no longer has it.
    pub title: String,
    /// Whether the content still has the problem. Without it there is no weight and so no score.
    pub is_known: bool,
    /// 0 to 100; `None` when nothing was assessed.
    pub score: Option<f64>,
    pub band: Option<Band>,
    pub arithmetic: Option<Arithmetic>,
    pub self_band: Option<Band>,
    pub next_band: Option<NextBand>,
    /// In the rubric's order.
    pub points: Vec<PointReport>,
    pub misconceptions: Vec<MisconceptionReport>,
    pub not_assessed: Vec<NotAssessed>,
    /// Coding: what ran, and what it says to what was claimed.
    pub code: Option<greenroom_model::CodeFinding>,
    /// Design: what the drawing came to, and the numbers that were stated.
    pub drawn: Option<greenroom_model::DrawnFinding>,
    pub story: Option<StoryReport>,
    /// The rubric's worked examples of the band reached and of the next one.
    pub examples: Vec<Example>,
    /// One strong answer, in Markdown; empty when the content no longer has it.
    pub answer: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PointReport {
    pub id: String,
    pub says: String,
    pub weight: u32,
    /// `None` when the rubric no longer has the point.
    pub level: Option<Level>,
    pub verdict: Verdict,
    pub source: Source,
    pub confidence: f64,
    pub quotes: Vec<Quote>,
    /// From and to, such as a phase that ran over.
    pub spans: Vec<(u64, u64)>,
    /// What runs of the drawing showed of it, for it or against it.
    pub runs: Vec<RunShown>,
    pub because: String,
    /// Expected at the candidate's level.
    pub is_expected: bool,
    /// Made only after the interviewer had asked about it.
    pub is_after_question: bool,
    /// The interviewer's first question about it in this session.
    pub asked: Option<Question>,
    /// The question that invites it, asked or not; empty when the rubric has none.
    pub probe: String,
    /// What to do about it next time, as a sentence; empty when the rubric has no hint.
    pub next_time: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunShown {
    pub target: String,
    pub holds: bool,
    /// What was asked and what was measured.
    pub says: String,
}

impl PointReport {
    /// The weight that was there to be had and was not earned.
    pub fn lost(&self) -> f64 {
        self.verdict.credit().map_or(0.0, |credit| f64::from(self.weight) * (1.0 - credit))
    }

    pub fn earned(&self) -> f64 {
        self.verdict.credit().map_or(0.0, |credit| f64::from(self.weight) * credit)
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    pub at_ms: u64,
    pub text: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MisconceptionReport {
    pub id: String,
    pub says: String,
    pub counter: String,
    pub quote: Quote,
    /// Points that the same words contradict.
    pub contradicts: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Example {
    pub band: Band,
    pub text: String,
    /// Whether it is the band that was reached, and not the one after it.
    pub is_reached: bool,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct NextStep {
    /// Index into the protocol's rounds.
    pub round: usize,
    pub round_title: String,
    pub problem: String,
    /// Whether the problem can be practised again.
    pub is_known: bool,
    /// A rubric point's id, or a misconception's.
    pub about: String,
    pub says: String,
    pub verdict: Verdict,
    pub seen: String,
    pub quote: Option<Quote>,
    pub why: String,
    pub next: String,
    /// What it is worth; the steps are sorted by it.
    pub value: f64,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PhaseTime {
    pub round: usize,
    pub round_title: String,
    pub title: String,
    pub planned_ms: u64,
    pub spent_ms: u64,
    pub was_reached: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct MinuteHeard {
    /// 0 is the first minute.
    pub minute: u64,
    /// Weight of the points first made in it, those made partly at half.
    pub weight: f64,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HintUsed {
    pub at_ms: u64,
    /// Index into the protocol's rounds.
    pub round: usize,
    pub problem: String,
    pub point: String,
    pub rung: HintRung,
    /// Points of 100 taken from the round's score.
    pub price: u32,
    pub text: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    pub at_ms: u64,
    /// Index into the protocol's rounds; `None` before the first.
    pub round: Option<usize>,
    pub speaker: Speaker,
    pub text: String,
    /// Unique in the page: `u-<at_ms>`, with a number behind it where two lines begin together. The
    /// candidate's line comes first, because quotes link to it.
    pub anchor: String,
}

/// A behavioral answer in STAR 2.0 parts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StoryReport {
    pub words: usize,
    /// In the order of a story; every part, also those without words.
    pub parts: Vec<PartShare>,
    pub sentences: Vec<StoryLine>,
    pub checklist: Vec<CheckReport>,
    /// What to change about length and balance; empty when there is nothing.
    pub advice: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct PartShare {
    pub part: StoryPart,
    pub words: usize,
    /// Of all words, 0 to 100.
    pub percent: f64,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoryLine {
    pub text: String,
    pub at_ms: u64,
    pub part: StoryPart,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckReport {
    pub key: String,
    pub title: String,
    /// The sentence that shows it; `None` when it was not heard.
    pub evidence: Option<Quote>,
}
