//! A problem's own checker: run beside the output, or talking to the program.
//!
//! It exits with 42 for yes and 43 for no. Whatever else it does is no verdict, because a candidate
//! must not lose by a checker that breaks.

use crate::build::Built;
use crate::ending::{self, Bounds, Ending};
use crate::error::JudgeError;
use crate::languages::Language;
use crate::package::Limits as PackageLimits;
use crate::report::Verdict;
use crate::store::open_to_all;
use greenroom_sandbox::{Bind, Cancel, End, Limits, Outcome, Output, Sandbox, Stdin};
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub const YES: i32 = 42;
pub const NO: i32 = 43;
const MESSAGE_BYTES_MAX: u64 = 4 << 10;

/// What the checker says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    pub accepted: bool,
    pub team_message: Option<String>,
    pub judge_message: Option<String>,
}

/// A checker and what it is given.
pub struct Validator<'a> {
    pub sandbox: &'a Sandbox,
    pub built: &'a Built,
    pub limits: &'a PackageLimits,
    /// For its input and answer, below the sandbox's folder.
    pub jobs: &'a Path,
}

/// One case as the checker finds it.
pub struct Question<'a> {
    pub case: &'a str,
    pub input: &'a [u8],
    pub answer: &'a [u8],
    pub args: &'a [String],
}

/// A program that talks to the checker.
pub struct Talker<'a> {
    pub built: &'a Built,
    pub language: &'static dyn Language,
    pub args: &'a [String],
    pub limits: Limits,
    pub time_limit_ms: u64,
}

pub struct Talked {
    pub outcome: Outcome,
    /// `None`: it is not known from this run; run it again, alone.
    pub verdict: Option<Verdict>,
    pub checked: Checked,
}

impl Validator<'_> {
    /// # Errors
    /// [`JudgeError::Validator`] when it does anything but say yes or no.
    pub fn check(
        &self,
        question: &Question,
        output: Vec<u8>,
        cancel: &Cancel,
    ) -> Result<Checked, JudgeError> {
        let desk = Desk::new(self.jobs, question)?;
        let job = desk.job(self, question, Stdin::Bytes(Arc::from(output)), Output::Capture, 0);
        let outcome = self.sandbox.run(job, cancel)?;
        let accepted = self.said(&outcome, question)?;
        Ok(desk.checked(accepted))
    }

    /// Both at once, each reading what the other writes.
    ///
    /// # Errors
    /// As [`Validator::check`].
    pub fn talk(
        &self,
        question: &Question,
        talker: &Talker,
        cancel: &Cancel,
    ) -> Result<Talked, JudgeError> {
        let desk = Desk::new(self.jobs, question)?;
        let pipe = || std::io::pipe().map_err(JudgeError::io("make a pipe in", self.jobs));
        let (to_program, from_checker) = pipe()?;
        let (to_checker, from_program) = pipe()?;
        // A program that has said all and ended is not at fault when the checker has a last word for it: without a
        // reader that word would end most checkers by SIGPIPE.
        let open = to_program.try_clone().map_err(JudgeError::io("make a pipe in", self.jobs))?;
        let program = talker.built.job(
            talker.args,
            Stdin::Pipe(to_program.into()),
            Output::Pipe(from_program.into()),
            talker.limits,
        );
        let bounds = Bounds {
            time_ms: talker.time_limit_ms,
            memory_bytes: program.limits.memory_bytes,
            output_bytes: program.limits.output_bytes,
        };
        // It waits for the program as long as the program may wait for it.
        let checker = desk.job(
            self,
            question,
            Stdin::Pipe(to_checker.into()),
            Output::Pipe(from_checker.into()),
            talker.limits.wall_ms + 2_000,
        );
        let (checker, program) = self.sandbox.run_pair(checker, program, cancel)?;
        drop(open);
        let end = ending::of(&program, bounds, talker.language);
        let checker_first = checker.ended_us <= program.ended_us;
        let told = weigh(&checker, checker_first, &end);
        let (verdict, accepted) = match told {
            Told::Cancelled => return Err(JudgeError::Cancelled),
            Told::CheckerFailed => {
                // Its failure in words; that it did not fail cannot be, by `weigh`.
                self.said(&checker, question)?;
                let why = "it did not come to an end".to_owned();
                return Err(JudgeError::Validator { case: question.case.to_owned(), why });
            }
            Told::Stuck => (None, false),
            Told::Program(verdict) => (Some(verdict), false),
            Told::Wrong => (Some(Verdict::WrongAnswer { difference: None, place: None }), false),
            Told::Right => (Some(Verdict::Accepted), true),
        };
        Ok(Talked { outcome: program, verdict, checked: desk.checked(accepted) })
    }

    fn said(&self, outcome: &Outcome, question: &Question) -> Result<bool, JudgeError> {
        let seconds = self.limits.validation_ms as f64 / 1000.0;
        let why = match outcome.end {
            End::Exited(YES) => return Ok(true),
            End::Exited(NO) => return Ok(false),
            End::Cancelled => return Err(JudgeError::Cancelled),
            End::Exited(code) => {
                format!(
                    "it ended with exit code {code}, where only 42 (yes) and 43 (no) mean something"
                )
            }
            End::Signalled(signal) => format!("it was ended by {}", ending::signal_name(signal)),
            End::CpuLimit | End::WallLimit => format!("it took longer than {seconds} s"),
            End::MemoryLimit => {
                format!("it needed more than {} MiB", self.limits.validation_memory_bytes >> 20)
            }
            End::OutputLimit => "it wrote too much".to_owned(),
        };
        let stderr = String::from_utf8_lossy(&outcome.stderr);
        let last = stderr.trim_end().lines().next_back().unwrap_or_default();
        let why = if last.is_empty() { why } else { format!("{why}; its last words: {last}") };
        Err(JudgeError::Validator { case: question.case.to_owned(), why })
    }
}

