//! The room's WebSocket: messages in, updates out.

use crate::error::Result;
use crate::{Site, outcome};
use axum::extract::ws::{Message as Frame, WebSocket};
use axum::extract::{Path, State, WebSocketUpgrade};
use axum::response::Response;
use futures_util::{SinkExt, StreamExt};
use greenroom_app::debrief::content_html;
use greenroom_app::interview::{Check, Line, Run};
use greenroom_app::{Message, Room, Snapshot, Update, View};
use greenroom_model::{CheckEnd, Event, EventBody, Mode, RoundKind, RunEnd, Speaker};
use serde_json::{Value, json};
use std::collections::HashMap;
use tokio::sync::broadcast::error::RecvError;

/// The largest message: an artifact of 256 KiB may be twice as long once it is escaped as JSON.
const FRAME_BYTES_MAX: usize = 1024 * 1024;

pub async fn live(
    State(site): State<Site>,
    Path(session): Path<String>,
    upgrade: WebSocketUpgrade,
) -> Result<Response> {
    let (room, snapshot) = site.greenroom.enter(&session).await?;
    let desk = Desk::of(&site, session, &snapshot.view).await;
    Ok(upgrade
        .max_message_size(FRAME_BYTES_MAX)
        .max_frame_size(FRAME_BYTES_MAX)
        .on_upgrade(move |socket| serve(desk, room, snapshot, socket)))
}

/// What a connection knows of its session and the log does not say.
struct Desk {
    site: Site,
    session: String,
    mode: Mode,
    /// By round; the plan of a session never changes.
    problems: Vec<Option<String>>,
    /// By problem, the input of the first sample.
    samples: HashMap<String, String>,
}

impl Desk {
    async fn of(site: &Site, session: String, view: &View) -> Desk {
        let problems = view.start.problems.clone();
        let (library, coder) = (site.greenroom.library.clone(), site.greenroom.coder.clone());
        let asked = problems.clone();
        let read = tokio::task::spawn_blocking(move || {
            let problems = asked.iter().flatten().filter_map(|id| library.problem(id));
            problems
                .filter(|problem| problem.kind == RoundKind::Coding)
                .filter_map(|problem| {
                    let (_, input, _) = coder.samples(&problem.id).ok()?.into_iter().next()?;
                    Some((problem.id.clone(), input))
                })
                .collect()
        });
        // Without samples own cases begin empty, which is no reason to keep anybody out.
        let samples = read.await.unwrap_or_default();
        Desk { site: site.clone(), session, mode: view.start.mode, problems, samples }
    }

    fn problem(&self, round: usize) -> &str {
        self.problems.get(round).and_then(Option::as_deref).unwrap_or_default()
    }
}

async fn serve(desk: Desk, room: Room, snapshot: Snapshot, socket: WebSocket) {
    let (mut out, mut inbox) = socket.split();
    let Snapshot { view, mut updates } = snapshot;
    if out.send(text(&state(&desk, &view))).await.is_err() {
        return;
    }
    loop {
        let sent = tokio::select! {
            frame = inbox.next() => match frame {
                Some(Ok(Frame::Text(words))) => match serde_json::from_str::<Message>(&words) {
                    Ok(message) => match room.send(message).await {
                        Ok(()) => Ok(()),
                        // The room closed: the screen connects again and finds a new one.
                        Err(_) => return,
                    },
                    Err(error) => out.send(text(&misunderstood(&error))).await,
                },
                Some(Ok(Frame::Binary(_))) => out.send(text(&problem(
                    "That was not text.", "Nothing was changed; you can go on."))).await,
                Some(Ok(Frame::Ping(_) | Frame::Pong(_))) => Ok(()),
                Some(Ok(Frame::Close(_)) | Err(_)) | None => return,
            },
            update = updates.recv() => match update {
                Ok(update) => out.send(text(&told(&desk, update))).await,
                // This screen was too slow for single updates: it gets the whole state.
                Err(RecvError::Lagged(_)) => match room.look().await {
                    Ok(snapshot) => {
                        updates = snapshot.updates;
                        out.send(text(&state(&desk, &snapshot.view))).await
                    }
                    Err(_) => return,
                },
                Err(RecvError::Closed) => return,
            },
        };
        if sent.is_err() {
            return;
        }
    }
}

fn told(desk: &Desk, update: Update) -> Value {
    match update {
        Update::Event(event) => json!({ "type": "event", "event": seen(desk, &event) }),
        Update::Ack { id, seq } => json!({ "type": "ack", "id": id, "seq": seq }),
        Update::Hint { hint, answers } => json!({ "type": "hint", "hint": hint, "for": answers }),
        Update::Clock { at_ms, phase_started_ms, running } => json!({
            "type": "clock", "at_ms": at_ms, "phase_started_ms": phase_started_ms, "running": running,
        }),
        Update::Problem { id, text, next } => {
            json!({ "type": "problem", "id": id, "text": text, "next": next })
        }
        Update::Run { run, progress } => {
            let mut told = json!(progress);
            told["type"] = json!("run");
            told["run"] = json!(run);
            told
        }
        Update::Check { check, progress } => {
            let mut told = json!(progress);
            told["type"] = json!("check");
            told["check"] = json!(check);
            told
        }
        Update::Saved => json!({ "type": "saved" }),
    }
}

