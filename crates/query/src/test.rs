//! Statements against a small shop, whole.

use super::*;
use greenroom_model::Level;
use greenroom_model::drill::QueryMutant;

const SETUP: &str = "
CREATE TABLE orders (id INTEGER PRIMARY KEY, customer INTEGER NOT NULL, created INTEGER NOT NULL, total INTEGER NOT NULL);
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000)
INSERT INTO orders SELECT i, (i * 7919 + :seed) % 100, i * 60, i % 90 FROM n;";

fn drill(writes: Writes, query: &str, must: &[&str]) -> Drill {
    Drill {
        id: "tested".into(),
        title: "Tested".into(),
        topics: vec!["index-btree".into()],
        level: Level::Mid,
        minutes: 5,
        asks: "Make it fast.".into(),
        why: "Because.".into(),
        task: Task::Sql(Querying {
            setup: SETUP.into(),
            writes,
            queries: vec![query.into()],
            expect: String::new(),
            must: must.iter().map(|one| (*one).to_owned()).collect(),
            reference: "SELECT 1".into(),
            mutant: vec![QueryMutant { says: "x".into(), statement: "SELECT 2".into() }],
        }),
    }
}

const LATEST: &str =
    "SELECT id, created FROM orders WHERE customer = 17 ORDER BY created DESC LIMIT 10";
const MUSTS: &[&str] = &["uses index", "no sort", "steps at most 1/20", "columns at most 2"];

async fn run(drill: &Drill, statement: &str) -> DrillReport {
    let answer = DrillAnswer::from([(STATEMENT.to_owned(), statement.to_owned())]);
    check(drill, 5, &answer).await.unwrap()
}

#[track_caller]
fn credits(report: &DrillReport, expected: &[f64]) {
    let credits: Vec<f64> = report.parts.iter().map(|part| part.credit).collect();
    assert_eq!(credits, expected, "{report:#?}");
}

#[tokio::test]
async fn an_index_is_judged_by_plans_and_steps() {
    let drill = drill(Writes::Index, LATEST, MUSTS);
    let right = run(&drill, "CREATE INDEX mine ON orders (customer, created);").await;
    credits(&right, &[1.0, 1.0, 1.0, 1.0]);
    assert_eq!(right.score, 1.0);
    assert!(
        right.parts[0].given.contains("SEARCH orders USING INDEX mine (customer=?)")
            || right.parts[0].given.contains("COVERING"),
        "{right:#?}"
    );
    credits(&run(&drill, "CREATE INDEX mine ON orders (customer)").await, &[1.0, 0.0, 1.0, 1.0]);
    credits(&run(&drill, "CREATE INDEX mine ON orders (total)").await, &[0.0, 0.0, 0.0, 0.0]);
    let wide = run(&drill, "CREATE INDEX mine ON orders (customer, created, total)").await;
    credits(&wide, &[1.0, 1.0, 1.0, 0.0]);
}

#[tokio::test]
async fn the_work_of_a_query_is_the_same_each_time() {
    let drill = drill(Writes::Index, LATEST, MUSTS);
    let first = run(&drill, "CREATE INDEX mine ON orders (customer, created)").await;
    let again = run(&drill, "CREATE INDEX mine ON orders (customer, created)").await;
    assert_eq!(first, again);
    assert!(first.trace[0].starts_with("query 1 before: "), "{:#?}", first.trace);
}

#[tokio::test]
async fn what_sqlite_refuses_is_shown_in_its_words() {
    let index = drill(Writes::Index, LATEST, MUSTS);
    for (statement, why) in [
        ("CREATE INDEX mine ON order (customer)", "SQLite says: near \"order\": syntax error."),
        ("CREATE INDEX mine ON orders (buyer)", "SQLite says: no such column: buyer."),
        (
            "CREATE UNIQUE INDEX mine ON orders (customer)",
            "SQLite says: UNIQUE constraint failed: orders.customer.",
        ),
        ("DROP TABLE orders", "`DROP` is not run here."),
        ("", "Nothing was answered."),
    ] {
        let report = run(&index, statement).await;
        assert!(report.parts[0].says.starts_with(why), "{}", report.parts[0].says);
        assert_eq!(report.score, 0.0);
        assert!(is_unread(&report));
    }
}

