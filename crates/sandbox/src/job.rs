//! What is run, under which limits, and how it ended.

use std::ffi::OsString;
use std::fs::File;
use std::os::fd::OwnedFd;
use std::path::PathBuf;
use std::sync::Arc;

/// One program to run once. Paths are as the program sees them: `/usr` and what else
/// [`Config::view`](crate::Config) names lie where they lie outside, `/work` is an empty folder of
/// its own that is gone afterwards (also `/tmp` and `/dev/shm`), and `binds` are added.
#[derive(Debug)]
pub struct Job {
    /// Absolute; there is no search along a path.
    pub program: PathBuf,
    /// Without the program's own name.
    pub args: Vec<OsString>,
    /// The whole environment. `HOME`, `TMPDIR` and `PATH` are set where these don't.
    pub env: Vec<(OsString, OsString)>,
    /// The folder it starts in, `/work` if it has no wish.
    pub cwd: PathBuf,
    pub binds: Vec<Bind>,
    pub stdin: Stdin,
    pub stdout: Output,
    pub limits: Limits,
}

/// A folder of ours that the program sees.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bind {
    /// Must lie below [`Config::jobs`](crate::Config).
    pub host: PathBuf,
    /// Absolute, directly below the root, such as `/box`.
    pub inside: PathBuf,
    pub writable: bool,
}

#[derive(Debug)]
pub enum Stdin {
    Empty,
    Bytes(Arc<[u8]>),
    /// Read from its beginning.
    File(File),
    Pipe(OwnedFd),
}

#[derive(Debug)]
pub enum Output {
    /// Comes back in [`Outcome::stdout`].
    Capture,
    Pipe(OwnedFd),
}

/// Whatever is exceeded ends the program and all that it started.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Of all its processes together.
    pub cpu_ms: u64,
    /// Ends only what is stuck: many times the CPU time.
    pub wall_ms: u64,
    /// Of all its processes together, its files in `/work` included.
    pub memory_bytes: u64,
    /// Threads count.
    pub processes: u32,
    /// Largest single file, and the most that is captured of stdout and of stderr.
    pub output_bytes: u64,
    /// All files in `/work` together.
    pub disk_bytes: u64,
    pub open_files: u32,
    /// Of the main thread. Large inputs are often walked recursively.
    pub stack_bytes: u64,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            cpu_ms: 2_000,
            wall_ms: 10_000,
            memory_bytes: 512 << 20,
            processes: 64,
            output_bytes: 16 << 20,
            disk_bytes: 64 << 20,
            open_files: 256,
            stack_bytes: 256 << 20,
        }
    }
}

/// How it ended. All its processes are gone, and so is `/work`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    pub end: End,
    /// User and system time of all its processes.
    pub cpu_us: u64,
    /// When its first process ended, by the machine's monotonic clock: of two programs that talk, it says who
    /// stopped first.
    pub ended_us: u64,
    /// The most that it had at once, with `/work`; of its largest process only where
    /// [`Protection::memory`](crate::Protection) is not by control group.
    pub memory_peak_bytes: u64,
    pub stdout: Vec<u8>,
    pub stderr: Vec<u8>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    Exited(i32),
    /// By a signal that was not ours.
    Signalled(i32),
    CpuLimit,
    WallLimit,
    MemoryLimit,
    OutputLimit,
    Cancelled,
}
