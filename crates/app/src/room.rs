//! Live sessions: one task for each session that somebody has open.
//!
//! A room takes messages one at a time, asks the interview what the log gains, makes that durable
//! and only then tells the screens. A hint is not part of what must be durable, so it goes out
//! before the disk has answered.

mod checks;

use crate::clock::Clock;
use crate::code::{Coder, RunOrder, RunProgress};
use crate::message::Message;
use crate::studio::Studio;
use greenroom_interview::{
    ArtifactText, Check, Ears, HintView, Input, Interview, Line, Position, Refused, Run, Status,
};
use greenroom_judge::Cancel;
use greenroom_model::{Artifact, Band, CheckEnd, Event, RunEnd, SessionStart};
use greenroom_store::{Store, StoreError};
use std::collections::{BTreeMap, HashMap, VecDeque};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::sync::{broadcast, mpsc, oneshot};
use tokio::task::JoinHandle;

/// How often the interviewer looks at the clock.
const TICK: Duration = Duration::from_secs(1);
/// The clock's reading is written at least this often, so that a crash costs seconds of it.
const CLOCK_EVERY_MS: u64 = 15_000;
/// A room that nobody looks at pauses after this long: a reload is not a pause.
const ALONE_MS: u64 = 30_000;
/// When many listen at once, unfinished words of one session are listened to at most this often;
/// finished ones always.
const LISTEN_EVERY_MS: u64 = 2_000;
/// Beyond that all sessions together listen to unfinished words this often: at about 3 ms each, a
/// third of a core, so that finished words never wait for them. A single session never notices.
const LISTENS_PER_S: u64 = 100;
const LISTEN_COST_MS: u64 = 1_000 / LISTENS_PER_S;
/// Unfinished words are kept for a crash at most this often.
const DRAFT_EVERY_MS: u64 = 1_000;
/// How many updates a slow screen may fall behind before it must load the whole state again.
const BACKLOG: usize = 256;

/// What a screen is told.
#[derive(Debug, Clone)]
pub enum Update {
    /// A durable event of the log.
    Event(Arc<Event>),
    /// The sender's message of this id is durable, up to and including `seq`.
    Ack { id: String, seq: u64 },
    /// The place of the hint on screen, and what it answers.
    Hint { hint: Option<HintView>, answers: Option<Answers> },
    /// The session's clock: its reading now, when the open phase began, and whether it runs.
    Clock { at_ms: u64, phase_started_ms: u64, running: bool },
    /// How far the run of this number is.
    Run { run: u64, progress: RunProgress },
    /// How far the check of this number is.
    Check { check: u64, progress: RunProgress },
    /// Something failed; `next` says what is safe and what to do.
    Problem { id: String, text: String, next: String },
    /// What could not be saved before is saved now.
    Saved,
}

/// What a hint was worked out from.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[serde(untagged)]
pub enum Answers {
    /// Unfinished words of this length, in Unicode scalar values.
    Partial(usize),
    /// The message of this id.
    Message(String),
}

/// A handle to a live session. Screens hold one; when the last is dropped the room is alone.
#[derive(Clone)]
pub struct Room {
    commands: mpsc::Sender<Command>,
}

enum Command {
    Take(Message),
    Look(oneshot::Sender<Snapshot>),
    /// A run has ended.
    Ran {
        run: u64,
        outcome: RunEnd,
    },
    /// A check has ended.
    Checked {
        check: u64,
        outcome: CheckEnd,
    },
    /// Pause and write everything: the program is about to end.
    Close(oneshot::Sender<()>),
}

/// All that a screen needs to draw a session from nothing.
pub struct Snapshot {
    pub view: View,
    /// Updates from exactly this state on.
    pub updates: broadcast::Receiver<Update>,
}

/// The state of a session, as plain data.
#[derive(Debug, Clone)]
pub struct View {
    pub start: SessionStart,
    pub status: Status,
    pub position: Option<Position>,
    pub at_ms: u64,
    pub phase_started_ms: u64,
    pub transcript: Vec<Line>,
    pub artifacts: Vec<(usize, Artifact, ArtifactText)>,
    pub hint: Option<HintView>,
    pub self_scores: Vec<(usize, Band)>,
    pub runs: Vec<Run>,
    pub checks: Vec<Check>,
    pub draft: String,
}

