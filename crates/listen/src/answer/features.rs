//! How an answer stands to a reference, in numbers that can be explained.

use super::wording::{self, Wording, is_plain, stem};
use crate::encoder::{Encoder, WIDTH};
use std::collections::BTreeSet;
use std::ops::Range;

/// A reference token counts as covered from this similarity on.
const COVERED_FROM: f64 = 0.6;

/// What a token counts that already stands in the question: repeating it shows little.
const ASKED_WEIGHT: f64 = 0.25;

/// Every one speaks for the answer, so its weight may not be negative.
pub const FOR: [&str; 10] = [
    "meaning_covered",
    "meaning_on_topic",
    "meaning_beyond_question",
    "tokens_covered",
    "top_tokens_covered",
    "least_covered",
    "words_covered",
    "words_on_topic",
    "new_words_on_topic",
    "length_ratio",
];

/// Further signs of a contradiction, before those of [`wording::NAMES`].
const TWISTS: [&str; 5] =
    ["negations_differ", "order_differs", "words_beyond", "answer_length", "negations_in_answer"];

pub fn against_names() -> Vec<&'static str> {
    FOR.into_iter().chain(TWISTS).chain(wording::NAMES).collect()
}

/// A text as this module compares it.
#[derive(Debug, Clone)]
pub struct Read {
    text: String,
    tokens: Vec<Token>,
    /// One vector a token; empty without the language model.
    states: Vec<f32>,
    wording: Wording,
}

#[derive(Debug, Clone)]
struct Token {
    text: String,
    idf: f64,
    span: Range<usize>,
    negated: bool,
}

impl Read {
    pub fn new(encoder: Option<&Encoder>, text: &str) -> Read {
        let (mut tokens, states) = match encoder {
            Some(encoder) => {
                let encoded = encoder.encode_one(text);
                let tokens = encoded.tokens.into_iter().map(|token| Token {
                    text: token.text.to_string(),
                    idf: f64::from(token.idf),
                    span: token.span,
                    negated: false,
                });
                (tokens.collect(), encoded.states)
            }
            None => (plain_tokens(text), Vec::new()),
        };
        let mut reach = 0_usize;
        for token in &mut tokens {
            token.negated = reach > 0;
            reach = reach.saturating_sub(1);
            if matches!(
                token.text.as_str(),
                "not" | "no" | "never" | "without" | "t" | "cannot" | "nothing" | "none"
            ) {
                reach = 4;
            }
        }
        Read { text: text.to_owned(), tokens, states, wording: Wording::of(text) }
    }

    pub fn wording(&self) -> &Wording {
        &self.wording
    }

    fn similarity(&self, at: usize, other: &Read, other_at: usize) -> f64 {
        if self.states.is_empty() || other.states.is_empty() {
            let (a, b) = (&self.tokens[at].text, &other.tokens[other_at].text);
            return f64::from(u8::from(a == b));
        }
        let a = &self.states[at * WIDTH..][..WIDTH];
        let b = &other.states[other_at * WIDTH..][..WIDTH];
        f64::from(a.iter().zip(b).map(|(a, b)| a * b).sum::<f32>())
    }

    fn weights(&self, question: &Read) -> Vec<f64> {
        let asked: BTreeSet<&str> =
            question.tokens.iter().map(|token| token.text.as_str()).collect();
        let weight = |token: &Token| {
            let share = if asked.contains(token.text.as_str()) { ASKED_WEIGHT } else { 1.0 };
            token.idf * share + 1e-6
        };
        self.tokens.iter().map(weight).collect()
    }
}

/// Without the language model: stems, all of which count the same except plain words.
fn plain_tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    for (at, word) in text.split(|c: char| !c.is_alphanumeric()).filter_map(|word| {
        let at = word.as_ptr() as usize - text.as_ptr() as usize;
        (!word.is_empty()).then_some((at, word))
    }) {
        let lower = word.to_lowercase();
        let idf = if is_plain(&lower) { 0.05 } else { 0.6 };
        let text = stem(&lower).to_owned();
        tokens.push(Token { text, idf, span: at..at + word.len(), negated: false });
    }
    tokens
}

/// For each token of one text, the nearest token of another.
struct Alignment {
    near: Vec<f64>,
    to: Vec<usize>,
}

impl Alignment {
    fn of(from: &Read, to: &Read) -> Alignment {
        let mut alignment = Alignment { near: Vec::new(), to: Vec::new() };
        for at in 0..from.tokens.len() {
            let mut best = (0.0, 0);
            for other in 0..to.tokens.len() {
                let near = from.similarity(at, to, other);
                if near > best.0 {
                    best = (near, other);
                }
            }
            alignment.near.push(best.0);
            alignment.to.push(best.1);
        }
        alignment
    }
}

/// The comparison of one answer with one reference.
pub struct Comparison {
    /// In the order of [`FOR`].
    pub speaks_for: Vec<f64>,
    /// In the order of [`against_names`].
    pub speaks_against: Vec<f64>,
    /// Stretches of the reference that the answer covers, and that it does not, as they stand there.
    pub matched: Vec<String>,
    pub missing: Vec<String>,
}

