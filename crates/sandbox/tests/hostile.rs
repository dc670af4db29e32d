//! Programs that mean harm. Each file of `hostile/` says what it does and what must happen:
//!
//! - `Must:` how it ends, by one of these ways, and a line that it must have printed;
//! - `Never:` what must not be in its output;
//! - `Flags:` for building it; `Compile:` it is the compiler that runs in the sandbox, with these.
//!
//! All run as root, where the tests are, and as an ordinary user. Nothing may be left behind.

mod support;

use greenroom_sandbox::{Bind, Cancel, Config, End, Job, Limits, Outcome, Output, Sandbox, Stdin};
use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

/// Tells the test's own second self, run by an ordinary user, where the built programs are.
const AS_USER: &str = "GREENROOM_TEST_AS_USER";
const ORDINARY_USER: u32 = 65_534;

#[test]
fn hostile_programs_do_no_harm() {
    if let Some(built) = std::env::var_os(AS_USER) {
        return check_all(Path::new(&built));
    }
    let built = tempfile::tempdir().unwrap();
    build_all(built.path());
    check_all(built.path());
    if am_root() {
        as_ordinary_user(built.path());
    }
}

fn am_root() -> bool {
    fs::metadata("/proc/self").is_ok_and(|own| std::os::unix::fs::MetadataExt::uid(&own) == 0)
}

/// Runs this very test again as somebody without rights, from a copy that they may read.
fn as_ordinary_user(built: &Path) {
    let copy = built.join("test");
    fs::copy(std::env::current_exe().unwrap(), &copy).unwrap();
    fs::set_permissions(&copy, fs::Permissions::from_mode(0o755)).unwrap();
    fs::set_permissions(built, fs::Permissions::from_mode(0o755)).unwrap();
    let home = tempfile::tempdir().unwrap();
    fs::set_permissions(home.path(), fs::Permissions::from_mode(0o777)).unwrap();
    let ran = Command::new(&copy)
        .args(["--exact", "hostile_programs_do_no_harm", "--nocapture"])
        .env(AS_USER, built)
        .env("TMPDIR", home.path())
        .current_dir("/")
        .uid(ORDINARY_USER)
        .gid(ORDINARY_USER)
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&ran.stdout);
    print!("as an ordinary user: {told}");
    assert!(ran.status.success(), "{told}{}", String::from_utf8_lossy(&ran.stderr));
    assert!(told.contains("1 passed"), "nothing was run:\n{told}");
}

fn sources() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/hostile");
    let mut sources: Vec<PathBuf> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    sources.sort();
    sources
}

#[derive(Debug)]
struct Promise {
    name: String,
    ends: Vec<String>,
    prints: Option<String>,
    never: Option<String>,
    flags: Vec<String>,
    compile: Option<Vec<String>>,
}

fn promise(source: &Path) -> Promise {
    let text = fs::read_to_string(source).unwrap();
    let line = |key: &str| {
        let line = text.lines().take(8).find_map(|line| {
            line.trim_start_matches(['/', '#', ' ']).strip_prefix(key).map(str::trim)
        });
        line.map(str::to_owned)
    };
    let words = |text: String| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    let must = line("Must:").unwrap_or_else(|| panic!("{source:?} has no `Must:`"));
    let (ends, prints) = match must.strip_suffix(" held") {
        Some(ends) => (ends.to_owned(), Some("held".to_owned())),
        None => (must, None),
    };
    Promise {
        name: source.file_name().unwrap().to_string_lossy().into_owned(),
        ends: ends.split('|').map(|end| end.trim().to_owned()).collect(),
        prints,
        never: line("Never:"),
        flags: line("Flags:").map(words).unwrap_or_default(),
        compile: line("Compile:").map(words),
    }
}

fn build_all(into: &Path) {
    for source in sources() {
        let promise = promise(&source);
        let target = into.join(&promise.name);
        if promise.compile.is_some() || source.extension().is_some_and(|end| end == "py") {
            fs::copy(&source, &target).unwrap();
            continue;
        }
        let built = Command::new("cc")
            .args(["-O0", "-w", "-o"])
            .arg(&target)
            .arg(&source)
            .args(&promise.flags)
            .output()
            .unwrap();
        assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    }
}

