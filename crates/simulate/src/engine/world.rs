//! Everything that a run knows, made from a design.

use super::call::Calls;
use super::chance::{Chance, Draw, Zipf, mixed};
use super::events::{Agenda, Event, Lane, LaneKind, Ns};
use super::limit::{Breaker, Limiter};
use super::measure::{Failures, Gauge, Latencies, Requests, Traffic};
use super::route::{on_ring, ring_of};
use super::server::{Flow, Held, Server};
use super::shelf::Shelf;
use crate::design::{
    Cache, Clients, Design, Edge, Eviction, Jitter, Node, Operation, Part, Partition, Pattern,
    Policy, ReadsFrom, Replication, Stampede, Store,
};
use crate::reach::Reach;
use crate::report::DataReport;
use crate::scenario::Scenario;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::{BTreeMap, VecDeque};

/// Where nobody says otherwise: within a zone, between zones, between regions; and from people to the first part.
const SAME_ZONE_NS: Ns = 250_000;
pub const SAME_REGION_NS: Ns = 750_000;
pub const OTHER_REGION_NS: Ns = 40_000_000;
const LAST_MILE_NS: Ns = 5_000_000;
/// Callers that have no load balancer between find out by themselves.
pub const NOTICED_NS: Ns = 10_000_000_000;

/// More of them would take longer than what is saved by sampling.
const GHOSTS_MAX: f64 = 15.0;

pub struct World {
    pub now: Ns,
    pub end_at: Ns,
    pub one_in: f64,
    /// Where one request stands for many: of the others, so many for each come to caches and leave it at that, so that
    /// what caches hold is what all of them asked for.
    pub ghosts: u32,
    pub scenario: Scenario,
    pub agenda: Agenda,
    pub lanes: Vec<Lane>,
    pub calls: Calls,
    pub nodes: Vec<NodeState>,
    pub servers: Vec<Server>,
    pub edges: Vec<EdgeState>,
    pub operations: Vec<OperationState>,
    /// `(region, zone)` of each.
    pub zones: Vec<(u16, u16)>,
    pub regions: Vec<String>,
    pub zone_names: Vec<String>,
    /// Pairs of nodes between which nothing gets through.
    pub cut: FxHashSet<(u16, u16)>,
    pub flights: Flights,
    /// Faults in their parts, each done at its time.
    pub actions: Vec<super::faults::Action>,
    /// Something looks at what a request is about.
    pub uses_keys: bool,
    /// Of the operation with the most.
    pub keys_max: u32,
    /// When the warm-up ended, and the frame before.
    pub counted_from: Ns,
    pub frame_from: Ns,
    /// When a key was last written, and when a store had that: later, where a cache writes back.
    pub written: FxHashMap<u32, Ns>,
    pub kept: FxHashMap<u32, Ns>,
    pub total: Requests,
    /// Of messages, from a client's request to the last who deals with them; nothing carries any: none.
    pub deliveries: Option<Latencies>,
    pub failures: Failures,
    pub data: DataReport,
    pub events: u64,
    pub trace: u64,
    pub reconnects: u64,
}

pub struct OperationState {
    pub id: String,
    pub writes: bool,
    pub zipf: Zipf,
    pub requests: Requests,
}

pub struct NodeState {
    pub id: String,
    pub kind: &'static str,
    pub does: Does,
    pub chance: Chance,
    pub read: Draw,
    pub write: Draw,
    /// Its edges, in the order in which a request that reads, or one that writes, goes along them.
    pub reads_along: Vec<u16>,
    pub writes_along: Vec<u16>,
    pub first_server: u32,
    pub servers: u32,
    pub turn: u32,
    pub ring: Vec<(u64, u32)>,
    pub gauge: Gauge,
}

pub enum Does {
    Clients(ClientsState),
    Balance(BalanceState),
    Gate(Option<Limiter>),
    Serve { parallel: bool, drops_expired: bool, poison_share: f64 },
    Cache(CacheState),
    Store(StoreState),
    Objects,
    Queue(QueueState),
    Sockets { handshake: Draw },
    External { error_share: f64, limiter: Option<Limiter> },
}

