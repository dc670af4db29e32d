//! Which points of a card a typed answer makes, each with the words that make it, and which it clearly
//! does not; the rest is the person's to decide.
//!
//! A rubric has a dozen points that can be told from one another. A card has one to three, so
//! nearness alone says little: an answer to another question is near as well. What helps is contrast
//! within the card: with its other points, with its near misses, with its question's own words, and with
//! the sentences of its reference answer. [`signs`] puts that into numbers, [`boost`] weighs them, and
//! two lines leave the middle undecided. Above the upper one a plain rule has the last word: where the
//! quote has the contrary of a word of the point, or a near miss is as near, it is undecided too, because
//! a claim the wrong way round is as near as the right one. Below the lower one a single word of the
//! point's own is enough to leave it undecided.
//!
//! Contrast with all other cards of the deck, by vectors of whole phrasings, was tried and brought little
//! beyond that: answers to other cards are not taken for this one's without it either, and what people
//! type goes wrong within the card. Of the deck only the rarity of words is used.
//!
//! [`known`] reads card and answer, [`training`] makes `models/cards.json` and measures.

mod boost;
mod known;
mod signs;
pub mod training;

use crate::answer::gives_up;
use crate::encoder::Encoder;
use crate::reader::Reader;
use crate::text;
use boost::Boosted;
use greenroom_model::{Card, CardPoint};
use known::{Known, Rarity, Said};
use serde::{Deserialize, Serialize};
use signs::Seen;
use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

/// Cards kept ready; each costs about half a megabyte.
const SHELF_MAX: usize = 32;

/// A point that can be said in fewer known ways is not judged: the lines were learnt with more.
const WAYS_MIN: usize = 4;

const MODEL: &str = include_str!("../../models/cards.json");

/// Hears answers to cards. Cheap to clone; clones share what they have read.
#[derive(Clone)]
pub struct Marker {
    inner: Arc<Inner>,
}

struct Inner {
    reader: Reader,
    rarity: Rarity,
    model: Model,
    shelf: Mutex<VecDeque<(Card, Arc<Known>)>>,
}

/// The weights that ship, as `training` makes them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Model {
    /// How this file was made.
    pub made_by: String,
    pub lines: Lines,
    /// How likely a point was made.
    pub made: Boosted,
}

/// Between them it cannot be told whether a point was made.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Lines {
    /// From this probability on a point is heard, unless something speaks against it.
    pub heard: f64,
    /// Below this one, where also nothing resembles the point, it is not heard.
    pub not_heard: f64,
}

/// A mark without its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Call {
    Heard,
    NotSure,
    NotHeard,
}

/// What may be said about one point of a card.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "mark", rename_all = "snake_case")]
pub enum PointMark {
    /// The quote stands in the answer letter for letter.
    Heard { quote: String },
    /// It could not be told: for the person to decide.
    NotSure,
    /// Nothing that was written comes near it.
    NotHeard,
}

impl PointMark {
    /// For people.
    pub fn word(&self) -> &'static str {
        match self {
            PointMark::Heard { .. } => "heard",
            PointMark::NotSure => "not sure",
            PointMark::NotHeard => "not heard",
        }
    }
}

impl Marker {
    /// `deck`: the cards among which words are common or rare. There is no marking by words alone: it
    /// is right too seldom.
    pub fn new<'a>(encoder: Encoder, deck: impl IntoIterator<Item = &'a Card>) -> Marker {
        let model: Model =
            serde_json::from_str(MODEL).expect("models/cards.json was read by a test");
        let inner = Inner {
            reader: Reader { encoder: Some(encoder) },
            rarity: Rarity::of(deck),
            model,
            shelf: Mutex::new(VecDeque::new()),
        };
        Marker { inner: Arc::new(inner) }
    }

    /// Whether each point can be said in enough known ways.
    pub fn can_mark(&self, card: &Card) -> bool {
        let ways = |point: &CardPoint| point.heard_as.len() + 1;
        !card.points.is_empty() && card.points.iter().all(|point| ways(point) >= WAYS_MIN)
    }

    /// One for each point, in the card's order.
    pub fn mark(&self, card: &Card, answer: &str) -> Vec<PointMark> {
        if gives_up(&text::words(answer)) {
            return vec![PointMark::NotHeard; card.points.len()];
        }
        let known = self.known(card);
        let Inner { reader, rarity, model, .. } = &*self.inner;
        let said = Said::read(answer, &known, reader, rarity);
        if said.is_empty() {
            return vec![PointMark::NotSure; card.points.len()];
        }
        let seen = signs::compare(&known, &said, reader, &|_| false);
        seen.iter()
            .enumerate()
            .map(|(point, seen)| {
                if known.ways(point) < WAYS_MIN {
                    return PointMark::NotSure;
                }
                match model.lines.call(Some(model.made.probability(&seen.signs)), Some(seen)) {
                    Call::Heard => {
                        PointMark::Heard { quote: answer[seen.quote.clone()].to_owned() }
                    }
                    Call::NotSure => PointMark::NotSure,
                    Call::NotHeard => PointMark::NotHeard,
                }
            })
            .collect()
    }

    fn known(&self, card: &Card) -> Arc<Known> {
        // Held while reading, so that a card asked and answered at once is read once.
        let mut shelf = self.inner.shelf.lock().unwrap_or_else(|broken| broken.into_inner());
        if let Some(at) = shelf.iter().position(|(known, _)| known == card) {
            let entry = shelf.remove(at).expect("its position was just found");
            shelf.push_front(entry);
        } else {
            let known = Known::read(card, &self.inner.reader, &self.inner.rarity);
            shelf.push_front((card.clone(), Arc::new(known)));
            shelf.truncate(SHELF_MAX);
        }
        shelf[0].1.clone()
    }
}

impl Lines {
    /// `made`: how likely the point was made. Without either the answer gives up.
    fn call(&self, made: Option<f64>, seen: Option<&Seen>) -> Call {
        let Some((made, seen)) = made.zip(seen) else { return Call::NotHeard };
        if made >= self.heard && !seen.is_doubtful {
            Call::Heard
        } else if made < self.not_heard && !seen.has_own_words {
            Call::NotHeard
        } else {
            Call::NotSure
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use signs::SIGNS;

    #[test]
    fn the_weights_that_ship_belong_to_these_signs() {
        let model: Model = serde_json::from_str(MODEL).unwrap();
        let names: Vec<&str> = model.made.names.iter().map(String::as_str).collect();
        assert_eq!(names, SIGNS.map(|(name, _)| name));
        assert!(model.lines.not_heard < 0.1 && 0.6 < model.lines.heard && model.lines.heard < 0.95);
        assert!(model.made.trees.iter().flat_map(|tree| tree.asks).all(|ask| ask.0 < SIGNS.len()));
    }
}
