//! From source files to something that runs, or to what the compiler says.

use crate::error::JudgeError;
use crate::languages::{self, Command, Diagnostic, Language, Toolchain};
use crate::package::{Package, Program, SourceFile};
use crate::store::{Entry, Store, hex, open_to_all};
use crate::submission::{Submission, by_endings, collide};
use greenroom_sandbox::{Bind, Cancel, End, Job, Limits, Output, Sandbox, Stdin};
use sha2::{Digest, Sha256};
use std::fs;
use std::path::{Path, PathBuf};

/// Something that runs in the sandbox, in `/box`. It stays on the disk while this is held.
#[derive(Debug)]
pub struct Built {
    entry: Entry,
    /// By which it is started, memory for it and for its run time.
    pub command: Command,
    pub overhead: languages::Overhead,
}

/// What the compiler says, or that it did not come to an end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CompileError {
    pub diagnostics: Vec<Diagnostic>,
    pub output: String,
}

#[derive(Debug, Clone, Copy)]
pub struct BuildLimits {
    pub cpu_ms: u64,
    pub memory_bytes: u64,
}

/// Changes when what is built changes otherwise than by its sources and commands.
const BUILT_BY: &str = "greenroom judge 1";
/// Of what compilers say. A person reads the first lines.
const MESSAGES_BYTES_MAX: usize = 256 << 10;
const BINARY_BYTES_MAX: u64 = 256 << 20;
const COMPILER_PROCESSES: u32 = 256;
/// Where the files of a program with scripts of its own are copied from.
const SOURCE: &str = "/source";
const SCRIPTS: &str = "scripts";

pub struct Builder<'a> {
    pub sandbox: &'a Sandbox,
    pub store: &'a Store,
    /// For what compilers keep between builds.
    pub caches: &'a Path,
}

