//! Runs programs that nobody trusts.
//!
//! A program sees a small read-only part of the machine and an empty folder, has no network, can
//! reach no process but its own, and is ended, with all that it started, when it exceeds a limit.
//! No root, no daemon and no container engine is needed; as root, root is given up.
//!
//! The crate knows nothing of languages, cases and verdicts, and nothing of Greenroom. Start with
//! [`Sandbox::run`]; what happens on the other side of the socket is in [`slot`].

mod cancel;
mod job;
mod signal;
mod slot;
mod wire;

pub use cancel::Cancel;
pub use job::{Bind, End, Job, Limits, Outcome, Output, Stdin};
pub use signal::Signal;

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::os::fd::{AsFd, AsRawFd, BorrowedFd, FromRawFd, OwnedFd};
use std::os::unix::fs::FileExt;
use std::path::PathBuf;
use std::process::Child;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;
use wire::{Ended, FromSlot, Mounted, Ready, Request, ToSlot};

/// What the sandbox is given once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// A folder of ours for everything that jobs bind; created, and removed by whoever owns it.
    pub jobs: PathBuf,
    /// Absolute paths of the machine that programs may read, besides `/usr`, `/lib`, `/bin` and the
    /// few files of `/etc` and `/dev` that programs need: tool chains in other places.
    pub view: Vec<PathBuf>,
    /// How many programs run at once.
    pub slots: usize,
}

#[derive(Debug, thiserror::Error)]
pub enum SandboxError {
    #[error("the sandbox could not be set up: {0}")]
    Setup(String),
    #[error("the program could not be started: {0}")]
    Start(String),
    #[error("the sandbox broke down while a program ran: {0}")]
    Broken(String),
}

/// What this machine's kernel lets us enforce, to be told to the user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Protection {
    /// Each measure in words, with whether it is in force and, if not, why and what follows.
    pub measures: Vec<Measure>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measure {
    pub name: &'static str,
    /// `None`: in force.
    pub missing: Option<String>,
}

/// Runs jobs, at most `slots` at once; a further one waits its turn. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Sandbox(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    config: Config,
    protection: Protection,
    state: Mutex<State>,
    freed: Condvar,
}

#[derive(Debug, Default)]
struct State {
    idle: Vec<Slot>,
    busy: usize,
}

/// Our end of a slot; see [`slot`] for the other.
#[derive(Debug)]
struct Slot {
    socket: OwnedFd,
    keeper: Child,
}

/// While a job waits for a slot it looks this often whether it is still wanted.
const LOOK_EVERY: Duration = Duration::from_millis(50);
/// Of stderr, which people read: more is cut out of its middle.
const STDERR_BYTES_MAX: u64 = 256 << 10;

impl Sandbox {
    /// Starts one slot, to learn what this machine allows; the others are started when needed.
    ///
    /// # Errors
    /// [`SandboxError::Setup`] where the kernel does not offer what is needed to be safe.
    pub fn start(config: Config) -> Result<Sandbox, SandboxError> {
        let setup = |error: io::Error| {
            SandboxError::Setup(format!("the folder {}: {error}", config.jobs.display()))
        };
        fs::create_dir_all(&config.jobs).map_err(setup)?;
        let config = Config { jobs: fs::canonicalize(&config.jobs).map_err(setup)?, ..config };
        let (slot, ready) = Slot::start(&config)?;
        Ok(Sandbox(Arc::new(Inner {
            config,
            protection: protection(&ready),
            state: Mutex::new(State { idle: vec![slot], busy: 0 }),
            freed: Condvar::new(),
        })))
    }

    pub fn protection(&self) -> &Protection {
        &self.0.protection
    }

    pub fn slots(&self) -> usize {
        self.0.config.slots.max(1)
    }

    /// Runs one job to its end. Blocks; call it from a thread that may.
    ///
    /// # Errors
    /// [`SandboxError::Start`] if it cannot be begun, for instance because the program is not there;
    /// the other kinds are failures of ours. None of them says anything about the program.
    pub fn run(&self, job: Job, cancel: &Cancel) -> Result<Outcome, SandboxError> {
        let Some(mut slots) = self.take(1, cancel) else { return Ok(Outcome::cancelled()) };
        let taken = slots.pop().unwrap_or(Taken::Unstarted);
        self.run_in(taken, job, &[cancel])
    }

