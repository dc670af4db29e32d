//! Questions with their answers, and how an answer is held against them.

use crate::number;
use greenroom_model::drill::{
    Drill, DrillAnswer, DrillPart, DrillReport, Exercise, Form, Question,
};
use std::collections::BTreeSet;

/// What a drill asks with one seed, answers included.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Sheet {
    pub shown: Vec<String>,
    pub asked: Vec<Asked>,
    pub trace: Vec<String>,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Asked {
    pub id: &'static str,
    pub asks: String,
    pub form: Form,
    pub right: Right,
    /// Why it is so, as a sentence.
    pub why: String,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Right {
    Number(f64),
    One(String),
    Many(BTreeSet<String>),
}

impl Asked {
    pub fn number(id: &'static str, asks: impl Into<String>, unit: &str, right: u64) -> Asked {
        let form = Form::Number { unit: unit.to_owned() };
        let right = Right::Number(right as f64);
        Asked { id, asks: asks.into(), form, right, why: String::new() }
    }

    pub fn one(id: &'static str, asks: impl Into<String>, of: &[String], right: &str) -> Asked {
        let form = Form::One { of: of.to_vec() };
        let right = Right::One(right.to_owned());
        Asked { id, asks: asks.into(), form, right, why: String::new() }
    }

    pub fn yes_no(id: &'static str, asks: impl Into<String>, right: bool) -> Asked {
        let of = ["yes".to_owned(), "no".to_owned()];
        Asked::one(id, asks, &of, if right { "yes" } else { "no" })
    }

    pub fn many(
        id: &'static str,
        asks: impl Into<String>,
        of: &[String],
        right: impl IntoIterator<Item = String>,
    ) -> Asked {
        let form = Form::Many { of: of.to_vec() };
        let right = Right::Many(right.into_iter().collect());
        Asked { id, asks: asks.into(), form, right, why: String::new() }
    }

    pub fn because(self, why: impl Into<String>) -> Asked {
        Asked { why: why.into(), ..self }
    }

    /// The right answer as somebody writes it.
    fn truth(&self) -> String {
        match &self.right {
            Right::Number(value) => value.to_string(),
            Right::One(one) => one.clone(),
            Right::Many(all) if all.is_empty() => "none".into(),
            Right::Many(all) => in_order(&self.form, all).join(", "),
        }
    }

    fn grade(&self, given: &str) -> DrillPart {
        let right = match (&self.right, &self.form) {
            (Right::Number(value), Form::Number { unit }) => with_unit(exact(*value), unit),
            _ => self.truth(),
        };
        let (credit, says) = match self.credit(given) {
            Err(why) => (0.0, why),
            Ok(credit) if credit >= 1.0 && self.why.is_empty() => (1.0, "That is so.".into()),
            Ok(credit) if credit >= 1.0 => (1.0, self.why.clone()),
            Ok(credit) => {
                let says = format!("It is {right}. {}", self.why);
                (credit, says.trim_end().to_owned())
            }
        };
        DrillPart {
            question: self.id.into(),
            asks: self.asks.clone(),
            given: given.trim().into(),
            right,
            credit,
            says,
        }
    }

    /// 0 to 1, or why the answer could not be read.
    fn credit(&self, given: &str) -> Result<f64, String> {
        Ok(match (&self.right, &self.form) {
            (Right::Number(right), Form::Number { unit }) => {
                let given = number::read(given, unit)?;
                whether((given - right).abs() <= right.abs() * 1e-9 + 1e-9)
            }
            (Right::One(right), Form::One { of }) => whether(read_one(given, of)? == right),
            (Right::Many(right), Form::Many { of }) => {
                let given: BTreeSet<String> = read_many(given, of)?.into_iter().collect();
                overlap(&given, right)
            }
            // A question is built with the form of its answer, above.
            _ => 0.0,
        })
    }
}

fn whether(is: bool) -> f64 {
    if is { 1.0 } else { 0.0 }
}

/// A wrong pick takes away what a right one gives, so that picking everything gains nothing.
fn overlap(given: &BTreeSet<String>, right: &BTreeSet<String>) -> f64 {
    if right.is_empty() {
        return whether(given.is_empty());
    }
    let hits = given.intersection(right).count() as f64;
    let misses = given.difference(right).count() as f64;
    ((hits - misses) / right.len() as f64).max(0.0)
}

fn in_order(form: &Form, all: &BTreeSet<String>) -> Vec<String> {
    match form {
        Form::Many { of } => of.iter().filter(|one| all.contains(*one)).cloned().collect(),
        _ => all.iter().cloned().collect(),
    }
}

/// `1200`, `2.5`.
fn exact(value: f64) -> String {
    let text = value.to_string();
    if value.fract() == 0.0 && value.abs() < 1e6 { number::told(value) } else { text }
}

pub(crate) fn with_unit(value: String, unit: &str) -> String {
    if unit.is_empty() { value } else { format!("{value} {unit}") }
}

impl Sheet {
    pub fn exercise(self, drill: &Drill) -> Exercise {
        let questions = self
            .asked
            .into_iter()
            .map(|one| Question { id: one.id.into(), asks: one.asks, form: one.form, after: None })
            .collect();
        Exercise { asks: drill.asks.clone(), shown: self.shown, questions }
    }

    pub fn truth(&self) -> DrillAnswer {
        self.asked.iter().map(|one| (one.id.to_owned(), one.truth())).collect()
    }

    pub fn check(self, answer: &DrillAnswer) -> DrillReport {
        let parts = self.asked.iter().map(|one| one.grade(text(answer, one.id))).collect();
        report(parts, self.trace)
    }
}

/// What was answered; nothing where nothing was.
pub(crate) fn text<'a>(answer: &'a DrillAnswer, id: &str) -> &'a str {
    answer.get(id).map_or("", String::as_str)
}

