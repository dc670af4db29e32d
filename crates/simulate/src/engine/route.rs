//! Which instance gets a call.

use super::call::{Call, NONE, Try};
use super::chance::{Chance, hash_of, mixed};
use super::flow::Failure;
use super::world::{Does, NOTICED_NS, World};
use crate::design::{Partition, Policy, ReadsFrom};
use crate::report::Cause;

/// Places of an instance on a hash ring.
const RING_PLACES: u32 = 128;

impl World {
    /// Of the node at an edge's end, where no load balancer stands between.
    pub fn choose(&mut self, call: &Call, from: u32) -> u32 {
        let to = self.edges[call.edge as usize].to as usize;
        match &self.nodes[to].does {
            Does::Cache(_) => self.shelf_of(to, call.key),
            Does::Store(_) => self.replica_for(to, call, from),
            _ => self.any_instance(to, call.avoids),
        }
    }

    /// One that is thought to be up, at random, and not the one that has just failed; if there is none, one that is not.
    fn any_instance(&mut self, at: usize, avoids: u32) -> u32 {
        let node = &mut self.nodes[at];
        let (first, count) = (node.first_server, node.servers);
        if count == 1 {
            return first;
        }
        let drawn = first + node.chance.below(count);
        let believed =
            |server: &u32| self.servers[*server as usize].believed_up(self.now, NOTICED_NS, 0);
        if drawn != avoids && believed(&drawn) {
            return drawn;
        }
        // Drawn again among those that are left, so that each of them gets as much more.
        let up = (first..first + count).filter(believed);
        let others = up.clone().filter(|server| *server != avoids);
        one_of(others, &mut node.chance).or_else(|| up.min()).unwrap_or(drawn)
    }

    /// Reads go to who is in the caller's region, if anybody is.
    fn replica_for(&mut self, at: usize, call: &Call, from: u32) -> u32 {
        let writes = call.flags.writes;
        let caller = self.servers[from as usize].zone;
        let node = &mut self.nodes[at];
        let Does::Store(store) = &node.does else { return node.first_server };
        let shards = store.primaries.len() as u32;
        let shard = shard_of(store.partition, call.key, shards, self.keys_max);
        let (primary, per_shard) = (store.primaries[shard as usize], store.per_shard);
        let first = node.first_server + shard * per_shard;
        if writes || per_shard == 1 || store.reads_from == ReadsFrom::Primary {
            return first + primary;
        }
        let all = store.reads_from == ReadsFrom::All;
        // When a replica is promoted, everybody is told who is gone.
        let notices_ns = match store.failover_ns {
            0 => NOTICED_NS,
            failover_ns => failover_ns.min(NOTICED_NS),
        };
        let fits = |server: &u32| {
            (all || *server != first + primary)
                && self.servers[*server as usize].believed_up(self.now, notices_ns, 0)
        };
        let region = |zone: u16| self.zones[zone as usize].0;
        let is_near = |server: &u32| {
            let (here, there) = (region(caller), region(self.servers[*server as usize].zone));
            here == 0 || there == 0 || here == there
        };
        let up = (first..first + per_shard).filter(fits);
        let others = up.clone().filter(|server| *server != call.avoids);
        let near = others.clone().filter(is_near);
        let chance = &mut node.chance;
        one_of(near, chance)
            .or_else(|| one_of(others, chance))
            .or_else(|| up.min())
            .unwrap_or(first + primary)
    }

    // ---- Load balancers

    pub fn balance(&mut self, at: u32) {
        // Its one call has come back well.
        if self.calls[at].step > 0 {
            let failed = self.calls[at].failed;
            return self.answer(at, failed);
        }
        self.calls[at].step = 1;
        self.calls[at].pending = 1;
        self.pass_on(at, 0, true);
    }

    pub fn balance_again(&mut self, at: u32, attempt: u16) {
        self.pass_on(at, attempt, false);
    }

    fn pass_on(&mut self, at: u32, attempt: u16, is_first: bool) {
        let call = self.calls[at];
        let Some(target) = self.target_for(&call) else {
            let failure: Failure = (Cause::Down, call.node);
            return self.answer(at, Some(failure));
        };
        let Does::Balance(balance) = &mut self.nodes[call.node as usize].does else { return };
        let (edge, server) = balance.targets[target as usize];
        balance.active[target as usize] += 1;
        if is_first {
            self.edges[edge as usize].count_first();
        }
        let of = Try { edge, attempt, key: call.key, server };
        if let Err(cause) = self.issue(at, of, NONE, Some((target, server))) {
            if let Does::Balance(balance) = &mut self.nodes[call.node as usize].does {
                balance.active[target as usize] -= 1;
            }
            let failure = (cause, self.edges[edge as usize].to);
            self.settle(at, of, Some(failure));
        }
    }

