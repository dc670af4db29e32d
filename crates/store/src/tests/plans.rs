//! That the databases do what the schema was made for.

use super::{begin, for_each_place, run};
use crate::schema::{event, review, session};
use crate::{Cursor, Place, Store, study};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait, Statement,
};

async fn answers(store: &Store, statement: Statement, column: &str) -> Vec<String> {
    let rows = store.connections.writes.query_all_raw(statement).await.unwrap();
    rows.iter()
        .map(|row| {
            let number = || row.try_get::<i64>("", column).map(|number| number.to_string());
            row.try_get::<String>("", column).or_else(|_| number()).unwrap()
        })
        .collect()
}

/// How SQLite goes about a query must be this and nothing more.
async fn check_plan(store: &Store, mut query: Statement, expected: &str) {
    query.sql.insert_str(0, "EXPLAIN QUERY PLAN ");
    assert_eq!(answers(store, query, "detail").await, [expected]);
}

#[test]
fn lists_and_logs_are_read_by_an_index_without_sorting() {
    run(async || {
        let store = Store::open(&Place::Memory).await.unwrap();
        begin(&store, "one", 5).await;
        let page = crate::newest_first(None).limit(20).build(DbBackend::Sqlite);
        check_plan(&store, page, "SCAN session USING INDEX session_newest").await;
        let cursor = Cursor { started_unix_ms: 5, id: "one".into() };
        let page = crate::newest_first(Some(&cursor)).limit(20).build(DbBackend::Sqlite);
        let expected = "SEARCH session USING INDEX session_newest ((started_unix_ms,id)<(?,?))";
        check_plan(&store, page, expected).await;
        let log = event::Entity::find()
            .filter(event::Column::SessionId.eq("one"))
            .filter(event::Column::Seq.gt(3))
            .order_by_asc(event::Column::Seq)
            .build(DbBackend::Sqlite);
        let expected = "SEARCH event USING PRIMARY KEY (session_id=? AND seq>?)";
        check_plan(&store, log, expected).await;
        let row = session::Entity::find_by_id("one".to_owned()).build(DbBackend::Sqlite);
        check_plan(&store, row, "SEARCH session USING PRIMARY KEY (id=?)").await;
    });
}

#[test]
fn cards_reviews_and_practice_are_read_by_an_index_without_sorting() {
    run(async || {
        let store = Store::open(&Place::Memory).await.unwrap();
        let check = async |query: Statement, expected: &str| {
            check_plan(&store, query, expected).await;
        };
        let due = "card_due (is_suspended=? AND due_unix_ms<?)";
        check(
            study::due_first(7).limit(100).build(DbBackend::Sqlite),
            &format!("SEARCH card_state USING INDEX {due}"),
        )
        .await;
        // The count reads no row, only the index.
        let count = study::due(7).select_only().expr(Expr::val(1)).build(DbBackend::Sqlite);
        check(count, &format!("SEARCH card_state USING COVERING INDEX {due}")).await;
        check(
            study::among(&["a", "b"]).build(DbBackend::Sqlite),
            "SEARCH card_state USING PRIMARY KEY (card=?)",
        )
        .await;
        check(
            study::reviews_of("a").build(DbBackend::Sqlite),
            "SEARCH review USING PRIMARY KEY (card=?)",
        )
        .await;
        check(
            study::reviews_since(7).build(DbBackend::Sqlite),
            "SEARCH review USING INDEX review_at (at_unix_ms>?)",
        )
        .await;
        check(
            study::practice_since(7).build(DbBackend::Sqlite),
            "SEARCH practice USING INDEX practice_at (at_unix_ms>?)",
        )
        .await;
        check(
            study::plan_days("2027-01-01", "2027-01-31").build(DbBackend::Sqlite),
            "SEARCH plan_day USING PRIMARY KEY (date>? AND date<?)",
        )
        .await;
        let all = review::Entity::find()
            .order_by_asc(review::Column::Card)
            .order_by_asc(review::Column::AtUnixMs)
            .build(DbBackend::Sqlite);
        check(all, "SCAN review").await;
    });
}

#[test]
fn designs_are_listed_by_an_index_and_their_versions_found_by_the_key() {
    run(async || {
        let store = Store::open(&Place::Memory).await.unwrap();
        let list = crate::designs::newest_first().build(DbBackend::Sqlite);
        check_plan(&store, list, "SCAN design USING INDEX design_newest").await;
        let kept = crate::designs::versions_of("a").build(DbBackend::Sqlite);
        check_plan(&store, kept, "SEARCH design_version USING PRIMARY KEY (design=?)").await;
    });
}

#[test]
fn every_table_of_sqlite_checks_its_types() {
    run(async || {
        let store = Store::open(&Place::Memory).await.unwrap();
        let sql = "SELECT name FROM pragma_table_list WHERE schema = 'main' AND strict = 0 \
                   AND name NOT LIKE 'sqlite_%'";
        let lax = answers(&store, Statement::from_string(DbBackend::Sqlite, sql), "name").await;
        assert_eq!(lax, [] as [String; 0]);
    });
}

#[test]
fn a_commit_waits_for_the_disk() {
    for_each_place(async |place| {
        let store = Store::open(place).await.unwrap();
        let backend = store.connections.writes.get_database_backend();
        let settings: &[(&str, &str)] = match backend {
            // 2 is FULL.
            DbBackend::Sqlite => {
                &[("journal_mode", "wal"), ("synchronous", "2"), ("foreign_keys", "1")]
            }
            _ => &[("synchronous_commit", "on")],
        };
        let ask = if backend == DbBackend::Sqlite { "PRAGMA" } else { "SHOW" };
        for (setting, expected) in settings {
            let statement = Statement::from_string(backend, format!("{ask} {setting}"));
            assert_eq!(answers(&store, statement, setting).await, [*expected], "{setting}");
        }
    });
}
