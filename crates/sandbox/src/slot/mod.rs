//! The other side: a *slot* is a place where one program runs at a time.
//!
//! Setting namespaces up takes milliseconds, so it is done once for many runs. For each slot the
//! program starts itself anew as a small process, the *keeper*, which makes the slot's control
//! group and namespaces and waits. Its child, the *guard*, is the first process of the slot's own
//! process namespace. It runs what it is asked to, one after another, and when a run ends it kills
//! every other process that it can see, which in that namespace is every process of the run.
//!
//! ```text
//! greenroom --socket-- guard (pid 1) -- the program -- whatever it starts
//!     `-- keeper --------'
//! ```
//!
//! When Greenroom goes away, by `kill -9` too, the socket ends, the guard exits, the kernel kills
//! the rest of the namespace, and the keeper removes the group.

mod filter;
mod group;
mod landlock;
mod run;
mod sys;
mod view;

use crate::wire::{self, FromSlot, Ready, ToSlot};
use group::{Group, Limiter};
use run::Runner;
use std::ffi::OsString;
use std::os::fd::{AsFd, AsRawFd, FromRawFd, OwnedFd, RawFd};
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::{fs, io, process};
use sys::Step;

const JOBS: &str = "GREENROOM_SLOT_JOBS";
const VIEW: &str = "GREENROOM_SLOT_VIEW";
/// Where the keeper finds its end of the socket.
const SOCKET: RawFd = 3;

/// Starts a keeper and returns our end of its guard's socket. Its first packet is on its way.
pub fn spawn(config: &crate::Config) -> io::Result<(OwnedFd, Child)> {
    // Without this line a linker may leave out an entry that nobody calls.
    std::hint::black_box(&ENTRY);
    let (ours, theirs) = wire::socket_pair()?;
    let view: Vec<&[u8]> = config.view.iter().map(|path| path.as_os_str().as_bytes()).collect();
    let mut command = Command::new("/proc/self/exe");
    command
        .env_clear()
        .env(JOBS, &config.jobs)
        .env(VIEW, OsString::from_vec(view.join(&0x1e)))
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .current_dir("/");
    let theirs_raw = theirs.as_raw_fd();
    // SAFETY: only calls that are allowed between fork and exec, on a descriptor that is open.
    unsafe {
        use std::os::unix::process::CommandExt;
        command.pre_exec(move || {
            // To itself, `dup2` would leave it to be closed on exec.
            let moved = match theirs_raw {
                SOCKET => libc::fcntl(SOCKET, libc::F_SETFD, 0),
                _ => libc::dup2(theirs_raw, SOCKET),
            };
            // Ctrl-C in the terminal is for the program, which then ends its slots itself.
            libc::setsid();
            if moved < 0 { Err(io::Error::last_os_error()) } else { Ok(()) }
        });
    }
    let child = command.spawn()?;
    Ok((ours, child))
}

/// Run by the loader before `main` of every program that this crate is linked into, so that any
/// of them, tests too, can be started anew as a keeper, whatever their `main` does. Without the
/// variable that [`spawn`] sets it does nothing.
#[used]
#[unsafe(link_section = ".init_array")]
static ENTRY: extern "C" fn() = enter;

extern "C" fn enter() {
    let (Some(jobs), Some(view)) = (std::env::var_os(JOBS), std::env::var_os(VIEW)) else { return };
    let view: Vec<PathBuf> = view
        .as_bytes()
        .split(|byte| *byte == 0x1e)
        .filter(|path| !path.is_empty())
        .map(|path| PathBuf::from(OsString::from_vec(path.to_vec())))
        .collect();
    // SAFETY: `spawn` put the socket there, and nothing else runs in this process yet.
    let socket = unsafe { OwnedFd::from_raw_fd(SOCKET) };
    process::exit(match keep(&socket, &PathBuf::from(jobs), &view) {
        Ok(()) => 0,
        Err(why) => {
            let _ = wire::send(socket.as_fd(), &FromSlot::Refused(why).encode(), &[]);
            1
        }
    });
}

/// The keeper's whole life. `Err`: there can be no slot.
fn keep(socket: &OwnedFd, jobs: &std::path::Path, view: &[PathBuf]) -> Result<(), String> {
    sys::close_on_exec(socket.as_raw_fd()).step("keep the socket")?;
    let group = Group::make(&format!("greenroom-{}", process::id()));
    let who = namespaces()?;
    // SAFETY: this process has one thread.
    let guard = unsafe { libc::fork() };
    match guard {
        0 => {
            let told = guard_slot(socket, jobs, view, &group, who);
            let Err(why) = told;
            let _ = wire::send(socket.as_fd(), &FromSlot::Refused(why).encode(), &[]);
            process::exit(1);
        }
        -1 => Err(format!("start the slot's guard: {}", io::Error::last_os_error())),
        guard => {
            // Only the guard holds the socket: when the guard is gone, the socket is at its end.
            // SAFETY: it is not used after this; the keeper exits without dropping it.
            unsafe { libc::close(SOCKET) };
            sys::wait_for(guard);
            if let Ok(group) = &group {
                group.remove();
            }
            process::exit(0);
        }
    }
}

