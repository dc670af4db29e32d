//! What checks of a lab leave behind: its page, and what they say about topics.

use greenroom_app::code::Coder;
use greenroom_app::labs::{
    CheckResult, Failure, History, Measure, Operation, Report, Target, Trouble, Verdict,
};
use greenroom_app::{Greenroom, LabPlace, LabStanding, ManualClock};
use greenroom_content::Library;
use greenroom_listen::Listener;
use greenroom_store::{Place, Store};
use std::path::PathBuf;
use std::sync::Arc;

const LAB: &str = "url-shortener";
const DAY_MS: u64 = 24 * 60 * 60 * 1_000;

async fn open() -> (Greenroom, Arc<ManualClock>) {
    let library = Arc::new(Library::embedded());
    let store = Store::open(&Place::Memory).await.unwrap();
    let clock = Arc::new(ManualClock::default());
    clock.set_ms(1_799_582_400_000);
    // Nothing runs code here, so nothing is made there.
    let coder = Coder::new(library.clone(), std::env::temp_dir().join("greenroom-no-judge"));
    let listener = Listener::coarse("nobody speaks here".into());
    (Greenroom::new(library, listener, store, clock.clone(), coder), clock)
}

fn folder(name: &str) -> Target {
    Target::Folder(PathBuf::from("/nowhere/at/all").join(name))
}

fn result(id: &str, verdict: Verdict) -> CheckResult {
    let measures = vec![Measure { name: "p99".into(), value: 4.5, unit: "ms".into() }];
    CheckResult {
        id: id.into(),
        verdict,
        did: "Followed a link.".into(),
        took_ms: 30_000,
        measures,
    }
}

fn failed() -> Verdict {
    let operation = |client, end_us| Operation {
        client,
        what: "alias for URL 1".into(),
        start_us: 100,
        end_us,
        result: "201".into(),
    };
    let history = History {
        operations: vec![operation(3, Some(900)), operation(7, None)],
        impossible: Some(1),
        why: "only one can have it".into(),
    };
    Verdict::Failed(Failure {
        did: "asked for an alias".into(),
        expected: "one 201".into(),
        got: "2 times 201".into(),
        again: "greenroom lab check --check one-wins-an-alias --seed 7".into(),
        history: Some(history),
    })
}

fn not_judged() -> Verdict {
    Verdict::NotJudged { why: "the machine was busy".into() }
}

fn report(checks: Vec<CheckResult>) -> Report {
    Report { lab: LAB.into(), seed: 7, checks, trouble: None }
}

async fn standing(greenroom: &Greenroom) -> LabStanding {
    greenroom.lab_standings().await.unwrap().remove(LAB).unwrap()
}

fn words(standing: &LabStanding) -> String {
    let all = standing.checks.iter().map(|check| format!("{} {}", check.id, check.verdict.word()));
    all.collect::<Vec<_>>().join(", ")
}

#[tokio::test]
async fn what_a_check_showed_comes_back_with_its_history() {
    let (greenroom, _) = open().await;
    let checks = vec![result("one-wins-an-alias", failed()), result("redirects", Verdict::Passed)];
    greenroom.note_lab(&folder("mine"), &report(checks.clone())).await.unwrap();
    let kept = standing(&greenroom).await;
    // In the lab's order.
    assert_eq!(kept.checks, [checks[1].clone(), checks[0].clone()]);
    assert_eq!(kept.of, LabPlace::Folder("/nowhere/at/all/mine".into()));
    assert_eq!((kept.seed, kept.trouble.clone(), kept.of.is_there()), (7, None, false));
}

#[tokio::test]
async fn a_run_of_some_checks_leaves_the_others_of_the_day_and_what_was_not_judged_takes_nothing() {
    let (greenroom, clock) = open().await;
    let all = vec![result("redirects", Verdict::Passed), result("alias", failed())];
    greenroom.note_lab(&folder("mine"), &report(all)).await.unwrap();
    let some = vec![result("redirects", not_judged()), result("alias", Verdict::Passed)];
    greenroom.note_lab(&folder("mine"), &report(some)).await.unwrap();
    assert_eq!(words(&standing(&greenroom).await), "redirects passed, alias passed");
    // Another service is another matter, and so is another day.
    let other = vec![result("alias", failed())];
    greenroom.note_lab(&folder("other"), &report(other)).await.unwrap();
    assert_eq!(words(&standing(&greenroom).await), "alias failed");
    clock.advance_ms(DAY_MS);
    greenroom
        .note_lab(&folder("other"), &report(vec![result("redirects", failed())]))
        .await
        .unwrap();
    assert_eq!(words(&standing(&greenroom).await), "redirects failed");
}

#[tokio::test]
async fn our_own_trouble_is_not_kept_and_that_of_the_service_is() {
    let (greenroom, _) = open().await;
    for trouble in [Trouble::Cancelled, Trouble::Ours("the disk is full".into())] {
        let nothing = Report { trouble: Some(trouble), ..report(Vec::new()) };
        greenroom.note_lab(&folder("mine"), &nothing).await.unwrap();
    }
    assert!(greenroom.lab_standings().await.unwrap().is_empty());
    let died = Trouble::DiedAtOnce { how: "exit code 1".into(), last: "no module named x".into() };
    let report = Report { trouble: Some(died), ..report(Vec::new()) };
    greenroom.note_lab(&folder("mine"), &report).await.unwrap();
    assert!(standing(&greenroom).await.trouble.unwrap().contains("no module named x"));
}

#[tokio::test]
async fn checks_speak_for_their_topics() {
    let (greenroom, _) = open().await;
    let checks = vec![
        result("one-wins-an-alias", failed()),
        result("hostile-urls", Verdict::Passed),
        result("half-requests-hold-nobody-up", not_judged()),
    ];
    greenroom.note_lab(&folder("mine"), &report(checks)).await.unwrap();
    let progress = greenroom.progress().await.unwrap();
    let of = |topic: &str| {
        let found = progress.topics.iter().find(|one| one.topic.id == topic).unwrap();
        found.strength.clone()
    };
    assert!(of("bulkhead").is_none(), "what was not judged says nothing");
    let (raced, shortened) = (of("race-conditions").unwrap(), of("problem-url-shortener").unwrap());
    assert!(raced.mean < shortened.mean, "{raced:?} {shortened:?}");
    let evidence = raced.evidence.first().unwrap();
    assert_eq!(evidence.path, "/labs/url-shortener");
    assert!(
        evidence.says.starts_with("A URL shortener, failed: “Of all who ask"),
        "{}",
        evidence.says
    );
}
