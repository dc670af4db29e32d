//! Histories as text.

use greenroom_linearize::{ModelKind, Options, Report, ReportVerdict, check_text};

fn checked(model: &str, text: &str) -> Result<Report, String> {
    let kind: ModelKind = model.parse()?;
    check_text(kind, text, &Options::default()).map_err(|error| error.to_string())
}

fn is_ok(model: &str, text: &str) -> bool {
    match checked(model, text).expect("a history").verdict {
        ReportVerdict::Ok => true,
        ReportVerdict::Illegal(_) => false,
        ReportVerdict::Unknown { why } => panic!("{why}"),
    }
}

/// Events as `process type f value`, with one key.
fn json(events: &str) -> String {
    events
        .lines()
        .map(|line| {
            let mut words = line.trim().splitn(4, ' ');
            let mut word = || words.next().expect("four words");
            let (process, kind, f, value) = (word(), word(), word(), word());
            format!(
                "{{\"process\":{process},\"type\":\"{kind}\",\"f\":\"{f}\",\"key\":\"x\",\"value\":{value}}}\n"
            )
        })
        .collect()
}

#[test]
fn every_model_reads_its_words_and_sees_what_is_wrong() {
    for (model, good, bad) in [
        (
            "register",
            "0 invoke write 1\n0 ok write 1\n1 invoke read null\n1 ok read 1",
            "1 invoke read null\n1 ok read 1",
        ),
        (
            "register",
            "0 invoke cas [null,2]\n0 ok cas [null,2]",
            "0 invoke cas [1,2]\n0 ok cas true",
        ),
        (
            "kv",
            "0 invoke append \"a\"\n0 ok append null\n0 invoke get null\n0 ok get \"a\"",
            "0 invoke get null\n0 ok get \"a\"",
        ),
        (
            "kv",
            "0 invoke put 1\n0 ok put 1\n0 invoke delete null\n0 ok delete null\n0 invoke get null\n0 ok get null",
            "0 invoke put 1\n0 ok put 1\n0 invoke get null\n0 ok get null",
        ),
        (
            "counter",
            "0 invoke add 2\n0 ok add 2\n0 invoke add-and-get 1\n0 ok add-and-get 3",
            "0 invoke add 2\n0 ok add 2\n0 invoke read null\n0 ok read 0",
        ),
        (
            "set",
            "0 invoke add 1\n0 ok add true\n0 invoke read null\n0 ok read [1]",
            "0 invoke add 1\n0 ok add 1\n0 invoke contains 1\n0 ok contains false",
        ),
        (
            "queue",
            "0 invoke enqueue 1\n0 ok enqueue 1\n0 invoke dequeue null\n0 ok dequeue 1",
            "0 invoke enqueue 1\n0 ok enqueue 1\n0 invoke dequeue null\n0 ok dequeue null",
        ),
        (
            "lock",
            "0 invoke acquire null\n0 ok acquire null\n1 invoke acquire null\n1 ok acquire false",
            "0 invoke acquire null\n0 ok acquire null\n1 invoke acquire null\n1 ok acquire null",
        ),
        (
            "list",
            "0 invoke append 1\n0 ok append 1\n0 invoke read null\n0 ok read [1]",
            "0 invoke append 1\n0 ok append 1\n0 invoke read null\n0 ok read []",
        ),
    ] {
        assert!(is_ok(model, &json(good)), "{model}: {good}");
        assert!(!is_ok(model, &json(bad)), "{model}: {bad}");
    }
}

#[test]
fn what_failed_did_not_happen_and_what_nobody_knows_may_have() {
    let then_reads = |end: &str, value: &str| {
        json(&format!("0 invoke write 1\n0 {end} write 1\n1 invoke read null\n1 ok read {value}"))
    };
    assert!(
        is_ok("register", &then_reads("info", "1"))
            && is_ok("register", &then_reads("info", "null"))
    );
    assert!(
        !is_ok("register", &then_reads("fail", "1"))
            && is_ok("register", &then_reads("fail", "null"))
    );
    assert!(
        is_ok("register", &then_reads("ok", "1")) && !is_ok("register", &then_reads("ok", "null"))
    );
}

#[test]
fn failures_may_end_in_another_order_than_they_began() {
    let text = json(
        "0 invoke write 1\n1 invoke write 2\n2 invoke write 3\n1 fail write 2\n0 fail write 1\n\
         2 ok write 3\n3 invoke read null\n3 ok read 3",
    );
    let report = checked("register", &text).expect("a history");
    assert_eq!((report.operations, report.verdict), (2, ReportVerdict::Ok));
}

