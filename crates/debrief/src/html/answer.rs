//! The strong answer, from Markdown. Content may be anybody's: raw HTML becomes text, pictures their
//! description, and a link stays a link only where it leads to the web.

use maud::{Markup, PreEscaped};
use pulldown_cmark::{CowStr, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd};

pub fn render(markdown: &str) -> Markup {
    let mut is_title = false;
    let mut has_begun = false;
    let events = Parser::new_ext(markdown, Options::ENABLE_TABLES).filter_map(|event| {
        // A title above everything would repeat what the page says already.
        match &event {
            Event::Start(Tag::Heading { level: HeadingLevel::H1, .. }) if !has_begun => is_title = true,
            Event::End(TagEnd::Heading(_)) if is_title => {
                is_title = false;
                has_begun = true;
                return None;
            }
            _ => {}
        }
        if is_title {
            return None;
        }
        has_begun = true;
        Some(tamed(event))
    });
    let mut html = String::new();
    pulldown_cmark::html::push_html(&mut html, events);
    PreEscaped(html)
}

fn tamed(event: Event<'_>) -> Event<'_> {
    match event {
        Event::Html(text) | Event::InlineHtml(text) => Event::Text(text),
        Event::Start(Tag::Heading { .. }) => Event::Start(Tag::Heading {
            level: HeadingLevel::H4,
            id: None,
            classes: Vec::new(),
            attrs: Vec::new(),
        }),
        Event::End(TagEnd::Heading(_)) => Event::End(TagEnd::Heading(HeadingLevel::H4)),
        Event::Start(Tag::Image { .. }) => Event::Start(Tag::Emphasis),
        Event::End(TagEnd::Image) => Event::End(TagEnd::Emphasis),
        Event::Start(Tag::Link { dest_url, .. }) => Event::Start(Tag::Link {
            link_type: LinkType::Inline,
            dest_url: if leads_to_the_web(&dest_url) { dest_url } else { CowStr::Borrowed("#") },
            title: CowStr::Borrowed(""),
            id: CowStr::Borrowed(""),
        }),
        other => other,
    }
}

fn leads_to_the_web(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}
