//! A session's log, the content and what was found, told to the candidate: first a letter, then
//! the evidence.
//!
//! Pure: no clock, no files, no network, and nothing is judged here. Findings come from elsewhere;
//! this crate adds them up, picks what is worth doing next and writes it down as HTML, Markdown or
//! JSON. It lets nothing through without evidence: a verdict whose quote does not stand in the
//! transcript letter for letter becomes *not assessed*.
//!
//! # The score
//!
//! Over the points of a round whose verdict is not *not assessed*; *expected* are those of the
//! candidate's level or below:
//!
//! ```text
//! earned = sum of weight x credit over expected points     met 1, partly 1/2, missed and contradicted 0
//! bonus  = sum of weight x credit over points above the level, at most 10
//! score  = min(100, 100 x (earned + bonus) / sum of expected weights) - price of hints, never below 0
//! ```
//!
//! There is no score where no expected point was assessed: a bonus alone has nothing to be measured
//! against. [`Band::of`] turns a score into a recommendation.
//!
//! Start with [`compose`], then [`report`] for what a debrief holds, [`score`](mod@score) for the
//! arithmetic and [`steps`] for what to do next.

mod compare;
mod compose;
mod content_text;
pub mod drawn;
mod html;
mod letter;
mod markdown;
pub mod report;
pub mod run;
pub mod score;
pub mod steps;
mod story;
mod words;

pub use compare::compare;
pub use compose::{NoStart, compose};
pub use content_text::content_html;
pub use html::{code_run, held_drawing, html, named, standalone};
pub use markdown::markdown;
pub use report::Debrief;
pub use score::score;

#[cfg(doc)]
use greenroom_model::Band;

/// Everything, for programs.
pub fn json(debrief: &Debrief) -> serde_json::Value {
    serde_json::to_value(debrief).expect("a debrief has only string keys and finite numbers")
}

/// What a list of sessions shows of each: `{"rounds":[{"kind","problem","title","score","band"}]}`,
/// one entry for each round with a problem. `score` is rounded to a tenth; `score` and `band` are
/// `null` where nothing was assessed.
pub fn summary(debrief: &Debrief) -> serde_json::Value {
    let rounds: Vec<_> = debrief
        .rounds
        .iter()
        .map(|round| {
            serde_json::json!({
                "kind": round.kind,
                "problem": round.problem,
                "title": round.title,
                "score": round.score.map(|score| (score * 10.0).round() / 10.0),
                "band": round.band.map(|band| band.id()),
            })
        })
        .collect();
    serde_json::json!({ "rounds": rounds })
}

#[cfg(test)]
mod tests;
