//! `/code/{id}`: one problem with an editor, its hints and one strong answer.

use super::{coding, no_such_problem};
use crate::error::Result;
use crate::guard::policy_with_nonce;
use crate::pages::room::style_nonce;
use crate::{Site, shell};
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use greenroom_app::code::{languages, starter};
use greenroom_app::content::{Difficulty, Problem};
use greenroom_app::debrief::content_html;
use greenroom_app::judge::growth::Class;
use greenroom_model::{Hint, Language, Point};
use maud::{Markup, html};
use serde_json::json;

pub async fn show(State(site): State<Site>, Path(id): Path<String>) -> Result<Response> {
    let Some(problem) = coding(&site, &id) else { return Ok(no_such_problem(&id)) };
    let profile = site.greenroom.profile().await?;
    let coder = site.greenroom.coder.clone();
    // Both look at the disk: the tool chains once for the whole program.
    let looked = tokio::task::spawn_blocking(move || (missing(), coder.samples(&id)));
    let (missing, samples) = looked.await.unwrap_or_else(|_| (Vec::new(), Ok(Vec::new())));
    let sample = samples.ok().and_then(|all| all.into_iter().next().map(|(_, input, _)| input));
    let nonce = style_nonce(&problem.id);
    let body = html! {
        div."page-head" {
            p.soft { a href="/code" { "Practise" } @if let Some(difficulty) = problem.difficulty { " · " (Difficulty::word(difficulty)) } }
            h1 { (problem.title) }
        }
        div.practice {
            section.stack aria-label="The problem" {
                div.statement { (content_html(&problem.statement)) }
                (ladder(&problem.rubric.points))
                details."room-fold" {
                    summary { "Show one strong answer" }
                    div.statement { (content_html(&problem.answer)) }
                }
                div.row {
                    a.button href={ "/start?problem=" (problem.id) } { "Start the full coding round" }
                    span.soft.small { "The same problem with an interviewer, a clock and a debrief." }
                }
            }
            section.stack aria-label="Your code" {
                div.row.claims {
                    (language_choice(profile.language, &missing))
                    (claim_choice("time", "I say it takes"))
                    (claim_choice("memory", "and memory"))
                }
                div #workbench data-problem=(problem.id) data-nonce=(nonce)
                    data-starters=(starters(problem)) data-sample=(sample.unwrap_or_default()) {
                    noscript {
                        p { "The editor needs JavaScript, which comes from this program alone. Without it: "
                            code { "greenroom code start " (problem.id) } " makes a folder for your own editor." }
                    }
                }
                @for (language, how) in &missing {
                    p.small.soft { (language.title()) " cannot be run here yet. " (crate::text::named(how)) }
                }
            }
        }
    };
    let policy = [(header::CONTENT_SECURITY_POLICY, policy_with_nonce(&nonce))];
    let page = shell::with_script(&problem.title, "/code", "/static/code.js", body);
    Ok((policy, page).into_response())
}

/// The languages whose tool chain is not here, and how to get it.
fn missing() -> Vec<(Language, String)> {
    let found = languages::found().iter();
    found
        .filter_map(|(language, found)| {
            Some((language.model()?, found.as_ref().err()?.how.clone()))
        })
        .collect()
}

/// By language, what the editor opens with.
fn starters(problem: &Problem) -> String {
    let starters: serde_json::Map<String, serde_json::Value> = Language::ALL
        .iter()
        .map(|language| (language.id().to_owned(), json!(starter(problem, *language))))
        .collect();
    json!(starters).to_string()
}

fn language_choice(chosen: Language, missing: &[(Language, String)]) -> Markup {
    let is_missing = |language| missing.iter().any(|(one, _)| *one == language);
    html! {
        label { span { "Language" }
            select.input #language {
                @for language in Language::ALL {
                    option value=(language.id()) selected[language == chosen] {
                        (language.title()) @if is_missing(language) { " (not installed)" }
                    }
                }
            }
        }
    }
}

fn claim_choice(id: &str, name: &str) -> Markup {
    html! {
        label { span { (name) }
            select.input id={ "claim-" (id) } {
                option value="" { "nothing yet" }
                @for class in Class::ALL { option value=(class) { (class) } }
            }
        }
    }
}

/// A hint opens the one that says more. The points themselves stay unnamed: they are the answer.
fn ladder(points: &[Point]) -> Markup {
    let hinted = points.iter().filter(|point| !point.hints.is_empty());
    html! {
        details."room-fold" {
            summary { "Hints" }
            ol.ladder {
                @for point in hinted { li { (rung(&point.hints, &point.phase)) } }
            }
        }
    }
}

fn rung(hints: &[Hint], phase: &str) -> Markup {
    let Some((hint, more)) = hints.split_first() else { return html! {} };
    html! {
        details {
            summary { (hint.rung.id()) @if !phase.is_empty() { " · " (phase) } }
            p { (hint.says) }
            (rung(more, ""))
        }
    }
}
