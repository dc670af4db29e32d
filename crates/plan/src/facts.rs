//! What stays the same however often a plan is made anew: looked up and worked out once, so that the
//! making itself is arithmetic over indices.

use crate::make::{MINUTES_A_DAY_MAX, WEAK_BELOW, WEAK_TIMES, topic_title};
use crate::readiness::{STRESS, Topic};
use crate::strength::{Evidence, Strength, days_between};
use crate::wish::{Edit, Exercise, Given};
use greenroom_model::{RoundKind, Week};
use jiff::civil::Date;
use std::collections::BTreeMap;

pub(crate) struct Facts<'a> {
    pub given: &'a Given<'a>,
    /// From today on, each with the index of its week.
    pub days: &'a [(Date, usize)],
    /// Minutes of each day, today first.
    pub capacity: Vec<u32>,
    /// Minutes that each kind shall have had by the end of each day.
    pub targets: Vec<BTreeMap<RoundKind, f64>>,
    /// The kind with the lowest score among those that were seen.
    pub weakest: Option<RoundKind>,
    /// The last one before the interview.
    pub last_day: Option<Date>,
    /// In the order of [`Given::topics`].
    pub topics: Vec<TopicFacts<'a>>,
    /// How many there are with those that only exercises name.
    pub topics_named: usize,
    /// In the order of [`Given::exercises`].
    pub choices: Vec<Choice<'a>>,
    /// Topics whose cards wait to be introduced, the most needed first.
    pub uncovered: Vec<usize>,
}

pub(crate) struct TopicFacts<'a> {
    pub topic: &'a Topic,
    pub strength: Option<&'a Strength>,
    pub is_weak: bool,
    /// The piece of evidence that speaks most against it, if one does.
    pub against: Option<&'a Evidence>,
    /// What its first exercise is worth; 0 above the level.
    worth: f64,
}

/// An exercise as a plan weighs it.
pub(crate) struct Choice<'a> {
    pub exercise: &'a Exercise,
    /// Those that a plan knows, as indices of [`Facts::topics`].
    pub topics: Vec<usize>,
    /// Those that it does not know: indices from there on, of no use but to be counted.
    pub others: Vec<usize>,
    /// When it was done last, in days from today.
    pub done: Option<i64>,
    /// The edits that name it.
    pub edits: Vec<&'a Edit>,
    /// What runs for long pays more in one piece.
    pub length: f64,
    /// The root of how many topics it has.
    pub spread: f64,
    /// From 1 to 1.1: tells apart what is worth the same.
    pub luck: f64,
}