/// An event as it is in the log, but for a run's outcome: the room shows it as the debrief does, and
/// its cases would be sent for nothing.
fn seen(desk: &Desk, event: &Event) -> Value {
    let mut seen = json!(event);
    if let EventBody::RunFinished { round, outcome, .. } = &event.body {
        seen["outcome"] = ended(outcome, desk.problem(*round));
    }
    if let EventBody::CheckFinished { round, outcome, .. } = &event.body {
        seen["outcome"] = checked(desk, outcome, *round);
    }
    seen
}

/// In an assessment the debrief is where it is told.
fn checked(desk: &Desk, end: &CheckEnd, round: usize) -> Value {
    if desk.mode == Mode::Assessment {
        return json!({ "says": "What you drew was checked. The debrief says what came of it.", "html": "" });
    }
    let html = outcome::check_html(end, desk.problem(round));
    json!({ "says": outcome::check_says(end), "html": html.into_string() })
}

fn check(desk: &Desk, check: &Check) -> Value {
    let Check { check, round, asked_ms, revision, end } = check;
    let end = end.as_ref().map(|end| checked(desk, end, *round));
    json!({ "check": check, "round": round, "asked_ms": asked_ms, "revision": revision, "end": end })
}

fn ended(end: &RunEnd, problem: &str) -> Value {
    json!({ "says": outcome::says(end), "html": outcome::html(end, problem).into_string() })
}

fn run(desk: &Desk, run: &Run) -> Value {
    let Run { run, round, asked_ms, cases, revision: _, own: _, end } = run;
    let end = end.as_ref().map(|end| ended(end, desk.problem(*round)));
    json!({ "run": run, "round": round, "cases": cases, "asked_ms": asked_ms, "end": end })
}

fn text(value: &Value) -> Frame {
    Frame::Text(value.to_string().into())
}

fn problem(words: &str, next: &str) -> Value {
    json!({ "type": "problem", "id": "", "text": words, "next": next })
}

fn misunderstood(error: &serde_json::Error) -> Value {
    problem(
        &format!("The page sent something that this program does not understand: {error}."),
        "Nothing was changed. Load the page again; it may be older than the program.",
    )
}

/// All that a screen needs, as the room's script reads it.
fn state(desk: &Desk, view: &View) -> Value {
    let Desk { site, session, samples, .. } = desk;
    let start = &view.start;
    let rounds: Vec<Value> = start
        .protocol
        .rounds
        .iter()
        .enumerate()
        .map(|(at, round)| {
            let id = start.problems.get(at).and_then(Option::as_deref);
            let problem = id.and_then(|id| site.greenroom.library.problem(id)).map(|problem| {
                json!({
                    "id": problem.id,
                    "title": problem.title,
                    "statement_html": content_html(&problem.statement).into_string(),
                    "starter": greenroom_app::code::starter(problem, start.language),
                    "sample": samples.get(&problem.id),
                    // What a drawing is held against names what matters: not in an assessment.
                    "targets": (start.mode == Mode::Training)
                        .then(|| crate::pages::studio::checks(site, problem)),
                })
            });
            json!({
                "title": round.title, "kind": round.kind, "form": round.form,
                "problem": problem, "phases": round.phases,
            })
        })
        .collect();
    let mut artifacts = serde_json::Map::new();
    for (round, artifact, content) in &view.artifacts {
        let round = artifacts.entry(round.to_string()).or_insert_with(|| json!({}));
        round[artifact.id()] = json!(content);
    }
    let self_scores: serde_json::Map<String, Value> =
        view.self_scores.iter().map(|(round, band)| (round.to_string(), json!(band))).collect();
    let position = view.position;
    let open_runs = view
        .runs
        .iter()
        .filter(|run| position.is_some_and(|at| at.round == run.round || run.end.is_none()));
    json!({
        "type": "state",
        "session": session,
        "mode": start.mode,
        "level": start.level,
        "language": start.language,
        "title": start.protocol.title,
        "status": view.status,
        "rounds": rounds,
        "round": position.map_or(0, |at| at.round),
        "phase": position.map_or(0, |at| at.phase),
        "clock": {
            "running": view.status == greenroom_app::interview::Status::Running,
            "at_ms": view.at_ms,
            "phase_started_ms": view.phase_started_ms,
        },
        "transcript": view.transcript.iter().map(line).collect::<Vec<_>>(),
        "artifacts": artifacts,
        "hint": view.hint,
        "self_scores": self_scores,
        "draft": view.draft,
        "checks": view.checks.iter().map(|one| check(desk, one)).collect::<Vec<_>>(),
        "runs": open_runs.map(|one| run(desk, one)).collect::<Vec<_>>(),
    })
}

fn line(line: &Line) -> Value {
    let speaker = match line.utterance.speaker {
        Speaker::Candidate => "candidate",
        Speaker::Interviewer => "interviewer",
    };
    json!({
        "seq": line.seq, "at_ms": line.utterance.at_ms, "speaker": speaker, "text": line.utterance.text,
    })
}
