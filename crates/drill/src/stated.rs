//! Numbers within what somebody says: `so that's about four thousand redirects a second`.
//!
//! Stricter than an answer in a field, where the question says what is meant: here the unit has to be said, and
//! what could be read in two ways is not read at all.

use super::number::{
    Measure, Unit, leading_number, leading_word, measure, per, rate_word, read_amount,
};

/// The number of this unit that a clause states. `None`: none, or it is not clear which.
pub(crate) fn read(clause: &str, unit: &str) -> Option<f64> {
    let wanted = Unit::parse(unit);
    let clause = in_digits(clause);
    let mut found: Vec<f64> = Vec::new();
    for start in starts(&clause) {
        let text = &clause[start..];
        let Some((_, rest)) = leading_number(text) else { continue };
        // What belongs to this number ends where the next begins.
        let end = rest.find(|c: char| c.is_ascii_digit()).unwrap_or(rest.len());
        let text = &text[..offset(text, rest) + end];
        let rest = &rest[..end];
        if is_vague(&clause[..start], rest) {
            return None;
        }
        if says(rest, &wanted) {
            found.push(read_amount(text, &wanted, unit)?);
        }
    }
    let last = *found.last()?;
    // A step of the arithmetic beside its result is the same number; anything else is another.
    found.iter().all(|one| (last / one).abs() <= 1.5 && (one / last).abs() <= 1.5).then_some(last)
}

/// Where `part`, a slice of `whole`, begins in it.
fn offset(whole: &str, part: &str) -> usize {
    part.as_ptr() as usize - whole.as_ptr() as usize
}

/// Where numbers begin that stand by themselves: not the 2 of `s3-2` or of `http2`.
fn starts(text: &str) -> Vec<usize> {
    let mut found = Vec::new();
    let mut before = ' ';
    let mut until = 0;
    for (at, letter) in text.char_indices() {
        if letter.is_ascii_digit() && at >= until && !before.is_alphanumeric() && before != '.' {
            found.push(at);
            if let Some((_, rest)) = leading_number(&text[at..]) {
                until = at + offset(&text[at..], rest);
            }
        }
        before = letter;
    }
    found
}

/// `3 or 4`, `between 3 and 4`, `2 dozen`: a number, and not this one.
fn is_vague(before: &str, rest: &str) -> bool {
    const UNREAD: &[&str] = &["dozen", "dozens", "lakh", "crore", "hundred", "hundreds", "percent"];
    let word = leading_word(rest).to_lowercase();
    let mut words = before.split_whitespace().rev();
    let is_range = match words.next() {
        Some("or" | "to" | "and") => words
            .next()
            .is_some_and(|one| one == "one" || one.starts_with(|c: char| c.is_ascii_digit())),
        _ => false,
    };
    is_range
        || UNREAD.contains(&word.as_str())
        || rest.starts_with("or ")
        || rest.starts_with("to ")
}

/// Whether what follows a number says the wanted unit.
fn says(rest: &str, wanted: &Unit) -> bool {
    const WORDS: [&str; 4] = ["thousand", "million", "billion", "trillion"];
    const SHORT: [&str; 5] = ["k", "m", "bn", "b", "t"];
    let mut after = rest;
    let first = leading_word(after);
    let is_data = matches!(wanted.measure, Measure::Data(_));
    let scale = first.to_lowercase();
    // `3 m` of data are no million.
    if WORDS.contains(&scale.as_str()) || (!is_data && SHORT.contains(&scale.as_str())) {
        after = after[first.len()..].trim_start();
    }
    let word = leading_word(after);
    let given = measure(word, wanted.bits, false);
    let rate = given.and_then(|(_, rate)| rate).or_else(|| rate_word(word)).or_else(|| per(after));
    if wanted.per_s.is_some() != rate.is_some() {
        return false;
    }
    match (wanted.measure, given) {
        (Measure::Data(_), Some((Measure::Data(_), _)))
        | (Measure::Time(_), Some((Measure::Time(_), _)))
        | (Measure::Percent, Some((Measure::Percent, _))) => true,
        // A plain count says what it counts; a rate may count anything but bytes and time.
        (Measure::Other, None) => wanted.per_s.is_some() || names(after, &wanted.words),
        _ => false,
    }
}

fn names(after: &str, words: &[String]) -> bool {
    let stem = |word: &str| word.to_lowercase().trim_end_matches('s').to_owned();
    let mut near =
        after.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).take(4);
    near.any(|word| words.iter().any(|wanted| stem(wanted) == stem(word)))
}

/// Numbers in words become digits: `a hundred million`, `sixty-two`, `two and a half thousand`.
fn in_digits(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut out: Vec<String> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        match spelled(&words[at..]) {
            Some((value, taken)) => {
                let last = words[at + taken - 1];
                let end = last.trim_end_matches(|c: char| !c.is_alphanumeric());
                out.push(format!("{value}{}", &last[end.len()..]));
                at += taken;
            }
            None => {
                let word = words[at];
                // Said so in speech.
                out.push(if matches!(word, "mil" | "mill") {
                    "million".into()
                } else {
                    word.into()
                });
                at += 1;
            }
        }
    }
    out.join(" ")
}

