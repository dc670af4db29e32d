//! Makes the weights from the cards themselves and from labelled answers, and measures them on topics
//! left out.
//!
//! Cards teach by what they hold: a phrasing that is held out is an answer that makes its point and not
//! the others; a near miss that is held out makes none; so do answers to other cards. From each point
//! one phrasing and one near miss are left out in every example, so that no side has more to compare.
//! Labelled answers (`train/cards/answers.jsonl`) say what people type. Half of them are for tuning; the
//! other half is only ever measured on.

use super::boost::{self, Row};
use super::known::{Kind, Known, Rarity, Said};
use super::signs::{SIGNS, Seen, compare};
use super::{Call, Lines, Model, WAYS_MIN};
use crate::answer::gives_up;
pub use crate::answer::wording::inverted;
use crate::encoder::Encoder;
use crate::reader::Reader;
use crate::text;
use greenroom_model::Card;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

const FOLDS: usize = 5;
/// How often a labelled point counts beside one made from a card.
const LABELLED_COUNTS: f64 = 12.0;

/// Of the labelled points for tuning that are met, topics left out, so many must be heard.
const HEARD_MIN: f64 = 0.5;
/// None of them may be called not heard, and of whole answers made of phrasings that were held out at most
/// so many. Those are harder to hear than what people type, as each was written to differ from the others.
const FALSE_NOT_HEARD_MAX: f64 = 0.01;

/// A labelled answer as it stands in the file, one a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Labelled {
    pub card: String,
    pub set: Set,
    /// Good, half, wrong, inverted, off, unknown: for the reader of the file.
    pub kind: String,
    /// Whether whoever wrote it had read the card's answer before, as on a second review.
    pub read_answer_before: bool,
    /// One for each point of the card.
    pub points: Vec<Label>,
    pub said: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Set {
    Tune,
    HeldOut,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Label {
    Met,
    Missed,
    /// Said the contrary, or something that excludes it.
    Wrong,
    /// Neither verdict would be unjust; not counted.
    Partly,
}

/// Reads JSON Lines; the error names the line.
pub fn labelled(lines: &str) -> Result<Vec<Labelled>, String> {
    let lines = lines.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines
        .map(|(at, line)| {
            serde_json::from_str(line).map_err(|error| format!("line {}: {error}", at + 1))
        })
        .collect()
}

/// Where an example comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    /// The card's own reference answer, compared without its sentences.
    Reference,
    /// A phrasing held out, alone.
    Phrasing,
    /// Two phrasings of one point, both held out.
    TwoPhrasings,
    /// A phrasing of each point, all held out.
    WholeAnswer,
    /// As the two before, seen from a point of the same card that they do not make.
    OtherPoint,
    /// A near miss held out, alone or beside a phrasing of another point.
    NearMiss,
    NearMissBeside,
    /// The reference answer or a known phrasing as it stands, so that likeness does not come to mean the
    /// next one.
    Repeated,
    /// A known phrasing turned round by one word: its opposite, or a negation more or less.
    Inverted,
    /// An answer to another card of the topic, or of another topic.
    SameTopic,
    OtherTopic,
    /// The question said back.
    Question,
    Labelled(Set, bool, Label),
}

impl Source {
    /// Those that teach; labelled ones by their set.
    fn counts(self) -> f64 {
        match self {
            Source::Reference | Source::Phrasing | Source::TwoPhrasings => 1.0,
            Source::WholeAnswer | Source::OtherPoint | Source::Question => 1.0,
            Source::NearMiss => 3.0,
            Source::NearMissBeside => 2.0,
            Source::Repeated | Source::Inverted => 0.5,
            Source::SameTopic => 1.0,
            Source::OtherTopic => 0.7,
            Source::Labelled(Set::Tune, _, Label::Met | Label::Missed | Label::Wrong) => {
                LABELLED_COUNTS
            }
            Source::Labelled(..) => 0.0,
        }
    }

    fn is_made(self) -> bool {
        matches!(
            self,
            Source::Reference
                | Source::Phrasing
                | Source::TwoPhrasings
                | Source::WholeAnswer
                | Source::Repeated
                | Source::Labelled(_, _, Label::Met)
        )
    }
}

/// One point of one answer.
pub struct Example {
    source: Source,
    fold: usize,
    /// `None`: the answer gives up.
    seen: Option<Seen>,
    /// Which of the labelled answers it belongs to.
    answer: Option<usize>,
}

