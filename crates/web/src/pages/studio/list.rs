//! `/studio`: what was drawn here, examples, and ways to begin.

use super::titled;
use crate::error::Result;
use crate::text::{moment, named};
use crate::{Site, shell};
use axum::extract::State;
use greenroom_app::content::Library;
use greenroom_app::store::DesignListed;
use greenroom_model::RoundKind;
use maud::{Markup, html};

pub async fn list(State(site): State<Site>) -> Result<Markup> {
    page(&site, None).await
}

/// Text that was given to be read and could not be: it stays in its box.
pub struct Refused {
    pub text: String,
    pub place: String,
    pub says: String,
}

pub async fn page(site: &Site, refused: Option<&Refused>) -> Result<Markup> {
    let greenroom = &site.greenroom;
    let designs = greenroom.designs().await?;
    let library = &greenroom.library;
    let body = html! {
        div."page-head" {
            h1 { "Studio" }
            p.lede { "Draw a backend, give it load, break it, and see what gives way. What you draw is a model that runs: requests queue, time out and are tried again." }
        }
        @if let Some(refused) = refused {
            div.trouble role="alert" {
                h2 { "That could not be read" }
                p { (named(&refused.place)) ": " (named(&refused.says)) }
                p { "Nothing was kept. Your text is still below." }
            }
        }
        form method="post" action="/studio/new" {
            button.button.primary type="submit" data-key="n" data-key-says="New design" { "New design " kbd { "N" } }
        }
        section.stack {
            h2 { "Your designs" }
            @if designs.is_empty() {
                p.soft { "What you draw is kept here by itself, with what it was before. Begin with an empty sheet, a problem, or an example that you change." }
            } @else {
                ul.list { @for design in &designs { (entry(library, design)) } }
            }
        }
        section.stack {
            h2 { "Problems to answer with a drawing" }
            ul.list {
                @for problem in library.of_kind(RoundKind::Design) {
                    li {
                        a."list-main" href={ "/studio/new?problem=" (problem.id) } { (problem.title) }
                        p."list-more" { (problem.summary) }
                    }
                }
            }
        }
        (gallery(library))
        (import(refused))
    };
    Ok(shell::wide("Studio", "/studio", body))
}

fn entry(library: &Library, design: &DesignListed) -> Markup {
    let problem = design.problem.as_deref().and_then(|id| library.problem(id));
    let example = design.from_gallery.as_deref().and_then(|id| library.design(id));
    html! {
        li {
            a."list-main" href={ "/studio/" (design.id) } { (titled(&design.title)) }
            span."list-meta" { "changed " (moment(design.changed_unix_ms)) }
            @if let Some(problem) = problem {
                p."list-more" { "Answers “" (problem.title) "”." }
            } @else if let Some(example) = example {
                p."list-more" { "From the example “" (example.design.title) "”." }
            }
        }
    }
}

fn gallery(library: &Library) -> Markup {
    html! {
        @if library.designs().next().is_some() {
            section.stack {
                h2 { "Examples" }
                p.soft { "Each shows one thing that happens to systems. Predict it, then run it; a copy is yours to change." }
                ul.list {
                    @for example in library.designs() {
                        li {
                            a."list-main" href={ "/studio/examples/" (example.id) } { (example.design.title) }
                            span."list-meta" { (example.level.id()) }
                            p."list-more" { (example.teaches) }
                        }
                    }
                }
            }
        }
    }
}

fn import(refused: Option<&Refused>) -> Markup {
    html! {
        section.stack {
            h2 { "Import" }
            form.form method="post" action="/studio/import" enctype="multipart/form-data" {
                div.field {
                    label for="text" { "A design as text" }
                    p.help #text-help { "What “Download” here gave, a Mermaid flowchart, or an Excalidraw drawing. Which one it is shows by itself." }
                    textarea.mono #text name="text" rows="6" spellcheck="false" aria-describedby="text-help" {
                        @if let Some(refused) = refused { (refused.text) }
                    }
                }
                div.field {
                    label for="file" { "Or a file" }
                    input #file type="file" name="file" accept=".toml,.mmd,.mermaid,.md,.excalidraw,.json,.txt";
                }
                div."form-end" { button.button type="submit" { "Import" } }
            }
        }
    }
}
