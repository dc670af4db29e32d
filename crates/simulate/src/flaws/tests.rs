use super::*;
use crate::design::{
    Breaker, Cache, Clients, Duration, Gateway, Jitter, Limit, LimitAlgorithm, Operation, Queue,
    Service, Store, Websockets,
};
use crate::scenario::{Fault, Scenario};
use proptest::prelude::*;

/// A drawing in short: nodes as `id kind knob=value ...`, edges as `a > b knob=value ...`, operations as `? id ...`.
pub(crate) fn drawn(text: &str) -> Design {
    let mut toml = String::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let mut words = line.split_whitespace();
        let head: Vec<&str> = words.by_ref().take_while(|word| *word != "|").collect();
        match head[..] {
            [from, ">", to] => toml += &format!("[[edge]]\nfrom = \"{from}\"\nto = \"{to}\"\n"),
            ["?", id] => toml += &format!("[[operation]]\nid = \"{id}\"\n"),
            [id, kind] => toml += &format!("[[node]]\nid = \"{id}\"\nkind = \"{kind}\"\n"),
            _ => panic!("{line}"),
        }
        for word in words {
            let (key, value) = word.split_once('=').unwrap();
            toml += &format!("{key} = {value}\n");
        }
    }
    crate::text::read(&toml).unwrap_or_else(|error| panic!("{error}\n{toml}"))
}

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let found: Vec<String> = flaws(&drawn(text))
        .iter()
        .map(|flaw| format!("{}{flaw}", if flaw.is_fatal { "! " } else { "" }))
        .collect();
    let fits = found.len() == expected.len()
        && found.iter().zip(expected).all(|(found, expected)| found.starts_with(expected));
    assert!(fits, "{text}\nfound {found:#?}\nexpected {expected:#?}");
}

const SOUND: &str = "
    people clients
    front load-balancer
    api service
    cache cache
    db database
    people > front
    front > api
    api > cache
    api > db
";

#[track_caller]
fn check_more(more: &str, expected: &[&str]) {
    check(&format!("{SOUND}{more}"), expected);
}

#[test]
fn a_sound_drawing_has_none() {
    check(SOUND, &[]);
    for part in crate::design::Part::all() {
        let node = Node { id: "a".into(), title: String::new(), zones: vec![], at: None, part };
        let mut found = Vec::new();
        knobs::of_node(&node, &mut found);
        assert!(found.is_empty(), "{}", node.part.kind());
    }
}

#[test]
fn somebody_has_to_ask_for_something() {
    check("", &["! design: Nobody asks for anything: add a part `clients`"]);
    check(
        "a clients\n b service\n",
        &["! node `a`: These clients call nothing", "node `b`: Nothing calls it"],
    );
    check(
        "a clients | rate_per_s=0.0\n b service\n a > b\n",
        &["! design: No clients ask for anything", "node `a`: These clients ask for nothing"],
    );
}

#[test]
fn ids_are_plain_and_one_each() {
    check_more("db service\n", &["! node `db`: Two parts are called `db`", "node `db`: Nothing"]);
    for (id, expected) in [
        ("Äpi", "Its id has other letters"),
        (&*"a".repeat(41), "Its id has 41 letters"),
        ("", "It has no id"),
    ] {
        let mut design = drawn(SOUND);
        design.nodes[2].id = id.into();
        let found = flaws(&design);
        let own = found.iter().find(|flaw| flaw.place == Place::Node(id.into())).unwrap();
        assert!(own.is_fatal && own.says.starts_with(expected), "{own}");
    }
    check_more("? read\n? read\n", &["! operation `read`: Two operations are called `read`"]);
}

