//! How a request goes: sent, taken in, worked on, passed on, answered; or not.

use super::call::{Call, NONE, Role, Stage, Try, fresh};
use super::events::{Event, Ns};
use super::server::{Capacity, Held};
use super::world::{Does, World};
use crate::report::Cause;
use crate::scenario::Shape;

/// Why, and at which node.
pub type Failure = (Cause, u16);

impl World {
    pub fn handle(&mut self, event: Event) {
        match event {
            Event::Arrival { clients } => self.arrival(clients as u16),
            Event::Lane { lane } => self.lane_due(lane),
            Event::WorkDone { call, generation } => {
                if self.calls.is(call, generation) {
                    self.work_done(call);
                }
            }
            Event::Retry { call, generation, key, edge, attempt } => {
                if self.waits(call, generation) {
                    let attempt = u16::from(attempt);
                    self.try_again(call, Try { edge, attempt, key, server: NONE });
                }
            }
            Event::Hedge { call, generation } => {
                if self.calls.is(call, generation) {
                    self.hedge(call);
                }
            }
            Event::Replicated { call, generation } => {
                if self.calls.is(call, generation) {
                    self.replicated(call);
                }
            }
            Event::Redeliver { flight, generation } => self.redeliver(flight, generation),
            Event::Flush { server } => self.flush(server),
            Event::Fault { at } => self.fault(at),
            Event::Reconnect { clients, attempt } => self.connect_again(clients as u16, attempt),
            Event::Promote { node, shard } => self.promote(node as usize, shard),
        }
    }

    // ---- Clients

    fn arrival(&mut self, at: u16) {
        let node = &mut self.nodes[at as usize];
        let Does::Clients(clients) = &node.does else { return };
        let shape = self.scenario.shape;
        let (at_s, peak) = (self.now as f64 * 1e-9, shape.peak());
        let gap_s = if clients.evenly { 1.0 } else { node.chance.exponential() }
            / (clients.rate_per_s * peak);
        // Candidates come at the peak's rate, and as many of them are taken as the moment's rate asks
        // for (thinning; Lewis and Shedler, 1979).
        let share = shape.times(at_s, self.scenario.duration_s) / peak;
        let is_taken = share >= 1.0 || node.chance.happens(share);
        let draw = if clients.operations.len() > 1 { node.chance.unit() } else { 0.0 };
        let operation = clients.operations.iter().find(|(until, _)| draw < *until);
        let operation = operation.or(clients.operations.last()).map_or(0, |(_, at)| *at);
        let mut key = 0;
        if is_taken && self.uses_keys {
            key = self.operations[operation as usize].zipf.rank(&mut node.chance);
            if let Shape::HotKey { share, at_s: from, for_s } = shape
                && (from..from + for_s).contains(&at_s)
                && node.chance.happens(share)
            {
                key = 0;
            }
        }
        self.agenda.put(
            self.now + ((gap_s * 1e9) as Ns).max(1),
            Event::Arrival { clients: u32::from(at) },
        );
        if !is_taken {
            return;
        }
        self.total.offered.one_more();
        self.operations[operation as usize].requests.offered.one_more();
        let mut call = fresh(Role::Request, at, self.nodes[at as usize].first_server, self.now);
        (call.operation, call.key) = (operation, key);
        call.flags.writes = self.operations[operation as usize].writes;
        let call = self.calls.add(call);
        self.advance(call);
    }

    /// A connection that was lost; nobody waits for it but the one who lost it.
    fn connect_again(&mut self, at: u16, attempt: u32) {
        let mut call = fresh(Role::Connect, at, self.nodes[at as usize].first_server, self.now);
        call.attempt = attempt as u16;
        call.flags.is_connect = true;
        call.key = self.nodes[at as usize].chance.below(u32::MAX);
        let call = self.calls.add(call);
        self.advance(call);
    }

    pub fn reconnect_later(&mut self, clients: u16, attempt: u32) {
        let Some(edge) = self.nodes[clients as usize].reads_along.first().copied() else { return };
        let after_ns = self.edges[edge as usize].backoff_after(attempt as u16);
        self.agenda.put(
            self.now + after_ns,
            Event::Reconnect { clients: u32::from(clients), attempt: attempt + 1 },
        );
    }

    // ---- Going on

