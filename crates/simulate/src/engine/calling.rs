//! The side of who calls: tries, pools, breakers, time-outs, hedges, and what one try came to.

use super::call::{Call, NONE, Role, Stage, Try, fresh};
use super::events::{Event, LaneKind, Ns};
use super::flow::Failure;
use super::world::{Does, EdgeState, RETRY_TOKENS, World};
use crate::design::Jitter;
use crate::report::Cause;

impl World {
    // ---- Calling

    pub fn first_try(&mut self, parent: u32, edge: u16) {
        self.edges[edge as usize].count_first();
        let key = self.key_along(parent, edge);
        let first = Try { edge, attempt: 0, key, server: NONE };
        if let Err(cause) = self.issue(parent, first, NONE, None) {
            let failure = (cause, self.edges[edge as usize].to);
            self.settle_quietly(parent, first, failure);
        }
    }

    /// What one of an edge's calls is about. Where a request makes several, as to each of somebody's followers, each is
    /// about something of its own. A cache beside a store is asked for what the store will be asked for.
    fn key_along(&mut self, parent: u32, edge: u16) -> u32 {
        let Call { key, operation, .. } = self.calls[parent];
        let state = &self.edges[edge as usize];
        if state.calls <= 1 || state.same_key || !self.uses_keys || self.is_aside(state.to) {
            return key;
        }
        let zipf = self.operations[operation as usize].zipf;
        zipf.rank(&mut self.edges[edge as usize].chance)
    }

    pub fn try_again(&mut self, parent: u32, again: Try) {
        self.edges[again.edge as usize].traffic.retries += 1;
        // A load balancer sends it to somebody else.
        if matches!(self.nodes[self.calls[parent].node as usize].does, Does::Balance(_)) {
            return self.balance_again(parent, again.attempt);
        }
        let avoids = self.calls[parent].avoids;
        if let Err(cause) = self.issue(parent, again, avoids, None) {
            let failure = (cause, self.edges[again.edge as usize].to);
            self.settle(parent, again, Some(failure));
        }
    }

    pub fn hedge(&mut self, first: u32) {
        let call = self.calls[first];
        if call.flags.abandoned || call.twin != NONE || call.stage == Stage::Lost {
            return;
        }
        if !self.waits(call.parent, call.parent_generation) {
            return;
        }
        if let Ok(second) = self.issue(call.parent, call.as_try(), call.server, None) {
            self.edges[call.edge as usize].traffic.hedges += 1;
            self.calls[first].twin = second;
            self.calls[second].twin = first;
            self.calls[second].flags.is_hedge = true;
        }
    }

    pub fn in_background(&mut self, parent: u32, edge: u16) {
        self.edges[edge as usize].count_first();
        self.calls[parent].flags.passed_on |= self.hands_on(edge);
        let key = self.key_along(parent, edge);
        let from = self.calls[parent];
        let EdgeState { to, writes, .. } = self.edges[edge as usize];
        let mut call = fresh(Role::Background, to, NONE, self.now);
        (call.operation, call.key, call.origin_at) = (from.operation, key, from.origin_at);
        call.flags.writes = from.flags.writes || writes;
        (call.edge, call.stage) = (edge, Stage::Travelling);
        let child = self.calls.add(call);
        self.send(child, from.server, None);
    }

