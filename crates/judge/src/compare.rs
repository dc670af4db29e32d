//! Kattis' default output validator: token by token, with tolerances where the package asks for
//! them. Beyond its yes or no, the first difference is pointed at.

use serde::{Deserialize, Serialize};

/// How outputs are compared. Defaults are the format's: spaces and letters' case do not matter.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Comparison {
    case_sensitive: bool,
    space_change_sensitive: bool,
    absolute: Option<f64>,
    relative: Option<f64>,
    /// White space at the very end does not matter even where other white space does.
    lenient_end: bool,
}

/// The first place where an output is not as expected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difference {
    /// In the output that was judged, from 1.
    pub line: u64,
    /// In characters, from 1.
    pub column: u64,
    /// The corresponding line of the answer.
    pub expected_line: u64,
    /// In words, in one sentence without a full stop.
    pub says: String,
    /// What stands there, with what is around it.
    pub expected: String,
    pub got: String,
}

impl Comparison {
    /// As answers of our drivers are compared: byte by byte, but for the very end.
    pub fn exact() -> Comparison {
        Comparison {
            case_sensitive: true,
            space_change_sensitive: true,
            lenient_end: true,
            ..Comparison::default()
        }
    }

    /// # Errors
    /// A sentence about arguments that the default validator does not have.
    pub fn parse(args: &[String]) -> Result<Comparison, String> {
        let mut comparison = Comparison::default();
        let mut args = args.iter();
        while let Some(arg) = args.next() {
            let mut tolerance = || {
                let value = args.next().and_then(|text| number(text.as_bytes()));
                value.filter(|value| *value >= 0.0).ok_or_else(|| {
                    format!("`{arg}` must be followed by a number that is not negative")
                })
            };
            let twice = || format!("`{arg}` sets a tolerance that was set before: leave one out");
            match arg.as_str() {
                "case_sensitive" => comparison.case_sensitive = true,
                "space_change_sensitive" => comparison.space_change_sensitive = true,
                "float_absolute_tolerance" => {
                    if comparison.absolute.replace(tolerance()?).is_some() {
                        return Err(twice());
                    }
                }
                "float_relative_tolerance" => {
                    if comparison.relative.replace(tolerance()?).is_some() {
                        return Err(twice());
                    }
                }
                "float_tolerance" => {
                    let value = tolerance()?;
                    let before =
                        (comparison.absolute.replace(value), comparison.relative.replace(value));
                    if before != (None, None) {
                        return Err(twice());
                    }
                }
                other => {
                    return Err(format!(
                        "`{other}` is no argument of the default output validator: use \
                         case_sensitive, space_change_sensitive or float_tolerance, or add an \
                         output validator"
                    ));
                }
            }
        }
        Ok(comparison)
    }

    /// `None`: accepted.
    pub fn difference(&self, expected: &[u8], got: &[u8]) -> Option<Difference> {
        let (mut answer, mut output) = (Tokens::new(expected), Tokens::new(got));
        loop {
            let (space_before, space_got) = (answer.space(), output.space());
            let (wanted, told) = (answer.peek(), output.peek());
            let at_end = wanted.is_empty() && told.is_empty();
            if self.space_change_sensitive
                && space_before != space_got
                && !(self.lenient_end && at_end)
            {
                let shared = shared(space_before, space_got);
                let start = output.at - space_got.len();
                let says = if told.is_empty() && !wanted.is_empty() {
                    missing(got, wanted)
                } else {
                    "the white space differs".to_owned()
                };
                let expected_at = answer.at - space_before.len() + shared;
                return Some(self.point(expected, expected_at, got, start + shared, says));
            }
            let says = match (wanted, told) {
                ([], []) => return None,
                (_, []) => missing(got, wanted),
                ([], _) => "the output goes on where nothing more was expected".to_owned(),
                _ => match self.mismatch(wanted, told) {
                    None => {
                        answer.at += wanted.len();
                        output.at += told.len();
                        continue;
                    }
                    Some((says, into)) => {
                        let (wanted_at, told_at) =
                            (answer.at + into.min(wanted.len()), output.at + into.min(told.len()));
                        return Some(self.point(expected, wanted_at, got, told_at, says));
                    }
                },
            };
            return Some(self.point(expected, answer.at, got, output.at, says));
        }
    }