pub fn compare(question: &Read, reference: &Read, answer: &Read) -> Comparison {
    let weights = reference.weights(question);
    let there = Alignment::of(reference, answer);
    let back = Alignment::of(answer, reference);
    let asked = Alignment::of(reference, question);
    let mean = |weights: &[f64], values: &mut dyn Iterator<Item = f64>| {
        let sum: f64 = weights.iter().sum();
        let total: f64 = weights.iter().zip(values).map(|(weight, value)| weight * value).sum();
        if sum > 0.0 { total / sum } else { 0.0 }
    };
    let covered = mean(&weights, &mut there.near.iter().copied());
    let on_topic = mean(&answer.weights(question), &mut back.near.iter().copied());
    let beyond = {
        let both = || there.near.iter().zip(&asked.near).zip(&weights);
        let gained: f64 = both().map(|((near, asked), w)| w * (near - asked).max(0.0)).sum();
        let open: f64 = both().map(|((_, asked), w)| w * (1.0 - asked).max(0.0)).sum();
        gained / open.max(1e-6)
    };
    let is_covered = |near: &f64| f64::from(u8::from(*near > COVERED_FROM));
    let tokens_covered = mean(&weights, &mut there.near.iter().map(is_covered));
    let mut heaviest: Vec<usize> = (0..weights.len()).collect();
    heaviest.sort_by(|a, b| weights[*b].total_cmp(&weights[*a]));
    let top: Vec<f64> = heaviest.iter().take(3).map(|at| there.near[*at]).collect();
    let least = heaviest.iter().take(8).map(|at| there.near[*at]).fold(1.0, f64::min);

    let (asked_words, theirs, mine) =
        (question.wording.content(), reference.wording.content(), answer.wording.content());
    let share = |count: usize, of: usize| count as f64 / of.max(1) as f64;
    let both = theirs.intersection(&mine).count();
    let new: BTreeSet<&str> = mine.difference(&asked_words).copied().collect();
    let length = |read: &Read| (read.wording.words().len() as f64).ln_1p();
    let speaks_for = vec![
        covered,
        on_topic,
        beyond,
        tokens_covered,
        share(1, top.len()) * top.iter().sum::<f64>(),
        if weights.is_empty() { 0.0 } else { least },
        share(both, theirs.len()),
        share(both, mine.len()),
        share(new.intersection(&theirs).count(), new.len()),
        (length(answer) - length(reference)).clamp(-3.0, 1.5),
    ];

    let pairs = || there.to.iter().zip(&there.near).zip(&weights).enumerate();
    let total: f64 = weights.iter().sum();
    let negations_differ: f64 = pairs()
        .filter(|(at, ((to, near), _))| {
            **near > COVERED_FROM && reference.tokens[*at].negated != answer.tokens[**to].negated
        })
        .map(|(_, (_, weight))| weight)
        .sum();
    let order: Vec<usize> = pairs()
        .filter(|(_, ((_, near), weight))| **weight > 0.2 && **near > COVERED_FROM)
        .map(|(_, ((to, _), _))| *to)
        .collect();
    let beyond_both = mine.iter().filter(|w| !theirs.contains(*w) && !asked_words.contains(*w));
    let negations = answer.tokens.iter().filter(|token| token.negated).count();
    let mut speaks_against = speaks_for.clone();
    speaks_against.extend([
        negations_differ / total.max(1e-6),
        out_of_order(&order),
        share(beyond_both.count(), mine.len()),
        length(answer) / 4.0,
        negations.min(8) as f64 / 8.0,
    ]);
    speaks_against.extend(answer.wording.against(&reference.wording, &question.wording));

    let (matched, missing) = stretches(reference, &weights, &there.near);
    Comparison { speaks_for, speaks_against, matched, missing }
}

/// Share of close pairs that stand the other way round.
fn out_of_order(order: &[usize]) -> f64 {
    let (mut pairs, mut inverted) = (0_u32, 0_u32);
    for (at, first) in order.iter().enumerate() {
        for second in order.iter().skip(at + 1).take(5).filter(|second| *second != first) {
            pairs += 1;
            inverted += u32::from(first > second);
        }
    }
    f64::from(inverted) / f64::from(pairs.max(1))
}

/// Content words of the reference, neighbours joined, by whether the answer covers them. Words that
/// already stand in the question are left out.
fn stretches(reference: &Read, weights: &[f64], near: &[f64]) -> (Vec<String>, Vec<String>) {
    let mut stretches: Vec<(bool, Range<usize>)> = Vec::new();
    let mut at = 0;
    let mut previous = None;
    while at < reference.tokens.len() {
        let mut end = at + 1;
        while reference.tokens.get(end).is_some_and(|token| token.text.starts_with("##")) {
            end += 1;
        }
        let span = reference.tokens[at].span.start..reference.tokens[end - 1].span.end;
        let word = reference.text[span.clone()].to_lowercase();
        let heavy = weights[at..end].iter().copied().fold(0.0, f64::max) >= 0.3;
        let is_word = word.chars().any(char::is_alphanumeric) && !is_plain(&word);
        if heavy && is_word {
            let covered = near[at..end].iter().sum::<f64>() / (end - at) as f64 > COVERED_FROM;
            match stretches.last_mut() {
                Some((last, range)) if *last == covered && previous == Some(at) => {
                    range.end = span.end;
                }
                _ => stretches.push((covered, span)),
            }
            previous = Some(end);
        }
        at = end;
    }
    let of = |wanted: bool| {
        let mut words: Vec<String> = Vec::new();
        for (_, span) in stretches.iter().filter(|(covered, _)| *covered == wanted) {
            let text = reference.text[span.clone()].to_owned();
            if !words.contains(&text) {
                words.push(text);
            }
        }
        words
    };
    (of(true), of(false))
}
