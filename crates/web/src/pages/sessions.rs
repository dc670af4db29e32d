//! `/sessions`: what was practised; compare two, delete one.

use crate::error::{Result, page};
use crate::text::{clock, moment};
use crate::{Site, shell};
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use greenroom_app::store::{Cursor, SessionRow, Status};
use maud::{Markup, html};
use serde::Deserialize;

const ROWS_MAX: usize = 30;

#[derive(Debug, Deserialize)]
pub struct From {
    #[serde(default)]
    from: Option<String>,
}

#[derive(Debug, Deserialize)]
pub struct Pair {
    #[serde(default)]
    a: String,
    #[serde(default)]
    b: String,
}

pub async fn list(State(site): State<Site>, Query(query): Query<From>) -> Result<Response> {
    let from = match query.from.as_deref().map(str::parse::<Cursor>).transpose() {
        Ok(from) => from,
        Err(_) => return Ok(Redirect::to("/sessions").into_response()),
    };
    let page = site.greenroom.sessions(ROWS_MAX, from.as_ref()).await?;
    let ended = page.rows.iter().filter(|row| row.status == Status::Ended).count();
    let body = html! {
        div."page-head" { h1 { "Past sessions" } }
        @if page.rows.is_empty() {
            div.empty {
                h2 { "Your sessions will be here" }
                p { "Each with its debrief, what you said, and how you judged yourself." }
                a.button.primary href="/start" { "Start one" }
                p { "Not ready for an interviewer? " a href="/code" { "Solve a coding problem alone" } "." }
            }
        } @else {
            ul.list {
                @for row in &page.rows {
                    li {
                        (entry_inner(row))
                        @if row.status == Status::Ended && ended > 1 {
                            span.row {
                                (pick("a", "first", row)) (pick("b", "second", row))
                            }
                        }
                        form method="post" action={ "/sessions/" (row.id) "/delete" }
                            data-confirm="Delete this session?"
                            data-confirm-says="Its transcript and debrief go with it. Nothing else is touched."
                            data-confirm-verb="Delete the session" {
                            button.button.quiet.small type="submit" aria-label={ "Delete " (row.title) " of " (moment(row.started_unix_ms)) } { "Delete" }
                        }
                    }
                }
            }
            div.row {
                @if ended > 1 {
                    form #compare.row action="/sessions/compare" method="get" {
                        button.button type="submit" { "Compare A with B" }
                        span.soft { "Mark one as A and another as B." }
                    }
                }
                @if let Some(next) = &page.next { a.button.quiet href={ "/sessions?from=" (next) } { "Older" } }
            }
        }
    };
    Ok(shell::wide("Past sessions", "/sessions", body).into_response())
}

fn pick(name: &str, nth: &str, row: &SessionRow) -> Markup {
    html! {
        label.check {
            input type="radio" form="compare" name=(name) value=(row.id)
                aria-label={ "Compare as the " (nth) ": " (row.title) " of " (moment(row.started_unix_ms)) };
            span aria-hidden="true" { (name.to_uppercase()) }
        }
    }
}

/// A session in a list.
pub fn entry(row: &SessionRow) -> Markup {
    html! { li { (entry_inner(row)) } }
}

fn entry_inner(row: &SessionRow) -> Markup {
    let to = match row.status {
        Status::Ended => format!("/sessions/{}/debrief", row.id),
        Status::Running | Status::Paused => format!("/sessions/{}", row.id),
    };
    html! {
        a."list-main" href=(to) { (row.title) @if let Some(problem) = only_problem(row) { " · " (problem) } }
        span."list-meta" {
            @match row.status {
                Status::Ended => { (bands(row)) }
                Status::Running | Status::Paused => { "open at " (clock(row.last_at_ms)) " · " }
            }
            (row.level) " · " (row.mode) " · " (moment(row.started_unix_ms))
        }
    }
}

/// What a session of one round was about, once its debrief was read; a mock has too many to name.
fn only_problem(row: &SessionRow) -> Option<&str> {
    match row.scores.as_ref()?["rounds"].as_array()?.as_slice() {
        [round] => round["title"].as_str(),
        _ => None,
    }
}

/// The bands of a session's rounds, once its debrief was read.
fn bands(row: &SessionRow) -> String {
    let rounds = row.scores.as_ref().and_then(|scores| scores["rounds"].as_array());
    let bands: Vec<&str> =
        rounds.into_iter().flatten().filter_map(|round| round["band"].as_str()).collect();
    match bands.as_slice() {
        [] => String::new(),
        [band] => format!("{band} · "),
        many => {
            let yes = many.iter().filter(|band| band.ends_with("yes")).count();
            format!("yes in {yes} of {} rounds · ", many.len())
        }
    }
}

pub async fn compare(State(site): State<Site>, Query(pair): Query<Pair>) -> Result<Response> {
    if pair.a.is_empty() || pair.b.is_empty() || pair.a == pair.b {
        return Ok(page(
            StatusCode::UNPROCESSABLE_ENTITY,
            "Two sessions to compare",
            "Choose one as A and another as B.",
            "Go back to Past sessions.",
        ));
    }
    let a = site.greenroom.debrief(&pair.a).await?;
    let b = site.greenroom.debrief(&pair.b).await?;
    Ok(shell::wide("Compare", "/sessions", greenroom_app::debrief::compare(&a, &b)).into_response())
}

pub async fn delete(State(site): State<Site>, Path(id): Path<String>) -> Result<Redirect> {
    site.greenroom.delete(&id).await?;
    Ok(Redirect::to("/sessions"))
}
