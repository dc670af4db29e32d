//! One process of a candidate's service (with whatever it starts itself), from its command to its end.

use crate::Cancel;
use crate::processes::{MARK, Processes};
use greenroom_model::ServiceFile;
use greenroom_sandbox::Signal;
use serde::Serialize;
use std::collections::VecDeque;
use std::io::Read;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::os::unix::fs::MetadataExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use tokio::net::TcpStream;
use tokio::time::Instant;

/// What went wrong with a service as a whole.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize)]
#[serde(tag = "trouble", rename_all = "kebab-case")]
pub enum Trouble {
    #[error("{place}: {what}: {next}")]
    File { place: String, what: String, next: String },
    #[error("`{program}` is not on this machine: install it, or change `{key}` in lab.toml")]
    MissingProgram { program: String, key: String },
    #[error("the build `{command}` failed ({how}). Its last lines:\n{last}")]
    NotBuilt { command: String, how: String, last: String },
    #[error("the service ended before it listened ({how}). Its last lines:\n{last}")]
    DiedAtOnce { how: String, last: String },
    #[error("the service ended by itself ({how}). Its last lines:\n{last}")]
    Ended { how: String, last: String },
    #[error(
        "the command ended ({how}) and left {left} processes behind, which were ended: start the service in the foreground"
    )]
    ForkedAway { how: String, left: usize },
    #[error(
        "nothing listens on port {port} after {waited_s} s: listen on 127.0.0.1, on the port in the variable PORT. Its last lines:\n{last}"
    )]
    NeverListened { port: u16, waited_s: u32, last: String },
    #[error(
        "the service listens on {found} and not on 127.0.0.1:{port}: listen on 127.0.0.1 or 0.0.0.0, on the port in the variable PORT"
    )]
    ListensElsewhere { found: String, port: u16 },
    #[error("the service listens and does not speak the lab's protocol: {got}")]
    Garbage { got: String },
    #[error("the service took a connection and answered nothing for {waited_s} s")]
    NeverAnswers { waited_s: u64 },
    #[error("the answer to `{asked}` does not end: more than {bytes} bytes came")]
    StreamsForEver { asked: String, bytes: u64 },
    #[error("the service filled its DATA_DIR with more than {bytes} bytes and was ended")]
    FillsDisk { bytes: u64 },
    #[error("nothing answers at {url}: {why}")]
    NotThere { url: String, why: String },
    #[error("cancelled")]
    Cancelled,
    /// Nothing is said of the service.
    #[error("Greenroom could not do its part: {0}")]
    Ours(String),
}

/// How to start it.
#[derive(Debug, Clone)]
pub struct Start {
    /// Holds `lab.toml`.
    pub folder: PathBuf,
    pub file: ServiceFile,
    /// Becomes DATA_DIR.
    pub data: PathBuf,
    /// Beside PORT, DATA_DIR and what the file names.
    pub env: Vec<(String, String)>,
    /// It is ended when its data grows beyond this.
    pub data_bytes_max: u64,
}

pub const DATA_BYTES_MAX: u64 = 512 << 20;

const LOOK_EVERY: Duration = Duration::from_millis(20);
const DATA_LOOK_EVERY: Duration = Duration::from_millis(250);
/// Of what it says, the last is kept.
const SAID_BYTES_MAX: usize = 32 << 10;
/// How long its last words are waited for.
const READ_OUT: Duration = Duration::from_secs(5);
const LAST_LINES: usize = 12;
/// Another program may take a port between our choice and the service's bind.
const PORTS_TRIED: u32 = 4;
/// How long a build may take; compilers of large projects are slow on small machines.
const BUILD_S_MAX: u64 = 900;

/// A running one. Dropped, it is ended with all that it started.
#[derive(Debug)]
pub struct Service {
    child: Child,
    processes: Processes,
    port: u16,
    said: Said,
    readers: Vec<JoinHandle<()>>,
    watch: tokio::task::JoinHandle<()>,
    fills_disk: Arc<AtomicBool>,
    data_bytes_max: u64,
    listened: bool,
    ended: bool,
}

/// The last that a program said.
#[derive(Debug, Clone, Default)]
struct Said(Arc<Mutex<VecDeque<u8>>>);

