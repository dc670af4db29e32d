//! Drawings of a session that are held against their problem's targets, and what a debrief says of it.

use greenroom_app::code::Coder;
use greenroom_app::debrief::{Debrief, html, markdown};
use greenroom_app::{Greenroom, ManualClock, Message, NewSession, Room, Snapshot, Update};
use greenroom_content::Library;
use greenroom_listen::Listener;
use greenroom_model::{
    Artifact, CheckEnd, Event, EventBody, HeldDrawing, Mode, Source, Verdict, Via,
};
use greenroom_store::{Place, Store};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

/// Longer than anything here takes, so that a test that hangs fails.
const HANGS: Duration = Duration::from_secs(60);
const TWO_SERVERS: &str = include_str!("drawn/design/ticket-shop/reference/design.toml");
const ONE_SERVER: &str = r#"
title = "One database server"

[[node]]
id = "people"
kind = "clients"

[[node]]
id = "shop"
kind = "service"

[[node]]
id = "seats"
kind = "database"

[[edge]]
from = "people"
to = "shop"

[[edge]]
from = "shop"
to = "seats"
"#;

struct Session {
    greenroom: Greenroom,
    store: Store,
    id: String,
}

struct Screen {
    room: Room,
    seen: Snapshot,
}

impl Session {
    async fn begin(mode: Mode) -> Session {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/drawn");
        let library = Library::from_dir(&folder).unwrap_or_else(|errors| panic!("{errors:#?}"));
        let library = Arc::new(library);
        let store = Store::open(&Place::Memory).await.unwrap();
        let clock = Arc::new(ManualClock::default());
        clock.set_ms(1_000_000);
        // Nothing runs code here, so nothing is made there.
        let coder = Coder::new(library.clone(), std::env::temp_dir().join("greenroom-no-judge"));
        let listener = Listener::coarse("these tests listen by words".into());
        let greenroom = Greenroom::new(library, listener, store.clone(), clock, coder);
        let new = NewSession { protocol: "draw".into(), mode, ..NewSession::default() };
        let id = greenroom.start(new).await.unwrap();
        Session { greenroom, store, id }
    }

    async fn enter(&self) -> Screen {
        let (room, seen) = self.greenroom.enter(&self.id).await.unwrap();
        Screen { room, seen }
    }

    async fn debrief(&self) -> Debrief {
        tokio::time::timeout(HANGS, self.greenroom.debrief(&self.id)).await.unwrap().unwrap()
    }

    async fn checks(&self) -> Vec<String> {
        let events = self.store.events(&self.id).await.unwrap();
        events.iter().filter_map(told).collect()
    }
}

fn told(event: &Event) -> Option<String> {
    match &event.body {
        EventBody::CheckAsked { check, revision, .. } => {
            Some(format!("{check} asked of {revision}"))
        }
        EventBody::CheckFinished { check, outcome: CheckEnd::Held(held), .. } => {
            Some(format!("{check} held {}", shown(held)))
        }
        EventBody::CheckFinished { check, outcome: CheckEnd::NotRun { .. }, .. } => {
            Some(format!("{check} not run"))
        }
        EventBody::CheckFinished { check, outcome: CheckEnd::Cancelled, .. } => {
            Some(format!("{check} cancelled"))
        }
        EventBody::CheckFinished { check, outcome: CheckEnd::Failed { why }, .. } => {
            Some(format!("{check} failed: {why}"))
        }
        _ => None,
    }
}

fn shown(held: &HeldDrawing) -> String {
    let one = |target: &greenroom_model::TargetSeen| format!("{} {:?}", target.id, target.is_met);
    held.targets.iter().map(one).collect::<Vec<_>>().join(", ")
}

impl Screen {
    async fn next(&mut self) -> Update {
        let update = tokio::time::timeout(HANGS, self.seen.updates.recv()).await;
        update.expect("it hangs").expect("the room is open")
    }

    /// The answer to a message.
    async fn send(&mut self, message: Message) -> Update {
        let id = message.id().to_owned();
        self.room.send(message).await.unwrap();
        loop {
            let update = self.next().await;
            if matches!(&update, Update::Ack { id: told, .. } | Update::Problem { id: told, .. } if *told == id)
            {
                return update;
            }
        }
    }

