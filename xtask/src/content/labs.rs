//! Runs every lab's references, which must pass, and its mutants, which must die on the check that they name.

use crate::Outcome;
use greenroom_content::{LabContent, Library};
use greenroom_labs::{Cancel, Event, Order, Report, Target, Verdict, run};
use serde::Deserialize;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const MUTANTS_MIN: usize = 6;
/// What mutants are patches against.
const MUTATED: &str = "reference/python";

/// What is wrong with a mutant.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Mutant {
    says: String,
    /// The first check that fails.
    dies_on: String,
}

/// Labs only; `only` is one of their ids. Each run has another seed, so that repeated ones say whether they agree.
pub fn check_only(dir: &Path, only: Option<&str>, runs: u64) -> Outcome {
    let library = Library::from_dir(dir)
        .map_err(|errors| errors.iter().map(|error| format!("{error}\n")).collect::<String>())?;
    if let Some(id) = only.filter(|id| library.lab(id).is_none()) {
        return Err(format!("there is no lab `{id}` in {}", dir.join("labs").display()));
    }
    super::report(check(dir, &library, only, runs))
}

/// Everything that is to be mended, each with its place.
pub fn check(dir: &Path, library: &Library, only: Option<&str>, runs: u64) -> Vec<String> {
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return vec![format!("labs: no runtime: {error}")],
    };
    let mut wrong = Vec::new();
    for content in library.labs().filter(|one| only.is_none_or(|id| one.lab.id == id)) {
        let folder = dir.join("labs").join(&content.lab.id);
        let mut bench = Bench { content, folder, runs, runtime: &runtime, wrong: Vec::new() };
        let (references, mutants) = (bench.references(), bench.mutants());
        let id = &content.lab.id;
        println!(
            "labs/{id}: {references} references and {mutants} mutants ran {runs} times, {} to mend",
            bench.wrong.len()
        );
        wrong.extend(bench.wrong.into_iter().map(|what| format!("labs/{id}/{what}")));
    }
    wrong
}

struct Bench<'a> {
    content: &'a LabContent,
    folder: PathBuf,
    runs: u64,
    runtime: &'a tokio::runtime::Runtime,
    wrong: Vec<String>,
}

