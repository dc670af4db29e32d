//! What holds of every machine and every seed.

use crate::test::drill;
use greenroom_model::drill::{Drill, DrillAnswer, Form};
use proptest::prelude::*;

/// Ordinary and extreme parameters of every machine.
const MACHINES: &[&str] = &[
    r#"name = "ring", nodes = 4, keys = 8, places = 2, then = "joins""#,
    r#"name = "ring", nodes = 3, keys = 4, places = 1, then = "leaves""#,
    r#"name = "ring", nodes = 8, keys = 12, places = 4, then = "leaves""#,
    r#"name = "ring", nodes = 8, keys = 12, places = 4, then = "joins""#,
    r#"name = "token_bucket", size = 4, per_s = 2, requests = 10"#,
    r#"name = "token_bucket", size = 10, per_s = 1, requests = 14"#,
    r#"name = "token_bucket", size = 1, per_s = 20, requests = 5"#,
    r#"name = "fixed_window", window_ms = 1000, limit = 3, requests = 10"#,
    r#"name = "fixed_window", window_ms = 60000, limit = 11, requests = 14"#,
    r#"name = "fixed_window", window_ms = 40, limit = 1, requests = 5"#,
    r#"name = "sliding_log", window_ms = 1000, limit = 3, requests = 10"#,
    r#"name = "sliding_log", window_ms = 60000, limit = 11, requests = 14"#,
    r#"name = "sliding_log", window_ms = 40, limit = 1, requests = 5"#,
    r#"name = "lru", size = 3, keys = 5, accesses = 12"#,
    r#"name = "lru", size = 2, keys = 3, accesses = 8"#,
    r#"name = "lru", size = 5, keys = 8, accesses = 16"#,
    r#"name = "lfu", size = 3, keys = 5, accesses = 12"#,
    r#"name = "lfu", size = 2, keys = 3, accesses = 8"#,
    r#"name = "lfu", size = 5, keys = 8, accesses = 16"#,
    r#"name = "backoff", base_ms = 100, cap_ms = 2000, attempts = 7"#,
    r#"name = "backoff", base_ms = 50, cap_ms = 150, attempts = 4"#,
    r#"name = "breaker", failures_to_open = 3, open_ms = 5000, calls = 12"#,
    r#"name = "breaker", failures_to_open = 5, open_ms = 100, calls = 11"#,
    r#"name = "breaker", failures_to_open = 2, open_ms = 100, calls = 8"#,
    r#"name = "quorum", replicas = 3, write = 2, read = 2, operations = 10"#,
    r#"name = "quorum", replicas = 5, write = 2, read = 2, operations = 9"#,
    r#"name = "quorum", replicas = 3, write = 3, read = 1, operations = 12"#,
    r#"name = "quorum", replicas = 7, write = 4, read = 4, operations = 12"#,
    r#"name = "vector_clock", nodes = 3, events = 10"#,
    r#"name = "vector_clock", nodes = 2, events = 7"#,
    r#"name = "vector_clock", nodes = 4, events = 12"#,
    r#"name = "raft_log", nodes = 5, entries = 6"#,
    r#"name = "raft_log", nodes = 3, entries = 4"#,
    r#"name = "raft_log", nodes = 7, entries = 9"#,
    r#"name = "lease_queue", lease_ms = 1000, jobs = 4, tries_max = 2"#,
    r#"name = "lease_queue", lease_ms = 40, jobs = 3, tries_max = 4"#,
    r#"name = "lease_queue", lease_ms = 30000, jobs = 5, tries_max = 2"#,
    r#"name = "index_prefix", columns = ["tenant", "status", "created"], queries = 4"#,
    r#"name = "index_prefix", columns = ["a", "b", "c", "d", "e"], queries = 5"#,
    r#"name = "index_prefix", columns = ["a", "b", "c"], queries = 3"#,
];

fn machine(which: &str) -> Drill {
    drill("What does it do?", &format!("kind = \"predict\"\nmachine = {{ {which} }}"))
}

/// Another answer of the same form.
fn changed(form: &Form, truth: &str) -> String {
    match form {
        Form::Number { .. } => (truth.parse::<f64>().unwrap() + 1.0).to_string(),
        Form::One { of } => of.iter().find(|one| *one != truth).unwrap().clone(),
        Form::Many { of } => {
            let picked: Vec<&str> = truth.split(", ").collect();
            of.iter().find(|one| !picked.contains(&one.as_str())).unwrap().clone()
        }
        Form::Order { .. } | Form::Statement => unreachable!("no machine asks for it"),
    }
}

