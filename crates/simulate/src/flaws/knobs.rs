//! Numbers that no machine has, each with what it may be.

use super::{Finding, INSTANCES_MAX, KEYS_MAX, RATE_MAX_PER_S, RETRIES_MAX};
use crate::design::{
    Breaker, Cache, Clients, Duration, Edge, Gateway, LoadBalancer, Node, Operation, Part, Queue,
    Service, Store, Websockets,
};
use crate::reach::instances;

const HOUR_MS: f64 = 3_600_000.0;
const DAY_S: f64 = 86_400.0;
const YEAR_S: f64 = 365.0 * DAY_S;
/// Longer work is no request any more, and its tail would outlast every run.
const WORK_MAX_MS: f64 = 600_000.0;
const CORES_MAX: f64 = 1_024.0;
const MANY: f64 = 10_000_000.0;
const SHARDS_MAX: f64 = 1_000.0;
const REPLICAS_MAX: f64 = 100.0;
const PARTITIONS_MAX: f64 = 1_000.0;
const CALLS_MAX: f64 = 1_000.0;
const ZIPF_MAX: f64 = 5.0;

pub fn of_operation(operation: &Operation, found: &mut Vec<Finding>) {
    let mut knobs = Knobs(found);
    knobs.between("share", operation.share, 0.0, RATE_MAX_PER_S);
    knobs.between("keys", operation.keys, 1.0, f64::from(KEYS_MAX));
    knobs.between("zipf", operation.zipf, 0.0, ZIPF_MAX);
}

pub fn of_node(node: &Node, found: &mut Vec<Finding>) {
    let mut knobs = Knobs(found);
    match &node.part {
        Part::Clients(clients) => knobs.clients(clients),
        Part::Cdn(cache) | Part::Cache(cache) => knobs.cache(cache),
        Part::LoadBalancer(balancer) => knobs.balancer(balancer),
        Part::Gateway(gateway) => knobs.gateway(gateway),
        Part::Service(service) | Part::Workers(service) => knobs.service(service),
        Part::Database(store) | Part::ShardedStore(store) | Part::SearchIndex(store) => {
            knobs.store(store);
        }
        Part::ObjectStore(objects) => {
            knobs.work("read", objects.read);
            knobs.work("write", objects.write);
        }
        Part::Queue(queue) | Part::Log(queue) => knobs.queue(queue),
        Part::Websockets(sockets) => knobs.sockets(sockets),
        Part::External(external) => {
            knobs.work("work", external.work);
            knobs.between("error_share", external.error_share, 0.0, 1.0);
            knobs.between("limit_per_s", external.limit_per_s, 0.0, RATE_MAX_PER_S);
        }
    }
}

pub fn of_edge(edge: &Edge, found: &mut Vec<Finding>) {
    let mut knobs = Knobs(found);
    knobs.between("share", edge.share, 0.0, 1.0);
    knobs.between("calls", edge.calls, 1.0, CALLS_MAX);
    knobs.between("timeout_ms", edge.timeout_ms, 0.0, HOUR_MS);
    knobs.between("retries", edge.retries, 0.0, f64::from(RETRIES_MAX));
    knobs.between("backoff_ms", edge.backoff_ms, 0.0, HOUR_MS);
    knobs.between("backoff_max_ms", edge.backoff_max_ms, 0.0, HOUR_MS);
    knobs.between("retry_budget", edge.retry_budget, 0.0, 1.0);
    knobs.between("hedge_ms", edge.hedge_ms, 0.0, HOUR_MS);
    if let Some(network_ms) = edge.network_ms {
        knobs.between("network_ms", network_ms, 0.0, 60_000.0);
    }
    if let Some(Breaker { failure_share, window_s, calls_min, open_s }) = edge.breaker {
        knobs.between("breaker.failure_share", failure_share, 0.001, 1.0);
        knobs.between("breaker.window_s", window_s, 0.001, DAY_S);
        knobs.between("breaker.calls_min", calls_min, 1.0, MANY);
        knobs.between("breaker.open_s", open_s, 0.001, DAY_S);
    }
}

struct Knobs<'a>(&'a mut Vec<Finding>);

