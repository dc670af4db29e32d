//! Running the candidate's code: the judge as a use case.
//!
//! The judge blocks and its sandbox starts processes, so it is started when it is first needed, and
//! each run has a thread of its own. What fails on our side becomes [`RunEnd::Failed`], which says
//! what to do and never counts against the candidate.

mod findings;
mod report;

pub(crate) use findings::add as add_findings;
pub use greenroom_judge::{Cancel, languages};
pub use report::weigh;

use greenroom_content::{Library, PackageFiles, Problem};
use greenroom_judge::{
    Cases, Judge, JudgeConfig, JudgeError, Package, Progress, Report, Source, Submission,
};
use greenroom_model::{CaseSet, CodeRun, Language, OwnCase, RunEnd};
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

/// Where code is built and run. Cheap to clone.
#[derive(Clone)]
pub struct Coder(Arc<Inner>);

struct Inner {
    library: Arc<Library>,
    /// For what is built and run; a folder of Greenroom's own.
    folder: PathBuf,
    judge: Mutex<Option<Judge>>,
    packages: Mutex<HashMap<String, Arc<Package>>>,
}

/// What is to be run.
#[derive(Debug, Clone)]
pub struct RunOrder {
    pub problem: String,
    pub language: Language,
    pub source: String,
    pub cases: CaseSet,
    pub own: Vec<OwnCase>,
}

/// How far a run is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(tag = "stage", rename_all = "snake_case")]
pub enum RunProgress {
    /// Other runs are before it.
    Waiting {
        ahead: usize,
    },
    Building,
    Running {
        done: usize,
        total: usize,
    },
}

/// A problem as a folder for one's own editor.
pub struct Workspace {
    /// Paths and contents: the starter, the program around it, the samples.
    pub files: Vec<(String, String)>,
    /// The file that the candidate writes.
    pub solution: &'static str,
}

impl Coder {
    pub fn new(library: Arc<Library>, folder: PathBuf) -> Coder {
        Coder(Arc::new(Inner {
            library,
            folder,
            judge: Mutex::default(),
            packages: Mutex::default(),
        }))
    }

    /// Blocks until it is done, some minutes at worst; call it from a thread that may.
    pub fn run(
        &self,
        order: &RunOrder,
        progress: &mut dyn FnMut(RunProgress),
        cancel: &Cancel,
    ) -> RunEnd {
        match self.try_run(order, progress, cancel) {
            Ok(run) => RunEnd::Judged(Box::new(run)),
            Err(RunError::Cancelled) => RunEnd::Cancelled,
            Err(RunError::Failed(why)) => RunEnd::Failed { why },
        }
    }

    fn try_run(
        &self,
        order: &RunOrder,
        progress: &mut dyn FnMut(RunProgress),
        cancel: &Cancel,
    ) -> Result<CodeRun, RunError> {
        let package = self.package(&order.problem)?;
        let submission = Submission::text(order.language.id(), &order.source)
            .map_err(|error| RunError::Failed(error.to_string()))?;
        let judge = self.judge()?;
        let cases = match order.cases {
            CaseSet::Sample => Cases::Sample,
            CaseSet::All => Cases::All,
            CaseSet::Own => Cases::Own(own_cases(&order.own)),
        };
        let (mut done, mut total) = (0, 0);
        let mut tell = |told: Progress| {
            progress(match told {
                Progress::Waiting { ahead } => RunProgress::Waiting { ahead },
                Progress::Building => RunProgress::Building,
                Progress::Running { cases } => {
                    total = cases;
                    RunProgress::Running { done, total }
                }
                Progress::Case { .. } => {
                    done += 1;
                    RunProgress::Running { done, total }
                }
            });
        };
        let report = judge.judge(&package, &submission, cases, &mut tell, cancel)?;
        let signature = package.signature.as_ref();
        let mut run = report::code_run(&report, order.language, signature);
        if order.cases == CaseSet::Own && run.compile.is_none() {
            let known = known_answers(&judge, &package, &order.own, cancel);
            report::show_known(&mut run, known.as_ref());
        }
        Ok(run)
    }

    /// One case's whole input or answer, such as `secret/06-copies.in`.
    pub fn case_file(&self, problem: &str, name: &str) -> Option<Vec<u8>> {
        let package = self.package(problem).ok()?;
        let (case, end) = name.rsplit_once('.')?;
        let case = package.case(case)?;
        match end {
            "in" => package.input(case).ok(),
            "ans" => package.answer(case).ok(),
            _ => None,
        }
    }

