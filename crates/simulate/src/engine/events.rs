//! What will happen, in its order.

use std::cmp::Ordering;
use std::collections::{BinaryHeap, VecDeque};

pub type Ns = u64;

#[derive(Debug, Clone, Copy)]
pub enum Event {
    /// The next request of these clients.
    Arrival {
        clients: u32,
    },
    /// A core is done with a call.
    WorkDone {
        call: u32,
        generation: u32,
    },
    /// The first of a lane.
    Lane {
        lane: u32,
    },
    Retry {
        call: u32,
        generation: u32,
        key: u32,
        edge: u16,
        attempt: u8,
    },
    /// No answer yet: a second call beside the first.
    Hedge {
        call: u32,
        generation: u32,
    },
    /// A write that waited for a replica.
    Replicated {
        call: u32,
        generation: u32,
    },
    /// A message that comes again.
    Redeliver {
        flight: u32,
        generation: u32,
    },
    /// What a write-back cache owes is written on.
    Flush {
        server: u32,
    },
    Fault {
        at: u32,
    },
    /// A connection that was lost is opened again.
    Reconnect {
        clients: u32,
        attempt: u32,
    },
    Promote {
        node: u32,
        shard: u32,
    },
}

// Thousands lie in the agenda and are moved about in it.
const _: () = assert!(size_of::<Event>() == 16);

impl Event {
    /// For the trace: which it is, and what it is about.
    pub fn code(self) -> u64 {
        let (kind, about) = match self {
            Event::Arrival { clients } => (1, clients),
            Event::WorkDone { call, .. } => (2, call),
            Event::Lane { lane } => (3, lane),
            Event::Retry { call, .. } => (4, call),
            Event::Hedge { call, .. } => (5, call),
            Event::Replicated { call, .. } => (6, call),
            Event::Redeliver { flight, .. } => (7, flight),
            Event::Flush { server } => (8, server),
            Event::Fault { at } => (9, at),
            Event::Reconnect { clients, .. } => (10, clients),
            Event::Promote { node, .. } => (11, node),
        };
        kind << 40 | u64::from(about)
    }
}

/// Earliest first; of two at the same moment the one that was put first.
#[derive(Debug, Default)]
pub struct Agenda {
    heap: BinaryHeap<Entry>,
    /// What happens in this same moment comes in the order in which it was put: it need not be sorted in.
    at_once: VecDeque<Entry>,
    now: Ns,
    count: u64,
}

#[derive(Debug)]
struct Entry {
    /// The time, then the number: one comparison. The earliest is the greatest.
    place: u128,
    event: Event,
}

impl Agenda {
    #[inline]
    pub fn put(&mut self, at: Ns, event: Event) {
        self.count += 1;
        let place = u128::from(at) << 64 | u128::from(self.count);
        let entry = Entry { place: !place, event };
        if at == self.now {
            self.at_once.push_back(entry);
        } else {
            self.heap.push(entry);
        }
    }

    /// The next, if it is not later.
    #[inline]
    pub fn take_until(&mut self, until: Ns) -> Option<(Ns, Event)> {
        // What was put before this moment came may be of it, too, and is then earlier.
        let entry = match (self.at_once.front(), self.heap.peek()) {
            (Some(first), Some(next)) if next.place < first.place => self.at_once.pop_front()?,
            (Some(_), None) => self.at_once.pop_front()?,
            (_, Some(next)) if next.at() <= until => self.heap.pop()?,
            _ => return None,
        };
        self.now = entry.at();
        Some((self.now, entry.event))
    }
}

impl Entry {
    #[inline]
    fn at(&self) -> Ns {
        (!self.place >> 64) as Ns
    }
}

impl Ord for Entry {
    #[inline]
    fn cmp(&self, other: &Entry) -> Ordering {
        self.place.cmp(&other.place)
    }
}

impl PartialOrd for Entry {
    #[inline]
    fn partial_cmp(&self, other: &Entry) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Entry {
    fn eq(&self, other: &Entry) -> bool {
        self.place == other.place
    }
}

impl Eq for Entry {}

/// What always takes the same time ends in the order in which it began. So only the first has to be in
/// the agenda, which stays small: with timeouts of seconds it would hold every call of those seconds.
#[derive(Debug)]
pub struct Lane {
    pub what: LaneKind,
    pub delay_ns: Ns,
    pub waiting: VecDeque<(Ns, u32, u32)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LaneKind {
    /// On its way to whom it calls.
    There,
    /// The answer on its way back.
    Back,
    Timeout,
    /// A message that was handed out: until it counts as not dealt with.
    Visibility,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_put_first_comes_first_wherever_it_waits() {
        let mut agenda = Agenda::default();
        let mut taken = Vec::new();
        let event = |lane| Event::Lane { lane };
        for (at, lane) in [(0, 1), (10, 2), (10, 3), (0, 4), (20, 5)] {
            agenda.put(at, event(lane));
        }
        while let Some((at, Event::Lane { lane })) = agenda.take_until(10) {
            taken.push((at, lane));
            if lane == 2 {
                // At the same moment, after the one that was put before it came.
                agenda.put(10, event(6));
                agenda.put(15, event(7));
                agenda.put(10, event(8));
            }
        }
        assert_eq!(taken, [(0, 1), (0, 4), (10, 2), (10, 3), (10, 6), (10, 8)]);
        let later: Vec<Ns> =
            std::iter::from_fn(|| agenda.take_until(100)).map(|(at, _)| at).collect();
        assert_eq!(later, [15, 20]);
    }
}