    /// What is wrong with a token, and how far into it.
    fn mismatch(&self, wanted: &[u8], told: &[u8]) -> Option<(String, usize)> {
        let tolerant = self.absolute.is_some() || self.relative.is_some();
        if let Some(answer) = tolerant.then(|| number(wanted)).flatten() {
            let Some(output) = number(told) else {
                return Some(("a number was expected".into(), 0));
            };
            let off = (answer - output).abs();
            let within = |most: Option<f64>| most.is_some_and(|most| off <= most);
            let relative = self.relative.map(|tolerance| tolerance * answer.abs());
            if within(self.absolute) || within(relative) {
                return None;
            }
            return Some((format!("the number is off by {off:e}, more than allowed"), 0));
        }
        let equal =
            if self.case_sensitive { wanted == told } else { wanted.eq_ignore_ascii_case(told) };
        if equal {
            return None;
        }
        let same =
            |(a, b): &(&u8, &u8)| a == b || (!self.case_sensitive && a.eq_ignore_ascii_case(b));
        let into = wanted.iter().zip(told).take_while(same).count();
        // Not within a character.
        let into = (0..=into).rev().find(|at| is_boundary(told, *at)).unwrap_or(0);
        Some(("it differs here".into(), into))
    }

    fn point(
        &self,
        expected: &[u8],
        expected_at: usize,
        got: &[u8],
        got_at: usize,
        says: String,
    ) -> Difference {
        let (line, column) = place(got, got_at);
        let (expected_line, _) = place(expected, expected_at);
        Difference {
            line,
            column,
            expected_line,
            says,
            expected: around(expected, expected_at),
            got: around(got, got_at),
        }
    }
}

fn missing(got: &[u8], wanted: &[u8]) -> String {
    if got.iter().all(|byte| is_space(*byte)) {
        return "the output is empty".to_owned();
    }
    format!("the output ends where `{}` was expected", shortened(wanted))
}

fn shortened(token: &[u8]) -> String {
    let text = String::from_utf8_lossy(token);
    if text.chars().count() <= 40 {
        return text.into_owned();
    }
    text.chars().take(40).chain(['…']).collect()
}

/// In C's locale, as the default validator does.
fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0x0b | 0x0c)
}

fn is_boundary(text: &[u8], at: usize) -> bool {
    text.get(at).is_none_or(|byte| byte & 0xc0 != 0x80)
}

fn shared(a: &[u8], b: &[u8]) -> usize {
    a.iter().zip(b).take_while(|(a, b)| a == b).count()
}

struct Tokens<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Tokens<'a> {
    fn new(bytes: &'a [u8]) -> Tokens<'a> {
        Tokens { bytes, at: 0 }
    }

    fn run(&self, of: impl Fn(u8) -> bool) -> &'a [u8] {
        let rest = &self.bytes[self.at..];
        let end = rest.iter().position(|byte| !of(*byte)).unwrap_or(rest.len());
        &rest[..end]
    }

    /// Goes over it.
    fn space(&mut self) -> &'a [u8] {
        let space = self.run(is_space);
        self.at += space.len();
        space
    }

    /// Does not.
    fn peek(&self) -> &'a [u8] {
        self.run(|byte| !is_space(byte))
    }
}

/// Decimal, with an exponent or without. No `inf`, no `nan`, no hexadecimal.
fn number(token: &[u8]) -> Option<f64> {
    if !token.iter().all(|byte| matches!(byte, b'0'..=b'9' | b'+' | b'-' | b'.' | b'e' | b'E')) {
        return None;
    }
    let value: f64 = std::str::from_utf8(token).ok()?.parse().ok()?;
    value.is_finite().then_some(value)
}

