//! The log is the truth: whatever is done in a session, its log alone gives the same session.

use crate::room::*;
use greenroom_interview::{Input, Interview, Status};
use greenroom_listen::star::Teller;
use greenroom_model::{Artifact, Band, Event, HintRung, Level, Mode, Via};
use proptest::prelude::*;

/// All of a session that can be seen.
fn seen(interview: &Interview) -> String {
    let at_ms = interview.at_ms();
    format!(
        "{:#?}",
        (
            (interview.status(), interview.position(), interview.seq(), at_ms),
            (interview.transcript(), interview.artifacts(), interview.self_scores()),
            (interview.phases(), interview.phase_started_ms()),
            (interview.hint_view(None, at_ms), interview.hint_view(Some(DARKNESS), at_ms + 60_000)),
            interview.findings(&Teller::embedded(None)),
        )
    )
}

fn replayed(log: &[Event]) -> Interview {
    Interview::replay(log, LIBRARY.clone(), &LISTENER).unwrap()
}

/// An input, and where the clock then stands relative to before.
type Step = (Input, i64);

fn words() -> impl Strategy<Value = String> {
    let known = [
        ARITHMETIC,
        DARKNESS,
        OWN_CLOCK,
        ONE_GRID,
        RADIO_ALWAYS,
        BESIDE_THE_POINT,
        "How many lamps are there in the town?",
        "Would purple paint look nice?",
        "That's it.",
    ];
    prop_oneof![
        6 => prop::sample::select(known.to_vec()).prop_map(str::to_owned),
        2 => any::<String>(),
        1 => "[a-z ,.?!]{0,200}",
    ]
}

fn logged() -> impl Strategy<Value = Input> {
    let artifact = || prop::sample::select(Artifact::ALL.to_vec());
    prop_oneof![
        8 => ("[a-e]?", words(), any::<u32>()).prop_map(|(id, text, from_ms)| Input::Said {
            id,
            text,
            from_ms: from_ms.into(),
            via: Via::Typed,
        }),
        3 => (artifact(), any::<String>()).prop_map(|(artifact, text)| Input::Edited { artifact, text }),
        3 => prop::sample::select(HintRung::ALL.to_vec()).prop_map(|rung| Input::HintAsked { rung }),
        1 => Just(Input::MoveOn),
        1 => any::<u32>().prop_map(|at| Input::Pause { unix_ms: at.into() }),
        2 => any::<u32>().prop_map(|at| Input::Resume { unix_ms: at.into() }),
        1 => (0..4_usize, prop::sample::select(Band::ALL.to_vec()))
            .prop_map(|(round, band)| Input::SelfScored { round, band }),
        8 => Just(Input::Tick),
        1 => Just(Input::ReadClock),
        1 => Just(Input::Begin),
    ]
}

fn input() -> impl Strategy<Value = Input> {
    prop_oneof![
        10 => logged(),
        2 => words().prop_map(|text| Input::Typing { text }),
    ]
}

/// Mostly forwards; sometimes a clock that steps back.
fn pace() -> impl Strategy<Value = i64> {
    prop_oneof![8 => 0..40_000_i64, 1 => 60_000..400_000_i64, 1 => -5_000..0_i64]
}

fn begun(mode: Mode, level: Level, unasked: bool, seed: u64) -> Room {
    let mut choice = choice(mode, level);
    choice.nudges_unasked = unasked;
    choice.seed = seed;
    let mut room = Room::new(&choice);
    room.take(Input::Begin).unwrap();
    room
}

fn any_session() -> impl Strategy<Value = (Mode, Level, bool, u64)> {
    let mode = prop::sample::select(Mode::ALL.to_vec());
    let level = prop::sample::select(Level::ALL.to_vec());
    (mode, level, any::<bool>(), any::<u64>())
}

fn take(room: &mut Room, (input, pace_ms): Step) {
    room.now_ms = room.now_ms.saturating_add_signed(pace_ms);
    let before = room.log.len();
    let seq = room.interview.seq();
    if room.take(input).is_err() {
        assert_eq!(
            (room.log.len(), room.interview.seq()),
            (before, seq),
            "a refusal changes nothing"
        );
    }
}

#[track_caller]
fn check_log(log: &[Event]) {
    for (at, event) in log.iter().enumerate() {
        assert_eq!(event.seq, at as u64 + 1, "gapless");
        assert!(at == 0 || log[at - 1].at_ms <= event.at_ms, "the clock does not step back");
    }
    let lines: Vec<String> =
        log.iter().map(|event| serde_json::to_string(event).unwrap()).collect();
    let read: Vec<Event> = lines.iter().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(read, log, "a log is kept as text");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn a_log_gives_the_session_that_wrote_it(
        (mode, level, unasked, seed) in any_session(),
        steps in prop::collection::vec((input(), pace()), 0..60),
        ends in any::<bool>(),
    ) {
        let mut room = begun(mode, level, unasked, seed);
        for step in steps {
            take(&mut room, step);
        }
        if ends {
            take(&mut room, (Input::End, 0));
            prop_assert_eq!(room.interview.status(), Status::Ended);
        }
        check_log(&room.log);
        prop_assert_eq!(seen(&replayed(&room.log)), seen(&room.interview));
    }

    /// Killed anywhere, a session goes on as if nothing had been. Unfinished words are not in the
    /// log (they come again with the next key stroke), so there are none here.
    #[test]
    fn a_session_goes_on_from_its_log_as_it_would_have(
        (mode, level, unasked, seed) in any_session(),
        before in prop::collection::vec((logged(), pace()), 0..30),
        after in prop::collection::vec((logged(), pace()), 1..20),
    ) {
        let mut room = begun(mode, level, unasked, seed);
        for step in before {
            take(&mut room, step);
        }
        let mut again =
            Room { interview: replayed(&room.log), log: room.log.clone(), now_ms: room.now_ms };
        for step in after {
            take(&mut room, step.clone());
            take(&mut again, step);
        }
        prop_assert_eq!(&again.log, &room.log);
    }

    #[test]
    fn the_same_inputs_give_the_same_log(
        (mode, level, unasked, seed) in any_session(),
        steps in prop::collection::vec((input(), pace()), 0..30),
    ) {
        let run = |steps: &[Step]| {
            let mut room = begun(mode, level, unasked, seed);
            for step in steps {
                take(&mut room, step.clone());
            }
            room.log
        };
        prop_assert_eq!(run(&steps), run(&steps));
    }
}

/// The properties above can fail: a log that lost one event gives another session.
#[test]
fn a_log_that_lost_an_event_is_noticed() {
    let mut room = Room::training();
    room.say(DARKNESS);
    room.say(ARITHMETIC);
    let mut short = room.log.clone();
    short.remove(3);
    assert_ne!(seen(&replayed(&short)), seen(&room.interview));
}
