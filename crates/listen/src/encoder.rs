//! Words into vectors: the early layers of a small language model, compiled into the program.
//!
//! [`Encoder::encode`] gives one vector for every token of a text. Two tokens that mean much the
//! same in their sentences have vectors with a high cosine, which is what the rest of this crate
//! builds on. `models/NOTICE` says where the weights come from, `train/make_model.py` makes them.

use crate::tokens::{Piece, Vocabulary};
use rten::{FloatOperators, Model, ModelOptions, RunOptions, ThreadPool, Value};
use rten_tensor::prelude::*;
use rten_tensor::{NdTensor, NdTensorView};
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::available_parallelism;

include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

/// What `models/encoder.bin` must hash to, in the format of `sha256sum`.
const ENCODER_SHA256: &str = include_str!("../models/encoder.sha256");

/// Numbers in a token's vector.
pub const WIDTH: usize = 384;

/// Tokens that the model sees at once, without the two marks around them.
const WINDOW_TOKENS: usize = 126;

/// Tokens read of one text; what comes after is not looked at. Ten minutes of speech are about 2,000.
const TEXT_TOKENS_MAX: usize = 2_016;

/// Cheap to clone; can be used from many threads at once.
#[derive(Clone)]
pub struct Encoder {
    inner: Arc<Inner>,
}

struct Inner {
    vocabulary: Vocabulary,
    model: Model,
    ids: rten::NodeId,
    states: rten::NodeId,
    /// Threads that each run a whole text. The model is too small to gain from many threads on one
    /// text: where the cores are busy, they wait for one another longer than they work.
    pools: Vec<Arc<ThreadPool>>,
    next_pool: AtomicUsize,
}

/// A text as the encoder sees it.
#[derive(Debug, Clone, PartialEq)]
pub struct Encoded {
    pub tokens: Vec<Token>,
    /// One vector of [`WIDTH`] numbers for each token, one after another, each of length 1.
    pub states: Vec<f32>,
    /// The mean of the states weighted by `idf`, of length 1; zeros when there are no tokens.
    pub sentence: Vec<f32>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Token {
    /// Lower case; a piece that continues a word starts with `##`.
    pub text: Arc<str>,
    /// How much the token tells, 0 (punctuation, "the") to 1 (rare words).
    pub idf: f32,
    /// Bytes of the original text that it covers.
    pub span: Range<usize>,
}

impl Encoded {
    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    pub fn is_empty(&self) -> bool {
        self.tokens.is_empty()
    }

    pub fn state(&self, token: usize) -> &[f32] {
        &self.states[token * WIDTH..(token + 1) * WIDTH]
    }
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EncoderError {
    #[error(
        "the language model was not there when this program was built \
         (crates/listen/models/encoder.bin)"
    )]
    Missing,
    #[error("the language model is damaged: its SHA-256 is {found} instead of {expected}")]
    Damaged { expected: String, found: String },
    #[error("the language model cannot be read: {0}")]
    Unreadable(String),
}

impl Encoder {
    /// The model that was compiled in.
    pub fn embedded() -> Result<Encoder, EncoderError> {
        let bytes = ENCODER.ok_or(EncoderError::Missing)?;
        verified(bytes)?;
        Encoder::read(Cow::Borrowed(bytes))
    }

    /// A model from elsewhere; it must be exactly the one this program was made for.
    pub fn from_bytes(bytes: &[u8]) -> Result<Encoder, EncoderError> {
        verified(bytes)?;
        Encoder::read(Cow::Owned(bytes.to_vec()))
    }

