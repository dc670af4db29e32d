//! `/studio/{id}`: the sheet's frame; its script draws on it. What is drawn stands there as text, too.

use super::{no_such_design, palette, titled};
use crate::error::Result;
use crate::guard::policy_with_nonce;
use crate::pages::room::style_nonce;
use crate::text::{moment, named};
use crate::{Site, shell};
use axum::extract::{Path, Query, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use greenroom_app::content::Problem;
use greenroom_app::debrief::content_html;
use greenroom_app::simulate::{self, Design, Edge, Scenario};
use greenroom_app::studio::OpenDesign;
use greenroom_app::studio::words::count;
use greenroom_model::RoundKind;
use maud::{Markup, PreEscaped, html};
use serde::Deserialize;
use serde_json::{Value, json};

/// What the drawing's script is given.
pub struct Sheet<'a> {
    pub id: &'a str,
    pub design: &'a Design,
    pub revision: u64,
    pub scenario: Scenario,
    pub problem: Option<&'a Problem>,
    pub is_read_only: bool,
    /// Of the page's policy: the text's editor adds style elements at run time.
    pub nonce: &'a str,
}

/// The page of a sheet.
pub fn sheet_page(title: &str, nonce: &str, body: Markup) -> Response {
    let policy = [(header::CONTENT_SECURITY_POLICY, policy_with_nonce(nonce))];
    (policy, shell::studio(title, body)).into_response()
}

pub async fn show(State(site): State<Site>, Path(id): Path<String>) -> Result<Response> {
    let greenroom = &site.greenroom;
    let Some(OpenDesign { row, design }) = greenroom.open_design(&id).await? else {
        return Ok(no_such_design());
    };
    let title = titled(&row.title).to_owned();
    let design = match design {
        Ok(design) => design,
        Err(error) => return Ok(unreadable(&id, &title, &row.text, &error.to_string())),
    };
    let problem = row.problem.as_deref().and_then(|id| greenroom.library.problem(id));
    let nonce = style_nonce(&id);
    let sheet = Sheet {
        id: &id,
        design: &design,
        revision: row.revision,
        scenario: greenroom.first_scenario(row.from_gallery.as_deref()),
        problem,
        is_read_only: false,
        nonce: &nonce,
    };
    let body = html! {
        div."page-head" {
            p.soft { a href="/studio" { "Studio" } @if let Some(problem) = problem { " · " (problem.title) } }
            h1 { (title) }
        }
        @if let Some(problem) = problem { (task(&site, problem)) }
        (sheet_html(&site, &sheet))
        (menu(&id, &title))
    };
    Ok(sheet_page(&title, &nonce, body))
}

/// A design of the gallery: to be predicted, run, and copied.
pub async fn example(State(site): State<Site>, Path(id): Path<String>) -> Response {
    let Some(example) = site.greenroom.library.design(&id) else {
        return crate::error::page(
            StatusCode::NOT_FOUND,
            "No such example",
            &format!("There is no example called `{id}`."),
            "All of them are under Studio.",
        );
    };
    let nonce = style_nonce(&id);
    let sheet = Sheet {
        id: "",
        design: &example.design,
        revision: 0,
        scenario: example.scenario.clone(),
        problem: None,
        is_read_only: true,
        nonce: &nonce,
    };
    let copy = format!("/studio/new?example={id}");
    let body = html! {
        div."page-head" {
            p.soft { a href="/studio" { "Studio" } " · example · " (example.level.id()) }
            h1 { (example.design.title) }
            p.lede { (example.teaches) }
        }
        section.stack {
            h2 { "Before you run it" }
            div.statement { (content_html(&example.asks)) }
            details."room-fold" {
                summary { "After you ran it: what happens, and why" }
                div.statement { (content_html(&example.explains)) }
            }
            form.row method="post" action=(copy) {
                button.button.primary type="submit" { "Open a copy" }
                span.soft.small { "Yours to change; the example stays as it is." }
            }
        }
        (sheet_html(&site, &sheet))
    };
    sheet_page(&example.design.title, &nonce, body)
}

#[derive(Debug, Default, Deserialize)]
pub struct Wish {
    #[serde(default)]
    problem: String,
}

/// What a problem asks, and the ways to answer it.
pub async fn new(State(site): State<Site>, Query(wish): Query<Wish>) -> Result<Response> {
    let library = &site.greenroom.library;
    let problem = library.problem(&wish.problem).filter(|one| one.kind == RoundKind::Design);
    let Some(problem) = problem else {
        return Ok(crate::error::page(
            StatusCode::NOT_FOUND,
            "No such problem",
            &format!("There is no problem called `{}` that can be drawn.", wish.problem),
            "All of them are under Studio.",
        ));
    };
    let designs = site.greenroom.designs().await?;
    let begun: Vec<_> =
        designs.iter().filter(|one| one.problem.as_deref() == Some(&*problem.id)).collect();
    let body = html! {
        div."page-head" {
            p.soft { a href="/studio" { "Studio" } }
            h1 { (problem.title) }
            p.lede { (problem.summary) }
        }
        div.statement { (content_html(&problem.statement)) }
        (targets(&site, problem))
        @if !begun.is_empty() {
            section.stack {
                h2 { "Go on with" }
                ul.list {
                    @for design in begun {
                        li {
                            a."list-main" href={ "/studio/" (design.id) } { (titled(&design.title)) }
                            span."list-meta" { "changed " (moment(design.changed_unix_ms)) }
                        }
                    }
                }
            }
        }
        form.row method="post" action={ "/studio/new?problem=" (problem.id) } {
            button.button.primary type="submit" data-key="s" data-key-says="Draw it" { "Draw it " kbd { "S" } }
            a.button href={ "/start?problem=" (problem.id) } { "Start the full design round" }
        }
    };
    Ok(shell::page(&problem.title, "/studio", body).into_response())
}

