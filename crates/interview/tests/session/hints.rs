//! Hints: when there is one, what it costs, how far it goes.

use crate::room::*;
use greenroom_interview::{HintOffer, Input, Refused};
use greenroom_model::{EventBody, HintRung, Level, Mode};

#[test]
fn an_assessment_has_no_hints() {
    let mut room = Room::assessment();
    room.wait_until_s(45);
    assert_eq!(room.hint(), None);
    assert_eq!(room.ask_hint(HintRung::Nudge), Err(Refused::NoHints));
}

#[test]
fn nothing_is_offered_while_the_candidate_settles_in() {
    let mut room = Room::training();
    room.wait_until_s(29);
    assert_eq!(room.hint().unwrap().offer, None);
    room.wait_until_s(30);
    assert_eq!(room.hint().unwrap().offer, Some(HintOffer { rung: HintRung::Nudge, price: 2 }));
}

#[test]
fn words_end_the_settling() {
    let mut room = Room::training();
    let typing = room.interview.hint_view(Some("so the"), room.now_ms).unwrap();
    assert!(typing.offer.is_some());
    room.say("So the lamps are many.");
    assert!(room.hint().unwrap().offer.is_some());
}

#[test]
fn the_ladder_is_climbed_rung_by_rung_at_its_prices() {
    let mut room = Room::training();
    for (rung, told, next, spent) in [
        (HintRung::Nudge, "nudge darkness for 2", Some((HintRung::Pointer, 3)), 2),
        (HintRung::Pointer, "pointer darkness for 3", Some((HintRung::Reveal, 6)), 5),
        (HintRung::Reveal, "reveal darkness for 6", None, 11),
    ] {
        assert_eq!(room.ask_hint(rung).unwrap(), [told]);
        let view = room.hint().unwrap();
        assert_eq!(view.offer, next.map(|(rung, price)| HintOffer { rung, price }));
        assert_eq!(view.spent, spent);
        assert_eq!(view.shown.last().unwrap().rung, rung);
    }
    let shown: Vec<_> = room.hint().unwrap().shown.into_iter().map(|hint| hint.text).collect();
    assert_eq!(
        shown,
        [
            "Two things can go wrong with a lamp.",
            "Compare dark at night with lit by day.",
            "Dark at night is dangerous, lit by day is only waste: fail lit.",
        ]
    );
}

#[test]
fn only_the_rung_on_offer_can_be_bought() {
    let mut room = Room::training();
    assert_eq!(room.ask_hint(HintRung::Reveal), Err(Refused::NothingToHint));
    room.ask_hint(HintRung::Nudge).unwrap();
    assert_eq!(room.ask_hint(HintRung::Nudge), Err(Refused::NothingToHint));
    assert_eq!(room.hint().unwrap().spent, 2);
}

#[test]
fn a_hint_stays_about_its_point_until_the_point_is_made() {
    let mut room = Room::training();
    room.ask_hint(HintRung::Nudge).unwrap();
    room.say("Let me think about that.");
    assert_eq!(room.hint().unwrap().shown.len(), 1);
    room.say(DARKNESS);
    let view = room.hint().unwrap();
    assert!(view.shown.is_empty());
    assert_eq!(view.offer, Some(HintOffer { rung: HintRung::Nudge, price: 1 }), "the next point's");
    assert_eq!(view.spent, 2, "what was bought stays bought");
}

#[test]
fn a_click_that_comes_late_buys_nothing() {
    let mut room = Room::training();
    room.ask_hint(HintRung::Nudge).unwrap();
    // The screen offers the pointer; the point is made before the click arrives.
    room.say(DARKNESS);
    let seq = room.interview.seq();
    assert_eq!(room.ask_hint(HintRung::Pointer), Err(Refused::NothingToHint));
    assert_eq!((room.hint().unwrap().spent, room.interview.seq()), (2, seq));
}

#[test]
fn no_hint_about_what_is_being_said() {
    let mut room = Room::training();
    room.ask_hint(HintRung::Nudge).unwrap();
    let view = room.interview.hint_view(Some(DARKNESS), room.now_ms).unwrap();
    assert!(view.shown.is_empty(), "unfinished words make the point already: {view:?}");
    // They were never said: the hint is about its point again.
    assert_eq!(room.hint().unwrap().shown.len(), 1);
}

#[test]
fn hints_follow_the_phase() {
    let mut room = Room::training();
    room.go_to_phase(2);
    room.wait_until_s(40);
    // The point of this phase before the one that was left behind.
    assert_eq!(room.ask_hint(HintRung::Nudge).unwrap(), ["nudge own-clock for 2"]);
}

#[test]
fn a_point_above_the_level_is_not_hinted_at() {
    let mut room = Room::begun(Mode::Training, Level::Mid);
    assert_eq!(room.ask_hint(HintRung::Nudge).unwrap(), ["nudge arithmetic for 1"]);
    room.say(ARITHMETIC);
    assert_eq!(room.hint().unwrap().offer, None);
    assert_eq!(room.ask_hint(HintRung::Nudge), Err(Refused::NothingToHint));
}

#[test]
fn when_all_is_said_there_is_nothing_to_hint() {
    let mut room = Room::training();
    room.go_to_phase(2);
    for point in [ARITHMETIC, DARKNESS, OWN_CLOCK, ONE_GRID] {
        room.say(point);
    }
    assert_eq!(room.hint().unwrap().offer, None);
}

#[test]
fn nudges_come_by_themselves_only_where_they_were_asked_for_at_the_start() {
    let mut asked = choice(Mode::Training, Level::Senior);
    asked.nudges_unasked = true;
    let mut room = Room::new(&asked);
    room.take(Input::Begin).unwrap();
    let told = room.wait_until_s(100);
    assert!(told.contains(&"nudge darkness for 2".into()), "{told:?}");

    asked.mode = Mode::Assessment;
    let mut room = Room::new(&asked);
    room.take(Input::Begin).unwrap();
    room.wait_until_s(3600);
    let is_hint = |body: &EventBody| matches!(body, EventBody::HintShown { .. });
    assert!(!room.log.iter().any(|event| is_hint(&event.body)));
}
