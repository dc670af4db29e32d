//! How strong somebody is in a topic, from what they did, and how sure that is.
//!
//! Each piece of evidence is a trial of the topic with a credit between 0 and 1 and a weight. A topic
//! has a Beta distribution: it begins as one that a person who never showed anything would have
//! ([`PRIOR_WEIGHT`] trials at [`PRIOR_MEAN`]), and every piece adds its weight, halved for each
//! [`HALF_LIFE_DAYS`] of its age. So strength that is not used falls back to where it began, and grows
//! uncertain: both are what forgetting looks like from outside.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

pub const HALF_LIFE_DAYS: f64 = 21.0;
const PRIOR_WEIGHT: f64 = 1.5;
const PRIOR_MEAN: f64 = 0.35;
/// Standard deviations on each side: four of five times the truth lies between.
const EIGHTY_PERCENT: f64 = 1.28;

/// Something that a person did, as far as it concerns one topic.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    pub topic: String,
    pub on: Date,
    pub kind: EvidenceKind,
    /// 0 to 1.
    pub credit: f64,
    /// In trials: 1 is one point of a rubric of ordinary weight, or one drill.
    pub weight: f64,
    /// What was seen, as a sentence that a person can check.
    pub says: String,
    /// Where it can be looked at.
    pub path: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EvidenceKind {
    /// A point of a round.
    Round,
    /// Code that was judged.
    Code,
    /// A check of a service that was built.
    Lab,
    Drill,
    Card,
}

impl EvidenceKind {
    pub fn word(self) -> &'static str {
        match self {
            EvidenceKind::Round => "round",
            EvidenceKind::Code => "code",
            EvidenceKind::Lab => "lab",
            EvidenceKind::Drill => "drill",
            EvidenceKind::Card => "card",
        }
    }
}

/// What is known about a topic. There is none for a topic that was never exercised.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Strength {
    /// 0 to 1.
    pub mean: f64,
    /// Four of five times the truth lies between these.
    pub low: f64,
    pub high: f64,
    /// Trials that still count after their age.
    pub weight: f64,
    /// The newest first.
    pub evidence: Vec<Evidence>,
}

impl Strength {
    /// The day of the newest evidence.
    pub fn last(&self) -> Date {
        self.evidence[0].on
    }

    /// How often the topic was practised, each exercise once a day.
    pub fn times(&self) -> usize {
        let mut days: Vec<(Date, &str)> =
            self.evidence.iter().map(|one| (one.on, one.path.as_str())).collect();
        days.sort_unstable();
        days.dedup();
        days.len()
    }

    pub fn word(&self) -> &'static str {
        match self.mean {
            mean if mean < 0.4 => "weak",
            mean if mean < 0.6 => "unsteady",
            mean if mean < 0.8 => "solid",
            _ => "strong",
        }
    }
}

/// The strengths by topic on a day. What lies after that day is left out, so that a forecast can be
/// made as of the past.
pub fn strengths(evidence: Vec<Evidence>, on: Date) -> BTreeMap<String, Strength> {
    let mut by_topic: BTreeMap<String, Vec<Evidence>> = BTreeMap::new();
    for one in evidence.into_iter().filter(|one| one.on <= on && one.weight > 0.0) {
        match by_topic.get_mut(&one.topic) {
            Some(others) => others.push(one),
            None => drop(by_topic.insert(one.topic.clone(), vec![one])),
        }
    }
    by_topic
        .into_iter()
        .map(|(topic, mut evidence)| {
            // Stable: what came in one day stays in its order.
            evidence.sort_by_key(|one| std::cmp::Reverse(one.on));
            let spread = Spread::of(&evidence, on);
            let (low, high) = spread.range();
            let weight = spread.weight - PRIOR_WEIGHT;
            (topic, Strength { mean: spread.mean, low, high, weight, evidence })
        })
        .collect()
}

