use super::{begin, for_each_store, run, said, server, start_at, started, study};
use crate::{
    CardState, ExportCount, ImportCount, ImportedProfile, Place, RealInterview, Review, Store,
    StoreError,
};
use greenroom_model::{Artifact, Event, EventBody, InterviewerMove, Level, Profile, Splice};
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::json;

async fn exported(store: &Store) -> (String, ExportCount) {
    let mut out = Vec::new();
    let count = store.export(&mut out).await.unwrap();
    (String::from_utf8(out).unwrap(), count)
}

async fn filled() -> Store {
    let store = Store::open(&Place::Memory).await.unwrap();
    store.set_profile(&Profile { level: Level::Mid, ..Profile::default() }).await.unwrap();
    begin(&store, "one", 5).await;
    store.append("one", &[said(2, "first"), said(3, "second")]).await.unwrap();
    store.set_summary("one", &json!({"score": 71})).await.unwrap();
    store.set_draft("one", "and th").await.unwrap();
    begin(&store, "two", 6).await;
    store
}

#[test]
fn an_export_imports_to_the_same_and_a_second_time_changes_nothing() {
    for_each_store(async |store| {
        let source = filled().await;
        let (text, count) = exported(&source).await;
        assert_eq!(count, ExportCount { sessions: 2, events: 4, ..ExportCount::default() });
        let profile = ImportedProfile::Taken;
        let expected = ImportCount { sessions: 2, events: 4, profile, ..ImportCount::default() };
        assert_eq!(store.import(text.as_bytes()).await.unwrap(), expected);
        assert_eq!(store.sessions().await.unwrap(), source.sessions().await.unwrap());
        assert_eq!(store.draft("one").await.unwrap().as_deref(), Some("and th"));
        assert_eq!(exported(&store).await.0, text);

        let profile = ImportedProfile::Kept;
        let expected = ImportCount { sessions_skipped: 2, profile, ..ImportCount::default() };
        assert_eq!(store.import(text.as_bytes()).await.unwrap(), expected);
        assert_eq!(exported(&store).await.0, text);

        // As an editor on another system may have left it.
        let store = Store::open(&Place::Memory).await.unwrap();
        let elsewhere = text.replace('\n', "\r\n") + "\r\n\r\n";
        assert_eq!(store.import(elsewhere.as_bytes()).await.unwrap().sessions, 2);
    });
}

#[test]
fn the_export_is_lines_of_json_with_one_thing_each() {
    run(async || {
        let (text, _) = exported(&filled().await).await;
        let lines: Vec<serde_json::Value> =
            text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(lines[0], json!({"greenroom_export": 3}));
        assert_eq!(lines[1]["profile"]["level"], "mid");
        let session = json!({"id": "one", "scores": {"score": 71}, "draft": "and th"});
        assert_eq!(lines[2], json!({"session": session}));
        assert_eq!(lines[3]["event"]["type"], "session_started");
        assert_eq!(lines[4]["event"]["text"], "first");
        assert_eq!(lines[6], json!({"session": {"id": "two"}}));
        let end = json!({
            "sessions": 2, "events": 4, "cards": 0, "reviews": 0, "practices": 0, "settings": 0,
            "plan_days": 0, "real_interviews": 0, "designs": 0,
        });
        assert_eq!(lines[8], json!({"end": end}));
        assert_eq!(lines.len(), 9);
    });
}

async fn studied() -> Store {
    let store = filled().await;
    let own = CardState { own: Some(json!({"asks": "Why?"})), ..study::card("own-1", 90) };
    store.put_cards(&[study::card("a", 5), own]).await.unwrap();
    let detail = Some(json!({"heard": ["0"]}));
    store.add_reviews(&[study::review("a", 1), study::review("gone", 1)]).await.unwrap();
    store.add_reviews(&[Review { detail, ..study::review("a", 2) }]).await.unwrap();
    store.put_practice(&study::practice("session-one", 5)).await.unwrap();
    store.set_setting("cards", &json!({"new_a_day": 5})).await.unwrap();
    store.set_plan_day("2027-01-05", &json!(["rest"])).await.unwrap();
    let on = "2027-02-01".to_owned();
    let interview = RealInterview { id: "x".into(), on, json: json!({"went": "well"}) };
    store.put_real_interview(&interview).await.unwrap();
    store
}

