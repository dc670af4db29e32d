//! Recorded sessions, replayed through the same interview as fast as they can be computed.
//!
//! A recording is JSON Lines, in one of two forms. A *log* is what `greenroom export` and the
//! debrief page write: one event a line. A *script* is what somebody does in a room: a first line
//! `{"type":"start","protocol":"mock-60"}`, then messages as the room takes them, each with the
//! session clock's reading:
//!
//! ```json
//! {"type":"start","protocol":"round-design","problem":"url-shortener","level":"senior","seed":7}
//! {"at_ms":4510,"type":"say","text":"Who creates the links, and how many?"}
//! {"at_ms":61000,"type":"move_on"}
//! ```
//!
//! The same recording gives the same log, byte for byte: the clock is the recording's own.

use crate::message::Message;
use greenroom_content::Library;
use greenroom_interview::{Choice, Interview, OpenError, PlanError, Status, plan};
use greenroom_listen::Listener;
use greenroom_model::{CheckEnd, Company, Event, EventBody, Language, Level, Mode};
use serde::Deserialize;
use std::fmt;
use std::sync::Arc;

/// A recording longer than this is a mistake: a full loop is about a megabyte.
pub const SCRIPT_BYTES_MAX: usize = 32 * 1024 * 1024;
/// Sessions do not last longer than a day.
const AT_MS_MAX: u64 = 24 * 60 * 60 * 1000;
/// The interviewer looks at the clock this often, as in a live room.
const TICK_MS: u64 = 1_000;

/// What is wrong with a recording, where, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScriptError {
    /// Counts from 1; 0 when the recording as a whole is meant.
    pub line: usize,
    pub what: String,
    pub next: String,
}

impl fmt::Display for ScriptError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.line > 0 {
            write!(f, "line {}: ", self.line)?;
        }
        write!(f, "{}: {}", self.what, self.next)
    }
}

impl std::error::Error for ScriptError {}

/// Replays a recording and returns the finished session with its whole log.
pub fn replay(
    recording: &str,
    library: &Arc<Library>,
    listener: &Listener,
) -> Result<(Interview, Vec<Event>), ScriptError> {
    if recording.len() > SCRIPT_BYTES_MAX {
        return Err(whole(
            format!("{} bytes of recording", recording.len()),
            format!("keep it under {SCRIPT_BYTES_MAX} bytes"),
        ));
    }
    let lines: Vec<(usize, &str)> = recording
        .trim_start_matches('\u{feff}')
        .lines()
        .enumerate()
        .map(|(at, line)| (at + 1, line.trim()))
        .filter(|(_, line)| !line.is_empty())
        .collect();
    let Some((number, first)) = lines.first().copied() else {
        return Err(whole("the recording is empty".into(), FIRST_LINE.into()));
    };
    let kind = serde_json::from_str::<Kind>(first).map_err(|error| at(number, &error))?;
    match kind.r#type.as_str() {
        "session_started" => replay_log(&lines, library, listener),
        "start" => run_script(&lines, library, listener),
        other => Err(ScriptError {
            line: number,
            what: format!("the first line is of type `{other}`"),
            next: FIRST_LINE.into(),
        }),
    }
}

const FIRST_LINE: &str =
    r#"begin with a line such as {"type":"start","protocol":"mock-60"}, or give an exported log"#;

#[derive(Deserialize)]
struct Kind {
    r#type: String,
}

/// The first line of a script. All but the protocol may be left out.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Start {
    #[serde(rename = "type")]
    _type: String,
    protocol: String,
    #[serde(default)]
    problem: Option<String>,
    #[serde(default)]
    level: Level,
    #[serde(default)]
    mode: Mode,
    #[serde(default)]
    language: Language,
    #[serde(default)]
    company: Company,
    #[serde(default)]
    nudges_unasked: bool,
    #[serde(default)]
    seed: u64,
    #[serde(default)]
    started_unix_ms: u64,
    #[serde(default)]
    at_ms: Option<u64>,
}

