//! Which points of a rubric were made: the front of this crate's first half.
//!
//! A [`Listener`] holds the language model; [`Listener::prepare`] reads a rubric once; a [`Hearing`]
//! is one conversation about it, fed utterance by utterance.

use crate::encoder::Encoder;
use crate::hearing::Hearing;
use crate::matcher::{Matcher, Questions};
use crate::reader::Reader;
use crate::rubric::Phrasebook;
use crate::weigh::Weights;
use greenroom_model::{Quote, Rubric, Verdict};
use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

/// How many rubrics are kept ready while nobody listens for them. Each costs about two megabytes,
/// and a room needs one for each of its rounds.
const SHELF_MAX: usize = 12;

/// Cheap to clone; clones share the model and the rubrics already read.
#[derive(Clone)]
pub struct Listener {
    inner: Arc<Inner>,
}

struct Inner {
    reader: Reader,
    quality: Quality,
    weights: Arc<Weights>,
    books: Mutex<Shelf<Rubric, Phrasebook>>,
    questions: Mutex<Shelf<Vec<Vec<String>>, Questions>>,
}

/// What was read lately, newest first, and whatever somebody still uses: dropping that would free
/// nothing, and reading it again would cost its memory a second time.
struct Shelf<K, V>(VecDeque<(K, Arc<V>)>);

impl<K: PartialEq, V> Shelf<K, V> {
    fn get(&mut self, key: K, read: impl FnOnce(&K) -> V) -> Arc<V> {
        if let Some(at) = self.0.iter().position(|(known, _)| *known == key) {
            let entry = self.0.remove(at).expect("its position was just found");
            self.0.push_front(entry);
        } else {
            let value = Arc::new(read(&key));
            self.0.push_front((key, value));
            let mut count = 0;
            self.0.retain(|(_, value)| {
                count += 1;
                count <= SHELF_MAX || Arc::strong_count(value) > 1
            });
        }
        self.0[0].1.clone()
    }
}

/// How well this program can listen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Quality {
    /// By meaning.
    Full,
    /// By words alone, because the language model is not usable: paraphrases will be missed.
    Coarse { why: String },
}

/// A rubric that was read and is ready to be listened for. Cheap to clone.
#[derive(Clone)]
pub struct Prepared {
    pub(crate) book: Arc<Phrasebook>,
    weights: Arc<Weights>,
}

/// What is known about one point so far.
#[derive(Debug, Clone, PartialEq)]
pub struct PointHeard {
    pub id: String,
    pub verdict: Verdict,
    /// 0 to 1: how far from the line to the neighbouring verdict.
    pub confidence: f64,
    /// Whole sentences of the candidate, letter for letter, best first.
    pub quotes: Vec<Quote>,
    /// One plain sentence: what the words resemble, or what is missing.
    pub why: String,
}

/// A misconception that was voiced and not withdrawn.
#[derive(Debug, Clone, PartialEq)]
pub struct MisconceptionHeard {
    pub id: String,
    pub quote: Quote,
    pub confidence: f64,
}

impl Listener {
    /// With the model that was compiled in; by words alone when it is missing or damaged.
    pub fn embedded() -> Listener {
        match Encoder::embedded() {
            Ok(encoder) => Listener::with(encoder),
            Err(error) => Listener::coarse(error.to_string()),
        }
    }

    pub fn with(encoder: Encoder) -> Listener {
        Listener::new(Some(encoder), Quality::Full)
    }

    /// By words alone.
    pub fn coarse(why: String) -> Listener {
        Listener::new(None, Quality::Coarse { why })
    }

    fn new(encoder: Option<Encoder>, quality: Quality) -> Listener {
        let weights = Arc::new(Weights::embedded(encoder.is_some()));
        let reader = Reader { encoder };
        let books = Mutex::new(Shelf(VecDeque::new()));
        let questions = Mutex::new(Shelf(VecDeque::new()));
        Listener { inner: Arc::new(Inner { reader, quality, weights, books, questions }) }
    }

    pub fn quality(&self) -> Quality {
        self.inner.quality.clone()
    }

    pub fn encoder(&self) -> Option<&Encoder> {
        self.inner.reader.encoder.as_ref()
    }

    /// Takes some hundred milliseconds for a rubric that was not read lately.
    pub fn prepare(&self, rubric: &Rubric) -> Prepared {
        // Held while reading, so that two tabs that open the same round read its rubric once.
        let mut books = self.inner.books.lock().unwrap_or_else(|broken| broken.into_inner());
        let reader = &self.inner.reader;
        let book = books.get(rubric.clone(), |rubric| Phrasebook::read(rubric, reader.clone()));
        Prepared { book, weights: self.inner.weights.clone() }
    }

    /// For telling which of several prepared questions a candidate asks; each group holds the
    /// phrasings of one.
    pub fn matcher(&self, groups: &[Vec<String>]) -> Matcher {
        let mut questions =
            self.inner.questions.lock().unwrap_or_else(|broken| broken.into_inner());
        let reader = &self.inner.reader;
        Matcher::of(
            questions.get(groups.to_vec(), |groups| Questions::read(reader.clone(), groups)),
        )
    }
}

impl Prepared {
    pub fn begin(&self) -> Hearing {
        Hearing::new(self.book.clone(), self.weights.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_somebody_uses_stays_on_the_shelf_and_what_nobody_uses_makes_room() {
        let mut shelf = Shelf(VecDeque::new());
        let used: Vec<Arc<usize>> =
            (0..2 * SHELF_MAX).map(|key| shelf.get(key, |key| *key)).collect();
        for key in 0..2 * SHELF_MAX {
            assert_eq!(*shelf.get(key, |_| panic!("{key} is read a second time")), key);
        }
        drop(used);
        shelf.get(usize::MAX, |key| *key);
        assert_eq!(shelf.0.len(), SHELF_MAX);
    }
}
