//! Keeps sessions, their logs, the profile, unsent words, drawn designs, and what spaced review and
//! the plan need, on SQLite or PostgreSQL.
//!
//! Every query is written once and runs on both databases; what must differ (opening, the dialect
//! of the schema, pages and sizes) is in `place.rs` and `schema.rs`. The crate knows events and
//! rows: not what a session means, not what time it is, not who asks. Start with [`Store`], then
//! `writer.rs` (how an append becomes durable), `study.rs` (cards, reviews, practice, plan), `designs.rs`, then
//! `transfer.rs` (export and import) and `anki.rs` (packages of cards for Anki, and from it).
//!
//! Invariants: what [`Store::append`] acknowledged is on disk. A log has no gaps and no event
//! twice. A session's row says what its events say, because both change in one transaction.

pub mod anki;
mod designs;
mod error;
mod health;
mod log;
mod place;
mod schema;
mod study;
mod transfer;
mod writer;

#[cfg(test)]
mod tests;

pub use designs::{DesignListed, DesignRow, DesignSave, DesignVersion, VERSIONS_MAX};
pub use error::{Result, StoreError};
pub use health::Health;
pub use place::Place;
pub use study::{CardMemory, CardState, Practice, RealInterview, Review};
pub use transfer::{ExportCount, ImportCount, ImportedProfile};

use error::At;
use greenroom_model::{Event, EventBody, Level, Mode, Profile, SessionStart, UnknownId};
use log::{Beginning, Run};
use place::Connections;
use schema::{event, profile, session};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{
    ColumnTrait, DatabaseConnection, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select,
};
use std::str::FromStr;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use writer::{Write, Writer};

/// An open place for data; cheap to clone. Needs a running `tokio` runtime with time enabled.
#[derive(Clone)]
pub struct Store {
    place: Arc<Place>,
    connections: Connections,
    writer: Writer,
}

/// A session as a list shows it.
#[derive(Debug, Clone, PartialEq)]
pub struct SessionRow {
    pub id: String,
    /// The protocol's title.
    pub title: String,
    /// The protocol's id.
    pub protocol: String,
    pub level: Level,
    pub mode: Mode,
    pub started_unix_ms: u64,
    /// The session's clock at its last event.
    pub last_at_ms: u64,
    /// How many events its log has.
    pub events: u64,
    pub status: Status,
    /// What [`Store::set_summary`] was given last: worked out from the log, and can be again.
    pub scores: Option<serde_json::Value>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Status {
    Running,
    Paused,
    Ended,
}

/// Some sessions, newest first.
#[derive(Debug, Clone, PartialEq)]
pub struct SessionPage {
    pub rows: Vec<SessionRow>,
    /// Where the next page begins; `None` on the last.
    pub next: Option<Cursor>,
}

/// A session's position in the list, to be handed back as it came. It stays valid when sessions
/// are added or deleted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cursor {
    started_unix_ms: i64,
    id: String,
}

impl Store {
    /// Opens the place, makes it when it is not there, and brings its schema up to date. Damaged,
    /// foreign and newer databases are refused and left as they are.
    pub async fn open(place: &Place) -> Result<Store> {
        let connections = place::open(place).await?;
        let place = Arc::new(place.clone());
        let writer = Writer::start(place.clone(), connections.writes.clone());
        Ok(Store { place, connections, writer })
    }

    pub fn place(&self) -> &Place {
        &self.place
    }

    /// Waits for writes under way and closes the database; other clones are of no use afterwards.
    /// Not needed for durability, but leaves SQLite's file in one piece, easy to copy.
    pub async fn close(self) {
        // The writer serves in order: when this is answered, so is everything before.
        let _ = self.writer.write(&self.place, Write::Probe).await;
        self.connections.close().await;
    }

    /// Keeps a new session; durable on return. `first` are the first events of its log, the very
    /// first being the `session_started` with `start`.
    ///
    /// Errors: [`StoreError::SequenceTaken`] when the id is in use.
    pub async fn create_session(
        &self,
        id: &str,
        start: &SessionStart,
        first: &[Event],
    ) -> Result<()> {
        let beginning = Beginning::new(&self.place, id, first)?;
        if !matches!(&first[0].body, EventBody::SessionStarted(logged) if **logged == *start) {
            return Err(self.other(format!("session `{id}` starts otherwise than its log says")));
        }
        self.write(Write::Create(Box::new(beginning))).await
    }

    /// Adds to a session's log: all of `events` or none; durable on return. Waiting appends of all
    /// sessions share one transaction. Dropping the future does not undo the append.
    ///
    /// Errors: [`StoreError::SequenceTaken`] when `events` do not continue the log without gap and
    /// repetition, [`StoreError::NotFound`]. See [`StoreError`] for what is known after others.
    pub async fn append(&self, session: &str, events: &[Event]) -> Result<()> {
        match Run::new(&self.place, session, events)? {
            Some(run) => self.write(Write::Append(run)).await,
            None => Ok(()),
        }
    }

