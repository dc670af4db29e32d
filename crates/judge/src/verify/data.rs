//! Inputs against the input validators, and data against what makes it.

use super::{Step, Verification};
use crate::build::{Built, toolchain};
use crate::error::{Flaw, JudgeError};
use crate::judge::Judge;
use crate::languages;
use crate::package::{Case, Package};
use crate::store::open_to_all;
use crate::validate::{YES, checker_limits};
use greenroom_sandbox::{Bind, Cancel, End, Job, Limits, Output, Stdin};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

pub const GENERATOR: &str = "data/generate.py";
/// It proves its own fast answers against slow ones, so it takes a while.
const GENERATOR_CPU_MS: u64 = 120_000;

struct InputValidator {
    name: String,
    built: Built,
}

impl Judge {
    pub(super) fn check_inputs(
        &self,
        package: &Package,
        found: &mut Verification,
        step: &mut dyn FnMut(Step),
        cancel: &Cancel,
    ) -> Result<(), JudgeError> {
        let mut validators = Vec::new();
        for program in package.input_validators() {
            let place = format!("input_validators/{}", program.name);
            match self.builder().program(package, program, cancel) {
                Ok(built) => {
                    // A file is called by its name without ending in `input_validator_args`.
                    let name = program.name.split('.').next().unwrap_or_default().to_owned();
                    validators.push(InputValidator { name, built });
                }
                Err(error @ JudgeError::NoToolchain { .. }) => {
                    found.notes.push(Flaw::new(place, format!("not run: {error}")));
                }
                Err(JudgeError::ValidatorBuild { output }) => {
                    let says = format!("it does not compile: {}", output.trim());
                    found.broken.push(Flaw::new(place, says));
                }
                Err(other) => return Err(other),
            }
        }
        if validators.is_empty() {
            return Ok(());
        }
        let inputs: Vec<(&Case, bool)> = package
            .cases()
            .iter()
            .map(|case| (case, true))
            .chain(package.invalid_inputs().iter().map(|case| (case, false)))
            .collect();
        step(Step::Inputs { count: inputs.len() });
        let says = self.each(&inputs, |(case, valid)| {
            self.check_input(package, &validators, case, *valid, cancel)
        })?;
        found.inputs_checked = inputs.len() as u64;
        for ((case, _), says) in inputs.iter().zip(says) {
            let file = format!("data/{}.in", case.name);
            found.broken.extend(says.map(|says| Flaw::new(file, says)));
        }
        Ok(())
    }

    /// What is wrong with it.
    fn check_input(
        &self,
        package: &Package,
        validators: &[InputValidator],
        case: &Case,
        valid: bool,
        cancel: &Cancel,
    ) -> Result<Option<String>, JudgeError> {
        let input: std::sync::Arc<[u8]> = package.input(case)?.into();
        let mut refused = None;
        for InputValidator { name, built } in validators {
            let limits = checker_limits(&package.limits, 0);
            let args = case.input_validator_args.of(name);
            let stdin = Stdin::Bytes(input.clone());
            let outcome =
                self.sandbox().run(built.job(args, stdin, Output::Capture, limits), cancel)?;
            let told = [outcome.stdout, outcome.stderr].concat();
            let told = String::from_utf8_lossy(&told);
            let last = told.trim_end().lines().next_back().unwrap_or_default().to_owned();
            match outcome.end {
                End::Exited(YES) => {}
                End::Cancelled => return Err(JudgeError::Cancelled),
                // The format takes any other code for a refusal, but one that breaks refuses
                // everything and proves nothing.
                End::Exited(_) if !told.contains("Traceback (most recent call last)") => {
                    refused.get_or_insert(format!("`{name}` refuses it: {last}"));
                }
                End::Exited(_) | End::Signalled(_) => {
                    return Ok(Some(format!("`{name}` breaks on it: {last}: mend the validator")));
                }
                _ => {
                    return Ok(Some(format!(
                        "`{name}` exceeds its limits on it ({:?}): mend the validator",
                        outcome.end
                    )));
                }
            }
        }
        Ok(match (valid, refused) {
            (true, Some(refused)) => Some(format!("{refused}: mend one of the two")),
            (false, None) => {
                Some("accepted by every input validator, but must be refused: mend one".into())
            }
            _ => None,
        })
    }

