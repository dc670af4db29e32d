//! Running designs: on threads of their own, a few at a time, told moment by moment, and over as soon as nobody
//! listens.

use super::check::of_flaws;
use crate::Greenroom;
use greenroom_content::Library;
use greenroom_simulate::{
    Design, Flaw, Frame, Prices, Report, Scenario, Simulation, cost, why_not,
};
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use tokio::sync::mpsc::{self, Receiver, Sender};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// So many runs go on at once; each keeps a core busy.
const RUNS_MAX: usize = 2;
/// Whatever a page asks for: some ten seconds of a core.
pub const EVENTS_MAX: u64 = 30_000_000;
/// Fewer say nothing.
const EVENTS_MIN: u64 = 10_000;
/// Moments that may wait for a slow screen.
const AHEAD: usize = 8;

/// What is told of a run. The last is a report, flaws or a failure.
#[derive(Debug, Clone, PartialEq)]
pub enum RunUpdate {
    /// Others are before it.
    Waiting {
        ahead: usize,
    },
    Frame(Box<Frame>),
    Report(Box<Report>),
    /// A failure of ours, never of the design.
    Failed {
        why: String,
    },
}

/// Where drawings run. Cheap to clone.
#[derive(Clone)]
pub struct Studio {
    pub(super) library: Arc<Library>,
    places: Arc<Semaphore>,
    waiting: Arc<AtomicUsize>,
}

/// Held while something runs.
pub struct Turn(#[expect(dead_code, reason = "its end is what matters")] OwnedSemaphorePermit);

impl Studio {
    pub fn new(library: Arc<Library>) -> Studio {
        let places = Arc::new(Semaphore::new(RUNS_MAX));
        Studio { library, places, waiting: Arc::default() }
    }

    /// Waits until there is a place; `tell` is called with how many are before, if any. `None`: nobody listens to
    /// `to` any more.
    pub async fn turn<T>(&self, to: &Sender<T>, tell: impl FnOnce(usize) -> T) -> Option<Turn> {
        if let Ok(place) = self.places.clone().try_acquire_owned() {
            return Some(Turn(place));
        }
        let ahead = self.waiting.fetch_add(1, Ordering::Relaxed);
        let _queued = Queued(&self.waiting);
        to.send(tell(ahead)).await.ok()?;
        tokio::select! {
            place = self.places.clone().acquire_owned() => place.ok().map(Turn),
            () = to.closed() => None,
        }
    }
}

/// One of those who wait.
struct Queued<'a>(&'a AtomicUsize);

impl Drop for Queued<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Greenroom {
    /// Starts a run, with the load of `problem` in place of the design's own where it is given. Dropping the
    /// receiver ends it.
    ///
    /// Errors: why it cannot be run.
    pub async fn run_design(
        &self,
        design: Design,
        scenario: Scenario,
        problem: Option<&str>,
    ) -> Result<Receiver<RunUpdate>, Vec<Flaw>> {
        let design = under_problem(&self.library, design, problem)?;
        let events_max = scenario.events_max.clamp(EVENTS_MIN, EVENTS_MAX);
        let scenario = Scenario { events_max, ..scenario };
        let flaws = why_not(&design, &scenario);
        if !flaws.is_empty() {
            return Err(flaws);
        }
        let (tell, told) = mpsc::channel(AHEAD);
        let (studio, library) = (self.studio.clone(), self.library.clone());
        tokio::spawn(async move {
            let waiting = |ahead| RunUpdate::Waiting { ahead };
            let Some(turn) = studio.turn(&tell, waiting).await else { return };
            let frames = tell.clone();
            let running = tokio::task::spawn_blocking(move || {
                let _turn = turn;
                let mut show = |frame: &Frame| match frames
                    .blocking_send(RunUpdate::Frame(Box::new(frame.clone())))
                {
                    Ok(()) => ControlFlow::Continue(()),
                    Err(_) => ControlFlow::Break(()),
                };
                simulate(&library, &design, &scenario, &mut show)
            });
            let last = match running.await {
                Ok(Ok(Some(report))) => RunUpdate::Report(Box::new(report)),
                // Nobody listens.
                Ok(Ok(None)) => return,
                Ok(Err(flaws)) => RunUpdate::Failed { why: of_flaws(&flaws) },
                Err(_) => RunUpdate::Failed {
                    why: "The run broke down inside Greenroom. Please report the design.".into(),
                },
            };
            tell.send(last).await.ok();
        });
        Ok(told)
    }
}

/// Runs on this thread, and shows each moment. `None`: `show` said that it is enough. The content says what
/// things cost.
///
/// Errors: why it cannot be run.
pub fn simulate(
    library: &Library,
    design: &Design,
    scenario: &Scenario,
    show: &mut dyn FnMut(&Frame) -> ControlFlow<()>,
) -> Result<Option<Report>, Vec<Flaw>> {
    let mut simulation = Simulation::new(design, scenario)?;
    while let Some(frame) = simulation.frame() {
        if show(frame).is_break() {
            return Ok(None);
        }
    }
    let report = simulation.report();
    let cost = library.prices().map(|prices| cost(design, prices, &report));
    Ok(Some(Report { cost, ..report }))
}

/// The design under a problem's load; as it is where the problem asks nothing of a drawing.
///
/// Errors: what is wrong with the drawing for this problem.
pub fn under_problem(
    library: &Library,
    design: Design,
    problem: Option<&str>,
) -> Result<Design, Vec<Flaw>> {
    match problem.and_then(|id| library.targets(id)) {
        Some(targets) => targets.posed(&design),
        None => Ok(design),
    }
}

/// Where the content has none, nothing costs anything; it refuses targets about costs then.
pub(super) fn no_prices() -> Prices {
    let (currency, as_of, note) = Default::default();
    Prices { currency, as_of, note, kinds: Default::default() }
}
