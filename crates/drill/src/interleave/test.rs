//! The interpreter against the classics of the field.

use super::*;
use crate::test::drill;

fn order(task: &str, given: &str) -> DrillReport {
    let drill = drill("Which order?", &format!("kind = \"interleave\"\n{task}"));
    let answer = DrillAnswer::from([("order".to_owned(), given.to_owned())]);
    crate::check(&drill, 1, &answer).unwrap()
}

/// `breaks`: orders that break the promise; `holds`: some that do not. Without any that breaks, `none` is right.
#[track_caller]
fn check_order(task: &str, breaks: &[&str], holds: &[&str]) {
    for given in breaks {
        let report = order(task, given);
        assert_eq!(report.score, 1.0, "{given}: {report:#?}");
    }
    for given in holds {
        let report = order(task, given);
        assert_eq!(report.score, 0.0, "{given}: {report:#?}");
    }
    let none = order(task, "none");
    assert_eq!(none.score, if breaks.is_empty() { 1.0 } else { 0.0 }, "{none:#?}");
    let ours = order(task, &none.parts[0].right);
    assert_eq!(ours.score, 1.0, "{ours:#?}");
}

#[track_caller]
fn check_level(task: &str, expected: &str) {
    let task = format!("kind = \"interleave\"\nwanted = \"weakest_level\"\n{task}");
    let drill = drill("Which level?", &task);
    let shorthand = ["RU", "rc", "snapshot"].map(str::to_owned);
    for level in levels().into_iter().chain(shorthand) {
        let expected_here = level_meant(&level) == expected;
        let answer = DrillAnswer::from([("level".to_owned(), level.clone())]);
        let report = crate::check(&drill, 1, &answer).unwrap();
        assert_eq!(report.score, if expected_here { 1.0 } else { 0.0 }, "{level}: {report:#?}");
    }
}

/// Two actors with the same steps.
fn twins(start: &str, promise: &str, more: &str, steps: &str) -> String {
    format!(
        "start = {{ {start} }}\npromise = \"{promise}\"\n{more}\n[[task.actor]]\nname = \"A\"\nsteps = {steps}\n\
         [[task.actor]]\nname = \"B\"\nsteps = {steps}"
    )
}

