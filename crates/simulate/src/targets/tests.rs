use super::*;
use crate::cost::Prices;
use crate::design::{Clients, Design};
use crate::flaws::tests::{any_design, drawn};
use crate::flaws::{Flaw, Place};
use crate::report::{
    Bottleneck, DataReport, EdgeReport, Frame, Latency, NodeReport, OperationReport, Report,
    Summary,
};
use proptest::prelude::*;

const SMALL: &str = r#"
rate_per_s = 100.0

[[operation]]
id = "redirect"
share = 0.9

[[operation]]
id = "create"
share = 0.1
writes = true

[reaches]
create = ["database", "sharded-store"]

[[estimate]]
id = "redirects-per-second"
value = 4000.0
unit = "requests/s"
heard_as = ["redirects per second"]

[[run]]
id = "busy"
load = 100.0
seed = 7

[[run]]
id = "no-primary"
faults = ["kill any database@20s for 10s"]

[[target]]
id = "fast"
says = "99 of 100 redirects are answered within 200 ms"
run = "busy"
metric = "p99-ms"
operation = "redirect"
at_most = 200.0
points = ["cache-for-lookup"]
topics = ["scale-100x"]

[[target]]
id = "keeps"
says = "No write is lost"
run = "no-primary"
metric = "lost-writes"
at_most = 0.0
"#;

fn small() -> Targets {
    Targets::read(SMALL).unwrap()
}

/// A report in which nothing happened.
pub(crate) fn nothing_told() -> Report {
    Report {
        title: String::new(),
        seed: 1,
        load: 1.0,
        duration_s: 60.0,
        sampling: None,
        events: 0,
        trace: String::new(),
        total: Summary::default(),
        operations: Vec::new(),
        errors: Vec::new(),
        nodes: Vec::new(),
        edges: Vec::new(),
        data: DataReport::default(),
        delivery_latency: None,
        bottleneck: None,
        notes: Vec::new(),
        cost: None,
        frames: Vec::new(),
    }
}

fn prices() -> Prices {
    Prices::read("currency = \"EUR\"\nas_of = \"2026-01\"\nnote = \"\"\n[kind.database]\ninstance_per_month = 10\n").unwrap()
}

const SHORTENER: &str = "
    people clients
    api service
    db database | replicas=1
    people > api
    api > db
";

// ---- What content says

#[test]
fn what_content_says_is_read() {
    let targets = small();
    assert_eq!(targets.operations[1].id, "create");
    assert_eq!(targets.runs[0].scenario().load, 100.0);
    assert_eq!(targets.targets[0].limit(), (Bound::AtMost, 200.0));
    let estimate = &targets.estimates[0];
    assert!(estimate.is_met_by(2_000.0) && estimate.is_met_by(8_000.0));
    assert!(!estimate.is_met_by(1_999.0) && !estimate.is_met_by(8_001.0));
}