impl Knobs<'_> {
    /// NaN is between nothing.
    fn between(&mut self, name: &str, value: impl Into<f64>, least: f64, most: f64) {
        let value = value.into();
        if (least..=most).contains(&value) {
            return;
        }
        self.0.push(Finding::fatal(format!(
            "`{name}` is {}, which cannot be run: write a number between {} and {}.",
            number(value),
            number(least),
            number(most)
        )));
    }

    fn work(&mut self, name: &str, duration: Duration) {
        self.between(&format!("{name}.mean_ms"), duration.mean_ms, 0.0, WORK_MAX_MS);
    }

    fn instances(&mut self, instances: u32) {
        self.between("instances", instances, 1.0, f64::from(INSTANCES_MAX));
    }

    fn clients(&mut self, clients: &Clients) {
        self.between("rate_per_s", clients.rate_per_s, 0.0, RATE_MAX_PER_S);
        self.between("connections", clients.connections, 0.0, MANY);
    }

    fn cache(&mut self, cache: &Cache) {
        self.instances(cache.instances);
        self.work("work", cache.work);
        self.between("capacity_keys", cache.capacity_keys, 1.0, f64::from(u32::MAX));
        self.between("ttl_s", cache.ttl_s, 0.0, YEAR_S);
        self.between("flush_ms", cache.flush_ms, 0.0, HOUR_MS);
    }

    fn balancer(&mut self, balancer: &LoadBalancer) {
        self.instances(balancer.instances);
        self.between("health_check_s", balancer.health_check_s, 0.0, DAY_S);
        self.between("unhealthy_after", balancer.unhealthy_after, 1.0, 100.0);
        if ![4, 7].contains(&balancer.layer) {
            self.0.push(Finding::fatal(format!(
                "`layer` is {}, and a load balancer works on layer 4 (connections) or 7 (requests): write one of them.",
                balancer.layer
            )));
        }
    }

    fn gateway(&mut self, gateway: &Gateway) {
        self.instances(gateway.instances);
        self.work("work", gateway.work);
        if let Some(limit) = &gateway.limit {
            self.between("limit.rate_per_s", limit.rate_per_s, 0.001, RATE_MAX_PER_S);
            self.between("limit.burst", limit.burst, 0.0, RATE_MAX_PER_S);
            self.between("limit.window_s", limit.window_s, 0.001, DAY_S);
        }
    }

    fn service(&mut self, service: &Service) {
        self.instances(service.instances);
        self.between("cores", service.cores, 1.0, CORES_MAX);
        self.between("threads", service.threads, 1.0, MANY);
        self.between("queue", service.queue, 0.0, MANY);
        self.work("work", service.work);
        self.between("poison_share", service.poison_share, 0.0, 1.0);
    }

    fn store(&mut self, store: &Store) {
        self.between("shards", store.shards, 1.0, SHARDS_MAX);
        self.between("replicas", store.replicas, 0.0, REPLICAS_MAX);
        let part = Part::Database(store.clone());
        let all = instances(&part);
        let each_is_right = store.shards >= 1 && f64::from(store.replicas) <= REPLICAS_MAX;
        if all > INSTANCES_MAX && each_is_right && f64::from(store.shards) <= SHARDS_MAX {
            self.0.push(Finding::fatal(format!(
                "`shards` times a primary and its `replicas` are {} servers, and a part may have {}: take fewer.",
                number(f64::from(all)),
                number(f64::from(INSTANCES_MAX))
            )));
        }
        self.between("lag_ms", store.lag_ms, 0.0, HOUR_MS);
        self.between("failover_s", store.failover_s, 0.0, DAY_S);
        self.between("cores", store.cores, 1.0, CORES_MAX);
        self.between("connections", store.connections, 1.0, MANY);
        self.work("read", store.read);
        self.work("write", store.write);
    }

    fn queue(&mut self, queue: &Queue) {
        self.work("work", queue.work);
        self.between("capacity", queue.capacity, 1.0, f64::from(u32::MAX));
        self.between("visibility_s", queue.visibility_s, 0.001, DAY_S);
        self.between("partitions", queue.partitions, 1.0, PARTITIONS_MAX);
        self.between("copies", queue.copies, 1.0, REPLICAS_MAX);
    }

    fn sockets(&mut self, sockets: &Websockets) {
        self.instances(sockets.instances);
        self.between("connections_max", sockets.connections_max, 1.0, MANY);
        self.between("cores", sockets.cores, 1.0, CORES_MAX);
        self.work("work", sockets.work);
        self.work("handshake", sockets.handshake);
    }
}

/// As people write it: `12,000`, `0.25`, `1e30`.
pub(crate) fn number(value: f64) -> String {
    if !value.is_finite() {
        return if value.is_nan() {
            "not a number".to_owned()
        } else if value > 0.0 {
            "infinite".to_owned()
        } else {
            "minus infinity".to_owned()
        };
    }
    if value.abs() >= 1e15 || (value != 0.0 && value.abs() < 1e-4) {
        return format!("{value:e}");
    }
    let text = format!("{value}");
    let (sign, text) = text.strip_prefix('-').map_or(("", text.as_str()), |text| ("-", text));
    let (whole, rest) = text.split_once('.').map_or((text, None), |(a, b)| (a, Some(b)));
    let mut grouped = String::from(sign);
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    match rest {
        Some(rest) => format!("{grouped}.{rest}"),
        None => grouped,
    }
}
