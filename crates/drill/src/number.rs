//! Numbers as people write them: `3.5 million`, `120k`, `1,200`, `2e6`, `2 x 10^6`, `86400 * 3`, `3 TB`.
//!
//! What is decided where people differ:
//! - A unit that is written is heeded. `3 TB` is 3000 when GB are wanted, `2 min` is 120 when seconds are.
//! - KB, MB, GB are powers of 1000, and KiB, MiB, GiB powers of 1024. `b` is a bit where bits are wanted.
//! - `M`, `G`, `T` alone are MB, GB, TB where bytes are wanted, and million, billion, trillion elsewhere; `m`
//!   is minutes where a time is wanted, and million elsewhere. `k` is always thousand.
//! - A month is 30 days and a year 365.
//! - Other words after the number (`about 500 machines`) are passed over.

use crate::expr::Expr;

/// The number in the wanted unit.
pub(crate) fn read(text: &str, unit: &str) -> Result<f64, String> {
    let text = without_opening(text);
    if text.is_empty() {
        return Err(format!("Nothing was answered. {}", how(unit)));
    }
    read_amount(text, &Unit::parse(unit), unit)
        .ok_or_else(|| format!("`{}` could not be read. {}", text.trim(), how(unit)))
}

fn how(unit: &str) -> String {
    let unit = if unit.is_empty() { String::new() } else { format!(" of {unit}") };
    format!("Write one number{unit}, such as `1200`, `3.5 million` or `2e6`.")
}

/// `1234567.0` becomes `1.23 million`, as a trace says it.
pub(crate) fn told(value: f64) -> String {
    let size = value.abs();
    for (above, divisor, word) in [
        (1e15, 1e12, " trillion"),
        (1e12, 1e12, " trillion"),
        (1e9, 1e9, " billion"),
        (1e6, 1e6, " million"),
    ] {
        if size >= above {
            return format!("{}{word}", plain(value / divisor));
        }
    }
    plain(value)
}

/// A number of the question: `3.5 million` only where that is all of it.
pub(crate) fn told_exactly(value: f64) -> String {
    let short = told(value);
    let is_whole = read(&short, "").is_ok_and(|back| (back - value).abs() <= value.abs() * 1e-12);
    if is_whole { short } else { value.to_string() }
}

/// Thousands are set off by commas; fractions have three significant digits.
fn plain(value: f64) -> String {
    let size = value.abs();
    if size == 0.0 {
        return "0".into();
    }
    if size < 1e-3 {
        return format!("{value:.2e}");
    }
    let near = value.round();
    if size >= 1000.0 || (value - near).abs() < size * 1e-9 {
        let digits = format!("{:.0}", near.abs());
        let mut text = String::new();
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at) % 3 == 0 {
                text.push(',');
            }
            text.push(digit);
        }
        return if value < 0.0 { format!("-{text}") } else { text };
    }
    let decimals = (2 - size.log10().floor() as i32).max(0) as usize;
    let text = format!("{value:.decimals$}");
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').into() } else { text }
}

/// What people write before a number.
fn without_opening(text: &str) -> &str {
    const WORDS: &[&str] =
        &["approximately", "approx.", "approx", "around", "roughly", "about", "circa", "ca.", "ca"];
    let mut rest = text.trim().trim_end_matches(['.', '!']).trim_end();
    loop {
        let before = rest;
        rest = rest.trim_start_matches(['~', '≈', '=', '$', '€']).trim_start();
        for word in WORDS {
            if rest.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word)) {
                rest = rest[word.len()..].trim_start();
            }
        }
        if rest == before {
            return rest;
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Measure {
    /// In bits.
    Data(f64),
    /// In seconds.
    Time(f64),
    Percent,
    Other,
}

/// A measure, and the seconds that it is per.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Unit {
    pub measure: Measure,
    pub per_s: Option<f64>,
    /// Whether `b` alone means bits.
    pub bits: bool,
    pub words: Vec<String>,
}