#[test]
fn what_could_never_be_met_or_missed_is_refused_with_its_place() {
    let with = |from: &str, to: &str| {
        assert!(SMALL.contains(from), "{from}");
        Targets::read(&SMALL.replace(from, to)).unwrap_err().to_string()
    };
    for (from, to, expected) in [
        ("rate_per_s = 100.0", "rate_per_s = 0.0", "rate_per_s: it is 0"),
        ("id = \"create\"", "id = \"Create!\"", "operation `Create!`: Its id has other letters"),
        ("share = 0.1", "share = -0.1", "operation `create`: `share` is -0.1"),
        (
            "create = [\"database\"",
            "create = [\"databse\"",
            "reaches.create: there is no kind `databse`",
        ),
        (
            "create = [\"database\"",
            "creat = [\"database\"",
            "reaches.creat: there is no such operation",
        ),
        ("value = 4000.0", "value = 0.0", "estimate `redirects-per-second`: its value"),
        (
            "heard_as = [\"redirects per second\"]",
            "heard_as = []",
            "estimate `redirects-per-second`: say in",
        ),
        ("load = 100.0", "load = -1.0", "run `busy`: a load of -1"),
        ("id = \"no-primary\"", "id = \"busy\"", "run `busy`: there are two"),
        ("run = \"no-primary\"", "run = \"busy\"", "run `no-primary`: no target asks for it"),
        ("run = \"busy\"", "run = \"bsy\"", "run `busy`: no target asks for it"),
        ("id = \"busy\"", "id = \"busier\"", "run `busier`: no target asks for it"),
        (
            "kill any database@20s for 10s",
            "kill any database@20s for 50s",
            "run `no-primary`: something that breaks outlasts",
        ),
        ("at_most = 200.0\n", "", "target `fast`: write one of `at_most` and `at_least`"),
        ("at_most = 200.0\n", "at_most = 1.0\nat_least = 1.0\n", "target `fast`: write one of"),
        (
            "operation = \"redirect\"",
            "operation = \"read\"",
            "target `fast`: there is no operation `read`",
        ),
        (
            "metric = \"lost-writes\"",
            "metric = \"lost-writes\"\noperation = \"create\"",
            "target `keeps`: its metric is of the whole run",
        ),
        (
            "metric = \"lost-writes\"",
            "metric = \"busy-max\"",
            "target `keeps`: say of which `kind`",
        ),
        (
            "metric = \"lost-writes\"",
            "metric = \"busy-max\"\nkind = \"db\"",
            "target `keeps`: there is no kind `db`",
        ),
        (
            "metric = \"p99-ms\"\noperation = \"redirect\"",
            "metric = \"recovery-s\"",
            "target `fast`: nothing breaks in its run",
        ),
        ("metric = \"p99-ms\"", "metric = \"p98-ms\"", "line 35: unknown variant `p98-ms`"),
        (
            "kill any database",
            "kill orders-db",
            "line 29: `kill orders-db@20s for 10s`: write such as `kill any database@20s",
        ),
        ("says = \"No write is lost\"", "says = \"\"", "target `keeps`: `says` is empty"),
    ] {
        let error = with(from, to);
        assert!(error.starts_with(expected), "{to}: {error}");
    }
    let early = SMALL.replace("@20s for 10s", "@2s for 1s").replace("lost-writes", "recovery-s");
    let error = Targets::read(&early).unwrap_err().to_string();
    assert!(error.starts_with("target `keeps`: what was before has to be seen"), "{error}");
}

// ---- The problem's load

fn asked(design: &Design) -> Vec<(String, f64, Vec<String>, u32)> {
    let people = design.nodes.iter().filter_map(|node| match &node.part {
        Part::Clients(clients) => Some((node.id.clone(), clients)),
        _ => None,
    });
    let rounded = |rate: f64| (rate * 1e6).round() / 1e6;
    people
        .map(|(id, Clients { rate_per_s, operations, connections, .. })| {
            (id, rounded(*rate_per_s), operations.clone(), *connections)
        })
        .collect()
}

#[track_caller]
fn check_asked(people: &str, expected: &[(&str, f64, &[&str])]) {
    let posed = small().posed(&drawn(&format!("{SHORTENER}{people}"))).unwrap();
    let asked = asked(&posed);
    let asked: Vec<(&str, f64, Vec<&str>)> = asked
        .iter()
        .map(|(id, rate, named, _)| (&**id, *rate, named.iter().map(String::as_str).collect()))
        .collect();
    let expected: Vec<(&str, f64, Vec<&str>)> =
        expected.iter().map(|(id, rate, named)| (*id, *rate, named.to_vec())).collect();
    assert_eq!(asked, expected);
}

#[test]
fn the_load_is_the_problems_and_not_the_drawings() {
    check_asked("", &[("people", 100.0, &["redirect", "create"])]);
    // By their own rates: the first has 100.
    check_asked(
        "more clients | rate_per_s=300.0\n more > api\n",
        &[("people", 25.0, &["redirect", "create"]), ("more", 75.0, &["redirect", "create"])],
    );
    check_asked(
        "more clients | rate_per_s=0.0\n more > api\n",
        &[("people", 100.0, &["redirect", "create"]), ("more", 0.0, &["redirect", "create"])],
    );
}

