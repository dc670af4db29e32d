//! What gives way first, and why, in one sentence.

use super::world::{Does, World};
use crate::design::Design;
use crate::report::{Bottleneck, Cause, NodeReport, Report};

/// From here on a part is full for all that matters: queues in front of it grow without end.
const FULL: f64 = 0.9;
/// Below this share of failed requests and this busy nothing gives way.
const FAILED: f64 = 0.001;

pub fn bottleneck(world: &World, design: &Design, report: &Report) -> Option<Bottleneck> {
    let full = report.nodes.iter().enumerate().filter(|(_, node)| node.busy_max >= FULL);
    // Of several that are full the one in front of which most waits, in time.
    let weight = |node: &NodeReport| node.waiting_max * node.latency.mean_ms + node.busy_max;
    let fullest = full.max_by(|(_, one), (_, other)| weight(one).total_cmp(&weight(other)));
    if let Some((at, node)) = fullest {
        return Some(of(node, full_says(world, report, at, node)));
    }
    if report.total.error_share >= FAILED
        && let Some(error) = report.errors.first()
        && let Some(at) = report.nodes.iter().position(|node| node.id == error.node)
    {
        let node = &report.nodes[at];
        return Some(of(node, failed_says(world, design, report, at, error.cause)));
    }
    let waits = |at: &usize| {
        let node = &report.nodes[*at];
        node.backlog.is_some_and(|left| left > 100 && left as f64 > 2.0 * node.calls_per_s)
    };
    if let Some(at) = (0..report.nodes.len()).find(waits) {
        let node = &report.nodes[at];
        let left = node.backlog.unwrap_or(0);
        let limit = match &world.nodes[at].does {
            Does::Queue(queue) if queue.is_log => {
                format!(
                    ", and its {} partitions let as many be worked on at a time",
                    queue.partitions
                )
            }
            _ => String::new(),
        };
        let says = format!(
            "`{}`: {left} messages are left at the end; they come faster than its consumers deal with them{limit}.",
            node.id
        );
        return Some(of(node, says));
    }
    // Nothing gives way: what would come next.
    let next = report.nodes.iter().filter(|node| node.busy_max > 0.0);
    let next = next.max_by(|one, other| one.busy_max.total_cmp(&other.busy_max))?;
    let says = format!(
        "Nothing gives way. `{}` would be the first: {:.0}% busy at most.",
        next.id,
        next.busy_max * 100.0
    );
    Some(of(next, says))
}

fn of(node: &NodeReport, says: String) -> Bottleneck {
    Bottleneck { node: node.id.clone(), says }
}

fn full_says(world: &World, report: &Report, at: usize, node: &NodeReport) -> String {
    let mut says = format!("`{}`: {:.0}% busy", node.id, node.busy_max * 100.0);
    if let Does::Store(_) = world.nodes[at].does {
        let writes = world.nodes[at].gauge.writes.all() as f64;
        let share = writes / world.nodes[at].gauge.calls.all().max(1) as f64;
        says.push_str(match share {
            _ if share > 0.8 => " on writes",
            _ if share < 0.2 => " on reads",
            _ => " on reads and writes",
        });
        if let Some(hot) = hot_one(node) {
            says.push_str(&format!(
                ", and one of its {} servers gets {hot:.0}% of the calls",
                node.spread.len()
            ));
        }
    }
    if node.waiting_max >= 1.0 {
        says.push_str(&format!(", up to {:.0} wait", node.waiting_max));
    }
    let into = report.edges.iter().filter(|edge| edge.to == node.id && edge.retries > 0);
    if let Some(edge) = into.max_by(|one, other| one.amplification.total_cmp(&other.amplification))
    {
        says.push_str(&format!(
            "; each retry of `{}` adds load: {:.1} calls for each that is wanted",
            edge.from, edge.amplification
        ));
    }
    says.push('.');
    says
}

/// The share of the busiest instance in percent, where it is far from even.
fn hot_one(node: &NodeReport) -> Option<f64> {
    let all: u64 = node.spread.iter().sum();
    let most = *node.spread.iter().max()?;
    let share = most as f64 / all.max(1) as f64;
    (node.spread.len() > 1 && share > 2.0 / node.spread.len() as f64).then_some(share * 100.0)
}

fn failed_says(world: &World, design: &Design, report: &Report, at: usize, cause: Cause) -> String {
    let node = &report.nodes[at];
    let share = report.total.error_share * 100.0;
    let why = match (cause, &world.nodes[at].does) {
        (Cause::Timeout, _) if node.latency.p95_ms > 0.0 => {
            let behind = design.edges.iter().filter(|edge| edge.from == node.id).count();
            let where_ = if behind > 0 { ", its own calls included" } else { "" };
            format!("; it takes {:.0} ms in 5 of 100 calls{where_}", node.latency.p95_ms)
        }
        (Cause::Overloaded, Does::Store(_)) => "; its connections are all taken".to_owned(),
        (Cause::Overloaded, Does::Sockets { .. }) => {
            "; it holds as many connections as it can".to_owned()
        }
        (Cause::Overloaded, _) => {
            "; its threads are all taken, most of them by waiting for others".to_owned()
        }
        (Cause::Down, Does::Store(store)) if store.per_shard == 1 => {
            "; no replica can take its place".to_owned()
        }
        _ => String::new(),
    };
    format!("`{}` {}: {share:.1}% of requests failed{why}.", node.id, cause.says())
}
