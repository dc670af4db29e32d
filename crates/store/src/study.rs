//! Spaced review, practice and the plan: what is kept of them.
//!
//! The store computes nothing here: not when a card is due, not what a day holds. JSON goes in and
//! comes out as it is. Reading is below, writing in `study/change.rs`.

mod change;

pub(crate) use change::{
    Change, apply, card_row, insert_new, interview_row, plan_day_row, practice_row, review_row,
    setting_row,
};

use crate::error::{At, Result, StoreError};
use crate::schema::{card_state, plan_day, practice, real_interview, review, setting};
use crate::writer::Write;
use crate::{Place, Store, read_json};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, Select,
};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::fmt::Display;

/// What is known of a card.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CardState {
    /// `token-bucket-burst` for a card of the content, `own-..` for one of the person's own.
    pub card: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub topic: Option<String>,
    pub due_unix_ms: u64,
    pub stability: f64,
    pub difficulty: f64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_review_unix_ms: Option<u64>,
    pub reviews: u32,
    pub lapses: u32,
    pub is_suspended: bool,
    pub made_unix_ms: u64,
    /// The text of an own card.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub own: Option<Value>,
}

/// How well a card of a topic is remembered, of one that was answered at least once.
#[derive(Debug, Clone, PartialEq)]
pub struct CardMemory {
    pub card: String,
    pub topic: String,
    pub stability: f64,
    pub difficulty: f64,
    pub last_review_unix_ms: u64,
    pub reviews: u32,
}

/// An answer to a card. A card has at most one at a time.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Review {
    pub card: String,
    pub at_unix_ms: u64,
    /// 1 (again) to 4 (easy).
    pub grade: u8,
    pub took_ms: u32,
    /// Who graded: `self`, `number` (a number that was compared), `anki`.
    pub by: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<Value>,
}

/// Some time spent on something.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Practice {
    /// That of a session is `session-` and the session's id, and goes when the session does.
    pub id: String,
    pub at_unix_ms: u64,
    /// `session`, `drill`, `code`, ..
    pub kind: String,
    /// What was practised, as its kind names it.
    pub item: String,
    pub minutes: f64,
    pub json: Value,
}

/// An interview elsewhere, before which or after which one practises here.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RealInterview {
    pub id: String,
    /// The date, such as `2027-01-05`.
    pub on: String,
    pub json: Value,
}

/// Everything that writes is durable on return.
impl Store {
    pub async fn card(&self, id: &str) -> Result<Option<CardState>> {
        let row =
            card_state::Entity::find_by_id(id.to_owned()).one(self.reads()).await.at(&self.place)?;
        row.map(|row| card_of(&self.place, row)).transpose()
    }

    /// Keeps all of `cards` or, on an error, none, in place of what was known of them. Where one is
    /// in the list twice, its last state counts.
    pub async fn put_cards(&self, cards: &[CardState]) -> Result<()> {
        self.change(Change::put_cards(&self.place, cards)?).await?;
        Ok(())
    }

    /// At most `rows_max` cards that are due at that time and not suspended, the longest due first.
    pub async fn due_cards(&self, until_unix_ms: u64, rows_max: usize) -> Result<Vec<CardState>> {
        let rows = due_first(until_unix_ms)
            .limit(rows_max as u64)
            .all(self.reads())
            .await
            .at(&self.place)?;
        rows.into_iter().map(|row| card_of(&self.place, row)).collect()
    }

    /// How many cards are due at that time and not suspended.
    pub async fn count_due(&self, until_unix_ms: u64) -> Result<u64> {
        due(until_unix_ms).count(self.reads()).await.at(&self.place)
    }

    /// By id.
    pub async fn all_cards(&self) -> Result<Vec<CardState>> {
        all_cards(&self.place, self.reads()).await
    }

    /// Of all cards of topics. No more columns than that: this is read for every plan, and most of
    /// its time goes to handing over what was read.
    pub async fn card_memories(&self) -> Result<Vec<CardMemory>> {
        let rows: Vec<(String, String, f64, f64, i64, i64)> =
            card_memories().into_tuple().all(self.reads()).await.at(&self.place)?;
        rows.into_iter()
            .map(|(card, topic, stability, difficulty, last_review_unix_ms, reviews)| {
                let last = number(&self.place, format_args!("card `{card}`"), last_review_unix_ms)?;
                let reviews = number(&self.place, format_args!("card `{card}`"), reviews)?;
                Ok(CardMemory {
                    card,
                    topic,
                    stability,
                    difficulty,
                    last_review_unix_ms: last,
                    reviews,
                })
            })
            .collect()
    }

