//! `greenroom code` and `greenroom judge` as somebody types them, nonsense included.

mod support;

use std::fs;
use std::path::Path;
use std::process::Output;
use support::greenroom;

fn run(data: &Path, args: &[&str]) -> (Option<i32>, String, String) {
    let Output { status, stdout, stderr } =
        greenroom().args(args).arg("--data-dir").arg(data).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    (status.code(), text(stdout), text(stderr))
}

const RIGHT: &str =
    "content/coding/request-window/submissions/accepted/window_per_client/solution.py";

fn of_repository(path: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(path).display().to_string()
}

#[test]
fn a_problem_is_begun_tested_and_submitted_in_ones_own_editor() {
    let data = tempfile::tempdir().unwrap();
    let folder = data.path().join("work");
    let dir = folder.display().to_string();
    let (code, told, _) =
        run(data.path(), &["code", "start", "request-window", "--lang", "python", "--dir", &dir]);
    assert_eq!(code, Some(0));
    assert!(told.contains("greenroom code test"), "{told}");
    for file in ["solution.py", "main.py", "shapes.py", "STATEMENT.md", "samples/1-one-client.in"] {
        assert!(folder.join(file).exists(), "{file}");
    }

    // The starter runs, and is wrong.
    let (code, told, _) = run(data.path(), &["code", "test", "--dir", &dir]);
    assert_eq!(code, Some(1), "{told}");
    assert!(told.contains("Wrong answer: 0 of 2 cases accepted."), "{told}");

    fs::copy(of_repository(RIGHT), folder.join("solution.py")).unwrap();
    fs::write(folder.join("own/nobody.in"), "[]\n1000\n1\n").unwrap();
    let (code, told, _) = run(data.path(), &["code", "test", "--dir", &dir]);
    assert_eq!(code, Some(0), "{told}");
    assert!(told.contains("Your own cases:") && told.contains("own/1"), "{told}");
    let (code, told, _) = run(data.path(), &["code", "submit", "--dir", &dir]);
    assert_eq!(code, Some(0), "{told}");
    assert!(told.starts_with("● Accepted:"), "{told}");

    // A second start would overwrite what was written.
    let (code, _, why) = run(data.path(), &["code", "start", "request-window", "--dir", &dir]);
    assert_eq!(code, Some(1));
    assert!(why.contains("nothing was changed"), "{why}");
}

#[test]
fn nonsense_is_answered_with_its_place_and_the_next_step() {
    let data = tempfile::tempdir().unwrap();
    let binary = data.path().join("program.py");
    fs::write(&binary, [0x7f, b'E', b'L', b'F', 0, 0xff]).unwrap();
    let large = data.path().join("large.py");
    fs::write(&large, vec![b'#'; 3 << 20]).unwrap();
    let empty = data.path().join("empty");
    fs::create_dir(&empty).unwrap();
    let package = of_repository("content/coding/request-window");
    let shown = |path: &Path| path.display().to_string();
    // Never a verdict: 2 is for what could not be judged.
    for (args, code, says) in [
        (vec!["judge", "/no/such/package"], 2, "/no/such/package"),
        (vec!["judge", &shown(&empty)], 2, "problem.yaml"),
        (vec!["judge", &package, &shown(&binary)], 2, "program.py"),
        (vec!["judge", &package, &shown(&large)], 2, "large.py"),
        (vec!["judge", &package, &shown(&data.path().join("gone.py"))], 2, "gone.py"),
        (vec!["code", "start", "no-such-problem"], 1, "greenroom code list"),
        (vec!["code", "test", "--dir", &shown(&empty)], 1, "greenroom code start"),
        (vec!["code", "start", "request-window", "--lang", "cobol"], 2, "cobol"),
    ] {
        let (got, told, why) = run(data.path(), &args);
        assert_eq!(got, Some(code), "{args:?}: {told}{why}");
        assert!(why.contains(says), "{args:?}: {why}");
    }
}