fn replay_log(
    lines: &[(usize, &str)],
    library: &Arc<Library>,
    listener: &Listener,
) -> Result<(Interview, Vec<Event>), ScriptError> {
    let mut events: Vec<Event> = Vec::with_capacity(lines.len());
    for (number, line) in lines {
        let event: Event = serde_json::from_str(line).map_err(|error| at(*number, &error))?;
        let expected = events.len() as u64 + 1;
        if event.seq != expected {
            return Err(ScriptError {
                line: *number,
                what: format!("event {} where {expected} is due", event.seq),
                next: "a log counts from 1 without gaps; export it again".into(),
            });
        }
        if events.last().is_some_and(|last| last.at_ms > event.at_ms) {
            return Err(backwards(*number));
        }
        events.push(event);
    }
    let interview = Interview::replay(&events, library.clone(), listener)
        .map_err(|error| from_open(lines[0].0, &error))?;
    Ok((interview, events))
}

fn run_script(
    lines: &[(usize, &str)],
    library: &Arc<Library>,
    listener: &Listener,
) -> Result<(Interview, Vec<Event>), ScriptError> {
    let (number, first) = lines[0];
    let start: Start = serde_json::from_str(first).map_err(|error| at(number, &error))?;
    let mut run = Run::begin(number, &start, library, listener)?;
    for (number, line) in &lines[1..] {
        let (at_ms, message) = read_line(*number, line)?;
        if at_ms < run.now_ms {
            return Err(backwards(*number));
        }
        run.pass_time(at_ms);
        run.take(*number, message)?;
    }
    run.finish()
}

/// A line is a message with the clock's reading beside it.
fn read_line(number: usize, line: &str) -> Result<(u64, Message), ScriptError> {
    let mut value: serde_json::Value =
        serde_json::from_str(line).map_err(|error| at(number, &error))?;
    let reading = value.as_object_mut().and_then(|object| object.remove("at_ms"));
    let at_ms =
        reading.as_ref().and_then(serde_json::Value::as_u64).ok_or_else(|| ScriptError {
            line: number,
            what: "no `at_ms`".into(),
            next:
                "give the session clock's reading in ms as a whole number, such as \"at_ms\":4510"
                    .into(),
        })?;
    if at_ms > AT_MS_MAX {
        return Err(ScriptError {
            line: number,
            what: format!("`at_ms` is {at_ms}, more than a day"),
            next: "count ms since the session's start".into(),
        });
    }
    let message = serde_json::from_value(value).map_err(|error| at(number, &error))?;
    Ok((at_ms, message))
}

struct Run {
    library: Arc<Library>,
    interview: Interview,
    events: Vec<Event>,
    now_ms: u64,
    started_unix_ms: u64,
}

impl Run {
    fn begin(
        number: usize,
        start: &Start,
        library: &Arc<Library>,
        listener: &Listener,
    ) -> Result<Run, ScriptError> {
        let choice = Choice {
            protocol: start.protocol.clone(),
            problem: start.problem.clone(),
            level: start.level,
            mode: start.mode,
            language: start.language,
            company: start.company,
            nudges_unasked: start.nudges_unasked,
            seed: start.seed,
            started_unix_ms: start.started_unix_ms,
        };
        let session = plan(library, &choice, &[]).map_err(|error| from_plan(number, &error))?;
        let interview = Interview::new(session, library.clone(), listener)
            .map_err(|error| from_open(number, &error))?;
        let mut run = Run {
            library: library.clone(),
            interview,
            events: Vec::new(),
            now_ms: start.at_ms.unwrap_or(0).min(AT_MS_MAX),
            started_unix_ms: start.started_unix_ms,
        };
        run.change(greenroom_interview::Input::Begin).map_err(|refused| ScriptError {
            line: number,
            what: refused.to_string(),
            next: FIRST_LINE.into(),
        })?;
        Ok(run)
    }

