//! `greenroom simulate` as somebody types it, nonsense included.

mod support;

use serde_json::Value;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Output, Stdio};
use support::greenroom;

fn drawn(path: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../app/tests/drawn");
    folder.join(path).display().to_string()
}

const REFERENCE: &str = "design/ticket-shop/reference/design.toml";

fn run(args: &[&str]) -> (Option<i32>, String, String) {
    let content = drawn("");
    told(greenroom().arg("simulate").args(args).args(["--content", &content]).output().unwrap())
}

fn told(output: Output) -> (Option<i32>, String, String) {
    let Output { status, stdout, stderr } = output;
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    (status.code(), text(stdout), text(stderr))
}

fn written(dir: &Path, name: &str, text: &str) -> PathBuf {
    let file = dir.join(name);
    std::fs::write(&file, text).unwrap();
    file
}

/// The same drawing without the replica.
fn without_replica(dir: &Path) -> String {
    let text = std::fs::read_to_string(drawn(REFERENCE)).unwrap();
    let text = text.replace("replicas = 1\nfailover_s = 2\n", "");
    written(dir, "one-server.toml", &text).display().to_string()
}

#[test]
fn a_run_says_what_came_of_it_and_is_the_same_again() {
    let args =
        [&drawn(REFERENCE), "--load", "2", "--fault", "kill seats@30s for 10s", "--seed", "7"];
    let (code, told, why) = run(&args);
    assert_eq!((code, why.as_str()), (Some(0), ""));
    for words in [
        "Two database servers\nload x2, kill seats@30s for 10s, 60 s, seed 7\n",
        "requests",
        "answered/s",
        "\nWhat failed\n",
        "seats was down\n",
        "\nParts\n",
        "  shop  ",
        "`seats` was down",
        "\nCosts about ",
        " USD a month\n",
    ] {
        assert!(told.contains(words), "no {words:?} in\n{told}");
    }
    assert_eq!(run(&args).1, told);
}

#[test]
fn a_run_as_json_is_its_whole_report() {
    let (code, told, _) = run(&[&drawn(REFERENCE), "--duration", "10", "--json"]);
    let report: Value = serde_json::from_str(&told).unwrap();
    assert_eq!((code, report["duration_s"].as_f64().unwrap().round()), (Some(0), 10.0));
    assert_eq!(report["nodes"][2]["id"], "seats");
    assert!(report["cost"]["total_per_month"].as_f64().unwrap() > 0.0);
}

#[test]
fn a_check_tells_each_target_and_how_to_see_it_again() {
    let dir = tempfile::tempdir().unwrap();
    let (code, told, _) = run(&["--check", "ticket-shop", &drawn(REFERENCE)]);
    assert_eq!(code, Some(0), "{told}");
    assert!(told.ends_with("2 of 2 targets met.\n"), "{told}");

    let one = without_replica(dir.path());
    let (code, told, _) = run(&["--check", "ticket-shop", &one]);
    assert_eq!(code, Some(1), "{told}");
    assert!(told.contains("○ missed       Nine of ten requests are answered"), "{told}");
    assert!(told.contains("at least 90.0% of requests"), "{told}");
    let again =
        "--problem ticket-shop --load 1 --fault \"kill seats@10s for 20s\" --duration 40 --seed 1";
    assert!(told.contains(&format!("again: greenroom simulate {one} {again}\n")), "{told}");
    assert!(told.ends_with("1 of 2 targets met.\n"), "{told}");

    // What it says can be run again, and shows the same.
    let fault = "kill seats@10s for 20s";
    let (code, seen, _) =
        run(&[&one, "--problem", "ticket-shop", "--fault", fault, "--duration", "40"]);
    assert_eq!(code, Some(0));
    assert!(seen.contains("no replica can take its place"), "{seen}");

    let (code, told, _) = run(&["--check", "ticket-shop", &one, "--json"]);
    let results: Value = serde_json::from_str(&told).unwrap();
    assert_eq!(
        (code, &results[1]["id"], &results[1]["met"]),
        (Some(1), &"goes-on".into(), &false.into())
    );
    assert_eq!(results[1]["seed"], 1);
}

