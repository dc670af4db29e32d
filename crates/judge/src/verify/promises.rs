//! Promises against what was seen. No program runs here.

use crate::error::Flaw;
use crate::package::{Code, Package, Rule};
use crate::report::Verdict;
use std::collections::BTreeSet;

/// One submission on one case.
#[derive(Debug, Clone)]
pub struct Seen {
    pub case: String,
    /// `None`: left out.
    pub code: Option<Code>,
    /// The verdict in words.
    pub says: String,
    pub cpu_us: u64,
    pub judge_message: String,
}

/// The format knows four verdicts.
pub fn code(verdict: &Verdict) -> Code {
    match verdict {
        Verdict::Accepted | Verdict::Ran => Code::Accepted,
        Verdict::WrongAnswer { .. } => Code::WrongAnswer,
        Verdict::TimeLimit { .. } => Code::TimeLimitExceeded,
        Verdict::MemoryLimit | Verdict::OutputLimit | Verdict::RunTimeError { .. } => {
            Code::RunTimeError
        }
    }
}

/// What the format's rules say.
pub fn broken(rules: &[Rule], cases: &[Seen]) -> Vec<String> {
    let mut broken = Vec::new();
    for rule in rules {
        let Rule { said_by, permitted, required, message, overall, cases: of } = rule;
        let covered: Vec<&Seen> = cases.iter().filter(|seen| rule.covers(&seen.case)).collect();
        if covered.is_empty() {
            broken.push(format!("{said_by}: there is no case `{of}`"));
            continue;
        }
        let ran = || covered.iter().filter_map(|seen| Some((seen, seen.code?)));
        if let Some(wanted) = overall {
            let first = ran().find(|(_, code)| *code != Code::Accepted);
            let (got, at) = first.map_or((Code::Accepted, String::new()), |(seen, code)| {
                (code, format!(" on {} ({})", seen.case, seen.says))
            });
            if got != *wanted {
                broken.push(format!(
                    "{}{at}, but {said_by} promises {}",
                    got.short(),
                    wanted.short()
                ));
            }
        }
        if let Some(permitted) = permitted {
            for (seen, code) in ran().filter(|(_, code)| !permitted.contains(code)) {
                let Seen { case, says, .. } = seen;
                let all = list(permitted);
                broken.push(format!("{} on {case} ({says}); {said_by} allows {all}", code.short()));
            }
        }
        if let Some(required) = required
            && !ran().any(|(_, code)| required.contains(&code))
        {
            let at = if of.is_empty() { String::new() } else { format!(" on `{of}`") };
            broken.push(format!("nowhere{at} {}, which {said_by} requires", list(required)));
        }
        if let Some(message) = message
            && !covered.iter().any(|seen| seen.judge_message.contains(message))
        {
            broken
                .push(format!("no message of the checker says `{message}`, as {said_by} promises"));
        }
    }
    broken
}

fn list(codes: &BTreeSet<Code>) -> String {
    codes.iter().map(|code| code.short()).collect::<Vec<&str>>().join(", ")
}

/// Lines of a submission in which it says what kills it.
pub const HEAD_LINES: usize = 12;

/// What we ask of our own problems besides: wrong submissions die on the very case that they name,
/// and verdicts about time hold at half and at double the limit.
pub fn broken_by_own(
    name: &str,
    text: &str,
    cases: &[Seen],
    limit_ms: u64,
    double_us: u64,
) -> Vec<String> {
    let mut broken = Vec::new();
    let Some((says, deadly)) = sentence(name) else {
        for seen in cases.iter().filter(|seen| 2 * seen.cpu_us > limit_ms * 1000) {
            let s = seconds(seen.cpu_us);
            broken.push(format!("{s} s on {}: more than half the limit", seen.case));
        }
        return broken;
    };
    let named = named_cases(text, says);
    if named.is_empty() {
        broken.push(format!(
            "its first lines do not say \"{says}secret/<case>.\": say which case kills it"
        ));
    }
    for case in named {
        let Some(seen) = cases.iter().find(|seen| seen.case == case) else {
            broken.push(format!("names the case {case}, which is not there"));
            continue;
        };
        let s = seconds(seen.cpu_us);
        if seen.code != Some(deadly) {
            let got = seen.code.map_or("not run", Code::short);
            broken.push(format!("{got} on {case} ({s} s), which it says kills it"));
        } else if deadly == Code::TimeLimitExceeded && seen.cpu_us < double_us {
            broken.push(format!("{s} s on {case}: less than double the limit"));
        }
    }
    broken
}

