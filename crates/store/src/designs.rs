//! Designs of the studio: what is drawn now, and what was before.
//!
//! The store knows a design as a text with a title. A save says which revision it was drawn from; one
//! that comes too late replaces nothing and is kept beside. Of what was before, about
//! [`VERSIONS_MAX`] stay: the newest, then fewer and fewer the older they are.

use crate::error::{At, Result, StoreError};
use crate::log::signed;
use crate::schema::{design, design_version};
use crate::writer::Write;
use crate::{Place, Store, read_json};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter,
    QueryOrder, QuerySelect, Select, TryInsertResult,
};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// So many texts of a design are kept beside the one that it is.
pub const VERSIONS_MAX: usize = 50;
/// The newest are all kept, however fast they came.
const NEWEST: usize = 12;

/// A design as it is now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DesignRow {
    pub id: String,
    pub title: String,
    pub text: String,
    /// Counts from 1, with gaps where something was kept beside.
    pub revision: u64,
    pub changed_unix_ms: u64,
    /// The example of the content that it was copied from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from_gallery: Option<String>,
    /// The problem that it is an answer to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub problem: Option<String>,
}

/// What a list shows of a design.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DesignListed {
    pub id: String,
    pub title: String,
    pub revision: u64,
    pub changed_unix_ms: u64,
    pub from_gallery: Option<String>,
    pub problem: Option<String>,
}

/// A text that a design had, or that lost against another tab's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DesignVersion {
    pub revision: u64,
    pub changed_unix_ms: u64,
    pub title: String,
    pub text: String,
    /// It was never the design itself.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_aside: bool,
}

/// What a design becomes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DesignSave {
    pub id: String,
    pub title: String,
    pub text: String,
    /// The revision that it was drawn from.
    pub base: u64,
    pub at_unix_ms: u64,
}

/// Everything that writes is durable on return.
impl Store {
    /// Keeps a new design as its revision 1, whatever `row` says of that.
    ///
    /// Errors: [`StoreError::Other`] when the id is in use.
    pub async fn create_design(&self, row: &DesignRow) -> Result<()> {
        let row = DesignRow { revision: 1, ..row.clone() };
        let model = row_of(&self.place, &row)?;
        self.write_design(Change::Create(model)).await.map(drop)
    }

    /// The newest first.
    pub async fn designs(&self) -> Result<Vec<DesignListed>> {
        let rows =
            newest_first().into_partial_model::<Listed>().all(self.reads()).await.at(&self.place)?;
        rows.into_iter().map(|row| row.read(&self.place)).collect()
    }

    /// `None`: there is no such design.
    pub async fn design(&self, id: &str) -> Result<Option<DesignRow>> {
        let row =
            design::Entity::find_by_id(id.to_owned()).one(self.reads()).await.at(&self.place)?;
        row.map(|row| design_of(&self.place, row)).transpose()
    }

    /// Replaces a design and returns its new revision. The text before is kept; the same text again
    /// changes nothing, so that a save may be repeated.
    ///
    /// Errors: [`StoreError::NoDesign`]; [`StoreError::DesignChanged`] when `base` is not what is here:
    /// then nothing was replaced, and the text was kept beside.
    pub async fn save_design(&self, save: &DesignSave) -> Result<u64> {
        let DesignSave { id, title, text, base, at_unix_ms } = save;
        let change = Change::Save(Save {
            id: id.clone(),
            base: signed(&self.place, *base)?,
            at_unix_ms: signed(&self.place, *at_unix_ms)?,
            title: json(title),
            text: json(text),
        });
        self.write_design(change).await
    }

    /// Deletes a design with all that was kept of it; one that is not there is no error.
    pub async fn delete_design(&self, id: &str) -> Result<()> {
        self.write_design(Change::Delete { id: id.to_owned() }).await.map(drop)
    }

