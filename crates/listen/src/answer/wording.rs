//! What a text claims, by its words: opposites, negations, choices and identifiers. Vectors alone
//! take "the path is closed" and "the path is not closed" for nearly the same.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

static OPPOSITES: LazyLock<BTreeMap<String, BTreeSet<String>>> = LazyLock::new(|| {
    let mut opposites: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for line in include_str!("opposites.txt").lines().filter(|line| !line.starts_with('#')) {
        if let Some((one, other)) = line.split_once(' ') {
            let (one, other) = (stem(one).to_owned(), stem(other).to_owned());
            opposites.entry(one.clone()).or_default().insert(other.clone());
            opposites.entry(other).or_default().insert(one);
        }
    }
    opposites
});

/// Words after a negation that it is taken to reach.
const NEGATION_REACH: usize = 5;

/// A text's words.
#[derive(Debug, Clone, PartialEq)]
pub struct Wording {
    /// Stems in order, each with whether it is negated; negations themselves left out.
    claims: Vec<(String, bool)>,
    words: Vec<String>,
    negated: bool,
    lead: Option<String>,
    /// Numbers and single letters that name things: "terminal 4", "bulb B".
    names: BTreeSet<String>,
}

pub const NAMES: [&str; 14] = [
    "choice_differs",
    "choice_same",
    "same_word_negated",
    "opposite_word",
    "opposite_word_negated",
    "same_words",
    "opposites_swapped",
    "opposites_kept",
    "names_added",
    "names_missing",
    "any_opposite",
    "negation_added",
    "negation_lost",
    "new_polar_word",
];

impl Wording {
    pub fn of(text: &str) -> Wording {
        let lower = text.to_lowercase().replace('’', "'");
        let tokens = tokens(&lower);
        let words: Vec<String> =
            tokens.iter().filter(|one| !is_mark(one)).map(|one| (*one).to_owned()).collect();
        let mut claims = Vec::new();
        let mut reach = 0;
        for token in &tokens {
            if is_mark(token) {
                if *token != "," {
                    reach = 0;
                }
                continue;
            }
            if matches!(*token, "but" | "because" | "and" | "so") {
                reach = 0;
            }
            if is_negation(token) {
                // Two negations cancel: "not without".
                reach = if reach == 0 { NEGATION_REACH } else { 0 };
                continue;
            }
            claims.push((stem(token).to_owned(), reach > 0));
            reach = reach.saturating_sub(1);
        }
        let names = words.iter().filter(|word| is_name(word)).cloned().collect();
        let negated = words.iter().any(|word| is_negation(word));
        Wording { claims, negated, lead: lead(&tokens), words, names }
    }

    pub fn words(&self) -> &[String] {
        &self.words
    }

    /// Stems that carry meaning.
    pub fn content(&self) -> BTreeSet<&str> {
        let stems = self.words.iter().filter(|word| !is_plain(word)).map(|word| stem(word));
        stems.collect()
    }

    /// How the answer's claims stand to the reference's, in the order of [`NAMES`].
    pub fn against(&self, reference: &Wording, question: &Wording) -> Vec<f64> {
        let (mine, theirs) = (self.by_stem(), reference.by_stem());
        let asked: BTreeSet<&str> = question.claims.iter().map(|(stem, _)| stem.as_str()).collect();
        let (mut same, mut negated, mut opposite, mut opposite_negated) = (0.0, 0.0, 0.0, 0.0);
        for (stem, polarities) in &theirs {
            if stem.len() < 2 || is_plain(stem) {
                continue;
            }
            let weight = if asked.contains(stem) { 0.5 } else { 1.0 };
            if let Some(answered) = mine.get(stem) {
                if polarities.iter().any(|one| answered.contains(one)) {
                    same += weight;
                } else {
                    negated += weight;
                }
                continue;
            }
            for other in opposites(stem).filter(|other| !theirs.contains_key(other)) {
                if let Some(answered) = mine.get(other) {
                    if polarities.iter().any(|one| !answered.contains(one)) {
                        opposite_negated += 1.0;
                    } else {
                        opposite += 1.0;
                    }
                }
            }
        }
        let (swapped, kept) = self.pairing(reference);
        let choices = self.lead.as_ref().zip(reference.lead.as_ref());
        let flag = |yes: bool| f64::from(u8::from(yes));
        vec![
            flag(choices.is_some_and(|(mine, theirs)| mine != theirs)),
            flag(choices.is_some_and(|(mine, theirs)| mine == theirs)),
            f64::min(negated, 3.0),
            f64::min(opposite, 2.0),
            f64::min(opposite_negated, 2.0),
            f64::min(same, 6.0) / theirs.len().max(1) as f64,
            flag(swapped),
            flag(kept),
            flag(!self.names.is_subset(&reference.names)),
            flag(!reference.names.is_subset(&self.names)),
            flag(opposite + negated > 0.0),
            flag(self.negated && !reference.negated),
            flag(reference.negated && !self.negated),
            flag(mine.keys().any(|stem| is_polar(stem) && !theirs.contains_key(stem))),
        ]
    }