impl Unit {
    pub fn parse(text: &str) -> Unit {
        let bits = text.contains("bit") || text.contains("bps");
        let mut unit = Unit { measure: Measure::Other, per_s: None, bits, words: Vec::new() };
        let mut rest = text.trim();
        let first = leading_word(rest);
        if let Some((measure, per_s)) = measure(first, bits, true) {
            unit.measure = measure;
            unit.per_s = per_s;
            rest = &rest[first.len()..];
        }
        unit.words = rest
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_lowercase)
            .collect();
        unit.per_s = unit.per_s.or_else(|| per(rest)).or_else(|| rate_word(first));
        unit
    }
}

pub(crate) fn leading_word(text: &str) -> &str {
    let end = text.find(|c: char| !(c.is_alphabetic() || c == '%')).unwrap_or(text.len());
    &text[..end]
}

/// What a word measures. `wanted`: it is the unit of the question, where `m` and `b` are not short for million
/// and billion.
pub(crate) fn measure(word: &str, bits: bool, wanted: bool) -> Option<(Measure, Option<f64>)> {
    if word == "%" || word.eq_ignore_ascii_case("percent") {
        return Some((Measure::Percent, None));
    }
    let lower = word.to_lowercase();
    let time = match lower.as_str() {
        "ns" | "nanosecond" | "nanoseconds" => Some(1e-9),
        "us" | "µs" | "μs" | "microsecond" | "microseconds" => Some(1e-6),
        "ms" | "msec" | "millisecond" | "milliseconds" | "millis" => Some(1e-3),
        "s" | "sec" | "secs" | "second" | "seconds" => Some(1.0),
        "m" if wanted && word == "m" => Some(60.0),
        "min" | "mins" | "minute" | "minutes" => Some(60.0),
        "h" | "hr" | "hrs" | "hour" | "hours" => Some(3600.0),
        "d" | "day" | "days" => Some(86_400.0),
        "w" | "wk" | "week" | "weeks" => Some(7.0 * 86_400.0),
        "month" | "months" => Some(30.0 * 86_400.0),
        "y" | "yr" | "yrs" | "year" | "years" => Some(365.0 * 86_400.0),
        _ => None,
    };
    if let Some(seconds) = time {
        return Some((Measure::Time(seconds), None));
    }
    data(word, &lower, bits)
}

fn data(word: &str, lower: &str, bits: bool) -> Option<(Measure, Option<f64>)> {
    let (stem, per_s) = match lower.strip_suffix("ps") {
        Some(stem) if stem.ends_with('b') || stem.ends_with("bit") => (stem, Some(1.0)),
        _ => (lower, None),
    };
    for (name, short, power) in [
        ("", "", 0),
        ("kilo", "k", 1),
        ("mega", "m", 2),
        ("giga", "g", 3),
        ("tera", "t", 4),
        ("peta", "p", 5),
        ("exa", "e", 6),
    ] {
        let decimal = 1000_f64.powi(power);
        let binary = 1024_f64.powi(power);
        let rest = |prefix: &str| stem.strip_prefix(prefix);
        let size = match (rest(name), rest(short)) {
            (Some("byte" | "bytes"), _) => Some(8.0 * decimal),
            (Some("bit" | "bits"), _) => Some(decimal),
            // `Gb` beside bits wanted is gigabit; a capital B is always bytes.
            (_, Some("b")) => {
                let is_bit =
                    word.trim_end_matches("ps").ends_with('b') && (bits || per_s.is_some());
                Some(if is_bit { decimal } else { 8.0 * decimal })
            }
            (_, Some("bit" | "bits")) => Some(decimal),
            (_, Some("ib")) if power > 0 => Some(8.0 * binary),
            (_, Some("ibit")) if power > 0 => Some(binary),
            _ => None,
        };
        if let Some(size) = size {
            return Some((Measure::Data(size), per_s));
        }
    }
    None
}

/// The seconds of `/s`, `per day` and `a minute`, wherever it stands.
pub(crate) fn per(rest: &str) -> Option<f64> {
    let lower = rest.to_lowercase();
    let after = ["/", "per ", " a ", " an ", "each ", "every "].iter().find_map(|mark| {
        lower.find(mark).map(|at| lower[at + mark.len()..].trim_start().to_owned())
    });
    let after = after.or_else(|| {
        ["a ", "an "]
            .iter()
            .find_map(|mark| lower.trim_start().strip_prefix(mark).map(str::to_owned))
    })?;
    // `/m` is per minute: nobody writes per million so.
    match measure(leading_word(&after), false, true) {
        Some((Measure::Time(seconds), _)) => Some(seconds),
        _ => None,
    }
}