    /// Two jobs that talk: both at once, on two slots.
    ///
    /// # Errors
    /// As [`Sandbox::run`], of either; also where there is only one slot.
    pub fn run_pair(
        &self,
        one: Job,
        other: Job,
        cancel: &Cancel,
    ) -> Result<(Outcome, Outcome), SandboxError> {
        if self.slots() < 2 {
            return Err(SandboxError::Start("two programs at once need two slots".into()));
        }
        let Some(mut slots) = self.take(2, cancel) else {
            return Ok((Outcome::cancelled(), Outcome::cancelled()));
        };
        let second = slots.pop().unwrap_or(Taken::Unstarted);
        let first = slots.pop().unwrap_or(Taken::Unstarted);
        // If one cannot be started, the other must not wait for words that never come.
        let failed = Cancel::new();
        let cancels = [cancel, &failed];
        let run = |slot, job| {
            let outcome = self.run_in(slot, job, &cancels);
            if outcome.is_err() {
                failed.cancel();
            }
            outcome
        };
        std::thread::scope(|scope| {
            let beside = scope.spawn(|| run(second, other));
            let outcome = run(first, one);
            let beside =
                beside.join().map_err(|_| SandboxError::Broken("a thread ended".into()))?;
            Ok((outcome?, beside?))
        })
    }

    /// `count` slots at once, so that two pairs never wait for each other's second. `None`: no
    /// longer wanted.
    fn take(&self, count: usize, cancel: &Cancel) -> Option<Vec<Taken>> {
        let mut state = self.0.state.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            if cancel.is_cancelled() {
                return None;
            }
            if state.busy + count <= self.slots() {
                state.busy += count;
                let mut next = || state.idle.pop().map_or(Taken::Unstarted, Taken::Idle);
                return Some((0..count).map(|_| next()).collect());
            }
            let waited = self.0.freed.wait_timeout(state, LOOK_EVERY);
            state = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    fn run_in(&self, taken: Taken, job: Job, cancels: &[&Cancel]) -> Result<Outcome, SandboxError> {
        // Whatever happens, the place is free afterwards.
        let mut place = Place { sandbox: self, slot: None };
        let slot = match taken {
            Taken::Idle(slot) if slot.is_there() => slot,
            Taken::Idle(_) | Taken::Unstarted => Slot::start(&self.0.config)?.0,
        };
        let (outcome, whole) = slot.run(job, &self.0.config, cancels);
        place.slot = whole.then_some(slot);
        outcome
    }
}

enum Taken {
    Idle(Slot),
    Unstarted,
}

/// Gives a slot back when dropped; a broken one is not given back, and another takes its place.
struct Place<'a> {
    sandbox: &'a Sandbox,
    slot: Option<Slot>,
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        let inner = &self.sandbox.0;
        let mut state = inner.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.busy -= 1;
        state.idle.extend(self.slot.take());
        drop(state);
        inner.freed.notify_all();
    }
}

impl Slot {
    fn start(config: &Config) -> Result<(Slot, Ready), SandboxError> {
        let setup = |error: io::Error| SandboxError::Setup(format!("start a slot: {error}"));
        let (socket, keeper) = slot::spawn(config).map_err(setup)?;
        let slot = Slot { socket, keeper };
        let mut packet = Vec::new();
        wire::receive(slot.socket.as_fd(), &mut packet).map_err(setup)?;
        match FromSlot::decode(&packet) {
            Some(FromSlot::Ready(ready)) => Ok((slot, ready)),
            Some(FromSlot::Refused(why)) => Err(SandboxError::Setup(why)),
            _ => Err(SandboxError::Setup("its first process ended at once".into())),
        }
    }

    /// Also whether the slot can be used again.
    fn run(
        &self,
        job: Job,
        config: &Config,
        cancels: &[&Cancel],
    ) -> (Result<Outcome, SandboxError>, bool) {
        let begun = begin(job, config);
        let Begun { request, fds, captured, stderr, output_bytes } = match begun {
            Ok(begun) => begun,
            Err(why) => return (Err(SandboxError::Start(why)), true),
        };
        let borrowed: Vec<BorrowedFd<'_>> = fds.iter().map(AsFd::as_fd).collect();
        let sent = wire::send(self.socket.as_fd(), &ToSlot::Run(request).encode(), &borrowed);
        // Only the program holds the pipes now: their other ends see when it is gone.
        drop(borrowed);
        drop(fds);
        let broken = |why: String| (Err(SandboxError::Broken(why)), false);
        if let Err(error) = sent {
            return broken(format!("ask its slot: {error}"));
        }
        match self.answer(cancels) {
            Err(error) => broken(format!("hear from its slot: {error}")),
            Ok(FromSlot::Ended(ended)) => (outcome(ended, captured, stderr, output_bytes), true),
            Ok(FromSlot::NotStarted(why)) => (Err(SandboxError::Start(why)), true),
            Ok(_) => broken("its slot answered out of turn".into()),
        }
    }