/// As whom programs run.
#[derive(Debug, Clone, Copy)]
pub struct Who {
    /// We are root, and give that up for each run. Otherwise we are in a user namespace, in which
    /// we are nobody special outside.
    privileged: bool,
    /// In the slot. As root, one that nobody else on this machine has: limits count by user, and
    /// users may signal their own.
    uid: u32,
}

/// A new process namespace for this process's children, and a user namespace to make it in where
/// one is needed. The guard makes the other ones: the keeper keeps its view of the machine, to
/// remove the group at the end.
fn namespaces() -> Result<Who, String> {
    // SAFETY: these take and return integers.
    let (uid, gid) = unsafe { (libc::geteuid(), libc::getegid()) };
    if uid == 0 {
        let who = Who { privileged: true, uid: 1_000_000_000 + process::id() };
        return sys::unshare(libc::CLONE_NEWPID).map(|()| who).map_err(|error| {
            format!(
                "make namespaces as root: {error}. A container must allow it (CAP_SYS_ADMIN), or \
                 run Greenroom as an ordinary user"
            )
        });
    }
    sys::unshare(libc::CLONE_NEWPID | libc::CLONE_NEWUSER).map_err(|error| {
        format!(
            "make a user namespace: {error}. The kernel may forbid it to ordinary users: allow it with \
             `sysctl kernel.unprivileged_userns_clone=1` (Debian) or \
             `sysctl kernel.apparmor_restrict_unprivileged_userns=0` (Ubuntu)"
        )
    })?;
    fs::write("/proc/self/setgroups", "deny").step("write /proc/self/setgroups")?;
    let who = Who { privileged: false, uid: 1_000 };
    fs::write("/proc/self/uid_map", format!("{} {uid} 1", who.uid)).step("write the uid map")?;
    fs::write("/proc/self/gid_map", format!("{} {gid} 1", who.uid)).step("write the gid map")?;
    Ok(who)
}

/// The guard's whole life; it ends only by failing to begin.
fn guard_slot(
    socket: &OwnedFd,
    jobs: &std::path::Path,
    view: &[PathBuf],
    group: &Result<Group, String>,
    who: Who,
) -> Result<std::convert::Infallible, String> {
    let limiter: Result<Limiter, String> = match group {
        Ok(group) => group.enter().map_err(|error| format!("enter {}: {error}", group.shown())),
        Err(why) => Err(why.clone()),
    };
    let rest = libc::CLONE_NEWNS | libc::CLONE_NEWNET | libc::CLONE_NEWIPC | libc::CLONE_NEWUTS;
    sys::unshare(rest).step("make namespaces")?;
    view::build(jobs, view, who.uid)?;
    sys::give_up_privileges_by_exec().step("forbid gaining privileges")?;
    let landlock_abi = landlock::abi();
    let ready = Ready {
        privileged: who.privileged,
        landlock_abi,
        memory_group: match (&limiter, group) {
            (Ok(_), Ok(group)) => Some(group.shown()),
            _ => None,
        },
        no_memory_group: limiter.as_ref().err().cloned().unwrap_or_default(),
    };
    let mut runner = Runner::new(socket, who, landlock_abi, limiter.ok())?;
    wire::send(socket.as_fd(), &FromSlot::Ready(ready).encode(), &[]).step("say ready")?;
    let mut packet = Vec::new();
    loop {
        let fds = wire::receive(socket.as_fd(), &mut packet).step("listen")?;
        if packet.is_empty() {
            process::exit(0);
        }
        // A cancellation may come after its run has ended: it is for nobody then.
        let Some(ToSlot::Run(request)) = ToSlot::decode(&packet) else { continue };
        let Ok([stdin, stdout, stderr]) = <[OwnedFd; 3]>::try_from(fds) else {
            return Err("a request came without its three descriptors".into());
        };
        let answer = match runner.run(&request, [stdin, stdout, stderr]) {
            Ok(ended) => FromSlot::Ended(ended),
            Err(why) => FromSlot::NotStarted(why),
        };
        wire::send(socket.as_fd(), &answer.encode(), &[]).step("answer")?;
        // Not before: whoever waits for the answer need not wait for this.
        runner.clean().step("clear a run away")?;
    }
}
