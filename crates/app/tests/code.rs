//! Code that runs in a live room, and what its debrief says. It needs Python and the sandbox, as the
//! other tests that run code do.

use greenroom_app::code::{Cancel, Coder, RunOrder};
use greenroom_app::{Greenroom, ManualClock, Message, NewSession, Room, Snapshot, Update};
use greenroom_content::Library;
use greenroom_listen::Listener;
use greenroom_model::{
    Artifact, CaseSet, CaseVerdict, CodeRun, EventBody, Language, OwnCase, RunEnd, Via,
};
use greenroom_store::{Place, Store};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

/// Longer than anything here takes, so that a test that hangs fails.
const HANGS: Duration = Duration::from_secs(60);

const RIGHT: &str = "def add_up(values):\n    return sum(values)\n";
const WRONG: &str = "def add_up(values):\n    return sum(value for value in values if value > 0)\n";
const ENDLESS: &str = "def add_up(values):\n    while True:\n        pass\n";

fn library() -> Arc<Library> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/tiny");
    Arc::new(Library::from_dir(&folder).expect("the tiny content is sound"))
}

struct Building {
    greenroom: Greenroom,
    session: String,
    _folder: tempfile::TempDir,
}

impl Building {
    async fn open() -> Building {
        let folder = tempfile::tempdir().unwrap();
        let clock = Arc::new(ManualClock::default());
        clock.set_ms(1_000_000);
        let library = library();
        let coder = Coder::new(library.clone(), folder.path().join("judge"));
        let listener = Listener::coarse("these tests listen by words".into());
        let store = Store::open(&Place::Memory).await.unwrap();
        let greenroom = Greenroom::new(library, listener, store, clock, coder);
        let new = NewSession {
            protocol: "code".into(),
            language: Some(Language::Python),
            ..NewSession::default()
        };
        let session = greenroom.start(new).await.unwrap();
        Building { greenroom, session, _folder: folder }
    }

    async fn enter(&self) -> Screen {
        let (room, seen) = self.greenroom.enter(&self.session).await.unwrap();
        Screen { room, seen }
    }
}

struct Screen {
    room: Room,
    seen: Snapshot,
}

impl Screen {
    async fn send(&mut self, message: Message) {
        self.room.send(message).await.unwrap();
    }

    async fn write(&mut self, text: &str) {
        let (id, text) = ("edit".into(), text.into());
        self.send(Message::Artifact { id, artifact: Artifact::Code, base: 0, text }).await;
    }

    async fn run(&mut self, cases: CaseSet) {
        self.send(Message::Run { id: "run".into(), cases, own: Vec::new() }).await;
    }

    async fn next(&mut self) -> Update {
        let update = tokio::time::timeout(HANGS, self.seen.updates.recv()).await;
        update.expect("it hangs").expect("the room is open")
    }

    async fn end_of_run(&mut self) -> RunEnd {
        loop {
            if let Update::Event(event) = self.next().await
                && let EventBody::RunFinished { outcome, .. } = &event.body
            {
                return outcome.clone();
            }
        }
    }