/// The session is not open any more: it was deleted, or the program is ending.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this session was closed; load the page again")]
pub struct Closed;

impl Room {
    pub async fn send(&self, message: Message) -> Result<(), Closed> {
        self.commands.send(Command::Take(message)).await.map_err(|_| Closed)
    }

    pub async fn look(&self) -> Result<Snapshot, Closed> {
        let (reply, snapshot) = oneshot::channel();
        self.commands.send(Command::Look(reply)).await.map_err(|_| Closed)?;
        snapshot.await.map_err(|_| Closed)
    }
}

/// The rooms that are open, at most one for each session, so that a log has one writer.
#[derive(Default)]
pub struct Rooms {
    slots: Mutex<HashMap<String, Slot>>,
    budget: Arc<Budget>,
}

/// A token bucket for listening to unfinished words, one for all rooms.
#[derive(Default)]
struct Budget {
    /// The steady clock's reading up to which everything is spent. It never lags a second or more
    /// behind, which bounds the burst.
    spent_until_ms: Mutex<u64>,
}

impl Budget {
    fn take(&self, now_ms: u64) -> bool {
        let mut spent = self.lock();
        let after = (*spent).max(now_ms.saturating_sub(1_000)) + LISTEN_COST_MS;
        let is_within = after <= now_ms;
        if is_within {
            *spent = after;
        }
        is_within
    }

    /// What must be listened to is paid for as well, by what need not be; debts end after a second.
    fn owe(&self, now_ms: u64) {
        let mut spent = self.lock();
        let after = (*spent).max(now_ms.saturating_sub(1_000)) + LISTEN_COST_MS;
        *spent = after.min(now_ms + 1_000);
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, u64> {
        self.spent_until_ms.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }
}

/// What a room does its work with.
pub struct Means {
    pub store: Store,
    pub clock: Arc<dyn Clock>,
    pub coder: Coder,
    pub studio: Studio,
}

/// Held while a session's room is opened or closed; empty while it has none.
type Slot = Arc<tokio::sync::Mutex<Option<Room>>>;

impl Rooms {
    /// The session's room; `load` reads the session when nobody has it open.
    pub async fn enter<E>(
        &self,
        session: &str,
        means: Means,
        load: impl AsyncFnOnce() -> Result<(Interview, String), E>,
    ) -> Result<Room, E> {
        let key = self.slot(session);
        let mut slot = key.lock().await;
        // A room's receiver lives until everything is written, so a closed one is really over.
        if let Some(room) = slot.as_ref().filter(|room| !room.commands.is_closed()) {
            return Ok(room.clone());
        }
        let (interview, draft) = match load().await {
            Ok(loaded) => loaded,
            Err(error) => {
                self.forget(session, &key);
                return Err(error);
            }
        };
        let room = Keeper::start(session, interview, draft, means, self.budget.clone());
        *slot = Some(room.clone());
        Ok(room)
    }

    /// Closes a session's room, if it has one, writing what it holds.
    pub async fn close(&self, session: &str) {
        let slot = self.slot(session);
        if let Some(room) = slot.lock().await.take() {
            let (reply, done) = oneshot::channel();
            if room.commands.send(Command::Close(reply)).await.is_ok() {
                // A room that ended by itself in between has written everything as well.
                done.await.ok();
            }
        }
        self.lock().remove(session);
    }

    pub async fn close_all(&self) {
        let sessions: Vec<String> = self.lock().keys().cloned().collect();
        for session in sessions {
            self.close(&session).await;
        }
    }

    /// Drops the slot of a session that could not be read, unless somebody else waits for it.
    fn forget(&self, session: &str, slot: &Slot) {
        let mut slots = self.lock();
        if Arc::strong_count(slot) <= 2 {
            slots.remove(session);
        }
    }