/// Compares every answer with its card, which takes most of the time. The error names an answer to a
/// card that is not there.
pub fn examples(
    encoder: &Encoder,
    cards: &[Card],
    answers: &[Labelled],
) -> Result<Vec<Example>, String> {
    let deck = Deck::new(encoder, cards);
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let mut examples: Vec<Example> = std::thread::scope(|scope| {
        let parts: Vec<_> = (0..threads)
            .map(|part| {
                let deck = &deck;
                scope.spawn(move || -> Vec<(usize, Vec<Example>)> {
                    let mine = (0..cards.len()).filter(|at| at % threads == part);
                    mine.map(|at| (at, deck.of_card(at))).collect()
                })
            })
            .collect();
        let joined = parts.into_iter().map(|part| part.join().expect("comparing does not panic"));
        let by_card: BTreeMap<usize, Vec<Example>> = joined.flatten().collect();
        by_card.into_values().flatten().collect()
    });
    for (at, answer) in answers.iter().enumerate() {
        let card = cards.iter().position(|card| card.id == answer.card);
        let card = card.ok_or_else(|| format!("there is no card `{}`", answer.card))?;
        if cards[card].points.len() != answer.points.len() {
            return Err(format!("an answer to `{}` has not one label a point", answer.card));
        }
        examples.extend(deck.of_answer(card, at, answer));
    }
    Ok(examples)
}

struct Deck<'a> {
    cards: &'a [Card],
    known: Vec<Known>,
    folds: BTreeMap<&'a str, usize>,
    reader: Reader,
    rarity: Rarity,
}

impl<'a> Deck<'a> {
    fn new(encoder: &Encoder, cards: &'a [Card]) -> Deck<'a> {
        let reader = Reader { encoder: Some(encoder.clone()) };
        let rarity = Rarity::of(cards);
        let known = cards.iter().map(|card| Known::read(card, &reader, &rarity)).collect();
        let mut folds = BTreeMap::new();
        for card in cards {
            let next = folds.len() % FOLDS;
            folds.entry(card.topic.as_str()).or_insert(next);
        }
        Deck { cards, known, folds, reader, rarity }
    }

    fn of_card(&self, at: usize) -> Vec<Example> {
        let card = &self.cards[at];
        let points = card.points.len();
        let mut made = Made { deck: self, at, turn: 0, examples: Vec::new() };
        let way = |point: usize, turn: usize| {
            let ways = &card.points[point].heard_as;
            ways.get(turn % ways.len().max(1)).map(String::as_str)
        };
        made.add(&card.answer, &[], true, |_| Some(Source::Reference));
        made.add(&card.answer, &[], false, |_| Some(Source::Repeated));
        for point in 0..points {
            for text in &card.points[point].heard_as {
                made.add(text, &[text], false, |one| {
                    Some(if one == point { Source::Phrasing } else { Source::OtherPoint })
                });
            }
            for text in card.points[point].heard_as.iter().chain([&card.points[point].says]) {
                made.add(text, &[], false, |one| (one == point).then_some(Source::Repeated));
                if let Some(text) = inverted(text) {
                    made.add(&text, &[], false, |one| (one == point).then_some(Source::Inverted));
                }
            }
            for text in &card.points[point].not {
                made.add(text, &[text], false, |one| (one == point).then_some(Source::NearMiss));
            }
            for pair in card.points[point].heard_as.chunks_exact(2) {
                made.add(&joined(pair), &[&pair[0], &pair[1]], false, |one| {
                    Some(if one == point { Source::TwoPhrasings } else { Source::OtherPoint })
                });
            }
        }
        if points > 1 {
            for turn in 0..4 {
                let ways: Vec<&str> =
                    (0..points).filter_map(|point| way(point, turn + point)).collect();
                made.add(&joined(&ways), &ways, false, |_| Some(Source::WholeAnswer));
            }
            for point in 0..points {
                let other = (point + 1) % points;
                let (Some(right), Some(miss)) = (way(point, 1), card.points[other].not.first())
                else {
                    continue;
                };
                made.add(&joined(&[right, miss]), &[right, miss], false, |one| match one {
                    _ if one == point => Some(Source::WholeAnswer),
                    _ if one == other => Some(Source::NearMissBeside),
                    _ => None,
                });
            }
        }
        let others: Vec<usize> = (0..self.cards.len()).filter(|one| *one != at).collect();
        let (same, other): (Vec<usize>, Vec<usize>) =
            others.into_iter().partition(|one| self.cards[*one].topic == card.topic);
        // Four of other topics, spread over the deck and others for each card.
        let other: Vec<usize> = (0..4)
            .map(|turn| other[(at * 7 + turn * other.len() / 4 + turn) % other.len()])
            .collect();
        for (source, cards) in [(Source::SameTopic, same), (Source::OtherTopic, other)] {
            for (turn, one) in cards.into_iter().enumerate() {
                let foreign = &self.cards[one];
                made.add(&foreign.answer, &[], false, |_| Some(source));
                let ways: Vec<&str> = foreign
                    .points
                    .iter()
                    .filter_map(|point| point.heard_as.get((at + turn) % 4).map(String::as_str))
                    .collect();
                made.add(&joined(&ways), &[], false, |_| Some(source));
            }
        }
        made.add(&card.asks, &[], false, |_| Some(Source::Question));
        made.examples
    }

    fn of_answer(&self, card: usize, at: usize, answer: &Labelled) -> Vec<Example> {
        let known = &self.known[card];
        let said = Said::read(&answer.said, known, &self.reader, &self.rarity);
        let seen = if gives_up(&text::words(&answer.said)) || said.is_empty() {
            Vec::new()
        } else {
            compare(known, &said, &self.reader, &|_| false)
        };
        let fold = self.folds[self.cards[card].topic.as_str()];
        let labels = answer.points.iter().enumerate();
        labels
            .map(|(point, label)| Example {
                source: Source::Labelled(answer.set, answer.read_answer_before, *label),
                fold,
                seen: seen.get(point).cloned(),
                answer: Some(at),
            })
            .collect()
    }
}

fn joined(parts: &[impl AsRef<str>]) -> String {
    parts.iter().map(AsRef::as_ref).collect::<Vec<&str>>().join(". ")
}

/// Examples of one card.
struct Made<'a> {
    deck: &'a Deck<'a>,
    at: usize,
    turn: usize,
    examples: Vec<Example>,
}

