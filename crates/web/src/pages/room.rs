//! `/sessions/{id}`: the live room's frame; its script draws the rest.

use crate::error::Result;
use crate::guard::policy_with_nonce;
use crate::pages::studio::{palette, script_json};
use crate::{Site, shell};
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Redirect, Response};
use greenroom_app::store::Status;
use maud::html;
use serde_json::json;
use std::hash::{BuildHasher, RandomState};

pub async fn show(State(site): State<Site>, Path(id): Path<String>) -> Result<Response> {
    let row = site.greenroom.session(&id).await?;
    if row.status == Status::Ended {
        return Ok(Redirect::to(&format!("/sessions/{id}/debrief")).into_response());
    }
    let nonce = style_nonce(&id);
    let body = html! {
        a.skip href="#work" { "Skip to your work" }
        main #room.room data-session=(id) data-ws={ "/sessions/" (id) "/live" } data-nonce=(nonce) {
            h1."sr-only" { (row.title) }
            section #interviewer aria-label="Interviewer" {}
            section #work aria-label="Your work" tabindex="-1" {
                div.skeleton aria-hidden="true" { i {} i {} i {} }
                noscript { p { "The room needs JavaScript, which comes from this program alone." } }
            }
            section #notes aria-label="Notes" {}
        }
        // For rounds in which something is drawn.
        script type="application/json" id="studio-data" { (script_json(&json!({ "palette": palette() }))) }
    };
    let head = html! {
        script src="/static/page.js" defer {}
        script src="/static/room.js" type="module" {}
    };
    let policy = [(header::CONTENT_SECURITY_POLICY, policy_with_nonce(&nonce))];
    Ok((policy, shell::document(&row.title, head, body)).into_response())
}

/// Unguessable for a page that would inject a style; the hasher's keys come from the system.
pub fn style_nonce(salt: &str) -> String {
    format!("{:016x}", RandomState::new().hash_one(salt))
}
