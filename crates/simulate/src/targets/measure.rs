//! One number out of a report, and one sentence why it is not better.

use super::{Target, TargetRun, selector};
use crate::cost::count_says;
use crate::flaws::number;
use crate::report::{Cost, Frame, NodeReport, Report, Summary};
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Metric {
    /// Of the answered requests. Never met where more requests failed than the quantile leaves out: then 99 of 100 were not
    /// answered within any time.
    P50Ms,
    P95Ms,
    P99Ms,
    P999Ms,
    /// Of the requests that ended, those that were answered.
    Availability,
    ErrorShare,
    AnsweredPerS,
    LostWrites,
    /// Of the reads.
    StaleShare,
    LostMessages,
    DeadLettered,
    /// Messages left at the end, in all queues.
    Backlog,
    /// From a client's request until the last worker has dealt with a message of it, or it is pushed to connected clients.
    /// Never met where more messages came to nothing than the quantile leaves out.
    MessageP50Ms,
    MessageP95Ms,
    MessageP99Ms,
    /// From the end of what broke until answers come as they did before; see [`RECOVERED`].
    RecoveryS,
    /// Calls made for each that was wanted, on the edge where it is most.
    AmplificationMax,
    CostPerMonth,
    /// Of the busiest part of a kind, in its busiest moment.
    BusyMax,
}

impl Metric {
    pub(super) fn is_of_an_operation(self) -> bool {
        matches!(
            self,
            Metric::P50Ms
                | Metric::P95Ms
                | Metric::P99Ms
                | Metric::P999Ms
                | Metric::Availability
                | Metric::ErrorShare
                | Metric::AnsweredPerS
        )
    }

    #[must_use]
    pub fn unit(self) -> &'static str {
        match self {
            Metric::P50Ms | Metric::P95Ms | Metric::P99Ms | Metric::P999Ms => "ms",
            Metric::MessageP50Ms | Metric::MessageP95Ms | Metric::MessageP99Ms => "ms",
            Metric::Availability | Metric::ErrorShare => "of requests",
            Metric::AnsweredPerS => "requests/s",
            Metric::LostWrites => "writes",
            Metric::StaleShare => "of reads",
            Metric::LostMessages | Metric::DeadLettered | Metric::Backlog => "messages",
            Metric::RecoveryS => "s",
            Metric::AmplificationMax => "calls for each",
            Metric::CostPerMonth => "a month",
            Metric::BusyMax => "of the time",
        }
    }

    fn quantile(self) -> Option<f64> {
        match self {
            Metric::P50Ms | Metric::MessageP50Ms => Some(0.5),
            Metric::P95Ms | Metric::MessageP95Ms => Some(0.95),
            Metric::P99Ms | Metric::MessageP99Ms => Some(0.99),
            Metric::P999Ms => Some(0.999),
            _ => None,
        }
    }
}

/// What a run says of a target.
#[derive(Debug, Clone, PartialEq)]
pub enum Measured {
    Value(f64),
    /// There is no number, and it is missed: a sentence why.
    Never(String),
    /// It cannot be said: a sentence why.
    Unknown(String),
}

/// Before the first thing breaks so much of a run has to be seen, to know what is usual.
pub const BEFORE_SHARE: f64 = 0.05;
/// Answers have come back when as many of the requests are answered as before, less this.
pub const RECOVERED: f64 = 0.95;
/// Moments that have to be well together, so that one good one among bad ones does not count.
const CALM_FRAMES: usize = 4;

pub fn measured(target: &Target, run: &TargetRun, report: &Report, cost: &Cost) -> Measured {
    let told = match &target.operation {
        None => Some(&report.total),
        Some(id) => report.operations.iter().find(|told| told.id == *id).map(|told| &told.summary),
    };
    let data = &report.data;
    match target.metric {
        Metric::P50Ms
        | Metric::P95Ms
        | Metric::P99Ms
        | Metric::P999Ms
        | Metric::Availability
        | Metric::ErrorShare
        | Metric::AnsweredPerS => match told.filter(|told| told.requests > 0) {
            Some(told) => of_requests(target.metric, told),
            None => Measured::Unknown(format!(
                "Nobody asked for {} in this run.",
                target.operation.as_ref().map_or("anything".to_owned(), |id| format!("`{id}`"))
            )),
        },
        Metric::LostWrites => Measured::Value(data.lost_writes as f64),
        Metric::StaleShare if data.reads == 0 => {
            Measured::Unknown("Nothing that keeps data was read in this run.".to_owned())
        }
        Metric::StaleShare => Measured::Value(data.stale_reads as f64 / data.reads as f64),
        Metric::LostMessages => Measured::Value(data.lost_messages as f64),
        Metric::DeadLettered => Measured::Value(data.dead_lettered as f64),
        Metric::Backlog => {
            let left = report.nodes.iter().filter_map(|node| node.backlog);
            Measured::Value(left.fold(0.0, |sum, left| sum + left as f64))
        }
        Metric::MessageP50Ms | Metric::MessageP95Ms | Metric::MessageP99Ms => {
            of_messages(target.metric, report)
        }
        Metric::RecoveryS => recovery(run, report),
        Metric::AmplificationMax => {
            let most = report.edges.iter().map(|edge| edge.amplification).fold(1.0, f64::max);
            Measured::Value(most)
        }
        Metric::CostPerMonth => Measured::Value(cost.total_per_month),
        Metric::BusyMax => match busiest(target, report) {
            Some(node) => Measured::Value(node.busy_max),
            None => Measured::Unknown(format!(
                "There is no `{}` in this drawing.",
                target.kind.as_deref().unwrap_or_default()
            )),
        },
    }
}

