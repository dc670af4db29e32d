//! How a room feels when many are open: the release build serves 200 candidates who speak at once.
//!
//! One process is all the candidates: each speaks the reference answers of a problem, about every
//! six seconds, its words arriving as they would from a keyboard. It runs on the same machine as the
//! server and takes its share of the cores, so the numbers are on the dark side. They are printed
//! and never asserted: they describe a machine.

use crate::Outcome;
use crate::random::Random;
use crate::server::{self, Server};
use futures_util::{SinkExt, StreamExt};
use greenroom_content::Library;
use greenroom_model::Speaker;
use serde_json::{Value, json};
use std::collections::HashMap;
use std::path::Path;
use std::time::{Duration, Instant};
use tokio::time::{interval, sleep, sleep_until, timeout};
use tokio_tungstenite::tungstenite::Message as Frame;

const SESSIONS: usize = 200;
const SPEAK_FOR: Duration = Duration::from_secs(30);
/// From the beginning of one utterance to the next.
const UTTERANCE_EVERY: Duration = Duration::from_secs(6);
const SPEAKING: Duration = Duration::from_millis(4_500);
const PARTIAL_EVERY: Duration = Duration::from_millis(350);
const WORDS: std::ops::RangeInclusive<usize> = 15..=25;
const SEED: u64 = 1;

pub fn run() -> Outcome {
    server::build()?;
    let dir = std::env::temp_dir().join(format!("greenroom-bench-{}", std::process::id()));
    let outcome = measure(&dir);
    std::fs::remove_dir_all(&dir).ok();
    outcome
}

fn measure(dir: &Path) -> Outcome {
    let cores = server::cores();
    println!("machine: {cores} cores, {}", server::processor());
    // The first start makes the database and reads the program from the disk.
    drop(Server::start(dir)?);
    let server = Server::start(dir)?;
    println!("start to listening socket: {} ms", server.start_ms);
    let asked = Instant::now();
    server.ask("GET", "/", "")?;
    println!("first page on a warm start: {:.1} ms", asked.elapsed().as_secs_f64() * 1e3);
    let warm = server.start_session(&problems()[0].0)?;
    let idle = server.memory_kib();
    println!("memory idle, model loaded, one rubric ready: {} MiB", idle / 1024);

    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|error| format!("threads: {error}"))?;
    let told = runtime.block_on(speak(&server, warm))?;
    println!("memory with {SESSIONS} rooms open: {} MiB", told.open_kib / 1024);
    println!(
        "memory each session adds: {} KiB",
        told.open_kib.saturating_sub(idle) / SESSIONS as u64
    );
    println!(
        "memory after {} s of speech: {} MiB",
        SPEAK_FOR.as_secs(),
        server.memory_kib() / 1024
    );
    println!("opening a room, one after the other: {}", spread(&told.open_ms));
    println!(
        "{} utterances, {} partials, {} answered",
        told.said,
        told.partials,
        told.partial_ms.len()
    );
    println!("partial sent -> its hint: {}", spread(&told.partial_ms));
    println!("say sent -> its hint:     {}", spread(&told.hint_ms));
    println!("say sent -> durable, ack: {}", spread(&told.ack_ms));
    println!(
        "processor time of the server: {:.1} s of {} s on {cores} cores",
        told.cpu_s,
        SPEAK_FOR.as_secs()
    );
    if told.unanswered > 0 {
        return Err(format!(
            "{} utterances were never acknowledged: see the server's output",
            told.unanswered
        ));
    }
    Ok(())
}

/// What all candidates saw; times in ms.
#[derive(Default)]
struct Told {
    open_ms: Vec<f64>,
    partial_ms: Vec<f64>,
    hint_ms: Vec<f64>,
    ack_ms: Vec<f64>,
    said: usize,
    partials: usize,
    unanswered: usize,
    open_kib: u64,
    cpu_s: f64,
}

async fn speak(server: &Server, warm: String) -> Result<Told, String> {
    let problems = problems();
    let mut told = Told::default();
    let mut candidates = Vec::new();
    for at in 0..SESSIONS {
        let (problem, words) = &problems[at % problems.len()];
        let session = if at == 0 { warm.clone() } else { server.start_session(problem)? };
        let asked = Instant::now();
        let url = format!("ws://127.0.0.1:{}/sessions/{session}/live", server.port);
        let (mut socket, _) =
            tokio_tungstenite::connect_async(url).await.map_err(|error| error.to_string())?;
        socket.next().await.ok_or("the room says nothing")?.map_err(|error| error.to_string())?;
        told.open_ms.push(asked.elapsed().as_secs_f64() * 1e3);
        candidates.push((socket, utterances(words, SEED + at as u64)));
    }
    told.open_kib = server.memory_kib();

    let cpu_before = server.cpu_s();
    let begin = tokio::time::Instant::now();
    let tasks: Vec<_> = candidates
        .into_iter()
        .enumerate()
        .map(|(at, (socket, lines))| {
            // Spread over one utterance's time, as people are.
            let first = begin + UTTERANCE_EVERY * at as u32 / SESSIONS as u32;
            tokio::spawn(candidate(socket, lines, first, begin + SPEAK_FOR))
        })
        .collect();
    for task in tasks {
        let one = task.await.map_err(|error| error.to_string())??;
        told.partial_ms.extend(one.partial_ms);
        told.hint_ms.extend(one.hint_ms);
        told.ack_ms.extend(one.ack_ms);
        told.said += one.said;
        told.partials += one.partials;
        told.unanswered += one.unanswered;
    }
    told.cpu_s = server.cpu_s() - cpu_before;
    Ok(told)
}

