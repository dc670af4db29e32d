//! How a program's end becomes a verdict, or the question whether its output is right.

use crate::languages::Language;
use crate::report::{Crash, Verdict};
use greenroom_sandbox::{End, Outcome};

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ending {
    /// Its output is to be judged.
    Well,
    Badly(Verdict),
    /// Long over its time by the clock, but not by what it worked: it waits for something, or the
    /// machine was too busy to run it.
    Stuck,
    Cancelled,
}

/// What it ran under. Memory and output are the sandbox's limits; the time is when it counts as too
/// slow, which may be before it is ended.
#[derive(Debug, Clone, Copy)]
pub struct Bounds {
    pub time_ms: u64,
    pub memory_bytes: u64,
    pub output_bytes: u64,
}

/// Without a control group a program is refused memory before it has all that it may have, and
/// crashes by itself. One that crashes so near to its limit is taken to have reached it.
const NEARLY_ALL_MEMORY: f64 = 0.9;

pub fn of(outcome: &Outcome, bounds: Bounds, language: &dyn Language) -> Ending {
    let cpu_ms = outcome.cpu_us / 1000;
    let too_slow = Ending::Badly(Verdict::TimeLimit { cpu_ms, waited: false });
    let stderr = || String::from_utf8_lossy(&outcome.stderr);
    let crash = |how: Crash| {
        // It says so itself where its run time notices before the sandbox does.
        let had = outcome.memory_peak_bytes as f64 / bounds.memory_bytes as f64;
        if had >= NEARLY_ALL_MEMORY || is_out_of_memory(language.id(), &stderr()) {
            return Ending::Badly(Verdict::MemoryLimit);
        }
        Ending::Badly(Verdict::RunTimeError { how, trace: language.trace(&stderr()) })
    };
    match outcome.end {
        End::Cancelled => Ending::Cancelled,
        // Some run times go on after they were refused to write, until their time is over.
        End::CpuLimit | End::WallLimit if outcome.stdout.len() as u64 >= bounds.output_bytes => {
            Ending::Badly(Verdict::OutputLimit)
        }
        End::CpuLimit => too_slow,
        End::MemoryLimit => Ending::Badly(Verdict::MemoryLimit),
        End::OutputLimit => Ending::Badly(Verdict::OutputLimit),
        // Whatever it printed meanwhile, it was too late.
        _ if cpu_ms > bounds.time_ms => too_slow,
        End::WallLimit => Ending::Stuck,
        End::Exited(0) => Ending::Well,
        End::Exited(code) => crash(Crash::Exit { code }),
        End::Signalled(signal) => crash(Crash::Signal { name: signal_name(signal) }),
    }
}

/// By what each run time writes when it gets no more memory. Only asked of programs that crashed.
fn is_out_of_memory(language: &str, stderr: &str) -> bool {
    let line_starts = |with: &str| stderr.lines().any(|line| line.trim_start().starts_with(with));
    match language {
        "python" => {
            stderr.lines().any(|line| line == "MemoryError" || line.starts_with("MemoryError:"))
        }
        "java" => {
            stderr.contains("java.lang.OutOfMemoryError")
                || stderr.contains("insufficient memory for the Java Runtime Environment")
        }
        "javascript" => {
            stderr.contains("JavaScript heap out of memory")
                || stderr.contains("RangeError: Array buffer allocation failed")
        }
        "go" => {
            line_starts("fatal error: runtime: out of memory")
                || line_starts("fatal error: runtime: cannot allocate memory")
                || line_starts("runtime: out of memory")
        }
        "rust" => line_starts("memory allocation of ") && stderr.contains(" bytes failed"),
        "cpp" | "c" => stderr.contains("std::bad_alloc"),
        _ => false,
    }
}

pub fn signal_name(signal: i32) -> String {
    let name = match signal {
        4 => "SIGILL (an instruction that does not exist)",
        5 => "SIGTRAP (a trap)",
        6 => "SIGABRT (it gave up: an assertion, or an exception that nobody caught)",
        7 => "SIGBUS (memory that is not there)",
        8 => "SIGFPE (a division by zero)",
        9 => "SIGKILL",
        11 => {
            "SIGSEGV (memory that is not its own; often an index out of bounds or too deep a recursion)"
        }
        13 => "SIGPIPE (it wrote to somebody who was gone)",
        15 => "SIGTERM",
        24 => "SIGXCPU",
        25 => "SIGXFSZ (too large a file)",
        31 => "SIGSYS (a system call that is not allowed here)",
        other => return format!("signal {other}"),
    };
    name.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::languages;

    #[track_caller]
    fn check(end: End, cpu_ms: u64, stderr: &str, expected: &str) {
        check_memory(end, cpu_ms, 10, stderr, expected);
    }

    #[track_caller]
    fn check_memory(end: End, cpu_ms: u64, memory_mib: u64, stderr: &str, expected: &str) {
        let outcome = Outcome {
            end,
            cpu_us: cpu_ms * 1000,
            ended_us: 0,
            memory_peak_bytes: memory_mib << 20,
            stdout: Vec::new(),
            stderr: stderr.into(),
        };
        let python = languages::by_id("python").unwrap();
        let bounds = Bounds { time_ms: 1_000, memory_bytes: 100 << 20, output_bytes: 1 << 20 };
        let told = match of(&outcome, bounds, python) {
            Ending::Badly(verdict) => verdict.to_string(),
            other => format!("{other:?}"),
        };
        assert!(told.starts_with(expected), "{told}");
    }

    #[test]
    fn each_end_has_its_verdict() {
        check(End::Exited(0), 10, "", "Well");
        check(End::Exited(0), 1_001, "", "Time limit exceeded: stopped after 1.0 s");
        check(End::Exited(1), 1_500, "", "Time limit exceeded");
        check(End::CpuLimit, 1_000, "", "Time limit exceeded");
        check(End::WallLimit, 10, "", "Stuck");
        check(End::MemoryLimit, 10, "", "Memory limit exceeded");
        check(End::OutputLimit, 10, "", "Output limit exceeded");
        check(End::Cancelled, 10, "", "Cancelled");
        check(End::Exited(3), 10, "", "Run-time error: it ended with exit code 3");
        check(End::Signalled(11), 10, "", "Run-time error: it was ended by SIGSEGV");
        check(End::Signalled(64), 10, "", "Run-time error: it was ended by signal 64");
        check(End::Exited(1), 10, "Traceback ...\nMemoryError\n", "Memory limit exceeded");
        check(End::Exited(0), 10, "MemoryError\n", "Well");
        check_memory(End::Signalled(11), 10, 95, "", "Memory limit exceeded");
        check_memory(End::Exited(0), 10, 95, "", "Well");
    }

    #[test]
    fn run_times_say_in_their_own_words_that_memory_is_out() {
        for (language, stderr) in [
            ("java", "Exception in thread \"main\" java.lang.OutOfMemoryError: Java heap space"),
            (
                "javascript",
                "FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory",
            ),
            ("go", "fatal error: runtime: out of memory\n\nruntime stack:"),
            ("rust", "memory allocation of 4294967296 bytes failed"),
            ("cpp", "terminate called after throwing an instance of 'std::bad_alloc'"),
        ] {
            assert!(is_out_of_memory(language, stderr), "{language}");
            assert!(!is_out_of_memory(language, "error: index out of bounds"), "{language}");
        }
    }
}
