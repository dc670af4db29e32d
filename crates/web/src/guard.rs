//! Who may talk to this program: pages that it served itself.
//!
//! A page on another site can make a browser send requests to 127.0.0.1. Two checks stop it.
//! `Host` must be a name of ours: with DNS rebinding `evil.example` resolves to 127.0.0.1 and the
//! browser takes the page for same-origin, but the header still says `evil.example`. And where
//! something is changed, or a WebSocket opened, `Origin` must be that host: the same-origin policy
//! keeps others from reading answers, not from sending forms, and does not cover WebSockets at all.

use crate::Site;
use crate::error::page;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;
use std::net::IpAddr;

/// The names under which this program may be asked.
#[derive(Debug, Clone, Default)]
pub struct Names {
    /// Beside addresses and `localhost`: what `--allow-host` gave.
    pub allowed: Vec<String>,
}

pub async fn guard(State(site): State<Site>, request: Request, next: Next) -> Response {
    let headers = request.headers();
    let Some(host) = host(&request) else {
        return page(
            StatusCode::BAD_REQUEST,
            "No host",
            "The request names no host.",
            "Open the address that Greenroom printed.",
        );
    };
    if !site.names.know(&host) {
        return page(
            StatusCode::MISDIRECTED_REQUEST,
            "Not a name of this program",
            &format!("The request is for “{host}”. Nothing was read or changed."),
            "Open the address that Greenroom printed, or start it with --allow-host and this name.",
        );
    }
    let changes = !matches!(*request.method(), Method::GET | Method::HEAD);
    let is_socket = headers.contains_key(header::SEC_WEBSOCKET_KEY);
    if (changes || is_socket) && !is_same_site(headers, &host) {
        return page(
            StatusCode::FORBIDDEN,
            "From another site",
            "Another site sent this request. Nothing was changed.",
            "Do it from Greenroom's own page.",
        );
    }
    let mut response = next.run(request).await;
    harden(response.headers_mut());
    response
}

/// HTTP/2 carries the host in the target, HTTP/1.1 in the header.
fn host(request: &Request) -> Option<String> {
    let header = request.headers().get(header::HOST).and_then(|host| host.to_str().ok());
    header
        .or_else(|| request.uri().authority().map(|authority| authority.as_str()))
        .map(str::to_lowercase)
}

impl Names {
    /// Addresses cannot be rebound, so any address will do; names must be known.
    fn know(&self, host: &str) -> bool {
        let name = without_port(host);
        let address = name.trim_start_matches('[').trim_end_matches(']');
        name == "localhost"
            || address.parse::<IpAddr>().is_ok()
            || self.allowed.iter().any(|allowed| allowed.eq_ignore_ascii_case(name))
    }
}

fn without_port(host: &str) -> &str {
    match host.rfind(':') {
        Some(at)
            if host[at + 1..].bytes().all(|byte| byte.is_ascii_digit())
                && !host[at..].contains(']') =>
        {
            &host[..at]
        }
        _ => host,
    }
}

/// Browsers always send `Origin` with what changes something and with WebSockets; other programs on
/// this machine, which could read the database anyway, usually do not.
fn is_same_site(headers: &HeaderMap, host: &str) -> bool {
    let fetch_site = headers.get("sec-fetch-site").and_then(|value| value.to_str().ok());
    if matches!(fetch_site, Some("cross-site" | "same-site")) {
        return false;
    }
    let Some(origin) = headers.get(header::ORIGIN) else { return true };
    let Ok(origin) = origin.to_str() else { return false };
    let origin = origin.to_lowercase();
    ["http://", "https://"].iter().any(|scheme| origin.strip_prefix(scheme) == Some(host))
}

fn harden(headers: &mut HeaderMap) {
    let fixed = [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::X_FRAME_OPTIONS, "DENY"),
        // Not `no-referrer`: under it browsers send `Origin: null` with this program's own forms.
        (header::REFERRER_POLICY, "same-origin"),
        (header::HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        (header::HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (
            header::HeaderName::from_static("permissions-policy"),
            "camera=(), geolocation=(), microphone=(self)",
        ),
    ];
    for (name, value) in fixed {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if !headers.contains_key(header::CONTENT_SECURITY_POLICY) {
        headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    }
}

/// Style attributes carry widths of pictures; style elements and scripts come from this program only.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// The room's policy: its editor adds style elements at run time, each with this nonce.
pub fn policy_with_nonce(nonce: &str) -> String {
    POLICY.replace("style-src 'self';", &format!("style-src 'self' 'nonce-{nonce}';"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_host(host: &str, known: bool) {
        let names = Names { allowed: vec!["practice.example".into()] };
        assert_eq!(names.know(host), known, "{host}");
    }

    #[test]
    fn addresses_and_known_names_are_ours_and_rebound_names_are_not() {
        check_host("127.0.0.1:4100", true);
        check_host("localhost:4100", true);
        check_host("[::1]:4100", true);
        check_host("192.168.1.20", true);
        check_host("practice.example", true);
        check_host("evil.example:4100", false);
        check_host("localhost.evil.example", false);
        check_host("127.0.0.1.evil.example:4100", false);
        check_host("", false);
    }

    #[track_caller]
    fn check_origin(origin: Option<&str>, fetch_site: Option<&str>, same: bool) {
        let mut headers = HeaderMap::new();
        for (name, value) in [("origin", origin), ("sec-fetch-site", fetch_site)] {
            if let Some(value) = value {
                headers.insert(name, HeaderValue::from_str(value).unwrap());
            }
        }
        assert_eq!(is_same_site(&headers, "127.0.0.1:4100"), same, "{origin:?} {fetch_site:?}");
    }

    #[test]
    fn only_our_own_pages_may_change_things() {
        check_origin(Some("http://127.0.0.1:4100"), Some("same-origin"), true);
        check_origin(None, None, true);
        check_origin(None, Some("cross-site"), false);
        check_origin(Some("http://evil.example"), None, false);
        check_origin(Some("http://127.0.0.1:9999"), None, false);
        check_origin(Some("null"), None, false);
    }
}
