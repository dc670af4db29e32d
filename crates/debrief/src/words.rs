//! Numbers and lists as people write them.

use jiff::{Timestamp, tz::TimeZone};

/// A reading of the session's clock: `14:02`, and `72:40` beyond the hour.
pub fn clock(ms: u64) -> String {
    let seconds = ms / 1000;
    format!("{:02}:{:02}", seconds / 60, seconds % 60)
}

/// A wall time in UTC: `24 November 2026, 09:30 UTC`.
pub fn moment(unix_ms: u64) -> String {
    i64::try_from(unix_ms)
        .ok()
        .and_then(|ms| Timestamp::from_millisecond(ms).ok())
        .map(|at| at.to_zoned(TimeZone::UTC).strftime("%-d %B %Y, %H:%M UTC").to_string())
        .unwrap_or_else(|| "at an unknown time".to_owned())
}

/// `1 point`, `3 points`.
pub fn count(number: usize, one: &str) -> String {
    if number == 1 { format!("1 {one}") } else { format!("{number} {one}s") }
}

/// A number without needless decimals: `10`, `7.5`.
pub fn number(value: f64) -> String {
    let tenths = (value * 10.0).round() / 10.0;
    // Adding zero turns a negative zero into a plain one.
    format!("{}", tenths + 0.0)
}

/// `a`, `a and b`, `a, b and c`.
pub fn list(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [many @ .., last] => format!("{} and {last}", many.join(", ")),
    }
}

/// `Sees it.` becomes `sees it`: a sentence of the rubric inside one of ours.
pub fn inside(sentence: &str) -> String {
    let sentence = sentence.trim().trim_end_matches('.');
    let mut chars = sentence.chars();
    match (chars.next(), chars.next()) {
        // An acronym or "I" keeps its capital.
        (Some(first), Some(second)) if second.is_lowercase() => {
            first.to_lowercase().chain(sentence.chars().skip(1)).collect()
        }
        _ => sentence.to_owned(),
    }
}

/// `sees it` becomes `Sees it.`, and what ends in a mark already stays as it is.
pub fn sentence(text: &str) -> String {
    let text = text.trim();
    let mut whole: String = text.chars().take(1).flat_map(char::to_uppercase).collect();
    whole.extend(text.chars().skip(1));
    if !whole.is_empty() && !whole.ends_with(['.', '?', '!', '…', '”', '"']) {
        whole.push('.');
    }
    whole
}