    /// What a design was before and what was kept beside it, the newest first; with their texts.
    pub async fn design_versions(&self, id: &str) -> Result<Vec<DesignVersion>> {
        versions(&self.place, self.reads(), id).await
    }

    pub async fn design_version(&self, id: &str, revision: u64) -> Result<Option<DesignVersion>> {
        let key = (id.to_owned(), signed(&self.place, revision)?);
        let row = design_version::Entity::find_by_id(key).one(self.reads()).await.at(&self.place)?;
        row.map(|row| version_of(&self.place, row)).transpose()
    }

    async fn write_design(&self, change: Change) -> Result<u64> {
        self.writer.write(&self.place, Write::Design(Box::new(change))).await
    }
}

/// A change to the designs, checked.
pub(crate) enum Change {
    Create(design::Model),
    Save(Save),
    Delete { id: String },
}

/// A [`DesignSave`] as the database takes it.
pub(crate) struct Save {
    id: String,
    base: i64,
    at_unix_ms: i64,
    title: String,
    text: String,
}

/// The revision afterwards, where there is one. [`StoreError::DesignChanged`] is a refusal that keeps
/// something all the same: the transaction goes on with it.
pub(crate) async fn apply(
    place: &Place,
    transaction: &DatabaseTransaction,
    change: &Change,
) -> Result<u64> {
    match change {
        Change::Create(row) => {
            let made = design::Entity::insert(row.clone().into_active_model())
                .on_conflict_do_nothing_on([design::Column::Id])
                .exec_without_returning(transaction)
                .await
                .at(place)?;
            match made {
                TryInsertResult::Inserted(1) => Ok(row.revision.unsigned_abs()),
                _ => Err(StoreError::Other {
                    place: place.to_string(),
                    cause: format!("there is a design `{}` already", row.id),
                }),
            }
        }
        Change::Save(to) => save(place, transaction, to).await,
        Change::Delete { id } => {
            design::Entity::delete_by_id(id.clone()).exec(transaction).await.at(place)?;
            Ok(0)
        }
    }
}

async fn save(place: &Place, transaction: &DatabaseTransaction, to: &Save) -> Result<u64> {
    let Save { id, base, at_unix_ms, title, text } = to;
    let here = find(place, transaction, id).await?;
    if (&here.title, &here.text) == (title, text) {
        return Ok(here.revision.unsigned_abs());
    }
    let next = next_revision(place, transaction, id, here.revision).await?;
    let replaced = design::Entity::update_many()
        .col_expr(design::Column::Title, Expr::value(title.as_str()))
        .col_expr(design::Column::Text, Expr::value(text.as_str()))
        .col_expr(design::Column::Revision, Expr::value(next))
        .col_expr(design::Column::ChangedUnixMs, Expr::value(*at_unix_ms))
        .filter(design::Column::Id.eq(id))
        .filter(design::Column::Revision.eq(*base))
        .exec(transaction)
        .await
        .at(place)?;
    if replaced.rows_affected > 0 {
        let before = kept(id, *base, here.changed_unix_ms, here.title, here.text, false);
        keep(place, transaction, before).await?;
        return Ok(next.unsigned_abs());
    }
    // Read again: another program may have been faster than this one's look at it.
    let newest = find(place, transaction, id).await?.revision;
    if !is_known(place, transaction, id, text).await? {
        let next = next_revision(place, transaction, id, newest).await?;
        let beside = kept(id, next, *at_unix_ms, title.clone(), text.clone(), true);
        keep(place, transaction, beside).await?;
    }
    Err(StoreError::DesignChanged { id: id.clone(), newest: newest.unsigned_abs() })
}

async fn find(place: &Place, transaction: &DatabaseTransaction, id: &str) -> Result<design::Model> {
    let here = design::Entity::find_by_id(id.to_owned()).one(transaction).await.at(place)?;
    here.ok_or_else(|| StoreError::NoDesign { id: id.to_owned() })
}

