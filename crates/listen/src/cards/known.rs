//! A card and an answer as the comparison sees them.

use crate::answer::wording::Wording;
use crate::encoder::WIDTH;
use crate::reader::{Read, Reader, stem};
use crate::text::{self, RubricWords, corrected};
use greenroom_model::Card;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::ops::Range;

/// Of one answer at most so many clauses are looked at; a pasted book is not an answer.
const CLAUSES_MAX: usize = 80;
/// Phrasings of one point that are compared.
const WAYS_MAX: usize = 16;
/// What a word counts that already stands in the question: repeating it shows little.
const ASKED_WEIGHT: f32 = 0.5;
/// A sentence of the reference answer with fewer telling words is no phrasing of a point.
const REFERENCE_TOKENS_MIN: usize = 3;

/// How rare words are among the points of a deck: what many points share tells little.
#[derive(Debug, Clone, Default)]
pub struct Rarity {
    points: f32,
    holders: HashMap<u64, f32>,
}

impl Rarity {
    pub fn of<'a>(deck: impl IntoIterator<Item = &'a Card>) -> Rarity {
        let mut rarity = Rarity::default();
        for point in deck.into_iter().flat_map(|card| &card.points) {
            rarity.points += 1.0;
            let texts = point.heard_as.iter().chain([&point.says]);
            let stems: HashSet<u64> =
                texts.flat_map(|text| text::words(text)).map(|word| stem(&word)).collect();
            for stem in stems {
                *rarity.holders.entry(stem).or_default() += 1.0;
            }
        }
        rarity
    }

    /// From a quarter for words that stand in every point to one and a quarter for unknown ones.
    fn weight(&self, stem: u64) -> f32 {
        let held = self.holders.get(&stem).copied().unwrap_or(0.0);
        0.25 + ((self.points + 1.0) / (held + 0.5)).ln() / ((self.points + 1.0) / 0.5).ln()
    }
}

/// A card that was read.
pub struct Known {
    pub points: usize,
    /// The question first, then the points' phrasings in order.
    pub phrases: Vec<Phrase>,
    /// All phrases' tokens, one phrase after another.
    pub tokens: Read,
    /// What each token tells about the answer, less where the question has the word.
    pub weights: Vec<f32>,
    pub asked: HashSet<u64>,
    words: RubricWords,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Asks,
    Says,
    HeardAs,
    /// A sentence of the reference answer.
    Reference,
    /// A near miss.
    Not,
}

pub struct Phrase {
    pub kind: Kind,
    /// Which point it belongs to; meaningless for the question.
    pub point: usize,
    pub tokens: Range<usize>,
    pub weight: f32,
    pub wording: Wording,
    /// Words with digits.
    pub numbers: BTreeSet<String>,
}

impl Phrase {
    pub fn speaks_for(&self, point: usize) -> bool {
        self.point == point && matches!(self.kind, Kind::Says | Kind::HeardAs | Kind::Reference)
    }
}

impl Known {
    pub fn read(card: &Card, reader: &Reader, rarity: &Rarity) -> Known {
        let texts = card.points.iter().flat_map(|point| point.heard_as.iter().chain([&point.says]));
        let words = RubricWords::new(texts.chain([&card.asks]).map(String::as_str));
        let asked = reader.read(&[&corrected(&card.asks, &words)]);
        let mut known = Known {
            points: card.points.len(),
            phrases: Vec::new(),
            tokens: Read::default(),
            weights: Vec::new(),
            asked: asked.tokens.iter().map(|token| token.stem).collect(),
            words,
        };
        known.add(Kind::Asks, usize::MAX, &card.asks, reader, rarity);
        for (at, point) in card.points.iter().enumerate() {
            known.add(Kind::Says, at, &point.says, reader, rarity);
            for text in point.heard_as.iter().take(WAYS_MAX) {
                known.add(Kind::HeardAs, at, text, reader, rarity);
            }
            for text in point.not.iter().take(WAYS_MAX) {
                known.add(Kind::Not, at, text, reader, rarity);
            }
        }
        known.add_reference(&card.answer, reader, rarity);
        known
    }

    /// Ways in which a point may be said, the reference answer's left out.
    pub fn ways(&self, point: usize) -> usize {
        let own = |phrase: &&Phrase| phrase.speaks_for(point) && phrase.kind != Kind::Reference;
        self.phrases.iter().filter(own).count()
    }

    fn add(&mut self, kind: Kind, point: usize, text: &str, reader: &Reader, rarity: &Rarity) {
        let read = reader.read(&[&corrected(text, &self.words)]);
        if read.tokens.is_empty() && kind != Kind::Asks {
            return;
        }
        let from = self.tokens.tokens.len();
        for token in &read.tokens {
            let asked = if self.asked.contains(&token.stem) { ASKED_WEIGHT } else { 1.0 };
            self.weights.push(token.weight * rarity.weight(token.stem) * asked);
        }
        self.tokens.tokens.extend(read.tokens);
        self.tokens.states.extend(read.states);
        let tokens = from..self.tokens.tokens.len();
        self.phrases.push(Phrase {
            kind,
            point,
            weight: self.weights[tokens.clone()].iter().sum(),
            tokens,
            wording: Wording::of(text),
            numbers: numbers(text),
        });
    }

