//! What goes wrong is told in one clear message with place, cause and next step; nothing panics,
//! and nothing that was saved is lost.

mod support;

use serde_json::json;
use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use support::{Live, Server, greenroom, run, tiny_content};

/// It ends with a failure and one message that has all of `words`.
#[track_caller]
fn check_fault(output: &Output, words: &[&str]) {
    let told = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{told}");
    assert!(output.stdout.is_empty(), "{}", String::from_utf8_lossy(&output.stdout));
    assert!(told.starts_with("greenroom: "), "{told}");
    assert!(!told.contains("panicked"), "{told}");
    for word in words {
        assert!(told.contains(word), "no {word:?} in: {told}");
    }
}

fn serve(data_dir: &Path) -> Output {
    let dir = data_dir.display().to_string();
    run(&["--no-open", "--port", "0", "--data-dir", &dir])
}

fn path(path: &Path) -> &str {
    path.to_str().expect("a path in UTF-8")
}

fn written(dir: &Path, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
    let file = dir.join(name);
    fs::write(&file, bytes).unwrap();
    file
}

#[test]
fn a_port_in_use_is_named_and_the_data_stays_untouched() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let dir = tempfile::tempdir().unwrap();
    let data = dir.path().join("data");
    let output = run(&["--no-open", "--port", &port, "--data-dir", path(&data)]);
    check_fault(&output, &[&port, "already listens", "--port"]);
    assert!(!data.exists());
}

#[test]
fn a_file_where_the_data_folder_should_be_is_left_alone() {
    let dir = tempfile::tempdir().unwrap();
    let file = written(dir.path(), "data", "mine");
    check_fault(&serve(&file), &[path(&file), "choose another place"]);
    assert_eq!(fs::read_to_string(&file).unwrap(), "mine");
}

#[test]
fn a_place_that_cannot_be_written_is_named() {
    // Not even root makes folders in /proc.
    let place = Path::new("/proc/greenroom");
    if cfg!(target_os = "linux") {
        check_fault(&serve(place), &["/proc/greenroom"]);
    }
    // Root writes wherever the mode forbids it, so this part needs somebody else.
    let dir = tempfile::tempdir().unwrap();
    let data = dir.path().join("data");
    fs::create_dir(&data).unwrap();
    let mut permissions = fs::metadata(&data).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&data, permissions).unwrap();
    if fs::write(data.join("probe"), "").is_ok() {
        return eprintln!("SKIPPED: this user may write into a read-only folder");
    }
    check_fault(&serve(&data), &[path(&data), "cannot be written", "choose another place"]);
}

#[test]
fn a_damaged_database_is_refused_and_left_as_it_was() {
    let dir = tempfile::tempdir().unwrap();
    for (name, bytes) in [("text", b"these are not the bytes".to_vec()), ("page", damaged_page())] {
        let data = dir.path().join(name);
        fs::create_dir(&data).unwrap();
        let file = written(&data, "greenroom.sqlite3", &bytes);
        check_fault(&serve(&data), &[path(&file), "damaged", "Restore a backup"]);
        assert!(fs::read(&file).unwrap() == bytes, "{name} was changed");
    }
}

/// A real header, and behind it nothing that makes sense.
fn damaged_page() -> Vec<u8> {
    let mut bytes = b"SQLite format 3\0".to_vec();
    bytes.extend((0..8192_u32).map(|at| (at * 31 % 251) as u8));
    bytes
}

#[tokio::test]
async fn a_newer_database_is_refused_and_its_sessions_are_still_there_for_the_newer_program() {
    let dir = tempfile::tempdir().unwrap();
    let mut server = Server::start(dir.path());
    let session = server.start_session();
    server.kill();
    let file = dir.path().join("greenroom.sqlite3");
    if !python(&file, "c.execute('INSERT INTO schema_version (version) VALUES (999)')") {
        return eprintln!("SKIPPED: no python3 with sqlite3 to make a newer database with");
    }
    check_fault(
        &serve(dir.path()),
        &[path(&file), "newer Greenroom", "version 999", "start the newer program"],
    );
    assert!(python(&file, "c.execute('DELETE FROM schema_version WHERE version = 999')"));
    let server = Server::start(dir.path());
    assert_eq!(server.log(&session)[0]["type"], "session_started");
}

