//! The three most valuable things to do next, over the whole session.
//!
//! Valuable is what cost most: the weight that an expected point lost. A wrong belief costs more
//! than a gap, because an interviewer who hears one doubts the rest: contradicting a point adds
//! [`WRONG_EXTRA`] to its weight, and a misconception that belongs to no point is worth
//! [`MISCONCEPTION_VALUE`]. Steps are spread over rounds where they are close.

use crate::report::{MisconceptionReport, NextStep, PointReport, RoundReport};
use crate::words::{clock, sentence};
use greenroom_model::{Level, Verdict};

/// As much as a light point.
pub const WRONG_EXTRA: f64 = 5.0;

/// As much as one of a rubric's heavy points.
pub const MISCONCEPTION_VALUE: f64 = 12.0;

/// A second step of a round must be worth this much more than another round's first.
const SAME_ROUND_FACTOR: f64 = 0.8;

const STEPS_MAX: usize = 3;

pub(crate) fn next_steps(rounds: &[RoundReport], level: Level) -> Vec<NextStep> {
    let mut open: Vec<NextStep> = rounds.iter().flat_map(|round| of_round(round, level)).collect();
    let mut chosen: Vec<NextStep> = Vec::new();
    while chosen.len() < STEPS_MAX && !open.is_empty() {
        let worth = |step: &NextStep| {
            let taken = chosen.iter().filter(|other| other.round == step.round).count();
            step.value * SAME_ROUND_FACTOR.powi(taken as i32)
        };
        let mut best = 0;
        for at in 1..open.len() {
            // Strictly more, so that equals stay in the protocol's and the rubric's order.
            if worth(&open[at]) > worth(&open[best]) {
                best = at;
            }
        }
        let step = open.remove(best);
        chosen.push(step);
    }
    chosen.sort_by(|a, b| b.value.total_cmp(&a.value));
    chosen
}

fn of_round(round: &RoundReport, level: Level) -> Vec<NextStep> {
    let points = round
        .points
        .iter()
        .filter(|point| point.is_expected && point.lost() > 0.0)
        .map(|point| of_point(round, point, level));
    let misconceptions = round
        .misconceptions
        .iter()
        // The point that the same words contradict tells it already.
        .filter(|one| one.contradicts.is_empty())
        .map(|one| of_misconception(round, one));
    points.chain(misconceptions).collect()
}

fn of_point(round: &RoundReport, point: &PointReport, level: Level) -> NextStep {
    let is_wrong = point.verdict == Verdict::Contradicted;
    let counter = round
        .misconceptions
        .iter()
        .find(|one| one.contradicts.contains(&point.id))
        .map(|one| one.counter.as_str())
        .filter(|counter| !counter.is_empty());
    let counter = counter.map(|counter| format!("Hold it against this: {}", sentence(counter)));
    let lead = match (point.next_time.as_str(), point.probe.as_str()) {
        ("", "") => "Read the strong answer below, and say this part of it aloud.".to_owned(),
        ("", probe) => format!("Have an answer ready to this: {}", sentence(probe)),
        (next_time, _) => next_time.to_owned(),
    };
    let next = counter.into_iter().chain([lead]).collect::<Vec<_>>().join(" ");
    NextStep {
        about: point.id.clone(),
        says: point.says.clone(),
        verdict: point.verdict,
        seen: seen(point),
        quote: point.quotes.first().cloned(),
        why: why(point, level),
        next,
        value: point.lost() + if is_wrong { WRONG_EXTRA } else { 0.0 },
        ..blank(round)
    }
}

/// What of the session this rests on.
fn seen(point: &PointReport) -> String {
    match (&point.asked, point.verdict) {
        (Some(asked), Verdict::Missed) => format!(
            "The interviewer asked at {}: “{}” What followed did not make the point.",
            clock(asked.at_ms),
            asked.text.trim(),
        ),
        (None, Verdict::Missed) => {
            "Nothing you said in this round made the point, and you were not asked about it.".into()
        }
        _ => sentence(&point.because),
    }
}

fn why(point: &PointReport, level: Level) -> String {
    let weight = format!("It weighs {} of the rubric's 100", point.weight);
    match point.level {
        Some(own) if own == level => {
            format!("It is expected from {own} upwards, and that is your level. {weight}.")
        }
        Some(below) => format!(
            "It is expected from {below} already, so at {level} an interviewer notices when it is \
             not there. {weight}."
        ),
        None => format!("{weight}."),
    }
}

fn of_misconception(round: &RoundReport, one: &MisconceptionReport) -> NextStep {
    NextStep {
        about: one.id.clone(),
        says: one.says.clone(),
        verdict: Verdict::Contradicted,
        seen: "You said so, and did not take it back.".into(),
        quote: Some(one.quote.clone()),
        why: "A wrong belief that stands costs more than a gap: whoever hears it doubts what came before."
            .into(),
        next: if one.counter.is_empty() {
            "Look for a case in which it fails, and say that case aloud.".into()
        } else {
            format!("Hold it against this: {}", sentence(&one.counter))
        },
        value: MISCONCEPTION_VALUE,
        ..blank(round)
    }
}

fn blank(round: &RoundReport) -> NextStep {
    NextStep {
        round: round.round,
        round_title: round.round_title.clone(),
        problem: round.problem.clone(),
        is_known: round.is_known,
        about: String::new(),
        says: String::new(),
        verdict: Verdict::Missed,
        seen: String::new(),
        quote: None,
        why: String::new(),
        next: String::new(),
        value: 0.0,
    }
}
