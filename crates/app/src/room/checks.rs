//! Drawings that are held against their problem's targets while the session goes on, or after it.

use super::{Command, Keeper, Update};
use crate::studio::hold;
use crate::{AppError, Greenroom};
use greenroom_interview::Input;
use greenroom_model::{CheckEnd, Event, EventBody};
use std::collections::BTreeSet;
use std::time::Duration;

/// A debrief waits so long for a check that goes on; then it says so.
const DEBRIEF_WAITS: Duration = Duration::from_secs(20);

impl Keeper {
    /// Runs the first check that was asked for and has no end: just asked, or cut off when the program ended. Only what
    /// is durable is run.
    pub(super) fn begin_check(&mut self) {
        if self.check.is_some() || !self.unsaved.is_empty() {
            return;
        }
        let Some(asked) = self.interview.open_check().cloned() else { return };
        let (round, number) = (asked.round, asked.check);
        let drawing = self.interview.drawing(round).cloned();
        let problem = self.interview.problem(round).map(|problem| problem.id.clone());
        let (updates, inbox, studio) =
            (self.updates.clone(), self.inbox.clone(), self.studio.clone());
        let task = tokio::spawn(async move {
            let outcome = match (drawing, problem) {
                // One that was cut off and drawn on since: what was asked about is no more.
                (Some(drawing), Some(problem)) if drawing.revision == asked.revision => {
                    let tell = |progress| {
                        // Nobody looking is no error.
                        updates.send(Update::Check { check: number, progress }).ok();
                    };
                    hold(&studio, &problem, &drawing.text, tell).await
                }
                _ => CheckEnd::Cancelled,
            };
            if let Some(inbox) = inbox.upgrade() {
                // A room that has closed meanwhile runs the check again when it opens.
                inbox.send(Command::Checked { check: number, outcome }).await.ok();
            }
        });
        self.check = Some(task.abort_handle());
    }

    pub(super) async fn checked(&mut self, check: u64, outcome: CheckEnd) {
        self.check = None;
        self.take_quietly(Input::CheckFinished { check, outcome }, self.now_ms());
        self.save().await;
        self.begin_check();
    }

    /// Ends the check under way by wish.
    pub(super) async fn cancel_check(&mut self) {
        let Some(task) = self.check.take() else { return };
        task.abort();
        let open = self.interview.open_check().map(|check| check.check);
        if let Some(check) = open {
            self.checked(check, CheckEnd::Cancelled).await;
        }
    }
}

impl Greenroom {
    /// A session's log once no check goes on in it any more, or has for long.
    pub(crate) async fn settled_events(&self, session: &str) -> Result<Vec<Event>, AppError> {
        let events = self.store.events(session).await?;
        if !has_open_check(&events) {
            return Ok(events);
        }
        // Whoever enters has it run, and holds the room open.
        let (_room, mut seen) = match self.enter(session).await {
            Ok(entered) => entered,
            Err(AppError::Closed(_)) => return Ok(events),
            Err(error) => return Err(error),
        };
        let mut open: BTreeSet<u64> = seen
            .view
            .checks
            .iter()
            .filter(|check| check.end.is_none())
            .map(|one| one.check)
            .collect();
        let settle = async {
            while !open.is_empty() {
                match seen.updates.recv().await {
                    Ok(Update::Event(event)) => {
                        if let EventBody::CheckFinished { check, .. } = &event.body {
                            open.remove(check);
                        }
                    }
                    Ok(_) => {}
                    Err(_) => return,
                }
            }
        };
        // Whatever is not there by then is said to be under way.
        tokio::time::timeout(DEBRIEF_WAITS, settle).await.ok();
        Ok(self.store.events(session).await?)
    }
}

fn has_open_check(events: &[Event]) -> bool {
    let mut open = BTreeSet::new();
    for event in events {
        match &event.body {
            EventBody::CheckAsked { check, .. } => drop(open.insert(*check)),
            EventBody::CheckFinished { check, .. } => drop(open.remove(check)),
            _ => {}
        }
    }
    !open.is_empty()
}
