//! Readiness by kind of round, against the level's bar.
//!
//! Two things speak of it: the strengths of the topics that the level is asked, and the scores of whole
//! rounds. Both are Beta distributions and add up; topics never exercised widen the range, because
//! what nobody has seen may be good or bad.

use crate::strength::{Spread, Strength, days_between, fade, unknown};
use greenroom_model::{Band, Level, RoundForm, RoundKind};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A topic as far as a plan must know it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Topic {
    pub id: String,
    pub kind: RoundKind,
    /// The level from which it is asked.
    pub level: Level,
    /// It decides at the candidate's level.
    pub is_stressed: bool,
}

/// A round that was debriefed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RoundScore {
    pub kind: RoundKind,
    pub form: RoundForm,
    pub on: Date,
    /// 0 to 100.
    pub score: f64,
    pub self_band: Option<Band>,
    pub path: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Readiness {
    pub kind: RoundKind,
    /// `None`: nothing was seen.
    pub seen: Option<Seen>,
    pub topics_seen: usize,
    pub topics: usize,
    pub rounds: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Seen {
    /// 0 to 100, and four of five times the truth lies between the others.
    pub score: f64,
    pub low: f64,
    pub high: f64,
    pub band: Band,
    /// The bands of `low` and `high`.
    pub from: Band,
    pub to: Band,
    /// The chance of at least a *yes*.
    pub passes: f64,
}

/// A whole round says as much as so many points of it heard alone; a few minutes of one less.
const FULL_ROUND: f64 = 5.0;
const SHORT_ROUND: f64 = 2.0;
/// Topics that decide at the level count so much more.
pub(crate) const STRESS: f64 = 2.0;
/// However many topics were seen, they say no more than this about a whole round.
const TOPICS_WEIGHT_MAX: f64 = 12.0;

/// One for each kind, in the order of a loop.
pub fn readiness(
    topics: &[Topic],
    level: Level,
    strengths: &BTreeMap<String, Strength>,
    rounds: &[RoundScore],
    on: Date,
) -> Vec<Readiness> {
    RoundKind::ALL
        .into_iter()
        .map(|kind| {
            let asked: Vec<&Topic> =
                topics.iter().filter(|one| one.kind == kind && one.level <= level).collect();
            let rounds: Vec<&RoundScore> =
                rounds.iter().filter(|one| one.kind == kind && one.on <= on).collect();
            let topics_seen = asked.iter().filter(|one| strengths.contains_key(&one.id)).count();
            let seen = (topics_seen > 0 || !rounds.is_empty())
                .then(|| seen(&of_topics(&asked, strengths), &rounds, on));
            Readiness { kind, seen, topics_seen, topics: asked.len(), rounds: rounds.len() }
        })
        .collect()
}

/// The mean over the topics, weighed, as if it were one topic.
fn of_topics(asked: &[&Topic], strengths: &BTreeMap<String, Strength>) -> Spread {
    if asked.is_empty() {
        return unknown();
    }
    let (mut sum, mut mean, mut variance) = (0.0, 0.0, 0.0);
    for topic in asked {
        let spread = strengths.get(&topic.id).map_or_else(unknown, |one| Spread {
            mean: one.mean,
            weight: one.weight + unknown().weight,
        });
        let weight = if topic.is_stressed { STRESS } else { 1.0 };
        sum += weight;
        mean += weight * spread.mean;
        variance += weight * weight * spread.variance();
    }
    let (mean, variance) = (mean / sum, variance / (sum * sum));
    // Topics of one round are not learnt independently: the range must not shrink with their number.
    let share = asked.iter().filter(|one| strengths.contains_key(&one.id)).count() as f64
        / asked.len() as f64;
    let weight = (mean * (1.0 - mean) / variance.max(1e-6) - 1.0).max(0.5);
    Spread { mean, weight: weight.min(unknown().weight + TOPICS_WEIGHT_MAX * share) }
}

fn seen(topics: &Spread, rounds: &[&RoundScore], on: Date) -> Seen {
    let (mut weight, mut credit) = (topics.weight, topics.weight * topics.mean);
    for round in rounds {
        let full = if round.form == RoundForm::Full { FULL_ROUND } else { SHORT_ROUND };
        let now = full * fade(round.on, on);
        weight += now;
        credit += now * round.score / 100.0;
    }
    let spread = Spread { mean: credit / weight, weight };
    let (low, high) = spread.range();
    let band = |share: f64| Band::of(100.0 * share);
    Seen {
        score: 100.0 * spread.mean,
        low: 100.0 * low,
        high: 100.0 * high,
        band: band(spread.mean),
        from: band(low),
        to: band(high),
        passes: above(&spread, Band::Yes.from_score() / 100.0),
    }
}

/// The chance that the truth lies above a line: the normal curve beside the Beta's, by the logistic
/// function, which differs from it by less than 0.01.
fn above(spread: &Spread, line: f64) -> f64 {
    let deviations = (spread.mean - line) / spread.variance().sqrt().max(1e-9);
    1.0 / (1.0 + (-1.702 * deviations).exp())
}

/// How a real interview went, beside what had been thought on the day before it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RealRound {
    pub kind: RoundKind,
    pub on: Date,
    pub passed: bool,
    /// `None`: nothing had been seen of that kind.
    pub thought: Option<Seen>,
}

