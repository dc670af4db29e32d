//! A design: what somebody draws. Nodes are components, edges are who calls whom.
//!
//! Every knob has a default that a first drawing can live with, and a unit at the end of its name.
//! The same types are the text form (TOML, see [`crate::text`]) and what a canvas edits (JSON).

use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Design {
    #[serde(skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// What is asked of the system. Without any, there is one that reads.
    #[serde(rename = "operation", skip_serializing_if = "Vec::is_empty")]
    pub operations: Vec<Operation>,
    #[serde(rename = "node", skip_serializing_if = "Vec::is_empty")]
    pub nodes: Vec<Node>,
    #[serde(rename = "edge", skip_serializing_if = "Vec::is_empty")]
    pub edges: Vec<Edge>,
}

/// One kind of request, such as `redirect` or `create`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Operation {
    pub id: String,
    /// Of all requests, as a weight beside the other operations'.
    #[serde(default = "one")]
    pub share: f64,
    #[serde(default)]
    pub writes: bool,
    /// How many different things are asked for. Key 0 is the most popular.
    #[serde(default = "keys")]
    pub keys: u32,
    /// How uneven popularity is: 0 all alike, 1 as words in a language.
    #[serde(default = "zipf")]
    pub zipf: f64,
    /// Of an answer, for what traffic costs.
    #[serde(default = "bytes")]
    pub bytes: u32,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Node {
    pub id: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// Where its instances stand, in turns: `eu-1/a` is zone `a` of region `eu-1`. None: one zone.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub zones: Vec<String>,
    /// On the canvas, in its units.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<[f64; 2]>,
    /// `kind = "service"` and its knobs.
    #[serde(flatten)]
    pub part: Part,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Part {
    Clients(Clients),
    Cdn(Cache),
    LoadBalancer(LoadBalancer),
    Gateway(Gateway),
    Service(Service),
    Cache(Cache),
    Database(Store),
    ShardedStore(Store),
    SearchIndex(Store),
    ObjectStore(ObjectStore),
    Queue(Queue),
    Log(Queue),
    Workers(Service),
    Websockets(Websockets),
    External(External),
}

/// How long something takes: its mean, and how it spreads.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Duration {
    pub mean_ms: f64,
    #[serde(default)]
    pub spread: Spread,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Spread {
    Constant,
    /// Many short ones and some long ones; memoryless.
    #[default]
    Exponential,
    /// Log-normal with a coefficient of variation of 0.5: most are near the mean.
    Narrow,
    /// Log-normal with a coefficient of variation of 2: a long tail.
    Wide,
}

impl Duration {
    #[must_use]
    pub const fn ms(mean_ms: f64, spread: Spread) -> Duration {
        Duration { mean_ms, spread }
    }
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Clients {
    /// At a load of 1.
    pub rate_per_s: f64,
    /// Which operations they ask for; none named: all.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub operations: Vec<String>,
    /// Of open connections, where they hold any (to `websockets`).
    pub connections: u32,
    /// Requests come evenly instead of at random.
    pub evenly: bool,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct LoadBalancer {
    pub policy: Policy,
    /// 4 passes connections on; 7 reads requests, which takes it some more work.
    pub layer: u8,
    pub instances: u32,
    pub health_check_s: f64,
    /// Checks in a row that fail before an instance gets nothing any more.
    pub unhealthy_after: u32,
    /// An instance that is taken out on purpose may finish what it has.
    pub drains: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Policy {
    #[default]
    RoundRobin,
    LeastConnections,
    ConsistentHash,
    Random,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Gateway {
    pub instances: u32,
    pub work: Duration,
    pub limit: Option<Limit>,
}

/// What more than this many requests a second are told is *no* (429).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limit {
    #[serde(default)]
    pub algorithm: LimitAlgorithm,
    pub rate_per_s: f64,
    /// Of a token bucket: how many may come at once. 0: a second's worth.
    #[serde(default)]
    pub burst: f64,
    /// Of the windows.
    #[serde(default = "one")]
    pub window_s: f64,
    /// Each key has its own, instead of one for all.
    #[serde(default)]
    pub per_key: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LimitAlgorithm {
    #[default]
    TokenBucket,
    FixedWindow,
    SlidingWindow,
}

/// Runs code: takes a request, works, then calls what its edges lead to, in their order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Service {
    pub instances: u32,
    /// An instance works on so many requests at the same moment.
    pub cores: u32,
    /// An instance has so many under way, those included that wait for somebody else.
    pub threads: u32,
    /// So many more may wait at an instance; what comes beyond is turned away at once.
    pub queue: u32,
    pub work: Duration,
    /// Calls all its edges at once instead of one after the other.
    pub parallel: bool,
    /// Turns away what its caller no longer waits for, instead of working on it.
    pub drops_expired: bool,
    /// Of requests that break it: a share of messages that no worker can handle.
    pub poison_share: f64,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Cache {
    pub instances: u32,
    pub work: Duration,
    pub pattern: Pattern,
    pub eviction: Eviction,
    /// In all its instances together.
    pub capacity_keys: u32,
    /// 0: never.
    pub ttl_s: f64,
    /// Starts with the most popular keys in it.
    pub warm: bool,
    pub stampede: Stampede,
    /// Of `write-back`: how long a write waits before it goes on.
    pub flush_ms: f64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Pattern {
    /// The caller asks it, and on a miss asks its other stores and fills it. Writes make it forget.
    #[default]
    Aside,
    /// It asks what its own edges lead to; a write goes through it to them before it is answered.
    WriteThrough,
    /// A write is answered at once and goes on later: what was not written on is lost in a crash.
    WriteBack,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Eviction {
    #[default]
    Lru,
    Lfu,
    Random,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stampede {
    #[default]
    None,
    /// One fetches what is missing, the others wait for it.
    SingleFlight,
}

/// A database, a store of several shards, or a search index.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Store {
    pub shards: u32,
    pub partition: Partition,
    /// Of each shard, beside its primary.
    pub replicas: u32,
    pub reads_from: ReadsFrom,
    pub replication: Replication,
    /// Until a replica has what the primary has, when it is not behind.
    pub lag_ms: f64,
    /// Until a replica takes a dead primary's place: to notice it and to promote. 0: nobody does.
    pub failover_s: f64,
    /// A server works on so many at the same moment.
    pub cores: u32,
    /// Connections that a server takes; what comes beyond is refused.
    pub connections: u32,
    pub read: Duration,
    pub write: Duration,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Partition {
    #[default]
    Hash,
    /// Neighbouring keys lie together, so popular ones do too.
    Range,
    /// A table says where each key lies: popular keys are spread evenly.
    Directory,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReadsFrom {
    Primary,
    #[default]
    Replicas,
    All,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Replication {
    #[default]
    Async,
    /// A write is answered when a replica has it too.
    Sync,
}

/// Somebody else's: as many at once as one likes, at a latency.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ObjectStore {
    pub read: Duration,
    pub write: Duration,
}

/// Keeps messages until a worker has dealt with them: at least once each.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Queue {
    pub work: Duration,
    /// Messages that it holds; a producer is refused beyond.
    pub capacity: u32,
    /// A message that was handed out and not dealt with is handed out again after this time.
    pub visibility_s: f64,
    /// After so many times a message goes to the dead letters. 0: there are none, it comes for ever.
    pub dead_letter_after: u32,
    /// Of a log: each is dealt with in order, one message at a time.
    pub partitions: u32,
    /// Of its servers, so that what it holds outlives one. 1: it does not.
    pub copies: u32,
}

/// Holds connections open, and passes messages on to them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Websockets {
    pub instances: u32,
    pub connections_max: u32,
    pub cores: u32,
    pub work: Duration,
    /// What it takes to open one: handshake, sign-in.
    pub handshake: Duration,
}

/// A third party: its latency, its limit, and how often it fails.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct External {
    pub work: Duration,
    pub error_share: f64,
    /// 0: none.
    pub limit_per_s: f64,
}

/// `from` calls `to`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Edge {
    pub from: String,
    pub to: String,
    /// Only these; none named: all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub operations: Vec<String>,
    /// Of the requests that could go this way.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub share: f64,
    /// Calls for each request, as a fan-out to followers has.
    #[serde(default = "one_call", skip_serializing_if = "is_one_call")]
    pub calls: u32,
    /// They are all about what the request is about, instead of each about something of its own.
    #[serde(default, skip_serializing_if = "is_false")]
    pub same_key: bool,
    /// What goes this way changes something, whatever the request does: a click that is counted when somebody only reads.
    #[serde(default, skip_serializing_if = "is_false")]
    pub writes: bool,
    /// Nobody waits for the answer.
    #[serde(default, skip_serializing_if = "is_false")]
    pub background: bool,
    /// 0: waits for ever.
    #[serde(default = "timeout_ms")]
    pub timeout_ms: f64,
    /// After the first try.
    #[serde(default)]
    pub retries: u32,
    #[serde(default = "backoff_ms")]
    pub backoff_ms: f64,
    #[serde(default = "backoff_max_ms")]
    pub backoff_max_ms: f64,
    #[serde(default)]
    pub jitter: Jitter,
    /// Retries are at most this share of calls. 0: as many as `retries` says.
    #[serde(default)]
    pub retry_budget: f64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub breaker: Option<Breaker>,
    /// An instance has at most so many of these calls under way; more fail at once. 0: no limit.
    #[serde(default)]
    pub bulkhead: u32,
    /// An instance has so many connections; more calls wait for one. 0: no limit.
    #[serde(default)]
    pub pool: u32,
    /// Sends a second call when no answer came within this time, and takes the first answer. 0: never.
    #[serde(default)]
    pub hedge_ms: f64,
    /// One way. None: what the zones at its ends say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub network_ms: Option<f64>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Jitter {
    #[default]
    None,
    /// Between half and all of the time.
    Equal,
    /// Between nothing and all of the time.
    Full,
}

/// Stops calling what fails, and tries again after a while.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Breaker {
    /// Opens when this share of calls failed within the window.
    pub failure_share: f64,
    pub window_s: f64,
    /// And when there were at least so many.
    pub calls_min: u32,
    pub open_s: f64,
}

impl Default for Operation {
    fn default() -> Operation {
        Operation {
            id: "request".into(),
            share: 1.0,
            writes: false,
            keys: keys(),
            zipf: zipf(),
            bytes: bytes(),
        }
    }
}

impl Default for Clients {
    fn default() -> Clients {
        Clients { rate_per_s: 100.0, operations: Vec::new(), connections: 0, evenly: false }
    }
}

impl Default for LoadBalancer {
    fn default() -> LoadBalancer {
        LoadBalancer {
            policy: Policy::RoundRobin,
            layer: 7,
            instances: 2,
            health_check_s: 5.0,
            unhealthy_after: 2,
            drains: true,
        }
    }
}

impl Default for Gateway {
    fn default() -> Gateway {
        Gateway { instances: 2, work: Duration::ms(0.3, Spread::Narrow), limit: None }
    }
}

impl Default for Service {
    fn default() -> Service {
        Service {
            instances: 2,
            cores: 4,
            threads: 200,
            queue: 1_000,
            work: Duration::ms(5.0, Spread::Exponential),
            parallel: false,
            drops_expired: false,
            poison_share: 0.0,
        }
    }
}

impl Default for Cache {
    fn default() -> Cache {
        Cache {
            instances: 1,
            work: Duration::ms(0.02, Spread::Narrow),
            pattern: Pattern::Aside,
            eviction: Eviction::Lru,
            capacity_keys: 10_000,
            ttl_s: 300.0,
            warm: true,
            stampede: Stampede::None,
            flush_ms: 1_000.0,
        }
    }
}

impl Default for Store {
    fn default() -> Store {
        Store {
            shards: 1,
            partition: Partition::Hash,
            replicas: 0,
            reads_from: ReadsFrom::Replicas,
            replication: Replication::Async,
            lag_ms: 20.0,
            failover_s: 30.0,
            cores: 8,
            connections: 500,
            read: Duration::ms(2.0, Spread::Exponential),
            write: Duration::ms(5.0, Spread::Exponential),
        }
    }
}

impl Default for ObjectStore {
    fn default() -> ObjectStore {
        ObjectStore {
            read: Duration::ms(30.0, Spread::Wide),
            write: Duration::ms(60.0, Spread::Wide),
        }
    }
}

impl Default for Queue {
    fn default() -> Queue {
        Queue {
            work: Duration::ms(0.1, Spread::Narrow),
            capacity: 1_000_000,
            visibility_s: 30.0,
            dead_letter_after: 5,
            partitions: 12,
            copies: 3,
        }
    }
}

impl Default for Websockets {
    fn default() -> Websockets {
        Websockets {
            instances: 2,
            connections_max: 50_000,
            cores: 4,
            work: Duration::ms(0.1, Spread::Narrow),
            handshake: Duration::ms(2.0, Spread::Exponential),
        }
    }
}

impl Default for External {
    fn default() -> External {
        External { work: Duration::ms(120.0, Spread::Wide), error_share: 0.001, limit_per_s: 0.0 }
    }
}

impl Default for Breaker {
    fn default() -> Breaker {
        Breaker { failure_share: 0.5, window_s: 10.0, calls_min: 20, open_s: 5.0 }
    }
}

impl Edge {
    #[must_use]
    pub fn new(from: &str, to: &str) -> Edge {
        Edge {
            from: from.into(),
            to: to.into(),
            operations: Vec::new(),
            share: 1.0,
            calls: 1,
            same_key: false,
            writes: false,
            background: false,
            timeout_ms: timeout_ms(),
            retries: 0,
            backoff_ms: backoff_ms(),
            backoff_max_ms: backoff_max_ms(),
            jitter: Jitter::None,
            retry_budget: 0.0,
            breaker: None,
            bulkhead: 0,
            pool: 0,
            hedge_ms: 0.0,
            network_ms: None,
        }
    }
}

impl Part {
    /// As the text form writes it.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Part::Clients(_) => "clients",
            Part::Cdn(_) => "cdn",
            Part::LoadBalancer(_) => "load-balancer",
            Part::Gateway(_) => "gateway",
            Part::Service(_) => "service",
            Part::Cache(_) => "cache",
            Part::Database(_) => "database",
            Part::ShardedStore(_) => "sharded-store",
            Part::SearchIndex(_) => "search-index",
            Part::ObjectStore(_) => "object-store",
            Part::Queue(_) => "queue",
            Part::Log(_) => "log",
            Part::Workers(_) => "workers",
            Part::Websockets(_) => "websockets",
            Part::External(_) => "external",
        }
    }

    /// Each kind with its defaults, in the order in which a palette offers them.
    #[must_use]
    pub fn all() -> Vec<Part> {
        let cdn = Cache {
            work: Duration::ms(1.0, Spread::Narrow),
            pattern: Pattern::WriteThrough,
            ..Cache::default()
        };
        let sharded = Store { shards: 4, replicas: 1, ..Store::default() };
        let search = Store {
            shards: 2,
            replicas: 1,
            lag_ms: 1_000.0,
            read: Duration::ms(20.0, Spread::Wide),
            ..Store::default()
        };
        vec![
            Part::Clients(Clients::default()),
            Part::Cdn(cdn),
            Part::LoadBalancer(LoadBalancer::default()),
            Part::Gateway(Gateway::default()),
            Part::Service(Service::default()),
            Part::Websockets(Websockets::default()),
            Part::Cache(Cache::default()),
            Part::Database(Store::default()),
            Part::ShardedStore(sharded),
            Part::SearchIndex(search),
            Part::ObjectStore(ObjectStore::default()),
            Part::Queue(Queue::default()),
            Part::Log(Queue::default()),
            Part::Workers(Service::default()),
            Part::External(External::default()),
        ]
    }
}

fn one() -> f64 {
    1.0
}
fn one_call() -> u32 {
    1
}
fn keys() -> u32 {
    100_000
}
fn zipf() -> f64 {
    0.9
}
fn bytes() -> u32 {
    1_000
}
fn timeout_ms() -> f64 {
    1_000.0
}
fn backoff_ms() -> f64 {
    100.0
}
fn backoff_max_ms() -> f64 {
    5_000.0
}
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks so")]
fn is_false(value: &bool) -> bool {
    !value
}
#[expect(clippy::float_cmp, clippy::trivially_copy_pass_by_ref, reason = "the default itself")]
fn is_one(value: &f64) -> bool {
    *value == 1.0
}
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks so")]
fn is_one_call(value: &u32) -> bool {
    *value == 1
}
