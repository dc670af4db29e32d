//! What the studio's buttons do to kept designs.

use super::list::{self, Refused};
use super::{no_such_design, titled};
use crate::error::Result;
use crate::text::{download as as_file, named};
use crate::{Site, shell};
use axum::extract::{Multipart, Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use greenroom_app::simulate::Design;
use greenroom_app::studio::{OpenDesign, read_text};
use maud::html;
use serde::Deserialize;

/// From what a new design begins; from nothing where neither is named.
#[derive(Debug, Default, Deserialize)]
pub struct Source {
    problem: Option<String>,
    example: Option<String>,
}

pub async fn begin(State(site): State<Site>, Query(source): Query<Source>) -> Result<Redirect> {
    let greenroom = &site.greenroom;
    let id = match &source.example {
        Some(example) => greenroom.copy_example(example).await?,
        None => greenroom.begin_design(source.problem.as_deref()).await?,
    };
    Ok(Redirect::to(&format!("/studio/{id}")))
}

/// A design from a text that is pasted or a file.
pub async fn import(State(site): State<Site>, mut form: Multipart) -> Result<Response> {
    let mut given = String::new();
    loop {
        let field = match form.next_field().await {
            Ok(Some(field)) => field,
            Ok(None) => break,
            Err(error) => return refuse(&site, given, &error.body_text()).await,
        };
        let bytes = match field.bytes().await {
            Ok(bytes) => bytes,
            Err(error) => return refuse(&site, given, &error.body_text()).await,
        };
        match std::str::from_utf8(&bytes) {
            // A file, when there is one, comes after the box and counts.
            Ok(text) if !text.trim().is_empty() => given = text.to_owned(),
            Ok(_) => {}
            Err(_) => {
                let says = "it is no text in UTF-8; choose the file that the drawing was saved as";
                return refuse(&site, given, says).await;
            }
        }
    }
    if given.trim().is_empty() {
        return refuse(&site, given, "nothing was given; paste a text or choose a file").await;
    }
    let read = match read_text(&given) {
        Ok(read) => read,
        Err(error) => {
            let refused = Refused { text: given, place: error.place, says: error.says };
            return Ok(unread(list::page(&site, Some(&refused)).await?));
        }
    };
    let id = site.greenroom.new_design(&read.design, None).await?;
    if read.notes.is_empty() {
        return Ok(Redirect::to(&format!("/studio/{id}")).into_response());
    }
    Ok(noted(&id, &read.design, &read.notes))
}

async fn refuse(site: &Site, text: String, why: &str) -> Result<Response> {
    let refused = Refused { text, place: "What was sent".into(), says: why.to_owned() };
    Ok(unread(list::page(site, Some(&refused)).await?))
}

fn unread(page: maud::Markup) -> Response {
    (StatusCode::UNPROCESSABLE_ENTITY, page).into_response()
}

/// What an import took for what, before it is opened.
fn noted(id: &str, design: &Design, notes: &[String]) -> Response {
    let body = html! {
        div."page-head" {
            h1 { "Imported" }
            p.lede { (titled(&design.title)) ": " (design.nodes.len()) " parts and " (design.edges.len()) " calls between them." }
        }
        section.stack {
            h2 { "What was guessed or left out" }
            ul { @for note in notes { li { (named(note)) } } }
        }
        div.row { a.button.primary href={ "/studio/" (id) } data-key="s" data-key-says="Open it" { "Open it " kbd { "S" } } }
    };
    shell::page("Imported", "/studio", body).into_response()
}

#[derive(Debug, Default, Deserialize)]
pub struct Of {
    revision: Option<u64>,
}

pub async fn duplicate(
    State(site): State<Site>,
    Path(id): Path<String>,
    Query(of): Query<Of>,
) -> Result<Response> {
    Ok(match site.greenroom.duplicate_design(&id, of.revision).await? {
        Some(copy) => Redirect::to(&format!("/studio/{copy}")).into_response(),
        None => no_such_design(),
    })
}

pub async fn delete(State(site): State<Site>, Path(id): Path<String>) -> Result<Redirect> {
    site.greenroom.delete_design(&id).await?;
    Ok(Redirect::to("/studio"))
}

pub async fn restore(
    State(site): State<Site>,
    Path((id, revision)): Path<(String, u64)>,
) -> Result<Redirect> {
    site.greenroom.restore_design(&id, revision).await?;
    Ok(Redirect::to(&format!("/studio/{id}")))
}

/// The design as it is kept: `greenroom simulate` runs it, and another Greenroom imports it.
pub async fn download(State(site): State<Site>, Path(id): Path<String>) -> Result<Response> {
    let Some(OpenDesign { row, .. }) = site.greenroom.open_design(&id).await? else {
        return Ok(no_such_design());
    };
    Ok(as_file(&file_name(&row.title), "application/toml", row.text))
}

/// Of plain letters, so that no header and no file system minds.
fn file_name(title: &str) -> String {
    let plain = title.to_lowercase().replace(|c: char| !c.is_ascii_alphanumeric(), "-");
    let words: Vec<&str> = plain.split('-').filter(|word| !word.is_empty()).take(8).collect();
    if words.is_empty() { "design.toml".into() } else { format!("{}.toml", words.join("-")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_called_as_its_design_in_plain_letters() {
        assert_eq!(file_name("URL shortener, 2nd try"), "url-shortener-2nd-try.toml");
        assert_eq!(file_name("\"; x=\r\n../面接"), "x.toml");
        assert_eq!(file_name("  "), "design.toml");
    }
}