pub struct ClientsState {
    pub rate_per_s: f64,
    pub evenly: bool,
    /// Operations with their shares summed up, so that one draw finds one.
    pub operations: Vec<(f64, u16)>,
}

pub struct BalanceState {
    pub policy: Policy,
    /// Where it may send: the edge, and the instance.
    pub targets: Vec<(u16, u32)>,
    pub active: Vec<u32>,
    pub notices_ns: Ns,
    pub trusts_ns: Ns,
    pub drains: bool,
}

#[derive(Debug, Clone, Copy)]
pub struct CacheState {
    pub is_aside: bool,
    pub is_write_back: bool,
    pub is_cdn: bool,
    pub ttl_ns: Ns,
    pub single_flight: bool,
    pub flush_ns: Ns,
    /// What it asked for last came.
    pub is_filled: bool,
}

pub struct StoreState {
    pub partition: Partition,
    pub reads_from: ReadsFrom,
    pub is_sync: bool,
    pub lag_ns: Ns,
    pub failover_ns: Ns,
    pub apply_ns: f64,
    pub per_shard: u32,
    /// Which of a shard's servers is its primary.
    pub primaries: Vec<u32>,
    /// When the last writes were made, as far back as a replica may be behind.
    pub recent: Vec<VecDeque<Ns>>,
    pub lag_max_ns: Ns,
    pub reports_lag: bool,
}

pub struct QueueState {
    pub groups: Vec<Group>,
    pub capacity: u64,
    pub dead_letter_after: u32,
    pub is_log: bool,
    pub partitions: u32,
    pub visibility_ns: Ns,
    pub outlives: bool,
    pub latencies: super::measure::Latencies,
    pub depth: u64,
}

/// Those who share the messages: all consumers of a queue, or each consumer of a log.
pub struct Group {
    pub edges: Vec<u16>,
    pub partitions: Vec<Lot>,
    pub one_at_a_time: bool,
    /// Its consumers want messages of different operations: each operation's lie apart.
    pub by_operation: bool,
    pub visibility: u32,
    pub turn: u32,
    /// Partitions that may have something to hand out.
    pub from: u32,
}

#[derive(Default)]
pub struct Lot {
    pub ready: VecDeque<Message>,
    pub out: u32,
}

#[derive(Debug, Clone, Copy)]
pub struct Message {
    pub key: u32,
    pub operation: u16,
    pub received: u16,
    /// When it came into this queue, and when the request began of which it came.
    pub put_at: Ns,
    pub origin_at: Ns,
    pub writes: bool,
    pub is_poison: bool,
}

/// Messages that were handed out.
#[derive(Default)]
pub struct Flights {
    pub all: Vec<Flight>,
    pub free: Vec<u32>,
}

#[derive(Debug, Clone, Copy)]
pub struct Flight {
    pub generation: u32,
    pub is_out: bool,
    pub queue: u16,
    pub group: u16,
    pub partition: u16,
    pub message: Message,
}

pub struct EdgeState {
    pub from: u16,
    pub to: u16,
    /// None: all.
    pub operations: Vec<u16>,
    pub share: f64,
    pub calls: u16,
    pub background: bool,
    /// Along it goes what is for connected clients.
    pub is_push: bool,
    pub writes: bool,
    pub same_key: bool,
    pub retries: u16,
    pub backoff_ns: f64,
    pub backoff_max_ns: f64,
    pub jitter: Jitter,
    pub retry_budget: f64,
    pub tokens: f64,
    pub hedge_ns: Ns,
    pub pool: u32,
    pub bulkhead: u32,
    /// By the caller's instance.
    pub places: Vec<Places>,
    pub breaker: Option<Vec<Breaker>>,
    pub there: [u32; 3],
    pub back: [u32; 3],
    pub timeout: Option<u32>,
    pub chance: Chance,
    pub traffic: Traffic,
}

#[derive(Default)]
pub struct Places {
    pub taken: u32,
    pub waiting: VecDeque<(u32, u32)>,
}

