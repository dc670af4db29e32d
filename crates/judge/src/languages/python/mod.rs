//! Python 3.

mod generate;

use super::c::place_of;
use super::output::{shortened, without_box};
use super::tools::{ask, at_least, command, main_source, missing, view, which, with_extension};
use super::{Build, Command, Diagnostic, Language, Missing, Overhead, Toolchain};
use greenroom_model::Signature;
use std::path::{Path, PathBuf};

pub struct Python;

const HOW: &str = "Install Python 3.9 or newer: `sudo apt install python3` (Debian, Ubuntu), \
                   `sudo dnf install python3` (Fedora), `brew install python` (macOS).";

/// Text is UTF-8 whatever the locale, and the order of a set is the same in every run.
const ENV: [(&str, &str); 3] =
    [("PYTHONUTF8", "1"), ("PYTHONHASHSEED", "0"), ("PYTHONNOUSERSITE", "1")];

impl Language for Python {
    fn id(&self) -> &'static str {
        "python"
    }

    fn model(&self) -> Option<greenroom_model::Language> {
        Some(greenroom_model::Language::Python)
    }

    fn kattis_codes(&self) -> &'static [&'static str] {
        &["python3", "python"]
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["py"]
    }

    fn solution_file(&self) -> &'static str {
        "solution.py"
    }

    fn find(&self) -> Result<Toolchain, Missing> {
        let Some(found) = which("python3").or_else(|| which("python")) else {
            return Err(missing("There is no `python3` along PATH", HOW));
        };
        // What is found may be a script of a version manager, or belong to a virtual environment.
        let question = "import sys\n\
                        for one in sys.executable, sys.base_prefix, sys.base_exec_prefix, \
                        sys.version.split()[0]: print(one)";
        let told = ask(&found, &["-c", question]).map_err(|why| missing(&why, HOW))?;
        let [executable, prefix, exec_prefix, version] = told.lines().collect::<Vec<_>>()[..]
        else {
            let what = format!("{} does not answer like Python 3", found.display());
            return Err(missing(&what, HOW));
        };
        at_least("Python", version, &[3, 9], HOW)?;
        let program = PathBuf::from(executable);
        Ok(Toolchain {
            version: version.to_owned(),
            program: program.canonicalize().unwrap_or(program),
            view: view(&[Path::new(prefix), Path::new(exec_prefix)]),
        })
    }

    fn build(
        &self,
        toolchain: &Toolchain,
        sources: &[String],
        main: Option<&str>,
        _: u64,
    ) -> Build {
        // So that a syntax error is a compile error, and modules start faster.
        let mut args = vec!["-c", include_str!("check.py")];
        args.extend(with_extension(sources, self.extensions()));
        let scripts: Vec<String> =
            with_extension(sources, self.extensions()).into_iter().map(str::to_owned).collect();
        Build {
            steps: vec![command(&toolchain.program, &args, &ENV)],
            cache: None,
            start: main_source(&scripts, main, &["main.py", "__main__.py"]),
        }
    }

    fn command(&self, toolchain: &Toolchain, start: &str, _: u64) -> Command {
        let script = format!("/box/{start}");
        command(&toolchain.program, &["-S", "-c", include_str!("start.py"), &script], &ENV)
    }

    fn overhead(&self) -> Overhead {
        Overhead { processes: 1, memory_bytes: 0 }
    }

    /// ```text
    /// solution.py:3:13: SyntaxError: invalid syntax
    ///     count = = 1
    ///             ^
    /// ```
    fn diagnostics(&self, output: &str) -> Vec<Diagnostic> {
        without_box(output)
            .lines()
            .filter_map(|line| {
                let (place, message) = line.split_once(": ")?;
                let (file, line, column) = place_of(place)?;
                Some(Diagnostic { file, line, column, message: message.to_owned() })
            })
            .collect()
    }

    fn trace(&self, stderr: &str) -> String {
        let stderr = without_box(stderr);
        // What the candidate printed before is shown apart; a chain of errors begins further up.
        let start = stderr
            .find("Traceback (most recent call last):")
            .map(|at| with_context(&stderr, at))
            .unwrap_or_else(|| last_line(&stderr));
        let mut lines: Vec<&str> = Vec::new();
        let mut in_driver = false;
        let mut before = "";
        for line in stderr[start..].lines() {
            if line.starts_with("  File \"") {
                // A candidate's own `exec` is a <string> too, but nobody's trace begins there.
                in_driver = (before.starts_with("Traceback ")
                    && line.starts_with("  File \"<string>\""))
                    || ["  File \"main.py\"", "  File \"driver.py\"", "  File \"<frozen "]
                        .iter()
                        .any(|ours| line.starts_with(ours));
            } else if !line.starts_with("    ") {
                in_driver = false;
            }
            if !in_driver {
                lines.push(line);
            }
            before = line;
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

/// The driver's lines directly before a trace belong to it.
fn with_context(stderr: &str, at: usize) -> usize {
    let mut start = at;
    while let Some(line) = stderr[..start].trim_end_matches('\n').rsplit('\n').next() {
        let is_ours = (line.starts_with("In call ") && line.ends_with(':'))
            || (line.starts_with("The constructor, ") && line.ends_with("raised:"))
            || line.starts_with("The program ended itself, ")
            || (line.starts_with('(') && line.ends_with("are left out.)"));
        if !is_ours {
            break;
        }
        start = stderr[..start].trim_end_matches('\n').len() - line.len();
    }
    start
}

/// Where the last line that is not empty starts.
fn last_line(stderr: &str) -> usize {
    let text = stderr.trim_end();
    text.rfind('\n').map_or(0, |at| at + 1)
}
