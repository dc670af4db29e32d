//! Installs what the tests need on a fresh Debian or Ubuntu. Running it again changes nothing.

use crate::Outcome;
use crate::run::{command, is_there, output, through};
use std::process::Command;

/// TypeScript's compiler and the browser driver need it.
const NODE_MAJOR_MIN: u32 = 20;

pub fn run() -> Outcome {
    system_packages()?;
    node()?;
    ui_packages()?;
    histories()?;
    anki();
    for (tool, probe) in [
        ("cargo-nextest", ["cargo", "nextest", "--version"]),
        ("cargo-deny", ["cargo", "deny", "--version"]),
    ] {
        if is_there(&probe) {
            say(&format!("{tool}: there"));
        } else {
            say(&format!("{tool}: building it, which takes some minutes"));
            through(&mut command(&["cargo", "install", "--locked", tool]))?;
        }
    }
    for (component, probe) in
        [("rustfmt", ["cargo", "fmt", "--version"]), ("clippy", ["cargo", "clippy", "--version"])]
    {
        if !is_there(&probe) {
            through(&mut command(&["rustup", "component", "add", component]))?;
        }
    }
    say("all there: `cargo xtask test` can run");
    Ok(())
}

/// Debian's names, each with a program or file that tells whether it is there already.
const PACKAGES: [(&str, &[&str]); 8] = [
    ("build-essential", &["g++", "--version"]),
    // The judge's languages, besides those that the rest needs: the content check runs them all.
    ("golang-go", &["go", "version"]),
    ("default-jdk-headless", &["javac", "-version"]),
    ("python3", &["python3", "-c", "import sqlite3"]),
    ("python3-venv", &["python3", "-c", "import ensurepip"]),
    ("chromium", &["chromium", "--version"]),
    ("fonts-dejavu-core", &["test", "-d", "/usr/share/fonts/truetype/dejavu"]),
    ("git", &["git", "--version"]),
];

fn system_packages() -> Outcome {
    let mut missing: Vec<&str> = PACKAGES
        .into_iter()
        .filter(|(_, probe)| !is_there(probe))
        .map(|(package, _)| package)
        .collect();
    if !is_there(&["npm", "--version"]) {
        missing.extend(["nodejs", "npm"]);
    }
    if missing.is_empty() {
        say("system packages: all there");
        return Ok(());
    }
    say(&format!("system packages: installing {}", missing.join(", ")));
    if !is_there(&["apt-get", "--version"]) {
        return Err(format!(
            "this is no Debian or Ubuntu: install {} with your system's own tools, then run this \
             again",
            missing.join(", ")
        ));
    }
    through(&mut as_root(&["apt-get", "update", "-q"]))?;
    let install = ["apt-get", "install", "-q", "-y", "--no-install-recommends"];
    through(&mut as_root(&[&install, missing.as_slice()].concat()))
}

/// Some Debians carry a Node that is too old; npm itself has newer ones.
fn node() -> Outcome {
    let version = output(&mut command(&["node", "--version"]))?;
    let major: Option<u32> =
        version.trim().trim_start_matches('v').split('.').next().and_then(|m| m.parse().ok());
    match major {
        Some(major) if major >= NODE_MAJOR_MIN => {
            say(&format!("Node {}: there", version.trim()));
            Ok(())
        }
        _ => {
            say(&format!("Node {} is older than {NODE_MAJOR_MIN}: installing 22", version.trim()));
            through(&mut as_root(&[
                "npm",
                "install",
                "--global",
                "--no-audit",
                "--no-fund",
                "node@22",
            ]))
        }
    }
}

/// The exact packages of ui/package-lock.json. `npm ci` begins by removing what is there, so it runs
/// only where something differs.
fn ui_packages() -> Outcome {
    let ui = crate::root().join("ui");
    let mut list = command(&["npm", "ls", "--all"]);
    if ui.join("node_modules").is_dir() && output(list.current_dir(&ui)).is_ok() {
        say("ui: packages are those of the lock file");
        return Ok(());
    }
    say("ui: installing the packages of the lock file");
    through(command(&["npm", "ci", "--no-audit", "--no-fund"]).current_dir(ui))
}

/// Histories that others have published with their verdicts come with a crate that only tests read: no build fetches it.
fn histories() -> Outcome {
    const MANIFEST: &str = "crates/linearize/bench/Cargo.toml";
    say("published histories: fetching the crate that carries them");
    through(&mut command(&["cargo", "fetch", "--locked", "--manifest-path", MANIFEST]))
}

/// Anki's own library, the version with which the store's fixtures were made. Its tests read and write
/// packages with it; without it they say that this was not checked, so that it is no failure here.
const ANKI: &str = "anki==26.9.3";

fn anki() {
    let folder = "target/anki";
    // In full: from which folder a relative program is started differs between systems.
    let python = crate::root().join(folder).join("bin/python").display().to_string();
    if is_there(&[&python, "-c", "import anki.collection"]) {
        say(&format!("{ANKI}: there"));
        return;
    }
    say(&format!("{ANKI}: installing it into {folder}"));
    let installed = through(&mut command(&["python3", "-m", "venv", folder])).and_then(|()| {
        through(&mut command(&[
            &python,
            "-m",
            "pip",
            "install",
            "--quiet",
            "--only-binary=:all:",
            ANKI,
        ]))
    });
    if let Err(why) = installed {
        say(&format!(
            "{why}. Packages will not be checked with Anki itself; run this again to try again"
        ));
    }
}

fn as_root(words: &[&str]) -> Command {
    let is_root = output(&mut command(&["id", "-u"])).is_ok_and(|id| id.trim() == "0");
    let mut command =
        if is_root { command(words) } else { command(&[&["sudo", "-E"], words].concat()) };
    command.env("DEBIAN_FRONTEND", "noninteractive");
    command
}

fn say(what: &str) {
    println!("setup: {what}");
}