/// How a submission says what kills it, and what that is; `None` for accepted ones.
fn sentence(name: &str) -> Option<(&'static str, Code)> {
    match name.split('/').next()? {
        "wrong_answer" => Some(("Killed by ", Code::WrongAnswer)),
        "time_limit_exceeded" => Some(("Too slow on ", Code::TimeLimitExceeded)),
        _ => None,
    }
}

/// The cases that a submission says kill it.
pub fn named(name: &str, text: &str) -> BTreeSet<String> {
    sentence(name).map(|(says, _)| named_cases(text, says)).unwrap_or_default()
}

fn seconds(us: u64) -> String {
    format!("{:.1}", us as f64 / 1e6)
}

/// The cases in the sentence that begins with `says`.
fn named_cases(text: &str, says: &str) -> BTreeSet<String> {
    text.lines()
        .filter_map(|line| {
            let line = line.trim_start_matches(|c: char| c.is_whitespace() || "#/*\"'".contains(c));
            line.strip_prefix(says)
        })
        .flat_map(|rest| rest.split([' ', ',']))
        .map(|word| word.trim_end_matches('.'))
        .filter(|word| word.starts_with("secret/") || word.starts_with("sample/"))
        .map(str::to_owned)
        .collect()
}

/// How many of each our own problems have at least.
pub fn counts(package: &Package, broken: &mut Vec<Flaw>) {
    for (verdict, least) in [("accepted", 1), ("wrong_answer", 3), ("time_limit_exceeded", 1)] {
        let of_it = |name: &str| name.split('/').next() == Some(verdict);
        let there = package.submissions().iter().filter(|one| of_it(&one.name)).count();
        if there < least {
            let says = format!("{there} there: write at least {least}");
            broken.push(Flaw::new(format!("submissions/{verdict}"), says));
        }
    }
    if package.input_validators().is_empty() {
        broken.push(Flaw::new("input_validators", "there is none: write one"));
    }
    if package.invalid_inputs().is_empty() {
        let says = "there is none: write an input that the validator must refuse";
        broken.push(Flaw::new("data/invalid_input", says));
    }
}

/// Times that keep their verdict, but by less than the package asks.
pub fn doubtful_times(
    rules: &[Rule],
    cases: &[Seen],
    limit_ms: u64,
    package: &Package,
    margin_us: u64,
) -> Vec<String> {
    let slowest = cases.iter().max_by_key(|seen| seen.cpu_us);
    let Some(Seen { case, cpu_us, .. }) = slowest else { return Vec::new() };
    let s = seconds(*cpu_us);
    if rules.iter().any(Rule::wants_too_slow) {
        return if *cpu_us < margin_us && *cpu_us > limit_ms * 1000 {
            vec![format!("{s} s on {case}: not much more than the limit")]
        } else {
            Vec::new()
        };
    }
    let room = package.limits.ac_to_time_limit;
    let too_near = *cpu_us as f64 * room > limit_ms as f64 * 1000.0;
    // A limit that was measured here leaves its room by itself.
    if too_near && *cpu_us <= limit_ms * 1000 && package.limits.time_ms.is_some() {
        return vec![format!("{s} s on {case}: less than {room} times below the limit")];
    }
    Vec::new()
}

#[cfg(test)]
mod tests {
    use super::*;
    use Code::{Accepted, RunTimeError, TimeLimitExceeded, WrongAnswer};

    fn seen(cases: &[(&str, Code, f64)]) -> Vec<Seen> {
        cases
            .iter()
            .map(|(case, code, cpu_s)| Seen {
                case: (*case).into(),
                code: Some(*code),
                says: "words".into(),
                cpu_us: (cpu_s * 1e6) as u64,
                judge_message: String::new(),
            })
            .collect()
    }

