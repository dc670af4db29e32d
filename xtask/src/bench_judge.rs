//! How long judging takes, and whether verdicts hold under load.
//!
//! Numbers are printed and never asserted. The last part is a count, and must be 0.

use crate::{Outcome, root};
use greenroom_judge::{
    Cancel, Cases, Judge, JudgeConfig, JudgeError, Overall, Package, Progress, Report, Source,
    Submission, Verdict, languages,
};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Instant;

/// Judged again and again, where none is named. `all` names all.
const STABLE: [&str; 2] = ["request-window", "ttl-lru-cache"];
const SMALL_CASES: usize = 50;
/// Programs that are meant to be too slow take most of a round's time, so they have their turn in one of so many.
const SLOW_EVERY: usize = 10;

pub fn run(times: usize, problems: &[&str]) -> Outcome {
    let folder = std::env::temp_dir().join(format!("greenroom-bench-{}", std::process::id()));
    let judge = Judge::new(JudgeConfig::new(folder.clone())).map_err(|error| error.to_string())?;
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    println!("machine: {cores} cores");
    let all = all_problems()?;
    let problems: Vec<&str> = match problems {
        [] => STABLE.into(),
        ["all"] => all.iter().map(String::as_str).collect(),
        named => named.into(),
    };
    let outcome = small_cases(&judge)
        .and_then(|()| beside_bare(&judge, problems[0]))
        .and_then(|()| stability(&judge, times, &problems));
    drop(judge);
    std::fs::remove_dir_all(&folder).ok();
    outcome
}

const PYTHON: &str = "print(sum(map(int, input().split())))\n";
const CPP: &str = "#include <iostream>\nint main() { long sum = 0, one; while (std::cin >> one) sum += one; std::cout << sum << '\\n'; }\n";

/// A submission with 50 small cases, built anew and then from the cache.
fn small_cases(judge: &Judge) -> Outcome {
    let mut files: Vec<(String, Cow<'static, [u8]>)> = vec![(
        "problem.yaml".into(),
        Cow::Borrowed(b"problem_format_version: 2023-07-draft\nname: Sum\nuuid: 6f2c0e51-9f0e-4a63-8f0e-3a6d6f1a2b77\nlimits:\n  time_limit: 2\n"),
    )];
    for case in 0..SMALL_CASES {
        let name = format!("data/secret/{case:02}");
        let numbers: Vec<String> = (0..10).map(|n| (n * case).to_string()).collect();
        let sum: usize = (0..10).map(|n| n * case).sum();
        files.push((format!("{name}.in"), (numbers.join(" ") + "\n").into_bytes().into()));
        files.push((format!("{name}.ans"), format!("{sum}\n").into_bytes().into()));
    }
    let package = Package::read(Source::Memory { name: "sum".into(), files })
        .map_err(|error| error.to_string())?;
    for (language, source) in [("python", PYTHON), ("cpp", CPP)] {
        let submission = Submission::text(language, source).map_err(|error| error.to_string())?;
        let mut took_ms = Vec::new();
        for _ in 0..6 {
            let begun = Instant::now();
            let report = judged(judge, &package, &submission)?;
            took_ms.push(begun.elapsed().as_millis());
            if report.overall != Overall::Accepted {
                return Err(format!("{language}: {:?}", report.overall));
            }
        }
        println!(
            "{SMALL_CASES} small cases, {language}: {} ms with building, then {:?} ms",
            took_ms[0],
            &took_ms[1..]
        );
    }
    Ok(())
}