#[test]
fn cards_reviews_practice_and_plan_come_along() {
    for_each_store(async |store| {
        let source = studied().await;
        let (text, count) = exported(&source).await;
        let told = "2 sessions with 4 events, 2 cards with 3 reviews, 1 time of practice, \
                    1 setting, 1 day of the plan, 1 real interview";
        assert_eq!(count.to_string(), told);
        let count = store.import(text.as_bytes()).await.unwrap();
        let expected = ImportCount {
            sessions: 2,
            events: 4,
            profile: ImportedProfile::Taken,
            cards: 2,
            reviews: 3,
            practices: 1,
            settings: 1,
            plan_days: 1,
            real_interviews: 1,
            ..ImportCount::default()
        };
        assert_eq!(count, expected);
        assert_eq!(exported(&store).await.0, text);
        let again = store.import(text.as_bytes()).await.unwrap();
        assert_eq!((again.sessions_skipped, again.rows_skipped, again.cards), (2, 9, 0));
        assert_eq!(exported(&store).await.0, text);
        store.check().await.unwrap();
    });
}

#[test]
fn what_is_here_stays_and_reviews_of_both_sides_are_kept() {
    for_each_store(async |store| {
        let (text, _) = exported(&studied().await).await;
        let here = CardState { reviews: 9, ..study::card("a", 77) };
        let graded = Review { grade: 1, ..study::review("a", 2) };
        store.put_cards(std::slice::from_ref(&here)).await.unwrap();
        store.add_reviews(&[graded.clone(), study::review("a", 3)]).await.unwrap();
        store.set_setting("cards", &json!("mine")).await.unwrap();
        store.set_plan_day("2027-01-05", &json!("mine")).await.unwrap();

        let count = store.import(text.as_bytes()).await.unwrap();
        assert_eq!((count.cards, count.reviews, count.rows_skipped), (1, 2, 4));
        assert_eq!(store.card("a").await.unwrap(), Some(here));
        let reviews = [study::review("a", 1), graded, study::review("a", 3)];
        assert_eq!(store.reviews_of("a").await.unwrap(), reviews);
        assert_eq!(store.setting("cards").await.unwrap(), Some(json!("mine")));
        let days = store.plan_days("2027-01-01", "2027-01-31").await.unwrap();
        assert_eq!(days, [("2027-01-05".to_owned(), json!("mine"))]);
    });
}

#[test]
fn an_export_of_an_older_greenroom_is_read() {
    for_each_store(async |store| {
        let (text, _) = exported(&filled().await).await;
        let mut lines: Vec<&str> = text.lines().collect();
        lines[0] = r#"{"greenroom_export":1}"#;
        lines[8] = r#"{"end":{"sessions":2,"events":4}}"#;
        assert_eq!(store.import(lines.join("\n").as_bytes()).await.unwrap().sessions, 2);
        assert_eq!(exported(&store).await.0, text);
    });
}

