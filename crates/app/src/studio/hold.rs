//! A session's drawing held against its problem's targets, as the session's log keeps it.

use super::check::{CheckError, CheckUpdate, check};
use super::{Studio, read_text, words};
use crate::code::RunProgress;
use greenroom_content::Library;
use greenroom_model::{CheckEnd, HeldDrawing, TargetSeen};
use greenroom_simulate::{Bound, Design, Metric, TargetResult};
use std::ops::ControlFlow;

/// Waits for its turn, then runs aside. Dropping the future ends it.
pub(crate) async fn hold(
    studio: &Studio,
    problem: &str,
    text: &str,
    mut tell: impl FnMut(RunProgress),
) -> CheckEnd {
    let design = match drawn(text) {
        Ok(design) => design,
        Err(end) => return end,
    };
    let mut told = match studio.check(design, problem) {
        Ok(told) => told,
        Err(error) => return refused(&error),
    };
    let mut results = Vec::new();
    while let Some(update) = told.recv().await {
        match update {
            CheckUpdate::Waiting { ahead } => tell(RunProgress::Waiting { ahead }),
            CheckUpdate::Progress { done, of } => tell(RunProgress::Running { done, total: of }),
            CheckUpdate::Target(result) => results.push(*result),
            CheckUpdate::Done => return held(&results),
            CheckUpdate::Failed { why } => return CheckEnd::Failed { why },
        }
    }
    CheckEnd::Failed { why: "The check ended without a word. Check again.".into() }
}

/// The same on this thread, for recordings.
pub(crate) fn hold_now(library: &Library, problem: &str, text: &str) -> CheckEnd {
    let design = match drawn(text) {
        Ok(design) => design,
        Err(end) => return end,
    };
    match check(library, problem, &design, &mut |_| ControlFlow::Continue(())) {
        Ok(Some(results)) => held(&results),
        Ok(None) => CheckEnd::Cancelled,
        Err(error) => refused(&error),
    }
}

fn drawn(text: &str) -> Result<Design, CheckEnd> {
    let read = read_text(text).map_err(|error| CheckEnd::NotRun {
        why: format!("It could not be read as a design. {}: {}", error.place, error.says),
    })?;
    Ok(read.design)
}

fn refused(error: &CheckError) -> CheckEnd {
    let why = error.to_string();
    match error {
        CheckError::Flaws(_) => CheckEnd::NotRun { why },
        CheckError::NoTargets(_) => CheckEnd::Failed { why },
    }
}

fn held(results: &[TargetResult]) -> CheckEnd {
    let targets = results.iter().map(seen).collect();
    CheckEnd::Held(Box::new(HeldDrawing { targets }))
}

fn seen(result: &TargetResult) -> TargetSeen {
    let seen = match result.met {
        Some(_) => format!("{}, {}", words::measured(result), words::limit(result)),
        None => words::limit(result),
    };
    TargetSeen {
        id: result.id.clone(),
        says: result.says.clone(),
        is_met: result.met,
        metric: id(result.metric),
        value: result.value,
        limit: result.limit,
        is_at_most: result.bound == Bound::AtMost,
        seen,
        run: result.run.clone(),
        scenario: result.scenario.clone(),
        seed: result.seed,
        because: result.because.clone(),
        points: result.points.clone(),
        proves: result.proves.clone(),
        topics: result.topics.clone(),
    }
}

/// As content writes it.
fn id(metric: Metric) -> String {
    let json = serde_json::to_value(metric).unwrap_or_default();
    json.as_str().unwrap_or_default().to_owned()
}
