use super::{begin, for_each_store};
use crate::{CardMemory, CardState, Place, Practice, RealInterview, Review, Store, StoreError};
use serde_json::{Value, json};
use std::time::Instant;

pub fn card(id: &str, due_unix_ms: u64) -> CardState {
    CardState {
        card: id.into(),
        topic: Some("rate-limiting".into()),
        due_unix_ms,
        // Numbers that have no short decimal form.
        stability: 1.0 / 3.0,
        difficulty: 0.1 + 0.2,
        last_review_unix_ms: None,
        reviews: 0,
        lapses: 0,
        is_suspended: false,
        made_unix_ms: 1,
        own: None,
    }
}

pub fn review(card: &str, at_unix_ms: u64) -> Review {
    let by = "self".to_owned();
    Review { card: card.into(), at_unix_ms, grade: 3, took_ms: 41_000, by, detail: None }
}

pub fn practice(id: &str, at_unix_ms: u64) -> Practice {
    Practice {
        id: id.into(),
        at_unix_ms,
        kind: "drill".into(),
        item: "estimates".into(),
        minutes: 12.5,
        json: json!({"right": 7, "of": 9}),
    }
}

fn ids(cards: &[CardState]) -> Vec<&str> {
    cards.iter().map(|card| card.card.as_str()).collect()
}

#[test]
fn a_card_comes_back_as_it_was_kept_last() {
    for_each_store(async |store| {
        assert_eq!(store.card("a").await.unwrap(), None);
        let first = card("a", 5);
        let last = CardState {
            topic: None,
            last_review_unix_ms: Some(9),
            reviews: u32::MAX,
            lapses: 3,
            is_suspended: true,
            own: Some(json!({"asks": "Größe? \u{0} 面接", "points": []})),
            ..card("a", 7)
        };
        store.put_cards(&[first.clone(), card("b", 6), last.clone()]).await.unwrap();
        assert_eq!(store.card("a").await.unwrap(), Some(last), "the last of two");
        store.put_cards(std::slice::from_ref(&first)).await.unwrap();
        assert_eq!(store.card("a").await.unwrap(), Some(first.clone()));
        assert_eq!(store.all_cards().await.unwrap(), [first, card("b", 6)]);
        assert_eq!(ids(&store.all_cards().await.unwrap()), ["a", "b"]);
        store.put_cards(&[]).await.unwrap();
    });
}

#[test]
fn what_is_remembered_of_a_card_is_told_once_it_was_answered_and_has_a_topic() {
    for_each_store(async |store| {
        let answered = CardState { reviews: 2, last_review_unix_ms: Some(9), ..card("a", 7) };
        let of = |card: &str, topic: &str| CardState {
            card: card.into(),
            topic: Some(topic.into()),
            own: Some(json!({"asks": "Why?"})),
            ..answered.clone()
        };
        let new = CardState { reviews: 0, last_review_unix_ms: None, ..of("new", "saga") };
        let bare = CardState { topic: None, ..of("bare", "") };
        let suspended = CardState { is_suspended: true, ..of("suspended", "saga") };
        store.put_cards(&[of("b", "cqrs"), new, bare, suspended]).await.unwrap();
        let memory = |card: &str, topic: &str| CardMemory {
            card: card.into(),
            topic: topic.into(),
            stability: answered.stability,
            difficulty: answered.difficulty,
            last_review_unix_ms: 9,
            reviews: 2,
        };
        let mut memories = store.card_memories().await.unwrap();
        memories.sort_by(|a, b| a.card.cmp(&b.card));
        assert_eq!(memories, [memory("b", "cqrs"), memory("suspended", "saga")]);
    });
}

#[test]
fn of_a_list_of_cards_those_that_are_known_are_told() {
    for_each_store(async |store| {
        store.put_cards(&[card("b", 1), card("é", 2), card("a", 3)]).await.unwrap();
        let known = async |ids: &[&str]| store.known_among(ids).await.unwrap();
        assert_eq!(known(&["é", "c", "a", "a'"]).await, ["a", "é"]);
        assert_eq!(known(&[]).await, [] as [String; 0]);
    });
}

