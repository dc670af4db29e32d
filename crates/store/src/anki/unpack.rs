//! From a package to the database in it.

use super::{AnkiError, Result, protobuf};
use ruzstd::decoding::StreamingDecoder;
use std::io::{Cursor, Read};
use zip::ZipArchive;
use zip::result::ZipError;

/// A few kilobytes can become terabytes.
pub(super) const BYTES_MAX: u64 = 256 << 20;
/// The newest layout that is known: a collection of schema 18, compressed with Zstandard.
const VERSION_KNOWN: u64 = 3;

/// The bytes of the package's SQLite database. A package may carry older ones besides, which only ask
/// their reader to get a newer Anki.
pub(super) fn database(package: &[u8]) -> Result<Vec<u8>> {
    let mut archive = ZipArchive::new(Cursor::new(package)).map_err(|error| match error {
        ZipError::UnsupportedArchive(_) => damaged(error),
        other => AnkiError::NotAPackage { cause: other.to_string() },
    })?;
    let version = match entry(&mut archive, "meta")? {
        Some(meta) => {
            protobuf::number(&meta, 1).map_err(|()| damaged("its `meta` is illegible"))?
        }
        None => 0,
    };
    if version > VERSION_KNOWN {
        return Err(AnkiError::Newer { version });
    }
    let database = if let Some(compressed) = entry(&mut archive, "collection.anki21b")? {
        let decoder = StreamingDecoder::new(Cursor::new(compressed)).map_err(damaged)?;
        bounded(decoder)?
    } else if let Some(database) = entry(&mut archive, "collection.anki21")? {
        database
    } else {
        entry(&mut archive, "collection.anki2")?.ok_or(AnkiError::NoCollection)?
    };
    if !database.starts_with(b"SQLite format 3\0") {
        return Err(damaged("its collection is no SQLite database"));
    }
    Ok(database)
}

fn entry(archive: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> Result<Option<Vec<u8>>> {
    match archive.by_name(name) {
        Ok(entry) => bounded(entry).map(Some),
        Err(ZipError::FileNotFound) => Ok(None),
        Err(error) => Err(damaged(format!("`{name}`: {error}"))),
    }
}

/// What a header says about the size proves nothing.
fn bounded(input: impl Read) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    input.take(BYTES_MAX + 1).read_to_end(&mut bytes).map_err(damaged)?;
    if bytes.len() as u64 > BYTES_MAX {
        let what = format!("its collection has more than {} MB", BYTES_MAX >> 20);
        return Err(AnkiError::TooLarge { what });
    }
    Ok(bytes)
}

fn damaged(cause: impl ToString) -> AnkiError {
    AnkiError::Damaged { cause: cause.to_string() }
}
