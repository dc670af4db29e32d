//! `greenroom lab` as somebody types it, nonsense included.

mod support;

use serde_json::Value;
use std::fs;
use std::process::Output;
use support::greenroom;

fn run(args: &[&str]) -> (Option<i32>, String, String) {
    let Output { status, stdout, stderr } = greenroom().arg("lab").args(args).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    (status.code(), text(stdout), text(stderr))
}

#[test]
fn labs_are_listed_for_people_and_for_programs() {
    let (code, told, _) = run(&["list"]);
    assert_eq!(code, Some(0));
    assert!(told.contains("url-shortener") && told.contains("greenroom lab start"), "{told}");
    let (_, told, _) = run(&["list", "--json"]);
    let labs: Value = serde_json::from_str(&told).unwrap();
    let ids: Vec<&str> =
        labs.as_array().unwrap().iter().filter_map(|one| one["lab"]["id"].as_str()).collect();
    assert!(ids.contains(&"url-shortener"), "{told}");
}

#[test]
fn a_starter_is_laid_out_checked_and_told_what_is_missing() {
    let dir = tempfile::tempdir().unwrap();
    let mine = dir.path().join("mine").display().to_string();
    let (code, told, why) = run(&["start", "url-shortener", "--lang", "python", "--dir", &mine]);
    assert_eq!(code, Some(0), "{why}");
    assert!(told.contains("greenroom lab check"), "{told}");

    let (code, told, why) = run(&["check", "--dir", &mine, "--check", "redirects", "--seed", "5"]);
    assert_eq!((code, why.as_str()), (Some(1), ""));
    for words in [
        "redirects",
        "FAILED",
        "did:\n      POST /links",
        "expected:\n      status 201",
        "got:\n      status 501",
        "again:\n      curl -i \"http://127.0.0.1:$PORT\"'/links' -X POST",
        "0 passed, 1 failed (seed 5)",
    ] {
        assert!(told.contains(words), "no {words:?} in\n{told}");
    }

    let (code, told, _) = run(&["check", "--dir", &mine, "--check", "redirects", "--json"]);
    assert_eq!(code, Some(1));
    let report: Value = serde_json::from_str(&told).unwrap();
    assert_eq!(report["lab"], "url-shortener");
    assert_eq!(report["checks"][0]["verdict"], "failed");

    let (code, _, why) = run(&["start", "url-shortener", "--dir", &mine]);
    assert_eq!(code, Some(1));
    assert!(why.contains("nothing was changed"), "{why}");
}

#[test]
fn what_cannot_be_checked_is_said_with_the_next_step() {
    let dir = tempfile::tempdir().unwrap();
    let empty = dir.path().display().to_string();
    let (code, _, why) = run(&["check", "--dir", &empty]);
    assert_eq!(code, Some(2));
    assert!(why.contains("lab.toml") && why.contains("--dir"), "{why}");

    fs::write(
        dir.path().join("lab.toml"),
        "lab = \"url-shortener\"\ncommand = [\"no-such-program\"]",
    )
    .unwrap();
    let (code, told, _) = run(&["check", "--dir", &empty]);
    assert_eq!(code, Some(2));
    assert!(told.contains("`no-such-program` is not on this machine"), "{told}");

    let (code, _, why) = run(&["check", "--dir", &empty, "--stage", "contrakt"]);
    assert_eq!(code, Some(2));
    assert!(why.contains("name one of contract, semantics, concurrency, faults, load"), "{why}");

    let (code, _, why) = run(&["start", "url-lengthener"]);
    assert_eq!(code, Some(1));
    assert!(why.contains("greenroom lab list"), "{why}");
}
