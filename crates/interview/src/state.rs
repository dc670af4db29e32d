//! The fold: what a session's log says now.

use crate::rounds::{self, Rules};
use crate::write::Writer;
use greenroom_content::{Library, Problem};
use greenroom_listen::{Hearing, Listener, Matcher, PointHeard};
use greenroom_model::{
    Artifact, Band, CaseSet, CheckEnd, Event, EventBody, HintRung, InterviewerMove, OwnCase,
    RoundForm, RoundKind, RunEnd, SessionStart, Speaker, Utterance, Verdict, Via,
};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A session as its log tells it.
pub struct Interview {
    pub(crate) library: Arc<Library>,
    listener: Listener,
    pub(crate) start: SessionStart,
    pub(crate) rounds: Vec<RoundState>,
    pub(crate) position: Option<Position>,
    pub(crate) status: Status,
    pub(crate) seq: u64,
    pub(crate) at_ms: u64,
    pub(crate) transcript: Vec<Line>,
    pub(crate) artifacts: BTreeMap<(usize, Artifact), ArtifactText>,
    pub(crate) self_scores: BTreeMap<usize, Band>,
    pub(crate) phases: Vec<PhaseSpan>,
    pub(crate) floor: Floor,
    /// Senders' names of the utterances in the log.
    pub(crate) sent: BTreeSet<String>,
    pub(crate) runs: Vec<Run>,
    pub(crate) checks: Vec<Check>,
}

/// What was drawn, held against the problem's targets.
#[derive(Debug, Clone, PartialEq)]
pub struct Check {
    pub check: u64,
    pub round: usize,
    pub asked_ms: u64,
    /// Of the drawing.
    pub revision: u64,
    /// `None` while it runs. One that a crash cut off is run again.
    pub end: Option<CheckEnd>,
}

/// One run of the candidate's code.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    pub run: u64,
    pub round: usize,
    pub asked_ms: u64,
    pub cases: CaseSet,
    pub revision: u64,
    pub own: Vec<OwnCase>,
    /// `None` while it runs, and for ever when a crash cut it off.
    pub end: Option<RunEnd>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
pub struct Position {
    pub round: usize,
    pub phase: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    Running,
    Paused,
    Ended,
}

/// One utterance with its place in the session.
#[derive(Debug, Clone)]
pub struct Line {
    pub seq: u64,
    pub position: Position,
    pub utterance: Utterance,
    /// Why the interviewer spoke; `None` for the candidate.
    pub intent: Option<InterviewerMove>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize)]
pub struct ArtifactText {
    pub revision: u64,
    pub text: String,
}

/// When a phase was entered and left, on the session's clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PhaseSpan {
    pub position: Position,
    pub from_ms: u64,
    /// The reading so far while the phase is open.
    pub to_ms: u64,
}

pub(crate) struct RoundState {
    pub rules: Option<&'static Rules>,
    pub problem: Option<String>,
    pub form: RoundForm,
    /// Ids of the points that this form of the problem asks for.
    pub scope: BTreeSet<String>,
    pub ears: Option<Ears>,
    /// What the hearing says about each point so far. Judging all points is the costly part of a
    /// hint, and it only changes when somebody has spoken.
    verdicts: BTreeMap<String, Verdict>,
    pub answered: BTreeSet<usize>,
    pub probed: BTreeSet<String>,
    /// Points that were not yet made when they were first probed.
    pub asked_first: BTreeSet<String>,
    pub challenged: BTreeSet<String>,
    pub escalated: BTreeSet<usize>,
    pub hints: Vec<GivenHint>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct GivenHint {
    pub point: String,
    pub rung: HintRung,
    pub price: u32,
    pub text: String,
    pub at_ms: u64,
}

/// Who has the word, and since when. Only the interviewer's timing depends on it.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Floor {
    /// Last sign of the candidate: a key stroke, an utterance, an edit.
    pub candidate_ms: u64,
    pub interviewer_ms: u64,
    /// Candidate's words since the interviewer last spoke.
    pub words: usize,
    /// Words are being typed or spoken and not yet finished.
    pub is_speaking: bool,
    /// The interviewer has already asked to go on in this silence.
    pub has_encouraged: bool,
}