    /// A session's whole log.
    pub async fn events(&self, session: &str) -> Result<Vec<Event>> {
        let events = self.events_after(session, 0).await?;
        // Every session has at least the event that started it.
        if events.is_empty() { Err(not_found(session)) } else { Ok(events) }
    }

    /// A session's first event, which says what was asked.
    pub async fn first_event(&self, session: &str) -> Result<Event> {
        let row = event::Entity::find_by_id((session.to_owned(), 1))
            .one(self.reads())
            .await
            .at(&self.place)?;
        log::event(&self.place, row.ok_or_else(|| not_found(session))?)
    }

    /// The part of a session's log after event `seq`: what another tab has not yet seen. Empty when
    /// there is nothing new, and for a session that is not there.
    pub async fn events_after(&self, session: &str, seq: u64) -> Result<Vec<Event>> {
        let after = i64::try_from(seq).unwrap_or(i64::MAX);
        let rows = event::Entity::find()
            .filter(event::Column::SessionId.eq(session))
            .filter(event::Column::Seq.gt(after))
            .order_by_asc(event::Column::Seq)
            .all(self.reads())
            .await
            .at(&self.place)?;
        rows.into_iter().map(|row| log::event(&self.place, row)).collect()
    }

    /// All sessions, newest first.
    pub async fn sessions(&self) -> Result<Vec<SessionRow>> {
        let rows = newest_first(None)
            .into_partial_model::<Listed>()
            .all(self.reads())
            .await
            .at(&self.place)?;
        rows.into_iter().map(|row| row.read(&self.place)).collect()
    }

    /// At most `rows_max` sessions, newest first, from the start or from where a page ended.
    pub async fn session_page(
        &self,
        rows_max: usize,
        from: Option<&Cursor>,
    ) -> Result<SessionPage> {
        let rows_max = rows_max.max(1);
        let mut rows = newest_first(from)
            .limit(rows_max as u64 + 1)
            .into_partial_model::<Listed>()
            .all(self.reads())
            .await
            .at(&self.place)?;
        let more = rows.len() > rows_max;
        rows.truncate(rows_max);
        let next = rows
            .last()
            .filter(|_| more)
            .map(|last| Cursor { started_unix_ms: last.started_unix_ms, id: last.id.clone() });
        let rows = rows.into_iter().map(|row| row.read(&self.place)).collect::<Result<_>>()?;
        Ok(SessionPage { rows, next })
    }

    pub async fn session(&self, id: &str) -> Result<SessionRow> {
        let row = session::Entity::find_by_id(id.to_owned())
            .into_partial_model::<Listed>()
            .one(self.reads())
            .await
            .at(&self.place)?;
        row.ok_or_else(|| not_found(id))?.read(&self.place)
    }

    /// Keeps what was worked out from a session's log, to be shown in the list.
    pub async fn set_summary(&self, session: &str, summary: &serde_json::Value) -> Result<()> {
        let json = summary.to_string();
        self.write(Write::Summary { session: session.to_owned(), json }).await
    }

    /// Deletes a session with its log, and the practice that it was.
    pub async fn delete_session(&self, id: &str) -> Result<()> {
        self.write(Write::Delete { session: id.to_owned() }).await
    }

    pub async fn profile(&self) -> Result<Option<Profile>> {
        read_profile(&self.place, self.reads()).await
    }

    pub async fn set_profile(&self, profile: &Profile) -> Result<()> {
        self.write(Write::Profile(profile_row(profile))).await
    }

    /// Words typed in a session and not sent; `None` when there are none.
    pub async fn draft(&self, session: &str) -> Result<Option<String>> {
        let draft: Option<Option<String>> = session::Entity::find_by_id(session.to_owned())
            .select_only()
            .column(session::Column::Draft)
            .into_tuple()
            .one(self.reads())
            .await
            .at(&self.place)?;
        let json = draft.ok_or_else(|| not_found(session))?;
        json.map(|json| read_json(&self.place, "a draft", &json)).transpose()
    }

    /// An empty text leaves no draft.
    pub async fn set_draft(&self, session: &str, text: &str) -> Result<()> {
        let json = draft_json(text);
        self.write(Write::Draft { session: session.to_owned(), json }).await
    }

    /// Transactions that wrote since the store was opened: fewer than appends when many sessions
    /// are live.
    pub fn transactions(&self) -> u64 {
        self.writer.transactions.load(Ordering::Relaxed)
    }

    async fn write(&self, write: Write) -> Result<()> {
        self.writer.write(&self.place, write).await.map(drop)
    }

    fn reads(&self) -> &DatabaseConnection {
        &self.connections.reads
    }

