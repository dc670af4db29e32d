//! Drills: exercises of some minutes for one topic that are executed, not recited.

use crate::Level;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;

/// One exercise as its file says it. Numbers may differ with the seed, the question does not.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Drill {
    /// The file's name.
    #[serde(default)]
    pub id: String,
    pub title: String,
    pub topics: Vec<String>,
    pub level: Level,
    /// 3 to 8.
    pub minutes: u32,
    /// What is asked, in Markdown.
    pub asks: String,
    /// What the exercise teaches, in Markdown: shown after the answer.
    pub why: String,
    pub task: Task,
}

/// What is done, and so how it is executed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Task {
    Estimate(Estimating),
    Predict(Predicting),
    Interleave(Interleaving),
    Spot(Spotting),
    Sql(Querying),
}

/// Numbers worked out from numbers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Estimating {
    /// The numbers in the question, written there and in the steps' questions as `{name}`. Each has one
    /// value or more, of which the seed picks one.
    pub given: BTreeMap<String, Vec<f64>>,
    /// In the order in which they are asked; a later formula may use an earlier id.
    pub step: Vec<EstimateStep>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EstimateStep {
    pub id: String,
    pub asks: String,
    pub unit: String,
    /// Over the given names and earlier ids: `+ - * / ^ ( )`, `log2`, `log10`, `ln`, `exp`, `sqrt`,
    /// `ceil`, `floor`, `round`, `min`, `max`.
    pub formula: String,
    /// Right within this factor; 1 asks for the number itself, up to rounding (0.5%).
    #[serde(default = "two")]
    pub within: f64,
}

fn two() -> f64 {
    2.0
}

/// A small machine whose behaviour is foretold, then seen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Predicting {
    pub machine: Machine,
}

