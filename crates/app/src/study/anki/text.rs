//! Between Anki's HTML and the plain text of cards.
//!
//! What comes out of [`plain`] is text: no page and no terminal takes anything in it for markup or for
//! a command. It keeps what changes the meaning (lines, lists, indented code, `2^31`) and drops
//! what only decorates.

use html5gum::{DefaultEmitter, Token, Tokenizer};

/// Stands where a picture was.
const IMAGE: &str = "[image]";

/// HTML of anybody, as text. The same HTML always gives the same text, and
/// `plain(&html(text)) == text` for a text that came out of it.
pub fn plain(html: &str) -> String {
    let mut emitter = DefaultEmitter::new_with_span();
    // Else what is in a script or a style would be text.
    emitter.naively_switch_states(true);
    let mut text = Text::default();
    for Ok(token) in Tokenizer::new_with_emitter(html, emitter) {
        let token: Token<()> = token;
        match token {
            Token::StartTag(tag) => text.open(&String::from_utf8_lossy(&tag.name)),
            Token::EndTag(tag) => text.close(&String::from_utf8_lossy(&tag.name)),
            Token::String(words) => text.words(&String::from_utf8_lossy(&words)),
            Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    text.out.trim().to_owned()
}

/// Whether there is anything to read in a text of [`plain`], beside places of pictures.
pub fn has_words(text: &str) -> bool {
    !text.replace(IMAGE, "").trim().is_empty()
}

/// Text as HTML that looks the same.
pub fn html(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    let mut out = String::with_capacity(text.len());
    let mut before = '\n';
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\n' => out.push_str("<br>"),
            // A browser shows only one of several blanks, and none at the end of a line.
            ' ' if matches!(before, ' ' | '\n') || matches!(letters.peek(), None | Some('\n')) => {
                out.push_str("&nbsp;");
            }
            '\t' => out.push_str("&nbsp;&nbsp;&nbsp;&nbsp;"),
            letter if letter.is_control() => {}
            letter => out.push(letter),
        }
        before = letter;
    }
    out
}

/// Text as it is put together.
#[derive(Default)]
struct Text {
    out: String,
    /// Line ends to come before the next letter: what a browser shows only between two things.
    breaks: usize,
    has_blank: bool,
    /// `- ` of a list's item, likewise.
    mark: Option<String>,
    /// Of each list around here the number of its next item; 0 where they have none.
    lists: Vec<usize>,
    is_in_row: bool,
    /// How many elements around here keep blanks and lines.
    kept: usize,
    /// What is inside is not shown.
    is_hidden: bool,
}

impl Text {
    fn open(&mut self, name: &str) {
        match name {
            "script" | "style" | "title" | "noscript" | "iframe" | "noembed" | "noframes" => {
                self.is_hidden = true;
            }
            "br" => self.breaks += 1,
            "img" => self.put(IMAGE),
            // 2^31 is not 231.
            "sup" => self.put("^"),
            "sub" => self.put("_"),
            "ul" => self.lists.push(0),
            "ol" => self.lists.push(1),
            "li" => {
                self.part(1);
                self.mark = Some(match self.lists.last_mut() {
                    Some(number) if *number > 0 => {
                        *number += 1;
                        format!("{}. ", *number - 1)
                    }
                    _ => "- ".to_owned(),
                });
            }
            "tr" => {
                self.part(1);
                self.is_in_row = false;
            }
            "td" | "th" => {
                if self.is_in_row {
                    self.mark = Some(" | ".to_owned());
                    self.has_blank = false;
                }
                self.is_in_row = true;
            }
            "pre" => {
                self.part(2);
                self.kept += 1;
            }
            _ => self.part(lines_around(name)),
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "script" | "style" | "title" | "noscript" | "iframe" | "noembed" | "noframes" => {
                self.is_hidden = false;
            }
            "ul" | "ol" => {
                self.lists.pop();
                self.part(1);
            }
            "li" => {
                self.mark = None;
                self.part(1);
            }
            "tr" => self.part(1),
            "pre" => {
                self.kept = self.kept.saturating_sub(1);
                self.part(2);
            }
            // `</p>` alone is one; a `</br>` is a break in every browser.
            "br" => self.breaks += 1,
            _ => self.part(lines_around(name)),
        }
    }

    /// What is next is at least so many lines further down.
    fn part(&mut self, lines: usize) {
        self.breaks = self.breaks.max(lines);
    }

