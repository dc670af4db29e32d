//! How fast a design is simulated, beside SimPy on the same queue in the same run.
//!
//! Printed and never asserted: they are numbers of a machine.

use crate::{Outcome, root};
use greenroom_simulate::{Report, Scenario, read, run as simulate};
use std::fmt::Write;
use std::process::Command;
use std::time::Instant;

const SIMPY: &str = "simpy==4.1.2";
const RHO: f64 = 0.8;
const CUSTOMERS: f64 = 1_000_000.0;
const CUSTOMERS_SIMPY: u32 = 100_000;

pub fn run() -> Outcome {
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    println!("machine: {cores} cores; one is used");
    let ours = queue();
    let theirs = simpy()?;
    println!("  ours is {:.0} times SimPy in customers a second", ours / theirs);
    thirty_parts()?;
    ten_minutes()
}

/// M/M/1: customers a second, the best of three.
fn queue() -> f64 {
    let text = format!(
        "[[node]]\nid = \"people\"\nkind = \"clients\"\nrate_per_s = {}\n\
         [[node]]\nid = \"server\"\nkind = \"service\"\ninstances = 1\ncores = 1\nthreads = 1000000\n\
         queue = 1000000\nwork = 1\n\
         [[edge]]\nfrom = \"people\"\nto = \"server\"\ntimeout_ms = 0\nnetwork_ms = 0\n",
        RHO * 1_000.0
    );
    let scenario = Scenario {
        duration_s: CUSTOMERS / (RHO * 1_000.0),
        events_max: u64::MAX / 100,
        ..Scenario::default()
    };
    let mut best = 0.0_f64;
    for _ in 0..3 {
        let (report, took_s) = timed(&text, &scenario);
        let per_s = report.total.requests as f64 / took_s;
        if per_s > best {
            best = per_s;
            println!(
                "M/M/1 at {RHO}: {:.1} M events/s, {:.2} M customers/s; mean {:.2} ms, by theory {:.2}",
                report.events as f64 / took_s / 1e6,
                per_s / 1e6,
                report.total.latency.unwrap_or_default().mean_ms,
                1.0 / (1.0 - RHO)
            );
        }
    }
    best
}

/// The same queue in SimPy: customers a second of CPU time.
fn simpy() -> Result<f64, String> {
    let folder = root().join("target/simpy");
    if !folder.join("simpy").is_dir() {
        let installed = Command::new("python3")
            .args(["-m", "pip", "install", "--quiet", "--target"])
            .arg(&folder)
            .arg(SIMPY)
            .status()
            .map_err(|error| format!("python3 -m pip: {error}"))?;
        if !installed.success() {
            return Err(format!("`pip install {SIMPY}` failed: {installed}"));
        }
    }
    let script = format!(
        "import random, simpy, time\n\
         random.seed(1)\n\
         spent = 0.0\n\
         done = 0\n\
         def customer(env, server):\n\
         \x20   global spent, done\n\
         \x20   came = env.now\n\
         \x20   with server.request() as turn:\n\
         \x20       yield turn\n\
         \x20       yield env.timeout(random.expovariate(1.0))\n\
         \x20   spent += env.now - came\n\
         \x20   done += 1\n\
         def arrivals(env, server):\n\
         \x20   for _ in range({CUSTOMERS_SIMPY}):\n\
         \x20       yield env.timeout(random.expovariate({RHO}))\n\
         \x20       env.process(customer(env, server))\n\
         env = simpy.Environment()\n\
         env.process(arrivals(env, simpy.Resource(env)))\n\
         begun = time.perf_counter()\n\
         env.run()\n\
         print(done / (time.perf_counter() - begun), spent / done)\n"
    );
    let mut best = 0.0_f64;
    for _ in 0..3 {
        let ran = Command::new("python3")
            .env("PYTHONPATH", &folder)
            .args(["-c", &script])
            .output()
            .map_err(|error| format!("python3: {error}"))?;
        let text = String::from_utf8_lossy(&ran.stdout);
        let numbers: Vec<f64> =
            text.split_whitespace().filter_map(|word| word.parse().ok()).collect();
        let [per_s, mean_ms] = numbers[..] else {
            return Err(format!("SimPy said: {}", String::from_utf8_lossy(&ran.stderr)));
        };
        if per_s > best {
            best = per_s;
            println!(
                "SimPy 4.1.2, the same: {:.3} M customers/s; mean {mean_ms:.2} ms",
                per_s / 1e6
            );
        }
    }
    Ok(best)
}

