//! What breaks, and what is done on purpose.

use super::call::{Role, Stage};
use super::events::{Event, Ns};
use super::server::Held;
use super::world::{Does, World};
use crate::report::Cause;
use crate::scenario::{Fault, FaultKind};

#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Action {
    Down(u32),
    Up(u32),
    Slow(u32, f64),
    Cut(u16, u16),
    Join(u16, u16),
    Forget(u16),
    Drain(u32),
}

/// Of a deployment: how long an instance may finish what it has, and how long it takes to start.
const DRAIN_NS: Ns = 5_000_000_000;
const START_NS: Ns = 10_000_000_000;
/// At most so much of a part is replaced at the same time.
const DEPLOY_SHARE: u32 = 4;
/// A queue of several copies needs this long to find a new leader.
const LEADER_NS: Ns = 5_000_000_000;

impl World {
    pub fn plan_faults(&mut self) {
        for fault in self.scenario.faults.clone() {
            self.plan_fault(&fault);
        }
    }

    fn plan_fault(&mut self, fault: &Fault) {
        let at = ns(fault.at_s);
        let until = fault.for_s.map(|for_s| at + ns(for_s).max(1));
        match &fault.what {
            FaultKind::Kill { node, instance } => {
                for server in self.named(node, *instance) {
                    self.down_for(server, at, until);
                }
            }
            FaultKind::Lose { zone } => {
                for server in self.in_zone(zone) {
                    self.down_for(server, at, until);
                }
            }
            FaultKind::Slow { node, instance, times } => {
                for server in self.named(node, *instance) {
                    self.act(at, Action::Slow(server, *times));
                    if let Some(until) = until {
                        self.act(until, Action::Slow(server, 1.0));
                    }
                }
            }
            FaultKind::Partition { one, other } => {
                let (Some(one), Some(other)) = (self.node_named(one), self.node_named(other))
                else {
                    return;
                };
                self.act(at, Action::Cut(one, other));
                if let Some(until) = until {
                    self.act(until, Action::Join(one, other));
                }
            }
            FaultKind::Cold { node } => {
                if let Some(node) = self.node_named(node) {
                    self.act(at, Action::Forget(node));
                }
            }
            FaultKind::Deploy { node } => {
                let servers = self.named(node, None);
                let together = (servers.len() as u32).div_ceil(DEPLOY_SHARE).max(1);
                for (turn, server) in servers.into_iter().enumerate() {
                    let wave = Ns::from(turn as u32 / together);
                    let from = at + wave * (DRAIN_NS + START_NS);
                    self.act(from, Action::Drain(server));
                    self.act(from + DRAIN_NS, Action::Down(server));
                    self.act(from + DRAIN_NS + START_NS, Action::Up(server));
                }
            }
        }
    }

    fn down_for(&mut self, server: u32, at: Ns, until: Option<Ns>) {
        self.act(at, Action::Down(server));
        let node = self.servers[server as usize].node as usize;
        let leads_again = match &self.nodes[node].does {
            Does::Queue(queue) if queue.outlives => Some(at + LEADER_NS),
            _ => None,
        };
        let until = match (until, leads_again) {
            (Some(until), Some(leads)) => Some(until.min(leads)),
            (until, leads) => until.or(leads),
        };
        if let Some(until) = until {
            self.act(until, Action::Up(server));
        }
    }

    fn act(&mut self, at: Ns, action: Action) {
        self.actions.push(action);
        self.agenda.put(at, Event::Fault { at: (self.actions.len() - 1) as u32 });
    }

    pub fn node_named(&self, id: &str) -> Option<u16> {
        self.nodes.iter().position(|node| node.id == id).map(|at| at as u16)
    }

    fn named(&self, id: &str, instance: Option<u32>) -> Vec<u32> {
        let Some(at) = self.node_named(id) else { return Vec::new() };
        let node = &self.nodes[at as usize];
        let all = node.first_server..node.first_server + node.servers;
        match instance {
            Some(number) => all.skip(number as usize - 1).take(1).collect(),
            None => all.collect(),
        }
    }

