//! Every test of behaviour runs over every kind of place through one function, so that the two
//! databases cannot drift apart.

mod anki;
mod designs;
mod faults;
mod list;
mod logs;
mod plans;
mod server;
mod study;
mod transfer;

use crate::{Place, Store};
use greenroom_model::{
    Company, Event, EventBody, Language, Level, Mode, Phase, Protocol, Round, RoundForm, RoundSlot,
    SessionStart, Via,
};
use std::io::Write;
use std::process::Command;
use tempfile::TempDir;

/// A new empty store of each kind.
fn for_each_store(test: impl AsyncFn(Store)) {
    run(async || {
        eprintln!("in memory");
        test(Store::open(&Place::Memory).await.unwrap()).await;
    });
    for_each_place(async |place| test(Store::open(place).await.unwrap()).await);
}

/// A new empty place of each kind that outlives its store.
fn for_each_place(test: impl AsyncFn(&Place)) {
    let folder = TempDir::new().unwrap();
    let file = Place::Sqlite(folder.path().join("data/greenroom.db"));
    run(async || {
        eprintln!("on SQLite");
        test(&file).await;
    });
    if let Some(database) = server::new_database() {
        run(async || {
            eprintln!("on PostgreSQL");
            test(&Place::Postgres(database.clone())).await;
        });
    }
}

fn run<T>(test: impl AsyncFnOnce() -> T) -> T {
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .unwrap()
        .block_on(test())
}

/// Says that something was not tested. Written past the test harness, which would swallow it.
fn skipped(why: &str) {
    let _ = writeln!(std::io::stderr(), "skipped: {why}");
}

/// Runs one test of this program again in a process of its own, which `env` tells its part.
fn again(program: &[&str], test: &str, env: (&str, &str)) -> Command {
    let test_program = std::env::current_exe().unwrap();
    let mut command = match program {
        [] => Command::new(test_program),
        [wrapper, arguments @ ..] => {
            let mut command = Command::new(wrapper);
            command.args(arguments).arg(test_program);
            command
        }
    };
    command.args(["--exact", test, "--nocapture", "--test-threads=1"]).env(env.0, env.1);
    command
}

fn start_at(unix_ms: u64) -> SessionStart {
    SessionStart {
        protocol: Protocol {
            id: "mock-60".into(),
            title: "The 60-minute mock: “Größe” 面接 🎤".into(),
            summary: String::new(),
            rounds: vec![Round {
                kind: RoundSlot::Design,
                form: RoundForm::Short,
                title: "System design".into(),
                says: String::new(),
                phases: vec![Phase { id: "clarify".into(), title: "Clarify".into(), minutes: 5 }],
            }],
        },
        problems: vec![Some("url-shortener".into())],
        level: Level::Staff,
        mode: Mode::Assessment,
        language: Language::Rust,
        company: Company::Startup,
        nudges_unasked: false,
        seed: u64::MAX,
        started_unix_ms: unix_ms,
    }
}

fn started(start: &SessionStart) -> Event {
    Event { seq: 1, at_ms: 0, body: EventBody::SessionStarted(Box::new(start.clone())) }
}

fn said(seq: u64, text: &str) -> Event {
    let (text, id) = (text.to_owned(), String::new());
    let body = EventBody::CandidateSaid { text, from_ms: seq * 900, via: Via::Typed, id };
    Event { seq, at_ms: seq * 1_000, body }
}

/// A session with its first event only.
async fn begin(store: &Store, id: &str, unix_ms: u64) -> Event {
    let start = start_at(unix_ms);
    let first = started(&start);
    store.create_session(id, &start, std::slice::from_ref(&first)).await.unwrap();
    first
}