#[test]
fn the_mix_of_operations_stays_the_problems_however_clients_share_it() {
    let split = drawn(
        "? redirect\n? create\nreaders clients | operations=[\"redirect\"] rate_per_s=1.0\n\
         writers clients | operations=[\"create\"] rate_per_s=1.0\napi service\ndb database\n\
         readers > api\nwriters > api\napi > db\n",
    );
    let posed = small().posed(&split).unwrap();
    let asked_of = asked(&posed);
    assert_eq!((asked_of[0].1, asked_of[1].1), (90.0, 10.0));

    // One asks for all and one for some: each then asks for one thing at its rate.
    let posed = small()
        .posed(&drawn(&format!(
            "? redirect\n? create\n{SHORTENER} readers clients | operations=[\"redirect\"] rate_per_s=200.0\n readers > api\n"
        )))
        .unwrap();
    let named = |id: &str| vec![id.to_owned()];
    assert_eq!(
        asked(&posed),
        vec![
            ("people".into(), 30.0, named("redirect"), 0),
            ("readers".into(), 60.0, named("redirect"), 0),
            ("people-create".into(), 10.0, named("create"), 0),
        ]
    );
    // In front of what was drawn, and behind it in the list, so that places in it stay as they are.
    assert_eq!(posed.nodes.last().unwrap().id, "people-create");
    assert!(posed.edges.iter().any(|edge| edge.from == "people-create" && edge.to == "api"));
}

#[test]
fn connections_are_spread_like_the_drawings_own() {
    let mut targets = small();
    targets.connections = 1_000;
    let held = |people: &str| {
        let posed = targets.posed(&drawn(&format!("{SHORTENER}{people}"))).unwrap();
        asked(&posed).into_iter().map(|(_, _, _, held)| held).collect::<Vec<u32>>()
    };
    assert_eq!(held(""), [1_000]);
    assert_eq!(held("b clients | connections=10\n b > api\n"), [0, 1_000]);
    assert_eq!(held("b clients\n b > api\n c clients\n c > api\n"), [334, 333, 333]);
}

#[track_caller]
fn check_refused(design: &str, place: Place, expected: &str) {
    let wrong = small().posed(&drawn(design)).unwrap_err();
    assert_eq!(wrong.len(), 1, "{wrong:#?}");
    assert!(
        wrong[0].is_fatal && wrong[0].place == place && wrong[0].says.starts_with(expected),
        "{}",
        wrong[0]
    );
}

#[test]
fn a_drawing_about_something_else_is_refused_with_the_problems_words() {
    check_refused(
        "? read\na clients\nb service\na > b | operations=[\"read\"]\n",
        Place::Edge { from: "a".into(), to: "b".into() },
        "This problem has no operation `read`; it has `redirect` and `create`",
    );
    check_refused(
        "? redirect\na clients | operations=[\"redirect\"]\nb service\na > b\n",
        Place::Operation("create".into()),
        "No clients of this drawing ask for `create`",
    );
    check_refused(
        "a clients\nb service\na > b\n",
        Place::Operation("create".into()),
        "`create` gets to none of `database` and `sharded-store`",
    );
    check_refused("b service\n", Place::Design, "Nobody asks for anything");
    // What the problem asks and the drawing lets go nowhere.
    check_refused(
        &format!(
            "? redirect\n? create\n{SHORTENER} c clients | operations=[\"create\"]\n c > api | operations=[\"redirect\"]\n"
        ),
        Place::Node("c".into()),
        "They ask for `create` and no edge of theirs carries it",
    );
}

#[test]
fn a_flaw_of_clients_that_were_added_is_at_those_that_were_drawn() {
    let design = drawn(
        "? redirect\n? create\na clients\nb clients | operations=[\"redirect\"]\napi service\ndb database\n\
         a > api | operations=[\"redirect\"]\nb > api\napi > db\n",
    );
    let wrong = small().posed(&design).unwrap_err();
    assert!(wrong[0].place == Place::Node("a".into()), "{wrong:#?}");
}

// ---- Runs and results

