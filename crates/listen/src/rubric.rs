//! A rubric made ready to be listened for: every phrasing read once, its words weighted by how much
//! they tell within this rubric.

use crate::reader::{Matches, Read, Reader};
use crate::text::{RubricWords, corrected};
use greenroom_model::{HintRung, Rubric};
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// Phrasings of one point that are compared; more would cost time and bring little.
const PHRASES_MAX: usize = 16;
/// Points and misconceptions that are listened for.
const GROUPS_MAX: usize = 60;

pub struct Phrasebook {
    pub reader: Reader,
    pub words: RubricWords,
    /// The points in the rubric's order, then the misconceptions.
    pub groups: Vec<Group>,
    pub points: usize,
    pub phrases: Vec<Phrase>,
    /// All phrases' tokens, one phrase after another, one group after another.
    pub tokens: Read,
}

pub struct Group {
    pub id: String,
    pub says: String,
    pub phrases: Range<usize>,
    /// Tokens of the phrases that speak for the group (no near misses, no probe).
    pub own_tokens: Range<usize>,
    /// Stems of the phrases that speak for it, with their weights.
    pub stems: HashMap<u64, f32>,
    /// For a misconception: the point it speaks against.
    pub against: Option<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PhraseKind {
    HeardAs,
    Says,
    Reveal,
    Not,
    Probe,
}

impl PhraseKind {
    pub fn speaks_for(self) -> bool {
        matches!(self, PhraseKind::HeardAs | PhraseKind::Says | PhraseKind::Reveal)
    }
}

pub struct Phrase {
    pub kind: PhraseKind,
    pub text: String,
    pub tokens: Range<usize>,
    pub weight: f32,
}

impl Phrasebook {
    pub fn read(rubric: &Rubric, reader: Reader) -> Phrasebook {
        let words = RubricWords::new(texts_of(rubric));
        let mut book = Phrasebook {
            reader,
            words,
            groups: Vec::new(),
            points: rubric.points.len().min(GROUPS_MAX),
            phrases: Vec::new(),
            tokens: Read::default(),
        };
        for point in rubric.points.iter().take(GROUPS_MAX) {
            let reveal = point.hints.iter().find(|hint| hint.rung == HintRung::Reveal);
            let mut phrases = vec![(PhraseKind::Says, point.says.as_str())];
            phrases.extend(reveal.map(|hint| (PhraseKind::Reveal, hint.says.as_str())));
            phrases.extend(several(PhraseKind::HeardAs, &point.heard_as));
            let others: Vec<(PhraseKind, &str)> = several(PhraseKind::Not, &point.not)
                .chain(Some((PhraseKind::Probe, point.probe.as_str())))
                .collect();
            book.add(&point.id, &point.says, phrases, others);
        }
        let room = GROUPS_MAX.saturating_sub(book.points);
        for one in rubric.misconceptions.iter().take(room) {
            let mut phrases = vec![(PhraseKind::Says, one.says.as_str())];
            phrases.extend(several(PhraseKind::HeardAs, &one.heard_as));
            book.add(&one.id, &one.says, phrases, Vec::new());
        }
        book.weigh_within_rubric(&rubric.statement);
        book.tie_misconceptions();
        book
    }

    fn add(
        &mut self,
        id: &str,
        says: &str,
        speaking: Vec<(PhraseKind, &str)>,
        others: Vec<(PhraseKind, &str)>,
    ) {
        let (first_phrase, first_token) = (self.phrases.len(), self.tokens.tokens.len());
        let mut own_end = first_token;
        for (kind, text) in speaking.into_iter().chain(others) {
            let read = self.reader.read(&[&corrected(text, &self.words)]);
            if read.tokens.is_empty() {
                continue;
            }
            let from = self.tokens.tokens.len();
            self.tokens.tokens.extend(read.tokens);
            self.tokens.states.extend(read.states);
            let tokens = from..self.tokens.tokens.len();
            if kind.speaks_for() {
                own_end = tokens.end;
            }
            self.phrases.push(Phrase { kind, text: text.to_owned(), tokens, weight: 0.0 });
        }
        self.groups.push(Group {
            id: id.to_owned(),
            says: says.to_owned(),
            phrases: first_phrase..self.phrases.len(),
            own_tokens: first_token..own_end,
            stems: HashMap::new(),
            against: None,
        });
    }

