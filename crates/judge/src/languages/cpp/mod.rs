//! C++20.

mod generate;

use super::c::{compiler, compiler_diagnostics, native_trace};
use super::output::must_define;
use super::tools::{command, with_extension};
use super::{Build, Command, Diagnostic, Language, Missing, Overhead, Toolchain};
use greenroom_model::Signature;

pub struct Cpp;

const HOW: &str = "Install g++ 10 or newer: `sudo apt install g++` (Debian, Ubuntu), \
                   `sudo dnf install gcc-c++` (Fedora).";

impl Language for Cpp {
    fn id(&self) -> &'static str {
        "cpp"
    }

    fn model(&self) -> Option<greenroom_model::Language> {
        Some(greenroom_model::Language::Cpp)
    }

    fn kattis_codes(&self) -> &'static [&'static str] {
        &["cpp"]
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["cpp", "cc", "cxx", "c++", "C"]
    }

    fn solution_file(&self) -> &'static str {
        "solution.cpp"
    }

    fn find(&self) -> Result<Toolchain, Missing> {
        compiler("g++", &[10], HOW)
    }

    fn build(&self, toolchain: &Toolchain, sources: &[String], _: Option<&str>, _: u64) -> Build {
        let mut args =
            vec!["-std=c++20", "-O2", "-fdiagnostics-color=never", "-fmax-errors=20", "-o", "main"];
        // Our driver includes the candidate's file, so that it knows what was declared in it.
        let is_ours = ["driver.hpp", "main.cpp", "solution.cpp"]
            .iter()
            .all(|name| sources.iter().any(|source| source == name));
        if is_ours {
            args.push("main.cpp");
        } else {
            args.extend(with_extension(sources, self.extensions()));
        }
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
        let found = compiler_diagnostics(output);
        must_define(found, output, generate::MUST, self.solution_file())
    }

    fn trace(&self, stderr: &str) -> String {
        native_trace(stderr)
    }

    fn driver(&self, signature: &Signature) -> Option<Vec<(String, String)>> {
        Some(generate::driver(signature))
    }

    fn starter(&self, signature: &Signature) -> Option<String> {
        Some(generate::starter(signature))
    }
}