#[test]
fn two_designs_stand_side_by_side() {
    let dir = tempfile::tempdir().unwrap();
    let one = without_replica(dir.path());
    let (code, told, why) =
        run(&["--compare", &one, &drawn(REFERENCE), "--fault", "kill seats/1@20s"]);
    assert_eq!(code, Some(0), "{why}");
    let head = told.lines().nth(2).unwrap();
    assert_eq!(head.split_whitespace().collect::<Vec<_>>(), ["one-server.toml", "design.toml"]);
    let failed = told.lines().find(|line| line.trim_start().starts_with("failed")).unwrap();
    let shares: Vec<f64> = failed
        .split_whitespace()
        .skip(1)
        .map(|share| share.trim_end_matches('%').parse().unwrap())
        .collect();
    assert!(shares[0] > 50.0 && shares[1] < 20.0, "{failed}");
}

#[test]
fn a_drawing_of_another_program_is_read_from_standard_input() {
    let mut child = greenroom()
        .args(["simulate", "-", "--duration", "5"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mermaid = "flowchart LR\n  users[Clients] --> api[API service] --> db[(Orders DB)]\n";
    child.stdin.take().unwrap().write_all(mermaid.as_bytes()).unwrap();
    let (code, told, why) = told(child.wait_with_output().unwrap());
    assert_eq!(code, Some(0), "{why}");
    assert!(told.contains("orders-db"), "{told}");
    assert!(why.contains("standard input: ") && why.contains("guessed"), "{why}");
}

#[test]
fn nonsense_ends_with_2_and_names_its_place() {
    let dir = tempfile::tempdir().unwrap();
    let file = |name: &str, text: &str| written(dir.path(), name, text).display().to_string();
    let good = drawn(REFERENCE);
    let text = std::fs::read_to_string(&good).unwrap();
    let broken = file("broken.toml", "[[node]\n");
    let misspelt = file("misspelt.toml", &text.replace("\"service\"", "\"servce\""));
    let astray = file("astray.toml", &text.replace("to = \"seats\"", "to = \"chairs\""));
    let binary = dir.path().join("binary");
    std::fs::write(&binary, [0xff, 0xfe, 0, 1]).unwrap();
    for (args, says) in [
        (vec!["/no/such.toml"], "/no/such.toml: "),
        (vec![binary.to_str().unwrap()], "no UTF-8"),
        (vec![broken.as_str()], "broken.toml: line 1: "),
        (
            vec![misspelt.as_str()],
            "misspelt.toml: node `shop`: there is no kind `servce`; did you mean `service`?",
        ),
        (vec![astray.as_str()], "astray.toml: edge from `shop` to `chairs`: "),
        (vec![good.as_str(), "--fault", "kill nobody@3s"], "there is no `nobody`"),
        (vec![good.as_str(), "--fault", "kill seats"], "add a time"),
        (vec![good.as_str(), "--shape", "wobble"], "a shape is written"),
        (vec![good.as_str(), "--load", "-1"], "a load of -1 cannot be run"),
        (vec![good.as_str(), "--load", "0"], "a load of 0 cannot be run"),
        (vec![good.as_str(), "--duration", "1e9"], "between 1 s and a day"),
        (vec![good.as_str(), "--check", "no-such"], "no-such: there is no such problem"),
        (vec![good.as_str(), "--problem", "no-such"], "no-such: there is no such problem"),
        (vec![good.as_str(), "--check", "ticket-shop", "--load", "3"], "cannot be used with"),
        (vec!["--compare", good.as_str()], "2 values"),
        (vec![], "DESIGN"),
    ] {
        let (code, out, why) = run(&args);
        assert_eq!((code, out.as_str()), (Some(2), ""), "{args:?}: {why}");
        assert!(why.contains(says) && !why.contains("panicked"), "{args:?}: no {says:?} in {why}");
    }
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_a_long_run() {
    // A day at a thousand times the load: it is sampled, and still takes some seconds.
    let mut child = greenroom()
        .args(["simulate", &drawn(REFERENCE), "--duration", "86400", "--load", "1000"])
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let pid = child.id().to_string();
    // Until it listens for the signal, it would end by it the hard way.
    while std::process::Command::new("sh")
        .args(["-c", &format!("grep -q '^SigCgt:.*[2367abef]$' /proc/{pid}/status")])
        .status()
        .is_ok_and(|status| !status.success())
    {
        assert!(child.try_wait().unwrap().is_none(), "it ended before it could be stopped");
    }
    std::process::Command::new("kill").args(["-INT", &pid]).status().unwrap();
    let (code, _, why) = told(child.wait_with_output().unwrap());
    assert_eq!(code, Some(130), "{why}");
    assert!(why.contains("cancelled"), "{why}");
}