#[test]
fn logs_of_jepsen_and_porcupine_are_read() {
    let log = "INFO  jepsen.util - 0\t:invoke\t:write\t4\nINFO  jepsen.core - the nemesis sleeps\n\
               INFO  jepsen.util - :nemesis :info :start nil\nINFO  jepsen.util - 0   :ok   :write   4\n\
               INFO  jepsen.util - 1 :invoke :cas [4 5]\nINFO  jepsen.util - 1 :info :cas :timed-out\n\
               INFO  jepsen.util - 2 :invoke :read nil\nINFO  jepsen.util - 2 :ok :read 5\n";
    assert!(is_ok("register", log));
    assert!(!is_ok("register", &log.replace(":read 5", ":read 6")));
    let edn = "{:process 0, :type :invoke, :f :get, :key \"x\", :value nil}\n\
               {:process 0, :type :ok, :f :get, :key \"x\", :value \"\"}\n\
               {:process :nemesis, :type :info, :f :kill, :value nil}\n\
               {:process 0, :type :invoke, :f :put, :key \"x\", :value \"a \\\" b\"}\n\
               {:process 0, :type :ok, :f :put, :key \"x\", :value \"a \\\" b\"}\n";
    assert!(is_ok("kv", edn));
}

#[test]
fn the_report_names_lines_and_the_key() {
    let text = json(
        "0 invoke put 1\n0 ok put 1\n1 invoke get null\n1 ok get 1\n0 invoke put 2\n0 ok put 2\n1 invoke get null\n1 ok get 1",
    );
    let ReportVerdict::Illegal(witness) = checked("kv", &text).expect("a history").verdict else {
        panic!("a stale read is illegal");
    };
    assert_eq!(witness.key.as_deref(), Some("x"));
    assert_eq!((witness.impossible.called_line, witness.impossible.returned_line), (7, Some(8)));
    let shown: Vec<&str> = witness.minimal.iter().map(|one| one.operation.as_str()).collect();
    assert_eq!(shown, ["put x 1", "put x 2", "get x -> 1"]);
    assert_eq!(
        witness.why,
        "process 1's `get x -> 1` fits nowhere between its call and its return: the order that gets furthest ends in \
         process 0's `put x 2`, the value is 2 then, and nothing that may come next leads to this answer."
    );
}

#[test]
fn bad_input_is_refused_with_line_cause_and_next_step() {
    let event = |line: &str| json(line);
    for (model, text, expected) in [
        ("kv", String::new(), "line 1: the history is empty: record"),
        ("kv", "\nhello\n".into(), "line 2: this is no format known here: begin with"),
        ("kv", "{\"process\":0\n".into(), "line 1: EOF while parsing"),
        (
            "kv",
            "{:process 0, :type :invoke\n".into(),
            "line 1: the line ends before its `}`: every line",
        ),
        (
            "kv",
            event("0 sent get null"),
            "line 1: the type is none of invoke, ok, fail, info: write",
        ),
        ("kv", event("-1 invoke get null"), "line 1: the process is no whole number from 0: write"),
        (
            "kv",
            event("0 invoke pop null"),
            "line 1: `pop` is no operation of this model: a key-value",
        ),
        ("kv", event("0 invoke put null"), "line 1: `put` needs a value: a key-value"),
        (
            "counter",
            event("0 invoke add 1.5"),
            "line 1: 1.5 is no whole number of 64 bits: a counter",
        ),
        (
            "kv",
            event("0 ok get null"),
            "line 1: process 0 ends a call that it did not make: record",
        ),
        (
            "kv",
            event("0 invoke get null\n0 invoke get null"),
            "line 2: process 0 calls while its call of line 1 is open: give",
        ),
        (
            "kv",
            event("0 invoke get null\n0 ok put 1"),
            "line 2: process 0 ends `put`, but called `get` in line 1: repeat",
        ),
        ("list", event("0 invoke read null\n0 ok read 1"), "line 2: 1 is no list: lists"),
    ] {
        let error = checked(model, &text).expect_err(&text);
        assert!(error.starts_with(expected), "{error}");
    }
    assert!(
        checked("tree", "").expect_err("no model").starts_with("`tree` is no model: choose one of")
    );
}