    /// Each sentence of the reference answer says what the point does that it resembles most.
    fn add_reference(&mut self, answer: &str, reader: &Reader, rarity: &Rarity) {
        if self.points == 0 {
            return;
        }
        for range in text::sentences(answer).into_iter().take(CLAUSES_MAX) {
            let sentence = &answer[range];
            let before = self.phrases.len();
            self.add(Kind::Reference, 0, sentence, reader, rarity);
            let Some(added) = self.phrases.get(before) else { continue };
            if added.tokens.len() < REFERENCE_TOKENS_MIN {
                self.weights.truncate(added.tokens.start);
                self.tokens.states.truncate(added.tokens.start * WIDTH);
                self.tokens.tokens.truncate(added.tokens.start);
                self.phrases.pop();
                continue;
            }
            let likeness = |point: usize| {
                let own = self.phrases[..before].iter().filter(|one| {
                    one.speaks_for(point) && matches!(one.kind, Kind::Says | Kind::HeardAs)
                });
                own.map(|one| self.likeness(one, added, reader)).fold(0.0, f32::max)
            };
            let near: Vec<f32> = (0..self.points).map(likeness).collect();
            let best = (0..self.points).rev().max_by(|a, b| near[*a].total_cmp(&near[*b]));
            self.phrases[before].point = best.unwrap_or(0);
        }
    }

    /// The mean of how much of each phrase is found in the other.
    fn likeness(&self, one: &Phrase, other: &Phrase, reader: &Reader) -> f32 {
        let part = |phrase: &Phrase| Read {
            tokens: self.tokens.tokens[phrase.tokens.clone()].to_vec(),
            states: self.tokens.states[phrase.tokens.start * WIDTH..phrase.tokens.end * WIDTH]
                .to_vec(),
        };
        let matches = reader.matches(&part(one), &part(other));
        let mut forth = 0.0;
        let mut back = vec![0.0_f32; other.tokens.len()];
        for (row, weight) in self.weights[one.tokens.clone()].iter().enumerate() {
            let row = matches.row(row);
            forth += weight * row.iter().copied().fold(0.0, f32::max);
            back.iter_mut().zip(row).for_each(|(best, cell)| *best = best.max(*cell));
        }
        let weights = &self.weights[other.tokens.clone()];
        let back: f32 = back.iter().zip(weights).map(|(best, weight)| best * weight).sum();
        0.5 * forth / one.weight.max(1e-6) + 0.5 * back / other.weight.max(1e-6)
    }
}

/// An answer that was read for one card.
pub struct Said {
    pub text: String,
    /// Clauses, as bytes of the text; a token's `part` is its clause.
    pub clauses: Vec<Range<usize>>,
    /// For each clause the sentence that it belongs to.
    pub sentences: Vec<usize>,
    pub read: Read,
    pub weights: Vec<f32>,
    /// The same, less where the question has the word.
    pub asked_weights: Vec<f32>,
    /// What is compared by itself.
    pub windows: Vec<Window>,
    pub numbers: BTreeSet<String>,
}

impl Said {
    pub fn read(answer: &str, known: &Known, reader: &Reader, rarity: &Rarity) -> Said {
        let (mut clauses, mut sentences) = (Vec::new(), Vec::new());
        for (sentence, range) in text::sentences(answer).into_iter().enumerate() {
            for clause in text::clauses(answer, range) {
                clauses.push(clause);
                sentences.push(sentence);
            }
        }
        clauses.truncate(CLAUSES_MAX);
        sentences.truncate(CLAUSES_MAX);
        let meant: Vec<String> =
            clauses.iter().map(|clause| corrected(&answer[clause.clone()], &known.words)).collect();
        let parts: Vec<&str> = meant.iter().map(String::as_str).collect();
        let read = reader.read(&parts);
        let weight = |asked: f32| -> Vec<f32> {
            let of = |stem| if known.asked.contains(&stem) { asked } else { 1.0 };
            let tokens = read.tokens.iter();
            tokens.map(|one| one.weight * rarity.weight(one.stem) * of(one.stem)).collect()
        };
        Said {
            text: answer.to_owned(),
            windows: windows(answer, &read, &clauses, &sentences),
            weights: weight(1.0),
            asked_weights: weight(ASKED_WEIGHT),
            clauses,
            sentences,
            read,
            numbers: numbers(answer),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.read.tokens.is_empty()
    }
}

/// A stretch of an answer.
pub struct Window {
    pub tokens: Range<usize>,
    pub wording: Wording,
}

/// Each sentence, each pair of neighbours, and the whole.
fn windows(
    answer: &str,
    read: &Read,
    clauses: &[Range<usize>],
    sentences: &[usize],
) -> Vec<Window> {
    let count = sentences.last().map_or(0, |last| last + 1);
    let mut spans: Vec<Range<usize>> = (0..count).map(|at| at..at + 1).collect();
    spans.extend((1..count).map(|at| at - 1..at + 1));
    spans.push(0..count);
    spans.sort_by_key(|span| (span.start, span.end));
    spans.dedup();
    let window = |span: Range<usize>| {
        let at = |sentence| read.tokens.partition_point(|one| sentences[one.part] < sentence);
        let tokens = at(span.start)..at(span.end);
        let clause = |sentence| sentences.partition_point(|one| *one < sentence);
        let of = &clauses[clause(span.start)..clause(span.end)];
        let (first, last) = (of.first()?, of.last()?);
        let wording = Wording::of(&answer[first.start..last.end]);
        (!tokens.is_empty()).then_some(Window { tokens, wording })
    };
    spans.into_iter().filter_map(window).collect()
}

fn numbers(text: &str) -> BTreeSet<String> {
    let has_digit = |word: &String| word.bytes().any(|byte| byte.is_ascii_digit());
    text::words(text).into_iter().filter(has_digit).collect()
}
