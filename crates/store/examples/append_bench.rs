//! How fast appends become durable while many sessions are live:
//!
//! ```sh
//! cargo run --release -p greenroom-store --example append_bench -- [file or postgres URL]
//! ```
//!
//! Without a place it uses a new file in the current folder, because `/tmp` may be memory. The first
//! part appends as fast as it can; the second lets each session append once a second, as people do.

use greenroom_model::{
    Company, Event, EventBody, Language, Level, Mode, Protocol, SessionStart, Via,
};
use greenroom_store::{Place, Store};
use std::time::{Duration, Instant};

const SESSIONS: u32 = 200;
const APPENDS_EACH: u64 = 20;

#[tokio::main(flavor = "multi_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = tempfile::TempDir::new_in(".")?;
    let place = match std::env::args().nth(1) {
        Some(url) if url.starts_with("postgres") => Place::Postgres(url),
        Some(path) => Place::Sqlite(path.into()),
        None => Place::Sqlite(folder.path().join("greenroom.db")),
    };
    let began = Instant::now();
    let store = Store::open(&place).await?;
    println!("{place}: opened in {:.1?}", began.elapsed());

    measure(&store, "one session, as fast as it can", 1, Duration::ZERO).await?;
    measure(&store, "200 sessions, as fast as they can", SESSIONS, Duration::ZERO).await?;
    measure(&store, "200 sessions, an append a second each", SESSIONS, Duration::from_secs(1))
        .await?;
    store.close().await;
    Ok(())
}

async fn measure(
    store: &Store,
    title: &str,
    sessions: u32,
    every: Duration,
) -> Result<(), Box<dyn std::error::Error>> {
    let ids: Vec<String> = (0..sessions).map(|number| format!("bench-{number}")).collect();
    for id in &ids {
        // Left by a run that was stopped.
        let _ = store.delete_session(id).await;
        let start = start();
        let body = EventBody::SessionStarted(Box::new(start.clone()));
        store.create_session(id, &start, &[Event { seq: 1, at_ms: 0, body }]).await?;
    }
    let transactions = store.transactions();
    let began = Instant::now();
    let rooms: Vec<_> = (0..)
        .zip(ids.clone())
        .map(|(number, id)| tokio::spawn(room(store.clone(), id, every, every * number / sessions)))
        .collect();
    let mut latencies = Vec::new();
    for room in rooms {
        latencies.extend(room.await??);
    }
    let spent = began.elapsed();
    let transactions = store.transactions() - transactions;
    latencies.sort();
    let at = |share: f64| latencies[((latencies.len() - 1) as f64 * share) as usize];
    let appends = latencies.len();
    println!(
        "{title}: {:.0} appends/s, p50 {:.1?}, p99 {:.1?}, max {:.1?}; {appends} appends in \
         {transactions} transactions",
        appends as f64 / spent.as_secs_f64(),
        at(0.5),
        at(0.99),
        at(1.0),
    );
    for id in &ids {
        store.delete_session(id).await?;
    }
    Ok(())
}

/// The time that each append took until it was durable.
async fn room(
    store: Store,
    id: String,
    every: Duration,
    offset: Duration,
) -> Result<Vec<Duration>, greenroom_store::StoreError> {
    tokio::time::sleep(offset).await;
    let mut latencies = Vec::new();
    for seq in 2..2 + APPENDS_EACH {
        let text =
            "So the write goes to the leader first, and the followers read its log. ".repeat(3);
        let body =
            EventBody::CandidateSaid { text, from_ms: seq, via: Via::Typed, id: String::new() };
        let began = Instant::now();
        store.append(&id, &[Event { seq, at_ms: seq, body }]).await?;
        latencies.push(began.elapsed());
        tokio::time::sleep(every.saturating_sub(began.elapsed())).await;
    }
    Ok(latencies)
}

fn start() -> SessionStart {
    SessionStart {
        protocol: Protocol {
            id: "bench".into(),
            title: "A measurement".into(),
            summary: String::new(),
            rounds: Vec::new(),
        },
        problems: Vec::new(),
        level: Level::Senior,
        mode: Mode::Training,
        language: Language::Rust,
        company: Company::Large,
        nudges_unasked: false,
        seed: 1,
        started_unix_ms: 1,
    }
}
