//! Fills a note's values into its templates
//! (<https://docs.ankiweb.net/templates/fields.html>).

use super::notetypes::{NoteType, Template};
use super::unpack::BYTES_MAX;

/// A card's note, as its template sees it.
pub(super) struct View<'a> {
    pub note_type: &'a NoteType,
    pub template: &'a Template,
    /// In the order of the note type's fields.
    pub values: &'a [&'a str],
    pub tags: &'a str,
    pub deck: &'a str,
    /// Which of the note's cards it is, from 0; with clozes, 0 asks for `c1`.
    pub ord: i64,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Front,
    Back,
}

impl View<'_> {
    pub fn front(&self) -> String {
        self.fill(&self.template.question, Side::Front).trim().to_owned()
    }

    /// Only what the answer adds: nearly every template begins its answer with the question and a
    /// line, which whoever shows both sides would show twice.
    pub fn back(&self, front: &str) -> String {
        let whole = self.fill(&self.template.answer, Side::Back);
        let answer = match split_at_line(&whole) {
            Some((before, after)) if before.trim().is_empty() || before.trim() == front => after,
            _ => &whole,
        };
        answer.trim().to_owned()
    }

    fn fill(&self, template: &str, side: Side) -> String {
        let (template, begin, end) = match template.trim_start().strip_prefix("{{=<% %>=}}") {
            Some(rest) => (rest, "<%", "%>"),
            None => (template, "{{", "}}"),
        };
        let mut out = String::new();
        // Sections around here, each with whether it shows what is in it, given those around it.
        let mut around: Vec<(&str, bool)> = Vec::new();
        let mut rest = template;
        loop {
            let is_shown = around.last().is_none_or(|(_, is_shown)| *is_shown);
            let tag = rest.split_once(begin).and_then(|(text, after)| {
                after.split_once(end).map(|(tag, after)| (text, tag.trim(), after))
            });
            let Some((text, tag, after)) = tag else {
                if is_shown {
                    out.push_str(rest);
                }
                return out;
            };
            if is_shown {
                out.push_str(text);
            }
            // A template may repeat a long field for ever; whoever sums up the cards refuses them.
            if out.len() as u64 > BYTES_MAX {
                return out;
            }
            rest = after;
            match (tag.get(..1), tag.get(1..).map(str::trim)) {
                (Some("#"), Some(name)) => around.push((name, is_shown && self.has(name))),
                (Some("^"), Some(name)) => around.push((name, is_shown && !self.has(name))),
                (Some("/"), Some(name)) => {
                    // A section that nobody opened closes nothing.
                    if let Some(at) = around.iter().rposition(|(open, _)| *open == name) {
                        around.truncate(at);
                    }
                }
                _ if is_shown => self.put(tag, side, &mut out),
                _ => {}
            }
        }
    }

    /// `filter:filter:Field`; the filter next to the field is applied first.
    fn put(&self, tag: &str, side: Side, out: &mut String) {
        let mut filters: Vec<&str> = tag.split(':').map(str::trim).collect();
        let name = filters.pop().unwrap_or_default();
        let Some(value) = self.value(name) else { return };
        let mut value = value.to_owned();
        for filter in filters.iter().rev() {
            value = match *filter {
                "cloze" | "cloze-only" => cloze(&value, self.ord + 1, side).unwrap_or_default(),
                "text" => without_tags(&value),
                // Something to type or to uncover: it would give the answer away.
                "type" | "nc" | "hint" if side == Side::Front => String::new(),
                filter if filter == "tts" || filter.starts_with("tts ") => String::new(),
                _ => value,
            };
        }
        out.push_str(&value);
    }

    fn value(&self, name: &str) -> Option<&str> {
        let at = self.note_type.fields.iter().position(|field| field == name);
        match (at, name) {
            (Some(at), _) => Some(self.values.get(at).copied().unwrap_or_default()),
            (None, "Tags") => Some(self.tags),
            (None, "Deck") => Some(self.deck),
            (None, "Subdeck") => self.deck.rsplit("::").next(),
            (None, "Type") => Some(&self.note_type.name),
            (None, "Card") => Some(&self.template.name),
            // The front is beside the back; what else there may be concerns Anki's screen only.
            (None, _) => None,
        }
    }

    fn has(&self, name: &str) -> bool {
        if let Some(cloze) = name.strip_prefix('c').and_then(|number| number.parse::<i64>().ok())
            && self.note_type.is_cloze
        {
            return cloze == self.ord + 1;
        }
        self.value(name).is_some_and(|value| !is_blank(value))
    }
}