/// What the candidate did, or that time went by.
#[derive(Debug, Clone, PartialEq)]
pub enum Input {
    Begin,
    /// Unfinished words; an empty text takes them back.
    Typing {
        text: String,
    },
    Said {
        id: String,
        text: String,
        from_ms: u64,
        via: Via,
    },
    Edited {
        artifact: Artifact,
        text: String,
    },
    RunAsked {
        cases: CaseSet,
        own: Vec<OwnCase>,
    },
    RunFinished {
        run: u64,
        outcome: RunEnd,
    },
    /// Holds what is drawn against the problem's targets.
    CheckAsked,
    CheckFinished {
        check: u64,
        outcome: CheckEnd,
    },
    HintAsked {
        rung: HintRung,
    },
    MoveOn,
    Pause {
        unix_ms: u64,
    },
    Resume {
        unix_ms: u64,
    },
    SelfScored {
        round: usize,
        band: Band,
    },
    Tick,
    /// Writes the clock's reading into the log.
    ReadClock,
    End,
}

/// Why an input changed nothing. The candidate reads these.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    #[error("the session has ended; its debrief is ready")]
    Ended,
    #[error("the session is paused; resume it first")]
    Paused,
    #[error("the session has already begun")]
    Begun,
    #[error("that is {bytes} bytes of text and the limit is {bytes_max}; send it in parts")]
    TooLong { bytes: usize, bytes_max: usize },
    #[error("there is nothing in it")]
    Empty,
    #[error("this round has no code to run")]
    NothingToRun,
    #[error("a run is under way; cancel it or wait for it")]
    IsRunning,
    #[error("there is no drawing here that could be checked")]
    NothingToCheck,
    #[error("in an assessment what you drew is checked when the round ends")]
    CheckedAtTheEnd,
    #[error("an assessment has no hints")]
    NoHints,
    #[error("there is no such hint to show now")]
    NothingToHint,
    #[error("round {0} has nothing to score")]
    NothingToScore(usize),
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OpenError {
    #[error(
        "this session asks the problem `{0}`, which the content no longer has; restore the folder content/*/{0} or start a new session"
    )]
    ProblemGone(String),
    #[error("the session's log does not begin with its start; restore it from an export")]
    NoStart,
}

impl Interview {
    pub fn new(
        start: SessionStart,
        library: Arc<Library>,
        listener: &Listener,
    ) -> Result<Interview, OpenError> {
        let rounds = start
            .protocol
            .rounds
            .iter()
            .enumerate()
            .map(|(at, round)| {
                let id = start.problems.get(at).cloned().flatten();
                RoundState::new(round.form, round.kind.kind().map(rounds::rules), id, &library)
            })
            .collect::<Result<Vec<_>, _>>()?;
        Ok(Interview {
            library,
            listener: listener.clone(),
            start,
            rounds,
            position: None,
            status: Status::Running,
            seq: 0,
            at_ms: 0,
            transcript: Vec::new(),
            artifacts: BTreeMap::new(),
            self_scores: BTreeMap::new(),
            phases: Vec::new(),
            floor: Floor::default(),
            sent: BTreeSet::new(),
            runs: Vec::new(),
            checks: Vec::new(),
        })
    }

    /// Rebuilds a session from its log.
    pub fn replay(
        events: &[Event],
        library: Arc<Library>,
        listener: &Listener,
    ) -> Result<Interview, OpenError> {
        let Some(Event { body: EventBody::SessionStarted(start), .. }) = events.first() else {
            return Err(OpenError::NoStart);
        };
        let mut interview = Interview::new((**start).clone(), library, listener)?;
        for event in events {
            interview.apply(event);
        }
        Ok(interview)
    }

    /// What the log gains from `input` at the clock's reading `at_ms`. The events are already part
    /// of this state when it returns; the caller makes them durable in this order.
    pub fn handle(&mut self, input: Input, at_ms: u64) -> Result<Vec<Event>, Refused> {
        // A clock that steps back must not reorder the log.
        let mut log = Writer { at_ms: at_ms.max(self.at_ms), interview: self, events: Vec::new() };
        log.take(input)?;
        Ok(log.events)
    }