#[test]
fn what_is_due_comes_longest_due_first_without_suspended_cards() {
    for_each_store(async |store| {
        let suspended = CardState { is_suspended: true, ..card("suspended", 1) };
        let cards = [
            card("late", 99),
            card("é", 7),
            card("b", 7),
            card("Z", 7),
            card("first", 2),
            suspended,
        ];
        store.put_cards(&cards).await.unwrap();
        let due = store.due_cards(7, 10).await.unwrap();
        assert_eq!(ids(&due), ["first", "Z", "b", "é"]);
        assert_eq!(ids(&store.due_cards(7, 2).await.unwrap()), ["first", "Z"]);
        for (until, expected) in [(0, 0), (1, 0), (2, 1), (7, 4), (u64::MAX, 5)] {
            assert_eq!(store.count_due(until).await.unwrap(), expected, "{until}");
        }
    });
}

#[test]
fn a_review_and_the_state_after_it_are_kept_together_or_not_at_all() {
    for_each_store(async |store| {
        store.put_cards(&[card("a", 5)]).await.unwrap();
        let detail = Some(json!({"heard": ["0"]}));
        let given = Review { detail, ..review("a", 1_000) };
        let after = CardState { reviews: 1, last_review_unix_ms: Some(1_000), ..card("a", 90) };
        store.add_review(&after, &given).await.unwrap();
        assert_eq!(store.card("a").await.unwrap(), Some(after.clone()));

        let again = CardState { reviews: 2, ..card("a", 500) };
        let refused = store.add_review(&again, &given).await.unwrap_err();
        assert_eq!(refused, StoreError::ReviewTaken { card: "a".into(), at_unix_ms: 1_000 });
        assert_eq!(store.card("a").await.unwrap(), Some(after.clone()));

        // A card that the store did not know, such as one of the content at its first review.
        store.add_review(&card("new", 8), &review("new", 1_000)).await.unwrap();
        assert_eq!(ids(&store.all_cards().await.unwrap()), ["a", "new"]);
        assert_eq!(store.reviews_of("a").await.unwrap(), [given]);
    });
}

#[test]
fn of_reviews_asked_for_at_once_a_repetition_is_refused_and_the_others_stand() {
    for_each_store(async |store| {
        let (a, b) = (card("a", 5), card("b", 6));
        let (first, again, other) = (review("a", 1), review("a", 1), review("b", 1));
        let (first, again, other) = tokio::join!(
            store.add_review(&a, &first),
            store.add_review(&a, &again),
            store.add_review(&b, &other),
        );
        assert!(first.is_ok() != again.is_ok(), "{first:?} {again:?}");
        other.unwrap();
        assert_eq!(store.count_reviews().await.unwrap(), 2);
    });
}

#[test]
fn imported_reviews_join_those_that_are_here() {
    for_each_store(async |store| {
        store.add_review(&card("b", 5), &review("b", 20)).await.unwrap();
        let other = Review { grade: 1, by: "anki".into(), ..review("b", 20) };
        let import = [review("b", 30), other, review("b", 10), review("a", 25), review("a", 25)];
        assert_eq!(store.add_reviews(&import).await.unwrap(), 3);
        assert_eq!(store.add_reviews(&import).await.unwrap(), 0);
        assert_eq!(store.add_reviews(&[]).await.unwrap(), 0);

        let of_b = [review("b", 10), review("b", 20), review("b", 30)];
        assert_eq!(store.reviews_of("b").await.unwrap(), of_b);
        let [b10, b20, b30] = of_b;
        let all = [review("a", 25), b10, b20.clone(), b30.clone()];
        assert_eq!(store.all_reviews().await.unwrap(), all);
        assert_eq!(store.reviews_since(20).await.unwrap(), [b20, review("a", 25), b30]);
        assert_eq!(store.count_reviews().await.unwrap(), 4);
        assert_eq!(ids(&store.all_cards().await.unwrap()), ["b"], "no state came of reviews alone");
    });
}