/// Times are in ms unless the name says otherwise; everything else that a machine needs, such as the
/// requests, is drawn from the seed within what is said here.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "name", rename_all = "snake_case", deny_unknown_fields)]
pub enum Machine {
    /// Consistent hashing: which node holds each key; then a node joins or leaves, and which keys move.
    /// Every node stands at `places` points of the ring (virtual nodes).
    Ring { nodes: u32, keys: u32, places: u32, then: RingChange },
    /// Which requests pass, and what the burst costs.
    TokenBucket { size: u32, per_s: u32, requests: u32 },
    /// Which requests pass, and how many pass around the edge of two windows.
    FixedWindow { window_ms: u32, limit: u32, requests: u32 },
    /// Which requests pass, and what a fixed window would have let through.
    SlidingLog { window_ms: u32, limit: u32, requests: u32 },
    /// Hit or miss of each access, and what is cached at the end.
    Lru { size: u32, keys: u32, accesses: u32 },
    /// The same; among keys used equally often the least recently used goes.
    Lfu { size: u32, keys: u32, accesses: u32 },
    /// When each attempt is made, without jitter and with what jitter may do.
    Backoff { base_ms: u32, cap_ms: u32, attempts: u32 },
    /// Closed, open or half-open after each call, and which calls are refused.
    Breaker { failures_to_open: u32, open_ms: u32, calls: u32 },
    /// What each read returns with read and write quorums while some replicas are away.
    Quorum { replicas: u32, write: u32, read: u32, operations: u32 },
    /// Which of two events happened before, or neither.
    VectorClock { nodes: u32, events: u32 },
    /// What a Raft leader may count as committed, and who can be elected.
    RaftLog { nodes: u32, entries: u32 },
    /// The state of each job after workers took leases, died and came back.
    LeaseQueue { lease_ms: u32, jobs: u32, tries_max: u32 },
    /// How many columns of a B-tree index narrow the search of a query, and whether its order is served.
    IndexPrefix { columns: Vec<String>, queries: u32 },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RingChange {
    Joins,
    Leaves,
}

/// Threads or transactions of small steps. The candidate orders the steps so that the promise breaks,
/// or says that no order does; every order is tried to know.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Interleaving {
    /// Shared variables or rows with their first values.
    pub start: BTreeMap<String, i64>,
    /// The actors are transactions under this level. Without it (and with `wanted = "order"`) they are
    /// threads on shared memory.
    #[serde(default)]
    pub isolation: Option<Isolation>,
    pub actor: Vec<Actor>,
    /// What must hold when all are done, over shared variables, `actor.local` and `actor.committed`:
    /// `balance >= 0`, `count == A.committed + B.committed`, `not (A.got == 1 and B.got == 1)`.
    pub promise: String,
    /// What is wanted: an order that breaks it, or the weakest isolation level at which none does.
    #[serde(default)]
    pub wanted: Wanted,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Actor {
    pub name: String,
    /// One step each. The grammar is in `docs/content.md`: `t = read balance`, `write balance = t - 10`,
    /// `u = t + 1`, `if t < 10 stop`, `wait ready == 1`, `lock a`, `unlock a`,
    /// `atomic balance = balance + 1`, `cas balance t t + 1 into ok`, `commit`, `abort`.
    pub steps: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Wanted {
    #[default]
    Order,
    WeakestLevel,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Isolation {
    ReadUncommitted,
    ReadCommitted,
    /// As a snapshot with first-updater-wins, the way PostgreSQL does it.
    RepeatableRead,
    /// A snapshot whose transaction may not commit once something that it read was changed by another.
    Serializable,
}

impl Isolation {
    /// From the weakest.
    pub const ALL: [Isolation; 4] = [
        Isolation::ReadUncommitted,
        Isolation::ReadCommitted,
        Isolation::RepeatableRead,
        Isolation::Serializable,
    ];

    /// As SQL names it.
    pub fn title(self) -> &'static str {
        match self {
            Isolation::ReadUncommitted => "read uncommitted",
            Isolation::ReadCommitted => "read committed",
            Isolation::RepeatableRead => "repeatable read",
            Isolation::Serializable => "serializable",
        }
    }
}

/// A text with planted faults: an exchange, a plan, a configuration, a design.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Spotting {
    /// Shown line by line, numbered from 1.
    pub text: String,
    pub fault: Vec<Fault>,
    /// Lines that look wrong and are not, with the reason: what somebody learns who picks them.
    #[serde(default)]
    pub sound: Vec<Sound>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fault {
    /// The lines that may be picked for it.
    pub lines: Vec<u32>,
    pub says: String,
    /// What it should be: the first is right, the others are tempting. Shown in an order drawn from the seed.
    #[serde(default)]
    pub instead: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sound {
    pub lines: Vec<u32>,
    pub says: String,
}

/// A statement that is run on SQLite, on data made for it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Querying {
    /// Makes tables and data; `:seed` stands for a number.
    pub setup: String,
    /// What the candidate writes: `CREATE INDEX` before these queries, or the query itself.
    pub writes: Writes,
    /// Measured before and after; with `writes = "query"` the slow or wrong one that is to be replaced, which gives the right rows when `expect` is empty.
    pub queries: Vec<String>,
    /// With `writes = "query"`: gives the rows that are right.
    #[serde(default)]
    pub expect: String,
    /// What the plans and the work must show, such as `uses index`, `no sort`, `covering`,
    /// `no scan of orders`, `steps at most 1/20`, `query 2: no sort`. All are in `docs/content.md`.
    pub must: Vec<String>,
    /// A statement that is right, for the check of content.
    pub reference: String,
    /// Statements that look right and must fail, each with why.
    pub mutant: Vec<QueryMutant>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Writes {
    Index,
    Query,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QueryMutant {
    pub says: String,
    pub statement: String,
}

/// What the candidate is asked, with this seed's numbers in it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Exercise {
    pub asks: String,
    /// What the machine looks like, line by line; numbered when the answer picks lines.
    pub shown: Vec<String>,
    pub questions: Vec<Question>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Question {
    /// The name of its field.
    pub id: String,
    pub asks: String,
    pub form: Form,
    /// The question that should be answered first, because this one gives its answer away: a screen
    /// shows it afterwards.
    #[serde(default)]
    pub after: Option<String>,
}

/// How a question is answered. All answers travel as text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "form", rename_all = "snake_case")]
pub enum Form {
    /// Such as `3.5 million` or `120k`.
    Number {
        unit: String,
    },
    One {
        of: Vec<String>,
    },
    /// Several, separated by commas; `none` where none is meant.
    Many {
        of: Vec<String>,
    },
    /// Who takes the next step, again and again: names separated by blanks; or `none`.
    Order {
        of: Vec<String>,
    },
    Statement,
}

/// By question id.
pub type DrillAnswer = BTreeMap<String, String>;

/// How it went. Nothing is judged that was not executed or compared.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DrillReport {
    /// 0 to 1.
    pub score: f64,
    pub parts: Vec<DrillPart>,
    /// What happened when it ran, line by line.
    pub trace: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DrillPart {
    pub question: String,
    pub asks: String,
    pub given: String,
    pub right: String,
    /// 0 to 1.
    pub credit: f64,
    /// Why, as a sentence.
    pub says: String,
}

/// What is wrong with a drill itself, never with an answer to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DrillError {
    /// The drill's id.
    pub drill: String,
    pub what: String,
    /// The next step for its author.
    pub next: String,
}

impl DrillError {
    pub fn new(drill: &Drill, what: impl Into<String>, next: impl Into<String>) -> DrillError {
        DrillError { drill: drill.id.clone(), what: what.into(), next: next.into() }
    }
}

impl fmt::Display for DrillError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "drills/{}.toml: {}: {}", self.drill, self.what, self.next)
    }
}

impl std::error::Error for DrillError {}