    fn in_zone(&self, name: &str) -> Vec<u32> {
        let within = |zone: &str| {
            zone == name || zone.split_once('/').is_some_and(|(region, _)| region == name)
        };
        let is_people = |node: u16| matches!(self.nodes[node as usize].does, Does::Clients(_));
        (0..self.servers.len() as u32)
            .filter(|at| {
                let server = &self.servers[*at as usize];
                within(&self.zone_names[server.zone as usize]) && !is_people(server.node)
            })
            .collect()
    }

    pub fn fault(&mut self, at: u32) {
        match self.actions[at as usize] {
            Action::Down(server) => self.down(server),
            Action::Up(server) => self.up(server),
            Action::Slow(server, times) => self.servers[server as usize].slow = times,
            Action::Cut(one, other) => {
                self.cut.insert((one, other));
                self.cut.insert((other, one));
            }
            Action::Join(one, other) => {
                self.cut.remove(&(one, other));
                self.cut.remove(&(other, one));
            }
            Action::Forget(node) => {
                let node = &self.nodes[node as usize];
                for server in node.first_server..node.first_server + node.servers {
                    if let Held::Shelf { shelf, .. } = &mut self.servers[server as usize].held {
                        shelf.clear();
                    }
                }
            }
            Action::Drain(server) => {
                let node = self.servers[server as usize].node;
                self.servers[server as usize].is_drained = self.drains(node);
            }
        }
    }

    /// Whether who sends to a part takes an instance out before it goes: a load balancer that drains does.
    fn drains(&self, node: u16) -> bool {
        let mut before = self.edges.iter().filter(|edge| edge.to == node).map(|edge| edge.from);
        before.all(|from| match &self.nodes[from as usize].does {
            Does::Balance(balance) => balance.drains,
            Does::Queue(_) => true,
            _ => false,
        })
    }

    fn down(&mut self, at: u32) {
        let now = self.now;
        let server = &mut self.servers[at as usize];
        if !server.is_up {
            return;
        }
        (server.is_up, server.changed_at) = (false, now.max(1));
        let node = server.node;
        // Whoever was inside is cut off at once: the connection breaks.
        let inside = self.calls.matching(|call| {
            call.server == at
                && matches!(
                    call.stage,
                    Stage::InBacklog | Stage::InRun | Stage::Working | Stage::Waiting
                )
                && call.role != Role::Request
                && call.role != Role::Connect
        });
        let server = &mut self.servers[at as usize];
        let waiting = server.run.len() + server.backlog.len();
        server.run.clear();
        server.backlog.clear();
        let busy = std::mem::take(&mut server.busy);
        let cores = if server.cores == u32::MAX { 0 } else { server.cores };
        let gauge = &mut self.nodes[node as usize].gauge;
        gauge.pass(now);
        gauge.waiting = gauge.waiting.saturating_sub(waiting as u32);
        if cores > 0 {
            gauge.busy = gauge.busy.saturating_sub(busy);
        }
        gauge.cores = gauge.cores.saturating_sub(cores);
        self.forget_its_places(at, node);
        self.lose_what_it_held(at);
        for call in inside {
            self.cut_off(call, node);
        }
        if matches!(self.nodes[node as usize].does, Does::Queue(_)) {
            self.lose_messages(node);
        }
        self.look_for_primary(at, node);
    }