#[test]
fn numbers_that_no_machine_has_are_refused_at_their_knob() {
    for (more, expected) in [
        (
            "x service | instances=0",
            "`instances` is 0, which cannot be run: write a number between 1 and 2,000.",
        ),
        ("x service | instances=3000", "`instances` is 3,000"),
        ("x service | cores=0", "`cores` is 0"),
        ("x service | work={mean_ms=nan}", "`work.mean_ms` is not a number"),
        ("x service | work={mean_ms=-1.5}", "`work.mean_ms` is -1.5"),
        ("x service | poison_share=2.0", "`poison_share` is 2"),
        ("x load-balancer | layer=5", "`layer` is 5, and a load balancer works on layer 4"),
        ("x database | shards=0", "`shards` is 0"),
        ("x database | connections=0", "`connections` is 0"),
        (
            "x sharded-store | shards=1000 replicas=50",
            "`shards` times a primary and its `replicas` are 51,000",
        ),
        ("x cache | capacity_keys=0", "`capacity_keys` is 0"),
        ("x queue | visibility_s=0.0", "`visibility_s` is 0"),
        ("x log | partitions=0", "`partitions` is 0"),
        ("x external | error_share=1.5", "`error_share` is 1.5"),
        ("x clients | rate_per_s=inf", "`rate_per_s` is infinite"),
        (
            "x clients | rate_per_s=1e30",
            "`rate_per_s` is 1e30, which cannot be run: write a number between 0 and 1,000,000,000.",
        ),
        ("x gateway | limit={rate_per_s=0.0}", "`limit.rate_per_s` is 0"),
        ("x websockets | connections_max=0", "`connections_max` is 0"),
        ("? x | keys=0", "`keys` is 0"),
        (
            "? x | keys=20000000",
            "`keys` is 20,000,000, which cannot be run: write a number between 1 and 10,000,000.",
        ),
        ("? x | share=-1.0", "`share` is -1"),
        ("? x | zipf=nan", "`zipf` is not a number"),
        ("people > api | share=1.5", "`share` is 1.5"),
        (
            "people > api | retries=21",
            "`retries` is 21, which cannot be run: write a number between 0 and 20.",
        ),
        ("people > api | calls=1001", "`calls` is 1,001"),
        ("people > api | timeout_ms=-1.0", "`timeout_ms` is -1"),
        ("people > api | breaker={window_s=0.0}", "`breaker.window_s` is 0"),
        ("people > api | network_ms=inf", "`network_ms` is infinite"),
    ] {
        let found = flaws(&drawn(&format!("{SOUND}{more}\n")));
        let is_there = found.iter().any(|flaw| flaw.is_fatal && flaw.says.starts_with(expected));
        assert!(is_there, "{more}: {found:#?}");
    }
}

#[test]
fn too_many_of_anything_is_one_sentence() {
    let mut design = drawn(SOUND);
    let node = design.nodes[2].clone();
    design.nodes.extend((0..1_000).map(|n| Node { id: format!("n-{n}"), ..node.clone() }));
    let found = flaws(&design);
    assert_eq!(found.len(), 1);
    assert!(found[0].says.starts_with("There are 1,005 parts, and 1,000 can be run"));
    design.nodes.truncate(5);
    let edge = design.edges[0].clone();
    design.edges.extend((0..5_000).map(|_| edge.clone()));
    assert!(flaws(&design)[0].says.starts_with("There are 5,004 edges, and 5,000"));
    let twelve: String =
        (0..12).map(|n| format!("s{n} service | instances=2000\n api > s{n}\n")).collect();
    check_more(&twelve, &["! design: All parts together have 24,007 instances, and 20,000"]);
    let caches: String =
        (0..3).map(|n| format!("c{n} cache | capacity_keys=9000000\n api > c{n}\n")).collect();
    check_more(
        &format!("? read | keys=10000000\n{caches}"),
        &["! design: All caches that start `warm` would hold 27,010,000 keys"],
    );
}