    /// Not the one that has just failed, if there is another.
    fn target_for(&mut self, call: &Call) -> Option<u32> {
        if call.avoids != NONE
            && let Some(target) = self.target_beside(call, call.avoids)
        {
            return Some(target);
        }
        self.target_beside(call, NONE)
    }

    fn target_beside(&mut self, call: &Call, avoids: u32) -> Option<u32> {
        let now = self.now;
        let node = &mut self.nodes[call.node as usize];
        let Does::Balance(balance) = &node.does else { return None };
        let count = balance.targets.len() as u32;
        let fits = |target: u32| {
            let (edge, server) = balance.targets[target as usize];
            let edge = &self.edges[edge as usize];
            server != avoids
                && edge.carries(call.operation)
                && self.servers[server as usize].believed_up(
                    now,
                    balance.notices_ns,
                    balance.trusts_ns,
                )
        };
        match balance.policy {
            Policy::RoundRobin => {
                let from = node.turn;
                let chosen = (0..count).map(|n| (from + n) % count).find(|target| fits(*target))?;
                node.turn = chosen + 1;
                Some(chosen)
            }
            Policy::Random => {
                let from = node.chance.below(count.max(1));
                (0..count).map(|n| (from + n) % count).find(|target| fits(*target))
            }
            Policy::LeastConnections => {
                // Of equals not always the first.
                let from = node.turn;
                let around = (0..count).map(|n| (from + n) % count).filter(|target| fits(*target));
                let chosen = around.min_by_key(|target| balance.active[*target as usize])?;
                node.turn = chosen + 1;
                Some(chosen)
            }
            Policy::ConsistentHash => {
                let of = |server: u32| {
                    balance.targets.iter().position(|(_, one)| *one == server).unwrap_or(0) as u32
                };
                let server = on_ring(&node.ring, u64::from(call.key), |server| fits(of(server)))?;
                Some(of(server))
            }
        }
    }
}

/// One of several at random; nothing is drawn where there is no choice.
fn one_of(all: impl Iterator<Item = u32> + Clone, chance: &mut Chance) -> Option<u32> {
    match all.clone().count() as u32 {
        0 => None,
        1 => all.last(),
        count => all.clone().nth(chance.below(count) as usize),
    }
}

/// Key 0 is the most popular.
pub fn shard_of(partition: Partition, key: u32, shards: u32, keys: u32) -> u32 {
    match partition {
        Partition::Hash => (mixed(u64::from(key) ^ 0x5bd1_e995) % u64::from(shards)) as u32,
        Partition::Range => (u64::from(key) * u64::from(shards) / u64::from(keys.max(1)))
            .min(u64::from(shards) - 1) as u32,
        Partition::Directory => key % shards,
    }
}

/// Consistent hashing (Karger and others, 1997): each server has places on a ring, and a key belongs
/// to the next place after its own.
pub fn ring_of(servers: impl Iterator<Item = u32>) -> Vec<(u64, u32)> {
    let mut ring: Vec<(u64, u32)> = servers
        .flat_map(|server| {
            (0..RING_PLACES).map(move |place| {
                (hash_of(&(u64::from(server) << 32 | u64::from(place)).to_le_bytes()), server)
            })
        })
        .collect();
    ring.sort_unstable();
    ring
}

/// The first server from a key's place on that is accepted.
pub fn on_ring(ring: &[(u64, u32)], key: u64, accepts: impl Fn(u32) -> bool) -> Option<u32> {
    let place = mixed(key.wrapping_add(0x9e37_79b9_7f4a_7c15));
    let from = ring.partition_point(|(at, _)| *at < place);
    let around = ring[from..].iter().chain(&ring[..from]);
    around.map(|(_, server)| *server).find(|server| accepts(*server))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_server_takes_its_share_of_keys_and_no_other_key_moves() {
        let (ten, eleven) = (ring_of(0..10), ring_of(0..11));
        let keys = 100_000_u64;
        let owner = |ring: &[(u64, u32)], key| on_ring(ring, key, |_| true).unwrap();
        let (mut moved, mut elsewhere) = (0, 0);
        for key in 0..keys {
            let (before, after) = (owner(&ten, key), owner(&eleven, key));
            if before != after {
                moved += 1;
                elsewhere += u64::from(after != 10);
            }
        }
        let share = moved as f64 / keys as f64;
        assert!((share - 1.0 / 11.0).abs() < 0.02, "{share}");
        assert_eq!(elsewhere, 0);
    }

    #[test]
    fn the_keys_of_a_dead_server_go_to_several_others() {
        let ring = ring_of(0..10);
        let mut taken = [0; 10];
        for key in 0..100_000 {
            if on_ring(&ring, key, |_| true) == Some(3) {
                let next = on_ring(&ring, key, |server| server != 3).unwrap();
                taken[next as usize] += 1;
            }
        }
        assert_eq!(taken[3], 0);
        assert!(taken.iter().filter(|count| **count > 300).count() >= 8, "{taken:?}");
    }
}
