//! `greenroom lab`: a service in one's own editor, checked stage by stage.
//!
//! Ends with 0 when every check passed, with 1 when one failed or the service as a whole is wrong, with 2 when something
//! could not be judged, with 130 when Ctrl+C ended it.

use crate::args::{LabCheck, LabCommand, LabStart, Place};
use crate::data;
use crate::fault::{Fault, print};
use crate::status::StatusLine;
use crate::stop::CANCELLED;
use crate::text::wrapped;
use greenroom_app::content::Library;
use greenroom_app::labs::{
    self, Cancel, CheckResult, Event, Failure, LabRun, Report, Target, Trouble, Verdict,
};
use serde_json::json;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// It could not be judged, which says nothing about the service.
const NOT_JUDGED: u8 = 2;
const LOOK_EVERY: Duration = Duration::from_millis(300);
/// Of a folder that is watched: what builds and tools leave behind is not looked at.
const UNWATCHED: [&str; 4] = ["target", "node_modules", "__pycache__", "build"];
const WATCHED_DEPTH_MAX: usize = 6;

pub fn lab(place: &Place, command: &LabCommand) -> Result<ExitCode, Fault> {
    match command {
        LabCommand::List { json } => list(place, *json),
        LabCommand::Start(start) => begin(place, start),
        LabCommand::Check(check) => match checked(place, check) {
            Ok(code) => Ok(code),
            Err(fault) => {
                eprintln!("greenroom: {fault}");
                Ok(ExitCode::from(NOT_JUDGED))
            }
        },
    }
}

fn list(place: &Place, as_json: bool) -> Result<ExitCode, Fault> {
    let library = data::library(place)?;
    let mut text = String::new();
    if as_json {
        let labs: Vec<_> = library
            .labs()
            .map(|one| {
                let languages: Vec<_> = one.starters.iter().map(|one| &one.language).collect();
                json!({ "lab": one.lab, "starters": languages })
            })
            .collect();
        writeln!(text, "{:#}", json!(labs)).ok();
    } else {
        for one in library.labs() {
            let lab = &one.lab;
            writeln!(
                text,
                "{:<16} {} ({} checks, {} min)",
                lab.id,
                lab.title,
                lab.checks().count(),
                lab.minutes
            )
            .ok();
            text.push_str(&wrapped(&lab.summary, "                 "));
        }
        text.push_str("\nBegin one: greenroom lab start LAB --lang python\n");
    }
    print(&text)?;
    Ok(ExitCode::SUCCESS)
}

fn begin(place: &Place, start: &LabStart) -> Result<ExitCode, Fault> {
    let library = data::library(place)?;
    let folder = start.dir.clone().unwrap_or_else(|| PathBuf::from(&start.lab));
    labs::start(&library, &start.lab, &start.lang, &folder)
        .map_err(|error| Fault::new(error.to_string()))?;
    print(&format!(
        "{} is in {}.\nRead statement.md and the contract beside it; lab.toml says how your service is \
         started. Then, in that folder:\n  greenroom lab check                    all checks\n  greenroom lab check \
         --stage contract   one stage\n  greenroom lab check --watch            again whenever you save\n",
        start.lab,
        folder.display()
    ))?;
    Ok(ExitCode::SUCCESS)
}

fn checked(place: &Place, args: &LabCheck) -> Result<ExitCode, Fault> {
    let library = data::library(place)?;
    data::runtime()?.block_on(async {
        if args.watch {
            watch(place, &library, args).await
        } else {
            once(place, &library, args).await
        }
    })
}

async fn watch(place: &Place, library: &Library, args: &LabCheck) -> Result<ExitCode, Fault> {
    let cancelled = ExitCode::from(CANCELLED);
    let mut seen = None;
    loop {
        let now = last_change(&args.dir, 0);
        if now != seen {
            seen = now;
            match once(place, library, args).await {
                Ok(code) if code == cancelled => return Ok(code),
                Ok(_) => {}
                Err(fault) => print(&format!("{fault}\n"))?,
            }
            print("Watching; Ctrl+C ends it.\n")?;
        }
        tokio::select! {
            () = tokio::time::sleep(LOOK_EVERY) => {}
            _ = tokio::signal::ctrl_c() => return Ok(cancelled),
        }
    }
}

async fn once(place: &Place, library: &Library, args: &LabCheck) -> Result<ExitCode, Fault> {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let nonce = u64::try_from(since.as_nanos() % u128::from(u64::MAX)).unwrap_or_default();
    let wanted = LabRun {
        lab: args.lab.clone(),
        target: match &args.url {
            Some(url) => Target::Url(url.clone()),
            None => Target::Folder(args.dir.clone()),
        },
        stages: args.stages.clone(),
        check: args.check.clone(),
        // Short enough to be typed again.
        seed: args.seed.unwrap_or(nonce % 1_000_000),
        nonce,
    };
    let report = run(library, &wanted, args.json).await?;
    if args.json {
        print(&format!("{:#}\n", json!(report)))?;
    } else {
        print(&ending(&report))?;
    }
    // It was shown in any case; what cannot be kept is missing in the progress only.
    if let Err(fault) = keep(place, &wanted.target, &report).await {
        eprintln!("greenroom: the results were not kept: {fault}");
    }
    Ok(code(&report))
}

async fn keep(place: &Place, target: &Target, report: &Report) -> Result<(), Fault> {
    let greenroom = data::greenroom(place, data::library(place)?).await?;
    let kept = greenroom.note_lab(target, report).await;
    greenroom.close().await;
    kept.map_err(|error| Fault::new(error.to_string()))
}

