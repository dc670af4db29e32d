//! Which verdicts an example submission promises: by its folder, and by `submissions.yaml`.

use super::metadata::Format;
use super::yaml::{self, Keys};
use crate::error::Flaw;
use crate::source::Tree;
use std::collections::BTreeSet;

/// The format knows four. Whatever else ends a program counts as a run-time error.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
pub enum Code {
    #[serde(rename = "AC")]
    Accepted,
    #[serde(rename = "WA")]
    WrongAnswer,
    #[serde(rename = "TLE")]
    TimeLimitExceeded,
    #[serde(rename = "RTE")]
    RunTimeError,
}

use Code::{Accepted, RunTimeError, TimeLimitExceeded, WrongAnswer};

impl Code {
    pub fn short(self) -> &'static str {
        match self {
            Accepted => "AC",
            WrongAnswer => "WA",
            TimeLimitExceeded => "TLE",
            RunTimeError => "RTE",
        }
    }

    fn parse(text: &str) -> Option<Code> {
        [Accepted, WrongAnswer, TimeLimitExceeded, RunTimeError]
            .into_iter()
            .find(|code| code.short() == text)
    }
}

/// What must hold of one submission.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// Where it was said, for the error.
    pub said_by: String,
    /// A pattern for names of cases or groups; empty: all.
    pub cases: String,
    pub permitted: Option<BTreeSet<Code>>,
    pub required: Option<BTreeSet<Code>>,
    pub message: Option<String>,
    /// Legacy: the verdict of the whole, which is the first that is not accepted.
    pub overall: Option<Code>,
}

impl Rule {
    fn all_cases(said_by: String) -> Rule {
        Rule {
            said_by,
            cases: String::new(),
            permitted: None,
            required: None,
            message: None,
            overall: None,
        }
    }

    pub fn covers(&self, case: &str) -> bool {
        self.cases.is_empty() || matches(&self.cases, case)
    }

    /// A submission too slow by this rule is one that bounds the time limit from above.
    pub fn wants_too_slow(&self) -> bool {
        let only = BTreeSet::from([TimeLimitExceeded]);
        self.required.as_ref() == Some(&only) || self.overall == Some(TimeLimitExceeded)
    }
}

/// All that a package says about its submissions.
#[derive(Debug, Clone, Default)]
pub struct Promises {
    legacy: bool,
    entries: Vec<Entry>,
}

#[derive(Debug, Clone)]
struct Entry {
    pattern: String,
    language: Option<String>,
    entrypoint: Option<String>,
    rules: Vec<Rule>,
}

const FILE: &str = "submissions/submissions.yaml";

impl Promises {
    pub fn read(
        tree: &Tree,
        format: Format,
        flaws: &mut Vec<Flaw>,
        warnings: &mut Vec<Flaw>,
    ) -> Promises {
        let mut promises = Promises { legacy: format == Format::Legacy, entries: Vec::new() };
        if !tree.contains(FILE) {
            return promises;
        }
        let mut keys = match yaml::read(tree, FILE) {
            Ok(keys) => keys,
            Err(flaw) => {
                flaws.push(flaw);
                return promises;
            }
        };
        for pattern in keys.names() {
            if let Some(mut given) = keys.map(&pattern) {
                promises.entries.push(entry(pattern, &mut given));
                given.end(flaws, warnings);
            }
        }
        keys.end(flaws, warnings);
        promises
    }

    /// `None`: the folder promises nothing that can be checked.
    pub fn of(&self, submission: &str) -> Option<Vec<Rule>> {
        let folder = submission.split('/').next().unwrap_or_default();
        let mut base = self.of_folder(folder);
        let mut rules = Vec::new();
        for entry in self.entries.iter().filter(|entry| matches(&entry.pattern, submission)) {
            for rule in &entry.rules {
                // The bare name of a folder replaces what the folder means, key by key.
                if entry.pattern == folder && rule.cases.is_empty() {
                    let base = base.get_or_insert_with(|| Rule::all_cases(rule.said_by.clone()));
                    base.overall = None;
                    base.permitted = rule.permitted.clone().or(base.permitted.take());
                    base.required = rule.required.clone().or(base.required.take());
                    base.message = rule.message.clone().or(base.message.take());
                } else {
                    rules.push(rule.clone());
                }
            }
        }
        rules.splice(0..0, base);
        if rules.is_empty() { None } else { Some(rules) }
    }

