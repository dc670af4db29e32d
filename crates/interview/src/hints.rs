//! What is worth a hint now, and the ladder it climbs.
//!
//! At most one hint is on screen. It is about the point that would gain most in this phase; once a
//! rung of its ladder was shown it stays about that point until the point is made or the phase is
//! over, so that a hint never jumps away while it is being read.

use crate::Interview;
use crate::state::{Refused, RoundState, Status};
use greenroom_model::{EventBody, Hint, HintRung, Mode, Point, Verdict};
use serde::Serialize;

/// Nobody needs a hint in the first seconds of a phase.
const SETTLING_MS: u64 = 30_000;

/// The place of the hint on screen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct HintView {
    /// The next rung, with what it costs; the rung's text is not here before it is paid for.
    pub offer: Option<HintOffer>,
    /// The rungs shown for the point at hand.
    pub shown: Vec<ShownHint>,
    /// Points that hints have cost in this round so far.
    pub spent: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct HintOffer {
    pub rung: HintRung,
    pub price: u32,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ShownHint {
    pub rung: HintRung,
    pub text: String,
    pub price: u32,
}

/// `None` in an assessment, outside rounds with a problem, and when not running.
pub(crate) fn view(interview: &Interview, partial: Option<&str>, at_ms: u64) -> Option<HintView> {
    if interview.start.mode == Mode::Assessment || interview.status != Status::Running {
        return None;
    }
    let round = interview.round()?;
    interview.current_problem()?;
    let spent = round.hints.iter().map(|hint| hint.price).sum();
    let Some(point) = interview.hint_point(partial, at_ms) else {
        return Some(HintView { offer: None, shown: Vec::new(), spent });
    };
    let shown = round
        .hints
        .iter()
        .filter(|hint| hint.point == point.id)
        .map(|hint| ShownHint { rung: hint.rung, text: hint.text.clone(), price: hint.price })
        .collect();
    let offer =
        next_rung(round, point).map(|hint| HintOffer { rung: hint.rung, price: hint.price });
    Some(HintView { offer, shown, spent })
}

impl Interview {
    /// The event that shows the next rung, if `rung` is the one on offer: a click that comes late,
    /// when the hint is already about something else, buys nothing.
    pub(crate) fn hint_to_show(&self, rung: HintRung) -> Result<EventBody, Refused> {
        let (Some(round), Some(problem)) = (self.round(), self.current_problem()) else {
            return Err(Refused::NothingToHint);
        };
        // Asking is a sign of need: the settling time does not apply.
        let point = self.hint_point(None, u64::MAX).ok_or(Refused::NothingToHint)?;
        let hint = next_rung(round, point)
            .filter(|hint| hint.rung == rung)
            .ok_or(Refused::NothingToHint)?;
        Ok(EventBody::HintShown {
            problem: problem.id.clone(),
            point: point.id.clone(),
            rung: hint.rung,
            price: hint.price,
            text: hint.says.clone(),
        })
    }

    fn hint_point(&self, partial: Option<&str>, at_ms: u64) -> Option<&Point> {
        let (round, problem) = (self.round()?, self.current_problem()?);
        let has_settled = at_ms.saturating_sub(self.phase_started_ms()) >= SETTLING_MS;
        let spoke = self.floor.words > 0 || partial.is_some_and(|words| !words.trim().is_empty());
        if !has_settled && !spoke && round.hints.is_empty() {
            return None;
        }
        let made_now = self.made_by(round, partial, at_ms);
        let is_open = |point: &&Point| {
            round.scope.contains(&point.id)
                && !point.hints.is_empty()
                && round.verdict(&point.id) != Some(Verdict::Met)
                && !made_now.contains(&point.id)
                && self.worth(round, point) > 0.0
        };
        let begun = round.hints.iter().rev().find_map(|hint| {
            let in_phase = hint.at_ms >= self.phase_started_ms();
            problem.rubric.point(&hint.point).filter(|point| in_phase && is_open(point))
        });
        if begun.is_some() {
            return begun;
        }
        problem
            .rubric
            .points
            .iter()
            .filter(is_open)
            .filter(|point| next_rung(round, point).is_some() && self.expected(point.level))
            .map(|point| (self.worth(round, point), point))
            .max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.id.cmp(&a.1.id)))
            .map(|(_, point)| point)
    }

    /// Points that the unfinished words already make: no hint about what is being said.
    fn made_by(&self, round: &RoundState, partial: Option<&str>, at_ms: u64) -> Vec<String> {
        let (Some(ears), Some(words)) = (&round.ears, partial) else { return Vec::new() };
        if words.trim().is_empty() {
            return Vec::new();
        }
        let at_ms = at_ms.min(self.at_ms.saturating_add(1));
        ears.hearing
            .peek(words, at_ms)
            .into_iter()
            .filter(|heard| matches!(heard.verdict, Verdict::Met | Verdict::Partly))
            .filter(|heard| round.verdict(&heard.id) != Some(heard.verdict))
            .map(|heard| heard.id)
            .collect()
    }
}

fn next_rung<'a>(round: &RoundState, point: &'a Point) -> Option<&'a Hint> {
    let is_shown =
        |rung: HintRung| round.hints.iter().any(|hint| hint.point == point.id && hint.rung == rung);
    HintRung::ALL
        .into_iter()
        .filter_map(|rung| point.hints.iter().find(|hint| hint.rung == rung))
        .find(|hint| !is_shown(hint.rung))
}
