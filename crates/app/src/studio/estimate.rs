//! Numbers that a candidate stated, beside those that a problem can be estimated by.
//!
//! Only what is clear counts: a clause names what is estimated, as content says that people name it, and states one
//! number with the unit. All else is not assessed.

use greenroom_drill::{stated_number, told_number};
use greenroom_model::{EstimateSeen, Quote};
use greenroom_simulate::Estimate;

/// `said` is who spoke when, in order. The last clear statement counts: earlier ones may have been mended.
pub fn seen<'a>(
    estimate: &Estimate,
    said: impl DoubleEndedIterator<Item = (u64, &'a str)>,
) -> EstimateSeen {
    let stated = said.rev().find_map(|(at_ms, text)| {
        let (value, quote) = stated(estimate, text)?;
        Some((value, Quote { text: quote.to_owned(), at_ms }))
    });
    let wanted = format!("{} {}", told_number(estimate.value), estimate.unit);
    let (value, quote) = stated.map_or((None, None), |(value, quote)| (Some(value), Some(quote)));
    let holds = value.map(|value| estimate.is_met_by(value));
    let says = match (value, holds) {
        (Some(value), Some(true)) => {
            format!("About {} {}; it is {wanted}.", told_number(value), estimate.unit)
        }
        (Some(value), _) => format!(
            "You said about {} {}; it is {wanted}, more than twice off.",
            told_number(value),
            estimate.unit
        ),
        (None, _) => format!("No number was clearly stated for it; it is {wanted}."),
    };
    EstimateSeen {
        id: estimate.id.clone(),
        unit: estimate.unit.clone(),
        value: estimate.value,
        stated: value,
        quote,
        holds,
        says,
    }
}

/// The last clause, or sentence, of a text that states it, letter for letter.
fn stated<'a>(estimate: &Estimate, text: &'a str) -> Option<(f64, &'a str)> {
    sentences(text).into_iter().rev().find_map(|sentence| {
        let clauses = clauses(sentence).into_iter().rev();
        clauses.chain([sentence]).find_map(|part| {
            let names = estimate.heard_as.iter().any(|phrase| names(part, phrase));
            let value = names.then(|| stated_number(part, &estimate.unit)).flatten()?;
            Some((value, part))
        })
    })
}

/// Whether the words of a phrase stand in a text in their order.
fn names(text: &str, phrase: &str) -> bool {
    let words = plain(text);
    let mut words = words.iter();
    let wanted = plain(phrase);
    !wanted.is_empty() && wanted.iter().all(|wanted| words.any(|word| word == wanted))
}

/// Words without their endings; `a second` and `/s` are `per second`.
fn plain(text: &str) -> Vec<String> {
    let text = text.to_lowercase().replace("/s", " per second").replace("/day", " per day");
    let mut words: Vec<String> = text
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| word.strip_suffix('s').filter(|stem| stem.len() > 2).unwrap_or(word).to_owned())
        .collect();
    for at in 1..words.len() {
        let is_time =
            matches!(words[at].as_str(), "second" | "minute" | "hour" | "day" | "month" | "year");
        if is_time && matches!(words[at - 1].as_str(), "a" | "an" | "each" | "every") {
            words[at - 1] = "per".into();
        }
    }
    words
}

fn sentences(text: &str) -> Vec<&str> {
    cut(text, |letter| matches!(letter, '.' | '?' | '!' | '\n' | ';'))
}

fn clauses(text: &str) -> Vec<&str> {
    cut(text, |letter| matches!(letter, ',' | ':' | '–' | '—'))
}

/// At marks that space follows, so that `1,000` and `2.5` stay whole.
fn cut(text: &str, is_mark: fn(char) -> bool) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let is_end = letters.peek().is_none_or(|(_, next)| next.is_whitespace());
        if is_mark(letter) && (is_end || letter == '\n') {
            parts.push(&text[start..at]);
            start = at + letter.len_utf8();
        }
    }
    parts.push(&text[start..]);
    parts.into_iter().map(str::trim).filter(|part| !part.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn redirects() -> Estimate {
        Estimate {
            id: "redirects".into(),
            value: 4_000.0,
            unit: "requests/s".into(),
            heard_as: vec!["redirects per second".into(), "clicks per second".into()],
        }
    }

    #[track_caller]
    fn check(said: &[&str], holds: Option<bool>, quote: Option<&str>) {
        let said = said.iter().enumerate().map(|(at, text)| (at as u64 * 1_000, *text));
        let seen = seen(&redirects(), said.collect::<Vec<_>>().into_iter());
        assert_eq!(
            (seen.holds, seen.quote.as_ref().map(|quote| quote.text.as_str())),
            (holds, quote),
            "{seen:?}"
        );
    }

    #[test]
    fn a_clear_number_is_held_against_the_problems_within_a_factor_of_two() {
        check(
            &[
                "Well, a hundred million links a month, so call it four thousand redirects a second. Fine.",
            ],
            Some(true),
            Some("so call it four thousand redirects a second"),
        );
        check(
            &["That is 2,000 clicks/s at noon."],
            Some(true),
            Some("That is 2,000 clicks/s at noon"),
        );
        check(
            &["I get 40 redirects per second"],
            Some(false),
            Some("I get 40 redirects per second"),
        );
        check(
            &["I get 8,100 redirects per second"],
            Some(false),
            Some("I get 8,100 redirects per second"),
        );
    }

    #[test]
    fn the_last_clear_statement_counts() {
        check(
            &[
                "40 redirects per second.",
                "No, wait, 4,000 redirects per second.",
                "That is a lot of redirects.",
            ],
            Some(true),
            Some("4,000 redirects per second"),
        );
    }

    #[test]
    fn what_is_unclear_is_not_assessed() {
        for said in [
            "",
            "Many redirects per second.",
            "4,000 a second",
            "Creates are 40 a second and redirects are 4,000 a second",
            "The redirects take 20 ms.",
            "Maybe 3 or 4 thousand redirects per second",
        ] {
            check(&[said], None, None);
        }
    }

    #[test]
    fn what_is_said_of_it_names_both_numbers() {
        let told = |text: &str| seen(&redirects(), [(0, text)].into_iter()).says;
        assert_eq!(
            told("3k redirects a second"),
            "About 3,000 requests/s; it is 4,000 requests/s."
        );
        assert_eq!(
            told("40 redirects a second"),
            "You said about 40 requests/s; it is 4,000 requests/s, more than twice off."
        );
        assert_eq!(told("no idea"), "No number was clearly stated for it; it is 4,000 requests/s.");
    }
}
