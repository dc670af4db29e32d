//! What somebody says about costs: "O of n log n time and linear space".
//!
//! Spoken and written forms of the classes that [`growth`](crate::growth) can measure, with the words
//! that said so. What is only mentioned ("instead of quadratic", "the naive way is n squared") is no
//! claim, and what is not understood is none either.

use crate::growth::Class;
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim {
    pub class: Class,
    /// Letter for letter as it was said.
    pub quote: String,
}

pub fn time_claim(text: &str) -> Option<Claim> {
    claim(text, About::Time)
}

pub fn space_claim(text: &str) -> Option<Claim> {
    claim(text, About::Space)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum About {
    Time,
    Space,
}

struct Said {
    class: Class,
    about: About,
    from: usize,
    to: usize,
    /// The speaker sums up or corrects.
    last_word: bool,
}

/// Steps are often told one by one, and then the greatest of them is the whole; unless the whole is
/// told, too.
fn claim(text: &str, about: About) -> Option<Claim> {
    let tokens = tokens(text);
    let all: Vec<Said> = all_said(&tokens).into_iter().filter(|said| said.about == about).collect();
    let said = all
        .iter()
        .rev()
        .find(|said| said.last_word)
        .or_else(|| all.iter().max_by_key(|said| said.class))?;
    let quote = text.get(tokens[said.from].from..tokens[said.to - 1].to)?.to_owned();
    Some(Claim { class: said.class, quote })
}

struct Token {
    word: String,
    from: usize,
    to: usize,
}

fn tokens(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut word: Option<(usize, String)> = None;
    let close = |word: &mut Option<(usize, String)>, at: usize, all: &mut Vec<Token>| {
        let Some((from, word)) = word.take() else { return };
        // Written without spaces, as in O(nlogn).
        let parts: &[&str] = match word.as_str() {
            "nlogn" => &["n", "log", "n"],
            "logn" => &["log", "n"],
            "nlog" => &["n", "log"],
            "n2" => &["n", "^", "2"],
            "n3" => &["n", "^", "3"],
            _ => {
                all.push(Token { word, from, to: at });
                return;
            }
        };
        all.extend(parts.iter().map(|part| Token { word: (*part).into(), from, to: at }));
    };
    for (at, c) in text.char_indices() {
        let letter = c.is_ascii_alphanumeric()
            || c.is_alphabetic()
            || (matches!(c, '\'' | '’') && word.is_some());
        if letter {
            let (_, word) = word.get_or_insert_with(|| (at, String::new()));
            word.extend(c.to_lowercase().map(|c| if c == '’' { '\'' } else { c }));
            continue;
        }
        close(&mut word, at, &mut tokens);
        if !c.is_whitespace() {
            let to = at + c.len_utf8();
            tokens.push(Token { word: c.to_string(), from: at, to });
        }
    }
    close(&mut word, text.len(), &mut tokens);
    tokens
}

const STOPS: [&str; 5] = [".", ";", "!", "?", ":"];
const BREAKS: [&str; 7] = [",", "and", "but", "so", "while", "with", "then"];
const SPACE: [&str; 8] =
    ["space", "memory", "extra", "auxiliary", "additional", "storage", "heap", "stack"];
const TIME: [&str; 8] =
    ["time", "runtime", "runs", "run", "takes", "steps", "operations", "lookups"];
const NEGATIONS: [&str; 14] = [
    "not", "isn't", "wasn't", "won't", "never", "instead", "rather", "than", "avoid", "avoids",
    "avoiding", "without", "worse", "no",
];
const OTHERS_WAY: [&str; 5] = ["naive", "naïve", "brute", "otherwise", "interviewer"];
const LAST_WORDS: [&str; 8] =
    ["overall", "total", "altogether", "actually", "wait", "sorry", "correction", "whole"];
/// What makes the words after it a part of something larger.
const PART_OF: [&str; 13] =
    ["o", "oh", "theta", "θ", "*", "·", "times", "n", "m", "k", "q", "v", "w"];
/// Words that stand between a negation and what is negated.
const NEGATION_REACH: usize = 4;
/// Of words before a claim that say whether it is about time or space.
const ABOUT_REACH: usize = 8;

fn all_said(tokens: &[Token]) -> Vec<Said> {
    let word = |at: usize| tokens.get(at).map_or("", |token| token.word.as_str());
    let mut all: Vec<Said> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let Some((class, to)) = cost(tokens, at) else {
            at += 1;
            continue;
        };
        let before_end = all.last().map_or(0, |said| said.to);
        let sentence = (0..at).rev().find(|i| STOPS.contains(&word(*i))).map_or(0, |i| i + 1);
        let clause = (sentence..at).rev().find(|i| BREAKS.contains(&word(*i)));
        let clause = clause.map_or(sentence, |i| i + 1);
        let near = clause.max(at.saturating_sub(NEGATION_REACH));
        let negated = (near..at).any(|i| NEGATIONS.contains(&word(i)));
        let others = (sentence..at).any(|i| OTHERS_WAY.contains(&word(i)));
        if !negated && !others {
            let last_word = (clause..at).any(|i| LAST_WORDS.contains(&word(i)))
                || (sentence..at)
                    .rev()
                    .take_while(|i| *i >= before_end)
                    .any(|i| LAST_WORDS.contains(&word(i)))
                || LAST_WORDS.contains(&word(to))
                || (word(to) == "in" && LAST_WORDS.contains(&word(to + 1)));
            let about = about(tokens, before_end.max(sentence), at, to);
            all.push(Said { class, about, from: at, to, last_word });
        }
        at = to;
    }
    all
}