    fn words(&mut self, words: &str) {
        if self.is_hidden {
            return;
        }
        let mut one = [0; 4];
        for letter in words.chars() {
            match letter {
                '\n' if self.kept > 0 => self.breaks += 1,
                '\t' if self.kept > 0 => self.put("    "),
                ' ' if self.kept > 0 => self.put(" "),
                '\u{a0}' => self.put(" "),
                ' ' | '\n' | '\t' | '\r' | '\u{c}' => self.has_blank = true,
                // A terminal would obey it.
                letter if letter.is_control() => {}
                letter => self.put(letter.encode_utf8(&mut one)),
            }
        }
    }

    /// Something that is seen.
    fn put(&mut self, seen: &str) {
        if self.out.is_empty() {
            // What is above the first line is not there.
        } else if self.breaks > 0 {
            self.out.extend(std::iter::repeat_n('\n', self.breaks));
        } else if self.has_blank && self.mark.is_none() {
            self.out.push(' ');
        }
        (self.breaks, self.has_blank) = (0, false);
        if let Some(mark) = self.mark.take() {
            self.out.push_str(&mark);
        }
        self.out.push_str(seen);
    }
}

/// How far an element stands from what is before and after it: 0 within a line.
fn lines_around(name: &str) -> usize {
    match name {
        "p" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "blockquote" | "hr" | "table" => 2,
        "div" | "dl" | "dt" | "dd" | "section" | "article" | "header" | "footer" | "figure"
        | "figcaption" | "details" | "summary" | "address" | "center" | "caption" => 1,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(html: &str, text: &str) {
        assert_eq!(plain(html), text, "{html}");
    }

    #[test]
    fn lines_are_those_that_a_browser_shows() {
        check("a<br>b<br/><br />c", "a\nb\n\nc");
        check("a<div>b</div><div><br></div><div>c<br></div>d", "a\nb\n\nc\nd");
        check("<div>\n  a\n  b  </div>\n\n", "a b");
        check("<p>a</p><p>b</p>", "a\n\nb");
        check("<br><div></div>a&nbsp;&nbsp;b", "a  b");
        check("a <b> b </b> c", "a b c");
    }

    #[test]
    fn lists_tables_powers_and_code_keep_their_meaning() {
        check(
            "Two:<ul><li>a</li><li>b<ol><li>c<li>d</ol></ul>end",
            "Two:\n- a\n- b\n1. c\n2. d\nend",
        );
        check("2<sup>31</sup> of H<sub>2</sub>O", "2^31 of H_2O");
        check(
            "<pre><code>for x in y:\n\tf(x)\n\n  g()</code></pre>so",
            "for x in y:\n    f(x)\n\n  g()\n\nso",
        );
        check(
            "<table><tr><th>a</th><th>b</th></tr> <tr><td>1</td> <td>2</td></tr></table>",
            "a | b\n1 | 2",
        );
        check(
            "\\(O(n \\log n)\\) &amp; <anki-mathjax>x^2</anki-mathjax>",
            "\\(O(n \\log n)\\) & x^2",
        );
        check("&lt;T&gt; &eacute; &#x9762; &nosuch; &", "<T> é 面 &nosuch; &");
    }

    #[test]
    fn nothing_of_a_stranger_is_obeyed_and_what_is_not_shown_is_not_text() {
        check("a<script>alert('b')</script>c<style>d { e: f }</style>", "ac");
        check("<style>never closed { }", "");
        check("a<!-- b --> c", "a c");
        check("<img src=x onerror=alert(1)>Which?", "[image]Which?");
        check("\u{1b}[31mred\u{7}\u{0}\u{9b}2J", "[31mred2J");
        check("a<b", "a");
        check("1 < 2 && 3 > 2", "1 < 2 && 3 > 2");
        assert!(!has_words(&plain("<p><img src=a> <img src=b></p>")));
        assert!(has_words("!= [image]"));
    }

    proptest! {
        #[test]
        fn text_comes_back_from_html_as_it_was(raw in "[ a-c<>&;\n\"'é面{}\\[\\]]{0,40}") {
            let text = raw.trim();
            prop_assert_eq!(plain(&html(text)), text);
        }

        #[test]
        fn what_is_plain_once_is_plain_for_ever(raw in "(<(p|br|li|ul|/ul|pre|/pre|sup|td|tr|/div|div|img)>|&nbsp;|&lt;|[ a\n\t\u{7}]){0,30}") {
            let text = plain(&raw);
            prop_assert_eq!(plain(&html(&text)), &*text, "{}", raw);
        }
    }
}