    /// Whether any card was answered since then.
    pub async fn was_reviewed_since(&self, unix_ms: u64) -> Result<bool> {
        let at = i64::try_from(unix_ms).unwrap_or(i64::MAX);
        let row = review::Entity::find()
            .filter(review::Column::AtUnixMs.gte(at))
            .limit(1)
            .one(self.reads())
            .await
            .at(&self.place)?;
        Ok(row.is_some())
    }

    /// Those of `ids` of which something is known, in order. As long as the list is, not as long as
    /// all cards are.
    pub async fn known_among(&self, ids: &[&str]) -> Result<Vec<String>> {
        let ids = among(ids).select_only().column(card_state::Column::Card);
        ids.into_tuple().all(self.reads()).await.at(&self.place)
    }

    /// Deletes a card with its reviews; one that is not there is no error.
    pub async fn delete_card(&self, id: &str) -> Result<()> {
        self.change(Change::DeleteCard { card: id.to_owned() }).await?;
        Ok(())
    }

    /// Keeps a review and the state of its card after it: both or neither.
    ///
    /// Errors: [`StoreError::ReviewTaken`] when that card was reviewed at that millisecond already,
    /// which is how a repetition of the same answer shows.
    pub async fn add_review(&self, after: &CardState, review: &Review) -> Result<()> {
        self.change(Change::review(&self.place, after, review)?).await?;
        Ok(())
    }

    /// Keeps the reviews that are not here yet and says how many those were. No card's state
    /// changes.
    pub async fn add_reviews(&self, reviews: &[Review]) -> Result<u64> {
        self.change(Change::add_reviews(&self.place, reviews)?).await
    }

    /// As [`Store::put_cards`] and [`Store::add_reviews`]: all of both or, on an error, nothing.
    pub async fn merge_cards(&self, cards: &[CardState], reviews: &[Review]) -> Result<u64> {
        self.change(Change::merge(&self.place, cards, reviews)?).await
    }

    /// A card's reviews, oldest first.
    pub async fn reviews_of(&self, card: &str) -> Result<Vec<Review>> {
        let rows = reviews_of(card).all(self.reads()).await.at(&self.place)?;
        rows.into_iter().map(|row| review_of(&self.place, row)).collect()
    }

    /// All cards' reviews from that time on, oldest first.
    pub async fn reviews_since(&self, unix_ms: u64) -> Result<Vec<Review>> {
        let rows = reviews_since(unix_ms).all(self.reads()).await.at(&self.place)?;
        rows.into_iter().map(|row| review_of(&self.place, row)).collect()
    }

    /// Card by card, each card's oldest first.
    pub async fn all_reviews(&self) -> Result<Vec<Review>> {
        all_reviews(&self.place, self.reads()).await
    }

    pub async fn count_reviews(&self) -> Result<u64> {
        review::Entity::find().count(self.reads()).await.at(&self.place)
    }

    /// Keeps it in place of what has its id.
    pub async fn put_practice(&self, practice: &Practice) -> Result<()> {
        self.change(Change::Practice(practice_row(&self.place, practice)?)).await?;
        Ok(())
    }

    pub async fn practice(&self, id: &str) -> Result<Option<Practice>> {
        let row =
            practice::Entity::find_by_id(id.to_owned()).one(self.reads()).await.at(&self.place)?;
        row.map(|row| practice_of(&self.place, row)).transpose()
    }

    /// From that time on, oldest first.
    pub async fn practice_since(&self, unix_ms: u64) -> Result<Vec<Practice>> {
        read_practice(&self.place, self.reads(), unix_ms).await
    }

    /// One that is not there is no error.
    pub async fn delete_practice(&self, id: &str) -> Result<()> {
        self.change(Change::DeletePractice { id: id.to_owned() }).await?;
        Ok(())
    }

    pub async fn setting(&self, key: &str) -> Result<Option<Value>> {
        let row =
            setting::Entity::find_by_id(key.to_owned()).one(self.reads()).await.at(&self.place)?;
        row.map(|row| read_json(&self.place, &format!("the setting `{key}`"), &row.json))
            .transpose()
    }

    pub async fn set_setting(&self, key: &str, value: &Value) -> Result<()> {
        self.change(Change::Setting(setting_row(&self.place, key, value)?)).await?;
        Ok(())
    }