    fn slot(&self, session: &str) -> Slot {
        self.lock().entry(session.to_owned()).or_default().clone()
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<String, Slot>> {
        self.slots.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }
}

/// The task behind a room.
struct Keeper {
    session: String,
    interview: Interview,
    store: Store,
    clock: Arc<dyn Clock>,
    updates: broadcast::Sender<Update>,
    /// The session clock's reading and the steady clock's at the same instant.
    zero: (u64, u64),
    last_saved_ms: u64,
    alone_since_ms: Option<u64>,
    listened_at_ms: Option<u64>,
    /// The unfinished words have changed since they were last listened to.
    is_unheard: bool,
    budget: Arc<Budget>,
    coder: Coder,
    studio: Studio,
    /// The room's own inbox, for what it has done aside. Weak: a room that nobody can write to any
    /// more must end.
    inbox: mpsc::WeakSender<Command>,
    /// Ends the run under way.
    cancel_run: Option<Cancel>,
    /// The check under way.
    check: Option<tokio::task::AbortHandle>,
    /// The next round's ears, being prepared aside.
    coming: Option<(usize, JoinHandle<Option<Ears>>)>,
    draft: Draft,
    /// Events that the disk has not taken yet, in order.
    unsaved: VecDeque<Event>,
    /// Artifacts as the disk has them, where it is behind.
    kept: BTreeMap<(usize, Artifact), ArtifactText>,
    /// Messages whose events are among `unsaved`: id, and the last event's seq.
    waiting: Vec<(String, u64)>,
    /// The last attempt to save failed.
    is_failing: bool,
}

struct Draft {
    text: String,
    saved: bool,
    saved_at_ms: u64,
}

impl Keeper {
    fn start(
        session: &str,
        interview: Interview,
        draft: String,
        means: Means,
        budget: Arc<Budget>,
    ) -> Room {
        let Means { store, clock, coder, studio } = means;
        let (commands, inbox) = mpsc::channel(64);
        let (updates, _) = broadcast::channel(BACKLOG);
        let keeper = Keeper {
            session: session.to_owned(),
            zero: (interview.at_ms(), clock.steady_ms()),
            last_saved_ms: interview.at_ms(),
            alone_since_ms: None,
            listened_at_ms: None,
            is_unheard: false,
            budget,
            coder,
            studio,
            inbox: commands.downgrade(),
            cancel_run: None,
            check: None,
            coming: None,
            draft: Draft { text: draft, saved: true, saved_at_ms: 0 },
            unsaved: VecDeque::new(),
            kept: BTreeMap::new(),
            waiting: Vec::new(),
            is_failing: false,
            interview,
            store,
            clock,
            updates,
        };
        tokio::spawn(keeper.run(inbox));
        Room { commands }
    }

    async fn run(mut self, mut inbox: mpsc::Receiver<Command>) {
        self.bury_lost_run();
        self.begin_check();
        let mut ticks = tokio::time::interval(TICK);
        ticks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        loop {
            tokio::select! {
                command = inbox.recv() => match command {
                    Some(Command::Take(message)) => self.take(message).await,
                    Some(Command::Look(reply)) => {
                        self.save().await;
                        let updates = self.updates.subscribe();
                        // A screen that closed while it asked is no loss.
                        reply.send(Snapshot { view: self.view(), updates }).ok();
                    }
                    Some(Command::Ran { run, outcome }) => {
                        self.cancel_run = None;
                        self.take_quietly(Input::RunFinished { run, outcome }, self.now_ms());
                        self.save().await;
                    }
                    Some(Command::Checked { check, outcome }) => self.checked(check, outcome).await,
                    Some(Command::Close(reply)) => {
                        self.leave().await;
                        reply.send(()).ok();
                        return;
                    }
                    None => return self.leave().await,
                },
                _ = ticks.tick() => {
                    if self.tick().await == Stay::No {
                        return self.leave().await;
                    }
                }
            }
        }
    }

    /// The session clock's reading. It stands still unless the session runs.
    fn now_ms(&self) -> u64 {
        match self.interview.status() {
            Status::Running => self.zero.0 + self.clock.steady_ms().saturating_sub(self.zero.1),
            Status::Paused | Status::Ended => self.interview.at_ms(),
        }
    }