    /// Language and entry point, where they are said.
    pub fn program(&self, submission: &str) -> (Option<&str>, Option<&str>) {
        let mut said = (None, None);
        for entry in self.entries.iter().filter(|entry| matches(&entry.pattern, submission)) {
            said.0 = entry.language.as_deref().or(said.0);
            said.1 = entry.entrypoint.as_deref().or(said.1);
        }
        said
    }

    fn of_folder(&self, folder: &str) -> Option<Rule> {
        let mut rule = Rule::all_cases(format!("submissions/{folder}"));
        let (permitted, required, overall): (&[Code], &[Code], Code) = match folder {
            "accepted" => (&[Accepted], &[], Accepted),
            "wrong_answer" => (&[Accepted, WrongAnswer], &[WrongAnswer], WrongAnswer),
            "time_limit_exceeded" => {
                (&[Accepted, TimeLimitExceeded], &[TimeLimitExceeded], TimeLimitExceeded)
            }
            "run_time_error" => (&[Accepted, RunTimeError], &[RunTimeError], RunTimeError),
            "rejected" => {
                rule.required = Some([RunTimeError, TimeLimitExceeded, WrongAnswer].into());
                return Some(rule);
            }
            "brute_force" => {
                rule.permitted = Some([Accepted, RunTimeError, TimeLimitExceeded].into());
                rule.required = Some([RunTimeError, TimeLimitExceeded].into());
                return Some(rule);
            }
            _ => return None,
        };
        if self.legacy {
            rule.overall = Some(overall);
        } else {
            rule.permitted = Some(permitted.iter().copied().collect());
            rule.required = (!required.is_empty()).then(|| required.iter().copied().collect());
        }
        Some(rule)
    }
}

fn entry(pattern: String, given: &mut Keys) -> Entry {
    let mut rules = vec![rule(given, &pattern, "")];
    let language = given.text("language");
    let entrypoint = given.text("entrypoint");
    given.ignore(&["authors", "model_solution"]);
    // What is left are patterns of cases.
    for cases in given.names() {
        if let Some(mut inner) = given.map(&cases) {
            rules.push(rule(&mut inner, &pattern, &cases));
            let mut warnings = Vec::new();
            let mut flaws = std::mem::take(&mut given.flaws);
            inner.end(&mut flaws, &mut warnings);
            given.flaws = flaws;
            given.warnings.append(&mut warnings);
        }
    }
    rules.retain(|rule| {
        rule.permitted.is_some() || rule.required.is_some() || rule.message.is_some()
    });
    Entry { pattern, language, entrypoint, rules }
}

fn rule(given: &mut Keys, pattern: &str, cases: &str) -> Rule {
    let mut codes = |key: &str| -> Option<BTreeSet<Code>> {
        let mut all = BTreeSet::new();
        for word in given.words(key)? {
            match Code::parse(&word) {
                Some(code) => {
                    all.insert(code);
                }
                None => given.wrong(format!("`{key}: {word}`: use AC, WA, TLE and RTE")),
            }
        }
        Some(all)
    };
    let (permitted, required) = (codes("permitted"), codes("required"));
    let message = given.text("message").filter(|text| !text.is_empty());
    given.ignore(&["score", "use_for_time_limit"]);
    let said_by = format!("{FILE}, `{pattern}`");
    Rule { said_by, cases: cases.to_owned(), permitted, required, message, overall: None }
}

/// Whether the pattern names the path or a folder that it is in. `*` stays within one name, `{a,b}`
/// is one of several.
pub fn matches(pattern: &str, path: &str) -> bool {
    let parts: Vec<&str> = path.split('/').collect();
    expanded(pattern).iter().any(|pattern| {
        let wanted: Vec<&str> = pattern.trim_end_matches('/').split('/').collect();
        wanted.len() <= parts.len()
            && wanted.iter().zip(&parts).all(|(pattern, part)| matches_name(pattern, part))
    })
}

/// More alternatives than this are nobody's honest pattern.
const ALTERNATIVES_MAX: usize = 256;