#[track_caller]
fn check(which: &str, seed: u64) {
    let drill = machine(which);
    let exercise = crate::present(&drill, seed).unwrap_or_else(|error| panic!("{which}: {error}"));
    assert!((3..=6).contains(&exercise.questions.len()), "{which}");
    let truth = crate::truth(&drill, seed).unwrap();
    let report = crate::check(&drill, seed, &truth).unwrap();
    assert_eq!(report.score, 1.0, "{which}, seed {seed}: {report:#?}");
    assert!(!report.trace.is_empty(), "{which}");
    for question in &exercise.questions {
        let mut other = truth.clone();
        let wrong = changed(&question.form, &truth[&question.id]);
        other.insert(question.id.clone(), wrong.clone());
        let report = crate::check(&drill, seed, &other).unwrap();
        assert!(report.score < 1.0, "{which}, seed {seed}: {} is {wrong}", question.id);
        other.remove(&question.id);
        let report = crate::check(&drill, seed, &other).unwrap();
        let part = report.parts.iter().find(|part| part.question == question.id).unwrap();
        assert_eq!(part.credit, 0.0);
        assert!(part.says.starts_with("Nothing was answered."), "{}", part.says);
    }
}

#[test]
fn every_machine_has_many_scenarios() {
    for which in MACHINES {
        let drill = machine(which);
        let all: std::collections::BTreeSet<Vec<String>> = (0..20)
            .map(|seed| {
                let exercise =
                    crate::present(&drill, seed).unwrap_or_else(|error| panic!("{which}: {error}"));
                let asks = exercise.questions.into_iter().map(|one| one.asks);
                exercise.shown.into_iter().chain(asks).collect()
            })
            .collect();
        assert!(all.len() > 5, "{which}: {} of 20", all.len());
    }
}

#[test]
fn parameters_that_are_out_of_range_are_refused() {
    for (which, why) in [
        (
            r#"name = "lru", size = 3, keys = 3, accesses = 12"#,
            "`keys` is 3: from 4 to 8 is possible",
        ),
        (r#"name = "raft_log", nodes = 4, entries = 6"#, "`nodes` is 4: 3, 5 or 7 are possible"),
        (
            r#"name = "token_bucket", size = 9, per_s = 2, requests = 10"#,
            "`size` is 9: from 1 to 6",
        ),
        (
            r#"name = "index_prefix", columns = ["a", "a", "b"], queries = 3"#,
            "3 to 5 different plain names",
        ),
        (
            r#"name = "backoff", base_ms = 100, cap_ms = 90000, attempts = 5"#,
            "it bites between 100 and 800 only",
        ),
    ] {
        let error = crate::present(&machine(which), 1).unwrap_err().to_string();
        assert!(error.contains(why), "{error}");
    }
}

#[test]
fn an_answer_that_is_half_right_earns_half() {
    let drill = machine(r#"name = "lru", size = 3, keys = 5, accesses = 12"#);
    let truth = crate::truth(&drill, 7).unwrap();
    let cached: Vec<&str> = truth["cached"].split(", ").collect();
    let answer = DrillAnswer::from([("cached".to_owned(), cached[..2].join(" "))]);
    let report = crate::check(&drill, 7, &answer).unwrap();
    let part = report.parts.iter().find(|part| part.question == "cached").unwrap();
    assert!((part.credit - 2.0 / 3.0).abs() < 1e-9);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn the_machines_own_truth_scores_one_and_a_changed_answer_less(
        which in 0..MACHINES.len(),
        seed in any::<u64>(),
    ) {
        check(MACHINES[which], seed);
    }

    #[test]
    fn no_text_is_an_error(which in 0..MACHINES.len(), seed in 0_u64..50, text in "\\PC{0,20}") {
        let drill = machine(MACHINES[which]);
        let exercise = crate::present(&drill, seed).unwrap();
        let answer = exercise.questions.iter().map(|one| (one.id.clone(), text.clone())).collect();
        let report = crate::check(&drill, seed, &answer).unwrap();
        prop_assert!((0.0..=1.0).contains(&report.score));
    }
}