#[test]
fn cards_and_reviews_are_merged_together_or_not_at_all() {
    for_each_store(async |store| {
        store.add_review(&card("a", 5), &review("a", 1)).await.unwrap();
        let wrong = Review { grade: 9, ..review("b", 3) };
        let merged = [card("a", 7), card("b", 7)];
        assert!(store.merge_cards(&merged, &[review("a", 2), wrong]).await.is_err());
        assert_eq!(store.all_cards().await.unwrap(), [card("a", 5)]);
        let reviews = [review("a", 1), review("a", 2), review("b", 3)];
        assert_eq!(store.merge_cards(&merged, &reviews).await.unwrap(), 2, "one was here");
        assert_eq!(store.all_cards().await.unwrap(), merged);
        assert_eq!(store.all_reviews().await.unwrap(), reviews);
    });
}

#[test]
fn a_deleted_card_takes_its_reviews_along() {
    for_each_store(async |store| {
        store.add_review(&card("a", 5), &review("a", 1)).await.unwrap();
        store.add_review(&card("ab", 5), &review("ab", 1)).await.unwrap();
        store.delete_card("a").await.unwrap();
        store.delete_card("a").await.unwrap();
        assert_eq!(ids(&store.all_cards().await.unwrap()), ["ab"]);
        assert_eq!(store.all_reviews().await.unwrap(), [review("ab", 1)]);
    });
}

#[test]
fn practice_is_kept_by_id_and_goes_with_its_session() {
    for_each_store(async |store| {
        begin(&store, "one", 5).await;
        for (id, at) in [("session-one", 30), ("session-two", 10), ("drill-1", 30)] {
            store.put_practice(&practice(id, at)).await.unwrap();
        }
        let longer = Practice { minutes: 60.0, ..practice("drill-1", 20) };
        store.put_practice(&longer).await.unwrap();
        assert_eq!(store.practice("drill-1").await.unwrap(), Some(longer.clone()));
        let since = store.practice_since(20).await.unwrap();
        assert_eq!(since, [longer.clone(), practice("session-one", 30)]);

        store.delete_session("one").await.unwrap();
        assert_eq!(store.practice("session-one").await.unwrap(), None);
        // There is no such session, so that nothing is deleted.
        assert!(store.delete_session("two").await.is_err());
        store.delete_practice("drill-1").await.unwrap();
        store.delete_practice("drill-1").await.unwrap();
        assert_eq!(store.practice_since(0).await.unwrap(), [practice("session-two", 10)]);
    });
}

#[test]
fn settings_plan_and_real_interviews_are_replaced_by_their_keys() {
    for_each_store(async |store| {
        assert_eq!(store.setting("cards").await.unwrap(), None);
        store.set_setting("cards", &json!({"new_a_day": 5})).await.unwrap();
        store.set_setting("cards", &Value::Null).await.unwrap();
        assert_eq!(store.setting("cards").await.unwrap(), Some(Value::Null));

        for date in ["2027-01-05", "2026-12-31", "2027-02-01"] {
            store.set_plan_day(date, &json!([date])).await.unwrap();
        }
        store.set_plan_day("2027-01-05", &json!("rest")).await.unwrap();
        let january = store.plan_days("2026-12-31", "2027-01-31").await.unwrap();
        let expected = [("2026-12-31", json!(["2026-12-31"])), ("2027-01-05", json!("rest"))];
        assert_eq!(january, expected.map(|(date, json)| (date.to_owned(), json)));

        let interview = |id: &str, on: &str| RealInterview {
            id: id.into(),
            on: on.into(),
            json: json!({"company": "Größe & Söhne"}),
        };
        store.put_real_interview(&interview("x", "2027-03-01")).await.unwrap();
        store.put_real_interview(&interview("y", "2027-02-01")).await.unwrap();
        store.put_real_interview(&interview("x", "2027-01-01")).await.unwrap();
        let all = store.real_interviews().await.unwrap();
        assert_eq!(all, [interview("x", "2027-01-01"), interview("y", "2027-02-01")]);
        store.delete_real_interview("x").await.unwrap();
        assert_eq!(store.real_interviews().await.unwrap().len(), 1);
    });
}

