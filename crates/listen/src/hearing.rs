//! One conversation, heard utterance by utterance.

use crate::ledger::{Ledger, Observed};
use crate::listener::{MisconceptionHeard, PointHeard};
use crate::reader::Matches;
use crate::rubric::{PhraseKind, Phrasebook};
use crate::signals::{Asked, Compared, mean, signals};
use crate::text::{corrected, cues, sentences};
use crate::weigh::Weights;
use greenroom_model::{Speaker, Utterance, Verdict};
use std::sync::Arc;

/// Words of a stretch: one utterance, or a part of a long one.
const STRETCH_WORDS: usize = 60;
/// Of one utterance at most this many stretches are listened to; a pasted book is not an answer.
const STRETCHES_MAX: usize = 40;
const QUOTES_MAX: usize = 4;
/// The logit of a point's strongest stretch below which it was not touched: of 640 points that were
/// made in part or whole, three have less.
const STRONGEST_MIN: f64 = -3.5;
/// Sentences quoted of one stretch.
const QUOTES_OF_STRETCH: usize = 2;

/// The state of one conversation about one rubric: some tens of kilobytes. Fed the same utterances
/// in the same order it says the same, whether they come live or from a log.
#[derive(Clone)]
pub struct Hearing {
    book: Arc<Phrasebook>,
    weights: Arc<Weights>,
    ear: Ear,
    ledger: Ledger,
}

impl Hearing {
    pub(crate) fn new(book: Arc<Phrasebook>, weights: Arc<Weights>) -> Hearing {
        let ledger = Ledger::new(&book);
        Hearing { book, weights, ear: Ear::default(), ledger }
    }

    /// A finished utterance of either side.
    pub fn hear(&mut self, utterance: &Utterance) {
        for observed in self.ear.listen(&self.book, utterance) {
            self.ledger.add(&self.book, &self.weights, &observed);
        }
    }

    /// What the points would be if this unfinished text of the candidate were final.
    pub fn peek(&self, partial: &str, at_ms: u64) -> Vec<PointHeard> {
        let mut ahead = self.clone();
        let speaker = Speaker::Candidate;
        ahead.hear(&Utterance { at_ms, end_ms: at_ms, speaker, text: partial.to_owned() });
        ahead.points()
    }

    /// One for each point, in the rubric's order.
    pub fn points(&self) -> Vec<PointHeard> {
        (0..self.book.points).map(|point| self.point(point)).collect()
    }

    /// Those voiced and not withdrawn, in the rubric's order.
    pub fn misconceptions(&self) -> Vec<MisconceptionHeard> {
        (self.book.points..self.book.groups.len())
            .filter(|&at| self.ledger.voiced(at) >= self.weights.lines.misconception)
            .filter_map(|at| {
                let quote = self.ledger.quotes(at, 1).pop()?;
                let p = self.ledger.voiced(at);
                let confidence = beyond(p, self.weights.lines.misconception);
                Some(MisconceptionHeard { id: self.book.groups[at].id.clone(), quote, confidence })
            })
            .collect()
    }

    fn point(&self, point: usize) -> PointHeard {
        let judged = judge(&self.book, &self.weights, &self.ledger, point);
        let group = &self.book.groups[point];
        let quotes = match judged.verdict {
            Verdict::Missed | Verdict::NotAssessed => Vec::new(),
            Verdict::Contradicted => {
                let against = judged.against.map_or(point, |at| at);
                self.ledger.quotes(against, 1)
            }
            Verdict::Met | Verdict::Partly => self.ledger.quotes(point, QUOTES_MAX),
        };
        let phrase =
            self.ledger.nearest_phrase(point).map(|at| self.book.phrases[at].text.as_str());
        let why = why(
            judged.verdict,
            phrase,
            judged.against.map(|at| self.book.groups[at].says.as_str()),
        );
        PointHeard {
            id: group.id.clone(),
            verdict: judged.verdict,
            confidence: judged.confidence,
            quotes,
            why,
        }
    }
}

fn why(verdict: Verdict, phrase: Option<&str>, against: Option<&str>) -> String {
    let phrase = phrase.unwrap_or_default();
    match verdict {
        Verdict::Met => format!("It comes close to how others make this point: \"{phrase}\"."),
        Verdict::Partly => format!(
            "It touches this point, but the reason or the consequence is missing; it would be \
             complete like this: \"{phrase}\"."
        ),
        Verdict::Contradicted => match against {
            Some(says) => format!("What was said speaks against it. {says}"),
            None => "What was said speaks against it.".to_owned(),
        },
        Verdict::Missed | Verdict::NotAssessed => {
            "Nothing that was said comes close to it.".to_owned()
        }
    }
}

/// A verdict with its grounds.
pub struct Judged {
    pub verdict: Verdict,
    pub confidence: f64,
    /// The misconception that contradicts it.
    pub against: Option<usize>,
}

pub fn judge(book: &Phrasebook, weights: &Weights, ledger: &Ledger, point: usize) -> Judged {
    let summary = ledger.summary(book, point);
    // Most points of a real answer are touched, so the model expects that of small talk too. Where
    // not even the strongest stretch resembles a point, nothing was said about it.
    if f64::from(summary[0]) < STRONGEST_MIN {
        return Judged { verdict: Verdict::Missed, confidence: 1.0, against: None };
    }
    let touched = weights.touched.probability(&summary);
    let met = weights.met.probability(&summary);
    let lines = weights.lines;
    let against = (book.points..book.groups.len())
        .filter(|&at| book.groups[at].against == Some(point))
        .map(|at| (ledger.voiced(at), at))
        .filter(|(p, _)| *p >= lines.misconception)
        .max_by(|a, b| a.0.total_cmp(&b.0));
    if met >= lines.met && touched >= lines.touched {
        let confidence = beyond(met, lines.met);
        return Judged { verdict: Verdict::Met, confidence, against: None };
    }
    if let Some((p, at)) = against {
        let confidence = beyond(p, lines.misconception);
        return Judged { verdict: Verdict::Contradicted, confidence, against: Some(at) };
    }
    if touched >= lines.touched {
        let confidence = beyond(touched, lines.touched).min(beyond(met, lines.met));
        return Judged { verdict: Verdict::Partly, confidence, against: None };
    }
    Judged { verdict: Verdict::Missed, confidence: beyond(touched, lines.touched), against: None }
}