async fn keep(
    place: &Place,
    transaction: &DatabaseTransaction,
    version: design_version::Model,
) -> Result<()> {
    let design = version.design.clone();
    design_version::Entity::insert(version.into_active_model())
        .exec_without_returning(transaction)
        .await
        .at(place)?;
    thin_out(place, transaction, &design).await
}

fn kept(
    design: &str,
    revision: i64,
    changed_unix_ms: i64,
    title: String,
    text: String,
    is_aside: bool,
) -> design_version::Model {
    design_version::Model {
        design: design.to_owned(),
        revision,
        changed_unix_ms,
        title,
        text,
        is_aside: i64::from(is_aside),
    }
}

/// Above the design's own and all that was kept.
async fn next_revision(
    place: &Place,
    transaction: &DatabaseTransaction,
    id: &str,
    newest: i64,
) -> Result<i64> {
    let last: Option<i64> = design_version::Entity::find()
        .select_only()
        .column(design_version::Column::Revision)
        .filter(design_version::Column::Design.eq(id))
        .order_by_desc(design_version::Column::Revision)
        .into_tuple()
        .one(transaction)
        .await
        .at(place)?;
    Ok(newest.max(last.unwrap_or(0)) + 1)
}

/// Whether a text is among those kept, as one that was sent twice is.
async fn is_known(
    place: &Place,
    transaction: &DatabaseTransaction,
    id: &str,
    text: &str,
) -> Result<bool> {
    let row = design_version::Entity::find()
        .filter(design_version::Column::Design.eq(id))
        .filter(design_version::Column::Text.eq(text))
        .one(transaction)
        .await
        .at(place)?;
    Ok(row.is_some())
}

async fn thin_out(place: &Place, transaction: &DatabaseTransaction, id: &str) -> Result<()> {
    let rows: Vec<(i64, i64, i64)> = design_version::Entity::find()
        .select_only()
        .column(design_version::Column::Revision)
        .column(design_version::Column::ChangedUnixMs)
        .column(design_version::Column::IsAside)
        .filter(design_version::Column::Design.eq(id))
        .order_by_asc(design_version::Column::Revision)
        .into_tuple()
        .all(transaction)
        .await
        .at(place)?;
    let times: Vec<(i64, bool)> = rows.iter().map(|(_, at, aside)| (*at, *aside != 0)).collect();
    let gone: Vec<i64> = superfluous(&times).into_iter().map(|at| rows[at].0).collect();
    if gone.is_empty() {
        return Ok(());
    }
    design_version::Entity::delete_many()
        .filter(design_version::Column::Design.eq(id))
        .filter(design_version::Column::Revision.is_in(gone))
        .exec(transaction)
        .await
        .at(place)?;
    Ok(())
}

/// Which of the texts (time, and whether it is one that lost; oldest first) go, so that
/// [`VERSIONS_MAX`] stay. Again and again the one whose neighbours lie nearest to each other: a minute
/// in which everything was saved every second keeps one, and an evening months ago keeps its own.
fn superfluous(times: &[(i64, bool)]) -> Vec<usize> {
    let mut left: Vec<usize> = (0..times.len()).collect();
    let mut gone = Vec::new();
    while left.len() > VERSIONS_MAX {
        let older = left.len() - NEWEST;
        let gap = |at: usize| {
            times[left[at + 1]].0 - if at > 0 { times[left[at - 1]].0 } else { i64::MIN / 2 }
        };
        let candidates = || (0..older).filter(|at| !times[left[*at]].1);
        // What lost goes last: nothing else says what was in it.
        let at = candidates().min_by_key(|at| gap(*at)).unwrap_or(0);
        gone.push(left.remove(at));
    }
    gone.sort_unstable();
    gone
}