#[test]
fn edges_lead_from_one_part_to_another() {
    check_more("api > ghost\n", &["! edge from `api` to `ghost`: There is no part `ghost`"]);
    check_more("api > api\n", &["! edge from `api` to `api`: It leads from a part to itself"]);
    check_more("api > people\n", &["! edge from `api` to `people`: It leads into clients"]);
    check_more("api > db\n", &["edge from `api` to `db`: Two edges lead this way"]);
    check_more(
        "db > api\n",
        &["edge from `db` to `api`: It is never used, because `db` only answers"],
    );
    check_more(
        "cache > db\n",
        &["edge from `cache` to `db`: It is never used, because with `aside`"],
    );
    check_more(
        "files object-store\n api > files\n files > api\n",
        &["edge from `files` to `api`: It is never used"],
    );
    check_more(
        "slow service\n api > slow | hedge_ms=2000.0\n",
        &["edge from `api` to `slow`: `hedge_ms` is not below"],
    );
    check_more(
        "slow service\n api > slow | share=0.0\n",
        &[
            "node `slow`: No request of any clients gets here",
            "edge from `api` to `slow`: Its `share` is 0",
        ],
    );
}

#[test]
fn operations_that_nobody_has_are_named_with_those_there_are() {
    check_more(
        "? read\n? write\nmore service\napi > more | operations=[\"reed\"]\n",
        &[
            "node `more`: No request of any clients gets here",
            "! edge from `api` to `more`: There is no operation `reed`; there is `read` and `write`",
        ],
    );
    check_more(
        "x clients | operations=[\"reed\"]\n x > api\n",
        &["! node `x`: There is no operation `reed`; there is `request`: write one of them"],
    );
    check_more("? read\n? idle | share=0.0\n", &["operation `idle`: Its `share` is 0"]);
}

#[test]
fn what_clients_ask_for_goes_somewhere() {
    // It would be answered within no time, as if all were well.
    check(
        "? read\n? write\na clients\nb service\na > b | operations=[\"read\"]\n",
        &["! node `a`: They ask for `write` and no edge of theirs carries it"],
    );
    check(
        "a clients\nb service\nc service\na > b | share=0.8\na > c | share=0.2\n",
        &[
            "node `a`: Each edge takes its `share` by chance, so that 16% of `request` go along none",
        ],
    );
    check(
        "? read\n? write\na clients\nb load-balancer\nc service\na > b\nb > c | operations=[\"read\"]\n",
        &["node `b`: It gets `write` and none of its edges carries it"],
    );
    check(
        "? read\na clients | operations=[]\nb clients | operations=[\"read\"]\nc service\na > c\nb > c\n? rest\n",
        &[],
    );
}

#[test]
fn parts_that_lead_nowhere_or_that_nothing_leads_to_say_so() {
    check("a clients\nb load-balancer\na > b\n", &["! node `b`: This load balancer leads nowhere"]);
    check("a clients\nb gateway\na > b\n", &["node `b`: This gateway leads nowhere"]);
    check("a clients\nb cdn\na > b\n", &["! node `b`: On a miss this CDN has nobody to ask"]);
    for pattern in ["through", "back"] {
        check(
            &format!("a clients\nb service\nc cache | pattern=\"write-{pattern}\"\na > b\nb > c\n"),
            &[&format!("! node `c`: This cache writes {pattern} to nothing")],
        );
    }
    check(
        "a clients\nb service\nc cache\na > b\nb > c\n",
        &["node `c`: On a miss its caller `b` has nobody else to ask"],
    );
    check_more("jobs queue\n api > jobs\n", &["node `jobs`: Nothing takes messages out of it"]);
    check_more(
        "jobs log\n",
        &[
            "node `jobs`: Nothing takes messages out of it",
            "node `jobs`: Nothing puts messages into it",
        ],
    );
    check_more("crew workers\n", &["node `crew`: Nothing feeds these workers"]);
    check_more(
        "crew workers\n api > crew\n",
        &["edge from `api` to `crew`: `api` waits for these workers"],
    );
    check_more("crew workers\n api > crew | background=true\n", &[]);
    check_more(
        "one service\n two service\n one > two\n",
        &["node `one`: Nothing calls it", "node `two`: No request of any clients gets here"],
    );
    check(
        "a clients\nb gateway\nc service\nd service\na > b\nb > c\nb > d\n",
        &["node `b`: Each request goes to all of `c` and `d`"],
    );
}

