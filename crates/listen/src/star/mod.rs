//! Cuts a behavioral answer into situation, tension, action, result, trade-off and what changed
//! after, and finds the sentences that a strong story cannot do without.
//!
//! ```
//! use greenroom_listen::star::{Teller, cut};
//! let teller = Teller::embedded(None);
//! let story = teller.assess(&cut("We were down. So I rolled it back. It took 4 minutes."), None);
//! assert_eq!(story.sentences.len(), 3);
//! ```
//!
//! Each sentence becomes a row of features: where it stands, which cues of `cues.txt` it contains, and
//! its vector. A [`chain`] labels all sentences of a story together; a [`checklist`] finder a key
//! reads the labels. [`training`] makes `models/star.json` from labelled stories.

pub mod chain;
pub mod checklist;
mod cues;
mod cut;
pub mod training;

pub use cut::cut;

use crate::encoder::{Encoder, WIDTH};
use chain::Chain;
use checklist::{Finder, most_likely};
use greenroom_model::StoryPart;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::Arc;

const MODEL: &str = include_str!("../../models/star.json");

/// Speech in an interview, in words a minute.
const PACE_WORDS_PER_MIN: f64 = 150.0;

/// How long a story should take.
const SECONDS: std::ops::RangeInclusive<f64> = 90.0..=120.0;

/// Cheap to clone.
#[derive(Clone)]
pub struct Teller {
    encoder: Option<Encoder>,
    model: Arc<Model>,
}

/// The fitted weights.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Model {
    /// How this file was made.
    pub made_by: String,
    /// With the language model.
    pub full: Chain,
    /// Without: cues and positions only.
    pub coarse: Chain,
    pub checklist: BTreeMap<String, Finder>,
}

