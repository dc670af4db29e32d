use super::no_such_lab;
use crate::Site;
use crate::error::{Result, page};
use crate::lines::lines;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use futures_util::stream;
use greenroom_app::labs::{Event, LabUpdate};
use serde_json::{Value, json};

/// `POST /labs/{id}/check`: checks the service again where it was checked last. To a script it tells each check as it
/// ends, a line of JSON each; who stops reading ends the run.
pub async fn check(
    State(site): State<Site>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response> {
    if site.greenroom.library.lab(&id).is_none() {
        return Ok(no_such_lab(&id));
    }
    let standing = site.greenroom.lab_standings().await?.remove(&id);
    let Some(standing) = standing.filter(|standing| standing.of.is_there()) else {
        return Ok(page(
            StatusCode::CONFLICT,
            "Nothing to check",
            "No service of this lab was checked on this machine, or its folder is gone.",
            "Run `greenroom lab check` in its folder.",
        ));
    };
    let mut told = site.greenroom.check_lab(&id, standing.of.target());
    let wants_lines = headers
        .get(header::ACCEPT)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|value| value.contains("ndjson"));
    if !wants_lines {
        while told.recv().await.is_some() {}
        return Ok(Redirect::to(&format!("/labs/{id}")).into_response());
    }
    Ok(lines(stream::unfold(told, |mut told| async move {
        let update = told.recv().await?;
        Some((line(update), told))
    })))
}

fn line(update: LabUpdate) -> Value {
    match update {
        LabUpdate::Waiting => json!({ "says": "Another lab is being checked; this one is next." }),
        LabUpdate::Event(event) => happened(*event),
        LabUpdate::Done => json!({ "done": true }),
        LabUpdate::Failed { why } => json!({ "error": why }),
    }
}

fn happened(event: Event) -> Value {
    match event {
        Event::Log { text } => json!({ "says": text }),
        Event::StageStarted { title, .. } => json!({ "says": title }),
        Event::CheckStarted { id, says } => json!({ "begins": id, "says": says }),
        Event::CheckDone { result } => json!({ "ends": result.id, "word": result.verdict.word() }),
    }
}
