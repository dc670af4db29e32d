//! What holds data: caches and stores.

use super::call::{Call, NONE, Role, Stage, fresh};
use super::events::{Event, Ns};
use super::server::Held;
use super::world::{CacheState, Does, OTHER_REGION_NS, SAME_REGION_NS, World};
use crate::report::Cause;

impl World {
    // ---- Caches

    pub fn look_up(&mut self, at: u32) {
        let call = self.calls[at];
        let Does::Cache(cache) = self.nodes[call.node as usize].does else { return };
        if self.ghosts > 0 {
            self.ghosts_come(&call, cache);
        }
        if call.flags.writes {
            return self.write_at_cache(at, cache);
        }
        let now = self.now;
        let gauge = &mut self.nodes[call.node as usize].gauge;
        gauge.lookups.one_more();
        let Held::Shelf { shelf, fetches, .. } = &mut self.servers[call.server as usize].held
        else {
            return;
        };
        if let Some(filled_at) = shelf.get(call.key, now) {
            gauge.hits.one_more();
            self.data.reads += 1;
            if self.written.get(&call.key).is_some_and(|written| *written > filled_at) {
                self.data.stale_reads += 1;
            }
            self.calls[at].flags.is_hit = true;
            return self.answer(at, None);
        }
        if cache.single_flight {
            if let Some(waiting) = fetches.get_mut(&call.key) {
                waiting.push(at);
                self.calls[at].stage = Stage::Waiting;
                return;
            }
            fetches.insert(call.key, Vec::new());
        }
        if cache.is_aside {
            return self.answer(at, None);
        }
        self.calls[at].fills = call.server;
        self.advance(at);
    }

    fn write_at_cache(&mut self, at: u32, cache: CacheState) {
        let call = self.calls[at];
        let (now, expires_at) = (self.now, self.expires_at(cache));
        let node = &mut self.nodes[call.node as usize];
        let Held::Shelf { shelf, owed, .. } = &mut self.servers[call.server as usize].held else {
            return;
        };
        if cache.is_aside || cache.is_cdn {
            shelf.forget(call.key);
        }
        if cache.is_aside {
            return self.answer(at, None);
        }
        if cache.is_write_back {
            shelf.put(call.key, now, expires_at, &mut node.chance);
            if owed.is_empty() {
                self.agenda.put(now + cache.flush_ns.max(1), Event::Flush { server: call.server });
            }
            owed.insert(call.key, call.operation);
            self.data.writes += 1;
            // Who has it from elsewhere has an older one from now on, and not from when it is written on.
            self.written.insert(call.key, now);
            return self.answer(at, None);
        }
        // On to what keeps it, and then it is here too.
        if !cache.is_cdn {
            self.calls[at].fills = call.server;
        }
        self.advance(at);
    }

    fn expires_at(&self, cache: CacheState) -> Ns {
        // Where one request stands for many, a key is asked for as much more seldom: it has to stay as
        // much longer to be found as often.
        let seldom = self.one_in / f64::from(1 + self.ghosts);
        let ttl_ns = (cache.ttl_ns as f64 * seldom) as Ns;
        if ttl_ns == 0 { 0 } else { self.now.saturating_add(ttl_ns) }
    }

    /// The requests for which this one stands come here too.
    fn ghosts_come(&mut self, call: &Call, cache: CacheState) {
        let (now, expires_at) = (self.now, self.expires_at(cache));
        let at = call.node as usize;
        let zipf = self.operations[call.operation as usize].zipf;
        for _ in 0..self.ghosts {
            let key = zipf.rank(&mut self.nodes[at].chance);
            let server = self.shelf_of(at, key);
            let server = &mut self.servers[server as usize];
            let Held::Shelf { shelf, .. } = &mut server.held else { continue };
            if call.flags.writes && (cache.is_aside || cache.is_cdn) {
                shelf.forget(key);
            } else if server.is_up
                && (call.flags.writes || shelf.get(key, now).is_none())
                && (cache.is_filled || cache.is_write_back && call.flags.writes)
            {
                shelf.put(key, now, expires_at, &mut self.nodes[at].chance);
            }
        }
    }

