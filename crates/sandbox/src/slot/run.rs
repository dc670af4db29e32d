//! One run: an empty folder, a child that gives everything up and becomes the program, and a
//! guard that waits, counts, and clears away.

use super::filter::Filter;
use super::group::Limiter;
use super::sys::{self, HARMLESS, READ_ONLY, Step, checked};
use super::{Who, landlock, view};
use crate::job::{End, Limits};
use crate::wire::{self, Ended, Request, ToSlot};
use std::ffi::{CStr, CString, OsString};
use std::os::fd::{AsFd, AsRawFd, FromRawFd, OwnedFd};
use std::os::unix::ffi::OsStrExt;
use std::path::Path;
use std::sync::atomic::{AtomicI32, AtomicU32, Ordering};
use std::{fs, io, mem, process, ptr};

/// How often is looked after memory and processes where nothing tells by itself.
const LOOK_EVERY_US: u64 = 20_000;

pub struct Runner<'a> {
    socket: &'a OwnedFd,
    who: Who,
    landlock_abi: u32,
    limiter: Option<Limiter>,
    filter: Filter,
    report: &'static Report,
    mounted: Vec<CString>,
}

/// In memory that guard and child share: how far the child came before it was the program.
struct Report {
    step: AtomicU32,
    errno: AtomicI32,
}

/// Steps of a child's start, in their order; also its words when one fails.
const STEPS: [&str; 12] = [
    "begin",
    "take stdin, stdout and stderr",
    "be the first that runs out of memory goes to",
    "enter the programs' root",
    "enter its working folder",
    "set its limits",
    "give up its identity",
    "give up its capabilities",
    "restrict its files (Landlock)",
    "filter its system calls (seccomp)",
    "close what it must not have",
    "execute it",
];

impl<'a> Runner<'a> {
    pub fn new(
        socket: &'a OwnedFd,
        who: Who,
        landlock_abi: u32,
        limiter: Option<Limiter>,
    ) -> Result<Runner<'a>, String> {
        // SAFETY: a new mapping of its own, never unmapped, zeroed, big and aligned enough.
        let report = unsafe {
            let page = libc::mmap(
                ptr::null_mut(),
                mem::size_of::<Report>(),
                libc::PROT_READ | libc::PROT_WRITE,
                libc::MAP_SHARED | libc::MAP_ANONYMOUS,
                -1,
                0,
            );
            if page == libc::MAP_FAILED {
                return Err(format!("share memory: {}", io::Error::last_os_error()));
            }
            &*page.cast::<Report>()
        };
        let filter = Filter::new();
        Ok(Runner { socket, who, landlock_abi, limiter, filter, report, mounted: Vec::new() })
    }

    /// `Err`: it was not started, by no fault of its own.
    pub fn run(&mut self, request: &Request, fds: [OwnedFd; 3]) -> Result<Ended, String> {
        self.furnish(request)?;
        let kills_before = match &mut self.limiter {
            Some(limiter) => {
                let limit = request.limits.memory_bytes;
                limiter.set(limit).step("limit its memory")?;
                limiter.kills().step("read the memory group")?
            }
            None => 0,
        };
        let start = Start::new(self, request, &fds)?;
        self.report.step.store(0, Ordering::Relaxed);
        self.report.errno.store(0, Ordering::Relaxed);
        let cpu_before_us = sys::children_cpu_us();
        let begun_us = sys::monotonic_us();
        // SAFETY: this process has one thread, so its child may go on as it likes.
        let pid = checked(unsafe { libc::fork() }.into()).step("start a process")? as i32;
        if pid == 0 {
            start.become_program(self.report);
        }
        drop((start, fds));
        let mut watch = Watch {
            limits: &request.limits,
            limiter: self.limiter.as_mut(),
            kills_before,
            cpu_before_us,
            begun_us,
        };
        let stopped = watch.wait(pid, self.socket);
        let ended_us = sys::monotonic_us();
        let (status, peak_bytes) = end_all(pid);
        let cpu_us = sys::children_cpu_us() - cpu_before_us;

        let errno = self.report.errno.load(Ordering::Relaxed);
        if errno != 0 {
            let step = STEPS[self.report.step.load(Ordering::Relaxed) as usize];
            let shown = request.program.display();
            return Err(format!("{step}: {shown}: {}", io::Error::from_raw_os_error(errno)));
        }
        let killed_for_memory = match &mut self.limiter {
            Some(limiter) => limiter.kills().step("read the memory group")? > kills_before,
            None => false,
        };
        let end = if let Some(End::Cancelled) = stopped {
            End::Cancelled
        } else if killed_for_memory {
            End::MemoryLimit
        } else if let Some(end) = stopped {
            end
        } else if cpu_us > request.limits.cpu_ms * 1_000 {
            End::CpuLimit
        } else if libc::WIFSIGNALED(status) {
            match libc::WTERMSIG(status) {
                libc::SIGXCPU => End::CpuLimit,
                libc::SIGXFSZ => End::OutputLimit,
                signal => End::Signalled(signal),
            }
        } else {
            End::Exited(libc::WEXITSTATUS(status))
        };
        Ok(Ended { end, cpu_us, ended_us, memory_peak_bytes: peak_bytes })
    }

    /// Mounts what only this run sees.
    fn furnish(&mut self, request: &Request) -> Result<(), String> {
        let careful = libc::MS_NOSUID | libc::MS_NODEV;
        let options = format!(
            "size={},nr_inodes=16384,mode=700,uid={1},gid={1}",
            request.limits.disk_bytes.max(4096),
            self.who.uid
        );
        let options = CString::new(options).map_err(io::Error::other).step("name the options")?;
        let work = c"/view/work".to_owned();
        sys::mount(c"tmpfs", &work, c"tmpfs", careful, &options).step("mount /work")?;
        self.mounted.push(work);
        for bind in &request.binds {
            let shown = bind.inside.display();
            let source = sys::c_path(&Path::new("/jobs").join(&bind.host)).step("name a folder")?;
            let point = view::mount_point(Path::new(&bind.inside)).step("make a place to bind")?;
            let point = sys::c_path(&point).step("name a place to bind")?;
            sys::bind(&source, &point).step(&format!("bind {shown}"))?;
            let set = if bind.writable { HARMLESS } else { HARMLESS | READ_ONLY };
            let restricted = sys::set_mount(&point, set, 0).step(&format!("restrict {shown}"));
            self.mounted.push(point);
            restricted?;
        }
        Ok(())
    }

    /// Takes away what [`Runner::run`] mounted. `Err`: nothing else must be run in this slot.
    pub fn clean(&mut self) -> io::Result<()> {
        self.mounted.drain(..).rev().try_for_each(|point| sys::unmount(&point))
    }
}