/// The score is the mean of the credits.
pub(crate) fn report(parts: Vec<DrillPart>, trace: Vec<String>) -> DrillReport {
    let sum: f64 = parts.iter().map(|part| part.credit).sum();
    let score = if parts.is_empty() { 0.0 } else { sum / parts.len() as f64 };
    DrillReport { score, parts, trace }
}

/// The option that is meant: written in full, in any case, or by a beginning that only one has.
pub(crate) fn read_one<'a>(given: &str, of: &'a [String]) -> Result<&'a String, String> {
    let wanted = plain(given);
    let same = of.iter().find(|one| plain(one) == wanted);
    let mut begins = of.iter().filter(|one| !wanted.is_empty() && plain(one).starts_with(&wanted));
    let only = begins.next().filter(|_| begins.next().is_none());
    same.or(only).ok_or_else(|| {
        let how = format!("Write one of: {}.", of.join(" / "));
        if wanted.is_empty() {
            format!("Nothing was answered. {how}")
        } else {
            format!("`{}` could not be read. {how}", given.trim())
        }
    })
}

/// The options that are meant, separated by commas, by blanks where no option has one, and as `3-5` where
/// options are numbers. The word before a number, as in `line 3` or `r3`, may be there or not.
pub(crate) fn read_many(given: &str, of: &[String]) -> Result<Vec<String>, String> {
    let example = of.iter().take(2).cloned().collect::<Vec<_>>().join(", ");
    let how = format!("Write some of {}, such as `{example}`, or `none`.", of.join(", "));
    let whole = plain(given);
    if whole.is_empty() {
        return Err(format!("Nothing was answered. {how}"));
    }
    if ["none", "-", "nothing", "no", "∅"].contains(&whole.as_str()) {
        return Ok(Vec::new());
    }
    let blanks = !of.iter().any(|one| one.contains(' '));
    let splits = |c: char| matches!(c, ',' | ';' | '\n') || (blanks && c.is_whitespace());
    let mut found = Vec::new();
    for item in given.split(splits) {
        let item = plain(item);
        if item.is_empty() || ["and", "line", "lines"].contains(&item.as_str()) {
            continue;
        }
        let item = item.strip_prefix("and ").unwrap_or(&item);
        match read_range(item, of).or_else(|| read_item(item, of).map(|one| vec![one])) {
            Some(all) => found.extend(all),
            None => return Err(format!("`{item}` could not be read. {how}")),
        }
    }
    if found.is_empty() {
        Err(format!("`{}` could not be read. {how}", given.trim()))
    } else {
        Ok(found)
    }
}