/// Changes a database from outside. `false` where there is nothing to do it with.
fn python(file: &Path, statement: &str) -> bool {
    let program =
        format!("import sqlite3, sys\nc = sqlite3.connect(sys.argv[1])\n{statement}\nc.commit()");
    let status = Command::new("python3").args(["-c", &program]).arg(file).status();
    status.is_ok_and(|status| status.success())
}

/// `mock` on a script of these bytes.
fn mock(bytes: impl AsRef<[u8]>) -> (tempfile::TempDir, Output) {
    let dir = tempfile::tempdir().unwrap();
    let script = written(dir.path(), "script.jsonl", bytes);
    let output = run(&["mock", "--content", path(&tiny_content()), "--script", path(&script)]);
    (dir, output)
}

#[track_caller]
fn check_script(bytes: impl AsRef<[u8]>, words: &[&str]) {
    let (_dir, output) = mock(bytes);
    check_fault(&output, words);
    check_fault(&output, &["script.jsonl"]);
}

const START: &str = r#"{"type":"start","protocol":"lamp","seed":7}"#;

#[test]
fn a_malformed_script_is_told_by_its_line() {
    check_script("", &["empty", "begin with a line such as"]);
    check_script("\n\n", &["empty"]);
    check_script("hello", &["line 1", "correct the line"]);
    check_script("[]", &["line 1"]);
    check_script(r#"{"type":"say"}"#, &["line 1", "`say`", "begin with a line such as"]);
    check_script(
        r#"{"type":"start","protocol":"x"}"#,
        &["line 1", "no protocol `x`", "content list"],
    );
    check_script(format!("{START}\nnonsense"), &["line 2", "correct the line"]);
    check_script(
        format!("{START}\n{{\"type\":\"say\",\"text\":\"x\"}}"),
        &["line 2", "no `at_ms`", "4510"],
    );
    check_script(format!("{START}\n{{\"at_ms\":1,\"type\":\"shout\"}}"), &["line 2", "shout"]);
    check_script(format!("{START}\n{{\"at_ms\":-1,\"type\":\"end\"}}"), &["line 2", "at_ms"]);
    check_script(
        format!("{START}\n{{\"at_ms\":99999999999,\"type\":\"end\"}}"),
        &["line 2", "more than a day"],
    );
    check_script(
        format!("{START}\n{{\"at_ms\":9,\"type\":\"end\"}}\n{{\"at_ms\":10,\"type\":\"move_on\"}}"),
        &["line 3", "has ended", "remove or move this line"],
    );
    check_script(
        format!("{START}\n{{\"at_ms\":9,\"type\":\"move_on\"}}\n{{\"at_ms\":8,\"type\":\"end\"}}"),
        &["line 3", "before the line above", "in the order"],
    );
    check_script(b"\xff\xfe\x00binary", &["byte 0", "UTF-8"]);
    let unknown = r#"{"type":"start","protocol":"lamp","problem":"nowhere"}"#;
    check_script(unknown, &["line 1", "no problem `nowhere`", "content list"]);
}

#[test]
fn a_script_that_is_not_there_is_named() {
    let output = run(&["mock", "--script", "/nowhere/script.jsonl"]);
    check_fault(&output, &["/nowhere/script.jsonl", "No such file", "name a file"]);
}

#[test]
fn the_same_script_gives_the_same_bytes() {
    let dir = tempfile::tempdir().unwrap();
    let script = written(
        dir.path(),
        "script.jsonl",
        [
            START,
            r#"{"at_ms":4510,"type":"say","text":"It gives light, and how much?"}"#,
            r#"{"at_ms":20000,"type":"artifact","artifact":"notes","text":"light\n"}"#,
            r#"{"at_ms":61000,"type":"move_on"}"#,
            r#"{"at_ms":62000,"type":"say","text":"There is one call that lights the lamp and one that puts it out again."}"#,
            r#"{"at_ms":400000,"type":"self_score","round":0,"band":"yes"}"#,
        ]
        .join("\n"),
    );
    let once = |name: &str| {
        let (out, log) = (dir.path().join(name), dir.path().join(format!("{name}.jsonl")));
        let content = tiny_content();
        let output = run(&[
            "mock",
            "--content",
            path(&content),
            "--script",
            path(&script),
            "--out",
            path(&out),
            "--log",
            path(&log),
        ]);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        (fs::read(out).unwrap(), fs::read(log).unwrap())
    };
    for ending in ["html", "md", "json"] {
        let (debrief, log) = once(&format!("a.{ending}"));
        assert!(!debrief.is_empty() && !log.is_empty());
        assert!((debrief, log) == once(&format!("b.{ending}")), "{ending} differs");
    }
    // A log is a recording too, and gives itself.
    let log = fs::read(dir.path().join("a.md.jsonl")).unwrap();
    let again = dir.path().join("again.jsonl");
    let content = tiny_content();
    let recorded = dir.path().join("a.md.jsonl");
    let output = run(&[
        "mock",
        "--content",
        path(&content),
        "--script",
        path(&recorded),
        "--log",
        path(&again),
    ]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(fs::read(again).unwrap() == log);
    let debrief = fs::read(dir.path().join("a.md")).unwrap();
    assert!(output.stdout == debrief, "the log's debrief differs from the script's");
}

/// `assess` on a transcript of these bytes.
#[track_caller]
fn check_transcript(name: &str, bytes: impl AsRef<[u8]>, words: &[&str]) {
    let dir = tempfile::tempdir().unwrap();
    let transcript = written(dir.path(), name, bytes);
    let content = tiny_content();
    let output = run(&[
        "assess",
        "--content",
        path(&content),
        "--problem",
        "one-lamp",
        "--transcript",
        path(&transcript),
    ]);
    check_fault(&output, &[name]);
    check_fault(&output, words);
}

#[test]
fn a_transcript_that_cannot_be_read_is_told_by_place_and_cause() {
    check_transcript("bytes.txt", b"Hello \xff\xfe there", &["UTF-8"]);
    check_transcript("picture.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x00", &[]);
    check_transcript("empty.txt", "", &["empty"]);
    check_transcript("blank.vtt", "WEBVTT\n\n", &[]);
    check_transcript("broken.jsonl", "{\"at_ms\":0,\"end_ms\":1,\"speaker\":\"a\"", &[":1:"]);
    check_transcript("large.txt", vec![b'a'; 50 * 1024 * 1024], &["50 MB, more than", "cut it"]);
}

#[test]
fn an_unknown_problem_is_named_with_the_way_to_the_known_ones() {
    let dir = tempfile::tempdir().unwrap();
    let transcript = written(dir.path(), "t.txt", "Hello.");
    let output = run(&["assess", "--problem", "nowhere", "--transcript", path(&transcript)]);
    check_fault(&output, &["no problem `nowhere`", "greenroom content list"]);
}

#[track_caller]
fn check_rubric(text: &str, words: &[&str]) {
    let dir = tempfile::tempdir().unwrap();
    let rubric = written(dir.path(), "rubric.toml", text);
    let transcript = written(dir.path(), "t.txt", "Hello.");
    let output = run(&["assess", "--rubric", path(&rubric), "--transcript", path(&transcript)]);
    check_fault(&output, &["rubric.toml"]);
    check_fault(&output, words);
}

const RUBRIC: &str = "title = \"T\"\nstatement = \"S\"\n";

#[test]
fn a_rubric_that_cannot_be_used_is_told_by_its_line() {
    check_rubric("title = ", &["rubric.toml:1", "correct the line"]);
    check_rubric(RUBRIC, &["no points", "[[point]]"]);
    let point = |weight: u32, more: &str| {
        format!("{RUBRIC}[[point]]\nid = \"a\"\nsays = \"A.\"\nweight = {weight}\n{more}")
    };
    check_rubric(&point(99, ""), &["sum to 99", "make them sum to 100"]);
    check_rubric(&point(100, "heard = [\"a\"]"), &["rubric.toml:7", "`heard`", "spelling"]);
    check_rubric(&point(100, "level = \"guru\""), &["rubric.toml:7", "guru"]);
    check_rubric("title = \"T\"", &["missing field `statement`", "add the key"]);
    let twice = format!("{}[[point]]\nid = \"a\"\nsays = \"B.\"\nweight = 50\n", point(50, ""));
    check_rubric(&twice, &["called `a`", "rename one"]);
}

#[test]
fn a_content_folder_that_cannot_be_used_is_told_file_by_file() {
    let dir = tempfile::tempdir().unwrap();
    let list = |dir: &Path| run(&["content", "list", "--content", path(dir)]);
    check_fault(&list(&dir.path().join("nowhere")), &["nowhere", "not a folder", "name a folder"]);
    check_fault(&list(dir.path()), &["no problems here", "problem.toml"]);
    let problem = dir.path().join("design/half");
    fs::create_dir_all(&problem).unwrap();
    written(&problem, "problem.toml", "titel = \"x\"");
    check_fault(
        &list(dir.path()),
        &["problem.toml:1", "unknown field `titel`", "rubric.toml", "missing", "docs/content.md"],
    );
    // Serving stops before anything is made.
    let data = dir.path().join("data");
    let output = run(&[
        "--no-open",
        "--port",
        "0",
        "--data-dir",
        path(&data),
        "--content",
        path(dir.path()),
    ]);
    check_fault(&output, &["unknown field `titel`"]);
    assert!(!data.exists());
}

#[test]
fn an_import_that_cannot_be_read_imports_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let data = dir.path().join("data");
    let export = written(dir.path(), "export.jsonl", "{\"this\":\"is no export\"}\n");
    let output = run(&["import", "--data-dir", path(&data), path(&export)]);
    check_fault(&output, &["ine 1 of the import", "Nothing was imported"]);
    let output = run(&["import", "--data-dir", path(&data), "/nowhere"]);
    check_fault(&output, &["/nowhere", "No such file"]);
}

#[tokio::test]
async fn only_its_own_pages_may_use_it() {
    let dir = tempfile::tempdir().unwrap();
    let server = Server::start(dir.path());
    let session = server.start_session();
    let own = format!("http://127.0.0.1:{}", server.port);
    let page = format!("/sessions/{session}");

    for host in ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:80", ""] {
        for path in ["/", "/data/export", page.as_str(), "/static/app.css"] {
            let answer = server.ask("GET", path, "", &[("Host", host)]);
            let refused = if host.is_empty() { [421, 400] } else { [421, 421] };
            assert!(refused.contains(&answer.status), "{host} {path}: {}", answer.status);
            assert!(!answer.body.contains(&session), "{host} {path} tells of the session");
            assert!(answer.header("set-cookie").is_none());
        }
    }
    let with_port = format!("localhost:{}", server.port);
    assert_eq!(server.ask("GET", "/", "", &[("Host", &with_port)]).status, 200);

    let form = "protocol=lamp&mode=training&level=senior";
    let delete = format!("{page}/delete");
    let other_port = format!("http://127.0.0.1:{}", server.port ^ 1);
    for origin in ["http://evil.example", "null", other_port.as_str()] {
        for path in ["/start", delete.as_str(), "/profile"] {
            let answer = server.post(path, form, &[("Origin", origin)]);
            assert_eq!(answer.status, 403, "{origin} {path}");
        }
        let refused = Live::enter(server.port, &session, &[("Origin", origin)]).await.err();
        assert_eq!(refused, Some(403), "{origin}");
    }
    let cross = server.post("/start", form, &[("Sec-Fetch-Site", "cross-site")]);
    assert_eq!(cross.status, 403);
    let list = server.get("/sessions");
    assert_eq!(list.body.matches("/sessions/1").count() > 0, list.body.contains(&session));

    assert_eq!(server.post("/start", form, &[("Origin", &own)]).status, 303);
    assert!(Live::enter(server.port, &session, &[("Origin", &own)]).await.is_ok());
    let foreign_host = Live::enter(server.port, &session, &[("Host", "evil.example")]).await.err();
    assert_eq!(foreign_host, Some(421));
    assert_eq!(server.log(&session)[0]["type"], "session_started", "nothing was deleted");
}