    /// Makes one try. An error is one that the caller knows at once.
    pub fn issue(
        &mut self,
        parent: u32,
        of: Try,
        avoids: u32,
        target: Option<(u32, u32)>,
    ) -> Result<u32, Cause> {
        let Try { edge, attempt, key, .. } = of;
        let from = self.calls[parent];
        let caller = self.servers[from.server as usize].instance as usize;
        let now = self.now;
        let state = &mut self.edges[edge as usize];
        if let Some(breakers) = &mut state.breaker
            && !breakers[caller].lets_through(now)
        {
            return Err(Cause::BreakerOpen);
        }
        let taken = state.places[caller].taken;
        if state.bulkhead > 0 && taken >= state.bulkhead {
            return Err(Cause::Bulkhead);
        }
        let mut call = fresh(Role::Child, state.to, NONE, now);
        (call.parent, call.parent_generation) = (parent, from.generation);
        (call.operation, call.key, call.origin_at) = (from.operation, key, from.origin_at);
        (call.edge, call.attempt, call.avoids) = (edge, attempt, avoids);
        call.flags.writes = from.flags.writes || state.writes;
        call.flags.is_connect = from.flags.is_connect;
        call.flags.is_poison = from.flags.is_poison;
        let must_wait = state.pool > 0 && taken >= state.pool;
        call.stage = if must_wait { Stage::InPool } else { Stage::Travelling };
        let counts = state.pool > 0 || state.bulkhead > 0;
        let (timeout, hedge_ns) = (state.timeout, state.hedge_ns);
        let child = self.calls.add(call);
        let generation = self.calls[child].generation;
        if let Some(lane) = timeout {
            self.enter_lane(lane, child, generation);
        }
        if hedge_ns > 0 {
            self.agenda.put(now + hedge_ns, Event::Hedge { call: child, generation });
        }
        let places = &mut self.edges[edge as usize].places[caller];
        if must_wait {
            places.waiting.push_back((child, generation));
        } else {
            if counts {
                places.taken += 1;
                self.calls[child].flags.holds_place = true;
            }
            self.send(child, from.server, target);
        }
        Ok(child)
    }

    /// Puts a call on its way to an instance.
    pub fn send(&mut self, child: u32, from: u32, target: Option<(u32, u32)>) {
        let call = self.calls[child];
        let server = match target {
            Some((target, server)) => {
                self.calls[child].target = target;
                server
            }
            None => self.choose(&call, from),
        };
        let call = &mut self.calls[child];
        (call.server, call.node) = (server, self.servers[server as usize].node);
        (call.stage, call.sent_at) = (Stage::Travelling, self.now);
        let (edge, generation) = (call.edge, call.generation);
        let from_node = self.edges[edge as usize].from;
        if self.cut.contains(&(from_node, self.calls[child].node)) {
            return self.swallow(child);
        }
        let lane = self.edges[edge as usize].there[self.distance(from, server)];
        self.enter_lane(lane, child, generation);
    }

    /// Nothing comes through: whoever waits finds out by waiting.
    pub fn swallow(&mut self, child: u32) {
        let call = self.calls[child];
        match (call.role, self.edges[call.edge as usize].timeout) {
            (Role::Child, Some(_)) => self.calls[child].stage = Stage::Lost,
            (Role::Child, None) => {
                self.calls[child].failed = Some((Cause::Unreachable, call.node));
                let lane = self.edges[call.edge as usize].back[0];
                self.enter_lane(lane, child, call.generation);
            }
            _ => {
                if call.flags.is_flush {
                    self.owe_again(&call);
                }
                self.calls.free(child);
            }
        }
    }

    pub fn distance(&self, from: u32, to: u32) -> usize {
        let from = self.zones[self.servers[from as usize].zone as usize];
        let to = self.zones[self.servers[to as usize].zone as usize];
        // A part of which nobody says where it is, is near.
        if from == to || from.0 == 0 || to.0 == 0 {
            0
        } else if from.0 == to.0 {
            1
        } else {
            2
        }
    }

    pub fn enter_lane(&mut self, lane: u32, what: u32, generation: u32) {
        let state = &mut self.lanes[lane as usize];
        let at = self.now + state.delay_ns;
        if state.waiting.is_empty() {
            self.agenda.put(at, Event::Lane { lane });
        }
        state.waiting.push_back((at, what, generation));
    }

