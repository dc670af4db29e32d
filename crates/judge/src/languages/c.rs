//! C, in which others write packages, and what it shares with C++.

use super::output::{shortened, without_box};
use super::tools::{ask, at_least, command, missing, view, which_all, with_extension};
use super::{Build, Command, Diagnostic, Language, Missing, Overhead, Toolchain};
use greenroom_model::Signature;
use std::path::Path;

pub struct C;

const HOW: &str = "Install gcc: `sudo apt install gcc libc6-dev` (Debian, Ubuntu), \
                   `sudo dnf install gcc` (Fedora).";

impl Language for C {
    fn id(&self) -> &'static str {
        "c"
    }

    fn model(&self) -> Option<greenroom_model::Language> {
        None
    }

    fn kattis_codes(&self) -> &'static [&'static str] {
        &["c"]
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["c"]
    }

    fn solution_file(&self) -> &'static str {
        "solution.c"
    }

    fn find(&self) -> Result<Toolchain, Missing> {
        compiler("gcc", &[8], HOW)
    }

    fn build(&self, toolchain: &Toolchain, sources: &[String], _: Option<&str>, _: u64) -> Build {
        let mut args =
            vec!["-std=gnu17", "-O2", "-fdiagnostics-color=never", "-fmax-errors=20", "-o", "main"];
        args.extend(with_extension(sources, self.extensions()));
        args.push("-lm");
        Build {
            steps: vec![command(&toolchain.program, &args, &[])],
            cache: None,
            start: "main".into(),
        }
    }

    fn command(&self, _: &Toolchain, start: &str, _: u64) -> Command {
        command(format!("/box/{start}"), &[], &[])
    }

    fn overhead(&self) -> Overhead {
        Overhead { processes: 1, memory_bytes: 0 }
    }

    fn diagnostics(&self, output: &str) -> Vec<Diagnostic> {
        compiler_diagnostics(output)
    }

    fn trace(&self, stderr: &str) -> String {
        native_trace(stderr)
    }

    fn driver(&self, _: &Signature) -> Option<Vec<(String, String)>> {
        None
    }

    fn starter(&self, _: &Signature) -> Option<String> {
        None
    }
}

/// The compiler under its own name: behind the link it may be called otherwise, and takes from its
/// name which language is meant.
pub fn compiler(name: &str, least: &[u32], how: &str) -> Result<Toolchain, Missing> {
    // Compiler caches lie before the compiler under its name, and want a folder of their own.
    let is_cache = |path: &Path| {
        path.canonicalize().is_ok_and(|real| {
            ["ccache", "distcc", "sccache", "icecc"].iter().any(|cache| real.ends_with(cache))
        })
    };
    let Some(program) = which_all(name).find(|path| !is_cache(path)) else {
        return Err(missing(&format!("There is no `{name}` along PATH"), how));
    };
    let version =
        ask(&program, &["-dumpfullversion", "-dumpversion"]).map_err(|why| missing(&why, how))?;
    let version = version.lines().next().unwrap_or_default().trim().to_owned();
    at_least(name, &version, least, how)?;
    // `/opt/gcc-13/bin/g++` needs the rest of `/opt/gcc-13`.
    let real = program.canonicalize().unwrap_or_else(|_| program.clone());
    let folders: Vec<&Path> =
        [&program, &real].into_iter().filter_map(|path| path.parent()?.parent()).collect();
    Ok(Toolchain { version, view: view(&folders), program: program.clone() })
}

/// ```text
/// solution.cpp:3:12: error: expected ';' before '}' token
/// ```
pub fn compiler_diagnostics(output: &str) -> Vec<Diagnostic> {
    without_box(output)
        .lines()
        .filter_map(|line| {
            let (place, message) =
                line.split_once(": error: ").or_else(|| line.split_once(": fatal error: "))?;
            let (file, line, column) = place_of(place)?;
            Some(Diagnostic { file, line, column, message: message.to_owned() })
        })
        .collect()
}

/// `solution.cpp:3:12` or `solution.cpp:3`.
pub fn place_of(place: &str) -> Option<(String, u32, Option<u32>)> {
    let (rest, last) = place.rsplit_once(':')?;
    let last: u32 = last.parse().ok()?;
    match rest.rsplit_once(':').and_then(|(file, line)| Some((file, line.parse().ok()?))) {
        Some((file, line)) => Some((file.to_owned(), line, Some(last))),
        None => Some((rest.to_owned(), last, None)),
    }
}

/// There are no frames: what is of use is what the run time says as it ends.
pub fn native_trace(stderr: &str) -> String {
    let stderr = without_box(stderr);
    let lines: Vec<&str> = stderr.trim_end().lines().collect();
    // What the candidate printed before is shown apart.
    let start = lines.iter().position(|line| {
        line.starts_with("terminate called")
            || line.contains(": Assertion `")
            || line.contains(": Assertion '")
            || line.starts_with("In call ")
            || line.starts_with("In the constructor, ")
            || line.starts_with("The recursion was too deep")
            || line.starts_with("*** stack smashing")
            || line.starts_with("free(): ")
            || line.starts_with("double free ")
            || line.starts_with("malloc(): ")
            || line.starts_with("A whole number was divided")
    });
    let lines = &lines[start.unwrap_or(lines.len().saturating_sub(1))..];
    shortened(&lines.iter().map(|line| without_library(line)).collect::<Vec<_>>())
}

/// An assertion of the standard library without its own place, and without what its types stand for:
/// `/usr/include/c++/12/bits/stl_vector.h:1142: ... [with _Tp = int]: Assertion '...' failed.`
fn without_library(line: &str) -> String {
    let parts = line
        .split_once(" [with ")
        .and_then(|(before, rest)| Some((before, rest.split_once("]: Assertion ")?.1)));
    match parts {
        Some((before, assertion)) if before.starts_with('/') => {
            let function = before.split_once(": ").map_or(before, |(_, function)| function);
            format!("{function}: Assertion {assertion}")
        }
        _ => line.to_owned(),
    }
}