/// Calm: everything is answered in 10 ms.
fn calm(design: &Design) -> Report {
    let summary = Summary {
        requests: 6_000,
        offered_per_s: 100.0,
        answered_per_s: 100.0,
        error_share: 0.0,
        latency: Some(Latency {
            p50_ms: 5.0,
            p95_ms: 8.0,
            p99_ms: 10.0,
            p999_ms: 12.0,
            ..Latency::default()
        }),
    };
    Report {
        total: summary.clone(),
        operations: design
            .operations
            .iter()
            .map(|operation| OperationReport { id: operation.id.clone(), summary: summary.clone() })
            .collect(),
        frames: (1..=120).map(|n| frame(f64::from(n) * 0.5, 100.0, 100.0)).collect(),
        ..nothing_told()
    }
}

fn frame(at_s: f64, offered_per_s: f64, answered_per_s: f64) -> Frame {
    Frame { at_s, offered_per_s, answered_per_s, ..Frame::default() }
}

fn results(
    targets: &Targets,
    design: &str,
    mut tell: impl FnMut(&str, &mut Report),
) -> (Vec<TargetResult>, Vec<String>) {
    let mut ran = Vec::new();
    let results = check(&drawn(design), targets, &prices(), |design, scenario| {
        let mut report = calm(design);
        let broken: Vec<String> = scenario.faults.iter().map(ToString::to_string).collect();
        tell(&broken.join(" "), &mut report);
        ran.push(format!("x{} {}", scenario.load, broken.join(" ")));
        Ok(report)
    });
    (results.unwrap(), ran)
}

#[test]
fn targets_share_their_runs_and_the_worst_of_a_run_counts() {
    let more = SMALL.replace(
        "[[target]]\nid = \"keeps\"",
        "[[target]]\nid = \"cheap\"\nsays = \"Cheap\"\nrun = \"busy\"\nmetric = \"cost-per-month\"\nat_most = 25.0\n\n\
         [[target]]\nid = \"keeps\"",
    );
    let targets = Targets::read(&more).unwrap();
    let design = format!("{SHORTENER} items sharded-store | shards=1 replicas=0\n api > items\n");
    let (results, ran) = results(&targets, &design, |broken, report| {
        report.data.writes = 100;
        report.data.lost_writes = if broken.contains("items") { 3 } else { 1 };
    });
    assert_eq!(ran, ["x100 ", "x1 kill db/1@20s for 10s", "x1 kill items@20s for 10s"]);
    let [fast, cheap, keeps] = &results[..] else { panic!("{results:#?}") };
    let told = results.iter().map(|it| format!("{}, {}", it.value_says(), it.limit_says()));
    assert_eq!(
        told.collect::<Vec<String>>(),
        [
            "10 ms, at most 200 ms",
            "20 EUR a month, at most 25 EUR a month",
            "3 writes, at most 0 writes",
        ]
    );
    assert_eq!((fast.met, fast.value, fast.unit.as_str()), (Some(true), Some(10.0), "ms"));
    assert_eq!((fast.because.as_ref(), fast.where_.as_ref()), (None, None));
    assert_eq!(fast.scenario, "--load 100 --duration 60 --seed 7");
    assert_eq!(
        (fast.points.as_slice(), fast.seed),
        (["cache-for-lookup".to_owned()].as_slice(), 7)
    );
    // Two servers of the first store; the other kind has no price here.
    assert_eq!((cheap.met, cheap.value), (Some(true), Some(20.0)));
    assert_eq!((keeps.met, keeps.value), (Some(false), Some(3.0)));
    assert_eq!(keeps.where_.as_deref(), Some("`kill items@20s for 10s`"));
    assert_eq!(
        keeps.scenario,
        "--load 1 --fault \"kill items@20s for 10s\" --duration 60 --seed 1"
    );
    assert_eq!(
        keeps.because.as_deref(),
        Some("3 writes that were answered with yes are gone, of 100.")
    );
}

#[test]
fn what_cannot_be_run_is_neither_met_nor_missed() {
    let targets = Targets::read(&SMALL.replace("kill any database", "kill any cache")).unwrap();
    let (results, ran) = results(&targets, SHORTENER, |_, _| {});
    assert_eq!(ran, ["x100 "]);
    let keeps = &results[1];
    assert_eq!((keeps.met, keeps.value, keeps.scenario.as_str()), (None, None, ""));
    assert_eq!(keeps.value_says(), "not seen");
    assert!(keeps.because.as_ref().unwrap().starts_with("There is no cache in this drawing"));

    let stopped = check(&drawn(SHORTENER), &small(), &prices(), |_, _| {
        Err(vec![Flaw { place: Place::Design, says: "No.".into(), is_fatal: true }])
    });
    for result in stopped.unwrap() {
        assert_eq!((result.met, result.because.as_deref()), (None, Some("No.")));
    }
}

