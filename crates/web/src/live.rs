//! The room's WebSocket: messages in, updates out.

use crate::Site;
use crate::error::Result;
use axum::extract::ws::{Message as Frame, WebSocket};
use axum::extract::{Path, State, WebSocketUpgrade};
use axum::response::Response;
use futures_util::{SinkExt, StreamExt};
use greenroom_app::debrief::content_html;
use greenroom_app::interview::Line;
use greenroom_app::{Message, Room, Snapshot, Update, View};
use greenroom_model::Speaker;
use serde_json::{Value, json};
use tokio::sync::broadcast::error::RecvError;

/// The largest message: an artifact of 256 KiB may be twice as long once it is escaped as JSON.
const FRAME_BYTES_MAX: usize = 1024 * 1024;

pub async fn live(
    State(site): State<Site>,
    Path(session): Path<String>,
    upgrade: WebSocketUpgrade,
) -> Result<Response> {
    let (room, snapshot) = site.greenroom.enter(&session).await?;
    Ok(upgrade
        .max_message_size(FRAME_BYTES_MAX)
        .max_frame_size(FRAME_BYTES_MAX)
        .on_upgrade(move |socket| serve(site, session, room, snapshot, socket)))
}

async fn serve(site: Site, session: String, room: Room, snapshot: Snapshot, socket: WebSocket) {
    let (mut out, mut inbox) = socket.split();
    let Snapshot { view, mut updates } = snapshot;
    if out.send(text(&state(&site, &session, &view))).await.is_err() {
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
                Ok(update) => out.send(text(&told(update))).await,
                // This screen was too slow for single updates: it gets the whole state.
                Err(RecvError::Lagged(_)) => match room.look().await {
                    Ok(snapshot) => {
                        updates = snapshot.updates;
                        out.send(text(&state(&site, &session, &snapshot.view))).await
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

fn told(update: Update) -> Value {
    match update {
        Update::Event(event) => json!({ "type": "event", "event": *event }),
        Update::Ack { id, seq } => json!({ "type": "ack", "id": id, "seq": seq }),
        Update::Hint { hint, answers } => json!({ "type": "hint", "hint": hint, "for": answers }),
        Update::Clock { at_ms, phase_started_ms, running } => json!({
            "type": "clock", "at_ms": at_ms, "phase_started_ms": phase_started_ms, "running": running,
        }),
        Update::Problem { id, text, next } => {
            json!({ "type": "problem", "id": id, "text": text, "next": next })
        }
        Update::Saved => json!({ "type": "saved" }),
    }
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
fn state(site: &Site, session: &str, view: &View) -> Value {
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
                    "starter": problem.starter(start.language),
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