/// Rates in one word.
pub(crate) fn rate_word(word: &str) -> Option<f64> {
    match word.to_lowercase().as_str() {
        "rps" | "qps" | "tps" | "iops" | "ops" | "wps" => Some(1.0),
        "rpm" | "qpm" => Some(60.0),
        _ => None,
    }
}

/// `None`: not understood.
pub(crate) fn read_amount(text: &str, wanted: &Unit, unit: &str) -> Option<f64> {
    let (mut value, mut rest) = leading_number(text)?;
    // 3-4, 3–4 and 3 to 4 are two numbers.
    if rest.starts_with(['-', '–', '—']) || rest.starts_with("to ") || rest.starts_with("or ") {
        return None;
    }
    let word = leading_word(rest);
    let (scale, taken) = scale(word, wanted);
    value *= scale;
    rest = rest[taken..].trim_start();

    let word = leading_word(rest);
    let given =
        single_letter_data(word, wanted).or_else(|| measure(word, wanted.bits, is_time(wanted)));
    if let Some((measure, per_s)) = given {
        rest = rest[word.len()..].trim_start();
        value *= factor(measure, wanted, unit)?;
        // `2 min 30 s`.
        if matches!(measure, Measure::Time(_)) && rest.starts_with(|c: char| c.is_ascii_digit()) {
            return Some(value + read_amount(rest, wanted, unit)?);
        }
        return Some(value * rate(per_s.or_else(|| per(rest)), wanted));
    }
    if rest.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let per_s = rate_word(word).or_else(|| per(rest));
    Some(value * rate(per_s, wanted))
}

fn is_time(unit: &Unit) -> bool {
    matches!(unit.measure, Measure::Time(_))
}

fn factor(given: Measure, wanted: &Unit, unit: &str) -> Option<f64> {
    match (given, wanted.measure) {
        (Measure::Data(given), Measure::Data(wanted))
        | (Measure::Time(given), Measure::Time(wanted)) => Some(given / wanted),
        (Measure::Percent, Measure::Percent) => Some(1.0),
        (Measure::Percent, _) => {
            matches!(unit, "" | "share" | "fraction" | "ratio" | "probability").then_some(0.01)
        }
        _ => None,
    }
}

/// Brings `per minute` to `per second`. Where one of the two is no rate, the number is taken as it is.
fn rate(given_s: Option<f64>, wanted: &Unit) -> f64 {
    match (given_s, wanted.per_s) {
        (Some(given), Some(wanted)) => wanted / given,
        _ => 1.0,
    }
}

/// `500M` where GB are wanted.
fn single_letter_data(word: &str, wanted: &Unit) -> Option<(Measure, Option<f64>)> {
    let Measure::Data(_) = wanted.measure else { return None };
    let power = ["M", "G", "T", "P"].iter().position(|one| *one == word)?;
    let unit = if wanted.bits { 1.0 } else { 8.0 };
    Some((Measure::Data(unit * 1000_f64.powi(power as i32 + 2)), None))
}

/// How much a word multiplies, and how many bytes of it are used up.
fn scale(word: &str, wanted: &Unit) -> (f64, usize) {
    let is_data = matches!(wanted.measure, Measure::Data(_));
    let lower = word.to_lowercase();
    let whole = match lower.as_str() {
        "k" | "thousand" | "thousands" => 1e3,
        "million" | "millions" | "mio" | "mln" | "mn" => 1e6,
        "m" if !(is_data || is_time(wanted) && word == "m") => 1e6,
        "billion" | "billions" | "bn" | "bln" => 1e9,
        "b" | "g" if !is_data => 1e9,
        "trillion" | "trillions" | "tn" => 1e12,
        "t" if !is_data => 1e12,
        _ => 0.0,
    };
    if whole > 0.0 {
        return (whole, word.len());
    }
    // `5krps`, `12kreq/s`: the letter counts where a known noun follows it.
    const NOUNS: &[&str] = &[
        "rps", "qps", "tps", "iops", "ops", "req", "reqs", "requests", "users", "msg", "msgs",
        "messages", "events", "rows", "writes", "reads",
    ];
    let mut letters = word.chars();
    let scale = match letters.next() {
        Some('k' | 'K') => 1e3,
        Some('M') => 1e6,
        Some('G' | 'B') => 1e9,
        _ => return (1.0, 0),
    };
    let noun = letters.as_str().to_lowercase();
    if NOUNS.contains(&noun.as_str()) || wanted.words.contains(&noun) {
        (scale, 1)
    } else {
        (1.0, 0)
    }
}

