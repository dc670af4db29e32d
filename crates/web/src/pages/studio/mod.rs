//! `/studio`: designs that are drawn, kept and run.
//!
//! `list.rs` and `page.rs` are pages, `kept.rs` what their buttons do, `api.rs` what the drawing's script asks.

mod api;
mod kept;
mod list;
mod page;
mod palette;
mod versions;

pub use api::{BODY_BYTES_MAX, check, read, run, save, write};
pub use kept::{begin, delete, download, duplicate, import, restore};
pub use list::list;
pub use page::{checks, example, new, script_json, show};
pub use palette::palette;
pub use versions::{version, versions};

use crate::error;
use axum::http::StatusCode;
use axum::response::Response;

fn no_such_design() -> Response {
    error::page(
        StatusCode::NOT_FOUND,
        "No such design",
        "It was deleted, or never was.",
        "All that are kept are under Studio.",
    )
}

/// What a design without a title is called.
fn titled(title: &str) -> &str {
    if title.trim().is_empty() { "Untitled design" } else { title }
}