/// Reads a candidate's `lab.toml`.
///
/// # Errors
/// [`Trouble::File`] with the place and the next step.
pub fn read_file(folder: &Path) -> Result<ServiceFile, Trouble> {
    let path = folder.join("lab.toml");
    let place = path.display().to_string();
    let trouble = |place: &str, what: String, next: &str| Trouble::File {
        place: place.into(),
        what,
        next: next.into(),
    };
    let text = std::fs::read_to_string(&path).map_err(|error| {
        trouble(
            &place,
            error.to_string(),
            "go to the folder of your service, or name it with --dir",
        )
    })?;
    let file: ServiceFile = toml::from_str(&text).map_err(|error| {
        let line = error
            .span()
            .map_or(1, |span| text.get(..span.start).unwrap_or_default().matches('\n').count() + 1);
        trouble(
            &format!("{place}:{line}"),
            error.message().replace('\n', ", "),
            "write `lab = \"...\"` and `command = [\"program\", \"argument\"]`",
        )
    })?;
    if file.command.is_empty() {
        let next = "name the program that starts your service, and its arguments";
        return Err(trouble(&place, "`command` is empty".into(), next));
    }
    Ok(file)
}

/// Runs the build, where there is one.
///
/// # Errors
/// [`Trouble`] of the build, or cancelled.
pub async fn build(folder: &Path, file: &ServiceFile, cancel: &Cancel) -> Result<(), Trouble> {
    let [program, arguments @ ..] = file.build.as_slice() else { return Ok(()) };
    let shown = file.build.join(" ");
    let mark = new_mark();
    let mut command = command(folder, program, arguments, &mark, &file.env);
    let mut child = command.spawn().map_err(|error| not_started(&error, program, "build"))?;
    let processes = Processes { leader: child.id(), mark };
    let said = Said::default();
    let mut readers = said.listen_to(&mut child);
    let until = Instant::now() + Duration::from_secs(BUILD_S_MAX);
    let status = loop {
        match child.try_wait() {
            Ok(Some(status)) => break Ok(Some(status)),
            Ok(None) if Instant::now() >= until => break Ok(None),
            Ok(None) => {}
            Err(error) => break Err(error),
        }
        tokio::select! {
            () = tokio::time::sleep(LOOK_EVERY) => {}
            () = cancel.cancelled() => {
                processes.end();
                collect(&mut child);
                return Err(Trouble::Cancelled);
            }
        }
    };
    // What it left running would hold its folder and our pipes.
    processes.end();
    read_out(&mut readers).await;
    let how = match status {
        Ok(Some(status)) if status.success() => return Ok(()),
        Ok(Some(status)) => how(status),
        Ok(None) => {
            collect(&mut child);
            format!("it took longer than {BUILD_S_MAX} s")
        }
        Err(error) => return Err(Trouble::Ours(format!("wait for the build: {error}"))),
    };
    Err(Trouble::NotBuilt { command: shown, how, last: said.last() })
}

impl Service {
    /// Starts it and waits until its port accepts connections.
    ///
    /// # Errors
    /// What went wrong; then nothing of it runs any more.
    pub async fn start(order: &Start, cancel: &Cancel) -> Result<Service, Trouble> {
        for _ in 0..PORTS_TRIED {
            let port = free_port()?;
            let mut service = Service::spawn(order, port)?;
            match service.listens(order.file.start_s, cancel).await {
                Ok(()) => return Ok(service),
                // Not its fault if another program took the port meanwhile.
                Err(Trouble::DiedAtOnce { .. }) if is_taken(port) => {}
                Err(trouble) => return Err(trouble),
            }
        }
        Err(Trouble::Ours("every port that was chosen was taken by another program".into()))
    }

    fn spawn(order: &Start, port: u16) -> Result<Service, Trouble> {
        let [program, arguments @ ..] = order.file.command.as_slice() else {
            return Err(Trouble::Ours("there is no command".into()));
        };
        let mark = new_mark();
        let mut command = command(&order.folder, program, arguments, &mark, &order.file.env);
        command.env("PORT", port.to_string()).env("DATA_DIR", &order.data);
        command.envs(order.env.iter().map(|(name, value)| (name, value)));
        let mut child = command.spawn().map_err(|error| not_started(&error, program, "command"))?;
        let processes = Processes { leader: child.id(), mark };
        let said = Said::default();
        let readers = said.listen_to(&mut child);
        let fills_disk = Arc::new(AtomicBool::new(false));
        let watch = tokio::spawn(watch_data(
            order.data.clone(),
            order.data_bytes_max,
            processes.clone(),
            fills_disk.clone(),
        ));
        let data_bytes_max = order.data_bytes_max;
        Ok(Service {
            child,
            processes,
            port,
            said,
            readers,
            watch,
            fills_disk,
            data_bytes_max,
            listened: false,
            ended: false,
        })
    }

