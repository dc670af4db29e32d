//! Export and import: JSON Lines, one thing a line, so that a file of any size streams, and any
//! tool reads it.
//!
//! ```text
//! {"greenroom_export":3}
//! {"profile":{..}}                          only if there is one
//! {"setting":{"key":"..","json":..}}
//! {"plan_day":{"date":"2027-01-05","json":..}}
//! {"real_interview":{..}}
//! {"card":{..}}
//! {"review":{..}}
//! {"practice":{..}}
//! {"design":{"now":{..},"kept":[{..}]}}     with what it was before, oldest first
//! {"session":{"id":"..","scores":..,"draft":".."}}
//! {"event":{"seq":1,..}}                    the session's log, in order
//! ..
//! {"end":{"sessions":1,"events":1,..}}      how many of each, so that a file cut short is noticed
//! ```
//!
//! Format 1 had only the profile and sessions, format 2 no designs.

mod study;

use crate::designs::{self, DesignRow, DesignVersion};
use crate::error::{At, Result, StoreError};
use crate::log::{self, Beginning};
use crate::schema::{event, profile, session};
use crate::{CardState, Place, Practice, RealInterview, Review, Store, place, read_json, writer};
use greenroom_model::{Event, Profile};
use sea_orm::{
    ColumnTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
    QuerySelect,
};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::io::{BufRead, Read, Write};
use study::{PlanDayLine, SettingLine};

/// The format that this program writes and the newest that it reads; it reads all before. A program
/// that does not know a kind of line refuses it, but only the number lets it say "newer".
const FORMAT: u64 = 3;
/// No event comes near this; it keeps a file without line ends from filling the memory.
const LINE_BYTES_MAX: u64 = 64 << 20;

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExportCount {
    pub sessions: u64,
    pub events: u64,
    #[serde(default)]
    pub cards: u64,
    #[serde(default)]
    pub reviews: u64,
    #[serde(default)]
    pub practices: u64,
    #[serde(default)]
    pub settings: u64,
    #[serde(default)]
    pub plan_days: u64,
    #[serde(default)]
    pub real_interviews: u64,
    #[serde(default)]
    pub designs: u64,
}

