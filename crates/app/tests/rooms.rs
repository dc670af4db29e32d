//! Live rooms without a browser: messages in, updates out, on a clock that moves when told to.

use greenroom_app::code::Coder;
use greenroom_app::{Answers, Greenroom, ManualClock, Message, NewSession, Room, Snapshot, Update};
use greenroom_content::Library;
use greenroom_interview::Status;
use greenroom_listen::Listener;
use greenroom_model::{Artifact, EventBody, HintRung, Via};
use greenroom_store::{Place, Store};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

/// Longer than anything here takes, so that a test that hangs fails.
const HANGS: Duration = Duration::from_secs(30);

struct Building {
    greenroom: Greenroom,
    clock: Arc<ManualClock>,
    session: String,
}

/// Somebody in the room.
struct Screen {
    room: Room,
    seen: Snapshot,
}

impl Building {
    async fn open() -> Building {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../interview/tests/tiny");
        let library = Arc::new(Library::from_dir(&folder).expect("the tiny content is sound"));
        let listener = Listener::coarse("these tests listen by words".into());
        let store = Store::open(&Place::Memory).await.unwrap();
        let clock = Arc::new(ManualClock::default());
        clock.set_ms(1_000_000);
        // Nothing runs code here, so nothing is made there.
        let coder = Coder::new(library.clone(), std::env::temp_dir().join("greenroom-no-judge"));
        let greenroom = Greenroom::new(library, listener, store, clock.clone(), coder);
        let new = NewSession { protocol: "lamps".into(), ..NewSession::default() };
        let session = greenroom.start(new).await.unwrap();
        Building { greenroom, clock, session }
    }

    async fn enter(&self) -> Screen {
        let (room, seen) = self.greenroom.enter(&self.session).await.unwrap();
        Screen { room, seen }
    }

    async fn at_ms(&self) -> u64 {
        self.enter().await.seen.view.at_ms
    }
}

impl Screen {
    async fn next(&mut self) -> Update {
        let update = tokio::time::timeout(HANGS, self.seen.updates.recv()).await;
        update.expect("it hangs").expect("the room is open")
    }

    /// All updates up to the answer to the message of this id, which comes last.
    async fn answer(&mut self, id: &str) -> Vec<Update> {
        let mut updates = Vec::new();
        loop {
            let update = self.next().await;
            let is_it = matches!(&update, Update::Ack { id: told, .. } | Update::Problem { id: told, .. } if told == id);
            updates.push(update);
            if is_it {
                return updates;
            }
        }
    }

    /// Sends and waits for the acknowledgement.
    async fn settle(&mut self, message: Message) -> Vec<Update> {
        let id = message.id().to_owned();
        self.room.send(message).await.unwrap();
        let updates = self.answer(&id).await;
        assert!(matches!(updates.last(), Some(Update::Ack { .. })), "{updates:?}");
        updates
    }
}

fn say(id: &str, text: &str) -> Message {
    Message::Say { id: id.into(), text: text.into(), from_ms: None, via: Via::Typed }
}

fn notes(id: &str, text: &str) -> Message {
    Message::Artifact { id: id.into(), artifact: Artifact::Notes, base: 0, text: text.into() }
}

fn move_on(id: &str, phase: usize) -> Message {
    Message::MoveOn { id: id.into(), round: Some(0), phase: Some(phase) }
}

fn events(updates: &[Update]) -> Vec<u64> {
    let seq = |update: &Update| match update {
        Update::Event(event) => Some(event.seq),
        _ => None,
    };
    updates.iter().filter_map(seq).collect()
}

#[tokio::test]
async fn the_acknowledgement_comes_after_its_events_and_the_hint_does_not_wait_for_the_disk() {
    let building = Building::open().await;
    let mut screen = building.enter().await;
    let updates = screen.settle(say("a", "Let me think.")).await;
    let at = |is_it: fn(&Update) -> bool| updates.iter().position(is_it).expect("it came");
    let hint = at(
        |update| matches!(update, Update::Hint { answers: Some(Answers::Message(id)), .. } if id == "a"),
    );
    let event = at(|update| matches!(update, Update::Event(_)));
    let ack = at(|update| matches!(update, Update::Ack { .. }));
    assert!(hint < event && event < ack, "{updates:?}");
    let Update::Ack { seq, .. } = &updates[ack] else { unreachable!() };
    assert_eq!(
        building.greenroom.events(&building.session).await.unwrap().last().unwrap().seq,
        *seq
    );
}

