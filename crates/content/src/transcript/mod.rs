//! Reads what was said, from the formats in which people have it: our own JSONL, WebVTT, SRT and
//! plain text. The content decides the format, then the file's ending.
//!
//! | format | turns | times |
//! |---|---|---|
//! | JSONL | one object a line: `at_ms`, `end_ms`, `speaker`, `text` | as given |
//! | WebVTT | a cue; `<v Name>` or `Name:` names who speaks | the cue's |
//! | SRT | a subtitle; `Name:` names who speaks | the subtitle's |
//! | plain text | a paragraph; `Name:` or `[00:12] Name:` names who speaks | counted at 150 words a minute |
//!
//! Who is the interviewer is told by the name ([`speakers`]); text without names is all the
//! candidate's.

mod cues;
mod jsonl;
mod plain;
pub mod speakers;

use greenroom_model::Utterance;
use std::fmt;

/// An hour of speech is about 100 kB; captions with times for each word reach ten times that.
pub const BYTES_MAX: usize = 8 * 1024 * 1024;
/// Captions of a long interview have some 20,000 lines.
const LINES_MAX: usize = 200_000;
/// Every utterance is listened to, a few ms each: this bounds the wait.
pub const UTTERANCES_MAX: usize = 20_000;
/// Times beyond a day are no session's clock, but usually a date in ms.
pub const TIME_MS_MAX: u64 = 24 * 60 * 60 * 1000;
/// How fast people speak, where no times are given.
pub const WORDS_PER_MINUTE: u64 = 150;

/// Why a transcript cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TranscriptError {
    pub file: String,
    /// Counts from 1.
    pub line: Option<usize>,
    pub what: String,
    /// The next step.
    pub next: String,
}

impl fmt::Display for TranscriptError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:", self.file)?;
        if let Some(line) = self.line {
            write!(f, "{line}:")?;
        }
        write!(f, " {}: {}", self.what, self.next)
    }
}

impl std::error::Error for TranscriptError {}

/// What a reader of one format finds wrong; the file's name joins at the edge.
#[derive(Debug)]
struct Fault {
    line: Option<usize>,
    what: String,
    next: String,
}

impl Fault {
    fn new(line: usize, what: impl Into<String>, next: impl Into<String>) -> Fault {
        Fault { line: Some(line), what: what.into(), next: next.into() }
    }

    fn of_file(what: impl Into<String>, next: impl Into<String>) -> Fault {
        Fault { line: None, what: what.into(), next: next.into() }
    }
}

/// Reads a transcript. `name` is the file's name, for messages and its ending. The utterances
/// come in the order of their start, each with words in it.
pub fn read(bytes: &[u8], name: &str) -> Result<Vec<Utterance>, TranscriptError> {
    read_any(bytes, name).map_err(|Fault { line, what, next }| TranscriptError {
        file: name.to_owned(),
        line,
        what,
        next,
    })
}

fn read_any(bytes: &[u8], name: &str) -> Result<Vec<Utterance>, Fault> {
    let text = decode(bytes)?;
    let mut utterances = match Format::of(text, name) {
        Format::Jsonl => jsonl::read(text)?,
        Format::WebVtt => cues::read(text, cues::Dialect::WebVtt)?,
        Format::Srt => cues::read(text, cues::Dialect::Srt)?,
        Format::Plain => plain::read(text)?,
    };
    if utterances.is_empty() {
        return Err(Fault::of_file("nobody says anything", "give a transcript with words in it"));
    }
    if utterances.len() > UTTERANCES_MAX {
        return Err(Fault::of_file(
            format!("{} utterances, more than {UTTERANCES_MAX}", utterances.len()),
            "cut it to one interview",
        ));
    }
    utterances.sort_by_key(|utterance| utterance.at_ms);
    Ok(utterances)
}

fn decode(bytes: &[u8]) -> Result<&str, Fault> {
    if bytes.len() > BYTES_MAX {
        return Err(Fault::of_file(
            format!(
                "{} MB, more than the {} MB of any transcript",
                bytes.len() >> 20,
                BYTES_MAX >> 20
            ),
            "cut it to one interview (an hour of speech is about 0.1 MB)",
        ));
    }
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Err(Fault::new(1, "the text is UTF-16", "save the file as UTF-8"));
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let line_of = |at: usize| bytes[..at].iter().filter(|byte| **byte == b'\n').count() + 1;
    if let Some(at) = bytes.iter().position(|byte| *byte == 0) {
        let next = "give a text file: .jsonl, .vtt, .srt or .txt";
        return Err(Fault::new(line_of(at), "a zero byte, so this is no text", next));
    }
    let lines = bytes.iter().filter(|byte| **byte == b'\n').count();
    if lines > LINES_MAX {
        return Err(Fault::of_file(
            format!("{lines} lines, more than the {LINES_MAX} of any transcript"),
            "cut it to one interview",
        ));
    }
    std::str::from_utf8(bytes).map_err(|error| {
        let at = error.valid_up_to();
        let what = format!("byte 0x{:02x} is not valid UTF-8", bytes[at]);
        Fault::new(line_of(at), what, "save the file as UTF-8")
    })
}

enum Format {
    Jsonl,
    WebVtt,
    Srt,
    Plain,
}

impl Format {
    fn of(text: &str, name: &str) -> Format {
        let mut filled = text.lines().map(str::trim).filter(|line| !line.is_empty());
        let first = filled.next().unwrap_or_default();
        let second = filled.next().unwrap_or_default();
        let is_array = first.starts_with('[') && first[1..].trim_start().starts_with('{')
            || first == "[" && second.starts_with('{');
        let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
        match ending.as_deref() {
            _ if first.starts_with("WEBVTT") => Format::WebVtt,
            _ if first.starts_with('{') || is_array => Format::Jsonl,
            _ if first.contains("-->") || second.contains("-->") => Format::Srt,
            Some("jsonl" | "ndjson" | "json") => Format::Jsonl,
            Some("vtt") => Format::WebVtt,
            Some("srt") => Format::Srt,
            _ => Format::Plain,
        }
    }
}

/// How long it takes to say a text.
fn spoken_ms(text: &str) -> u64 {
    text.split_whitespace().count() as u64 * 60_000 / WORDS_PER_MINUTE
}