    /// Adds one event of the log to the state.
    pub fn apply(&mut self, event: &Event) {
        self.seq = event.seq;
        self.at_ms = event.at_ms;
        if let Some(span) = self.phases.last_mut()
            && self.status != Status::Ended
        {
            span.to_ms = event.at_ms;
        }
        match &event.body {
            EventBody::SessionStarted(_) | EventBody::ClockRead => {}
            EventBody::PhaseEntered { round, phase } => {
                let position = Position { round: *round, phase: *phase };
                self.position = Some(position);
                self.prick_ears(*round);
                self.phases.push(PhaseSpan { position, from_ms: event.at_ms, to_ms: event.at_ms });
                self.floor = Floor {
                    candidate_ms: event.at_ms,
                    interviewer_ms: event.at_ms,
                    ..Floor::default()
                };
            }
            EventBody::InterviewerSaid { text, intent } => {
                self.interviewer_said(event, text, intent)
            }
            EventBody::CandidateSaid { text, from_ms, id, via: _ } => {
                if !id.is_empty() {
                    self.sent.insert(id.clone());
                }
                self.candidate_said(event, text, *from_ms);
            }
            EventBody::ArtifactChanged { artifact, round, revision, splice } => {
                let text = self.artifacts.entry((*round, *artifact)).or_default();
                text.text = splice.apply(&text.text);
                text.revision = *revision;
                self.floor.candidate_ms = event.at_ms;
            }
            EventBody::RunAsked { round, run, cases, revision, own } => {
                self.floor.candidate_ms = event.at_ms;
                self.runs.push(Run {
                    run: *run,
                    round: *round,
                    asked_ms: event.at_ms,
                    cases: *cases,
                    revision: *revision,
                    own: own.clone(),
                    end: None,
                });
            }
            EventBody::RunFinished { run, outcome, .. } => {
                // Reading the result takes time, like reading a question.
                self.floor.candidate_ms = event.at_ms;
                if let Some(asked) = self.runs.iter_mut().find(|asked| asked.run == *run) {
                    asked.end = Some(outcome.clone());
                }
            }
            EventBody::CheckAsked { round, check, revision } => {
                self.floor.candidate_ms = event.at_ms;
                self.checks.push(Check {
                    check: *check,
                    round: *round,
                    asked_ms: event.at_ms,
                    revision: *revision,
                    end: None,
                });
            }
            EventBody::CheckFinished { check, outcome, .. } => {
                self.floor.candidate_ms = event.at_ms;
                if let Some(asked) = self.checks.iter_mut().find(|asked| asked.check == *check) {
                    asked.end = Some(outcome.clone());
                }
            }
            EventBody::HintShown { point, rung, price, text, .. } => {
                let hint = GivenHint {
                    point: point.clone(),
                    rung: *rung,
                    price: *price,
                    text: text.clone(),
                    at_ms: event.at_ms,
                };
                if let Some(round) = self.round_mut() {
                    round.hints.push(hint);
                }
            }
            EventBody::SelfScoreGiven { round, band } => {
                self.self_scores.insert(*round, *band);
            }
            EventBody::Paused { .. } => self.status = Status::Paused,
            EventBody::Resumed { .. } => {
                self.status = Status::Running;
                self.floor.candidate_ms = event.at_ms;
                self.floor.is_speaking = false;
            }
            EventBody::Ended { .. } => self.status = Status::Ended,
        }
    }

    fn prick_ears(&mut self, round: usize) {
        let lacks = self.rounds.get(round).is_some_and(|round| round.ears.is_none());
        if let Some(problem) = self.problem(round).filter(|_| lacks) {
            let ears = Ears::prepare(problem, &self.listener);
            self.rounds[round].ears = Some(ears);
        }
    }

    /// The next round that will need [`Ears`] and has none: its index, and what makes them, to be run
    /// wherever there is time.
    pub fn round_to_prepare(&self) -> Option<(usize, impl FnOnce() -> Option<Ears> + use<>)> {
        let from = self.position.map_or(0, |at| at.round + 1);
        let (at, problem) = (from..self.rounds.len())
            .find_map(|at| Some((at, self.problem(at)?)))
            .filter(|(at, _)| self.rounds[*at].ears.is_none())?;
        let (id, library) = (problem.id.clone(), self.library.clone());
        let listener = self.listener.clone();
        Some((at, move || library.problem(&id).map(|problem| Ears::prepare(problem, &listener))))
    }

