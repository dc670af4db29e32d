//! `/drills`: exercises of some minutes that are executed.

use crate::error::{Result, page};
use crate::text::named;
use crate::{Site, shell};
use axum::extract::{Form, Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use greenroom_app::debrief::content_html;
use greenroom_app::debrief::run::capital;
use greenroom_app::planning::topic_title;
use greenroom_app::{DrillDone, DrillSheet};
use greenroom_model::RoundKind;
use greenroom_model::drill::{Drill, DrillAnswer, Form as Asking, Question, Task};
use maud::{Markup, html};
use serde::Deserialize;

#[derive(Debug, Default, Deserialize)]
pub struct Seeded {
    seed: Option<u64>,
}

pub async fn list(State(site): State<Site>) -> Result<Markup> {
    let library = &site.greenroom.library;
    let kind_of = |drill: &Drill| {
        drill.topics.first().and_then(|id| library.topic(id)).and_then(|topic| topic.round)
    };
    let body = html! {
        div."page-head" {
            h1 { "Drills" }
            p.lede { "Three to eight minutes for one topic. Each runs: your numbers are worked out, your order of steps is executed, your index is used." }
        }
        @for kind in RoundKind::ALL {
            @let of: Vec<&Drill> = library.drills().filter(|drill| kind_of(drill) == Some(kind)).collect();
            @if !of.is_empty() {
                section.stack {
                    h2 { (kind.title()) }
                    ul.list {
                        @for drill in of {
                            li {
                                a."list-main" href={ "/drills/" (drill.id) } { (drill.title) }
                                span."list-meta" { (topics(drill)) ", " (drill.minutes) " min" }
                            }
                        }
                    }
                }
            }
        }
    };
    Ok(shell::wide("Drills", "/drills", body))
}

pub async fn show(
    State(site): State<Site>,
    Path(id): Path<String>,
    Query(seeded): Query<Seeded>,
) -> Result<Response> {
    let Some(sheet) = site.greenroom.drill(&id, seeded.seed).await? else {
        return Ok(no_such_drill());
    };
    let now = site.greenroom.clock.unix_ms();
    let body = html! {
        (head(&sheet))
        form.form method="post" action={ "/drills/" (id) } {
            input type="hidden" name="_seed" value=(sheet.seed);
            input type="hidden" name="_asked" value=(now);
            @for question in &sheet.exercise.questions { (field(question)) }
            div."form-end" {
                button.button.primary type="submit" { "Run it" }
                a.button.quiet href="/drills" { "Other drills" }
            }
        }
    };
    Ok(shell::page(&sheet.drill.title, "/drills", body).into_response())
}

pub async fn check(
    State(site): State<Site>,
    Path(id): Path<String>,
    Form(fields): Form<Vec<(String, String)>>,
) -> Result<Response> {
    let number = |name: &str| {
        fields
            .iter()
            .find(|(field, _)| field == name)
            .and_then(|(_, value)| value.parse::<u64>().ok())
    };
    let Some(seed) = number("_seed") else {
        return Ok(page(
            StatusCode::UNPROCESSABLE_ENTITY,
            "Nothing was run",
            "The answer came without the question that it belongs to.",
            "Open the drill again and answer there.",
        ));
    };
    let now = site.greenroom.clock.unix_ms();
    let took_ms = now.saturating_sub(number("_asked").unwrap_or(now));
    let mut answer = DrillAnswer::new();
    for (field, value) in fields.iter().filter(|(field, _)| !field.starts_with('_')) {
        let kept = answer.entry(field.clone()).or_default();
        if !kept.is_empty() && !value.is_empty() {
            kept.push_str(", ");
        }
        kept.push_str(value);
    }
    if answer.values().all(|given| given.trim().is_empty()) {
        return Ok(page(
            StatusCode::UNPROCESSABLE_ENTITY,
            "Nothing was answered",
            "So nothing was run, and nothing is counted.",
            "Go back and answer at least one question.",
        ));
    }
    match site.greenroom.check_drill(&id, seed, answer, took_ms).await? {
        None => Ok(no_such_drill()),
        Some(done) => {
            Ok(shell::page(&done.sheet.drill.title, "/drills", report(&done)).into_response())
        }
    }
}

fn head(sheet: &DrillSheet) -> Markup {
    let drill = &sheet.drill;
    html! {
        div."page-head" {
            h1 { (drill.title) }
            p.lede { (topics(drill)) " · " (drill.minutes) " minutes" }
        }
        div.statement { (content_html(&sheet.exercise.asks)) }
        @if !sheet.exercise.shown.is_empty() {
            pre.shown tabindex="0" aria-label="What is given" { (shown(sheet)) }
        }
    }
}

/// As it stands, but with numbers where lines are what is picked.
fn shown(sheet: &DrillSheet) -> String {
    let lines = &sheet.exercise.shown;
    if !matches!(sheet.drill.task, Task::Spot(_)) {
        return lines.join("\n");
    }
    let numbered = lines.iter().enumerate().map(|(at, line)| format!("{:>3}  {line}", at + 1));
    numbered.collect::<Vec<_>>().join("\n")
}

fn field(question: &Question) -> Markup {
    let id = format!("q-{}", question.id);
    let name = &question.id;
    html! {
        div."drill-question" data-after=[question.after.as_deref()] {
            @match &question.form {
                Asking::Number { unit } => div.field.short {
                    label for=(id) { (question.asks) @if !unit.is_empty() { span.soft { " in " (unit) } } }
                    input id=(id) name=(name) autocomplete="off";
                },
                Asking::One { of } => fieldset.choices {
                    legend { (question.asks) }
                    @for option in of {
                        label.choice {
                            input type="radio" name=(name) value=(option);
                            span { (option) }
                        }
                    }
                },
                Asking::Many { of } => fieldset.choices."in-row" {
                    legend { (question.asks) }
                    @for option in of {
                        label.check { input type="checkbox" name=(name) value=(option); span { (option) } }
                    }
                    label.check { input type="checkbox" name=(name) value="none"; span { "none" } }
                },
                Asking::Order { of } => div.field {
                    label for=(id) { (question.asks) }
                    p.help { "Who takes the next step, again and again: " (of.join(", ")) ". Or: none." }
                    input.mono id=(id) name=(name) autocomplete="off" placeholder={ (of.join(" ")) " ..." };
                },
                Asking::Statement => div.field {
                    label for=(id) { (question.asks) }
                    textarea.mono id=(id) name=(name) rows="4" spellcheck="false" {}
                },
            }
        }
    }
}

fn report(done: &DrillDone) -> Markup {
    let DrillDone { sheet, report, .. } = done;
    html! {
        (head(sheet))
        section.stack {
            div role="status" { h2 { (format!("{:.0} of 100", 100.0 * report.score)) } }
            ul."drill-parts" {
                @for part in &report.parts {
                    @let (shape, word) = match part.credit {
                        credit if credit >= 0.999 => ("●", "right"),
                        credit if credit > 0.0 => ("◐", "partly"),
                        _ => ("○", "not right"),
                    };
                    li {
                        p { span aria-hidden="true" { (shape) } " " strong { (word) } ": " (part.asks) }
                        @if !part.given.is_empty() { p.soft { "You: " span.mono { (part.given) } } }
                        @if part.credit < 0.999 && !part.right.is_empty() { p.soft { "It is: " span.mono { (part.right) } } }
                        p { (named(&part.says)) }
                    }
                }
            }
        }
        @if !report.trace.is_empty() {
            section.stack {
                h2 { "What happened" }
                pre.shown tabindex="0" { (report.trace.join("\n")) }
            }
        }
        section.stack {
            h2 { "Why it matters" }
            div.statement { (content_html(&sheet.drill.why)) }
        }
        div.row {
            a.button.primary href="/" data-key="s" data-key-says="Today" { "Back to today " kbd { "S" } }
            a.button href={ "/drills/" (sheet.drill.id) } { "Again, with other numbers" }
            a.button.quiet href={ "/drills/" (sheet.drill.id) "?seed=" (sheet.seed) } { "The same again" }
        }
    }
}

fn topics(drill: &Drill) -> String {
    let names: Vec<String> = drill.topics.iter().map(|id| topic_title(id)).collect();
    capital(&names.join(", "))
}

fn no_such_drill() -> Response {
    page(
        StatusCode::NOT_FOUND,
        "No such drill",
        "There is no drill of this name.",
        "All of them are under Practise.",
    )
}
