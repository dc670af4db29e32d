//! Java 17.

mod generate;

use super::c::place_of;
use super::output::{must_define, shortened, without_box};
use super::tools::{ask, at_least, command, is_executable, missing, view, which, with_extension};
use super::{Build, Command, Diagnostic, Language, Missing, Overhead, Toolchain};
use greenroom_model::Signature;
use std::path::Path;

pub struct Java;

const HOW: &str = "Install a JDK, 17 or newer: `sudo apt install openjdk-17-jdk-headless` (Debian, \
                   Ubuntu), `sudo dnf install java-latest-openjdk-devel` (Fedora).";

impl Language for Java {
    fn id(&self) -> &'static str {
        "java"
    }

    fn model(&self) -> Option<greenroom_model::Language> {
        Some(greenroom_model::Language::Java)
    }

    fn kattis_codes(&self) -> &'static [&'static str] {
        &["java"]
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["java"]
    }

    fn solution_file(&self) -> &'static str {
        "Solution.java"
    }

    fn find(&self) -> Result<Toolchain, Missing> {
        let Some(found) = which("java") else {
            return Err(missing("There is no `java` along PATH", HOW));
        };
        // What is found may be a script of a version manager, so it says itself where it lies.
        let told = settings(&found).map_err(|why| missing(&why, HOW))?;
        let value = |key: &str| {
            told.lines().find_map(|line| line.trim().strip_prefix(key)?.strip_prefix(" = "))
        };
        let (Some(home), Some(version)) = (value("java.home"), value("java.version")) else {
            return Err(missing(&format!("{} does not say its home", found.display()), HOW));
        };
        let home = Path::new(home);
        let javac = home.join("bin/javac");
        if !is_executable(&javac) {
            let what = format!("There is a Java run time in {}, but no javac", home.display());
            return Err(missing(&what, HOW));
        }
        at_least("Java", version, &[17], HOW)?;
        Ok(Toolchain {
            version: version.to_owned(),
            view: view(&[home]),
            program: home.join("bin/java"),
        })
    }

    fn build(
        &self,
        toolchain: &Toolchain,
        sources: &[String],
        main: Option<&str>,
        memory_bytes: u64,
    ) -> Build {
        let heap = format!("-J-Xmx{}m", (memory_bytes >> 20).clamp(64, 1 << 20));
        let mut args = vec![
            &heap,
            // It is gone before a second stage of compilation would pay, or a second collector.
            "-J-XX:TieredStopAtLevel=1",
            "-J-XX:+UseSerialGC",
            "-J-XX:-UsePerfData",
            "-encoding",
            "UTF-8",
            "-proc:none",
            "-nowarn",
            "-d",
            ".",
        ];
        let scripts = with_extension(sources, self.extensions());
        args.extend(&scripts);
        let main = main
            .or_else(|| scripts.iter().copied().find(|name| is_main(name)))
            .or_else(|| scripts.first().copied())
            .unwrap_or_default();
        // A class is named by its package, as its file by its folders.
        let start = main.strip_suffix(".java").unwrap_or(main).replace('/', ".");
        let javac = toolchain.program.with_file_name("javac");
        Build { steps: vec![command(javac, &args, &[])], cache: None, start }
    }

    fn command(&self, toolchain: &Toolchain, start: &str, memory_bytes: u64) -> Command {
        let heap = format!("-Xmx{}m", (memory_bytes >> 20).max(16));
        let args = [
            &heap,
            // One thread collects: the others would count as the candidate's time.
            "-XX:+UseSerialGC",
            "-XX:-UsePerfData",
            "-Dfile.encoding=UTF-8",
            "-Dstdout.encoding=UTF-8",
            "-Dstderr.encoding=UTF-8",
            // A foreign program answers on the main thread, whose stack this is.
            "-Xss64m",
            "-cp",
            "/box",
            start,
        ];
        command(&toolchain.program, &args, &[])
    }

    fn overhead(&self) -> Overhead {
        // Collector, compilers and signals; the driver's stack, compiled code and classes.
        Overhead { processes: 40, memory_bytes: 448 << 20 }
    }

    /// ```text
    /// Solution.java:5: error: ';' expected
    ///         return 0
    ///                 ^
    /// ```
    fn diagnostics(&self, output: &str) -> Vec<Diagnostic> {
        let text = without_box(output);
        let mut found: Vec<Diagnostic> = Vec::new();
        for line in text.lines() {
            let is_caret = line.trim() == "^";
            if let Some((place, message)) = line.split_once(": error: ")
                && let Some((file, line, column)) = place_of(place)
            {
                found.push(Diagnostic { file, line, column, message: message.to_owned() });
            } else if let Some(last) = found.last_mut() {
                if is_caret && last.column.is_none() {
                    last.column = u32::try_from(line.len()).ok();
                } else if let Some(symbol) = line.trim().strip_prefix("symbol:") {
                    last.message = format!("{}: {}", last.message, symbol.trim());
                }
            }
        }
        must_define(found, &text, generate::MUST, self.solution_file())
    }

    /// ```text
    /// Exception in thread "main" java.lang.IndexOutOfBoundsException: Index 3 out of bounds
    ///     at java.base/java.util.Objects.checkIndex(Objects.java:385)
    ///     at Solution.firstBreaches(Solution.java:5)
    ///     at Main.answer(Main.java:14)
    /// ```
    fn trace(&self, stderr: &str) -> String {
        let stderr = without_box(stderr);
        let all: Vec<&str> = stderr.lines().collect();
        let start = all.iter().position(|line| {
            line.starts_with("In call ")
                || line.starts_with("In the constructor, ")
                || line.starts_with("Exception in thread ")
                || line.starts_with("Error: ")
        });
        let start = start.unwrap_or(all.len().saturating_sub(1));
        let ours = ["Main.", "SolutionRunner.", "JsonReader.", "JsonWriter."];
        let is_own = |line: &&&str| {
            let Some(frame) = line.trim_start().strip_prefix("at ") else {
                return !line.trim_start().starts_with("... ");
            };
            // The run time's own frames name their module.
            !frame.contains('/') && !ours.iter().any(|name| frame.starts_with(name))
        };
        let lines: Vec<String> =
            all[start..].iter().filter(is_own).map(|line| line.replace('\t', "    ")).collect();
        shortened(&lines)
    }

    fn driver(&self, signature: &Signature) -> Option<Vec<(String, String)>> {
        Some(generate::driver(signature))
    }

    fn starter(&self, signature: &Signature) -> Option<String> {
        Some(generate::starter(signature))
    }
}

fn is_main(source: &str) -> bool {
    source == "Main.java" || source.ends_with("/Main.java")
}

/// They are told on stderr.
fn settings(java: &Path) -> Result<String, String> {
    let shell = Path::new("/bin/sh");
    let script = "exec \"$1\" -XshowSettings:properties -version 2>&1";
    ask(shell, &["-c", script, "sh", &java.display().to_string()])
}
