//! Scores a short answer against a reference answer, as a lecturer with a partial-credit scheme
//! would, and says how likely it contradicts the reference.
//!
//! ```
//! use greenroom_listen::answer::Grader;
//! let grader = Grader::embedded(None);
//! let question = "What does a queue return first?";
//! let graded = grader.score(question, "the element that was added first", "the oldest element");
//! assert!((0.0..=1.0).contains(&graded.score));
//! ```
//!
//! [`features`] aligns the tokens of reference and answer; [`wording`] looks at opposites, negations
//! and choices, which vectors do not see; [`training`] makes `models/answer.json` from graded answers.
//! A score is calibrated to partial credit: half marks for half an answer.

mod features;
pub mod training;
pub(crate) mod wording;

use crate::descent::sigmoid;
use crate::encoder::Encoder;
use features::{Comparison, FOR, Read, compare};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

const MODEL: &str = include_str!("../../models/answer.json");

/// Cheap to clone.
#[derive(Clone)]
pub struct Grader {
    encoder: Option<Encoder>,
    model: Arc<Model>,
}

/// The fitted weights.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Model {
    /// How this file was made.
    pub made_by: String,
    /// With the language model.
    pub full: Weights,
    /// Without: shared words only.
    pub coarse: Weights,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Weights {
    score: Linear,
    calibration: Calibration,
    contradiction: Linear,
}

/// A sum of features, each centred and scaled.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Linear {
    constant: f64,
    terms: Vec<Term>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct Term {
    name: String,
    centre: f64,
    scale: f64,
    weight: f64,
}

impl Linear {
    fn value(&self, features: &[f64]) -> f64 {
        let terms = self.terms.iter().zip(features);
        self.constant
            + terms.map(|(term, x)| term.weight * (x - term.centre) / term.scale).sum::<f64>()
    }
}

/// From the linear score to marks: a logistic curve.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Calibration {
    constant: f64,
    slope: f64,
    /// Root mean square of what was left unexplained.
    error: f64,
}

impl Calibration {
    fn marks(&self, linear: f64) -> f64 {
        sigmoid(self.constant + self.slope * linear)
    }
}

/// What may be said about an answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Graded {
    /// 0 to 1, partial credit.
    pub score: f64,
    /// Where about two in three human marks would lie; wider when meaning and words disagree.
    pub band: (f64, f64),
    /// 0 to 1: whether the answer claims something that the reference excludes.
    pub contradiction: f64,
    /// Stretches of the reference that the answer covers, letter for letter.
    pub matched: Vec<String>,
    /// Stretches of the reference that it does not cover.
    pub missing: Vec<String>,
}

impl Grader {
    /// `None` compares words alone, which is coarser.
    pub fn embedded(encoder: Option<Encoder>) -> Grader {
        let model =
            serde_json::from_str(MODEL).expect("models/answer.json belongs to this version");
        Grader { encoder, model: Arc::new(model) }
    }

    pub fn score(&self, question: &str, reference: &str, answer: &str) -> Graded {
        let read = |text| Read::new(self.encoder.as_ref(), text);
        let (question, reference, answer) = (read(question), read(reference), read(answer));
        let weights = if self.encoder.is_some() { &self.model.full } else { &self.model.coarse };
        weights.grade(&question, &reference, &answer, compare(&question, &reference, &answer))
    }
}

impl Weights {
    fn grade(&self, question: &Read, reference: &Read, answer: &Read, seen: Comparison) -> Graded {
        let Comparison { speaks_for, speaks_against, matched, missing } = seen;
        if says_nothing(question, reference, answer) {
            let band = (0.0, 0.1);
            return Graded { score: 0.0, band, contradiction: 0.0, matched: Vec::new(), missing };
        }
        if answer.wording().words() == reference.wording().words() {
            return Graded { score: 1.0, band: (0.9, 1.0), contradiction: 0.0, matched, missing };
        }
        let score = self.calibration.marks(self.score.value(&speaks_for));
        let half = self.calibration.error * (0.7 + 0.4 * self.disagreement(&speaks_for).min(2.0));
        Graded {
            score,
            band: ((score - half).max(0.0), (score + half).min(1.0)),
            contradiction: sigmoid(self.contradiction.value(&speaks_against)),
            matched,
            missing,
        }
    }

    /// How far apart meaning and shared words see the answer, in standard deviations.
    fn disagreement(&self, speaks_for: &[f64]) -> f64 {
        let z = |name: &str| {
            let at = FOR.iter().position(|one| *one == name).expect("the name of a feature");
            let term = &self.score.terms[at];
            (speaks_for[at] - term.centre) / term.scale
        };
        (z("meaning_covered") - z("words_covered")).abs()
    }
}