    /// The next of what a call has to ask, or its end.
    pub fn advance(&mut self, at: u32) {
        if matches!(self.nodes[self.calls[at].node as usize].does, Does::Balance(_)) {
            return self.balance(at);
        }
        let call = self.calls[at];
        let writes = call.flags.writes;
        let node = &self.nodes[call.node as usize];
        let parallel = matches!(node.does, Does::Serve { parallel: true, .. });
        let mut step = call.step as usize;
        loop {
            let node = &self.nodes[call.node as usize];
            let along = if writes { &node.writes_along } else { &node.reads_along };
            let Some(edge) = along.get(step).copied() else { break };
            // What a cache has need not be asked of a store: even who asks all at once waits for that.
            if self.calls[at].pending > 0
                && !writes
                && step > 0
                && self.is_aside(self.edges[along[step - 1] as usize].to)
                && !self.is_aside(self.edges[edge as usize].to)
            {
                return;
            }
            step += 1;
            self.calls[at].step = step as u16;
            if !self.goes_along(&call, edge) {
                continue;
            }
            let calls = self.edges[edge as usize].calls;
            if self.edges[edge as usize].background {
                for _ in 0..calls {
                    self.in_background(at, edge);
                }
                continue;
            }
            self.calls[at].pending += calls;
            for _ in 0..calls {
                self.first_try(at, edge);
            }
            if !parallel && self.calls[at].pending > 0 {
                return;
            }
            if self.calls[at].failed.is_some() {
                break;
            }
        }
        if self.calls[at].pending == 0 {
            self.end(at);
        }
    }

    fn goes_along(&mut self, call: &Call, edge: u16) -> bool {
        let is_hit = call.flags.is_hit;
        let edge = &mut self.edges[edge as usize];
        if !edge.carries(call.operation) {
            return false;
        }
        if edge.share < 1.0 && !edge.chance.happens(edge.share) {
            return false;
        }
        // What a cache had need not be asked of what keeps it.
        let keeps = matches!(
            self.nodes[edge.to as usize].does,
            Does::Store(_) | Does::Objects | Does::External { .. }
        );
        call.flags.writes || edge.writes || !is_hit || !keeps
    }

    /// A request, or a call at its node, is through.
    pub fn end(&mut self, at: u32) {
        let call = self.calls[at];
        match call.role {
            Role::Request => {
                // Of the only operation is said what is said of all.
                let only = self.operations.len() == 1;
                let own = &mut self.operations[call.operation as usize].requests;
                let counted = [Some(&mut self.total), (!only).then_some(own)];
                match call.failed {
                    None => {
                        let took = self.now - call.sent_at;
                        for requests in counted.into_iter().flatten() {
                            requests.answered.one_more();
                            requests.latencies.record(took);
                        }
                    }
                    Some((cause, node)) => {
                        for requests in counted.into_iter().flatten() {
                            requests.failed.one_more();
                        }
                        self.failures.note(cause, node);
                    }
                }
                self.calls.free(at);
            }
            Role::Connect => {
                self.calls.free(at);
                if call.failed.is_some() {
                    self.reconnect_later(call.node, u32::from(call.attempt));
                } else {
                    self.reconnects += 1;
                }
            }
            Role::Child | Role::Background | Role::Message => {
                self.fill(at);
                self.answer(at, call.failed);
            }
        }
    }

    // ---- At an instance

    pub fn arrive(&mut self, at: u32) {
        let call = self.calls[at];
        let (now, node) = (self.now, call.node);
        self.calls[at].arrived_at = now;
        let gauge = &mut self.nodes[node as usize].gauge;
        gauge.pass(now);
        gauge.inside += 1;
        gauge.calls.one_more();
        if call.flags.writes {
            gauge.writes.one_more();
        }
        let server = &mut self.servers[call.server as usize];
        server.calls += 1;
        if !server.is_up {
            return self.refuse(at, Cause::Down);
        }
        let is_allowed = match &mut self.nodes[node as usize].does {
            Does::Gate(Some(limiter)) | Does::External { limiter: Some(limiter), .. } => {
                limiter.allows(call.key, now)
            }
            _ => true,
        };
        if !is_allowed {
            return self.refuse(at, Cause::Limited);
        }
        if call.flags.is_connect
            && let Held::Connections { open, most } = &server.held
            && open >= most
        {
            return self.refuse(at, Cause::Overloaded);
        }
        self.admit(at);
    }

