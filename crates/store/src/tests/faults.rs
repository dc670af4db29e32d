//! Disks that are full, files that are not databases, processes that are killed.

use super::{again, begin, for_each_place, for_each_store, run, said, server, skipped};
use crate::error::At;
use crate::{Place, Store, StoreError};
use sea_orm::ConnectionTrait;
use sea_orm::sqlx::Connection;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;

async fn refusal(place: &Place) -> StoreError {
    match Store::open(place).await {
        Ok(_) => panic!("{place} should not open"),
        Err(error) => error,
    }
}

/// Opening must be refused with the given kind, and the file left as it was.
fn check_left_alone(content: &[u8], is_expected: impl Fn(&StoreError) -> bool) {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("greenroom.db");
    fs::write(&path, content).unwrap();
    let error = run(async || refusal(&Place::Sqlite(path.clone())).await);
    assert!(is_expected(&error), "{error:?}");
    assert!(error.to_string().contains("greenroom.db"), "{error}");
    assert!(fs::read(&path).unwrap() == content, "the file was touched");
}

/// A database file in one piece, with a session of some size.
fn database_file() -> Vec<u8> {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("greenroom.db");
    run(async || {
        let store = Store::open(&Place::Sqlite(path.clone())).await.unwrap();
        begin(&store, "one", 5).await;
        let words = "words ".repeat(400);
        let events: Vec<_> = (2..60).map(|seq| said(seq, &words)).collect();
        store.append("one", &events).await.unwrap();
        store.close().await;
    });
    fs::read(&path).unwrap()
}

#[test]
fn a_file_that_is_no_database_is_left_alone() {
    let corrupt = |error: &StoreError| matches!(error, StoreError::Corrupt { .. });
    check_left_alone(b"Dear diary", corrupt);
    check_left_alone(b"x", corrupt);
    check_left_alone(&[0; 8192], corrupt);
    check_left_alone(b"SQLite format 3\0and then something else", corrupt);
}

#[test]
fn a_damaged_database_is_left_alone() {
    let corrupt = |error: &StoreError| matches!(error, StoreError::Corrupt { .. });
    let good = database_file();
    check_left_alone(&good[..good.len() / 2], corrupt);
    let mut scribbled = good.clone();
    scribbled[100..4096].fill(0xa5);
    check_left_alone(&scribbled, corrupt);
}

#[test]
fn damage_deep_in_a_file_is_found_at_use_and_by_the_check() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("greenroom.db");
    let mut file = database_file();
    let end = file.len();
    // The last pages hold events; the first tell what tables there are.
    file[end - 8 * 4096..].fill(0xa5);
    fs::write(&path, file).unwrap();
    run(async || {
        let store = Store::open(&Place::Sqlite(path.clone())).await.unwrap();
        let used = store.events("one").await.unwrap_err();
        assert!(matches!(used, StoreError::Corrupt { .. }), "{used:?}");
        let checked = store.check().await.unwrap_err();
        assert!(matches!(checked, StoreError::Corrupt { .. }), "{checked:?}");
    });
}

#[test]
fn another_programs_database_is_left_alone() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("other.db");
    run(async || {
        let url = format!("sqlite://{}?mode=rwc", path.display());
        let other = sea_orm::Database::connect(url).await.unwrap();
        let sql = "CREATE TABLE schema_version (version INTEGER); CREATE TABLE bookmark (url TEXT)";
        other.execute_unprepared(sql).await.unwrap();
        other.close().await.unwrap();
    });
    check_left_alone(
        &fs::read(&path).unwrap(),
        |error| matches!(error, StoreError::Corrupt { cause, .. } if cause.contains("another program")),
    );
}

