//! Group commit: one task makes all small writes, and everything that waits while a transaction
//! becomes durable goes into the next one. 200 rooms then share an fsync instead of queueing for
//! 200 of them; a single room waits for nobody.

use crate::error::{At, Result, StoreError};
use crate::log::{Beginning, Run};
use crate::schema::{event, practice, profile, schema_version, session};
use crate::study::{self, Change};
use crate::{Place, designs, place};
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{
    ColumnTrait, DatabaseConnection, DatabaseTransaction, EntityTrait, IntoActiveModel,
    QueryFilter, QuerySelect, TryInsertResult,
};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use tokio::sync::{mpsc, oneshot};

/// Something to make durable.
pub(crate) enum Write {
    Create(Box<Beginning>),
    Append(Run),
    Summary {
        session: String,
        json: String,
    },
    Draft {
        session: String,
        json: Option<String>,
    },
    Delete {
        session: String,
    },
    Profile(profile::Model),
    Study(Box<Change>),
    Design(Box<designs::Change>),
    /// Changes nothing, durably: whether writing works at all.
    Probe,
}

/// The way to the task. The task ends when no way to it is left.
#[derive(Clone)]
pub(crate) struct Writer {
    requests: mpsc::Sender<Request>,
    pub transactions: Arc<AtomicU64>,
}

struct Request {
    write: Write,
    done: oneshot::Sender<Result<u64>>,
}

/// More requests than this in one transaction would make the first wait noticeably for the last.
const TOGETHER_MAX: usize = 256;

impl Writer {
    pub fn start(place: Arc<Place>, connection: DatabaseConnection) -> Writer {
        let (requests, mut inbox) = mpsc::channel(4 * TOGETHER_MAX);
        let transactions = Arc::new(AtomicU64::new(0));
        let committed = transactions.clone();
        tokio::spawn(async move {
            let mut waiting = Vec::with_capacity(TOGETHER_MAX);
            while inbox.recv_many(&mut waiting, TOGETHER_MAX).await > 0 {
                serve(&place, &connection, &committed, std::mem::take(&mut waiting)).await;
            }
        });
        Writer { requests, transactions }
    }

    /// Returns when the write is durable or refused: how many rows it added, if it is one that adds
    /// what is not there yet.
    pub async fn write(&self, place: &Place, write: Write) -> Result<u64> {
        let (done, answer) = oneshot::channel();
        let gone = || StoreError::Other {
            place: place.to_string(),
            cause: "the program is shutting down and writes nothing more".to_owned(),
        };
        self.requests.send(Request { write, done }).await.map_err(|_| gone())?;
        answer.await.map_err(|_| gone())?
    }
}

async fn serve(
    place: &Place,
    connection: &DatabaseConnection,
    committed: &AtomicU64,
    requests: Vec<Request>,
) {
    let (writes, done): (Vec<_>, Vec<_>) =
        requests.into_iter().map(|request| (request.write, request.done)).unzip();
    let mut answers = Vec::with_capacity(writes.len());
    match together(place, connection, committed, &writes).await {
        Ok(refused_or_kept) => answers = refused_or_kept,
        // Perhaps one write that the database cannot take: the others shall not suffer for it.
        Err(StoreError::Other { .. }) if writes.len() > 1 => {
            for write in writes.chunks(1) {
                let alone = together(place, connection, committed, write).await;
                answers.push(alone.and_then(|mut answers| answers.remove(0)));
            }
        }
        Err(error) => answers.resize(writes.len(), Err(error)),
    }
    for (done, answer) in done.into_iter().zip(answers) {
        // Who asked may have given up waiting; the write stands all the same.
        let _ = done.send(answer);
    }
}

/// One transaction. The outer error is the database's and means that nothing was kept; the inner
/// ones are refusals, each of which concerns only its own write.
async fn together(
    place: &Place,
    connection: &DatabaseConnection,
    committed: &AtomicU64,
    writes: &[Write],
) -> Result<Vec<Result<u64>>> {
    let transaction = place::begin_write(connection).await.at(place)?;
    let mut answers = Vec::with_capacity(writes.len());
    for write in writes {
        match apply(place, &transaction, write).await {
            Ok(added) => answers.push(Ok(added)),
            Err(
                error @ (StoreError::SequenceTaken { .. }
                | StoreError::NotFound { .. }
                | StoreError::ReviewTaken { .. }
                | StoreError::NoDesign { .. }
                | StoreError::DesignChanged { .. }),
            ) => answers.push(Err(error)),
            // Dropping the transaction rolls it back.
            Err(error) => return Err(error),
        }
    }
    transaction.commit().await.at(place)?;
    committed.fetch_add(1, Ordering::Relaxed);
    Ok(answers)
}

