//! What one stretch of speech says about each point: a few numbers that a person can check.

use crate::reader::Read;
use crate::rubric::{PhraseKind, Phrasebook};
use crate::text::Cues;

/// The names under which the weights are kept, in the order of [`Signals::values`].
pub const NAMES: &[&str] = &[
    "nearest phrasing",
    "three nearest phrasings",
    "nearest feedback sentence",
    "share explained",
    "nearest phrasing, ahead of other points",
    "share explained, ahead of other points",
    "nearest phrasing, above the average point",
    "share explained, above the average point",
    "shared words",
    "shared words, ahead of other points",
    "near miss is nearer",
    "misconception is nearer",
    "interviewer asked for it",
    "interviewer asked for it just now",
    "content",
    "nearest phrasing with the stretch before",
    "negated",
    "rejected",
    "reasons",
    "numbers",
    "question",
    "hedged",
    "nearest phrasing is long",
];
pub const COUNT: usize = NAMES.len();

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Signals {
    pub values: [f32; COUNT],
    /// The phrasing it comes nearest to.
    pub phrase: Option<u32>,
}

/// What the interviewer last said, as far as it bears on each point.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    /// By group: how much nearer the interviewer's words are to it than to the average.
    pub lift: Vec<f32>,
    /// Stretches of the candidate since then.
    pub since: u32,
}

/// A stretch of the candidate's speech, compared with the whole rubric.
pub struct Compared<'a> {
    pub heard: &'a Read,
    /// For each known token its best match in the stretch.
    pub best: &'a [f32],
    /// The same for the stretch and the one before together.
    pub best_with_before: &'a [f32],
    /// For each group and heard token the best match among the group's own tokens.
    pub explained: &'a [Vec<f32>],
    pub cues: Cues,
}

/// One row for each group of the rubric.
pub fn signals(book: &Phrasebook, stretch: &Compared, asked: &Asked) -> Vec<Signals> {
    let groups = book.groups.len();
    let mut nearest = vec![(0.0, None); groups];
    let mut top3 = vec![0.0; groups];
    let mut feedback = vec![0.0; groups];
    let mut near_miss = vec![0.0; groups];
    let mut with_before = vec![0.0; groups];
    for (at, group) in book.groups.iter().enumerate() {
        let mut covers: Vec<(f32, usize)> = group
            .phrases
            .clone()
            .filter(|&phrase| book.phrases[phrase].kind.speaks_for())
            .map(|phrase| (book.cover(phrase, stretch.best), phrase))
            .collect();
        covers.sort_by(|a, b| b.0.total_cmp(&a.0));
        nearest[at] = covers.first().map_or((0.0, None), |&(cover, phrase)| (cover, Some(phrase)));
        let few = covers.len().clamp(1, 3);
        top3[at] = covers.iter().take(few).map(|(cover, _)| cover).sum::<f32>() / few as f32;
        let says = |kind| matches!(kind, PhraseKind::Says | PhraseKind::Reveal);
        feedback[at] = book.nearest(at, stretch.best, says).0;
        near_miss[at] = book.nearest(at, stretch.best, |kind| kind == PhraseKind::Not).0;
        with_before[at] = book.nearest(at, stretch.best_with_before, PhraseKind::speaks_for).0;
    }
    let nearest_only: Vec<f32> = nearest.iter().map(|(cover, _)| *cover).collect();
    let explained: Vec<f32> =
        (0..groups).map(|at| share_explained(stretch.heard, &stretch.explained[at])).collect();
    let shared: Vec<f32> = (0..groups).map(|at| shared_words(book, at, stretch.heard)).collect();
    let content: f32 = stretch.heard.tokens.iter().map(|token| token.weight).sum();
    let points = book.points;
    (0..groups)
        .map(|at| {
            let opposed = opposed(book, at, &nearest_only);
            let asked_lift = asked.lift.get(at).copied().unwrap_or(0.0);
            let values = [
                nearest_only[at],
                top3[at],
                feedback[at],
                explained[at],
                nearest_only[at] - best_other(&nearest_only[..points], at),
                explained[at] - best_other(&explained[..points], at),
                nearest_only[at] - mean(&nearest_only[..points]),
                explained[at] - mean(&explained[..points]),
                shared[at],
                shared[at] - best_other(&shared[..points], at),
                if near_miss[at] > 0.0 { near_miss[at] - nearest_only[at] } else { 0.0 },
                opposed.map_or(0.0, |cover| cover - nearest_only[at]),
                asked_lift,
                if asked.since == 0 { asked_lift } else { 0.0 },
                (1.0 + content).ln(),
                with_before[at],
                f32::from(u8::from(stretch.cues.negated)),
                f32::from(u8::from(stretch.cues.rejected)),
                (1.0 + stretch.cues.reasons as f32).ln(),
                (1.0 + stretch.cues.numbers as f32).ln(),
                f32::from(u8::from(stretch.cues.question)),
                f32::from(u8::from(stretch.cues.hedged)),
                nearest[at].1.map_or(0.0, |phrase| (1.0 + book.phrases[phrase].weight).ln()),
            ];
            Signals { values, phrase: nearest[at].1.map(|phrase| phrase as u32) }
        })
        .collect()
}

/// How well the group's own words account for what was said, weighted by what each word tells.
fn share_explained(heard: &Read, best: &[f32]) -> f32 {
    let total: f32 = heard.tokens.iter().map(|token| token.weight).sum();
    if total <= 0.0 {
        return 0.0;
    }
    heard.tokens.iter().zip(best).map(|(token, best)| token.weight * best).sum::<f32>() / total
}

fn shared_words(book: &Phrasebook, group: usize, heard: &Read) -> f32 {
    let stems = &book.groups[group].stems;
    let mut seen = std::collections::HashSet::new();
    heard
        .tokens
        .iter()
        .filter(|token| seen.insert(token.stem))
        .filter_map(|token| stems.get(&token.stem))
        .sum::<f32>()
        .ln_1p()
}

/// How near the stretch is to a misconception that speaks against the point; `None` without one.
fn opposed(book: &Phrasebook, point: usize, nearest: &[f32]) -> Option<f32> {
    (book.points..book.groups.len())
        .filter(|&at| book.groups[at].against == Some(point))
        .map(|at| nearest[at])
        .max_by(f32::total_cmp)
}

fn best_other(values: &[f32], at: usize) -> f32 {
    let others = values.iter().enumerate().filter(|(other, _)| *other != at);
    others.map(|(_, value)| *value).max_by(f32::total_cmp).unwrap_or(0.0)
}

pub fn mean(values: &[f32]) -> f32 {
    if values.is_empty() { 0.0 } else { values.iter().sum::<f32>() / values.len() as f32 }
}
