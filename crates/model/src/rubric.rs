//! What a good answer to a problem contains, and how people say it.
//!
//! The format on disk is described in `docs/content.md`; this is its meaning in memory. A rubric
//! that anybody wrote must be usable, so most lists may be empty and only [`Rubric::check`] says
//! what is wrong with one.

use crate::{HintRung, Level};
use serde::{Deserialize, Serialize};

/// The points of a good answer. Weights sum to 100, which [`Rubric::check`] establishes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rubric {
    pub title: String,
    /// The question as it is asked.
    pub statement: String,
    #[serde(default)]
    pub kind: String,
    #[serde(rename = "point", default)]
    pub points: Vec<Point>,
    #[serde(rename = "misconception", default)]
    pub misconceptions: Vec<Misconception>,
    #[serde(rename = "band", default)]
    pub bands: Vec<BandExample>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Point {
    pub id: String,
    /// The point in one sentence, as an interviewer writes it in feedback.
    pub says: String,
    pub weight: u32,
    /// The level from which it is expected.
    #[serde(default)]
    pub level: Level,
    #[serde(default)]
    pub phase: String,
    #[serde(default)]
    pub topics: Vec<String>,
    /// Ways people really say it.
    #[serde(default)]
    pub heard_as: Vec<String>,
    /// Near misses that must not count.
    #[serde(default)]
    pub not: Vec<String>,
    /// The open question that invites the point without naming it.
    #[serde(default)]
    pub probe: String,
    #[serde(rename = "hint", default)]
    pub hints: Vec<Hint>,
    /// What else can prove the point: a test, a contract rule, a plan property, a simulated metric.
    #[serde(default)]
    pub evidence: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hint {
    pub rung: HintRung,
    pub says: String,
    /// Points taken from the round's score of 100 when it is shown.
    pub price: u32,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Misconception {
    pub id: String,
    pub says: String,
    #[serde(default)]
    pub heard_as: Vec<String>,
    /// The counter-example that the interviewer raises.
    #[serde(default)]
    pub counter: String,
}

/// A band's worked example: bands with examples are graded more consistently than adjectives.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BandExample {
    pub name: Band,
    pub example: String,
}

/// How an interviewer would vote.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Band {
    #[serde(rename = "strong no")]
    StrongNo,
    #[serde(rename = "no")]
    No,
    #[serde(rename = "yes")]
    Yes,
    #[serde(rename = "strong yes")]
    StrongYes,
}

impl Band {
    pub const ALL: [Band; 4] = [Band::StrongNo, Band::No, Band::Yes, Band::StrongYes];

    pub fn id(self) -> &'static str {
        match self {
            Band::StrongNo => "strong no",
            Band::No => "no",
            Band::Yes => "yes",
            Band::StrongYes => "strong yes",
        }
    }

    /// The lowest score of 0..=100 that earns the band.
    pub fn from_score(self) -> f64 {
        match self {
            Band::StrongNo => 0.0,
            Band::No => 30.0,
            Band::Yes => 55.0,
            Band::StrongYes => 75.0,
        }
    }

    /// The band of a score of 0..=100.
    pub fn of(score: f64) -> Band {
        Band::ALL
            .into_iter()
            .rev()
            .find(|band| score >= band.from_score())
            .unwrap_or(Band::StrongNo)
    }

    pub fn next(self) -> Option<Band> {
        Band::ALL.into_iter().find(|band| *band > self)
    }
}

impl Rubric {
    /// Everything that makes this rubric unusable or dishonest, each with the next step; empty
    /// when it is sound.
    pub fn check(&self) -> Vec<String> {
        let mut wrong = Vec::new();
        if self.points.is_empty() {
            wrong.push("the rubric has no points: add at least one `[[point]]`".to_owned());
        }
        let sum: u32 = self.points.iter().fold(0, |sum, point| sum.saturating_add(point.weight));
        if sum != 100 && !self.points.is_empty() {
            wrong.push(format!("the weights sum to {sum}: make them sum to 100"));
        }
        for (at, point) in self.points.iter().enumerate() {
            if point.id.trim().is_empty() {
                wrong.push(format!("point {} has an empty id: name it", at + 1));
            }
            if point.says.trim().is_empty() {
                wrong.push(format!("point `{}` says nothing: write `says`", point.id));
            }
            if self.points[..at].iter().any(|other| other.id == point.id) {
                wrong.push(format!("two points are called `{}`: rename one", point.id));
            }
        }
        for (at, one) in self.misconceptions.iter().enumerate() {
            if self.misconceptions[..at].iter().any(|other| other.id == one.id) {
                wrong.push(format!("two misconceptions are called `{}`: rename one", one.id));
            }
        }
        wrong
    }

    pub fn point(&self, id: &str) -> Option<&Point> {
        self.points.iter().find(|point| point.id == id)
    }

    pub fn misconception(&self, id: &str) -> Option<&Misconception> {
        self.misconceptions.iter().find(|one| one.id == id)
    }
}
