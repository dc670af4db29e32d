//! What a conversation holds for each point: the best stretches, and what they cover together.

use crate::rubric::{PhraseKind, Phrasebook};
use crate::signals::Signals;
use crate::text::Cues;
use crate::weigh::{Weights, sigmoid};
use greenroom_model::Quote;
use std::sync::Arc;

/// Stretches remembered for each point and misconception.
const KEPT_MAX: usize = 4;
/// A stretch adds to what was gathered for a point from this probability on.
const GATHERS_FROM: f64 = 0.2;

/// The names of a point's summary, in the order of [`Ledger::summary`].
pub const NAMES: &[&str] = &[
    "strongest stretch",
    "second stretch",
    "third stretch",
    "stretches for it",
    "gathered of one phrasing",
    "gathered of three phrasings",
    "gathered of the feedback sentence",
    "content said about it",
    "reasons given",
    "numbers given",
    "strongest is negated",
    "strongest is rejected",
    "strongest is hedged",
    "strongest is a question",
    "near miss is nearer",
    "misconception voiced",
    "was asked for",
    "strongest: nearest phrasing",
    "strongest: share explained",
    "strongest: ahead of other points",
];
pub const COUNT: usize = NAMES.len();

/// A stretch of the candidate's speech after listening, before judging.
#[derive(Debug, Clone)]
pub struct Observed {
    /// One for each group of the rubric.
    pub signals: Vec<Signals>,
    /// For each of the rubric's tokens its best match in the stretch.
    pub best: Vec<f32>,
    /// One for each group: which sentences speak for it, best first, as indices.
    pub quotes: Vec<Vec<usize>>,
    /// The stretch's sentences, letter for letter.
    pub sentences: Arc<Vec<String>>,
    pub at_ms: u64,
    pub cues: Cues,
}

#[derive(Debug, Clone)]
struct Kept {
    stretch: u32,
    logit: f64,
    signals: Signals,
    quotes: Vec<usize>,
    sentences: Arc<Vec<String>>,
    at_ms: u64,
    cues: Cues,
}

#[derive(Debug, Clone, Default)]
struct Account {
    kept: Vec<Kept>,
    /// Sums over all stretches of probability, and of probability times what the stretch holds.
    chance: f64,
    content: f64,
    reasons: f64,
    numbers: f64,
    /// Best match so far of each of the group's own tokens, from stretches that speak for it.
    gathered: Vec<f32>,
    withdrawn_at: Option<u32>,
}

#[derive(Debug, Clone)]
pub struct Ledger {
    accounts: Vec<Account>,
    stretches: u32,
}

impl Ledger {
    pub fn new(book: &Phrasebook) -> Ledger {
        Ledger { accounts: vec![Account::default(); book.groups.len()], stretches: 0 }
    }

    pub fn add(&mut self, book: &Phrasebook, weights: &Weights, observed: &Observed) {
        let stretch = self.stretches;
        self.stretches += 1;
        for (at, account) in self.accounts.iter_mut().enumerate() {
            let signals = observed.signals[at];
            let model = if at < book.points { &weights.stretch } else { &weights.misconception };
            let logit = model.logit(&signals.values);
            let p = sigmoid(logit);
            account.chance += p;
            account.content += p * f64::from(signals.values[14].exp() - 1.0);
            account.reasons += p * f64::from(observed.cues.reasons);
            account.numbers += p * f64::from(observed.cues.numbers);
            if at < book.points && p >= GATHERS_FROM {
                let own = &observed.best[book.groups[at].own_tokens.clone()];
                account.gathered.resize(own.len(), 0.0);
                for (gathered, best) in account.gathered.iter_mut().zip(own) {
                    *gathered = gathered.max(*best);
                }
            }
            account.keep(stretch, logit, signals, observed, at);
        }
        if observed.cues.withdraws {
            self.withdraw(book, stretch, observed);
        }
    }

    /// Words that take something back take back the misconception that the stretch is about, or
    /// the one voiced just before.
    fn withdraw(&mut self, book: &Phrasebook, stretch: u32, observed: &Observed) {
        for at in book.points..book.groups.len() {
            let Some(voiced) = self.accounts[at].kept.first().map(|kept| kept.stretch) else {
                continue;
            };
            let about = |group: usize| {
                let lift = observed.signals[group].values[7];
                lift >= observed.signals[..book.points]
                    .iter()
                    .map(|one| one.values[7])
                    .fold(0.0, f32::max)
            };
            let tied = book.groups[at].against.is_some_and(about);
            if voiced <= stretch && (stretch - voiced <= 3 || tied) {
                self.accounts[at].withdrawn_at = Some(stretch);
            }
        }
    }