/// Everything that the child needs, made before it is born: it makes no allocation, because its
/// memory is counted and because a failure could not be told.
struct Start<'a> {
    program: CString,
    args: Vec<*const libc::c_char>,
    env: Vec<*const libc::c_char>,
    cwd: CString,
    stdio: [i32; 3],
    limits: [(libc::__rlimit_resource_t, u64); 8],
    who: Who,
    rules: Option<OwnedFd>,
    oom_score: Option<OwnedFd>,
    filter: &'a Filter,
    _texts: Vec<CString>,
}

impl<'a> Start<'a> {
    fn new(
        runner: &'a Runner<'_>,
        request: &Request,
        fds: &[OwnedFd; 3],
    ) -> Result<Start<'a>, String> {
        let text = |text: &OsString| {
            CString::new(text.as_bytes()).map_err(|_| {
                format!("{}: it has a zero byte in it, which no argument can", text.display())
            })
        };
        let program = text(&request.program)?;
        let args = request.args.iter().map(text).collect::<Result<Vec<_>, _>>()?;
        let env = request.env.iter().map(text).collect::<Result<Vec<_>, _>>()?;
        let pointers =
            |texts: &[CString]| texts.iter().map(|text| text.as_ptr()).collect::<Vec<_>>();
        let mut arg_pointers = vec![program.as_ptr()];
        arg_pointers.extend(pointers(&args));
        arg_pointers.push(ptr::null());
        let mut env_pointers = pointers(&env);
        env_pointers.push(ptr::null());