#[tokio::test]
async fn an_endless_query_is_stopped_and_a_flood_of_rows_too() {
    let query = drill(Writes::Query, "SELECT count(*) FROM orders", &["no sort"]);
    let endless =
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n";
    let report = run(&query, endless).await;
    assert!(
        report.parts[0].says.starts_with("It was stopped after 10 million steps"),
        "{report:#?}"
    );
    let flood = "SELECT a.id FROM orders a, orders b";
    let report = run(&query, flood).await;
    assert!(report.parts[0].says.starts_with("It returns more than 10000 rows"), "{report:#?}");
}

const SLOW: &str = "SELECT customer, (SELECT max(total) FROM orders p WHERE p.customer = o.customer) AS most \
                    FROM orders o GROUP BY customer ORDER BY customer";

#[tokio::test]
async fn a_query_is_judged_by_its_rows_first() {
    let drill = drill(Writes::Query, SLOW, &["no correlated subquery", "steps at most 1/5"]);
    let right =
        run(&drill, "SELECT customer, max(total) FROM orders GROUP BY customer ORDER BY customer")
            .await;
    credits(&right, &[1.0, 1.0, 1.0]);
    let unordered = run(
        &drill,
        "SELECT customer, max(total) FROM orders GROUP BY customer ORDER BY customer DESC",
    )
    .await;
    credits(&unordered, &[0.0, 0.0, 0.0]);
    assert!(unordered.parts[0].says.starts_with("Row 1 is (99, "), "{unordered:#?}");
    let real =
        run(&drill, "SELECT customer, max(total) * 1.0 FROM orders GROUP BY customer ORDER BY 1")
            .await;
    credits(&real, &[1.0, 1.0, 1.0]);
    let few = run(&drill, "SELECT customer FROM orders GROUP BY customer ORDER BY customer").await;
    assert!(few.parts[0].says.starts_with("The rows have 1 columns instead of 2"));
    let nothing = run(&drill, "SELECT 1, 2 WHERE 0").await;
    assert_eq!(nothing.parts[0].says, "There are 0 rows instead of 100.");
    credits(&run(&drill, SLOW).await, &[1.0, 0.0, 0.0]);
}

#[tokio::test]
async fn what_is_shown_names_tables_rows_and_demands() {
    let shown = present(&drill(Writes::Index, LATEST, MUSTS), 5).await.unwrap().shown.join("\n");
    for expected in [
        "CREATE TABLE orders",
        "-- orders: 3,000 rows",
        "-- query 1: ",
        "-- must: Each query needs no sort",
        "-- must: Together the queries take at most 1/20 of the steps",
        "-- must: The index has at most 2 columns",
    ] {
        assert!(shown.contains(expected), "{expected} is not in\n{shown}");
    }
    let shown =
        present(&drill(Writes::Query, SLOW, &["no sort"]), 5).await.unwrap().shown.join("\n");
    assert!(
        shown.contains("-- wanted: 100 rows in this order, with the columns customer, most"),
        "{shown}"
    );
}

#[tokio::test]
async fn a_drill_that_leaves_something_to_chance_is_refused() {
    let ties = "SELECT id FROM orders ORDER BY total LIMIT 5";
    for (query, must, why) in [
        (ties, "no sort", "leaves its rows or their order to chance"),
        ("SELECT random()", "no sort", "`random` gives other data each time"),
        ("SELECT 1 WHERE 0", "no sort", "gives no row"),
        ("SELECT x", "no sort", "SQLite says: no such column: x."),
        ("SELECT 1", "fast", "must `fast`: is no rule"),
    ] {
        let error =
            present(&drill(Writes::Query, query, &[must]), 1).await.unwrap_err().to_string();
        assert!(error.contains(why), "{error}");
    }
}
