//! Runs drills of kind `sql` on an SQLite database in memory.
//!
//! A drill's `setup` makes tables and data; the candidate writes one statement. What is judged is what came
//! out: the rows, the plan's lines, and the steps of SQLite's virtual machine, which are the same on every
//! computer. The crate knows nothing of sessions and keeps nothing.
//!
//! Where to start: [`check`], then `must` (the rules), `statement` (what may be run at all), `database` (how
//! work is counted and stopped).
//!
//! Invariant: the candidate's fault is a report, never an error. A [`DrillError`] is about the drill.

mod database;
mod must;
mod statement;
#[cfg(test)]
mod test;

use database::{Database, Failure, Ran, Value};
use greenroom_model::drill::{
    Drill, DrillAnswer, DrillError, DrillPart, DrillReport, Exercise, Form, Querying, Question,
    Task, Writes,
};
use must::{Measured, Must, Seen, told};

const STATEMENT: &str = "statement";
const RUNS: &str = "The statement runs";
/// `:seed` is below this.
const SEEDS: u64 = 1000;

/// What the candidate is asked: the tables, the queries and what is demanded.
pub async fn present(drill: &Drill, seed: u64) -> Result<Exercise, DrillError> {
    let task = querying(drill)?;
    let musts = musts(drill, task)?;
    let mut stage = Stage::build(drill, task, seed).await?;
    let mut shown = stage.tables().await.map_err(ours(drill))?;
    for (at, one) in stage.before.iter().enumerate() {
        shown.push(String::new());
        let steps = told(one.steps);
        shown.push(match task.writes {
            Writes::Index => format!("-- query {}: {steps} steps now", at + 1),
            Writes::Query => format!("-- to be replaced: {steps} steps now"),
        });
        shown.extend(one.sql.lines().map(str::to_owned));
    }
    if let Some(wanted) = &stage.wanted {
        shown.push(String::new());
        let order = if wanted.is_ordered { "in this order" } else { "in any order" };
        shown.push(format!(
            "-- wanted: {} rows {order}, with the columns {}",
            told(wanted.rows.len() as u64),
            wanted.columns.join(", ")
        ));
        if !task.expect.is_empty() {
            let some = wanted.rows.iter().take(3).map(|row| format!("--   {}", told_row(row)));
            shown.extend(some);
        }
    }
    shown.push(String::new());
    shown.extend(musts.iter().map(|must| format!("-- must: {}", must.told(task.writes))));
    let asks = match task.writes {
        Writes::Index => "Write one `CREATE INDEX` statement.",
        Writes::Query => "Write one query in place of this one.",
    };
    let question =
        Question { id: STATEMENT.into(), asks: asks.into(), form: Form::Statement, after: None };
    Ok(Exercise { asks: drill.asks.clone(), shown, questions: vec![question] })
}

/// Runs the answer and holds it against what it must show.
pub async fn check(
    drill: &Drill,
    seed: u64,
    answer: &DrillAnswer,
) -> Result<DrillReport, DrillError> {
    let task = querying(drill)?;
    let musts = musts(drill, task)?;
    let given = answer.get(STATEMENT).map_or("", String::as_str);
    let statement = match statement::accept(given, task.writes) {
        Ok(statement) => statement,
        Err(why) => return Ok(unread(given, task, why)),
    };
    let mut stage = Stage::build(drill, task, seed).await?;
    let ran = match task.writes {
        Writes::Index => stage.index(&statement).await,
        Writes::Query => stage.replace(&statement).await,
    };
    match ran {
        Err(Failure(why)) => Ok(unread(given, task, why)),
        Ok((seen, rows)) => Ok(judge(task, &musts, &seen, rows.as_ref(), stage.wanted.as_ref())),
    }
}

/// An answer that earns a score of 1.
pub fn truth(drill: &Drill) -> Result<DrillAnswer, DrillError> {
    Ok(DrillAnswer::from([(STATEMENT.to_owned(), querying(drill)?.reference.clone())]))
}

