//! How an answer stands to each point of a card, in numbers that a person can check.

use super::boost::Speaks;
use super::known::{Kind, Known, Phrase, Said, Window};
use crate::answer::wording::{self, Wording};
use crate::reader::Reader;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::ops::Range;

/// The signs in the order of [`Seen::signs`], and which way each may speak. *Likeness* is how much of a phrasing was
/// said, mixed with how much of what was said the phrasing accounts for.
pub const SIGNS: [(&str, Speaks); COUNT] = [
    ("nearest phrasing: share of it that was said", Speaks::For),
    ("nearest phrasing: share of the words that it accounts for", Speaks::For),
    ("nearest phrasing: likeness", Speaks::For),
    ("three nearest phrasings: likeness", Speaks::For),
    ("point's own sentence: likeness", Speaks::For),
    ("share of a phrasing found anywhere in the answer", Speaks::For),
    ("share of the answer that the point's phrasings account for", Speaks::For),
    ("words that the point accounts for better than the question", Speaks::For),
    ("words that the point accounts for better than question and other points", Speaks::For),
    ("share of the answer that is such words", Speaks::For),
    ("words that a near miss accounts for better", Speaks::Against),
    ("likeness, ahead of other points", Speaks::For),
    ("likeness, ahead of near misses", Speaks::For),
    ("share said, ahead of near misses", Speaks::For),
    ("share said, ahead of the question", Speaks::For),
    ("share accounted for, ahead of the question", Speaks::For),
    ("shared words", Speaks::For),
    ("shared words that no other point has", Speaks::For),
    ("length of the answer", Speaks::Either),
    ("numbers shared", Speaks::For),
    ("numbers that the point does not have", Speaks::Against),
    ("same word negated", Speaks::Against),
    ("opposite word", Speaks::Against),
    ("words with opposites paired otherwise", Speaks::Against),
    ("negation where the phrasing has none", Speaks::Against),
    ("no negation where the phrasing has one", Speaks::Against),
];
pub const COUNT: usize = 26;

/// Where a card has no other point, or a point no near miss, this stands in for its likeness: what
/// unrelated phrasings of one topic have.
const LIKENESS_USUAL: f32 = 0.35;

/// Of [`wording::NAMES`], those by which words say the contrary of the phrasing that they are nearest to.
const CONTRARY: [&str; 4] =
    ["same_word_negated", "opposite_word", "opposites_swapped", "negation_added"];
/// By how much a point must be nearer than its near misses to be believed.
const AHEAD_OF_MISSES_MIN: f32 = 0.05;

/// A clause joins the quote from this share of the best clause's weight on.
const JOINS_FROM: f32 = 0.4;

#[derive(Debug, Clone)]
pub struct Seen {
    pub signs: [f32; COUNT],
    /// The bytes of the answer that speak most for the point.
    pub quote: Range<usize>,
    /// The quote has the contrary of a word of the point, or a near miss is about as near: a claim the
    /// wrong way round differs from a right one by little else.
    pub is_doubtful: bool,
    /// A word was said that the point has and neither the question nor another point.
    pub has_own_words: bool,
}

/// One phrase against the answer.
struct Compared {
    /// Where the likeness is highest.
    window: usize,
    likeness: f32,
    share_said: f32,
    accounts: f32,
    /// Over the whole answer.
    share_anywhere: f32,
    /// For each token of the answer its best match.
    best: Vec<f32>,
}

/// One for each point. Phrases for which `skips` is true are as if the card did not have them.
pub fn compare(
    known: &Known,
    said: &Said,
    reader: &Reader,
    skips: &dyn Fn(usize) -> bool,
) -> Vec<Seen> {
    let matches = reader.matches(&known.tokens, &said.read);
    let compared: Vec<Option<Compared>> = known
        .phrases
        .iter()
        .enumerate()
        .map(|(at, phrase)| (!skips(at)).then(|| one(known, said, phrase, &matches)))
        .collect();
    (0..known.points).map(|point| seen(known, said, &compared, point)).collect()
}

