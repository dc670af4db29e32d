//! Rust, edition 2021.

mod generate;

use super::c::place_of;
use super::output::{must_define, shortened, without_box};
use super::tools::{ask, at_least, command, main_source, missing, view, which, with_extension};
use super::{Build, Command, Diagnostic, Language, Missing, Overhead, Toolchain};
use greenroom_model::Signature;
use std::path::Path;

pub struct Rust;

const HOW: &str = "Install Rust from https://rustup.rs and a C compiler for linking: \
                   `sudo apt install gcc libc6-dev` (Debian, Ubuntu), `sudo dnf install gcc` (Fedora).";

impl Language for Rust {
    fn id(&self) -> &'static str {
        "rust"
    }

    fn model(&self) -> Option<greenroom_model::Language> {
        Some(greenroom_model::Language::Rust)
    }

    fn kattis_codes(&self) -> &'static [&'static str] {
        &["rust"]
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["rs"]
    }

    fn solution_file(&self) -> &'static str {
        "solution.rs"
    }

    fn find(&self) -> Result<Toolchain, Missing> {
        let Some(found) = which("rustc") else {
            return Err(missing("There is no `rustc` along PATH", HOW));
        };
        if which("cc").is_none() {
            return Err(missing("There is no `cc` along PATH, with which rustc links", HOW));
        }
        // What is found is usually rustup's, which wants a home and may want to download.
        let sysroot = ask(&found, &["--print", "sysroot"]).map_err(|why| missing(&why, HOW))?;
        let sysroot = Path::new(sysroot.trim());
        let program = sysroot.join("bin/rustc");
        let version = ask(&program, &["--version"]).map_err(|why| missing(&why, HOW))?;
        let version = version.split_whitespace().nth(1).unwrap_or_default().to_owned();
        at_least("Rust", &version, &[1, 73], HOW)?;
        Ok(Toolchain { version, view: view(&[sysroot]), program })
    }

    fn build(
        &self,
        toolchain: &Toolchain,
        sources: &[String],
        main: Option<&str>,
        _: u64,
    ) -> Build {
        let scripts: Vec<String> =
            with_extension(sources, self.extensions()).into_iter().map(str::to_owned).collect();
        let main = main_source(&scripts, main, &["main.rs"]);
        let args = [
            "--edition=2021",
            "--crate-name=main",
            "-O",
            "-Cdebuginfo=line-tables-only",
            // Whole lines, because the driver's end in what the candidate must write.
            "--diagnostic-width=1000",
            "--color=never",
            "-Awarnings",
            "-o",
            "main",
            &main,
        ];
        Build {
            steps: vec![command(&toolchain.program, &args, &[])],
            cache: None,
            start: "main".into(),
        }
    }

    fn command(&self, _: &Toolchain, start: &str, _: u64) -> Command {
        command(format!("/box/{start}"), &[], &[("RUST_BACKTRACE", "1")])
    }

    fn overhead(&self) -> Overhead {
        Overhead { processes: 1, memory_bytes: 0 }
    }

    /// ```text
    /// error[E0308]: mismatched types
    ///  --> solution.rs:3:5
    /// ```
    fn diagnostics(&self, output: &str) -> Vec<Diagnostic> {
        let text = without_box(output);
        let mut found = Vec::new();
        let mut message: Option<&str> = None;
        for line in text.lines() {
            if line.starts_with("error") {
                message = line.split_once(": ").map(|(_, message)| message);
            } else if let Some(place) = line.trim_start().strip_prefix("--> ")
                && let Some(message) = message.take()
                && let Some((file, line, column)) = place_of(place)
            {
                found.push(Diagnostic { file, line, column, message: message.to_owned() });
            }
        }
        must_define(found, &text, generate::MUST, self.solution_file())
    }

    /// ```text
    /// thread 'main' panicked at solution.rs:5:9:
    /// index out of bounds: the len is 0 but the index is 3
    /// stack backtrace:
    ///    0: rust_begin_unwind
    ///              at /rustc/.../library/std/src/panicking.rs:652:5
    ///    3: main::solution::first_breaches
    ///              at ./solution.rs:5:9
    /// ```
    fn trace(&self, stderr: &str) -> String {
        let stderr = without_box(stderr).replace(" at ./", " at ");
        let start = stderr.lines().position(|line| {
            line.starts_with("In call ")
                || line.starts_with("In the constructor, ")
                || (line.starts_with("thread '")
                    && (line.contains("panicked at ") || line.contains("has overflowed its stack")))
                || line.starts_with("memory allocation of ")
        });
        let all: Vec<&str> = stderr.lines().collect();
        let mut lines: Vec<String> = Vec::new();
        let mut rest = all[start.unwrap_or(all.len().saturating_sub(1))..].iter().peekable();
        while let Some(line) = rest.next() {
            let frame = line.trim_start().split_once(": ").filter(|(number, _)| {
                line.starts_with("  ") && number.chars().all(|c| c.is_ascii_digit())
            });
            let Some((_, name)) = frame else {
                let is_note = line.starts_with("note: ")
                    || *line == "stack backtrace:"
                    || line.trim_start().starts_with("at ");
                if !is_note && !line.is_empty() {
                    lines.push(without_thread_id(line));
                }
                continue;
            };
            let place = rest.next_if(|next| next.trim_start().starts_with("at "));
            let place = place.map_or("", |place| place.trim_start());
            // Frames that were inlined have no module in their name, but all have a file.
            if place.starts_with("at solution.rs:") {
                let name = name.rsplit("::").next().unwrap_or(name);
                lines.push(format!("  {name} {place}"));
            }
        }
        shortened(&lines)
    }

    fn driver(&self, signature: &Signature) -> Option<Vec<(String, String)>> {
        Some(generate::driver(signature))
    }

    fn starter(&self, signature: &Signature) -> Option<String> {
        Some(generate::starter(signature))
    }
}

/// `thread 'main' (9313) panicked at ...` names a number that is another one in each run.
fn without_thread_id(line: &str) -> String {
    let parts = line
        .strip_prefix("thread 'main' (")
        .and_then(|rest| rest.split_once(") "))
        .filter(|(id, _)| id.chars().all(|c| c.is_ascii_digit()));
    parts.map_or(line.to_owned(), |(_, rest)| format!("thread 'main' {rest}"))
}
