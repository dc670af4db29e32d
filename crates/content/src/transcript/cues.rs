//! Captions: WebVTT (W3C, "WebVTT: The Web Video Text Tracks Format") and SRT, which differ in
//! the header, the decimal mark and little else.
//!
//! Captions cut sentences to fit a screen. A cue that goes on where the same speaker's last cue
//! stopped in the middle of a sentence is therefore joined to it.

use super::speakers::{self, Roles};
use super::{Fault, TIME_MS_MAX};
use greenroom_model::Utterance;
use std::collections::HashMap;

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Dialect {
    WebVtt,
    Srt,
}

/// A longer silence ends an utterance even in the middle of a sentence.
const PAUSE_MS_MAX: u64 = 1_500;
/// Recognisers that set no full stops would otherwise make one utterance of an hour.
const JOINED_WORDS_MAX: usize = 60;

struct Cue {
    at_ms: u64,
    end_ms: u64,
    name: Option<String>,
    text: String,
}

pub(super) fn read(text: &str, dialect: Dialect) -> Result<Vec<Utterance>, Fault> {
    let mut cues = Vec::new();
    for block in blocks(text) {
        read_block(&block, dialect, &mut cues)?;
    }
    settle_plain_names(&mut cues);
    let roles = Roles::among(cues.iter().map(|cue| (cue.name.as_deref(), cue.text.as_str())));
    Ok(join(cues)
        .into_iter()
        .map(|Cue { at_ms, end_ms, name, text }| Utterance {
            at_ms,
            end_ms,
            speaker: roles.of(name.as_deref()),
            text,
        })
        .collect())
}

/// Runs of filled lines, each line with its number.
fn blocks(text: &str) -> Vec<Vec<(usize, &str)>> {
    let mut blocks = vec![Vec::new()];
    for (at, line) in text.lines().enumerate() {
        let line = line.trim();
        if !line.is_empty() {
            blocks.last_mut().expect("one from the start").push((at + 1, line));
        } else if blocks.last().is_some_and(|block| !block.is_empty()) {
            blocks.push(Vec::new());
        }
    }
    blocks.retain(|block| !block.is_empty());
    blocks
}

fn read_block(block: &[(usize, &str)], dialect: Dialect, cues: &mut Vec<Cue>) -> Result<(), Fault> {
    let (first_number, first) = block[0];
    if dialect == Dialect::WebVtt {
        let word = first.split([' ', '\t', ':']).next().unwrap_or_default();
        if matches!(word, "WEBVTT" | "NOTE" | "STYLE" | "REGION") {
            // A header may be followed at once by its first cue.
            let Some(at) = block.iter().position(|(_, line)| is_timing(line)) else {
                return Ok(());
            };
            if word != "WEBVTT" || at == 0 {
                return Ok(());
            }
            return read_block(&block[at..], dialect, cues);
        }
    }
    // An identifier may stand before the times.
    let timing = match block {
        [(_, line), ..] if is_timing(line) => 0,
        [_, (_, line), ..] if is_timing(line) => 1,
        _ => {
            let form = match dialect {
                Dialect::WebVtt => "00:01:02.000 --> 00:01:05.500",
                Dialect::Srt => "00:01:02,000 --> 00:01:05,500",
            };
            return Err(Fault::new(
                first_number,
                format!("text without times: `{}`", start_of(first)),
                format!("put a line such as `{form}` before it"),
            ));
        }
    };
    let (number, line) = block[timing];
    let (at_ms, end_ms) = read_timing(number, line)?;
    let mut spoken: Vec<(Option<String>, String)> = Vec::new();
    for (_, line) in &block[timing + 1..] {
        for (name, words) in voices(line, dialect) {
            match spoken.last_mut() {
                Some((_, text)) if name.is_none() => {
                    text.push(' ');
                    text.push_str(&words);
                }
                _ => spoken.push((name, words)),
            }
        }
    }
    for (name, text) in spoken {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if !text.is_empty() {
            cues.push(Cue { at_ms, end_ms, name, text });
        }
    }
    Ok(())
}

fn is_timing(line: &str) -> bool {
    line.contains("-->")
}

