//! What queueing theory says, the engine does: each mean lies in the 99% confidence interval of twenty runs.
//!
//! Seeds are fixed, so that a run says the same each time.

use greenroom_simulate::{Report, Scenario, read, run};

const RUNS: u64 = 20;
/// Student's t for 19 degrees of freedom, two-sided, 99%.
const T: f64 = 2.861;

/// People who come at `rate_per_s` to a chain of services, given by their knobs, with nothing in between.
fn chain(rate_per_s: f64, services: &[&str]) -> String {
    let mut text =
        format!("[[node]]\nid = \"people\"\nkind = \"clients\"\nrate_per_s = {rate_per_s}\n");
    let mut before = "people".to_owned();
    for (at, knobs) in services.iter().enumerate() {
        text += &format!(
            "[[node]]\nid = \"s{at}\"\nkind = \"service\"\nthreads = 10000000\nqueue = 10000000\n{knobs}\n\
             [[edge]]\nfrom = \"{before}\"\nto = \"s{at}\"\ntimeout_ms = 0\nnetwork_ms = 0\n"
        );
        before = format!("s{at}");
    }
    text
}

fn runs(text: &str, duration_s: f64) -> Vec<Report> {
    let design = read(text).unwrap();
    let one = |seed| {
        let scenario = Scenario {
            duration_s,
            warm_up_s: duration_s * 0.1,
            seed,
            events_max: u64::MAX / 100,
            ..Scenario::default()
        };
        run(&design, &scenario).unwrap()
    };
    (1..=RUNS).map(one).collect()
}

#[track_caller]
fn check(reports: &[Report], theory: f64, value: impl Fn(&Report) -> f64) {
    let values: Vec<f64> = reports.iter().map(value).collect();
    let count = values.len() as f64;
    let mean = values.iter().sum::<f64>() / count;
    let variance = values.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / (count - 1.0);
    let half = T * (variance / count).sqrt();
    assert!((mean - theory).abs() <= half, "theory {theory}, measured {mean} ± {half}");
    // An interval that holds anything would prove nothing.
    assert!(half < 0.1 * theory, "{half} is too wide for {theory}");
}

fn mean_ms(report: &Report) -> f64 {
    report.total.latency.unwrap().mean_ms
}

/// The share of those who wait in M/M/c.
fn erlang_c(c: u32, offered: f64) -> f64 {
    let (mut term, mut sum) = (1.0, 1.0);
    for n in 1..c {
        term *= offered / f64::from(n);
        sum += term;
    }
    let last = term * offered / f64::from(c) / (1.0 - offered / f64::from(c));
    last / (sum + last)
}

#[test]
fn one_server_is_m_m_1() {
    for rho in [0.5, 0.8] {
        let reports = runs(&chain(rho * 1000.0, &["instances = 1\ncores = 1\nwork = 1"]), 100.0);
        check(&reports, 1.0 / (1.0 - rho), mean_ms);
        check(&reports, rho, |report| report.nodes[1].busy);
        // Of M/M/1 the time itself is exponential: its median is ln 2 of its mean.
        check(&reports, std::f64::consts::LN_2 / (1.0 - rho), |report| {
            report.total.latency.unwrap().p50_ms
        });
    }
}

#[test]
fn several_servers_are_m_m_c() {
    for (c, rho) in [(2, 0.7), (8, 0.9)] {
        let rate = f64::from(c) * rho * 1000.0;
        let reports = runs(&chain(rate, &[&format!("instances = 1\ncores = {c}\nwork = 1")]), 60.0);
        let waits_ms = erlang_c(c, f64::from(c) * rho) / (f64::from(c) * (1.0 - rho));
        check(&reports, 1.0 + waits_ms, mean_ms);
        check(&reports, rho, |report| report.nodes[1].busy);
    }
}

#[test]
fn other_spreads_are_m_g_1_by_pollaczek_and_khinchine() {
    let rho = 0.7;
    for (spread, cv) in [("constant", 0.0), ("narrow", 0.5), ("wide", 2.0)] {
        let knobs =
            format!("instances = 1\ncores = 1\nwork = {{ mean_ms = 1.0, spread = \"{spread}\" }}");
        let reports = runs(&chain(rho * 1000.0, &[&knobs]), 200.0);
        let waits_ms = rho * (1.0 + cv * cv) / (2.0 * (1.0 - rho));
        check(&reports, 1.0 + waits_ms, mean_ms);
    }
}

#[test]
fn a_network_is_the_product_of_its_parts() {
    // Jackson: 600 a second come to the first; a third of them go on to the second, all of those to the third.
    let text = chain(
        600.0,
        &[
            "instances = 1\ncores = 1\nwork = 1",
            "instances = 1\ncores = 2\nwork = 7",
            "instances = 1\ncores = 1\nwork = 4",
        ],
    )
    .replace("to = \"s1\"\n", "to = \"s1\"\nshare = 0.333333333333\n");
    let reports = runs(&text, 100.0);
    let first = 1.0 / (1.0 - 0.6);
    let second = 7.0 + 7.0 * erlang_c(2, 1.4) / (2.0 * 0.3);
    let third = 4.0 / (1.0 - 0.8);
    check(&reports, first + (second + third) / 3.0, mean_ms);
    // What is inside of each, by itself.
    check(&reports, 200.0 * third / 1000.0, |report| report.nodes[3].inside_mean);
}

#[test]
fn in_every_part_there_are_as_many_as_come_times_how_long_they_stay() {
    let text = include_str!("designs/shop.toml");
    let design = read(text).unwrap();
    let scenario = Scenario { duration_s: 60.0, warm_up_s: 5.0, ..Scenario::default() };
    let report = run(&design, &scenario).unwrap();
    let mut seen = 0;
    for node in report.nodes.iter().filter(|node| node.calls > 1_000) {
        let by_law = node.calls_per_s * node.latency.mean_ms / 1_000.0;
        assert!((by_law - node.inside_mean).abs() <= 0.02 * by_law + 0.01, "{node:#?}");
        seen += 1;
    }
    assert!(seen >= 8, "{seen} parts had enough calls");
}
