//! Plain text: `Name: words`, or words alone.
//!
//! A speaker's prefix begins an utterance and an empty line ends one. Between names, lines belong
//! together; in a text without any name each line is an utterance, unless it is plainly the
//! wrapped rest of the line before. Long paragraphs are cut at sentence ends, so that a quote's
//! time says roughly when. Times are counted at 150 words a minute where none are given.

use super::speakers::{self, Roles};
use super::{Fault, TIME_MS_MAX, cues, spoken_ms};
use greenroom_model::Utterance;
use std::collections::HashMap;

/// A sentence end after this many words ends an utterance.
const WORDS_WANTED: usize = 40;
/// Text without full stops is cut here.
const WORDS_MAX: usize = 200;
/// A line shorter than this was not wrapped by an editor.
const WRAPPED_CHARS_MIN: usize = 50;

struct Turn {
    name: Option<String>,
    at_ms: Option<u64>,
    text: String,
}

pub(super) fn read(text: &str) -> Result<Vec<Utterance>, Fault> {
    let turns = turns(text)?;
    let roles = Roles::among(turns.iter().map(|turn| (turn.name.as_deref(), turn.text.as_str())));
    let mut now_ms = 0;
    let mut utterances = Vec::new();
    for Turn { name, at_ms, text } in &turns {
        now_ms = at_ms.unwrap_or(now_ms);
        for piece in cut(text) {
            let end_ms = now_ms + spoken_ms(piece);
            let speaker = roles.of(name.as_deref());
            utterances.push(Utterance { at_ms: now_ms, end_ms, speaker, text: piece.to_owned() });
            now_ms = end_ms;
        }
    }
    Ok(utterances)
}

fn turns(text: &str) -> Result<Vec<Turn>, Fault> {
    let lines: Vec<(Option<u64>, &str)> =
        text.lines().map(|line| split_time(line.trim())).collect();
    let names = names(&lines);
    let is_name = |name: &str| names.contains_key(name);
    let is_dialogue = lines.iter().any(|(_, line)| speakers::split_prefix(line, is_name).is_some());

    let mut turns: Vec<Turn> = Vec::new();
    let mut name: Option<String> = None;
    let mut after_gap = true;
    for (at, (time, line)) in lines.iter().enumerate() {
        if time.is_some_and(|ms| ms > TIME_MS_MAX) {
            let next = "count times from the start of the interview";
            return Err(Fault::new(at + 1, "a time of more than a day", next));
        }
        if line.is_empty() && time.is_none() {
            after_gap = true;
            continue;
        }
        let prefix = speakers::split_prefix(line, is_name);
        if let Some((who, _)) = prefix {
            name = Some(who.to_owned());
        }
        let words = prefix.map_or(*line, |(_, words)| words);
        match turns.last_mut() {
            Some(turn)
                if prefix.is_none()
                    && time.is_none()
                    && !after_gap
                    && (is_dialogue || is_wrapped(&turn.text, words)) =>
            {
                turn.text.push(' ');
                turn.text.push_str(words);
            }
            _ => turns.push(Turn { name: name.clone(), at_ms: *time, text: words.to_owned() }),
        }
        after_gap = false;
    }
    Ok(turns)
}

/// Words before a colon that are taken for a name because they come more than once.
fn names<'a>(lines: &[(Option<u64>, &'a str)]) -> HashMap<&'a str, usize> {
    let mut seen: HashMap<&str, usize> = HashMap::new();
    for (_, line) in lines {
        if let Some((name, _)) = speakers::split_prefix(line, |_| true) {
            *seen.entry(name).or_default() += 1;
        }
    }
    seen.retain(|name, times| *times > 1 && name.starts_with(char::is_uppercase));
    seen
}

/// Takes a time off the start of a line: `[00:01:02] words`, `(1:02) words`, `01:02 words`.
fn split_time(line: &str) -> (Option<u64>, &str) {
    let bare = line.trim_start_matches(['[', '(']);
    let end = bare
        .find(|c: char| !c.is_ascii_digit() && !matches!(c, ':' | '.' | ','))
        .unwrap_or(bare.len());
    match cues::read_time(bare[..end].trim_end_matches(['.', ','])) {
        Some(ms) => (Some(ms), bare[end..].trim_start_matches([']', ')', ' ', '\t', '-'])),
        None => (None, line),
    }
}

fn is_wrapped(before: &str, line: &str) -> bool {
    before.len() >= WRAPPED_CHARS_MIN
        && !before.ends_with(['.', '?', '!', '…', ':'])
        && line.starts_with(char::is_lowercase)
}

/// Pieces of about the wanted length, letter for letter.
fn cut(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let (mut from, mut words) = (0, 0);
    for (at, word) in words_with_place(text) {
        words += 1;
        let ends_sentence = word.trim_end_matches(['"', '”', ')']).ends_with(['.', '?', '!', '…']);
        if (ends_sentence && words >= WORDS_WANTED) || words >= WORDS_MAX {
            pieces.push(text[from..at + word.len()].trim());
            (from, words) = (at + word.len(), 0);
        }
    }
    pieces.push(text[from..].trim());
    pieces.retain(|piece| !piece.is_empty());
    pieces
}

fn words_with_place(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let start = text.as_ptr() as usize;
    text.split_whitespace().map(move |word| (word.as_ptr() as usize - start, word))
}
