//! `/labs`: services to build in one's own editor, and how they stood when they were last checked.
//!
//! A check runs programs of the folder that it is given, as the user. So a page can only ask for it again where somebody
//! at this machine's terminal has asked before: no path ever comes from a browser.

mod check;
mod list;
mod show;
mod timeline;

pub use check::check;
pub use list::list;
pub use show::show;

use crate::error::page;
use axum::http::StatusCode;
use axum::response::Response;
use greenroom_app::LabStanding;
use greenroom_app::labs::Verdict;

fn no_such_lab(id: &str) -> Response {
    page(
        StatusCode::NOT_FOUND,
        "No such lab",
        &format!("There is no lab called `{id}`."),
        "All of them are under Practise, Labs.",
    )
}

/// `12 of 17 checks passed, 1 not judged`.
fn counted(standing: &LabStanding, of: usize) -> String {
    let passed = standing.checks.iter().filter(|check| check.passed()).count();
    let unjudged =
        standing.checks.iter().filter(|check| matches!(check.verdict, Verdict::NotJudged { .. }));
    match unjudged.count() {
        0 => format!("{passed} of {of} checks passed"),
        unjudged => format!("{passed} of {of} checks passed, {unjudged} not judged"),
    }
}