    /// The interviewer's looks at the clock up to `at_ms`.
    fn pass_time(&mut self, at_ms: u64) {
        let is_running = |run: &Run| run.interview.status() == Status::Running;
        while is_running(self) && self.now_ms + TICK_MS <= at_ms {
            self.now_ms += TICK_MS;
            // A running session never refuses a tick.
            self.change(greenroom_interview::Input::Tick).ok();
        }
        self.now_ms = at_ms;
    }

    fn take(&mut self, number: usize, message: Message) -> Result<(), ScriptError> {
        let unix_ms = self.started_unix_ms.saturating_add(self.now_ms);
        if matches!(message, Message::Run { .. } | Message::CancelRun { .. }) {
            return Err(ScriptError {
                line: number,
                what: "a script cannot run code".into(),
                next: "remove this line; `greenroom code` runs code in the terminal".into(),
            });
        }
        let Some(input) = message.into_input(self.now_ms, unix_ms) else { return Ok(()) };
        self.change(input).map_err(|refused| ScriptError {
            line: number,
            what: refused.to_string(),
            next: format!(
                "the session's clock reads {} ms here; remove or move this line",
                self.now_ms
            ),
        })
    }

    fn change(
        &mut self,
        input: greenroom_interview::Input,
    ) -> Result<(), greenroom_interview::Refused> {
        let events = self.interview.handle(input, self.now_ms)?;
        self.events.extend(events);
        // What a drawing comes to is the same on any machine, so that a recording may ask for it.
        while let Some(asked) = self.interview.open_check() {
            let (check, round) = (asked.check, asked.round);
            let problem = self.interview.problem(round).map(|problem| problem.id.as_str());
            let drawing = self.interview.drawing(round).map(|drawing| drawing.text.as_str());
            let outcome = match (problem, drawing) {
                (Some(problem), Some(text)) => {
                    crate::studio::hold_now(&self.library, problem, text)
                }
                _ => CheckEnd::Cancelled,
            };
            let finished = greenroom_interview::Input::CheckFinished { check, outcome };
            self.events.extend(self.interview.handle(finished, self.now_ms)?);
        }
        Ok(())
    }

    /// A script may simply stop: the session ends there.
    fn finish(mut self) -> Result<(Interview, Vec<Event>), ScriptError> {
        if self.interview.status() != Status::Ended {
            self.change(greenroom_interview::Input::End).map_err(|refused| {
                whole(refused.to_string(), "end the script before this".into())
            })?;
        }
        Ok((self.interview, self.events))
    }
}

/// The log as JSON Lines, which [`replay`] reads back.
pub fn to_lines(events: &[Event]) -> String {
    events
        .iter()
        .map(|event| serde_json::to_string(event).expect("an event is plain data") + "\n")
        .collect()
}

/// The session's start, for callers that only have the log.
pub fn start_of(events: &[Event]) -> Option<&greenroom_model::SessionStart> {
    events.first().and_then(|event| match &event.body {
        EventBody::SessionStarted(start) => Some(&**start),
        _ => None,
    })
}

fn at(line: usize, error: &serde_json::Error) -> ScriptError {
    let place =
        if error.column() > 0 { format!(" (column {})", error.column()) } else { String::new() };
    let text = error.to_string();
    let what = text.split(" at line ").next().unwrap_or_default();
    ScriptError {
        line,
        what: format!("{what}{place}"),
        next: "correct the line, one JSON object each".into(),
    }
}

fn backwards(line: usize) -> ScriptError {
    ScriptError {
        line,
        what: "`at_ms` is before the line above".into(),
        next: "put the lines in the order in which they happened".into(),
    }
}

fn whole(what: String, next: String) -> ScriptError {
    ScriptError { line: 0, what, next }
}

fn from_plan(line: usize, error: &PlanError) -> ScriptError {
    ScriptError { line, what: error.to_string(), next: "correct the first line".into() }
}

fn from_open(line: usize, error: &OpenError) -> ScriptError {
    ScriptError { line, what: error.to_string(), next: "correct the first line".into() }
}
