//! Which points of a rubric were made: the front of this crate's first half.
//!
//! A [`Listener`] holds the language model; [`Listener::prepare`] reads a rubric once; a [`Hearing`]
//! is one conversation about it, fed utterance by utterance.

use crate::encoder::Encoder;
use crate::hearing::Hearing;
use crate::matcher::Matcher;
use crate::reader::Reader;
use crate::rubric::Phrasebook;
use crate::weigh::Weights;
use greenroom_model::{Quote, Rubric, Verdict};
use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

/// Rubrics kept ready. Each costs about two megabytes, and a room needs one for each of its rounds.
const PREPARED_MAX: usize = 12;

/// Cheap to clone; clones share the model and the rubrics already read.
#[derive(Clone)]
pub struct Listener {
    inner: Arc<Inner>,
}

struct Inner {
    reader: Reader,
    quality: Quality,
    weights: Arc<Weights>,
    prepared: Mutex<VecDeque<(Rubric, Prepared)>>,
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
        let prepared = Mutex::new(VecDeque::new());
        Listener { inner: Arc::new(Inner { reader, quality, weights, prepared }) }
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
        let mut shelf = self.inner.prepared.lock().unwrap_or_else(|broken| broken.into_inner());
        if let Some(at) = shelf.iter().position(|(known, _)| known == rubric) {
            let entry = shelf.remove(at).expect("its position was just found");
            shelf.push_front(entry);
        } else {
            let book = Arc::new(Phrasebook::read(rubric, self.inner.reader.clone()));
            let weights = self.inner.weights.clone();
            shelf.push_front((rubric.clone(), Prepared { book, weights }));
            shelf.truncate(PREPARED_MAX);
        }
        shelf[0].1.clone()
    }

    /// For telling which of several prepared questions a candidate asks; each group holds the
    /// phrasings of one.
    pub fn matcher(&self, groups: &[Vec<String>]) -> Matcher {
        Matcher::new(self.inner.reader.clone(), groups)
    }
}

impl Prepared {
    pub fn begin(&self) -> Hearing {
        Hearing::new(self.book.clone(), self.weights.clone())
    }
}