    async fn settle(&mut self, message: Message) {
        let answer = self.send(message).await;
        assert!(matches!(answer, Update::Ack { .. }), "{answer:?}");
    }

    async fn draw(&mut self, id: &str, base: u64, text: &str) {
        let (id, text) = (id.into(), text.into());
        self.settle(Message::Artifact { id, artifact: Artifact::Design, base, text }).await;
    }

    async fn say(&mut self, id: &str, text: &str) {
        self.settle(Message::Say {
            id: id.into(),
            text: text.into(),
            from_ms: None,
            via: Via::Typed,
        })
        .await;
    }

    async fn end(&mut self) {
        self.settle(Message::End { id: "end".into() }).await;
    }

    async fn checked(&mut self) -> CheckEnd {
        loop {
            if let Update::Event(event) = self.next().await
                && let EventBody::CheckFinished { outcome, .. } = &event.body
            {
                return outcome.clone();
            }
        }
    }
}

#[tokio::test]
async fn in_training_a_drawing_is_checked_by_wish_and_what_was_checked_is_not_run_again_at_the_end()
{
    let session = Session::begin(Mode::Training).await;
    let mut screen = session.enter().await;
    screen.draw("a", 0, TWO_SERVERS).await;
    screen.settle(Message::Check { id: "b".into() }).await;
    let end = screen.checked().await;
    let CheckEnd::Held(held) = end else { panic!("{end:?}") };
    assert_eq!(shown(&held), "fast Some(true), goes-on Some(true)");
    assert!(held.targets[0].seen.contains("at most 200 ms"), "{}", held.targets[0].seen);
    screen.end().await;
    let debrief = session.debrief().await;
    assert_eq!(
        session.checks().await,
        ["1 asked of 1", "1 held fast Some(true), goes-on Some(true)"]
    );
    assert_eq!(debrief.rounds[0].drawn.as_ref().unwrap().checks, 1);
}

#[tokio::test]
async fn an_assessment_checks_what_was_drawn_when_the_round_ends_and_not_before() {
    let session = Session::begin(Mode::Assessment).await;
    let mut screen = session.enter().await;
    screen.draw("a", 0, ONE_SERVER).await;
    let answer = screen.send(Message::Check { id: "b".into() }).await;
    let Update::Problem { text, .. } = &answer else { panic!("{answer:?}") };
    assert!(text.contains("when the round ends"), "{text}");
    screen.end().await;
    let debrief = session.debrief().await;
    assert_eq!(
        session.checks().await,
        ["1 asked of 1", "1 held fast Some(true), goes-on Some(false)"]
    );
    let held = debrief.rounds[0].drawn.as_ref().unwrap().held.as_ref().unwrap();
    let missed = &held.targets[1];
    assert!(missed.because.is_some() && missed.scenario.contains("kill"), "{missed:?}");
}

#[tokio::test]
async fn a_run_that_shows_a_point_proves_it_though_it_was_not_said() {
    let session = Session::begin(Mode::Training).await;
    let mut screen = session.enter().await;
    screen.draw("a", 0, TWO_SERVERS).await;
    screen.end().await;
    let debrief = session.debrief().await;
    let point = debrief.rounds[0].points.iter().find(|point| point.id == "replica").unwrap();
    assert_eq!((point.verdict, point.source), (Verdict::Met, Source::Measured));
    assert_eq!(point.runs.len(), 1);
    let beside =
        debrief.rounds[0].points.iter().find(|point| point.id == "queue-at-the-door").unwrap();
    assert!(beside.runs[0].holds && beside.verdict != Verdict::Met, "a run beside it is no proof");
    assert!(point.runs[0].holds && point.runs[0].says.contains("at least 90"), "{:?}", point.runs);
}

#[tokio::test]
async fn a_run_that_shows_the_opposite_stands_beside_what_was_said_and_takes_nothing_from_it() {
    let session = Session::begin(Mode::Training).await;
    let mut screen = session.enter().await;
    screen
        .say(
            "s",
            "The people ask the shop, and the shop asks one database where the seats are. \
             A standby replica takes over within seconds when the primary database dies. \
             That is all I would build for a shop of this size, and I would measure before I add more.",
        )
        .await;
    screen.draw("a", 0, ONE_SERVER).await;
    screen.end().await;
    let debrief = session.debrief().await;
    let point = debrief.rounds[0].points.iter().find(|point| point.id == "replica").unwrap();
    assert_eq!((point.verdict, point.source), (Verdict::Met, Source::Rule));
    assert_eq!(point.runs.iter().map(|run| run.holds).collect::<Vec<_>>(), [false]);
    assert!(html(&debrief, "").into_string().contains("Missed by your drawing:"));
}

