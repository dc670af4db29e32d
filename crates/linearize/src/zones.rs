//! The zone test of Gibbons and Korach, "Testing shared memories" (SIAM Journal on Computing 26, 1997), for a cell
//! that is read and written, where each value that was read was written once.
//!
//! A write and the reads of its value are a *cluster*. Let `f` be the first return in it and `s` the last call. When
//! `f < s` the cell must hold the value from `f` to `s`: a *forward* zone. Else all of it can happen at one moment
//! between `s` and `f`: a *backward* zone. The history is linearizable exactly when no read returned before its write was
//! called, no two forward zones overlap, and no forward zone has a backward one within.

use crate::part::{History, Item, NEVER};
use crate::{Cell, Model};
use hashbrown::HashMap;

pub enum Zones {
    Linearizable,
    /// These operations alone cannot be put in order.
    Illegal(Vec<Item>),
}

/// A zone with the operations that make it: the write, the one that returned first, the one called last.
#[derive(Clone)]
struct Zone {
    first_return: u32,
    last_call: u32,
    proof: [Option<Item>; 3],
}

impl Zone {
    fn of(write: Option<Item>) -> Zone {
        match write {
            // The value from before the history: written at place 0, which no event has.
            None => Zone { first_return: 0, last_call: 0, proof: [None; 3] },
            Some(write) => Zone {
                first_return: write.returned,
                last_call: write.invoked,
                proof: [Some(write); 3],
            },
        }
    }

    fn take(&mut self, read: Item) {
        if read.returned < self.first_return {
            self.first_return = read.returned;
            self.proof[1] = Some(read);
        }
        if read.invoked > self.last_call {
            self.last_call = read.invoked;
            self.proof[2] = Some(read);
        }
    }

    fn is_forward(&self) -> bool {
        self.first_return < self.last_call
    }
}

/// `None` when the test does not apply. `items` are in the order of their calls.
pub fn zones<M: Model>(model: &M, history: &History<M>, items: &[Item]) -> Option<Zones> {
    let mut reads: HashMap<M::State, Vec<Item>> = HashMap::new();
    let mut writes: Vec<(M::State, Item)> = Vec::new();
    for item in items {
        let operation = &history[item.index];
        match model.cell(&operation.input, operation.output.as_ref())? {
            Cell::Read(value) => reads.entry(value).or_default().push(*item),
            Cell::Write(value) => writes.push((value, *item)),
        }
    }
    let mut of_value: HashMap<M::State, Zone> = HashMap::new();
    let initial = model.initial();
    if reads.contains_key(&initial) {
        of_value.insert(initial, Zone::of(None));
    }
    let mut all = Vec::new();
    for (value, write) in writes {
        if reads.contains_key(&value) {
            if of_value.insert(value, Zone::of(Some(write))).is_some() {
                return None;
            }
        } else if write.returned != NEVER {
            // Nobody saw it, so equal values do no harm. One that never returned need not have happened.
            all.push(Zone::of(Some(write)));
        }
    }
    for (value, reads) in reads {
        let Some(mut zone) = of_value.remove(&value) else {
            return Some(Zones::Illegal(vec![reads[0]]));
        };
        for read in reads {
            if let Some(write) = zone.proof[0]
                && read.returned < write.invoked
            {
                return Some(Zones::Illegal(vec![read, write]));
            }
            // A write that never returned but was read has happened before that read returned: its own return, which
            // lies at `NEVER`, is then not the first.
            zone.take(read);
        }
        all.push(zone);
    }
    Some(first_conflict(all).map_or(Zones::Linearizable, |[one, other]| {
        let mut proof: Vec<Item> = one.proof.into_iter().chain(other.proof).flatten().collect();
        proof.sort_by_key(|item| item.invoked);
        proof.dedup();
        Zones::Illegal(proof)
    }))
}

fn first_conflict(all: Vec<Zone>) -> Option<[Zone; 2]> {
    let (mut forward, backward): (Vec<Zone>, Vec<Zone>) =
        all.into_iter().partition(Zone::is_forward);
    forward.sort_by_key(|zone| zone.first_return);
    for pair in forward.windows(2) {
        if pair[1].first_return < pair[0].last_call {
            return Some([pair[0].clone(), pair[1].clone()]);
        }
    }
    backward.into_iter().find_map(|inner| {
        // Forward zones do not overlap here: only the last that begins before it can have it within.
        let after = forward.partition_point(|outer| outer.first_return < inner.last_call);
        let outer = &forward[after.checked_sub(1)?];
        (inner.first_return < outer.last_call).then(|| [outer.clone(), inner])
    })
}
