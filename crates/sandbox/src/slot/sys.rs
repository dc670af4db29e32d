//! System calls as functions that cannot be misused.

use std::ffi::{CStr, CString};
use std::io;
use std::os::fd::RawFd;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

/// Names the step that failed.
pub trait Step<T> {
    fn step(self, what: &str) -> Result<T, String>;
}

impl<T> Step<T> for io::Result<T> {
    fn step(self, what: &str) -> Result<T, String> {
        self.map_err(|error| format!("{what}: {error}"))
    }
}

pub fn checked(result: libc::c_long) -> io::Result<libc::c_long> {
    if result < 0 { Err(io::Error::last_os_error()) } else { Ok(result) }
}

pub fn c_path(path: &Path) -> io::Result<CString> {
    CString::new(path.as_os_str().as_bytes())
        .map_err(|_| io::Error::other("the path has a zero byte in it"))
}

pub fn unshare(flags: i32) -> io::Result<()> {
    // SAFETY: takes an integer.
    checked(unsafe { libc::unshare(flags) }.into()).map(drop)
}

pub fn close_on_exec(fd: RawFd) -> io::Result<()> {
    // SAFETY: takes integers.
    checked(unsafe { libc::fcntl(fd, libc::F_SETFD, libc::FD_CLOEXEC) }.into()).map(drop)
}

pub fn wait_for(pid: i32) {
    let mut status = 0;
    // SAFETY: `status` outlives the call.
    while unsafe { libc::waitpid(pid, &raw mut status, 0) } < 0
        && io::Error::last_os_error().kind() == io::ErrorKind::Interrupted
    {}
}

pub fn mount(
    source: &CStr,
    target: &CStr,
    kind: &CStr,
    flags: libc::c_ulong,
    data: &CStr,
) -> io::Result<()> {
    // SAFETY: all are texts that end with a zero byte and outlive the call.
    let failed = unsafe {
        libc::mount(source.as_ptr(), target.as_ptr(), kind.as_ptr(), flags, data.as_ptr().cast())
    };
    checked(failed.into()).map(drop)
}

pub fn bind(source: &CStr, target: &CStr) -> io::Result<()> {
    mount(source, target, c"", libc::MS_BIND | libc::MS_REC, c"")
}

/// Changes a mount and those below it. Setting one by one, unlike a remount, leaves alone the
/// attributes that an ordinary user may not take away.
pub fn set_mount(target: &CStr, set: u64, clear: u64) -> io::Result<()> {
    let attributes =
        libc::mount_attr { attr_set: set, attr_clr: clear, propagation: 0, userns_fd: 0 };
    // SAFETY: the attributes are as long as is said and outlive the call.
    let failed = unsafe {
        libc::syscall(
            libc::SYS_mount_setattr,
            libc::AT_FDCWD,
            target.as_ptr(),
            libc::AT_RECURSIVE,
            &raw const attributes,
            size_of::<libc::mount_attr>(),
        )
    };
    checked(failed).map(drop)
}

pub const READ_ONLY: u64 = libc::MOUNT_ATTR_RDONLY;
pub const HARMLESS: u64 = libc::MOUNT_ATTR_NOSUID | libc::MOUNT_ATTR_NODEV;

pub fn unmount(target: &CStr) -> io::Result<()> {
    // SAFETY: a text that ends with a zero byte.
    checked(unsafe { libc::umount2(target.as_ptr(), libc::MNT_DETACH) }.into()).map(drop)
}

/// The folder we are in becomes the root, and the old root is gone.
pub fn pivot_here() -> io::Result<()> {
    // SAFETY: texts that end with a zero byte.
    checked(unsafe { libc::syscall(libc::SYS_pivot_root, c".".as_ptr(), c".".as_ptr()) })?;
    // The old root lies over the new one now.
    unmount(c".")?;
    std::env::set_current_dir("/")
}

/// Nothing that is started from here on gets a privilege that its parent did not have, by set-user-id
/// files or by capabilities of files; nor may others look into this process.
pub fn give_up_privileges_by_exec() -> io::Result<()> {
    // SAFETY: these take integers.
    unsafe {
        for capability in 0..64 {
            if libc::prctl(libc::PR_CAPBSET_READ, capability, 0, 0, 0) == 1 {
                checked(libc::prctl(libc::PR_CAPBSET_DROP, capability, 0, 0, 0).into())?;
            }
        }
        checked(libc::prctl(libc::PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0).into())?;
        checked(libc::prctl(libc::PR_SET_DUMPABLE, 0, 0, 0, 0).into()).map(drop)
    }
}

/// Of all processes that were waited for, and of theirs.
pub fn children_cpu_us() -> u64 {
    // SAFETY: the struct is all integers and outlives the call.
    unsafe {
        let mut usage: libc::rusage = std::mem::zeroed();
        libc::getrusage(libc::RUSAGE_CHILDREN, &raw mut usage);
        usage_us(&usage)
    }
}

pub fn usage_us(usage: &libc::rusage) -> u64 {
    let us = |time: libc::timeval| time.tv_sec as u64 * 1_000_000 + time.tv_usec as u64;
    us(usage.ru_utime) + us(usage.ru_stime)
}

pub fn monotonic_us() -> u64 {
    // SAFETY: the struct outlives the call.
    unsafe {
        let mut now: libc::timespec = std::mem::zeroed();
        libc::clock_gettime(libc::CLOCK_MONOTONIC, &raw mut now);
        now.tv_sec as u64 * 1_000_000 + now.tv_nsec as u64 / 1_000
    }
}