        let writable: Vec<CString> = request
            .binds
            .iter()
            .filter(|bind| bind.writable)
            .filter_map(|bind| {
                let inside = Path::new(&bind.inside).strip_prefix("/").ok()?;
                sys::c_path(&Path::new("/view").join(inside)).ok()
            })
            .collect();
        let mut writable: Vec<&CStr> = writable.iter().map(CString::as_c_str).collect();
        writable.push(c"/view/work");
        let rules = (runner.landlock_abi > 0)
            .then(|| landlock::rules(runner.landlock_abi, c"/view", c"/view/dev", &writable))
            .transpose()
            .step("write the rules for its files")?;
        // Relative to its own process by the time that it is written to.
        let oom_score = runner.limiter.is_some().then(|| {
            // SAFETY: a text that ends with a zero byte; the descriptor is ours alone.
            unsafe {
                let fd = libc::open(c"/proc".as_ptr(), libc::O_PATH | libc::O_CLOEXEC);
                (fd >= 0).then(|| OwnedFd::from_raw_fd(fd))
            }
        });

        let Limits {
            cpu_ms, memory_bytes, processes, output_bytes, open_files, stack_bytes, ..
        } = request.limits;
        // Address space that nobody touches costs nothing, such as the stacks of a run time's threads.
        // Where a control group counts, it needs no limit; elsewhere the guard looks after what is used,
        // and this only stops what would outrun it.
        let data_bytes = match runner.limiter {
            Some(_) => libc::RLIM_INFINITY,
            None => memory_bytes + u64::from(processes) * stack_bytes,
        };
        let limits = [
            // The guard counts more finely: this is for the case that the guard is late.
            (libc::RLIMIT_CPU, cpu_ms.div_ceil(1_000) + 1),
            (libc::RLIMIT_DATA, data_bytes),
            (libc::RLIMIT_NPROC, processes.into()),
            (libc::RLIMIT_FSIZE, output_bytes),
            (libc::RLIMIT_NOFILE, open_files.into()),
            (libc::RLIMIT_STACK, stack_bytes),
            (libc::RLIMIT_CORE, 0),
            (libc::RLIMIT_MEMLOCK, 64 << 10),
        ];
        Ok(Start {
            program,
            args: arg_pointers,
            env: env_pointers,
            cwd: text(&request.cwd)?,
            stdio: fds.each_ref().map(AsRawFd::as_raw_fd),
            limits,
            who: runner.who,
            rules,
            oom_score: oom_score.flatten(),
            filter: &runner.filter,
            _texts: args.into_iter().chain(env).collect(),
        })
    }

    /// In the child, which is the program afterwards or gone.
    fn become_program(&self, report: &Report) -> ! {
        let mut at = 0;
        let failed = loop {
            report.step.store(at, Ordering::Relaxed);
            if let Err(error) = self.step(at) {
                break error;
            }
            at += 1;
        };
        report.errno.store(failed.raw_os_error().unwrap_or(libc::EINVAL), Ordering::Relaxed);
        // SAFETY: ends the process without running anything of its parent's.
        unsafe { libc::_exit(127) }
    }

    /// The steps of [`STEPS`]; the last one returns only when it failed.
    fn step(&self, at: u32) -> io::Result<()> {
        // SAFETY: system calls on integers, and on texts and lists that end as they must and
        // outlive the call. This is the child's only thread.
        unsafe {
            match at {
                0 => {
                    checked(libc::setsid().into())?;
                    let mut none: libc::sigset_t = mem::zeroed();
                    libc::sigemptyset(&raw mut none);
                    libc::sigprocmask(libc::SIG_SETMASK, &raw const none, ptr::null_mut());
                    libc::signal(libc::SIGPIPE, libc::SIG_DFL);
                }
                1 => {
                    // First out of the way of each other.
                    let mut moved = [0; 3];
                    for (to, fd) in moved.iter_mut().zip(self.stdio) {
                        *to = checked(libc::fcntl(fd, libc::F_DUPFD_CLOEXEC, 10).into())? as i32;
                    }
                    for (to, fd) in (0..).zip(moved) {
                        checked(libc::dup2(fd, to).into())?;
                    }
                }
                2 => {
                    if let Some(proc) = &self.oom_score {
                        let name = c"self/oom_score_adj";
                        let fd = checked(
                            libc::openat(
                                proc.as_raw_fd(),
                                name.as_ptr(),
                                libc::O_WRONLY | libc::O_CLOEXEC,
                            )
                            .into(),
                        )?;
                        checked(libc::write(fd as i32, c"1000".as_ptr().cast(), 4) as i64)?;
                        libc::close(fd as i32);
                    }
                }
                3 => {
                    checked(libc::chroot(c"/view".as_ptr()).into())?;
                }
                4 => {
                    checked(libc::chdir(self.cwd.as_ptr()).into())?;
                }
                5 => {
                    for (resource, most) in self.limits {
                        let limit = libc::rlimit { rlim_cur: most, rlim_max: most };
                        checked(libc::setrlimit(resource, &raw const limit).into())?;
                    }
                }
                6 if self.who.privileged => {
                    checked(libc::setgroups(0, ptr::null()).into())?;
                    let id = self.who.uid;
                    checked(libc::setresgid(id, id, id).into())?;
                    checked(libc::setresuid(id, id, id).into())?;
                }
                7 => {
                    // Version 3 of the call has two words for each set.
                    let head = [0x2008_0522_u32, 0];
                    let none = [0_u32; 6];
                    let sets = none.as_ptr();
                    checked(libc::syscall(libc::SYS_capset, head.as_ptr(), sets))?;
                }
                8 => {
                    if let Some(rules) = &self.rules {
                        landlock::restrict(rules)?;
                    }
                }
                9 => self.filter.install()?,
                10 => {
                    checked(libc::syscall(libc::SYS_close_range, 3, u32::MAX, 0))?;
                }
                11 => {
                    libc::execve(self.program.as_ptr(), self.args.as_ptr(), self.env.as_ptr());
                    return Err(io::Error::last_os_error());
                }
                _ => {}
            }
        }
        Ok(())
    }
}

