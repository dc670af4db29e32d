//! What systems are known to do, the engine does.

use greenroom_simulate::{Frame, Report, Scenario, read, run};

fn ran(text: &str, scenario: Scenario) -> Report {
    let design = read(text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    run(&design, &scenario).unwrap_or_else(|flaws| panic!("{flaws:#?}"))
}

fn for_s(duration_s: f64, faults: &[&str]) -> Scenario {
    let faults = faults.iter().map(|fault| fault.parse().unwrap()).collect();
    Scenario { duration_s, faults, ..Scenario::default() }
}

const SHOP: &str = include_str!("designs/shop.toml");

// ---- The same again

#[test]
fn one_seed_is_one_trace_on_every_machine() {
    let faults = ["kill shop-db/1@5s for 5s", "kill mailer@8s for 2s", "slow stock x5@12s for 3s"];
    let seeded = |seed| ran(SHOP, Scenario { seed, ..for_s(20.0, &faults) });
    assert_eq!(seeded(7), seeded(7));
    assert_ne!(seeded(7).trace, seeded(8).trace);
    // As it came on the first machine.
    assert_eq!(seeded(7).trace, PINNED);
}

const PINNED: &str = "c561e9fd48705c56";

#[test]
fn a_part_that_nobody_calls_changes_nothing_for_the_others() {
    let more = format!("{SHOP}\n[[node]]\nid = \"spare\"\nkind = \"service\"\n");
    let (one, other) = (ran(SHOP, for_s(10.0, &[])), ran(&more, for_s(10.0, &[])));
    assert_eq!((one.total, one.trace), (other.total, other.trace));
}

#[test]
fn a_run_by_frames_is_the_run_at_once() {
    let design = read(SHOP).unwrap();
    let scenario = for_s(10.0, &[]);
    let mut simulation = greenroom_simulate::Simulation::new(&design, &scenario).unwrap();
    let mut frames: Vec<Frame> = Vec::new();
    while let Some(frame) = simulation.frame() {
        frames.push(frame.clone());
    }
    let report = run(&design, &scenario).unwrap();
    assert_eq!((frames.len(), &frames), (120, &report.frames));
    let answered: f64 = frames.iter().map(|frame| frame.answered_per_s / 12.0).sum();
    assert!((answered / 10.0 - report.total.answered_per_s).abs() < 1.0);
}

// ---- Caches

#[test]
fn an_lru_cache_finds_what_che_says() {
    for (capacity, s) in [(500_u32, 0.8), (2_000, 0.8), (1_000, 1.1)] {
        let text = format!(
            "[[operation]]\nid = \"read\"\nkeys = 20000\nzipf = {s}\n\
             [[node]]\nid = \"people\"\nkind = \"clients\"\nrate_per_s = 2000\n\
             [[node]]\nid = \"api\"\nkind = \"service\"\n\
             [[node]]\nid = \"cache\"\nkind = \"cache\"\ncapacity_keys = {capacity}\nttl_s = 0\n\
             [[node]]\nid = \"db\"\nkind = \"database\"\ncores = 64\n\
             [[edge]]\nfrom = \"people\"\nto = \"api\"\n[[edge]]\nfrom = \"api\"\nto = \"cache\"\n\
             [[edge]]\nfrom = \"api\"\nto = \"db\"\n"
        );
        let scenario = Scenario { warm_up_s: 20.0, ..for_s(120.0, &[]) };
        let measured = ran(&text, scenario).nodes[2].hit_ratio.unwrap();
        let theory = che(20_000, s, f64::from(capacity));
        assert!((measured - theory).abs() < 0.01, "{capacity} of {s}: {measured}, by Che {theory}");
    }
}

/// Che, Tung and Wang, "Hierarchical web caching systems" (2002): a key is there when it was asked for within the
/// time in which as many different ones are as fit in.
fn che(keys: u32, s: f64, capacity: f64) -> f64 {
    let weights: Vec<f64> = (1..=keys).map(|rank| f64::from(rank).powf(-s)).collect();
    let all: f64 = weights.iter().sum();
    let shares: Vec<f64> = weights.iter().map(|weight| weight / all).collect();
    let held = |time: f64| shares.iter().map(|share| 1.0 - (-share * time).exp()).sum::<f64>();
    let (mut low, mut high) = (0.0, 1e9);
    for _ in 0..100 {
        let middle = (low + high) / 2.0;
        if held(middle) < capacity { low = middle } else { high = middle }
    }
    shares.iter().map(|share| share * (1.0 - (-share * low).exp())).sum()
}

#[test]
fn a_cold_cache_lets_the_herd_through_unless_one_fetches_for_all() {
    let calls = |stampede: &str| {
        let text = format!(
            "[[operation]]\nid = \"read\"\nkeys = 1\n\
             [[node]]\nid = \"people\"\nkind = \"clients\"\nrate_per_s = 5000\n\
             [[node]]\nid = \"api\"\nkind = \"service\"\ncores = 64\nthreads = 10000\nwork = 0.1\n\
             [[node]]\nid = \"cache\"\nkind = \"cache\"\nttl_s = 5\nstampede = \"{stampede}\"\n\
             [[node]]\nid = \"db\"\nkind = \"database\"\ncores = 1000\nconnections = 100000\nread = {{ mean_ms = 100.0, spread = \"constant\" }}\n\
             [[edge]]\nfrom = \"people\"\nto = \"api\"\n[[edge]]\nfrom = \"api\"\nto = \"cache\"\n\
             [[edge]]\nfrom = \"api\"\nto = \"db\"\n"
        );
        let report = ran(&text, for_s(21.0, &["cold cache@1s"]));
        assert_eq!(report.total.error_share, 0.0, "{stampede}");
        report.nodes[3].calls
    };
    // Each time that the one key is gone, all who come within a fetch of it ask; or one of them.
    let (herd, one) = (calls("none"), calls("single-flight"));
    assert!(herd > 1_000 && one <= 6, "{herd} and {one}");
}

#[test]
fn what_a_write_back_cache_owes_is_lost_with_it() {
    let lost = |pattern: &str| {
        let text = format!(
            "[[operation]]\nid = \"save\"\nwrites = true\n\
             [[node]]\nid = \"people\"\nkind = \"clients\"\nrate_per_s = 100\n\
             [[node]]\nid = \"cache\"\nkind = \"cache\"\npattern = \"{pattern}\"\n\
             [[node]]\nid = \"db\"\nkind = \"database\"\n\
             [[edge]]\nfrom = \"people\"\nto = \"cache\"\n[[edge]]\nfrom = \"cache\"\nto = \"db\"\n"
        );
        ran(&text, for_s(10.0, &["kill cache@5.5s"])).data.lost_writes
    };
    assert_eq!(lost("write-through"), 0);
    let lost = lost("write-back");
    assert!((20..=80).contains(&lost), "half a second of 100 a second: {lost}");
}

// ---- Stores

fn store(knobs: &str, write_share: f64) -> String {
    format!(
        "[[operation]]\nid = \"read\"\nshare = {}\nkeys = 100\n\
         [[operation]]\nid = \"save\"\nshare = {write_share}\nwrites = true\nkeys = 100\n\
         [[node]]\nid = \"people\"\nkind = \"clients\"\nrate_per_s = 400\n\
         [[node]]\nid = \"db\"\nkind = \"sharded-store\"\nshards = 1\nreplicas = 2\n{knobs}\n\
         [[edge]]\nfrom = \"people\"\nto = \"db\"\n",
        1.0 - write_share
    )
}

#[test]
fn a_replica_that_lags_is_read_stale_and_its_primary_is_not() {
    let stale = |knobs: &str| ran(&store(knobs, 0.2), for_s(20.0, &[])).data.stale_reads;
    let (near, far) = (stale("lag_ms = 20"), stale("lag_ms = 500"));
    assert!(near > 0 && far > 5 * near, "{near} and {far}");
    assert_eq!(stale("reads_from = \"primary\"\nlag_ms = 500"), 0);
}

#[test]
fn failover_loses_what_no_replica_had_and_costs_the_time_that_it_takes() {
    let failed = |knobs: &str| {
        let knobs = format!("failover_s = 5\nlag_ms = 500\n{knobs}");
        ran(&store(&knobs, 0.5), for_s(30.0, &["kill db/1@10s"]))
    };
    let (eventually, at_once) = (failed(""), failed("replication = \"sync\""));
    // Half a second of 200 writes a second.
    assert!((60..=140).contains(&eventually.data.lost_writes), "{:?}", eventually.data);
    assert_eq!(at_once.data.lost_writes, 0);
    // Five seconds of writes out of thirty; reads go on.
    assert!((0.06..0.11).contains(&eventually.total.error_share), "{:?}", eventually.total);
}

#[test]
fn a_hot_key_makes_a_hot_shard() {
    let text = |partition: &str| {
        format!(
            "[[operation]]\nid = \"read\"\nkeys = 10000\nzipf = 0.9\n\
             [[node]]\nid = \"people\"\nkind = \"clients\"\nrate_per_s = 1000\n\
             [[node]]\nid = \"db\"\nkind = \"sharded-store\"\nshards = 8\nreplicas = 0\npartition = \"{partition}\"\n\
             [[edge]]\nfrom = \"people\"\nto = \"db\"\n"
        )
    };
    let most = |report: Report| {
        let spread = &report.nodes[1].spread;
        *spread.iter().max().unwrap() as f64 / spread.iter().sum::<u64>() as f64
    };
    // By range popular keys lie together; a table spreads them; by hash they fall as they fall.
    assert!(most(ran(&text("range"), for_s(10.0, &[]))) > 0.6);
    assert!(most(ran(&text("directory"), for_s(10.0, &[]))) < 0.25);
    let hot = Scenario { shape: "hot-key 50%@0s for 10s".parse().unwrap(), ..for_s(10.0, &[]) };
    assert!(most(ran(&text("directory"), hot)) > 0.5);
}

// ---- Retries

/// People, an API, and a database that is as busy as `load` says.
fn metastable(edge: &str) -> String {
    format!(
        "[[node]]\nid = \"people\"\nkind = \"clients\"\nrate_per_s = 700\n\
         [[node]]\nid = \"api\"\nkind = \"service\"\ninstances = 4\ncores = 16\nthreads = 5000\nqueue = 5000\nwork = 0.5\n\
         [[node]]\nid = \"db\"\nkind = \"database\"\ncores = 1\nconnections = 100000\nread = 1\n\
         [[edge]]\nfrom = \"people\"\nto = \"api\"\ntimeout_ms = 5000\n\
         [[edge]]\nfrom = \"api\"\nto = \"db\"\ntimeout_ms = 200\nretries = 4\nbackoff_ms = 20\nbackoff_max_ms = 20\n{edge}\n"
    )
}

/// The share of requests that is answered in the last quarter of the run.
fn answered_at_the_end(report: &Report) -> f64 {
    let last = &report.frames[report.frames.len() * 3 / 4..];
    let sum = |value: fn(&Frame) -> f64| last.iter().map(value).sum::<f64>();
    sum(|frame| frame.answered_per_s) / sum(|frame| frame.offered_per_s)
}

#[test]
fn a_short_slowness_lasts_for_ever_by_retries_and_ends_with_a_budget_or_a_breaker() {
    let slowed = |edge: &str| ran(&metastable(edge), for_s(120.0, &["slow db x10@10s for 5s"]));
    // At 70% load nothing is wrong, until something was.
    let calm = answered_at_the_end(&ran(&metastable(""), for_s(120.0, &[])));
    assert!(calm > 0.999, "{calm}");
    let stuck = slowed("");
    assert!(answered_at_the_end(&stuck) < 0.1, "{}", answered_at_the_end(&stuck));
    let says = &stuck.bottleneck.as_ref().unwrap();
    assert!(says.node == "db" && says.says.contains("each retry"), "{says:?}");
    for cure in [
        "retry_budget = 0.1\njitter = \"full\"",
        "breaker = { failure_share = 0.5, window_s = 5.0, calls_min = 20, open_s = 3.0 }",
    ] {
        let healed = answered_at_the_end(&slowed(cure));
        assert!(healed > 0.95, "{cure}: {healed}");
    }
}

#[test]
fn retries_come_bunched_without_jitter_and_spread_with_it() {
    let peak = |jitter: &str| {
        let text = format!(
            "[[node]]\nid = \"people\"\nkind = \"clients\"\nrate_per_s = 1000\n\
             [[node]]\nid = \"api\"\nkind = \"service\"\ninstances = 3\ncores = 1000\nthreads = 5000\nwork = 2000\n\
             [[edge]]\nfrom = \"people\"\nto = \"api\"\ntimeout_ms = 30000\nretries = 3\nbackoff_ms = 2000\njitter = \"{jitter}\"\n"
        );
        // About 2,000 are inside when it dies, and all know at once. A frame is 100 ms.
        let report = ran(&text, for_s(12.0, &["kill api@5s for 100ms"]));
        report.frames.iter().map(|frame| frame.nodes[1].calls_per_s).fold(0.0, f64::max)
    };
    let (bunched, spread) = (peak("none"), peak("full"));
    assert!(bunched > 8_000.0 && spread < 4_000.0, "{bunched} and {spread} calls a second");
}

#[test]
fn a_hedge_cuts_the_tail() {
    let p99 = |hedge: &str| {
        let text = format!(
            "[[node]]\nid = \"people\"\nkind = \"clients\"\nrate_per_s = 200\n\
             [[node]]\nid = \"api\"\nkind = \"service\"\ncores = 64\nwork = {{ mean_ms = 20.0, spread = \"wide\" }}\n\
             [[edge]]\nfrom = \"people\"\nto = \"api\"\ntimeout_ms = 0\n{hedge}\n"
        );
        ran(&text, for_s(60.0, &[])).total.latency.unwrap().p99_ms
    };
    let (alone, hedged) = (p99(""), p99("hedge_ms = 60"));
    assert!(hedged < 0.85 * alone, "{alone} ms and {hedged} ms");
}

#[test]
fn a_bulkhead_keeps_one_slow_friend_from_drowning_the_rest() {
    let answered = |knobs: &str| {
        let text = format!(
            "[[operation]]\nid = \"fast\"\n[[operation]]\nid = \"slow\"\nshare = 0.2\n\
             [[node]]\nid = \"people\"\nkind = \"clients\"\nrate_per_s = 500\n\
             [[node]]\nid = \"api\"\nkind = \"service\"\nthreads = 50\nqueue = 50\n\
             [[node]]\nid = \"friend\"\nkind = \"external\"\n\
             [[edge]]\nfrom = \"people\"\nto = \"api\"\n\
             [[edge]]\nfrom = \"api\"\nto = \"friend\"\noperations = [\"slow\"]\ntimeout_ms = 5000\n{knobs}\n"
        );
        let report = ran(&text, for_s(30.0, &["slow friend x50@5s"]));
        1.0 - report.operations[0].summary.error_share
    };
    let (drowned, kept) = (answered(""), answered("bulkhead = 10"));
    assert!(drowned < 0.6 && kept > 0.99, "{drowned} and {kept}");
}

// ---- Load balancers and instances

#[test]
fn a_dead_instance_gets_requests_until_health_checks_notice() {
    let failed = |check_s: f64| {
        let text = format!(
            "[[node]]\nid = \"people\"\nkind = \"clients\"\nrate_per_s = 400\n\
             [[node]]\nid = \"lb\"\nkind = \"load-balancer\"\nhealth_check_s = {check_s}\nunhealthy_after = 2\n\
             [[node]]\nid = \"api\"\nkind = \"service\"\ninstances = 4\n\
             [[edge]]\nfrom = \"people\"\nto = \"lb\"\n[[edge]]\nfrom = \"lb\"\nto = \"api\"\n"
        );
        let report = ran(&text, for_s(60.0, &["kill api/2@10s"]));
        report.total.error_share * report.total.requests as f64
    };
    // A quarter of 400 a second, for two checks.
    let (slow, fast) = (failed(5.0), failed(1.0));
    assert!((900.0..1_100.0).contains(&slow) && (150.0..250.0).contains(&fast), "{slow}, {fast}");
}

#[test]
fn a_deployment_that_drains_fails_nobody() {
    let text = |drains: bool| {
        format!(
            "[[node]]\nid = \"people\"\nkind = \"clients\"\nrate_per_s = 400\n\
             [[node]]\nid = \"lb\"\nkind = \"load-balancer\"\ndrains = {drains}\n\
             [[node]]\nid = \"api\"\nkind = \"service\"\ninstances = 4\nwork = 20\n\
             [[edge]]\nfrom = \"people\"\nto = \"lb\"\n[[edge]]\nfrom = \"lb\"\nto = \"api\"\n"
        )
    };
    let failed = |drains| ran(&text(drains), for_s(90.0, &["deploy api@10s"])).total.error_share;
    assert_eq!(failed(true), 0.0);
    assert!(failed(false) > 0.01);
}

#[test]
fn least_connections_sends_less_to_who_is_slow() {
    let failed = |policy: &str| {
        let text = format!(
            "[[node]]\nid = \"people\"\nkind = \"clients\"\nrate_per_s = 800\n\
             [[node]]\nid = \"lb\"\nkind = \"load-balancer\"\npolicy = \"{policy}\"\n\
             [[node]]\nid = \"api\"\nkind = \"service\"\ninstances = 4\ncores = 2\n\
             [[edge]]\nfrom = \"people\"\nto = \"lb\"\n[[edge]]\nfrom = \"lb\"\nto = \"api\"\n"
        );
        ran(&text, for_s(30.0, &["slow api/1 x4@0s"])).total.error_share
    };
    let (turns, least) = (failed("round-robin"), failed("least-connections"));
    assert!(turns > 0.15 && least < 0.01, "{turns} and {least}");
}

#[test]
fn one_of_three_zones_may_go_and_the_only_one_may_not() {
    let text = |zones: &str| {
        format!(
            "[[node]]\nid = \"people\"\nkind = \"clients\"\nrate_per_s = 300\n\
             [[node]]\nid = \"lb\"\nkind = \"load-balancer\"\ninstances = 3\nhealth_check_s = 1\nzones = {zones}\n\
             [[node]]\nid = \"api\"\nkind = \"service\"\ninstances = 3\nzones = {zones}\n\
             [[edge]]\nfrom = \"people\"\nto = \"lb\"\nretries = 2\n[[edge]]\nfrom = \"lb\"\nto = \"api\"\nretries = 2\n"
        )
    };
    let failed = |zones| ran(&text(zones), for_s(30.0, &["lose eu/a@10s"])).total.error_share;
    assert!(failed("[\"eu/a\", \"eu/b\", \"eu/c\"]") < 0.02);
    assert!(failed("[\"eu/a\"]") > 0.6);
}

// ---- Queues

fn queue(knobs: &str, workers: &str) -> String {
    format!(
        "[[operation]]\nid = \"send\"\nwrites = true\nkeys = 1000\n\
         [[node]]\nid = \"people\"\nkind = \"clients\"\nrate_per_s = 100\n\
         [[node]]\nid = \"jobs\"\nkind = \"queue\"\nvisibility_s = 2\n{knobs}\n\
         [[node]]\nid = \"workers\"\nkind = \"workers\"\nthreads = 8\ncores = 8\n{workers}\n\
         [[edge]]\nfrom = \"people\"\nto = \"jobs\"\n[[edge]]\nfrom = \"jobs\"\nto = \"workers\"\n"
    )
}

#[test]
fn a_worker_that_dies_loses_no_message() {
    let report = ran(
        &queue("", "work = 100"),
        for_s(60.0, &["kill workers/1@10s for 5s", "kill workers/2@20s for 5s"]),
    );
    let jobs = &report.nodes[1];
    assert!(report.data.redelivered > 0, "{:?}", report.data);
    assert_eq!((report.data.lost_messages, report.data.dead_lettered), (0, 0));
    assert!(jobs.backlog.unwrap() < 20, "{jobs:?}");
    assert!(jobs.message_latency.unwrap().max_ms > 2_000.0, "{jobs:?}");
}

#[test]
fn poison_goes_to_the_dead_letters_or_comes_for_ever() {
    let ended = |after: u32| {
        let knobs = format!("dead_letter_after = {after}");
        ran(&queue(&knobs, "work = 20\npoison_share = 0.02"), for_s(60.0, &[]))
    };
    let (sorted, endless) = (ended(3), ended(0));
    assert!(
        sorted.data.dead_lettered > 60 && sorted.nodes[1].backlog.unwrap() < 50,
        "{:?}",
        sorted.data
    );
    assert_eq!(endless.data.dead_lettered, 0);
    assert!(endless.nodes[1].backlog.unwrap() > 80, "{:?}", endless.nodes[1]);
}

#[test]
fn a_log_deals_with_one_message_of_a_partition_at_a_time() {
    let left = |partitions: u32| {
        let text = queue(&format!("partitions = {partitions}"), "work = 20")
            .replace("kind = \"queue\"", "kind = \"log\"");
        ran(&text, for_s(60.0, &[])).nodes[1].backlog.unwrap()
    };
    // One partition: 50 a second by 20 ms each, of 100 that come.
    assert!(left(1) > 2_000 && left(12) < 50, "{} and {}", left(1), left(12));
}

#[test]
fn connections_that_are_cut_come_back() {
    let text = "[[node]]\nid = \"people\"\nkind = \"clients\"\nrate_per_s = 10\nconnections = 20000\n\
         [[node]]\nid = \"lb\"\nkind = \"load-balancer\"\nhealth_check_s = 1\n\
         [[node]]\nid = \"sockets\"\nkind = \"websockets\"\ninstances = 4\n\
         [[edge]]\nfrom = \"people\"\nto = \"lb\"\njitter = \"full\"\nbackoff_ms = 2000\n\
         [[edge]]\nfrom = \"lb\"\nto = \"sockets\"\n";
    let report = ran(text, for_s(60.0, &["kill sockets/1@10s"]));
    assert!(
        report.notes.iter().any(|note| note.starts_with("5000 connections")),
        "{:?}",
        report.notes
    );
}

// ---- Too much

#[test]
fn what_is_too_much_to_follow_is_sampled_and_says_so() {
    let whole = ran(SHOP, Scenario { warm_up_s: 5.0, ..for_s(60.0, &[]) });
    assert_eq!(whole.sampling, None);
    let sampled = ran(SHOP, Scenario { warm_up_s: 5.0, events_max: 150_000, ..for_s(60.0, &[]) });
    let sampling = sampled.sampling.as_ref().unwrap();
    assert!(sampling.one_in >= 3.0 && sampling.says.contains("too many"), "{sampling:?}");
    let near = |one: f64, other: f64, share: f64| (one / other - 1.0).abs() < share;
    assert!(near(sampled.total.offered_per_s, whole.total.offered_per_s, 0.05));
    assert!(
        near(sampled.total.latency.unwrap().p50_ms, whole.total.latency.unwrap().p50_ms, 0.1),
        "{:?}\n{:?}",
        sampled.total,
        whole.total
    );
    assert!(
        near(sampled.total.latency.unwrap().p99_ms, whole.total.latency.unwrap().p99_ms, 0.25),
        "{:?}\n{:?}",
        sampled.total,
        whole.total
    );
    for (one, other) in sampled.nodes.iter().zip(&whole.nodes) {
        assert!((one.busy - other.busy).abs() < 0.1, "{one:#?}\n{other:#?}");
    }
}

#[test]
fn a_cold_cache_warms_in_a_sample_as_it_does_for_all() {
    let text = "[[operation]]\nid = \"read\"\nkeys = 20000\nzipf = 0.9\n\
         [[node]]\nid = \"people\"\nkind = \"clients\"\nrate_per_s = 4000\n\
         [[node]]\nid = \"api\"\nkind = \"service\"\ninstances = 20\n\
         [[node]]\nid = \"cache\"\nkind = \"cache\"\ncapacity_keys = 20000\nttl_s = 20\nwarm = false\n\
         [[node]]\nid = \"db\"\nkind = \"database\"\ncores = 64\n\
         [[edge]]\nfrom = \"people\"\nto = \"api\"\n[[edge]]\nfrom = \"api\"\nto = \"cache\"\n\
         [[edge]]\nfrom = \"api\"\nto = \"db\"\n";
    let hits = |events_max| {
        let report = ran(text, Scenario { events_max, ..for_s(30.0, &[]) });
        let first = &report.frames[4..20];
        let early = first.iter().filter_map(|frame| frame.nodes[2].hit_ratio).sum::<f64>() / 16.0;
        (report.sampling.is_some(), early, report.nodes[2].hit_ratio.unwrap())
    };
    let (whole, sampled) = (hits(u64::MAX / 100), hits(200_000));
    assert!(!whole.0 && sampled.0);
    assert!((whole.1 - sampled.1).abs() < 0.05, "{whole:?} and {sampled:?}");
    assert!((whole.2 - sampled.2).abs() < 0.03, "{whole:?} and {sampled:?}");
    // A time to live that is for ever, and longer than that where one stands for many.
    let forever = text.replace("ttl_s = 20", "ttl_s = 31536000");
    ran(&forever, Scenario { events_max: 10, ..for_s(10.0, &[]) });
}

#[test]
fn a_run_a_little_longer_than_may_be_is_followed_all_the_same() {
    let whole = ran(SHOP, for_s(30.0, &[]));
    let tight = Scenario { events_max: whole.events * 19 / 20, ..for_s(30.0, &[]) };
    assert_eq!(ran(SHOP, tight).sampling, None);
    let half = Scenario { events_max: whole.events / 3, ..for_s(30.0, &[]) };
    let one_in = ran(SHOP, half).sampling.unwrap().one_in;
    assert!((2.5..4.0).contains(&one_in), "{one_in}");
}

#[test]
fn a_load_that_nothing_holds_ends_in_time_and_says_where() {
    let report = ran(SHOP, Scenario { load: 1_000.0, events_max: 500_000, ..for_s(30.0, &[]) });
    assert!(report.events < 4_000_000, "{}", report.events);
    assert!(report.total.error_share > 0.5, "{:?}", report.total);
    assert!(report.bottleneck.is_some());
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig { cases: 40, failure_persistence: None, ..Default::default() })]

    /// Whatever breaks when: every request ends once or is under way, and what is read off adds up.
    #[test]
    fn nothing_is_lost_or_counted_twice_whatever_breaks(
        seed in 0_u64..1_000,
        load in 0.2_f64..4.0,
        edges in proptest::collection::vec((0_usize..9, 0_u32..4, 0_u32..3, 0.0_f64..50.0), 0..6),
        faults in proptest::collection::vec((0_usize..10, 0_usize..7, 0.0_f64..8.0, 0.1_f64..5.0), 0..6),
    ) {
        let mut design = read(SHOP).unwrap();
        for (at, retries, places, hedge_ms) in edges {
            let edge = &mut design.edges[at];
            edge.retries = retries;
            edge.hedge_ms = hedge_ms;
            match places {
                0 => edge.pool = 3,
                1 => edge.bulkhead = 3,
                _ => edge.breaker = Some(greenroom_simulate::Breaker::default()),
            }
        }
        let faults = faults.into_iter().map(|(node, kind, at, long)| {
            let node = &design.nodes[1 + node % 9].id;
            let text = match kind {
                0 => format!("kill {node}@{at}s for {long}s"),
                1 => format!("kill {node}/1@{at}s"),
                2 => format!("slow {node} x20@{at}s for {long}s"),
                3 => format!("partition shop {node}@{at}s for {long}s"),
                4 => format!("cold {node}@{at}s"),
                5 => format!("deploy {node}@{at}s"),
                _ => format!("kill {node}@{at}s"),
            };
            text.parse().unwrap()
        });
        let scenario = Scenario { load, seed, faults: faults.collect(), duration_s: 10.0, ..Scenario::default() };
        let report = run(&design, &scenario).unwrap();
        let total = &report.total;
        let ended = (total.answered_per_s * 10.0).round() as u64
            + report.errors.iter().map(|error| error.count).sum::<u64>();
        proptest::prop_assert!(ended <= total.requests, "{ended} of {}", total.requests);
        let by_operation: u64 = report.operations.iter().map(|operation| operation.summary.requests).sum();
        proptest::prop_assert_eq!(by_operation, total.requests);
        for node in &report.nodes {
            proptest::prop_assert!(node.busy <= 1.0 && node.errors <= node.calls, "{:#?}", node);
            proptest::prop_assert_eq!(node.spread.iter().sum::<u64>(), node.calls);
        }
        for edge in &report.edges {
            proptest::prop_assert!(edge.amplification >= 1.0 && edge.amplification <= 9.0, "{:#?}", edge);
        }
        for frame in &report.frames {
            for node in &frame.nodes {
                proptest::prop_assert!((0.0..=1.0).contains(&node.up) && node.waiting >= 0.0);
            }
        }
    }
}