fn read_timing(number: usize, line: &str) -> Result<(u64, u64), Fault> {
    let (from, to) = line.split_once("-->").unwrap_or_default();
    // WebVTT's settings follow the second time.
    let to = to.split_whitespace().next().unwrap_or_default();
    let read = |time: &str| {
        read_time(time.trim()).ok_or_else(|| {
            Fault::new(
                number,
                format!("`{}` is no time", start_of(time.trim())),
                "write hours:minutes:seconds, such as 00:01:02.000",
            )
        })
    };
    let (at_ms, end_ms) = (read(from)?, read(to)?);
    if end_ms < at_ms {
        return Err(Fault::new(number, "it ends before it begins", "correct the two times"));
    }
    if end_ms > TIME_MS_MAX {
        return Err(Fault::new(
            number,
            "a time of more than a day",
            "count from the interview's start",
        ));
    }
    Ok((at_ms, end_ms))
}

/// `[[hours:]minutes:]seconds[.fraction]`, the fraction after a point or a comma.
pub(super) fn read_time(time: &str) -> Option<u64> {
    let (whole, fraction) = time.split_once(['.', ',']).unwrap_or((time, "0"));
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let parts: Vec<&str> = whole.split(':').collect();
    if parts.len() < 2 || parts.len() > 3 || !is_digits(fraction) {
        return None;
    }
    let mut seconds: u64 = 0;
    for part in parts {
        if !is_digits(part) || part.len() > 6 {
            return None;
        }
        seconds = seconds * 60 + part.parse::<u64>().ok()?;
    }
    let millis: u64 = format!("{fraction:0<3}")[..3].parse().ok()?;
    Some(seconds * 1000 + millis)
}

/// The words of one line by who says them: WebVTT's `<v Name>`, else a `Name:` at its start.
fn voices(line: &str, dialect: Dialect) -> Vec<(Option<String>, String)> {
    let mut said: Vec<(Option<String>, String)> = vec![(None, String::new())];
    let mut rest = line;
    while let Some((before, after)) = rest.split_once('<') {
        said.last_mut().expect("one from the start").1.push_str(before);
        let Some((tag, after)) = after.split_once('>') else {
            // No tag: somebody said "less than".
            said.last_mut().expect("one from the start").1.push('<');
            rest = after;
            continue;
        };
        if let Some(name) = voice_name(tag) {
            said.push((Some(unescape(name)), String::new()));
        }
        rest = after;
    }
    said.last_mut().expect("one from the start").1.push_str(rest);
    if said.len() > 1 && said[0].1.trim().is_empty() {
        said.remove(0);
    }
    for (_, words) in &mut said {
        if dialect == Dialect::WebVtt {
            *words = unescape(words);
        }
    }
    said
}

/// The annotation of a voice tag: `v Dana`, `v.loud Dana`.
fn voice_name(tag: &str) -> Option<&str> {
    let (kind, name) = tag.split_once([' ', '\t'])?;
    (kind == "v" || kind.starts_with("v.")).then(|| name.trim()).filter(|name| !name.is_empty())
}

fn unescape(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&nbsp;", " ")
        .replace("&lrm;", "")
        .replace("&rlm;", "")
        .replace("&amp;", "&")
}

/// Takes `Name:` off cues without a voice tag, where the name is known or comes more than once.
fn settle_plain_names(cues: &mut [Cue]) {
    let mut times_seen: HashMap<String, usize> = HashMap::new();
    let any = |_: &str| true;
    for cue in cues.iter().filter(|cue| cue.name.is_none()) {
        if let Some((name, _)) = speakers::split_prefix(&cue.text, any) {
            *times_seen.entry(name.to_owned()).or_default() += 1;
        }
    }
    let comes_again = |name: &str| times_seen.get(name).is_some_and(|times| *times > 1);
    for cue in cues.iter_mut().filter(|cue| cue.name.is_none()) {
        if let Some((name, words)) = speakers::split_prefix(&cue.text, comes_again) {
            (cue.name, cue.text) = (Some(name.to_owned()), words.to_owned());
        }
    }
}

fn join(cues: Vec<Cue>) -> Vec<Cue> {
    let mut joined: Vec<Cue> = Vec::new();
    for cue in cues.into_iter().filter(|cue| !cue.text.is_empty()) {
        match joined.last_mut() {
            Some(last) if goes_on(last, &cue) => {
                last.text.push(' ');
                last.text.push_str(&cue.text);
                last.end_ms = last.end_ms.max(cue.end_ms);
            }
            _ => joined.push(cue),
        }
    }
    joined
}

fn goes_on(last: &Cue, cue: &Cue) -> bool {
    last.name == cue.name
        && !last.text.ends_with(['.', '?', '!', '…', '"', '”'])
        && cue.at_ms.saturating_sub(last.end_ms) <= PAUSE_MS_MAX
        && last.text.split_whitespace().count() < JOINED_WORDS_MAX
}

fn start_of(text: &str) -> String {
    text.chars().take(40).collect()
}