/// Adds an imported design with what was kept of it. Where there is one of its id already, that stays,
/// and the other's text is kept beside it. Returns whether it is new.
pub(crate) async fn import(
    place: &Place,
    transaction: &DatabaseTransaction,
    row: &DesignRow,
    versions: &[DesignVersion],
) -> Result<bool> {
    let new = row_of(place, row)?;
    let here = design::Entity::find_by_id(new.id.clone()).one(transaction).await.at(place)?;
    if let Some(here) = here {
        if here.text != new.text && !is_known(place, transaction, &new.id, &new.text).await? {
            let next = next_revision(place, transaction, &new.id, here.revision).await?;
            let beside = kept(&new.id, next, new.changed_unix_ms, new.title, new.text, true);
            keep(place, transaction, beside).await?;
        }
        return Ok(false);
    }
    let mut rows = Vec::with_capacity(versions.len());
    for version in versions {
        let DesignVersion { revision, changed_unix_ms, title, text, is_aside } = version;
        if rows.iter().any(|row: &design_version::Model| row.revision == *revision as i64) {
            return Err(refused(place, &new.id, &format!("revision {revision} is there twice")));
        }
        let revision = positive(place, &new.id, *revision)?;
        let changed = signed(place, *changed_unix_ms)?;
        rows.push(kept(&new.id, revision, changed, json(title), json(text), *is_aside));
    }
    design::Entity::insert(new.into_active_model())
        .exec_without_returning(transaction)
        .await
        .at(place)?;
    if !rows.is_empty() {
        design_version::Entity::insert_many(
            rows.into_iter().map(IntoActiveModel::into_active_model),
        )
        .exec_without_returning(transaction)
        .await
        .at(place)?;
    }
    Ok(true)
}

/// By id, for an export and for a check of everything.
pub(crate) async fn ids<C: ConnectionTrait>(place: &Place, connection: &C) -> Result<Vec<String>> {
    design::Entity::find()
        .select_only()
        .column(design::Column::Id)
        .order_by_asc(design::Column::Id)
        .into_tuple()
        .all(connection)
        .await
        .at(place)
}

/// A design with what was kept of it, oldest first. `None`: it was deleted.
pub(crate) async fn whole<C: ConnectionTrait>(
    place: &Place,
    connection: &C,
    id: &str,
) -> Result<Option<(DesignRow, Vec<DesignVersion>)>> {
    let row = design::Entity::find_by_id(id.to_owned()).one(connection).await.at(place)?;
    let Some(row) = row else { return Ok(None) };
    let mut kept = versions(place, connection, id).await?;
    kept.reverse();
    Ok(Some((design_of(place, row)?, kept)))
}

pub(crate) fn newest_first() -> Select<design::Entity> {
    design::Entity::find()
        .order_by_desc(design::Column::ChangedUnixMs)
        .order_by_desc(design::Column::Id)
}

pub(crate) fn versions_of(id: &str) -> Select<design_version::Entity> {
    design_version::Entity::find()
        .filter(design_version::Column::Design.eq(id))
        .order_by_desc(design_version::Column::Revision)
}

async fn versions<C: ConnectionTrait>(
    place: &Place,
    connection: &C,
    id: &str,
) -> Result<Vec<DesignVersion>> {
    let rows = versions_of(id).all(connection).await.at(place)?;
    rows.into_iter().map(|row| version_of(place, row)).collect()
}

/// The columns of a [`DesignListed`].
#[derive(sea_orm::DerivePartialModel)]
#[sea_orm(entity = "design::Entity")]
struct Listed {
    id: String,
    title: String,
    revision: i64,
    changed_unix_ms: i64,
    from_gallery: Option<String>,
    problem: Option<String>,
}

impl Listed {
    fn read(self, place: &Place) -> Result<DesignListed> {
        Ok(DesignListed {
            title: read_json(place, "a design's title", &self.title)?,
            id: self.id,
            revision: self.revision.unsigned_abs(),
            changed_unix_ms: self.changed_unix_ms.unsigned_abs(),
            from_gallery: self.from_gallery,
            problem: self.problem,
        })
    }
}

