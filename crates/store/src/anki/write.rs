//! From cards to a package in the layout that every Anki from 2.1 on reads.

use super::days::{Days, ROLLOVER_H};
use super::{AnkiCard, AnkiDue, AnkiError, AnkiReview, Result, aside, folder_error, temporary};
use sea_orm::sqlx::sqlite::{
    SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqliteSynchronous,
};
use sea_orm::sqlx::{self, ConnectOptions, Connection};
use serde_json::{Value, json};
use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::io::{Cursor, Write};
use std::path::Path;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A package that Anki imports with schedules ("Import any learning progress" must be ticked there).
/// Each card becomes a note of the type "Greenroom". `utc_offset_minutes` is east of Greenwich, where
/// the person lives: it decides in which of Anki's days a card is due.
///
/// A card that Anki knows already, by its guid, keeps the schedule that it has there.
pub async fn write(
    cards: &[AnkiCard],
    now_unix_ms: u64,
    utc_offset_minutes: i32,
    folder_for_temporary_files: &Path,
) -> Result<Vec<u8>> {
    check(cards)?;
    let when = When { now_unix_ms, utc_offset_minutes };
    let collection = database(cards, when, folder_for_temporary_files).await?;
    let notice = database(&[notice()], when, folder_for_temporary_files).await?;
    let packed = aside(move || pack(&collection, &notice)).await;
    packed.map_err(|error| folder_error(folder_for_temporary_files, error))
}

#[derive(Clone, Copy)]
struct When {
    now_unix_ms: u64,
    utc_offset_minutes: i32,
}

/// What Anki would refuse, or take for something else.
fn check(cards: &[AnkiCard]) -> Result<()> {
    let mut guids = HashSet::new();
    for card in cards {
        let refused =
            |cause: &str| Err(AnkiError::Card { guid: card.guid.clone(), cause: cause.to_owned() });
        if card.guid.is_empty() {
            return refused("its guid is empty");
        }
        if !guids.insert(card.guid.as_str()) {
            return refused("another card has the same guid");
        }
        if card.reviews.iter().any(|review| !(1..=4).contains(&review.grade)) {
            return refused("the grade of a review is not 1 to 4");
        }
        if ![card.stability, card.difficulty].into_iter().flatten().all(f64::is_finite) {
            return refused("its stability or difficulty is not a number");
        }
    }
    Ok(())
}

/// What an Anki before 2.1 finds, in place of cards that it cannot read; Anki itself does the same.
fn notice() -> AnkiCard {
    AnkiCard {
        guid: "greenroom-notice".into(),
        deck: "Greenroom".into(),
        front: "Please update to the latest Anki version, then import the file again.".into(),
        back: String::new(),
        tags: Vec::new(),
        due: AnkiDue::New,
        interval_days: 0,
        lapses: 0,
        reviews_count: 0,
        is_suspended: false,
        stability: None,
        difficulty: None,
        reviews: Vec::new(),
    }
}

fn pack(collection: &[u8], notice: &[u8]) -> zip::result::ZipResult<Vec<u8>> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let deflated =
        SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
    for (name, bytes, options) in [
        // A Protocol Buffer that says: the second of the older layouts.
        ("meta", &b"\x08\x02"[..], stored),
        ("collection.anki21", collection, deflated),
        ("collection.anki2", notice, deflated),
        // No files come along.
        ("media", b"{}", stored),
    ] {
        archive.start_file(name, options)?;
        archive.write_all(bytes)?;
    }
    Ok(archive.finish()?.into_inner())
}

/// The bytes of a collection with these cards.
async fn database(cards: &[AnkiCard], when: When, folder: &Path) -> Result<Vec<u8>> {
    let own_folder = temporary(folder)?;
    let path = own_folder.path().join("collection");
    let filled = async {
        let mut connection = SqliteConnectOptions::new()
            .filename(&path)
            .create_if_missing(true)
            // Nobody reads it before it is whole.
            .journal_mode(SqliteJournalMode::Off)
            .synchronous(SqliteSynchronous::Off)
            .disable_statement_logging()
            .connect()
            .await?;
        fill(&mut connection, cards, when).await?;
        connection.close().await
    };
    filled.await.map_err(|error| folder_error(folder, error))?;
    fs::read(&path).map_err(|error| folder_error(folder, error))
}

async fn fill(
    connection: &mut SqliteConnection,
    cards: &[AnkiCard],
    when: When,
) -> Result<(), sqlx::Error> {
    sqlx::raw_sql(include_str!("collection.sql")).execute(&mut *connection).await?;
    let mut transaction = connection.begin().await?;
    let decks = Decks::of(cards, when);
    // From the first card that is due, so that no day has a negative number.
    let due = cards.iter().filter_map(|card| match card.due {
        AnkiDue::New => None,
        AnkiDue::On { due_unix_ms } => Some(due_unix_ms),
    });
    let first_unix_ms = due.chain([when.now_unix_ms]).min().unwrap_or_default();
    let days = Days::from(first_unix_ms, when.utc_offset_minutes);
    insert_collection(&mut transaction, &decks, days, when).await?;

    let mut review_ids = HashSet::new();
    for (number, card) in (0..).zip(cards) {
        let id = signed(when.now_unix_ms) + number;
        insert_note(&mut transaction, id, card, when).await?;
        insert_card(&mut transaction, id, number, card, &decks, days, when).await?;
        insert_reviews(&mut transaction, id, card, &mut review_ids).await?;
    }
    transaction.commit().await
}

