//! What can go wrong, told to the person who can do something about it: the place, the cause, the
//! next step. A caller that must decide matches the variant.

use crate::Place;
use sea_orm::sqlx;
use sea_orm::{ConnAcquireErr, DbErr, RuntimeErr};
use std::io;

pub type Result<T, E = StoreError> = std::result::Result<T, E>;

/// After every error except [`Busy`](StoreError::Busy) that an append may meet *while committing*
/// (a lost connection, a failing disk), the events may have been kept or not: read the log back
/// before trying again. Trying again blindly is safe too, because a repetition is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    #[error(
        "{place} cannot be written: {cause}. Give the user who runs Greenroom the right to write \
         there, or choose another place for its data."
    )]
    ReadOnly { place: String, cause: String },
    #[error(
        "There is no space left at {place}: {cause}. Everything acknowledged so far is kept; free \
         some space and go on."
    )]
    DiskFull { place: String, cause: String },
    #[error(
        "{place} is damaged or is no Greenroom database: {cause}. It was left as it is. Restore a \
         backup or an export, or move it away to start with an empty one."
    )]
    Corrupt { place: String, cause: String },
    #[error(
        "{place} was made by a newer Greenroom: its schema is version {found}, this program knows \
         up to {known}. Nothing was changed; start the newer program."
    )]
    Newer { place: String, found: i64, known: i64 },
    #[error(
        "{place} is in use by something else: {cause}. Stop the other program, or try again in a \
         moment."
    )]
    Busy { place: String, cause: String },
    /// The log of the session goes on at `next`, so an event `given` would leave a gap or repeat.
    #[error(
        "The log of session `{session}` goes on at event {next}, not at {given}: another tab or \
         program wrote to it. Read the log again and repeat what is missing."
    )]
    SequenceTaken { session: String, next: u64, given: u64 },
    #[error(
        "There is no session `{session}`: it was deleted or never was. Look at the list of sessions."
    )]
    NotFound { session: String },
    #[error(
        "Card `{card}` was reviewed at that very moment ({at_unix_ms} ms) already, so this is the \
         same answer again or one from another tab. Load the card again."
    )]
    ReviewTaken { card: String, at_unix_ms: u64 },
    /// The text that was to be saved is kept beside the design's own.
    #[error(
        "Design `{id}` was changed meanwhile, by another tab or program: revision {newest} is there now. \
         Nothing was replaced, and what you drew is kept among its earlier versions."
    )]
    DesignChanged { id: String, newest: u64 },
    #[error(
        "There is no design `{id}`: it was deleted or never was. Look at the list in the studio."
    )]
    NoDesign { id: String },
    #[error(
        "{place} cannot be reached: {cause}. Check that the server runs, and that address, user \
         and password are right."
    )]
    Unreachable { place: String, cause: String },
    /// The input of an import; nothing was imported.
    #[error("Line {line} of the import: {cause}. {next_step} Nothing was imported.")]
    Import { line: u64, cause: String, next_step: String },
    /// An import brought a session that is here already and went otherwise; nothing was imported.
    #[error(
        "Session `{session}`, which begins at line {line} of the import, is here already with \
         another log. Delete it here or take it out of the import. Nothing was imported."
    )]
    DifferentLog { session: String, line: u64 },
    #[error(
        "The export could not be written: {cause}. What was written so far is incomplete: export again."
    )]
    Export { cause: String },
    #[error("{place}: {cause}.")]
    Other { place: String, cause: String },
}

/// Tells what a fault of the database or of a file means for the place where it happened.
pub(crate) trait At<T> {
    fn at(self, place: &Place) -> Result<T>;
}

impl<T> At<T> for std::result::Result<T, DbErr> {
    fn at(self, place: &Place) -> Result<T> {
        self.map_err(|error| of_database(place, &error))
    }
}

impl<T> At<T> for std::result::Result<T, sqlx::Error> {
    fn at(self, place: &Place) -> Result<T> {
        self.map_err(|error| of_driver(place, &error))
    }
}

impl<T> At<T> for io::Result<T> {
    fn at(self, place: &Place) -> Result<T> {
        self.map_err(|error| of_file(place, &error))
    }
}

