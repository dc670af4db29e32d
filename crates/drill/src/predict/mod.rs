//! Small machines whose behaviour is foretold, then seen. One file a machine: it draws a scenario, runs it,
//! and asks what came out.
//!
//! What every machine keeps: a scenario has no ties, or its text says how they are broken; both outcomes
//! occur; the answer is what the run gave and is never worked out twice.

mod backoff;
mod breaker;
mod bucket;
mod cache;
mod index_prefix;
mod lease_queue;
mod quorum;
mod raft_log;
mod ring;
#[cfg(test)]
mod test;
mod vector_clock;
mod window;

use crate::chance::Chance;
use crate::sheet::Sheet;
use greenroom_model::drill::{Drill, DrillError, Machine, Predicting};
use std::ops::RangeInclusive;

pub(crate) fn sheet(drill: &Drill, task: &Predicting, seed: u64) -> Result<Sheet, DrillError> {
    let chance = &mut Chance::new(seed);
    let drawn = match &task.machine {
        Machine::Ring { nodes, keys, places, then } => {
            ring::sheet(*nodes, *keys, *places, *then, chance)
        }
        Machine::TokenBucket { size, per_s, requests } => {
            bucket::sheet(*size, *per_s, *requests, chance)
        }
        Machine::FixedWindow { window_ms, limit, requests } => {
            window::fixed(*window_ms, *limit, *requests, chance)
        }
        Machine::SlidingLog { window_ms, limit, requests } => {
            window::sliding(*window_ms, *limit, *requests, chance)
        }
        Machine::Lru { size, keys, accesses } => {
            cache::sheet(cache::Policy::Lru, *size, *keys, *accesses, chance)
        }
        Machine::Lfu { size, keys, accesses } => {
            cache::sheet(cache::Policy::Lfu, *size, *keys, *accesses, chance)
        }
        Machine::Backoff { base_ms, cap_ms, attempts } => {
            backoff::sheet(*base_ms, *cap_ms, *attempts, chance)
        }
        Machine::Breaker { failures_to_open, open_ms, calls } => {
            breaker::sheet(*failures_to_open, *open_ms, *calls, chance)
        }
        Machine::Quorum { replicas, write, read, operations } => {
            quorum::sheet(*replicas, *write, *read, *operations, chance)
        }
        Machine::VectorClock { nodes, events } => vector_clock::sheet(*nodes, *events, chance),
        Machine::RaftLog { nodes, entries } => raft_log::sheet(*nodes, *entries, chance),
        Machine::LeaseQueue { lease_ms, jobs, tries_max } => {
            lease_queue::sheet(*lease_ms, *jobs, *tries_max, chance)
        }
        Machine::IndexPrefix { columns, queries } => index_prefix::sheet(columns, *queries, chance),
    };
    drawn.map_err(|what| {
        DrillError::new(drill, what, "correct the machine's parameters (docs/content.md)")
    })
}

/// Enough that a scenario which exists is found with every seed.
const DRAWS_MAX: usize = 5_000;

/// Draws until a scenario is worth asking about.
fn draw<T>(
    chance: &mut Chance,
    mut make: impl FnMut(&mut Chance) -> Option<T>,
) -> Result<T, String> {
    (0..DRAWS_MAX)
        .find_map(|_| make(chance))
        .ok_or_else(|| "no scenario in which everything asked occurs was drawn".to_owned())
}

fn within(name: &str, value: u32, range: RangeInclusive<u32>) -> Result<(), String> {
    if range.contains(&value) {
        return Ok(());
    }
    Err(format!("`{name}` is {value}: from {} to {} is possible", range.start(), range.end()))
}

/// `r1`, `r2`, ...
fn numbered(prefix: &str, count: usize) -> Vec<String> {
    (1..=count).map(|at| format!("{prefix}{at}")).collect()
}

/// `A`, `B`, ...
fn letters(count: usize) -> Vec<String> {
    ('A'..='Z').take(count).map(String::from).collect()
}

/// `r1, r3`, or `none`.
fn listed<'a>(all: impl IntoIterator<Item = &'a String>) -> String {
    let all: Vec<&str> = all.into_iter().map(String::as_str).collect();
    if all.is_empty() { "none".into() } else { all.join(", ") }
}

/// Some of both: of what is asked, a part is so and a part is not.
fn some_of_both(count: usize, of: usize) -> bool {
    count > 0 && count < of
}
