//! A text as the comparison sees it: its content words, each with a weight and, when the language
//! model is there, a vector.

use crate::encoder::Encoder;
use crate::text;
use std::collections::HashMap;

/// Reads texts by meaning, or by words alone.
#[derive(Clone)]
pub struct Reader {
    pub encoder: Option<Encoder>,
}

#[derive(Debug, Clone, Default)]
pub struct Read {
    pub tokens: Vec<ContentToken>,
    /// [`crate::encoder::WIDTH`] numbers for each token, or nothing when read by words alone.
    pub states: Vec<f32>,
}

#[derive(Debug, Clone)]
pub struct ContentToken {
    /// Equal for words with the same stem.
    pub stem: u64,
    pub weight: f32,
    /// Which of the texts read together it belongs to.
    pub part: usize,
}

impl Reader {
    /// Reads parts that belong together, so that each is understood in the others' light.
    pub fn read(&self, parts: &[&str]) -> Read {
        match &self.encoder {
            Some(encoder) => by_meaning(encoder, parts),
            None => by_words(parts),
        }
    }

    /// How alike two tokens are: 1 for the same, near 0 for unrelated ones.
    pub fn matches(&self, known: &Read, heard: &Read) -> Matches {
        let columns = heard.tokens.len();
        let cells = match &self.encoder {
            Some(encoder) => {
                let mut cells = encoder.cosines(&known.states, &heard.states);
                cells.iter_mut().for_each(|cell| *cell = contrast(*cell));
                cells
            }
            None => {
                let same =
                    |a: &ContentToken, b: &ContentToken| f32::from(u8::from(a.stem == b.stem));
                let row = |a| heard.tokens.iter().map(move |b| same(a, b));
                known.tokens.iter().flat_map(row).collect()
            }
        };
        Matches { columns, cells }
    }
}

/// One row for each known token, one column for each heard token.
pub struct Matches {
    pub columns: usize,
    cells: Vec<f32>,
}

impl Matches {
    pub fn row(&self, known: usize) -> &[f32] {
        &self.cells[known * self.columns..(known + 1) * self.columns]
    }
}

fn by_meaning(encoder: &Encoder, parts: &[&str]) -> Read {
    let text = parts.join(" ");
    let mut ends = Vec::with_capacity(parts.len());
    for part in parts {
        ends.push(ends.last().map_or(part.len(), |end| end + 1 + part.len()));
    }
    let encoded = encoder.encode_one(&text);
    let mut read = Read::default();
    for (at, token) in encoded.tokens.iter().enumerate() {
        let continues = token.text.starts_with("##");
        let weight = weight(&token.text, token.idf);
        if weight == 0.0 {
            continue;
        }
        // A word cut into pieces counts about once, not once a piece.
        let pieces = if continues { 0.6 } else { 1.0 };
        let part = ends.iter().position(|&end| token.span.start < end).unwrap_or(0);
        let whole = whole_word(&text, token.span.start);
        read.tokens.push(ContentToken { stem: stem(whole), weight: weight * pieces, part });
        read.states.extend_from_slice(encoded.state(at));
    }
    read
}

fn by_words(parts: &[&str]) -> Read {
    let mut read = Read::default();
    for (part, text) in parts.iter().enumerate() {
        for word in text::words(text) {
            let weight = weight(&word, 0.7);
            if weight > 0.0 {
                read.tokens.push(ContentToken { stem: stem(&word), weight, part });
            }
        }
    }
    read
}

fn whole_word(text: &str, at: usize) -> &str {
    let start = text[..at].rfind(' ').map_or(0, |space| space + 1);
    let end = text[at..].find(' ').map_or(text.len(), |space| at + space);
    &text[start..end]
}

/// Nothing for words that carry no meaning of their own in speech.
fn weight(token: &str, idf: f32) -> f32 {
    if idf == 0.0 || EMPTY_WORDS.contains(&token) { 0.0 } else { idf.max(0.2) }
}

const EMPTY_WORDS: &[&str] = &[
    "the",
    "a",
    "an",
    "i",
    "we",
    "you",
    "it",
    "is",
    "are",
    "was",
    "were",
    "be",
    "been",
    "to",
    "of",
    "in",
    "on",
    "at",
    "for",
    "and",
    "or",
    "but",
    "so",
    "that",
    "this",
    "these",
    "those",
    "with",
    "as",
    "by",
    "from",
    "they",
    "them",
    "he",
    "she",
    "his",
    "her",
    "their",
    "our",
    "your",
    "my",
    "us",
    "do",
    "does",
    "did",
    "don",
    "t",
    "s",
    "m",
    "ve",
    "re",
    "ll",
    "d",
    "can",
    "could",
    "would",
    "should",
    "will",
    "just",
    "like",
    "um",
    "uh",
    "well",
    "okay",
    "ok",
    "right",
    "yeah",
    "yes",
    "not",
    "no",
    "have",
    "has",
    "had",
    "what",
    "which",
    "who",
    "then",
    "than",
    "there",
    "here",
    "if",
    "because",
    "about",
    "into",
    "out",
    "up",
    "down",
    "over",
    "some",
    "any",
    "all",
    "each",
    "i'd",
    "i'll",
    "i'm",
    "it's",
    "that's",
    "we'd",
    "we'll",
    "don't",
    "there's",
    "you'd",
    "let's",
    "gonna",
    "kind",
    "sort",
    "basically",
    "actually",
    "mean",
    "know",
    "guess",
    "really",
    "also",
    "its",
    "being",
    "am",
    "how",
    "where",
    "when",
    "gets",
    "get",
    "got",
    "go",
    "goes",
    "thing",
    "things",
    "say",
    "want",
    "let",
    "na",
];

/// A crude English stem, hashed: enough to tell "retries" and "retried" from "read".
pub fn stem(word: &str) -> u64 {
    let mut word = word.trim_matches('\'');
    for ending in
        ["'s", "ingly", "ings", "ing", "edly", "ied", "ies", "ed", "es", "ly", "s", "e", "y"]
    {
        if let Some(short) = word.strip_suffix(ending)
            && short.len() >= 3
        {
            word = short;
            break;
        }
    }
    // FNV-1a, 64 bits: the same on every machine and in every run.
    word.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// How often each stem occurs, by weight.
pub fn stem_weights(read: &Read) -> HashMap<u64, f32> {
    let mut weights = HashMap::new();
    for token in &read.tokens {
        let weight = weights.entry(token.stem).or_insert(0.0_f32);
        *weight = weight.max(token.weight);
    }
    weights
}

/// Unrelated words still have a cosine of about 0.3 in this model, so the lower part tells nothing.
fn contrast(cosine: f32) -> f32 {
    let above = ((cosine - 0.3) / 0.7).max(0.0);
    above * above.sqrt()
}
