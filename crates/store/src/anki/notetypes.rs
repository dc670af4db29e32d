//! What a collection says of its note types, decks and calendar: JSON in one row up to schema 14,
//! tables with Protocol Buffers since.

use super::days::Days;
use super::read::{damaged, of_database};
use super::{Result, protobuf};
use sea_orm::sqlx;
use sea_orm::sqlx::sqlite::SqliteConnection;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::collections::{BTreeMap, HashMap};

pub(super) struct Collection {
    pub note_types: HashMap<i64, NoteType>,
    /// Names, by id.
    pub decks: HashMap<i64, String>,
    pub days: Days,
}

#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct NoteType {
    pub name: String,
    pub is_cloze: bool,
    /// Names, in the order of a note's values.
    pub fields: Vec<String>,
    /// By number. A cloze type has one, which serves all its cards.
    pub templates: BTreeMap<i64, Template>,
}

#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Template {
    pub name: String,
    pub question: String,
    pub answer: String,
}

pub(super) async fn collection(connection: &mut SqliteConnection) -> Result<Collection> {
    let tables: i64 = sqlx::query_scalar(
        "SELECT count(*) FROM sqlite_schema WHERE name IN ('notetypes', 'fields', 'templates', 'decks')",
    )
    .fetch_one(&mut *connection)
    .await
    .map_err(of_database)?;
    match tables {
        0 => of_json(connection).await,
        _ => of_tables(connection).await,
    }
}

async fn of_json(connection: &mut SqliteConnection) -> Result<Collection> {
    #[derive(Deserialize)]
    struct Conf {
        #[serde(rename = "creationOffset")]
        creation_offset: Option<i64>,
        rollover: Option<i64>,
    }
    #[derive(Deserialize)]
    struct Deck {
        name: String,
    }
    #[derive(Deserialize)]
    struct Model {
        name: String,
        #[serde(rename = "type", default)]
        kind: i64,
        flds: Vec<Field>,
        tmpls: Vec<Shape>,
    }
    #[derive(Deserialize)]
    struct Field {
        name: String,
        #[serde(default)]
        ord: i64,
    }
    #[derive(Deserialize)]
    struct Shape {
        #[serde(default)]
        name: String,
        #[serde(default)]
        ord: i64,
        qfmt: String,
        afmt: String,
    }

    let (crt, conf, models, decks): (i64, String, String, String) = sqlx::query_as(
        "SELECT CAST(crt AS INTEGER), CAST(conf AS TEXT), CAST(models AS TEXT), \
         CAST(decks AS TEXT) FROM col",
    )
    .fetch_one(connection)
    .await
    .map_err(of_database)?;
    let conf: Conf = json("its settings", &conf)?;
    let models: HashMap<String, Model> = json("its note types", &models)?;
    let decks: HashMap<String, Deck> = json("its decks", &decks)?;
    // Ids are numbers; what is under another key belongs to no card.
    let note_types = models.into_iter().filter_map(|(id, model)| {
        let Model { name, kind, mut flds, tmpls } = model;
        flds.sort_by_key(|field| field.ord);
        let templates = tmpls.into_iter().map(|Shape { name, ord, qfmt, afmt }| {
            (ord, Template { name, question: qfmt, answer: afmt })
        });
        let note_type = NoteType {
            name,
            is_cloze: kind == 1,
            fields: flds.into_iter().map(|field| field.name).collect(),
            templates: templates.collect(),
        };
        Some((id.parse().ok()?, note_type))
    });
    Ok(Collection {
        note_types: note_types.collect(),
        decks: decks
            .into_iter()
            .filter_map(|(id, deck)| Some((id.parse().ok()?, deck.name)))
            .collect(),
        days: Days::of_collection(crt, conf.creation_offset, conf.rollover),
    })
}

/// Anki's `proto/anki/notetypes.proto`.
mod number {
    pub const NOTE_TYPE_KIND: u64 = 1;
    pub const TEMPLATE_QUESTION: u64 = 1;
    pub const TEMPLATE_ANSWER: u64 = 2;
}

async fn of_tables(connection: &mut SqliteConnection) -> Result<Collection> {
    let illegible = |()| damaged("a note type is illegible");
    let mut note_types = HashMap::new();
    let rows: Vec<(i64, String, Vec<u8>)> =
        sqlx::query_as("SELECT id, name, config FROM notetypes")
            .fetch_all(&mut *connection)
            .await
            .map_err(of_database)?;
    for (id, name, config) in rows {
        let kind = protobuf::number(&config, number::NOTE_TYPE_KIND).map_err(illegible)?;
        let is_cloze = kind == 1;
        note_types.insert(id, NoteType { name, is_cloze, ..NoteType::default() });
    }
    let rows: Vec<(i64, String)> =
        sqlx::query_as("SELECT ntid, name FROM fields ORDER BY ntid, ord")
            .fetch_all(&mut *connection)
            .await
            .map_err(of_database)?;
    for (id, name) in rows {
        note_types.entry(id).or_default().fields.push(name);
    }
    let rows: Vec<(i64, i64, String, Vec<u8>)> =
        sqlx::query_as("SELECT ntid, ord, name, config FROM templates")
            .fetch_all(&mut *connection)
            .await
            .map_err(of_database)?;
    for (id, ord, name, config) in rows {
        let question = protobuf::text(&config, number::TEMPLATE_QUESTION).map_err(illegible)?;
        let answer = protobuf::text(&config, number::TEMPLATE_ANSWER).map_err(illegible)?;
        let template = Template { name, question, answer };
        note_types.entry(id).or_default().templates.insert(ord, template);
    }
    let decks: Vec<(i64, String)> = sqlx::query_as("SELECT id, name FROM decks")
        .fetch_all(&mut *connection)
        .await
        .map_err(of_database)?;
    let created: i64 = sqlx::query_scalar("SELECT CAST(crt AS INTEGER) FROM col")
        .fetch_one(&mut *connection)
        .await
        .map_err(of_database)?;
    let minutes_west = setting(connection, "creationOffset").await?;
    let rollover_h = setting(connection, "rollover").await?;
    Ok(Collection {
        note_types,
        // Here the parts of a name are joined with U+001F.
        decks: decks.into_iter().map(|(id, name)| (id, name.replace('\x1f', "::"))).collect(),
        days: Days::of_collection(created, minutes_west, rollover_h),
    })
}

async fn setting(connection: &mut SqliteConnection, key: &str) -> Result<Option<i64>> {
    let value: Option<Vec<u8>> = sqlx::query_scalar("SELECT val FROM config WHERE KEY = ?")
        .bind(key)
        .fetch_optional(connection)
        .await
        .map_err(of_database)?;
    Ok(value.and_then(|json| serde_json::from_slice(&json).ok()))
}

fn json<T: DeserializeOwned>(what: &str, json: &str) -> Result<T> {
    serde_json::from_str(json).map_err(|error| damaged(format!("{what} are illegible: {error}")))
}
