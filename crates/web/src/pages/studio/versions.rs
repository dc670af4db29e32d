//! `/studio/{id}/versions`: what a design was before, and what another tab had drawn.

use super::page::{Sheet, sheet_html, sheet_page};
use super::{no_such_design, titled};
use crate::error::Result;
use crate::pages::room::style_nonce;
use crate::text::{moment, named};
use crate::{Site, shell};
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use greenroom_app::studio::OpenDesign;
use maud::{Markup, html};

pub async fn versions(State(site): State<Site>, Path(id): Path<String>) -> Result<Response> {
    let Some(OpenDesign { row, .. }) = site.greenroom.open_design(&id).await? else {
        return Ok(no_such_design());
    };
    let versions = site.greenroom.design_versions(&id).await?;
    let title = titled(&row.title);
    let body = html! {
        div."page-head" {
            p.soft { a href="/studio" { "Studio" } " · " a href={ "/studio/" (id) } { (title) } }
            h1 { "Earlier versions" }
            p.lede { "What this design was before, the newest first: all of the last minutes, and fewer of what is long ago." }
        }
        @if versions.is_empty() {
            div.empty {
                h2 { "There is none yet" }
                p { "Each change keeps what was there before." }
                a.button href={ "/studio/" (id) } { "Back to the design" }
            }
        } @else {
            ul.list {
                @for version in &versions {
                    li {
                        a."list-main" href={ "/studio/" (id) "/versions/" (version.revision) } { (moment(version.changed_unix_ms)) }
                        span."list-meta" { "revision " (version.revision) }
                        @if version.is_aside {
                            p."list-more" { "Drawn in another tab or program that did not know the newest: it never was the design itself." }
                        } @else if version.title != row.title {
                            p."list-more" { "Then called “" (titled(&version.title)) "”." }
                        }
                    }
                }
            }
        }
    };
    Ok(shell::page("Earlier versions", "/studio", body).into_response())
}

pub async fn version(
    State(site): State<Site>,
    Path((id, revision)): Path<(String, u64)>,
) -> Result<Response> {
    let OpenDesign { row, design } = site.greenroom.design_version(&id, revision).await?;
    let title = titled(&row.title);
    let nonce = style_nonce(&id);
    let drawn: Markup = match &design {
        Ok(design) => {
            let sheet = Sheet {
                id: "",
                design,
                revision,
                scenario: site.greenroom.first_scenario(row.from_gallery.as_deref()),
                problem: None,
                is_read_only: true,
                nonce: &nonce,
            };
            sheet_html(&site, &sheet)
        }
        Err(error) => html! {
            p { "It cannot be read: " (named(&error.to_string())) }
            pre.shown tabindex="0" aria-label="The design as text" { (row.text) }
        },
    };
    let body = html! {
        div."page-head" {
            p.soft { a href={ "/studio/" (id) "/versions" } { "Earlier versions" } }
            h1 { (title) }
            p.lede { "As it was on " (moment(row.changed_unix_ms)) ", revision " (revision) "." }
        }
        div.row {
            form method="post" action={ "/studio/" (id) "/versions/" (revision) "/restore" } {
                button.button.primary type="submit" { "Make it the design again" }
            }
            form method="post" action={ "/studio/" (id) "/duplicate?revision=" (revision) } {
                button.button type="submit" { "Open it as a copy" }
            }
        }
        (drawn)
    };
    Ok(sheet_page(title, &nonce, body))
}