/// Whether the statement was not run or failed, so that nothing was seen of it.
pub fn is_unread(report: &DrillReport) -> bool {
    report.parts.iter().any(|part| part.asks == RUNS)
}

fn unread(given: &str, task: &Querying, says: String) -> DrillReport {
    let part = DrillPart {
        question: STATEMENT.into(),
        asks: RUNS.into(),
        given: given.trim().into(),
        right: task.reference.clone(),
        credit: 0.0,
        says,
    };
    DrillReport { score: 0.0, parts: vec![part], trace: Vec::new() }
}

/// One part for the rows, where they can differ, and one for each rule.
fn judge(
    task: &Querying,
    musts: &[Must],
    seen: &Seen,
    rows: Option<&Ran>,
    wanted: Option<&Wanted>,
) -> DrillReport {
    let mut parts = Vec::new();
    let difference = rows.zip(wanted).map(|(rows, wanted)| wanted.difference(rows));
    if let (Some(difference), Some(wanted)) = (&difference, wanted) {
        let count = format!("{} rows", told(wanted.rows.len() as u64));
        parts.push(DrillPart {
            question: STATEMENT.into(),
            asks: "The rows are right".into(),
            given: rows
                .map_or(String::new(), |rows| format!("{} rows", told(rows.rows.len() as u64))),
            right: count,
            credit: if difference.is_none() { 1.0 } else { 0.0 },
            says: difference.clone().unwrap_or_else(|| "Every row is there, and no other.".into()),
        });
    }
    let rows_differ = difference.flatten().is_some();
    let outcomes: Vec<_> = musts.iter().map(|must| (must, must.judge(seen))).collect();
    let helps = outcomes.iter().any(|(must, outcome)| outcome.holds && !must.is_limit());
    for (must, outcome) in &outcomes {
        let idle = must.is_limit() && !helps;
        let counts = outcome.holds && !rows_differ && !idle;
        let demand = must.told(task.writes);
        let says = match (outcome.holds, counts) {
            (true, true) => format!("{demand}: {}.", outcome.evidence),
            (true, false) if rows_differ => {
                "So it is, but of other rows, which counts for nothing.".into()
            }
            (true, false) => "So it is, but it does nothing for the queries.".into(),
            _ => format!("Not so: {}.", outcome.evidence),
        };
        parts.push(DrillPart {
            question: STATEMENT.into(),
            asks: demand,
            given: outcome.evidence.clone(),
            right: must.text.clone(),
            credit: if counts { 1.0 } else { 0.0 },
            says,
        });
    }
    let sum: f64 = parts.iter().map(|part| part.credit).sum();
    let score = if parts.is_empty() { 0.0 } else { sum / parts.len() as f64 };
    DrillReport { score, parts, trace: trace(task, seen) }
}

fn trace(task: &Querying, seen: &Seen) -> Vec<String> {
    let mut lines = Vec::new();
    for (at, (before, after)) in seen.before.iter().zip(&seen.after).enumerate() {
        for (when, one) in [("before", before), ("now", after)] {
            lines.push(match task.writes {
                Writes::Index => format!("query {} {when}: {} steps", at + 1, told(one.steps)),
                Writes::Query => format!("{when}: {} steps", told(one.steps)),
            });
            lines.extend(one.plan.iter().map(|line| format!("  {line}")));
        }
    }
    lines
}

/// The rows that a query must give.
struct Wanted {
    columns: Vec<String>,
    rows: Vec<Vec<Value>>,
    is_ordered: bool,
}