    fn by_stem(&self) -> BTreeMap<&str, BTreeSet<bool>> {
        let mut by_stem: BTreeMap<&str, BTreeSet<bool>> = BTreeMap::new();
        for (stem, negated) in &self.claims {
            by_stem.entry(stem).or_default().insert(*negated);
        }
        by_stem
    }

    /// Whether words with opposites are paired otherwise than in the reference ("shorter, lower"
    /// against "shorter, higher"), and whether a pair is the same.
    fn pairing(&self, reference: &Wording) -> (bool, bool) {
        let theirs: BTreeSet<(&str, &str)> = reference.polar_pairs().collect();
        let has = |a: &str, b: &str| theirs.contains(&(a, b)) || theirs.contains(&(b, a));
        let (mut swapped, mut kept) = (false, false);
        for (one, other) in self.polar_pairs() {
            if has(one, other) {
                kept = true;
            } else if opposites(other).any(|opposite| has(one, opposite))
                || opposites(one).any(|opposite| has(opposite, other))
            {
                swapped = true;
            }
        }
        (swapped, kept)
    }

    fn polar_pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        let polar = || self.claims.iter().map(|(stem, _)| stem.as_str()).filter(|s| is_polar(s));
        polar().zip(polar().skip(1))
    }
}

/// The text with one word turned into its opposite, or with one negation more or less: what a person who
/// has it the wrong way round would say. `None` where no word allows it.
pub fn inverted(text: &str) -> Option<String> {
    const NEGATED: [(&str, &str); 14] = [
        ("doesn't", "does"),
        ("don't", "do"),
        ("isn't", "is"),
        ("aren't", "are"),
        ("can't", "can"),
        ("won't", "will"),
        ("never", "always"),
        ("is", "is not"),
        ("are", "are not"),
        ("can", "cannot"),
        ("will", "will not"),
        ("has", "has no"),
        ("it's", "it's not"),
        ("have", "don't have"),
    ];
    let pairs = include_str!("opposites.txt").lines().filter(|line| !line.starts_with('#'));
    let pairs: Vec<(&str, &str)> = pairs.filter_map(|line| line.split_once(' ')).collect();
    let mut words: Vec<&str> = text.split(' ').collect();
    for at in 0..words.len() {
        let bare = words[at].trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        let opposite = pairs.iter().find_map(|(one, other)| match () {
            _ if *one == bare => Some(*other),
            _ if *other == bare => Some(*one),
            _ => None,
        });
        // "No more", "up to", "on the": such small words are no claims.
        if let Some(opposite) = opposite.filter(|_| bare.len() > 3) {
            words[at] = opposite;
            return Some(words.join(" "));
        }
    }
    if let Some(at) = words.iter().position(|word| *word == "not") {
        words.remove(at);
        return Some(words.join(" "));
    }
    for at in 0..words.len() {
        if let Some((_, turned)) = NEGATED.iter().find(|(word, _)| *word == words[at]) {
            words[at] = turned;
            return Some(words.join(" "));
        }
    }
    None
}

fn opposites(stem: &str) -> impl Iterator<Item = &'static str> {
    OPPOSITES.get(stem).into_iter().flatten().map(String::as_str)
}

fn is_polar(stem: &str) -> bool {
    OPPOSITES.contains_key(stem)
}

/// The choice that a text opens with: yes, no, a letter or a number.
fn lead(tokens: &[&str]) -> Option<String> {
    let first = *tokens.first()?;
    let is_article =
        first == "a" && tokens.get(1).is_some_and(|next| !is_mark(next) && *next != "because");
    match first {
        "yes" | "yeah" | "yep" => Some("yes".to_owned()),
        "no" | "nope" => Some("no".to_owned()),
        _ if is_mark(first) || first == "i" || is_article => None,
        _ if first.len() == 1 || first.bytes().all(|byte| byte.is_ascii_digit()) => {
            Some(first.to_owned())
        }
        _ => None,
    }
}