#[test]
fn a_database_of_a_newer_greenroom_is_left_alone() {
    for_each_place(async |place| {
        let store = Store::open(place).await.unwrap();
        begin(&store, "one", 5).await;
        let sql = "INSERT INTO schema_version (version) VALUES (1000)";
        store.connections.writes.execute_unprepared(sql).await.unwrap();
        store.close().await;
        let before = if let Place::Sqlite(path) = place { fs::read(path).unwrap() } else { vec![] };
        match refusal(place).await {
            StoreError::Newer { found: 1000, known, .. } => assert_eq!(known, crate::schema::KNOWN),
            other => panic!("{other:?}"),
        }
        if let Place::Sqlite(path) = place {
            assert!(fs::read(path).unwrap() == before, "the file was touched");
        }
    });
}

#[test]
fn a_place_that_cannot_be_made_is_refused_with_its_name() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("file"), "").unwrap();
    let check = |path: PathBuf| {
        let error = run(async || refusal(&Place::Sqlite(path.clone())).await);
        assert!(matches!(error, StoreError::ReadOnly { .. }), "{error:?}");
        assert!(error.to_string().contains(path.to_str().unwrap()), "{error}");
    };
    check(folder.path().join("file/greenroom.db"));
    check(folder.path().to_owned());
}

#[test]
fn a_store_that_becomes_read_only_says_so_and_still_reads() {
    let folder = TempDir::new().unwrap();
    run(async || {
        let store = Store::open(&Place::Sqlite(folder.path().join("g.db"))).await.unwrap();
        begin(&store, "one", 5).await;
        let writes = &store.connections.writes;
        writes.execute_unprepared("PRAGMA query_only = ON").await.unwrap();
        let refused = store.append("one", &[said(2, "word")]).await.unwrap_err();
        assert!(matches!(refused, StoreError::ReadOnly { .. }), "{refused:?}");
        let health = store.health().await.unwrap();
        assert!(matches!(health.writable, Err(StoreError::ReadOnly { .. })), "{health:?}");
        assert_eq!(store.events("one").await.unwrap().len(), 1);
        writes.execute_unprepared("PRAGMA query_only = OFF").await.unwrap();
        store.append("one", &[said(2, "word")]).await.unwrap();
    });
}

const SMALL: &str = "GREENROOM_TEST_SMALL_FILESYSTEM";

/// Runs a test in a file system of 2 MiB, seen by that test's process alone.
fn in_small_filesystem(test: &str, body: impl AsyncFnOnce(&Path)) {
    if let Some(path) = std::env::var_os(SMALL) {
        return run(async || body(Path::new(&path)).await);
    }
    let folder = TempDir::new().unwrap();
    let path = folder.path().to_str().unwrap();
    let mount = format!("mount -t tmpfs -o size=2m none '{path}' && exec \"$0\" \"$@\"");
    let inside = ["unshare", "--map-root-user", "--mount", "sh", "-c", &mount];
    let can = Command::new(inside[0]).args(&inside[1..]).arg("true").output();
    if !can.is_ok_and(|output| output.status.success()) {
        return skipped(&format!(
            "{test}: this machine lets nobody mount a file system of his own"
        ));
    }
    let output = again(&inside, test, (SMALL, path)).output().unwrap();
    let told = String::from_utf8_lossy(&output.stdout);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && told.contains("1 passed"), "{told}\n{said}");
}

#[test]
fn after_a_full_disk_the_store_goes_on_once_there_is_space() {
    let this = "tests::faults::after_a_full_disk_the_store_goes_on_once_there_is_space";
    in_small_filesystem(this, async |folder| {
        let store = Store::open(&Place::Sqlite(folder.join("greenroom.db"))).await.unwrap();
        begin(&store, "one", 5).await;
        let ballast = folder.join("ballast");
        fs::write(&ballast, vec![1; 600_000]).unwrap();

        let words = "words ".repeat(2_000);
        let mut next = 2;
        let full = loop {
            match store.append("one", &[said(next, &words)]).await {
                Ok(()) => next += 1,
                Err(error) => break error,
            }
            assert!(next < 1_000, "the disk never filled up");
        };
        assert!(matches!(full, StoreError::DiskFull { .. }), "{full:?}");
        let again = store.append("one", &[said(next, &words)]).await.unwrap_err();
        assert!(matches!(again, StoreError::DiskFull { .. }), "{again:?}");
        assert_eq!(store.events("one").await.unwrap().len() as u64, next - 1);

        fs::remove_file(ballast).unwrap();
        for seq in next..next + 20 {
            store.append("one", &[said(seq, &words)]).await.unwrap();
        }
        assert_eq!(store.events("one").await.unwrap().len() as u64, next + 19);
        store.check().await.unwrap();
    });
}