    pub fn lane_due(&mut self, lane: u32) {
        let state = &mut self.lanes[lane as usize];
        let Some((_, what, generation)) = state.waiting.pop_front() else { return };
        let kind = state.what;
        // Those that have ended need no event of their own.
        let is_there = |what, generation| match kind {
            LaneKind::Visibility => self.flights.is(what, generation),
            _ => self.calls.is(what, generation),
        };
        while let Some((_, next, its)) = state.waiting.front() {
            if is_there(*next, *its) {
                break;
            }
            state.waiting.pop_front();
        }
        if let Some((at, _, _)) = state.waiting.front() {
            self.agenda.put(*at, Event::Lane { lane });
        }
        if kind == LaneKind::Visibility {
            if self.flights.is(what, generation) {
                self.redeliver(what, generation);
            }
            return;
        }
        if !self.calls.is(what, generation) {
            return;
        }
        match kind {
            LaneKind::There => self.arrive(what),
            LaneKind::Back => self.resolve(what),
            LaneKind::Timeout => self.time_out(what),
            LaneKind::Visibility => {}
        }
    }

    // ---- Back at the caller

    /// Whether a call still waits for those that it called: one that was cut off with its instance does not.
    pub fn waits(&self, at: u32, generation: u32) -> bool {
        self.calls.is(at, generation) && self.calls[at].stage == Stage::Waiting
    }

    pub fn resolve(&mut self, child: u32) {
        let call = self.calls[child];
        let is_wanted = !call.flags.abandoned && self.waits(call.parent, call.parent_generation);
        if !call.flags.abandoned {
            self.let_go(child, call.failed.is_some());
        }
        let twin = self.twin_of(child);
        self.calls.free(child);
        if !is_wanted {
            return;
        }
        if let Some(twin) = twin {
            self.calls[twin].twin = NONE;
            if call.failed.is_some() {
                return;
            }
            self.calls[twin].flags.abandoned = true;
            self.let_go(twin, false);
        }
        if call.failed.is_none() {
            self.calls[call.parent].flags.passed_on |=
                call.flags.passed_on || self.hands_on(call.edge);
            if !call.flags.writes && self.is_aside(call.node) {
                if call.flags.is_hit {
                    self.calls[call.parent].flags.is_hit = true;
                } else {
                    self.calls[call.parent].fills = call.server;
                }
            }
        }
        self.settle(call.parent, call.as_try(), call.failed);
    }

    /// Whether a message goes on along an edge, instead of something being done for it.
    fn hands_on(&self, edge: u16) -> bool {
        let edge = &self.edges[edge as usize];
        edge.is_push || matches!(self.nodes[edge.to as usize].does, Does::Queue(_))
    }

    fn twin_of(&self, child: u32) -> Option<u32> {
        let twin = self.calls[child].twin;
        let is_there = twin != NONE
            && self.calls[twin].twin == child
            && self.calls[twin].stage != Stage::Free
            && !self.calls[twin].flags.abandoned;
        is_there.then_some(twin)
    }

    /// What the caller held for this call is free: a connection, a place, a count.
    fn let_go(&mut self, child: u32, failed: bool) {
        let call = self.calls[child];
        let now = self.now;
        if let Some(caller) = self.caller_of(&call) {
            if let Some(breakers) = &mut self.edges[call.edge as usize].breaker {
                breakers[caller].saw(failed, now);
            }
            if call.flags.holds_place {
                self.calls[child].flags.holds_place = false;
                self.free_place(call.edge, caller);
            }
        }
        if call.target != NONE {
            let from = self.edges[call.edge as usize].from as usize;
            if let Does::Balance(balance) = &mut self.nodes[from].does {
                let active = &mut balance.active[call.target as usize];
                *active = active.saturating_sub(1);
            }
        }
    }

    fn caller_of(&self, call: &Call) -> Option<usize> {
        let is_there = self.calls.is(call.parent, call.parent_generation);
        is_there.then(|| self.servers[self.calls[call.parent].server as usize].instance as usize)
    }