fn is_name(word: &str) -> bool {
    let single = word.len() == 1 && word.bytes().all(|b| b.is_ascii_lowercase());
    (single && !matches!(word, "a" | "i")) || word.bytes().all(|byte| byte.is_ascii_digit())
}

/// Cuts an ending off, so that "connects" meets "connected".
pub fn stem(word: &str) -> &str {
    ["ing", "ed", "es", "s", "ly", "d"]
        .into_iter()
        .find_map(|end| word.strip_suffix(end).filter(|rest| rest.len() >= 3))
        .unwrap_or(word)
}

/// Words and the marks between clauses.
fn tokens(lower: &str) -> Vec<&str> {
    let is_word = |c: char| c.is_alphanumeric() || c == '\'';
    let mut tokens = Vec::new();
    let mut start = None;
    for (at, c) in lower.char_indices() {
        match (is_word(c), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                tokens.push(&lower[from..at]);
                start = None;
            }
            _ => {}
        }
        if matches!(c, '.' | ';' | ',' | '!' | '?') {
            tokens.push(&lower[at..at + 1]);
        }
    }
    tokens.extend(start.map(|from| &lower[from..]));
    tokens
}

fn is_mark(token: &str) -> bool {
    matches!(token, "." | ";" | "," | "!" | "?")
}

fn is_negation(word: &str) -> bool {
    const NEGATIONS: [&str; 15] = [
        "not", "no", "never", "none", "nothing", "neither", "nor", "without", "cannot", "cant",
        "dont", "doesnt", "isnt", "wont", "unable",
    ];
    NEGATIONS.contains(&word) || word.ends_with("n't")
}

/// Words that say little by themselves.
pub fn is_plain(word: &str) -> bool {
    const PLAIN: [&str; 73] = [
        "the", "a", "an", "of", "to", "in", "is", "are", "was", "were", "be", "it", "its", "that",
        "this", "these", "those", "and", "or", "for", "at", "by", "as", "from", "there", "then",
        "than", "they", "them", "he", "she", "we", "you", "i", "do", "does", "did", "has", "have",
        "had", "will", "would", "could", "if", "so", "but", "which", "what", "when", "where",
        "who", "because", "your", "their", "his", "her", "our", "us", "my", "me", "been", "being",
        "can", "may", "also", "just", "very", "some", "any", "into", "about", "how", "why",
    ];
    PLAIN.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(reference: &str, answer: &str, name: &str, expected: f64) {
        let facts =
            Wording::of(answer).against(&Wording::of(reference), &Wording::of("what happens?"));
        let at = NAMES.iter().position(|one| *one == name).expect("a name");
        assert_eq!(facts[at], expected, "{name} of {answer:?} against {reference:?}");
    }

    #[test]
    fn opposites_and_negations_are_told_apart_and_cancel() {
        check("the switch is open", "the switch is closed", "opposite_word", 1.0);
        check("the switch is open", "the switch is not closed", "opposite_word", 0.0);
        check("the switch is open", "the switch is not closed", "opposite_word_negated", 1.0);
        check("it is reliable", "it isn't reliable", "same_word_negated", 1.0);
        check("it is reliable", "it isn't fast, it is reliable", "negation_added", 1.0);
        check("it is reliable", "it is fast because reliable", "same_word_negated", 0.0);
    }

    #[test]
    fn a_claim_is_turned_round_by_one_word() {
        let check = |text, expected: Option<&str>| assert_eq!(inverted(text).as_deref(), expected);
        check("the writes get slower", Some("the writes get faster"));
        check("it is not cached", Some("it is cached"));
        check("the caller can retry", Some("the caller cannot retry"));
        check("just a mutex", None);
    }

    #[test]
    fn a_swapped_pair_is_seen() {
        let reference = "if it is shorter the pitch is higher";
        check(reference, "shorter makes it lower", "opposites_swapped", 1.0);
        check(reference, "the shorter the higher", "opposites_swapped", 0.0);
        check(reference, "the shorter the higher", "opposites_kept", 1.0);
    }

    #[test]
    fn a_different_choice_or_name_is_seen() {
        check("Yes, it is metal", "no because it is metal", "choice_differs", 1.0);
        check("Yes, it is metal", "yes it conducts", "choice_same", 1.0);
        check("B. It has more area", "A because it has more area", "choice_differs", 1.0);
        check("terminal 4 is connected", "terminal 5 is connected", "names_added", 1.0);
    }
}