#[test]
fn a_read_only_file_system_is_named_as_such() {
    let this = "tests::faults::a_read_only_file_system_is_named_as_such";
    in_small_filesystem(this, async |folder| {
        let place = Place::Sqlite(folder.join("greenroom.db"));
        let store = Store::open(&place).await.unwrap();
        begin(&store, "one", 5).await;
        store.close().await;
        let status = Command::new("mount").args(["-o", "remount,ro"]).arg(folder).status();
        assert!(status.unwrap().success());
        let error = refusal(&place).await;
        assert!(matches!(error, StoreError::ReadOnly { .. }), "{error:?}");
        let elsewhere = refusal(&Place::Sqlite(folder.join("new/greenroom.db"))).await;
        assert!(matches!(elsewhere, StoreError::ReadOnly { .. }), "{elsewhere:?}");
    });
}

#[test]
fn a_transaction_that_sqlite_ended_itself_leaves_no_trace_in_the_connection() {
    let folder = TempDir::new().unwrap();
    run(async || {
        let place = Place::Sqlite(folder.path().join("greenroom.db"));
        let store = Store::open(&place).await.unwrap();
        begin(&store, "one", 5).await;
        let writes = &store.connections.writes;
        // Limits this one connection, and is gone when the connection was replaced.
        writes.execute_unprepared("PRAGMA max_page_count = 1").await.at(&place).unwrap();
        let words = "words ".repeat(20_000);
        let full = store.append("one", &[said(2, &words)]).await.unwrap_err();
        assert!(matches!(full, StoreError::DiskFull { .. }), "{full:?}");
        let mut connection = writes.get_sqlite_connection_pool().acquire().await.unwrap();
        connection.ping().await.unwrap();
        assert!(!connection.is_in_transaction(), "the next transaction would be a nested one");
        drop(connection);
        store.append("one", &[said(2, &words)]).await.unwrap();
    });
}

#[test]
fn a_lock_that_another_program_holds_is_waited_for_and_then_named() {
    let folder = TempDir::new().unwrap();
    run(async || {
        let place = Place::Sqlite(folder.path().join("greenroom.db"));
        let (store, other) =
            (Store::open(&place).await.unwrap(), Store::open(&place).await.unwrap());
        begin(&store, "one", 5).await;
        let held = crate::place::begin_write(&other.connections.writes).await.unwrap();
        let refused = store.append("one", &[said(2, "word")]).await.unwrap_err();
        assert!(matches!(refused, StoreError::Busy { .. }), "{refused:?}");
        held.rollback().await.unwrap();
        store.append("one", &[said(2, "word")]).await.unwrap();
    });
}

#[test]
fn a_server_that_is_not_there_is_unreachable_at_once_and_its_password_stays_secret() {
    run(async || {
        let began = Instant::now();
        let url = "postgres://ann:s3cret@127.0.0.1:1/prep?password=s3cret";
        let error = refusal(&Place::Postgres(url.into())).await;
        assert!(matches!(error, StoreError::Unreachable { .. }), "{error:?}");
        assert!(error.to_string().contains("postgres://ann@127.0.0.1:1/prep"), "{error}");
        assert!(!format!("{error} {error:?}").contains("s3cret"), "{error:?}");
        assert!(began.elapsed() < Duration::from_secs(5));
    });
}

#[test]
fn a_postgres_database_that_does_not_exist_is_unreachable() {
    let Some(url) = server::new_database() else { return };
    run(async || {
        let error = refusal(&Place::Postgres(url.replace("/test_", "/no_test_"))).await;
        assert!(matches!(error, StoreError::Unreachable { .. }), "{error:?}");
        assert!(error.to_string().contains("does not exist"), "{error}");
    });
}

