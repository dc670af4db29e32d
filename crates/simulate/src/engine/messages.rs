//! Queues and logs: what was written is handed out until somebody has dealt with it.

use super::call::{Call, Role, Stage, fresh};
use super::chance::mixed;
use super::events::Event;
use super::flow::Failure;
use super::world::{Does, Flight, Flights, Message, World};
use crate::report::Cause;

impl World {
    pub fn enqueue(&mut self, at: u32) {
        let call = self.calls[at];
        let node = &mut self.nodes[call.node as usize];
        let Does::Queue(queue) = &mut node.does else { return };
        if queue.depth >= queue.capacity {
            return self.answer(at, Some((Cause::Overloaded, call.node)));
        }
        // An answer to it, and then the messages.
        let mut poison = Vec::with_capacity(queue.groups.len());
        for (group, state) in queue.groups.iter().enumerate() {
            let edge = &self.edges[state.edges[0] as usize];
            // Each consumer of a log says what it wants; a queue keeps what nobody takes.
            if !queue.is_log || edge.carries(call.operation) {
                poison.push((group, edge.to));
            }
        }
        for (group, to) in poison {
            let share = match &self.nodes[to as usize].does {
                Does::Serve { poison_share, .. } => *poison_share,
                _ => 0.0,
            };
            let node = &mut self.nodes[call.node as usize];
            let is_poison = node.chance.happens(share);
            let Does::Queue(queue) = &mut node.does else { return };
            let group = &mut queue.groups[group];
            let lots = &mut group.partitions;
            let partition = if group.by_operation {
                call.operation as usize
            } else {
                (mixed(u64::from(call.key)) % lots.len() as u64) as usize
            };
            lots[partition].ready.push_back(Message {
                key: call.key,
                operation: call.operation,
                received: 0,
                put_at: self.now,
                origin_at: call.origin_at,
                writes: call.flags.writes,
                is_poison,
            });
            queue.depth += 1;
        }
        self.answer(at, None);
        self.hand_out(call.node);
    }

    /// Gives what is ready to whoever has room.
    pub fn hand_out(&mut self, at: u16) {
        let Does::Queue(queue) = &self.nodes[at as usize].does else { return };
        let server = self.nodes[at as usize].first_server;
        if !self.servers[server as usize].is_up {
            return;
        }
        for group in 0..queue.groups.len() {
            // Where consumers want different messages, one may wait for room while another has some.
            let (mut tried, kinds) = (0, self.kinds_in(at, group));
            while tried < kinds
                && let Some(partition) = self.ready_in(at, group)
            {
                match self.consumer_of(at, group, partition) {
                    Some((edge, server)) => {
                        self.deliver(at, group, partition, edge, server);
                        tried = 0;
                    }
                    None => tried += 1,
                }
            }
        }
    }

    fn kinds_in(&self, at: u16, group: usize) -> usize {
        match &self.nodes[at as usize].does {
            Does::Queue(queue) if queue.groups[group].by_operation => {
                queue.groups[group].partitions.len()
            }
            _ => 1,
        }
    }

    /// A partition with a message that may go out, taken in turns.
    fn ready_in(&mut self, at: u16, group: usize) -> Option<usize> {
        let Does::Queue(queue) = &mut self.nodes[at as usize].does else { return None };
        let group = &mut queue.groups[group];
        let count = group.partitions.len();
        let may = |lot: &super::world::Lot| {
            !lot.ready.is_empty() && (!group.one_at_a_time || lot.out == 0)
        };
        let from = group.from as usize;
        let found = (0..count).map(|n| (from + n) % count).find(|n| may(&group.partitions[*n]))?;
        group.from = (found + 1) as u32;
        Some(found)
    }