/// What somebody would be thought to know of a topic before showing anything.
pub(crate) fn unknown() -> Spread {
    Spread { mean: PRIOR_MEAN, weight: PRIOR_WEIGHT }
}

/// A Beta distribution by its mean and the number of trials behind it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Spread {
    pub mean: f64,
    pub weight: f64,
}

impl Spread {
    fn of(evidence: &[Evidence], on: Date) -> Spread {
        let (mut weight, mut credit) = (PRIOR_WEIGHT, PRIOR_WEIGHT * PRIOR_MEAN);
        for one in evidence {
            let now = one.weight * fade(one.on, on);
            weight += now;
            credit += now * one.credit.clamp(0.0, 1.0);
        }
        Spread { mean: credit / weight, weight }
    }

    pub fn variance(&self) -> f64 {
        self.mean * (1.0 - self.mean) / (self.weight + 1.0)
    }

    pub fn range(&self) -> (f64, f64) {
        let half = EIGHTY_PERCENT * self.variance().sqrt();
        ((self.mean - half).max(0.0), (self.mean + half).min(1.0))
    }
}

/// What is left of a weight after a time: a half after each half-life.
pub(crate) fn fade(from: Date, to: Date) -> f64 {
    let days = days_between(from, to).max(0);
    0.5f64.powf(days as f64 / HALF_LIFE_DAYS)
}

pub(crate) fn days_between(from: Date, to: Date) -> i64 {
    i64::from((to - from).get_days())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    fn trial(on: Date, credit: f64) -> Evidence {
        Evidence {
            topic: "saga".into(),
            on,
            kind: EvidenceKind::Drill,
            credit,
            weight: 1.0,
            says: String::new(),
            path: format!("/drills/saga-{credit}"),
        }
    }

    const DAY: Date = date(2027, 1, 10);

    #[test]
    fn a_topic_never_exercised_has_no_strength() {
        assert!(strengths(vec![], DAY).is_empty());
        assert!(strengths(vec![trial(date(2027, 1, 11), 1.0)], DAY).is_empty(), "not yet");
    }

    #[test]
    fn success_raises_failure_lowers_and_both_make_it_surer() {
        let one = |credits: &[f64]| {
            let all: Vec<Evidence> = credits.iter().map(|credit| trial(DAY, *credit)).collect();
            strengths(all, DAY)["saga"].clone()
        };
        assert!(one(&[1.0]).mean > PRIOR_MEAN && one(&[0.0]).mean < PRIOR_MEAN);
        let (few, many) = (one(&[1.0, 0.0]), one(&[1.0, 0.0, 1.0, 0.0, 1.0, 0.0]));
        assert!(many.high - many.low < few.high - few.low);
        assert_eq!(one(&[1.0; 8]).word(), "strong");
    }

    #[test]
    fn strength_decays_to_where_it_began_and_grows_uncertain() {
        let all: Vec<Evidence> = (0..6).map(|_| trial(DAY, 1.0)).collect();
        let fresh = strengths(all.clone(), DAY)["saga"].clone();
        let later = strengths(all.clone(), date(2027, 3, 10))["saga"].clone();
        let ages = strengths(all, date(2029, 3, 10))["saga"].clone();
        assert!(fresh.mean > later.mean && later.mean > ages.mean);
        assert!((ages.mean - PRIOR_MEAN).abs() < 0.01);
        assert!(ages.high - ages.low > fresh.high - fresh.low);
    }

    proptest! {
        #[test]
        fn a_range_holds_its_mean_within_0_and_1(credits in prop::collection::vec(0f64..=1.0, 1..30), ago in 0i64..400) {
            let on = DAY.saturating_add(jiff::Span::new().days(ago));
            let all: Vec<Evidence> = credits.iter().map(|credit| trial(DAY, *credit)).collect();
            let one = &strengths(all, on)["saga"];
            prop_assert!(0.0 <= one.low && one.low <= one.mean && one.mean <= one.high && one.high <= 1.0);
        }
    }
}