impl<'a> Facts<'a> {
    pub fn new(given: &'a Given<'a>, days: &'a [(Date, usize)]) -> Facts<'a> {
        let minutes = given.wish.minutes_a_day.min(MINUTES_A_DAY_MAX);
        let capacity = days
            .iter()
            .map(|(on, _)| if given.wish.days_off.contains(*on) { 0 } else { minutes })
            .collect();
        let ids = given.topics.iter().map(|topic| topic.id.as_str());
        let mut numbers: BTreeMap<&str, usize> = ids.zip(0..).collect();
        let choices = choices(given, &mut numbers);
        let mut facts = Facts {
            given,
            days,
            capacity,
            targets: Vec::new(),
            weakest: weakest(given),
            last_day: given.wish.interview_on.and_then(|on| on.yesterday().ok()),
            topics: given.topics.iter().map(|topic| topic_facts(given, topic)).collect(),
            topics_named: numbers.len(),
            choices,
            uncovered: Vec::new(),
        };
        facts.targets = facts.targets();
        facts.uncovered = facts.uncovered();
        facts
    }

    /// How much an exercise of this topic is worth after so many of it were planned; more than 0 unless
    /// it is above the level.
    pub fn need(&self, topic: usize, planned: usize) -> f64 {
        let topic = &self.topics[topic];
        let wanting = if topic.is_weak && planned < WEAK_TIMES { 2.5 } else { 1.0 };
        topic.worth * wanting / (1.0 + 0.7 * planned as f64)
    }

    pub fn minutes(&self, choice: usize) -> u32 {
        self.choices[choice].exercise.minutes
    }

    /// `caching, sharding`.
    pub fn titles(&self, topics: &[usize]) -> String {
        let titles = topics.iter().map(|at| topic_title(&self.topics[*at].topic.id));
        titles.collect::<Vec<_>>().join(", ")
    }

    /// What each kind shall have had by the end of each day, in minutes.
    fn targets(&self) -> Vec<BTreeMap<RoundKind, f64>> {
        let weight = |kind: RoundKind| {
            let company = self.given.outline.company.get(&self.given.wish.company);
            let company = company.and_then(|factors| factors.get(&kind)).copied().unwrap_or(1.0);
            company * self.weakness(kind)
        };
        let mut each: Vec<BTreeMap<RoundKind, f64>> = self
            .days
            .iter()
            .zip(&self.capacity)
            .map(|((_, week), minutes)| {
                let share = &self.given.outline.weeks[*week].share;
                let raw: BTreeMap<RoundKind, f64> = RoundKind::ALL
                    .into_iter()
                    .map(|kind| {
                        let share = f64::from(share.get(&kind).copied().unwrap_or(0));
                        (kind, share * weight(kind))
                    })
                    .collect();
                let sum: f64 = raw.values().sum::<f64>().max(1e-9);
                raw.into_iter().map(|(kind, one)| (kind, f64::from(*minutes) * one / sum)).collect()
            })
            .collect();
        if let Some(weakest) = self.weakest {
            favour(&mut each, weakest);
        }
        let mut sum: BTreeMap<RoundKind, f64> = BTreeMap::new();
        for day in &mut each {
            for (kind, minutes) in day.iter_mut() {
                let so_far = sum.entry(*kind).or_default();
                *so_far += *minutes;
                *minutes = *so_far;
            }
        }
        each
    }

    /// From 0.6 for a kind that is surely strong to 1.8 for one that is surely weak; 1 for the unseen.
    fn weakness(&self, kind: RoundKind) -> f64 {
        let known = self.given.readiness.iter().find(|one| one.kind == kind);
        known.and_then(|one| one.seen).map_or(1.0, |seen| 1.8 - 1.2 * seen.score / 100.0)
    }

    /// Topics of the level that nothing was seen of, and those that are weak: their cards come first.
    fn uncovered(&self) -> Vec<usize> {
        let is_new = |topic: &Topic| {
            topic.level <= self.given.wish.level
                && self.given.new_cards.get(&topic.id).is_some_and(|count| *count > 0)
        };
        let mut topics: Vec<usize> =
            (0..self.topics.len()).filter(|at| is_new(self.topics[*at].topic)).collect();
        let week_of = |kind: RoundKind| {
            let weeks = &self.given.outline.weeks;
            let share = |week: &Week| week.share.get(&kind).copied().unwrap_or(0);
            (0..weeks.len()).max_by_key(|at| (share(&weeks[*at]), std::cmp::Reverse(*at)))
        };
        let is_short = self.days.len() < 14;
        topics.sort_by(|a, b| {
            let (left, right) = (&self.topics[*a], &self.topics[*b]);
            // With little time the need decides alone; otherwise a topic waits for its week, and only
            // what is weak comes at once.
            let first = |one: &TopicFacts| {
                if is_short || one.is_weak { None } else { week_of(one.topic.kind) }
            };
            first(left)
                .cmp(&first(right))
                .then(self.need(*b, 0).total_cmp(&self.need(*a, 0)))
                .then(left.topic.id.cmp(&right.topic.id))
        });
        topics
    }
}

fn topic_facts<'a>(given: &Given<'a>, topic: &'a Topic) -> TopicFacts<'a> {
    let strength = given.strengths.get(&topic.id);
    let gap = 1.05 - strength.map_or(0.35, |one| one.mean);
    let stress = if topic.is_stressed { STRESS } else { 1.0 };
    let worst =
        strength.and_then(|one| one.evidence.iter().min_by(|a, b| a.credit.total_cmp(&b.credit)));
    TopicFacts {
        topic,
        strength,
        is_weak: strength.is_some_and(|one| one.mean < WEAK_BELOW),
        against: worst.filter(|one| one.credit < 0.6 && !one.says.is_empty()),
        worth: if topic.level > given.wish.level { 0.0 } else { stress * gap },
    }
}

/// `numbers` grows by the topics that only exercises name.
fn choices<'a>(given: &Given<'a>, numbers: &mut BTreeMap<&'a str, usize>) -> Vec<Choice<'a>> {
    let known = given.topics.len();
    let mut done: BTreeMap<&str, i64> = BTreeMap::new();
    for one in given.done {
        let day = days_between(given.today, one.on);
        let last = done.entry(&one.exercise).or_insert(day);
        *last = (*last).max(day);
    }
    let mut choices = Vec::with_capacity(given.exercises.len());
    for exercise in given.exercises {
        let (mut topics, mut others) = (Vec::new(), Vec::new());
        for id in &exercise.topics {
            let next = numbers.len();
            match *numbers.entry(id).or_insert(next) {
                number if number < known => topics.push(number),
                number => others.push(number),
            }
        }
        choices.push(Choice {
            exercise,
            topics,
            others,
            done: done.get(exercise.id.as_str()).copied(),
            edits: given.edits.iter().filter(|edit| edit.exercise() == exercise.id).collect(),
            length: f64::from(exercise.minutes).sqrt(),
            spread: (exercise.topics.len() as f64).sqrt(),
            luck: 1.0 + 0.1 * chance(given.seed, &exercise.id),
        });
    }
    choices
}

fn weakest(given: &Given) -> Option<RoundKind> {
    given
        .readiness
        .iter()
        .filter_map(|one| Some((one.seen?.score, one.kind)))
        .min_by(|(a, _), (b, _)| a.total_cmp(b))
        .map(|(_, kind)| kind)
}

/// Exercises come in whole pieces, so the weakest kind needs a clear lead to end up with the most.
const LEAD: f64 = 1.3;

/// Gives one kind a lead over every other, over all days together.
fn favour(days: &mut [BTreeMap<RoundKind, f64>], kind: RoundKind) {
    let total = |days: &[BTreeMap<RoundKind, f64>], kind: RoundKind| -> f64 {
        days.iter().filter_map(|day| day.get(&kind)).sum()
    };
    let most = RoundKind::ALL
        .into_iter()
        .filter(|other| *other != kind)
        .map(|other| total(days, other))
        .fold(0.0, f64::max);
    let (has, all) = (total(days, kind), days.iter().flat_map(BTreeMap::values).sum::<f64>());
    if has >= LEAD * most || all <= 0.0 || has >= all {
        return;
    }
    // Everything else shrinks by one factor f until has' = all - f (all - has) is LEAD f most.
    let factor = all / (all - has + LEAD * most);
    for day in days {
        let whole: f64 = day.values().sum();
        let mut others = 0.0;
        for (_, minutes) in day.iter_mut().filter(|(other, _)| **other != kind) {
            *minutes *= factor;
            others += *minutes;
        }
        day.insert(kind, whole - others);
    }
}

/// 0 to 1, the same for the same seed and name: FNV-1a, scrambled.
fn chance(seed: u64, name: &str) -> f64 {
    let hash = name.bytes().fold(0xcbf2_9ce4_8422_2325 ^ seed, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    let mixed = (hash ^ (hash >> 31)).wrapping_mul(0x94d0_49bb_1331_11eb);
    (mixed >> 11) as f64 / (1u64 << 53) as f64
}
