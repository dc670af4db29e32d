//! The frame of every page.

use maud::{DOCTYPE, Markup, html};

/// What a page is called where it is linked to: its path and its name.
type Entry = (&'static str, &'static str);

/// The navigation. A section leads to the first of its pages; where it has several, they stand in a row on each.
const SECTIONS: [(&str, &[Entry]); 6] = [
    ("Today", &[("/", "Today"), ("/plan", "Plan")]),
    ("Mocks", &[("/start", "New"), ("/sessions", "Past sessions")]),
    ("Practise", &[("/code", "Code"), ("/drills", "Drills"), ("/labs", "Labs")]),
    ("Studio", &[("/studio", "Designs")]),
    ("Cards", &[("/cards", "Cards")]),
    ("Progress", &[("/progress", "Progress")]),
];
/// Stands at the other end.
const OWN: (&str, &[Entry]) = ("Profile", &[("/profile", "Profile"), ("/data", "Your data")]);

/// A page in its frame; `here` is the path of the navigation's current entry.
pub fn page(title: &str, here: &str, body: Markup) -> Markup {
    framed(title, here, "page", None, body)
}

/// A page for tables and pictures.
pub fn wide(title: &str, here: &str, body: Markup) -> Markup {
    framed(title, here, "page wide", None, body)
}

/// A page that is more with a script of its own, and whole without it.
pub fn with_script(title: &str, here: &str, script: &str, body: Markup) -> Markup {
    framed(title, here, "page wide", Some(script), body)
}

/// The page of a drawing, which takes all the width there is.
pub fn studio(title: &str, body: Markup) -> Markup {
    framed(title, "/studio", "page wide is-studio", Some("/static/studio.js"), body)
}

fn framed(title: &str, here: &str, class: &str, script: Option<&str>, body: Markup) -> Markup {
    document(
        title,
        html! {
            script src="/static/page.js" defer {}
            @if let Some(script) = script { script src=(script) type="module" {} }
        },
        html! {
            a.skip href="#main" { "Skip to the page" }
            header.shell {
                a.brand href="/" { img src="/static/favicon.svg" alt=""; "Greenroom" }
                nav aria-label="Main" {
                    @for (name, pages) in SECTIONS {
                        a href=(first(pages)) aria-current=[current(pages, here)] { (name) }
                    }
                }
                div."shell-end" {
                    a.button.quiet.small href=(first(OWN.1)) aria-current=[current(OWN.1, here)] { (OWN.0) }
                    button.button.quiet.icon type="button" data-theme-toggle aria-label="Theme" {}
                }
            }
            main #main class=(class) tabindex="-1" { (within(here)) (body) }
            footer.foot { "Everything stays on this machine. For practice, never for help in a live interview." }
        },
    )
}

fn first(pages: &[Entry]) -> &'static str {
    pages.first().map_or("/", |(path, _)| path)
}

/// Of a section: whether it is where one is, or what one sees.
fn current(pages: &[Entry], here: &str) -> Option<&'static str> {
    let at = pages.iter().position(|(path, _)| *path == here)?;
    Some(if at == 0 { "page" } else { "true" })
}

/// The pages of the section, where there are several.
fn within(here: &str) -> Markup {
    let mut sections = SECTIONS.into_iter().chain([OWN]);
    let section = sections.find(|(_, pages)| pages.iter().any(|(path, _)| *path == here));
    let Some((name, pages)) = section.filter(|(_, pages)| pages.len() > 1) else {
        return html! {};
    };
    html! {
        nav.filters aria-label=(name) {
            div {
                @for (path, title) in pages {
                    a href=(path) aria-current=[(*path == here).then_some("page")] { (title) }
                }
            }
        }
    }
}

/// The bare document, for the room.
pub fn document(title: &str, head: Markup, body: Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (title) " · Greenroom" }
                link rel="icon" href="/static/favicon.svg";
                link rel="preload" href="/static/fonts/inter-latin-wght-normal.woff2" as="font" type="font/woff2" crossorigin;
                link rel="stylesheet" href="/static/app.css";
                (head)
            }
            body { (body) }
        }
    }
}
