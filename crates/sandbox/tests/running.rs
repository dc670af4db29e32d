//! What a caller may rely on.

mod support;

use greenroom_sandbox::{
    Bind, Cancel, Config, End, Job, Limits, Output, Sandbox, SandboxError, Stdin,
};
use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Duration;
use support::{children, descendants, groups};

struct Setup {
    sandbox: Sandbox,
    jobs: tempfile::TempDir,
}

fn setup(slots: usize) -> Setup {
    let jobs = tempfile::tempdir().unwrap();
    let config = Config { jobs: jobs.path().into(), view: Vec::new(), slots };
    Setup { sandbox: Sandbox::start(config).unwrap(), jobs }
}

fn shell(script: &str) -> Job {
    Job {
        program: "/bin/sh".into(),
        args: vec!["-c".into(), script.into()],
        env: Vec::new(),
        cwd: PathBuf::new(),
        binds: Vec::new(),
        stdin: Stdin::Empty,
        stdout: Output::Capture,
        limits: Limits { cpu_ms: 2_000, wall_ms: 60_000, ..Limits::default() },
    }
}

/// Waits for what must become true, and fails loudly if it does not in a long time.
#[track_caller]
fn wait_until(what: &str, holds: impl Fn() -> bool) {
    for _ in 0..3_000 {
        if holds() {
            return;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    panic!("never: {what}");
}

#[test]
fn output_status_and_environment_come_through() {
    let Setup { sandbox, jobs: _jobs } = setup(1);
    let mut job = shell("read line; echo \"$line $A $HOME\"; echo no >&2; exit 3");
    job.stdin = Stdin::Bytes(Arc::from(b"hello\n".as_slice()));
    job.env = vec![("A".into(), "b".into())];
    let outcome = sandbox.run(job, &Cancel::new()).unwrap();
    assert_eq!(outcome.end, End::Exited(3));
    assert_eq!(String::from_utf8_lossy(&outcome.stdout), "hello b /work\n");
    assert_eq!(String::from_utf8_lossy(&outcome.stderr), "no\n");
    assert!(outcome.cpu_us > 0 && outcome.memory_peak_bytes > 0, "{outcome:?}");
}

#[test]
fn a_run_sees_nothing_of_the_one_before() {
    let Setup { sandbox, jobs: _jobs } = setup(1);
    for _ in 0..3 {
        let job = shell("ls -A /work | wc -l; touch /work/a /tmp/b /dev/shm/c");
        let outcome = sandbox.run(job, &Cancel::new()).unwrap();
        assert_eq!(String::from_utf8_lossy(&outcome.stdout).trim(), "0");
    }
}

#[test]
fn a_folder_is_writable_only_if_it_was_said() {
    let Setup { sandbox, jobs } = setup(1);
    let host = jobs.path().join("build");
    fs::create_dir(&host).unwrap();
    fs::set_permissions(&host, std::os::unix::fs::PermissionsExt::from_mode(0o777)).unwrap();
    for writable in [false, true] {
        let mut job = shell("echo made > /box/file");
        job.binds = vec![Bind { host: host.clone(), inside: "/box".into(), writable }];
        let outcome = sandbox.run(job, &Cancel::new()).unwrap();
        assert_eq!(outcome.end == End::Exited(0), writable, "{outcome:?}");
        assert_eq!(host.join("file").exists(), writable);
    }
    let mut job = shell("true");
    job.binds = vec![Bind { host: "/etc".into(), inside: "/box".into(), writable: false }];
    let error = sandbox.run(job, &Cancel::new()).unwrap_err();
    assert!(matches!(&error, SandboxError::Start(why) if why.contains("/etc")), "{error}");
}

#[test]
fn what_cannot_be_started_is_an_error_and_no_outcome() {
    let Setup { sandbox, jobs: _jobs } = setup(1);
    let mut job = shell("true");
    job.program = "/usr/bin/no-such-program".into();
    let error = sandbox.run(job, &Cancel::new()).unwrap_err();
    assert!(error.to_string().contains("/usr/bin/no-such-program"), "{error}");
    // And the slot is as good as before.
    assert_eq!(sandbox.run(shell("true"), &Cancel::new()).unwrap().end, End::Exited(0));
}

#[test]
fn a_run_can_be_cancelled_while_it_runs_and_while_it_waits() {
    let Setup { sandbox, jobs } = setup(1);
    let host = jobs.path().join("signs");
    fs::create_dir(&host).unwrap();
    fs::set_permissions(&host, std::os::unix::fs::PermissionsExt::from_mode(0o777)).unwrap();
    let (first, second) = (Cancel::new(), Cancel::new());
    std::thread::scope(|scope| {
        let mut job = shell("touch /box/running; sleep 1000");
        job.binds = vec![Bind { host: host.clone(), inside: "/box".into(), writable: true }];
        let running = scope.spawn(|| sandbox.run(job, &first).unwrap().end);
        wait_until("it runs", || host.join("running").exists());
        let waiting = scope.spawn(|| sandbox.run(shell("true"), &second).unwrap().end);
        second.cancel();
        assert_eq!(waiting.join().unwrap(), End::Cancelled);
        first.cancel();
        assert_eq!(running.join().unwrap(), End::Cancelled);
    });
    assert_eq!(sandbox.run(shell("true"), &first).unwrap().end, End::Cancelled);
    assert_eq!(sandbox.run(shell("true"), &Cancel::new()).unwrap().end, End::Exited(0));
}

#[test]
fn two_programs_talk() {
    let Setup { sandbox, jobs: _jobs } = setup(2);
    let (to_one, from_other) = std::io::pipe().unwrap();
    let (to_other, from_one) = std::io::pipe().unwrap();
    let mut one = shell("echo 20; read answer; echo \"heard $answer\" >&2");
    (one.stdin, one.stdout) = (Stdin::Pipe(to_one.into()), Output::Pipe(from_one.into()));
    let mut other = shell("read number; echo $((number + 1)); cat");
    (other.stdin, other.stdout) = (Stdin::Pipe(to_other.into()), Output::Pipe(from_other.into()));
    let (one, other) = sandbox.run_pair(one, other, &Cancel::new()).unwrap();
    // `cat` sees the end of its input only because nobody else holds the pipe.
    assert_eq!((one.end, other.end), (End::Exited(0), End::Exited(0)));
    assert_eq!(String::from_utf8_lossy(&one.stderr), "heard 21\n");
}

#[test]
fn when_one_of_two_cannot_start_the_other_does_not_wait() {
    let Setup { sandbox, jobs: _jobs } = setup(2);
    let (to_one, _from_nobody) = std::io::pipe().unwrap();
    let mut one = shell("cat");
    one.stdin = Stdin::Pipe(to_one.into());
    let mut other = shell("true");
    other.program = "/nothing".into();
    assert!(sandbox.run_pair(one, other, &Cancel::new()).is_err());
}

#[test]
fn a_neighbour_of_a_fork_bomb_keeps_its_verdict() {
    let Setup { sandbox, jobs: _jobs } = setup(2);
    let stop = Cancel::new();
    std::thread::scope(|scope| {
        scope.spawn(|| {
            while !stop.is_cancelled() {
                let mut bomb = shell("f() { f | f & f | f; }; f");
                bomb.limits.cpu_ms = 300;
                sandbox.run(bomb, &stop).unwrap();
            }
        });
        for _ in 0..10 {
            let job = shell("i=0; while [ $i -lt 20000 ]; do i=$((i + 1)); done; echo $i");
            let outcome = sandbox.run(job, &Cancel::new()).unwrap();
            assert_eq!(outcome.end, End::Exited(0), "{outcome:?}");
            assert_eq!(String::from_utf8_lossy(&outcome.stdout), "20000\n");
        }
        stop.cancel();
    });
}

#[test]
fn memory_of_the_run_before_is_not_counted() {
    let Setup { sandbox, jobs: _jobs } = setup(1);
    let eats = "a=x; while :; do a=$a$a; done";
    for _ in 0..2 {
        let mut job = shell(eats);
        job.limits.memory_bytes = 64 << 20;
        let outcome = sandbox.run(job, &Cancel::new()).unwrap();
        // Without a control group the shell is refused the memory, and says so.
        assert!(outcome.end == End::MemoryLimit || !outcome.stderr.is_empty(), "{:?}", outcome.end);
        let mut honest = shell("exit 0");
        honest.limits.memory_bytes = 64 << 20;
        assert_eq!(sandbox.run(honest, &Cancel::new()).unwrap().end, End::Exited(0));
    }
}

/// Set for the second self that is to be killed.
const SECOND_SELF: &str = "GREENROOM_TEST_SECOND_SELF";

#[test]
fn nothing_is_left_when_greenroom_is_killed() {
    if let Some(jobs) = std::env::var_os(SECOND_SELF) {
        let config = Config { jobs: jobs.into(), view: Vec::new(), slots: 1 };
        let sandbox = Sandbox::start(config).unwrap();
        let [keeper] = children(std::process::id())[..] else { panic!("one slot has one keeper") };
        println!("ready {keeper}");
        std::io::stdout().flush().unwrap();
        sandbox.run(shell("setsid sleep 1000 & sleep 1000"), &Cancel::new()).unwrap();
        return;
    }
    let jobs = tempfile::tempdir().unwrap();
    let name = "nothing_is_left_when_greenroom_is_killed";
    let mut second = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", name, "--nocapture"])
        .env(SECOND_SELF, jobs.path())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut told = Vec::new();
    let mut out = second.stdout.take().unwrap();
    while !String::from_utf8_lossy(&told).contains("ready ") || !told.ends_with(b"\n") {
        let mut byte = [0];
        assert_eq!(out.read(&mut byte).unwrap(), 1, "{}", String::from_utf8_lossy(&told));
        told.push(byte[0]);
    }
    let text = String::from_utf8_lossy(&told).into_owned();
    let keeper: u32 = text
        .lines()
        .find_map(|line| line.split_once("ready "))
        .and_then(|(_, keeper)| keeper.parse().ok())
        .unwrap();
    wait_until("the program runs", || descendants(keeper).len() >= 3);
    let all = descendants(keeper);
    second.kill().unwrap();
    second.wait().unwrap();
    let gone = |pid: &u32| !Path::new("/proc").join(pid.to_string()).exists();
    wait_until("all its processes are gone", || gone(&keeper) && all.iter().all(gone));
    let left: Vec<PathBuf> =
        groups().into_iter().filter(|(of, _)| *of == keeper).map(|(_, folder)| folder).collect();
    assert_eq!(left, Vec::<PathBuf>::new());
}