    /// The days from `from` to `to`, both included, of which something is kept, in order. Dates are
    /// `2027-01-05`.
    pub async fn plan_days(&self, from: &str, to: &str) -> Result<Vec<(String, Value)>> {
        let rows = plan_days(from, to).all(self.reads()).await.at(&self.place)?;
        rows.into_iter().map(|row| plan_day_of(&self.place, row)).collect()
    }

    pub async fn set_plan_day(&self, date: &str, value: &Value) -> Result<()> {
        self.change(Change::PlanDay(plan_day_row(&self.place, date, value)?)).await?;
        Ok(())
    }

    /// Keeps it in place of what has its id.
    pub async fn put_real_interview(&self, interview: &RealInterview) -> Result<()> {
        self.change(Change::RealInterview(interview_row(&self.place, interview)?)).await?;
        Ok(())
    }

    /// By date.
    pub async fn real_interviews(&self) -> Result<Vec<RealInterview>> {
        real_interviews(&self.place, self.reads()).await
    }

    /// One that is not there is no error.
    pub async fn delete_real_interview(&self, id: &str) -> Result<()> {
        self.change(Change::DeleteRealInterview { id: id.to_owned() }).await?;
        Ok(())
    }

    /// How many rows were added, where the change says.
    async fn change(&self, change: Change) -> Result<u64> {
        self.writer.write(&self.place, Write::Study(Box::new(change))).await
    }
}

/// The id of the practice that is a session.
pub(crate) fn practice_of_session(session: &str) -> String {
    format!("session-{session}")
}

pub(crate) fn due(until_unix_ms: u64) -> Select<card_state::Entity> {
    card_state::Entity::find()
        .filter(card_state::Column::IsSuspended.eq(0))
        .filter(card_state::Column::DueUnixMs.lte(at_most(until_unix_ms)))
}

pub(crate) fn due_first(until_unix_ms: u64) -> Select<card_state::Entity> {
    due(until_unix_ms)
        .order_by_asc(card_state::Column::DueUnixMs)
        .order_by_asc(card_state::Column::Card)
}

pub(crate) fn card_memories() -> Select<card_state::Entity> {
    use card_state::Column;
    card_state::Entity::find()
        .select_only()
        .columns([Column::Card, Column::Topic, Column::Stability, Column::Difficulty])
        .columns([Column::LastReviewUnixMs, Column::Reviews])
        .filter(Column::Topic.is_not_null())
        .filter(Column::LastReviewUnixMs.is_not_null())
        .filter(Column::Reviews.gt(0))
}

pub(crate) fn among(ids: &[&str]) -> Select<card_state::Entity> {
    card_state::Entity::find()
        .filter(card_state::Column::Card.is_in(ids.iter().copied()))
        .order_by_asc(card_state::Column::Card)
}

pub(crate) fn reviews_of(card: &str) -> Select<review::Entity> {
    review::Entity::find()
        .filter(review::Column::Card.eq(card))
        .order_by_asc(review::Column::AtUnixMs)
}

pub(crate) fn reviews_since(unix_ms: u64) -> Select<review::Entity> {
    review::Entity::find()
        .filter(review::Column::AtUnixMs.gte(at_most(unix_ms)))
        .order_by_asc(review::Column::AtUnixMs)
        .order_by_asc(review::Column::Card)
}

pub(crate) fn practice_since(unix_ms: u64) -> Select<practice::Entity> {
    practice::Entity::find()
        .filter(practice::Column::AtUnixMs.gte(at_most(unix_ms)))
        .order_by_asc(practice::Column::AtUnixMs)
        .order_by_asc(practice::Column::Id)
}

pub(crate) fn plan_days(from: &str, to: &str) -> Select<plan_day::Entity> {
    plan_day::Entity::find()
        .filter(plan_day::Column::Date.gte(from))
        .filter(plan_day::Column::Date.lte(to))
        .order_by_asc(plan_day::Column::Date)
}

/// Nothing is later than the largest number that a database knows.
fn at_most(unix_ms: u64) -> i64 {
    i64::try_from(unix_ms).unwrap_or(i64::MAX)
}

pub(crate) async fn all_cards<C: ConnectionTrait>(
    place: &Place,
    connection: &C,
) -> Result<Vec<CardState>> {
    let rows = card_state::Entity::find()
        .order_by_asc(card_state::Column::Card)
        .all(connection)
        .await
        .at(place)?;
    rows.into_iter().map(|row| card_of(place, row)).collect()
}