impl Builder<'_> {
    /// A submission with the package's own files laid over it.
    pub fn submission(
        &self,
        package: &Package,
        submission: &Submission,
        memory_bytes: u64,
        cancel: &Cancel,
    ) -> Result<Result<Built, CompileError>, JudgeError> {
        let language = submission.language;
        let mut files = submission.files.clone();
        if let Some(output) = refused(package, submission) {
            return Ok(Err(CompileError { diagnostics: Vec::new(), output }));
        }
        let included = package.include(language.kattis_codes())?;
        // A driver looks for the candidate's file by this name, and so does whoever reads what
        // compilers say, whatever it was called where it came from. In Java names mean something.
        let named = submission.main.is_some() || language.id() == "java";
        if let [only] = files.as_mut_slice()
            && (package.signature.is_some() || (included.is_empty() && !named))
        {
            language.solution_file().clone_into(&mut only.path);
        }
        for one in included {
            files.retain(|file| !collide(&file.path, &one.path));
            files.push(one);
        }
        let limits = BuildLimits {
            cpu_ms: package.limits.compilation_ms,
            memory_bytes: package.limits.compilation_memory_bytes,
        };
        self.language(language, files, submission.main.as_deref(), memory_bytes, limits, cancel)
    }

    /// A validator: in one of the languages, or with scripts of its own.
    pub fn program(
        &self,
        package: &Package,
        program: &Program,
        cancel: &Cancel,
    ) -> Result<Built, JudgeError> {
        let files = package.load(program)?;
        let limits = BuildLimits {
            cpu_ms: package.limits.compilation_ms,
            memory_bytes: package.limits.compilation_memory_bytes,
        };
        let built = if program.has("build") || program.has("run") {
            self.scripts(program.has("build"), files, limits, cancel)?
        } else {
            let language = by_endings(&files)
                .map_err(|error| JudgeError::ValidatorBuild { output: error.to_string() })?;
            let memory_bytes = package.limits.validation_memory_bytes;
            self.language(language, files, None, memory_bytes, limits, cancel)?
        };
        built.map_err(|CompileError { output, .. }| JudgeError::ValidatorBuild { output })
    }

    fn language(
        &self,
        language: &'static dyn Language,
        files: Vec<SourceFile>,
        main: Option<&str>,
        memory_bytes: u64,
        limits: BuildLimits,
        cancel: &Cancel,
    ) -> Result<Result<Built, CompileError>, JudgeError> {
        let toolchain = toolchain(language)?;
        let sources: Vec<String> = files.iter().map(|file| file.path.clone()).collect();
        let build = language.build(toolchain, &sources, main, memory_bytes);
        let recipe = Recipe {
            who: &format!(
                "{} {} {}",
                language.id(),
                toolchain.version,
                toolchain.program.display()
            ),
            steps: &build.steps,
            cache: build.cache.map(|inside| (language.id(), inside)),
            files: &files,
            limits,
        };
        let made = self.make(&recipe, cancel)?;
        Ok(match made {
            Ok(entry) => Ok(Built {
                entry,
                command: language.command(toolchain, &build.start, memory_bytes),
                overhead: language.overhead(),
            }),
            Err(output) => Err(CompileError { diagnostics: language.diagnostics(&output), output }),
        })
    }

    fn scripts(
        &self,
        has_build: bool,
        files: Vec<SourceFile>,
        limits: BuildLimits,
        cancel: &Cancel,
    ) -> Result<Result<Built, CompileError>, JudgeError> {
        let in_box = |program: &str| Command {
            program: format!("/box/{program}").into(),
            args: Vec::new(),
            env: Vec::new(),
        };
        // Scripts change the modes of their files, which only the owner may: as root we run programs
        // as somebody else, so it is they who must have made them.
        let copy = Command {
            program: "/bin/cp".into(),
            args: vec!["-R".into(), format!("{SOURCE}/."), "/box".into()],
            env: Vec::new(),
        };
        let mut steps = vec![copy];
        if has_build {
            steps.push(in_box("build"));
        }
        let recipe = Recipe { who: SCRIPTS, steps: &steps, cache: None, files: &files, limits };
        let overhead = languages::Overhead { processes: 64, memory_bytes: 0 };
        let made = self.make(&recipe, cancel)?;
        Ok(match made {
            Ok(entry) => Ok(Built { entry, command: in_box("run"), overhead }),
            Err(output) => Err(CompileError { diagnostics: Vec::new(), output }),
        })
    }

    fn make(&self, recipe: &Recipe, cancel: &Cancel) -> Result<Result<Entry, String>, JudgeError> {
        self.store.get_or_build(&recipe.key(), |folder| {
            // Beside the folder that is kept.
            let apart = (recipe.who == SCRIPTS).then(|| folder.with_file_name("source"));
            write(recipe.files, apart.as_deref().unwrap_or(folder))?;
            for step in recipe.steps {
                if let Err(output) = self.step(step, folder, apart.as_deref(), recipe, cancel)? {
                    return Ok(Err(output));
                }
            }
            if let Some(apart) = apart {
                fs::remove_dir_all(&apart).map_err(JudgeError::io("remove", apart))?;
            }
            Ok(Ok(()))
        })
    }

    fn step(
        &self,
        step: &Command,
        folder: &Path,
        apart: Option<&Path>,
        recipe: &Recipe,
        cancel: &Cancel,
    ) -> Result<Result<(), String>, JudgeError> {
        let mut binds = vec![Bind { host: folder.into(), inside: "/box".into(), writable: true }];
        if let Some(apart) = apart {
            binds.push(Bind { host: apart.into(), inside: SOURCE.into(), writable: false });
        }
        if let Some((language, inside)) = recipe.cache {
            binds.push(Bind { host: self.cache(language)?, inside: inside.into(), writable: true });
        }
        let BuildLimits { cpu_ms, memory_bytes } = recipe.limits;
        let job = Job {
            program: step.program.clone(),
            args: step.args.iter().map(Into::into).collect(),
            env: step.env.iter().map(|(key, value)| (key.into(), value.into())).collect(),
            cwd: "/box".into(),
            binds,
            stdin: Stdin::Empty,
            stdout: Output::Capture,
            limits: Limits {
                cpu_ms,
                wall_ms: 5 * cpu_ms + 10_000,
                memory_bytes,
                processes: COMPILER_PROCESSES,
                output_bytes: BINARY_BYTES_MAX,
                disk_bytes: 2 * BINARY_BYTES_MAX,
                open_files: 1024,
                ..Limits::default()
            },
        };
        let outcome = self.sandbox.run(job, cancel)?;
        let said = || {
            let mut output = String::from_utf8_lossy(&outcome.stderr).into_owned();
            output.push_str(&String::from_utf8_lossy(&outcome.stdout));
            cut(output)
        };
        let seconds = cpu_ms as f64 / 1000.0;
        let ended = match outcome.end {
            End::Exited(0) => return Ok(Ok(())),
            End::Cancelled => return Err(JudgeError::Cancelled),
            End::Exited(code) => {
                let output = said();
                if !output.trim().is_empty() {
                    return Ok(Err(output));
                }
                format!("The compiler ended with exit code {code} and said nothing.")
            }
            End::Signalled(signal) => format!(
                "The compiler was ended by {}. Try the code in smaller parts.",
                crate::ending::signal_name(signal)
            ),
            End::CpuLimit | End::WallLimit => format!(
                "Compiling took longer than {seconds} s. Is there something that the compiler \
                 computes, such as deep templates or macros?"
            ),
            End::MemoryLimit => format!(
                "Compiling needed more than {} MiB of memory. Is there a very large constant?",
                memory_bytes >> 20
            ),
            End::OutputLimit => "The compiler wrote too much. Is there a very large constant, or \
                                 one error a great many times?"
                .to_owned(),
        };
        Ok(Err(cut(format!("{ended}\n{}", said()))))
    }

    /// As root each build runs as another user, and all of them write there.
    fn cache(&self, language: &str) -> Result<PathBuf, JudgeError> {
        let folder = self.caches.join(language);
        let told = |error| JudgeError::io("use the compiler's cache", &folder)(error);
        fs::create_dir_all(&folder).map_err(told)?;
        open_to_all(&folder).map_err(told)?;
        for inner in fs::read_dir(&folder).map_err(told)?.flatten() {
            if inner.file_type().is_ok_and(|kind| kind.is_dir()) {
                // Where it is not ours to change, it is ours to write already.
                let _ = open_to_all(&inner.path());
            }
        }
        Ok(folder)
    }
}

