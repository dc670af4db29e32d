//! The frame of every page.

use maud::{DOCTYPE, Markup, html};

const NAVIGATION: [(&str, &str); 9] = [
    ("/", "Today"),
    ("/start", "Mocks"),
    ("/code", "Practise"),
    ("/drills", "Drills"),
    ("/cards", "Cards"),
    ("/plan", "Plan"),
    ("/progress", "Progress"),
    ("/sessions", "Past sessions"),
    ("/data", "Your data"),
];

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
                    @for (path, name) in NAVIGATION {
                        a href=(path) aria-current=[(path == here).then_some("page")] { (name) }
                    }
                }
                div."shell-end" {
                    a.button.quiet.small href="/profile" aria-current=[(here == "/profile").then_some("page")] { "Profile" }
                    button.button.quiet.icon type="button" data-theme-toggle aria-label="Theme" {}
                }
            }
            main #main class=(class) tabindex="-1" { (body) }
            footer.foot { "Everything stays on this machine. For practice, never for help in a live interview." }
        },
    )
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
