//! Answers to cards, held against what the card's back says: number by number and point by point. What is
//! found is a suggestion; the grade is the candidate's to give.

use super::json;
use crate::{AppError, Greenroom};
use greenroom_drill as drill;
use greenroom_listen::cards::PointMark;
use greenroom_model::{Card, CardEstimate};
use greenroom_plan::Grade;
use serde::Serialize;
use serde_json::Value;

/// What a candidate gave, beside what the card wants. Kept with the review, as its evidence.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct AnswerSeen {
    /// `None`: the card wants no number, or none was given.
    #[serde(flatten)]
    pub number: Option<NumberSeen>,
    pub points: PointsSeen,
}

/// The number of an answer beside the right one.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct NumberSeen {
    /// `None`: it could not be read.
    pub is_right: Option<bool>,
    pub says: String,
}

/// What was heard of a card's points.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[serde(untagged)]
pub enum PointsSeen {
    /// Nothing was written.
    #[default]
    NothingSaid,
    /// One for each point of the card, in its order.
    Marked(Vec<PointSeen>),
    /// Why nobody listens to answers to this card.
    NotMarked(&'static str),
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PointSeen {
    pub says: String,
    #[serde(flatten)]
    pub mark: PointMark,
}

const OWN_CARD: &str = "What was said is compared with several ways to say each point, and a card of your own has \
                        none.";
const NO_MODEL: &str =
    "Answers to cards are compared by a small language model, which this program cannot read.";
const FEW_WAYS: &str = "This card does not say in enough ways how its points are made.";

impl PointsSeen {
    /// All heard is *good*, some *hard*, none *again*. Where one could not be told, nothing is suggested:
    /// it might be the one that was left out.
    fn suggests(&self) -> Option<Grade> {
        let PointsSeen::Marked(points) = self else { return None };
        let heard = self.count(|mark| matches!(mark, PointMark::Heard { .. }));
        let not_heard = self.count(|mark| *mark == PointMark::NotHeard);
        match heard {
            _ if points.is_empty() || heard + not_heard < points.len() => None,
            0 => Some(Grade::Again),
            _ if not_heard == 0 => Some(Grade::Good),
            _ => Some(Grade::Hard),
        }
    }

    fn count(&self, wanted: impl Fn(&PointMark) -> bool) -> usize {
        let PointsSeen::Marked(points) = self else { return 0 };
        points.iter().filter(|one| wanted(&one.mark)).count()
    }
}

impl AnswerSeen {
    /// *Easy* is for the candidate to say. A number that is off is forgotten, whatever else was said; one
    /// that is right is not.
    pub fn suggests(&self) -> Option<Grade> {
        let right = self.number.as_ref().and_then(|number| number.is_right);
        match (right, self.points.suggests()) {
            (Some(false), _) => Some(Grade::Again),
            (Some(true), Some(Grade::Again | Grade::Hard)) => Some(Grade::Hard),
            (Some(true), _) => Some(Grade::Good),
            (None, points) => points,
        }
    }

    /// Where the suggestion comes from, or why there is none.
    pub fn suggestion_in_words(&self) -> String {
        let number = self.number.as_ref().map(|number| number.is_right);
        match (number, &self.points, self.points.suggests()) {
            (Some(Some(true)), _, Some(_)) => {
                "Your number and what was heard suggest the marked grade; the grade is yours."
            }
            (Some(Some(_)), _, _) => "Your number suggests the marked grade; the grade is yours.",
            (_, _, Some(_)) => "What was heard suggests the marked grade; the grade is yours.",
            (_, PointsSeen::Marked(_), None) => {
                "It could not be told whether you made every point, so nothing is suggested: the grade \
                 is yours."
            }
            (_, PointsSeen::NotMarked(why), None) => return format!("{why} Grade it yourself."),
            (Some(None), _, None) => "Your number could not be read: grade it yourself.",
            (None, _, None) => "Nothing was written to be held against this: grade it yourself.",
        }
        .to_owned()
    }

    /// What a grade comes from, as a review keeps it: `number`, `listening`, or `self` where it is not the
    /// one suggested.
    pub fn by(&self, grade: Grade) -> &'static str {
        let is_off = self.number.as_ref().is_some_and(|number| number.is_right == Some(false));
        match self.suggests() {
            Some(suggested) if suggested == grade => match self.points.suggests() {
                Some(_) if !is_off => "listening",
                _ => "number",
            },
            _ => "self",
        }
    }

    /// `None`: there is nothing to keep.
    pub(super) fn detail(&self) -> Option<Value> {
        let has_points = matches!(self.points, PointsSeen::Marked(_));
        (has_points || self.number.is_some()).then(|| json(self))
    }
}

impl Greenroom {
    /// Holds an answer against the card. Nothing is kept.
    pub async fn see_answer(
        &self,
        id: &str,
        said: &str,
        number: &str,
    ) -> Result<AnswerSeen, AppError> {
        let card = self.card(id).await?.ok_or_else(|| AppError::NoCard(id.to_owned()))?;
        let wanted = card.estimate.as_ref().filter(|_| !number.trim().is_empty());
        let number = wanted.map(|wanted| number_seen(wanted, number));
        Ok(AnswerSeen { number, points: self.points_heard(card, said).await })
    }

    async fn points_heard(&self, card: Card, said: &str) -> PointsSeen {
        if self.library.card(&card.id).is_none() {
            return PointsSeen::NotMarked(OWN_CARD);
        }
        let Some(marker) = self.marker.clone() else { return PointsSeen::NotMarked(NO_MODEL) };
        if !marker.can_mark(&card) {
            return PointsSeen::NotMarked(FEW_WAYS);
        }
        if said.trim().is_empty() {
            return PointsSeen::NothingSaid;
        }
        let said = said.to_owned();
        // Reading a card that was not heard before takes a good part of a second.
        let marked = tokio::task::spawn_blocking(move || {
            let marks = marker.mark(&card, &said);
            let points = card.points.into_iter().zip(marks);
            points.map(|(point, mark)| PointSeen { says: point.says, mark }).collect()
        });
        PointsSeen::Marked(marked.await.expect("marking does not panic"))
    }
}

fn number_seen(wanted: &CardEstimate, number: &str) -> NumberSeen {
    let given = match drill::read_number(number, &wanted.unit) {
        Ok(given) => given,
        Err(why) => return NumberSeen { is_right: None, says: why },
    };
    let off =
        if given > 0.0 { (given / wanted.value).max(wanted.value / given) } else { f64::INFINITY };
    NumberSeen {
        // Rounded in the head, a number is still exact.
        is_right: Some(off <= wanted.within.max(1.02)),
        says: format!("{} {}; you wrote {number}.", drill::told_number(wanted.value), wanted.unit),
    }
}
