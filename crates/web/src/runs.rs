//! Runs of code outside a session. They are kept in memory: a session's log keeps its own.
//!
//! The page that asked for a run comes back to ask how far it is. One that nobody asks about is
//! cancelled, so that a closed tab does not keep the machine busy.

use axum::http::StatusCode;
use greenroom_app::code::{Cancel, RunOrder, RunProgress};
use greenroom_app::{Clock, Greenroom};
use greenroom_model::{CaseSet, RunEnd};
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// So many are kept, the oldest go first.
const KEPT_MAX: usize = 100;
const KEPT_MS: u64 = 60 * 60 * 1_000;
/// A page asks several times a second; one that was silent for so long is gone.
const SILENT_MS: u64 = 60_000;
const LOOK_AROUND_EVERY: Duration = Duration::from_secs(5);

/// Cheap to clone.
#[derive(Clone, Default)]
pub struct Runs(Arc<Mutex<Shelf>>);

/// What is known of a run.
#[derive(Debug, Clone, PartialEq)]
pub enum Seen {
    UnderWay(RunProgress),
    Ended(Arc<RunEnd>),
}

impl Runs {
    /// Starts a run and returns its number. Numbers go on from the time of day, so that a page that
    /// outlived the program finds no run of another.
    pub fn start(&self, greenroom: &Greenroom, order: RunOrder) -> u64 {
        let clock = greenroom.clock.clone();
        let (run, cancel) = {
            let mut shelf = self.shelf();
            shelf.last = shelf.last.max(clock.unix_ms());
            shelf.add(&order.problem, clock.steady_ms())
        };
        let (coder, runs, stop) = (greenroom.coder.clone(), self.clone(), cancel.clone());
        let of_all = (order.cases == CaseSet::All).then(|| order.problem.clone());
        let greenroom = greenroom.clone();
        let running = tokio::task::spawn_blocking(move || {
            let mut tell = |progress| runs.shelf().tell(run, Seen::UnderWay(progress));
            coder.run(&order, &mut tell, &stop)
        });
        let runs = self.clone();
        tokio::spawn(async move {
            let end = running.await.unwrap_or_else(|_| RunEnd::Failed {
                why: "The run broke down inside Greenroom. Please report what you ran.".into(),
            });
            if let (Some(problem), RunEnd::Judged(judged)) = (&of_all, &end) {
                // The run is shown in any case; what cannot be kept is missing in the progress only.
                if let Err(error) = greenroom.note_code(problem, judged).await {
                    eprintln!("greenroom: a run was not kept: {error}");
                }
            }
            runs.shelf().tell(run, Seen::Ended(Arc::new(end)));
        });
        tokio::spawn(self.clone().guard(run, clock));
        run
    }

    /// How far a run of this problem is. Whoever asks keeps it alive.
    pub fn look(&self, problem: &str, run: u64, now_ms: u64) -> Option<Seen> {
        let mut shelf = self.shelf();
        shelf.sweep(now_ms);
        let kept = shelf.find(run).filter(|kept| kept.problem == problem)?;
        kept.looked_ms = now_ms;
        Some(kept.seen.clone())
    }

    /// Whether there was such a run. One that has ended stays as it ended.
    pub fn cancel(&self, problem: &str, run: u64) -> StatusCode {
        match self.shelf().find(run).filter(|kept| kept.problem == problem) {
            Some(kept) => {
                kept.cancel.cancel();
                StatusCode::NO_CONTENT
            }
            None => StatusCode::NOT_FOUND,
        }
    }

    /// Cancels the run when nobody asks about it any more.
    async fn guard(self, run: u64, clock: Arc<dyn Clock>) {
        loop {
            tokio::time::sleep(LOOK_AROUND_EVERY).await;
            if !self.shelf().still_wanted(run, clock.steady_ms()) {
                return;
            }
        }
    }