/// Python's case after case in the sandbox and without it, in turns.
fn beside_bare(judge: &Judge, problem: &str) -> Outcome {
    let folder = root().join("content/coding").join(problem);
    let package = read(&folder)?;
    let right = accepted_python(&folder)?;
    let submission = Submission::from_path(&right, None).map_err(|error| error.to_string())?;
    // The same files, laid out where a person would.
    let bare = std::env::temp_dir().join(format!("greenroom-bare-{}", std::process::id()));
    std::fs::create_dir_all(&bare).map_err(|error| error.to_string())?;
    for from in [folder.join("include/python3"), right] {
        for entry in std::fs::read_dir(&from).map_err(|error| error.to_string())?.flatten() {
            std::fs::copy(entry.path(), bare.join(entry.file_name()))
                .map_err(|error| error.to_string())?;
        }
    }
    let (mut in_sandbox, mut without) = (0.0, 0.0);
    for _ in 0..5 {
        let report = judged(judge, &package, &submission)?;
        in_sandbox += report.cases.iter().map(|case| case.cpu_ms()).sum::<f64>();
        for case in package.cases() {
            let input = package.input(case).map_err(|error| error.to_string())?;
            without += bare_cpu_ms(&bare, &input)?;
        }
    }
    std::fs::remove_dir_all(&bare).ok();
    println!(
        "{problem}, Python, all cases: CPU time in the sandbox {:.3} of bare",
        in_sandbox / without
    );
    Ok(())
}

/// The CPU time of all children so far tells what one more has taken.
fn bare_cpu_ms(folder: &Path, input: &[u8]) -> Result<f64, String> {
    let told = |error: std::io::Error| error.to_string();
    let path = folder.join("case.in");
    std::fs::write(&path, input).map_err(told)?;
    let python = languages::by_id("python").ok_or("Python is no language here")?;
    let python = languages::toolchain(python).map_err(ToString::to_string)?;
    let ran = Command::new(&python.program)
        .env_clear()
        .arg("-c")
        .arg(
            "import resource, subprocess, sys\n\
             subprocess.run([sys.executable, 'main.py'], stdin=open('case.in'), \
             stdout=subprocess.DEVNULL, check=True)\n\
             u = resource.getrusage(resource.RUSAGE_CHILDREN)\n\
             print((u.ru_utime + u.ru_stime) * 1000)",
        )
        .current_dir(folder)
        .stderr(Stdio::null())
        .output()
        .map_err(told)?;
    let text = String::from_utf8_lossy(&ran.stdout);
    text.trim().parse().map_err(|_| format!("python3 did not run bare: {}", ran.status))
}

/// Every submission again and again while other programs want the cores, too. All take their turn in
/// each round, so that rounds that were done say something about all when somebody stops it.
fn stability(judge: &Judge, times: usize, problems: &[&str]) -> Outcome {
    let _load = Load::start()?;
    let mut packages = Vec::new();
    for problem in problems {
        packages.push((problem, read(&root().join("content/coding").join(problem))?));
    }
    // What each submission was told in all, and what of each case, and how often.
    let (mut seen, mut by_case) = (Told::new(), Told::new());
    let (mut judgings, mut said) = (0, BTreeSet::new());
    for round in 1..=times {
        let begun = Instant::now();
        for (problem, package) in &packages {
            for program in package.submissions() {
                let is_slow = program.name.starts_with("time_limit_exceeded/");
                if is_slow && round % SLOW_EVERY != 1 {
                    continue;
                }
                let Ok(submission) = package.submission(program) else { continue };
                let name = format!("{problem}/{}", program.name);
                let cases = until_failure(judge, package, &submission)?;
                let accepted = Verdict::Accepted.name();
                let failed = cases.iter().map(|(_, verdict)| verdict.as_str());
                let verdict =
                    failed.clone().find(|verdict| *verdict != accepted).unwrap_or(accepted);
                count(&mut seen, name.clone(), verdict);
                for (case, verdict) in &cases {
                    count(&mut by_case, format!("{name} on {case}"), verdict);
                }
                judgings += 1;
            }
        }
        let changed = changes(&by_case);
        for line in changed.difference(&said) {
            println!("  {line}");
        }
        println!(
            "round {round} of {times}, {:.0} s: {judgings} judgings under load; of {} submissions {} changed \
             their verdict, and {} of their {} cases (a slow program may meet its limit a step sooner; \
             those are judged in one round of {SLOW_EVERY})",
            begun.elapsed().as_secs_f64(),
            seen.len(),
            changes(&seen).len(),
            changed.len(),
            by_case.len(),
        );
        said = changed;
    }
    let changed = changes(&seen);
    if changed.is_empty() {
        return Ok(());
    }
    Err(changed.into_iter().collect::<Vec<_>>().join("\n"))
}

