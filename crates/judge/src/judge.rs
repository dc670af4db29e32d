//! From a submission to a report.

use crate::build::{Builder, CompileError, toolchain};
use crate::error::JudgeError;
use crate::languages;
use crate::package::Package;
use crate::queue::Queue;
use crate::report::{CaseReport, CaseResult, Excerpt, Overall, Report, Verdict};
use crate::run::{Runner, Task};
use crate::store::{Store, remove_stale};
use crate::submission::Submission;
use greenroom_sandbox::{Cancel, Config, Protection, Sandbox};
use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::mpsc;
use std::sync::{Arc, Mutex, PoisonError};

#[derive(Debug, Clone)]
pub struct JudgeConfig {
    /// A folder of the judge's own, for what is built and for what runs. It may outlive the process
    /// and be shared with others of the same user.
    pub folder: PathBuf,
    /// How many programs run at once, at least 2: an interactive problem needs two.
    pub slots: usize,
    /// How much of what was built is kept.
    pub cache_bytes_max: u64,
}

impl JudgeConfig {
    /// A slot for each core, and one gigabyte for what was built.
    pub fn new(folder: PathBuf) -> JudgeConfig {
        let slots = std::thread::available_parallelism().map_or(2, usize::from);
        JudgeConfig { folder, slots, cache_bytes_max: 1 << 30 }
    }
}

/// Judges submissions, several at once. Cheap to clone; all clones share their slots.
#[derive(Debug, Clone)]
pub struct Judge(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    sandbox: Sandbox,
    store: Store,
    caches: PathBuf,
    jobs: PathBuf,
    queue: Queue,
    judgements: AtomicU64,
}

/// What is run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cases {
    Sample,
    All,
    /// The candidate's own.
    Own(Vec<OwnCase>),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnCase {
    pub name: String,
    pub input: Vec<u8>,
    /// `None`: it is only run.
    pub expected: Option<Vec<u8>>,
}

/// When the rest is left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stop {
    Never,
    FirstFailure,
    /// After so many cases over the time limit, so that nobody waits for ever.
    TimeLimits(u32),
}

/// What somebody who waits is told.
#[derive(Debug, Clone, PartialEq)]
pub enum Progress {
    /// So many other judgements have their turn before.
    Waiting {
        ahead: usize,
    },
    Building,
    Running {
        cases: usize,
    },
    /// One is done; they come in the order in which they end. `index` is in the data's order.
    Case {
        index: usize,
        report: Box<CaseReport>,
    },
}

/// Candidates wait for at most so many cases that run into the time limit.
const TIME_LIMITS_MAX: u32 = 3;

impl Judge {
    /// Looks for the tool chains that are installed and starts the sandbox.
    ///
    /// # Errors
    /// Where the folder cannot be used, or the kernel offers no sandbox.
    pub fn new(config: JudgeConfig) -> Result<Judge, JudgeError> {
        let JudgeConfig { folder, slots, cache_bytes_max } = config;
        fs::create_dir_all(&folder).map_err(JudgeError::io("make the folder", &folder))?;
        let folder =
            fs::canonicalize(&folder).map_err(JudgeError::io("open the folder", &folder))?;
        let (jobs, caches) = (folder.join("jobs"), folder.join("caches"));
        for inner in [&jobs, &caches] {
            fs::create_dir_all(inner).map_err(JudgeError::io("make the folder", inner))?;
        }
        remove_stale(&jobs, &["check-", "data-"]);
        let store = Store::open(folder.join("built"), cache_bytes_max)?;
        let view = languages::found()
            .iter()
            .filter_map(|(_, found)| found.as_ref().ok())
            .flat_map(|toolchain| toolchain.view.clone())
            .collect();
        let slots = slots.max(2);
        let sandbox = Sandbox::start(Config { jobs: folder, view, slots })?;
        Ok(Judge(Arc::new(Inner {
            sandbox,
            store,
            caches,
            jobs,
            queue: Queue::new(slots),
            judgements: AtomicU64::new(0),
        })))
    }

    /// What this machine lets us enforce.
    pub fn protection(&self) -> &Protection {
        self.0.sandbox.protection()
    }