impl Wanted {
    /// The first difference, as a sentence.
    fn difference(&self, ran: &Ran) -> Option<String> {
        let (wanted, found) = (self.rows.len(), ran.rows.len());
        let columns = (self.rows.first().map(Vec::len), ran.rows.first().map(Vec::len));
        if let (Some(wanted), Some(found)) = columns
            && wanted != found
        {
            return Some(format!(
                "The rows have {found} columns instead of {wanted}: {}.",
                self.columns.join(", ")
            ));
        }
        let (mut right, mut given) = (self.rows.clone(), ran.rows.clone());
        if !self.is_ordered {
            sort(&mut right);
            sort(&mut given);
        }
        let same =
            |one: &[Value], other: &[Value]| one.iter().zip(other).all(|(a, b)| a.is_same(b));
        let first = right.iter().zip(&given).position(|(one, other)| !same(one, other));
        match first {
            Some(at) if self.is_ordered => Some(format!(
                "Row {} is ({}) and should be ({}).",
                at + 1,
                told_row(&given[at]),
                told_row(&right[at])
            )),
            _ if wanted != found => Some(format!("There are {found} rows instead of {wanted}.")),
            Some(at) => {
                let is_missing = !given.iter().any(|row| same(row, &right[at]));
                Some(if is_missing {
                    format!("The row ({}) is missing.", told_row(&right[at]))
                } else {
                    format!("The row ({}) should not be there.", told_row(&given[at]))
                })
            }
            None => None,
        }
    }
}

fn sort(rows: &mut [Vec<Value>]) {
    rows.sort_by(|one, other| {
        one.iter()
            .zip(other)
            .map(|(a, b)| {
                let ((a_kind, a_number, a_text), (b_kind, b_number, b_text)) = (a.rank(), b.rank());
                a_kind.cmp(&b_kind).then(a_number.total_cmp(&b_number)).then(a_text.cmp(&b_text))
            })
            .find(|order| order.is_ne())
            .unwrap_or(one.len().cmp(&other.len()))
    });
}

fn told_row(row: &[Value]) -> String {
    row.iter().map(Value::told).collect::<Vec<_>>().join(", ")
}

/// The database with its data, and the queries as they were.
struct Stage {
    database: Database,
    before: Vec<Measured>,
    wanted: Option<Wanted>,
}

impl Stage {
    async fn build(drill: &Drill, task: &Querying, seed: u64) -> Result<Stage, DrillError> {
        let seeded = |sql: &str| sql.replace(":seed", &(seed % SEEDS).to_string());
        for sql in task.queries.iter().chain([&task.setup, &task.expect]) {
            if let Some(name) = statement::refused_function(sql) {
                return Err(DrillError::new(
                    drill,
                    format!("`{name}` gives other data each time"),
                    "reckon with `:seed` instead",
                ));
            }
        }
        let mut database = Database::open().await.map_err(ours(drill))?;
        database.execute(&seeded(&task.setup)).await.map_err(ours(drill))?;
        let mut before = Vec::new();
        for sql in &task.queries {
            before.push(measure(&mut database, &seeded(sql)).await.map_err(ours(drill))?.0);
        }
        let expect = if task.expect.is_empty() { task.queries.first() } else { Some(&task.expect) };
        let wanted = match (task.writes, expect) {
            (Writes::Query, Some(sql)) => Some(wanted(drill, &mut database, &seeded(sql)).await?),
            _ => None,
        };
        Ok(Stage { database, before, wanted })
    }

    /// The tables and indexes, as they were made, with how many rows there are.
    async fn tables(&mut self) -> Result<Vec<String>, Failure> {
        let named = "FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'";
        let tables =
            self.database.texts(&format!("SELECT name {named} AND type = 'table'")).await?;
        let all = self.database.texts(&format!("SELECT sql {named} ORDER BY rowid")).await?;
        let mut shown: Vec<String> = all
            .iter()
            .flat_map(|sql| format!("{sql};").lines().map(str::to_owned).collect::<Vec<_>>())
            .collect();
        for table in tables {
            let name = table.replace('"', "\"\"");
            let counted = self.database.texts(&format!("SELECT count(*) FROM \"{name}\"")).await?;
            let count = counted.first().and_then(|count| count.parse().ok()).unwrap_or(0);
            shown.push(format!("-- {table}: {} rows", told(count)));
        }
        Ok(shown)
    }