    fn answer(&self, cancels: &[&Cancel]) -> io::Result<FromSlot> {
        let mut told = false;
        let all_wake = cancels.iter().all(|cancel| cancel.event().is_some());
        loop {
            let waited_for = |fd| libc::pollfd { fd, events: libc::POLLIN, revents: 0 };
            let mut waited = vec![waited_for(self.socket.as_raw_fd())];
            if !told {
                let events = cancels.iter().filter_map(|cancel| cancel.event());
                waited.extend(events.map(|event| waited_for(event.as_raw_fd())));
            }
            let pause_ms = if all_wake { -1 } else { LOOK_EVERY.as_millis() as i32 };
            // SAFETY: the list is as long as is said and outlives the call.
            unsafe { libc::poll(waited.as_mut_ptr(), waited.len() as libc::nfds_t, pause_ms) };
            if waited[0].revents != 0 {
                let mut packet = Vec::new();
                wire::receive(self.socket.as_fd(), &mut packet)?;
                return FromSlot::decode(&packet)
                    .ok_or_else(|| io::Error::other("the slot is gone"));
            }
            if !told && cancels.iter().any(|cancel| cancel.is_cancelled()) {
                wire::send(self.socket.as_fd(), &ToSlot::Cancel.encode(), &[])?;
                told = true;
            }
        }
    }

    /// False when its guard was killed meanwhile, or gave up.
    fn is_there(&self) -> bool {
        let events = libc::POLLIN | libc::POLLHUP;
        let mut waited = libc::pollfd { fd: self.socket.as_raw_fd(), events, revents: 0 };
        // SAFETY: one entry, which outlives the call.
        unsafe { libc::poll(&raw mut waited, 1, 0) == 0 }
    }
}

impl Drop for Slot {
    fn drop(&mut self) {
        // SAFETY: takes integers. The guard sees the end of its socket and exits.
        unsafe { libc::shutdown(self.socket.as_raw_fd(), libc::SHUT_RDWR) };
        let _ = self.keeper.wait();
    }
}

struct Begun {
    request: Request,
    fds: [OwnedFd; 3],
    captured: Option<File>,
    stderr: File,
    output_bytes: u64,
}

fn begin(job: Job, config: &Config) -> Result<Begun, String> {
    let Job { program, args, env, cwd, binds, stdin, stdout, limits } = job;
    let told = |error: io::Error| format!("make room for its output: {error}");
    let stdin = match stdin {
        Stdin::Empty => File::open("/dev/null").map_err(told)?.into(),
        Stdin::Bytes(bytes) => input(&mut bytes.as_ref()).map_err(told)?,
        Stdin::File(mut file) => {
            file.seek(SeekFrom::Start(0)).map_err(told)?;
            input(&mut file).map_err(told)?
        }
        Stdin::Pipe(pipe) => pipe,
    };
    let stderr = memory_file().map_err(told)?;
    let (captured, stdout) = match stdout {
        Output::Capture => {
            let file = memory_file().map_err(told)?;
            let theirs = file.try_clone().map_err(told)?;
            (Some(file), theirs.into())
        }
        Output::Pipe(pipe) => (None, pipe),
    };
    let theirs = stderr.try_clone().map_err(told)?.into();
    let binds = binds.into_iter().map(|bind| mounted(bind, config)).collect::<Result<_, _>>()?;
    let mut all_env: Vec<OsString> = Vec::new();
    for (key, value) in [
        ("PATH", "/usr/local/bin:/usr/bin:/bin"),
        ("HOME", "/work"),
        ("TMPDIR", "/work"),
        ("LANG", "C.UTF-8"),
    ] {
        if env.iter().all(|(set, _)| set != key) {
            all_env.push(format!("{key}={value}").into());
        }
    }
    for (key, value) in env {
        let mut one = key;
        one.push("=");
        one.push(value);
        all_env.push(one);
    }
    let cwd = if cwd.as_os_str().is_empty() { "/work".into() } else { cwd.into_os_string() };
    let request =
        Request { program: program.into_os_string(), args, env: all_env, cwd, binds, limits };
    let output_bytes = limits.output_bytes;
    Ok(Begun { request, fds: [stdin, stdout, theirs], captured, stderr, output_bytes })
}