    async fn take(&mut self, message: Message) {
        let id = message.id().to_owned();
        let now_ms = self.now_ms();
        if let Message::Partial { text, .. } = &message {
            return self.listen_in(text, now_ms).await;
        }
        if self.is_done(&message) {
            // What it asks for may still be on its way to the disk.
            self.waiting.push((id, self.interview.seq()));
            return self.save().await;
        }
        let says = matches!(message, Message::Say { .. });
        if let (Message::Artifact { artifact, .. }, Some(at)) =
            (&message, self.interview.position())
        {
            let key = (at.round, *artifact);
            let text = self.interview.artifacts().get(&key).cloned();
            self.kept.entry(key).or_insert(text.unwrap_or_default());
        }
        let runs = matches!(message, Message::Run { .. });
        let Some(input) = message.into_input(now_ms, self.clock.unix_ms()) else {
            if let Some(cancel) = &self.cancel_run {
                cancel.cancel();
            }
            self.cancel_check().await;
            return self.acknowledge(id, self.interview.seq());
        };
        let position = self.interview.position();
        match self.change(input, now_ms) {
            Ok(()) => {
                if position != self.interview.position() {
                    self.tell_clock();
                }
                if says {
                    self.draft = Draft { text: String::new(), saved: false, saved_at_ms: now_ms };
                }
                self.waiting.push((id.clone(), self.interview.seq()));
                self.tell_hint(None, Some(Answers::Message(id)));
                self.save().await;
                if says {
                    self.save_draft(now_ms).await;
                }
                if runs {
                    self.begin_run();
                }
                self.begin_check();
            }
            Err(refused) => self.tell(refusal(id, &refused)),
        }
    }

    /// Whether what a message asks for is already so: it was taken, its acknowledgement was lost, and
    /// it came again.
    fn is_done(&self, message: &Message) -> bool {
        let interview = &self.interview;
        match message {
            Message::Say { id, .. } => !id.is_empty() && interview.has_heard(id),
            Message::MoveOn { round: Some(round), phase: Some(phase), .. } => {
                let is_there = |at: Position| (at.round, at.phase) == (*round, *phase);
                interview.status() == Status::Ended || !interview.position().is_some_and(is_there)
            }
            Message::Hint { rung, .. } => interview
                .hint_view(None, self.now_ms())
                .is_some_and(|hint| hint.shown.iter().any(|shown| shown.rung == *rung)),
            Message::Pause { .. } => interview.status() == Status::Paused,
            Message::End { .. } => interview.status() == Status::Ended,
            _ => false,
        }
    }

    /// Changes the state and queues what the log gains.
    fn change(&mut self, input: Input, now_ms: u64) -> Result<(), Refused> {
        let was = self.interview.status();
        let events = self.interview.handle(input, now_ms)?;
        self.unsaved.extend(events);
        let is = self.interview.status();
        if was != is {
            self.zero = (self.interview.at_ms(), self.clock.steady_ms());
            self.tell_clock();
        }
        Ok(())
    }

    /// Unfinished words: they hold the interviewer back, and may change the hint.
    async fn listen_in(&mut self, text: &str, now_ms: u64) {
        if self.change(Input::Typing { text: text.to_owned() }, now_ms).is_err() {
            return;
        }
        self.draft.text = text.to_owned();
        self.draft.saved = false;
        self.is_unheard = true;
        // A finished sentence is worth listening to at once.
        let is_finished = text.trim_end().ends_with(['.', '?', '!']);
        self.listen_if_due(now_ms, is_finished);
        if now_ms >= self.draft.saved_at_ms + DRAFT_EVERY_MS {
            self.save_draft(now_ms).await;
        }
    }

    fn listen_if_due(&mut self, now_ms: u64, is_finished: bool) {
        let steady_ms = self.clock.steady_ms();
        let is_due = self.listened_at_ms.is_none_or(|last| now_ms >= last + LISTEN_EVERY_MS);
        if is_finished || is_due {
            self.budget.owe(steady_ms);
        } else if !self.budget.take(steady_ms) {
            return;
        }
        self.listened_at_ms = Some(now_ms);
        self.is_unheard = false;
        let text = &self.draft.text;
        self.tell_hint(Some(text), Some(Answers::Partial(text.chars().count())));
    }