/// Fixed, so that every package brings the same note type.
const NOTE_TYPE: i64 = 1_795_000_000_001;
/// Comes after those that are known to a server: not yet synchronised.
const USN: i64 = -1;

async fn insert_collection(
    connection: &mut SqliteConnection,
    decks: &Decks<'_>,
    days: Days,
    when: When,
) -> Result<(), sqlx::Error> {
    let conf = json!({
        "schedVer": 2,
        "sched2021": true,
        "rollover": ROLLOVER_H,
        // Minutes west of Greenwich.
        "creationOffset": -when.utc_offset_minutes,
        "curDeck": 1,
        "activeDecks": [1],
        "nextPos": 1,
        "curModel": NOTE_TYPE,
    });
    sqlx::query("INSERT INTO col VALUES (1, ?, ?, ?, 11, 0, 0, 0, ?, ?, ?, ?, '{}')")
        .bind(days.first_unix_s())
        .bind(signed(when.now_unix_ms))
        .bind(signed(when.now_unix_ms))
        .bind(conf.to_string())
        .bind(json!({ NOTE_TYPE.to_string(): note_type(when) }).to_string())
        .bind(decks.json(when).to_string())
        .bind(json!({ "1": deck_options() }).to_string())
        .execute(connection)
        .await?;
    Ok(())
}

async fn insert_note(
    connection: &mut SqliteConnection,
    id: i64,
    card: &AnkiCard,
    when: When,
) -> Result<(), sqlx::Error> {
    let (front, back) = (field(&card.front), field(&card.back));
    let tags: Vec<String> = card
        .tags
        .iter()
        .map(|tag| tag.split_whitespace().collect::<Vec<_>>().join("_"))
        .filter(|tag| !tag.is_empty())
        .collect();
    let tags = if tags.is_empty() { String::new() } else { format!(" {} ", tags.join(" ")) };
    // The checksum that finds duplicates is left at 0: Anki works it out when it imports a note.
    sqlx::query("INSERT INTO notes VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, 0, '')")
        .bind(id)
        .bind(&card.guid)
        .bind(NOTE_TYPE)
        .bind(signed(when.now_unix_ms / 1_000))
        .bind(USN)
        .bind(tags)
        .bind(format!("{front}\x1f{back}"))
        .bind(front)
        .execute(connection)
        .await?;
    Ok(())
}

async fn insert_card(
    connection: &mut SqliteConnection,
    id: i64,
    number: i64,
    card: &AnkiCard,
    decks: &Decks<'_>,
    days: Days,
    when: When,
) -> Result<(), sqlx::Error> {
    // Types: 0 new, 2 in review. Queues besides: -1 suspended.
    let (kind, due, interval_days, factor) = match card.due {
        AnkiDue::New => (0, number + 1, 0, 0),
        AnkiDue::On { due_unix_ms } => {
            // Anki keeps days as 32 bits.
            let day = days.number(due_unix_ms).min(i64::from(i32::MAX));
            (2, day, i64::from(card.interval_days.clamp(1, i32::MAX as u32)), EASE_FACTOR)
        }
    };
    sqlx::query("INSERT INTO cards VALUES (?, ?, ?, 0, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0, 0, ?)")
        .bind(id)
        .bind(id)
        .bind(decks.id(&card.deck))
        .bind(signed(when.now_unix_ms / 1_000))
        .bind(USN)
        .bind(kind)
        .bind(if card.is_suspended { -1 } else { kind })
        .bind(due)
        .bind(interval_days)
        .bind(factor)
        .bind(i64::from(card.reviews_count))
        .bind(i64::from(card.lapses))
        .bind(memory(card).to_string())
        .execute(connection)
        .await?;
    Ok(())
}

/// What the scheduler before FSRS multiplies intervals by, in thousandths: its initial value.
const EASE_FACTOR: i64 = 2_500;

/// The column `data` (rslib/src/storage/card/data.rs).
fn memory(card: &AnkiCard) -> Value {
    let mut data = serde_json::Map::new();
    if let (Some(stability), Some(difficulty)) = (card.stability, card.difficulty) {
        data.insert("s".into(), stability.into());
        data.insert("d".into(), difficulty.into());
    }
    if let Some(last) = card.reviews.iter().map(|review| review.at_unix_ms).max() {
        data.insert("lrt".into(), (last / 1_000).into());
    }
    Value::Object(data)
}