/// Ten services behind each other's caches and databases, some of which fail meanwhile.
fn thirty_parts() -> Outcome {
    let mut text = String::from(
        "[[operation]]\nid = \"read\"\nshare = 0.9\n[[operation]]\nid = \"write\"\nshare = 0.1\nwrites = true\n\
         [[node]]\nid = \"people\"\nkind = \"clients\"\nrate_per_s = 2000\n\
         [[node]]\nid = \"lb\"\nkind = \"load-balancer\"\n[[edge]]\nfrom = \"people\"\nto = \"lb\"\n\
         timeout_ms = 3000\nretries = 1\n",
    );
    let mut before = "lb".to_owned();
    for n in 0..9 {
        let knobs = "retries = 2\njitter = \"full\"\nretry_budget = 0.2\ntimeout_ms = 500\n";
        write!(
            text,
            "[[node]]\nid = \"s{n}\"\nkind = \"service\"\ninstances = 8\nwork = 2\n\
             [[node]]\nid = \"c{n}\"\nkind = \"cache\"\n[[node]]\nid = \"d{n}\"\nkind = \"database\"\nreplicas = 2\n\
             [[edge]]\nfrom = \"{before}\"\nto = \"s{n}\"\n{knobs}\
             [[edge]]\nfrom = \"s{n}\"\nto = \"c{n}\"\n[[edge]]\nfrom = \"s{n}\"\nto = \"d{n}\"\n{knobs}\
             breaker = {{ calls_min = 20 }}\n"
        )
        .map_err(|error| error.to_string())?;
        before = format!("s{n}");
    }
    text.push_str("[[node]]\nid = \"pay\"\nkind = \"external\"\n[[edge]]\nfrom = \"s8\"\nto = \"pay\"\nshare = 0.1\n");
    let faults =
        ["kill d3/1@10s for 10s", "slow s5 x4@25s for 5s", "kill c2@35s for 5s", "deploy s1@40s"];
    let scenario = Scenario {
        duration_s: 60.0,
        faults: faults.iter().filter_map(|fault| fault.parse().ok()).collect(),
        events_max: u64::MAX / 100,
        ..Scenario::default()
    };
    let (report, took_s) = timed(&text, &scenario);
    println!(
        "{} parts under {} faults: {:.1} M events/s ({} requests, {:.1}% failed)",
        report.nodes.len(),
        faults.len(),
        report.events as f64 / took_s / 1e6,
        report.total.requests,
        report.total.error_share * 100.0
    );
    Ok(())
}

/// As the studio runs it: sampled where it has to be.
fn ten_minutes() -> Outcome {
    let path = root().join("content/design/url-shortener/reference/design.toml");
    let text =
        std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    let scenario = Scenario { load: 100.0, duration_s: 600.0, ..Scenario::default() };
    let (report, took_s) = timed(&text, &scenario);
    println!(
        "the URL shortener's reference at 100 times the load, 600 s: answered in {took_s:.2} s{}",
        report
            .sampling
            .map_or(String::new(), |sampling| format!(", one request in {}", sampling.one_in))
    );
    Ok(())
}

#[expect(clippy::expect_used, reason = "the designs are ours")]
fn timed(text: &str, scenario: &Scenario) -> (Report, f64) {
    let design = read(text).expect("a design");
    let begun = Instant::now();
    let report = simulate(&design, scenario).expect("a design that runs");
    (report, begun.elapsed().as_secs_f64())
}