/// `2 sessions with 4 events, 3 cards with 10 reviews`; what there is none of is left out.
impl fmt::Display for ExportCount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ExportCount {
            sessions,
            events,
            cards,
            reviews,
            practices,
            settings,
            plan_days,
            real_interviews,
            designs,
        } = self;
        let counted = |number: u64, one: &str, more: &str| {
            if number == 1 { format!("1 {one}") } else { format!("{number} {more}") }
        };
        let session_count = counted(*sessions, "session", "sessions");
        write!(f, "{session_count} with {}", counted(*events, "event", "events"))?;
        if cards + reviews > 0 {
            let card_count = counted(*cards, "card", "cards");
            write!(f, ", {card_count} with {}", counted(*reviews, "review", "reviews"))?;
        }
        for (number, one, more) in [
            (*practices, "time of practice", "times of practice"),
            (*settings, "setting", "settings"),
            (*plan_days, "day of the plan", "days of the plan"),
            (*real_interviews, "real interview", "real interviews"),
            (*designs, "design", "designs"),
        ] {
            if number > 0 {
                write!(f, ", {}", counted(number, one, more))?;
            }
        }
        Ok(())
    }
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ImportCount {
    /// New here.
    pub sessions: u64,
    /// The events of those.
    pub events: u64,
    /// Here already, event for event.
    pub sessions_skipped: u64,
    pub profile: ImportedProfile,
    /// New here, as are those below.
    pub cards: u64,
    pub reviews: u64,
    pub practices: u64,
    pub settings: u64,
    pub plan_days: u64,
    pub real_interviews: u64,
    pub designs: u64,
    /// Cards, reviews and so on whose like was here already, and stayed.
    pub rows_skipped: u64,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum ImportedProfile {
    /// The import had none.
    #[default]
    Absent,
    Taken,
    /// There was one here, and it stayed.
    Kept,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Header {
    greenroom_export: u64,
}

/// A line after the header.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Line {
    Profile(Profile),
    Setting(SettingLine),
    PlanDay(PlanDayLine),
    RealInterview(RealInterview),
    Card(CardState),
    Review(Review),
    Practice(Practice),
    Design(DesignLine),
    Session(SessionLine),
    Event(Event),
    End(ExportCount),
}

/// A design with its versions in one line, so that none comes without its design.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct DesignLine {
    now: DesignRow,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    kept: Vec<DesignVersion>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct SessionLine {
    id: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    scores: Option<serde_json::Value>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    draft: Option<String>,
}

impl Store {
    /// Writes everything to `out`, oldest session first, holding one session or all cards or all
    /// reviews in memory at a time; what is written meanwhile is not in it. Writing to `out` blocks the calling task.
    pub async fn export(&self, out: &mut impl Write) -> Result<ExportCount> {
        let place = &self.place;
        let snapshot = place::begin_snapshot(self.reads()).await.at(place)?;
        write_line(out, &Header { greenroom_export: FORMAT })?;
        if let Some(profile) = crate::read_profile(place, &snapshot).await? {
            write_line(out, &Line::Profile(profile))?;
        }
        let mut count = ExportCount::default();
        study::export(place, &snapshot, out, &mut count).await?;
        for id in designs::ids(place, &snapshot).await? {
            if let Some((now, kept)) = designs::whole(place, &snapshot, &id).await? {
                write_line(out, &Line::Design(DesignLine { now, kept }))?;
                count.designs += 1;
            }
        }
        let ids: Vec<String> = session::Entity::find()
            .select_only()
            .column(session::Column::Id)
            .order_by_asc(session::Column::StartedUnixMs)
            .order_by_asc(session::Column::Id)
            .into_tuple()
            .all(&snapshot)
            .await
            .at(place)?;
        for id in ids {
            let row = session::Entity::find_by_id(id.clone()).one(&snapshot).await.at(place)?;
            let row = row.ok_or_else(|| crate::not_found(&id))?;
            let (scores, draft) = (row.summary, row.draft);
            let line = SessionLine {
                scores: scores.map(|json| read_json(place, "scores", &json)).transpose()?,
                draft: draft.map(|json| read_json(place, "a draft", &json)).transpose()?,
                id,
            };
            let events = rows_of(place, &snapshot, &line.id).await?;
            write_line(out, &Line::Session(line))?;
            for row in events {
                write_line(out, &Line::Event(log::event(place, row)?))?;
                count.events += 1;
            }
            count.sessions += 1;
        }
        write_line(out, &Line::End(count))?;
        out.flush().map_err(export_error)?;
        snapshot.rollback().await.at(place)?;
        Ok(count)
    }

    /// Reads what [`Store::export`] wrote: all of it or, on any error, nothing. Sessions that are
    /// here already event for event are skipped; of the profile, cards, reviews, practice, settings
    /// and plan, what is here stays and what is not is added; a design that is here otherwise keeps the
    /// other text beside its own. Other writes wait meanwhile on SQLite. Reading from `input` blocks the calling task.
    pub async fn import(&self, input: impl BufRead) -> Result<ImportCount> {
        let place = &self.place;
        let transaction = place::begin_write(&self.connections.writes).await.at(place)?;
        // Dropping the transaction on the way out rolls it back.
        let count = import(place, &transaction, Lines { input, number: 0 }).await?;
        transaction.commit().await.at(place)?;
        Ok(count)
    }
}

async fn import(
    place: &Place,
    transaction: &DatabaseTransaction,
    mut lines: Lines<impl BufRead>,
) -> Result<ImportCount> {
    lines.header()?;
    let mut count = ImportCount::default();
    let mut seen = ExportCount::default();
    let mut open: Option<Incoming> = None;
    let mut rows = study::Incoming::default();
    while let Some(line) = lines.next::<Line>()? {
        match line {
            Line::Profile(profile) => {
                count.profile = take_profile(place, transaction, &profile).await?;
            }
            line @ (Line::Setting(_)
            | Line::PlanDay(_)
            | Line::RealInterview(_)
            | Line::Card(_)
            | Line::Review(_)
            | Line::Practice(_)) => {
                rows.take(place, &line, &mut seen).map_err(|error| {
                    let next_step = "Mend the line or take it out, and count it out at the end.";
                    at_line(lines.number, error, next_step)
                })?;
                if rows.is_full() {
                    rows.write(place, transaction, &mut count).await?;
                }
            }
            Line::Design(DesignLine { now, kept }) => {
                let is_new =
                    designs::import(place, transaction, &now, &kept).await.map_err(|error| {
                        at_line(lines.number, error, "Mend the line, or export again.")
                    })?;
                if is_new {
                    count.designs += 1
                } else {
                    count.rows_skipped += 1
                }
                seen.designs += 1;
            }
            Line::Session(head) => {
                if let Some(session) = open.take() {
                    session.finish(place, transaction, &mut count).await?;
                }
                seen.sessions += 1;
                open = Some(Incoming { line: lines.number, head, events: Vec::new() });
            }
            Line::Event(event) => {
                let Some(session) = &mut open else {
                    return Err(lines.error(
                        "an event stands before any session",
                        "Put the session's line back before its events, or export again.",
                    ));
                };
                let expected = session.events.len() as u64 + 1;
                if event.seq != expected {
                    let id = &session.head.id;
                    return Err(lines.error(
                        format!(
                            "event {} of session `{id}` stands where {expected} should",
                            event.seq
                        ),
                        "Lines were lost or moved: export again.",
                    ));
                }
                seen.events += 1;
                session.events.push(event);
            }
            Line::End(promised) if promised == seen => {
                rows.write(place, transaction, &mut count).await?;
                if let Some(session) = open.take() {
                    session.finish(place, transaction, &mut count).await?;
                }
                return match lines.next::<serde_json::Value>()? {
                    None => Ok(count),
                    Some(_) => Err(lines.error(
                        "something follows the end of the export",
                        "Import one export at a time.",
                    )),
                };
            }
            Line::End(promised) => {
                return Err(lines.error(
                    format!("{promised} were exported, but the file has {seen}"),
                    "Lines were lost or added: export again.",
                ));
            }
        }
    }
    Err(lines.error(
        "the file stops before its `end` line",
        "It was cut short: export or copy it again.",
    ))
}

/// A session whose events are still being read.
struct Incoming {
    line: u64,
    head: SessionLine,
    events: Vec<Event>,
}

impl Incoming {
    async fn finish(
        self,
        place: &Place,
        transaction: &DatabaseTransaction,
        count: &mut ImportCount,
    ) -> Result<()> {
        let Incoming { line, head: SessionLine { id, scores, draft }, events } = self;
        let mut new = Beginning::new(place, &id, &events)
            .map_err(|error| at_line(line, error, "Mend the session or take its lines out."))?;
        let known = rows_of(place, transaction, &id).await?;
        if known.is_empty() {
            new.session.summary = scores.map(|scores| scores.to_string());
            new.session.draft = crate::draft_json(&draft.unwrap_or_default());
            writer::create(place, transaction, &new).await?;
            count.sessions += 1;
            count.events += events.len() as u64;
            return Ok(());
        }
        // Compared as events, not as text: another version may write the same event differently.
        let known = known.into_iter().map(|row| log::event(place, row));
        if known.collect::<Result<Vec<_>>>()? != events {
            return Err(StoreError::DifferentLog { session: id, line });
        }
        count.sessions_skipped += 1;
        Ok(())
    }
}

/// What cannot be kept, with the line that brought it.
fn at_line(line: u64, error: StoreError, next_step: &str) -> StoreError {
    let cause = match error {
        StoreError::Other { cause, .. } => cause,
        other => other.to_string(),
    };
    StoreError::Import { line, cause, next_step: next_step.to_owned() }
}

async fn take_profile(
    place: &Place,
    transaction: &DatabaseTransaction,
    profile: &Profile,
) -> Result<ImportedProfile> {
    if crate::read_profile(place, transaction).await?.is_some() {
        return Ok(ImportedProfile::Kept);
    }
    profile::Entity::insert(crate::profile_row(profile).into_active_model())
        .exec_without_returning(transaction)
        .await
        .at(place)?;
    Ok(ImportedProfile::Taken)
}

async fn rows_of(
    place: &Place,
    transaction: &DatabaseTransaction,
    session: &str,
) -> Result<Vec<event::Model>> {
    event::Entity::find()
        .filter(event::Column::SessionId.eq(session))
        .order_by_asc(event::Column::Seq)
        .all(transaction)
        .await
        .at(place)
}

fn write_line(out: &mut impl Write, line: &impl Serialize) -> Result<()> {
    serde_json::to_writer(&mut *out, line).map_err(|error| export_error(error.into()))?;
    out.write_all(b"\n").map_err(export_error)
}

fn export_error(error: std::io::Error) -> StoreError {
    StoreError::Export { cause: error.to_string() }
}

/// The lines of an import, counted for whoever must find the wrong one.
struct Lines<R> {
    input: R,
    number: u64,
}

impl<R: BufRead> Lines<R> {
    fn header(&mut self) -> Result<()> {
        let not_ours = "Choose a file that `greenroom export` wrote.";
        let Some(value) = self.next::<serde_json::Value>()? else {
            return Err(self.error("the file is empty", not_ours));
        };
        match value.get("greenroom_export").and_then(serde_json::Value::as_u64) {
            Some(1..=FORMAT) => Ok(()),
            Some(newer) if newer > FORMAT => Err(self.error(
                format!("the export has format {newer}, this program reads up to {FORMAT}"),
                "Import it with the newer Greenroom.",
            )),
            _ => Err(self.error("this is no Greenroom export", not_ours)),
        }
    }

    /// The next line that is not blank; `None` at the end.
    fn next<T: for<'a> Deserialize<'a>>(&mut self) -> Result<Option<T>> {
        loop {
            let mut line = Vec::new();
            self.number += 1;
            let read = (&mut self.input).take(LINE_BYTES_MAX).read_until(b'\n', &mut line);
            let read = read.map_err(|error| {
                self.error(format!("the file cannot be read: {error}"), "Try again with a copy.")
            })?;
            if read == 0 {
                return Ok(None);
            }
            if read as u64 == LINE_BYTES_MAX && line.last() != Some(&b'\n') {
                return Err(self.error(
                    format!("the line is longer than {LINE_BYTES_MAX} bytes"),
                    "Choose a file that `greenroom export` wrote.",
                ));
            }
            if !line.trim_ascii().is_empty() {
                return serde_json::from_slice(&line).map(Some).map_err(|error| {
                    // The error counts lines within this line, which says nothing.
                    let cause = error.to_string();
                    let cause = cause.split(" at line ").next().unwrap_or(&cause);
                    let column = error.column();
                    self.error(
                        format!("{cause}, at column {column}"),
                        "Mend the line, or export again.",
                    )
                });
            }
        }
    }

    fn error(&self, cause: impl Into<String>, next_step: &str) -> StoreError {
        let next_step = next_step.to_owned();
        StoreError::Import { line: self.number, cause: cause.into(), next_step }
    }
}