/// A small disk of its own, in a mount namespace of its own, so that this needs no rights and
/// leaves nothing behind. The test reaches into it through /proc.
fn on_a_small_disk(dir: &Path) -> Option<Command> {
    let mount = "mount -t tmpfs -o size=4m tmpfs \"$0\"";
    let ways: [&[&str]; 2] = [&["unshare", "-rm"], &["unshare", "-m"]];
    let way = ways.into_iter().find(|way| {
        let probe =
            Command::new(way[0]).args(&way[1..]).args(["sh", "-c", mount]).arg(dir).output();
        probe.is_ok_and(|probe| probe.status.success())
    })?;
    let mut command = Command::new(way[0]);
    let become_it = format!("{mount} && exec \"$@\"");
    command.args(&way[1..]).args(["sh", "-c", &become_it]).arg(dir).arg(greenroom().get_program());
    Some(command)
}

#[tokio::test]
async fn on_a_full_disk_nothing_is_acknowledged_and_nothing_is_lost() {
    let dir = tempfile::tempdir().unwrap();
    let Some(command) = on_a_small_disk(dir.path()) else {
        return eprintln!("SKIPPED: this machine does not let a test mount a small disk");
    };
    let server = Server::serve(command, dir.path());
    let seen_by_server =
        PathBuf::from(format!("/proc/{}/root{}", server.pid(), dir.path().display()));
    let session = server.start_session();
    let mut live = server.enter(&session).await;
    let say = |id: &str| json!({"type": "say", "id": id, "text": format!("Sentence {id}."), "from_ms": 0, "via": "typed"});
    live.settle(&say("before")).await;

    let ballast = seen_by_server.join("ballast");
    fill(&ballast);
    // The database may have some room left in its own files.
    let mut ids = Vec::new();
    let problem = loop {
        let id = format!("m{}", ids.len());
        live.send(&say(&id)).await;
        ids.push(id.clone());
        let told = live
            .hear_until(|told| {
                told["type"] == "problem" || (told["type"] == "ack" && told["id"] == id.as_str())
            })
            .await;
        if told["type"] == "problem" {
            break told;
        }
        assert!(ids.len() < 5_000, "the disk does not fill up");
    };
    let unsaved = ids.pop().unwrap();
    assert_eq!(problem["id"], "", "it is not refused, it waits: {problem}");
    for word in ["Not saved yet", "no space left", "greenroom.sqlite3", "free some space"] {
        assert!(problem["text"].as_str().unwrap().contains(word), "no {word:?} in {problem}");
    }

    // Another screen, or the same one after a reload, does not take it for saved, and sending it
    // again does not help it through.
    let mut again = server.enter(&session).await;
    let heard = |state: &serde_json::Value| {
        let lines = state["transcript"].as_array().unwrap().clone();
        lines
            .into_iter()
            .filter_map(|line| line["text"].as_str().map(str::to_owned))
            .collect::<Vec<_>>()
    };
    assert!(!heard(&again.state).contains(&format!("Sentence {unsaved}.")));
    again.send(&say(&unsaved)).await;
    let told = again.hear_until(|told| told["type"] == "problem" || told["type"] == "ack").await;
    assert_eq!(told["type"], "problem", "{told}");
    // Pages still open.
    assert_eq!(server.get("/sessions").status, 200);

    fs::remove_file(&ballast).unwrap();
    let told = live.hear_until(|told| told["type"] == "saved" || told["type"] == "ack").await;
    assert_eq!(told["type"], "saved", "{told}");
    live.hear_until(|told| told["type"] == "ack" && told["id"] == unsaved.as_str()).await;
    live.settle(&say("after")).await;
    let mut said = vec!["Sentence before.".to_owned()];
    said.extend(
        ids.iter().chain([&unsaved, &"after".to_owned()]).map(|id| format!("Sentence {id}.")),
    );
    let log: Vec<String> = server
        .log(&session)
        .iter()
        .filter(|event| event["type"] == "candidate_said")
        .filter_map(|event| event["text"].as_str().map(str::to_owned))
        .collect();
    assert_eq!(log, said);
}

/// Takes all the space there is.
fn fill(file: &Path) {
    use std::io::Write;
    let mut ballast = fs::File::create(file).unwrap();
    let chunk = [0_u8; 4096];
    while ballast.write_all(&chunk).is_ok() {}
}
