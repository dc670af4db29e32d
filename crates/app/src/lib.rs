//! The use cases: what a person can do with Greenroom, one function each. The browser and the
//! terminal are two faces of the same functions.
//!
//! This crate performs the effects that the others only describe: it reads the clock, writes the
//! log, keeps live rooms. It knows nothing of HTTP or of terminals. Start with [`Greenroom`].

mod clock;
pub mod code;
pub mod grade;
pub mod labs;
mod message;
mod room;
pub mod script;
pub mod studio;
mod study;

pub use clock::{Clock, ManualClock, SystemClock};
pub use message::Message;
pub use room::{Answers, Closed, Room, Rooms, Snapshot, Update, View};
pub use study::*;

// The faces reach the engines through here, so that whatever they use is used by a use case.
pub use greenroom_content as content;
pub use greenroom_debrief as debrief;
pub use greenroom_interview as interview;
pub use greenroom_judge as judge;
pub use greenroom_listen as listen;
pub use greenroom_plan as planning;
pub use greenroom_simulate as simulate;
pub use greenroom_store as store;

use code::Coder;
use greenroom_content::Library;
use greenroom_debrief::Debrief;
use greenroom_interview::{Choice, Input, Interview, OpenError, PlanError, plan};
use greenroom_listen::star::Teller;
use greenroom_listen::{Listener, Quality};
use greenroom_model::{Company, Event, Language, Level, Mode, Profile};
use greenroom_store::anki::AnkiError;
use greenroom_store::{
    Cursor, ExportCount, Health, ImportCount, SessionPage, SessionRow, Status, Store, StoreError,
};
use jiff::tz::TimeZone;
use std::io::{BufRead, Write};
use std::sync::Arc;
use studio::{Studio, StudioError};

/// Everything that runs, wired together once by whoever starts the program.
#[derive(Clone)]
pub struct Greenroom {
    pub library: Arc<Library>,
    pub listener: Listener,
    pub teller: Teller,
    pub store: Store,
    pub clock: Arc<dyn Clock>,
    pub coder: Coder,
    pub studio: Studio,
    /// Where days begin.
    zone: TimeZone,
    rooms: Arc<Rooms>,
}

/// How a session is to be. What is left out comes from the profile, then from the defaults.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewSession {
    pub protocol: String,
    pub problem: Option<String>,
    pub mode: Mode,
    pub level: Option<Level>,
    pub language: Option<Language>,
    pub company: Option<Company>,
    pub nudges_unasked: bool,
    pub seed: Option<u64>,
}

