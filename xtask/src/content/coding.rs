//! Coding problems: every submission gets the verdict of its folder, wrong ones on the very case
//! that they name, and verdicts about time hold at half and at double the limit.

use super::python;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// What package.py tells.
#[derive(Deserialize)]
struct Ran {
    runs: Vec<Run>,
    inputs: Vec<Input>,
    changed: Vec<String>,
}

#[derive(Deserialize)]
struct Run {
    /// `wrong_answer/counts_copies`.
    submission: String,
    /// `secret/06-copies`.
    case: String,
    outcome: RunOutcome,
    cpu_s: f64,
    why: String,
}

#[derive(Deserialize, Clone, Copy, Debug, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
enum RunOutcome {
    Right,
    Wrong,
    Crashed,
    TooSlow,
}

#[derive(Deserialize)]
struct Input {
    case: String,
    accepted: bool,
}

pub fn check(folder: &Path) -> Result<Vec<String>, String> {
    let time_limit_s = time_limit_s(folder)?;
    // Stopped only beyond double the limit, so that the slow ones prove themselves.
    let stop_s = (2.0 * time_limit_s).to_string();
    let shown = folder.display().to_string();
    let ran: Ran = python::run(include_str!("package.py"), &[&shown, &stop_s], "")?;

    let mut wrong: Vec<String> = ran
        .changed
        .iter()
        .map(|file| format!("{file}: differs from what data/generate.py writes: run it"))
        .collect();
    for input in &ran.inputs {
        let must_hold = !input.case.starts_with("invalid_input/");
        if input.accepted != must_hold {
            let word = if input.accepted { "accepted" } else { "refused" };
            wrong.push(format!(
                "data/{}.in: {word} by the input validator: mend one of the two",
                input.case
            ));
        }
    }
    let mut by_submission: BTreeMap<&str, Vec<&Run>> = BTreeMap::new();
    for run in &ran.runs {
        by_submission.entry(&run.submission).or_default().push(run);
    }
    for (submission, runs) in &by_submission {
        let source =
            fs::read_to_string(folder.join("submissions").join(submission).join("solution.py"))
                .unwrap_or_default();
        let found = judge(submission, &source, runs, time_limit_s);
        wrong.extend(found.into_iter().map(|what| format!("submissions/{submission}: {what}")));
    }
    for (verdict, least) in [("accepted", 1), ("wrong_answer", 3), ("time_limit_exceeded", 1)] {
        let there = by_submission.keys().filter(|one| one.starts_with(verdict)).count();
        if there < least {
            wrong.push(format!("submissions/{verdict}: {there} there: write at least {least}"));
        }
    }
    Ok(wrong)
}

/// Only this one number is needed of the package's YAML.
fn time_limit_s(folder: &Path) -> Result<f64, String> {
    let text = fs::read_to_string(folder.join("problem.yaml"))
        .map_err(|_| "problem.yaml: missing: write it".to_owned())?;
    text.lines()
        .find_map(|line| line.trim().strip_prefix("time_limit:")?.trim().parse().ok())
        .ok_or_else(|| {
            "problem.yaml: no `time_limit` in seconds: write it under `limits`".to_owned()
        })
}