    fn admit(&mut self, at: u32) {
        let call = self.calls[at];
        // A message was given to one who had room for it.
        if call.role == Role::Message {
            return self.give_core(at);
        }
        let server = &mut self.servers[call.server as usize];
        let has_room = match &server.sampled {
            Some(flow) => flow.inside_mean * self.one_in < f64::from(server.threads),
            None => server.inside < server.threads,
        };
        if has_room || server.inside == 0 {
            self.count_in(at);
            return self.give_core(at);
        }
        if server.backlog.len() as f64 * self.one_in >= f64::from(server.queue) {
            return self.refuse(at, Cause::Overloaded);
        }
        server.backlog.push_back(at);
        self.calls[at].stage = Stage::InBacklog;
        self.wait_more(call.node, 1);
    }

    pub fn count_in(&mut self, at: u32) {
        let now = self.now;
        let server = &mut self.servers[self.calls[at].server as usize];
        server.inside += 1;
        if let Some(flow) = &mut server.sampled {
            flow.note_inside(now, f64::from(server.inside - 1));
        }
        self.calls[at].flags.is_admitted = true;
    }

    fn wait_more(&mut self, node: u16, by: i32) {
        let gauge = &mut self.nodes[node as usize].gauge;
        gauge.pass(self.now);
        gauge.waiting = gauge.waiting.saturating_add_signed(by);
        gauge.waiting_max = gauge.waiting_max.max(gauge.waiting);
    }

    fn give_core(&mut self, at: u32) {
        let call = self.calls[at];
        let server = &mut self.servers[call.server as usize];
        if server.sampled.is_some() {
            return self.work_in_flow(at);
        }
        if server.busy < server.cores {
            return self.start_work(at);
        }
        server.run.push_back(at);
        self.calls[at].stage = Stage::InRun;
        self.wait_more(call.node, 1);
    }

    fn work_ns(&mut self, call: &Call) -> f64 {
        let writes = call.flags.writes;
        let node = &mut self.nodes[call.node as usize];
        let draw = match &node.does {
            Does::Sockets { handshake } if call.flags.is_connect => *handshake,
            _ if writes => node.write,
            _ => node.read,
        };
        draw.ns(&mut node.chance) * self.servers[call.server as usize].slow
    }

    fn start_work(&mut self, at: u32) {
        let call = self.calls[at];
        if call.flags.abandoned
            && matches!(
                self.nodes[call.node as usize].does,
                Does::Serve { drops_expired: true, .. }
            )
        {
            return self.answer(at, Some((Cause::Timeout, call.node)));
        }
        let took_ns = self.work_ns(&call) as Ns;
        let server = &mut self.servers[call.server as usize];
        server.busy += 1;
        server.worked_ns += took_ns as f64;
        if server.cores != u32::MAX {
            let gauge = &mut self.nodes[call.node as usize].gauge;
            gauge.pass(self.now);
            gauge.busy += 1;
        }
        self.calls[at].stage = Stage::Working;
        self.agenda
            .put(self.now + took_ns, Event::WorkDone { call: at, generation: call.generation });
    }

    /// Where one request stands for many, nobody holds a core; how long it waits follows from the flow.
    fn work_in_flow(&mut self, at: u32) {
        let call = self.calls[at];
        let work_ns = self.work_ns(&call);
        let (now, one_in) = (self.now, self.one_in);
        let node = &mut self.nodes[call.node as usize];
        let server = &mut self.servers[call.server as usize];
        let capacity = Capacity {
            cores: f64::from(server.cores),
            queue: f64::from(server.queue) + f64::from(server.threads.min(100_000)),
            one_in,
            mean_work_ns: node.read.mean_ns() * server.slow,
        };
        server.worked_ns += work_ns * one_in;
        let Some(flow) = &mut server.sampled else { return };
        let Some(wait_ns) = flow.wait_ns(now, &capacity, work_ns, &mut node.chance) else {
            return self.answer(at, Some((Cause::Overloaded, call.node)));
        };
        node.gauge.add_flow(work_ns * one_in, wait_ns * one_in);
        self.calls[at].stage = Stage::Waiting;
        let done_at = now + (wait_ns + work_ns) as Ns;
        self.agenda.put(done_at, Event::WorkDone { call: at, generation: call.generation });
    }