/// The number, or the product of numbers, with which a text opens.
pub(crate) fn leading_number(text: &str) -> Option<(f64, &str)> {
    let (sign, text) = match text.strip_prefix(['-', '−']) {
        Some(rest) => (-1.0, rest.trim_start()),
        None => (1.0, text.strip_prefix('+').unwrap_or(text)),
    };
    let (first, mut rest) = digits(text)?;
    let mut formula = first;
    loop {
        let after = rest.trim_start();
        let signs = [
            ("**", "^"),
            ("*", "*"),
            ("×", "*"),
            ("·", "*"),
            ("x ", "*"),
            ("x10", "*"),
            ("^", "^"),
            ("/", "/"),
        ];
        let Some((sign, op)) = signs.iter().find(|(sign, _)| after.starts_with(sign)) else {
            break;
        };
        let after = after[if *sign == "x10" { 1 } else { sign.len() }..].trim_start();
        let Some((next, after)) = digits(after) else { break };
        formula.push_str(op);
        formula.push_str(&next);
        rest = after;
    }
    let value = Expr::parse(&formula).ok()?.value(&|_| None).ok()?;
    Some((sign * value, rest.trim_start()))
}

/// One number without its separators, and what follows.
fn digits(text: &str) -> Option<(String, &str)> {
    const GAPS: &[char] = &[',', '\'', '’', '_', ' ', '\u{a0}', '\u{202f}', '\u{2009}'];
    let mut found = text[..run(text)].to_owned();
    let mut rest = &text[found.len()..];
    // 0,125 has a decimal comma, 1.200.000 has points for commas.
    if !found.is_empty() && found.len() <= 3 && found != "0" {
        let points = group(rest, &['.']).is_some_and(|(_, after)| group(after, &['.']).is_some());
        let gaps = if points { &['.'][..] } else { GAPS };
        while let Some((three, after)) = group(rest, gaps) {
            found.push_str(three);
            rest = after;
        }
    }
    if let Some(after) = rest.strip_prefix(['.', ',']) {
        let length = run(after);
        if length > 0 {
            found = format!("{}.{}", if found.is_empty() { "0" } else { &found }, &after[..length]);
            rest = &after[length..];
        }
    }
    if found.is_empty() {
        return None;
    }
    if let Some(after) = rest.strip_prefix(['e', 'E']) {
        let signed = after.strip_prefix(['+', '-']).unwrap_or(after);
        let length = run(signed);
        if length > 0 {
            let exponent = &after[..after.len() - signed.len() + length];
            found.push('e');
            found.push_str(exponent);
            rest = &signed[length..];
        }
    }
    Some((found, rest))
}

fn run(text: &str) -> usize {
    text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len())
}