    async fn judged(&mut self, cases: CaseSet) -> CodeRun {
        self.run(cases).await;
        match self.end_of_run().await {
            RunEnd::Judged(run) => *run,
            other => panic!("{other:?}"),
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn code_runs_in_the_room_and_the_debrief_says_what_came_of_it() {
    let building = Building::open().await;
    let mut screen = building.enter().await;

    // Nothing written yet: the starter runs, and gives a wrong answer.
    let starter = screen.judged(CaseSet::Sample).await;
    assert_eq!(starter.verdict, CaseVerdict::WrongAnswer, "{starter:?}");
    assert_eq!(starter.cases.len(), 1);

    screen.write(WRONG).await;
    assert_eq!(screen.judged(CaseSet::Sample).await.verdict, CaseVerdict::Accepted);
    let wrong = screen.judged(CaseSet::All).await;
    let failed: Vec<&str> = wrong
        .cases
        .iter()
        .filter(|case| case.verdict == CaseVerdict::WrongAnswer)
        .map(|case| case.name.as_str())
        .collect();
    assert_eq!(failed, ["secret/02-below-zero"]);

    screen.write(RIGHT).await;
    assert_eq!(screen.judged(CaseSet::All).await.verdict, CaseVerdict::Accepted);
    let says = "It goes over all of them once, so it's O of n time.";
    let text = says.into();
    screen.send(Message::Say { id: "s".into(), text, from_ms: None, via: Via::Typed }).await;
    screen.send(Message::End { id: "end".into() }).await;
    loop {
        if matches!(screen.next().await, Update::Ack { id, .. } if id == "end") {
            break;
        }
    }

    let debrief = building.greenroom.debrief(&building.session).await.unwrap();
    let code = debrief.rounds[0].code.as_ref().expect("code was run");
    let last = code.last.as_ref().expect("every case was run");
    assert_eq!(last.verdict, CaseVerdict::Accepted);
    assert_eq!(code.runs, [(CaseSet::Sample, 2), (CaseSet::All, 2)]);
    let claim = &code.claims[0];
    assert_eq!((claim.order.as_str(), claim.is_space), ("n", false));
    assert!(says.contains(&claim.quote.text), "{claim:?}");
    // Three cases of a few numbers show no growth, and nothing is made up about it.
    assert_eq!(claim.holds, None);
    let steps: Vec<&str> = code.order.iter().map(|step| step.what.as_str()).collect();
    assert_eq!(steps, ["wrote code", "ran the samples", "ran every case", "stated the cost"]);
    let page = greenroom_app::debrief::markdown(&debrief);
    assert!(page.contains("Accepted: 3 cases."), "{page}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_run_can_be_cancelled_and_another_one_asked_for() {
    let building = Building::open().await;
    let mut screen = building.enter().await;
    screen.write(ENDLESS).await;
    screen.run(CaseSet::All).await;
    loop {
        if matches!(screen.next().await, Update::Run { .. }) {
            break;
        }
    }
    // A second one while the first runs is refused.
    screen.send(Message::Run { id: "two".into(), cases: CaseSet::All, own: Vec::new() }).await;
    loop {
        match screen.next().await {
            Update::Problem { id, .. } if id == "two" => break,
            Update::Event(event) if matches!(event.body, EventBody::RunFinished { .. }) => {
                panic!("it ended before it was cancelled")
            }
            _ => {}
        }
    }
    screen.send(Message::CancelRun { id: "stop".into() }).await;
    assert_eq!(screen.end_of_run().await, RunEnd::Cancelled);
    screen.write(RIGHT).await;
    assert_eq!(screen.judged(CaseSet::Sample).await.verdict, CaseVerdict::Accepted);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_run_that_was_cut_off_says_so_when_the_session_is_opened_again() {
    let building = Building::open().await;
    let mut screen = building.enter().await;
    screen.write(ENDLESS).await;
    screen.run(CaseSet::All).await;
    loop {
        if matches!(screen.next().await, Update::Run { .. }) {
            break;
        }
    }
    building.greenroom.close().await;
    let screen = building.enter().await;
    let runs = &screen.seen.view.runs;
    assert!(
        matches!(&runs[0].end, Some(RunEnd::Failed { why }) if why.contains("Run it again")),
        "{runs:?}"
    );
}

#[test]
fn own_cases_are_run_and_a_known_right_program_is_put_beside() {
    let folder = tempfile::tempdir().unwrap();
    let coder = Coder::new(library(), folder.path().into());
    let order = RunOrder {
        problem: "add-up".into(),
        language: Language::Python,
        source: WRONG.into(),
        cases: CaseSet::Own,
        own: vec![
            OwnCase { input: "[4,4]".into(), expected: Some("8".into()) },
            OwnCase { input: "[-1]".into(), expected: None },
            OwnCase { input: "[1]".into(), expected: Some("2".into()) },
        ],
    };
    let RunEnd::Judged(run) = coder.run(&order, &mut |_| {}, &Cancel::new()) else { panic!() };
    let verdicts: Vec<CaseVerdict> = run.cases.iter().map(|case| case.verdict).collect();
    assert_eq!(
        verdicts,
        [CaseVerdict::Accepted, CaseVerdict::Ran, CaseVerdict::WrongAnswer],
        "{run:?}"
    );
    let beside = run.cases[1].detail.as_ref().unwrap();
    assert_eq!((beside.got.trim(), beside.expected.as_deref()), ("0", Some("-1\n")));
    assert!(beside.says.contains("something else"), "{beside:?}");
}

#[test]
fn what_is_not_the_codes_fault_is_no_verdict() {
    let folder = tempfile::tempdir().unwrap();
    // Where the judge's folder should be, there is a file.
    let blocked = folder.path().join("file");
    std::fs::write(&blocked, "").unwrap();
    let coder = Coder::new(library(), blocked);
    let order = RunOrder {
        problem: "add-up".into(),
        language: Language::Python,
        source: RIGHT.into(),
        cases: CaseSet::All,
        own: Vec::new(),
    };
    let end = coder.run(&order, &mut |_| {}, &Cancel::new());
    assert!(matches!(&end, RunEnd::Failed { why } if why.contains("folder")), "{end:?}");
}