#[test]
fn zones_and_places_can_be_read() {
    check_more("x service | zones=[\"eu-1/a\",\"eu-1/b\",\"us\"]\n api > x\n", &[]);
    for zone in ["", "EU", "eu/1/a", "eu 1", "eu/", "a@b"] {
        let mut design = drawn(SOUND);
        design.nodes[2].zones = vec![zone.into()];
        let found = flaws(&design);
        assert!(
            found.len() == 1 && found[0].is_fatal && found[0].says.contains("is no zone"),
            "{zone}"
        );
    }
    check_more(
        "x service | at=[nan,0.0]\n api > x\n",
        &["! node `x`: Its place `at` on the canvas"],
    );
}

#[test]
fn a_request_that_goes_round_for_ever_is_refused_where_it_closes() {
    check_more(
        "b service\n api > b\n b > api\n",
        &[
            "! edge from `b` to `api`: A request `request` goes round for ever (`api` → `b` → `api`) and each caller waits",
        ],
    );
    check_more(
        "b service\n c service\n api > b\n b > c\n c > front\n",
        &[
            "! edge from `c` to `front`: A request `request` goes round for ever (`front` → `api` → `b` → `c` → `front`)",
        ],
    );
    // A few more times round, and it ends: that is what a share says.
    check_more("b service\n api > b\n b > api | share=0.5\n", &[]);
    check_more(
        "b service\n api > b | calls=3\n b > api | share=0.5\n",
        &["! edge from `b` to `api`"],
    );
    // Nothing that goes one way comes back by the other.
    check_more(
        "? one\n? two\n b service\n api > b | operations=[\"one\"]\n b > api | operations=[\"two\"]\n",
        &[],
    );
    // Who only answers does not pass it on.
    check_more("db > api\n", &["edge from `db` to `api`: It is never used"]);
}

#[test]
fn a_queue_or_the_background_breaks_a_cycle_but_what_goes_round_stays() {
    check_more(
        "q queue\n w workers\n api > q\n q > w\n w > api\n",
        &[
            "edge from `w` to `api`: What `request` sets off comes round again for ever; nobody waits for it",
        ],
    );
    check_more("q queue\n w workers\n api > q\n q > w\n w > q | share=0.1\n", &[]);
    check_more(
        "b service\n api > b | background=true\n b > api\n",
        &["edge from `b` to `api`: What `request` sets off comes round again for ever"],
    );
    check_more(
        "b service\n api > b | background=true calls=2\n b > api\n",
        &[
            "! edge from `b` to `api`: What `request` sets off comes round as more than it went out as",
        ],
    );
    // A break on one way does not break the other.
    check_more(
        "b service\n c service\n api > b | background=true\n b > api\n api > c\n c > api\n",
        &["! edge from `c` to `api`: A request `request` goes round for ever"],
    );
}

#[test]
fn a_fan_out_that_cannot_be_followed_is_refused() {
    check_more("b service\n c service\n api > b | calls=100\n b > c | calls=100\n", &[]);
    check_more(
        "b service\n c service\n api > b | calls=200\n b > c | calls=200\n",
        &["! edge from `api` to `b`: One `request` sets off 40,"],
    );
    // Thirty layers of two parts, each of which calls both of the next.
    let mut text = "a clients\n l0 service\n r0 service\n a > l0\n".to_owned();
    for n in 0..30 {
        let m = n + 1;
        text += &format!(
            "l{m} service\n r{m} service\n l{n} > l{m}\n l{n} > r{m}\n r{n} > l{m}\n r{n} > r{m}\n"
        );
    }
    let found = flaws(&drawn(&text));
    assert!(found.iter().any(|flaw| flaw.is_fatal && flaw.says.contains("sets off")), "{found:#?}");
}