    fn work_done(&mut self, at: u32) {
        let call = self.calls[at];
        if call.stage == Stage::Working {
            self.calls[at].stage = Stage::Waiting;
            let server = &mut self.servers[call.server as usize];
            server.busy -= 1;
            if server.cores != u32::MAX {
                let gauge = &mut self.nodes[call.node as usize].gauge;
                gauge.pass(self.now);
                gauge.busy -= 1;
            }
            self.next_in_run(call.server);
        }
        match &mut self.nodes[call.node as usize].does {
            Does::Clients(_) | Does::Objects => self.answer(at, None),
            Does::Balance(_) | Does::Gate(_) => self.advance(at),
            Does::Serve { .. } if call.flags.is_poison && call.role == Role::Message => {
                self.answer(at, Some((Cause::Failed, call.node)));
            }
            Does::Serve { .. } => self.advance(at),
            Does::Sockets { .. } if call.flags.is_connect => {
                if let Held::Connections { open, .. } = &mut self.servers[call.server as usize].held
                {
                    *open += 1;
                }
                self.answer(at, None);
            }
            Does::Sockets { .. } if self.edges[call.edge as usize].is_push => {
                self.delivered(&call);
                self.answer(at, None);
            }
            Does::Sockets { .. } => self.advance(at),
            Does::External { error_share, .. } => {
                let share = *error_share;
                let fails = self.nodes[call.node as usize].chance.happens(share);
                self.answer(at, fails.then_some((Cause::Failed, call.node)));
            }
            Does::Cache(_) => self.look_up(at),
            Does::Store(_) => self.keep(at),
            Does::Queue(_) => self.enqueue(at),
        }
    }

    fn next_in_run(&mut self, server: u32) {
        let state = &mut self.servers[server as usize];
        if state.busy >= state.cores {
            return;
        }
        if let Some(next) = state.run.pop_front() {
            let node = state.node;
            self.wait_more(node, -1);
            self.start_work(next);
        }
    }

    fn refuse(&mut self, at: u32, cause: Cause) {
        let node = self.calls[at].node;
        self.answer(at, Some((cause, node)));
    }

    /// A call leaves its instance, well or not.
    pub fn answer(&mut self, at: u32, failed: Option<Failure>) {
        let call = self.calls[at];
        let now = self.now;
        let gauge = &mut self.nodes[call.node as usize].gauge;
        gauge.pass(now);
        gauge.inside = gauge.inside.saturating_sub(1);
        match failed {
            Some((_, node)) if node == call.node => gauge.errors.one_more(),
            _ => gauge.latencies.record(now - call.arrived_at),
        }
        let server = &mut self.servers[call.server as usize];
        if call.flags.is_admitted {
            server.inside -= 1;
            if let Some(flow) = &mut server.sampled {
                flow.note_inside(now, f64::from(server.inside + 1));
            }
            self.calls[at].flags.is_admitted = false;
            if server.is_up {
                self.admit_next(call.server);
            }
        }
        match call.role {
            Role::Message => {
                self.calls.free(at);
                self.message_done(&call, failed);
            }
            Role::Background => {
                if call.flags.is_flush && failed.is_some() {
                    self.owe_again(&call);
                }
                self.calls.free(at);
            }
            Role::Request | Role::Connect | Role::Child if call.flags.abandoned => {
                self.calls.free(at);
            }
            Role::Request | Role::Connect | Role::Child => {
                self.calls[at].failed = failed;
                let from_node = self.edges[call.edge as usize].from;
                if self.cut.contains(&(call.node, from_node)) {
                    return self.swallow(at);
                }
                self.calls[at].stage = Stage::Returning;
                let from = self.calls_server(call.parent, call.parent_generation, call.server);
                let lane = self.edges[call.edge as usize].back[self.distance(from, call.server)];
                self.enter_lane(lane, at, call.generation);
            }
        }
    }

    fn calls_server(&self, call: u32, generation: u32, otherwise: u32) -> u32 {
        if self.calls.is(call, generation) { self.calls[call].server } else { otherwise }
    }

    fn admit_next(&mut self, server: u32) {
        let state = &mut self.servers[server as usize];
        let has_room = match &state.sampled {
            Some(flow) => flow.inside_mean * self.one_in < f64::from(state.threads),
            None => state.inside < state.threads,
        };
        if !has_room && state.inside > 0 {
            return;
        }
        if let Some(next) = state.backlog.pop_front() {
            let node = state.node;
            self.wait_more(node, -1);
            self.count_in(next);
            self.give_core(next);
        }
    }
}
