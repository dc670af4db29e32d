//! From a package to cards.

use super::days::Days;
use super::notetypes::{self, Collection, NoteType};
use super::render::View;
use super::{
    AnkiCard, AnkiDue, AnkiError, AnkiImport, AnkiReview, Left, LeftOut, Result, aside,
    folder_error, temporary, unpack,
};
use sea_orm::sqlx::sqlite::{SqliteConnectOptions, SqliteConnection, SqliteRow};
use sea_orm::sqlx::{self, ConnectOptions, Connection, FromRow, Row};
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::Path;

/// More than the largest decks that people share.
const CARDS_MAX: i64 = 100_000;

/// Reads a package of any Anki since 2.0, with schedules and reviews where it has them. Cards come in
/// the order in which they were made. Nothing in the package is trusted: sizes are bounded, and what
/// is shown must be sanitised.
pub async fn read(package: &[u8], folder_for_temporary_files: &Path) -> Result<AnkiImport> {
    let package = package.to_vec();
    let database = aside(move || unpack::database(&package)).await?;
    let own_folder = temporary(folder_for_temporary_files)?;
    let path = own_folder.path().join("collection");
    fs::write(&path, database).map_err(|error| folder_error(folder_for_temporary_files, error))?;
    let mut connection = open(&path).await.map_err(of_database)?;
    let import = cards(&mut connection).await?;
    // All is read: what could fail now no longer matters.
    let _ = connection.close().await;
    Ok(import)
}

async fn open(path: &Path) -> Result<SqliteConnection, sqlx::Error> {
    SqliteConnectOptions::new()
        .filename(path)
        .read_only(true)
        .immutable(true)
        // A stranger's database shall call no functions from its own schema.
        .pragma("trusted_schema", "OFF")
        // Newer collections name it in their tables. We never sort by it.
        .collation("unicase", |a, b| a.to_lowercase().cmp(&b.to_lowercase()))
        .disable_statement_logging()
        .connect()
        .await
}

async fn cards(connection: &mut SqliteConnection) -> Result<AnkiImport> {
    check_tables(connection).await?;
    let collection = notetypes::collection(connection).await?;
    let notes = notes(connection).await?;
    let mut left_out = Losses::default();
    let mut reviews = reviews(connection).await?;

    let rows: Vec<CardRow> = sqlx::query_as(
        "SELECT CAST(id AS INTEGER) AS id, CAST(nid AS INTEGER) AS note, \
         CAST(CASE WHEN odid <> 0 THEN odid ELSE did END AS INTEGER) AS deck, \
         CAST(ord AS INTEGER) AS ord, CAST(type AS INTEGER) AS kind, \
         CAST(queue AS INTEGER) AS queue, \
         CAST(CASE WHEN odid <> 0 AND odue <> 0 THEN odue ELSE due END AS INTEGER) AS due, \
         CAST(ivl AS INTEGER) AS ivl, CAST(reps AS INTEGER) AS reps, \
         CAST(lapses AS INTEGER) AS lapses, CAST(data AS TEXT) AS data FROM cards ORDER BY id",
    )
    .fetch_all(connection)
    .await
    .map_err(of_database)?;
    let mut cards = Vec::with_capacity(rows.len());
    let mut bytes = 0;
    for row in rows {
        let reviews = reviews.remove(&row.id).unwrap_or_default();
        let name = notes.get(&row.note).map(name_of).unwrap_or_default();
        match card(&collection, &notes, row, reviews, &mut left_out) {
            Ok(card) => {
                bytes += (card.front.len() + card.back.len()) as u64;
                // A thousand cards may show the same long note.
                if bytes > unpack::BYTES_MAX {
                    let what = format!("its cards have more than {} MB", unpack::BYTES_MAX >> 20);
                    return Err(AnkiError::TooLarge { what });
                }
                cards.push(card);
            }
            Err(why) => left_out.card(why, name),
        }
    }
    left_out.reviews.add(reviews.values().map(Vec::len).sum(), "");
    Ok(AnkiImport { cards, left_out: left_out.told() })
}

/// Anki makes only tables. A view of that name may compute for ever.
async fn check_tables(connection: &mut SqliteConnection) -> Result<()> {
    let others: i64 =
        sqlx::query_scalar("SELECT count(*) FROM sqlite_schema WHERE type IN ('view', 'trigger')")
            .fetch_one(&mut *connection)
            .await
            .map_err(of_database)?;
    if others > 0 {
        return Err(damaged("its database has views or triggers, which Anki does not make"));
    }
    let cards: i64 = sqlx::query_scalar("SELECT count(*) FROM cards")
        .fetch_one(connection)
        .await
        .map_err(of_database)?;
    if cards > CARDS_MAX {
        return Err(AnkiError::TooLarge {
            what: format!("it has {cards} cards, and {CARDS_MAX} are the most that are read"),
        });
    }
    Ok(())
}