    /// Blocks until all is judged, some minutes at worst; call it from a thread that may.
    ///
    /// # Errors
    /// None of them is about the candidate's program. [`JudgeError::Cancelled`] when it was.
    pub fn judge(
        &self,
        package: &Package,
        submission: &Submission,
        cases: Cases,
        progress: &mut dyn FnMut(Progress),
        cancel: &Cancel,
    ) -> Result<Report, JudgeError> {
        let stop = Stop::TimeLimits(TIME_LIMITS_MAX);
        let limit_ms = self.time_limit_ms(package, submission, progress, cancel)?;
        let run = Run {
            package,
            submission,
            limit_ms,
            cpu_ms: limit_ms,
            patient: None,
            thrifty: false,
            stop,
        };
        self.run(&run, cases, progress, cancel)
    }

    /// CPU time of one case. Our own problems have their limit in Python's time; compiled languages
    /// get a quarter, so that a slow algorithm does not pass by being in a fast language.
    pub(crate) fn time_limit_ms(
        &self,
        package: &Package,
        submission: &Submission,
        progress: &mut dyn FnMut(Progress),
        cancel: &Cancel,
    ) -> Result<u64, JudgeError> {
        let Some(limit_ms) = package.limits.time_ms else {
            return self.measured_limit_ms(package, progress, cancel);
        };
        let is_fast = matches!(submission.language.id(), "go" | "rust" | "cpp" | "c");
        Ok(if package.signature.is_some() && is_fast { limit_ms / 4 } else { limit_ms }.max(1))
    }

    pub(crate) fn run(
        &self,
        run: &Run,
        cases: Cases,
        progress: &mut dyn FnMut(Progress),
        cancel: &Cancel,
    ) -> Result<Report, JudgeError> {
        toolchain(run.submission.language)?;
        let judgement = self.0.judgements.fetch_add(1, Ordering::Relaxed);
        let package = run.package;
        let memory_bytes = package.limits.memory_bytes;
        let report = |overall, cases| Report {
            language: run.submission.language.id().to_owned(),
            time_limit_ms: run.limit_ms,
            memory_limit_bytes: memory_bytes,
            overall,
            cases,
        };
        let builder = self.builder();
        let (built, validator) = {
            let _turn = self
                .0
                .queue
                .enter(judgement, 1, cancel, |ahead| progress(Progress::Waiting { ahead }))
                .ok_or(JudgeError::Cancelled)?;
            progress(Progress::Building);
            let built = builder.submission(package, run.submission, memory_bytes, cancel)?;
            let built = match built {
                Ok(built) => built,
                Err(CompileError { diagnostics, output }) => {
                    return Ok(report(Overall::CompileError { diagnostics, output }, Vec::new()));
                }
            };
            let validator = package.output_validator();
            let validator =
                validator.map(|program| builder.program(package, program, cancel)).transpose()?;
            (built, validator)
        };
        let mut tasks = tasks(package, cases);
        if run.thrifty {
            let wanted = |name: &str| run.patient.is_some_and(|cases| cases.contains(name));
            tasks.retain(|task| !is_large(task.name()) || wanted(task.name()));
        }
        progress(Progress::Running { cases: tasks.len() });
        let runner = Runner {
            sandbox: &self.0.sandbox,
            queue: &self.0.queue,
            jobs: &self.0.jobs,
            judgement,
            package,
            language: run.submission.language,
            built: &built,
            validator: validator.as_ref(),
            limit_ms: run.limit_ms,
            cpu_ms: run.cpu_ms,
            patient: run.patient,
            waits: AtomicBool::new(false),
            cancel,
        };
        let done = self.run_all(&runner, &tasks, run.stop, progress)?;
        Ok(report(Overall::of(&done), done))
    }