struct Recipe<'a> {
    /// Language and tool chain.
    who: &'a str,
    steps: &'a [Command],
    /// Whose, and where it is seen.
    cache: Option<(&'static str, &'static str)>,
    files: &'a [SourceFile],
    limits: BuildLimits,
}

impl Recipe<'_> {
    /// Of all that decides what comes out. Each part is preceded by its length, so that no two
    /// recipes read the same.
    fn key(&self) -> String {
        let mut hash = Sha256::new();
        let mut add = |bytes: &[u8]| {
            hash.update((bytes.len() as u64).to_le_bytes());
            hash.update(bytes);
        };
        add(BUILT_BY.as_bytes());
        add(self.who.as_bytes());
        add(format!("{:?}", self.steps).as_bytes());
        let mut files: Vec<&SourceFile> = self.files.iter().collect();
        files.sort();
        for file in files {
            add(file.path.as_bytes());
            add(&file.bytes);
        }
        hex(&hash.finalize())
    }
}

impl Built {
    /// A run of it. `limits` are the program's own; what its run time needs is added.
    pub fn job(&self, args: &[String], stdin: Stdin, stdout: Output, limits: Limits) -> Job {
        let all_args = self.command.args.iter().chain(args).map(Into::into).collect();
        Job {
            program: self.command.program.clone(),
            args: all_args,
            env: self.command.env.iter().map(|(key, value)| (key.into(), value.into())).collect(),
            cwd: "/box".into(),
            binds: vec![Bind {
                host: self.entry.files.clone(),
                inside: "/box".into(),
                writable: false,
            }],
            stdin,
            stdout,
            limits: Limits {
                memory_bytes: limits.memory_bytes + self.overhead.memory_bytes,
                processes: limits.processes + self.overhead.processes,
                ..limits
            },
        }
    }
}