#[test]
fn a_flaw_is_told_as_the_page_reads_it() {
    let told = |place| serde_json::to_string(&place).unwrap();
    assert_eq!(told(Place::Design), r#""design""#);
    assert_eq!(told(Place::Node("a".into())), r#"{"node":"a"}"#);
    assert_eq!(
        told(Place::Edge { from: "a".into(), to: "b".into() }),
        r#"{"edge":{"from":"a","to":"b"}}"#
    );
    assert_eq!(told(Place::Operation("a".into())), r#"{"operation":"a"}"#);
}

// ---- Any drawing

fn any_number() -> impl Strategy<Value = f64> {
    prop_oneof![
        4 => 0.0..20.0,
        1 => any::<f64>(),
        1 => prop::sample::select(vec![0.0, 1.0, -1.0, f64::NAN, f64::INFINITY, 1e18, 0.5]),
    ]
}

fn any_count() -> impl Strategy<Value = u32> {
    prop_oneof![6 => 1..5_u32, 1 => 0..3_000_u32, 1 => any::<u32>()]
}

fn any_id() -> impl Strategy<Value = String> {
    prop_oneof![12 => "[a-f]", 1 => any::<String>(), 1 => Just(String::new())]
}

fn any_ids() -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec(prop_oneof![Just("x".to_owned()), Just("y".to_owned()), any_id()], 0..2)
}

fn any_duration() -> impl Strategy<Value = Duration> {
    (any_number(), any::<bool>()).prop_map(|(mean_ms, wide)| {
        let spread =
            if wide { crate::design::Spread::Wide } else { crate::design::Spread::Constant };
        Duration { mean_ms, spread }
    })
}

prop_compose! {
    fn any_operation()(
        id in prop_oneof![Just("x".to_owned()), Just("y".to_owned()), any_id()],
        share in any_number(), writes in any::<bool>(), keys in any_count(), zipf in any_number(), bytes in any::<u32>(),
    ) -> Operation {
        Operation { id, share, writes, keys, zipf, bytes }
    }
}

prop_compose! {
    fn any_part()(
        kind in 0..17_usize,
        counts in prop::array::uniform6(any_count()),
        numbers in prop::array::uniform4(any_number()),
        work in any_duration(),
        other in any_duration(),
        flags in prop::array::uniform4(any::<bool>()),
        operations in any_ids(),
    ) -> Part {
        let all = Part::all();
        let Some(part) = all.into_iter().nth(kind) else {
            // As it comes, so that not everything has a flaw.
            return Part::Service(Service::default());
        };
        let store = |part: Store| if flags[0] {
            part
        } else {
            Store { shards: counts[0], replicas: counts[1], cores: counts[2], connections: counts[3],
                lag_ms: numbers[0], failover_s: numbers[1], read: work, write: other, ..part }
        };
        let cache = |part: Cache| if flags[0] {
            part
        } else {
            let pattern = [Pattern::Aside, Pattern::WriteThrough, Pattern::WriteBack][counts[1] as usize % 3];
            Cache { instances: counts[0], capacity_keys: counts[1], work, pattern, ttl_s: numbers[0],
                flush_ms: numbers[1], warm: flags[1], ..part }
        };
        let queue = |part: Queue| if flags[0] {
            part
        } else {
            Queue { capacity: counts[0], visibility_s: numbers[0], dead_letter_after: counts[1],
                partitions: counts[2], copies: counts[3], work }
        };
        match part {
            Part::Clients(_) => Part::Clients(Clients {
                rate_per_s: numbers[0], operations, connections: counts[0], evenly: flags[0],
            }),
            Part::Cdn(part) => Part::Cdn(cache(part)),
            Part::Cache(part) => Part::Cache(cache(part)),
            Part::LoadBalancer(mut part) => {
                if flags[0] {
                    (part.instances, part.health_check_s, part.unhealthy_after) = (counts[0], numbers[0], counts[1]);
                    part.layer = counts[2] as u8;
                }
                Part::LoadBalancer(part)
            }
            Part::Gateway(part) => Part::Gateway(if flags[0] { part } else {
                let algorithm = [LimitAlgorithm::TokenBucket, LimitAlgorithm::FixedWindow][usize::from(flags[1])];
                let limit = Limit { algorithm, rate_per_s: numbers[0], burst: numbers[1], window_s: numbers[2], per_key: flags[2] };
                Gateway { instances: counts[0], work, limit: flags[3].then_some(limit) }
            }),
            Part::Service(part) | Part::Workers(part) => {
                let part = if flags[0] { part } else {
                    Service { instances: counts[0], cores: counts[1], threads: counts[2], queue: counts[3], work,
                        parallel: flags[1], drops_expired: flags[2], poison_share: numbers[0] }
                };
                if flags[3] { Part::Service(part) } else { Part::Workers(part) }
            }
            Part::Database(part) => Part::Database(store(part)),
            Part::ShardedStore(part) => Part::ShardedStore(store(part)),
            Part::SearchIndex(part) => Part::SearchIndex(store(part)),
            Part::Queue(part) => Part::Queue(queue(part)),
            Part::Log(part) => Part::Log(queue(part)),
            Part::Websockets(part) => Part::Websockets(if flags[0] { part } else {
                Websockets { instances: counts[0], connections_max: counts[1], cores: counts[2], work, handshake: other }
            }),
            Part::ObjectStore(mut part) => {
                if flags[0] {
                    part.read = work;
                }
                Part::ObjectStore(part)
            }
            Part::External(mut part) => {
                if flags[0] {
                    (part.work, part.error_share, part.limit_per_s) = (work, numbers[0], numbers[1]);
                }
                Part::External(part)
            }
        }
    }
}

prop_compose! {
    fn any_node()(
        id in any_id(), part in any_part(),
        zones in prop::collection::vec(prop_oneof![4 => "(eu|us)-1/[ab]", 1 => any::<String>()], 0..2),
        at in prop::option::of(prop::array::uniform2(any_number())),
    ) -> Node {
        Node { id, title: String::new(), zones, at, part }
    }
}

prop_compose! {
    fn any_edge()(
        from in any_id(), to in any_id(), operations in any_ids(),
        numbers in prop::array::uniform6(any_number()), counts in prop::array::uniform4(any_count()),
        flags in prop::array::uniform4(any::<bool>()),
    ) -> Edge {
        let edge = Edge { operations, background: flags[0], ..Edge::new(&from, &to) };
        if flags[1] {
            return edge;
        }
        let breaker = Breaker { failure_share: numbers[0], window_s: numbers[1], calls_min: counts[0], open_s: numbers[2] };
        Edge {
            share: if flags[2] { 0.5 } else { numbers[3] },
            calls: counts[1], timeout_ms: numbers[4], retries: counts[2], backoff_ms: numbers[5], jitter: Jitter::Full,
            retry_budget: numbers[0] / 20.0, breaker: flags[3].then_some(breaker), bulkhead: counts[3], pool: counts[0],
            hedge_ms: numbers[1], network_ms: flags[2].then_some(numbers[2]), ..edge
        }
    }
}

prop_compose! {
    pub(crate) fn any_design()(
        operations in prop::collection::vec(any_operation(), 0..3),
        nodes in prop::collection::vec(any_node(), 0..9),
        edges in prop::collection::vec(any_edge(), 0..14),
    ) -> Design {
        Design { title: String::new(), operations, nodes, edges }
    }
}

/// As nodes are called by their place, clients call something, and what has a fatal flaw is as usual or gone, nearly all of
/// these can be run.
fn tidied(mut design: Design) -> Design {
    let ids = ["a", "b", "c", "d", "e", "f", "g", "h", "i"];
    for (node, id) in design.nodes.iter_mut().zip(ids) {
        node.id = id.into();
        node.at = None;
        node.zones.retain(|zone| zone.contains("-1/"));
    }
    design.operations.clear();
    for edge in &mut design.edges {
        edge.operations.clear();
    }
    design.nodes.push(Node {
        id: "z".into(),
        title: String::new(),
        zones: vec![],
        at: None,
        part: Part::Clients(Clients { rate_per_s: 30.0, ..Clients::default() }),
    });
    design.edges.push(Edge::new("z", "a"));
    for _ in 0..4 {
        let fatal: Vec<Place> = flaws(&design)
            .into_iter()
            .filter(|flaw| flaw.is_fatal)
            .map(|flaw| flaw.place)
            .collect();
        for node in &mut design.nodes {
            if fatal.contains(&Place::Node(node.id.clone())) {
                node.part = Part::Service(Service::default());
            }
        }
        design.edges.retain(|edge| {
            !fatal.contains(&Place::Edge { from: edge.from.clone(), to: edge.to.clone() })
        });
    }
    design
}

proptest! {
    #[test]
    fn no_drawing_is_too_odd_to_be_looked_at(design in any_design()) {
        for flaw in flaws(&design) {
            prop_assert!(flaw.says.ends_with('.') && !flaw.says.is_empty());
            prop_assert!(flaw.says.chars().count() < 600, "{}", flaw.says);
        }
    }

    #[test]
    fn what_has_no_fatal_flaw_runs(
        design in any_design().prop_map(tidied),
        load in prop::sample::select(vec![0.1, 1.0, 50.0, 1e5]),
        faults in prop::collection::vec("(kill|deploy|cold) [a-d]@[012]s|slow [a-d] x1000@1s for 1s|lose eu-1@1s", 0..3),
    ) {
        let faults: Vec<Fault> = faults.iter().map(|fault| fault.parse().unwrap()).collect();
        let scenario = Scenario { duration_s: 3.0, events_max: 5_000, load, faults, ..Scenario::default() };
        let stops = crate::why_not(&design, &scenario);
        let report = crate::run(&design, &scenario);
        prop_assert_eq!(report.is_err(), !stops.is_empty());
        if let Ok(report) = report {
            prop_assert!(report.total.latency.is_none_or(|latency| latency.p50_ms <= latency.p999_ms));
            prop_assert!((0.0..=1.0).contains(&report.total.error_share));
        }
    }
}

/// Everything leads to everything else, for every operation: as much as may be drawn.
#[test]
fn the_largest_drawing_is_looked_at_to_its_end() {
    let node = |id: String, part: &Part| Node {
        id,
        title: String::new(),
        zones: vec![],
        at: None,
        part: part.clone(),
    };
    let all = Part::all();
    let mut design = Design {
        operations: (0..OPERATIONS_MAX)
            .map(|n| Operation { id: format!("o-{n}"), ..Operation::default() })
            .collect(),
        nodes: (0..NODES_MAX).map(|n| node(format!("n-{n}"), &all[n % all.len()])).collect(),
        ..Design::default()
    };
    for n in 0..EDGES_MAX {
        let (from, to) = (n % NODES_MAX, (n * 7 + n / NODES_MAX + 1) % NODES_MAX);
        let mut edge = Edge::new(&format!("n-{from}"), &format!("n-{to}"));
        edge.share = 0.4;
        design.edges.push(edge);
    }
    assert!(flaws(&design).iter().any(|flaw| flaw.is_fatal));
    // One that leads to all others, many times over.
    for (n, edge) in design.edges.iter_mut().enumerate() {
        (edge.from, edge.to) = ("n-2".into(), format!("n-{}", n % NODES_MAX));
    }
    assert!(flaws(&design).iter().any(|flaw| flaw.is_fatal));
}