    /// Cases are taken in order, so that all before the first failure have run.
    fn run_all(
        &self,
        runner: &Runner,
        tasks: &[Task],
        stop: Stop,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Vec<CaseReport>, JudgeError> {
        let next = AtomicUsize::new(0);
        let failures = Mutex::new(Failures::default());
        let results: Mutex<Vec<Option<CaseReport>>> = Mutex::new(vec![None; tasks.len()]);
        let (tell, heard) = mpsc::channel();
        let work = |tell: mpsc::Sender<Progress>| -> Result<(), JudgeError> {
            loop {
                let index = next.fetch_add(1, Ordering::SeqCst);
                let Some(task) = tasks.get(index) else { return Ok(()) };
                let why = failures.lock().unwrap_or_else(PoisonError::into_inner).stops(stop);
                let report = match why {
                    Some(why) => not_run(task, why),
                    None => runner.run(task, |ahead| {
                        // Nobody listens any more only when the judgement has failed.
                        let _ = tell.send(Progress::Waiting { ahead });
                    }),
                };
                let report = report.inspect_err(|_| {
                    // The other threads need not go on.
                    next.store(tasks.len(), Ordering::SeqCst);
                })?;
                failures.lock().unwrap_or_else(PoisonError::into_inner).count(&report);
                let boxed = Box::new(report.clone());
                results.lock().unwrap_or_else(PoisonError::into_inner)[index] = Some(report);
                let _ = tell.send(Progress::Case { index, report: boxed });
            }
        };
        let width = if runner.package.interactive { 2 } else { 1 };
        let threads = (self.0.queue.slots() / width).clamp(1, tasks.len().max(1));
        std::thread::scope(|scope| {
            let work = &work;
            let workers: Vec<_> = (0..threads)
                .map(|_| {
                    let tell = tell.clone();
                    scope.spawn(move || work(tell))
                })
                .collect();
            drop(tell);
            for told in heard {
                progress(told);
            }
            let mut all = Ok(());
            for worker in workers {
                let ended = worker.join().unwrap_or_else(|_| {
                    Err(JudgeError::Internal("a thread that ran cases ended".into()))
                });
                // What failed first made others be cancelled at most.
                if all.is_ok() || matches!(all, Err(JudgeError::Cancelled)) {
                    all = all.and(ended);
                }
            }
            all
        })?;
        let results = results.into_inner().unwrap_or_else(PoisonError::into_inner);
        let count = results.len();
        let results: Vec<CaseReport> = results.into_iter().flatten().collect();
        if results.len() < count {
            return Err(JudgeError::Internal("a case was lost".into()));
        }
        Ok(results)
    }

    pub(crate) fn builder(&self) -> Builder<'_> {
        Builder { sandbox: &self.0.sandbox, store: &self.0.store, caches: &self.0.caches }
    }

    pub(crate) fn sandbox(&self) -> &Sandbox {
        &self.0.sandbox
    }

    pub(crate) fn jobs(&self) -> &std::path::Path {
        &self.0.jobs
    }
}

/// One submission under one limit.
pub(crate) struct Run<'a> {
    pub package: &'a Package,
    pub submission: &'a Submission,
    /// What decides.
    pub limit_ms: u64,
    /// When it is ended: later, to see by how much it is too slow.
    pub cpu_ms: u64,
    /// Only on these cases later; `None`: on all.
    pub patient: Option<&'a BTreeSet<String>>,
    /// Leaves out the large cases but those of `patient`.
    pub thrifty: bool,
    pub stop: Stop,
}

#[derive(Default)]
struct Failures {
    first: Option<String>,
    time_limits: u32,
}

impl Failures {
    fn count(&mut self, report: &CaseReport) {
        match report.verdict() {
            // It was asked twice already, and waiting takes the longest of all.
            Some(Verdict::TimeLimit { waited: true, .. }) => self.time_limits = u32::MAX,
            Some(Verdict::TimeLimit { .. }) => {
                self.time_limits = self.time_limits.saturating_add(1);
            }
            Some(verdict) if !verdict.is_good() => {}
            _ => return,
        }
        self.first.get_or_insert_with(|| report.name.clone());
    }

    fn stops(&self, stop: Stop) -> Option<String> {
        match stop {
            Stop::Never => None,
            Stop::FirstFailure => {
                self.first.as_ref().map(|case| format!("{case} had failed before"))
            }
            Stop::TimeLimits(_) if self.time_limits == u32::MAX => {
                Some("it had waited instead of working before".to_owned())
            }
            Stop::TimeLimits(most) => (self.time_limits >= most)
                .then(|| format!("{most} cases had run into the time limit before")),
        }
    }
}

/// As the cases of our own problems are called whose size is their point.
fn is_large(name: &str) -> bool {
    let last = name.rsplit('/').next().unwrap_or_default();
    last.starts_with("growth-") || last.starts_with("large-")
}

fn tasks(package: &Package, cases: Cases) -> Vec<Task<'_>> {
    match cases {
        Cases::All => package.cases().iter().map(Task::Case).collect(),
        Cases::Sample => {
            package.cases().iter().filter(|case| case.is_sample()).map(Task::Case).collect()
        }
        Cases::Own(own) => own.into_iter().map(Task::Own).collect(),
    }
}

fn not_run(task: &Task, why: String) -> Result<CaseReport, JudgeError> {
    Ok(CaseReport {
        name: task.name().to_owned(),
        result: CaseResult::NotRun { why },
        cpu_us: 0,
        memory_bytes: 0,
        n: 0,
        input: Excerpt::default(),
        expected: None,
        got: Excerpt::default(),
        stderr: Excerpt::default(),
        team_message: None,
        judge_message: None,
    })
}