    /// Runs what was just asked for. The answer comes back through the inbox.
    fn begin_run(&mut self) {
        let Some(asked) = self.interview.open_run().cloned() else { return };
        let Some(problem) = self.interview.problem(asked.round) else { return };
        let language = self.interview.start().language;
        let source = match self.interview.code(asked.round) {
            Some(code) => code.text.clone(),
            // Nothing was written yet: what the editor opened with.
            None => crate::code::starter(problem, language),
        };
        let order = RunOrder {
            problem: problem.id.clone(),
            language,
            source,
            cases: asked.cases,
            own: asked.own,
        };
        let cancel = Cancel::new();
        self.cancel_run = Some(cancel.clone());
        let (coder, inbox, updates) =
            (self.coder.clone(), self.inbox.clone(), self.updates.clone());
        let run = asked.run;
        tokio::task::spawn_blocking(move || {
            let mut tell = |progress| {
                // Nobody looking is no error.
                updates.send(Update::Run { run, progress }).ok();
            };
            let outcome = coder.run(&order, &mut tell, &cancel);
            if let Some(inbox) = inbox.upgrade() {
                // A room that has closed meanwhile finds the run unfinished when it opens again.
                inbox.blocking_send(Command::Ran { run, outcome }).ok();
            }
        });
    }

    /// A run that was under way when the program ended will never end by itself.
    fn bury_lost_run(&mut self) {
        let Some(run) = self.interview.open_run().map(|run| run.run) else { return };
        let why = "Greenroom ended while it ran. Run it again.".into();
        self.take_quietly(
            Input::RunFinished { run, outcome: RunEnd::Failed { why } },
            self.now_ms(),
        );
    }

    /// Has the next round's ears prepared while this one is under way.
    async fn look_ahead(&mut self) {
        if self.coming.as_ref().is_some_and(|(_, ears)| ears.is_finished())
            && let Some((round, ears)) = self.coming.take()
            && let Ok(Some(ears)) = ears.await
        {
            self.interview.lend(round, ears);
        }
        if self.coming.is_none()
            && self.interview.status() == Status::Running
            && let Some((round, prepare)) = self.interview.round_to_prepare()
        {
            self.coming = Some((round, tokio::task::spawn_blocking(prepare)));
        }
    }

    async fn tick(&mut self) -> Stay {
        let now_ms = self.now_ms();
        if self.is_unheard {
            self.listen_if_due(now_ms, false);
        }
        self.look_ahead().await;
        let position = self.interview.position();
        let seq = self.interview.seq();
        if self.interview.status() == Status::Running {
            if now_ms >= self.last_saved_ms + CLOCK_EVERY_MS {
                self.take_quietly(Input::ReadClock, now_ms);
            }
            self.take_quietly(Input::Tick, now_ms);
        }
        if self.interview.seq() != seq {
            self.tell_hint(None, None);
        }
        if position != self.interview.position() {
            self.tell_clock();
        }
        self.save().await;
        self.begin_check();
        if !self.draft.saved {
            self.save_draft(now_ms).await;
        }
        self.look_around()
    }

    /// Whether anybody is still here; alone for long, the room closes.
    fn look_around(&mut self) -> Stay {
        // What was drawn is still simulated when everybody has left.
        let is_busy = !self.unsaved.is_empty() || self.check.is_some();
        if self.updates.receiver_count() > 0 || is_busy {
            self.alone_since_ms = None;
            return Stay::Yes;
        }
        let steady_ms = self.clock.steady_ms();
        let since_ms = *self.alone_since_ms.get_or_insert(steady_ms);
        if steady_ms.saturating_sub(since_ms) >= ALONE_MS { Stay::No } else { Stay::Yes }
    }

    fn take_quietly(&mut self, input: Input, now_ms: u64) {
        // Time going by is never refused while running, and says nothing when it is not.
        self.change(input, now_ms).ok();
    }

    /// Pauses, and writes all there is.
    async fn leave(&mut self) {
        if let Some(cancel) = self.cancel_run.take() {
            cancel.cancel();
            self.bury_lost_run();
        }
        // It is run again when somebody comes back.
        if let Some(check) = self.check.take() {
            check.abort();
        }
        if self.interview.status() == Status::Running && self.interview.seq() > 0 {
            let unix_ms = self.clock.unix_ms();
            self.take_quietly(Input::Pause { unix_ms }, self.now_ms());
        }
        self.save().await;
        if !self.draft.saved {
            self.save_draft(self.now_ms()).await;
        }
    }