    /// A word that many points share ("request") tells little about which of them is meant, and a
    /// word of the question itself tells less still.
    fn weigh_within_rubric(&mut self, statement: &str) {
        let asked: HashSet<u64> = self
            .reader
            .read(&[&corrected(statement, &self.words)])
            .tokens
            .iter()
            .map(|token| token.stem)
            .collect();
        let mut holders: HashMap<u64, HashSet<usize>> = HashMap::new();
        for (at, group) in self.groups[..self.points].iter().enumerate() {
            for token in &self.tokens.tokens[group.own_tokens.clone()] {
                holders.entry(token.stem).or_default().insert(at);
            }
        }
        let points = self.points.max(1) as f32;
        for token in &mut self.tokens.tokens {
            let holders = holders.get(&token.stem).map_or(1, HashSet::len) as f32;
            let rare =
                ((points + 1.0) / (holders + 0.5)).ln() / ((points + 1.0) / 1.5).ln().max(0.1);
            let asked = if asked.contains(&token.stem) { 0.6 } else { 1.0 };
            token.weight *= rare.clamp(0.15, 1.0) * asked;
        }
        for phrase in &mut self.phrases {
            phrase.weight =
                self.tokens.tokens[phrase.tokens.clone()].iter().map(|token| token.weight).sum();
        }
        for group in &mut self.groups {
            for token in &self.tokens.tokens[group.own_tokens.clone()] {
                let weight = group.stems.entry(token.stem).or_insert(0.0);
                *weight = weight.max(token.weight);
            }
        }
    }

    /// A misconception speaks against the point whose words and near misses it resembles most.
    fn tie_misconceptions(&mut self) {
        for at in self.points..self.groups.len() {
            let phrases = self.groups[at].phrases.clone();
            let mut sums = vec![0.0; self.points];
            for phrase in phrases {
                let read = self.part(self.phrases[phrase].tokens.clone());
                let best = self.row_best(&self.reader.matches(&self.tokens, &read));
                for (point, sum) in sums.iter_mut().enumerate() {
                    *sum += self.nearest(point, &best, |_| true).0;
                }
            }
            self.groups[at].against = (0..self.points).max_by(|&a, &b| sums[a].total_cmp(&sums[b]));
        }
    }

    fn part(&self, tokens: Range<usize>) -> Read {
        let width = if self.tokens.states.is_empty() { 0 } else { crate::encoder::WIDTH };
        Read {
            tokens: self.tokens.tokens[tokens.clone()].to_vec(),
            states: self.tokens.states[tokens.start * width..tokens.end * width].to_vec(),
        }
    }

    /// For each known token the best match in what was heard.
    pub fn row_best(&self, matches: &Matches) -> Vec<f32> {
        (0..self.tokens.tokens.len())
            .map(|row| matches.row(row).iter().fold(0.0_f32, |best, cell| best.max(*cell)))
            .collect()
    }

    /// How much of the group's nearest phrasing was heard, 0 to 1, and which phrasing.
    pub fn nearest(
        &self,
        group: usize,
        best: &[f32],
        kind: impl Fn(PhraseKind) -> bool,
    ) -> (f32, Option<usize>) {
        let mut found = (0.0, None);
        for at in self.groups[group].phrases.clone().filter(|&at| kind(self.phrases[at].kind)) {
            let cover = self.cover(at, best);
            if cover > found.0 {
                found = (cover, Some(at));
            }
        }
        found
    }

    pub fn cover(&self, phrase: usize, best: &[f32]) -> f32 {
        let phrase = &self.phrases[phrase];
        if phrase.weight <= 0.0 {
            return 0.0;
        }
        let sum: f32 =
            phrase.tokens.clone().map(|token| self.tokens.tokens[token].weight * best[token]).sum();
        sum / phrase.weight
    }
}

fn several(kind: PhraseKind, texts: &[String]) -> impl Iterator<Item = (PhraseKind, &str)> {
    texts.iter().take(PHRASES_MAX).map(move |text| (kind, text.as_str()))
}

fn texts_of(rubric: &Rubric) -> Vec<&str> {
    let mut texts = vec![rubric.title.as_str(), rubric.statement.as_str()];
    for point in &rubric.points {
        texts.push(&point.says);
        texts.extend(point.heard_as.iter().map(String::as_str));
        texts.extend(point.hints.iter().map(|hint| hint.says.as_str()));
    }
    for one in &rubric.misconceptions {
        texts.push(&one.says);
        texts.extend(one.heard_as.iter().map(String::as_str));
    }
    texts
}