#[test]
fn two_increments_lose_one() {
    let task = twins("n = 0", "n == 2", "", r#"["t = read n", "write n = t + 1"]"#);
    check_order(
        &task,
        &["A B A B", "a b b a", "ABAB", "A1 B1 A2 B2", "A -> B, B", "B A"],
        &["A A B B", "B*2 A*2", "A"],
    );
}

#[test]
fn an_atomic_increment_is_safe() {
    check_order(&twins("n = 0", "n == 2", "", r#"["atomic n = n + 1"]"#), &[], &["A B", "B A"]);
    let locked = r#"["lock m", "t = read n", "write n = t + 1", "unlock m"]"#;
    check_order(&twins("n = 0", "n == 2", "", locked), &[], &["A B A B A A B B B"]);
    let retried = r#"["t = read n", "cas n t t + 1 into ok", "if ok == 0 again"]"#;
    check_order(&twins("n = 0", "n == 2", "", retried), &[], &["A B A B A B"]);
}

#[test]
fn a_cas_that_is_not_retried_loses_an_update() {
    let task = twins("n = 0", "n == 2", "", r#"["t = read n", "cas n t t + 1 into ok"]"#);
    check_order(&task, &["A B"], &["A A"]);
}

#[test]
fn a_value_that_came_back_fools_compare_and_swap() {
    // Top of a stack: 1 is the first node, 2 the second; A pops while B pops two and pushes the first back.
    let task = r#"
start = { top = 1, second_is_free = 0 }
promise = "not (top == 2 and second_is_free == 1)"
[[task.actor]]
name = "A"
steps = ["t = read top", "next = 2", "cas top t next into ok"]
[[task.actor]]
name = "B"
steps = ["write top = 2", "write top = 0", "write second_is_free = 1", "write top = 1"]
"#;
    check_order(task, &["A A B B B B A", "A B B B B"], &["A A A B B B B", "A B A"]);
}

#[test]
fn double_checked_creation_needs_the_second_check() {
    let task = |second: &str| {
        let steps = format!(
            r#"["p = read made", "if p > 0 stop", "lock m", {second} "atomic made = made + 1", "unlock m"]"#
        );
        twins("made = 0", "made == 1", "", &steps)
    };
    check_order(&task(""), &["A A B B"], &["A"]);
    check_order(&task(r#""q = read made", "if q > 0 stop","#), &[], &["A A B B"]);
}

#[test]
fn philosophers_who_all_reach_left_wait_for_ever() {
    let philosopher = |name: &str, first: &str, second: &str| {
        format!(
            "[[task.actor]]\nname = \"{name}\"\nsteps = [\"lock {first}\", \"lock {second}\", \
             \"atomic meals = meals + 1\", \"unlock {second}\", \"unlock {first}\"]\n"
        )
    };
    let head = "start = { meals = 0 }\npromise = \"meals == 3\"\n";
    let circle = [philosopher("P", "f1", "f2"), philosopher("Q", "f2", "f3")].concat();
    let wrong = format!("{head}{circle}{}", philosopher("R", "f3", "f1"));
    check_order(&wrong, &["P Q R", "R Q P"], &["P P Q R"]);
    let report = order(&wrong, "P Q R");
    assert_eq!(report.parts[0].says, "Nobody can go on: P and Q and R wait for ever.");
    let ordered = format!("{head}{circle}{}", philosopher("R", "f1", "f3"));
    check_order(&ordered, &[], &["P Q R"]);
}

#[test]
fn a_waiter_that_nobody_wakes_waits_for_ever() {
    let task = r#"
start = { ready = 0, seen = 0 }
promise = "seen == 1"
[[task.actor]]
name = "A"
steps = ["wait ready == 1", "write seen = 1"]
[[task.actor]]
name = "B"
steps = ["write ready = 1", "write ready = 0"]
"#;
    check_order(task, &["B B"], &["B A B", "A B A B"]);
}

const WITHDRAW: &str =
    r#"["t = read balance", "if t < 80 stop", "write balance = t - 80", "commit"]"#;

#[test]
fn isolation_stops_a_lost_update_from_repeatable_read_on() {
    let promise = "balance == 200 - 80 * (A.committed + B.committed)";
    check_level(&twins("balance = 200", promise, "", WITHDRAW), "repeatable read");
    let locked = WITHDRAW.replace("read balance", "read balance for update");
    check_level(&twins("balance = 200", promise, "", &locked), "read uncommitted");
    let atomic = r#"["atomic balance = balance - 80 when balance >= 80 into ok", "if ok == 0 abort", "commit"]"#;
    check_level(
        &twins(
            "balance = 100",
            "balance >= 0 and balance == 100 - 80 * (A.committed + B.committed)",
            "",
            atomic,
        ),
        "read uncommitted",
    );
}

#[test]
fn isolation_stops_write_skew_only_when_serializable() {
    let task = r#"
start = { ann = 1, bob = 1 }
promise = "ann + bob >= 1"
[[task.actor]]
name = "A"
steps = ["a = read ann", "b = read bob", "if a + b < 2 stop", "write ann = 0", "commit"]
[[task.actor]]
name = "B"
steps = ["a = read ann", "b = read bob", "if a + b < 2 stop", "write bob = 0", "commit"]
"#;
    check_level(task, "serializable");
    check_order(
        &format!("isolation = \"repeatable_read\"\n{task}"),
        &["A A B B", "ABABABABAB"],
        &["AAAAA"],
    );
    check_order(&format!("isolation = \"serializable\"\n{task}"), &[], &["A A B B"]);
}

#[test]
fn each_level_keeps_what_it_promises_of_reads() {
    let reader = |steps: &str, promise: &str| {
        format!(
            "start = {{ x = 0 }}\npromise = \"{promise}\"\n[[task.actor]]\nname = \"R\"\nsteps = {steps}\n\
             [[task.actor]]\nname = \"W\"\nsteps = [\"write x = 1\", \"abort\"]"
        )
    };
    check_level(&reader(r#"["t = read x", "commit"]"#, "R.t == 0"), "read committed");
    let twice = reader(r#"["t = read x", "u = read x", "commit"]"#, "R.t == R.u");
    check_level(&twice, "read committed");
    check_level(&twice.replace("\"abort\"", "\"commit\""), "repeatable read");
}

#[test]
fn what_breaks_in_every_order_holds_at_none() {
    let steps = r#"["atomic n = n + 1", "commit"]"#;
    check_level(&twins("n = 0", "n == 1", "", steps), NO_LEVEL);
}

#[test]
fn transactions_in_a_circle_lose_one_of_them() {
    let task = r#"
isolation = "read_committed"
start = { x = 0, y = 0 }
promise = "A.committed + B.committed == 2"
[[task.actor]]
name = "A"
steps = ["write x = 1", "write y = 1", "commit"]
[[task.actor]]
name = "B"
steps = ["write y = 2", "write x = 2", "commit"]
"#;
    check_order(task, &["A B A B", "A B B", "B A"], &["A A B", "A"]);
    let report = order(task, "A B A B");
    assert!(report.trace[2].contains("[waiting would close a circle"), "{:#?}", report.trace);
}

#[test]
fn a_snapshot_aborts_the_second_writer() {
    let task = twins(
        "n = 0",
        "n == 2",
        "isolation = \"repeatable_read\"",
        r#"["t = read n", "write n = t + 1", "commit"]"#,
    );
    let report = order(&task, "A B A A B");
    assert!(report.trace[4].contains("n was changed by another since"), "{:#?}", report.trace);
    assert_eq!(report.score, 1.0);
}

#[test]
fn what_cannot_be_read_is_said() {
    let task = twins("n = 0", "n == 2", "", r#"["t = read n", "write n = t + 1"]"#);
    for (given, why) in [
        ("", "Nothing was answered."),
        ("A C B", "`c` could not be read."),
        ("A*900", "`a*900` could not be read."),
    ] {
        let report = order(&task, given);
        assert_eq!(report.score, 0.0);
        assert!(report.parts[0].says.starts_with(why), "{}", report.parts[0].says);
        assert!(report.parts[0].says.contains("such as `A B`, or `none`"));
    }
    // Turns of those who ended are passed over.
    assert_eq!(order(&task, "A B A A A A B").score, 1.0);
}

#[test]
fn a_drill_that_cannot_run_says_where() {
    let sound = twins("n = 0", "n == 2", "", r#"["t = read n", "write n = t + 1"]"#);
    for (from, to, why) in [
        ("n == 2", "m == 2", "promise: `m` is not known"),
        (
            "t + 1",
            "n + 1",
            "A: step `write n = n + 1`: `n` is shared: read it in a step of its own",
        ),
        ("t = read n", "t = read m", "A: step `t = read m`: `m` is not in `start`"),
        ("t = read n", "jump", "A: step `jump`: is not understood"),
        ("t = read n", "commit", "A: step `commit`: is for transactions only"),
        ("write n = t + 1", "unlock m", "A: step `unlock m`: lets go of m without holding it"),
        ("t + 1", "1 / 0", "it divides by zero"),
    ] {
        let task = format!("kind = \"interleave\"\n{}", sound.replace(from, to));
        let drill = drill("x", &task);
        let error = crate::present(&drill, 1).and_then(|_| crate::truth(&drill, 1)).unwrap_err();
        assert!(error.to_string().contains(why), "{error}");
    }
}

#[test]
fn a_drill_with_too_many_states_is_refused() {
    let steps: Vec<String> = (0..9).map(|at| format!("\"atomic n = n * 3 + {at}\"")).collect();
    let actors: String = ["A", "B", "C"]
        .map(|name| format!("[[task.actor]]\nname = \"{name}\"\nsteps = [{}]\n", steps.join(", ")))
        .concat();
    let task =
        format!("kind = \"interleave\"\nstart = {{ n = 1 }}\npromise = \"n >= 0\"\n{actors}");
    let error = crate::truth(&drill("x", &task), 1).unwrap_err().to_string();
    assert!(error.contains("has more than 50000 states"), "{error}");
}
