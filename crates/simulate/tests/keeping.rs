//! What keeps data, and who asks it for what.

use greenroom_simulate::{Report, Scenario, flaws, read, run};

fn ran(text: &str, duration_s: f64, faults: &[&str]) -> Report {
    let design = read(text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    let faults = faults.iter().map(|fault| fault.parse().unwrap()).collect();
    let scenario = Scenario { duration_s, faults, ..Scenario::default() };
    run(&design, &scenario).unwrap_or_else(|flaws| panic!("{flaws:#?}"))
}

/// Nodes as `id kind knob=value ...`, edges as `a > b knob=value ...`, operations as `? id knob=value ...`.
fn drawn(lines: &str) -> String {
    let mut text = String::new();
    for line in lines.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let mut words = line.split_whitespace();
        let first = words.next().unwrap();
        let second = words.next().unwrap();
        text += &match (first, second) {
            ("?", id) => format!("[[operation]]\nid = \"{id}\"\n"),
            (from, ">") => {
                format!("[[edge]]\nfrom = \"{from}\"\nto = \"{}\"\n", words.next().unwrap())
            }
            (id, kind) => format!("[[node]]\nid = \"{id}\"\nkind = \"{kind}\"\n"),
        };
        for word in words {
            text += &format!("{}\n", word.replacen('=', " = ", 1));
        }
    }
    text
}

fn within(value: u64, expected: f64, share: f64) -> bool {
    (value as f64 / expected - 1.0).abs() < share
}

// ---- Write-back

const WRITE_BACK: &str = "
    ? read keys=50 share=0.5
    ? save keys=50 share=0.5 writes=true
    people clients rate_per_s=200
    cache cache pattern=\"write-back\" flush_ms=300
    db database
    people > cache
    cache > db
";

#[test]
fn a_write_back_cache_has_its_own_writes_and_each_counts_once() {
    let report = ran(&drawn(WRITE_BACK), 20.0, &[]);
    let saves = report.operations[1].summary.requests;
    assert!(within(report.data.writes, saves as f64, 0.01), "{:?} of {saves}", report.data);
    assert_eq!((report.data.stale_reads, report.data.lost_writes), (0, 0), "{:?}", report.data);
    // What is overwritten before it goes on goes on once.
    assert!(report.nodes[2].calls < saves && report.nodes[2].calls > 500, "{:#?}", report.nodes[2]);
}

#[test]
fn a_flush_that_the_store_refuses_comes_again_and_is_lost_only_with_its_cache() {
    let text = drawn(WRITE_BACK);
    let refused = ran(&text, 20.0, &["kill db@5s for 5s"]);
    assert_eq!(refused.data.lost_writes, 0, "{:?}", refused.data);
    assert!(refused.nodes[2].errors > 300, "{:#?}", refused.nodes[2]);
    let gone = ran(&text, 20.0, &["kill db@5s for 5s", "kill cache@9s for 1s"]);
    // All fifty keys are owed by then.
    assert!((45..=50).contains(&gone.data.lost_writes), "{:?}", gone.data);
}

// ---- Copies

#[test]
fn with_nobody_left_to_copy_to_a_store_goes_on_alone() {
    let text = drawn(
        "
        ? save writes=true
        people clients
        db database replicas=1 replication=\"sync\" failover_s=2
        people > db
        ",
    );
    let alone = ran(&text, 10.0, &["kill db/2@0s"]);
    assert!(within(alone.data.writes, alone.total.requests as f64, 0.01), "{:?}", alone.data);
    // Whoever took a dead primary's place has no copy beside it, and takes writes all the same.
    let failed_over = ran(&text, 20.0, &["kill db/1@5s"]);
    assert!((0.05..0.15).contains(&failed_over.total.error_share), "{:?}", failed_over.total);
    assert_eq!(failed_over.data.lost_writes, 0);
    let kept = ran(&text, 10.0, &[]);
    assert!(within(kept.data.writes, kept.total.requests as f64, 0.01), "{:?}", kept.data);
}