fn read_item(item: &str, of: &[String]) -> Option<String> {
    let exact = of.iter().find(|one| plain(one) == item);
    let same_number = || {
        let number = only_number(item)?;
        // `r3` for `3` and `3` for `r3`, but not `s3` for `r3`.
        let fits = |one: &&String| {
            only_number(&plain(one)) == Some(number)
                && (item == number || plain(one) == number || plain(one) == item)
        };
        let mut all = of.iter().filter(fits);
        all.next().filter(|_| all.next().is_none())
    };
    exact.or_else(same_number).cloned()
}

/// The digits of `line 3`, `r3`, `#3` and `3`.
fn only_number(text: &str) -> Option<&str> {
    let digits = text.trim_start_matches(|c: char| !c.is_ascii_digit());
    (!digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit())).then_some(digits)
}

/// `3-5` where 3, 4 and 5 are options.
fn read_range(item: &str, of: &[String]) -> Option<Vec<String>> {
    let (first, last) = item.split_once(['-', '–'])?;
    let first: u32 = first.trim().parse().ok()?;
    let last: u32 = last.trim().parse().ok()?;
    // Otherwise somebody asks for four thousand million lines.
    if last < first || (last - first) as usize >= of.len() {
        return None;
    }
    (first..=last).map(|one| of.iter().find(|of| **of == one.to_string()).cloned()).collect()
}

/// Lower case, single blanks, no marks around it.
pub(crate) fn plain(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").trim_matches(['`', '"', '\'', '.']).to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn options(all: &[&str]) -> Vec<String> {
        all.iter().map(|one| (*one).to_owned()).collect()
    }

    #[test]
    fn several_are_read_in_many_hands() {
        let lines = options(&["1", "2", "3", "4", "5", "6", "7"]);
        for (given, expected) in [
            ("3", "3"),
            ("3, 5", "3 5"),
            ("3 5", "3 5"),
            ("lines 3 and 5", "3 5"),
            ("line 3; #5", "3 5"),
            ("2-4, 7", "2 3 4 7"),
            ("none", ""),
        ] {
            assert_eq!(
                read_many(given, &lines).map(|all| all.join(" ")),
                Ok(expected.into()),
                "{given}"
            );
        }
        let calls = options(&["r1", "r2", "r3"]);
        assert_eq!(read_many("1, R3", &calls), Ok(options(&["r1", "r3"])));
        let names = options(&["node a", "node b"]);
        assert_eq!(read_many("Node B, node a", &names), Ok(options(&["node b", "node a"])));
    }

    #[test]
    fn what_is_no_option_is_said_and_not_guessed() {
        let calls = options(&["r1", "r2", "r3"]);
        for given in ["", "r4", "s1", "1-9", "all of them", ","] {
            assert!(
                read_many(given, &calls).unwrap_err().contains("Write some of r1, r2, r3"),
                "{given}"
            );
        }
        let states = options(&["open", "half-open", "closed"]);
        assert_eq!(read_one("Half", &states), Ok(&"half-open".to_owned()));
        assert_eq!(read_one(" OPEN. ", &states), Ok(&"open".to_owned()));
        assert!(read_one("shut", &states).unwrap_err().contains("open / half-open / closed"));
    }

    #[test]
    fn picking_everything_gains_nothing() {
        let set = |all: &[&str]| options(all).into_iter().collect::<BTreeSet<_>>();
        let right = set(&["r1", "r2"]);
        assert_eq!(overlap(&set(&["r1", "r2"]), &right), 1.0);
        assert_eq!(overlap(&set(&["r1"]), &right), 0.5);
        assert_eq!(overlap(&set(&["r1", "r3"]), &right), 0.0);
        assert_eq!(overlap(&set(&["r1", "r2", "r3", "r4"]), &right), 0.0);
    }
}