/// Waits for the program to end, or to deserve it.
struct Watch<'a> {
    limits: &'a Limits,
    limiter: Option<&'a mut Limiter>,
    kills_before: u64,
    cpu_before_us: u64,
    begun_us: u64,
}

impl Watch<'_> {
    /// `None`: it ended by itself.
    fn wait(&mut self, pid: i32, socket: &OwnedFd) -> Option<End> {
        // SAFETY: takes integers; the descriptor is ours alone.
        let pidfd = unsafe {
            let fd = libc::syscall(libc::SYS_pidfd_open, pid, 0);
            // Without one more descriptor the looks every few ms find its end.
            (fd >= 0).then(|| OwnedFd::from_raw_fd(fd as i32))
        };
        let cpu_limit_us = self.limits.cpu_ms * 1_000;
        let wall_limit_us = self.limits.wall_ms * 1_000;
        // SAFETY: takes an integer.
        let cores = unsafe { libc::sysconf(libc::_SC_NPROCESSORS_ONLN) }.max(1) as u64;
        let mut cpu_used_us = 0;
        loop {
            let wall_us = sys::monotonic_us() - self.begun_us;
            if wall_us >= wall_limit_us {
                return Some(End::WallLimit);
            }
            // It cannot use more than all cores until then.
            let until_cpu_us = (cpu_limit_us.saturating_sub(cpu_used_us) / cores).max(2_000);
            let wait_us = until_cpu_us.min(wall_limit_us - wall_us).min(LOOK_EVERY_US);
            let mut waited = [
                libc::pollfd { fd: socket.as_raw_fd(), events: libc::POLLIN, revents: 0 },
                libc::pollfd {
                    fd: pidfd.as_ref().map_or(-1, AsRawFd::as_raw_fd),
                    events: libc::POLLIN,
                    revents: 0,
                },
            ];
            let pause = libc::timespec {
                tv_sec: (wait_us / 1_000_000) as i64,
                tv_nsec: (wait_us % 1_000_000 * 1_000) as i64,
            };
            // SAFETY: both are as long as is said and outlive the call.
            unsafe {
                libc::ppoll(waited.as_mut_ptr(), 2, &raw const pause, ptr::null());
            }
            if waited[1].revents != 0 || has_ended(pid) {
                return None;
            }
            if waited[0].revents != 0 {
                let mut packet = Vec::new();
                let heard = wire::receive(socket.as_fd(), &mut packet);
                match ToSlot::decode(&packet) {
                    Some(ToSlot::Cancel) => return Some(End::Cancelled),
                    // Greenroom is gone: with this process the kernel ends all others here.
                    _ if packet.is_empty() || heard.is_err() => process::exit(0),
                    _ => {}
                }
            }
            // The kernel kills one process at the limit, and the others would wait for it for ever.
            if let Some(limiter) = &mut self.limiter
                && limiter.kills().is_ok_and(|kills| kills > self.kills_before)
            {
                return Some(End::MemoryLimit);
            }
            reap_orphans(pid);
            if self.limiter.is_some() && wall_us * cores < cpu_limit_us {
                continue;
            }
            let now = look();
            // What was waited for by others is in their count, and what we waited for in ours.
            cpu_used_us = now.cpu_us + sys::children_cpu_us() - self.cpu_before_us;
            if cpu_used_us > cpu_limit_us {
                return Some(End::CpuLimit);
            }
            if self.limiter.is_none() && now.memory_bytes > self.limits.memory_bytes {
                return Some(End::MemoryLimit);
            }
        }
    }
}