/// Whether a value counts as empty: an editor leaves line breaks behind.
fn is_blank(html: &str) -> bool {
    let mut rest = html.trim_start();
    while let Some((tag, after)) = rest.strip_prefix('<').and_then(|rest| rest.split_once('>')) {
        let name = tag.trim_matches(|c: char| c == '/' || c.is_whitespace());
        if !name.eq_ignore_ascii_case("br") && !name.eq_ignore_ascii_case("div") {
            return false;
        }
        rest = after.trim_start();
    }
    rest.is_empty()
}

/// At `<hr id=answer>`, however it is written.
fn split_at_line(html: &str) -> Option<(&str, &str)> {
    html.match_indices("<hr").find_map(|(at, _)| {
        let (tag, after) = html[at..].split_once('>')?;
        let tag: String = tag.chars().filter(|c| !"\"'/ \t\r\n".contains(*c)).collect();
        (tag == "<hrid=answer").then_some((&html[..at], after))
    })
}

fn without_tags(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some((before, tag)) = rest.split_once('<') {
        text.push_str(before);
        rest = tag.split_once('>').map_or("", |(_, after)| after);
    }
    text + rest
}

/// A cloze whose end is still to come.
struct Open {
    is_asked: bool,
    text: String,
    /// What stands in its place on the front, from `::` on.
    hint: Option<String>,
}

/// `{{c1::text::hint}}`, which may be nested. On the front those with the asked number become
/// `[hint]` or `[...]`; all others are their text. `None` when no cloze has the number: Anki makes no
/// card of it.
fn cloze(text: &str, asked: i64, side: Side) -> Option<String> {
    let mut out = String::new();
    let mut open: Vec<Open> = Vec::new();
    let mut is_found = false;
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        if let Some((numbers, after)) = cloze_start(rest) {
            let is_asked = numbers.split(',').any(|number| number.parse() == Ok(asked));
            is_found |= is_asked;
            open.push(Open { is_asked, text: String::new(), hint: None });
            rest = after;
            continue;
        }
        if let Some(top) = open.last_mut() {
            if let Some(after) = rest.strip_prefix("::")
                && top.hint.is_none()
            {
                top.hint = Some(String::new());
                rest = after;
                continue;
            }
            if let Some(after) = rest.strip_prefix("}}")
                && let Some(Open { is_asked, text, hint }) = open.pop()
            {
                let shown = if is_asked && side == Side::Front {
                    format!("[{}]", hint.as_deref().unwrap_or("..."))
                } else {
                    text
                };
                target(&mut out, &mut open).push_str(&shown);
                rest = after;
                continue;
            }
        }
        target(&mut out, &mut open).push(first);
        rest = &rest[first.len_utf8()..];
    }
    // What was never closed is no cloze, but its words are the person's.
    for Open { text, .. } in open {
        out.push_str(&text);
    }
    is_found.then_some(out)
}

fn target<'a>(out: &'a mut String, open: &'a mut [Open]) -> &'a mut String {
    match open.last_mut() {
        Some(Open { hint: Some(hint), .. }) => hint,
        Some(Open { text, .. }) => text,
        None => out,
    }
}