#[test]
fn what_no_table_takes_is_refused_with_its_reason_and_nothing_of_it_stays() {
    for_each_store(async |store| {
        let check = |outcome: Result<(), StoreError>, cause: &str| {
            let told = outcome.unwrap_err().to_string();
            assert!(told.contains(cause), "{told}");
        };
        let unstable = CardState { stability: f64::NAN, ..card("b", 1) };
        check(store.put_cards(&[card("a", 1), unstable]).await, "stability is NaN");
        check(store.put_cards(&[card("", 1)]).await, "a card has no name");
        check(store.put_cards(&[card("a", u64::MAX)]).await, "larger than a database's");
        let graded = Review { grade: 5, ..review("a", 1) };
        check(store.add_review(&card("a", 1), &graded).await, "grade 5; grades are 1 to 4");
        check(store.add_reviews(&[review("a", 1), graded]).await.map(drop), "grades are 1 to 4");
        check(store.add_review(&card("b", 1), &review("a", 1)).await, "the state of another");
        let endless = Practice { minutes: f64::INFINITY, ..practice("p", 1) };
        check(store.put_practice(&endless).await, "minutes of practice is inf");
        check(store.set_plan_day("5.1.2027", &json!(1)).await, "no date such as 2027-01-05");
        check(store.set_setting("", &json!(1)).await, "a setting has no name");
        assert!(store.all_cards().await.unwrap().is_empty());
        assert_eq!(store.count_reviews().await.unwrap(), 0);
    });
}

/// Ten years of somebody diligent. The bounds are a hundred times what a quick machine needs in a
/// release build: they find a query that reads everything, not a slow disk.
#[test]
fn a_large_collection_answers_at_once() {
    let folder = tempfile::TempDir::new().unwrap();
    super::run(async || {
        let store = Store::open(&Place::Sqlite(folder.path().join("g.db"))).await.unwrap();
        let own = |number| json!({"asks": format!("Question {number}? ").repeat(20)});
        let cards: Vec<CardState> = (0..10_000)
            .map(|number| CardState {
                own: Some(own(number)),
                ..card(&format!("own-{number}"), number)
            })
            .collect();
        let reviews: Vec<Review> =
            (0..100_000).map(|at| review(&format!("own-{}", at % 10_000), at)).collect();
        let timed = |what: &str, began: Instant| {
            let spent = began.elapsed();
            eprintln!("{what}: {spent:.1?}");
            spent.as_millis()
        };
        let began = Instant::now();
        store.put_cards(&cards).await.unwrap();
        timed("put_cards of 10,000", began);
        let began = Instant::now();
        assert_eq!(store.add_reviews(&reviews).await.unwrap(), 100_000);
        timed("add_reviews of 100,000", began);
        for _ in 0..2 {
            let began = Instant::now();
            assert_eq!(store.count_due(8_999).await.unwrap(), 9_000);
            assert_eq!(store.due_cards(8_999, 100).await.unwrap().len(), 100);
            assert!(timed("count_due and due_cards of 100", began) < 500);
        }
        let began = Instant::now();
        let after = CardState { reviews: 11, ..card("own-7", 20_000) };
        store.add_review(&after, &review("own-7", 200_000)).await.unwrap();
        assert!(timed("add_review", began) < 2_000);
        let began = Instant::now();
        assert_eq!(store.reviews_of("own-7").await.unwrap().len(), 11);
        assert!(timed("reviews_of", began) < 500);
        let began = Instant::now();
        assert_eq!(store.reviews_since(99_000).await.unwrap().len(), 1_001);
        assert!(timed("reviews_since of 1,001", began) < 500);
        let began = Instant::now();
        assert_eq!(store.all_reviews().await.unwrap().len(), 100_001);
        timed("all_reviews", began);
        let began = Instant::now();
        let mut out = Vec::new();
        store.export(&mut out).await.unwrap();
        timed("export", began);
        let began = Instant::now();
        let other = Store::open(&Place::Sqlite(folder.path().join("h.db"))).await.unwrap();
        assert_eq!(other.import(&out[..]).await.unwrap().reviews, 100_001);
        timed("import", began);
    });
}