#[test]
fn a_check_goes_one_run_at_a_time() {
    let mut check = Check::new(&drawn(SHORTENER), &small(), &prices()).unwrap();
    assert_eq!(check.progress(), (0, 2));
    let first = check.next();
    assert_eq!(check.next(), first);
    let report = calm(check.design());
    check.ran(Ok(report.clone()));
    assert_eq!(check.progress(), (1, 2));
    assert!(matches!(check.next(), Some(Next::Result(result)) if result.id == "fast"));
    assert!(matches!(check.next(), Some(Next::Run(_))));
    check.ran(Ok(report.clone()));
    assert!(matches!(check.next(), Some(Next::Result(result)) if result.id == "keeps"));
    assert_eq!(check.next(), None);
    // Nobody asked for it.
    check.ran(Ok(report));
    assert_eq!((check.next(), check.progress()), (None, (2, 2)));
}

#[track_caller]
fn check_metric(
    metric: &str,
    tell: impl Fn(&mut Report),
    value: Option<f64>,
    met: Option<bool>,
    because: &str,
) {
    let own = format!(
        "{}\n[[run]]\nid = \"r\"\nfaults = [\"slow every database x10@20s for 10s\"]\n[[target]]\nid = \"t\"\nsays = \"T\"\n\
         run = \"r\"\n{metric}\n",
        &SMALL[..SMALL.find("[[estimate]]").unwrap()]
    );
    let targets = Targets::read(&own).unwrap();
    let (results, _) = results(&targets, SHORTENER, |_, report| tell(report));
    let [result] = &results[..] else { panic!() };
    let rounded = result.value.map(|value| (value * 1e9).round() / 1e9);
    assert_eq!((rounded, result.met), (value, met), "{metric}: {result:#?}");
    let said = result.because.as_deref().unwrap_or_default();
    assert!(said.starts_with(because) && said.is_empty() == because.is_empty(), "{metric}: {said}");
}

#[test]
fn latency_is_that_of_the_operation_and_never_good_where_too_many_failed() {
    let p99 = "metric = \"p99-ms\"\nat_most = 20.0\noperation = \"redirect\"";
    check_metric(p99, |_| {}, Some(10.0), Some(true), "");
    check_metric(
        p99,
        |report| report.operations[1].summary.latency.get_or_insert_default().p99_ms = 90.0,
        Some(10.0),
        Some(true),
        "",
    );
    check_metric(
        p99,
        |report| report.operations[0].summary.error_share = 0.01,
        Some(10.0),
        Some(true),
        "",
    );
    check_metric(
        p99,
        |report| report.operations[0].summary.error_share = 0.02,
        None,
        Some(false),
        "2% of requests failed, so that fewer than 990 of 1000 were answered at all.",
    );
    check_metric(
        p99,
        |report| report.operations[0].summary.answered_per_s = 0.0,
        None,
        Some(false),
        "No request was answered.",
    );
    check_metric(
        p99,
        |report| report.operations[0].summary.requests = 0,
        None,
        None,
        "Nobody asked for `redirect`",
    );
    let slow = |report: &mut Report| {
        report.operations[0].summary.latency.get_or_insert_default().p99_ms = 90.0;
        report.bottleneck = Some(Bottleneck { node: "db".into(), says: "`db`: 98% busy.".into() });
        report.nodes =
            vec![NodeReport { id: "db".into(), calls: 1, busy_max: 0.98, ..NodeReport::default() }];
    };
    check_metric(p99, slow, Some(90.0), Some(false), "`db`: 98% busy.");
    // Nothing is full, so that what gives way first is no reason.
    let far = |report: &mut Report| {
        slow(report);
        report.nodes[0].busy_max = 0.2;
        report.nodes[0].latency = Latency { mean_ms: 40.25, p99_ms: 85.0, ..Latency::default() };
    };
    check_metric(
        p99,
        far,
        Some(90.0),
        Some(false),
        "No part is full; of those that are called last, `db` takes longest: 40.3 ms in the mean, more than 85 ms in 1 of 100",
    );
}

