//! Studying on a clock that moves when told to, in zones whose clocks change.

use greenroom_app::code::Coder;
use greenroom_app::planning::{DaysOff, Edit, Grade, What};
use greenroom_app::{Greenroom, ManualClock, StudySettings};
use greenroom_content::Library;
use greenroom_listen::Listener;
use greenroom_model::{Card, CardEstimate, Profile};
use greenroom_store::{Place, Store};
use jiff::civil::date;
use jiff::tz::{Offset, TimeZone};
use std::sync::Arc;

const HOUR_MS: u64 = 3_600_000;
/// 10 January 2027, 12:00 UTC.
const NOON_MS: u64 = 1_799_582_400_000;

async fn person(zone: TimeZone) -> (Greenroom, Arc<ManualClock>) {
    let library = Arc::new(Library::embedded());
    let store = Store::open(&Place::Memory).await.unwrap();
    let clock = Arc::new(ManualClock::default());
    clock.set_ms(NOON_MS);
    // Nothing runs code here, so nothing is made there.
    let coder = Coder::new(library.clone(), std::env::temp_dir().join("greenroom-no-judge"));
    let listener = Listener::coarse("nobody speaks here".into());
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
        let seen = greenroom.see_number("own-a", number).await.unwrap().expect("one was given");
        assert_eq!(seen.suggests(), suggests, "{number}: {}", seen.says);
    }
    assert_eq!(greenroom.see_number("own-a", "  ").await.unwrap(), None);
    assert!(greenroom.see_number("own-none", "1").await.is_err());
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