    /// Hands a round what [`Ears::prepare`] made for its problem; a round that listens keeps its own.
    pub fn lend(&mut self, round: usize, ears: Ears) {
        if let Some(round) = self.rounds.get_mut(round).filter(|round| round.ears.is_none()) {
            round.ears = Some(ears);
        }
    }

    fn interviewer_said(&mut self, event: &Event, text: &str, intent: &InterviewerMove) {
        self.floor.interviewer_ms = event.at_ms;
        self.floor.words = 0;
        self.floor.has_encouraged |= *intent == InterviewerMove::Continue;
        let utterance = Utterance {
            at_ms: event.at_ms,
            end_ms: event.at_ms,
            speaker: Speaker::Interviewer,
            text: text.to_owned(),
        };
        if let Some(round) = self.round_mut() {
            round.remember(intent, text);
            round.hear(&utterance);
        }
        self.push_line(event.seq, utterance, Some(intent.clone()));
    }

    fn candidate_said(&mut self, event: &Event, text: &str, from_ms: u64) {
        self.floor.candidate_ms = event.at_ms;
        self.floor.words += text.split_whitespace().count();
        self.floor.is_speaking = false;
        self.floor.has_encouraged = false;
        let utterance = Utterance {
            at_ms: from_ms,
            end_ms: event.at_ms,
            speaker: Speaker::Candidate,
            text: text.to_owned(),
        };
        if let Some(round) = self.round_mut() {
            round.hear(&utterance);
        }
        self.push_line(event.seq, utterance, None);
    }

    fn push_line(&mut self, seq: u64, utterance: Utterance, intent: Option<InterviewerMove>) {
        let position = self.position.unwrap_or(Position { round: 0, phase: 0 });
        self.transcript.push(Line { seq, position, utterance, intent });
    }

    pub fn start(&self) -> &SessionStart {
        &self.start
    }

    pub fn status(&self) -> Status {
        self.status
    }

    pub fn position(&self) -> Option<Position> {
        self.position
    }

    pub fn transcript(&self) -> &[Line] {
        &self.transcript
    }

    pub fn artifacts(&self) -> &BTreeMap<(usize, Artifact), ArtifactText> {
        &self.artifacts
    }

    pub fn runs(&self) -> &[Run] {
        &self.runs
    }

    /// The run that has not ended. After a crash it never will: whoever runs it says so.
    pub fn open_run(&self) -> Option<&Run> {
        self.runs.iter().find(|run| run.end.is_none())
    }

    pub fn checks(&self) -> &[Check] {
        &self.checks
    }

    /// The first check that has not ended.
    pub fn open_check(&self) -> Option<&Check> {
        self.checks.iter().find(|check| check.end.is_none())
    }

    /// What is drawn in a round whose problem asks something of a drawing; `None` where it is empty.
    pub fn drawing(&self, round: usize) -> Option<&ArtifactText> {
        self.library.targets(&self.problem(round)?.id)?;
        let drawn = self.artifacts.get(&(round, Artifact::Design))?;
        (!drawn.text.trim().is_empty()).then_some(drawn)
    }

    pub fn code(&self, round: usize) -> Option<&ArtifactText> {
        self.artifacts.get(&(round, Artifact::Code))
    }

    /// Whether the open round has code that can be run.
    pub(crate) fn runs_code(&self) -> bool {
        self.current_problem().is_some_and(|problem| problem.kind == RoundKind::Coding)
    }

    pub fn self_scores(&self) -> &BTreeMap<usize, Band> {
        &self.self_scores
    }

    pub fn phases(&self) -> &[PhaseSpan] {
        &self.phases
    }

    /// The session clock's reading at the last event.
    pub fn at_ms(&self) -> u64 {
        self.at_ms
    }

    pub fn seq(&self) -> u64 {
        self.seq
    }

    /// When the open phase was entered.
    pub fn phase_started_ms(&self) -> u64 {
        self.phases.last().map_or(0, |span| span.from_ms)
    }

    /// Whether an utterance of this sender's name is already in the log.
    pub fn has_heard(&self, id: &str) -> bool {
        self.sent.contains(id)
    }