    /// The numbers that [`Weights::touched`] and [`Weights::met`] look at.
    pub fn summary(&self, book: &Phrasebook, point: usize) -> [f32; COUNT] {
        let account = &self.accounts[point];
        let logit =
            |rank: usize| account.kept.get(rank).map_or(-6.0, |kept| kept.logit.clamp(-6.0, 6.0));
        let gathered = gathered_covers(book, point, &account.gathered);
        let first = account.kept.first();
        let flag =
            |of: fn(&Cues) -> bool| f32::from(u8::from(first.is_some_and(|kept| of(&kept.cues))));
        let value = |at: usize| first.map_or(0.0, |kept| kept.signals.values[at]);
        let opposed = (book.points..book.groups.len())
            .filter(|&at| book.groups[at].against == Some(point))
            .map(|at| self.voiced(at))
            .fold(0.0, f64::max);
        [
            logit(0) as f32,
            logit(1) as f32,
            logit(2) as f32,
            account.chance.ln_1p() as f32,
            gathered.0,
            gathered.1,
            gathered.2,
            account.content.ln_1p() as f32,
            account.reasons.ln_1p() as f32,
            account.numbers.ln_1p() as f32,
            flag(|cues| cues.negated),
            flag(|cues| cues.rejected),
            flag(|cues| cues.hedged),
            flag(|cues| cues.question),
            value(10),
            opposed as f32,
            value(12),
            value(0),
            value(3),
            value(5),
        ]
    }

    /// The probability that the misconception was voiced and not taken back.
    pub fn voiced(&self, group: usize) -> f64 {
        let account = &self.accounts[group];
        let stands = |kept: &&Kept| account.withdrawn_at.is_none_or(|at| kept.stretch > at);
        account.kept.iter().find(stands).map_or(0.0, |kept| sigmoid(kept.logit))
    }

    /// The sentences that speak most for a group, best first, with what phrasing they resemble.
    pub fn quotes(&self, group: usize, at_most: usize) -> Vec<Quote> {
        let mut quotes = Vec::new();
        for (rank, kept) in self.accounts[group].kept.iter().enumerate() {
            // A later stretch joins only when it speaks for the point by itself.
            if rank > 0 && sigmoid(kept.logit) < GATHERS_FROM {
                break;
            }
            for &sentence in &kept.quotes {
                quotes.push(Quote { text: kept.sentences[sentence].clone(), at_ms: kept.at_ms });
            }
        }
        quotes.truncate(at_most);
        quotes
    }

    pub fn nearest_phrase(&self, group: usize) -> Option<usize> {
        self.accounts[group].kept.first()?.signals.phrase.map(|phrase| phrase as usize)
    }
}

impl Account {
    fn keep(
        &mut self,
        stretch: u32,
        logit: f64,
        signals: Signals,
        observed: &Observed,
        group: usize,
    ) {
        // Earlier stretches stay ahead of equal later ones, whatever the order of listening.
        let rank = self.kept.partition_point(|kept| kept.logit >= logit);
        if rank >= KEPT_MAX {
            return;
        }
        let kept = Kept {
            stretch,
            logit,
            signals,
            quotes: observed.quotes[group].clone(),
            sentences: observed.sentences.clone(),
            at_ms: observed.at_ms,
            cues: observed.cues,
        };
        self.kept.insert(rank, kept);
        self.kept.truncate(KEPT_MAX);
    }
}

/// How much was gathered of the nearest phrasing, the three nearest, and the feedback sentences.
fn gathered_covers(book: &Phrasebook, point: usize, gathered: &[f32]) -> (f32, f32, f32) {
    if gathered.is_empty() {
        return (0.0, 0.0, 0.0);
    }
    let group = &book.groups[point];
    let first = group.own_tokens.start;
    let mut covers = Vec::new();
    let mut feedback = 0.0_f32;
    for at in group.phrases.clone() {
        let phrase = &book.phrases[at];
        if !phrase.kind.speaks_for() || phrase.weight <= 0.0 {
            continue;
        }
        let sum: f32 = phrase
            .tokens
            .clone()
            .map(|token| book.tokens.tokens[token].weight * gathered[token - first])
            .sum();
        let cover = sum / phrase.weight;
        if phrase.kind != PhraseKind::HeardAs {
            feedback = feedback.max(cover);
        }
        covers.push(cover);
    }
    covers.sort_by(|a, b| b.total_cmp(a));
    let few = covers.len().clamp(1, 3);
    let three = covers.iter().take(few).sum::<f32>() / few as f32;
    (covers.first().copied().unwrap_or(0.0), three, feedback)
}
