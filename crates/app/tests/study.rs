//! Studying on a clock that moves when told to, in zones whose clocks change.

use greenroom_app::code::Coder;
use greenroom_app::planning::{DaysOff, Edit, Grade, What};
use greenroom_app::{Greenroom, ManualClock, PointsSeen, StudySettings};
use greenroom_content::Library;
use greenroom_listen::Listener;
use greenroom_listen::cards::PointMark;
use greenroom_model::{Card, CardEstimate, Profile};
use greenroom_store::{Place, Store};
use jiff::civil::date;
use jiff::tz::{Offset, TimeZone};
use std::sync::Arc;

const HOUR_MS: u64 = 3_600_000;
/// 10 January 2027, 12:00 UTC.
const NOON_MS: u64 = 1_799_582_400_000;

async fn person(zone: TimeZone) -> (Greenroom, Arc<ManualClock>) {
    listened_to(zone, Listener::coarse("nobody speaks here".into())).await
}

async fn listened_to(zone: TimeZone, listener: Listener) -> (Greenroom, Arc<ManualClock>) {
    let library = Arc::new(Library::embedded());
    let store = Store::open(&Place::Memory).await.unwrap();
    let clock = Arc::new(ManualClock::default());
    clock.set_ms(NOON_MS);
    // Nothing runs code here, so nothing is made there.
    let coder = Coder::new(library.clone(), std::env::temp_dir().join("greenroom-no-judge"));
    let greenroom = Greenroom::new(library, listener, store, clock.clone(), coder).in_zone(zone);
    (greenroom, clock)
}

fn own(id: &str) -> Card {
    Card {
        id: id.into(),
        topic: "saga".into(),
        level: Default::default(),
        kind: Default::default(),
        asks: "How many bytes are a kibibyte?".into(),
        answer: "1024.".into(),
        points: Vec::new(),
        estimate: Some(CardEstimate { value: 1024.0, unit: "bytes".into(), within: 1.0 }),
        from: None,
    }
}

#[tokio::test]
async fn a_day_of_study_begins_at_four_where_one_is() {
    for (hours, day) in [(-12, date(2027, 1, 9)), (0, date(2027, 1, 10)), (14, date(2027, 1, 10))] {
        let (greenroom, clock) = person(TimeZone::fixed(Offset::constant(hours))).await;
        assert_eq!(greenroom.today(), day, "{hours} hours from Greenwich");
        clock.advance_ms(24 * HOUR_MS);
        assert_eq!(greenroom.today(), day.tomorrow().unwrap());
    }
    // Clocks go back in Berlin on 31 October 2027: three in the morning comes twice.
    let zone = TimeZone::posix("CET-1CEST,M3.5.0,M10.5.0/3").unwrap();
    let (greenroom, clock) = person(zone).await;
    let mut days = Vec::new();
    // From 30 October 2027, 22:00 UTC, hour by hour.
    for hour in 0..8 {
        clock.set_ms(1_824_933_600_000 + hour * HOUR_MS);
        days.push(greenroom.today());
    }
    assert!(days.is_sorted() && days[0] == date(2027, 10, 30) && days[7] == date(2027, 10, 31));
}

#[tokio::test]
async fn a_card_comes_back_on_the_morning_of_its_day_and_a_grade_counts_once() {
    let (greenroom, clock) = person(TimeZone::UTC).await;
    greenroom.add_own_card(own("own-a")).await.unwrap();
    let graded = greenroom.grade_card("own-a", Grade::Good, "self", 5_000, None).await.unwrap();
    assert_eq!(graded.days, Some(2));
    // The second press of a hasty finger.
    clock.advance_ms(300);
    greenroom.grade_card("own-a", Grade::Again, "self", 5_000, None).await.unwrap();
    assert_eq!(greenroom.store.reviews_of("own-a").await.unwrap().len(), 1);
    let due = |counts: greenroom_app::Counts| counts.due;
    assert_eq!(due(greenroom.card_counts().await.unwrap()), 0);
    clock.set_ms(NOON_MS + 40 * HOUR_MS + 1);
    assert_eq!(due(greenroom.card_counts().await.unwrap()), 1, "12 January, four in the morning");
}

#[tokio::test]
async fn a_card_forgotten_four_times_is_set_aside_for_a_drill_and_today_stays_as_it_was() {
    let (greenroom, clock) = person(TimeZone::UTC).await;
    let before = greenroom.today_plan().await.unwrap();
    assert!(before.items.iter().any(|one| one.item.what == What::Cards));
    greenroom.add_own_card(own("own-a")).await.unwrap();
    for time in 0..5 {
        clock.advance_ms(11 * 60_000);
        let graded = greenroom.grade_card("own-a", Grade::Again, "self", 0, None).await.unwrap();
        assert_eq!(graded.leech.is_some(), time == 4, "the first time is no lapse");
    }
    let state = greenroom.store.card("own-a").await.unwrap().unwrap();
    assert!(state.is_suspended && state.lapses == 4);
    let edits = greenroom.study_settings().await.unwrap().edits;
    assert!(matches!(&edits[..], [Edit::Pin { on, .. }] if *on == date(2027, 1, 11)), "{edits:?}");
    assert_eq!(greenroom.today_plan().await.unwrap(), before);
    let tomorrow = greenroom.plan().await.unwrap().days.swap_remove(1);
    assert!(tomorrow.items.iter().any(|item| item.is_pinned && item.what == What::Drill));
}

