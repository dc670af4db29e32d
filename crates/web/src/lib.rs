//! The browser's face of Greenroom: routes that mirror URLs, pages made on the server, and one
//! WebSocket for the live room.
//!
//! A handler file holds its parameters, its page and its handler; [`router`] is the map. What
//! happens is in `greenroom-app`: this crate only asks it and shows the answer.

pub mod assets;
mod error;
mod guard;
mod lines;
mod live;
mod outcome;
mod pages;
mod runs;
mod shell;
mod text;

pub use guard::Names;

use axum::extract::DefaultBodyLimit;
use axum::middleware::from_fn_with_state;
use axum::routing::{get, post};
use axum::{Extension, Router};
use greenroom_app::Greenroom;
use std::sync::Arc;

/// Forms are small; an import and a run of code have their own limits.
const FORM_BYTES_MAX: usize = 64 * 1024;
/// Ten thousand sessions of an hour each fit.
const IMPORT_BYTES_MAX: usize = 512 * 1024 * 1024;

/// What every handler can reach.
#[derive(Clone)]
pub struct Site {
    pub greenroom: Greenroom,
    pub names: Arc<Names>,
}

pub fn router(site: Site) -> Router {
    Router::new()
        .route("/", get(pages::today::show))
        .route("/start", get(pages::start::show).post(pages::start::begin))
        .route("/profile", get(pages::profile::show).post(pages::profile::save))
        .route("/sessions", get(pages::sessions::list))
        .route("/sessions/compare", get(pages::sessions::compare))
        .route("/sessions/{id}", get(pages::room::show))
        .route("/sessions/{id}/live", get(live::live))
        .route("/sessions/{id}/delete", post(pages::sessions::delete))
        .route("/sessions/{id}/self-score", post(pages::debrief::self_score))
        .route("/sessions/{id}/debrief", get(pages::debrief::show))
        .route("/sessions/{id}/debrief.html", get(pages::debrief::standalone))
        .route("/sessions/{id}/debrief.md", get(pages::debrief::markdown))
        .route("/sessions/{id}/debrief.json", get(pages::debrief::json))
        .route("/sessions/{id}/log.jsonl", get(pages::debrief::log))
        .route("/code", get(pages::code::list))
        .route("/code/{id}", get(pages::code::show))
        .route(
            "/code/{id}/runs",
            post(pages::code::start).layer(DefaultBodyLimit::max(pages::code::RUN_BYTES_MAX)),
        )
        .route("/code/{id}/runs/{run}", get(pages::code::look))
        .route("/code/{id}/runs/{run}/cancel", post(pages::code::cancel))
        .route("/code/{id}/data/{*name}", get(pages::code::data))
        .route("/plan", get(pages::plan::show).post(pages::plan::save))
        .route("/plan/edit", post(pages::plan::edit))
        .route("/plan.ics", get(pages::plan::ics))
        .route("/plan.md", get(pages::plan::md))
        .route("/cards", get(pages::cards::list).post(pages::cards::add))
        .route("/cards.apkg", get(pages::anki::download))
        // It has a limit of its own, and an answer for what is larger.
        .route("/cards/anki", post(pages::anki::import).layer(DefaultBodyLimit::disable()))
        .route("/cards/review", get(pages::cards::review))
        .route("/cards/from-finding", post(pages::cards::from_finding))
        .route("/cards/fit", post(pages::cards::fit))
        .route("/cards/{id}", get(pages::cards::show))
        .route("/cards/{id}/turn", post(pages::cards::turn))
        .route("/cards/{id}/grade", post(pages::cards::grade))
        .route("/cards/{id}/suspend", post(pages::cards::suspend))
        .route("/cards/{id}/delete", post(pages::cards::delete))
        .route("/drills", get(pages::drills::list))
        .route("/drills/{id}", get(pages::drills::show).post(pages::drills::check))
        .route("/labs", get(pages::labs::list))
        .route("/labs/{id}", get(pages::labs::show))
        .route("/labs/{id}/check", post(pages::labs::check))
        .merge(studio())
        .route("/progress", get(pages::progress::show))
        .route("/progress/interviews", post(pages::progress::add))
        .route("/progress/interviews/{id}/delete", post(pages::progress::delete))
        .route("/data", get(pages::data::show))
        .route("/data/export", get(pages::data::export))
        .route(
            "/data/import",
            post(pages::data::import).layer(DefaultBodyLimit::max(IMPORT_BYTES_MAX)),
        )
        .route("/static/{*name}", get(assets::file))
        .fallback(pages::not_found)
        .layer(Extension(runs::Runs::default()))
        .layer(DefaultBodyLimit::max(FORM_BYTES_MAX))
        .layer(from_fn_with_state(site.clone(), guard::guard))
        .with_state(site)
}

/// Drawings are larger than forms.
fn studio() -> Router<Site> {
    use pages::studio;
    Router::new()
        .route("/studio", get(studio::list))
        .route("/studio/new", get(studio::new).post(studio::begin))
        .route("/studio/import", post(studio::import))
        .route("/studio/read", post(studio::read))
        .route("/studio/write", post(studio::write))
        .route("/studio/run", post(studio::run))
        .route("/studio/check", post(studio::check))
        .route("/studio/examples/{id}", get(studio::example))
        .route("/studio/{id}", get(studio::show).put(studio::save))
        .route("/studio/{id}/design.toml", get(studio::download))
        .route("/studio/{id}/duplicate", post(studio::duplicate))
        .route("/studio/{id}/delete", post(studio::delete))
        .route("/studio/{id}/versions", get(studio::versions))
        .route("/studio/{id}/versions/{revision}", get(studio::version))
        .route("/studio/{id}/versions/{revision}/restore", post(studio::restore))
        .layer(DefaultBodyLimit::max(studio::BODY_BYTES_MAX))
}
