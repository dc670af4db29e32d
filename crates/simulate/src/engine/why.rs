//! What gives way first, and why, in one sentence.

use super::world::{Does, World};
use crate::design::Design;
use crate::report::{Bottleneck, Cause, NodeReport, Report};

/// From here on a part is full for all that matters: queues in front of it grow without end.
const FULL: f64 = 0.9;
/// Who works so much does not mainly wait for others.
const BUSY: f64 = 0.5;
/// Below this share of failed requests and this busy nothing gives way.
const FAILED: f64 = 0.001;

pub fn bottleneck(world: &World, design: &Design, report: &Report) -> Option<Bottleneck> {
    let is_full = |at: usize, node: &NodeReport| {
        node.busy_max >= FULL || hot_one(world, at, node).is_some_and(|hot| hot.busy >= FULL)
    };
    let full = report.nodes.iter().enumerate().filter(|(at, node)| is_full(*at, node));
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
        if let Some(says) = poisoned(world, report, at, left) {
            return Some(of(node, says));
        }
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
    let hot = hot_one(world, at, node);
    let mut says = match &hot {
        Some(hot) if node.busy_max < FULL => {
            format!("`{}`: {} is {:.0}% busy", node.id, hot.who, hot.busy * 100.0)
        }
        _ => format!("`{}`: {:.0}% busy", node.id, node.busy_max * 100.0),
    };
    if let Does::Store(_) = world.nodes[at].does {
        let writes = world.nodes[at].gauge.writes.all() as f64;
        let share = writes / world.nodes[at].gauge.calls.all().max(1) as f64;
        says.push_str(match share {
            _ if share > 0.8 => " on writes",
            _ if share < 0.2 => " on reads",
            _ => " on reads and writes",
        });
    }
    match hot {
        Some(hot) if node.busy_max < FULL => {
            says.push_str(&format!(", and gets {:.0}% of the calls", hot.share * 100.0));
        }
        Some(hot) => {
            says.push_str(&format!(
                ", and {} gets {:.0}% of the calls",
                hot.who,
                hot.share * 100.0
            ));
        }
        None => {}
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

/// One that gets far more than its part.
struct Hot {
    /// `shard 3 of 8`.
    who: String,
    /// Of the calls.
    share: f64,
    /// Of its cores, over the run.
    busy: f64,
}

fn hot_one(world: &World, at: usize, node: &NodeReport) -> Option<Hot> {
    let state = &world.nodes[at];
    let (per_part, what) = match &state.does {
        Does::Store(store) if store.primaries.len() > 1 => (store.per_shard as usize, "shard"),
        Does::Store(_) => (1, "server"),
        _ => (1, "instance"),
    };
    let parts: Vec<u64> = node.spread.chunks(per_part).map(|part| part.iter().sum()).collect();
    let (hottest, most) = parts.iter().enumerate().max_by_key(|(_, calls)| **calls)?;
    let share = *most as f64 / node.calls.max(1) as f64;
    if parts.len() < 2 || share <= 2.0 / parts.len() as f64 {
        return None;
    }
    let run_ns = (world.now - world.counted_from).max(1) as f64;
    let first = state.first_server as usize + hottest * per_part;
    // Of a shard its busiest server: writes go to one of them.
    let busy = world.servers[first..first + per_part]
        .iter()
        .map(|server| server.worked_ns / (run_ns * f64::from(server.cores)))
        .fold(0.0, f64::max);
    let who = format!("{what} {} of {}", hottest + 1, parts.len());
    Some(Hot { who, share, busy: busy.min(1.0) })
}

/// Of a queue, what is left of which is poison or, in a log, waits behind it.
fn poisoned(world: &World, report: &Report, at: usize, left: u64) -> Option<String> {
    let Does::Queue(queue) = &world.nodes[at].does else { return None };
    let flights = world.flights.all.iter();
    let poison_out = flights
        .filter(|flight| flight.is_out && flight.queue as usize == at && flight.message.is_poison)
        .count();
    let lots = || queue.groups.iter().flat_map(|group| &group.partitions);
    let (behind, is_cause) = if queue.is_log {
        let next =
            lots().filter(|lot| lot.ready.front().is_some_and(|it| it.is_poison) && lot.out == 0);
        let held_up = poison_out + next.count();
        (" and hold up what is behind them in their partition", 2 * held_up >= lots().count())
    } else {
        let waiting = lots().flat_map(|lot| &lot.ready).filter(|it| it.is_poison).count();
        ("", 2 * (poison_out + waiting) as u64 >= queue.depth)
    };
    if poison_out == 0 || !is_cause {
        return None;
    }
    let edges = queue.groups.iter().flat_map(|group| &group.edges);
    let mut consumers = edges.map(|edge| world.edges[*edge as usize].to as usize);
    let consumer = consumers.find(|to| {
        matches!(&world.nodes[*to].does, Does::Serve { poison_share, .. } if *poison_share > 0.0)
    })?;
    let next = if queue.dead_letter_after == 0 {
        "; with `dead_letter_after` they would go to the dead letters"
    } else {
        ""
    };
    Some(format!(
        "`{}`: {left} messages are left at the end; some of them `{}` can never handle, and they come again and \
         again{behind}{next}.",
        report.nodes[at].id, report.nodes[consumer].id
    ))
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
        (Cause::Overloaded, Does::Queue(_)) => "; it holds as many messages as it can".to_owned(),
        (Cause::Overloaded, _) => {
            let calls = design.edges.iter().any(|edge| edge.from == node.id);
            let by = match node.busy_max {
                busy if busy > BUSY => format!(" and its cores {:.0}% busy", busy * 100.0),
                _ if calls => ", most of them by waiting for others".to_owned(),
                _ => String::new(),
            };
            format!("; its threads are all taken{by}")
        }
        (Cause::Down, Does::Store(store)) if store.per_shard == 1 => {
            "; no replica can take its place".to_owned()
        }
        _ => String::new(),
    };
    format!("`{}` {}: {share:.1}% of requests failed{why}.", node.id, cause.says())
}
