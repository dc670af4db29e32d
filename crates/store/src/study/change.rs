//! From what is to be kept to rows, and from rows into a transaction of the writer.

use super::{CardState, Practice, RealInterview, Review};
use crate::Place;
use crate::error::{At, Result, StoreError};
use crate::log::signed;
use crate::schema::{card_state, plan_day, practice, real_interview, review, setting};
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ActiveModelBehavior, ActiveModelTrait, ColumnTrait, DatabaseTransaction, EntityTrait,
    IdenStatic, IntoActiveModel, Iterable, PrimaryKeyToColumn, QueryFilter, TryInsertResult,
};
use serde_json::Value;
use std::collections::BTreeMap;

/// A change to one of the tables, checked: what a database would refuse is refused before.
pub(crate) enum Change {
    Cards(Vec<card_state::Model>),
    DeleteCard { card: String },
    Review { after: Box<card_state::Model>, review: review::Model },
    Reviews(Vec<review::Model>),
    Merge { cards: Vec<card_state::Model>, reviews: Vec<review::Model> },
    Practice(practice::Model),
    DeletePractice { id: String },
    Setting(setting::Model),
    PlanDay(plan_day::Model),
    RealInterview(real_interview::Model),
    DeleteRealInterview { id: String },
}

impl Change {
    pub fn put_cards(place: &Place, cards: &[CardState]) -> Result<Change> {
        Ok(Change::Cards(card_rows(place, cards)?))
    }

    pub fn review(place: &Place, after: &CardState, review: &Review) -> Result<Change> {
        if after.card != review.card {
            return Err(refused(
                place,
                format!("a review of card `{}` comes with the state of another", review.card),
            ));
        }
        let after = Box::new(card_row(place, after)?);
        Ok(Change::Review { after, review: review_row(place, review)? })
    }

    pub fn add_reviews(place: &Place, reviews: &[Review]) -> Result<Change> {
        Ok(Change::Reviews(review_rows(place, reviews)?))
    }

    pub fn merge(place: &Place, cards: &[CardState], reviews: &[Review]) -> Result<Change> {
        let (cards, reviews) = (card_rows(place, cards)?, review_rows(place, reviews)?);
        Ok(Change::Merge { cards, reviews })
    }
}

fn card_rows(place: &Place, cards: &[CardState]) -> Result<Vec<card_state::Model>> {
    // PostgreSQL refuses a statement that replaces one row twice.
    let last: BTreeMap<&str, &CardState> =
        cards.iter().map(|card| (card.card.as_str(), card)).collect();
    last.into_values().map(|card| card_row(place, card)).collect()
}

fn review_rows(place: &Place, reviews: &[Review]) -> Result<Vec<review::Model>> {
    reviews.iter().map(|review| review_row(place, review)).collect()
}

/// Says how many rows were added, of those that may have been there. A refusal comes before
/// anything was changed.
pub(crate) async fn apply(
    place: &Place,
    transaction: &DatabaseTransaction,
    change: &Change,
) -> Result<u64> {
    match change {
        Change::Cards(rows) => replace::<card_state::Entity>(place, transaction, rows).await?,
        Change::DeleteCard { card } => {
            card_state::Entity::delete_by_id(card.clone()).exec(transaction).await.at(place)?;
            review::Entity::delete_many()
                .filter(review::Column::Card.eq(card))
                .exec(transaction)
                .await
                .at(place)?;
        }
        Change::Review { after, review } => {
            let rows = std::slice::from_ref(review);
            if insert_new::<review::Entity>(place, transaction, rows).await? == 0 {
                let (card, at_unix_ms) = (review.card.clone(), review.at_unix_ms.unsigned_abs());
                return Err(StoreError::ReviewTaken { card, at_unix_ms });
            }
            let rows = std::slice::from_ref(after.as_ref());
            replace::<card_state::Entity>(place, transaction, rows).await?;
        }
        Change::Reviews(rows) => {
            return insert_new::<review::Entity>(place, transaction, rows).await;
        }
        Change::Merge { cards, reviews } => {
            replace::<card_state::Entity>(place, transaction, cards).await?;
            return insert_new::<review::Entity>(place, transaction, reviews).await;
        }
        Change::Practice(row) => {
            replace::<practice::Entity>(place, transaction, std::slice::from_ref(row)).await?;
        }
        Change::DeletePractice { id } => {
            practice::Entity::delete_by_id(id.clone()).exec(transaction).await.at(place)?;
        }
        Change::Setting(row) => {
            replace::<setting::Entity>(place, transaction, std::slice::from_ref(row)).await?;
        }
        Change::PlanDay(row) => {
            replace::<plan_day::Entity>(place, transaction, std::slice::from_ref(row)).await?;
        }
        Change::RealInterview(row) => {
            replace::<real_interview::Entity>(place, transaction, std::slice::from_ref(row))
                .await?;
        }
        Change::DeleteRealInterview { id } => {
            real_interview::Entity::delete_by_id(id.clone()).exec(transaction).await.at(place)?;
        }
    }
    Ok(0)
}

/// At most eleven values each: far below the 32 766 that SQLite takes in one statement.
const ROWS_A_STATEMENT: usize = 1_000;