    /// The connections of an instance that is gone are gone: what it had called holds none any more.
    fn forget_its_places(&mut self, at: u32, node: u16) {
        let instance = self.servers[at as usize].instance as usize;
        let of_it = self.calls.matching(|call| {
            call.role == Role::Child
                && call.flags.holds_place
                && self.calls.is(call.parent, call.parent_generation)
                && self.calls[call.parent].server == at
        });
        for child in of_it {
            self.calls[child].flags.holds_place = false;
        }
        for edge in self.edges.iter_mut().filter(|edge| edge.from == node) {
            let places = &mut edge.places[instance];
            places.taken = 0;
            for (child, generation) in std::mem::take(&mut places.waiting) {
                if self.calls.is(child, generation) {
                    self.calls.free(child);
                }
            }
        }
    }

    fn cut_off(&mut self, at: u32, node: u16) {
        // One that waited for another's fetch may have been answered with it.
        if self.calls[at].stage == Stage::Free {
            return;
        }
        // Whoever waits for what this one was to fetch asks for itself.
        self.calls[at].failed = Some((Cause::Crashed, node));
        self.fill(at);
        if self.calls[at].role == Role::Message {
            // Nobody says so to the queue: it finds out when the message's time is over.
            let call = self.calls[at];
            let gauge = &mut self.nodes[node as usize].gauge;
            gauge.pass(self.now);
            gauge.inside = gauge.inside.saturating_sub(1);
            gauge.errors.one_more();
            let server = &mut self.servers[call.server as usize];
            server.inside = server.inside.saturating_sub(1);
            self.calls.free(at);
            return;
        }
        self.answer(at, Some((Cause::Crashed, node)));
    }

    fn lose_what_it_held(&mut self, at: u32) {
        let mut cut = 0;
        match &mut self.servers[at as usize].held {
            Held::Shelf { shelf, owed, fetches } => {
                shelf.clear();
                fetches.clear();
                self.data.lost_writes += owed.len() as u64;
                owed.clear();
            }
            Held::Connections { open, .. } => cut = std::mem::take(open),
            Held::Nothing | Held::Replica { .. } => {}
        }
        if cut == 0 {
            return;
        }
        let clients: Vec<u16> = (0..self.nodes.len() as u16)
            .filter(|node| matches!(self.nodes[*node as usize].does, Does::Clients(_)))
            .filter(|node| self.reaches_sockets(*node))
            .collect();
        for n in 0..cut {
            if let Some(clients) = clients.get(n as usize % clients.len().max(1)) {
                self.reconnect_later(*clients, 0);
            }
        }
    }

    fn reaches_sockets(&self, from: u16) -> bool {
        let mut seen = vec![false; self.nodes.len()];
        let mut todo = vec![from];
        while let Some(at) = todo.pop() {
            if std::mem::replace(&mut seen[at as usize], true) {
                continue;
            }
            if matches!(self.nodes[at as usize].does, Does::Sockets { .. }) {
                return true;
            }
            todo.extend(self.edges.iter().filter(|edge| edge.from == at).map(|edge| edge.to));
        }
        false
    }

    fn look_for_primary(&mut self, at: u32, node: u16) {
        let state = &self.nodes[node as usize];
        let Does::Store(store) = &state.does else { return };
        let (number, per_shard) = (at - state.first_server, store.per_shard);
        let shard = number / per_shard;
        let was_primary = store.primaries[shard as usize] == number % per_shard;
        if was_primary && per_shard > 1 && store.failover_ns > 0 {
            let event = Event::Promote { node: u32::from(node), shard };
            self.agenda.put(self.now + store.failover_ns, event);
        }
    }

    fn up(&mut self, at: u32) {
        let now = self.now;
        let server = &mut self.servers[at as usize];
        if server.is_up {
            return;
        }
        (server.is_up, server.is_drained, server.changed_at) = (true, false, now);
        let cores = if server.cores == u32::MAX { 0 } else { server.cores };
        let node = server.node;
        let gauge = &mut self.nodes[node as usize].gauge;
        gauge.pass(now);
        gauge.cores += cores;
        self.wake_consumers(node);
        self.hand_out(node);
    }
}

fn ns(s: f64) -> Ns {
    (s * 1e9) as Ns
}