/// A refusal comes before anything was changed, so that the transaction can go on without it; or, for a
/// design that was changed meanwhile, with what is kept of the save.
async fn apply(place: &Place, transaction: &DatabaseTransaction, write: &Write) -> Result<u64> {
    match write {
        Write::Create(beginning) => create(place, transaction, beginning).await?,
        Write::Append(run) => append(place, transaction, run).await?,
        Write::Summary { session, json } => {
            let json = Some(json.clone());
            set(place, transaction, session, session::Column::Summary, json).await?;
        }
        Write::Draft { session, json } => {
            set(place, transaction, session, session::Column::Draft, json.clone()).await?;
        }
        Write::Delete { session } => {
            let gone = session::Entity::delete_by_id(session.clone()).exec(transaction).await;
            found(session, gone.at(place)?.rows_affected)?;
            let practice = study::practice_of_session(session);
            practice::Entity::delete_by_id(practice).exec(transaction).await.at(place)?;
        }
        Write::Profile(row) => {
            use profile::Column::{Company, InterviewOn, Language, Level};
            let replace = OnConflict::column(profile::Column::Id)
                .update_columns([Level, Language, InterviewOn, Company])
                .to_owned();
            profile::Entity::insert(row.clone().into_active_model())
                .on_conflict(replace)
                .exec_without_returning(transaction)
                .await
                .at(place)?;
        }
        Write::Study(change) => return study::apply(place, transaction, change).await,
        Write::Design(change) => return designs::apply(place, transaction, change).await,
        Write::Probe => {
            let version = schema_version::Column::Version;
            schema_version::Entity::update_many()
                .col_expr(version, Expr::col(version))
                .exec(transaction)
                .await
                .at(place)?;
        }
    }
    Ok(0)
}

pub(crate) async fn create(
    place: &Place,
    transaction: &DatabaseTransaction,
    beginning: &Beginning,
) -> Result<()> {
    let Beginning { session, rows } = beginning;
    let made = session::Entity::insert(session.clone().into_active_model())
        .on_conflict_do_nothing_on([session::Column::Id])
        .exec_without_returning(transaction)
        .await
        .at(place)?;
    match made {
        TryInsertResult::Inserted(1) => insert_events(place, transaction, rows).await,
        _ => Err(taken(place, transaction, &session.id, 1).await?),
    }
}

async fn append(place: &Place, transaction: &DatabaseTransaction, run: &Run) -> Result<()> {
    let mut row = session::Entity::update_many()
        .col_expr(session::Column::LastSeq, Expr::value(run.outcome.last_seq))
        .col_expr(session::Column::LastAtMs, Expr::value(run.outcome.last_at_ms));
    if let Some(status) = run.outcome.status {
        row = row.col_expr(session::Column::Status, Expr::value(status.id()));
    }
    let changed = row
        .filter(session::Column::Id.eq(&run.session))
        .filter(session::Column::LastSeq.eq(run.first_seq - 1))
        .exec(transaction)
        .await
        .at(place)?;
    if changed.rows_affected == 0 {
        return Err(taken(place, transaction, &run.session, run.first_seq).await?);
    }
    insert_events(place, transaction, &run.rows).await
}

async fn insert_events(
    place: &Place,
    transaction: &DatabaseTransaction,
    rows: &[event::Model],
) -> Result<()> {
    // Four values each: far below the 32 766 that SQLite takes in one statement.
    for rows in rows.chunks(1_000) {
        event::Entity::insert_many(rows.iter().cloned().map(IntoActiveModel::into_active_model))
            .exec_without_returning(transaction)
            .await
            .at(place)?;
    }
    Ok(())
}

async fn set(
    place: &Place,
    transaction: &DatabaseTransaction,
    session: &str,
    column: session::Column,
    json: Option<String>,
) -> Result<()> {
    let changed = session::Entity::update_many()
        .col_expr(column, Expr::value(json))
        .filter(session::Column::Id.eq(session))
        .exec(transaction)
        .await
        .at(place)?;
    found(session, changed.rows_affected)
}

fn found(session: &str, rows: u64) -> Result<()> {
    if rows == 0 { Err(StoreError::NotFound { session: session.to_owned() }) } else { Ok(()) }
}

/// Why events from `first_seq` on do not fit the session.
async fn taken(
    place: &Place,
    transaction: &DatabaseTransaction,
    session: &str,
    first_seq: i64,
) -> Result<StoreError> {
    let last: Option<i64> = session::Entity::find_by_id(session.to_owned())
        .select_only()
        .column(session::Column::LastSeq)
        .into_tuple()
        .one(transaction)
        .await
        .at(place)?;
    let session = session.to_owned();
    Ok(match last {
        Some(last) => StoreError::SequenceTaken {
            session,
            next: last.unsigned_abs() + 1,
            given: first_seq.unsigned_abs(),
        },
        None => StoreError::NotFound { session },
    })
}