/// Verdicts by name, and how often each was given.
type Told = BTreeMap<String, BTreeMap<String, usize>>;

fn count(told: &mut Told, name: String, verdict: &str) {
    *told.entry(name).or_default().entry(verdict.to_owned()).or_default() += 1;
}

/// Those that were told different things, each with what and how often.
fn changes(told: &Told) -> BTreeSet<String> {
    told.iter()
        .filter(|(_, verdicts)| verdicts.len() > 1)
        .map(|(name, verdicts)| format!("{name}: {verdicts:?}"))
        .collect()
}

/// Each case that was run with its verdict. After the first failure nothing more is to be learnt.
fn until_failure(
    judge: &Judge,
    package: &Package,
    submission: &Submission,
) -> Result<Vec<(String, String)>, String> {
    let (mut seen, cancel) = (Vec::new(), Cancel::new());
    let ended = judge.judge(
        package,
        submission,
        Cases::All,
        &mut |progress| {
            if let Progress::Case { report, .. } = progress {
                let Some(verdict) = report.verdict() else { return };
                if *verdict != Verdict::Accepted {
                    cancel.cancel();
                }
                seen.push((report.name.clone(), verdict.name().to_owned()));
            }
        },
        &cancel,
    );
    match ended {
        Ok(_) => Ok(seen),
        Err(JudgeError::Cancelled) if cancel.is_cancelled() => Ok(seen),
        Err(error) => Err(error.to_string()),
    }
}

fn judged(judge: &Judge, package: &Package, submission: &Submission) -> Result<Report, String> {
    judge
        .judge(package, submission, Cases::All, &mut |_| {}, &Cancel::new())
        .map_err(|error| error.to_string())
}

fn all_problems() -> Result<Vec<String>, String> {
    let folder = root().join("content/coding");
    let entries = std::fs::read_dir(&folder).map_err(|error| error.to_string())?;
    let names = entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned());
    let mut names: Vec<String> =
        names.filter(|name| folder.join(name).join("problem.yaml").exists()).collect();
    names.sort();
    Ok(names)
}

fn read(folder: &Path) -> Result<Package, String> {
    Package::read(Source::Folder(folder.into())).map_err(|error| error.to_string())
}

fn accepted_python(folder: &Path) -> Result<PathBuf, String> {
    let accepted = folder.join("submissions/accepted");
    let entries = std::fs::read_dir(&accepted).map_err(|error| error.to_string())?;
    let mut found: Vec<PathBuf> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.join("solution.py").exists())
        .collect();
    found.sort();
    found.into_iter().next().ok_or_else(|| format!("{}: nothing in Python", accepted.display()))
}

/// One program that does nothing but work for each core but one.
struct Load(Vec<Child>);

impl Load {
    fn start() -> Result<Load, String> {
        let cores = std::thread::available_parallelism().map_or(2, usize::from);
        let mut load = Load(Vec::new());
        for _ in 1..cores.max(2) {
            let child = Command::new("sh")
                // Ends with us, however we end: an orphan would slow down everything after.
                .args(["-c", "while kill -0 $PPID 2>/dev/null; do :; done"])
                .spawn()
                .map_err(|error| error.to_string())?;
            load.0.push(child);
        }
        Ok(load)
    }
}

impl Drop for Load {
    fn drop(&mut self) {
        for child in &mut self.0 {
            child.kill().ok();
            child.wait().ok();
        }
    }
}