#[test]
fn messages_take_as_long_as_the_report_says_and_those_that_are_lost_for_ever() {
    let p99 = "metric = \"message-p99-ms\"\nat_most = 500.0";
    let took = |report: &mut Report| {
        let latency = Latency { p50_ms: 40.0, p95_ms: 200.0, p99_ms: 400.0, ..Latency::default() };
        (report.delivery_latency, report.data.delivered) = (Some(latency), 1_000);
    };
    check_metric(p99, took, Some(400.0), Some(true), "");
    check_metric(
        "metric = \"message-p50-ms\"\nat_most = 50.0",
        |report| {
            took(report);
            report.data.dead_lettered = 200;
        },
        Some(40.0),
        Some(true),
        "",
    );
    check_metric(
        p99,
        |report| {
            took(report);
            report.data.lost_messages = 20;
        },
        None,
        Some(false),
        "2% of messages were lost or given up on",
    );
    check_metric(
        p99,
        |report| report.data.dead_lettered = 20,
        None,
        Some(false),
        "No message arrived.",
    );
    check_metric(p99, |_| {}, None, None, "No message went through");
}

#[test]
fn each_metric_is_what_the_report_says() {
    let some_failed = |report: &mut Report| report.total.error_share = 0.002;
    check_metric(
        "metric = \"availability\"\nat_least = 0.999",
        some_failed,
        Some(0.998),
        Some(false),
        "",
    );
    check_metric(
        "metric = \"availability\"\nat_least = 0.99",
        some_failed,
        Some(0.998),
        Some(true),
        "",
    );
    check_metric(
        "metric = \"error-share\"\nat_most = 0.01",
        some_failed,
        Some(0.002),
        Some(true),
        "",
    );
    check_metric("metric = \"answered-per-s\"\nat_least = 95", |_| {}, Some(100.0), Some(true), "");
    check_metric(
        "metric = \"stale-share\"\nat_most = 0.01",
        |report| (report.data.reads, report.data.stale_reads) = (1_000, 20),
        Some(0.02),
        Some(false),
        "20 of 1,000 reads came from a copy",
    );
    check_metric(
        "metric = \"stale-share\"\nat_most = 0.01",
        |_| {},
        None,
        None,
        "Nothing that keeps data was read",
    );
    check_metric(
        "metric = \"lost-messages\"\nat_most = 0",
        |report| report.data.lost_messages = 7,
        Some(7.0),
        Some(false),
        "7 messages were in a queue that lost its only server.",
    );
    check_metric(
        "metric = \"dead-lettered\"\nat_most = 0",
        |report| report.data.dead_lettered = 7,
        Some(7.0),
        Some(false),
        "7 messages were given up on.",
    );
    check_metric(
        "metric = \"backlog\"\nat_most = 100",
        |report| {
            let node = |id: &str, left| NodeReport {
                id: id.into(),
                backlog: left,
                ..NodeReport::default()
            };
            report.nodes = vec![node("a", None), node("b", Some(150)), node("c", Some(50))];
        },
        Some(200.0),
        Some(false),
        "`b` has 150 messages left.",
    );
    check_metric(
        "metric = \"amplification-max\"\nat_most = 1.5",
        |report| {
            let edge = |to: &str, amplification| EdgeReport {
                from: "api".into(),
                to: to.into(),
                amplification,
                ..EdgeReport::default()
            };
            report.edges = vec![edge("db", 2.25), edge("cache", 1.0)];
        },
        Some(2.25),
        Some(false),
        "`api` calls `db` 2.2 times for each call that is wanted.",
    );
    check_metric(
        "metric = \"cost-per-month\"\nat_most = 15",
        |_| {},
        Some(20.0),
        Some(false),
        "The dearest is `db`: 2 instances of 8 cores, 20 EUR a month.",
    );
    let busy = |report: &mut Report| {
        let node = |kind: &str, busy_max| NodeReport {
            id: kind.into(),
            kind: kind.into(),
            busy_max,
            ..NodeReport::default()
        };
        report.nodes =
            vec![node("service", 1.0), node("sharded-store", 0.8), node("database", 0.5)];
    };
    check_metric(
        "metric = \"busy-max\"\nkind = \"database\"\nat_most = 0.7",
        busy,
        Some(0.8),
        Some(false),
        "`sharded-store` was 80% busy.",
    );
    check_metric(
        "metric = \"busy-max\"\nkind = \"cache\"\nat_most = 0.7",
        busy,
        None,
        None,
        "There is no `cache`",
    );
}