fn mounted(bind: Bind, config: &Config) -> Result<Mounted, String> {
    let Bind { host, inside, writable } = bind;
    let shown = host.display();
    let real = fs::canonicalize(&host).map_err(|error| format!("bind {shown}: {error}"))?;
    let below = real
        .strip_prefix(&config.jobs)
        .map_err(|_| format!("bind {shown}: it is not below {}", config.jobs.display()))?;
    if !inside.is_absolute() || inside.components().any(|part| part.as_os_str() == "..") {
        return Err(format!("bind {shown}: {} is not an absolute path", inside.display()));
    }
    Ok(Mounted { host: below.into(), inside: inside.into(), writable })
}

/// A copy that cannot be changed any more, so that no run can spoil the input of another.
fn input(from: &mut dyn Read) -> io::Result<OwnedFd> {
    let mut file = memory_file()?;
    io::copy(from, &mut file)?;
    file.flush()?;
    file.seek(SeekFrom::Start(0))?;
    let seals = libc::F_SEAL_WRITE | libc::F_SEAL_GROW | libc::F_SEAL_SHRINK | libc::F_SEAL_SEAL;
    // SAFETY: takes integers.
    if unsafe { libc::fcntl(file.as_raw_fd(), libc::F_ADD_SEALS, seals) } != 0 {
        return Err(io::Error::last_os_error());
    }
    Ok(file.into())
}

fn memory_file() -> io::Result<File> {
    let flags = libc::MFD_CLOEXEC | libc::MFD_ALLOW_SEALING;
    // SAFETY: a text that ends with a zero byte; the descriptor that comes is ours alone.
    unsafe {
        let fd = libc::memfd_create(c"stdio".as_ptr(), flags);
        if fd < 0 { Err(io::Error::last_os_error()) } else { Ok(File::from_raw_fd(fd)) }
    }
}

fn outcome(
    ended: Ended,
    captured: Option<File>,
    stderr: File,
    output_bytes: u64,
) -> Result<Outcome, SandboxError> {
    let broken = |error: io::Error| SandboxError::Broken(format!("read its output: {error}"));
    let Ended { mut end, cpu_us, ended_us, memory_peak_bytes } = ended;
    let written = match &captured {
        Some(file) => file.metadata().map_err(broken)?.len(),
        None => 0,
    };
    // It may have been told so by an error instead of a signal, and gone on.
    if written >= output_bytes && matches!(end, End::Exited(_) | End::Signalled(_)) {
        end = End::OutputLimit;
    }
    let stdout = match captured {
        Some(file) => cut(&file, output_bytes).map_err(broken)?,
        None => Vec::new(),
    };
    let stderr = cut(&stderr, STDERR_BYTES_MAX).map_err(broken)?;
    Ok(Outcome { end, cpu_us, ended_us, memory_peak_bytes, stdout, stderr })
}

/// At most so many bytes: of a longer file its first and its last.
fn cut(file: &File, most: u64) -> io::Result<Vec<u8>> {
    let length = file.metadata()?.len();
    let mut bytes = vec![0; length.min(most) as usize];
    if length <= most {
        file.read_exact_at(&mut bytes, 0)?;
        return Ok(bytes);
    }
    let half = bytes.len() / 2;
    let (first, last) = bytes.split_at_mut(half);
    file.read_exact_at(first, 0)?;
    file.read_exact_at(last, length - last.len() as u64)?;
    let note = format!("\n... {} bytes are left out ...\n", length - most);
    Ok([first, note.as_bytes(), last].concat())
}

impl Outcome {
    fn cancelled() -> Outcome {
        Outcome {
            end: End::Cancelled,
            cpu_us: 0,
            ended_us: 0,
            memory_peak_bytes: 0,
            stdout: Vec::new(),
            stderr: Vec::new(),
        }
    }
}

fn protection(ready: &Ready) -> Protection {
    let in_force = |name| Measure { name, missing: None };
    let mut measures = vec![
        in_force(if ready.privileged {
            "namespaces of its own, root given up"
        } else {
            "namespaces of its own, made without root"
        }),
        in_force("a small read-only view of the file system"),
        in_force("no network"),
        in_force("system calls filtered (seccomp)"),
        in_force("limits of CPU time, wall time, processes, output, files and disk"),
    ];
    measures.push(Measure {
        name: "Landlock",
        missing: match ready.landlock_abi {
            0 => Some(
                "the kernel has none (5.13 and newer do): the view of the file system is one wall \
                 instead of two"
                    .into(),
            ),
            _ => None,
        },
    });
    measures.push(Measure {
        name: "memory limit of all processes together, by control group",
        missing: ready.memory_group.is_none().then(|| {
            format!(
                "{}: each process is limited by itself, and all together are looked after every \
                 20 ms, so a program can exceed its limit for that long",
                ready.no_memory_group
            )
        }),
    });
    Protection { measures }
}
