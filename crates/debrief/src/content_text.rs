//! What content says in Markdown: statements, strong answers. Content may be anybody's: raw HTML
//! becomes text, pictures their description, and a link stays a link only where it leads to the web.

use maud::{Markup, PreEscaped};
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

/// Markdown of content as HTML that can do nothing. A title above everything is left out.
pub fn content_html(markdown: &str) -> Markup {
    let mut reader = Reader::default();
    let parsed = Parser::new_ext(markdown, Options::ENABLE_TABLES);
    let mut html = String::new();
    pulldown_cmark::html::push_html(&mut html, parsed.filter_map(|event| reader.tame(event)));
    PreEscaped(html)
}

#[derive(Default)]
struct Reader {
    has_begun: bool,
    is_in_title: bool,
    /// For each link that is open, whether it stayed one.
    links: Vec<bool>,
}

impl Reader {
    fn tame<'a>(&mut self, event: Event<'a>) -> Option<Event<'a>> {
        // A title above everything would repeat what the page says already.
        let is_first = !std::mem::replace(&mut self.has_begun, true);
        if is_first && matches!(event, Event::Start(Tag::Heading { level: HeadingLevel::H1, .. })) {
            self.is_in_title = true;
        }
        if self.is_in_title {
            self.is_in_title = !matches!(event, Event::End(TagEnd::Heading(_)));
            return None;
        }
        Some(match event {
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
            Event::Start(Tag::Link { ref dest_url, .. }) => {
                let stays = leads_to_the_web(dest_url);
                self.links.push(stays);
                return stays.then_some(event);
            }
            Event::End(TagEnd::Link) => return self.links.pop()?.then_some(event),
            other => other,
        })
    }
}

fn leads_to_the_web(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_in_markdown_is_text() {
        let html = content_html("a <script>alert(1)</script> *b*").into_string();
        assert!(html.contains("&lt;script&gt;") && html.contains("<em>b</em>"), "{html}");
    }

    #[test]
    fn links_and_pictures_lead_nowhere_unasked() {
        let html = content_html("[a](javascript:alert(1)) ![b](https://example.org/b.png)");
        let html = html.into_string();
        assert!(!html.contains("href") && !html.contains("<img"), "{html}");
    }
}
