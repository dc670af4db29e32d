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
        self.heap.push(Entry { place: !place, event });
    }

    #[inline]
    pub fn next_at(&self) -> Option<Ns> {
        self.heap.peek().map(|entry| (!entry.place >> 64) as Ns)
    }

    #[inline]
    pub fn take(&mut self) -> Option<(Ns, Event)> {
        self.heap.pop().map(|entry| ((!entry.place >> 64) as Ns, entry.event))
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