    /// When a call that went behind a cache is through: the cache has it now, and those who waited for it too.
    pub fn fill(&mut self, at: u32) {
        let call = self.calls[at];
        if call.fills == NONE {
            return;
        }
        let server = call.fills;
        let node = self.servers[server as usize].node as usize;
        let Does::Cache(state) = &mut self.nodes[node].does else { return };
        state.is_filled = call.failed.is_none();
        let cache = *state;
        let (now, expires_at) = (self.now, self.expires_at(cache));
        let is_up = self.servers[server as usize].is_up;
        let Held::Shelf { shelf, fetches, .. } = &mut self.servers[server as usize].held else {
            return;
        };
        if call.failed.is_none() && is_up {
            shelf.put(call.key, now, expires_at, &mut self.nodes[node].chance);
        }
        let waiting = fetches.remove(&call.key).unwrap_or_default();
        for one in waiting {
            // A hit for who asks itself otherwise; for who would be asked through, the answer.
            self.calls[one].flags.is_hit = call.failed.is_none();
            let failed = if cache.is_aside { None } else { call.failed };
            self.answer(one, failed);
        }
    }

    /// What a write-back cache owes goes on, in the background.
    pub fn flush(&mut self, server: u32) {
        let node = self.servers[server as usize].node;
        let Held::Shelf { owed, .. } = &mut self.servers[server as usize].held else { return };
        let mut all: Vec<(u32, u16)> = owed.drain().collect();
        // A map's order is nobody's order.
        all.sort_unstable();
        let along = self.nodes[node as usize].writes_along.clone();
        for (key, operation) in all {
            for edge in &along {
                let mut call =
                    fresh(Role::Background, self.edges[*edge as usize].to, NONE, self.now);
                (call.operation, call.key, call.edge) = (operation, key, *edge);
                (call.flags.writes, call.flags.is_flush, call.parent) = (true, true, server);
                self.edges[*edge as usize].count_first();
                let child = self.calls.add(call);
                self.send(child, server, None);
            }
        }
    }

    /// What could not be written on is owed as before, unless the cache is gone with it.
    pub fn owe_again(&mut self, call: &Call) {
        let Does::Cache(cache) = self.nodes[self.edges[call.edge as usize].from as usize].does
        else {
            return;
        };
        let state = &mut self.servers[call.parent as usize];
        let Held::Shelf { owed, .. } = &mut state.held else { return };
        if !state.is_up || state.changed_at > call.sent_at {
            self.data.lost_writes += 1;
            return;
        }
        if owed.is_empty() {
            let event = Event::Flush { server: call.parent };
            self.agenda.put(self.now + cache.flush_ns.max(1), event);
        }
        owed.entry(call.key).or_insert(call.operation);
    }

    // ---- Stores