impl Bench<'_> {
    fn references(&mut self) -> usize {
        let found = names(&self.folder.join("reference"), "");
        match found.len() {
            0 => self.wrong.push("reference: there is none: write one that passes".into()),
            // Nothing that a candidate would notice.
            1 => println!(
                "labs/{}: one reference only; a second one shows that no language is favoured",
                self.content.lab.id
            ),
            _ => {}
        }
        for name in &found {
            let place = format!("reference/{name}");
            let Some(copy) = self.copy(&place) else { continue };
            for seed in 1..=self.runs {
                let report = self.run(&copy, seed, Until::End);
                if !report.passed() {
                    self.wrong
                        .push(format!("{place}: does not pass with seed {seed}: {}", why(&report)));
                }
            }
        }
        found.len()
    }

    fn mutants(&mut self) -> usize {
        let found = names(&self.folder.join("mutants"), ".patch");
        if found.len() < MUTANTS_MIN {
            self.wrong.push(format!("mutants: there are fewer than {MUTANTS_MIN}: add some"));
        }
        for patch in &found {
            let place = format!("mutants/{patch}");
            match self.mutant(patch) {
                Ok(None) => {}
                Ok(Some(what)) | Err(what) => self.wrong.push(format!("{place}: {what}")),
            }
        }
        found.len()
    }

    /// What is to be mended.
    fn mutant(&mut self, patch: &str) -> Result<Option<String>, String> {
        let path = self.folder.join("mutants").join(patch);
        let text = fs::read_to_string(path.with_extension("toml"))
            .map_err(|error| format!("its .toml: {error}: write `says` and `dies_on` in it"))?;
        let about: Mutant = toml::from_str(&text).map_err(|error| error.to_string())?;
        if about.says.trim().is_empty() {
            return Ok(Some("`says` is empty: write what is wrong with it".into()));
        }
        if !self.content.lab.checks().any(|(_, check)| check.id == about.dies_on) {
            return Ok(Some(format!("`{}` is no check: name one of lab.toml", about.dies_on)));
        }
        let Some(copy) = self.copy(MUTATED) else { return Ok(None) };
        // Whoever has the sources has git. Within a repository it would look for the files there.
        let patched = Command::new("git")
            .args(["apply", "--whitespace=nowarn", "-p1"])
            .arg(&path)
            .current_dir(copy.path())
            .env("GIT_CEILING_DIRECTORIES", copy.path().parent().unwrap_or(copy.path()))
            .status()
            .map_err(|error| format!("the program `git`: {error}: install it"))?;
        if !patched.success() {
            return Ok(Some(format!("does not fit {MUTATED}: make it anew")));
        }
        for seed in 1..=self.runs {
            let report = self.run(&copy, seed, Until::FirstFailure);
            let first = report
                .checks
                .iter()
                .find(|check| matches!(check.verdict, Verdict::Failed(_)))
                .map(|check| check.id.as_str());
            // What it breaks after that check is of no interest.
            if first != Some(&about.dies_on) {
                return Ok(Some(format!(
                    "should die on `{}` first, and with seed {seed} it does not: {}",
                    about.dies_on,
                    why(&report)
                )));
            }
        }
        Ok(None)
    }

    /// A folder of its own, so that nothing is left among content.
    fn copy(&mut self, place: &str) -> Option<Folder> {
        let to = std::env::temp_dir().join(format!(
            "greenroom-{}-{}-{}",
            std::process::id(),
            self.content.lab.id,
            place.replace('/', "-")
        ));
        let copy = Folder(to);
        match copy_all(&self.folder.join(place), copy.path()) {
            Ok(()) => Some(copy),
            Err(error) => {
                self.wrong.push(format!("{place}: {error}"));
                None
            }
        }
    }

    fn run(&self, copy: &Folder, seed: u64, until: Until) -> Report {
        let order = Order {
            lab: self.content.lab.clone(),
            target: Target::Folder(copy.path().into()),
            stages: Vec::new(),
            check: None,
            seed,
            nonce: 0,
        };
        let cancel = Cancel::new();
        let mut tell = |event: Event| {
            if until == Until::FirstFailure
                && let Event::CheckDone { result } = event
                && matches!(result.verdict, Verdict::Failed(_))
            {
                cancel.cancel();
            }
        };
        self.runtime.block_on(run(&order, &cancel, &mut tell))
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Until {
    End,
    FirstFailure,
}

/// Gone when dropped.
struct Folder(PathBuf);

impl Folder {
    fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.0).ok();
    }
}

fn copy_all(from: &Path, to: &Path) -> std::io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let into = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_all(&entry.path(), &into)?;
        } else {
            fs::copy(entry.path(), into)?;
        }
    }
    Ok(())
}

/// What lies in a folder and ends so, sorted.
fn names(folder: &Path, end: &str) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut names: Vec<String> = entries
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| name.ends_with(end) && !name.starts_with('.'))
        .collect();
    names.sort();
    names
}

fn why(report: &Report) -> String {
    let mut all: Vec<String> = Vec::new();
    for check in &report.checks {
        match &check.verdict {
            Verdict::Passed => {}
            Verdict::Failed(failure) => all.push(format!(
                "`{}` failed ({}; expected {}; got {})",
                check.id, failure.did, failure.expected, failure.got
            )),
            Verdict::NotJudged { why } => {
                all.push(format!("`{}` was not judged ({why})", check.id))
            }
        }
    }
    all.extend(report.trouble.as_ref().map(ToString::to_string));
    if all.is_empty() { "every check passed".into() } else { all.join("; ") }
}