    /// Makes the index and measures all queries again.
    async fn index(&mut self, statement: &str) -> Result<(Seen, Option<Ran>), Failure> {
        let names = "SELECT name FROM sqlite_master WHERE type = 'index'";
        let old = self.database.texts(names).await?;
        self.database.execute(statement).await?;
        let new = self.database.texts(names).await?;
        let Some(name) = new.into_iter().find(|name| !old.contains(name)) else {
            return Err(Failure("No index was made: there is one of this name already.".into()));
        };
        let quoted = name.replace('\'', "''");
        let columns = self
            .database
            .texts(&format!("SELECT seqno FROM pragma_index_info('{quoted}')"))
            .await?
            .len();
        // The planner goes by statistics, where the drill has them, and must know the new index, too.
        let has = "SELECT name FROM sqlite_master WHERE name = 'sqlite_stat1'";
        if !self.database.texts(has).await?.is_empty() {
            self.database.execute("ANALYZE").await?;
        }
        let mut after = Vec::new();
        for one in &self.before {
            after.push(measure(&mut self.database, &one.sql).await?.0);
        }
        Ok((Seen { before: self.before.clone(), after, index: Some((name, columns)) }, None))
    }

    /// Runs the query in place of the first one.
    async fn replace(&mut self, statement: &str) -> Result<(Seen, Option<Ran>), Failure> {
        self.database.execute("PRAGMA query_only = ON").await?;
        let (measured, ran) = measure(&mut self.database, statement).await?;
        Ok((Seen { before: self.before.clone(), after: vec![measured], index: None }, Some(ran)))
    }
}

async fn measure(database: &mut Database, sql: &str) -> Result<(Measured, Ran), Failure> {
    let plan = database.plan(sql).await?;
    let ran = database.query(sql).await?;
    Ok((Measured { sql: sql.to_owned(), plan, steps: ran.steps }, ran))
}

/// Runs the right query, and again with SQLite's unordered rows reversed and with ties in random order: what
/// it leaves open would judge chance.
async fn wanted(drill: &Drill, database: &mut Database, sql: &str) -> Result<Wanted, DrillError> {
    let ran = database.query(sql).await.map_err(ours(drill))?;
    database.execute("PRAGMA reverse_unordered_selects = ON").await.map_err(ours(drill))?;
    let mut others = vec![database.query(sql).await.map_err(ours(drill))?];
    database.execute("PRAGMA reverse_unordered_selects = OFF").await.map_err(ours(drill))?;
    let wanted =
        Wanted { columns: ran.columns, rows: ran.rows, is_ordered: statement::is_ordered(sql) };
    if wanted.rows.is_empty() {
        return Err(DrillError::new(
            drill,
            "the right query gives no row",
            "make data for it in `setup`",
        ));
    }
    if let Some(random) = statement::with_random_ties(sql) {
        for _ in 0..2 {
            // Compound queries refuse it; their order is by columns of the result alone.
            others.extend(database.query(&random).await.ok());
        }
    }
    match others.iter().find_map(|other| wanted.difference(other)) {
        None => Ok(wanted),
        Some(_) => Err(DrillError::new(
            drill,
            "the right query leaves its rows or their order to chance",
            "end its `ORDER BY` with a unique key",
        )),
    }
}

fn querying(drill: &Drill) -> Result<&Querying, DrillError> {
    match &drill.task {
        Task::Sql(task) => Ok(task),
        _ => Err(DrillError::new(drill, "is not of kind `sql`", "give it to greenroom_drill")),
    }
}

fn musts(drill: &Drill, task: &Querying) -> Result<Vec<Must>, DrillError> {
    let queries = if task.writes == Writes::Query { 1 } else { task.queries.len() };
    task.must
        .iter()
        .map(|text| {
            Must::parse(text, task.writes, queries).map_err(|why| {
                DrillError::new(drill, format!("must `{text}`: {why}"), "correct it")
            })
        })
        .collect()
}

/// What fails before the candidate's statement is the drill's fault.
fn ours(drill: &Drill) -> impl Fn(Failure) -> DrillError {
    move |Failure(why)| DrillError::new(drill, why, "correct `setup` or `queries`")
}