pub fn toolchain(language: &dyn Language) -> Result<&'static Toolchain, JudgeError> {
    languages::toolchain(language).map_err(|missing| JudgeError::NoToolchain {
        language: language.id().to_owned(),
        how: missing.how.clone(),
    })
}

/// What the package itself does not take.
fn refused(package: &Package, submission: &Submission) -> Option<String> {
    let bytes: u64 = submission.files.iter().map(|file| file.bytes.len() as u64).sum();
    let bytes_max = package.limits.code_bytes;
    if bytes > bytes_max {
        return Some(format!(
            "The source has {bytes} bytes; this problem takes at most {bytes_max}. Shorten it."
        ));
    }
    let codes = submission.language.kattis_codes();
    let all = package.languages.as_ref()?;
    let taken = all.iter().any(|one| codes.contains(&one.as_str()));
    (!taken).then(|| format!("This problem is to be solved in one of: {}.", all.join(", ")))
}

fn write(files: &[SourceFile], folder: &Path) -> Result<(), JudgeError> {
    let told = |error| JudgeError::io("write the source into", folder)(error);
    fs::create_dir_all(folder).map_err(told)?;
    open_to_all(folder).map_err(told)?;
    for SourceFile { path, bytes } in files {
        let place = folder.join(path);
        for above in place.ancestors().skip(1).take_while(|above| *above != folder) {
            fs::create_dir_all(above).map_err(told)?;
            open_to_all(above).map_err(told)?;
        }
        fs::write(&place, bytes).map_err(told)?;
        if bytes.starts_with(b"#!") {
            open_to_all(&place).map_err(told)?;
        }
    }
    Ok(())
}

/// The first and the last of it.
fn cut(output: String) -> String {
    if output.len() <= MESSAGES_BYTES_MAX {
        return output;
    }
    let half = MESSAGES_BYTES_MAX / 2;
    let first = &output[..output.floor_char_boundary(half)];
    let last = &output[output.ceil_char_boundary(output.len() - half)..];
    let left_out = output.len() - first.len() - last.len();
    format!("{first}\n... {left_out} bytes are left out ...\n{last}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_tells_recipes_apart() {
        let key = |who: &str, files: &[(&str, &str)]| {
            let files: Vec<SourceFile> = files
                .iter()
                .map(|(path, text)| SourceFile { path: (*path).into(), bytes: (*text).into() })
                .collect();
            let limits = BuildLimits { cpu_ms: 1, memory_bytes: 1 };
            Recipe { who, steps: &[], cache: None, files: &files, limits }.key()
        };
        let one = key("python 3.12", &[("a", "bc"), ("d", "")]);
        assert_eq!(one, key("python 3.12", &[("d", ""), ("a", "bc")]));
        assert_ne!(one, key("python 3.13", &[("a", "bc"), ("d", "")]));
        assert_ne!(one, key("python 3.12", &[("ab", "c"), ("d", "")]));
        assert_ne!(one, key("python 3.12", &[("a", "bcd"), ("", "")]));
    }

    #[test]
    fn messages_are_cut_in_their_middle() {
        let long = format!("first{}last", "é".repeat(MESSAGES_BYTES_MAX));
        let shown = cut(long);
        assert!(shown.starts_with("firsté") && shown.ends_with("élast"));
        assert!(shown.len() < MESSAGES_BYTES_MAX + 100);
        assert!(shown.contains(" bytes are left out ..."));
    }
}