/// How well the bands foretold real rounds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Calibration {
    /// Rounds with a forecast.
    pub rounds: usize,
    pub without_forecast: usize,
    /// The mean square of what the chances were off by: 0 is perfect, 0.25 a coin.
    pub brier: Option<f64>,
    /// Those rounds in which the likelier outcome came about.
    pub right: usize,
    /// By band: how many rounds, how many of them passed, and how many were expected to.
    pub by_band: Vec<(Band, usize, usize, f64)>,
    /// What these numbers allow to say.
    pub says: String,
}

/// Fewer real rounds than this allow no judgement about forecasts.
const ROUNDS_TO_JUDGE: usize = 10;

pub fn calibration(rounds: &[RealRound]) -> Calibration {
    let foretold: Vec<(&RealRound, Seen)> =
        rounds.iter().filter_map(|round| Some((round, round.thought?))).collect();
    let count = foretold.len();
    let brier = (count > 0).then(|| {
        let off = foretold.iter().map(|(round, seen)| {
            let came = f64::from(u8::from(round.passed));
            (seen.passes - came).powi(2)
        });
        off.sum::<f64>() / count as f64
    });
    let right =
        foretold.iter().filter(|(round, seen)| (seen.passes >= 0.5) == round.passed).count();
    let by_band = Band::ALL
        .into_iter()
        .filter_map(|band| {
            let of: Vec<_> = foretold.iter().filter(|(_, seen)| seen.band == band).collect();
            let passed = of.iter().filter(|(round, _)| round.passed).count();
            let expected: f64 = of.iter().map(|(_, seen)| seen.passes).sum();
            (!of.is_empty()).then_some((band, of.len(), passed, expected))
        })
        .collect();
    let says = match (count, brier) {
        (0, _) => "No real round with a forecast yet.".to_owned(),
        (count, _) if count < ROUNDS_TO_JUDGE => format!(
            "{count} {} too few to tell whether the forecasts are any good: it takes about {ROUNDS_TO_JUDGE}.",
            if count == 1 { "round is" } else { "rounds are" }
        ),
        (_, Some(brier)) if brier < 0.2 => {
            "The forecasts were better than a coin: the bands are worth listening to.".to_owned()
        }
        (_, Some(brier)) if brier <= 0.25 => {
            "The forecasts were hardly better than a coin.".to_owned()
        }
        _ => "The forecasts were worse than a coin: trust your interviewers more than these bands."
            .to_owned(),
    };
    let without_forecast = rounds.len() - count;
    Calibration { rounds: count, without_forecast, brier, right, by_band, says }
}

