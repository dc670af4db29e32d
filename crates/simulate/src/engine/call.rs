//! A call: one try of one caller at one instance. A request is the tree of its calls.

use super::events::Ns;
use crate::report::Cause;

pub const NONE: u32 = u32::MAX;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    Free,
    /// For a connection of its caller's pool.
    InPool,
    Travelling,
    /// In front of the instance, not yet admitted.
    InBacklog,
    /// Admitted, for a core.
    InRun,
    Working,
    /// For those that it calls, for a fetch of another, or for a replica.
    Waiting,
    Returning,
    /// A partition swallowed its answer.
    Lost,
}

/// What a call is to whom it ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// A request of a client, before its first call.
    Request,
    /// A client opens a connection.
    Connect,
    /// Somebody waits for it.
    Child,
    /// Nobody does.
    Background,
    /// A message at a worker: `parent` is its flight.
    Message,
}

#[derive(Debug, Clone, Copy)]
pub struct Call {
    pub generation: u32,
    pub stage: Stage,
    pub role: Role,
    pub parent: u32,
    pub parent_generation: u32,
    /// The other of two hedged calls.
    pub twin: u32,
    /// Of a load balancer's targets.
    pub target: u32,
    pub edge: u16,
    pub operation: u16,
    pub node: u16,
    pub attempt: u16,
    pub server: u32,
    pub key: u32,
    pub sent_at: Ns,
    pub arrived_at: Ns,
    /// When the client's request began of which it came.
    pub origin_at: Ns,
    /// The next of its node's edges.
    pub step: u16,
    pub pending: u16,
    pub failed: Option<(Cause, u16)>,
    pub flags: Flags,
    /// A cache to fill when all went well.
    pub fills: u32,
    /// An instance that has just failed it, or whom it calls: the next try goes to another, if there is one.
    pub avoids: u32,
}

/// One try, for who waits for it.
#[derive(Debug, Clone, Copy)]
pub struct Try {
    pub edge: u16,
    pub attempt: u16,
    pub key: u32,
    /// Where it went; it may have gone nowhere.
    pub server: u32,
}

impl Call {
    pub fn as_try(&self) -> Try {
        Try { edge: self.edge, attempt: self.attempt, key: self.key, server: self.server }
    }
}

#[derive(Debug, Clone, Copy, Default)]
pub struct Flags {
    /// Its caller no longer waits.
    pub abandoned: bool,
    pub is_hedge: bool,
    /// It changes something, where it comes to what keeps something.
    pub writes: bool,
    /// A cache that was written to writes it on; the write is counted.
    pub is_flush: bool,
    /// A cache had it: what lies behind need not be asked.
    pub is_hit: bool,
    /// It holds a place of its edge's pool or bulkhead.
    pub holds_place: bool,
    /// A message that breaks whoever works on it.
    pub is_poison: bool,
    /// It opens a connection.
    pub is_connect: bool,
    /// It put its message into another queue, or pushed it: it is not the last who deals with it.
    pub passed_on: bool,
    /// It holds one of its instance's threads.
    pub is_admitted: bool,
}

/// A call as it begins.
pub fn fresh(role: Role, node: u16, server: u32, now: Ns) -> Call {
    Call {
        generation: 0,
        stage: Stage::Waiting,
        role,
        parent: NONE,
        parent_generation: 0,
        twin: NONE,
        target: NONE,
        edge: u16::MAX,
        operation: 0,
        node,
        attempt: 0,
        server,
        key: 0,
        sent_at: now,
        arrived_at: now,
        origin_at: now,
        step: 0,
        pending: 0,
        failed: None,
        flags: Flags::default(),
        fills: NONE,
        avoids: NONE,
    }
}

#[derive(Debug, Default)]
pub struct Calls {
    all: Vec<Call>,
    free: Vec<u32>,
}

impl Calls {
    #[inline]
    pub fn add(&mut self, mut call: Call) -> u32 {
        if let Some(at) = self.free.pop() {
            call.generation = self.all[at as usize].generation;
            self.all[at as usize] = call;
            return at;
        }
        self.all.push(call);
        (self.all.len() - 1) as u32
    }

    /// From now on its number means nothing, wherever it is still noted.
    #[inline]
    pub fn free(&mut self, at: u32) {
        let call = &mut self.all[at as usize];
        debug_assert!(call.stage != Stage::Free, "a call ends once");
        call.stage = Stage::Free;
        call.generation = call.generation.wrapping_add(1);
        self.free.push(at);
    }

    #[inline]
    pub fn is(&self, at: u32, generation: u32) -> bool {
        self.all.get(at as usize).is_some_and(|call| call.generation == generation)
    }

    pub fn under_way(&self) -> usize {
        self.all.len() - self.free.len()
    }

    /// Of all that are under way, in an order that is always the same.
    pub fn matching(&self, wanted: impl Fn(&Call) -> bool) -> Vec<u32> {
        let fits = |(_, call): &(usize, &Call)| call.stage != Stage::Free && wanted(call);
        self.all.iter().enumerate().filter(fits).map(|(at, _)| at as u32).collect()
    }
}

impl std::ops::Index<u32> for Calls {
    type Output = Call;
    #[inline]
    fn index(&self, at: u32) -> &Call {
        &self.all[at as usize]
    }
}

impl std::ops::IndexMut<u32> for Calls {
    #[inline]
    fn index_mut(&mut self, at: u32) -> &mut Call {
        &mut self.all[at as usize]
    }
}