impl World {
    pub fn new(design: &Design, scenario: &Scenario, one_in: f64) -> World {
        let mut world = World {
            now: 0,
            end_at: (scenario.duration_s * 1e9) as Ns,
            one_in,
            ghosts: (one_in - 1.0).round().min(GHOSTS_MAX) as u32,
            scenario: scenario.clone(),
            agenda: Agenda::default(),
            lanes: Vec::new(),
            calls: Calls::default(),
            nodes: Vec::new(),
            servers: Vec::new(),
            edges: Vec::new(),
            operations: Vec::new(),
            zones: vec![(0, 0)],
            regions: vec![String::new()],
            zone_names: vec![String::new()],
            cut: FxHashSet::default(),
            flights: Flights::default(),
            actions: Vec::new(),
            uses_keys: design.nodes.iter().any(|node| uses_keys(&node.part)),
            keys_max: 0,
            counted_from: 0,
            frame_from: 0,
            written: FxHashMap::default(),
            kept: FxHashMap::default(),
            total: Requests::new(),
            deliveries: None,
            failures: Failures::default(),
            data: DataReport::default(),
            events: 0,
            trace: 0,
            reconnects: 0,
        };
        world.add_operations(design);
        let ids: BTreeMap<&str, u16> = design
            .nodes
            .iter()
            .enumerate()
            .map(|(at, node)| (node.id.as_str(), at as u16))
            .collect();
        for node in &design.nodes {
            world.add_node(node, design);
        }
        let pushes = Reach::new(design).pushes;
        for (edge, is_push) in design.edges.iter().zip(pushes) {
            if let (Some(from), Some(to)) = (ids.get(edge.from.as_str()), ids.get(edge.to.as_str()))
            {
                world.add_edge(edge, *from, *to, is_push);
            }
        }
        let carries = world.nodes.iter().any(|node| matches!(node.does, Does::Queue(_)))
            || world.edges.iter().any(|edge| edge.is_push);
        world.deliveries = carries.then(Latencies::new);
        world.connect();
        world.warm(design);
        world.open_connections(design);
        world.start();
        world
    }

    fn add_operations(&mut self, design: &Design) {
        let usual = [Operation::default()];
        let all = if design.operations.is_empty() { &usual[..] } else { &design.operations };
        for operation in all {
            self.keys_max = self.keys_max.max(operation.keys);
            self.operations.push(OperationState {
                id: operation.id.clone(),
                writes: operation.writes,
                zipf: Zipf::new(operation.keys, operation.zipf),
                requests: Requests::new(),
            });
        }
    }

