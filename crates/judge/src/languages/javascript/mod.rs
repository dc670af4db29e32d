//! JavaScript on Node.js.

mod generate;

use super::output::{shortened, without_box};
use super::tools::{ask, at_least, command, main_source, missing, view, which, with_extension};
use super::{Build, Command, Diagnostic, Language, Missing, Overhead, Toolchain};
use greenroom_model::Signature;
use std::path::{Path, PathBuf};

pub struct Javascript;

const HOW: &str = "Install Node.js 18 or newer: `sudo apt install nodejs` (Debian, Ubuntu), \
                   `sudo dnf install nodejs` (Fedora), or from https://nodejs.org.";

/// Of the 256 MiB that the main thread has, what is left for calls into C++.
const STACK_KIB: u32 = 200 << 10;

impl Language for Javascript {
    fn id(&self) -> &'static str {
        "javascript"
    }

    fn model(&self) -> Option<greenroom_model::Language> {
        Some(greenroom_model::Language::Javascript)
    }

    fn kattis_codes(&self) -> &'static [&'static str] {
        &["javascript", "js"]
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["js"]
    }

    fn solution_file(&self) -> &'static str {
        "solution.js"
    }

    fn find(&self) -> Result<Toolchain, Missing> {
        let Some(found) = which("node").or_else(|| which("nodejs")) else {
            return Err(missing("There is no `node` along PATH", HOW));
        };
        // What is found may be a script of a version manager.
        let question = "console.log(process.execPath); console.log(process.versions.node)";
        let told = ask(&found, &["-e", question]).map_err(|why| missing(&why, HOW))?;
        let [program, version] = told.lines().collect::<Vec<_>>()[..] else {
            return Err(missing(&format!("{} does not say its place", found.display()), HOW));
        };
        at_least("Node.js", version, &[18], HOW)?;
        let program = PathBuf::from(program);
        let folder = program.parent().and_then(Path::parent).unwrap_or(&program);
        Ok(Toolchain {
            version: version.to_owned(),
            view: view(&[folder]),
            program: program.clone(),
        })
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
        let start = main_source(&scripts, main, &["main.js", "index.js"]);
        // Our own need no check, and each costs a start of Node.
        let is_ours = |name: &str| {
            scripts.iter().any(|one| one == self.solution_file())
                && ["main.js", "driver.js"].contains(&name)
        };
        let check = |name: &String| command(&toolchain.program, &["--check", name], &[]);
        let steps = scripts.iter().filter(|name| !is_ours(name)).map(check).collect();
        Build { steps, cache: None, start }
    }

    fn command(&self, toolchain: &Toolchain, start: &str, memory_bytes: u64) -> Command {
        let heap = format!("--max-old-space-size={}", (memory_bytes >> 20).max(32));
        let stack = format!("--stack-size={STACK_KIB}");
        command(&toolchain.program, &[&heap, &stack, &format!("/box/{start}")], &[])
    }

    fn overhead(&self) -> Overhead {
        // Its pools of threads; compiled code, the young generation, and the deep stack.
        Overhead { processes: 24, memory_bytes: 160 << 20 }
    }

    /// ```text
    /// /box/solution.js:3
    ///   let x = ;
    ///           ^
    ///
    /// SyntaxError: Unexpected token ';'
    /// ```
    fn diagnostics(&self, output: &str) -> Vec<Diagnostic> {
        let text = without_box(output);
        let mut found = Vec::new();
        let mut place: Option<(String, u32)> = None;
        let mut column = None;
        for line in text.lines() {
            let at = line.rsplit_once(':').filter(|(file, _)| file.ends_with(".js"));
            if let Some((file, line)) = at
                && let Ok(line) = line.parse()
            {
                let file = file.rsplit('/').next().unwrap_or(file);
                place = Some((file.to_owned(), line));
                column = None;
            } else if line.trim_start().starts_with('^') && column.is_none() {
                column = u32::try_from(line.len() - line.trim_start().len() + 1).ok();
            } else if line.starts_with("SyntaxError: ")
                && let Some((file, line_number)) = place.take()
            {
                let message = line.to_owned();
                found.push(Diagnostic { file, line: line_number, column, message });
            }
        }
        found
    }

    /// ```text
    /// TypeError: Cannot read properties of undefined (reading 'client')
    ///     at firstBreaches (/box/solution.js:5:18)
    ///     at callFunction (/box/driver.js:120:37)
    /// ```
    fn trace(&self, stderr: &str) -> String {
        let text = without_box(stderr);
        let all: Vec<&str> = text.lines().collect();
        // Its own report of a full heap is some fifty lines of addresses.
        if let Some(fatal) = all.iter().find(|line| line.contains("JavaScript heap out of memory"))
        {
            return (*fatal).to_owned();
        }
        let is_frame = |line: &str| line.starts_with("    at ");
        let is_start =
            |line: &str| line.starts_with("In call ") || line.starts_with("In the constructor, ");
        let first_frame = all.iter().position(|line| is_frame(line)).unwrap_or(all.len());
        // Before the frames there are the lines of the message, of which the first names the error.
        let start = (0..first_frame)
            .rev()
            .find(|&at| is_start(all[at]))
            .or_else(|| (0..first_frame).rev().find(|&at| names_an_error(all[at])))
            .unwrap_or(first_frame.min(all.len()).saturating_sub(1));
        let ours = ["driver.js:", "main.js:", "node:", "(<anonymous>)"];
        let lines: Vec<&str> = all[start..]
            .iter()
            .copied()
            .filter(|line| !is_frame(line) || !ours.iter().any(|one| line.contains(one)))
            .filter(|line| !line.starts_with("Node.js v") && !line.is_empty())
            .collect();
        shortened(&lines)
    }

    fn driver(&self, signature: &Signature) -> Option<Vec<(String, String)>> {
        Some(generate::driver(signature))
    }

    fn starter(&self, signature: &Signature) -> Option<String> {
        Some(generate::starter(signature))
    }
}

/// `TypeError: ...` or `Uncaught ...`.
fn names_an_error(line: &str) -> bool {
    let name = line.split([':', ' ']).next().unwrap_or_default();
    name == "Uncaught" || (name.ends_with("Error") && name.chars().all(char::is_alphanumeric))
}