fn about(tokens: &[Token], before: usize, from: usize, to: usize) -> About {
    let word = |at: usize| tokens.get(at).map_or("", |token| token.word.as_str());
    for at in to..to + 4 {
        let word = word(at);
        if SPACE.contains(&word) {
            return About::Space;
        }
        if TIME.contains(&word) {
            return About::Time;
        }
        if STOPS.contains(&word) || BREAKS.contains(&word) {
            break;
        }
    }
    for at in (before.max(from.saturating_sub(ABOUT_REACH))..from).rev() {
        if SPACE.contains(&word(at)) {
            return About::Space;
        }
        if TIME.contains(&word(at)) {
            return About::Time;
        }
    }
    About::Time
}

/// A cost that begins at this token, and where it ends.
fn cost(tokens: &[Token], at: usize) -> Option<(Class, usize)> {
    let word = |at: usize| tokens.get(at).map_or("", |token| token.word.as_str());
    let next = word(at + 1);
    let class = match word(at) {
        "constant" if !["factor", "factors", "number", "size", "value"].contains(&next) => {
            Some(Class::Constant)
        }
        "logarithmic" => Some(Class::Logarithmic),
        "linear" if !["probing", "search", "regression", "algebra"].contains(&next) => {
            Some(Class::Linear)
        }
        "linearly" => Some(Class::Linear),
        "linearithmic" | "loglinear" | "quasilinear" => Some(Class::Linearithmic),
        "quadratic" | "quadratically" if next != "probing" => Some(Class::Quadratic),
        "cubic" => Some(Class::Cubic),
        "exponential" if next != "backoff" => Some(Class::Exponential),
        _ => None,
    };
    if let Some(class) = class {
        return Some((class, at + 1));
    }
    // "Big O of", "order of", and how speech recognition writes them.
    let mut inner = at;
    if word(inner) == "big" {
        inner += 1;
    }
    let marked = match word(inner) {
        "o" | "oh" | "theta" | "θ" => true,
        "order" => inner > 0 && word(inner - 1) != "in",
        _ => false,
    };
    if !marked {
        let (class, to) = expression(tokens, at)?;
        // A bare variable is only a number of something.
        let bare = matches!(class, Class::Linear | Class::Constant);
        // A part of what was not understood as a whole, such as `n log k`, is nothing by itself.
        let part = at > 0 && PART_OF.contains(&word(at - 1));
        return (!bare && !part).then_some((class, to));
    }
    inner += 1;
    let spoken = word(inner) == "of";
    if spoken {
        inner += 1;
    }
    let open = word(inner) == "(";
    if open {
        inner += 1;
    }
    if !spoken && !open && word(at) == "order" {
        return None;
    }
    let (class, to) = expression(tokens, inner)?;
    match (open, word(to)) {
        (true, ")") => Some((class, to + 1)),
        // Something in the brackets was not understood.
        (true, _) => None,
        (false, _) => Some((class, to)),
    }
}