/// Exactly three digits after a gap, and what follows.
fn group<'a>(rest: &'a str, gap: &[char]) -> Option<(&'a str, &'a str)> {
    let after = rest.strip_prefix(gap)?;
    (run(after) == 3).then(|| after.split_at(3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, unit: &str, expected: f64) {
        match read(text, unit) {
            Ok(value) => assert!(
                (value - expected).abs() <= expected.abs() * 1e-9,
                "{text:?} in {unit:?}: {value} instead of {expected}"
            ),
            Err(why) => panic!("{text:?} in {unit:?}: {why}"),
        }
    }

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for (text, expected) in [
            ("1200", 1200.0),
            ("1,200", 1200.0),
            ("1 200 000", 1.2e6),
            ("1_200", 1200.0),
            ("1'200", 1200.0),
            ("1.200.000", 1.2e6),
            ("3.5", 3.5),
            ("3,5", 3.5),
            ("0,125", 0.125),
            (".5", 0.5),
            ("120k", 120e3),
            ("120 K", 120e3),
            ("3.5 million", 3.5e6),
            ("3.5M", 3.5e6),
            ("3.5m", 3.5e6),
            ("2bn", 2e9),
            ("1.2 B", 1.2e9),
            ("2e6", 2e6),
            ("2.5E-3", 0.0025),
            ("2 x 10^6", 2e6),
            ("2x10^6", 2e6),
            ("2×10^6", 2e6),
            ("10^6", 1e6),
            ("2*10**6", 2e6),
            ("86400 * 3", 259_200.0),
            ("1/4", 0.25),
            ("~ 500", 500.0),
            ("about 1,200.", 1200.0),
            ("≈ 40 thousand", 40e3),
            ("-5", -5.0),
            ("500 machines", 500.0),
        ] {
            check(text, "", expected);
        }
    }

    #[test]
    fn a_written_unit_is_heeded() {
        for (text, unit, expected) in [
            ("3 TB", "GB", 3000.0),
            ("3TB", "TB", 3.0),
            ("3T", "GB", 3000.0),
            ("500M", "GB", 0.5),
            ("5k GB", "GB", 5000.0),
            ("5k", "GB", 5000.0),
            ("2 million bytes", "MB", 2.0),
            ("1 GiB", "MB", 1_073.741_824),
            ("2 gigabytes", "MB", 2000.0),
            ("2 gb", "GB", 2.0),
            ("8 Gbit/s", "GB/s", 1.0),
            ("8 Gbps", "GB/s", 1.0),
            ("1 GB/s", "Gbit/s", 8.0),
            ("1 Gb/s", "Gbit/s", 1.0),
            ("100 MB/s", "MB/s", 100.0),
            ("100 MBps", "MB/s", 100.0),
            ("6 GB/min", "MB/s", 100.0),
            ("120 ms", "s", 0.12),
            ("2 min", "s", 120.0),
            ("2m", "s", 120.0),
            ("2 min 30 s", "s", 150.0),
            ("1h", "min", 60.0),
            ("3 years", "days", 1095.0),
            ("5k rps", "requests/s", 5000.0),
            ("5krps", "requests/s", 5000.0),
            ("12kreq/s", "requests/s", 12e3),
            ("600 per minute", "requests/s", 10.0),
            ("600 requests a minute", "requests per second", 10.0),
            ("1.2M qps", "queries/s", 1.2e6),
            ("99.9%", "%", 99.9),
            ("99.9", "%", 99.9),
            ("25%", "share", 0.25),
            ("3M", "rows", 3e6),
            ("7", "servers", 7.0),
            ("7 nodes", "servers", 7.0),
        ] {
            check(text, unit, expected);
        }
    }

    #[test]
    fn what_could_be_two_numbers_or_another_unit_is_not_guessed() {
        for (text, unit) in [
            ("", "GB"),
            ("many", "GB"),
            ("3-4", ""),
            ("3 to 4", ""),
            ("3 – 4 TB", "TB"),
            ("3 s", "GB"),
            ("3 GB", "servers"),
            ("50%", "servers"),
            ("three", ""),
        ] {
            let why = read(text, unit).unwrap_err();
            assert!(why.contains("Write one number"), "{text:?}: {why}");
        }
    }

    #[test]
    fn numbers_are_told_in_words_that_are_read_back() {
        for (value, expected) in [
            (0.0, "0"),
            (7.0, "7"),
            (1234.0, "1,234"),
            (0.25, "0.25"),
            (12.345, "12.3"),
            (3.5e6, "3.5 million"),
            (1.234_567e9, "1.23 billion"),
            (2.5e12, "2.5 trillion"),
            (-1500.0, "-1,500"),
        ] {
            assert_eq!(told(value), expected);
            let back = read(expected, "").unwrap();
            assert!((back - value).abs() <= value.abs() * 0.005, "{expected} is read as {back}");
        }
    }
}
