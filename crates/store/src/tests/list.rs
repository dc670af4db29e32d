use super::{begin, for_each_store};
use crate::{Cursor, SessionRow, Status};
use greenroom_model::{Level, Mode};
use serde_json::json;

fn ids(rows: &[SessionRow]) -> Vec<&str> {
    rows.iter().map(|row| row.id.as_str()).collect()
}

#[test]
fn sessions_come_newest_first_and_those_of_one_moment_in_a_fixed_order() {
    for_each_store(async |store| {
        // Upper case, dashes and letters beyond ASCII: where languages' own orders differ.
        for (id, unix_ms) in [("b", 7), ("Z", 7), ("é", 7), ("a-1", 7), ("a", 7), ("new", 9)] {
            begin(&store, id, unix_ms).await;
        }
        let rows = store.sessions().await.unwrap();
        assert_eq!(ids(&rows), ["new", "é", "b", "a-1", "a", "Z"]);
    });
}

#[test]
fn a_row_tells_what_a_list_shows() {
    for_each_store(async |store| {
        begin(&store, "one", 1_795_000_000_000).await;
        let scores = json!({"score": 71.25, "band": "yes", "why": ["“quoted”"]});
        store.set_summary("one", &json!(null)).await.unwrap();
        store.set_summary("one", &scores).await.unwrap();
        let expected = SessionRow {
            id: "one".into(),
            title: "The 60-minute mock: “Größe” 面接 🎤".into(),
            protocol: "mock-60".into(),
            level: Level::Staff,
            mode: Mode::Assessment,
            started_unix_ms: 1_795_000_000_000,
            last_at_ms: 0,
            events: 1,
            status: Status::Running,
            scores: Some(scores),
        };
        assert_eq!(store.session("one").await.unwrap(), expected);
        assert_eq!(store.sessions().await.unwrap(), [expected]);
    });
}

#[test]
fn pages_join_to_the_whole_list_even_when_sessions_come_and_go_between_them() {
    for_each_store(async |store| {
        for number in 0..7 {
            begin(&store, &format!("s-{number}"), number / 2).await;
        }
        let whole = store.sessions().await.unwrap();
        for rows_max in 1..9 {
            let mut joined = Vec::new();
            let mut from: Option<Cursor> = None;
            loop {
                let page = store.session_page(rows_max, from.as_ref()).await.unwrap();
                assert!(!page.rows.is_empty() && page.rows.len() <= rows_max);
                joined.extend(page.rows);
                // By way of its text, as a URL carries it.
                let Some(next) = page.next else { break };
                from = Some(next.to_string().parse().unwrap());
            }
            assert_eq!(joined, whole, "{rows_max} a page");
        }

        let first = store.session_page(2, None).await.unwrap();
        begin(&store, "newest", 99).await;
        store.delete_session(&first.rows[1].id).await.unwrap();
        let second = store.session_page(2, first.next.as_ref()).await.unwrap();
        assert_eq!(second.rows, whole[2..4]);
    });
}

#[test]
fn a_cursor_that_was_made_up_is_refused() {
    for made_up in ["", "x", "x-y", "17"] {
        assert!(made_up.parse::<Cursor>().is_err(), "{made_up}");
    }
}