/// No claim at all: nothing, "I don't know", or the question said back.
fn says_nothing(question: &Read, reference: &Read, answer: &Read) -> bool {
    let (asked, mine) = (question.wording().content(), answer.wording().content());
    let words = answer.wording().words();
    let adds =
        |content: &std::collections::BTreeSet<&str>| content.difference(&asked).next().is_some();
    // A choice among what the question names ("the client") repeats the question and still answers.
    let repeats = !adds(&mine) && adds(&reference.wording().content()) && words.len() > 3;
    words.is_empty() || gives_up(words) || repeats
}

pub(crate) fn gives_up(words: &[String]) -> bool {
    const PHRASES: [&str; 12] = [
        "i don't know",
        "i do not know",
        "i dont know",
        "don't know",
        "dont know",
        "no idea",
        "i have no idea",
        "not sure",
        "i'm not sure",
        "im not sure",
        "no clue",
        "dunno",
    ];
    const PADDING: [&str; 20] = [
        "sorry", "um", "uh", "well", "really", "honestly", "so", "this", "that", "it", "about",
        "the", "answer", "to", "question", "i", "pass", "just", "one", "idk",
    ];
    if matches!(words, [only] if matches!(only.as_str(), "idk" | "pass")) {
        return true;
    }
    let said = words.join(" ");
    PHRASES.iter().filter(|phrase| said.contains(*phrase)).any(|phrase| {
        let rest = said.replacen(phrase, " ", 1);
        rest.split_whitespace().all(|word| PADDING.contains(&word))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const QUESTION: &str = "Why does a hash table slow down when it is nearly full?";
    const REFERENCE: &str = "More keys land in the same bucket, so each lookup has to walk past \
                             collisions; growing the table and rehashing keeps lookups short.";

    fn grader() -> Grader {
        Grader::embedded(Some(Encoder::embedded().expect("the repository carries the encoder")))
    }

    fn score(answer: &str) -> f64 {
        grader().score(QUESTION, REFERENCE, answer).score
    }

    #[test]
    fn a_paraphrase_earns_more_than_half_an_answer_and_that_more_than_another_topic() {
        let whole = score(
            "There are more collisions because many keys share a bucket, so you walk through a \
             chain on each lookup until you resize and rehash.",
        );
        let half = score("Because there are more collisions.");
        let other = score("The TCP handshake needs three packets before data is sent.");
        assert!(whole > half && half > other, "{whole} {half} {other}");
        assert!(whole > 0.75 && other < 0.4, "{whole} {other}");
    }

    #[test]
    fn no_claim_earns_nothing() {
        for nothing in ["", "  ", "I don't know", "um, no idea, sorry", "idk", QUESTION] {
            assert!(score(nothing) < 0.05, "{nothing:?}");
        }
    }

    #[test]
    fn the_reference_itself_earns_everything() {
        assert_eq!(score(REFERENCE), 1.0);
        assert_eq!(score(&REFERENCE.to_uppercase()), 1.0);
    }

    #[test]
    fn a_claim_turned_round_looks_more_contradictory_than_a_paraphrase() {
        let grader = grader();
        let check = |question, reference, right, wrong| {
            let right = grader.score(question, reference, right).contradiction;
            let wrong = grader.score(question, reference, wrong).contradiction;
            assert!(wrong > right + 0.1, "{reference}: {wrong} against {right}");
        };
        check(
            "Does an index speed up writes?",
            "No, each index makes writes slower.",
            "no, writes get slower with every index",
            "yes, each index makes writes faster",
        );
    }

    #[test]
    fn what_is_missing_stands_in_the_reference_letter_for_letter() {
        let graded = grader().score(QUESTION, REFERENCE, "more keys in the same bucket");
        assert!(graded.missing.iter().any(|one| one.contains("rehashing")), "{graded:#?}");
        assert!(graded.matched.iter().any(|one| one.contains("bucket")), "{graded:#?}");
        let all = graded.matched.iter().chain(&graded.missing);
        assert!(all.into_iter().all(|one| REFERENCE.contains(one.as_str())));
        assert!(graded.band.0 <= graded.score && graded.score <= graded.band.1);
    }

    #[test]
    fn without_the_language_model_words_still_order_answers() {
        let grader = Grader::embedded(None);
        let score = |answer| grader.score(QUESTION, REFERENCE, answer).score;
        let good = score("more keys share the same bucket so a lookup has to walk past collisions");
        assert!(good > score("it is old"), "{good}");
    }

    #[test]
    fn the_same_answer_earns_the_same() {
        let (one, two) = (grader(), grader());
        let answer = "more collisions in each bucket";
        assert_eq!(one.score(QUESTION, REFERENCE, answer), two.score(QUESTION, REFERENCE, answer));
    }
}