/// The number that words begin with, and how many of them it takes.
fn spelled(words: &[&str]) -> Option<(f64, usize)> {
    let word = |at: usize| {
        words.get(at).map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase())
    };
    let ends = |at: usize| words[at].ends_with(|c: char| !c.is_alphanumeric());
    let (mut whole, mut part, mut at) = (0.0, 0.0, 0);
    let first = word(0)?;
    let opens = match first.as_str() {
        "a" | "an" | "one" => word(1).is_some_and(|next| scale(&next).is_some()),
        "half" => {
            word(1).as_deref() == Some("a") && word(2).is_some_and(|next| scale(&next).is_some())
        }
        _ => small(&first).is_some(),
    };
    if !opens {
        return None;
    }
    if first == "half" {
        (part, at) = (0.5, 2);
    }
    while let Some(next) = word(at) {
        if let Some(value) =
            small(&next).or((at == 0 && matches!(&*next, "a" | "an")).then_some(1.0))
        {
            part += value;
        } else if let Some(by) = scale(&next) {
            if by == 100.0 {
                part *= by;
            } else if part > 0.0 {
                whole += part * by;
                part = 0.0;
            } else {
                // `two thousand million`.
                whole *= by;
            }
        } else if next == "and"
            && word(at + 1).as_deref() == Some("a")
            && word(at + 2).as_deref() == Some("half")
        {
            part += 0.5;
            at += 2;
        } else if next == "and"
            && at > 0
            && word(at + 1).is_some_and(|one| small(&one).is_some())
            && part >= 100.0
        {
            // Two hundred and fifty.
        } else {
            break;
        }
        at += 1;
        if ends(at - 1) {
            break;
        }
    }
    Some((whole + part, at))
}

fn small(word: &str) -> Option<f64> {
    const ONES: [&str; 20] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    const TENS: [&str; 8] =
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    let ones = |word: &str| ONES.iter().position(|one| *one == word).map(|at| at as f64);
    let tens =
        |word: &str| TENS.iter().position(|one| *one == word).map(|at| (at + 2) as f64 * 10.0);
    if let Some((ten, one)) = word.split_once('-') {
        return Some(tens(ten)? + ones(one).filter(|one| (1.0..10.0).contains(one))?);
    }
    ones(word).or_else(|| tens(word))
}

fn scale(word: &str) -> Option<f64> {
    match word {
        "hundred" => Some(100.0),
        "thousand" | "grand" => Some(1e3),
        "million" | "mil" | "mill" => Some(1e6),
        "billion" => Some(1e9),
        "trillion" => Some(1e12),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(clause: &str, unit: &str, expected: impl Into<Option<f64>>) {
        let expected = expected.into();
        let read = read(clause, unit);
        let is_near = match (read, expected) {
            (Some(read), Some(expected)) => (read - expected).abs() <= expected.abs() * 1e-3,
            (read, expected) => read == expected,
        };
        assert!(is_near, "{clause}: {read:?}, not {expected:?}");
    }

    #[test]
    fn a_rate_is_read_with_its_unit_in_digits_and_in_words() {
        check("so about 4,000 redirects per second", "requests/s", 4_000.0);
        check("call it four thousand a second", "requests/s", 4_000.0);
        check("that's 4k rps at the peak", "requests/s", 4_000.0);
        check("a hundred million new links a month", "requests/s", 38.58);
        check("a billion clicks a day", "clicks/s", 11_574.0);
        check("sixty-two reads a second", "reads/s", 62.0);
        check("two hundred and fifty writes per second", "writes/s", 250.0);
        check("two and a half million a day", "requests/s", 28.94);
        check("half a million requests per minute", "requests/s", 8_333.0);
        check("twelve k per second", "requests/s", 12_000.0);
        check("roughly 40/s", "requests/s", 40.0);
        check("ten mil people a day", "requests/s", 115.7);
    }

    #[test]
    fn storage_and_bandwidth_need_their_bytes() {
        check("so three terabytes over five years", "TB", 3.0);
        check("that's 500 GB", "TB", 0.5);
        check("about 500 GB a day", "TB", None);
        check("we send 40 MB per second", "MB/s", 40.0);
        check("we send 320 megabits per second", "MB/s", 40.0);
        check("3 million rows", "TB", None);
        check("it is 12 TB per second", "requests/s", None);
    }

    #[test]
    fn a_count_needs_what_it_counts() {
        check("so 500 thousand open connections", "connections", 500_000.0);
        check("fifty machines", "servers", None);
        check("we hold two million sockets", "connections", None);
    }

    #[test]
    fn what_is_unclear_is_not_read() {
        check("nothing here", "requests/s", None);
        check("a lot of requests per second", "requests/s", None);
        check("forty a second times a hundred is 4,000 a second", "requests/s", None);
        check("3 or 4 thousand a second", "requests/s", None);
        check("one or two per second", "requests/s", None);
        check("two dozen a second", "requests/s", None);
        check("in region eu-1 we see http2 traffic per second", "requests/s", None);
        check("a second thought", "requests/s", None);
        check("for one second", "requests/s", None);
        // A step beside its result.
        check("100 million a month, so 40 a second", "requests/s", 40.0);
    }
}
