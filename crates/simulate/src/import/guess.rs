//! What a box is, by the words in it.

use crate::design::{Part, Pattern};

/// What words say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Guess {
    Kind(&'static str),
    /// A page or an app: people, where nothing leads to it, else what serves it.
    Front,
    /// Names are looked up: a balancer, where it leads on, else somebody else's.
    Names,
}

/// Several words that mean something together, whatever stands beside them; the first that is there counts.
const PHRASES: &[(&str, Guess)] = &[
    ("third party", Guess::Kind("external")),
    ("3rd party", Guess::Kind("external")),
    ("external", Guess::Kind("external")),
    ("payment gateway", Guess::Kind("external")),
    ("payment provider", Guess::Kind("external")),
    ("sms gateway", Guess::Kind("external")),
    ("email provider", Guess::Kind("external")),
    ("load balancer", Guess::Kind("load-balancer")),
    ("reverse proxy", Guess::Kind("load-balancer")),
    ("content delivery", Guess::Kind("cdn")),
    ("api gateway", Guess::Kind("gateway")),
    ("rate limiter", Guess::Kind("gateway")),
    ("web socket", Guess::Kind("websockets")),
    ("web sockets", Guess::Kind("websockets")),
    ("websocket gateway", Guess::Kind("websockets")),
    ("websocket server", Guess::Kind("websockets")),
    ("websocket servers", Guess::Kind("websockets")),
    ("websocket service", Guess::Kind("websockets")),
    ("event bus", Guess::Kind("log")),
    ("event log", Guess::Kind("log")),
    ("object storage", Guess::Kind("object-store")),
    ("object store", Guess::Kind("object-store")),
    ("blob storage", Guess::Kind("object-store")),
    ("blob store", Guess::Kind("object-store")),
    ("file storage", Guess::Kind("object-store")),
    ("search index", Guess::Kind("search-index")),
    ("search engine", Guess::Kind("search-index")),
    ("search cluster", Guess::Kind("search-index")),
    ("read replica", Guess::Kind("database")),
    ("read replicas", Guess::Kind("database")),
    ("data warehouse", Guess::Kind("database")),
    ("sql server", Guess::Kind("database")),
    ("dead letter", Guess::Kind("queue")),
    ("mobile app", Guess::Kind("clients")),
    ("client app", Guess::Kind("clients")),
    ("desktop app", Guess::Kind("clients")),
    ("web browser", Guess::Kind("clients")),
    ("web app", Guess::Front),
    ("web ui", Guess::Front),
];

/// Of these the last in a name counts, as in *user service*, *queue worker* and *session cache*.
const WORDS: &[(Guess, &str)] = &[
    (
        Guess::Kind("clients"),
        "client clients user users browser browsers customer customers visitor visitors mobile \
         phone phones device devices ios android people player players",
    ),
    (Guess::Kind("cdn"), "cdn cloudfront akamai fastly cloudflare"),
    (
        Guess::Kind("load-balancer"),
        "lb elb alb nlb slb balancer loadbalancer haproxy nginx envoy traefik proxy ingress",
    ),
    (Guess::Kind("gateway"), "gateway gw apigw kong apigee limiter waf"),
    (Guess::Kind("websockets"), "websocket websockets ws wss socket sockets"),
    (Guess::Kind("cache"), "cache caches redis valkey memcached memcache varnish hazelcast"),
    (
        Guess::Kind("database"),
        "db dbs rdb rdbms database databases datastore sql postgres postgresql mysql mariadb \
         oracle rds aurora sqlite mssql replica replicas warehouse redshift snowflake clickhouse \
         timescaledb influxdb neo4j ledger store",
    ),
    (
        Guess::Kind("sharded-store"),
        "cassandra dynamodb dynamo mongodb mongo scylla scylladb hbase bigtable cockroachdb \
         spanner couchbase nosql shard shards sharded vitess",
    ),
    (
        Guess::Kind("search-index"),
        "elasticsearch opensearch elastic solr lucene algolia search index",
    ),
    (Guess::Kind("object-store"), "s3 gcs blob blobs bucket buckets minio hdfs storage"),
    (
        Guess::Kind("queue"),
        "queue queues sqs sns rabbitmq rabbit activemq mq dlq nats broker pubsub",
    ),
    (Guess::Kind("log"), "kafka kinesis pulsar redpanda stream streams topic topics log"),
    (
        Guess::Kind("workers"),
        "worker workers consumer consumers processor processors cron etl spark flink indexer \
         transcoder transcoders crawler crawlers fetcher fetchers batch",
    ),
    (
        Guess::Kind("external"),
        "stripe paypal adyen twilio sendgrid mailgun provider providers vendor partner bank apns \
         fcm psp okta auth0",
    ),
    (
        Guess::Kind("service"),
        "service services microservice microservices svc server servers api apis app apps \
         application backend lambda function functions monolith engine manager handler controller \
         generator coordinator orchestrator bff scheduler shortener notifier auth",
    ),
    (Guess::Front, "frontend ui website spa webapp site web"),
    (Guess::Names, "dns route53"),
];