/// The age of something in words: `today`, `3 days ago`.
pub fn age(on: Date, today: Date) -> String {
    match days_between(on, today) {
        ..=0 => "today".into(),
        1 => "yesterday".into(),
        days @ 2..=20 => format!("{days} days ago"),
        days @ 21..=69 => format!("{} weeks ago", days / 7),
        days => format!("{} months ago", days / 30),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Evidence, EvidenceKind, strengths};
    use jiff::civil::date;

    const DAY: Date = date(2027, 1, 10);

    fn topics() -> Vec<Topic> {
        let of = |id: &str, level| Topic {
            id: id.into(),
            kind: RoundKind::Design,
            level,
            is_stressed: false,
        };
        vec![
            of("sharding", Level::Senior),
            of("replication", Level::Senior),
            of("cross-region", Level::Staff),
        ]
    }

    fn drills(topic: &str, credits: &[f64]) -> Vec<Evidence> {
        credits
            .iter()
            .map(|credit| Evidence {
                topic: topic.into(),
                on: DAY,
                kind: EvidenceKind::Drill,
                credit: *credit,
                weight: 1.0,
                says: String::new(),
                path: String::new(),
            })
            .collect()
    }

    fn design(evidence: &[Evidence], rounds: &[RoundScore], level: Level) -> Readiness {
        let all = readiness(&topics(), level, &strengths(evidence.to_vec(), DAY), rounds, DAY);
        assert_eq!(all.len(), 6);
        all.into_iter().find(|one| one.kind == RoundKind::Design).expect("every kind is there")
    }

    fn round(score: f64) -> RoundScore {
        RoundScore {
            kind: RoundKind::Design,
            form: RoundForm::Full,
            on: DAY,
            score,
            self_band: None,
            path: String::new(),
        }
    }

    #[test]
    fn nothing_seen_is_nothing_said() {
        let one = design(&[], &[], Level::Senior);
        assert_eq!((one.seen, one.topics, one.topics_seen), (None, 2, 0));
        assert_eq!(design(&[], &[], Level::Staff).topics, 3, "a level above is asked more");
    }

    #[test]
    fn good_rounds_raise_the_band_and_more_of_them_make_it_surer() {
        let one = design(&[], &[round(90.0)], Level::Senior).seen.unwrap();
        let three =
            design(&[], &[round(90.0), round(90.0), round(90.0)], Level::Senior).seen.unwrap();
        assert!(three.score > one.score && three.high - three.low < one.high - one.low);
        assert!(three.band >= Band::Yes && three.passes > 0.8, "{three:?}");
        let bad = design(&[], &[round(10.0), round(10.0)], Level::Senior).seen.unwrap();
        assert!(bad.band <= Band::No && bad.passes < 0.2, "{bad:?}");
    }

    #[test]
    fn one_strong_topic_of_two_does_not_make_the_round_sure() {
        let half = design(&drills("sharding", &[1.0; 10]), &[], Level::Senior).seen.unwrap();
        let mut both = drills("sharding", &[1.0; 10]);
        both.extend(drills("replication", &[1.0; 10]));
        let both = design(&both, &[], Level::Senior).seen.unwrap();
        assert!(half.score < both.score && half.high - half.low > both.high - both.low);
    }

    fn real(passes: f64, passed: bool) -> RealRound {
        let band = Band::of(100.0 * passes);
        let thought = Seen {
            score: 100.0 * passes,
            low: 0.0,
            high: 100.0,
            band,
            from: band,
            to: band,
            passes,
        };
        RealRound { kind: RoundKind::Coding, on: DAY, passed, thought: Some(thought) }
    }

    #[test]
    fn forecasts_are_judged_by_what_came_and_not_before_there_is_enough() {
        assert_eq!(calibration(&[]).brier, None);
        let few = calibration(&[real(0.8, true)]);
        assert!(few.says.contains("too few"), "{}", few.says);
        let good: Vec<_> =
            (0..12).map(|at| real(if at % 2 == 0 { 0.9 } else { 0.1 }, at % 2 == 0)).collect();
        let good = calibration(&good);
        assert!((good.brier.unwrap() - 0.01).abs() < 1e-9 && good.right == 12);
        let bad: Vec<_> =
            (0..12).map(|at| real(if at % 2 == 0 { 0.1 } else { 0.9 }, at % 2 == 0)).collect();
        assert!(calibration(&bad).says.contains("worse than a coin"));
        let unseen = RealRound { thought: None, ..real(0.5, true) };
        assert_eq!(calibration(&[unseen]).without_forecast, 1);
    }

    #[test]
    fn ages_are_told_as_people_do() {
        for (on, says) in [
            (date(2027, 1, 10), "today"),
            (date(2027, 1, 9), "yesterday"),
            (date(2027, 1, 3), "7 days ago"),
            (date(2026, 12, 10), "4 weeks ago"),
            (date(2026, 9, 10), "4 months ago"),
        ] {
            assert_eq!(age(on, DAY), says);
        }
    }
}