    /// Makes what is queued durable, then tells the screens. What the disk does not take stays
    /// queued and is tried again at the next tick.
    async fn save(&mut self) {
        if !self.unsaved.is_empty() {
            let events = self.unsaved.make_contiguous();
            match self.store.append(&self.session, events).await {
                Ok(()) => {}
                // A failed commit may have been kept after all: then the log ends with these events.
                Err(StoreError::SequenceTaken { .. }) if self.is_kept().await => {}
                Err(error) => {
                    self.is_failing = true;
                    return self.tell_unsaved(&error);
                }
            }
            if std::mem::take(&mut self.is_failing) {
                self.tell(Update::Saved);
            }
            self.last_saved_ms = self.interview.at_ms();
            self.kept.clear();
            for event in std::mem::take(&mut self.unsaved) {
                self.tell(Update::Event(Arc::new(event)));
            }
        }
        for (id, seq) in std::mem::take(&mut self.waiting) {
            self.acknowledge(id, seq);
        }
    }

    /// Whether the log holds exactly what is still queued here.
    async fn is_kept(&self) -> bool {
        let Some(first) = self.unsaved.front() else { return true };
        let kept = self.store.events_after(&self.session, first.seq - 1).await;
        kept.is_ok_and(|kept| kept.iter().eq(self.unsaved.iter()))
    }

    async fn save_draft(&mut self, now_ms: u64) {
        self.draft.saved_at_ms = now_ms;
        // The screen keeps the unsent words as well, so that a miss here is not worth a message;
        // a disk that takes nothing is told about with the next utterance.
        self.draft.saved = self.store.set_draft(&self.session, &self.draft.text).await.is_ok();
    }

    fn tell_unsaved(&self, error: &StoreError) {
        self.tell(Update::Problem {
            id: String::new(),
            text: format!("Not saved yet. {error}"),
            next: "Nothing is lost while this page and Greenroom stay open: it tries again every second."
                .into(),
        });
    }

    fn acknowledge(&self, id: String, seq: u64) {
        if !id.is_empty() {
            self.tell(Update::Ack { id, seq });
        }
    }

    fn tell_hint(&self, partial: Option<&str>, answers: Option<Answers>) {
        let hint = self.interview.hint_view(partial, self.now_ms());
        self.tell(Update::Hint { hint, answers });
    }

    fn tell_clock(&self) {
        self.tell(Update::Clock {
            at_ms: self.now_ms(),
            phase_started_ms: self.interview.phase_started_ms(),
            running: self.interview.status() == Status::Running,
        });
    }

    fn tell(&self, update: Update) {
        // Nobody looking is no error.
        self.updates.send(update).ok();
    }

    /// A screen takes the words in here for saved and lets go of its own copy, so those that the
    /// disk has not taken yet are left out; they follow as events.
    fn view(&self) -> View {
        let interview = &self.interview;
        let kept_seq = self.unsaved.front().map_or(interview.seq(), |first| first.seq - 1);
        let artifacts = interview.artifacts().iter().map(|((round, artifact), text)| {
            let kept = self.kept.get(&(*round, *artifact)).unwrap_or(text);
            (*round, *artifact, kept.clone())
        });
        View {
            start: interview.start().clone(),
            status: interview.status(),
            position: interview.position(),
            at_ms: self.now_ms(),
            phase_started_ms: interview.phase_started_ms(),
            transcript: interview
                .transcript()
                .iter()
                .take_while(|line| line.seq <= kept_seq)
                .cloned()
                .collect(),
            artifacts: artifacts.filter(|(.., text)| text.revision > 0).collect(),
            hint: interview.hint_view(None, self.now_ms()),
            self_scores: interview.self_scores().iter().map(|(at, band)| (*at, *band)).collect(),
            runs: interview.runs().to_vec(),
            checks: interview.checks().to_vec(),
            draft: self.draft.text.clone(),
        }
    }
}

#[derive(PartialEq, Eq)]
enum Stay {
    Yes,
    No,
}

fn refusal(id: String, refused: &Refused) -> Update {
    let next = match refused {
        Refused::TooLong { .. } => "Your text is still in the box.",
        Refused::Paused => "Your text is still in the box. Press Resume, then send it.",
        Refused::Ended => "Nothing was changed.",
        _ => "Nothing was changed; you can go on.",
    };
    let text = refused.to_string();
    Update::Problem { id, text: capitalised(&text), next: next.into() }
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(chars).chain(".".chars()).collect()
    })
}