struct Note {
    guid: String,
    note_type: i64,
    tags: String,
    /// Values, joined with U+001F.
    fields: String,
}

struct CardRow {
    id: i64,
    note: i64,
    /// Where it belongs, even while it is in a filtered deck.
    deck: i64,
    ord: i64,
    /// 0 new, 1 learning, 2 review, 3 relearning.
    kind: i64,
    /// -1 suspended.
    queue: i64,
    due: i64,
    ivl: i64,
    reps: i64,
    lapses: i64,
    data: String,
}

impl FromRow<'_, SqliteRow> for CardRow {
    fn from_row(row: &SqliteRow) -> Result<CardRow, sqlx::Error> {
        Ok(CardRow {
            id: row.try_get("id")?,
            note: row.try_get("note")?,
            deck: row.try_get("deck")?,
            ord: row.try_get("ord")?,
            kind: row.try_get("kind")?,
            queue: row.try_get("queue")?,
            due: row.try_get("due")?,
            ivl: row.try_get("ivl")?,
            reps: row.try_get("reps")?,
            lapses: row.try_get("lapses")?,
            data: row.try_get("data")?,
        })
    }
}

async fn notes(connection: &mut SqliteConnection) -> Result<HashMap<i64, Note>> {
    let rows: Vec<(i64, String, i64, String, String)> = sqlx::query_as(
        "SELECT CAST(id AS INTEGER), CAST(guid AS TEXT), CAST(mid AS INTEGER), \
         CAST(tags AS TEXT), CAST(flds AS TEXT) FROM notes",
    )
    .fetch_all(connection)
    .await
    .map_err(of_database)?;
    let notes = rows.into_iter().map(|(id, guid, note_type, tags, fields)| {
        (id, Note { guid, note_type, tags: tags.trim().to_owned(), fields })
    });
    Ok(notes.collect())
}

/// By card, oldest first. Left out are entries that are no answers: due dates set by hand (grade 0),
/// and previews in filtered decks, which change no schedule (rslib/src/revlog/mod.rs).
async fn reviews(connection: &mut SqliteConnection) -> Result<HashMap<i64, Vec<AnkiReview>>> {
    let rows: Vec<(i64, i64, i64, i64, i64)> = sqlx::query_as(
        "SELECT CAST(cid AS INTEGER), CAST(id AS INTEGER), CAST(ease AS INTEGER), \
         CAST(ivl AS INTEGER), CAST(time AS INTEGER) FROM revlog \
         WHERE ease BETWEEN 1 AND 4 AND id > 0 AND NOT (type = 3 AND factor = 0) ORDER BY id",
    )
    .fetch_all(connection)
    .await
    .map_err(of_database)?;
    let mut reviews: HashMap<i64, Vec<AnkiReview>> = HashMap::new();
    for (card, id, ease, ivl, time) in rows {
        reviews.entry(card).or_default().push(AnkiReview {
            at_unix_ms: id.unsigned_abs(),
            grade: ease as u8,
            // Negative ones are seconds.
            interval_days: bounded(ivl),
            took_ms: bounded(time),
        });
    }
    Ok(reviews)
}

fn card(
    collection: &Collection,
    notes: &HashMap<i64, Note>,
    row: CardRow,
    reviews: Vec<AnkiReview>,
    left_out: &mut Losses,
) -> Result<AnkiCard, Why> {
    let note = notes.get(&row.note).ok_or(Why::NoNote)?;
    let note_type = collection.note_types.get(&note.note_type).ok_or(Why::NoNoteType)?;
    let deck = collection.decks.get(&row.deck).map_or("Default", String::as_str);
    let (front, back) = sides(note_type, note, deck, row.ord)?;
    if front.is_empty() {
        return Err(Why::EmptyFront);
    }
    let (front, back) = left_out.media(front, back);
    let memory = memory(&row.data);
    Ok(AnkiCard {
        guid: match row.ord {
            0 => note.guid.clone(),
            ord => format!("{}:{ord}", note.guid),
        },
        deck: deck.to_owned(),
        front,
        back,
        tags: note.tags.split_whitespace().map(str::to_owned).collect(),
        due: due(&row, collection.days),
        interval_days: bounded(row.ivl),
        lapses: bounded(row.lapses),
        reviews_count: bounded(row.reps),
        is_suspended: row.queue == -1,
        stability: memory.s.filter(|number| number.is_finite()),
        difficulty: memory.d.filter(|number| number.is_finite()),
        reviews,
    })
}