    async fn listens(&mut self, start_s: u32, cancel: &Cancel) -> Result<(), Trouble> {
        let until = Instant::now() + Duration::from_secs(start_s.into());
        loop {
            if let Some(trouble) = self.trouble().await {
                return Err(trouble);
            }
            if TcpStream::connect(self.address()).await.is_ok() {
                self.listened = true;
                return Ok(());
            }
            if Instant::now() >= until {
                break;
            }
            tokio::select! {
                () = tokio::time::sleep(LOOK_EVERY) => {}
                () = cancel.cancelled() => return Err(Trouble::Cancelled),
            }
        }
        let found = self.processes.listening();
        let port = self.port;
        if found.is_empty() {
            let last = self.said.last();
            return Err(Trouble::NeverListened { port, waited_s: start_s, last });
        }
        let found = found.iter().map(ToString::to_string).collect::<Vec<_>>().join(" and ");
        Err(Trouble::ListensElsewhere { found, port })
    }

    pub fn address(&self) -> SocketAddr {
        SocketAddr::from((Ipv4Addr::LOCALHOST, self.port))
    }

    /// Why it is gone, if it is; then the rest of it is ended too.
    pub async fn trouble(&mut self) -> Option<Trouble> {
        if self.fills_disk.load(Ordering::SeqCst) {
            self.end();
            return Some(Trouble::FillsDisk { bytes: self.data_bytes_max });
        }
        let status = self.child.try_wait().ok().flatten()?;
        let left = self.processes.alive().len();
        self.end();
        read_out(&mut self.readers).await;
        let how = how(status);
        if left > 0 {
            return Some(Trouble::ForkedAway { how, left });
        }
        let last = self.said.last();
        Some(match self.listened {
            true => Trouble::Ended { how, last },
            false => Trouble::DiedAtOnce { how, last },
        })
    }

    /// `kill -9` to all its processes.
    pub fn kill(&mut self) {
        self.end();
    }

    /// By us, or because it ended by itself and we saw it.
    pub fn was_ended(&self) -> bool {
        self.ended
    }

    /// SIGSTOP to all its processes.
    pub fn pause(&self) {
        self.processes.signal(Signal::Stop);
    }

    /// SIGCONT to all its processes.
    pub fn resume(&self) {
        self.processes.signal(Signal::Continue);
    }

    /// SIGTERM to its group, as a service manager does it. `None`: it was still there after `wait_max`.
    pub async fn terminate(&mut self, wait_max: Duration) -> Option<ExitStatus> {
        self.processes.signal_group(Signal::Terminate);
        let until = Instant::now() + wait_max;
        let mut status = None;
        while status.is_none() && Instant::now() < until {
            tokio::time::sleep(LOOK_EVERY).await;
            status = self.child.try_wait().ok().flatten();
        }
        self.end();
        status
    }

    /// The last lines that it wrote to stdout and stderr.
    pub fn last_lines(&self) -> String {
        self.said.last()
    }

    /// How many processes it has now.
    pub fn processes(&self) -> usize {
        self.processes.alive().len()
    }

    fn end(&mut self) {
        if !self.ended {
            self.ended = true;
            self.watch.abort();
            self.processes.end();
            collect(&mut self.child);
        }
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        self.end();
    }
}

fn command(
    folder: &Path,
    program: &str,
    arguments: &[String],
    mark: &str,
    env: &std::collections::BTreeMap<String, String>,
) -> Command {
    // A program that is named by a path is meant from the file's folder, wherever we are.
    let named_by_path = program.contains('/') && !program.starts_with('/');
    let mut command =
        if named_by_path { Command::new(folder.join(program)) } else { Command::new(program) };
    command.args(arguments).current_dir(folder).stdin(Stdio::null());
    command.stdout(Stdio::piped()).stderr(Stdio::piped()).process_group(0);
    // Else a Python service's last lines would still be in its own memory when it dies.
    command.env("PYTHONUNBUFFERED", "1").envs(env);
    if let Some((name, value)) = mark.split_once('=') {
        command.env(name, value);
    }
    command
}