pub(crate) async fn all_reviews<C: ConnectionTrait>(
    place: &Place,
    connection: &C,
) -> Result<Vec<Review>> {
    let rows = review::Entity::find()
        .order_by_asc(review::Column::Card)
        .order_by_asc(review::Column::AtUnixMs)
        .all(connection)
        .await
        .at(place)?;
    rows.into_iter().map(|row| review_of(place, row)).collect()
}

pub(crate) async fn read_practice<C: ConnectionTrait>(
    place: &Place,
    connection: &C,
    since_unix_ms: u64,
) -> Result<Vec<Practice>> {
    let rows = practice_since(since_unix_ms).all(connection).await.at(place)?;
    rows.into_iter().map(|row| practice_of(place, row)).collect()
}

/// With their keys, in the order of those.
pub(crate) async fn all_settings<C: ConnectionTrait>(
    place: &Place,
    connection: &C,
) -> Result<Vec<(String, Value)>> {
    let rows = setting::Entity::find()
        .order_by_asc(setting::Column::Key)
        .all(connection)
        .await
        .at(place)?;
    rows.into_iter()
        .map(|setting::Model { key, json }| {
            let value = read_json(place, &format!("the setting `{key}`"), &json)?;
            Ok((key, value))
        })
        .collect()
}

pub(crate) async fn all_plan_days<C: ConnectionTrait>(
    place: &Place,
    connection: &C,
) -> Result<Vec<(String, Value)>> {
    let rows = plan_day::Entity::find()
        .order_by_asc(plan_day::Column::Date)
        .all(connection)
        .await
        .at(place)?;
    rows.into_iter().map(|row| plan_day_of(place, row)).collect()
}

pub(crate) async fn real_interviews<C: ConnectionTrait>(
    place: &Place,
    connection: &C,
) -> Result<Vec<RealInterview>> {
    let rows = real_interview::Entity::find()
        .order_by_asc(real_interview::Column::HeldOn)
        .order_by_asc(real_interview::Column::Id)
        .all(connection)
        .await
        .at(place)?;
    rows.into_iter()
        .map(|real_interview::Model { id, held_on, json }| {
            let json = read_json(place, &format!("the real interview `{id}`"), &json)?;
            Ok(RealInterview { id, on: held_on, json })
        })
        .collect()
}

fn card_of(place: &Place, row: card_state::Model) -> Result<CardState> {
    let what = format!("card `{}`", row.card);
    let own = row.own.map(|json| read_json(place, &what, &json)).transpose()?;
    Ok(CardState {
        card: row.card,
        topic: row.topic,
        due_unix_ms: number(place, &what, row.due_unix_ms)?,
        stability: row.stability,
        difficulty: row.difficulty,
        last_review_unix_ms: row
            .last_review_unix_ms
            .map(|unix_ms| number(place, &what, unix_ms))
            .transpose()?,
        reviews: number(place, &what, row.reviews)?,
        lapses: number(place, &what, row.lapses)?,
        is_suspended: row.is_suspended != 0,
        made_unix_ms: number(place, &what, row.made_unix_ms)?,
        own,
    })
}

fn review_of(place: &Place, row: review::Model) -> Result<Review> {
    let what = "a review";
    Ok(Review {
        at_unix_ms: number(place, what, row.at_unix_ms)?,
        grade: number(place, what, row.grade)?,
        took_ms: number(place, what, row.took_ms)?,
        detail: row.detail.map(|json| read_json(place, what, &json)).transpose()?,
        card: row.card,
        by: row.by,
    })
}

fn practice_of(place: &Place, row: practice::Model) -> Result<Practice> {
    let what = format!("practice `{}`", row.id);
    Ok(Practice {
        at_unix_ms: number(place, &what, row.at_unix_ms)?,
        json: read_json(place, &what, &row.json)?,
        id: row.id,
        kind: row.kind,
        item: row.item,
        minutes: row.minutes,
    })
}

fn plan_day_of(place: &Place, row: plan_day::Model) -> Result<(String, Value)> {
    let value = read_json(place, &format!("the plan of {}", row.date), &row.json)?;
    Ok((row.date, value))
}

fn number<T: TryFrom<i64>>(place: &Place, what: impl Display, number: i64) -> Result<T> {
    T::try_from(number).map_err(|_| StoreError::Corrupt {
        place: place.to_string(),
        cause: format!("{what} has the number {number}, which cannot be"),
    })
}
