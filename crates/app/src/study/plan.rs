//! The plan as a person sees it: today's stays as it was in the morning, the other days follow what
//! they do.

use super::{StudySettings, json};
use crate::{AppError, Greenroom};
use greenroom_plan::{Edit, Given, Item, Plan, What, Wish, make};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Today's items with whether they are done.
#[derive(Debug, Clone, PartialEq)]
pub struct TodayPlan {
    pub on: Date,
    pub items: Vec<PlannedItem>,
    pub notes: Vec<String>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct PlannedItem {
    pub item: Item,
    pub is_done: bool,
}

/// A day's plan as it is kept: what it was made from decides whether it still holds.
#[derive(Debug, Serialize, Deserialize)]
struct KeptDay {
    wish: Wish,
    edits: Vec<Edit>,
    items: Vec<Item>,
    notes: Vec<String>,
}

impl Greenroom {
    /// The whole plan from today on, worked out anew; today as it was kept.
    pub async fn plan(&self) -> Result<Plan, AppError> {
        let settings = self.study_settings().await?;
        let mut plan = self.made(&settings).await?;
        let kept = match self.kept_day(&settings).await? {
            Some(kept) => kept,
            None => self.keep_day(&settings, &plan).await?,
        };
        let today = self.today();
        if let Some(first) = plan.days.first_mut().filter(|day| day.on == today) {
            first.items = kept.items;
        }
        Ok(plan)
    }

    /// Today's items. The first look of a day keeps them, so that doing one does not shuffle the others;
    /// a change of what was asked for makes them anew.
    pub async fn today_plan(&self) -> Result<TodayPlan, AppError> {
        let (day, today) = (self.this_day().await?, self.today());
        let introduced = introduced(&day.items).into_iter().collect();
        let done = self.done_on(today, &introduced).await?;
        let items = day
            .items
            .into_iter()
            .map(|item| PlannedItem { is_done: done.contains(&item.exercise), item });
        Ok(TodayPlan { on: today, items: items.collect(), notes: day.notes })
    }

    /// The topics whose cards today introduces, in order. Cheaper than [`Greenroom::today_plan`], because
    /// it does not ask what was done.
    pub(super) async fn introduced_today(&self) -> Result<Vec<String>, AppError> {
        Ok(introduced(&self.this_day().await?.items))
    }

    /// Today as it was kept; its first look keeps it.
    async fn this_day(&self) -> Result<KeptDay, AppError> {
        let settings = self.study_settings().await?;
        match self.kept_day(&settings).await? {
            Some(kept) => Ok(kept),
            None => self.keep_day(&settings, &self.made(&settings).await?).await,
        }
    }

    /// Today as it was kept, unless something else was asked for since.
    async fn kept_day(&self, settings: &StudySettings) -> Result<Option<KeptDay>, AppError> {
        let (name, wish) = (self.today().to_string(), self.wish(settings).await?);
        let kept = self.store.plan_days(&name, &name).await?.pop();
        // A day that another version kept in another form is made anew.
        let kept = kept.and_then(|(_, value)| serde_json::from_value::<KeptDay>(value).ok());
        let edits = self.todays_edits(settings);
        Ok(kept.filter(|day| day.wish == wish && day.edits == edits))
    }

    async fn keep_day(&self, settings: &StudySettings, plan: &Plan) -> Result<KeptDay, AppError> {
        let today = self.today();
        let first = plan.days.iter().find(|day| day.on == today);
        let day = KeptDay {
            wish: self.wish(settings).await?,
            edits: self.todays_edits(settings),
            items: first.map(|day| day.items.clone()).unwrap_or_default(),
            notes: plan.notes.clone(),
        };
        self.store.set_plan_day(&today.to_string(), &json(&day)).await?;
        Ok(day)
    }

    /// A change to another day leaves today as it was.
    fn todays_edits(&self, settings: &StudySettings) -> Vec<Edit> {
        let today = self.today();
        let of_today = |edit: &&Edit| match edit {
            Edit::Pin { on, .. } | Edit::Unpin { on, .. } | Edit::Skip { on, .. } => *on == today,
            Edit::Drop { .. } | Edit::Restore { .. } => true,
        };
        settings.edits.iter().filter(of_today).cloned().collect()
    }

    async fn made(&self, settings: &StudySettings) -> Result<Plan, AppError> {
        let standing = self.standing().await?;
        let wish = self.wish(settings).await?;
        let Some(outline) = self.library.outline() else {
            return Ok(Plan { days: Vec::new(), notes: vec!["The content has no plan.".into()] });
        };
        let (new_cards, due) = (self.new_card_counts().await?, self.due_today().await?);
        let (exercises, today) = (self.exercises(), self.today());
        let (outline, edits) = (outline.clone(), settings.edits.clone());
        let planned = move || {
            make(&Given {
                wish: &wish,
                outline: &outline,
                topics: &standing.topics,
                exercises: &exercises,
                strengths: &standing.strengths,
                readiness: &standing.readiness,
                done: &standing.done,
                new_cards: &new_cards,
                cards_due_today: due,
                edits: &edits,
                today,
                // The same person gets the same plan, whichever page asks.
                seed: 0,
            })
        };
        Ok(tokio::task::spawn_blocking(planned).await.expect("planning does not panic"))
    }

    async fn wish(&self, settings: &StudySettings) -> Result<Wish, AppError> {
        let profile = self.profile().await?;
        Ok(Wish {
            level: profile.level,
            company: profile.company,
            interview_on: profile.interview_on.and_then(|day| day.parse().ok()),
            minutes_a_day: settings.minutes_a_day,
            days_off: settings.days_off.clone(),
        })
    }

    /// Cards due until the day of study ends.
    async fn due_today(&self) -> Result<u32, AppError> {
        let end = self.begins(self.today().tomorrow().unwrap_or(self.today()));
        Ok(u32::try_from(self.store.count_due(end.saturating_sub(1)).await?).unwrap_or(u32::MAX))
    }

    /// What was done on a day. Cards are done when some were answered and none waits, neither a due one
    /// nor a new one of the topics that the day introduces.
    async fn done_on(
        &self,
        day: Date,
        introduced: &BTreeSet<String>,
    ) -> Result<BTreeSet<String>, AppError> {
        let from = self.begins(day);
        let practice = self.store.practice_since(from).await?;
        let mut done: BTreeSet<String> = practice.into_iter().map(|one| one.item).collect();
        if self.store.was_reviewed_since(from).await?
            && self.store.count_due(self.clock.unix_ms()).await? == 0
            && !self.unseen_cards().await?.iter().any(|card| introduced.contains(&card.topic))
        {
            done.insert("cards".into());
        }
        Ok(done)
    }

    /// Changes the plan by hand. An edit that says what already holds is not kept twice.
    pub async fn edit_plan(&self, edit: Edit) -> Result<(), AppError> {
        let mut settings = self.study_settings().await?;
        if settings.edits.last() != Some(&edit) {
            settings.edits.push(edit);
        }
        // Days that are over need no edits any more.
        let today = self.today();
        settings.edits.retain(|edit| match edit {
            Edit::Pin { on, .. } | Edit::Unpin { on, .. } | Edit::Skip { on, .. } => *on >= today,
            Edit::Drop { .. } | Edit::Restore { .. } => true,
        });
        self.set_study_settings(&settings).await
    }
}

fn introduced(items: &[Item]) -> Vec<String> {
    let cards = items.iter().filter(|item| item.what == What::Cards);
    cards.flat_map(|item| item.topics.iter().cloned()).collect()
}
