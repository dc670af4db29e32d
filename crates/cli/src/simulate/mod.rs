//! `greenroom simulate`: a drawing is run, compared, or held against a problem's targets.
//!
//! Ends with 0, with 1 when a target is missed, with 2 when it could not be run, with 130 when Ctrl+C ended it.

mod table;
mod told;

use crate::args::{Place, Simulate};
use crate::data;
use crate::fault::{Fault, print, read_text};
use crate::status::StatusLine;
use crate::stop::{CANCELLED, on_ctrl_c};
use greenroom_app::content::Library;
use greenroom_app::simulate::{Design, Flaw, Frame, Imported, Report, Scenario, flaws};
use greenroom_app::studio::{self, CheckError, CheckStep};
use serde_json::json;
use std::ops::ControlFlow;
use std::path::Path;
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, Ordering};

/// It could not be run, which says nothing about the design.
const NOT_RUN: u8 = 2;
const NO_TARGETS: &str = "there is no such problem, or it asks nothing of a drawing";
const DESIGN_BYTES_MAX: usize = 8 << 20;

pub fn simulate(place: &Place, args: &Simulate) -> Result<ExitCode, Fault> {
    match simulated(place, args) {
        Ok(Some(true)) => Ok(ExitCode::SUCCESS),
        Ok(Some(false)) => Ok(ExitCode::FAILURE),
        Ok(None) => {
            eprintln!("greenroom: cancelled");
            Ok(ExitCode::from(CANCELLED))
        }
        Err(fault) => {
            eprintln!("greenroom: {fault}");
            Ok(ExitCode::from(NOT_RUN))
        }
    }
}

/// Whether all is as it should be. `None`: cancelled.
fn simulated(place: &Place, args: &Simulate) -> Result<Option<bool>, Fault> {
    let library = data::library(place)?;
    let cancel = on_ctrl_c();
    if let Some(pair) = args.compare.as_deref() {
        let [one, other] = pair else {
            return Err(Fault::new("--compare takes two designs: --compare A.toml B.toml"));
        };
        let (one, other) = (posed(&library, one, args)?, posed(&library, other, args)?);
        let scenario = scenario(args);
        let Some(first) = run(&library, &one, &scenario, &cancel)? else { return Ok(None) };
        let Some(second) = run(&library, &other, &scenario, &cancel)? else { return Ok(None) };
        print(&if args.json {
            format!("{:#}\n", json!([first, second]))
        } else {
            let [one, other] = short(&one.name, &other.name);
            told::compared(&scenario, [(one, &first), (other, &second)])
        })?;
        return Ok(Some(true));
    }
    let Some(path) = &args.design else {
        return Err(Fault::new("name a design: greenroom simulate DESIGN.toml"));
    };
    if let Some(problem) = &args.check {
        return checked(&library, problem, &read(path)?, &cancel, args.json);
    }
    let drawing = posed(&library, path, args)?;
    let scenario = scenario(args);
    let Some(report) = run(&library, &drawing, &scenario, &cancel)? else { return Ok(None) };
    print(&if args.json {
        format!("{:#}\n", json!(report))
    } else {
        told::report(&scenario, &report)
    })?;
    Ok(Some(true))
}

fn scenario(args: &Simulate) -> Scenario {
    Scenario {
        load: args.load,
        shape: args.shape,
        faults: args.faults.clone(),
        duration_s: args.duration,
        warm_up_s: args.warm_up,
        seed: args.seed,
        ..Scenario::default()
    }
}

/// A design and the file that it stands in.
struct Drawing {
    name: String,
    design: Design,
}

fn read(path: &Path) -> Result<Drawing, Fault> {
    let text = read_text(path, DESIGN_BYTES_MAX)?;
    let name =
        if path == Path::new("-") { "standard input".into() } else { path.display().to_string() };
    let Imported { design, notes } = studio::read_text(&text)
        .map_err(|error| Fault::new(format!("{name}: {}: {}", error.place, error.says)))?;
    for note in notes {
        eprintln!("greenroom: {name}: {note}");
    }
    Ok(Drawing { name, design })
}

/// Under the load of `--problem`, if it is given.
fn posed(library: &Library, path: &Path, args: &Simulate) -> Result<Drawing, Fault> {
    let Drawing { name, design } = read(path)?;
    if let Some(problem) = args.problem.as_deref().filter(|id| library.targets(id).is_none()) {
        return Err(Fault::at(problem, NO_TARGETS, "see `greenroom content list`"));
    }
    match studio::under_problem(library, design, args.problem.as_deref()) {
        Ok(design) => Ok(Drawing { name, design }),
        Err(flaws) => Err(fault(&name, &flaws)),
    }
}

fn run(
    library: &Library,
    drawing: &Drawing,
    scenario: &Scenario,
    cancel: &AtomicBool,
) -> Result<Option<Report>, Fault> {
    for flaw in flaws(&drawing.design).iter().filter(|flaw| !flaw.is_fatal) {
        eprintln!("greenroom: {}", flawed(&drawing.name, flaw));
    }
    let status = StatusLine::new();
    let mut show = |frame: &Frame| {
        status.say(&format!("{}: {:.0} of {:.0} s", drawing.name, frame.at_s, scenario.duration_s));
        go_on(cancel)
    };
    studio::simulate(library, &drawing.design, scenario, &mut show)
        .map_err(|flaws| fault(&drawing.name, &flaws))
}

fn checked(
    library: &Library,
    problem: &str,
    drawing: &Drawing,
    cancel: &AtomicBool,
    as_json: bool,
) -> Result<Option<bool>, Fault> {
    let status = StatusLine::new();
    let mut tell = |step: CheckStep| {
        if let CheckStep::Running { done, of } = step {
            status.say(&format!("{}: {done} of {of} runs", drawing.name));
        }
        go_on(cancel)
    };
    let results = match studio::check(library, problem, &drawing.design, &mut tell) {
        Ok(Some(results)) => results,
        Ok(None) => return Ok(None),
        Err(CheckError::Flaws(flaws)) => return Err(fault(&drawing.name, &flaws)),
        Err(CheckError::NoTargets(problem)) => {
            return Err(Fault::at(problem, NO_TARGETS, "see `greenroom content list`"));
        }
    };
    drop(status);
    print(&if as_json {
        format!("{:#}\n", json!(results))
    } else {
        told::checked(&drawing.name, problem, &results)
    })?;
    Ok(Some(results.iter().all(|result| result.met == Some(true))))
}

/// File names, where they tell the two apart.
fn short<'a>(one: &'a str, other: &'a str) -> [&'a str; 2] {
    let name = |path: &'a str| Path::new(path).file_name().and_then(|name| name.to_str());
    match (name(one), name(other)) {
        (Some(one), Some(other)) if one != other => [one, other],
        _ => [one, other],
    }
}

fn go_on(cancel: &AtomicBool) -> ControlFlow<()> {
    if cancel.load(Ordering::Relaxed) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
}

fn fault(name: &str, flaws: &[Flaw]) -> Fault {
    let lines: Vec<String> = flaws.iter().map(|flaw| flawed(name, flaw)).collect();
    Fault::new(lines.join("\n"))
}

/// `orders.toml: node `api`: ...`.
fn flawed(name: &str, flaw: &Flaw) -> String {
    format!("{name}: {}: {}", flaw.place, flaw.says)
}