fn of_requests(metric: Metric, told: &Summary) -> Measured {
    let latency = told.latency.unwrap_or_default();
    let value = match metric {
        Metric::Availability if told.answered_per_s <= 0.0 => 0.0,
        Metric::Availability => 1.0 - told.error_share,
        Metric::ErrorShare => told.error_share,
        Metric::AnsweredPerS => told.answered_per_s,
        Metric::P50Ms => latency.p50_ms,
        Metric::P95Ms => latency.p95_ms,
        Metric::P99Ms => latency.p99_ms,
        _ => latency.p999_ms,
    };
    let Some(quantile) = metric.quantile() else { return Measured::Value(value) };
    if told.answered_per_s <= 0.0 {
        return Measured::Never("No request was answered.".to_owned());
    }
    if told.error_share > 1.0 - quantile + 1e-12 {
        return Measured::Never(format!(
            "{}% of requests failed, so that fewer than {} of {} were answered at all.",
            percent(told.error_share),
            number((quantile * 1_000.0).round()),
            1_000
        ));
    }
    Measured::Value(value)
}

fn of_messages(metric: Metric, report: &Report) -> Measured {
    let data = &report.data;
    let gone = data.lost_messages + data.dead_lettered;
    let Some(latency) = &report.delivery_latency else {
        if gone > 0 {
            return Measured::Never("No message arrived.".to_owned());
        }
        return Measured::Unknown(
            "No message went through a queue, a log or WebSockets in this run.".to_owned(),
        );
    };
    let value = match metric {
        Metric::MessageP50Ms => latency.p50_ms,
        Metric::MessageP95Ms => latency.p95_ms,
        _ => latency.p99_ms,
    };
    let quantile = metric.quantile().unwrap_or(0.99);
    let share = gone as f64 / (gone + data.delivered).max(1) as f64;
    if share > 1.0 - quantile + 1e-12 {
        return Measured::Never(format!(
            "{}% of messages were lost or given up on, so that fewer than {} of 100 arrived at all.",
            percent(share),
            number((quantile * 100.0).round())
        ));
    }
    Measured::Value(value)
}

fn busiest<'a>(target: &Target, report: &'a Report) -> Option<&'a NodeReport> {
    let kinds = selector::kinds(target.kind.as_deref().unwrap_or_default()).unwrap_or_default();
    let nodes = report.nodes.iter().filter(|node| kinds.contains(&node.kind.as_str()));
    nodes.max_by(|one, other| one.busy_max.total_cmp(&other.busy_max))
}

/// How long until as large a share of what is asked is answered as before. The share and not the number: the load may
/// change meanwhile.
fn recovery(run: &TargetRun, report: &Report) -> Measured {
    let Some((from_s, until_s)) = run.disturbed() else {
        return Measured::Unknown("Nothing broke in this run.".to_owned());
    };
    let frames = &report.frames;
    let starts = |at: usize| if at == 0 { 0.0 } else { frames[at - 1].at_s };
    let before = frames.iter().enumerate();
    let before = before.filter(|(at, frame)| starts(*at) >= run.warm_up_s && frame.at_s <= from_s);
    let before: Vec<&Frame> = before.map(|(_, frame)| frame).collect();
    let usual = answered_share(before.iter().copied());
    let Some(usual) = usual.filter(|usual| *usual > 0.0) else {
        return Measured::Unknown(
            "Nothing was answered before it broke, so nothing can come back.".to_owned(),
        );
    };
    let after: Vec<usize> = (0..frames.len()).filter(|at| starts(*at) >= until_s - 1e-9).collect();
    let well = |at: usize| {
        let together = &frames[at..frames.len().min(at + CALM_FRAMES)];
        answered_share(together.iter()).is_some_and(|share| share >= usual * RECOVERED)
            && answered_share([&frames[at]].into_iter())
                .is_none_or(|share| share >= usual * RECOVERED)
    };
    if let Some(at) = after.iter().copied().find(|at| well(*at)) {
        return Measured::Value((starts(at) - until_s).max(0.0));
    }
    let last = &frames[frames.len().saturating_sub(CALM_FRAMES)..];
    match (after.is_empty(), answered_share(last.iter())) {
        (false, Some(share)) => Measured::Never(format!(
            "{} s after it was over {}% of requests were answered, and before it broke {}%.",
            number((report.duration_s - until_s).round()),
            percent(share),
            percent(usual)
        )),
        _ => {
            Measured::Unknown("The run ended before one could see whether it came back.".to_owned())
        }
    }
}

