//! `/code`: coding problems to solve alone, with no interviewer and no clock.

mod list;
mod problem;
mod runs;

pub use list::list;
pub use problem::show;
pub use runs::{RUN_BYTES_MAX, cancel, data, look, start};

use crate::Site;
use crate::error::page;
use axum::http::StatusCode;
use axum::response::Response;
use greenroom_app::content::Problem;
use greenroom_model::RoundKind;

/// A problem that can be solved alone.
fn coding<'a>(site: &'a Site, id: &str) -> Option<&'a Problem> {
    site.greenroom.library.problem(id).filter(|problem| problem.kind == RoundKind::Coding)
}

fn no_such_problem(id: &str) -> Response {
    page(
        StatusCode::NOT_FOUND,
        "No such problem",
        &format!("There is no coding problem called `{id}`."),
        "All of them are under Practise.",
    )
}
