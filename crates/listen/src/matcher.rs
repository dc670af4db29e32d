//! Which of several prepared questions was asked.

use crate::reader::{Read, Reader, stem_weights};
use crate::text::{RubricWords, corrected};
use std::sync::Arc;

/// From this score on, a text is one of the prepared questions.
///
/// By meaning, paraphrases reach 0.35 to 0.85 and other questions stay below 0.3: a question that is
/// handed back costs less than the answer to another one.
const BY_MEANING: f64 = 0.33;
const BY_WORDS: f64 = 0.45;

/// Matches what a candidate asks to one of several groups of phrasings. Cheap to clone.
#[derive(Clone)]
pub struct Matcher {
    inner: Arc<Questions>,
}

/// The phrasings, read once for all who ask with them.
pub(crate) struct Questions {
    reader: Reader,
    words: RubricWords,
    phrasings: Vec<(usize, Read)>,
}

impl Questions {
    pub fn read(reader: Reader, groups: &[Vec<String>]) -> Questions {
        let words = RubricWords::new(groups.iter().flatten().map(String::as_str));
        let phrasings = groups
            .iter()
            .enumerate()
            .flat_map(|(group, texts)| texts.iter().map(move |text| (group, text)))
            .map(|(group, text)| (group, reader.read(&[&corrected(text, &words)])))
            .filter(|(_, read)| !read.tokens.is_empty())
            .collect();
        Questions { reader, words, phrasings }
    }
}

impl Matcher {
    pub(crate) fn of(inner: Arc<Questions>) -> Matcher {
        Matcher { inner }
    }

    /// The best group and how sure that is, 0 to 1; `None` when the text asks for none of them.
    pub fn best(&self, text: &str) -> Option<(usize, f64)> {
        let inner = &self.inner;
        let heard = inner.reader.read(&[&corrected(text, &inner.words)]);
        if heard.tokens.is_empty() {
            return None;
        }
        let (group, score) = inner
            .phrasings
            .iter()
            .map(|(group, known)| (*group, f64::from(likeness(&inner.reader, known, &heard))))
            .max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)))?;
        let line = if inner.reader.encoder.is_some() { BY_MEANING } else { BY_WORDS };
        (score >= line).then(|| (group, ((score - line) / (1.0 - line)).clamp(0.0, 1.0)))
    }
}

/// The mean of how much of each is found in the other, with a bonus for words they share.
fn likeness(reader: &Reader, known: &Read, heard: &Read) -> f32 {
    let matches = reader.matches(known, heard);
    let rows = (0..known.tokens.len())
        .map(|row| matches.row(row).iter().fold(0.0_f32, |best, cell| best.max(*cell)));
    let columns = (0..heard.tokens.len()).map(|column| {
        (0..known.tokens.len()).fold(0.0_f32, |best, row| best.max(matches.row(row)[column]))
    });
    let forth = weighted(known, rows);
    let back = weighted(heard, columns);
    let shared = stem_weights(heard);
    let total: f32 = stem_weights(known).values().sum();
    let same: f32 = stem_weights(known)
        .iter()
        .filter(|(stem, _)| shared.contains_key(stem))
        .map(|(_, w)| w)
        .sum();
    0.5 * forth + 0.35 * back + 0.15 * (same / total.max(1e-6))
}

fn weighted(read: &Read, values: impl Iterator<Item = f32>) -> f32 {
    let total: f32 = read.tokens.iter().map(|token| token.weight).sum();
    read.tokens.iter().zip(values).map(|(token, value)| token.weight * value).sum::<f32>() / total
}