/// How far a probability lies from a line, as a share of the way to certainty.
fn beyond(p: f64, line: f64) -> f64 {
    let share = if p >= line { (p - line) / (1.0 - line) } else { (line - p) / line };
    share.clamp(0.0, 1.0)
}

/// The part that listens: it knows what was said just before, and nothing of verdicts.
#[derive(Debug, Clone, Default)]
pub struct Ear {
    before: Vec<f32>,
    asked: Asked,
}

impl Ear {
    pub fn listen(&mut self, book: &Phrasebook, utterance: &Utterance) -> Vec<Observed> {
        match utterance.speaker {
            Speaker::Interviewer => {
                self.listen_to_question(book, &utterance.text);
                Vec::new()
            }
            Speaker::Candidate => stretches(&utterance.text)
                .into_iter()
                .take(STRETCHES_MAX)
                .filter_map(|stretch| self.listen_to_answer(book, stretch, utterance.at_ms))
                .collect(),
        }
    }

    /// The interviewer's words are never credited; they only tell what an answer is about.
    fn listen_to_question(&mut self, book: &Phrasebook, text: &str) {
        let end = text.char_indices().nth(600).map_or(text.len(), |(at, _)| at);
        let read = book.reader.read(&[&corrected(&text[..end], &book.words)]);
        let best = book.row_best(&book.reader.matches(&book.tokens, &read));
        let near: Vec<f32> = (0..book.groups.len())
            .map(|at| {
                let probe = book.nearest(at, &best, |kind| kind == PhraseKind::Probe).0;
                probe.max(book.nearest(at, &best, PhraseKind::speaks_for).0)
            })
            .collect();
        let average = mean(&near[..book.points]);
        self.asked = Asked { lift: near.iter().map(|near| near - average).collect(), since: 0 };
    }

    fn listen_to_answer(
        &mut self,
        book: &Phrasebook,
        said: Vec<String>,
        at_ms: u64,
    ) -> Option<Observed> {
        let meant: Vec<String> = said.iter().map(|one| corrected(one, &book.words)).collect();
        let parts: Vec<&str> = meant.iter().map(String::as_str).collect();
        let heard = book.reader.read(&parts);
        if heard.tokens.is_empty() {
            return None;
        }
        let matches = book.reader.matches(&book.tokens, &heard);
        let best = book.row_best(&matches);
        let best_with_before = if self.before.is_empty() {
            best.clone()
        } else {
            best.iter().zip(&self.before).map(|(now, before)| now.max(*before)).collect()
        };
        let explained = explained(book, &matches);
        let cues = cues(&said.join(" "));
        let compared = Compared {
            heard: &heard,
            best: &best,
            best_with_before: &best_with_before,
            explained: &explained,
            cues,
        };
        let signals = signals(book, &compared, &self.asked);
        let quotes = explained
            .iter()
            .map(|explained| telling_sentences(&heard.tokens, explained, said.len()))
            .collect();
        self.before.clone_from(&best);
        self.asked.since += 1;
        Some(Observed { signals, best, quotes, sentences: Arc::new(said), at_ms, cues })
    }
}

/// For each group and heard token the best match among the tokens that speak for the group.
fn explained(book: &Phrasebook, matches: &Matches) -> Vec<Vec<f32>> {
    book.groups
        .iter()
        .map(|group| {
            let mut best = vec![0.0_f32; matches.columns];
            for row in group.own_tokens.clone() {
                for (best, cell) in best.iter_mut().zip(matches.row(row)) {
                    *best = best.max(*cell);
                }
            }
            best
        })
        .collect()
}

/// The sentences that hold most of what speaks for a group, best first.
fn telling_sentences(
    tokens: &[crate::reader::ContentToken],
    explained: &[f32],
    sentences: usize,
) -> Vec<usize> {
    let mut holds = vec![0.0_f32; sentences];
    for (token, explained) in tokens.iter().zip(explained) {
        holds[token.part] += token.weight * (explained - 0.1).max(0.0);
    }
    let mut order: Vec<usize> = (0..sentences).filter(|&at| holds[at] > 0.0).collect();
    order.sort_by(|&a, &b| holds[b].total_cmp(&holds[a]));
    let most = order.first().map_or(0.0, |&at| holds[at]);
    order.retain(|&at| holds[at] >= 0.6 * most);
    order.truncate(QUOTES_OF_STRETCH);
    order
}

/// An utterance as stretches of whole sentences.
fn stretches(text: &str) -> Vec<Vec<String>> {
    let mut stretches: Vec<Vec<String>> = Vec::new();
    let mut words = usize::MAX;
    for range in sentences(text) {
        let sentence = &text[range];
        let count = sentence.split_whitespace().count();
        if words.saturating_add(count) > STRETCH_WORDS {
            stretches.push(Vec::new());
            words = 0;
        }
        words += count;
        stretches.last_mut().expect("one was pushed").push(sentence.to_owned());
    }
    stretches
}