/// A sum is as its greatest part.
fn expression(tokens: &[Token], at: usize) -> Option<(Class, usize)> {
    let word = |at: usize| tokens.get(at).map_or("", |token| token.word.as_str());
    let (mut class, mut to) = term(tokens, at)?;
    while ["+", "plus"].contains(&word(to)) {
        let (other, end) = term(tokens, to + 1)?;
        class = class.max(other);
        to = end;
    }
    Some((class, to))
}

fn term(tokens: &[Token], at: usize) -> Option<(Class, usize)> {
    let word = |at: usize| tokens.get(at).map_or("", |token| token.word.as_str());
    match word(at) {
        "1" | "one" => return Some((Class::Constant, at + 1)),
        "log" => {
            let (_, to) = logarithm(tokens, at)?;
            // Its square is another class.
            return (!is_power(word(to))).then_some((Class::Logarithmic, to));
        }
        "2" | "two" => {
            let (_, to) = variable(tokens, power(tokens, at + 1)?)?;
            return Some((Class::Exponential, to));
        }
        _ => {}
    }
    let (name, to) = variable(tokens, at)?;
    let times = |at: usize| if ["*", "·", "times"].contains(&word(at)) { at + 1 } else { at };
    if word(times(to)) == "log" {
        let (of, end) = logarithm(tokens, times(to))?;
        return (of == name && !is_power(word(end))).then_some((Class::Linearithmic, end));
    }
    match word(to) {
        "²" | "squared" | "square" => return Some((Class::Quadratic, to + 1)),
        "³" | "cubed" | "cube" => return Some((Class::Cubic, to + 1)),
        "factorial" | "!" | "root" | "choose" => return None,
        _ => {}
    }
    if let Some(exponent) = power(tokens, to) {
        return match word(exponent) {
            "2" | "two" | "second" => Some((Class::Quadratic, exponent + 1)),
            "3" | "three" | "third" => Some((Class::Cubic, exponent + 1)),
            _ => None,
        };
    }
    if times(to) > to {
        let (other, end) = variable(tokens, times(to))?;
        return (other == name).then_some((Class::Quadratic, end));
    }
    // Of two letters side by side nobody knows what they are.
    if variable(tokens, to).is_some() {
        return None;
    }
    Some((Class::Linear, to))
}

fn is_power(word: &str) -> bool {
    matches!(word, "²" | "squared" | "square" | "^")
}

/// The place of the exponent.
fn power(tokens: &[Token], at: usize) -> Option<usize> {
    let word = |at: usize| tokens.get(at).map_or("", |token| token.word.as_str());
    if word(at) == "^" {
        return Some(at + 1);
    }
    if word(at) == "*" && word(at + 1) == "*" {
        return Some(at + 2);
    }
    if word(at) != "to" || word(at + 1) != "the" {
        return None;
    }
    let mut at = at + 2;
    if word(at) == "power" {
        at += 1;
        if word(at) == "of" {
            at += 1;
        }
    }
    Some(at)
}

fn logarithm(tokens: &[Token], at: usize) -> Option<(String, usize)> {
    let word = |at: usize| tokens.get(at).map_or("", |token| token.word.as_str());
    let mut at = at + 1;
    if word(at) == "base" {
        at += 2;
    }
    if word(at) == "of" {
        at += 1;
    }
    let open = word(at) == "(";
    let (name, to) = variable(tokens, at + usize::from(open))?;
    if !open {
        return Some((name, to));
    }
    (word(to) == ")").then_some((name, to + 1))
}