    #[track_caller]
    fn check_own(name: &str, text: &str, cases: &[(&str, Code, f64)], expected: &[&str]) {
        assert_eq!(broken_by_own(name, text, &seen(cases), 2_000, 4_000_000), expected);
    }

    #[test]
    fn kept_promises_are_quiet() {
        check_own("accepted/a", "", &[("secret/1", Accepted, 0.1)], &[]);
        check_own(
            "wrong_answer/a",
            "\"\"\"Bug.\n\nKilled by secret/2, by its third line.\n",
            &[("secret/1", Accepted, 0.1), ("secret/2", WrongAnswer, 0.1)],
            &[],
        );
        check_own(
            "time_limit_exceeded/a",
            "// Too slow on secret/1 and secret/2.",
            &[
                ("secret/1", TimeLimitExceeded, 4.1),
                ("secret/2", TimeLimitExceeded, 4.1),
                ("secret/3", Accepted, 3.0),
            ],
            &[],
        );
    }

    #[test]
    fn broken_promises_are_told() {
        check_own(
            "accepted/a",
            "",
            &[("secret/1", Accepted, 1.2)],
            &["1.2 s on secret/1: more than half the limit"],
        );
        // Wrong for another reason than the one it names.
        check_own(
            "wrong_answer/a",
            "# Killed by secret/1.",
            &[("secret/1", Accepted, 0.1), ("secret/2", WrongAnswer, 0.1)],
            &["AC on secret/1 (0.1 s), which it says kills it"],
        );
        check_own(
            "wrong_answer/a",
            "",
            &[("secret/1", WrongAnswer, 0.1)],
            &["its first lines do not say \"Killed by secret/<case>.\": say which case kills it"],
        );
        check_own(
            "time_limit_exceeded/a",
            "Too slow on secret/9.",
            &[("secret/1", Accepted, 3.0)],
            &["names the case secret/9, which is not there"],
        );
        check_own(
            "time_limit_exceeded/a",
            "Too slow on secret/1.",
            &[("secret/1", TimeLimitExceeded, 3.0)],
            &["3.0 s on secret/1: less than double the limit"],
        );
    }

    fn rule() -> Rule {
        Rule {
            said_by: "here".into(),
            cases: String::new(),
            permitted: None,
            required: None,
            message: None,
            overall: None,
        }
    }

    #[track_caller]
    fn check(rule: Rule, cases: &[(&str, Code, f64)], expected: &[&str]) {
        assert_eq!(broken(&[rule], &seen(cases)), expected);
    }

    #[test]
    fn rules_of_the_format_are_held() {
        let cases = [
            ("sample/1", Accepted, 0.1),
            ("secret/1", RunTimeError, 0.1),
            ("secret/2", WrongAnswer, 0.1),
        ];
        let permitted = Some([Accepted, WrongAnswer].into());
        check(
            Rule { permitted: permitted.clone(), ..rule() },
            &cases,
            &["RTE on secret/1 (words); here allows AC, WA"],
        );
        check(Rule { permitted, cases: "sample".into(), ..rule() }, &cases, &[]);
        let required = Some([TimeLimitExceeded].into());
        check(
            Rule { required: required.clone(), ..rule() },
            &cases,
            &["nowhere TLE, which here requires"],
        );
        check(
            Rule { required, cases: "secret/*-hard".into(), ..rule() },
            &cases,
            &["here: there is no case `secret/*-hard`"],
        );
        check(Rule { overall: Some(RunTimeError), ..rule() }, &cases, &[]);
        check(
            Rule { overall: Some(WrongAnswer), ..rule() },
            &cases,
            &["RTE on secret/1 (words), but here promises WA"],
        );
        check(
            Rule { overall: Some(TimeLimitExceeded), ..rule() },
            &cases[..1],
            &["AC, but here promises TLE"],
        );
        check(
            Rule { message: Some("too high".into()), ..rule() },
            &cases,
            &["no message of the checker says `too high`, as here promises"],
        );
    }
}
