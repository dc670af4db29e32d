//! The lines of an export that are not sessions: cards, reviews, practice, plan, settings.

use super::{ExportCount, ImportCount, Line, write_line};
use crate::Place;
use crate::error::Result;
use crate::schema::{card_state, plan_day, practice, real_interview, review, setting};
use crate::study::{self, insert_new};
use sea_orm::{
    ActiveModelBehavior, ActiveModelTrait, DatabaseTransaction, EntityTrait, IntoActiveModel,
};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::io::Write;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SettingLine {
    key: String,
    json: Value,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PlanDayLine {
    date: String,
    json: Value,
}

/// One kind after the other, each whole in memory: reviews of ten years are some 20 MB.
pub(super) async fn export(
    place: &Place,
    snapshot: &DatabaseTransaction,
    out: &mut impl Write,
    count: &mut ExportCount,
) -> Result<()> {
    for (key, json) in study::all_settings(place, snapshot).await? {
        write_line(out, &Line::Setting(SettingLine { key, json }))?;
        count.settings += 1;
    }
    for (date, json) in study::all_plan_days(place, snapshot).await? {
        write_line(out, &Line::PlanDay(PlanDayLine { date, json }))?;
        count.plan_days += 1;
    }
    for interview in study::real_interviews(place, snapshot).await? {
        write_line(out, &Line::RealInterview(interview))?;
        count.real_interviews += 1;
    }
    for card in study::all_cards(place, snapshot).await? {
        write_line(out, &Line::Card(card))?;
        count.cards += 1;
    }
    for review in study::all_reviews(place, snapshot).await? {
        write_line(out, &Line::Review(review))?;
        count.reviews += 1;
    }
    for practice in study::read_practice(place, snapshot, 0).await? {
        write_line(out, &Line::Practice(practice))?;
        count.practices += 1;
    }
    Ok(())
}

/// Rows of an import that wait to be written, because one by one they take ten times as long.
#[derive(Default)]
pub(super) struct Incoming {
    settings: Vec<setting::Model>,
    plan_days: Vec<plan_day::Model>,
    real_interviews: Vec<real_interview::Model>,
    cards: Vec<card_state::Model>,
    reviews: Vec<review::Model>,
    practices: Vec<practice::Model>,
}

const ROWS_TOGETHER: usize = 1_000;

impl Incoming {
    /// Checks what a line brings. Sessions, their events, designs and the profile are not for here.
    pub fn take(&mut self, place: &Place, line: &Line, seen: &mut ExportCount) -> Result<()> {
        match line {
            Line::Setting(SettingLine { key, json }) => {
                self.settings.push(study::setting_row(place, key, json)?);
                seen.settings += 1;
            }
            Line::PlanDay(PlanDayLine { date, json }) => {
                self.plan_days.push(study::plan_day_row(place, date, json)?);
                seen.plan_days += 1;
            }
            Line::RealInterview(interview) => {
                self.real_interviews.push(study::interview_row(place, interview)?);
                seen.real_interviews += 1;
            }
            Line::Card(card) => {
                self.cards.push(study::card_row(place, card)?);
                seen.cards += 1;
            }
            Line::Review(review) => {
                self.reviews.push(study::review_row(place, review)?);
                seen.reviews += 1;
            }
            Line::Practice(practice) => {
                self.practices.push(study::practice_row(place, practice)?);
                seen.practices += 1;
            }
            Line::Profile(_)
            | Line::Design(_)
            | Line::Session(_)
            | Line::Event(_)
            | Line::End(_) => {}
        }
        Ok(())
    }

    pub fn is_full(&self) -> bool {
        let Incoming { settings, plan_days, real_interviews, cards, reviews, practices } = self;
        let rows = settings.len() + plan_days.len() + real_interviews.len();
        rows + cards.len() + reviews.len() + practices.len() >= ROWS_TOGETHER
    }

    /// Writes what waits; what is here already stays as it is.
    pub async fn write(
        &mut self,
        place: &Place,
        transaction: &DatabaseTransaction,
        count: &mut ImportCount,
    ) -> Result<()> {
        let Incoming { settings, plan_days, real_interviews, cards, reviews, practices } =
            std::mem::take(self);
        let skipped = &mut count.rows_skipped;
        let at = (place, transaction);
        put::<setting::Entity>(at, settings, &mut count.settings, skipped).await?;
        put::<plan_day::Entity>(at, plan_days, &mut count.plan_days, skipped).await?;
        let added = &mut count.real_interviews;
        put::<real_interview::Entity>(at, real_interviews, added, skipped).await?;
        put::<card_state::Entity>(at, cards, &mut count.cards, skipped).await?;
        put::<review::Entity>(at, reviews, &mut count.reviews, skipped).await?;
        put::<practice::Entity>(at, practices, &mut count.practices, skipped).await?;
        Ok(())
    }
}

async fn put<E>(
    (place, transaction): (&Place, &DatabaseTransaction),
    rows: Vec<E::Model>,
    added: &mut u64,
    skipped: &mut u64,
) -> Result<()>
where
    E: EntityTrait,
    E::Model: IntoActiveModel<E::ActiveModel>,
    E::ActiveModel: ActiveModelTrait<Entity = E> + ActiveModelBehavior + Send,
{
    let new = insert_new::<E>(place, transaction, &rows).await?;
    *added += new;
    *skipped += rows.len() as u64 - new;
    Ok(())
}
