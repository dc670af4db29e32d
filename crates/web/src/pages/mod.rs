//! The pages, one file each, named as their URL begins.

pub mod anki;
pub mod cards;
pub mod code;
pub mod data;
pub mod debrief;
pub mod drills;
pub mod labs;
pub mod plan;
pub mod profile;
pub mod progress;
pub mod room;
pub mod sessions;
pub mod start;
pub mod studio;
pub mod today;

use crate::error::page;
use axum::http::StatusCode;
use axum::response::Response;

pub async fn not_found() -> Response {
    page(
        StatusCode::NOT_FOUND,
        "Not here",
        "There is no such page.",
        "Your sessions are under Mocks, as past sessions.",
    )
}