async fn insert_reviews(
    connection: &mut SqliteConnection,
    card_id: i64,
    card: &AnkiCard,
    ids: &mut HashSet<i64>,
) -> Result<(), sqlx::Error> {
    let mut interval_days_before = 0;
    for (number, review) in card.reviews.iter().enumerate() {
        let AnkiReview { at_unix_ms, grade, interval_days, took_ms } = *review;
        // The time is the key, and two cards may have been reviewed at the same.
        let mut id = signed(at_unix_ms);
        while !ids.insert(id) {
            id += 1;
        }
        // Kinds: 0 learning, 1 review. FSRS looks for the first of a card as one of learning.
        let (kind, factor) = if number == 0 { (0, 0) } else { (1, EASE_FACTOR) };
        sqlx::query("INSERT INTO revlog VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
            .bind(id)
            .bind(card_id)
            .bind(USN)
            .bind(i64::from(grade))
            .bind(i64::from(interval_days.min(i32::MAX as u32)))
            .bind(i64::from(interval_days_before))
            .bind(factor)
            .bind(i64::from(took_ms))
            .bind(kind)
            .execute(&mut *connection)
            .await?;
        interval_days_before = interval_days.min(i32::MAX as u32);
    }
    Ok(())
}

/// The decks of the cards and those around them, with their ids.
struct Decks<'a> {
    /// By their names in small letters: Anki does not tell `Go` from `go`.
    by_name: BTreeMap<String, (i64, &'a str)>,
}

/// Every collection has it.
const DEFAULT_DECK: (i64, &str) = (1, "Default");

impl<'a> Decks<'a> {
    fn of(cards: &'a [AnkiCard], when: When) -> Decks<'a> {
        let (id, name) = DEFAULT_DECK;
        let mut by_name = BTreeMap::from([(name.to_lowercase(), (id, name))]);
        for card in cards {
            let deck = card.deck.trim();
            let ends = deck.match_indices("::").map(|(end, _)| end).chain([deck.len()]);
            for deck in ends.map(|end| &deck[..end]).filter(|deck| !deck.is_empty()) {
                let id = signed(when.now_unix_ms) + by_name.len() as i64;
                by_name.entry(deck.to_lowercase()).or_insert((id, deck));
            }
        }
        Decks { by_name }
    }

    fn id(&self, deck: &str) -> i64 {
        self.by_name.get(&deck.trim().to_lowercase()).map_or(DEFAULT_DECK.0, |(id, _)| *id)
    }

    fn json(&self, when: When) -> Value {
        let decks = self.by_name.values().map(|(id, name)| {
            let deck = json!({
                "id": id, "name": name, "mod": when.now_unix_ms / 1_000, "usn": USN,
                "lrnToday": [0, 0], "revToday": [0, 0], "newToday": [0, 0], "timeToday": [0, 0],
                "collapsed": false, "browserCollapsed": false, "desc": "", "dyn": 0, "conf": 1,
                "extendNew": 0, "extendRev": 0,
            });
            (id.to_string(), deck)
        });
        Value::Object(decks.collect())
    }
}

fn note_type(when: When) -> Value {
    let field = |name: &str, ord: u8| {
        json!({
            "name": name, "ord": ord, "sticky": false, "rtl": false, "font": "Arial", "size": 20,
            "media": [],
        })
    };
    json!({
        "id": NOTE_TYPE, "name": "Greenroom", "type": 0, "mod": when.now_unix_ms / 1_000,
        "usn": USN, "sortf": 0, "did": 1, "vers": [], "tags": [],
        "flds": [field("Front", 0), field("Back", 1)],
        "tmpls": [{
            "name": "Card 1", "ord": 0, "qfmt": "{{Front}}",
            "afmt": "{{FrontSide}}\n\n<hr id=answer>\n\n{{Back}}",
            "bqfmt": "", "bafmt": "", "did": null,
        }],
        "req": [[0, "any", [0]]],
        "css": ".card { font-family: sans-serif; font-size: 20px; text-align: left; max-width: 40em; \
                margin: 1em auto; }",
        "latexPre": "\\documentclass[12pt]{article}\n\\begin{document}\n",
        "latexPost": "\\end{document}",
    })
}

/// Anki's own for every collection; it takes those of the person who imports.
fn deck_options() -> Value {
    json!({
        "id": 1, "name": "Default", "mod": 0, "usn": 0, "maxTaken": 60, "autoplay": true, "timer": 0,
        "replayq": true, "dyn": false,
        "new": {
            "bury": false, "delays": [1.0, 10.0], "initialFactor": EASE_FACTOR, "ints": [1, 4, 0],
            "order": 1, "perDay": 20,
        },
        "rev": {
            "bury": false, "ease4": 1.3, "ivlFct": 1.0, "maxIvl": 36500, "perDay": 200,
            "hardFactor": 1.2,
        },
        "lapse": {
            "delays": [10.0], "leechAction": 1, "leechFails": 8, "minInt": 1, "mult": 0.0,
        },
    })
}

/// Fields are joined with U+001F, and U+0000 ends a text in some readers.
fn field(html: &str) -> String {
    html.replace(['\x1f', '\0'], " ")
}

fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX / 2)
}
