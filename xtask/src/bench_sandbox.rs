//! What the sandbox costs, beside the tools that people use for this, in one run.
//!
//! Every program is run in turns, so that what else the machine does falls on all alike. The overhead
//! is the median over the median of the bare program. Numbers are printed and never asserted.

use crate::Outcome;
use crate::run::is_there;
use greenroom_judge::languages;
use greenroom_sandbox::{Cancel, Config, Job, Limits, Output, Sandbox, Stdin};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const TURNS: usize = 300;
const NSJAIL: &str = "NSJAIL";

pub fn run() -> Outcome {
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    println!("{cores} cores; medians of {TURNS} turns, in ms");
    let jobs = std::env::temp_dir().join(format!("greenroom-bench-{}", std::process::id()));
    let python = languages::by_id("python").ok_or("Python is no language here")?;
    let python = languages::toolchain(python).map_err(ToString::to_string)?;
    let view = python.view.clone();
    let config = Config { jobs: jobs.clone(), view: view.clone(), slots: 1 };
    let sandbox = Sandbox::start(config).map_err(|error| error.to_string())?;
    for measure in &sandbox.protection().measures {
        println!("  {}: {}", measure.name, measure.missing.as_deref().unwrap_or("in force"));
    }
    let peers = peers(&view);
    let python = python.program.display().to_string();
    let outcome = compare(&sandbox, &peers, &["/usr/bin/true"])
        .and_then(|()| compare(&sandbox, &peers, &[&python, "-c", "pass"]));
    drop(sandbox);
    std::fs::remove_dir_all(&jobs).ok();
    outcome
}

/// A command line to put before the program's own.
struct Peer {
    name: &'static str,
    before: Vec<String>,
}

fn peers(view: &[PathBuf]) -> Vec<Peer> {
    let mut peers = Vec::new();
    if is_there(&["bwrap", "--version"]) {
        let mut before: Vec<String> = "bwrap --unshare-all --die-with-parent --new-session \
            --ro-bind /usr /usr --symlink usr/lib /lib --symlink usr/lib64 /lib64 --symlink usr/bin /bin \
            --dev /dev --proc /proc --tmpfs /work --chdir /work"
            .split_whitespace()
            .map(str::to_owned)
            .collect();
        for path in view {
            let path = path.display().to_string();
            before.extend(["--ro-bind".into(), path.clone(), path]);
        }
        peers.push(Peer { name: "bubblewrap", before });
    } else {
        println!("  bubblewrap is not there: install Debian's `bubblewrap` to compare with it");
    }
    match std::env::var(NSJAIL) {
        Ok(program) => {
            let mut before: Vec<String> =
                "-Mo -q -R /usr -R /lib -R /lib64 -R /bin -T /work -D /work \
                --user 65534 --group 65534 --rlimit_as hard"
                    .split_whitespace()
                    .map(str::to_owned)
                    .collect();
            before.insert(0, program);
            for path in view {
                before.extend(["-R".into(), path.display().to_string()]);
            }
            before.push("--".into());
            peers.push(Peer { name: "nsjail", before });
        }
        Err(_) => println!("  nsjail is left out: set {NSJAIL} to its path to compare with it"),
    }
    peers
}

fn compare(sandbox: &Sandbox, peers: &[Peer], line: &[&str]) -> Outcome {
    let mut bare = Vec::new();
    let mut ours = Vec::new();
    let mut theirs: Vec<Vec<Duration>> = peers.iter().map(|_| Vec::new()).collect();
    for _ in 0..TURNS {
        bare.push(timed(|| command(line))?);
        ours.push(timed(|| sandboxed(sandbox, line))?);
        for (peer, times) in peers.iter().zip(&mut theirs) {
            let before: Vec<&str> = peer.before.iter().map(String::as_str).collect();
            times.push(timed(|| command(&[before.as_slice(), line].concat()))?);
        }
    }
    println!("{}", line.join(" "));
    let bare = median(&mut bare);
    println!("  {:12} {:6.2}", "bare", ms(bare));
    let over = |time: Duration| time.saturating_sub(bare);
    let mine = median(&mut ours);
    let share = 100.0 * over(mine).as_secs_f64() / bare.as_secs_f64();
    println!("  {:12} {:6.2}  +{:.2} ({share:.0}%)", "Greenroom", ms(mine), ms(over(mine)));
    for (peer, times) in peers.iter().zip(&mut theirs) {
        let theirs = median(times);
        let ratio = over(theirs).as_secs_f64() / over(mine).as_secs_f64();
        println!(
            "  {:12} {:6.2}  +{:.2}: {ratio:.1} times Greenroom's overhead",
            peer.name,
            ms(theirs),
            ms(over(theirs))
        );
    }
    Ok(())
}

fn timed(run: impl FnOnce() -> Outcome) -> Result<Duration, String> {
    let begun = Instant::now();
    run()?;
    Ok(begun.elapsed())
}

fn command(line: &[&str]) -> Outcome {
    let ran = Command::new(line[0])
        .args(&line[1..])
        .env_clear()
        .env("PATH", "/usr/bin:/bin")
        .stdin(Stdio::null())
        .output()
        .map_err(|error| format!("{}: {error}", line[0]))?;
    match ran.status.success() {
        true => Ok(()),
        false => Err(format!("{}: {}", line.join(" "), String::from_utf8_lossy(&ran.stderr))),
    }
}

fn sandboxed(sandbox: &Sandbox, line: &[&str]) -> Outcome {
    let job = Job {
        program: line[0].into(),
        args: line[1..].iter().map(Into::into).collect(),
        env: Vec::new(),
        cwd: PathBuf::new(),
        binds: Vec::new(),
        stdin: Stdin::Empty,
        stdout: Output::Capture,
        limits: Limits::default(),
    };
    sandbox.run(job, &Cancel::new()).map(drop).map_err(|error| error.to_string())
}

fn median(times: &mut [Duration]) -> Duration {
    times.sort();
    times[times.len() / 2]
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}