/// Runs it and prints each check as it ends. The first Ctrl+C ends the service too.
async fn run(library: &Library, wanted: &LabRun, is_silent: bool) -> Result<Report, Fault> {
    let cancel = Cancel::new();
    let from_outside = cancel.clone();
    let listening = tokio::spawn(async move {
        if tokio::signal::ctrl_c().await.is_ok() {
            from_outside.cancel();
        }
    });
    let status = StatusLine::new();
    let mut tell = |event: Event| {
        let text = match event {
            Event::CheckStarted { id, .. } => return status.say(&format!("  {id}")),
            _ if is_silent => return,
            Event::Log { text } => format!("{text}\n"),
            Event::StageStarted { title, .. } => format!("\n{title}\n"),
            Event::CheckDone { result } => told(&result),
        };
        status.clear();
        // A reader that has gone is noticed at the end.
        print(&text).ok();
    };
    let report = labs::check(library, wanted, &cancel, &mut tell)
        .await
        .map_err(|error| Fault::new(error.to_string()));
    listening.abort();
    report
}

fn told(result: &CheckResult) -> String {
    let mut text = String::new();
    let word = match &result.verdict {
        Verdict::Passed => "passed",
        Verdict::Failed(_) => "FAILED",
        Verdict::NotJudged { .. } => "not judged",
    };
    writeln!(text, "  {:<30} {word:<11} {:>6} ms", result.id, result.took_ms).ok();
    let measures: Vec<String> = result
        .measures
        .iter()
        .map(|one| format!("{} {:.1} {}", one.name, one.value, one.unit))
        .collect();
    if !measures.is_empty() {
        writeln!(text, "    {}", measures.join(", ")).ok();
    }
    match &result.verdict {
        Verdict::Passed => {}
        Verdict::NotJudged { why } => text.push_str(&wrapped(why, "    ")),
        Verdict::Failed(failure) => {
            text.push_str(&wrapped(&result.did, "    "));
            text.push_str(&shown(failure));
        }
    }
    text
}

fn shown(failure: &Failure) -> String {
    let Failure { did, expected, got, again, history } = failure;
    let mut text = String::new();
    for (name, part) in [("did", did), ("expected", expected), ("got", got)] {
        writeln!(text, "    {name}:").ok();
        text.push_str(&wrapped(part, "      "));
    }
    if let Some(history) = history {
        writeln!(text, "    history:").ok();
        for (at, one) in history.operations.iter().enumerate() {
            let end = one.end_us.map_or("?".into(), |end| format!("{:.1}", end as f64 / 1_000.0));
            let mark = if history.impossible == Some(at) { "  <- cannot be" } else { "" };
            let start = one.start_us as f64 / 1_000.0;
            let (client, what, result) = (one.client, &one.what, &one.result);
            let line =
                format!("client {client:>2}  {start:.1} to {end} ms  {what}: {result}{mark}");
            text.push_str(&wrapped(&line, "      "));
        }
        text.push_str(&wrapped(&history.why, "      "));
    }
    // Not cut into lines, because it is to be copied.
    let line: String = again.chars().filter(|letter| !letter.is_control()).collect();
    writeln!(text, "    again:\n      {line}").ok();
    text
}

fn ending(report: &Report) -> String {
    let mut text = String::from("\n");
    let of = |is: fn(&Verdict) -> bool| {
        report.checks.iter().filter(|result| is(&result.verdict)).count()
    };
    let passed = of(|verdict| matches!(verdict, Verdict::Passed));
    let failed = of(|verdict| matches!(verdict, Verdict::Failed(_)));
    let not_judged = of(|verdict| matches!(verdict, Verdict::NotJudged { .. }));
    if let Some(trouble) = &report.trouble {
        text.push_str(&wrapped(&trouble.to_string(), ""));
    }
    write!(text, "{passed} passed, {failed} failed").ok();
    if not_judged > 0 {
        write!(text, ", {not_judged} not judged").ok();
    }
    writeln!(text, " (seed {})", report.seed).ok();
    text
}

fn code(report: &Report) -> ExitCode {
    let has_failed =
        report.checks.iter().any(|result| matches!(result.verdict, Verdict::Failed(_)));
    match &report.trouble {
        Some(Trouble::Cancelled) => ExitCode::from(CANCELLED),
        _ if has_failed => ExitCode::FAILURE,
        Some(
            Trouble::Ours(_)
            | Trouble::File { .. }
            | Trouble::MissingProgram { .. }
            | Trouble::NotThere { .. },
        ) => ExitCode::from(NOT_JUDGED),
        Some(_) => ExitCode::FAILURE,
        None if report.passed() => ExitCode::SUCCESS,
        None => ExitCode::from(NOT_JUDGED),
    }
}

/// When something in the folder was last saved.
fn last_change(folder: &Path, depth: usize) -> Option<SystemTime> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries
        .filter_map(|entry| {
            let name = entry.file_name();
            let name = name.to_string_lossy();
            if name.starts_with('.') || UNWATCHED.contains(&name.as_ref()) {
                return None;
            }
            let about = entry.metadata().ok()?;
            match about.is_dir() {
                true if depth < WATCHED_DEPTH_MAX => last_change(&entry.path(), depth + 1),
                true => None,
                false => about.modified().ok(),
            }
        })
        .max()
}
