//! Histories of real databases that others have published with their verdicts: `porcupine-rs` carries them, and they are
//! read where cargo unpacks it.

use greenroom_linearize::formats::history;
use greenroom_linearize::models::{Kv, Register};
use greenroom_linearize::{ModelKind, Options, Verdict, check, check_text};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The folder of the published histories.
fn published() -> PathBuf {
    let manifest = concat!(env!("CARGO_MANIFEST_DIR"), "/bench/Cargo.toml");
    let metadata = |network: &[&str]| {
        Command::new(env!("CARGO"))
            .args(["metadata", "--format-version", "1", "--locked", "--manifest-path", manifest])
            .args(network)
            .output()
            .expect("cargo starts")
    };
    let mut told = metadata(&["--offline"]);
    if !told.status.success() {
        told = metadata(&[]);
    }
    assert!(
        told.status.success(),
        "run `cargo xtask setup`, which fetches them: {}",
        String::from_utf8_lossy(&told.stderr)
    );
    let metadata: serde_json::Value = serde_json::from_slice(&told.stdout).expect("JSON");
    let packages = metadata["packages"].as_array().expect("packages");
    let peer = packages.iter().find(|one| one["name"] == "porcupine-rs").expect("the peer");
    let manifest = Path::new(peer["manifest_path"].as_str().expect("a path"));
    manifest.parent().expect("a folder").to_owned()
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Lines such as `etcd_test!(7, true);`.
fn etcd_verdicts(folder: &Path) -> Vec<(u32, bool)> {
    let text = read(&folder.join("tests/etcd_jepsen.rs"));
    text.lines()
        .filter_map(|line| line.strip_prefix("etcd_test!(")?.strip_suffix(");")?.split_once(", "))
        .filter_map(|(number, verdict)| Some((number.parse().ok()?, verdict.parse().ok()?)))
        .collect()
}

#[test]
fn every_published_etcd_history_gets_its_published_verdict() {
    let folder = published();
    let verdicts = etcd_verdicts(&folder);
    assert_eq!(verdicts.len(), 102, "the list of verdicts has changed: look at it again");
    for (number, is_ok) in verdicts {
        let text = read(&folder.join(format!("test_data/jepsen/etcd_{number:03}.log")));
        let model = Register::default();
        let history = history(&model, &text).expect("a history");
        let verdict = check(&model, &history, &Options::default()).expect("times in order");
        assert_eq!(verdict == Verdict::Ok, is_ok, "etcd_{number:03}: {verdict:?}");
        assert!(!matches!(verdict, Verdict::Unknown { .. }), "etcd_{number:03}");
        if let Verdict::Illegal(witness) = verdict {
            let shown: Vec<_> = witness
                .minimal
                .iter()
                .map(|index| {
                    let mut operation = history[*index].clone();
                    if witness.open.contains(index) {
                        operation.returned = None;
                    }
                    operation
                })
                .collect();
            let again = check(&model, &shown, &Options::default()).expect("times in order");
            assert!(
                matches!(again, Verdict::Illegal(_)),
                "etcd_{number:03}: what is shown proves it"
            );
        }
    }
}

#[test]
fn every_published_key_value_history_gets_its_published_verdict() {
    let folder = published().join("test_data/kv");
    for clients in ["c01", "c10", "c50"] {
        for (name, is_ok) in [("ok", true), ("bad", false)] {
            let text = read(&folder.join(format!("{clients}-{name}.txt")));
            let model = Kv::default();
            let history = history(&model, &text).expect("a history");
            let verdict = check(&model, &history, &Options::default()).expect("times in order");
            assert_eq!(verdict == Verdict::Ok, is_ok, "{clients}-{name}: {verdict:?}");
            assert!(!matches!(verdict, Verdict::Unknown { .. }), "{clients}-{name}");
            assert!(check_text(ModelKind::Kv, &text, &Options::default()).is_ok());
        }
    }
}
