//! Anki's packages (`.apkg`): cards with their schedule and reviews, there and back.
//!
//! It lives here because SQLite is linked once, and a package is a database in a ZIP. Anki's own
//! source is the specification: <https://github.com/ankitects/anki>, `rslib/src/import_export` (what
//! is in a package) and `rslib/src/storage` (the tables). The crate's tests import and export with
//! Anki itself.
//!
//! [`write()`] is in `anki/write.rs`, [`read()`] in `anki/read.rs`; a package's note types are
//! understood in `anki/notetypes.rs` and their templates filled in `anki/render.rs`.

mod days;
mod notetypes;
mod protobuf;
mod read;
mod render;
mod unpack;
mod write;

pub use read::read;
pub use write::write;

use std::fmt;
use std::path::Path;

/// A card, its schedule and its past.
#[derive(Debug, Clone, PartialEq)]
pub struct AnkiCard {
    /// Tells a card apart wherever it goes. Where a note of Anki makes several cards, the first has
    /// the note's, the others have `:` and their number after it.
    pub guid: String,
    /// Decks within decks are `Outer::Inner`.
    pub deck: String,
    /// HTML of whoever made the card: to be sanitised before it is shown.
    pub front: String,
    /// As `front`; only what the answer adds to it.
    pub back: String,
    /// Without spaces.
    pub tags: Vec<String>,
    pub due: AnkiDue,
    /// 0 for cards that are new or still being learned.
    pub interval_days: u32,
    pub lapses: u32,
    pub reviews_count: u32,
    pub is_suspended: bool,
    /// FSRS: days until recall falls to 90 %.
    pub stability: Option<f64>,
    /// FSRS: 1 (easy) to 10.
    pub difficulty: Option<f64>,
    /// Oldest first.
    pub reviews: Vec<AnkiReview>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AnkiDue {
    New,
    /// Anki knows days only, from 04:00 to 04:00 where the person lives: any time within the day when
    /// writing, its start when reading.
    On {
        due_unix_ms: u64,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AnkiReview {
    pub at_unix_ms: u64,
    /// 1 (again) to 4 (easy).
    pub grade: u8,
    /// To the next review, as it was set by this one; 0 for less than a day.
    pub interval_days: u32,
    pub took_ms: u32,
}

/// What a package held.
#[derive(Debug, Clone, PartialEq)]
pub struct AnkiImport {
    pub cards: Vec<AnkiCard>,
    pub left_out: Vec<LeftOut>,
}

/// What was not taken, and why. Shows as a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    pub what: Left,
    pub count: usize,
    /// Of one of them, without a full stop.
    pub why: &'static str,
    /// The first cards that it concerns, at most [`LeftOut::NAMES_MAX`]: their fronts, HTML as in
    /// [`AnkiCard::front`]. Empty where the package does not say.
    pub names: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Left {
    Card,
    Image,
    Sound,
    Review,
}

impl LeftOut {
    pub const NAMES_MAX: usize = 3;

    pub fn new(what: Left, why: &'static str) -> LeftOut {
        LeftOut { what, count: 0, why, names: Vec::new() }
    }

    pub fn add(&mut self, count: usize, name: &str) {
        self.count += count;
        if !name.is_empty() && self.names.len() < LeftOut::NAMES_MAX {
            self.names.push(name.to_owned());
        }
    }
}

impl fmt::Display for LeftOut {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let LeftOut { what, count, why, names } = self;
        let (one, more) = match what {
            Left::Card => ("card", "cards, of each"),
            Left::Image => ("image", "images"),
            Left::Sound => ("sound", "sounds"),
            Left::Review => ("review", "reviews"),
        };
        write!(f, "{count} {}: {why}", if *count == 1 { one } else { more })?;
        for (at, name) in names.iter().enumerate() {
            write!(f, "{}“{name}”", if at == 0 { " (" } else { ", " })?;
        }
        match names.len() {
            0 => f.write_str("."),
            LeftOut::NAMES_MAX if *count > LeftOut::NAMES_MAX => f.write_str(", …)."),
            _ => f.write_str(")."),
        }
    }
}

pub type Result<T, E = AnkiError> = std::result::Result<T, E>;

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AnkiError {
    #[error(
        "This is no Anki package: {cause}. Choose an `.apkg` file: in Anki, File, Export, \"Anki \
         Deck Package\"."
    )]
    NotAPackage { cause: String },
    #[error(
        "The file is a ZIP, but there is no collection of Anki in it. Choose an `.apkg` file: in \
         Anki, File, Export, \"Anki Deck Package\"."
    )]
    NoCollection,
    #[error(
        "The package was made by a newer Anki, in version {version} of its format. In Anki's export \
         dialog tick \"Support older Anki versions\"."
    )]
    Newer { version: u64 },
    #[error(
        "The package is damaged: {cause}. Nothing was read; copy it again, or in Anki run Tools, \
         Check Database and export again."
    )]
    Damaged { cause: String },
    #[error("The package is too large: {what}. Nothing was read; export one deck at a time.")]
    TooLarge { what: String },
    #[error("Card `{guid}` cannot be put into a package: {cause}. Mend or leave out this card.")]
    Card { guid: String, cause: String },
    #[error(
        "The folder for temporary files, `{folder}`, cannot be used: {cause}. Free some space there \
         or choose another folder."
    )]
    Folder { folder: String, cause: String },
}

fn folder_error(folder: &Path, cause: impl ToString) -> AnkiError {
    AnkiError::Folder { folder: folder.display().to_string(), cause: cause.to_string() }
}

/// A folder of its own within `folder`, gone when it is dropped.
fn temporary(folder: &Path) -> Result<tempfile::TempDir> {
    tempfile::Builder::new()
        .prefix("anki-")
        .tempdir_in(folder)
        .map_err(|error| folder_error(folder, error))
}

/// (De)compresses where it keeps no other task waiting.
async fn aside<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    match tokio::task::spawn_blocking(work).await {
        Ok(made) => made,
        // It is not cancelled by anyone, so it can only have panicked.
        Err(error) => std::panic::resume_unwind(error.into_panic()),
    }
}
