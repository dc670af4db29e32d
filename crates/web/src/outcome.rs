//! How a run of code or a check of a drawing ended, for a page: in one line to be read out, and in full.

use crate::text::named;
use greenroom_app::debrief::{code_run, drawn, held_drawing, run};
use greenroom_model::{CheckEnd, RunEnd};
use maud::{Markup, html};

const NOT_COUNTED: &str = "Nothing was counted.";

/// One line.
pub fn says(end: &RunEnd) -> String {
    match end {
        RunEnd::Judged(judged) => run::headline(judged),
        RunEnd::Cancelled => format!("Cancelled. {NOT_COUNTED}"),
        RunEnd::Failed { .. } => {
            format!("The run failed, and not through your code. {NOT_COUNTED}")
        }
    }
}

/// `problem` is whose cases can be downloaded.
pub fn html(end: &RunEnd, problem: &str) -> Markup {
    match end {
        RunEnd::Judged(judged) => code_run(judged, Some(&format!("/code/{problem}/data/"))),
        RunEnd::Cancelled => html! { p { (says(end)) } },
        RunEnd::Failed { why } => html! {
            div.trouble."is-note" { p { (says(end)) } p { (named(why)) } }
        },
    }
}

/// How a check of a drawing ended, in one line.
pub fn check_says(end: &CheckEnd) -> String {
    match end {
        CheckEnd::Held(held) => drawn::headline(held),
        CheckEnd::NotRun { .. } => "What you drew cannot be run as it is.".into(),
        CheckEnd::Cancelled => format!("Cancelled. {NOT_COUNTED}"),
        CheckEnd::Failed { .. } => {
            format!("The check failed, and not through your drawing. {NOT_COUNTED}")
        }
    }
}

pub fn check_html(end: &CheckEnd, problem: &str) -> Markup {
    match end {
        CheckEnd::Held(held) => held_drawing(held, problem),
        CheckEnd::Cancelled => html! { p { (check_says(end)) } },
        CheckEnd::NotRun { why } | CheckEnd::Failed { why } => html! {
            div.trouble."is-note" { p { (check_says(end)) } p { (named(why)) } }
        },
    }
}
