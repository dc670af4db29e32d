//! Between a session's events in memory and its rows.

use crate::error::{Result, StoreError};
use crate::schema::{event, session};
use crate::{Place, Status};
use greenroom_model::{Event, EventBody};

/// What a run of events changes in their session's row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Outcome {
    pub last_seq: i64,
    pub last_at_ms: i64,
    /// `None`: as it was before.
    pub status: Option<Status>,
}

/// The events of one write, checked: there is at least one and their numbers follow one another.
#[derive(Debug, Clone)]
pub(crate) struct Run {
    pub session: String,
    pub first_seq: i64,
    pub rows: Vec<event::Model>,
    pub outcome: Outcome,
}

impl Run {
    /// `None` for no events.
    pub fn new(place: &Place, session: &str, events: &[Event]) -> Result<Option<Run>> {
        let (Some(first), Some(last)) = (events.first(), events.last()) else { return Ok(None) };
        for (expected, event) in (first.seq..).zip(events) {
            if event.seq != expected || event.seq == 0 {
                let (next, given) = (expected.max(1), event.seq);
                return Err(StoreError::SequenceTaken { session: session.to_owned(), next, given });
            }
        }
        let rows = events.iter().map(|event| row(place, session, event)).collect::<Result<_>>()?;
        let outcome = Outcome {
            last_seq: signed(place, last.seq)?,
            last_at_ms: signed(place, last.at_ms)?,
            status: events.iter().rev().find_map(|event| status_after(&event.body)),
        };
        let first_seq = signed(place, first.seq)?;
        Ok(Some(Run { session: session.to_owned(), first_seq, rows, outcome }))
    }
}

/// A session's first write: its row and its first events.
#[derive(Debug, Clone)]
pub(crate) struct Beginning {
    pub session: session::Model,
    pub rows: Vec<event::Model>,
}

impl Beginning {
    /// Errors: the reason why `events` begin no session's log.
    pub fn new(place: &Place, id: &str, events: &[Event]) -> Result<Beginning> {
        let other = |cause: &str| StoreError::Other {
            place: place.to_string(),
            cause: format!("session `{id}` cannot be kept: {cause}"),
        };
        if id.is_empty() {
            return Err(other("its id is empty"));
        }
        let run = Run::new(place, id, events)?.ok_or_else(|| other("its log is empty"))?;
        if run.first_seq != 1 {
            let (session, given) = (id.to_owned(), run.first_seq.unsigned_abs());
            return Err(StoreError::SequenceTaken { session, next: 1, given });
        }
        let EventBody::SessionStarted(start) = &events[0].body else {
            return Err(other("its log does not begin with `session_started`"));
        };
        let session = session::Model {
            id: id.to_owned(),
            title: start.protocol.title.clone(),
            protocol: start.protocol.id.clone(),
            level: start.level.id().to_owned(),
            mode: start.mode.id().to_owned(),
            started_unix_ms: signed(place, start.started_unix_ms)?,
            last_seq: run.outcome.last_seq,
            last_at_ms: run.outcome.last_at_ms,
            status: run.outcome.status.unwrap_or(Status::Running).id().to_owned(),
            summary: None,
            draft: None,
        };
        Ok(Beginning { session, rows: run.rows })
    }
}

fn status_after(body: &EventBody) -> Option<Status> {
    match body {
        EventBody::SessionStarted(_) | EventBody::Resumed { .. } => Some(Status::Running),
        EventBody::Paused { .. } => Some(Status::Paused),
        EventBody::Ended { .. } => Some(Status::Ended),
        _ => None,
    }
}

fn row(place: &Place, session: &str, event: &Event) -> Result<event::Model> {
    let Event { seq, at_ms, body } = event;
    Ok(event::Model {
        session_id: session.to_owned(),
        seq: signed(place, *seq)?,
        at_ms: signed(place, *at_ms)?,
        body: serde_json::to_string(body).map_err(|error| StoreError::Other {
            place: place.to_string(),
            cause: format!("event {seq} of session `{session}` cannot be written: {error}"),
        })?,
    })
}

pub(crate) fn event(place: &Place, row: event::Model) -> Result<Event> {
    let event::Model { session_id, seq, at_ms, body } = row;
    let body = serde_json::from_str(&body).map_err(|error| StoreError::Corrupt {
        place: place.to_string(),
        cause: format!("event {seq} of session `{session_id}` cannot be read: {error}"),
    })?;
    Ok(Event { seq: seq.unsigned_abs(), at_ms: at_ms.unsigned_abs(), body })
}

/// Both databases know signed numbers only.
pub(crate) fn signed(place: &Place, number: u64) -> Result<i64> {
    i64::try_from(number).map_err(|_| StoreError::Other {
        place: place.to_string(),
        cause: format!("{number} is larger than a database's largest number"),
    })
}