    fn read(bytes: Cow<'static, [u8]>) -> Result<Encoder, EncoderError> {
        let unreadable = |why: &str| EncoderError::Unreadable(why.to_owned());
        let rest = bytes.strip_prefix(b"GRENC001").ok_or_else(|| unreadable("its kind"))?;
        let (size, rest) = rest.split_first_chunk().ok_or_else(|| unreadable("its length"))?;
        let size = u32::from_le_bytes(*size) as usize;
        if rest.len() < size {
            return Err(unreadable("it ends in the vocabulary"));
        }
        let words = std::str::from_utf8(&rest[..size]).map_err(|_| unreadable("its words"))?;
        let vocabulary = Vocabulary::new(words).ok_or_else(|| unreadable("its special tokens"))?;
        let graph_at = bytes.len() - (rest.len() - size);
        let mut options = ModelOptions::with_all_ops();
        // Packing the weights for the processor takes as long as using them: done once, here.
        options.prepack_weights(true);
        let model = match bytes {
            Cow::Borrowed(bytes) => options.load_static_slice(&bytes[graph_at..]),
            Cow::Owned(mut bytes) => options.load(bytes.split_off(graph_at)),
        }
        .map_err(|error| EncoderError::Unreadable(error.to_string()))?;
        let node = |name| model.node_id(name).map_err(|e| EncoderError::Unreadable(e.to_string()));
        let (ids, states) = (node("ids")?, node("states")?);
        let cores = available_parallelism().map_or(1, usize::from);
        let pools = (0..cores).map(|_| Arc::new(ThreadPool::with_num_threads(1))).collect();
        let next_pool = AtomicUsize::new(0);
        let inner = Inner { vocabulary, model, ids, states, pools, next_pool };
        Ok(Encoder { inner: Arc::new(inner) })
    }

    /// Each text by itself: the model's arithmetic adapts to the largest number it sees, so texts
    /// that shared a run would change one another's last bits.
    pub fn encode(&self, texts: &[&str]) -> Vec<Encoded> {
        texts.iter().map(|text| self.encode_one(text)).collect()
    }

    pub fn encode_one(&self, text: &str) -> Encoded {
        let vocabulary = &self.inner.vocabulary;
        let mut pieces = vocabulary.cut(text);
        pieces.truncate(TEXT_TOKENS_MAX);
        let mut states = Vec::with_capacity(pieces.len() * WIDTH);
        for window in windows(&pieces) {
            states.extend(self.window_states(window));
        }
        for state in states.chunks_exact_mut(WIDTH) {
            to_length_one(state);
        }
        let tokens: Vec<Token> = pieces
            .into_iter()
            .map(|piece| Token {
                text: vocabulary.text(piece.id),
                idf: vocabulary.idf(piece.id),
                span: piece.span,
            })
            .collect();
        let sentence = pooled(&tokens, &states);
        Encoded { tokens, states, sentence }
    }

    fn window_states(&self, pieces: &[Piece]) -> Vec<f32> {
        let inner = &self.inner;
        let mut ids = Vec::with_capacity(pieces.len() + 2);
        ids.push(inner.vocabulary.begin());
        ids.extend(pieces.iter().map(|piece| piece.id as i32));
        ids.push(inner.vocabulary.end());
        let count = ids.len();
        let input = NdTensor::from_data([count], ids);
        let options = RunOptions::default().with_thread_pool(Some(inner.next_pool().clone()));
        let [output] = inner
            .model
            .run_n(vec![(inner.ids, input.into())], [inner.states], Some(options))
            .expect("the model's checksum is right and its input has the shape it was made for");
        let Value::FloatTensor(states) = output else {
            unreachable!("the model's checksum is right and it gives numbers")
        };
        let states = states.to_vec();
        states[WIDTH..(count - 1) * WIDTH].to_vec()
    }
}

impl Encoder {
    /// The cosine of each row's state with each column's: one row after another.
    pub fn cosines(&self, rows: &[f32], columns: &[f32]) -> Vec<f32> {
        let (row_count, column_count) = (rows.len() / WIDTH, columns.len() / WIDTH);
        if row_count == 0 || column_count == 0 {
            return Vec::new();
        }
        let rows = NdTensorView::from_data([row_count, WIDTH], rows);
        let columns = NdTensorView::from_data([column_count, WIDTH], columns);
        let product = || rows.matmul(columns.transposed().as_dyn());
        let cosines = self.inner.next_pool().run(product).expect("both sides are as wide");
        cosines.to_vec()
    }
}

