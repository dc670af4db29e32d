//! Studying between rounds: cards, drills, the plan, progress.
//!
//! A day of study begins at four in the morning, so that a review after midnight still belongs to the
//! evening before. The time zone is the machine's, or the one that a test sets.

mod anki;
mod cards;
mod catalog;
mod drawn;
mod drills;
mod labs;
mod listening;
mod overview;
mod plan;
mod progress;
mod take_along;

pub use anki::{ANKI_BYTES_MAX, AnkiExport, AnkiTaken, NEW_A_DAY, Named};
pub use cards::{Asked, Counts, Graded, Leech};
pub use drills::{DrillDone, DrillSheet};
pub use labs::{LabPlace, LabStanding};
pub use listening::{AnswerSeen, NumberSeen, PointSeen, PointsSeen};
pub use overview::{CardTopic, CardsOverview, card_topic_title, comes_in_words};
pub use plan::{PlannedItem, TodayPlan};
pub use progress::{InterviewRound, InterviewTold, Progress, RoundPast, TopicStanding};

use crate::{AppError, Greenroom};
use greenroom_plan::{DaysOff, Edit};
use greenroom_store::Status;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use std::collections::BTreeSet;

const DAY_BEGINS_HOUR: i64 = 4;
pub(crate) const DAY_MS: u64 = 24 * 60 * 60 * 1000;

/// What a person chose about studying.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct StudySettings {
    pub minutes_a_day: u32,
    pub days_off: DaysOff,
    /// The chance to recall a card at which it comes again, 0.7 to 0.97.
    pub retention: f32,
    /// FSRS's own; empty: those that fit most people.
    pub parameters: Vec<f32>,
    pub edits: Vec<Edit>,
}

impl Default for StudySettings {
    fn default() -> StudySettings {
        StudySettings {
            minutes_a_day: 60,
            days_off: DaysOff::default(),
            retention: 0.9,
            parameters: Vec::new(),
            edits: Vec::new(),
        }
    }
}

const SETTINGS: &str = "study";

impl Greenroom {
    /// The day of study that it is.
    pub fn today(&self) -> Date {
        self.day_of(self.clock.unix_ms())
    }

    pub fn day_of(&self, unix_ms: u64) -> Date {
        let back = Span::new().hours(DAY_BEGINS_HOUR);
        self.local(unix_ms).checked_sub(back).unwrap_or(DateTime::MIN).date()
    }

    /// When a day of study begins. Where clocks skip that hour, a moment later.
    pub(crate) fn begins(&self, day: Date) -> u64 {
        let at = day.at(DAY_BEGINS_HOUR as i8, 0, 0, 0);
        let zoned = self.zone.to_zoned(at).map(|zoned| zoned.timestamp().as_millisecond());
        u64::try_from(zoned.unwrap_or(0)).unwrap_or(0)
    }

    fn local(&self, unix_ms: u64) -> DateTime {
        let ms = i64::try_from(unix_ms).unwrap_or(i64::MAX);
        let moment = Timestamp::from_millisecond(ms).unwrap_or(Timestamp::UNIX_EPOCH);
        moment.to_zoned(self.zone.clone()).datetime()
    }

    /// The same program in another time zone.
    pub fn in_zone(self, zone: TimeZone) -> Greenroom {
        Greenroom { zone, ..self }
    }

    pub async fn study_settings(&self) -> Result<StudySettings, AppError> {
        Ok(self.kept(SETTINGS).await?.unwrap_or_default())
    }

    pub async fn set_study_settings(&self, settings: &StudySettings) -> Result<(), AppError> {
        Ok(self.store.set_setting(SETTINGS, &json(settings)).await?)
    }

    async fn kept<T: DeserializeOwned>(&self, key: &str) -> Result<Option<T>, AppError> {
        let Some(value) = self.store.setting(key).await? else { return Ok(None) };
        serde_json::from_value(value).map(Some).map_err(|error| AppError::Kept {
            what: format!("the setting `{key}`"),
            why: error.to_string(),
        })
    }

    /// Works out the findings of sessions that ended and were not looked at yet, so that progress and
    /// plan know them. Returns how many there were.
    pub async fn catch_up(&self) -> Result<usize, AppError> {
        let known = self.store.practice_since(0).await?;
        let known: BTreeSet<String> = known.into_iter().map(|practice| practice.id).collect();
        let mut count = 0;
        for row in self.store.sessions().await? {
            if row.status != Status::Ended || known.contains(&progress::session_practice(&row.id)) {
                continue;
            }
            // One that cannot be read any more must not keep the others from being counted.
            match self.debrief(&row.id).await {
                Ok(_) => count += 1,
                Err(AppError::Open(_)) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(count)
    }
}

pub(crate) fn json(value: &impl Serialize) -> serde_json::Value {
    serde_json::to_value(value).expect("our own values are JSON")
}
