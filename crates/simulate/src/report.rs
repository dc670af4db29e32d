//! What a run shows: while it goes ([`Frame`]) and at its end ([`Report`]).
//!
//! Shares are between 0 and 1. Times end in their unit. Where a run is sampled, rates and counts are those of the
//! whole load, not of the sample.

use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Report {
    pub title: String,
    pub seed: u64,
    pub load: f64,
    pub duration_s: f64,
    pub sampling: Option<Sampling>,
    /// Of the simulation: how many things happened in it.
    pub events: u64,
    /// Of everything that happened, in its order: equal for equal runs on any machine.
    pub trace: String,
    pub total: Summary,
    pub operations: Vec<OperationReport>,
    /// The most frequent first.
    pub errors: Vec<ErrorCount>,
    pub nodes: Vec<NodeReport>,
    pub edges: Vec<EdgeReport>,
    pub data: DataReport,
    /// From a client's request to the last who deals with a message that comes of it: a worker that hands it to nobody
    /// else, or the WebSockets through which it is pushed. What is under way at the end counts with its time until then.
    /// None: there are no messages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delivery_latency: Option<Latency>,
    pub bottleneck: Option<Bottleneck>,
    /// What else somebody should know of this run, a sentence each.
    pub notes: Vec<String>,
    pub cost: Option<Cost>,
    pub frames: Vec<Frame>,
}

/// Too many requests to follow each: one in so many was, in a system smaller by as much.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Sampling {
    pub one_in: f64,
    /// A sentence for people.
    pub says: String,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Summary {
    pub requests: u64,
    pub offered_per_s: f64,
    pub answered_per_s: f64,
    /// Of the requests that ended.
    pub error_share: f64,
    /// Of those that were answered. None: none was.
    pub latency: Option<Latency>,
}

#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct Latency {
    pub mean_ms: f64,
    pub p50_ms: f64,
    pub p95_ms: f64,
    pub p99_ms: f64,
    pub p999_ms: f64,
    pub max_ms: f64,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OperationReport {
    pub id: String,
    #[serde(flatten)]
    pub summary: Summary,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ErrorCount {
    pub cause: Cause,
    /// The node that said no, or that did not answer.
    pub node: String,
    pub count: u64,
    pub share: f64,
}

/// Why a call came to nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Cause {
    /// The caller stopped waiting.
    Timeout,
    /// Nobody listens there: the instance is down.
    Down,
    /// Its queue or its connections are full.
    Overloaded,
    /// Above its rate limit.
    Limited,
    /// The caller's breaker is open.
    BreakerOpen,
    /// The caller's bulkhead is full.
    Bulkhead,
    /// A partition lies between.
    Unreachable,
    /// It answered with an error of its own.
    Failed,
    /// It died while it worked on it.
    Crashed,
}

impl Cause {
    pub const ALL: [Cause; 9] = [
        Cause::Timeout,
        Cause::Down,
        Cause::Overloaded,
        Cause::Limited,
        Cause::BreakerOpen,
        Cause::Bulkhead,
        Cause::Unreachable,
        Cause::Failed,
        Cause::Crashed,
    ];

    /// After "`orders-db` ".
    #[must_use]
    pub fn says(self) -> &'static str {
        match self {
            Cause::Timeout => "did not answer in time",
            Cause::Down => "was down",
            Cause::Overloaded => "was full and turned it away",
            Cause::Limited => "was above its rate limit",
            Cause::BreakerOpen => "was not called: the breaker was open",
            Cause::Bulkhead => "was not called: the bulkhead was full",
            Cause::Unreachable => "could not be reached: a partition",
            Cause::Failed => "answered with an error",
            Cause::Crashed => "died while it worked on it",
        }
    }
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct NodeReport {
    pub id: String,
    pub kind: String,
    pub calls: u64,
    pub calls_per_s: f64,
    pub errors: u64,
    /// How busy its cores were: the mean over the run, and the most in a frame.
    pub busy: f64,
    pub busy_max: f64,
    pub waiting_mean: f64,
    pub waiting_max: f64,
    /// From arrival to answer, at the node, its own waiting and calls included.
    pub latency: Latency,
    /// Mean of those inside, waiting or being worked on: by Little's law, calls a second times latency.
    pub inside_mean: f64,
    /// Of a cache: reads found.
    pub hit_ratio: Option<f64>,
    /// Of a store with replicas.
    pub lag_max_ms: Option<f64>,
    /// Of a queue: messages that are left, and how long the last ones took until they were dealt with.
    pub backlog: Option<u64>,
    pub message_latency: Option<Latency>,
    /// Each instance's, or each shard's, calls: how even the load lies.
    pub spread: Vec<u64>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct EdgeReport {
    pub from: String,
    pub to: String,
    /// What was wanted, without what was tried again.
    pub first_calls: u64,
    pub retries: u64,
    pub hedges: u64,
    pub timeouts: u64,
    pub errors: u64,
    /// Calls made for each that was wanted.
    pub amplification: f64,
    /// Of the time, where there is a breaker.
    pub breaker_open_share: Option<f64>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct DataReport {
    pub writes: u64,
    /// Writes that were answered with yes and are gone.
    pub lost_writes: u64,
    pub reads: u64,
    /// Reads that came from a copy which did not have the last write yet.
    pub stale_reads: u64,
    pub redelivered: u64,
    pub dead_lettered: u64,
    pub lost_messages: u64,
    /// Messages that the last who deals with them has dealt with, or that were pushed to connected clients.
    pub delivered: u64,
}

/// What gives way first.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Bottleneck {
    pub node: String,
    pub says: String,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Cost {
    pub currency: String,
    pub total_per_month: f64,
    /// The dearest first.
    pub lines: Vec<CostLine>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CostLine {
    pub node: String,
    /// Such as `6 instances` or `2.1 TB of traffic`.
    pub says: String,
    pub per_month: f64,
}

/// A moment: what was seen since the one before.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Frame {
    pub at_s: f64,
    pub offered_per_s: f64,
    pub answered_per_s: f64,
    pub errors_per_s: f64,
    pub p50_ms: f64,
    pub p95_ms: f64,
    pub p99_ms: f64,
    /// In the order of the design's nodes.
    pub nodes: Vec<NodeFrame>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct NodeFrame {
    pub calls_per_s: f64,
    pub errors_per_s: f64,
    pub busy: f64,
    pub waiting: f64,
    pub p99_ms: f64,
    /// Of its instances, how many are up.
    pub up: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hit_ratio: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lag_ms: Option<f64>,
}