/// What its maker knows it by: its first field, unless that only says where a part of an image is.
fn name_of(note: &Note) -> &str {
    note.fields.split('\x1f').find(|field| !hides_image(field)).unwrap_or_default()
}

fn hides_image(field: &str) -> bool {
    field.contains("::image-occlusion:")
}

fn sides(note_type: &NoteType, note: &Note, deck: &str, ord: i64) -> Result<(String, String), Why> {
    let template_ord = if note_type.is_cloze { 0 } else { ord };
    let template = note_type.templates.get(&template_ord).ok_or(Why::NoTemplate)?;
    let values: Vec<&str> = note.fields.split('\x1f').collect();
    if note_type.is_cloze && values.iter().any(|value| hides_image(value)) {
        return Err(Why::HidesImage);
    }
    let view = View { note_type, template, values: &values, tags: &note.tags, deck, ord };
    let front = view.front();
    let back = view.back(&front);
    Ok((front, back))
}

fn due(row: &CardRow, days: Days) -> AnkiDue {
    match row.kind {
        0 => AnkiDue::New,
        // Steps of learning within a day are counted in seconds since 1970; no day has such a number.
        1 | 3 if row.due > 1_000_000_000 => {
            AnkiDue::On { due_unix_ms: row.due.unsigned_abs().saturating_mul(1_000) }
        }
        _ => AnkiDue::On { due_unix_ms: days.start_unix_ms(row.due) },
    }
}

/// FSRS's part of the column `data`.
#[derive(Deserialize, Default)]
struct Memory {
    s: Option<f64>,
    d: Option<f64>,
}

/// Empty before FSRS, and whatever add-ons put there.
fn memory(data: &str) -> Memory {
    serde_json::from_str(data).unwrap_or_default()
}

fn bounded(number: i64) -> u32 {
    u32::try_from(number.max(0)).unwrap_or(u32::MAX)
}

/// Why a card was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Why {
    NoNote,
    NoNoteType,
    NoTemplate,
    EmptyFront,
    HidesImage,
}

impl Why {
    fn told(self) -> &'static str {
        match self {
            Why::NoNote => "its note is not in the package",
            Why::NoNoteType => "its note type is not in the package",
            Why::NoTemplate => "its template is not in the package",
            Why::EmptyFront => "its front is empty",
            Why::HidesImage => "it hides a part of an image, and images are not taken",
        }
    }
}

/// What was not taken so far.
struct Losses {
    cards: BTreeMap<Why, LeftOut>,
    images: LeftOut,
    sounds: LeftOut,
    reviews: LeftOut,
}

impl Default for Losses {
    fn default() -> Losses {
        let text_only = "of a card only its text is taken";
        Losses {
            cards: BTreeMap::new(),
            images: LeftOut::new(Left::Image, text_only),
            sounds: LeftOut::new(Left::Sound, text_only),
            reviews: LeftOut::new(Left::Review, "the card is not in the package"),
        }
    }
}

impl Losses {
    fn card(&mut self, why: Why, name: &str) {
        let of_why = || LeftOut::new(Left::Card, why.told());
        self.cards.entry(why).or_insert_with(of_why).add(1, name);
    }

    /// Counts pictures, and takes the tags of sounds out, which only Anki understands.
    fn media(&mut self, front: String, back: String) -> (String, String) {
        let images = |html: &str| html.to_ascii_lowercase().matches("<img").count();
        let ((front, front_sounds), (back, back_sounds)) = (silent(front), silent(back));
        for (left_out, number) in [
            (&mut self.images, images(&front) + images(&back)),
            (&mut self.sounds, front_sounds + back_sounds),
        ] {
            if number > 0 {
                left_out.add(number, &front);
            }
        }
        (front, back)
    }

    fn told(self) -> Vec<LeftOut> {
        let media = [self.images, self.sounds, self.reviews];
        self.cards.into_values().chain(media.into_iter().filter(|one| one.count > 0)).collect()
    }
}

/// Without the tags of sounds, and how many there were.
fn silent(html: String) -> (String, usize) {
    let (mut rest, mut out, mut sounds) = (html.as_str(), String::new(), 0);
    while let Some((before, after)) = rest.split_once("[sound:") {
        let Some((_, after)) = after.split_once(']') else { break };
        out.push_str(before);
        rest = after;
        sounds += 1;
    }
    if sounds == 0 { (html, 0) } else { (out + rest, sounds) }
}

pub(super) fn of_database(error: sqlx::Error) -> AnkiError {
    damaged(format!("its database: {error}"))
}

pub(super) fn damaged(cause: impl ToString) -> AnkiError {
    AnkiError::Damaged { cause: cause.to_string() }
}
