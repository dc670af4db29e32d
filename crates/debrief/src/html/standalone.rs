//! One file that needs nothing else: no scripts, no fonts, no network.

use super::Page;
use crate::report::Debrief;
use maud::{DOCTYPE, PreEscaped, html};

/// Nothing may run and nothing may be fetched, whatever the text says.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'";

/// What only a page by itself needs: folded parts are printed, too.
const OWN_CSS: &str =
    "@media print{details::details-content{content-visibility:visible;block-size:auto}}";

/// The whole document, with `css` inside it.
pub fn standalone(debrief: &Debrief, css: &str) -> String {
    let css = without_references(css);
    let page = Page { debrief, transcript_base: "", is_alone: true };
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (debrief.title) " · debrief" }
                style { (PreEscaped(css)) (PreEscaped(OWN_CSS)) }
            }
            body { main.page.wide { (page.render()) } }
        }
    }
    .into_string()
}

/// Fonts and imports lie in other files; the fallbacks that the style names take their place. What
/// could end the `<style>` is taken out of it.
fn without_references(css: &str) -> String {
    let css = without(css, "@font-face", '}');
    let css = without(&css, "@import", ';');
    without(&css, "url(", ')').replace("</", "")
}

/// `text` without each part from `start` up to and with `end`.
fn without(text: &str, start: &str, end: char) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(start) {
        kept.push_str(&rest[..at]);
        rest = rest[at..].find(end).map_or("", |to| &rest[at + to + end.len_utf8()..]);
    }
    kept.push_str(rest);
    kept
}