    fn add_node(&mut self, node: &Node, design: &Design) {
        let at = self.nodes.len() as u16;
        let first_server = self.servers.len() as u32;
        let seed = self.scenario.seed;
        let idle = Draw::Constant(0.0);
        let one_in = self.one_in;
        let unlimited = u32::MAX;
        // Cores, threads, queue of each of so many instances.
        let (instances, cores, threads, queue, read, write, does) = match &node.part {
            Part::Clients(clients) => {
                let does = Does::Clients(self.clients(clients, design));
                (1, unlimited, unlimited, 0, idle, idle, does)
            }
            Part::LoadBalancer(balancer) => {
                let mean_ms = if balancer.layer == 4 { 0.01 } else { 0.05 };
                let work =
                    Draw::new(crate::design::Duration::ms(mean_ms, crate::design::Spread::Narrow));
                let check_ns = (balancer.health_check_s * 1e9) as Ns;
                let does = Does::Balance(BalanceState {
                    policy: balancer.policy,
                    targets: Vec::new(),
                    active: Vec::new(),
                    notices_ns: check_ns * Ns::from(balancer.unhealthy_after.max(1)),
                    trusts_ns: check_ns,
                    drains: balancer.drains,
                });
                (balancer.instances, 16, unlimited, unlimited, work, work, does)
            }
            Part::Gateway(gateway) => {
                let work = Draw::new(gateway.work);
                let limiter = gateway.limit.clone().map(|limit| Limiter::new(limit, one_in));
                (gateway.instances, 8, unlimited, 10_000, work, work, Does::Gate(limiter))
            }
            Part::Service(service) | Part::Workers(service) => {
                let work = Draw::new(service.work);
                let does = Does::Serve {
                    parallel: service.parallel,
                    drops_expired: service.drops_expired,
                    poison_share: service.poison_share,
                };
                (service.instances, service.cores, service.threads, service.queue, work, work, does)
            }
            Part::Cdn(cache) => {
                let work = Draw::new(cache.work);
                let does = Does::Cache(cache_state(cache, true));
                (cache.instances, unlimited, unlimited, 0, work, work, does)
            }
            Part::Cache(cache) => {
                let work = Draw::new(cache.work);
                let does = Does::Cache(cache_state(cache, false));
                // One thread does the work, as in Redis.
                (cache.instances, 1, 10_000, 10_000, work, work, does)
            }
            Part::Database(store) | Part::ShardedStore(store) | Part::SearchIndex(store) => {
                let (read, write) = (Draw::new(store.read), Draw::new(store.write));
                let does = Does::Store(store_state(store));
                let servers = store.shards * (1 + store.replicas);
                (servers, store.cores, store.connections, 0, read, write, does)
            }
            Part::ObjectStore(objects) => {
                let (read, write) = (Draw::new(objects.read), Draw::new(objects.write));
                (1, unlimited, unlimited, 0, read, write, Does::Objects)
            }
            Part::Queue(queue) | Part::Log(queue) => {
                let work = Draw::new(queue.work);
                let does = Does::Queue(QueueState {
                    groups: Vec::new(),
                    capacity: (f64::from(queue.capacity) / one_in).ceil() as u64,
                    dead_letter_after: queue.dead_letter_after,
                    is_log: matches!(node.part, Part::Log(_)),
                    partitions: queue.partitions,
                    visibility_ns: (queue.visibility_s * 1e9) as Ns,
                    outlives: queue.copies > 1,
                    latencies: super::measure::Latencies::new(),
                    depth: 0,
                });
                (1, 16, unlimited, unlimited, work, work, does)
            }
            Part::Websockets(sockets) => {
                let (work, handshake) = (Draw::new(sockets.work), Draw::new(sockets.handshake));
                let does = Does::Sockets { handshake };
                (sockets.instances, sockets.cores, unlimited, 100_000, work, work, does)
            }
            Part::External(external) => {
                let work = Draw::new(external.work);
                let limit = (external.limit_per_s > 0.0).then_some(crate::design::Limit {
                    algorithm: crate::design::LimitAlgorithm::TokenBucket,
                    rate_per_s: external.limit_per_s,
                    burst: 0.0,
                    window_s: 1.0,
                    per_key: false,
                });
                let limiter = limit.map(|limit| Limiter::new(limit, one_in));
                let does = Does::External { error_share: external.error_share, limiter };
                (1, unlimited, unlimited, 0, work, work, does)
            }
        };
        let zones: Vec<u16> = node.zones.iter().map(|zone| self.zone(zone)).collect();
        for instance in 0..instances {
            let zone = zones.get(instance as usize % zones.len().max(1)).copied().unwrap_or(0);
            let held = match &node.part {
                Part::Cache(cache) | Part::Cdn(cache) => {
                    let each = cache.capacity_keys.div_ceil(cache.instances.max(1)) as usize;
                    held_shelf(each, cache.eviction)
                }
                Part::Database(_) | Part::ShardedStore(_) | Part::SearchIndex(_) => {
                    Held::Replica { applied_until: 0 }
                }
                Part::Websockets(sockets) => {
                    let most = (f64::from(sockets.connections_max) / one_in).ceil() as u32;
                    Held::Connections { open: 0, most }
                }
                _ => Held::Nothing,
            };
            self.servers.push(Server {
                node: at,
                instance,
                zone,
                cores,
                threads,
                queue,
                is_up: true,
                changed_at: 0,
                is_drained: false,
                slow: 1.0,
                busy: 0,
                inside: 0,
                run: VecDeque::new(),
                backlog: VecDeque::new(),
                calls: 0,
                worked_ns: 0.0,
                held,
                sampled: (one_in > 1.0 && cores != unlimited).then(Flow::default),
            });
        }
        let gauge_cores = if cores == unlimited { 0 } else { instances * cores };
        let is_cache = matches!(node.part, Part::Cache(_));
        self.nodes.push(NodeState {
            id: node.id.clone(),
            kind: node.part.kind(),
            does,
            chance: Chance::new(seed, &node.id),
            read,
            write,
            reads_along: Vec::new(),
            writes_along: Vec::new(),
            first_server,
            servers: instances,
            turn: 0,
            ring: if is_cache && instances > 1 {
                ring_of(first_server..first_server + instances)
            } else {
                Vec::new()
            },
            gauge: Gauge::new(gauge_cores),
        });
    }

