//! The words by which a sentence shows its part, and other plain facts about it.

use std::sync::LazyLock;

/// Kept short enough to be read and argued about; what it misses the vectors must know.
const CUES: &str = include_str!("cues.txt");

static FAMILIES: LazyLock<Vec<Family>> = LazyLock::new(|| families(CUES));

struct Family {
    name: &'static str,
    cues: Vec<Cue>,
}

struct Cue {
    at_start: bool,
    words: Vec<&'static str>,
}

const SHAPE: [&str; 10] = [
    "numbers",
    "question",
    "length",
    "very_short",
    "starts_with_i",
    "starts_with_we",
    "starts_with_others",
    "says_i",
    "says_we",
    "says_only_we",
];

/// What [`facts`] measures, in its order.
pub fn names() -> Vec<&'static str> {
    FAMILIES.iter().map(|family| family.name).chain(SHAPE).collect()
}

/// Position of a fact among [`names`].
pub fn index(name: &str) -> usize {
    names().iter().position(|one| *one == name).expect("the name of a fact")
}

/// Numbers of about 0 to 1.5 each.
pub fn facts(sentence: &str) -> Vec<f64> {
    let lower = sentence.to_lowercase().replace('’', "'");
    let words = words(&lower);
    let start = words.iter().take_while(|word| is_filler(word)).count();
    let first = words.get(start).copied().unwrap_or_default();
    let flag = |yes: bool| f64::from(u8::from(yes));
    let says = |word| words.contains(&word);
    let numbers = words.iter().filter(|word| is_number(word)).count();
    let mut facts: Vec<f64> = FAMILIES
        .iter()
        .map(|family| {
            let heard = family.cues.iter().filter(|cue| cue.is_in(&words, start)).count();
            heard.min(3) as f64 / 2.0
        })
        .collect();
    facts.extend([
        numbers.min(3) as f64 / 3.0,
        flag(lower.contains('?')),
        (words.len() as f64).ln_1p() / 3.0,
        flag(words.len() < 6),
        flag(first == "i"),
        flag(first == "we"),
        flag(matches!(first, "he" | "she" | "they")),
        flag(says("i")),
        flag(says("we")),
        flag(says("we") && !says("i")),
    ]);
    facts
}

impl Cue {
    fn is_in(&self, words: &[&str], start: usize) -> bool {
        let last = if self.at_start { start + 1 } else { words.len() };
        (0..last).any(|at| self.is_at(words, at))
    }

    fn is_at(&self, words: &[&str], at: usize) -> bool {
        at + self.words.len() <= words.len()
            && self.words.iter().zip(&words[at..]).all(|(cue, word)| match cue.strip_suffix('*') {
                Some(stem) => word.starts_with(stem),
                None if *cue == "<n>" => is_number(word),
                None => cue == word,
            })
    }
}

fn families(text: &'static str) -> Vec<Family> {
    let mut families: Vec<Family> = Vec::new();
    for line in text.lines().map(str::trim) {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            families.push(Family { name, cues: Vec::new() });
            continue;
        }
        let cue = Cue {
            at_start: line.starts_with('^'),
            words: line.trim_start_matches('^').split_whitespace().collect(),
        };
        families.last_mut().expect("the first line is a heading").cues.push(cue);
    }
    families
}

/// Words of a text already in lower case.
pub fn words(lower: &str) -> Vec<&str> {
    lower
        .split(|c: char| !(c.is_alphanumeric() || c == '\'' || c == '%'))
        .filter(|word| !word.is_empty())
        .collect()
}

fn is_number(word: &str) -> bool {
    const SPELT: [&str; 36] = [
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
        "twenty",
        "thirty",
        "forty",
        "fifty",
        "sixty",
        "seventy",
        "eighty",
        "ninety",
        "hundred",
        "thousand",
        "million",
        "half",
        "third",
        "twice",
        "once",
        "zero",
        "dozen",
    ];
    SPELT.contains(&word) || word.chars().any(|c| c.is_ascii_digit())
}

fn is_filler(word: &str) -> bool {
    const FILLERS: [&str; 16] = [
        "so", "and", "um", "uh", "er", "hm", "yeah", "yes", "okay", "ok", "well", "like", "right",
        "but", "you", "know",
    ];
    FILLERS.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(sentence: &str, family: &str, expected: f64) {
        let found = facts(sentence)[index(family)];
        assert!((found - expected).abs() < 1e-9, "{family} of {sentence:?} is {found}");
    }

    #[test]
    fn cues_are_whole_words_and_know_starts_stems_and_numbers() {
        check("um so we did it", "action", 1.0);
        check("Customers complained about it", "cost", 0.5);
        check("it fell from 40 to two", "result", 1.0);
        check("he paraded", "other", 0.0);
        check("What I’d do?", "hypothetical", 0.5);
        check("What I’d do?", "question", 1.0);
        check("twenty-three of 9", "numbers", 1.0);
    }
}