fn one(known: &Known, said: &Said, phrase: &Phrase, matches: &crate::reader::Matches) -> Compared {
    let columns = said.read.tokens.len();
    let mut best = vec![0.0_f32; columns];
    for row in phrase.tokens.clone() {
        best.iter_mut().zip(matches.row(row)).for_each(|(best, cell)| *best = best.max(*cell));
    }
    let share_said = |window: &Range<usize>| {
        let sum: f32 = phrase
            .tokens
            .clone()
            .map(|row| {
                let cells = &matches.row(row)[window.clone()];
                known.weights[row] * cells.iter().copied().fold(0.0, f32::max)
            })
            .sum();
        sum / phrase.weight.max(1e-6)
    };
    let accounts = |window: &Range<usize>| {
        let weights = &said.asked_weights[window.clone()];
        let total: f32 = weights.iter().sum();
        let pairs = weights.iter().zip(&best[window.clone()]);
        pairs.map(|(weight, best)| weight * best).sum::<f32>() / total.max(1e-6)
    };
    let mut found = Compared {
        window: 0,
        likeness: 0.0,
        share_said: 0.0,
        accounts: 0.0,
        share_anywhere: share_said(&(0..columns)),
        best: Vec::new(),
    };
    for (window, Window { tokens, .. }) in said.windows.iter().enumerate() {
        let (said, accounts) = (share_said(tokens), accounts(tokens));
        let likeness = 0.6 * said + 0.4 * accounts;
        if likeness > found.likeness {
            found = Compared { window, likeness, share_said: said, accounts, ..found };
        }
    }
    found.best = best;
    found
}

fn seen(known: &Known, said: &Said, compared: &[Option<Compared>], point: usize) -> Seen {
    let of = |wanted: &dyn Fn(&Phrase) -> bool| -> Vec<(&Phrase, &Compared)> {
        let pairs = known.phrases.iter().zip(compared);
        let kept = pairs.filter_map(|(phrase, one)| one.as_ref().map(|one| (phrase, one)));
        kept.filter(|(phrase, _)| wanted(phrase)).collect()
    };
    let mut own = of(&|phrase| phrase.speaks_for(point));
    let others = of(&|phrase| {
        phrase.kind != Kind::Not && phrase.kind != Kind::Asks && phrase.point != point
    });
    let misses = of(&|phrase| phrase.kind == Kind::Not && phrase.point == point);
    let asks = of(&|phrase| phrase.kind == Kind::Asks);
    own.sort_by(|a, b| b.1.likeness.total_cmp(&a.1.likeness));
    let Some(&(nearest, near)) = own.first() else {
        return Seen { signs: [0.0; COUNT], quote: 0..0, is_doubtful: true, has_own_words: true };
    };
    let few = own.len().min(3);
    let three = own[..few].iter().map(|(_, one)| one.likeness).sum::<f32>() / few as f32;
    let likeness_of = |group: &[(&Phrase, &Compared)]| {
        group.iter().map(|(_, one)| one.likeness).max_by(f32::total_cmp)
    };
    let other = likeness_of(&others).unwrap_or(LIKENESS_USUAL);
    let miss = likeness_of(&misses).unwrap_or(LIKENESS_USUAL);
    let miss_said = misses
        .iter()
        .map(|(_, one)| one.share_said)
        .max_by(f32::total_cmp)
        .unwrap_or(LIKENESS_USUAL);
    let says: Vec<_> =
        own.iter().copied().filter(|(phrase, _)| phrase.kind == Kind::Says).collect();
    let asked = asks.first().map(|(_, one)| *one);
    let (asked_said, asked_accounts) =
        asked.map_or((0.0, 0.0), |one| (one.share_said, one.accounts));

    let columns = said.read.tokens.len();
    let explained = |group: &[(&Phrase, &Compared)]| best_of(group, columns);
    let (by_point, by_others) = (explained(&own), explained(&others));
    let (by_miss, by_question) = (explained(&misses), explained(&asks));
    let total: f32 = said.weights.iter().sum::<f32>().max(1e-6);
    let sum = |of: &dyn Fn(usize) -> f32| -> f32 {
        said.weights.iter().enumerate().map(|(at, weight)| weight * of(at).max(0.0)).sum()
    };
    let beyond_both = |at: usize| by_point[at] - by_others[at].max(by_question[at]);
    let gain = sum(&beyond_both);
    let (shared, shared_alone) = shared_words(known, said, &own, &others);
    let (numbers_shared, numbers_new) = numbers(said, &own, &asks);
    let question = &known.phrases[0].wording;
    let against = said.windows[near.window].wording.against(&nearest.wording, question);
    let claim = |name: &str| {
        let at = wording::NAMES.iter().position(|one| *one == name);
        at.map_or(0.0, |at| against[at] as f32)
    };
    let signs = [
        near.share_said,
        near.accounts,
        near.likeness,
        three,
        likeness_of(&says).unwrap_or(near.likeness),
        own.iter().map(|(_, one)| one.share_anywhere).fold(0.0, f32::max),
        sum(&|at| by_point[at]) / total,
        sum(&|at| by_point[at] - by_question[at]).ln_1p(),
        gain.ln_1p(),
        gain / total,
        sum(&|at| by_miss[at] - by_point[at]).ln_1p(),
        near.likeness - other,
        near.likeness - miss,
        near.share_said - miss_said,
        near.share_said - asked_said,
        near.accounts - asked_accounts,
        shared.ln_1p(),
        shared_alone.ln_1p(),
        total.ln_1p(),
        numbers_shared.min(2) as f32,
        numbers_new.min(2) as f32,
        claim("same_word_negated"),
        claim("opposite_word"),
        claim("opposites_swapped"),
        claim("negation_added"),
        claim("negation_lost"),
    ];
    let telling = |at: usize| by_point[at] - 0.7 * by_others[at].max(by_question[at]);
    let quote = quote(said, &telling);
    // By the quote, because another sentence's negation is no contradiction, and by the stretch around it,
    // because a quote that is cut off may leave out half of a claim.
    let by_quote = Wording::of(&said.text[quote.clone()]).against(&nearest.wording, question);
    let is_contrary = wording::NAMES.iter().zip(by_quote.iter().zip(&against)).any(
        |(name, (by_quote, around))| CONTRARY.contains(name) && *by_quote > 0.0 && *around > 0.0,
    );
    let is_near_miss = !misses.is_empty() && near.likeness - miss < AHEAD_OF_MISSES_MIN;
    let is_doubtful = is_contrary || is_near_miss;
    Seen { signs, quote, is_doubtful, has_own_words: shared_alone > 0.0 }
}

