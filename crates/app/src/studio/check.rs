//! Holding a drawing against what a problem asks of it.

use super::Studio;
use super::run::simulate;
use crate::Greenroom;
use greenroom_content::Library;
use greenroom_simulate::{Check, Design, Flaw, Next, TargetResult, Targets};
use std::ops::ControlFlow;
use tokio::sync::mpsc::{self, Receiver, Sender};

/// Updates that may wait for a slow screen.
const AHEAD: usize = 8;

/// What is told of a check. The last is [`CheckUpdate::Done`] or a failure.
#[derive(Debug, Clone, PartialEq)]
pub enum CheckUpdate {
    /// Others are before it.
    Waiting {
        ahead: usize,
    },
    /// Runs that are done, of all.
    Progress {
        done: usize,
        of: usize,
    },
    Target(Box<TargetResult>),
    Done,
    /// A failure of ours, never of the drawing.
    Failed {
        why: String,
    },
}

/// Why a drawing cannot be held against a problem.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum CheckError {
    #[error("the problem `{0}` asks nothing of a drawing")]
    NoTargets(String),
    /// What is wrong with the drawing for this problem.
    #[error("{}", of_flaws(.0))]
    Flaws(Vec<Flaw>),
}

/// A moment of a check, for whoever runs it.
#[derive(Debug, Clone, Copy)]
pub enum CheckStep<'a> {
    /// It goes on: so many of its runs are done.
    Running {
        done: usize,
        of: usize,
    },
    Target(&'a TargetResult),
}

/// Checks on this thread. `None`: `tell` said that it is enough.
pub fn check(
    library: &Library,
    problem: &str,
    design: &Design,
    tell: &mut dyn FnMut(CheckStep) -> ControlFlow<()>,
) -> Result<Option<Vec<TargetResult>>, CheckError> {
    let targets = targets(library, problem)?;
    check_against(library, targets, design, tell).map_err(CheckError::Flaws)
}

/// The same against targets of one's own.
///
/// Errors: what is wrong with the drawing for them.
pub fn check_against(
    library: &Library,
    targets: &Targets,
    design: &Design,
    tell: &mut dyn FnMut(CheckStep) -> ControlFlow<()>,
) -> Result<Option<Vec<TargetResult>>, Vec<Flaw>> {
    let prices = library.prices().cloned().unwrap_or_else(super::run::no_prices);
    let mut check = Check::new(design, targets, &prices)?;
    let posed = check.design().clone();
    let mut results = Vec::new();
    while let Some(next) = check.next() {
        match next {
            Next::Run(scenario) => {
                let (done, of) = check.progress();
                let mut show = |_: &_| tell(CheckStep::Running { done, of });
                let report = match simulate(library, &posed, &scenario, &mut show) {
                    Ok(None) => return Ok(None),
                    Ok(Some(report)) => Ok(report),
                    Err(flaws) => Err(flaws),
                };
                check.ran(report);
            }
            Next::Result(result) => {
                if tell(CheckStep::Target(&result)).is_break() {
                    return Ok(None);
                }
                results.push(*result);
            }
        }
    }
    Ok(Some(results))
}

impl Studio {
    /// Starts a check. Dropping the receiver ends it.
    pub fn check(
        &self,
        design: Design,
        problem: &str,
    ) -> Result<Receiver<CheckUpdate>, CheckError> {
        let posed = targets(&self.library, problem)?.posed(&design);
        posed.map_err(CheckError::Flaws)?;
        let (tell, told) = mpsc::channel(AHEAD);
        let (studio, problem) = (self.clone(), problem.to_owned());
        tokio::spawn(async move {
            let waiting = |ahead| CheckUpdate::Waiting { ahead };
            let Some(turn) = studio.turn(&tell, waiting).await else { return };
            let updates = tell.clone();
            let checking = tokio::task::spawn_blocking(move || {
                let _turn = turn;
                let mut send = sender(updates);
                check(&studio.library, &problem, &design, &mut send)
            });
            let last = match checking.await {
                Ok(Ok(Some(_))) => CheckUpdate::Done,
                // Nobody listens.
                Ok(Ok(None)) => return,
                Ok(Err(error)) => CheckUpdate::Failed { why: error.to_string() },
                Err(_) => CheckUpdate::Failed {
                    why: "The check broke down inside Greenroom. Please report the design.".into(),
                },
            };
            tell.send(last).await.ok();
        });
        Ok(told)
    }
}

/// Passes on what is new, and says to stop when nobody listens.
fn sender(updates: Sender<CheckUpdate>) -> impl FnMut(CheckStep) -> ControlFlow<()> {
    let mut seen = None;
    move |step| {
        let update = match step {
            CheckStep::Running { done, .. } if seen == Some(done) => {
                return go_on(!updates.is_closed());
            }
            CheckStep::Running { done, of } => {
                seen = Some(done);
                CheckUpdate::Progress { done, of }
            }
            CheckStep::Target(result) => CheckUpdate::Target(Box::new(result.clone())),
        };
        go_on(updates.blocking_send(update).is_ok())
    }
}

fn go_on(is_wanted: bool) -> ControlFlow<()> {
    if is_wanted { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
}

impl Greenroom {
    /// Starts a check, and keeps how it went as practice. Dropping the receiver ends it.
    pub fn check_design(
        &self,
        design: Design,
        problem: &str,
    ) -> Result<Receiver<CheckUpdate>, CheckError> {
        let mut told = self.studio.check(design, problem)?;
        let (tell, out) = mpsc::channel(AHEAD);
        let (greenroom, problem) = (self.clone(), problem.to_owned());
        tokio::spawn(async move {
            let mut results = Vec::new();
            while let Some(update) = told.recv().await {
                if let CheckUpdate::Target(result) = &update {
                    results.push((**result).clone());
                }
                // It is shown in any case; what cannot be kept is missing in the progress only.
                if update == CheckUpdate::Done
                    && let Err(error) = greenroom.note_design(&problem, &results).await
                {
                    eprintln!("greenroom: a check was not kept: {error}");
                }
                if tell.send(update).await.is_err() {
                    return;
                }
            }
        });
        Ok(out)
    }
}

fn targets<'a>(library: &'a Library, problem: &str) -> Result<&'a Targets, CheckError> {
    library.targets(problem).ok_or_else(|| CheckError::NoTargets(problem.to_owned()))
}

/// Each with its place, as sentences.
pub(crate) fn of_flaws(flaws: &[Flaw]) -> String {
    let each = flaws.iter().map(|flaw| format!("{}: {}", flaw.place, flaw.says));
    each.collect::<Vec<_>>().join(" ")
}