#[derive(Debug, PartialEq, Eq)]
enum Told {
    Right,
    Wrong,
    Program(Verdict),
    /// The program waited too long, or the machine was busy.
    Stuck,
    CheckerFailed,
    Cancelled,
}

/// Which of two ends counts. A no of the checker stands when it came first: what the program does
/// afterwards, such as breaking at a closed pipe, is only a consequence. Otherwise the program's own
/// failure counts, because the checker's no may be only a consequence of that.
fn weigh(checker: &Outcome, checker_first: bool, program: &Ending) -> Told {
    let (yes, no) = (End::Exited(YES), End::Exited(NO));
    if checker.end == End::Cancelled || *program == Ending::Cancelled {
        return Told::Cancelled;
    }
    if checker.end == no && checker_first {
        return Told::Wrong;
    }
    // Its own work, which the program cannot cause by saying nothing.
    let checker_broke = checker.end != yes && checker.end != no && checker.end != End::WallLimit;
    if checker_broke && checker_first {
        return Told::CheckerFailed;
    }
    match program {
        Ending::Cancelled => Told::Cancelled,
        Ending::Badly(verdict) => Told::Program(verdict.clone()),
        Ending::Stuck => Told::Stuck,
        Ending::Well => match checker.end {
            End::Exited(YES) => Told::Right,
            End::Exited(NO) => Told::Wrong,
            _ => Told::CheckerFailed,
        },
    }
}

/// A folder with the input and the answer, and one for what the checker writes.
struct Desk {
    folder: tempfile::TempDir,
    input: String,
    answer: String,
}