fn limits() -> Limits {
    Limits {
        cpu_ms: 400,
        wall_ms: 3_000,
        memory_bytes: 64 << 20,
        processes: 32,
        output_bytes: 4 << 20,
        disk_bytes: 8 << 20,
        open_files: 64,
        stack_bytes: 16 << 20,
    }
}

fn check_all(built: &Path) {
    let tmp = tempfile::tempdir().unwrap();
    let jobs = tmp.path().join("jobs");
    for (folder, file) in [("box", "secret.txt"), ("other", "secret.txt")] {
        fs::create_dir_all(jobs.join(folder)).unwrap();
        fs::write(jobs.join(folder).join(file), "the answers").unwrap();
    }
    let outside = tmp.path().join("outside.txt");
    fs::write(&outside, "the judge's own").unwrap();
    // The worst case of an ordinary user: a file of their own that everybody may write.
    fs::set_permissions(&outside, fs::Permissions::from_mode(0o666)).unwrap();
    fs::create_dir(jobs.join("programs")).unwrap();
    for entry in fs::read_dir(built).unwrap() {
        let path = entry.unwrap().path();
        fs::copy(&path, jobs.join("programs").join(path.file_name().unwrap())).unwrap();
    }
    let groups_before = groups();
    let config = Config { jobs: jobs.clone(), view: python_view(), slots: 2 };
    let sandbox = Sandbox::start(config).unwrap();
    for measure in &sandbox.protection().measures {
        println!("{}: {}", measure.name, measure.missing.as_deref().unwrap_or("yes"));
    }
    run_honest(&sandbox, &jobs);
    let quiet = Left::look(&jobs);

    let mut wrong = Vec::new();
    for source in sources() {
        let promise = promise(&source);
        let outcome = sandbox.run(hostile_job(&promise, &jobs, &outside), &Cancel::new()).unwrap();
        let broken = broken_promises(&promise, &outcome);
        println!(
            "{}: {:?} {}",
            promise.name,
            outcome.end,
            if broken.is_empty() { "" } else { "WRONG" }
        );
        wrong.extend(broken.into_iter().map(|what| format!("{}: {what}", promise.name)));
        // The next run finds everything as it was.
        run_honest(&sandbox, &jobs);
        let left = Left::look(&jobs);
        if left != quiet {
            wrong.push(format!("{}: left behind: {left:?}, before: {quiet:?}", promise.name));
        }
    }
    assert_eq!(fs::read_to_string(&outside).unwrap(), "the judge's own");
    assert_eq!(fs::read_to_string(jobs.join("other/secret.txt")).unwrap(), "the answers");
    drop(sandbox);
    assert_eq!(own_processes(), BTreeSet::new(), "processes after the sandbox is gone");
    assert_eq!(groups(), groups_before, "control groups after the sandbox is gone");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn hostile_job(promise: &Promise, jobs: &Path, outside: &Path) -> Job {
    let inside = format!("/box/{}", promise.name);
    let (program, args): (PathBuf, Vec<String>) = match &promise.compile {
        Some(flags) => {
            let mut args = flags.clone();
            args.extend([inside, "-o".into(), "/work/out".into()]);
            ("/usr/bin/g++".into(), args)
        }
        None if promise.name.ends_with(".py") => (python(), vec![inside]),
        None => {
            let home = PathBuf::from(std::env::var_os("HOME").unwrap_or("/home".into()));
            let secrets = [
                outside,
                &jobs.join("other/secret.txt"),
                &jobs.join("box/secret.txt"),
                &home.join(".profile"),
                &home.join(".ssh"),
            ];
            (inside.into(), secrets.map(|path| path.display().to_string()).to_vec())
        }
    };
    Job {
        program,
        args: args.into_iter().map(Into::into).collect(),
        env: Vec::new(),
        cwd: PathBuf::new(),
        binds: vec![Bind { host: jobs.join("programs"), inside: "/box".into(), writable: false }],
        stdin: Stdin::Bytes(Arc::from(vec![b'7'; 8 << 20])),
        stdout: Output::Capture,
        limits: Limits {
            // Whoever waits is ended by this alone; for the others a busy machine must not be.
            wall_ms: if promise.ends == ["WallLimit"] { 1_000 } else { 60_000 },
            ..match promise.compile {
                Some(_) => Limits { cpu_ms: 3_000, memory_bytes: 256 << 20, ..limits() },
                None => limits(),
            }
        },
    }
}

/// Where an interpreter lies outside `/usr`, it must be shown.
fn python() -> PathBuf {
    let asked = Command::new("python3").args(["-c", "import sys; print(sys.executable)"]).output();
    let path = asked.unwrap().stdout;
    fs::canonicalize(String::from_utf8(path).unwrap().trim()).unwrap_or("/usr/bin/python3".into())
}

fn python_view() -> Vec<PathBuf> {
    let python = python();
    match python.starts_with("/usr") {
        true => Vec::new(),
        // bin/python3.x of its own folder.
        false => python.ancestors().nth(2).map(Path::to_owned).into_iter().collect(),
    }
}

fn broken_promises(promise: &Promise, outcome: &Outcome) -> Vec<String> {
    let stdout = String::from_utf8_lossy(&outcome.stdout);
    let stderr = String::from_utf8_lossy(&outcome.stderr);
    let excerpt: String = format!("{stdout}{stderr}").chars().take(600).collect();
    let mut wrong = Vec::new();
    let end = format!("{:?}", outcome.end);
    if !promise.ends.contains(&end) {
        wrong.push(format!("{end}, and must be {}: {excerpt}", promise.ends.join(" or ")));
    }
    if let Some(prints) = &promise.prints
        && stdout.trim() != prints
    {
        wrong.push(format!("must print {prints:?}: {excerpt}"));
    }
    if let Some(never) = &promise.never
        && (stdout.contains(never) || stderr.contains(never))
    {
        wrong.push(format!("must never print {never:?}: {excerpt}"));
    }
    wrong
}

/// A program that everybody could have written works before, after and between.
fn run_honest(sandbox: &Sandbox, jobs: &Path) {
    let job = Job {
        program: "/bin/sh".into(),
        args: ["-c", "cat > copy && wc -c < copy && cat /box/secret.txt"].map(Into::into).to_vec(),
        env: Vec::new(),
        cwd: PathBuf::new(),
        binds: vec![Bind { host: jobs.join("box"), inside: "/box".into(), writable: false }],
        stdin: Stdin::Bytes(Arc::from(b"hello".as_slice())),
        stdout: Output::Capture,
        limits: limits(),
    };
    let outcome = sandbox.run(job, &Cancel::new()).unwrap();
    let printed = String::from_utf8_lossy(&outcome.stdout);
    assert_eq!((outcome.end, &*printed), (End::Exited(0), "5\nthe answers"), "{outcome:?}");
}

/// What could be left behind.
#[derive(Debug, PartialEq, Eq)]
struct Left {
    processes: BTreeSet<u32>,
    files: BTreeSet<PathBuf>,
    mounts: Vec<usize>,
}

impl Left {
    fn look(jobs: &Path) -> Left {
        let mut files = BTreeSet::new();
        let mut folders = vec![jobs.parent().unwrap().to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path.clone());
                }
                files.insert(path);
            }
        }
        let processes = own_processes();
        let mounts = processes
            .iter()
            .filter_map(|pid| fs::read_to_string(format!("/proc/{pid}/mountinfo")).ok())
            // The guard unmounts after it has answered: what one run mounts may be there or not.
            .map(|mounts| mounts.lines().filter(|line| !transient(line)).count())
            .collect();
        Left { processes, files, mounts }
    }
}

fn transient(mount: &str) -> bool {
    mount.split(' ').nth(4).is_some_and(|point| point == "/view/work" || point == "/view/box")
}

fn own_processes() -> BTreeSet<u32> {
    support::descendants(std::process::id())
}

/// Control groups of ours, but those of other tests that run now.
fn groups() -> usize {
    let own = own_processes();
    let is_gone = |keeper: u32| !Path::new("/proc").join(keeper.to_string()).exists();
    let groups = support::groups();
    groups.iter().filter(|(keeper, _)| own.contains(keeper) || is_gone(*keeper)).count()
}