fn variable(tokens: &[Token], at: usize) -> Option<(String, usize)> {
    let word = tokens.get(at)?.word.as_str();
    matches!(word, "n" | "m" | "k" | "q" | "v" | "e" | "w").then(|| (word.to_owned(), at + 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// `time: n log n "O(n log n)"; space: -`
    #[track_caller]
    fn check(text: &str, time: &str, space: &str) {
        let shown = |claim: Option<Claim>| {
            claim.map_or("-".to_owned(), |claim| format!("{} \"{}\"", claim.class, claim.quote))
        };
        assert_eq!(shown(time_claim(text)), time, "time: {text}");
        assert_eq!(shown(space_claim(text)), space, "space: {text}");
    }

    #[test]
    fn spoken_and_written_forms_are_understood() {
        check("O of n log n", "n log n \"O of n log n\"", "-");
        check("It's big O of n.", "n \"big O of n\"", "-");
        check("that is O(n log n)", "n log n \"O(n log n)\"", "-");
        check("O(nlogn)", "n log n \"O(nlogn)\"", "-");
        check("O( n * log(n) )", "n log n \"O( n * log(n) )\"", "-");
        check("it's linear", "n \"linear\"", "-");
        check("Quadratic, sadly", "n^2 \"Quadratic\"", "-");
        check("n squared in the worst case", "n^2 \"n squared\"", "-");
        check("O(n^2)", "n^2 \"O(n^2)\"", "-");
        check("O(n²)", "n^2 \"O(n²)\"", "-");
        check("O(n2)", "n^2 \"O(n2)\"", "-");
        check("n times n", "n^2 \"n times n\"", "-");
        check("oh of log n", "log n \"oh of log n\"", "-");
        check("logarithmic per call", "log n \"logarithmic\"", "-");
        check("each get is constant", "1 \"constant\"", "-");
        check("O(1)", "1 \"O(1)\"", "-");
        check("two to the n", "2^n \"two to the n\"", "-");
        check("two to the power of n", "2^n \"two to the power of n\"", "-");
        check("O(2^n)", "2^n \"O(2^n)\"", "-");
        check("n cubed", "n^3 \"n cubed\"", "-");
        check("n to the third", "n^3 \"n to the third\"", "-");
        check("O(n + m)", "n \"O(n + m)\"", "-");
        check("O of n plus n log n", "n log n \"O of n plus n log n\"", "-");
        check("on the order of n log n", "n log n \"order of n log n\"", "-");
    }

    #[test]
    fn time_and_space_are_told_apart() {
        check("O(n log n) time and O(n) space", "n log n \"O(n log n)\"", "n \"O(n)\"");
        check("Time is n log n, space is linear.", "n log n \"n log n\"", "n \"linear\"");
        check(
            "Runs in n log n with constant extra memory",
            "n log n \"n log n\"",
            "1 \"constant\"",
        );
        check("The space complexity is O of n", "-", "n \"O of n\"");
        check("it needs linear memory", "-", "n \"linear\"");
    }

    #[test]
    fn what_is_only_mentioned_is_no_claim() {
        check("not quadratic", "-", "-");
        check("It's linear instead of quadratic", "n \"linear\"", "-");
        check("the naive way is n squared", "-", "-");
        check("Brute force would be quadratic. Mine is O(n).", "n \"O(n)\"", "-");
        check("better than n squared", "-", "-");
        check("a constant factor", "-", "-");
        check("linear probing", "-", "-");
        check("n requests come in", "-", "-");
        check("we have n and m", "-", "-");
        check("O(n log k)", "-", "-");
        check("O(n * m)", "-", "-");
        check("O(n!)", "-", "-");
        check("O(n log^2 n)", "-", "-");
        check("oh I see", "-", "-");
        check("in order of n", "-", "-");
        check("exponential backoff", "-", "-");
    }

    #[test]
    fn the_whole_is_its_greatest_step_or_what_is_said_of_the_whole() {
        check("Sorting is n log n, and then one linear pass", "n log n \"n log n\"", "-");
        check("Each lookup is constant, so it's linear", "n \"linear\"", "-");
        check("It's quadratic. No wait, it's n log n", "n log n \"n log n\"", "-");
        check("The inner loop looks quadratic, but overall it's linear", "n \"linear\"", "-");
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_a_panic_and_quoted_letter_for_letter(
            text in "(O|o|n|m|log|\\(|\\)|\\^|2|²| of | squared |two to the |[ a-zé'’.,+*]){0,12}",
        ) {
            for claim in [time_claim(&text), space_claim(&text)].into_iter().flatten() {
                prop_assert!(text.contains(&claim.quote));
            }
        }
    }
}