#[test]
fn recovery_is_counted_from_the_end_of_what_broke() {
    let recovery = "metric = \"recovery-s\"\nat_most = 5.0";
    let served = |share: fn(f64) -> f64| {
        move |report: &mut Report| {
            for frame in &mut report.frames {
                frame.answered_per_s = frame.offered_per_s * share(frame.at_s);
            }
        }
    };
    // It broke from 20 to 30 s.
    check_metric(recovery, |_| {}, Some(0.0), Some(true), "");
    check_metric(
        recovery,
        served(|s| if s > 20.0 && s <= 33.0 { 0.2 } else { 1.0 }),
        Some(3.0),
        Some(true),
        "",
    );
    check_metric(
        recovery,
        served(|s| if s > 20.0 && s <= 37.0 { 0.2 } else { 1.0 }),
        Some(7.0),
        Some(false),
        "",
    );
    // One good moment among bad ones is none.
    let flickers = |s: f64| if s > 20.0 && s <= 34.0 && s != 31.0 { 0.2 } else { 1.0 };
    check_metric(recovery, served(flickers), Some(4.0), Some(true), "");
    check_metric(
        recovery,
        served(|s| if s > 20.0 { 0.2 } else { 0.99 }),
        None,
        Some(false),
        "30 s after it was over 20% of requests were answered, and before it broke 99%.",
    );
    check_metric(recovery, served(|_| 0.0), None, None, "Nothing was answered before it broke");
    // Less load is not less of an answer.
    let at_night = |report: &mut Report| {
        for frame in report.frames.iter_mut().filter(|frame| frame.at_s > 30.0) {
            (frame.offered_per_s, frame.answered_per_s) = (10.0, 10.0);
        }
    };
    check_metric(recovery, at_night, Some(0.0), Some(true), "");
}

#[test]
fn a_result_is_told_as_the_page_reads_it() {
    let (results, _) = results(&small(), SHORTENER, |_, _| {});
    let told = serde_json::to_value(&results[0]).unwrap();
    assert_eq!(told["met"], true);
    assert_eq!(told["bound"], "at-most");
    assert_eq!(told["metric"], "p99-ms");
    assert_eq!(told["where"], serde_json::Value::Null);
    assert_eq!(told["ran"]["load"], 100.0);
    let share =
        TargetResult { unit: "of requests".into(), value: Some(0.99953), ..results[0].clone() };
    assert_eq!(share.value_says(), "99.953% of requests");
}

#[test]
fn a_real_run_is_checked() {
    let results = check(&drawn(SHORTENER), &small(), &prices(), crate::run).unwrap();
    let [fast, keeps] = &results[..] else { panic!() };
    // Ten thousand requests a second are far more than eight cores of 5 ms do.
    assert_eq!(fast.met, Some(false), "{fast:#?}");
    // What was not replicated yet is lost with the primary, and at most as much as comes within the lag.
    assert_eq!(keeps.met, Some(keeps.value == Some(0.0)), "{keeps:#?}");
    let again = check(&drawn(SHORTENER), &small(), &prices(), crate::run).unwrap();
    assert_eq!(again, results);
}

proptest! {
    #[test]
    fn no_drawing_is_too_odd_for_a_problem(design in any_design()) {
        if let Ok(posed) = small().posed(&design) {
            let asked: f64 = asked(&posed).iter().map(|(_, rate, _, _)| rate).sum();
            prop_assert!((asked - 100.0).abs() < 1e-3, "{asked}");
            let found = crate::flaws(&posed);
            prop_assert!(!found.iter().any(|flaw| flaw.is_fatal));
        }
    }
}