    fn consumer_of(&mut self, at: u16, group: usize, partition: usize) -> Option<(u16, u32)> {
        let Does::Queue(queue) = &self.nodes[at as usize].does else { return None };
        let group_state = &queue.groups[group];
        let wants = |edge: &&u16| {
            !group_state.by_operation || self.edges[**edge as usize].carries(partition as u16)
        };
        let all: Vec<(u16, u32)> = group_state
            .edges
            .iter()
            .filter(wants)
            .flat_map(|edge| {
                let to = &self.nodes[self.edges[*edge as usize].to as usize];
                (to.first_server..to.first_server + to.servers).map(|server| (*edge, server))
            })
            .collect();
        let turn = group_state.turn as usize;
        let has_room = |one: &(u16, u32)| {
            let server = &self.servers[one.1 as usize];
            let taken = f64::from(server.inside) * self.one_in;
            let has_thread = server.inside == 0 || taken < f64::from(server.threads);
            server.is_up && !server.is_drained && has_thread
        };
        let found = (0..all.len()).map(|n| (turn + n) % all.len()).find(|n| has_room(&all[*n]))?;
        if let Does::Queue(queue) = &mut self.nodes[at as usize].does {
            queue.groups[group].turn = (found + 1) as u32;
        }
        Some(all[found])
    }

    fn deliver(&mut self, at: u16, group: usize, partition: usize, edge: u16, server: u32) {
        let Does::Queue(queue) = &mut self.nodes[at as usize].does else { return };
        let state = &mut queue.groups[group];
        let lot = &mut state.partitions[partition];
        let Some(message) = lot.ready.pop_front() else { return };
        lot.out += 1;
        let visibility = state.visibility;
        let (flight, generation) = self.flights.add(Flight {
            generation: 0,
            is_out: true,
            queue: at,
            group: group as u16,
            partition: partition as u16,
            message,
        });
        self.enter_lane(visibility, flight, generation);
        self.edges[edge as usize].count_first();
        let mut call = fresh(Role::Message, self.edges[edge as usize].to, server, self.now);
        (call.parent, call.parent_generation) = (flight, generation);
        (call.operation, call.key, call.origin_at) =
            (message.operation, message.key, message.origin_at);
        (call.edge, call.stage) = (edge, Stage::Travelling);
        call.flags.is_poison = message.is_poison;
        call.flags.writes = message.writes || self.edges[edge as usize].writes;
        let call = self.calls.add(call);
        // It has a place from now on, so that nobody is given more than it can hold.
        self.count_in(call);
        let from = self.nodes[at as usize].first_server;
        let lane = self.edges[edge as usize].there[self.distance(from, server)];
        self.enter_lane(lane, call, self.calls[call].generation);
    }

    pub fn message_done(&mut self, call: &Call, failed: Option<Failure>) {
        let (flight, generation) = (call.parent, call.parent_generation);
        let edge = call.edge;
        if !self.flights.is(flight, generation) {
            // It took too long, and somebody else has it. There is room for another here.
            return self.hand_out(self.edges[edge as usize].from);
        }
        let state = self.flights.all[flight as usize];
        let Does::Queue(queue) = &mut self.nodes[state.queue as usize].does else { return };
        if failed.is_none() {
            queue.latencies.record(self.now - state.message.put_at);
            if !call.flags.passed_on {
                self.delivered(call);
            }
            self.put_away(flight);
            return self.hand_out(state.queue);
        }
        let received = state.message.received + 1;
        if queue.dead_letter_after > 0 && u32::from(received) >= queue.dead_letter_after {
            self.data.dead_lettered += 1;
            self.put_away(flight);
            return self.hand_out(state.queue);
        }
        let after_ns = self.edges[edge as usize].backoff_after(state.message.received);
        self.agenda.put(self.now + after_ns, Event::Redeliver { flight, generation });
        self.hand_out(state.queue);
    }

    /// A message is where it was to go: with people, or with a worker that hands it to nobody else.
    pub fn delivered(&mut self, call: &Call) {
        let took = self.now - call.origin_at;
        self.data.delivered += 1;
        if let Some(deliveries) = &mut self.deliveries {
            deliveries.record(took);
        }
    }