#[tokio::test]
async fn a_drawing_that_cannot_be_read_is_not_assessed_and_says_nothing_about_the_design() {
    let session = Session::begin(Mode::Training).await;
    let mut screen = session.enter().await;
    screen.draw("a", 0, "clients call the shop, and that the database").await;
    screen.end().await;
    let debrief = session.debrief().await;
    assert_eq!(session.checks().await, ["1 asked of 1", "1 not run"]);
    let round = &debrief.rounds[0];
    assert_eq!(round.drawn.as_ref().unwrap().held, None);
    let said = round.not_assessed.iter().find(|one| one.what.contains("under load")).unwrap();
    assert!(said.why.contains("could not be read as a design"), "{}", said.why);
    let replica = round.points.iter().find(|point| point.id == "replica").unwrap();
    assert!(replica.runs.is_empty() && replica.source == Source::Rule);
}

#[tokio::test]
async fn nothing_drawn_is_said_and_stated_numbers_are_held_against_the_problems() {
    let session = Session::begin(Mode::Training).await;
    let mut screen = session.enter().await;
    screen.say("s", "I would expect 150 lookups a second at noon.").await;
    screen.end().await;
    let debrief = session.debrief().await;
    assert!(session.checks().await.is_empty());
    let drawn = debrief.rounds[0].drawn.as_ref().unwrap();
    assert_eq!((drawn.held.is_none(), drawn.estimates[0].holds), (true, Some(true)));
    let quote = drawn.estimates[0].quote.as_ref().unwrap();
    assert_eq!(quote.text, "I would expect 150 lookups a second at noon");
    assert!(
        debrief.rounds[0].not_assessed.iter().any(|one| one.why == "No design was drawn."),
        "{:?}",
        debrief.rounds[0].not_assessed
    );
    let text = markdown(&debrief);
    assert!(text.contains("150 lookups a second") && text.contains("holds"), "{text}");
}

#[tokio::test]
async fn a_check_that_a_crash_cut_off_is_run_when_the_debrief_is_read() {
    let session = Session::begin(Mode::Training).await;
    let mut screen = session.enter().await;
    screen.draw("a", 0, TWO_SERVERS).await;
    session.greenroom.close().await;
    // As the log is when the program dies right after the session's end.
    let events = session.store.events(&session.id).await.unwrap();
    let last = events.last().unwrap();
    let next = |after: u64, body| Event { seq: last.seq + after, at_ms: last.at_ms, body };
    let cut_off = [
        next(1, EventBody::CheckAsked { round: 0, check: 1, revision: 1 }),
        next(2, EventBody::Ended { reason: greenroom_model::EndReason::EndedEarly }),
    ];
    session.store.append(&session.id, &cut_off).await.unwrap();
    let debrief = session.debrief().await;
    let held = debrief.rounds[0].drawn.as_ref().unwrap().held.as_ref().unwrap();
    assert_eq!(shown(held), "fast Some(true), goes-on Some(true)");
    assert_eq!(
        session.checks().await,
        ["1 asked of 1", "1 held fast Some(true), goes-on Some(true)"]
    );
}

#[tokio::test]
async fn a_check_is_cancelled_by_wish_and_counts_for_nothing() {
    let session = Session::begin(Mode::Training).await;
    let mut screen = session.enter().await;
    screen.draw("a", 0, TWO_SERVERS).await;
    // Both before the program has a moment to run anything.
    screen.room.send(Message::Check { id: "b".into() }).await.unwrap();
    screen.room.send(Message::CancelRun { id: "c".into() }).await.unwrap();
    let end = screen.checked().await;
    assert!(matches!(end, CheckEnd::Cancelled | CheckEnd::Held(_)), "{end:?}");
    screen.end().await;
    let debrief = session.debrief().await;
    // What was drawn is checked at the end all the same.
    let held = debrief.rounds[0].drawn.as_ref().unwrap().held.as_ref().unwrap();
    assert_eq!(shown(held), "fast Some(true), goes-on Some(true)");
}
