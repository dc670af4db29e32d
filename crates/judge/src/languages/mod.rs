//! The languages that are judged, one folder each: how to find its tool chain, build and run a
//! program, and read what its compiler and its run time say. A new language is one more folder and
//! its line in [`ALL`].
//!
//! A language of our own problems also has a *driver*: the program around the candidate's function
//! or class, which is generated from the problem's [`Signature`] and lies in its `include/`.

mod c;
mod cpp;
mod go;
mod java;
mod javascript;
mod names;
mod output;
mod python;
mod rust;
#[cfg(test)]
mod tests;
mod tools;

use greenroom_model::Signature;
use std::fmt;
use std::path::PathBuf;
use std::sync::OnceLock;

/// In the order in which they are offered.
pub static ALL: &[&dyn Language] = &[
    &python::Python,
    &java::Java,
    &go::Go,
    &rust::Rust,
    &cpp::Cpp,
    &javascript::Javascript,
    &c::C,
];

/// The language of that id.
pub fn by_id(id: &str) -> Option<&'static dyn Language> {
    ALL.iter().copied().find(|one| one.id() == id)
}

/// The language of a folder's name in `include/`, or of a word in problem.yaml.
pub fn by_kattis_code(code: &str) -> Option<&'static dyn Language> {
    ALL.iter().copied().find(|one| one.kattis_codes().contains(&code))
}

/// The language of a file by the end of its name, without the dot.
pub fn by_extension(extension: &str) -> Option<&'static dyn Language> {
    ALL.iter().copied().find(|one| one.extensions().contains(&extension))
}

pub fn of(language: greenroom_model::Language) -> &'static dyn Language {
    let found = ALL.iter().copied().find(|one| one.model() == Some(language));
    found.expect("every language that a candidate can choose is in ALL")
}

/// A language, and whether it can be used here.
pub type Found = (&'static dyn Language, Result<Toolchain, Missing>);

/// What is installed. It is looked for once a process, because it starts a program for each.
pub fn found() -> &'static [Found] {
    static FOUND: OnceLock<Vec<Found>> = OnceLock::new();
    FOUND.get_or_init(|| {
        std::thread::scope(|scope| {
            let searches: Vec<_> =
                ALL.iter().map(|one| (*one, scope.spawn(move || one.find()))).collect();
            let lost = || Missing { how: "Looking for it broke down: please report this.".into() };
            searches
                .into_iter()
                .map(|(one, search)| (one, search.join().unwrap_or_else(|_| Err(lost()))))
                .collect()
        })
    })
}

/// What [`found`] says of one language.
pub fn toolchain(language: &dyn Language) -> Result<&'static Toolchain, &'static Missing> {
    let all = found();
    let (_, toolchain) =
        all.iter().find(|(one, _)| one.id() == language.id()).expect("`language` is in ALL");
    toolchain.as_ref()
}

pub trait Language: Sync {
    /// `python`, `java`, `go`, `rust`, `cpp`, `javascript` or `c`.
    fn id(&self) -> &'static str;

    /// `None` for those in which only foreign packages are written.
    fn model(&self) -> Option<greenroom_model::Language>;

    /// Its names in the Kattis package format; the first is the one that we write.
    fn kattis_codes(&self) -> &'static [&'static str];

    /// Of source files, without the dot.
    fn extensions(&self) -> &'static [&'static str];

    /// What the candidate's file must be called beside the driver.
    fn solution_file(&self) -> &'static str;

    fn find(&self) -> Result<Toolchain, Missing>;

    /// How to build `sources`, which are paths below `/box`. `main` names the one that is started,
    /// where that cannot be told from their names.
    fn build(
        &self,
        toolchain: &Toolchain,
        sources: &[String],
        main: Option<&str>,
        memory_bytes: u64,
    ) -> Build;

    /// How to start what was built: `start` is [`Build::start`], and `memory_bytes` is the problem's
    /// limit, to which the caller adds [`Overhead::memory_bytes`].
    fn command(&self, toolchain: &Toolchain, start: &str, memory_bytes: u64) -> Command;

    fn overhead(&self) -> Overhead;

    /// Errors by file and line, from what the compiler printed. Warnings are left out.
    fn diagnostics(&self, output: &str) -> Vec<Diagnostic>;

    /// The candidate's own part of what a crashed program wrote to stderr: frames of the driver and
    /// of the run time are taken out, and very many frames become a few. It is never longer than
    /// [`TRACE_LINES_MAX`] lines, and empty if there is nothing of use.
    fn trace(&self, stderr: &str) -> String;

    /// Names and contents of the files in `include/<code>/`. `None` if the language has no driver.
    fn driver(&self, signature: &Signature) -> Option<Vec<(String, String)>>;

    /// What the editor opens with: it compiles, runs, and gives a wrong answer.
    fn starter(&self, signature: &Signature) -> Option<String>;
}

pub use output::TRACE_LINES_MAX;

/// A tool chain that is installed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Toolchain {
    /// As it says itself, such as `17.0.15`. What was built with another version is built again.
    pub version: String,
    /// The compiler or interpreter itself, behind all links and shims.
    pub program: PathBuf,
    /// Folders that it needs besides `/usr`, `/lib*`, `/bin` and `/sbin`.
    pub view: Vec<PathBuf>,
}

/// Why a language cannot be used here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    /// What was looked for, and how to get it.
    pub how: String,
}

impl fmt::Display for Missing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.how)
    }
}

/// What to do in `/box`, which is writable meanwhile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Build {
    /// One after the other, until one fails.
    pub steps: Vec<Command>,
    /// A folder, bound here and writable, that should outlive the build and may be shared by all.
    pub cache: Option<&'static str>,
    /// For [`Language::command`].
    pub start: String,
}

/// A program to run in `/box`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Command {
    /// Absolute.
    pub program: PathBuf,
    pub args: Vec<String>,
    pub env: Vec<(String, String)>,
}

/// What the run time takes for itself, on top of what a problem allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Overhead {
    /// Threads count.
    pub processes: u32,
    pub memory_bytes: u64,
}

#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Diagnostic {
    /// Below `/box`, such as `solution.cpp`.
    pub file: String,
    /// From 1, as is the column.
    pub line: u32,
    pub column: Option<u32>,
    pub message: String,
}