/// Puts rows in the place of those that have their keys.
async fn replace<E>(
    place: &Place,
    transaction: &DatabaseTransaction,
    rows: &[E::Model],
) -> Result<()>
where
    E: EntityTrait,
    E::Model: IntoActiveModel<E::ActiveModel>,
    E::ActiveModel: ActiveModelTrait<Entity = E> + ActiveModelBehavior + Send,
{
    let others: Vec<E::Column> = E::Column::iter()
        .filter(|column| key::<E>().all(|key| key.as_str() != column.as_str()))
        .collect();
    for rows in rows.chunks(ROWS_A_STATEMENT) {
        let replace = OnConflict::columns(key::<E>()).update_columns(others.clone()).to_owned();
        E::insert_many(rows.iter().cloned().map(IntoActiveModel::into_active_model))
            .on_conflict(replace)
            .exec_without_returning(transaction)
            .await
            .at(place)?;
    }
    Ok(())
}

/// Adds rows whose keys are not there yet, and says how many those were.
pub(crate) async fn insert_new<E>(
    place: &Place,
    transaction: &DatabaseTransaction,
    rows: &[E::Model],
) -> Result<u64>
where
    E: EntityTrait,
    E::Model: IntoActiveModel<E::ActiveModel>,
    E::ActiveModel: ActiveModelTrait<Entity = E> + ActiveModelBehavior + Send,
{
    let mut added = 0;
    for rows in rows.chunks(ROWS_A_STATEMENT) {
        let inserted = E::insert_many(rows.iter().cloned().map(IntoActiveModel::into_active_model))
            .on_conflict_do_nothing_on(key::<E>())
            .exec_without_returning(transaction)
            .await
            .at(place)?;
        if let TryInsertResult::Inserted(rows) = inserted {
            added += rows;
        }
    }
    Ok(added)
}

fn key<E: EntityTrait>() -> impl Iterator<Item = E::Column> {
    E::PrimaryKey::iter().map(PrimaryKeyToColumn::into_column)
}

pub(crate) fn card_row(place: &Place, card: &CardState) -> Result<card_state::Model> {
    let CardState {
        card,
        topic,
        due_unix_ms,
        stability,
        difficulty,
        last_review_unix_ms,
        reviews,
        lapses,
        is_suspended,
        made_unix_ms,
        own,
    } = card;
    Ok(card_state::Model {
        card: named(place, "a card", card)?,
        topic: topic.clone(),
        due_unix_ms: signed(place, *due_unix_ms)?,
        stability: finite(place, "a card's stability", *stability)?,
        difficulty: finite(place, "a card's difficulty", *difficulty)?,
        last_review_unix_ms: last_review_unix_ms
            .map(|unix_ms| signed(place, unix_ms))
            .transpose()?,
        reviews: i64::from(*reviews),
        lapses: i64::from(*lapses),
        is_suspended: i64::from(*is_suspended),
        made_unix_ms: signed(place, *made_unix_ms)?,
        own: own.as_ref().map(Value::to_string),
    })
}

pub(crate) fn review_row(place: &Place, review: &Review) -> Result<review::Model> {
    let Review { card, at_unix_ms, grade, took_ms, by, detail } = review;
    if !(1..=4).contains(grade) {
        let cause = format!("a review of card `{card}` has grade {grade}; grades are 1 to 4");
        return Err(refused(place, cause));
    }
    Ok(review::Model {
        card: named(place, "a review's card", card)?,
        at_unix_ms: signed(place, *at_unix_ms)?,
        grade: i64::from(*grade),
        took_ms: i64::from(*took_ms),
        by: by.clone(),
        detail: detail.as_ref().map(Value::to_string),
    })
}

pub(crate) fn practice_row(place: &Place, practice: &Practice) -> Result<practice::Model> {
    let Practice { id, at_unix_ms, kind, item, minutes, json } = practice;
    Ok(practice::Model {
        id: named(place, "practice", id)?,
        at_unix_ms: signed(place, *at_unix_ms)?,
        kind: kind.clone(),
        item: item.clone(),
        minutes: finite(place, "the minutes of practice", *minutes)?,
        json: json.to_string(),
    })
}

pub(crate) fn setting_row(place: &Place, key: &str, value: &Value) -> Result<setting::Model> {
    Ok(setting::Model { key: named(place, "a setting", key)?, json: value.to_string() })
}

pub(crate) fn plan_day_row(place: &Place, date: &str, value: &Value) -> Result<plan_day::Model> {
    // Another form would be kept and then stand outside every range.
    let is_date = date.len() == 10
        && date.bytes().enumerate().all(|(at, byte)| match at {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    if !is_date {
        return Err(refused(place, format!("`{date}` is no date such as 2027-01-05")));
    }
    Ok(plan_day::Model { date: date.to_owned(), json: value.to_string() })
}

pub(crate) fn interview_row(
    place: &Place,
    interview: &RealInterview,
) -> Result<real_interview::Model> {
    let RealInterview { id, on, json } = interview;
    Ok(real_interview::Model {
        id: named(place, "a real interview", id)?,
        held_on: on.clone(),
        json: json.to_string(),
    })
}

fn named(place: &Place, what: &str, id: &str) -> Result<String> {
    if id.is_empty() { Err(refused(place, format!("{what} has no name"))) } else { Ok(id.into()) }
}

/// SQLite keeps "not a number" as nothing at all, and JSON knows neither it nor infinity.
fn finite(place: &Place, what: &str, number: f64) -> Result<f64> {
    if number.is_finite() { Ok(number) } else { Err(refused(place, format!("{what} is {number}"))) }
}

fn refused(place: &Place, cause: String) -> StoreError {
    StoreError::Other { place: place.to_string(), cause: format!("this is not kept: {cause}") }
}