#[derive(Debug, thiserror::Error)]
pub enum AppError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Plan(#[from] PlanError),
    #[error(transparent)]
    Open(#[from] OpenError),
    #[error("this session has not ended; finish it, or end it, to read its debrief")]
    NotEnded,
    #[error(transparent)]
    Closed(#[from] Closed),
    #[error("{what} cannot be read: {why}. Nothing was changed.")]
    Kept { what: String, why: String },
    #[error("there is no card `{0}`")]
    NoCard(String),
    #[error(transparent)]
    Memory(#[from] greenroom_plan::MemoryError),
    #[error(transparent)]
    Anki(#[from] AnkiError),
    #[error(transparent)]
    Drill(#[from] greenroom_model::drill::DrillError),
    #[error(transparent)]
    Studio(#[from] StudioError),
}

impl Greenroom {
    pub fn new(
        library: Arc<Library>,
        listener: Listener,
        store: Store,
        clock: Arc<dyn Clock>,
        coder: Coder,
    ) -> Greenroom {
        let teller = Teller::embedded(listener.encoder().cloned());
        let zone = TimeZone::system();
        let (studio, rooms) = (Studio::default(), Arc::default());
        Greenroom { library, listener, teller, store, clock, coder, studio, zone, rooms }
    }

    /// How well this program listens: without its model it says so.
    pub fn quality(&self) -> Quality {
        self.listener.quality()
    }

    /// Starts a session and returns its id. Its first events are durable.
    pub async fn start(&self, new: NewSession) -> Result<String, AppError> {
        let profile = self.profile().await?;
        let unix_ms = self.clock.unix_ms();
        let choice = Choice {
            protocol: new.protocol,
            problem: new.problem,
            level: new.level.unwrap_or(profile.level),
            mode: new.mode,
            language: new.language.unwrap_or(profile.language),
            company: new.company.unwrap_or(profile.company),
            nudges_unasked: new.nudges_unasked,
            seed: new.seed.unwrap_or(unix_ms),
            started_unix_ms: unix_ms,
        };
        let seen = self.practised().await?;
        let start = plan(&self.library, &choice, &seen)?;
        let (library, listener) = (self.library.clone(), self.listener.clone());
        let begun = start.clone();
        // Preparing a rubric that was not heard before takes up to a second.
        let events = tokio::task::spawn_blocking(move || {
            Interview::new(begun, library, &listener)
                .map(|mut interview| interview.handle(Input::Begin, 0).unwrap_or_default())
        })
        .await
        .expect("preparing a session does not panic")?;
        let id = session_id(unix_ms, choice.seed);
        self.store.create_session(&id, &start, &events).await?;
        Ok(id)
    }

    /// Ids of the problems asked so far, longest ago first.
    async fn practised(&self) -> Result<Vec<String>, AppError> {
        let mut seen: Vec<String> = Vec::new();
        for row in self.store.session_page(PRACTISED_SESSIONS_MAX, None).await?.rows.iter().rev() {
            let first = self.store.first_event(&row.id).await?;
            let problems = script::start_of(std::slice::from_ref(&first))
                .map(|start| start.problems.iter().flatten().cloned().collect::<Vec<_>>());
            for problem in problems.unwrap_or_default() {
                seen.retain(|id| *id != problem);
                seen.push(problem);
            }
        }
        Ok(seen)
    }

    /// The live room of a session, and its state. Opens it when nobody has.
    pub async fn enter(&self, session: &str) -> Result<(Room, Snapshot), AppError> {
        let room = self.room(session).await?;
        match room.look().await {
            Ok(snapshot) => Ok((room, snapshot)),
            // It was just closing because nobody was there: open it anew.
            Err(Closed) => {
                let room = self.room(session).await?;
                let snapshot = room.look().await?;
                Ok((room, snapshot))
            }
        }
    }

    async fn room(&self, session: &str) -> Result<Room, AppError> {
        let load = async || {
            let events = self.store.events(session).await?;
            let draft = self.store.draft(session).await?.unwrap_or_default();
            let interview = self.replayed(events).await?;
            Ok::<_, AppError>((interview, draft))
        };
        self.rooms.enter(session, &self.store, &self.clock, &self.coder, load).await
    }

    async fn replayed(&self, events: Vec<Event>) -> Result<Interview, AppError> {
        let (library, listener) = (self.library.clone(), self.listener.clone());
        let replay = move || Interview::replay(&events, library, &listener);
        Ok(tokio::task::spawn_blocking(replay).await.expect("a replay does not panic")?)
    }

    pub async fn session(&self, session: &str) -> Result<SessionRow, AppError> {
        Ok(self.store.session(session).await?)
    }

    pub async fn events(&self, session: &str) -> Result<Vec<Event>, AppError> {
        Ok(self.store.events(session).await?)
    }

    /// Some sessions, newest first.
    pub async fn sessions(
        &self,
        rows_max: usize,
        from: Option<&Cursor>,
    ) -> Result<SessionPage, AppError> {
        Ok(self.store.session_page(rows_max, from).await?)
    }

    /// The debrief of an ended session, worked out from its log. Its scores are kept for the list.
    pub async fn debrief(&self, session: &str) -> Result<Debrief, AppError> {
        let row = self.store.session(session).await?;
        if row.status != Status::Ended {
            return Err(AppError::NotEnded);
        }
        let events = self.store.events(session).await?;
        let (library, listener, teller) =
            (self.library.clone(), self.listener.clone(), self.teller.clone());
        let compose = move || debrief_of(&events, &library, &listener, &teller);
        let debrief =
            tokio::task::spawn_blocking(compose).await.expect("a debrief does not panic")?;
        let summary = greenroom_debrief::summary(&debrief);
        if row.scores.as_ref() != Some(&summary) {
            // The list can do without; the next debrief writes it.
            self.store.set_summary(session, &summary).await.ok();
        }
        self.note_session(&row, &debrief).await?;
        Ok(debrief)
    }

    /// Deletes a session with its log, closing it wherever it is open.
    pub async fn delete(&self, session: &str) -> Result<(), AppError> {
        self.rooms.close(session).await;
        Ok(self.store.delete_session(session).await?)
    }

    pub async fn profile(&self) -> Result<Profile, AppError> {
        Ok(self.store.profile().await?.unwrap_or_default())
    }

    /// Whether somebody has said who they are.
    pub async fn has_profile(&self) -> Result<bool, AppError> {
        Ok(self.store.profile().await?.is_some())
    }

    pub async fn set_profile(&self, profile: &Profile) -> Result<(), AppError> {
        Ok(self.store.set_profile(profile).await?)
    }

    pub async fn export(&self, out: &mut impl Write) -> Result<ExportCount, AppError> {
        Ok(self.store.export(out).await?)
    }

    pub async fn import(&self, input: impl BufRead) -> Result<ImportCount, AppError> {
        Ok(self.store.import(input).await?)
    }

    pub async fn health(&self) -> Result<Health, AppError> {
        Ok(self.store.health().await?)
    }

    /// Pauses what runs and writes everything; for the end of the program.
    pub async fn close(&self) {
        self.rooms.close_all().await;
    }
}

/// Older sessions than this no longer keep a problem from being asked again.
const PRACTISED_SESSIONS_MAX: usize = 50;

/// The debrief of a log.
pub fn debrief_of(
    events: &[Event],
    library: &Arc<Library>,
    listener: &Listener,
    teller: &Teller,
) -> Result<Debrief, OpenError> {
    let interview = Interview::replay(events, library.clone(), listener)?;
    let mut findings = interview.findings(teller);
    code::add_findings(events, &interview, &mut findings);
    greenroom_debrief::compose(events, library, &findings).map_err(|_| OpenError::NoStart)
}

/// Sorts by time, is short enough to read out, and two started in one millisecond differ.
fn session_id(unix_ms: u64, seed: u64) -> String {
    use std::sync::atomic::{AtomicU64, Ordering};
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    let salt = (seed ^ count.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ unix_ms.rotate_left(17))
        .wrapping_mul(0xBF58_476D_1CE4_E5B9);
    format!("{unix_ms:x}-{:04x}", (salt >> 40) & 0xffff)
}