impl Made<'_> {
    fn add(
        &mut self,
        text: &str,
        held_out: &[&str],
        without_reference: bool,
        source: impl Fn(usize) -> Option<Source>,
    ) {
        let Deck { cards, known, folds, reader, rarity } = self.deck;
        let (card, known) = (&cards[self.at], &known[self.at]);
        let said = Said::read(text, known, reader, rarity);
        if said.is_empty() {
            return;
        }
        self.turn += 1;
        let skipped = self.skipped(card, known, held_out, without_reference);
        let seen = compare(known, &said, reader, &|phrase| skipped[phrase]);
        let fold = folds[card.topic.as_str()];
        for (point, seen) in seen.into_iter().enumerate() {
            if known.ways(point) < WAYS_MIN {
                continue;
            }
            if let Some(source) = source(point) {
                self.examples.push(Example { source, fold, seen: Some(seen), answer: None });
            }
        }
    }

    /// What is held out, and of each point one phrasing and one near miss where none is.
    fn skipped(
        &self,
        card: &Card,
        known: &Known,
        held_out: &[&str],
        without_reference: bool,
    ) -> Vec<bool> {
        let mut skipped: Vec<bool> = known
            .phrases
            .iter()
            .map(|phrase| without_reference && phrase.kind == Kind::Reference)
            .collect();
        for (point, texts) in card.points.iter().enumerate() {
            for (kind, texts) in [(Kind::HeardAs, &texts.heard_as), (Kind::Not, &texts.not)] {
                let of_kind: Vec<usize> = (0..known.phrases.len())
                    .filter(|at| {
                        known.phrases[*at].point == point && known.phrases[*at].kind == kind
                    })
                    .collect();
                let held = texts
                    .iter()
                    .zip(&of_kind)
                    .filter(|(text, _)| held_out.contains(&text.as_str()));
                let mut held: Vec<usize> = held.map(|(_, at)| *at).collect();
                if held.is_empty() && !of_kind.is_empty() {
                    held.push(of_kind[(self.turn + point) % of_kind.len()]);
                }
                held.into_iter().for_each(|at| skipped[at] = true);
            }
        }
        skipped
    }
}

/// Weights from all that teaches, lines from the tuning half with its topics left out.
pub fn fit(examples: &[Example], made_by: &str) -> Model {
    let found = left_out(examples);
    let made = fit_but(examples, None);
    Model { made_by: made_by.to_owned(), lines: lines(examples, &found), made }
}

fn fit_but(examples: &[Example], fold: Option<usize>) -> boost::Boosted {
    let rows: Vec<Row<'_>> = examples
        .iter()
        .filter(|one| Some(one.fold) != fold && one.source.counts() > 0.0)
        .filter_map(|one| {
            let values = one.seen.as_ref()?.signs.as_slice();
            let (label, counts) = (one.source.is_made(), one.source.counts());
            Some(Row { values, label, counts })
        })
        .collect();
    boost::fit(&SIGNS, &rows)
}

