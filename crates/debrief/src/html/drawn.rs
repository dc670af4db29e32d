//! What a drawing came to, for a debrief and for a room: each target with its number, its limit and how to see it again.

use crate::drawn;
use crate::words::{clock, sentence};
use greenroom_model::{DrawnFinding, EstimateSeen, HeldDrawing, TargetSeen};
use maud::{Markup, html};

/// A drawing that was held against its problem's targets.
pub fn held_drawing(held: &HeldDrawing, problem: &str) -> Markup {
    html! {
        div.run.stack {
            p.num { (drawn::headline(held)) }
            ul."drill-parts" { @for target in &held.targets { li { (one(target, problem)) } } }
        }
    }
}

/// What ran in a design round, and the numbers that were stated in it.
pub(crate) fn drawn_round(drawn: &DrawnFinding, problem: &str) -> Markup {
    html! {
        @if drawn.held.is_some() || !drawn.estimates.is_empty() { h3 { "What ran" } }
        @if let Some(held) = &drawn.held {
            div.stack {
                p.num { "What you had drawn at " (clock(drawn.at_ms)) ". " (drawn::times(drawn)) " " span.tag { "measured" } }
                (held_drawing(held, problem))
            }
        }
        @if !drawn.estimates.is_empty() {
            div.stack {
                h4 { "Estimates" }
                ul { @for estimate in &drawn.estimates { li { (stated(estimate)) } } }
            }
        }
    }
}

fn one(target: &TargetSeen, problem: &str) -> Markup {
    html! {
        p { (verdict(target.is_met, "met", "missed")) " " (target.says) }
        p.num { (sentence(&target.seen)) @if let Some(because) = &target.because { " " (crate::html::named(because)) } }
        @if !target.scenario.is_empty() {
            p.small.soft.num {
                "Run " code { (target.run) } ", seed " (target.seed) ". Again: "
                code { "greenroom simulate DESIGN.toml --problem " (problem) " " (target.scenario) }
            }
        }
    }
}

fn stated(estimate: &EstimateSeen) -> Markup {
    html! {
        (estimate.id.replace('-', " ")) ": "
        @if let Some(quote) = &estimate.quote {
            "“" (quote.text) "” " a href={ "#u-" (quote.at_ms) } { (clock(quote.at_ms)) } ". "
        }
        (verdict(estimate.holds, "holds", "contradicted")) " " (estimate.says)
    }
}

fn verdict(holds: Option<bool>, yes: &str, no: &str) -> Markup {
    html! {
        @match holds {
            Some(true) => { span.verdict.is-met { (yes) } }
            Some(false) => { span class={ "verdict is-" (no) } { (no) } }
            None => { span.verdict.is-not_assessed { "not assessed" } }
        }
    }
}