    fn other(&self, cause: String) -> StoreError {
        StoreError::Other { place: self.place.to_string(), cause }
    }
}

impl Status {
    pub const ALL: [Status; 3] = [Status::Running, Status::Paused, Status::Ended];

    pub fn id(self) -> &'static str {
        match self {
            Status::Running => "running",
            Status::Paused => "paused",
            Status::Ended => "ended",
        }
    }
}

impl FromStr for Status {
    type Err = UnknownId;
    fn from_str(given: &str) -> Result<Status, UnknownId> {
        Status::ALL.into_iter().find(|one| one.id() == given).ok_or_else(|| UnknownId {
            given: given.to_owned(),
            allowed: Status::ALL.map(Status::id).to_vec(),
        })
    }
}

/// As it stands in a URL: the time, a dash, the id.
impl std::fmt::Display for Cursor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}-{}", self.started_unix_ms, self.id)
    }
}

impl FromStr for Cursor {
    type Err = InvalidCursor;
    fn from_str(given: &str) -> Result<Cursor, InvalidCursor> {
        let (started, id) = given.split_once('-').ok_or(InvalidCursor)?;
        let started_unix_ms = started.parse().map_err(|_| InvalidCursor)?;
        Ok(Cursor { started_unix_ms, id: id.to_owned() })
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("This is no position in the list of sessions. Start from the first page.")]
pub struct InvalidCursor;

/// The columns of a [`SessionRow`]; a list has no use for drafts.
#[derive(sea_orm::DerivePartialModel)]
#[sea_orm(entity = "session::Entity")]
struct Listed {
    id: String,
    title: String,
    protocol: String,
    level: String,
    mode: String,
    started_unix_ms: i64,
    last_seq: i64,
    last_at_ms: i64,
    status: String,
    summary: Option<String>,
}

impl Listed {
    fn read(self, place: &Place) -> Result<SessionRow> {
        let unknown = |error: UnknownId| StoreError::Corrupt {
            place: place.to_string(),
            cause: format!("session `{}`: {error}", self.id),
        };
        Ok(SessionRow {
            level: self.level.parse().map_err(unknown)?,
            mode: self.mode.parse().map_err(unknown)?,
            status: self.status.parse().map_err(unknown)?,
            scores: self
                .summary
                .map(|json| read_json(place, "a session's scores", &json))
                .transpose()?,
            id: self.id,
            title: self.title,
            protocol: self.protocol,
            started_unix_ms: self.started_unix_ms.unsigned_abs(),
            last_at_ms: self.last_at_ms.unsigned_abs(),
            events: self.last_seq.unsigned_abs(),
        })
    }
}

fn newest_first(from: Option<&Cursor>) -> Select<session::Entity> {
    use session::Column::{Id, StartedUnixMs};
    let all = session::Entity::find().order_by_desc(StartedUnixMs).order_by_desc(Id);
    match from {
        Some(Cursor { started_unix_ms, id }) => {
            let position = Expr::tuple([Expr::col(StartedUnixMs), Expr::col(Id)]);
            let end = Expr::tuple([Expr::value(*started_unix_ms), Expr::value(id.as_str())]);
            all.filter(position.lt(end))
        }
        None => all,
    }
}

async fn read_profile<C: sea_orm::ConnectionTrait>(
    place: &Place,
    connection: &C,
) -> Result<Option<Profile>> {
    let Some(row) = profile::Entity::find().one(connection).await.at(place)? else {
        return Ok(None);
    };
    let profile::Model { id: _, level, language, interview_on, company } = row;
    let unknown = |error: UnknownId| StoreError::Corrupt {
        place: place.to_string(),
        cause: format!("the profile: {error}"),
    };
    Ok(Some(Profile {
        level: level.parse().map_err(unknown)?,
        language: language.parse().map_err(unknown)?,
        interview_on,
        company: company.parse().map_err(unknown)?,
    }))
}

fn profile_row(profile: &Profile) -> profile::Model {
    let Profile { level, language, interview_on, company } = profile;
    profile::Model {
        id: 1,
        level: level.id().to_owned(),
        language: language.id().to_owned(),
        interview_on: interview_on.clone(),
        company: company.id().to_owned(),
    }
}

/// JSON, because PostgreSQL's text cannot hold U+0000 and a person's clipboard can.
fn draft_json(text: &str) -> Option<String> {
    if text.is_empty() { None } else { Some(serde_json::Value::from(text).to_string()) }
}

fn read_json<T: serde::de::DeserializeOwned>(place: &Place, what: &str, json: &str) -> Result<T> {
    serde_json::from_str(json).map_err(|error| StoreError::Corrupt {
        place: place.to_string(),
        cause: format!("{what} cannot be read: {error}"),
    })
}

fn not_found(session: &str) -> StoreError {
    StoreError::NotFound { session: session.to_owned() }
}
