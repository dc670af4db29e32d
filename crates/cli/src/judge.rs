//! `greenroom judge`: anybody's problem package.

use crate::args::{Judge as Args, Place};
use crate::data;
use crate::fault::{Fault, print};
use crate::status::StatusLine;
use greenroom_app::judge::verify::{Step, Verification};
use greenroom_app::judge::{
    Cancel, CaseResult, Cases, Judge, Overall, Package, Progress, Report, Source, Submission,
};
use serde_json::json;
use std::fmt::Write as _;
use std::process::ExitCode;

/// It could not be judged, which is no verdict.
const NOT_JUDGED: u8 = 2;

pub fn judge(place: &Place, args: &Args) -> Result<ExitCode, Fault> {
    match judged(place, args) {
        Ok(true) => Ok(ExitCode::SUCCESS),
        Ok(false) => Ok(ExitCode::FAILURE),
        Err(fault) => {
            eprintln!("greenroom: {fault}");
            Ok(ExitCode::from(NOT_JUDGED))
        }
    }
}

fn judged(place: &Place, args: &Args) -> Result<bool, Fault> {
    let package = Package::read(Source::Folder(args.package.clone()))
        .map_err(|error| Fault::new(format!("{}: {error}", args.package.display())))?;
    for warning in &package.warnings {
        eprintln!("greenroom: {warning}");
    }
    // What is wrong with a file is said before anything is started.
    let submissions = args
        .submissions
        .iter()
        .map(|path| {
            Submission::from_path(path, None)
                .map(|submission| (path.display().to_string(), submission))
                .map_err(|error| Fault::new(format!("{}: {error}", path.display())))
        })
        .collect::<Result<Vec<_>, _>>()?;
    let judge = data::judge(place)?;
    if submissions.is_empty() {
        return verified(&judge, &package, args.json);
    }
    let mut all_accepted = true;
    let mut reports = Vec::new();
    for (name, submission) in submissions {
        let report = judge
            .judge(&package, &submission, Cases::All, &mut teller(&name), &Cancel::new())
            .map_err(|error| Fault::new(format!("{name}: {error}")))?;
        all_accepted &= report.overall.is_accepted();
        if args.json {
            reports.push(json!({ "submission": name, "report": report }));
        } else {
            print(&told(&name, &report))?;
        }
    }
    if args.json {
        print(&format!("{:#}\n", json!(reports)))?;
    }
    Ok(all_accepted)
}

fn verified(judge: &Judge, package: &Package, as_json: bool) -> Result<bool, Fault> {
    let status = StatusLine::new();
    let mut tell = |step: Step| {
        let says = match step {
            Step::Inputs { count } => format!("{count} inputs against their validators"),
            Step::Generator => "the generator".into(),
            Step::Submission { name } => name,
        };
        status.say(&format!("verifying {says}"));
    };
    let verified = judge
        .verify(package, &mut tell, &Cancel::new())
        .map_err(|error| Fault::new(error.to_string()))?;
    drop(status);
    if as_json {
        print(&format!("{:#}\n", json!(verified)))?;
    } else {
        print(&told_of_package(&verified))?;
    }
    Ok(verified.holds())
}

fn told_of_package(verified: &Verification) -> String {
    let mut text = String::new();
    for submission in &verified.submissions {
        let place = format!("submissions/{}", submission.name);
        let is_broken = verified.broken.iter().any(|flaw| flaw.file == place);
        let slowest = submission.cases.iter().map(|case| case.cpu_us).max().unwrap_or(0);
        writeln!(
            text,
            "{} {:<50} {:<10} {} cases, at most {} ms of {}",
            if is_broken { "✕" } else { "●" },
            submission.name,
            submission.language,
            submission.cases.iter().filter(|case| case.verdict.is_some()).count(),
            slowest / 1_000,
            submission.time_limit_ms
        )
        .ok();
    }
    writeln!(text, "{} inputs were checked by their validators", verified.inputs_checked).ok();
    for note in &verified.notes {
        writeln!(text, "– {note}").ok();
    }
    for flaw in &verified.broken {
        writeln!(text, "✕ {flaw}").ok();
    }
    text.push_str(match verified.holds() {
        true => "Everything is as the package promises.\n",
        false => "Not everything is as the package promises.\n",
    });
    text
}

fn told(name: &str, report: &Report) -> String {
    let mut text = format!("{name} ({})\n", report.language);
    match &report.overall {
        Overall::Accepted => text.push_str("● Accepted\n"),
        Overall::Ran => text.push_str("– Ran; there is nothing to compare with\n"),
        Overall::CompileError { diagnostics, output } => {
            text.push_str("✕ Compile error\n");
            for one in diagnostics {
                writeln!(text, "  {}:{}: {}", one.file, one.line, one.message).ok();
            }
            if diagnostics.is_empty() {
                text.push_str(output);
            }
        }
        Overall::Failed { case, verdict } => {
            writeln!(text, "✕ {case}: {verdict}").ok();
        }
    }
    for case in &report.cases {
        let says = match &case.result {
            CaseResult::Judged { verdict } => verdict.name().to_owned(),
            CaseResult::NotRun { why } => format!("not run: {why}"),
        };
        let mib = case.memory_bytes >> 20;
        writeln!(text, "  {:<32} {:>8.0} ms {mib:>5} MiB  {says}", case.name, case.cpu_ms()).ok();
        for message in [&case.team_message, &case.judge_message].into_iter().flatten() {
            for line in message.trim_end().lines() {
                writeln!(text, "      {line}").ok();
            }
        }
    }
    text
}

/// Tells how far it is until it is dropped.
fn teller(name: &str) -> impl FnMut(Progress) {
    let status = StatusLine::new();
    let name = name.to_owned();
    let (mut done, mut total) = (0, 0);
    move |progress| {
        let says = match progress {
            Progress::Waiting { ahead } => format!("waiting, {ahead} before it"),
            Progress::Building => "building".into(),
            Progress::Running { cases } => {
                (done, total) = (0, cases);
                format!("0 of {total} cases")
            }
            Progress::Case { .. } => {
                done += 1;
                format!("{done} of {total} cases")
            }
        };
        status.say(&format!("{name}: {says}"));
    }
}