#[tokio::test]
async fn numbers_are_compared_and_what_cannot_be_read_suggests_nothing() {
    let (greenroom, _) = person(TimeZone::UTC).await;
    greenroom.add_own_card(own("own-a")).await.unwrap();
    for (number, suggests) in [
        ("1024", Some(Grade::Good)),
        ("1 KiB", Some(Grade::Good)),
        ("1.02k", Some(Grade::Good)),
        ("1000", Some(Grade::Again)),
        ("-1024", Some(Grade::Again)),
        ("lots", None),
    ] {
        let seen = greenroom.see_answer("own-a", "", number).await.unwrap();
        assert!(seen.number.is_some(), "{number}");
        assert_eq!(seen.suggests(), suggests, "{number}: {:?}", seen.number);
    }
    assert_eq!(greenroom.see_answer("own-a", "", "  ").await.unwrap().number, None);
    assert!(greenroom.see_answer("own-none", "", "1").await.is_err());
}

const SAGA: &str = "saga-visible-middle";

#[tokio::test]
async fn an_answer_is_marked_point_by_point_and_its_quotes_are_kept_with_the_review() {
    let (greenroom, _) = listened_to(TimeZone::UTC, Listener::embedded()).await;
    let card = greenroom.library.card(SAGA).unwrap().clone();
    let said = format!("{} Bananas are yellow.", card.answer);
    let seen = greenroom.see_answer(SAGA, &said, "").await.unwrap();
    let PointsSeen::Marked(points) = &seen.points else { panic!("{seen:?}") };
    assert_eq!(points.len(), card.points.len());
    for (point, of_card) in points.iter().zip(&card.points) {
        assert_eq!(point.says, of_card.says);
        let PointMark::Heard { quote } = &point.mark else { panic!("{point:?}") };
        assert!(said.contains(quote.as_str()) && !quote.contains("Bananas"), "{quote}");
    }
    assert_eq!(seen.suggests(), Some(Grade::Good));
    assert_eq!((seen.by(Grade::Good), seen.by(Grade::Hard)), ("listening", "self"));
    greenroom.grade_card(SAGA, Grade::Hard, seen.by(Grade::Hard), 1, Some(&seen)).await.unwrap();
    let kept = greenroom.store.reviews_of(SAGA).await.unwrap().swap_remove(0);
    assert_eq!((kept.grade, kept.by.as_str()), (Grade::Hard as u8, "self"), "the last word");
    let detail = kept.detail.expect("its evidence");
    assert_eq!(detail["points"][0]["mark"], "heard");
    assert!(said.contains(detail["points"][0]["quote"].as_str().unwrap()));
}

#[tokio::test]
async fn who_gives_up_is_suggested_again_and_what_cannot_be_told_suggests_nothing() {
    let (greenroom, _) = listened_to(TimeZone::UTC, Listener::embedded()).await;
    let suggests =
        async |said: &str| greenroom.see_answer(SAGA, said, "").await.unwrap().suggests();
    assert_eq!(suggests("no idea, sorry").await, Some(Grade::Again));
    assert_eq!(suggests("  ").await, None);
    // The second point is hinted at.
    let half = "A saga has no isolation: others act on intermediate states that are later undone.";
    let seen = greenroom.see_answer(SAGA, half, "").await.unwrap();
    let PointsSeen::Marked(points) = &seen.points else { panic!("{seen:?}") };
    let is_unsure = points.iter().any(|point| point.mark == PointMark::NotSure);
    assert_eq!(seen.suggests().is_none(), is_unsure, "{seen:?}");
    assert!(matches!(points[0].mark, PointMark::Heard { .. }), "{seen:?}");
}

#[tokio::test]
async fn where_nobody_can_listen_it_is_said_why() {
    let (greenroom, _) = listened_to(TimeZone::UTC, Listener::embedded()).await;
    greenroom.add_own_card(own("own-a")).await.unwrap();
    let why = async |greenroom: &Greenroom, id: &str| {
        let seen = greenroom.see_answer(id, "1024 bytes", "").await.unwrap();
        assert!(matches!(seen.points, PointsSeen::NotMarked(_)), "{seen:?}");
        assert_eq!(seen.suggests(), None);
        seen.suggestion_in_words()
    };
    assert!(why(&greenroom, "own-a").await.contains("a card of your own has none. Grade it"));
    let (deaf, _) = person(TimeZone::UTC).await;
    assert!(why(&deaf, SAGA).await.contains("language model, which this program cannot read"));
}

#[tokio::test]
async fn the_first_look_keeps_today_and_another_wish_makes_it_anew() {
    let (greenroom, _) = person(TimeZone::UTC).await;
    let first = greenroom.today_plan().await.unwrap();
    assert_eq!(greenroom.plan().await.unwrap().days[0].on, first.on);
    let settings = StudySettings {
        minutes_a_day: 20,
        days_off: DaysOff { weekdays: vec![1], dates: Vec::new() },
        ..greenroom.study_settings().await.unwrap()
    };
    greenroom.set_study_settings(&settings).await.unwrap();
    let plan = greenroom.plan().await.unwrap();
    assert!(plan.days.iter().all(|day| day.minutes() <= 20));
    assert!(plan.days[1].is_off && plan.days[1].items.is_empty(), "a Monday");
    let over = Profile { interview_on: Some("2027-01-02".into()), ..Profile::default() };
    greenroom.set_profile(&over).await.unwrap();
    let after = greenroom.today_plan().await.unwrap();
    assert!(after.items.is_empty() && after.notes[0].contains("2027-01-02"), "{:?}", after.notes);
}