    fn clients(&self, clients: &Clients, design: &Design) -> ClientsState {
        let usual = [Operation::default()];
        let all = if design.operations.is_empty() { &usual[..] } else { &design.operations };
        let mut summed = 0.0;
        let mut operations = Vec::new();
        for (at, operation) in all.iter().enumerate() {
            if clients.operations.is_empty() || clients.operations.contains(&operation.id) {
                summed += operation.share.max(0.0);
                operations.push((summed, at as u16));
            }
        }
        for (until, _) in &mut operations {
            *until /= summed.max(f64::MIN_POSITIVE);
        }
        let rate_per_s = clients.rate_per_s * self.scenario.load / self.one_in;
        ClientsState { rate_per_s, evenly: clients.evenly, operations }
    }

    fn zone(&mut self, name: &str) -> u16 {
        if let Some(at) = self.zone_names.iter().position(|known| known == name) {
            return at as u16;
        }
        let region_name = name.split_once('/').map_or(name, |(region, _)| region);
        let region = self.regions.iter().position(|known| known == region_name);
        let region = region.unwrap_or_else(|| {
            self.regions.push(region_name.to_owned());
            self.regions.len() - 1
        });
        self.zone_names.push(name.to_owned());
        self.zones.push((region as u16, (self.zone_names.len() - 1) as u16));
        (self.zone_names.len() - 1) as u16
    }

    fn lane(&mut self, what: LaneKind, delay_ns: Ns) -> u32 {
        self.lanes.push(Lane { what, delay_ns, waiting: VecDeque::new() });
        (self.lanes.len() - 1) as u32
    }

    fn add_edge(&mut self, edge: &Edge, from: u16, to: u16, is_push: bool) {
        let is_last_mile = matches!(self.nodes[from as usize].does, Does::Clients(_));
        let usual = if is_last_mile {
            [LAST_MILE_NS, LAST_MILE_NS, OTHER_REGION_NS]
        } else {
            [SAME_ZONE_NS, SAME_REGION_NS, OTHER_REGION_NS]
        };
        let delays = match edge.network_ms {
            Some(ms) => [(ms * 1e6) as Ns; 3],
            None => usual,
        };
        let there = delays.map(|delay| self.lane(LaneKind::There, delay));
        let back = delays.map(|delay| self.lane(LaneKind::Back, delay));
        let timeout_ns = (edge.timeout_ms * 1e6) as Ns;
        let timeout = (timeout_ns > 0).then(|| self.lane(LaneKind::Timeout, timeout_ns));
        let callers = self.nodes[from as usize].servers as usize;
        let operations = self.operations.iter().enumerate();
        let named = operations.filter(|(_, operation)| edge.operations.contains(&operation.id));
        let scaled = |most: u32| {
            if most == 0 { 0 } else { (f64::from(most) / self.one_in).ceil() as u32 }
        };
        self.edges.push(EdgeState {
            from,
            to,
            operations: named.map(|(at, _)| at as u16).collect(),
            share: edge.share,
            calls: edge.calls.min(u32::from(u16::MAX)) as u16,
            background: edge.background,
            is_push,
            writes: edge.writes,
            same_key: edge.same_key,
            retries: edge.retries.min(u32::from(u16::MAX)) as u16,
            backoff_ns: edge.backoff_ms * 1e6,
            backoff_max_ns: edge.backoff_max_ms * 1e6,
            jitter: edge.jitter,
            retry_budget: edge.retry_budget,
            tokens: RETRY_TOKENS,
            hedge_ns: (edge.hedge_ms * 1e6) as Ns,
            pool: scaled(edge.pool),
            bulkhead: scaled(edge.bulkhead),
            places: (0..callers).map(|_| Places::default()).collect(),
            breaker: edge.breaker.map(|knobs| vec![Breaker::new(knobs); callers]),
            there,
            back,
            timeout,
            chance: Chance::new(self.scenario.seed, &format!("{}>{}", edge.from, edge.to)),
            traffic: Traffic::default(),
        });
    }