/// What a word alone means.
fn meant(word: &str) -> Option<Guess> {
    let has = |all: &str| all.split(' ').any(|one| one == word);
    WORDS.iter().find(|(_, all)| has(all)).map(|(guess, _)| *guess)
}

/// By its name first, and then by what stands behind it, in brackets or on further lines: *Orders (Postgres)*.
pub fn guess(label: &str) -> Option<Guess> {
    label.split(['\n', '(', ')', '[', ']', ',', ';', ':', '|']).find_map(of_name)
}

fn of_name(name: &str) -> Option<Guess> {
    let words = words(name);
    let padded = format!(" {} ", words.join(" "));
    let phrase = PHRASES.iter().find(|(phrase, _)| padded.contains(&format!(" {phrase} ")));
    if let Some((_, guess)) = phrase {
        return Some(*guess);
    }
    let found = words.iter().rev().find_map(|word| meant(word))?;
    // A database of this kind is one of those, whatever comes last.
    let sharded = Guess::Kind("sharded-store");
    let is_sharded = words.iter().any(|word| meant(word) == Some(sharded));
    Some(if found == Guess::Kind("database") && is_sharded { sharded } else { found })
}

/// `OrderServiceV2` and `order-service_v2` are *order service v2*; `S3`, `PostgreSQL` and `WebSocket` stay one word.
fn words(name: &str) -> Vec<String> {
    let mut words = Vec::new();
    for part in name.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()) {
        let whole = part.to_lowercase();
        if meant(&whole).is_some() {
            words.push(whole);
            continue;
        }
        let mut word = String::new();
        let mut last_small = false;
        for c in part.chars() {
            if c.is_uppercase() && last_small {
                words.push(std::mem::take(&mut word));
            }
            last_small = c.is_lowercase();
            word.extend(c.to_lowercase());
        }
        words.push(word);
    }
    words
}

/// With its defaults; a cache that leads on asks what lies behind it.
pub fn part(kind: &str, leads_on: bool) -> Part {
    let usual = Part::all().into_iter().find(|part| part.kind() == kind);
    match usual.unwrap_or(Part::Service(crate::design::Service::default())) {
        Part::Cache(cache) if leads_on => {
            Part::Cache(crate::design::Cache { pattern: Pattern::WriteThrough, ..cache })
        }
        part => part,
    }
}

/// Where a group of boxes stands, if that is what its name says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stands {
    Region(String),
    Zone(String),
    Both(String, String),
}