/// `{{c1::` or `{{c1,2::`.
fn cloze_start(text: &str) -> Option<(&str, &str)> {
    let text = text.strip_prefix("{{c")?;
    let end = text.find(|c: char| !c.is_ascii_digit() && c != ',')?;
    let (numbers, after) = text.split_at(end);
    if numbers.is_empty() { None } else { Some((numbers, after.strip_prefix("::")?)) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    /// A note with `Front`, `Back`, `Extra` and `Text`, of which the third is empty.
    #[track_caller]
    fn check(question: &str, answer: &str, expected: (&str, &str)) {
        let (name, question, answer) = ("Card 1".into(), question.into(), answer.into());
        let template = Template { name, question, answer };
        let note_type = NoteType {
            name: "Mine".into(),
            is_cloze: true,
            fields: ["Front", "Back", "Extra", "Text"].map(str::to_owned).to_vec(),
            templates: BTreeMap::new(),
        };
        let text = "{{c1::Paris::city}} and {{c2::Rome, {{c1::<b>twice</b>}}}} :: {{c2::x";
        let view = View {
            note_type: &note_type,
            template: &template,
            values: &["Why <i>so</i>?", "Because.", "<div><br /></div>\n", text],
            tags: "go db",
            deck: "Outer::Inner",
            ord: 0,
        };
        let front = view.front();
        assert_eq!((front.as_str(), view.back(&front).as_str()), expected);
    }

    #[test]
    fn the_back_is_what_the_answer_adds_to_the_front() {
        let added = ("Why <i>so</i>?", "Because.");
        check("{{Front}}", "{{FrontSide}}\n\n<hr id=answer>\n\n{{Back}}", added);
        check("{{ Front }}", "{{FrontSide}}<hr id='answer' />{{Back}}", added);
        check("{{Front}}", "{{Front}}\n<hr id=\"answer\">{{type:Back}}", added);
        check("{{Front}}{{type:Back}}", "{{FrontSide}}{{Back}}", added);
        check("{{Front}}", "Since: {{Back}}<hr>", ("Why <i>so</i>?", "Since: Because.<hr>"));
        let other = ("Why <i>so</i>?", "See<hr id=answer>Because.");
        check("{{Front}}", "See<hr id=answer>{{Back}}", other);
        check("{{Front}}", "", ("Why <i>so</i>?", ""));
    }

    #[test]
    fn sections_show_what_is_in_them_when_their_field_has_something() {
        check("{{#Front}}a{{/Front}}{{^Front}}b{{/Front}}", "{{#Extra}}c{{/Extra}}d", ("a", "d"));
        check("{{#Front}}a{{#Extra}}b{{/Extra}}c{{/Front}}", "", ("ac", ""));
        check("{{^Extra}}a{{#Back}}b{{/Back}}{{/Extra}}", "", ("ab", ""));
        check("{{#Nothing}}a{{/Nothing}}{{^Nothing}}b{{/Nothing}}", "", ("b", ""));
        check("{{#c1}}one{{/c1}}{{#c2}}two{{/c2}}", "", ("one", ""));
        check("a{{/Front}}b {{#Extra}}never closed", "{{never closed", ("ab", "{{never closed"));
    }

    #[test]
    fn filters_and_special_fields_do_what_they_do_in_anki() {
        check("{{text:Front}}", "{{furigana:Front}}", ("Why so?", "Why <i>so</i>?"));
        check("{{hint:Back}}|{{tts en_US:Front}}", "{{hint:Back}}", ("|", "Because."));
        check("{{Tags}} {{Deck}} {{Subdeck}}", "{{Type}}", ("go db Outer::Inner Inner", "Mine"));
        check("{{Card}}{{Nothing}}{{}}", "{{CardFlag}}", ("Card 1", ""));
        check("{{=<% %>=}}<%Front%> {{Back}}", "", ("Why <i>so</i>? {{Back}}", ""));
    }

    #[test]
    fn clozes_are_asked_for_by_number_and_the_others_are_text() {
        let front = "[city] and Rome, [...] :: x";
        let back = "Paris and Rome, <b>twice</b> :: x";
        check("{{cloze:Text}}", "{{cloze:Text}}", (front, back));
        check("{{cloze:Front}}", "", ("", ""));
        check(
            "{{cloze:Text}}",
            "{{cloze:Text}}<hr id=answer>{{Back}}",
            (front, &format!("{back}<hr id=answer>Because.")),
        );
        assert_eq!(cloze("{{c1,2::a}}{{c3::b}}", 2, Side::Front).as_deref(), Some("[...]b"));
        assert_eq!(cloze("{{c::a}} {{c1:a}}", 1, Side::Front), None);
    }
}