#[tokio::test]
async fn a_pause_stops_the_clock() {
    let building = Building::open().await;
    let mut screen = building.enter().await;
    building.clock.advance_ms(10_000);
    assert_eq!(building.at_ms().await, 10_000);
    screen.settle(Message::Pause { id: "p".into() }).await;
    building.clock.advance_ms(3_600_000);
    assert_eq!(building.at_ms().await, 10_000);
    screen.settle(Message::Resume { id: "r".into() }).await;
    assert_eq!(building.at_ms().await, 10_000);
    building.clock.advance_ms(5_000);
    assert_eq!(building.at_ms().await, 15_000);
    assert_eq!(building.greenroom.session(&building.session).await.unwrap().last_at_ms, 10_000);
}

#[tokio::test]
async fn two_screens_see_the_same_log() {
    let building = Building::open().await;
    let (mut one, mut two) = (building.enter().await, building.enter().await);
    one.room.send(say("a", "I speak here.")).await.unwrap();
    two.room.send(notes("b", "and write there")).await.unwrap();
    let (first, second) = (one.answer("b").await, two.answer("b").await);
    assert_eq!(events(&first), events(&second));
    assert_eq!(events(&first).len(), 2);
    let third = building.enter().await;
    assert_eq!(third.seen.view.transcript.last().unwrap().utterance.text, "I speak here.");
    assert_eq!(third.seen.view.artifacts[0].2.text, "and write there");
}

#[tokio::test]
async fn what_is_sent_again_is_taken_once_and_acknowledged_again() {
    let building = Building::open().await;
    let mut screen = building.enter().await;
    let hint = || Message::Hint { id: "h".into(), rung: HintRung::Nudge };
    let messages: [fn() -> Message; 4] = [
        || say("a", "Only once."),
        || notes("b", "once"),
        || move_on("c", 0),
        || Message::Pause { id: "d".into() },
    ];
    screen.settle(hint()).await;
    assert_eq!(events(&screen.settle(hint()).await), [0_u64; 0]);
    for message in messages {
        assert!(!events(&screen.settle(message()).await).is_empty());
        assert_eq!(events(&screen.settle(message()).await), [0_u64; 0], "{:?}", message());
    }
    let end = || Message::End { id: "e".into() };
    screen.settle(end()).await;
    assert_eq!(events(&screen.settle(end()).await), [0_u64; 0]);
    // A tab that lost the connection before the end may still send what it had.
    assert_eq!(events(&screen.settle(say("a", "Only once.")).await), [0_u64; 0]);
    assert_eq!(events(&screen.settle(move_on("c", 0)).await), [0_u64; 0]);
}

#[tokio::test]
async fn two_tabs_that_move_on_together_do_not_skip_a_phase() {
    let building = Building::open().await;
    let mut screen = building.enter().await;
    screen.settle(move_on("one", 0)).await;
    screen.settle(move_on("two", 0)).await;
    assert_eq!(building.enter().await.seen.view.position.unwrap().phase, 1);
}

#[tokio::test]
async fn a_refused_message_is_named_and_nothing_has_changed() {
    let building = Building::open().await;
    let mut screen = building.enter().await;
    screen.settle(Message::Pause { id: "p".into() }).await;
    screen.room.send(say("late", "Too late.")).await.unwrap();
    let updates = screen.answer("late").await;
    let Some(Update::Problem { text, next, .. }) = updates.last() else { panic!("{updates:?}") };
    assert!(text.contains("paused") && next.contains("Resume"), "{text} {next}");
    assert_eq!(events(&updates), [0_u64; 0]);
}

#[tokio::test]
async fn unsent_words_are_there_again_after_a_restart() {
    let building = Building::open().await;
    let screen = building.enter().await;
    screen.room.send(Message::Partial { text: "half a sent".into(), from_ms: None }).await.unwrap();
    building.greenroom.close().await;
    let again = building.enter().await;
    assert_eq!(again.seen.view.draft, "half a sent");
    assert_eq!(again.seen.view.status, Status::Paused, "the end of the program pauses what runs");
}

#[tokio::test]
async fn a_room_that_everybody_left_pauses_by_itself() {
    let building = Building::open().await;
    drop(building.enter().await);
    // Looking is not being there: the room's own task has to notice, at its next two looks at the
    // clock.
    let asked = std::time::Instant::now();
    loop {
        building.clock.advance_ms(40_000);
        tokio::time::sleep(Duration::from_millis(100)).await;
        let log = building.greenroom.events(&building.session).await.unwrap();
        if matches!(log.last().unwrap().body, EventBody::Paused { .. }) {
            return;
        }
        assert!(asked.elapsed() < HANGS, "it stays open: {log:?}");
    }
}