impl Inner {
    fn next_pool(&self) -> &Arc<ThreadPool> {
        let turn = self.next_pool.fetch_add(1, Ordering::Relaxed);
        &self.pools[turn % self.pools.len()]
    }
}

/// Pieces of a window belong together: a window never starts inside a word.
fn windows(pieces: &[Piece]) -> Vec<&[Piece]> {
    let mut windows = Vec::new();
    let mut rest = pieces;
    while rest.len() > WINDOW_TOKENS {
        let cut = (1..=WINDOW_TOKENS).rev().find(|&at| rest[at].starts_word);
        let (window, after) = rest.split_at(cut.unwrap_or(WINDOW_TOKENS));
        windows.push(window);
        rest = after;
    }
    if !rest.is_empty() {
        windows.push(rest);
    }
    windows
}

fn pooled(tokens: &[Token], states: &[f32]) -> Vec<f32> {
    let mut sum = vec![0.0; WIDTH];
    for (token, state) in tokens.iter().zip(states.chunks_exact(WIDTH)) {
        for (sum, value) in sum.iter_mut().zip(state) {
            *sum += token.idf * value;
        }
    }
    to_length_one(&mut sum);
    sum
}

fn to_length_one(vector: &mut [f32]) {
    let length = vector.iter().map(|value| value * value).sum::<f32>().sqrt();
    if length > 0.0 {
        vector.iter_mut().for_each(|value| *value /= length);
    }
}

fn verified(bytes: &[u8]) -> Result<(), EncoderError> {
    let expected = ENCODER_SHA256.split_whitespace().next().unwrap_or_default().to_owned();
    let found: String = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    if found == expected { Ok(()) } else { Err(EncoderError::Damaged { expected, found }) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn encoder() -> Encoder {
        Encoder::embedded().expect("the repository carries the encoder")
    }

    fn cosine(a: &[f32], b: &[f32]) -> f32 {
        a.iter().zip(b).map(|(a, b)| a * b).sum()
    }

    fn state_of<'a>(encoded: &'a Encoded, word: &str) -> &'a [f32] {
        let at = encoded.tokens.iter().position(|token| &*token.text == word);
        encoded.state(at.expect("the word is in the text"))
    }

    #[test]
    fn a_word_is_nearer_to_its_paraphrase_than_to_another_word() {
        let encoder = encoder();
        let [one, two] = encoder
            .encode(&["we keep popular links in memory", "hot urls stay in the cache"])
            .try_into()
            .unwrap();
        let near = cosine(state_of(&one, "memory"), state_of(&two, "cache"));
        let far = cosine(state_of(&one, "memory"), state_of(&two, "stay"));
        assert!(near > far + 0.1, "{near} against {far}");
    }

    #[test]
    fn the_same_text_gives_the_same_bits_in_any_company() {
        let encoder = encoder();
        let long = "and then we shard it by customer ".repeat(60);
        let alone = encoder.encode_one("we need an index on created_at");
        let among = encoder.encode(&[&long, "we need an index on created_at", "", "um"]);
        assert_eq!(alone, among[1]);
    }

    #[test]
    fn long_and_odd_texts_are_bounded_and_their_spans_are_true() {
        let encoder = encoder();
        let long = "idempotency keys, naïve “retries” 🙂 ".repeat(2_000);
        let encoded = encoder.encode_one(&long);
        assert_eq!(encoded.len(), TEXT_TOKENS_MAX);
        assert_eq!(encoded.states.len(), TEXT_TOKENS_MAX * WIDTH);
        assert_eq!(&long[encoded.tokens[0].span.clone()], "id");
        assert!(encoded.tokens.iter().any(|token| &long[token.span.clone()] == "naïve"));
        assert!(encoder.encode_one("").is_empty());
    }

    #[test]
    fn a_damaged_model_is_noticed_before_it_is_used() {
        let mut bytes = ENCODER.expect("the repository carries the encoder").to_vec();
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
        assert!(matches!(Encoder::from_bytes(&bytes), Err(EncoderError::Damaged { .. })));
        assert!(matches!(Encoder::from_bytes(b"short"), Err(EncoderError::Damaged { .. })));
    }
}
