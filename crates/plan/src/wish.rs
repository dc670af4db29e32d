//! What a plan is made from. All of it is data: no clock, no chance but the seed.

use crate::readiness::{Readiness, Topic};
use crate::strength::Strength;
use greenroom_model::{Company, Level, Outline, RoundKind};
use jiff::civil::{Date, Weekday};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What a person wants.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Wish {
    pub level: Level,
    pub company: Company,
    /// `None`: no date yet; the plan then takes four weeks.
    pub interview_on: Option<Date>,
    pub minutes_a_day: u32,
    pub days_off: DaysOff,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DaysOff {
    /// 1 is Monday, 7 is Sunday.
    #[serde(default)]
    pub weekdays: Vec<i8>,
    #[serde(default)]
    pub dates: Vec<Date>,
}

impl DaysOff {
    pub fn contains(&self, day: Date) -> bool {
        let weekday = day.weekday();
        self.dates.contains(&day)
            || self.weekdays.iter().any(|number| {
                Weekday::from_monday_one_offset(*number).is_ok_and(|off| off == weekday)
            })
    }
}

/// What there is to do.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Exercise {
    /// Such as `code/ttl-lru-cache`.
    pub id: String,
    pub what: What,
    pub title: String,
    /// `None` for what touches every kind.
    pub kind: Option<RoundKind>,
    /// Empty where it is not known before, such as for a round whose problem is drawn.
    pub topics: Vec<String>,
    pub level: Level,
    pub minutes: u32,
    /// Where it is done at once.
    pub path: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    Cards,
    Code,
    Drill,
    Round,
    Mock,
}

impl What {
    pub fn word(self) -> &'static str {
        match self {
            What::Cards => "cards",
            What::Code => "code",
            What::Drill => "drill",
            What::Round => "round",
            What::Mock => "mock",
        }
    }
}

/// Something that was done, whether it was planned or not.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Done {
    pub exercise: String,
    pub on: Date,
}

/// What the person changed by hand. Later ones win.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "edit", rename_all = "snake_case")]
pub enum Edit {
    /// On this day, whatever else.
    Pin {
        exercise: String,
        on: Date,
    },
    Unpin {
        exercise: String,
        on: Date,
    },
    /// Not on this day.
    Skip {
        exercise: String,
        on: Date,
    },
    /// Never.
    Drop {
        exercise: String,
    },
    /// Again among what may be planned.
    Restore {
        exercise: String,
    },
}

impl Edit {
    pub(crate) fn exercise(&self) -> &str {
        match self {
            Edit::Pin { exercise, .. }
            | Edit::Unpin { exercise, .. }
            | Edit::Skip { exercise, .. }
            | Edit::Drop { exercise }
            | Edit::Restore { exercise } => exercise,
        }
    }
}

/// All of it.
#[derive(Debug, Clone)]
pub struct Given<'a> {
    pub wish: &'a Wish,
    pub outline: &'a Outline,
    pub topics: &'a [Topic],
    pub exercises: &'a [Exercise],
    pub strengths: &'a BTreeMap<String, Strength>,
    pub readiness: &'a [Readiness],
    pub done: &'a [Done],
    /// By topic: how many cards were never seen.
    pub new_cards: &'a BTreeMap<String, u32>,
    pub cards_due_today: u32,
    pub edits: &'a [Edit],
    pub today: Date,
    pub seed: u64,
}

/// The days until the interview, and what was said about them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Plan {
    pub days: Vec<Day>,
    /// What does not fit and why, as sentences.
    pub notes: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Day {
    pub on: Date,
    /// Index into the outline's weeks.
    pub week: usize,
    pub is_off: bool,
    pub items: Vec<Item>,
}

impl Day {
    pub fn minutes(&self) -> u32 {
        self.items.iter().map(|item| item.minutes).sum()
    }
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Item {
    /// Of an [`Exercise`], or `cards`.
    pub exercise: String,
    pub what: What,
    pub title: String,
    pub kind: Option<RoundKind>,
    /// Those that it is for; of cards, those whose cards are new.
    pub topics: Vec<String>,
    pub minutes: u32,
    pub path: String,
    /// Why it is there, as a sentence.
    pub why: String,
    #[serde(default)]
    pub is_pinned: bool,
}