    /// Who goes where, once all edges are known.
    fn connect(&mut self) {
        for edge in 0..self.edges.len() as u16 {
            let from = self.edges[edge as usize].from as usize;
            if matches!(self.nodes[from].does, Does::Queue(_)) {
                continue;
            }
            self.nodes[from].reads_along.push(edge);
        }
        for at in 0..self.nodes.len() {
            // A write goes to where it is kept first, and then makes caches forget.
            let along = self.nodes[at].reads_along.clone();
            let (caches, others): (Vec<u16>, Vec<u16>) =
                along.into_iter().partition(|edge| self.is_aside(self.edges[*edge as usize].to));
            self.nodes[at].writes_along = others.iter().chain(&caches).copied().collect();
            self.nodes[at].reads_along = caches.iter().chain(&others).copied().collect();
            let targets: Vec<(u16, u32)> = others
                .iter()
                .chain(&caches)
                .flat_map(|edge| {
                    let to = &self.nodes[self.edges[*edge as usize].to as usize];
                    (to.first_server..to.first_server + to.servers).map(|server| (*edge, server))
                })
                .collect();
            let is_hashing = match &mut self.nodes[at].does {
                Does::Balance(balance) => {
                    balance.active = vec![0; targets.len()];
                    balance.targets = targets.clone();
                    balance.policy == Policy::ConsistentHash
                }
                _ => false,
            };
            if is_hashing {
                self.nodes[at].ring = ring_of(targets.iter().map(|(_, server)| *server));
            }
            self.connect_queue(at);
        }
    }

    fn connect_queue(&mut self, at: usize) {
        let Does::Queue(queue) = &self.nodes[at].does else { return };
        let is_log = queue.is_log;
        let out: Vec<u16> = (0..self.edges.len() as u16)
            .filter(|edge| self.edges[*edge as usize].from as usize == at)
            .collect();
        let groups: Vec<Vec<u16>> = match (is_log, out.is_empty()) {
            (_, true) => Vec::new(),
            (true, false) => out.iter().map(|edge| vec![*edge]).collect(),
            (false, false) => vec![out],
        };
        let (partitions, visibility_ns) = (queue.partitions, queue.visibility_ns);
        let mut made = Vec::new();
        for edges in groups {
            let visibility = self.lane(LaneKind::Visibility, visibility_ns);
            let chooses = |edge: &u16| !self.edges[*edge as usize].operations.is_empty();
            let by_operation = !is_log && edges.iter().any(chooses);
            let count = match (is_log, by_operation) {
                (true, _) => partitions.max(1),
                (false, true) => self.operations.len() as u32,
                (false, false) => 1,
            };
            made.push(Group {
                by_operation,
                edges,
                partitions: (0..count).map(|_| Lot::default()).collect(),
                one_at_a_time: is_log,
                visibility,
                turn: 0,
                from: 0,
            });
        }
        if let Does::Queue(queue) = &mut self.nodes[at].does {
            queue.groups = made;
        }
    }

    pub fn is_aside(&self, node: u16) -> bool {
        matches!(self.nodes[node as usize].does, Does::Cache(CacheState { is_aside: true, .. }))
    }

    fn start(&mut self) {
        for at in 0..self.nodes.len() {
            if let Does::Clients(clients) = &self.nodes[at].does
                && clients.rate_per_s > 0.0
            {
                self.agenda.put(0, Event::Arrival { clients: at as u32 });
            }
        }
        self.plan_faults();
    }

    /// Fills what starts warm with the most popular keys, the most popular last; as if each had come
    /// at another time, so that they do not all grow too old together.
    fn warm(&mut self, design: &Design) {
        let keys = design.operations.iter().filter(|operation| !operation.writes);
        let keys = keys.map(|operation| operation.keys).max().unwrap_or(Operation::default().keys);
        for (at, node) in design.nodes.iter().enumerate() {
            let (Part::Cache(cache) | Part::Cdn(cache)) = &node.part else { continue };
            if cache.warm {
                self.warm_one(at, cache.capacity_keys.min(keys));
            }
        }
    }

