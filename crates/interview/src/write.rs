//! From an input to the events that the log gains: refused before anything has changed, or written.

use crate::state::{Check, Input, Interview, Position, Refused, Status};
use crate::{ARTIFACT_BYTES_MAX, OWN_CASE_BYTES_MAX, UTTERANCE_BYTES_MAX, policy};
use greenroom_model::{
    Artifact, CheckEnd, EndReason, Event, EventBody, InterviewerMove, Mode, Splice,
};

/// Collects the events of one input, each applied at once so that the next sees its effect.
pub(crate) struct Writer<'a> {
    pub interview: &'a mut Interview,
    pub at_ms: u64,
    pub events: Vec<Event>,
}

impl Writer<'_> {
    pub fn push(&mut self, body: EventBody) {
        let event = Event { seq: self.interview.seq + 1, at_ms: self.at_ms, body };
        self.interview.apply(&event);
        self.events.push(event);
    }

    pub fn say(&mut self, text: impl Into<String>, intent: InterviewerMove) {
        self.push(EventBody::InterviewerSaid { text: text.into(), intent });
    }

    pub fn take(&mut self, input: Input) -> Result<(), Refused> {
        self.admit(&input)?;
        match input {
            Input::Begin => {
                self.push(EventBody::SessionStarted(Box::new(self.interview.start.clone())));
                policy::enter(self, Position { round: 0, phase: 0 });
            }
            Input::Typing { text } => {
                let floor = &mut self.interview.floor;
                floor.candidate_ms = self.at_ms;
                floor.is_speaking = !text.trim().is_empty();
            }
            Input::Said { id, text, from_ms, via } => {
                if !id.is_empty() && self.interview.sent.contains(&id) {
                    return Ok(());
                }
                let from_ms = from_ms.min(self.at_ms);
                self.push(EventBody::CandidateSaid { text, from_ms, via, id });
                policy::react(self);
            }
            Input::Edited { artifact, text } => self.edit(artifact, &text),
            Input::RunAsked { cases, own } => {
                let Some(at) = self.interview.position else { return Err(Refused::NothingToRun) };
                let revision = self.interview.code(at.round).map_or(0, |code| code.revision);
                let run = self.interview.runs.last().map_or(0, |last| last.run) + 1;
                self.push(EventBody::RunAsked { round: at.round, run, cases, revision, own });
            }
            Input::RunFinished { run, outcome } => {
                let asked = self.interview.runs.iter().find(|asked| asked.run == run);
                if let Some(round) = asked.filter(|run| run.end.is_none()).map(|run| run.round) {
                    self.push(EventBody::RunFinished { round, run, outcome });
                }
            }
            Input::CheckAsked => {
                let round = self.interview.position.map_or(0, |at| at.round);
                self.check_drawing(round);
            }
            Input::CheckFinished { check, outcome } => {
                let asked = self.interview.checks.iter().find(|asked| asked.check == check);
                if let Some(round) = asked.filter(|one| one.end.is_none()).map(|one| one.round) {
                    self.push(EventBody::CheckFinished { round, check, outcome });
                }
            }
            Input::HintAsked { rung } => {
                let body = self.interview.hint_to_show(rung)?;
                self.push(body);
            }
            Input::MoveOn => policy::move_on(self),
            Input::Pause { unix_ms } => self.push(EventBody::Paused { unix_ms }),
            Input::Resume { unix_ms } => {
                if self.interview.status == Status::Paused {
                    self.push(EventBody::Resumed { unix_ms });
                }
            }
            Input::SelfScored { round, band } => {
                if self.interview.self_scores.get(&round) != Some(&band) {
                    self.push(EventBody::SelfScoreGiven { round, band });
                }
            }
            Input::Tick => policy::tick(self),
            Input::ReadClock => {
                if self.at_ms > self.interview.at_ms {
                    self.push(EventBody::ClockRead);
                }
            }
            Input::End => policy::end(self, EndReason::EndedEarly),
        }
        Ok(())
    }

    /// Refuses what makes no sense now, before anything has changed.
    fn admit(&self, input: &Input) -> Result<(), Refused> {
        let interview = &*self.interview;
        let begun = interview.seq > 0;
        match (interview.status, input) {
            (_, Input::Begin) if begun => return Err(Refused::Begun),
            // The last look at one's own score may come after the end, never after the debrief;
            // that order is kept by the pages.
            (Status::Ended, Input::SelfScored { .. }) => {}
            // What was asked in time counts when it ends later.
            (_, Input::RunFinished { .. } | Input::CheckFinished { .. }) => return Ok(()),
            (Status::Ended, _) => return Err(Refused::Ended),
            (
                Status::Paused,
                Input::Resume { .. } | Input::End | Input::SelfScored { .. } | Input::Edited { .. },
            ) => {}
            (Status::Paused, _) => return Err(Refused::Paused),
            (Status::Running, _) => {}
        }
        match input {
            Input::Said { text, .. } => within(text, UTTERANCE_BYTES_MAX)
                .and_then(|()| if text.trim().is_empty() { Err(Refused::Empty) } else { Ok(()) }),
            Input::Edited { text, .. } => within(text, ARTIFACT_BYTES_MAX),
            Input::RunAsked { .. } if !interview.runs_code() => Err(Refused::NothingToRun),
            Input::RunAsked { .. } if interview.open_run().is_some() => Err(Refused::IsRunning),
            Input::RunAsked { own, .. } => {
                own.iter().try_for_each(|case| within(&case.input, OWN_CASE_BYTES_MAX))
            }
            Input::CheckAsked if interview.start.mode == Mode::Assessment => {
                Err(Refused::CheckedAtTheEnd)
            }
            Input::CheckAsked => {
                let drawing = interview.position.and_then(|at| interview.drawing(at.round));
                drawing.map(drop).ok_or(Refused::NothingToCheck)
            }
            Input::HintAsked { .. } if interview.start.mode == Mode::Assessment => {
                Err(Refused::NoHints)
            }
            Input::SelfScored { round, .. } if interview.problem(*round).is_none() => {
                Err(Refused::NothingToScore(*round))
            }
            _ => Ok(()),
        }
    }

    /// Holds what is drawn in a round against its problem's targets, unless just that was or is.
    pub fn check_drawing(&mut self, round: usize) {
        let Some(revision) = self.interview.drawing(round).map(|drawn| drawn.revision) else {
            return;
        };
        let counts = |check: &Check| {
            check.round == round
                && check.revision == revision
                && matches!(check.end, None | Some(CheckEnd::Held(_) | CheckEnd::NotRun { .. }))
        };
        if self.interview.checks.iter().any(counts) {
            return;
        }
        let check = self.interview.checks.last().map_or(0, |last| last.check) + 1;
        self.push(EventBody::CheckAsked { round, check, revision });
    }

    fn edit(&mut self, artifact: Artifact, text: &str) {
        let Some(position) = self.interview.position else { return };
        let before = self.interview.artifacts.get(&(position.round, artifact));
        let splice = Splice::between(before.map_or("", |before| &before.text), text);
        if splice.changes_nothing() {
            return;
        }
        let revision = before.map_or(0, |before| before.revision) + 1;
        self.push(EventBody::ArtifactChanged { artifact, round: position.round, revision, splice });
    }
}

fn within(text: &str, bytes_max: usize) -> Result<(), Refused> {
    if text.len() > bytes_max {
        return Err(Refused::TooLong { bytes: text.len(), bytes_max });
    }
    Ok(())
}