    fn free_place(&mut self, edge: u16, caller: usize) {
        let places = &mut self.edges[edge as usize].places[caller];
        places.taken = places.taken.saturating_sub(1);
        while let Some((next, generation)) =
            self.edges[edge as usize].places[caller].waiting.pop_front()
        {
            if !self.calls.is(next, generation) {
                continue;
            }
            let call = self.calls[next];
            if call.flags.abandoned || !self.waits(call.parent, call.parent_generation) {
                self.calls.free(next);
                continue;
            }
            self.edges[edge as usize].places[caller].taken += 1;
            self.calls[next].flags.holds_place = true;
            let from = self.calls[call.parent].server;
            self.send(next, from, None);
            return;
        }
    }

    /// The caller stops waiting; whoever works on it does not know.
    pub fn time_out(&mut self, child: u32) {
        let call = self.calls[child];
        if call.flags.abandoned {
            return;
        }
        self.edges[call.edge as usize].traffic.timeouts += 1;
        self.calls[child].flags.abandoned = true;
        self.let_go(child, true);
        let twin = self.twin_of(child);
        // In a pool's queue its place is found empty later.
        if call.stage == Stage::Lost {
            self.calls.free(child);
        }
        if !self.waits(call.parent, call.parent_generation) {
            return;
        }
        if let Some(twin) = twin {
            self.calls[twin].twin = NONE;
            return;
        }
        let failure = (Cause::Timeout, self.edges[call.edge as usize].to);
        self.settle(call.parent, call.as_try(), Some(failure));
    }

    /// What one try came to: another try, or the caller goes on.
    pub fn settle(&mut self, parent: u32, of: Try, failed: Option<Failure>) {
        match failed {
            Some(failure) => self.settle_quietly(parent, of, failure),
            None => self.calls[parent].pending -= 1,
        }
        if self.calls[parent].pending == 0 {
            if self.calls[parent].failed.is_some() {
                self.end(parent);
            } else {
                self.advance(parent);
            }
        }
    }

    /// The same without going on: whoever asks is about to.
    pub fn settle_quietly(&mut self, parent: u32, of: Try, failure: Failure) {
        let Try { edge, attempt, key, server } = of;
        let generation = self.calls[parent].generation;
        let state = &mut self.edges[edge as usize];
        state.traffic.errors += 1;
        if attempt < state.retries && state.may_try_again() {
            let after_ns = state.backoff_after(attempt);
            let attempt = (attempt + 1).min(u16::from(u8::MAX)) as u8;
            let event = Event::Retry { call: parent, generation, key, edge, attempt };
            self.calls[parent].avoids = server;
            return self.agenda.put(self.now + after_ns, event);
        }
        let to = state.to;
        let optional = self.is_aside(to);
        let call = &mut self.calls[parent];
        call.pending -= 1;
        // Without its cache it asks what lies behind.
        if !optional && call.failed.is_none() {
            call.failed = Some(failure);
        }
    }
}

impl EdgeState {
    pub fn carries(&self, operation: u16) -> bool {
        self.operations.is_empty() || self.operations.contains(&operation)
    }

    /// A call that is wanted, and not one more try; each earns a part of one.
    pub fn count_first(&mut self) {
        self.traffic.first += 1;
        self.tokens = (self.tokens + self.retry_budget).min(RETRY_TOKENS);
    }

    fn may_try_again(&mut self) -> bool {
        if self.retry_budget <= 0.0 {
            return true;
        }
        let may = self.tokens >= 1.0;
        if may {
            self.tokens -= 1.0;
        }
        may
    }

    pub fn backoff_after(&mut self, attempt: u16) -> Ns {
        let doubled = libm::ldexp(self.backoff_ns, i32::from(attempt.min(60)));
        let whole = doubled.min(self.backoff_max_ns.max(self.backoff_ns));
        let share = match self.jitter {
            Jitter::None => 1.0,
            Jitter::Equal => 0.5 + 0.5 * self.chance.unit(),
            Jitter::Full => self.chance.unit(),
        };
        (whole * share) as Ns
    }
}