pub fn stands(title: &str) -> Option<Stands> {
    for word in title.split_whitespace() {
        if let Some(found) = cloud_zone(word.trim_matches(|c: char| !c.is_alphanumeric())) {
            return Some(found);
        }
    }
    let words = words(title);
    let has = |names: &[&str]| words.iter().any(|word| names.contains(&word.as_str()));
    let is_numbered_dc = |word: &String| {
        word.strip_prefix("dc").is_some_and(|rest| rest.chars().all(|c| c.is_ascii_digit()))
    };
    let name = slug(title);
    if name.is_empty() {
        return None;
    }
    let continents = ["eu", "us", "europe", "asia", "apac", "emea", "america"];
    let is_continent = words.len() == 1 && has(&continents);
    if has(&["region"]) || is_continent {
        Some(Stands::Region(name))
    } else if has(&["zone", "az", "datacenter", "datacentre"])
        || words.iter().any(is_numbered_dc)
        || (has(&["data"]) && has(&["center", "centre"]))
    {
        Some(Stands::Zone(name))
    } else {
        None
    }
}

/// With which names of regions begin.
const AREAS: [&str; 22] = [
    "us",
    "eu",
    "ap",
    "sa",
    "ca",
    "me",
    "af",
    "cn",
    "il",
    "mx",
    "uk",
    "de",
    "asia",
    "europe",
    "africa",
    "australia",
    "northamerica",
    "southamerica",
    "apac",
    "emea",
    "america",
    "world",
];

/// `eu-west-1`, `us-east-1a`, `europe-west1-b`, `eu-1`, `eu-1/a`.
fn cloud_zone(word: &str) -> Option<Stands> {
    let word = word.to_ascii_lowercase();
    let letters = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase());
    if let Some((region, zone)) = word.split_once('/') {
        let is_zone = !zone.is_empty() && zone.chars().all(|c| c.is_ascii_alphanumeric());
        return match cloud_zone(region) {
            Some(Stands::Region(region)) if is_zone => Some(Stands::Both(region, zone.to_owned())),
            _ => None,
        };
    }
    let parts: Vec<&str> = word.split('-').collect();
    if parts.len() < 2 || parts.len() > 4 || !AREAS.contains(&parts[0]) {
        return None;
    }
    // The last part that has a number, and what of it is a zone.
    let at = parts.iter().position(|part| part.contains(|c: char| c.is_ascii_digit()))?;
    if !parts[..at].iter().all(|part| letters(part)) {
        return None;
    }
    let before = parts[at].trim_start_matches(|c: char| c.is_ascii_lowercase());
    let number = before.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let zone = &before[number.len()..];
    if number.is_empty() || !number.chars().all(|c| c.is_ascii_digit()) || zone.len() > 1 {
        return None;
    }
    let region =
        |last: &str| parts[..at].iter().copied().chain([last]).collect::<Vec<&str>>().join("-");
    match (&parts[at + 1..], zone) {
        ([], "") => Some(Stands::Region(word.clone())),
        ([], zone) => {
            let own = &parts[at][..parts[at].len() - zone.len()];
            Some(Stands::Both(region(own), zone.to_owned()))
        }
        ([zone], "") if zone.len() == 1 => {
            Some(Stands::Both(region(parts[at]), (*zone).to_owned()))
        }
        _ => None,
    }
}

/// In the letters that an id may have.
pub fn slug(name: &str) -> String {
    let mut slug = String::new();
    for c in name.chars().flat_map(char::to_lowercase) {
        if c.is_ascii_alphanumeric() {
            slug.push(c);
        } else if let Some(plain) = plain(c) {
            slug.push_str(plain);
        } else if !slug.ends_with('-') && !slug.is_empty() {
            slug.push('-');
        }
    }
    let most = crate::flaws::ID_LETTERS_MAX - 4;
    slug.truncate(most);
    slug.trim_matches('-').to_owned()
}

fn plain(c: char) -> Option<&'static str> {
    Some(match c {
        'ä' => "ae",
        'ö' => "oe",
        'ü' => "ue",
        'ß' => "ss",
        'á' | 'à' | 'â' | 'ã' | 'å' => "a",
        'é' | 'è' | 'ê' | 'ë' => "e",
        'í' | 'ì' | 'î' | 'ï' => "i",
        'ó' | 'ò' | 'ô' | 'õ' | 'ø' => "o",
        'ú' | 'ù' | 'û' => "u",
        'ñ' => "n",
        'ç' => "c",
        _ => return None,
    })
}