fn of_database(place: &Place, error: &DbErr) -> StoreError {
    match error {
        DbErr::Conn(RuntimeErr::SqlxError(error))
        | DbErr::Exec(RuntimeErr::SqlxError(error))
        | DbErr::Query(RuntimeErr::SqlxError(error)) => of_driver(place, error),
        DbErr::ConnectionAcquire(ConnAcquireErr::Timeout) => {
            of_driver(place, &sqlx::Error::PoolTimedOut)
        }
        other => StoreError::Other { place: place.to_string(), cause: other.to_string() },
    }
}

fn of_driver(place: &Place, error: &sqlx::Error) -> StoreError {
    let on_server = matches!(place, Place::Postgres(_));
    match error {
        sqlx::Error::Database(error) if on_server => {
            of_postgres(place, &error.code().unwrap_or_default(), error.message())
        }
        sqlx::Error::Database(error) => {
            let code = error.code().and_then(|code| code.parse().ok()).unwrap_or(0);
            of_sqlite(place, code, error.message())
        }
        sqlx::Error::PoolTimedOut if !on_server => StoreError::Busy {
            place: place.to_string(),
            cause: "all connections stayed in use".to_owned(),
        },
        sqlx::Error::Io(_)
        | sqlx::Error::Tls(_)
        | sqlx::Error::Protocol(_)
        | sqlx::Error::PoolTimedOut
            if on_server =>
        {
            StoreError::Unreachable { place: place.to_string(), cause: error.to_string() }
        }
        other => StoreError::Other { place: place.to_string(), cause: other.to_string() },
    }
}

/// `code` is an extended result code (<https://www.sqlite.org/rescode.html>); its low byte says the kind.
fn of_sqlite(place: &Place, code: i32, message: &str) -> StoreError {
    let (place, cause) = (place.to_string(), message.to_owned());
    match code & 0xff {
        5 | 6 => StoreError::Busy { place, cause },
        8 => StoreError::ReadOnly { place, cause },
        // "Cannot open": the file itself was opened before SQLite was asked, so it is those that
        // SQLite keeps beside it, in a folder where this user may not make any.
        14 => StoreError::ReadOnly { place, cause: format!("{cause}, or the files beside it") },
        11 | 26 => StoreError::Corrupt { place, cause },
        13 => StoreError::DiskFull { place, cause },
        _ => StoreError::Other { place, cause: format!("{cause} (SQLite code {code})") },
    }
}

/// `code` is an SQLSTATE (PostgreSQL manual, appendix A).
fn of_postgres(place: &Place, code: &str, message: &str) -> StoreError {
    let (place, cause) = (place.to_string(), message.to_owned());
    match code {
        // Insufficient privilege, read-only transaction (a standby).
        "42501" | "25006" => StoreError::ReadOnly { place, cause },
        "53100" => StoreError::DiskFull { place, cause },
        "XX001" | "XX002" => StoreError::Corrupt { place, cause },
        // Serialization failure, deadlock, too many connections, lock not available.
        "40001" | "40P01" | "53300" | "55P03" => StoreError::Busy { place, cause },
        // Wrong password or user, no such database, the server shuts down or starts up.
        "28000" | "28P01" | "3D000" | "57P01" | "57P02" | "57P03" => {
            StoreError::Unreachable { place, cause }
        }
        _ => StoreError::Other { place, cause: format!("{cause} (SQLSTATE {code})") },
    }
}

fn of_file(place: &Place, error: &io::Error) -> StoreError {
    use io::ErrorKind::*;
    let (place, cause) = (place.to_string(), error.to_string());
    match error.kind() {
        PermissionDenied | ReadOnlyFilesystem => StoreError::ReadOnly { place, cause },
        // A file stands where a folder should, or the reverse: no right to write changes that, but
        // "choose another place" does.
        NotADirectory | IsADirectory | AlreadyExists => StoreError::ReadOnly { place, cause },
        StorageFull | QuotaExceeded => StoreError::DiskFull { place, cause },
        _ => StoreError::Other { place, cause },
    }
}
