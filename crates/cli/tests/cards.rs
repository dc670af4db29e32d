//! `greenroom cards`, `plan` and `today` as somebody types them.

mod support;

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Output, Stdio};
use support::greenroom;

/// Made by Anki 26.9.3.
const OF_ANKI: &[u8] = include_bytes!("../../store/src/tests/anki/new.apkg");

fn run(data: &Path, args: &[&str], typed: &str) -> (Option<i32>, String, String) {
    let mut child = greenroom()
        .args(args)
        .arg("--data-dir")
        .arg(data)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // It may end before it has read everything.
    child.stdin.take().unwrap().write_all(typed.as_bytes()).ok();
    let Output { status, stdout, stderr } = child.wait_with_output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    (status.code(), text(stdout), text(stderr))
}

#[track_caller]
fn told(data: &Path, args: &[&str], typed: &str) -> String {
    let (code, told, why) = run(data, args, typed);
    assert_eq!(code, Some(0), "{args:?}: {told}{why}");
    told
}

#[test]
fn a_deck_comes_from_anki_is_reviewed_and_goes_along_again() {
    let data = tempfile::tempdir().unwrap();
    let (theirs, ours) = (data.path().join("theirs.apkg"), data.path().join("ours.apkg"));
    fs::write(&theirs, OF_ANKI).unwrap();
    let [theirs, ours] = [&theirs, &ours].map(|path| path.display().to_string());

    let taken = told(data.path(), &["cards", "import", &theirs], "");
    assert!(taken.starts_with("11 cards came in: “Who closes a channel?”"), "{taken}");
    assert!(taken.contains("\nLeft out\n  1 card: it hides a part of an image"), "{taken}");
    let taken = told(data.path(), &["cards", "import", &theirs], "");
    assert!(taken.starts_with("Nothing in it is new.\n11 cards were here already"), "{taken}");

    let seen = told(data.path(), &["cards"], "");
    assert!(seen.contains("11 of your own, 1 set aside."), "{seen}");
    assert!(seen.contains(" of ") && seen.contains("greenroom cards review"), "{seen}");

    // Two turned and graded, one of them after a slip of the finger; the third is left.
    let review = told(data.path(), &["cards", "review"], "\n3\nwhat I would say\nx\n1\n\nq\n");
    assert_eq!(review.matches("Enter shows the answer").count(), 3, "{review}");
    assert!(review.contains("3 Good   in ") && review.contains("Comes back in "), "{review}");
    assert!(review.contains("Write 1, 2, 3 or 4"), "{review}");
    assert!(review.contains("Comes again in this sitting."), "{review}");
    assert!(review.ends_with("\n2 cards answered.\n"), "{review}");
    // Standard input that ends is an end as well, and a grade that was not given does not count.
    let cut_short = told(data.path(), &["cards", "review"], "\n");
    assert!(!cut_short.contains("answered"), "{cut_short}");

    let written = told(data.path(), &["cards", "export", &ours], "");
    assert!(written.starts_with("11 cards are in "), "{written}");
    let taken = told(data.path(), &["cards", "import", &ours], "");
    assert!(taken.starts_with("Nothing in it is new.\n11 cards"), "{taken}");
    // The reviews are new to somebody who only has Anki's.
    let elsewhere = tempfile::tempdir().unwrap();
    told(elsewhere.path(), &["cards", "import", &theirs], "");
    let taken = told(elsewhere.path(), &["cards", "import", &ours], "");
    assert!(taken.contains("2 cards were reviewed elsewhere since"), "{taken}");
    assert!(taken.contains("2 reviews were added."), "{taken}");
    let all = told(data.path(), &["cards", "export", &ours, "--all"], "");
    assert!(!all.starts_with("11 cards"), "{all}");
}

#[test]
fn numbers_are_compared_in_the_terminal_too() {
    let data = tempfile::tempdir().unwrap();
    // The topic has cards with a number and cards without: nonsense is typed for each, and graded.
    let topic = ["cards", "review", "--topic", "estimation"];
    let review = told(data.path(), &topic, &"nonsense\n4\n".repeat(400));
    assert!(review.contains("Your number, in "), "{review}");
    assert!(review.contains("not read: "), "{review}");
    assert!(review.contains("Heard in your words, by rule:"), "{review}");
    assert!(!review.contains("- heard: "), "nonsense makes no point: {review}");
    assert!(review.contains("Nothing is left."), "{review}");
}

#[test]
fn today_and_the_days_after_it_are_told_and_taken_along() {
    let data = tempfile::tempdir().unwrap();
    let today = told(data.path(), &["today"], "");
    assert_eq!(today.matches("[ ] ").count(), today.matches(" min)").count(), "{today}");
    assert!(today.contains("\nToday, ") && today.contains("[ ] "), "{today}");
    assert!(today.contains("no date yet") && today.ends_with("greenroom plan\n"), "{today}");
    let days = told(data.path(), &["plan", "--days", "3"], "");
    let titles = |text: &str| text.lines().filter(|line| line.ends_with(" min")).count();
    assert_eq!((titles(&today), titles(&days)), (1, 3), "{days}");
    assert!(days.contains("more days: greenroom plan --days "), "{days}");
    assert!(days.starts_with(today.rsplit_once("\n\n").unwrap().0), "today is the same in both");

    let markdown = told(data.path(), &["plan", "--markdown"], "");
    assert!(markdown.starts_with("# Interview practice\n"), "{markdown}");
    assert!(markdown.contains("](http://127.0.0.1:4170/"), "{markdown}");
    let file = data.path().join("plan.ics").display().to_string();
    told(data.path(), &["plan", "--ics", &file], "");
    let calendar = fs::read_to_string(&file).unwrap();
    assert!(calendar.starts_with("BEGIN:VCALENDAR\r\n"), "{calendar}");
    assert_eq!(calendar.matches("BEGIN:VEVENT").count(), markdown.matches("- [ ] ").count());
}

#[test]
fn nonsense_is_answered_with_its_place_and_the_next_step() {
    let data = tempfile::tempdir().unwrap();
    let shown = |name: &str| data.path().join(name).display().to_string();
    fs::write(data.path().join("empty.apkg"), []).unwrap();
    fs::write(data.path().join("half.apkg"), &OF_ANKI[..OF_ANKI.len() / 2]).unwrap();
    for (args, says) in [
        (vec!["cards", "import", &shown("gone.apkg")], "gone.apkg"),
        (vec!["cards", "import", &shown("empty.apkg")], "Choose an `.apkg` file"),
        (vec!["cards", "import", &shown("half.apkg")], "This is no Anki package"),
        (vec!["cards", "export", &shown("no/such/folder.apkg")], "a place that can be written"),
        (vec!["cards", "review", "--topic", "no-such-topic"], "see `greenroom cards`"),
        (vec!["plan", "--ics", &shown("no/such/plan.ics")], "a place that can be written"),
    ] {
        let (code, told, why) = run(data.path(), &args, "");
        assert_eq!(code, Some(1), "{args:?}: {told}{why}");
        assert!(why.contains(says), "{args:?}: {why}");
    }
    let (code, _, why) = run(data.path(), &["plan", "--markdown", "--days", "3"], "");
    assert!(code == Some(2) && why.contains("--days"), "{why}");
    let seen = told(data.path(), &["cards"], "");
    assert!(!seen.contains("of your own"), "nothing came in: {seen}");
}
