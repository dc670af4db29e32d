//! What the interviewer does, and when.

use crate::room::*;
use greenroom_interview::{Input, Refused, Status};
use greenroom_model::{Artifact, Band, Level, Mode, Via};

#[test]
fn each_phase_is_opened_in_its_problems_words_and_the_last_one_ends_the_session() {
    let mut room = Room::new(&choice(Mode::Training, Level::Senior));
    let opened = room.take(Input::Begin).unwrap();
    let opening = "open: Let's design the system that switches a town's street lamps.";
    assert_eq!(opened, ["started", "phase 0.0", opening]);
    assert_eq!(room.take(Input::MoveOn).unwrap(), ["phase 0.1", "open: What can be called?"]);
    room.go_to_phase(4);
    assert_eq!(room.take(Input::MoveOn).unwrap(), ["phase 1.0", "open: How would you vote?"]);
    assert_eq!(room.take(Input::MoveOn).unwrap(), ["completed"]);
    assert_eq!(room.take(Input::MoveOn), Err(Refused::Ended));
}

#[test]
fn a_question_is_answered_from_the_facts_and_repeated_when_asked_again() {
    let mut room = Room::training();
    assert_eq!(room.say("How many lamps are there in the town?"), ["answer 0: Nine thousand."]);
    assert_eq!(
        room.say("Sorry, how many lamps are there in the town?"),
        ["answer: As I said: Nine thousand."]
    );
    assert_eq!(
        room.say("Who may switch the lamps by hand?"),
        ["answer 1: Two people in the town hall."]
    );
}

#[test]
fn an_open_question_that_no_fact_answers_is_handed_back() {
    let mut room = Room::training();
    assert_eq!(room.say("Would purple paint look nice?"), ["hand back"]);
}

#[test]
fn a_wrong_belief_is_challenged_once() {
    let mut room = Room::training();
    assert_eq!(room.say(RADIO_ALWAYS), ["challenge radio-always"]);
    assert_eq!(room.say(RADIO_ALWAYS), [""; 0]);
}

#[test]
fn the_candidate_is_not_interrupted_before_patience_ends() {
    let mut room = Room::training();
    assert_eq!(room.say("Let me think about the town first."), [""; 0]);
}

#[test]
fn the_unmet_point_worth_most_in_this_phase_is_probed_and_each_only_once() {
    let mut room = Room::training();
    assert_eq!(room.say(BESIDE_THE_POINT), ["probe darkness"]);
    assert_eq!(room.say(BESIDE_THE_POINT), ["probe arithmetic"]);
    // What belongs to a later phase is not asked for yet.
    assert_eq!(room.say(BESIDE_THE_POINT), ["go on"]);
}

#[test]
fn a_point_that_was_made_is_not_asked_for() {
    let mut room = Room::training();
    assert_eq!(room.say(&format!("{DARKNESS} {BESIDE_THE_POINT}")), ["probe arithmetic"]);
}

#[test]
fn a_point_above_the_level_waits_for_those_below() {
    let mut room = Room::begun(Mode::Training, Level::Mid);
    assert_eq!(room.say(BESIDE_THE_POINT), ["probe arithmetic"]);
    assert_eq!(room.say(BESIDE_THE_POINT), ["probe darkness"]);
}

#[test]
fn handing_the_word_over_brings_a_question_at_once() {
    let mut room = Room::training();
    assert_eq!(room.say("I would start with the lamps. That's it."), ["probe darkness"]);
}

#[test]
fn silence_after_the_candidates_words_is_broken_with_a_probe() {
    let mut room = Room::training();
    room.say("Let me think about the town first.");
    assert_eq!(room.wait_until_s(14), [""; 0]);
    assert_eq!(room.wait_until_s(15), ["probe darkness"]);
}

#[test]
fn silence_before_any_word_is_thinking_and_is_broken_gently_and_once() {
    let mut room = Room::training();
    assert_eq!(room.wait_until_s(59), [""; 0]);
    assert_eq!(room.wait_until_s(120), ["go on"]);
}

#[test]
fn editing_is_not_silence() {
    let mut room = Room::training();
    room.say("Let me draw it.");
    room.wait_until_s(10);
    let edit = Input::Edited { artifact: Artifact::Design, text: "lamp -> centre".into() };
    assert_eq!(room.take(edit).unwrap(), ["design 1"]);
    assert_eq!(room.wait_until_s(24), [""; 0]);
    assert_eq!(room.wait_until_s(25), ["probe darkness"]);
}

#[test]
fn an_assessment_does_not_name_what_was_not_raised_until_the_phase_is_two_thirds_over() {
    let mut room = Room::assessment();
    assert_eq!(room.say(BESIDE_THE_POINT), ["go on"]);
    assert_eq!(room.wait_until_s(119), [""; 0]);
    assert_eq!(room.say(BESIDE_THE_POINT), ["go on"]);
    room.wait_until_s(120);
    assert_eq!(room.say(BESIDE_THE_POINT), ["probe darkness"]);
}