#[test]
fn a_server_that_ended_the_connections_is_found_again() {
    let Some(url) = server::new_database() else { return };
    run(async || {
        let place = Place::Postgres(url);
        let (store, other) =
            (Store::open(&place).await.unwrap(), Store::open(&place).await.unwrap());
        begin(&store, "one", 5).await;
        let sql = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
                   WHERE datname = current_database() AND pid <> pg_backend_pid()";
        other.connections.writes.execute_unprepared(sql).await.unwrap();
        store.append("one", &[said(2, "word")]).await.unwrap();
        assert_eq!(store.events("one").await.unwrap().len(), 2);
    });
}

const KILLED: &str = "GREENROOM_TEST_KILLED";

/// The part of a process that will be killed: appends for ever and tells what was acknowledged.
#[test]
fn appends_until_killed() {
    let Some(place) = std::env::var_os(KILLED) else { return };
    let place = place.into_string().unwrap();
    let place = match place.strip_prefix("file:") {
        Some(path) => Place::Sqlite(path.into()),
        None => Place::Postgres(place),
    };
    run(async || {
        let store = Store::open(&place).await.unwrap();
        for seq in 2.. {
            store.append("one", &[said(seq, "word")]).await.unwrap();
            println!("acknowledged {seq}");
        }
    });
}

#[test]
fn what_was_acknowledged_survives_the_death_of_the_process() {
    for_each_place(async |place| {
        let store = Store::open(place).await.unwrap();
        begin(&store, "one", 5).await;
        store.close().await;
        let name = match place {
            Place::Sqlite(path) => format!("file:{}", path.display()),
            Place::Postgres(url) => url.clone(),
            Place::Memory => unreachable!("it does not outlive its store"),
        };
        let mut child = again(&[], "tests::faults::appends_until_killed", (KILLED, &name))
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut acknowledged = 1;
        let lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
        for line in lines {
            // The harness writes the test's name in front of the first.
            if let Some((_, seq)) = line.rsplit_once("acknowledged ") {
                acknowledged = seq.parse().unwrap();
            }
            if acknowledged == 50 {
                child.kill().unwrap();
            }
        }
        child.wait().unwrap();
        let store = Store::open(place).await.unwrap();
        let kept = store.events("one").await.unwrap().len() as u64;
        eprintln!("{acknowledged} acknowledged, {kept} kept");
        assert!(acknowledged >= 50 && kept >= acknowledged, "{acknowledged} of {kept}");
        store.check().await.unwrap();
    });
}

#[test]
fn health_tells_what_a_doctor_prints() {
    for_each_store(async |store| {
        begin(&store, "one", 5).await;
        let health = store.health().await.unwrap();
        assert_eq!(health.place, store.place().to_string());
        assert!(health.size_bytes > 4_000, "{health:?}");
        assert_eq!((health.schema_version, health.sessions), (crate::schema::KNOWN, 1));
        assert_eq!(health.writable, Ok(()));
        store.check().await.unwrap();
    });
}

#[test]
fn the_check_finds_events_that_are_missing() {
    for_each_store(async |store| {
        begin(&store, "one", 5).await;
        store.append("one", &[said(2, "a"), said(3, "b")]).await.unwrap();
        let writes = &store.connections.writes;
        writes.execute_unprepared("DELETE FROM event WHERE seq = 2").await.unwrap();
        let error = store.check().await.unwrap_err();
        assert!(error.to_string().contains("events of session `one` are missing"), "{error}");
    });
}

#[test]
fn opening_an_existing_database_is_fast() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("greenroom.db");
    fs::write(&path, database_file()).unwrap();
    run(async || {
        let place = Place::Sqlite(path);
        let mut fastest = Duration::MAX;
        for _ in 0..5 {
            let began = Instant::now();
            let store = Store::open(&place).await.unwrap();
            fastest = fastest.min(began.elapsed());
            store.close().await;
        }
        eprintln!("opened in {fastest:?}");
        assert!(fastest < Duration::from_millis(50), "{fastest:?}");
    });
}