fn task(site: &Site, problem: &Problem) -> Markup {
    html! {
        details."room-fold" {
            summary { "The problem" }
            div.statement { (content_html(&problem.statement)) }
            (targets(site, problem))
        }
    }
}

/// What the drawing will be held against.
fn targets(site: &Site, problem: &Problem) -> Markup {
    let asked = site.greenroom.library.targets(&problem.id);
    html! {
        @if let Some(asked) = asked {
            h3 { "What it is held against" }
            ul { @for target in &asked.targets { li { (target.says) } } }
            p.small.soft {
                "At a load of 1 there are " span.num { (count(asked.rate_per_s)) } " requests a second: "
                @for (at, operation) in asked.operations.iter().enumerate() {
                    @if at > 0 { ", " }
                    code { (operation.id) } @if operation.writes { " (writes)" }
                }
                ". Name your operations so; their load comes from the problem, whatever you draw."
            }
        }
    }
}

/// Text that this program cannot read: nothing is lost, and earlier versions may be readable.
fn unreadable(id: &str, title: &str, text: &str, why: &str) -> Response {
    let body = html! {
        div."page-head" { h1 { (title) } }
        div.trouble role="alert" {
            p { "This design cannot be read: " (named(why)) }
            p { "Perhaps a newer Greenroom wrote it. It is kept as it is; its earlier versions may be readable." }
            div.row { a.button href={ "/studio/" (id) "/versions" } { "Earlier versions" } a.button.quiet href="/studio" { "Studio" } }
        }
        pre.shown tabindex="0" aria-label="The design as text" { (text) }
    };
    (StatusCode::UNPROCESSABLE_ENTITY, shell::page(title, "/studio", body)).into_response()
}

fn menu(id: &str, title: &str) -> Markup {
    html! {
        div.row."studio-menu" {
            a.button.quiet.small href={ "/studio/" (id) "/design.toml" } download { "Download as text" }
            a.button.quiet.small href={ "/studio/" (id) "/versions" } { "Earlier versions" }
            form method="post" action={ "/studio/" (id) "/duplicate" } {
                button.button.quiet.small type="submit" { "Duplicate" }
            }
            form method="post" action={ "/studio/" (id) "/delete" } data-confirm={ "Delete “" (title) "”?" } data-confirm-says="All its earlier versions go with it." data-confirm-verb="Delete the design" {
                button.button.quiet.small type="submit" { "Delete" }
            }
            a.small.soft href={ "/studio/" (id) } { "Link to this page" }
        }
    }
}

/// The place where it is drawn, with what the script needs and what is there without it.
pub fn sheet_html(site: &Site, sheet: &Sheet) -> Markup {
    let save = (!sheet.is_read_only).then(|| format!("/studio/{}", sheet.id));
    html! {
        div #studio data-id=(sheet.id) data-save=[save] data-nonce=(sheet.nonce) {
            (in_words(sheet.design))
            noscript {
                p.soft { "Drawing needs JavaScript, which comes from this program alone. Without it: "
                    code { "greenroom simulate DESIGN.toml" } " runs what you write as text." }
            }
        }
        script type="application/json" id="studio-data" { (script_json(&data(site, sheet))) }
    }
}

fn data(site: &Site, sheet: &Sheet) -> Value {
    let targets = sheet.problem.and_then(|problem| checks(site, problem));
    json!({
        "design": sheet.design,
        "revision": sheet.revision,
        "palette": palette::palette(),
        "scenario": sheet.scenario,
        "targets": targets,
        "flaws": simulate::flaws(sheet.design),
        "read_only": sheet.is_read_only,
    })
}

/// What a problem asks of a drawing, as the drawing's script reads it.
pub fn checks(site: &Site, problem: &Problem) -> Option<Value> {
    let asked = site.greenroom.library.targets(&problem.id)?;
    let checks: Vec<Value> = asked
        .targets
        .iter()
        .map(|target| json!({ "id": target.id, "says": target.says }))
        .collect();
    Some(json!({ "problem": problem.id, "title": problem.title, "checks": checks }))
}

/// No text in it can end the script: `<` stands as an escape, which JSON reads the same.
pub fn script_json(value: &Value) -> PreEscaped<String> {
    PreEscaped(value.to_string().replace('<', "\\u003c"))
}

/// The drawing for whoever cannot see it.
fn in_words(design: &Design) -> Markup {
    let title = |id: &str| {
        let node = design.nodes.iter().find(|node| node.id == id);
        node.filter(|node| !node.title.is_empty()).map_or(id.to_owned(), |node| node.title.clone())
    };
    html! {
        @if design.nodes.is_empty() {
            p.soft { "Nothing is drawn yet." }
        } @else {
            ul."studio-parts" {
                @for node in &design.nodes {
                    @let calls: Vec<&Edge> = design.edges.iter().filter(|edge| edge.from == node.id).collect();
                    li {
                        strong { (title(&node.id)) } ", " (palette::words(&node.part).0)
                        @if !calls.is_empty() {
                            ", calls "
                            @for (at, edge) in calls.iter().enumerate() {
                                @if at > 0 { ", " }
                                (title(&edge.to))
                            }
                        }
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_title_of_a_part_ends_the_script_that_carries_it() {
        let json = script_json(&json!({ "title": "</script><script>alert(1)</script>" })).0;
        assert!(!json.contains('<'), "{json}");
        let read: Value = serde_json::from_str(&json).unwrap();
        assert_eq!(read["title"], "</script><script>alert(1)</script>");
    }
}
