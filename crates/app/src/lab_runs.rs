//! Checks of labs that somebody watches from a page.

use crate::Greenroom;
use crate::labs::{Cancel, Event, LabRun, Target, check};
use std::sync::Arc;
use tokio::sync::Semaphore;
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};

/// What a check tells while it goes on.
#[derive(Debug, Clone, PartialEq)]
pub enum LabUpdate {
    /// Another one is under way.
    Waiting,
    Event(Box<Event>),
    /// What it showed is kept.
    Done,
    /// It could not be begun, or not be kept.
    Failed {
        why: String,
    },
}

/// One lab at a time: what runs beside it would be measured with it. Cheap to clone.
#[derive(Debug, Clone)]
pub(crate) struct LabRuns(Arc<Semaphore>);

impl Default for LabRuns {
    fn default() -> LabRuns {
        LabRuns(Arc::new(Semaphore::new(1)))
    }
}

impl Greenroom {
    /// Starts a check of all that a lab asks, and keeps what it shows. Dropping the receiver ends it.
    pub fn check_lab(&self, lab: &str, target: Target) -> UnboundedReceiver<LabUpdate> {
        // As many updates as a lab has checks, twice: nothing that could pile up.
        let (tell, told) = unbounded_channel();
        let (greenroom, lab) = (self.clone(), lab.to_owned());
        tokio::spawn(async move {
            let Some(_turn) = greenroom.turn(&tell).await else { return };
            let cancel = Cancel::new();
            let (leaving, stop) = (tell.clone(), cancel.clone());
            let watch = tokio::spawn(async move {
                leaving.closed().await;
                stop.cancel();
            });
            let nonce = greenroom.clock.unix_ms();
            let wanted = LabRun {
                lab: Some(lab),
                target: target.clone(),
                stages: Vec::new(),
                check: None,
                // Short enough to be typed again.
                seed: nonce % 1_000_000,
                nonce,
            };
            // Nobody listening is no error: it is being cancelled.
            let mut each = |event| drop(tell.send(LabUpdate::Event(Box::new(event))));
            let checked = check(&greenroom.library, &wanted, &cancel, &mut each).await;
            watch.abort();
            let last = match checked {
                Ok(report) => match greenroom.note_lab(&target, &report).await {
                    Ok(()) => LabUpdate::Done,
                    Err(error) => LabUpdate::Failed { why: error.to_string() },
                },
                Err(error) => LabUpdate::Failed { why: error.to_string() },
            };
            tell.send(last).ok();
        });
        told
    }

    async fn turn(
        &self,
        tell: &tokio::sync::mpsc::UnboundedSender<LabUpdate>,
    ) -> Option<tokio::sync::OwnedSemaphorePermit> {
        let LabRuns(places) = self.lab_runs.clone();
        if let Ok(turn) = places.clone().try_acquire_owned() {
            return Some(turn);
        }
        tell.send(LabUpdate::Waiting).ok()?;
        tokio::select! {
            turn = places.acquire_owned() => turn.ok(),
            () = tell.closed() => None,
        }
    }
}