/// A story taken apart.
#[derive(Debug, Clone, PartialEq)]
pub struct Story {
    pub sentences: Vec<Sentence>,
    /// What a strong story shows, each with the index of the sentence that shows it.
    pub checklist: Vec<(&'static str, Option<usize>)>,
    /// Percent of the words in each part; all zero for a story without words.
    pub shares_percent: Vec<(StoryPart, f64)>,
    pub words: usize,
    /// What to change about length and balance; empty when there is nothing.
    pub advice: Vec<Advice>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Sentence {
    pub text: String,
    pub part: StoryPart,
    /// Probability of the part, 0 to 1.
    pub confidence: f64,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Advice {
    pub id: &'static str,
    pub says: String,
}

impl Teller {
    /// `None` judges by cues and order alone, which is coarser.
    pub fn embedded(encoder: Option<Encoder>) -> Teller {
        let model = serde_json::from_str(MODEL).expect("models/star.json belongs to this version");
        Teller::with(encoder, model)
    }

    pub fn with(encoder: Option<Encoder>, model: Model) -> Teller {
        Teller { encoder, model: Arc::new(model) }
    }

    pub fn assess(&self, sentences: &[String], question: Option<&str>) -> Story {
        let reading = self.read(sentences);
        let chain = if self.encoder.is_some() { &self.model.full } else { &self.model.coarse };
        let beliefs = chain.marginals(&reading.rows);
        let rows = checklist::rows(&beliefs, &reading.facts);
        let told: Vec<Sentence> = sentences
            .iter()
            .zip(&beliefs)
            .map(|(text, belief)| {
                let part = most_likely(belief);
                Sentence {
                    text: text.clone(),
                    part: StoryPart::ALL[part],
                    confidence: belief[part].clamp(0.0, 1.0),
                }
            })
            .collect();
        let checklist = checklist::keys(question)
            .into_iter()
            .map(|key| (key, self.model.checklist.get(key).and_then(|finder| finder.find(&rows))))
            .collect();
        let words = told.iter().map(|sentence| count_words(&sentence.text)).sum();
        let shares_percent = shares(&told, words);
        let advice = advice(&shares_percent, words);
        Story { sentences: told, checklist, shares_percent, words, advice }
    }

    fn read(&self, sentences: &[String]) -> Reading {
        read(self.encoder.as_ref(), sentences)
    }
}

/// Features of every sentence of a story.
pub struct Reading {
    pub rows: Vec<Vec<f64>>,
    pub facts: Vec<Vec<f64>>,
}

/// Weight of a sentence's vector beside its other features, so that one strength of shrinking suits
/// both.
const MEANING_SCALE: f64 = 3.0;

fn read(encoder: Option<&Encoder>, sentences: &[String]) -> Reading {
    let last = sentences.len().saturating_sub(1);
    let flag = |yes: bool| f64::from(u8::from(yes));
    let facts: Vec<Vec<f64>> = sentences.iter().map(|sentence| cues::facts(sentence)).collect();
    let rows = sentences
        .iter()
        .zip(&facts)
        .enumerate()
        .map(|(at, (sentence, facts))| {
            let position = at as f64 / last.max(1) as f64;
            let mut row = vec![
                1.0,
                position,
                position * position,
                flag(at == 0),
                flag(at == 1),
                flag(at == last),
                flag(at + 1 == last),
                flag(sentences.len() < 5),
            ];
            row.extend(facts);
            if let Some(encoder) = encoder {
                row.extend(meaning(encoder, sentence).iter().map(|value| MEANING_SCALE * value));
            }
            row
        })
        .collect();
    Reading { rows, facts }
}

/// The mean of the token vectors, of length 1. Every token counts alike: what tells an action from a
/// lesson is in "so I" and "now we" more than in the rare words.
fn meaning(encoder: &Encoder, sentence: &str) -> Vec<f64> {
    let encoded = encoder.encode_one(sentence);
    let mut sum = vec![0.0_f64; WIDTH];
    for state in encoded.states.chunks_exact(WIDTH) {
        sum.iter_mut().zip(state).for_each(|(sum, value)| *sum += f64::from(*value));
    }
    let length = sum.iter().map(|value| value * value).sum::<f64>().sqrt();
    if length > 0.0 {
        sum.iter_mut().for_each(|value| *value /= length);
    }
    sum
}

fn count_words(text: &str) -> usize {
    text.split_whitespace().count()
}

fn shares(told: &[Sentence], words: usize) -> Vec<(StoryPart, f64)> {
    let share = |part| {
        let of_part = told.iter().filter(|sentence| sentence.part == part);
        let count: usize = of_part.map(|sentence| count_words(&sentence.text)).sum();
        if words == 0 { 0.0 } else { 100.0 * count as f64 / words as f64 }
    };
    StoryPart::ALL.into_iter().map(|part| (part, share(part))).collect()
}

/// Holds a story against 90 to 120 seconds, and against a fifth of context, half of action and the
/// rest for what came of it. The lines leave a third of slack: a balance is no ruler.
fn advice(shares_percent: &[(StoryPart, f64)], words: usize) -> Vec<Advice> {
    if words == 0 {
        return Vec::new();
    }
    let mut advice = Vec::new();
    let mut say = |id, says| advice.push(Advice { id, says });
    let share = |parts: &[StoryPart]| -> f64 {
        let wanted = shares_percent.iter().filter(|(part, _)| parts.contains(part));
        wanted.map(|(_, percent)| percent).sum()
    };
    let seconds = words as f64 * 60.0 / PACE_WORDS_PER_MIN;
    if seconds < *SECONDS.start() {
        let more = ((SECONDS.start() - seconds) * PACE_WORDS_PER_MIN / 60.0).round();
        say(
            "too_short",
            format!(
                "{words} words are about {seconds:.0} seconds aloud; a story needs 90 to 120. Add about \
             {more:.0} words, first of all on what you did and why."
            ),
        );
    } else if seconds > *SECONDS.end() {
        let less = ((seconds - SECONDS.end()) * PACE_WORDS_PER_MIN / 60.0).round();
        say(
            "too_long",
            format!(
                "{words} words are about {seconds:.0} seconds aloud; after 120 people stop listening. \
             Cut about {less:.0} words, context first."
            ),
        );
    }
    use StoryPart::*;
    let context = share(&[Situation, Tension]);
    let action = share(&[Action]);
    let rest = share(&[Result, TradeOff, Changed]);
    if context > 30.0 {
        say(
            "much_context",
            format!(
                "Context takes {context:.0}% of the words; about 20% is enough. Say only what the \
             listener needs to see why your decision was hard."
            ),
        );
    }
    if action < 35.0 {
        say(
            "little_action",
            format!(
                "What you did takes {action:.0}% of the words; about 50% is right. Tell the steps you \
             took yourself, and what made you take each."
            ),
        );
    }
    if rest < 20.0 {
        say(
            "little_outcome",
            format!(
                "Result, trade-off and what changed after take {rest:.0}% of the words; about 30% is \
             right. Give a number before and after, what it cost, and what you do differently now."
            ),
        );
    }
    let missing = [
        (Result, "no_result", "Nothing says how it ended. Close with a number, before and after."),
        (
            TradeOff,
            "no_trade_off",
            "Nothing says what you gave up. Name the option you did not take and why.",
        ),
        (
            Changed,
            "no_change",
            "Nothing says what changed after. Say what you or the team do differently now.",
        ),
    ];
    for (part, id, says) in missing {
        if share(&[part]) == 0.0 {
            say(id, says.to_owned());
        }
    }
    advice
}

#[cfg(test)]
mod tests {
    use super::*;

    const STORY: [(&str, StoryPart); 9] = [
        (
            "I was the backend engineer for the booking system of a ferry line.",
            StoryPart::Situation,
        ),
        (
            "On the first day of the holidays the site went down and hundreds of cars were stuck at the harbour.",
            StoryPart::Tension,
        ),
        (
            "I looked at the slow query log and saw that one report was locking the bookings table.",
            StoryPart::Action,
        ),
        ("So I killed the report and blocked it for the day.", StoryPart::Action),
        (
            "That meant finance had no numbers until the evening, but a ferry that leaves empty can't be filled again.",
            StoryPart::TradeOff,
        ),
        (
            "We were back after nine minutes and lost forty bookings instead of two thousand.",
            StoryPart::Result,
        ),
        ("Since then every report runs on its own copy of the data.", StoryPart::Changed),
        ("Whenever I add a query now, I first ask what it locks.", StoryPart::Changed),
        ("So yeah, that's about it, I think.", StoryPart::Other),
    ];

    fn sentences() -> Vec<String> {
        STORY.iter().map(|(text, _)| (*text).to_owned()).collect()
    }

    fn teller() -> Teller {
        Teller::embedded(Some(Encoder::embedded().expect("the repository carries the encoder")))
    }

    #[test]
    fn every_part_of_a_plain_story_is_named() {
        let story = teller().assess(&sentences(), None);
        let found: Vec<_> = story.sentences.iter().map(|one| one.part).collect();
        assert_eq!(found, STORY.map(|(_, part)| part));
    }

    #[test]
    fn without_the_language_model_most_parts_are_still_named() {
        let story = Teller::embedded(None).assess(&sentences(), None);
        let right = story.sentences.iter().zip(STORY).filter(|(one, (_, part))| one.part == *part);
        assert!(right.count() >= 7, "{:#?}", story.sentences);
    }

    #[test]
    fn the_checklist_points_at_the_sentences_that_prove_it() {
        let question = "Tell me about an outage you dealt with.";
        let story = teller().assess(&sentences(), Some(question));
        let support = |key| story.checklist.iter().find(|(k, _)| *k == key).expect("a key").1;
        assert_eq!(support("clear_problem"), Some(1));
        assert_eq!(support("measurable_result"), Some(5));
        assert_eq!(support("trade_off_explained"), Some(4));
        assert_eq!(support("personal_role_clear"), Some(2));
        assert_eq!(support("reusable_lesson"), Some(7));
        assert_eq!(story.checklist.len(), 10, "six keys for all and four for an incident");
    }

    #[test]
    fn talk_about_how_one_would_do_it_is_no_story_and_supports_nothing() {
        let talk = [
            "I would always start with the monitoring.",
            "Usually you'd add an index or a cache, it depends.",
            "Communication is very important to me.",
            "I'd also keep the stakeholders informed.",
            "In general I think that's how I would handle it.",
        ];
        let story = teller().assess(&talk.map(str::to_owned), None);
        assert!(story.sentences.iter().all(|one| one.part == StoryPart::Other), "{story:#?}");
        assert!(story.checklist.iter().all(|(_, support)| support.is_none()), "{story:#?}");
    }

    #[test]
    fn nothing_said_gives_nothing() {
        let story = teller().assess(&[], None);
        assert!(story.sentences.is_empty() && story.advice.is_empty() && story.words == 0);
        assert!(story.checklist.iter().all(|(_, support)| support.is_none()));
    }

    #[test]
    fn advice_names_what_is_too_much_and_what_is_missing() {
        let shares = |context, action, result| {
            vec![
                (StoryPart::Situation, context),
                (StoryPart::Action, action),
                (StoryPart::Result, result),
            ]
        };
        let ids = |shares: Vec<_>, words| -> Vec<&str> {
            advice(&shares, words).into_iter().map(|one| one.id).collect()
        };
        assert_eq!(ids(shares(20.0, 50.0, 30.0), 260), ["no_trade_off", "no_change"]);
        assert_eq!(
            ids(shares(70.0, 20.0, 0.0), 100),
            [
                "too_short",
                "much_context",
                "little_action",
                "little_outcome",
                "no_result",
                "no_trade_off",
                "no_change"
            ]
        );
        assert_eq!(ids(shares(20.0, 50.0, 30.0), 600)[0], "too_long");
    }

    #[test]
    fn the_same_story_gives_the_same_answer() {
        assert_eq!(teller().assess(&sentences(), None), teller().assess(&sentences(), None));
    }
}
