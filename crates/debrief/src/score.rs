//! The arithmetic of a round's score, described in the crate's documentation.

use crate::report::PointReport;
use greenroom_model::{Band, Level, Point, Verdict};
use serde::{Deserialize, Serialize};

/// Points above the level show promise, but do not make up for gaps at the level: at most this much
/// of their weight counts.
const BONUS_MAX: f64 = 10.0;

/// The score of a round, 0 to 100, from its points' verdicts and the sum of its hints' prices;
/// `None` when no expected point was assessed.
pub fn score<'a>(
    verdicts: impl IntoIterator<Item = (&'a Point, Verdict)>,
    level: Level,
    hint_price: u32,
) -> Option<f64> {
    let weighed = verdicts.into_iter().map(|(point, verdict)| Weighed {
        weight: point.weight,
        is_expected: point.level <= level,
        verdict,
    });
    Arithmetic::of(weighed, hint_price).map(|sum| sum.score())
}

/// As much of a point as its score needs.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Weighed {
    pub weight: u32,
    pub is_expected: bool,
    pub verdict: Verdict,
}

impl From<&PointReport> for Weighed {
    fn from(point: &PointReport) -> Weighed {
        Weighed { weight: point.weight, is_expected: point.is_expected, verdict: point.verdict }
    }
}

/// The parts of a score, so that a reader can add them up again.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Arithmetic {
    /// Weight of the expected points that were assessed; greater than 0.
    pub expected: f64,
    /// What of it was earned.
    pub earned: f64,
    /// Earned by points above the level.
    pub bonus: f64,
    pub hint_price: u32,
}

impl Arithmetic {
    pub(crate) fn of(
        points: impl IntoIterator<Item = Weighed>,
        hint_price: u32,
    ) -> Option<Arithmetic> {
        let mut sum = Arithmetic { expected: 0.0, earned: 0.0, bonus: 0.0, hint_price };
        for point in points {
            let Some(credit) = point.verdict.credit() else { continue };
            let weight = f64::from(point.weight);
            if point.is_expected {
                sum.expected += weight;
                sum.earned += weight * credit;
            } else {
                sum.bonus += weight * credit;
            }
        }
        sum.bonus = sum.bonus.min(BONUS_MAX);
        (sum.expected > 0.0).then_some(sum)
    }

    pub fn score(&self) -> f64 {
        let share = 100.0 * (self.earned + self.bonus) / self.expected;
        (share.min(100.0) - f64::from(self.hint_price)).max(0.0)
    }
}

/// What lies between a round and the band above its own.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct NextBand {
    pub band: Band,
    /// The fewest expected points that, fully made, would have reached it: greatest gain first.
    pub gaps: Vec<Gap>,
    /// False when the hints cost so much that all open points together do not reach it.
    pub is_within_reach: bool,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Gap {
    pub point: String,
    pub says: String,
    /// Points of 100 that it would have added.
    pub gain: f64,
}

/// What separates a round with this sum from its next band; `None` at the top.
pub(crate) fn next_band(sum: &Arithmetic, points: &[PointReport]) -> Option<NextBand> {
    let band = Band::of(sum.score()).next()?;
    let mut open: Vec<&PointReport> =
        points.iter().filter(|point| point.is_expected && point.lost() > 0.0).collect();
    // Stable, so that equal gains stay in the rubric's order.
    open.sort_by(|a, b| b.lost().total_cmp(&a.lost()));
    let mut reached = *sum;
    let mut gaps = Vec::new();
    for point in open {
        if reached.score() >= band.from_score() {
            break;
        }
        reached.earned += point.lost();
        gaps.push(Gap {
            point: point.id.clone(),
            says: point.says.clone(),
            gain: 100.0 * point.lost() / sum.expected,
        });
    }
    Some(NextBand { band, is_within_reach: reached.score() >= band.from_score(), gaps })
}
