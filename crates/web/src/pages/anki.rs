//! `/cards.apkg` and `/cards/anki`: cards to Anki and back.

use crate::error::{Failure, Result, page};
use crate::{Site, shell};
use axum::extract::multipart::{Multipart, MultipartError};
use axum::extract::{Query, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use greenroom_app::{ANKI_BYTES_MAX, AnkiTaken};
use maud::{Markup, html};
use serde::Deserialize;

#[derive(Debug, Default, Deserialize)]
pub struct Which {
    /// Also those that were never asked.
    #[serde(default)]
    all: bool,
}

/// Of the page of cards.
pub fn section(known: usize, unseen: usize) -> Markup {
    html! {
        section.stack {
            h2 { "Anki" }
            p {
                "Your cards with their schedule and reviews, as a package that Anki imports. In its import dialog tick “Import any learning progress”."
            }
            div.row {
                @if known > 0 { a.button href="/cards.apkg" download { "Download yours (" (known) ")" } }
                @if unseen > 0 {
                    a.button.quiet href="/cards.apkg?all=true" download { "Download all, seen or not (" (known + unseen) ")" }
                }
            }
            details {
                summary { "Import a package from Anki" }
                form.form method="post" action="/cards/anki" enctype="multipart/form-data" data-busy="Reading the package" {
                    div.field {
                        label for="package" { "A package (.apkg)" }
                        p.help #package-help {
                            "Text, schedule and reviews come in, at most " (ANKI_BYTES_MAX >> 20) " MB; images and sounds stay out, so untick “Include media” in Anki. What is here already is not doubled."
                        }
                        input #package type="file" name="file" accept=".apkg,.colpkg" required aria-describedby="package-help";
                    }
                    div."form-end" { button.button type="submit" { "Import" } }
                }
            }
        }
    }
}

pub async fn download(State(site): State<Site>, Query(which): Query<Which>) -> Result<Response> {
    let export = site.greenroom.export_anki(which.all).await?;
    let headers = [
        (header::CONTENT_TYPE, "application/octet-stream"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"greenroom-cards.apkg\""),
    ];
    Ok((headers, export.package).into_response())
}

pub async fn import(State(site): State<Site>, form: Multipart) -> Result<Response, Failure> {
    match uploaded(form).await {
        Ok(Upload::Whole(package)) if package.is_empty() => Ok(unread("The file is empty.")),
        Ok(Upload::Whole(package)) => {
            Ok(taken(&site.greenroom.import_anki(&package).await?).into_response())
        }
        Ok(Upload::None) => Ok(unread("The form had no file.")),
        Ok(Upload::TooLarge) => Ok(page(
            StatusCode::PAYLOAD_TOO_LARGE,
            "Nothing was imported",
            &format!("The package has more than {} MB.", ANKI_BYTES_MAX >> 20),
            "Export it from Anki without media, or one deck at a time.",
        )),
        Err(error) => Ok(unread(&error.body_text())),
    }
}

enum Upload {
    Whole(Vec<u8>),
    TooLarge,
    None,
}

/// A file that is too large is read to its end all the same and dropped: a browser shows no answer before
/// it has sent everything, only that the connection was lost.
async fn uploaded(mut form: Multipart) -> Result<Upload, MultipartError> {
    let Some(mut field) = form.next_field().await? else { return Ok(Upload::None) };
    let (mut bytes, mut is_too_large) = (Vec::new(), false);
    while let Some(chunk) = field.chunk().await? {
        if is_too_large || bytes.len() + chunk.len() > ANKI_BYTES_MAX {
            (bytes, is_too_large) = (Vec::new(), true);
        } else {
            bytes.extend_from_slice(&chunk);
        }
    }
    Ok(if is_too_large { Upload::TooLarge } else { Upload::Whole(bytes) })
}

fn taken(taken: &AnkiTaken) -> Markup {
    let body = html! {
        div."page-head" { h1 { "From Anki" } }
        div.stack role="status" {
            @for told in taken.told() { p { (told) } }
        }
        @if !taken.left_out.is_empty() {
            section.stack {
                h2 { "Left out" }
                ul { @for one in &taken.left_out { li { (one) } } }
            }
        }
        div.row {
            a.button.primary href="/cards/review" data-key="s" data-key-says="Review" { "Review " kbd { "S" } }
            a.button.quiet href="/cards" { "All cards" }
        }
    };
    shell::page("From Anki", "/cards", body)
}

fn unread(why: &str) -> Response {
    page(
        StatusCode::UNPROCESSABLE_ENTITY,
        "Nothing was imported",
        why,
        "Choose an .apkg file: in Anki, File, Export, “Anki Deck Package”.",
    )
}