#[test]
fn an_assessment_follows_up_on_what_was_raised_by_half() {
    // What counts as half depends on what the listener has learnt: one of these does.
    let halves = [
        "A dark street is dangerous.",
        "Darkness is dangerous for people walking home.",
        "People walking on a dark street.",
        "The street would be dark.",
        "A dark street, or a lamp at noon.",
        "Burning at noon is waste.",
        "We should not waste electricity.",
    ];
    let followed_up = halves.iter().any(|half| {
        let mut room = Room::assessment();
        room.say(half);
        let told = room.say(BESIDE_THE_POINT);
        let asked = &room.interview.transcript().last().unwrap().utterance.text;
        let in_their_words = format!(
            "You said “{}”. Which of the two mistakes would you rather make?",
            half.trim_end_matches('.')
        );
        told == ["probe darkness"] && *asked == in_their_words
    });
    assert!(followed_up);
}

#[test]
fn the_load_is_raised_once_at_half_of_its_phase_when_the_candidate_has_spoken() {
    let mut room = Room::training();
    room.go_to_phase(2);
    room.say("First the lamps themselves.");
    room.typing("still typing, so nobody interrupts");
    assert_eq!(room.wait_until_s(120), [""; 0]);
    room.typing("");
    assert_eq!(room.wait_until_s(121), ["escalate 0"]);
    let later = room.wait_until_s(230);
    assert!(!later.iter().any(|told| told.starts_with("escalate")), "{later:?}");
}

#[test]
fn the_load_is_not_raised_on_someone_who_has_said_nothing() {
    let mut room = Room::training();
    room.go_to_phase(2);
    let told = room.wait_until_s(200);
    assert!(!told.iter().any(|told| told.starts_with("escalate")), "{told:?}");
}

#[test]
fn a_phase_ends_at_its_time() {
    let mut room = Room::training();
    room.typing("");
    assert!(!room.wait_until_s(179).iter().any(|told| told.starts_with("phase")));
    assert_eq!(room.wait_until_s(180), ["time is up", "phase 0.1", "open: What can be called?"]);
    // And the next one at its own.
    assert!(!room.wait_until_s(299).iter().any(|told| told.starts_with("phase")));
    assert_eq!(room.wait_until_s(300)[..2], ["time is up", "phase 0.2"]);
}

#[test]
fn someone_in_mid_sentence_gets_twenty_seconds_to_finish() {
    let mut room = Room::training();
    room.typing("and then the lamp");
    assert_eq!(room.wait_until_s(199), [""; 0]);
    assert_eq!(room.wait_until_s(200)[..2], ["time is up", "phase 0.1"]);
}

#[test]
fn a_sentence_that_ends_within_the_grace_ends_the_phase() {
    let mut room = Room::training();
    room.typing("and then the lamp");
    room.wait_until_s(185);
    room.say("And then the lamp is lit.");
    assert_eq!(room.wait_until_s(186)[..2], ["time is up", "phase 0.1"]);
}

#[test]
fn the_self_score_is_not_hurried() {
    let mut room = Room::training();
    room.go_to_phase(4);
    room.take(Input::MoveOn).unwrap();
    assert_eq!(room.wait_until_s(3600), [""; 0]);
}

#[test]
fn while_paused_nothing_happens_and_nothing_is_taken_but_what_is_safe() {
    let mut room = Room::training();
    assert_eq!(room.take(Input::Pause { unix_ms: 7 }).unwrap(), ["paused"]);
    let said = Input::Said { id: "a".into(), text: "Hello".into(), from_ms: 0, via: Via::Typed };
    for refused in [Input::Tick, Input::MoveOn, said, Input::Typing { text: "x".into() }] {
        assert_eq!(room.take(refused), Err(Refused::Paused));
    }
    let notes = Input::Edited { artifact: Artifact::Notes, text: "later".into() };
    assert_eq!(room.take(notes).unwrap(), ["notes 1"]);
    assert_eq!(room.take(Input::Resume { unix_ms: 9 }).unwrap(), ["resumed"]);
    assert_eq!(room.interview.status(), Status::Running);
    assert_eq!(room.wait_until_s(60), ["go on"], "the silence begins anew");
}

#[test]
fn a_message_that_comes_twice_is_taken_once() {
    let mut room = Room::training();
    let said = || Input::Said { id: "a".into(), text: "Hello".into(), from_ms: 0, via: Via::Typed };
    assert_eq!(room.take(said()).unwrap(), ["said"]);
    assert_eq!(room.take(said()).unwrap(), [""; 0]);
    let score = || Input::SelfScored { round: 0, band: Band::Yes };
    assert_eq!(room.take(score()).unwrap(), ["score 0 yes"]);
    assert_eq!(room.take(score()).unwrap(), [""; 0]);
    let edit = || Input::Edited { artifact: Artifact::Notes, text: "n".into() };
    assert_eq!(room.take(edit()).unwrap(), ["notes 1"]);
    assert_eq!(room.take(edit()).unwrap(), [""; 0]);
}

#[test]
fn what_cannot_be_taken_changes_nothing() {
    let mut room = Room::training();
    let long = Input::Said {
        id: "a".into(),
        text: "x".repeat(64 * 1024 + 1),
        from_ms: 0,
        via: Via::Pasted,
    };
    assert!(matches!(room.take(long), Err(Refused::TooLong { .. })));
    let empty = Input::Said { id: "a".into(), text: " \n".into(), from_ms: 0, via: Via::Typed };
    assert_eq!(room.take(empty), Err(Refused::Empty));
    let nowhere = Input::SelfScored { round: 1, band: Band::Yes };
    assert_eq!(room.take(nowhere), Err(Refused::NothingToScore(1)));
    assert_eq!(room.take(Input::Begin), Err(Refused::Begun));
    assert_eq!(room.interview.seq(), room.log.len() as u64);
}