#[test]
fn a_card_that_is_lost_or_cannot_be_names_its_line() {
    run(async || {
        let store = Store::open(&Place::Memory).await.unwrap();
        let (text, _) = exported(&studied().await).await;
        let check = async |from: &str, to: &str, line: u64, cause: &str| {
            let text = text.replacen(from, to, 1);
            match store.import(text.as_bytes()).await {
                Err(StoreError::Import { line: at, cause: why, .. }) => {
                    assert!(at == line && why.contains(cause), "line {at}: {why}");
                }
                other => panic!("expected {line}: {cause}, got {other:?}"),
            }
            assert!(store.all_cards().await.unwrap().is_empty());
        };
        check(r#""grade":3"#, r#""grade":9"#, 8, "grades are 1 to 4").await;
        check("2027-01-05", "soon", 4, "`soon` is no date").await;
        check(r#"{"card":{"#, r#"{"recipe":{"#, 6, "unknown variant `recipe`").await;
        let card = text.lines().find(|line| line.starts_with(r#"{"card""#)).unwrap();
        check(&format!("{card}\n"), "", 17, "the file has 2 sessions with 4 events, 1 card with")
            .await;
    });
}

#[test]
fn a_session_that_went_otherwise_here_is_refused_by_name() {
    for_each_store(async |store| {
        let (text, _) = exported(&filled().await).await;
        begin(&store, "two", 6).await;
        store.append("two", &[said(2, "only here")]).await.unwrap();
        let before = exported(&store).await;
        let refused = store.import(text.as_bytes()).await.unwrap_err();
        assert_eq!(refused, StoreError::DifferentLog { session: "two".into(), line: 7 });
        assert_eq!(exported(&store).await, before, "nothing of the import stayed");
    });
}

#[test]
fn a_broken_import_names_its_line_and_changes_nothing() {
    for_each_store(async |store| {
        begin(&store, "here", 1).await;
        let before = exported(&store).await;
        let (good, _) = exported(&filled().await).await;
        let lines: Vec<&str> = good.lines().collect();
        let with = |at: usize, line: &str| {
            let mut lines = lines.clone();
            lines[at - 1] = line;
            lines.join("\n").into_bytes()
        };
        let without = |at: usize| {
            let mut lines = lines.clone();
            lines.remove(at - 1);
            lines.join("\n").into_bytes()
        };
        let check = async |input: &[u8], line: u64, cause: &str| {
            match store.import(input).await {
                Err(StoreError::Import { line: at, cause: why, next_step }) => {
                    assert!(at == line && why.contains(cause), "line {at}: {why}");
                    assert!(!next_step.is_empty());
                }
                other => panic!("expected {line}: {cause}, got {other:?}"),
            }
            assert_eq!(exported(&store).await, before, "after {cause}");
        };
        check(b"", 1, "the file is empty").await;
        check(b"{\"type\":\"cookbook\"}\n", 1, "no Greenroom export").await;
        check(b"# Notes\n", 1, "expected value, at column 1").await;
        check(&with(1, r#"{"greenroom_export":4}"#), 1, "format 4").await;
        check(&with(1, r#"{"greenroom_export":0}"#), 1, "no Greenroom export").await;
        check(&with(2, r#"{"profile":{"level":"wizard"}}"#), 2, "wizard").await;
        check(&with(3, r#"{"session":{"id":""}}"#), 3, "its id is empty").await;
        check(
            &with(4, r#"{"event":{"seq":1,"at_ms":0,"type":"clock_read"}}"#),
            3,
            "session_started",
        )
        .await;
        check(&with(5, r#"{"event":{"seq":2,"at_ms":0,"type":"danced"}}"#), 5, "danced").await;
        check(&with(5, &lines[4][..30]), 5, "EOF").await;
        check(&with(5, "{\"event\":"), 5, "EOF").await;
        check(&[good.as_bytes(), b"\xff\xfe\n"].concat(), 10, "expected value").await;
        check(&[good.as_bytes(), good.as_bytes()].concat(), 10, "something follows").await;
        check(&without(3), 3, "before any session").await;
        check(&without(4), 4, "event 2 of session `one` stands where 1 should").await;
        let lost =
            "2 sessions with 4 events were exported, but the file has 2 sessions with 3 events";
        check(&without(6), 8, lost).await;
        check(&without(9), 9, "stops before its `end` line").await;
    });
}

#[test]
fn an_export_reports_that_it_could_not_be_written() {
    struct Full;
    impl std::io::Write for Full {
        fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
            Err(std::io::ErrorKind::StorageFull.into())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    for_each_store(async |store| {
        let error = store.export(&mut Full).await.unwrap_err();
        assert!(matches!(error, StoreError::Export { .. }), "{error}");
        begin(&store, "still usable", 1).await;
    });
}

/// Any text at all, controls and U+0000 included.
fn text() -> impl Strategy<Value = String> {
    vec(any::<char>(), 0..12).prop_map(String::from_iter)
}

fn body() -> impl Strategy<Value = EventBody> {
    prop_oneof![
        (text(), text()).prop_map(|(text, point)| EventBody::InterviewerSaid {
            text,
            intent: InterviewerMove::Probe { point },
        }),
        (0..9usize, any::<u64>(), text()).prop_map(|(at, revision, insert)| {
            EventBody::ArtifactChanged {
                artifact: Artifact::Design,
                round: at,
                revision,
                splice: Splice { at, remove: at, insert },
            }
        }),
        any::<u64>().prop_map(|unix_ms| EventBody::Paused { unix_ms }),
        Just(EventBody::ClockRead),
    ]
}

/// Sessions by what follows their start; the second part is the draft.
fn sessions() -> impl Strategy<Value = Vec<(Vec<EventBody>, String)>> {
    vec((vec(body(), 0..6), text()), 0..5)
}

async fn round_trip(sessions: &[(Vec<EventBody>, String)], target: &Store) {
    let source = Store::open(&Place::Memory).await.unwrap();
    for (number, (bodies, draft)) in sessions.iter().enumerate() {
        let (id, start) = (format!("s{number}"), start_at(number as u64 / 2));
        let rest =
            (2..).zip(bodies).map(|(seq, body)| Event { seq, at_ms: seq, body: body.clone() });
        let log: Vec<Event> = std::iter::once(started(&start)).chain(rest).collect();
        source.create_session(&id, &start, &log).await.unwrap();
        source.set_draft(&id, draft).await.unwrap();
        assert_eq!(source.events(&id).await.unwrap(), log);
    }
    let (text, _) = exported(&source).await;
    target.import(text.as_bytes()).await.unwrap();
    assert_eq!(exported(target).await.0, text);
    target.check().await.unwrap();
}

#[test]
fn whatever_happened_survives_export_and_import() {
    let postgres = server::new_database().map(Place::Postgres);
    let config =
        ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() };
    proptest!(config, |(sessions in sessions())| {
        run(async || {
            for place in [Some(&Place::Memory), postgres.as_ref()].into_iter().flatten() {
                let target = Store::open(place).await.unwrap();
                round_trip(&sessions, &target).await;
                for row in target.sessions().await.unwrap() {
                    target.delete_session(&row.id).await.unwrap();
                }
            }
        });
    });
}
