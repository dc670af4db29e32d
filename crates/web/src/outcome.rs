//! How a run of code ended, for a page: in one line to be read out, and in full.

use crate::text::named;
use greenroom_app::debrief::{code_run, run};
use greenroom_model::RunEnd;
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