    fn shelf(&self) -> MutexGuard<'_, Shelf> {
        // Nothing in here is left half done by a panic.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The runs, oldest first. Time is an argument.
#[derive(Default)]
struct Shelf {
    kept: VecDeque<Kept>,
    last: u64,
}

struct Kept {
    run: u64,
    problem: String,
    started_ms: u64,
    looked_ms: u64,
    seen: Seen,
    cancel: Cancel,
}

impl Shelf {
    fn add(&mut self, problem: &str, now_ms: u64) -> (u64, Cancel) {
        self.sweep(now_ms);
        self.last += 1;
        let cancel = Cancel::new();
        self.kept.push_back(Kept {
            run: self.last,
            problem: problem.to_owned(),
            started_ms: now_ms,
            looked_ms: now_ms,
            seen: Seen::UnderWay(RunProgress::Waiting { ahead: 0 }),
            cancel: cancel.clone(),
        });
        while self.kept.len() > KEPT_MAX {
            self.drop_oldest();
        }
        (self.last, cancel)
    }

    fn find(&mut self, run: u64) -> Option<&mut Kept> {
        self.kept.iter_mut().find(|kept| kept.run == run)
    }

    fn tell(&mut self, run: u64, seen: Seen) {
        if let Some(kept) = self.find(run) {
            kept.seen = seen;
        }
    }

    fn sweep(&mut self, now_ms: u64) {
        while self.kept.front().is_some_and(|kept| now_ms >= kept.started_ms + KEPT_MS) {
            self.drop_oldest();
        }
    }

    /// Nobody can ask for it any more, so it need not run on either.
    fn drop_oldest(&mut self) {
        if let Some(kept) = self.kept.pop_front() {
            kept.cancel.cancel();
        }
    }

    /// False when the run has ended, or has just been cancelled because nobody asks about it.
    fn still_wanted(&mut self, run: u64, now_ms: u64) -> bool {
        let Some(kept) = self.find(run) else { return false };
        if matches!(kept.seen, Seen::Ended(_)) {
            return false;
        }
        if now_ms >= kept.looked_ms + SILENT_MS {
            kept.cancel.cancel();
            return false;
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_that_nobody_asks_about_is_cancelled_and_one_that_is_asked_about_is_not() {
        let runs = Runs::default();
        let (watched, watched_cancel) = runs.shelf().add("p", 0);
        let (left, left_cancel) = runs.shelf().add("p", 0);
        runs.look("p", watched, 50_000);
        assert!(runs.shelf().still_wanted(left, SILENT_MS - 1));
        assert!(!runs.shelf().still_wanted(left, SILENT_MS));
        assert!(runs.shelf().still_wanted(watched, SILENT_MS));
        assert!(left_cancel.is_cancelled() && !watched_cancel.is_cancelled());
    }

    #[test]
    fn an_ended_run_keeps_its_end_and_is_watched_no_more() {
        let runs = Runs::default();
        let (run, _) = runs.shelf().add("p", 0);
        let end = Seen::Ended(Arc::new(RunEnd::Cancelled));
        runs.shelf().tell(run, end.clone());
        assert!(!runs.shelf().still_wanted(run, 1));
        assert_eq!(runs.look("p", run, 2), Some(end));
    }

    #[test]
    fn a_run_is_found_only_under_its_own_problem() {
        let runs = Runs::default();
        let (run, cancel) = runs.shelf().add("p", 0);
        assert_eq!(runs.look("another", run, 1), None);
        assert_eq!(runs.cancel("another", run), StatusCode::NOT_FOUND);
        assert!(!cancel.is_cancelled());
        assert_eq!(runs.cancel("p", run), StatusCode::NO_CONTENT);
        assert!(cancel.is_cancelled());
    }

    #[test]
    fn old_runs_and_too_many_make_room_and_are_cancelled() {
        let runs = Runs::default();
        let (first, first_cancel) = runs.shelf().add("p", 0);
        for _ in 0..KEPT_MAX {
            runs.shelf().add("p", 1);
        }
        assert_eq!(runs.look("p", first, 2), None);
        assert!(first_cancel.is_cancelled());
        assert_eq!(runs.look("p", first + 1, KEPT_MS + 1), None);
        assert!(runs.shelf().kept.is_empty());
    }
}