    /// Runs the generator on a copy without data, and compares.
    pub(super) fn check_generator(
        &self,
        package: &Package,
        found: &mut Verification,
        cancel: &Cancel,
    ) -> Result<(), JudgeError> {
        let Some(python) = languages::by_id("python") else { return Ok(()) };
        let python = match toolchain(python) {
            Ok(python) => python,
            Err(error) => {
                found.notes.push(Flaw::new(GENERATOR, format!("not run: {error}")));
                return Ok(());
            }
        };
        let told = |error| JudgeError::io("make a copy of the package in", self.jobs())(error);
        let folder =
            tempfile::Builder::new().prefix("data-").tempdir_in(self.jobs()).map_err(told)?;
        let copy = folder.path().join("package");
        for path in package.all_files().filter(|path| !is_data(path)) {
            let place = copy.join(path);
            fs::create_dir_all(place.parent().unwrap_or(&copy)).map_err(told)?;
            fs::write(&place, package.file(path)?).map_err(told)?;
        }
        for group in ["sample", "secret", "invalid_input"] {
            fs::create_dir_all(copy.join("data").join(group)).map_err(told)?;
            open_to_all(&copy.join("data").join(group)).map_err(told)?;
        }
        open_to_all(&copy.join("data")).map_err(told)?;
        open_to_all(&copy).map_err(told)?;
        let job = Job {
            program: python.program.clone(),
            args: vec![GENERATOR.into()],
            env: vec![("PYTHONDONTWRITEBYTECODE".into(), "1".into())],
            cwd: "/box".into(),
            binds: vec![Bind { host: copy.clone(), inside: "/box".into(), writable: true }],
            stdin: Stdin::Empty,
            stdout: Output::Capture,
            limits: Limits {
                cpu_ms: GENERATOR_CPU_MS,
                wall_ms: 5 * GENERATOR_CPU_MS,
                memory_bytes: package.limits.validation_memory_bytes,
                ..Limits::default()
            },
        };
        let outcome = self.sandbox().run(job, cancel)?;
        match outcome.end {
            End::Exited(0) => {}
            End::Cancelled => return Err(JudgeError::Cancelled),
            end => {
                let told = String::from_utf8_lossy(&outcome.stderr);
                let last = told.trim_end().lines().next_back().unwrap_or_default();
                let says = format!("it does not come to a good end ({end:?}): {last}");
                found.broken.push(Flaw::new(GENERATOR, says));
                return Ok(());
            }
        }
        let mut paths: BTreeSet<String> = BTreeSet::new();
        made(&copy.join("data"), "data", &mut paths).map_err(told)?;
        paths.extend(package.all_files().filter(|path| is_data(path)).map(str::to_owned));
        for path in paths {
            let same = fs::read(copy.join(&path)).ok() == package.file(&path).ok();
            if !same {
                let says = format!("differs from what {GENERATOR} writes: run it");
                found.broken.push(Flaw::new(path, says));
            }
        }
        Ok(())
    }

    /// As many at once as there are slots, in order.
    fn each<T: Sync, R: Send>(
        &self,
        all: &[T],
        work: impl Fn(&T) -> Result<R, JudgeError> + Sync,
    ) -> Result<Vec<R>, JudgeError> {
        let next = AtomicUsize::new(0);
        let done: Mutex<Vec<Option<Result<R, JudgeError>>>> =
            Mutex::new(all.iter().map(|_| None).collect());
        std::thread::scope(|scope| {
            for _ in 0..self.sandbox().slots().min(all.len()) {
                scope.spawn(|| {
                    loop {
                        let index = next.fetch_add(1, Ordering::SeqCst);
                        let Some(one) = all.get(index) else { return };
                        let result = work(one);
                        done.lock().unwrap_or_else(PoisonError::into_inner)[index] = Some(result);
                    }
                });
            }
        });
        let lost = || Err(JudgeError::Internal("a check was lost".into()));
        let done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
        done.into_iter().map(|one| one.unwrap_or_else(lost)).collect()
    }
}

fn is_data(path: &str) -> bool {
    let in_group = ["data/sample/", "data/secret/", "data/invalid_input/"]
        .iter()
        .any(|group| path.starts_with(group));
    in_group && (path.ends_with(".in") || path.ends_with(".ans"))
}

fn made(folder: &Path, inside: &str, paths: &mut BTreeSet<String>) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let path = format!("{inside}/{}", entry.file_name().to_string_lossy());
        let kind = entry.file_type()?;
        if kind.is_dir() {
            made(&entry.path(), &path, paths)?;
        } else if kind.is_file() && is_data(&path) {
            paths.insert(path);
        }
    }
    Ok(())
}