    /// What is still on its way has taken so long already; without it those that never arrive would look the fastest.
    pub fn count_undelivered(&mut self) {
        let Some(deliveries) = &mut self.deliveries else { return };
        let now = self.now;
        for node in &self.nodes {
            let Does::Queue(queue) = &node.does else { continue };
            let lots = queue.groups.iter().flat_map(|group| &group.partitions);
            for message in lots.flat_map(|lot| &lot.ready) {
                deliveries.record(now - message.origin_at);
            }
        }
        for flight in self.flights.all.iter().filter(|flight| flight.is_out) {
            deliveries.record(now - flight.message.origin_at);
        }
    }

    /// Dealt with, one way or the other.
    fn put_away(&mut self, flight: u32) {
        let state = self.flights.all[flight as usize];
        self.flights.free(flight);
        if let Does::Queue(queue) = &mut self.nodes[state.queue as usize].does {
            queue.depth = queue.depth.saturating_sub(1);
            let lot = &mut queue.groups[state.group as usize].partitions[state.partition as usize];
            lot.out = lot.out.saturating_sub(1);
        }
    }

    pub fn redeliver(&mut self, flight: u32, generation: u32) {
        if !self.flights.is(flight, generation) {
            return;
        }
        let state = self.flights.all[flight as usize];
        self.flights.free(flight);
        let mut message = state.message;
        message.received = message.received.saturating_add(1);
        let Does::Queue(queue) = &mut self.nodes[state.queue as usize].does else { return };
        let gives_up =
            queue.dead_letter_after > 0 && u32::from(message.received) >= queue.dead_letter_after;
        let is_log = queue.is_log;
        let lot = &mut queue.groups[state.group as usize].partitions[state.partition as usize];
        lot.out = lot.out.saturating_sub(1);
        if gives_up {
            queue.depth = queue.depth.saturating_sub(1);
            self.data.dead_lettered += 1;
        } else {
            self.data.redelivered += 1;
            // In a log nothing overtakes it.
            if is_log { lot.ready.push_front(message) } else { lot.ready.push_back(message) }
        }
        self.hand_out(state.queue);
    }

    /// The queue's own servers are gone.
    pub fn lose_messages(&mut self, at: u16) {
        let Does::Queue(queue) = &mut self.nodes[at as usize].does else { return };
        if queue.outlives {
            return;
        }
        let mut lost = 0;
        for group in &mut queue.groups {
            for lot in &mut group.partitions {
                lost += lot.ready.len() as u64;
                lot.ready.clear();
            }
        }
        queue.depth = queue.depth.saturating_sub(lost);
        self.data.lost_messages += lost;
    }

    /// Of every queue that has consumers at a node: it can take messages again.
    pub fn wake_consumers(&mut self, node: u16) {
        let feeding: Vec<u16> = self
            .edges
            .iter()
            .filter(|edge| edge.to == node)
            .map(|edge| edge.from)
            .filter(|from| matches!(self.nodes[*from as usize].does, Does::Queue(_)))
            .collect();
        for queue in feeding {
            self.hand_out(queue);
        }
    }
}

impl Flights {
    fn add(&mut self, mut flight: Flight) -> (u32, u32) {
        if let Some(at) = self.free.pop() {
            flight.generation = self.all[at as usize].generation;
            self.all[at as usize] = flight;
            return (at, flight.generation);
        }
        self.all.push(flight);
        ((self.all.len() - 1) as u32, 0)
    }

    fn free(&mut self, at: u32) {
        let flight = &mut self.all[at as usize];
        flight.generation = flight.generation.wrapping_add(1);
        flight.is_out = false;
        self.free.push(at);
    }

    pub fn is(&self, at: u32, generation: u32) -> bool {
        self.all.get(at as usize).is_some_and(|flight| flight.generation == generation)
    }
}
