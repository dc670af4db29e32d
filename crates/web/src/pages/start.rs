//! `/start`: choose a sitting and begin it.

use crate::error::Result;
use crate::pages::profile;
use crate::{Site, shell};
use axum::extract::{Form, Query, State};
use axum::response::Redirect;
use greenroom_app::NewSession;
use greenroom_app::content::Problem;
use greenroom_model::{Level, Mode, Protocol};
use maud::{Markup, html};
use serde::Deserialize;

#[derive(Debug, Default, Deserialize)]
pub struct Wish {
    #[serde(default)]
    protocol: String,
    #[serde(default)]
    problem: String,
}

#[derive(Debug, Deserialize)]
pub struct Choice {
    protocol: String,
    mode: Mode,
    level: Level,
    #[serde(default)]
    problem: String,
    #[serde(default)]
    hints: String,
}

pub async fn show(State(site): State<Site>, Query(wish): Query<Wish>) -> Result<Markup> {
    let greenroom = &site.greenroom;
    let profile = greenroom.profile().await?;
    let wished = greenroom.library.problem(&wish.problem);
    let chosen = match wished {
        Some(problem) if wish.protocol.is_empty() => format!("round-{}", problem.kind),
        _ if wish.protocol.is_empty() => "mock-60".into(),
        _ => wish.protocol,
    };
    let body = html! {
        div."page-head" {
            h1 { "What would you like to practise?" }
            p.lede { "You can pause, leave and come back at any time; nothing you wrote is lost." }
        }
        form.form method="post" action="/start" data-busy="Preparing the room. What was not read before takes some seconds." {
            fieldset.choices {
                legend { "The sitting" }
                @for protocol in in_order(greenroom.library.protocols()) {
                    label.choice {
                        input type="radio" name="protocol" value=(protocol.id) checked[protocol.id == chosen];
                        span { strong { (protocol.title) } small { (protocol.summary) } }
                        span."choice-more" { (protocol.minutes()) " min" }
                    }
                }
            }
            div.field {
                label for="problem" { "Problem" }
                p.help #problem-help { "Left open, it is one you have not had lately. A problem chosen here must fit the sitting." }
                select #problem name="problem" aria-describedby="problem-help" {
                    option value="" { "Any" }
                    @for problem in greenroom.library.problems() {
                        option value=(problem.id) selected[is(wished, problem)] { (problem.kind.title()) ": " (problem.title) }
                    }
                }
            }
            fieldset.choices."in-row" {
                legend { "How" }
                label.choice {
                    input type="radio" name="mode" value="training" checked;
                    span { strong { "Training" } small { "Hints at the edge of sight, each with its price" } }
                }
                label.choice {
                    input type="radio" name="mode" value="assessment";
                    span { strong { "Assessment" } small { "No hints, and nothing names the next step" } }
                }
            }
            label.check {
                input type="checkbox" name="hints" value="unasked";
                span { "Show nudges by themselves" br; small.soft { "In training: each costs what its line says. Otherwise you ask for them with a key." } }
            }
            div.field.short {
                label for="level" { "Level" }
                select #level name="level" {
                    @for level in Level::ALL {
                        option value=(level.id()) selected[profile.level == level] { (profile::title(level)) }
                    }
                }
            }
            div."form-end" {
                button.button.primary type="submit" data-key="s" data-key-says="Start" { "Start " kbd { "S" } }
            }
        }
    };
    Ok(shell::page("Mocks", "/start", body))
}

pub async fn begin(State(site): State<Site>, Form(choice): Form<Choice>) -> Result<Redirect> {
    let session = site
        .greenroom
        .start(NewSession {
            protocol: choice.protocol,
            problem: Some(choice.problem).filter(|id| !id.is_empty()),
            mode: choice.mode,
            level: Some(choice.level),
            nudges_unasked: choice.hints == "unasked",
            ..NewSession::default()
        })
        .await?;
    Ok(Redirect::to(&format!("/sessions/{session}")))
}

fn is(wished: Option<&Problem>, problem: &Problem) -> bool {
    wished.is_some_and(|wished| wished.id == problem.id)
}

/// The mock first, then single rounds, the whole loop last: by length but for the mock.
fn in_order<'a>(protocols: impl Iterator<Item = &'a Protocol>) -> Vec<&'a Protocol> {
    let mut protocols: Vec<&Protocol> = protocols.collect();
    let rank = |protocol: &Protocol| match protocol.id.as_str() {
        "mock-60" => 0,
        "loop" => 9,
        _ => {
            1 + protocol
                .rounds
                .first()
                .and_then(|round| round.kind.kind())
                .map_or(7, |kind| kind as u8)
        }
    };
    protocols.sort_by_key(|protocol| (rank(protocol), protocol.id.clone()));
    protocols
}