#[derive(Default)]
struct Look {
    cpu_us: u64,
    memory_bytes: u64,
}

/// At all processes of the run, by the guard's own `/proc`.
fn look() -> Look {
    // SAFETY: takes an integer.
    let ticks_per_s = unsafe { libc::sysconf(libc::_SC_CLK_TCK) }.max(1) as u64;
    let mut look = Look::default();
    for entry in fs::read_dir("/proc").into_iter().flatten().flatten() {
        let name = entry.file_name();
        let Some(pid) = name.to_str().and_then(|name| name.parse::<u32>().ok()) else { continue };
        if pid == 1 {
            continue;
        }
        let Ok(stat) = fs::read_to_string(entry.path().join("stat")) else { continue };
        // The name comes in brackets and may itself hold anything.
        let fields: Vec<u64> = stat
            .rsplit_once(')')
            .map(|(_, rest)| rest.split_whitespace().skip(11).take(4))
            .into_iter()
            .flatten()
            .filter_map(|field| field.parse().ok())
            .collect();
        look.cpu_us += fields.iter().sum::<u64>() * 1_000_000 / ticks_per_s;
        let Ok(status) = fs::read_to_string(entry.path().join("status")) else { continue };
        for field in ["RssAnon:", "RssShmem:"] {
            let value = status.lines().find_map(|line| line.strip_prefix(field));
            let kib =
                value.and_then(|value| value.trim().trim_end_matches(" kB").parse::<u64>().ok());
            look.memory_bytes += kib.unwrap_or(0) << 10;
        }
    }
    // SAFETY: a text that ends with a zero byte, and a struct that outlives the call.
    unsafe {
        let mut work: libc::statvfs = mem::zeroed();
        if libc::statvfs(c"/view/work".as_ptr(), &raw mut work) == 0 {
            look.memory_bytes += (work.f_blocks - work.f_bfree) * work.f_frsize;
        }
    }
    look
}

fn has_ended(pid: i32) -> bool {
    // SAFETY: the struct outlives the call; nothing is reaped.
    unsafe {
        let mut info: libc::siginfo_t = mem::zeroed();
        let flags = libc::WEXITED | libc::WNOHANG | libc::WNOWAIT;
        let failed = libc::waitid(libc::P_PID, pid as u32, &raw mut info, flags);
        failed == 0 && info.si_pid() == pid
    }
}

/// Processes whose parent has ended become ours, and stay zombies, which count, until waited for.
fn reap_orphans(program: i32) {
    loop {
        // SAFETY: the structs outlive the calls.
        unsafe {
            let mut info: libc::siginfo_t = mem::zeroed();
            let flags = libc::WEXITED | libc::WNOHANG | libc::WNOWAIT;
            let failed = libc::waitid(libc::P_ALL, 0, &raw mut info, flags);
            let pid = info.si_pid();
            if failed != 0 || pid == 0 || pid == program {
                return;
            }
            libc::waitpid(pid, ptr::null_mut(), libc::WNOHANG);
        }
    }
}

/// Kills everything that the run started and waits until it is gone: in this process namespace
/// that is everybody but us. The program's status, and the most memory that one of them had.
fn end_all(program: i32) -> (i32, u64) {
    let (mut its_status, mut peak_kib) = (0, 0);
    loop {
        // SAFETY: the structs outlive the calls. From the first process of a namespace, -1 is
        // everybody else in it.
        unsafe {
            libc::kill(-1, libc::SIGKILL);
            let (mut status, mut usage): (i32, libc::rusage) = (0, mem::zeroed());
            let pid = libc::wait4(-1, &raw mut status, 0, &raw mut usage);
            if pid < 0 {
                if io::Error::last_os_error().kind() == io::ErrorKind::Interrupted {
                    continue;
                }
                return (its_status, peak_kib << 10);
            }
            peak_kib = peak_kib.max(usage.ru_maxrss as u64);
            if pid == program {
                its_status = status;
            }
        }
    }
}