fn expanded(pattern: &str) -> Vec<String> {
    let mut open = vec![pattern.to_owned()];
    let mut done = Vec::new();
    while let Some(one) = open.pop() {
        let braces = one.find('}').and_then(|end| Some((one[..end].rfind('{')?, end)));
        let Some((start, end)) = braces else {
            done.push(one);
            continue;
        };
        if open.len() + done.len() > ALTERNATIVES_MAX {
            return done;
        }
        for choice in one[start + 1..end].split(',') {
            open.push(format!("{}{choice}{}", &one[..start], &one[end + 1..]));
        }
    }
    done
}

fn matches_name(pattern: &str, name: &str) -> bool {
    let mut pieces = pattern.split('*');
    let first = pieces.next().unwrap_or_default();
    let Some(mut rest) = name.strip_prefix(first) else { return false };
    let Some(last) = pieces.next_back() else { return rest.is_empty() };
    for piece in pieces {
        match rest.find(piece) {
            Some(at) => rest = &rest[at + piece.len()..],
            None => return false,
        }
    }
    rest.ends_with(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_match_as_the_format_says() {
        let check = |pattern: &str, path: &str, expected: bool| {
            assert_eq!(matches(pattern, path), expected, "{pattern} on {path}");
        };
        check("accepted", "accepted/a.py", true);
        check("accepted/*", "accepted/a.py", true);
        check("accepted/*.py", "accepted/a.py", true);
        check("accepted/*.py", "accepted/a.pyc", false);
        check("*", "accepted/a.py", true);
        check("*.py", "accepted/a.py", false);
        check("accepted/a*b*c.py", "accepted/a1b2c.py", true);
        check("accepted/a*b*c.py", "accepted/a1c2b.py", false);
        check("accepted/{simple,complex}.{py,cpp}", "accepted/complex.cpp", true);
        check("accepted/{simple,complex}.py", "accepted/other.py", false);
        check("accepted/{a,{b,c}}.py", "accepted/c.py", true);
        check("secret/*-easy", "secret/1-easy", true);
        check("secret/group1", "secret/group1/3", true);
        check("secret/group1", "secret/group10", false);
        // Both ends must not share characters.
        check("ab*ba", "aba", false);
        // Nine braces of two are 512 alternatives: cut short, but it ends.
        check(&"{a,b}".repeat(40), &"a".repeat(40), false);
    }

    fn promises(format: Format, yaml: &str) -> Promises {
        let files = vec![(FILE.to_owned(), yaml.as_bytes().to_vec().into())];
        let source = crate::Source::Memory { name: "p".into(), files };
        let (mut flaws, mut warnings) = (Vec::new(), Vec::new());
        let tree = Tree::list(source, &mut warnings).unwrap();
        let promises = Promises::read(&tree, format, &mut flaws, &mut warnings);
        assert_eq!((flaws, warnings), (Vec::new(), Vec::new()));
        promises
    }

    #[test]
    fn a_folder_promises_and_the_yaml_adds_or_replaces() {
        let modern = promises(
            Format::Modern,
            "time_limit_exceeded:\n  permitted: [AC, WA, TLE]\n\
             wrong_answer/off.py:\n  message: too high\n  secret/*-easy:\n    permitted: [AC]\n\
             mixed/*.py:\n  language: python3\n  entrypoint: go.py\n  required: [RTE]\n",
        );
        let slow = modern.of("time_limit_exceeded/x.py").unwrap();
        assert_eq!(slow.len(), 1);
        let all = [Accepted, WrongAnswer, TimeLimitExceeded];
        assert_eq!(slow[0].permitted, Some(all.into()));
        assert!(slow[0].wants_too_slow(), "what the yaml does not say stays");
        let wrong = modern.of("wrong_answer/off.py").unwrap();
        assert_eq!(wrong.len(), 3);
        assert_eq!(wrong[1].message.as_deref(), Some("too high"));
        assert!(wrong[2].covers("secret/2-easy") && !wrong[2].covers("secret/2-hard"));
        assert_eq!(modern.program("mixed/a.py"), (Some("python3"), Some("go.py")));
        assert_eq!(modern.of("mixed/a.py").unwrap()[0].required, Some([RunTimeError].into()));
        assert_eq!(modern.of("partially_accepted/a.py"), None);

        let legacy = promises(Format::Legacy, "");
        assert_eq!(legacy.of("wrong_answer/x").unwrap()[0].overall, Some(WrongAnswer));
    }
}