/// `runs` are one submission's, over all cases.
fn judge(submission: &str, source: &str, runs: &[&Run], time_limit_s: f64) -> Vec<String> {
    let verdict = submission.split('/').next().unwrap_or_default();
    let (says, wanted): (&str, fn(RunOutcome) -> bool) = match verdict {
        "accepted" => ("", |outcome| outcome == RunOutcome::Right),
        "wrong_answer" => {
            ("Killed by ", |outcome| matches!(outcome, RunOutcome::Right | RunOutcome::Wrong))
        }
        "time_limit_exceeded" => {
            ("Too slow on ", |outcome| matches!(outcome, RunOutcome::Right | RunOutcome::TooSlow))
        }
        other => return vec![format!("`{other}` is no verdict that is checked")],
    };
    let mut wrong = Vec::new();
    for run in runs.iter().filter(|run| !wanted(run.outcome)) {
        wrong.push(format!("{:?} on {} {}", run.outcome, run.case, run.why));
    }
    if verdict == "accepted" {
        for run in runs.iter().filter(|run| run.cpu_s > time_limit_s / 2.0) {
            wrong.push(format!("{:.1} s on {}: more than half the limit", run.cpu_s, run.case));
        }
        return wrong;
    }
    let named = named_cases(source, says);
    if named.is_empty() {
        wrong.push(format!(
            "its first lines do not say \"{says}secret/<case>.\": say which case kills it"
        ));
    }
    let deadly = if verdict == "wrong_answer" { RunOutcome::Wrong } else { RunOutcome::TooSlow };
    for case in named {
        match runs.iter().find(|run| run.case == case) {
            None => wrong.push(format!("names the case {case}, which is not there")),
            Some(run) if run.outcome != deadly => {
                wrong.push(format!(
                    "{:?} on {case} ({:.1} s), which it says kills it",
                    run.outcome, run.cpu_s
                ));
            }
            Some(_) => {}
        }
    }
    wrong
}

/// The cases in the sentence that begins with `says`.
fn named_cases(source: &str, says: &str) -> BTreeSet<String> {
    source
        .lines()
        .take(12)
        .filter_map(|line| line.trim().strip_prefix(says))
        .flat_map(|rest| rest.split([' ', ',']))
        .map(|word| word.trim_end_matches('.'))
        .filter(|word| word.starts_with("secret/") || word.starts_with("sample/"))
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use RunOutcome::{Crashed, Right, TooSlow, Wrong};

    #[track_caller]
    fn check_judge(
        submission: &str,
        says: &str,
        runs: &[(&str, RunOutcome, f64)],
        expected: &[&str],
    ) {
        let runs: Vec<Run> = runs
            .iter()
            .map(|(case, outcome, cpu_s)| Run {
                submission: submission.into(),
                case: (*case).into(),
                outcome: *outcome,
                cpu_s: *cpu_s,
                why: String::new(),
            })
            .collect();
        let runs: Vec<&Run> = runs.iter().collect();
        let found = judge(submission, says, &runs, 2.0);
        let found: Vec<&str> = found.iter().map(|what| what.trim()).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn kept_promises_are_quiet() {
        check_judge("accepted/a", "", &[("secret/1", Right, 0.1)], &[]);
        check_judge(
            "wrong_answer/a",
            "\"\"\"Bug.\n\nKilled by secret/2, by its third line.\n",
            &[("secret/1", Right, 0.1), ("secret/2", Wrong, 0.1)],
            &[],
        );
        check_judge(
            "time_limit_exceeded/a",
            "Too slow on secret/1 and secret/2.",
            &[("secret/1", TooSlow, 4.1), ("secret/2", TooSlow, 4.1), ("secret/3", Right, 3.0)],
            &[],
        );
    }

    #[test]
    fn broken_promises_are_told() {
        check_judge("accepted/a", "", &[("secret/1", Wrong, 0.1)], &["Wrong on secret/1"]);
        check_judge(
            "accepted/a",
            "",
            &[("secret/1", Right, 1.2)],
            &["1.2 s on secret/1: more than half the limit"],
        );
        check_judge(
            "wrong_answer/a",
            "Killed by secret/1.",
            &[("secret/1", Crashed, 0.1)],
            &["Crashed on secret/1", "Crashed on secret/1 (0.1 s), which it says kills it"],
        );
        // Wrong for another reason than the one it names.
        check_judge(
            "wrong_answer/a",
            "Killed by secret/1.",
            &[("secret/1", Right, 0.1), ("secret/2", Wrong, 0.1)],
            &["Right on secret/1 (0.1 s), which it says kills it"],
        );
        check_judge(
            "wrong_answer/a",
            "",
            &[("secret/1", Wrong, 0.1)],
            &["its first lines do not say \"Killed by secret/<case>.\": say which case kills it"],
        );
        check_judge(
            "time_limit_exceeded/a",
            "Too slow on secret/9.",
            &[("secret/1", Right, 3.0)],
            &["names the case secret/9, which is not there"],
        );
    }
}
