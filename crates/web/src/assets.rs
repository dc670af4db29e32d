//! The built front end: style, scripts, fonts.

use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use std::hash::{DefaultHasher, Hash, Hasher};

include!(concat!(env!("OUT_DIR"), "/files.rs"));

/// A file of the front end. Its entity tag is made of its bytes, so that a browser asks again and
/// is told in a few bytes that nothing changed.
pub async fn file(Path(name): Path<String>, headers: HeaderMap) -> Response {
    let Some(bytes) = find(&name) else { return StatusCode::NOT_FOUND.into_response() };
    let tag = tag(bytes);
    let caching = [(header::ETAG, tag.clone()), (header::CACHE_CONTROL, "no-cache".to_owned())];
    let known =
        headers.get(header::IF_NONE_MATCH).is_some_and(|seen| seen.as_bytes() == tag.as_bytes());
    if known {
        return (StatusCode::NOT_MODIFIED, caching).into_response();
    }
    (caching, [(header::CONTENT_TYPE, media_type(&name))], bytes).into_response()
}

/// The style sheet, for files that must stand alone.
pub fn style() -> &'static str {
    find("app.css").and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or_default()
}

fn find(name: &str) -> Option<&'static [u8]> {
    FILES.iter().find(|(known, _)| *known == name).map(|(_, bytes)| *bytes)
}

fn tag(bytes: &[u8]) -> String {
    let mut hasher = DefaultHasher::new();
    bytes.hash(&mut hasher);
    format!("\"{:016x}\"", hasher.finish())
}

fn media_type(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("woff2") => "font/woff2",
        Some("txt") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_front_end_is_inside() {
        for name in ["app.css", "page.js", "room.js", "editor.js", "favicon.svg"] {
            assert!(find(name).is_some_and(|bytes| !bytes.is_empty()), "{name} is missing");
        }
    }
}
