//! `/sessions/{id}/debrief`: first how the candidate would score it, then what the log shows.

use crate::assets;
use crate::error::Result;
use crate::text::download;
use crate::{Site, shell};
use axum::extract::{Form, Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use greenroom_app::debrief::Debrief;
use greenroom_app::debrief::report::PointReport;
use greenroom_app::store::Status;
use greenroom_app::{Message, script};
use greenroom_model::{Band, EventBody, SessionStart};
use maud::{Markup, html};
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Debug, Deserialize)]
pub struct Look {
    /// Anything here means: without scoring oneself first.
    #[serde(default)]
    skip: Option<String>,
}

pub async fn show(
    State(site): State<Site>,
    Path(id): Path<String>,
    Query(look): Query<Look>,
) -> Result<Response> {
    let row = site.greenroom.session(&id).await?;
    if row.status != Status::Ended {
        return Ok(Redirect::to(&format!("/sessions/{id}")).into_response());
    }
    let events = site.greenroom.events(&id).await?;
    let has_scored = events.iter().any(|one| matches!(one.body, EventBody::SelfScoreGiven { .. }));
    if let Some(start) = script::start_of(&events)
        && !has_scored
        && look.skip.is_none()
    {
        return Ok(ask(&site, &id, start).into_response());
    }
    let debrief = site.greenroom.debrief(&id).await?;
    let body = html! {
        (greenroom_app::debrief::html(&debrief, ""))
        nav.row."no-print" aria-label="Keep this debrief" {
            a.button href={ "/sessions/" (id) "/debrief.html" } download { "Save as HTML" }
            a.button.quiet href={ "/sessions/" (id) "/debrief.md" } download { "Markdown" }
            a.button.quiet href={ "/sessions/" (id) "/debrief.json" } download { "JSON" }
            a.button.quiet href={ "/sessions/" (id) "/log.jsonl" } download { "The session's log" }
        }
        (missed(&id, &debrief))
    };
    Ok(shell::wide("Debrief", "/sessions", body).into_response())
}

/// Each point that was not met as a card, with one click.
fn missed(session: &str, debrief: &Debrief) -> Markup {
    let open = |point: &&PointReport| {
        point.is_expected && point.verdict.credit().is_some_and(|credit| credit < 1.0)
    };
    html! {
        @if debrief.rounds.iter().any(|round| round.is_known && round.points.iter().any(|point| open(&point))) {
            section.stack."no-print" {
                h2 { "Keep what was missed" }
                p.soft { "A card asks you again, just before you would forget it." }
                @for round in debrief.rounds.iter().filter(|round| round.is_known) {
                    @for point in round.points.iter().filter(open) {
                        form.row.missed method="post" action="/cards/from-finding" {
                            input type="hidden" name="session" value=(session);
                            input type="hidden" name="round" value=(round.round);
                            input type="hidden" name="point" value=(point.id);
                            button.button.quiet.small type="submit" aria-label={ "Make a card: " (point.says) } { "Make a card" }
                            span { (point.says) }
                        }
                    }
                }
            }
        }
    }
}

/// The candidate's own judgement, before ours can colour it.
fn ask(site: &Site, id: &str, start: &SessionStart) -> Markup {
    let body = html! {
        div."page-head" {
            h1 { "How would you score yourself?" }
            p.lede { "Before you read the debrief: what would the interviewer vote? Knowing your own level is half of preparing." }
        }
        form.form method="post" action={ "/sessions/" (id) "/self-score" } {
            @for (at, round) in start.protocol.rounds.iter().enumerate() {
                @if let Some(problem) = start.problems.get(at).cloned().flatten() {
                    fieldset.choices."in-row"."bands-choice" {
                        legend {
                            (round.title)
                            @if let Some(problem) = site.greenroom.library.problem(&problem) { ": " (problem.title) }
                        }
                        @for band in Band::ALL {
                            label.choice {
                                input type="radio" name={ "round-" (at) } value=(band.id());
                                span { strong { (band.id()) } }
                            }
                        }
                    }
                }
            }
            div."form-end" {
                button.button.primary type="submit" { "Read the debrief" }
                a.button.quiet href={ "/sessions/" (id) "/debrief?skip=yes" } { "Skip this" }
            }
        }
    };
    shell::page("Score yourself", "/sessions", body)
}

pub async fn self_score(
    State(site): State<Site>,
    Path(id): Path<String>,
    Form(answers): Form<BTreeMap<String, String>>,
) -> Result<Redirect> {
    let (room, mut snapshot) = site.greenroom.enter(&id).await?;
    let mut owed = Vec::new();
    for (name, value) in &answers {
        let round = name.strip_prefix("round-").and_then(|round| round.parse().ok());
        let band = Band::ALL.into_iter().find(|band| band.id() == value);
        if let (Some(round), Some(band)) = (round, band) {
            room.send(Message::SelfScore { id: name.clone(), round, band }).await?;
            owed.push(name.clone());
        }
    }
    // The page that follows reads the log, so wait until every answer is in it or was refused.
    while !owed.is_empty() {
        match snapshot.updates.recv().await {
            Ok(
                greenroom_app::Update::Ack { id, .. } | greenroom_app::Update::Problem { id, .. },
            ) => {
                if id.is_empty() {
                    break;
                }
                owed.retain(|name| *name != id);
            }
            Ok(_) => {}
            Err(_) => break,
        }
    }
    let skip = if answers.is_empty() { "?skip=yes" } else { "" };
    Ok(Redirect::to(&format!("/sessions/{id}/debrief{skip}")))
}

pub async fn standalone(State(site): State<Site>, Path(id): Path<String>) -> Result<Response> {
    let debrief = site.greenroom.debrief(&id).await?;
    let text = greenroom_app::debrief::standalone(&debrief, assets::style());
    Ok(download(&format!("debrief-{id}.html"), "text/html; charset=utf-8", text))
}

pub async fn markdown(State(site): State<Site>, Path(id): Path<String>) -> Result<Response> {
    let debrief = site.greenroom.debrief(&id).await?;
    let text = greenroom_app::debrief::markdown(&debrief);
    Ok(download(&format!("debrief-{id}.md"), "text/markdown; charset=utf-8", text))
}

pub async fn json(State(site): State<Site>, Path(id): Path<String>) -> Result<Response> {
    let debrief = site.greenroom.debrief(&id).await?;
    let text = format!("{:#}\n", greenroom_app::debrief::json(&debrief));
    Ok(download(&format!("debrief-{id}.json"), "application/json", text))
}

pub async fn log(State(site): State<Site>, Path(id): Path<String>) -> Result<Response> {
    let text = script::to_lines(&site.greenroom.events(&id).await?);
    Ok(download(&format!("session-{id}.jsonl"), "application/jsonl", text))
}