fn design_of(place: &Place, row: design::Model) -> Result<DesignRow> {
    let what = format!("design `{}`", row.id);
    Ok(DesignRow {
        title: read_json(place, &what, &row.title)?,
        text: read_json(place, &what, &row.text)?,
        id: row.id,
        revision: row.revision.unsigned_abs(),
        changed_unix_ms: row.changed_unix_ms.unsigned_abs(),
        from_gallery: row.from_gallery,
        problem: row.problem,
    })
}

fn version_of(place: &Place, row: design_version::Model) -> Result<DesignVersion> {
    let what = format!("revision {} of design `{}`", row.revision, row.design);
    Ok(DesignVersion {
        title: read_json(place, &what, &row.title)?,
        text: read_json(place, &what, &row.text)?,
        revision: row.revision.unsigned_abs(),
        changed_unix_ms: row.changed_unix_ms.unsigned_abs(),
        is_aside: row.is_aside != 0,
    })
}

fn row_of(place: &Place, row: &DesignRow) -> Result<design::Model> {
    let DesignRow { id, title, text, revision, changed_unix_ms, from_gallery, problem } = row;
    if id.is_empty() {
        return Err(StoreError::Other {
            place: place.to_string(),
            cause: "this is not kept: a design has no name".into(),
        });
    }
    Ok(design::Model {
        id: id.clone(),
        title: json(title),
        text: json(text),
        revision: positive(place, id, *revision)?,
        changed_unix_ms: signed(place, *changed_unix_ms)?,
        from_gallery: from_gallery.clone(),
        problem: problem.clone(),
    })
}

fn positive(place: &Place, id: &str, revision: u64) -> Result<i64> {
    match signed(place, revision)? {
        0 => Err(refused(place, id, "revisions count from 1")),
        revision => Ok(revision),
    }
}

fn refused(place: &Place, id: &str, why: &str) -> StoreError {
    let cause = format!("this is not kept: design `{id}`: {why}");
    StoreError::Other { place: place.to_string(), cause }
}

fn json(text: &str) -> String {
    Value::from(text).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Saved at these seconds, one after the other; what is left.
    fn left_of(seconds: impl Iterator<Item = i64>) -> Vec<i64> {
        let mut kept: Vec<(i64, bool)> = Vec::new();
        for second in seconds {
            kept.push((second * 1_000, false));
            for at in superfluous(&kept).into_iter().rev() {
                kept.remove(at);
            }
        }
        kept.into_iter().map(|(at, _)| at / 1_000).collect()
    }

    #[test]
    fn a_busy_hour_leaves_the_first_the_newest_and_some_between() {
        let left = left_of(0..3_600);
        assert_eq!(left.len(), VERSIONS_MAX);
        assert_eq!(left[0], 0);
        assert_eq!(left[VERSIONS_MAX - NEWEST..], (3_588..3_600).collect::<Vec<_>>());
        let gaps = left.windows(2).map(|pair| pair[1] - pair[0]);
        assert!(gaps.max().unwrap() < 600, "{left:?}");
    }

    #[test]
    fn an_evening_long_ago_outlives_a_busy_one() {
        let long_ago = 5;
        let left = left_of([0, long_ago].into_iter().chain(1_000_000..1_001_000));
        assert_eq!(left[..2], [0, long_ago]);
    }

    #[test]
    fn what_lost_against_another_tab_goes_last() {
        let mut kept: Vec<(i64, bool)> = (0..60).map(|at| (at, (5..20).contains(&at))).collect();
        let gone = superfluous(&kept);
        assert_eq!(gone.len(), 60 - VERSIONS_MAX);
        assert!(gone.iter().all(|at| !kept[*at].1), "{gone:?}");
        kept.iter_mut().for_each(|one| one.1 = true);
        assert_eq!(superfluous(&kept), (0..10).collect::<Vec<_>>());
    }
}
