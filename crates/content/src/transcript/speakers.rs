//! Who speaks: names become candidate and interviewer.
//!
//! A name is known by its first word, whatever its case: `Interviewer`, `Q`, `Int`, `Host`, `Them`
//! are the interviewer; `Candidate`, `Me`, `A`, `I`, `Answer`, `Interviewee` are the candidate.
//! Names that are not known are judged by the company they keep:
//! - beside a known interviewer, they are the candidate;
//! - beside a known candidate and no known interviewer, they are interviewers: the candidate's
//!   account must not fill with somebody else's words;
//! - alone, one name is the candidate; among several, the one with the most words is, as
//!   candidates speak most of an interview.
//!
//! Words without a name are the candidate's.

use greenroom_model::Speaker;
use std::collections::BTreeMap;

/// The role that a name tells by itself.
pub fn known(name: &str) -> Option<Speaker> {
    let first = name.split(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty())?;
    match first.to_lowercase().as_str() {
        "interviewer" | "q" | "int" | "host" | "them" => Some(Speaker::Interviewer),
        "candidate" | "me" | "a" | "i" | "answer" | "interviewee" => Some(Speaker::Candidate),
        _ => None,
    }
}

/// Who plays which role among the names of one transcript.
pub(super) struct Roles {
    others: Others,
}

/// What the names that tell nothing by themselves are.
enum Others {
    Candidates,
    Interviewers,
    /// Interviewers, save this one; in lower case.
    Except(Option<String>),
}

impl Roles {
    /// From all turns, each with its speaker, if named, and its words.
    pub fn among<'a>(turns: impl Iterator<Item = (Option<&'a str>, &'a str)>) -> Roles {
        let mut words_by_name: BTreeMap<String, usize> = BTreeMap::new();
        for (name, text) in turns {
            if let Some(name) = name {
                *words_by_name.entry(name.to_lowercase()).or_default() +=
                    text.split_whitespace().count();
            }
        }
        let known: Vec<_> = words_by_name.keys().filter_map(|name| known(name)).collect();
        let others = if known.contains(&Speaker::Interviewer) {
            Others::Candidates
        } else if known.contains(&Speaker::Candidate) {
            Others::Interviewers
        } else {
            let most = words_by_name.into_iter().max_by_key(|(_, words)| *words);
            Others::Except(most.map(|(name, _)| name))
        };
        Roles { others }
    }

    pub fn of(&self, name: Option<&str>) -> Speaker {
        let Some(name) = name else { return Speaker::Candidate };
        known(name).unwrap_or_else(|| match &self.others {
            Others::Candidates => Speaker::Candidate,
            Others::Interviewers => Speaker::Interviewer,
            Others::Except(one) if one.as_deref() == Some(name.to_lowercase().as_str()) => {
                Speaker::Candidate
            }
            Others::Except(_) => Speaker::Interviewer,
        })
    }
}

/// Splits `Name: words`, where the name is known or `is_name` accepts it. Markdown's `**Name:**`
/// and a list's dash before it are passed over.
pub(super) fn split_prefix(line: &str, is_name: impl Fn(&str) -> bool) -> Option<(&str, &str)> {
    let line = line.trim_start_matches(['-', '*', '_', ' ', '\t']);
    let (name, words) = line.split_once(':')?;
    let name = name.trim_end_matches(['*', '_', ' ']);
    let is_short = name.len() <= 40 && name.split_whitespace().count() <= 3;
    let looks_like_one = is_short
        && name.starts_with(|c: char| c.is_alphabetic())
        && (words.is_empty() || words.starts_with([' ', '\t', '*', '_']));
    if !looks_like_one || !(is_known_label(name) || is_name(name)) {
        return None;
    }
    Some((name, words.trim_start_matches(['*', '_']).trim()))
}

/// `A:` is a speaker, `A thing:` is the begin of a sentence. Longer names than one word count
/// where they are a known one with a number or a remark: `Interviewer 2`, `Host (Dana)`.
fn is_known_label(name: &str) -> bool {
    let mut words = name.split_whitespace();
    let first = words.next().unwrap_or_default();
    known(first).is_some()
        && words
            .all(|word| word.starts_with('(') || word.ends_with(')') || word.parse::<u32>().is_ok())
}