    /// The samples of a problem: name, input and answer.
    pub fn samples(&self, problem: &str) -> Result<Vec<(String, String, String)>, String> {
        let package = self.package(problem).map_err(|error| error.text())?;
        let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
        package
            .cases()
            .iter()
            .filter(|case| case.is_sample())
            .map(|case| {
                let input = package.input(case).map_err(|error| error.to_string())?;
                let answer = package.answer(case).map_err(|error| error.to_string())?;
                Ok((case.name.clone(), text(input), text(answer)))
            })
            .collect()
    }

    pub fn workspace(&self, problem: &Problem, language: Language) -> Result<Workspace, String> {
        let lacks = || format!("{} has no signature.toml, so it has no starters", problem.id);
        let signature = problem.signature.as_ref().ok_or_else(lacks)?;
        let spoken = languages::of(language);
        let mut files = vec![(spoken.solution_file().to_owned(), starter(problem, language))];
        files.extend(spoken.driver(signature).unwrap_or_default());
        for (name, input, answer) in self.samples(&problem.id)? {
            let name = name.trim_start_matches("sample/");
            files.push((format!("samples/{name}.in"), input));
            files.push((format!("samples/{name}.ans"), answer));
        }
        Ok(Workspace { files, solution: spoken.solution_file() })
    }

    /// Started once, and again after it could not be: the reason may be gone.
    fn judge(&self) -> Result<Judge, JudgeError> {
        let mut judge = self.0.judge.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(judge) = &*judge {
            return Ok(judge.clone());
        }
        let started = Judge::new(JudgeConfig::new(self.0.folder.clone()))?;
        *judge = Some(started.clone());
        Ok(started)
    }

    fn package(&self, problem: &str) -> Result<Arc<Package>, RunError> {
        let mut packages = self.0.packages.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(package) = packages.get(problem) {
            return Ok(package.clone());
        }
        let files = self.0.library.package(problem).ok_or_else(|| {
            RunError::Failed(format!("`{problem}` is no coding problem of this content"))
        })?;
        let source = match files {
            PackageFiles::Folder(folder) => Source::Folder(folder),
            PackageFiles::Memory(files) => Source::Memory {
                name: problem.to_owned(),
                files: files.into_iter().map(|(path, bytes)| (path, bytes.into())).collect(),
            },
        };
        let package = Package::read(source).map_err(|error| RunError::Failed(error.to_string()))?;
        let package = Arc::new(package);
        packages.insert(problem.to_owned(), package.clone());
        Ok(package)
    }
}

enum RunError {
    Cancelled,
    Failed(String),
}

impl RunError {
    fn text(&self) -> String {
        match self {
            RunError::Cancelled => "cancelled".into(),
            RunError::Failed(why) => why.clone(),
        }
    }
}

impl From<JudgeError> for RunError {
    fn from(error: JudgeError) -> RunError {
        match error {
            JudgeError::Cancelled => RunError::Cancelled,
            other => RunError::Failed(other.to_string()),
        }
    }
}

/// The text in the editor as a coding round starts; empty for other kinds of problem.
pub fn starter(problem: &Problem, language: Language) -> String {
    let signature = problem.signature.as_ref();
    signature.and_then(|signature| languages::of(language).starter(signature)).unwrap_or_default()
}

/// What the candidate's file is called.
pub fn solution_file(language: Language) -> &'static str {
    languages::of(language).solution_file()
}

fn own_cases(own: &[OwnCase]) -> Vec<greenroom_judge::OwnCase> {
    let ended = |text: &str| {
        let mut text = text.trim_end().to_owned();
        text.push('\n');
        text.into_bytes()
    };
    (1..)
        .zip(own)
        .map(|(number, case)| greenroom_judge::OwnCase {
            name: format!("own/{number}"),
            input: ended(&case.input),
            expected: case.expected.as_deref().map(ended),
        })
        .collect()
}

/// What a right program of the package prints for the candidate's own inputs. `None` where nobody
/// can tell: no such program, no tool chain for it, or it failed, perhaps because an input breaks
/// the statement's promises.
fn known_answers(
    judge: &Judge,
    package: &Package,
    own: &[OwnCase],
    cancel: &Cancel,
) -> Option<Report> {
    let right =
        package.submissions().iter().find(|program| program.name.starts_with("accepted/"))?;
    let files = package.load(right).ok()?;
    let submission = Submission::new(None, files, None).ok()?;
    let asked: Vec<OwnCase> =
        own.iter().map(|case| OwnCase { expected: None, ..case.clone() }).collect();
    judge.judge(package, &submission, Cases::Own(own_cases(&asked)), &mut |_| {}, cancel).ok()
}