/// How likely each example makes its point, by weights that saw nothing of its topic. `None`: it gives up.
fn left_out(examples: &[Example]) -> Vec<Option<f64>> {
    let models: Vec<boost::Boosted> =
        (0..FOLDS).map(|fold| fit_but(examples, Some(fold))).collect();
    let of = |one: &Example| Some(models[one.fold].probability(&one.seen.as_ref()?.signs));
    examples.iter().map(of).collect()
}

/// The highest line for *heard* that keeps what is asked of it, because what is not claimed is left to the
/// person, and the highest for *not heard* that wrongs nobody.
fn lines(examples: &[Example], found: &[Option<f64>]) -> Lines {
    let share = |wanted: &dyn Fn(Source) -> bool, lines: Lines, call: Call| {
        let of = examples.iter().zip(found).filter(|(one, _)| wanted(one.source));
        let calls: Vec<Call> = of.map(|(one, made)| lines.call(*made, one.seen.as_ref())).collect();
        calls.iter().filter(|one| **one == call).count() as f64 / calls.len().max(1) as f64
    };
    let is_met = |source| matches!(source, Source::Labelled(Set::Tune, _, Label::Met));
    let is_whole = |source| source == Source::WholeAnswer;
    let percents = || (1..100).map(|percent| f64::from(percent) / 100.0);
    let heard = percents().rev().find(|line| {
        let lines = Lines { heard: *line, not_heard: 0.0 };
        share(&is_met, lines, Call::Heard) >= HEARD_MIN
    });
    let not_heard = percents().rev().find(|line| {
        let lines = Lines { heard: 1.0, not_heard: *line };
        share(&is_met, lines, Call::NotHeard) == 0.0
            && share(&is_whole, lines, Call::NotHeard) <= FALSE_NOT_HEARD_MAX
    });
    Lines { heard: heard.unwrap_or(1.0), not_heard: not_heard.unwrap_or(0.0) }
}

/// What was said of the points of one group of examples.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    pub heard: usize,
    pub not_sure: usize,
    pub not_heard: usize,
}

impl Tally {
    pub fn all(&self) -> usize {
        self.heard + self.not_sure + self.not_heard
    }

    pub fn share(&self, count: usize) -> f64 {
        count as f64 / self.all().max(1) as f64
    }
}

pub struct Measured {
    pub lines: Lines,
    pub by_source: BTreeMap<Source, Tally>,
    /// Of the labelled answers that were not tuned on: what was suggested where the right grade is
    /// known from the labels, suggestion first.
    pub grades: BTreeMap<(&'static str, &'static str), usize>,
}

/// Everything by weights and lines that saw nothing of the topic.
pub fn measure(examples: &[Example]) -> Measured {
    let found = left_out(examples);
    let lines = lines(examples, &found);
    let mut by_source: BTreeMap<Source, Tally> = BTreeMap::new();
    let mut answers: BTreeMap<usize, Vec<(Label, Call)>> = BTreeMap::new();
    for (one, found) in examples.iter().zip(&found) {
        let call = lines.call(*found, one.seen.as_ref());
        let tally = by_source.entry(one.source).or_default();
        match call {
            Call::Heard => tally.heard += 1,
            Call::NotSure => tally.not_sure += 1,
            Call::NotHeard => tally.not_heard += 1,
        }
        if let (Some(answer), Source::Labelled(Set::HeldOut, _, label)) = (one.answer, one.source) {
            answers.entry(answer).or_default().push((label, call));
        }
    }
    let mut grades = BTreeMap::new();
    for points in answers.values() {
        let right = grade(points.iter().map(|(label, _)| match label {
            Label::Partly => None,
            label => Some(*label == Label::Met),
        }));
        let suggested = grade(points.iter().map(|(_, call)| match call {
            Call::NotSure => None,
            call => Some(*call == Call::Heard),
        }));
        *grades.entry((suggested, right)).or_default() += 1;
    }
    Measured { lines, by_source, grades }
}

/// As the app suggests it.
fn grade(points: impl Iterator<Item = Option<bool>>) -> &'static str {
    let points: Vec<Option<bool>> = points.collect();
    let met = points.iter().filter(|one| **one == Some(true)).count();
    match met {
        _ if points.contains(&None) => "none",
        0 => "again",
        _ if met == points.len() => "good",
        _ => "hard",
    }
}
