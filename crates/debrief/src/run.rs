//! A run of code in words: the same sentences on every page and in the terminal.

use crate::words::{clock, count};
use greenroom_model::{CaseRun, CaseSet, CaseVerdict, CodeFinding, CodeRun};

/// "Wrong answer: 18 of 21 cases accepted", or what else is to say first.
pub fn headline(run: &CodeRun) -> String {
    if run.compile.is_some() {
        return "Compile error: nothing was run.".into();
    }
    let ran = run.cases.iter().filter(|case| case.verdict != CaseVerdict::NotRun).count();
    let accepted = with(run, CaseVerdict::Accepted);
    let left_out = with(run, CaseVerdict::NotRun);
    let only_seen = with(run, CaseVerdict::Ran);
    let mut line = match run.verdict {
        CaseVerdict::Accepted => format!("Accepted: {}", count(accepted, "case")),
        CaseVerdict::Ran if accepted == 0 => format!("Ran: {}", count(only_seen, "case")),
        verdict => {
            format!("{}: {accepted} of {} accepted", capital(verdict.word()), count(ran, "case"))
        }
    };
    if left_out > 0 {
        line.push_str(&format!(", {left_out} not run"));
    }
    line.push('.');
    line
}

fn with(run: &CodeRun, verdict: CaseVerdict) -> usize {
    run.cases.iter().filter(|case| case.verdict == verdict).count()
}

/// The first case that failed.
pub fn first_failure(run: &CodeRun) -> Option<&CaseRun> {
    run.cases.iter().find(|case| case.verdict.is_failure())
}

/// The most that one case took.
pub fn cost(run: &CodeRun) -> Option<String> {
    let slowest = run.cases.iter().max_by_key(|case| case.cpu_ms)?;
    let memory = run.cases.iter().map(|case| case.memory_bytes).max()?;
    let mib = (memory as f64 / 1_048_576.0).round();
    Some(format!("At most {} ms of CPU time ({}) and {mib} MiB.", slowest.cpu_ms, slowest.name))
}

/// How often what was run.
pub fn tries(code: &CodeFinding) -> String {
    let told: Vec<String> = code
        .runs
        .iter()
        .map(|(set, times)| {
            let what = match set {
                CaseSet::Sample => "the samples",
                CaseSet::Own => "own cases",
                CaseSet::All => "all cases",
            };
            match times {
                1 => format!("{what} once"),
                times => format!("{what} {times} times"),
            }
        })
        .collect();
    match told.is_empty() {
        true => "Nothing was run.".into(),
        false => format!("You ran {}.", told.join(", ")),
    }
}

/// "Asked a question 00:40, wrote the first line 03:10, ..."
pub fn order(code: &CodeFinding) -> String {
    let steps: Vec<String> =
        code.order.iter().map(|step| format!("{} ({})", step.what, clock(step.at_ms))).collect();
    steps.join(", then ")
}

/// With a capital first.
pub fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