#[test]
fn reads_go_to_the_nearest_replica_and_a_copy_over_the_ocean_takes_its_time() {
    let text = |knobs: &str| {
        drawn(&format!(
            "
            ? read share=0.5
            ? save share=0.5 writes=true
            people clients zones=[\"eu/a\"]
            api service zones=[\"eu/a\"]
            db database {knobs}
            people > api
            api > db
            "
        ))
    };
    let near = ran(&text("replicas=3 zones=[\"eu/a\",\"us/a\",\"eu/b\",\"eu/c\"]"), 10.0, &[]);
    let spread = &near.nodes[2].spread;
    assert_eq!(spread[1], 0, "{spread:?}");
    assert!(within(spread[2], spread[3] as f64, 0.2), "{spread:?}");
    // Who is far is better than nobody.
    let faults = ["kill db/3@0s", "kill db/4@0s"];
    let far = ran(&text("replicas=3 zones=[\"eu/a\",\"us/a\",\"eu/b\",\"eu/c\"]"), 30.0, &faults);
    assert!(far.nodes[2].spread[1] > 500, "{:?}", far.nodes[2].spread);
    let saved = |zones: &str| {
        let report = ran(&text(&format!("replicas=1 replication=\"sync\" {zones}")), 10.0, &[]);
        report.operations[1].summary.latency.unwrap().p50_ms
    };
    let (here, there) = (saved("zones=[\"eu/a\",\"eu/b\"]"), saved("zones=[\"eu/a\",\"us/a\"]"));
    assert!((75.0..85.0).contains(&(there - here)), "{here} ms and {there} ms");
}

#[test]
fn replicas_share_reads_evenly() {
    let text = drawn("people clients rate_per_s=500\ndb database replicas=3\npeople > db\n");
    let spread = &ran(&text, 20.0, &[]).nodes[1].spread;
    assert_eq!(spread[0], 0);
    assert!(spread[1..].iter().all(|calls| within(*calls, 10_000.0 / 3.0, 0.1)), "{spread:?}");
}

// ---- Who is asked for what

#[test]
fn who_asks_all_at_once_asks_no_store_for_what_a_cache_had() {
    let text = drawn(
        "
        ? read keys=100
        people clients
        api service parallel=true
        cache cache ttl_s=0
        db database
        other service
        people > api
        api > cache
        api > db
        api > other
        ",
    );
    let report = ran(&text, 10.0, &[]);
    assert_eq!(report.nodes[3].calls, 0, "{:#?}", report.nodes[3]);
    assert!(within(report.nodes[4].calls, report.total.requests as f64, 0.01));
}

#[test]
fn each_call_of_a_fan_out_is_about_something_of_its_own_unless_the_drawing_says_so() {
    let spread = |knobs: &str| {
        let text = drawn(&format!(
            "
            ? read zipf=0.0
            people clients rate_per_s=10
            api service parallel=true
            db sharded-store shards=8 replicas=0
            people > api
            api > db calls=20 {knobs}
            "
        ));
        ran(&text, 10.0, &[]).nodes[2].spread.clone()
    };
    let (own, same) = (spread(""), spread("same_key=true"));
    assert!(own.iter().all(|calls| within(*calls, 250.0, 0.35)), "{own:?}");
    assert!(own.iter().any(|calls| calls % 20 != 0), "{own:?}");
    assert!(same.iter().all(|calls| calls % 20 == 0), "{same:?}");
}

#[test]
fn what_a_read_sets_off_can_be_a_write() {
    let text = drawn(
        "
        ? redirect keys=100
        people clients
        api service
        cache cache ttl_s=0
        db database
        clicks log
        counter workers
        counts database
        people > api
        api > cache
        api > db
        api > clicks writes=true background=true
        clicks > counter
        counter > counts
        ",
    );
    let report = ran(&text, 10.0, &[]);
    assert!(within(report.data.writes, report.total.requests as f64, 0.02), "{:?}", report.data);
    // A cache in front of the same store does not answer a write.
    let straight = text.replace(
        "to = \"clicks\"\nwrites = true\nbackground = true",
        "to = \"counts\"\nwrites = true",
    );
    let report = ran(&straight, 10.0, &[]);
    assert!(within(report.data.writes, report.total.requests as f64, 0.02), "{:?}", report.data);
    assert_eq!(report.nodes[3].calls, 0);
}

#[test]
fn consumers_get_the_messages_of_the_operations_on_their_edges() {
    for kind in ["queue", "log"] {
        let text = drawn(&format!(
            "
            ? mail share=0.75
            ? bill share=0.25
            people clients
            jobs {kind}
            mailer workers instances=1 threads=1 work=1000
            biller workers
            people > jobs
            jobs > mailer operations=[\"mail\"]
            jobs > biller operations=[\"bill\"]
            "
        ));
        let report = ran(&text, 20.0, &[]);
        let bills = report.operations[1].summary.requests;
        // Those who are slow hold up nobody else.
        assert!(
            within(report.nodes[3].calls, bills as f64, 0.02),
            "{kind}: {:#?}",
            report.nodes[3]
        );
        assert!(report.nodes[2].calls < 60, "{kind}: {:#?}", report.nodes[2]);
        assert!(report.nodes[1].backlog.unwrap() > 1_000);
        let half = text.replace("operations = [\"bill\"]", "operations = [\"mail\"]");
        let says: Vec<String> =
            flaws(&read(&half).unwrap()).iter().map(ToString::to_string).collect();
        let stays = says.iter().any(|says| says.contains("Nobody takes messages of `bill`"));
        assert_eq!(stays, kind == "queue", "{says:?}");
    }
}

// ---- Who is gone

#[test]
fn what_a_dead_instance_would_have_got_goes_to_all_others_alike() {
    let text = drawn(
        "people clients\nfront service\nback service instances=4\npeople > front\nfront > back\n",
    );
    let report = ran(&text, 60.0, &["kill back/2@0s"]);
    let spread = &report.nodes[2].spread;
    let living = [spread[0], spread[2], spread[3]];
    assert!(living.iter().all(|calls| within(*calls, 1_833.0, 0.1)), "{spread:?}");
}

#[test]
fn a_retry_goes_to_another_instance_than_the_one_that_failed() {
    for policy in ["random", "least-connections", "round-robin"] {
        let text = drawn(&format!(
            "
            people clients
            lb load-balancer policy=\"{policy}\" health_check_s=1000
            api service instances=2
            people > lb
            lb > api retries=1 backoff_ms=1
            "
        ));
        let report = ran(&text, 20.0, &["kill api/1@5s"]);
        assert_eq!(report.total.error_share, 0.0, "{policy}: {:?}", report.errors);
    }
    let text = drawn(
        "people clients\nfront service\nback service\npeople > front\nfront > back retries=1\n",
    );
    assert_eq!(ran(&text, 8.0, &["kill back/1@1s"]).total.error_share, 0.0);
}
