//! A session on the tiny content in `tests/tiny`, driven by hand. It listens by words alone, so
//! that tests need no language model and are quick.

use greenroom_content::Library;
use greenroom_interview::{Choice, HintView, Input, Interview, Refused, plan};
use greenroom_listen::Listener;
use greenroom_model::{
    Company, EndReason, Event, EventBody, HintRung, InterviewerMove, Language, Level, Mode, Via,
};
use std::path::Path;
use std::sync::{Arc, LazyLock};

pub static LIBRARY: LazyLock<Arc<Library>> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/tiny");
    Arc::new(Library::from_dir(&folder).expect("the tiny content is sound"))
});

pub static LISTENER: LazyLock<Listener> =
    LazyLock::new(|| Listener::coarse("these tests listen by words".into()));

/// What makes each point, in the rubric's own words, and the misconception.
pub const ARITHMETIC: &str =
    "Nine thousand lamps reporting hourly are only a few messages per second.";
pub const DARKNESS: &str =
    "A dark street is dangerous while a lamp burning at noon merely wastes electricity.";
pub const OWN_CLOCK: &str =
    "Each lamp carries an almanac and its own timer so silence from headquarters changes nothing.";
pub const ONE_GRID: &str =
    "Stagger ignition with random jitter because simultaneous inrush current trips the breaker.";
pub const RADIO_ALWAYS: &str = "The radio link never drops so every command surely arrives.";
/// More words than the interviewer's patience in a design round, none of them any rubric's.
pub const BESIDE_THE_POINT: &str = "Lorem ipsum dolor sit amet consectetur adipiscing elit sed \
    eiusmod tempor incididunt ut labore et dolore magna aliqua enim minim veniam quis nostrud \
    exercitation ullamco laboris nisi aliquip ex ea commodo consequat duis aute irure \
    reprehenderit voluptate velit esse cillum eu fugiat nulla pariatur excepteur sint \
    occaecat cupidatat non proident sunt culpa qui officia deserunt mollit anim";

/// A session with its log, whose clock stands where the last call left it.
pub struct Room {
    pub interview: Interview,
    pub log: Vec<Event>,
    pub now_ms: u64,
}

pub fn choice(mode: Mode, level: Level) -> Choice {
    Choice {
        protocol: "lamps".into(),
        problem: None,
        level,
        mode,
        language: Language::Python,
        company: Company::Large,
        nudges_unasked: false,
        seed: 1,
        started_unix_ms: 0,
    }
}

impl Room {
    /// Not begun yet.
    pub fn new(choice: &Choice) -> Room {
        let start = plan(&LIBRARY, choice, &[]).unwrap();
        let interview = Interview::new(start, LIBRARY.clone(), &LISTENER).unwrap();
        Room { interview, log: Vec::new(), now_ms: 0 }
    }

    pub fn begun(mode: Mode, level: Level) -> Room {
        let mut room = Room::new(&choice(mode, level));
        room.take(Input::Begin).unwrap();
        room
    }

    pub fn training() -> Room {
        Room::begun(Mode::Training, Level::Senior)
    }

    pub fn assessment() -> Room {
        Room::begun(Mode::Assessment, Level::Senior)
    }

    /// What the log gains, in short words.
    pub fn take(&mut self, input: Input) -> Result<Vec<String>, Refused> {
        let events = self.interview.handle(input, self.now_ms)?;
        let told = events.iter().map(short).collect();
        self.log.extend(events);
        Ok(told)
    }

    pub fn say(&mut self, text: &str) -> Vec<String> {
        let input = Input::Said {
            id: String::new(),
            text: text.into(),
            from_ms: self.now_ms,
            via: Via::Typed,
        };
        let mut told = self.take(input).unwrap();
        assert_eq!(told.remove(0), "said");
        told
    }

    pub fn typing(&mut self, text: &str) {
        assert!(self.take(Input::Typing { text: text.into() }).unwrap().is_empty());
    }

    pub fn ask_hint(&mut self, rung: HintRung) -> Result<Vec<String>, Refused> {
        self.take(Input::HintAsked { rung })
    }

    /// Lets the clock run to a reading, with a look at it every second, as a live room does.
    pub fn wait_until_s(&mut self, second: u64) -> Vec<String> {
        let mut told = Vec::new();
        while self.now_ms < second * 1000 {
            self.now_ms += 1000;
            told.extend(self.take(Input::Tick).unwrap());
        }
        told
    }

    /// Moves on to a phase of the first round.
    pub fn go_to_phase(&mut self, phase: usize) {
        while self.interview.position().unwrap().phase < phase {
            self.take(Input::MoveOn).unwrap();
        }
    }

    pub fn hint(&self) -> Option<HintView> {
        self.interview.hint_view(None, self.now_ms)
    }
}

/// An event in a few words.
pub fn short(event: &Event) -> String {
    match &event.body {
        EventBody::SessionStarted(_) => "started".into(),
        EventBody::PhaseEntered { round, phase } => format!("phase {round}.{phase}"),
        EventBody::CandidateSaid { .. } => "said".into(),
        EventBody::InterviewerSaid { text, intent } => match intent {
            InterviewerMove::Open => format!("open: {text}"),
            InterviewerMove::Answer { fact: Some(fact) } => format!("answer {fact}: {text}"),
            InterviewerMove::Answer { fact: None } if text.starts_with("As I said") => {
                format!("answer: {text}")
            }
            InterviewerMove::Answer { fact: None } => "hand back".into(),
            InterviewerMove::Probe { point } => format!("probe {point}"),
            InterviewerMove::Challenge { misconception } => format!("challenge {misconception}"),
            InterviewerMove::Escalate { escalation } => format!("escalate {escalation}"),
            InterviewerMove::Continue => "go on".into(),
            InterviewerMove::MoveOn => "time is up".into(),
            InterviewerMove::Close => "close".into(),
        },
        EventBody::ArtifactChanged { artifact, revision, .. } => {
            format!("{} {revision}", artifact.id())
        }
        EventBody::HintShown { point, rung, price, .. } => {
            format!("{} {point} for {price}", rung.id())
        }
        EventBody::SelfScoreGiven { round, band } => format!("score {round} {}", band.id()),
        EventBody::RunAsked { run, .. } => format!("run {run}"),
        EventBody::RunFinished { run, .. } => format!("ran {run}"),
        EventBody::CheckAsked { check, .. } => format!("check {check}"),
        EventBody::CheckFinished { check, .. } => format!("checked {check}"),
        EventBody::Paused { .. } => "paused".into(),
        EventBody::Resumed { .. } => "resumed".into(),
        EventBody::ClockRead => "clock".into(),
        EventBody::Ended { reason: EndReason::Completed } => "completed".into(),
        EventBody::Ended { reason: EndReason::EndedEarly } => "ended early".into(),
    }
}