/// Line and column of a byte, both from 1.
fn place(text: &[u8], at: usize) -> (u64, u64) {
    let before = &text[..at.min(text.len())];
    let line = before.iter().filter(|byte| **byte == b'\n').count() as u64 + 1;
    let start = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |newline| newline + 1);
    let column = String::from_utf8_lossy(&before[start..]).chars().count() as u64 + 1;
    (line, column)
}

/// Characters before and after the place that are shown of its line.
const BEFORE: usize = 30;
const AFTER: usize = 50;

fn around(text: &[u8], at: usize) -> String {
    let at = at.min(text.len());
    let start = text[..at].iter().rposition(|byte| *byte == b'\n').map_or(0, |newline| newline + 1);
    let end = text[at..].iter().position(|byte| *byte == b'\n').map_or(text.len(), |to| at + to);
    // A line may be a hundred megabytes; only what can be shown is looked at.
    let before_from = start.max(at.saturating_sub(4 * (BEFORE + 1)));
    let after_to = end.min(at + 4 * (AFTER + 1));
    let before: Vec<char> = String::from_utf8_lossy(&text[before_from..at]).chars().collect();
    let after: Vec<char> = String::from_utf8_lossy(&text[at..after_to]).chars().collect();
    let mut shown = String::new();
    if before.len() > BEFORE || before_from > start {
        shown.push('…');
    }
    shown.extend(&before[before.len().saturating_sub(BEFORE)..]);
    shown.extend(after.iter().take(AFTER));
    if after.len() > AFTER || after_to < end {
        shown.push('…');
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn comparison(args: &str) -> Comparison {
        let args: Vec<String> = args.split_whitespace().map(str::to_owned).collect();
        Comparison::parse(&args).unwrap()
    }

    #[track_caller]
    fn check(args: &str, expected: &str, got: &str, accepted: bool) {
        let found = comparison(args).difference(expected.as_bytes(), got.as_bytes());
        assert_eq!(found.is_none(), accepted, "{found:?}");
    }

    #[test]
    fn tokens_are_compared_as_the_format_says() {
        check("", "1 2\n3\n", "1\n2   3", true);
        check("", "Yes", "yES\n", true);
        check("", "É", "é", false);
        check("case_sensitive", "Yes", "yes", false);
        check("", "1 2", "1 2 3", false);
        check("", "1 2 3", "1 2", false);
        check("", "", "\n \t", true);
        check("", "12", "1 2", false);
        check("", "1.0", "1", false);
        check("space_change_sensitive", "1 2\n", "1 2\n", true);
        check("space_change_sensitive", "1 2\n", "1 2", false);
        check("space_change_sensitive", "1 2\n", "1  2\n", false);
        check("space_change_sensitive", "1 2\n", "1\t2\n", false);
        check("space_change_sensitive", "1 2\n", " 1 2\n", false);
        check("space_change_sensitive", "Yes\n", "yes\n", true);
    }

    #[test]
    fn numbers_are_compared_within_their_tolerances() {
        check("float_tolerance 1e-6", "1.0", "1.0000005", true);
        check("float_tolerance 1e-6", "1.0", "1.00001", false);
        check("float_tolerance 1e-6", "1000000", "1000000.9", true);
        check("float_relative_tolerance 1e-6", "0.0", "1e-9", false);
        check("float_relative_tolerance 1e-6", "0.0", "0", true);
        check("float_absolute_tolerance 0.5", "10", "10.5", true);
        check("float_absolute_tolerance 0.5", "10", "10.51", false);
        check("float_absolute_tolerance 0.5 float_relative_tolerance 0.1", "10", "11", true);
        check("float_tolerance 0.1", "word", "word", true);
        check("float_tolerance 0.1", "word", "1", false);
        check("float_tolerance 0.1", "1", "word", false);
        // Neither is a number, and neither is near one.
        check("float_tolerance 0.1", "1", "nan", false);
        check("float_tolerance 0.1", "1", "inf", false);
        check("float_tolerance 0.1", "1", "1e999", false);
        check("float_tolerance 0.1", ".5", "+5.E-1", true);
        check("float_tolerance 0", "2", "2.0", true);
    }

    #[test]
    fn arguments_that_mean_nothing_are_refused() {
        for args in [
            "float_tolerance",
            "float_tolerance x",
            "float_tolerance -1",
            "float_tolerance 1 float_tolerance 1",
            "float_tolerance 1 float_absolute_tolerance 1",
            "tolerance 1",
        ] {
            let all: Vec<String> = args.split_whitespace().map(str::to_owned).collect();
            assert!(Comparison::parse(&all).is_err(), "{args}");
        }
    }

    #[test]
    fn the_answers_of_drivers_are_compared_exactly_but_for_their_end() {
        let check = |expected: &str, got: &str, accepted: bool| {
            let found = Comparison::exact().difference(expected.as_bytes(), got.as_bytes());
            assert_eq!(found.is_none(), accepted, "{found:?}");
        };
        check("[\"a b\"]\n", "[\"a b\"]\n", true);
        check("[\"a b\"]\n", "[\"a b\"]", true);
        check("[\"a b\"]\n", "[\"a  b\"]\n", false);
        check("[\"a\"]\n", "[\"A\"]\n", false);
        check("1\n2\n", "1\n2\n\n", true);
        check("1\n2\n", "1\n", false);
        check("", "\n", true);
    }

    #[test]
    fn the_first_difference_is_pointed_at() {
        let point = |expected: &str, got: &str| {
            let found = comparison("").difference(expected.as_bytes(), got.as_bytes()).unwrap();
            let Difference { line, column, expected_line, says, expected, got } = found;
            format!("{line}:{column} ({expected_line}) {says}; {expected} / {got}")
        };
        assert_eq!(point("1 2\n3 40\n", "1\n2\n3\n41\n"), "4:2 (2) it differs here; 3 40 / 41");
        assert_eq!(point("äöü", "äöx"), "1:3 (1) it differs here; äöü / äöx");
        // `ü` and `û` share their first byte; the place is before both.
        assert_eq!(point("aü", "aû"), "1:2 (1) it differs here; aü / aû");
        assert_eq!(point("1\n2\n", "1\n"), "2:1 (2) the output ends where `2` was expected; 2 / ");
        assert_eq!(point("1", " \n"), "2:1 (1) the output is empty; 1 / ");
        assert_eq!(
            point("1", "1 2"),
            "1:3 (1) the output goes on where nothing more was expected; 1 / 1 2"
        );
    }

    #[test]
    fn of_a_long_line_only_the_neighbourhood_is_shown() {
        let expected = format!("{}5{}", "1".repeat(100_000), "2".repeat(100_000));
        let got = expected.replace('5', "6");
        let found = comparison("").difference(expected.as_bytes(), got.as_bytes()).unwrap();
        assert_eq!(found.column, 100_001);
        assert_eq!(found.got, format!("…{}6{}…", "1".repeat(30), "2".repeat(49)));
    }

    proptest! {
        #[test]
        fn any_bytes_are_compared_without_a_panic(
            a in proptest::collection::vec(any::<u8>(), 0..60),
            b in proptest::collection::vec(any::<u8>(), 0..60),
        ) {
            for args in ["", "case_sensitive", "space_change_sensitive", "float_tolerance 0.1"] {
                let comparison = comparison(args);
                prop_assert!(comparison.difference(&a, &a).is_none());
                // Equal is equal from both sides, as long as no number is taken as one.
                if !args.starts_with("float") {
                    prop_assert_eq!(
                        comparison.difference(&a, &b).is_none(),
                        comparison.difference(&b, &a).is_none()
                    );
                }
            }
        }
    }
}