    fn warm_one(&mut self, at: usize, keys: u32) {
        let Does::Cache(CacheState { ttl_ns, .. }) = self.nodes[at].does else { return };
        for key in (0..keys).rev() {
            let server = self.shelf_of(at, key);
            let chance = &mut self.nodes[at].chance;
            let expires_at = if ttl_ns > 0 { 1 + (chance.unit() * ttl_ns as f64) as Ns } else { 0 };
            if let Held::Shelf { shelf, .. } = &mut self.servers[server as usize].held {
                shelf.put(key, 0, expires_at, chance);
            }
        }
    }

    /// Connections that are open from the beginning lie evenly.
    fn open_connections(&mut self, design: &Design) {
        let wanted = design.nodes.iter().map(|node| match &node.part {
            Part::Clients(clients) => f64::from(clients.connections),
            _ => 0.0,
        });
        let wanted = (wanted.sum::<f64>() * self.scenario.load / self.one_in) as u64;
        let holders: Vec<usize> = (0..self.servers.len())
            .filter(|at| matches!(self.servers[*at].held, Held::Connections { .. }))
            .collect();
        for (turn, at) in holders.iter().enumerate() {
            let share = wanted / holders.len() as u64
                + u64::from((turn as u64) < wanted % holders.len() as u64);
            if let Held::Connections { open, most } = &mut self.servers[*at].held {
                *open = share.min(u64::from(*most)) as u32;
            }
        }
    }

    /// Which instance of a cache a key belongs to.
    pub fn shelf_of(&self, at: usize, key: u32) -> u32 {
        let node = &self.nodes[at];
        if node.ring.is_empty() {
            return node.first_server + mixed(u64::from(key)) as u32 % node.servers.max(1);
        }
        let accepts = |server: u32| {
            let server = &self.servers[server as usize];
            server.believed_up(self.now, NOTICED_NS, 0)
        };
        on_ring(&node.ring, u64::from(key), accepts).unwrap_or(node.first_server)
    }
}

/// Calls that a budget lets be tried again at once, before it has to be earned.
pub const RETRY_TOKENS: f64 = 10.0;

fn uses_keys(part: &Part) -> bool {
    match part {
        Part::Cdn(_) | Part::Cache(_) | Part::Queue(_) | Part::Log(_) => true,
        Part::Database(_) | Part::ShardedStore(_) | Part::SearchIndex(_) => true,
        Part::LoadBalancer(balancer) => balancer.policy == Policy::ConsistentHash,
        Part::Gateway(gateway) => gateway.limit.as_ref().is_some_and(|limit| limit.per_key),
        Part::Clients(_) | Part::Service(_) | Part::Workers(_) => false,
        Part::ObjectStore(_) | Part::Websockets(_) | Part::External(_) => false,
    }
}

fn cache_state(cache: &Cache, is_cdn: bool) -> CacheState {
    CacheState {
        is_aside: !is_cdn && cache.pattern == Pattern::Aside,
        is_write_back: !is_cdn && cache.pattern == Pattern::WriteBack,
        is_cdn,
        ttl_ns: (cache.ttl_s * 1e9) as Ns,
        single_flight: cache.stampede == Stampede::SingleFlight,
        flush_ns: (cache.flush_ms * 1e6) as Ns,
        is_filled: true,
    }
}

fn store_state(store: &Store) -> StoreState {
    let per_shard = 1 + store.replicas;
    // One stream applies what the primary's cores wrote side by side, a little faster than they can.
    let apply_ns = store.write.mean_ms * 1e6 / (f64::from(store.cores.max(1)) * 1.25);
    StoreState {
        partition: store.partition,
        reads_from: store.reads_from,
        is_sync: store.replication == Replication::Sync,
        lag_ns: (store.lag_ms * 1e6) as Ns,
        failover_ns: (store.failover_s * 1e9) as Ns,
        apply_ns,
        per_shard,
        primaries: vec![0; store.shards as usize],
        recent: (0..store.shards).map(|_| VecDeque::new()).collect(),
        lag_max_ns: 0,
        reports_lag: store.replicas > 0,
    }
}

fn held_shelf(capacity: usize, eviction: Eviction) -> Held {
    Held::Shelf {
        shelf: Shelf::new(capacity, eviction),
        fetches: FxHashMap::default(),
        owed: FxHashMap::default(),
    }
}
