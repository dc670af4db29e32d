//! `/data`: take everything elsewhere, and bring it back.

use crate::error::{Failure, Result, page};
use crate::text::named;
use crate::{Site, shell};
use axum::extract::{Multipart, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use greenroom_app::store::ImportCount;
use maud::{Markup, html};

pub async fn show(State(site): State<Site>) -> Result<Markup> {
    Ok(form(&site, None))
}

fn form(site: &Site, done: Option<&ImportCount>) -> Markup {
    let body = html! {
        div."page-head" {
            h1 { "Your data" }
            p.lede { "All of it is in one place: " (named(&site.greenroom.store.place().to_string())) "." }
        }
        @if let Some(count) = done {
            div.trouble."is-note" role="status" {
                h2 { "Imported" }
                p { (counted(count)) }
            }
        }
        section.stack {
            h2 { "Export" }
            p { "One file with your profile and every session's whole log, as JSON Lines. Another Greenroom reads it." }
            p { a.button href="/data/export" download { "Export everything" } }
        }
        section.stack {
            h2 { "Import" }
            form.form method="post" action="/data/import" enctype="multipart/form-data" data-busy="Reading the export" {
                div.field {
                    label for="file" { "An export" }
                    p.help #file-help { "All of it comes in, or nothing: sessions that are here already are left as they are." }
                    input #file type="file" name="file" required aria-describedby="file-help";
                }
                div."form-end" { button.button type="submit" { "Import" } }
            }
        }
    };
    shell::page("Your data", "/data", body)
}

fn counted(count: &ImportCount) -> String {
    let sessions = |n: u64| if n == 1 { "1 session".to_owned() } else { format!("{n} sessions") };
    let mut text = format!("{} came in.", sessions(count.sessions));
    if count.sessions_skipped > 0 {
        text.push_str(&format!(" {} were here already.", sessions(count.sessions_skipped)));
    }
    text
}

pub async fn export(State(site): State<Site>) -> Result<Response> {
    let mut bytes = Vec::new();
    site.greenroom.export(&mut bytes).await?;
    let headers = [
        (header::CONTENT_TYPE, "application/jsonl"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"greenroom-export.jsonl\""),
    ];
    Ok((headers, bytes).into_response())
}

pub async fn import(
    State(site): State<Site>,
    mut form_data: Multipart,
) -> Result<Response, Failure> {
    let file = match form_data.next_field().await {
        Ok(Some(field)) => field.bytes().await,
        Ok(None) => return Ok(unread("The form had no file.")),
        Err(error) => Err(error),
    };
    let bytes = match file {
        Ok(bytes) if !bytes.is_empty() => bytes,
        Ok(_) => return Ok(unread("The file is empty.")),
        Err(error) => return Ok(unread(&error.body_text())),
    };
    let count = site.greenroom.import(&bytes[..]).await?;
    Ok(form(&site, Some(&count)).into_response())
}

fn unread(why: &str) -> Response {
    page(
        StatusCode::UNPROCESSABLE_ENTITY,
        "Nothing was imported",
        why,
        "Choose a file that Greenroom exported.",
    )
}
