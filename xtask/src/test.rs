//! Everything that must hold before a change lands, cheapest first.

use crate::run::{command, is_there, output, through};
use crate::{Outcome, content, root, tidy};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Browser {
    Tested,
    LeftOut,
}

pub fn run(browser: Browser) -> Outcome {
    let start = Instant::now();
    step("format", "run `cargo fmt --all`", || {
        through(&mut command(&["cargo", "fmt", "--all", "--check"]))
    })?;
    step("clippy", "mend what it names", || {
        let clippy = ["cargo", "clippy", "--workspace", "--all-targets", "--", "-D", "warnings"];
        through(&mut command(&clippy))
    })?;
    step("tidy", "each line says how", tidy::run)?;
    step("content", "each line says how", || content::check(&root().join("content")))?;
    step("tests", "mend the first one that fails", || {
        if !is_there(&["cargo", "nextest", "--version"]) {
            return Err("cargo-nextest is missing: run `cargo xtask setup`".into());
        }
        through(&mut command(&["cargo", "nextest", "run", "--workspace"]))
    })?;
    step("examples in the documentation", "mend the example", || {
        through(&mut command(&["cargo", "test", "--quiet", "--workspace", "--doc"]))
    })?;
    step("ui: types, lint and unit tests", "see the lines above", || {
        if !root().join("ui/node_modules").is_dir() {
            return Err("ui/node_modules is missing: run `cargo xtask setup`".into());
        }
        through(&mut npm(&["run", "--silent", "check"]))?;
        through(&mut npm(&["run", "--silent", "test"]))
    })?;
    step(
        "ui: dist is built from these sources",
        "run `npm run build` in ui/ and commit dist",
        dist,
    )?;
    if browser == Browser::Tested {
        step("browser", "see ui/e2e", || {
            through(&mut command(&["cargo", "build", "-p", "greenroom"]))?;
            through(&mut npm(&["run", "--silent", "e2e"]))
        })?;
    }
    step("licences and advisories", "see deny.toml", deny)?;
    println!("\nall holds ({} s)", start.elapsed().as_secs());
    if browser == Browser::LeftOut {
        println!("not run: the browser tests (leave out --quick)");
    }
    Ok(())
}

fn step(name: &str, next: &str, what: impl FnOnce() -> Outcome) -> Outcome {
    println!("\n=== {name}");
    let start = Instant::now();
    what().map_err(|why| format!("{why}\n\n{name} does not hold: {next}"))?;
    println!("--- {name}: {:.1} s", start.elapsed().as_secs_f64());
    Ok(())
}

fn npm(words: &[&str]) -> Command {
    let mut npm = command(&[&["npm"], words].concat());
    npm.current_dir(root().join("ui"));
    npm
}

/// `ui/dist` is committed, so that nobody needs Node; it must be what the sources give.
fn dist() -> Outcome {
    let built = root().join("target/ui-dist");
    let built_name = built.display().to_string();
    through(&mut npm(&["run", "--silent", "build", "--", "--outdir", &built_name]))?;
    let (committed, built) = (files(&root().join("ui/dist"))?, files(&built)?);
    let differing: Vec<String> = committed
        .keys()
        .chain(built.keys())
        .filter(|path| committed.get(*path) != built.get(*path))
        .map(|path| path.display().to_string())
        .collect();
    if differing.is_empty() {
        return Ok(());
    }
    Err(format!("ui/dist differs from a fresh build in {}", differing.join(", ")))
}

fn files(dir: &Path) -> Result<BTreeMap<PathBuf, Vec<u8>>, String> {
    let mut found = BTreeMap::new();
    let mut open = vec![dir.to_owned()];
    while let Some(folder) = open.pop() {
        let entries = fs::read_dir(&folder)
            .map_err(|error| format!("{} cannot be listed: {error}", folder.display()))?;
        for path in entries.flatten().map(|entry| entry.path()) {
            if path.is_dir() {
                open.push(path);
            } else {
                let bytes = fs::read(&path)
                    .map_err(|error| format!("{} cannot be read: {error}", path.display()))?;
                let below = path.strip_prefix(dir).expect("it was found below").to_owned();
                found.insert(below, bytes);
            }
        }
    }
    Ok(found)
}

/// Advisories live in a database that must be fetched; without a network the rest still holds.
fn deny() -> Outcome {
    if !is_there(&["cargo", "deny", "--version"]) {
        return Err("cargo-deny is missing: run `cargo xtask setup`".into());
    }
    let quiet = ["cargo", "deny", "--log-level", "error", "check", "--hide-inclusion-graph"];
    through(&mut command(&[&quiet[..], &["licenses", "bans", "sources"]].concat()))?;
    // Where there is no way out, git waits for an answer that never comes.
    let mut fetch = command(&["timeout", "60", "cargo", "deny", "fetch", "db"]);
    match output(fetch.env("GIT_TERMINAL_PROMPT", "0").stdin(Stdio::null())) {
        Ok(_) => through(&mut command(&[&quiet[..], &["--disable-fetch", "advisories"]].concat())),
        Err(_) => {
            println!("not checked: advisories, because their database cannot be reached from here");
            Ok(())
        }
    }
}