type Socket =
    tokio_tungstenite::WebSocketStream<tokio_tungstenite::MaybeTlsStream<tokio::net::TcpStream>>;

/// One candidate: speaks, and notes when answers come.
async fn candidate(
    socket: Socket,
    lines: Vec<Vec<String>>,
    first: tokio::time::Instant,
    end: tokio::time::Instant,
) -> Result<Told, String> {
    let (mut out, mut inbox) = socket.split();
    let (note, mut noted) = tokio::sync::mpsc::unbounded_channel::<(Value, Instant)>();
    let speaking = tokio::spawn(async move {
        sleep_until(first).await;
        let mut pace = interval(UTTERANCE_EVERY);
        for (at, words) in lines.iter().enumerate() {
            pace.tick().await;
            if tokio::time::Instant::now() >= end {
                break;
            }
            let steps = (SPEAKING.as_millis() / PARTIAL_EVERY.as_millis()) as usize;
            for step in 1..=steps {
                let text = words[..words.len() * step / steps].join(" ");
                // Two partials of one length could not be told apart in the answer.
                let length = json!(text.chars().count());
                note.send((length, Instant::now())).ok();
                let message = json!({"type": "partial", "text": text, "from_ms": 0}).to_string();
                out.send(Frame::text(message)).await.map_err(|error| error.to_string())?;
                sleep(PARTIAL_EVERY).await;
            }
            let id = format!("u{at}");
            note.send((json!(id), Instant::now())).ok();
            let message = json!({
                "type": "say", "id": id, "text": words.join(" "), "from_ms": 0, "via": "typed",
            });
            out.send(Frame::text(message.to_string())).await.map_err(|error| error.to_string())?;
        }
        // Held open until the last answers are in.
        Ok::<_, String>(out)
    });

    let mut told = Told::default();
    let mut sent: HashMap<Value, Instant> = HashMap::new();
    let mut owed: HashMap<Value, Instant> = HashMap::new();
    let give_up = end + Duration::from_secs(20);
    loop {
        let is_over = speaking.is_finished() && noted.is_empty() && owed.is_empty();
        if is_over || tokio::time::Instant::now() > give_up {
            break;
        }
        // Nothing is said to somebody who is silent: then this looks around again.
        let Ok(next) = timeout(Duration::from_millis(500), inbox.next()).await else { continue };
        let frame = next.ok_or("the room closed")?.map_err(|error| error.to_string())?;
        let heard = Instant::now();
        while let Ok((key, at)) = noted.try_recv() {
            if key.is_string() {
                owed.insert(key.clone(), at);
                told.said += 1;
            } else {
                told.partials += 1;
            }
            sent.insert(key, at);
        }
        let Frame::Text(text) = frame else { continue };
        let message: Value = serde_json::from_str(&text).map_err(|error| error.to_string())?;
        let since = |at: Instant| heard.duration_since(at).as_secs_f64() * 1e3;
        match message["type"].as_str() {
            Some("hint") => {
                if let Some(at) = sent.remove(&message["for"]) {
                    let kind = if message["for"].is_string() {
                        &mut told.hint_ms
                    } else {
                        &mut told.partial_ms
                    };
                    kind.push(since(at));
                }
            }
            Some("ack") => {
                if let Some(at) = owed.remove(&message["id"]) {
                    told.ack_ms.push(since(at));
                }
            }
            Some("problem") => return Err(format!("the server has a problem: {message}")),
            _ => {}
        }
    }
    told.unanswered = owed.len();
    drop(speaking.await.map_err(|error| error.to_string())??);
    Ok(told)
}

/// For each problem of the library the words of its reference answer. One kind of round each, so
/// that every session opens with its problem.
fn problems() -> Vec<(String, Vec<String>)> {
    Library::embedded()
        .problems()
        .filter_map(|problem| {
            let strong = problem.transcripts.iter().find(|one| one.is_reference())?;
            let words = strong
                .utterances
                .iter()
                .filter(|one| one.speaker == Speaker::Candidate)
                .flat_map(|one| one.text.split_whitespace().map(str::to_owned))
                .collect();
            Some((format!("protocol=round-{}&problem={}", problem.kind, problem.id), words))
        })
        .collect()
}

/// Pieces of 15 to 25 words from a random place on.
fn utterances(words: &[String], seed: u64) -> Vec<Vec<String>> {
    let mut random = Random(seed);
    let count = (SPEAK_FOR.as_secs() / UTTERANCE_EVERY.as_secs()) as usize;
    let mut at = random.below(words.len());
    (0..count)
        .map(|_| {
            let length = WORDS.start() + random.below(WORDS.end() - WORDS.start() + 1);
            let piece = (at..at + length).map(|at| words[at % words.len()].clone()).collect();
            at += length;
            piece
        })
        .collect()
}

fn spread(ms: &[f64]) -> String {
    let mut sorted = ms.to_vec();
    sorted.sort_by(f64::total_cmp);
    let at = |share: f64| {
        sorted.get(((sorted.len() as f64 * share) as usize).min(sorted.len().saturating_sub(1)))
    };
    match (at(0.5), at(0.99), sorted.last()) {
        (Some(p50), Some(p99), Some(max)) => {
            format!("p50 {p50:.1} ms, p99 {p99:.1} ms, max {max:.1} ms ({} times)", sorted.len())
        }
        _ => "nothing measured".into(),
    }
}