fn best_of(group: &[(&Phrase, &Compared)], columns: usize) -> Vec<f32> {
    let mut best = vec![0.0_f32; columns];
    for (_, one) in group {
        best.iter_mut().zip(&one.best).for_each(|(best, cell)| *best = best.max(*cell));
    }
    best
}

/// The weight of the point's words that the answer has, and of those among them that neither the
/// question nor another point has.
fn shared_words(
    known: &Known,
    said: &Said,
    own: &[(&Phrase, &Compared)],
    others: &[(&Phrase, &Compared)],
) -> (f32, f32) {
    let stems = |phrase: &Phrase| phrase.tokens.clone().map(|at| known.tokens.tokens[at].stem);
    let mine: HashSet<u64> = said.read.tokens.iter().map(|token| token.stem).collect();
    let elsewhere: HashSet<u64> = others.iter().flat_map(|(phrase, _)| stems(phrase)).collect();
    let mut shared: HashMap<u64, f32> = HashMap::new();
    for (phrase, _) in own {
        for (stem, at) in stems(phrase).zip(phrase.tokens.clone()) {
            if mine.contains(&stem) {
                let weight = shared.entry(stem).or_default();
                *weight = weight.max(known.weights[at]);
            }
        }
    }
    // Summed in a fixed order, so that the last bit does not depend on the hash map's.
    let mut shared: Vec<(u64, f32)> = shared.into_iter().collect();
    shared.sort_by_key(|(stem, _)| *stem);
    let alone = |stem: &u64| !elsewhere.contains(stem) && !known.asked.contains(stem);
    (
        shared.iter().map(|(_, weight)| weight).sum(),
        shared.iter().filter(|(stem, _)| alone(stem)).map(|(_, weight)| weight).sum(),
    )
}

/// Numbers of the answer that do not stand in the question: how many the point has, how many not.
fn numbers(
    said: &Said,
    own: &[(&Phrase, &Compared)],
    asks: &[(&Phrase, &Compared)],
) -> (usize, usize) {
    let all = |group: &[(&Phrase, &Compared)]| -> BTreeSet<String> {
        group.iter().flat_map(|(phrase, _)| phrase.numbers.iter().cloned()).collect()
    };
    let (theirs, asked) = (all(own), all(asks));
    let mine = said.numbers.iter().filter(|number| !asked.contains(*number));
    let (shared, new): (Vec<&String>, Vec<&String>) =
        mine.partition(|number| theirs.contains(*number));
    (shared.len(), new.len())
}

/// The clause with the most telling words, and its neighbours in the sentence that add to it.
fn quote(said: &Said, telling: &dyn Fn(usize) -> f32) -> Range<usize> {
    let mut holds = vec![0.0_f32; said.clauses.len()];
    for (at, token) in said.read.tokens.iter().enumerate() {
        holds[token.part] += said.weights[at] * telling(at).max(0.0);
    }
    let best = (0..holds.len()).rev().max_by(|a, b| holds[*a].total_cmp(&holds[*b]));
    let Some(best) = best else { return 0..0 };
    let joins = |at: &usize| {
        said.sentences[*at] == said.sentences[best] && holds[*at] >= JOINS_FROM * holds[best]
    };
    let first = (0..best).rev().take_while(joins).last().unwrap_or(best);
    let last = (best + 1..holds.len()).take_while(joins).last().unwrap_or(best);
    said.clauses[first].start..said.clauses[last].end
}