impl Desk {
    fn new(jobs: &Path, question: &Question) -> Result<Desk, JudgeError> {
        let told = |error| JudgeError::io("make room for the checker in", jobs)(error);
        let folder = tempfile::Builder::new().prefix("check-").tempdir_in(jobs).map_err(told)?;
        // Some checkers look at the name. It is of a package, so only what is harmless is kept.
        let base: String = question
            .case
            .rsplit('/')
            .next()
            .unwrap_or_default()
            .chars()
            .map(|c| if c.is_ascii_alphanumeric() || "_-.".contains(c) { c } else { '_' })
            .take(100)
            .collect();
        let desk = Desk { folder, input: format!("{base}.in"), answer: format!("{base}.ans") };
        for inner in [desk.data(), desk.feedback()] {
            fs::create_dir(&inner).map_err(told)?;
        }
        open_to_all(&desk.feedback()).map_err(told)?;
        fs::write(desk.data().join(&desk.input), question.input).map_err(told)?;
        fs::write(desk.data().join(&desk.answer), question.answer).map_err(told)?;
        Ok(desk)
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    fn feedback(&self) -> PathBuf {
        self.folder.path().join("feedback")
    }

    fn job(
        &self,
        validator: &Validator,
        question: &Question,
        stdin: Stdin,
        stdout: Output,
        wall_ms_min: u64,
    ) -> greenroom_sandbox::Job {
        let mut args = vec![
            format!("/data/{}", self.input),
            format!("/data/{}", self.answer),
            "/feedback/".to_owned(),
        ];
        args.extend(question.args.iter().cloned());
        let limits = checker_limits(validator.limits, wall_ms_min);
        let mut job = validator.built.job(&args, stdin, stdout, limits);
        job.binds.push(Bind { host: self.data(), inside: "/data".into(), writable: false });
        job.binds.push(Bind { host: self.feedback(), inside: "/feedback".into(), writable: true });
        job
    }

    fn checked(&self, accepted: bool) -> Checked {
        Checked {
            accepted,
            team_message: self.message("teammessage.txt"),
            judge_message: self.message("judgemessage.txt"),
        }
    }

    /// The checker is somebody else's program: what it left there may be a link to anywhere.
    fn message(&self, name: &str) -> Option<String> {
        let path = self.feedback().join(name);
        if !fs::symlink_metadata(&path).ok()?.is_file() {
            return None;
        }
        let mut bytes = Vec::new();
        fs::File::open(&path).ok()?.take(MESSAGE_BYTES_MAX).read_to_end(&mut bytes).ok()?;
        let text = String::from_utf8_lossy(&bytes).trim().to_owned();
        (!text.is_empty()).then_some(text)
    }
}

pub fn checker_limits(limits: &PackageLimits, wall_ms_min: u64) -> Limits {
    Limits {
        cpu_ms: limits.validation_ms,
        wall_ms: (2 * limits.validation_ms + 5_000).max(wall_ms_min),
        memory_bytes: limits.validation_memory_bytes,
        output_bytes: limits.validation_output_bytes,
        ..Limits::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Crash;

    fn outcome(end: End) -> Outcome {
        Outcome {
            end,
            cpu_us: 0,
            ended_us: 0,
            memory_peak_bytes: 0,
            stdout: Vec::new(),
            stderr: Vec::new(),
        }
    }

    #[test]
    fn of_two_ends_the_one_that_caused_the_other_counts() {
        let crash = Verdict::RunTimeError { how: Crash::Exit { code: 1 }, trace: String::new() };
        let slow = Verdict::TimeLimit { cpu_ms: 1, waited: false };
        let (crashed, late) = (Ending::Badly(crash.clone()), Ending::Badly(slow.clone()));
        let (first, second) = (true, false);
        for (end, order, program, expected) in [
            (End::Exited(YES), second, &Ending::Well, Told::Right),
            (End::Exited(YES), first, &Ending::Well, Told::Right),
            (End::Exited(NO), first, &Ending::Well, Told::Wrong),
            (End::Exited(NO), second, &Ending::Well, Told::Wrong),
            // It wrote on after the no, and broke at the closed pipe.
            (End::Exited(NO), first, &crashed, Told::Wrong),
            // It broke, and the checker said no to the silence.
            (End::Exited(NO), second, &crashed, Told::Program(crash.clone())),
            (End::Exited(NO), first, &late, Told::Wrong),
            (End::Exited(NO), second, &late, Told::Program(slow.clone())),
            (End::Exited(YES), first, &late, Told::Program(slow.clone())),
            // Both wait for the other: the program should have spoken.
            (End::WallLimit, second, &Ending::Stuck, Told::Stuck),
            (End::WallLimit, first, &Ending::Stuck, Told::Stuck),
            // The program is done and the checker does not notice.
            (End::WallLimit, second, &Ending::Well, Told::CheckerFailed),
            (End::CpuLimit, first, &Ending::Stuck, Told::CheckerFailed),
            (End::CpuLimit, second, &Ending::Well, Told::CheckerFailed),
            (End::Exited(1), first, &Ending::Well, Told::CheckerFailed),
            (End::Exited(1), first, &crashed, Told::CheckerFailed),
            // A checker that breaks at the end of what a crashed program wrote.
            (End::Exited(1), second, &crashed, Told::Program(crash.clone())),
            (End::Cancelled, first, &Ending::Well, Told::Cancelled),
        ] {
            let told = weigh(&outcome(end), order, program);
            assert_eq!(told, expected, "{end:?}, checker first: {order}, {program:?}");
        }
    }

    #[test]
    fn a_message_that_is_a_link_is_not_read() {
        let jobs = tempfile::tempdir().unwrap();
        let question = Question { case: "secret/a b", input: b"1", answer: b"2", args: &[] };
        let desk = Desk::new(jobs.path(), &question).unwrap();
        assert_eq!(desk.input, "a_b.in");
        std::os::unix::fs::symlink("/etc/passwd", desk.feedback().join("teammessage.txt")).unwrap();
        fs::write(desk.feedback().join("judgemessage.txt"), " off by one\n").unwrap();
        let checked = desk.checked(false);
        assert_eq!(checked.team_message, None);
        assert_eq!(checked.judge_message.as_deref(), Some("off by one"));
    }
}