fn not_started(error: &std::io::Error, program: &str, key: &str) -> Trouble {
    match error.kind() {
        std::io::ErrorKind::NotFound => {
            Trouble::MissingProgram { program: program.into(), key: key.into() }
        }
        std::io::ErrorKind::PermissionDenied => Trouble::File {
            place: program.into(),
            what: "it may not be executed".into(),
            next: format!("`chmod +x` it, or name its interpreter in `{key}` of lab.toml"),
        },
        _ => Trouble::Ours(format!("start `{program}`: {error}")),
    }
}

fn how(status: ExitStatus) -> String {
    use std::os::unix::process::ExitStatusExt;
    match (status.code(), status.signal()) {
        (Some(code), _) => format!("exit code {code}"),
        (None, Some(signal)) => format!("by signal {signal}"),
        (None, None) => "without a code".into(),
    }
}

fn new_mark() -> String {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    format!("{MARK}={}-{}-{count}", std::process::id(), nanos())
}

/// Below the ports from which the kernel takes those of outgoing connections, of which there are many here.
fn free_port() -> Result<u16, Trouble> {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let start = nanos().wrapping_add(COUNT.fetch_add(1, Ordering::Relaxed).wrapping_mul(7_919));
    (0..1_000_u64)
        .map(|step| 20_000 + (start.wrapping_add(step.wrapping_mul(13)) % 12_000) as u16)
        .find(|port| !is_taken(*port))
        .ok_or_else(|| Trouble::Ours("there is no free port between 20000 and 32000".into()))
}

fn is_taken(port: u16) -> bool {
    TcpListener::bind((Ipv4Addr::UNSPECIFIED, port)).is_err()
}

fn nanos() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    u64::try_from(since.as_nanos() % u128::from(u64::MAX)).unwrap_or_default()
}

async fn watch_data(data: PathBuf, bytes_max: u64, processes: Processes, full: Arc<AtomicBool>) {
    loop {
        tokio::time::sleep(DATA_LOOK_EVERY).await;
        if bytes_below(&data) > bytes_max {
            full.store(true, Ordering::SeqCst);
            processes.end();
            return;
        }
    }
}

fn bytes_below(folder: &Path) -> u64 {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries
        .map(|entry| match entry.metadata() {
            Ok(about) if about.is_dir() => bytes_below(&entry.path()),
            // What it takes, not how long it is: a database may map a large file that is mostly holes.
            Ok(about) => about.blocks() * 512,
            Err(_) => 0,
        })
        .sum()
}

/// A process that was killed can be collected as soon as the last of its threads is gone. Bounded, because one that
/// hangs in the kernel must not hold us.
fn collect(child: &mut Child) {
    for _ in 0..1_000 {
        if !matches!(child.try_wait(), Ok(None)) {
            return;
        }
        std::thread::sleep(Duration::from_millis(2));
    }
}

/// Nobody is left to write, so the pipes end as soon as they are read; unless somebody got away with one.
async fn read_out(readers: &mut Vec<JoinHandle<()>>) {
    let until = Instant::now() + READ_OUT;
    while readers.iter().any(|reader| !reader.is_finished()) && Instant::now() < until {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    readers.clear();
}

impl Said {
    fn listen_to(&self, child: &mut Child) -> Vec<JoinHandle<()>> {
        let mut readers = Vec::new();
        if let Some(out) = child.stdout.take() {
            let said = self.clone();
            readers.push(std::thread::spawn(move || said.keep(out)));
        }
        if let Some(err) = child.stderr.take() {
            let said = self.clone();
            readers.push(std::thread::spawn(move || said.keep(err)));
        }
        readers
    }

    /// Reads for ever, so that a service that says much is not held up by a full pipe.
    fn keep(self, mut from: impl Read) {
        let mut bytes = vec![0; 8 << 10];
        while let Ok(read @ 1..) = from.read(&mut bytes) {
            let mut said = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            said.extend(bytes.get(..read).unwrap_or_default());
            let over = said.len().saturating_sub(SAID_BYTES_MAX);
            said.drain(..over);
        }
    }

    fn last(&self) -> String {
        let said = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let bytes: Vec<u8> = said.iter().copied().collect();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let lines: Vec<&str> = text.lines().collect();
        let from = lines.len().saturating_sub(LAST_LINES);
        match lines.get(from..) {
            Some(last @ [_, ..]) => last.join("\n"),
            _ => "(it wrote nothing)".into(),
        }
    }
}