    pub fn problem(&self, round: usize) -> Option<&Problem> {
        self.rounds.get(round)?.problem.as_deref().and_then(|id| self.library.problem(id))
    }

    pub(crate) fn round(&self) -> Option<&RoundState> {
        self.rounds.get(self.position?.round)
    }

    pub(crate) fn round_mut(&mut self) -> Option<&mut RoundState> {
        self.rounds.get_mut(self.position?.round)
    }

    pub(crate) fn current_problem(&self) -> Option<&Problem> {
        self.problem(self.position?.round)
    }

    pub(crate) fn phase(&self) -> Option<&greenroom_model::Phase> {
        let at = self.position?;
        self.start.protocol.rounds.get(at.round)?.phases.get(at.phase)
    }
}

impl RoundState {
    fn new(
        form: RoundForm,
        rules: Option<&'static Rules>,
        problem: Option<String>,
        library: &Library,
    ) -> Result<RoundState, OpenError> {
        let found = match &problem {
            Some(id) => {
                Some(library.problem(id).ok_or_else(|| OpenError::ProblemGone(id.clone()))?)
            }
            None => None,
        };
        let scope = found.map(|problem| scope(problem, form)).unwrap_or_default();
        Ok(RoundState {
            rules,
            problem,
            form,
            scope,
            ears: None,
            verdicts: BTreeMap::new(),
            answered: BTreeSet::new(),
            probed: BTreeSet::new(),
            asked_first: BTreeSet::new(),
            challenged: BTreeSet::new(),
            escalated: BTreeSet::new(),
            hints: Vec::new(),
        })
    }

    fn remember(&mut self, intent: &InterviewerMove, text: &str) {
        match intent {
            InterviewerMove::Probe { point } => {
                self.probed.insert(point.clone());
                let unmade = self.verdict(point) != Some(Verdict::Met);
                if unmade {
                    self.asked_first.insert(point.clone());
                }
            }
            InterviewerMove::Challenge { misconception } => {
                self.challenged.insert(misconception.clone());
            }
            InterviewerMove::Answer { fact: Some(fact) } => {
                self.answered.insert(*fact);
            }
            InterviewerMove::Escalate { escalation } => {
                self.escalated.insert(*escalation);
            }
            InterviewerMove::Open
            | InterviewerMove::Answer { fact: None }
            | InterviewerMove::Continue
            | InterviewerMove::MoveOn
            | InterviewerMove::Close => {
                debug_assert!(!text.is_empty(), "the interviewer never says nothing");
            }
        }
    }

    fn hear(&mut self, utterance: &Utterance) {
        if let Some(Ears { hearing, .. }) = &mut self.ears {
            hearing.hear(utterance);
            self.verdicts = hearing
                .points()
                .into_iter()
                .map(|heard| (heard.id.clone(), proven(&heard)))
                .collect();
        }
    }

    /// `None` before anybody has spoken in the round.
    pub fn verdict(&self, point: &str) -> Option<Verdict> {
        self.verdicts.get(point).copied()
    }
}

/// What a round listens with. Preparing it reads a rubric's phrasings, which takes up to a second,
/// so a round gets its own when it is entered, or before from whoever has time.
pub struct Ears {
    pub(crate) hearing: Hearing,
    pub(crate) facts: Matcher,
}

impl Ears {
    pub fn prepare(problem: &Problem, listener: &Listener) -> Ears {
        let facts: Vec<Vec<String>> =
            problem.facts.iter().map(|fact| fact.heard_as.clone()).collect();
        Ears { hearing: listener.prepare(&problem.rubric).begin(), facts: listener.matcher(&facts) }
    }
}

/// Evidence or silence: a verdict that can quote nothing is none.
pub(crate) fn proven(heard: &PointHeard) -> Verdict {
    if heard.quotes.is_empty() { Verdict::Missed } else { heard.verdict }
}

/// The points that a form of a problem asks for.
fn scope(problem: &Problem, form: RoundForm) -> BTreeSet<String> {
    match form {
        RoundForm::Full => problem.rubric.points.iter().map(|point| point.id.clone()).collect(),
        RoundForm::Short => problem.short.points.iter().cloned().collect(),
    }
}