    pub fn keep(&mut self, at: u32) {
        let call = self.calls[at];
        let now = self.now;
        let writes = call.flags.writes;
        let node = &mut self.nodes[call.node as usize];
        let first = node.first_server;
        let Does::Store(store) = &mut node.does else { return };
        let shard = (call.server - first) / store.per_shard;
        let primary = first + shard * store.per_shard + store.primaries[shard as usize];
        let replicas = (first + shard * store.per_shard..first + (shard + 1) * store.per_shard)
            .filter(|one| *one != primary);
        if !writes {
            self.data.reads += 1;
            if call.server == primary {
                return self.answer(at, None);
            }
            let lag_ns = behind(&self.servers[call.server as usize].held, store.lag_ns, now);
            if self.kept.get(&call.key).is_some_and(|kept| kept + lag_ns > now) {
                self.data.stale_reads += 1;
            }
            return self.answer(at, None);
        }
        // It was the primary when the call was sent.
        if call.server != primary {
            return self.answer(at, Some((Cause::Failed, call.node)));
        }
        let up = replicas.filter(|one| self.servers[*one as usize].is_up);
        // With nobody left to copy to it goes on alone, as those do that guard their fail-over by default: to stop then
        // would make two servers less available than one.
        let must_copy = store.is_sync && up.clone().next().is_some();
        self.kept.insert(call.key, now);
        if !call.flags.is_flush {
            self.written.insert(call.key, now);
        }
        let replicas: Vec<u32> = up.collect();
        for replica in &replicas {
            let state = &mut self.servers[*replica as usize];
            if let Held::Replica { applied_until } = &mut state.held {
                let apply_ns = (store.apply_ns * state.slow * self.one_in) as Ns;
                *applied_until = (*applied_until).max(now) + apply_ns;
            }
            let lag_ns = behind(&state.held, store.lag_ns, now);
            store.lag_max_ns = store.lag_max_ns.max(lag_ns);
        }
        if store.per_shard > 1 && !store.is_sync {
            let recent = &mut store.recent[shard as usize];
            recent.push_back(now);
            let keep_ns = store.lag_max_ns.max(store.lag_ns);
            while recent.front().is_some_and(|at| at + keep_ns < now) {
                recent.pop_front();
            }
        }
        if !must_copy {
            self.data.writes += u64::from(!call.flags.is_flush);
            return self.answer(at, None);
        }
        let write_ns = node.write.ns(&mut node.chance) as Ns;
        // The nearest of them is the first to have it.
        let farness = replicas.into_iter().map(|replica| self.distance(primary, replica));
        let way_ns = match farness.min() {
            Some(2) => OTHER_REGION_NS,
            _ => SAME_REGION_NS,
        };
        let round_ns = 2 * way_ns + write_ns;
        self.calls[at].stage = Stage::Waiting;
        self.agenda
            .put(now + round_ns, Event::Replicated { call: at, generation: call.generation });
    }

    /// A replica has it too, and so it is a write that was answered with yes.
    pub fn replicated(&mut self, at: u32) {
        self.data.writes += u64::from(!self.calls[at].flags.is_flush);
        self.answer(at, None);
    }

    /// How far a replica is behind its primary, at worst of a node's.
    pub fn lag_ns(&self, at: usize) -> Option<Ns> {
        let node = &self.nodes[at];
        let Does::Store(store) = &node.does else { return None };
        if !store.reports_lag {
            return None;
        }
        let servers = node.first_server..node.first_server + node.servers;
        let lags = servers.map(|server| {
            let state = &self.servers[server as usize];
            if state.is_up { behind(&state.held, store.lag_ns, self.now) } else { 0 }
        });
        lags.max()
    }

    /// A replica takes a dead primary's place, without what it had not been sent.
    pub fn promote(&mut self, at: usize, shard: u32) {
        let node = &mut self.nodes[at];
        let Does::Store(store) = &mut node.does else { return };
        let first = node.first_server + shard * store.per_shard;
        let primary = first + store.primaries[shard as usize];
        let dead = &self.servers[primary as usize];
        if dead.is_up {
            return;
        }
        let died_at = dead.changed_at;
        let lag_of =
            |server: &u32| behind(&self.servers[*server as usize].held, store.lag_ns, died_at);
        let up = (first..first + store.per_shard).filter(|one| self.servers[*one as usize].is_up);
        let Some(chosen) = up.min_by_key(lag_of) else { return };
        if !store.is_sync {
            let lag_ns = lag_of(&chosen);
            let lost = store.recent[shard as usize].iter().filter(|at| **at + lag_ns > died_at);
            self.data.lost_writes += lost.count() as u64;
        }
        store.recent[shard as usize].clear();
        store.primaries[shard as usize] = chosen - first;
    }
}

fn behind(held: &Held, lag_ns: Ns, now: Ns) -> Ns {
    match held {
        Held::Replica { applied_until } => lag_ns.max(applied_until.saturating_sub(now)),
        _ => 0,
    }
}