/// Of what was asked in some moments; `None`: nothing was.
fn answered_share<'a>(frames: impl Iterator<Item = &'a Frame>) -> Option<f64> {
    let (mut offered, mut answered) = (0.0, 0.0);
    for frame in frames {
        offered += frame.offered_per_s;
        answered += frame.answered_per_s;
    }
    (offered > 0.0).then(|| answered / offered)
}

/// One sentence why a target is missed, of what was measured for it.
pub fn because(
    target: &Target,
    measured: &Measured,
    report: &Report,
    cost: &Cost,
) -> Option<String> {
    let data = &report.data;
    match target.metric {
        Metric::LostWrites => Some(format!(
            "{} writes that were answered with yes are gone, of {}.",
            count_says(data.lost_writes as f64),
            count_says(data.writes as f64)
        )),
        Metric::StaleShare => Some(format!(
            "{} of {} reads came from a copy that did not have the last write yet.",
            count_says(data.stale_reads as f64),
            count_says(data.reads as f64)
        )),
        Metric::LostMessages => Some(format!(
            "{} messages were in a queue that lost its only server.",
            count_says(data.lost_messages as f64)
        )),
        Metric::DeadLettered => {
            Some(format!("{} messages were given up on.", count_says(data.dead_lettered as f64)))
        }
        Metric::Backlog => {
            let full = report.nodes.iter().max_by_key(|node| node.backlog)?;
            let left = full.backlog?;
            Some(format!("`{}` has {} messages left.", full.id, count_says(left as f64)))
        }
        Metric::AmplificationMax => {
            let most = |edge: &&crate::report::EdgeReport| edge.amplification;
            let edge = report.edges.iter();
            let edge = edge.max_by(|one, other| most(one).total_cmp(&most(other)))?;
            Some(format!(
                "`{}` calls `{}` {:.1} times for each call that is wanted.",
                edge.from, edge.to, edge.amplification
            ))
        }
        Metric::CostPerMonth => {
            let dearest = cost.lines.first()?;
            Some(format!(
                "The dearest is `{}`: {}, {} {} a month.",
                dearest.node,
                dearest.says,
                number(dearest.per_month.round()),
                cost.currency
            ))
        }
        Metric::BusyMax => {
            let node = busiest(target, report)?;
            Some(format!("`{}` was {}% busy.", node.id, percent(node.busy_max)))
        }
        _ => of_requests_because(measured, report),
    }
}

fn of_requests_because(measured: &Measured, report: &Report) -> Option<String> {
    let is_calm =
        report.nodes.iter().all(|node| node.busy_max < 0.9) && report.total.error_share < 0.001;
    let cause = if is_calm { slowest(report) } else { None };
    let cause = cause.or_else(|| report.bottleneck.as_ref().map(|it| it.says.clone()));
    match (measured, cause) {
        (Measured::Never(says), Some(cause)) => Some(format!("{says} {cause}")),
        (Measured::Never(says), None) => Some(says.clone()),
        (_, cause) => cause,
    }
}

/// Where nothing is full, time goes by in what is called; of what calls nobody else the slowest.
fn slowest(report: &Report) -> Option<String> {
    let calls = |node: &NodeReport| {
        report.edges.iter().any(|edge| edge.from == node.id && edge.first_calls > 0)
    };
    let last = report.nodes.iter().filter(|node| node.calls > 0 && !calls(node));
    let node = last.max_by(|one, other| one.latency.p99_ms.total_cmp(&other.latency.p99_ms))?;
    Some(format!(
        "No part is full; of those that are called last, `{}` takes longest: {} ms in the mean, more than {} ms in 1 of \
         100 calls.",
        node.id,
        number(tenths(node.latency.mean_ms)),
        number(tenths(node.latency.p99_ms))
    ))
}

fn tenths(value: f64) -> f64 {
    if value >= 100.0 { value.round() } else { (value * 10.0).round() / 10.0 }
}

/// `97`, `0.4`.
fn percent(share: f64) -> String {
    number(tenths(share * 100.0))
}
