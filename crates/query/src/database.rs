//! An SQLite database in memory that counts its work.

use futures_util::TryStreamExt;
use sea_orm::sqlx::sqlite::{SqliteConnectOptions, SqliteRow};
use sea_orm::sqlx::{
    self, AssertSqlSafe, Column, ConnectOptions, Executor, Row, SqlSafeStr, SqliteConnection,
    TypeInfo, ValueRef,
};
use std::str::FromStr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// About a second. What needs more is no answer to a question about speed.
pub(crate) const STEPS_MAX: u64 = 10_000_000;
const ROWS_MAX: usize = 10_000;

pub(crate) struct Database {
    connection: SqliteConnection,
    steps: Arc<AtomicU64>,
}

/// What a query gave, and how much work it was.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Ran {
    pub columns: Vec<String>,
    pub rows: Vec<Vec<Value>>,
    /// Instructions of SQLite's virtual machine: the same on every computer.
    pub steps: u64,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Value {
    Null,
    Integer(i64),
    Real(f64),
    Text(String),
    Blob(Vec<u8>),
}

/// A sentence for whoever wrote the statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Failure(pub String);

impl Database {
    pub async fn open() -> Result<Database, Failure> {
        let options = SqliteConnectOptions::from_str("sqlite::memory:").map_err(told)?;
        let mut connection = options.disable_statement_logging().connect().await.map_err(told)?;
        let steps = Arc::new(AtomicU64::new(0));
        let counted = Arc::clone(&steps);
        // Called after each step; `false` interrupts the statement.
        connection
            .lock_handle()
            .await
            .map_err(told)?
            .set_progress_handler(1, move || counted.fetch_add(1, Ordering::Relaxed) < STEPS_MAX);
        Ok(Database { connection, steps })
    }

    /// Any statements, one after another.
    pub async fn execute(&mut self, sql: &str) -> Result<(), Failure> {
        self.steps.store(0, Ordering::Relaxed);
        let done = sqlx::raw_sql(AssertSqlSafe(sql.to_owned())).execute(&mut self.connection).await;
        match done {
            Ok(_) => Ok(()),
            Err(error) => Err(self.failure(error)),
        }
    }

    pub async fn query(&mut self, sql: &str) -> Result<Ran, Failure> {
        // Reading and planning a statement counts, too; prepared beforehand, only its run does.
        self.steps.store(0, Ordering::Relaxed);
        let text = AssertSqlSafe(sql.to_owned()).into_sql_str();
        if let Err(error) = (&mut self.connection).prepare(text.clone()).await {
            return Err(self.failure(error));
        }
        self.steps.store(0, Ordering::Relaxed);
        let (mut columns, mut rows) = (Vec::new(), Vec::new());
        let mut failed = None;
        {
            let mut stream = sqlx::query(text).fetch(&mut self.connection);
            loop {
                match stream.try_next().await {
                    Ok(Some(_)) if rows.len() >= ROWS_MAX => {
                        return Err(Failure(format!("It returns more than {ROWS_MAX} rows.")));
                    }
                    Ok(Some(row)) => {
                        if columns.is_empty() {
                            columns =
                                row.columns().iter().map(|one| one.name().to_owned()).collect();
                        }
                        rows.push(values(&row).map_err(told)?);
                    }
                    Ok(None) => break,
                    Err(error) => {
                        failed = Some(error);
                        break;
                    }
                }
            }
        }
        match failed {
            Some(error) => Err(self.failure(error)),
            None => Ok(Ran { columns, rows, steps: self.steps.load(Ordering::Relaxed) }),
        }
    }

    /// The lines of `EXPLAIN QUERY PLAN`, indented as a tree.
    pub async fn plan(&mut self, sql: &str) -> Result<Vec<String>, Failure> {
        let ran = self.query(&format!("EXPLAIN QUERY PLAN {sql}")).await?;
        let mut depths: Vec<(i64, usize)> = vec![(0, 0)];
        let mut lines = Vec::new();
        for row in &ran.rows {
            if let [Value::Integer(id), Value::Integer(parent), _, Value::Text(detail)] =
                row.as_slice()
            {
                let above =
                    depths.iter().find(|(one, _)| one == parent).map_or(0, |(_, depth)| *depth);
                depths.push((*id, above + 1));
                lines.push(format!("{}{detail}", "  ".repeat(above)));
            }
        }
        Ok(lines)
    }

    /// The texts of a query's first column.
    pub async fn texts(&mut self, sql: &str) -> Result<Vec<String>, Failure> {
        let ran = self.query(sql).await?;
        Ok(ran
            .rows
            .into_iter()
            .filter_map(|row| row.into_iter().next())
            .map(|one| one.told())
            .collect())
    }

    fn failure(&self, error: sqlx::Error) -> Failure {
        if self.steps.load(Ordering::Relaxed) >= STEPS_MAX {
            return Failure(format!(
                "It was stopped after {} million steps of SQLite's virtual machine.",
                STEPS_MAX / 1_000_000
            ));
        }
        told(error)
    }
}

/// SQLite's own words.
fn told(error: sqlx::Error) -> Failure {
    let what = match &error {
        sqlx::Error::Database(inner) => inner.message().to_owned(),
        other => other.to_string(),
    };
    Failure(format!("SQLite says: {what}."))
}

fn values(row: &SqliteRow) -> Result<Vec<Value>, sqlx::Error> {
    (0..row.len())
        .map(|at| {
            let raw = row.try_get_raw(at)?;
            if raw.is_null() {
                return Ok(Value::Null);
            }
            Ok(match raw.type_info().name() {
                "INTEGER" | "BOOLEAN" => Value::Integer(row.try_get_unchecked(at)?),
                "REAL" => Value::Real(row.try_get_unchecked(at)?),
                "BLOB" => Value::Blob(row.try_get_unchecked(at)?),
                _ => Value::Text(row.try_get_unchecked(at)?),
            })
        })
        .collect()
}

impl Value {
    pub fn told(&self) -> String {
        match self {
            Value::Null => "NULL".into(),
            Value::Integer(value) => value.to_string(),
            Value::Real(value) => value.to_string(),
            Value::Text(text) => text.clone(),
            Value::Blob(bytes) => format!("{} bytes", bytes.len()),
        }
    }

    /// 2 and 2.0 are the same answer, and sums of fractions may differ in their last digits.
    pub fn is_same(&self, other: &Value) -> bool {
        let number = |value: &Value| match value {
            Value::Integer(value) => Some(*value as f64),
            Value::Real(value) => Some(*value),
            _ => None,
        };
        match (self, other) {
            (Value::Integer(one), Value::Integer(other)) => one == other,
            _ => match (number(self), number(other)) {
                (Some(one), Some(other)) => {
                    (one - other).abs() <= one.abs().max(other.abs()) * 1e-9
                }
                _ => self == other,
            },
        }
    }

    /// For sorting only: numbers, then texts, then the rest.
    pub fn rank(&self) -> (u8, f64, String) {
        match self {
            Value::Null => (0, 0.0, String::new()),
            Value::Integer(value) => (1, *value as f64, String::new()),
            Value::Real(value) => (1, *value, String::new()),
            Value::Text(text) => (2, 0.0, text.clone()),
            Value::Blob(bytes) => (3, 0.0, format!("{bytes:?}")),
        }
    }
}
