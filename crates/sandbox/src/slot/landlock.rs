//! Landlock: a second wall behind the small view of the file system, which also closes abstract
//! sockets, the network and signals to others where the kernel is young enough.
//!
//! Spoken to directly and not through a library, because the rules are made anew for each run,
//! between two system calls of a start that is to take well under a millisecond.

use std::ffi::CStr;
use std::io;
use std::os::fd::{AsRawFd, FromRawFd, OwnedFd};

const VERSION: u32 = 1;
const RULE_PATH_BENEATH: u32 = 1;

const EXECUTE: u64 = 1;
const WRITE_FILE: u64 = 1 << 1;
const READ_FILE: u64 = 1 << 2;
const READ_DIR: u64 = 1 << 3;

const READ: u64 = EXECUTE | READ_FILE | READ_DIR;
/// Every access to files that an ABI knows of; the first has 13, the later ones add a bit each.
fn all_accesses(abi: u32) -> u64 {
    let bits = match abi {
        0 | 1 => 13,
        2 => 14,
        3 | 4 => 15,
        _ => 16,
    };
    (1 << bits) - 1
}

#[repr(C)]
struct RulesetAttributes {
    handled_fs: u64,
    handled_net: u64,
    scoped: u64,
}

#[repr(C, packed)]
struct PathBeneath {
    allowed: u64,
    parent: i32,
}

/// 0 where the kernel has none.
pub fn abi() -> u32 {
    // SAFETY: asks for a number only.
    let abi = unsafe {
        libc::syscall(libc::SYS_landlock_create_ruleset, std::ptr::null::<u8>(), 0, VERSION)
    };
    u32::try_from(abi).unwrap_or(0)
}

/// Reading and executing everywhere, writing below `writable` and to files of `/dev` only.
pub fn rules(abi: u32, root: &CStr, dev: &CStr, writable: &[&CStr]) -> io::Result<OwnedFd> {
    let all = all_accesses(abi);
    let attributes = RulesetAttributes {
        handled_fs: all,
        // Binding and connecting by TCP: none is allowed.
        handled_net: if abi >= 4 { 0b11 } else { 0 },
        // Abstract sockets and signals stay among the program's own.
        scoped: if abi >= 6 { 0b11 } else { 0 },
    };
    let known_bytes = match abi {
        0..=3 => 8,
        4..=5 => 16,
        _ => 24,
    };
    // SAFETY: the attributes are as long as is said; the descriptor that comes is ours alone.
    let ruleset = unsafe {
        let fd = libc::syscall(
            libc::SYS_landlock_create_ruleset,
            &raw const attributes,
            known_bytes as usize,
            0,
        );
        if fd < 0 {
            return Err(io::Error::last_os_error());
        }
        OwnedFd::from_raw_fd(fd as i32)
    };
    allow(&ruleset, root, READ)?;
    allow(&ruleset, dev, READ_FILE | WRITE_FILE)?;
    for folder in writable {
        allow(&ruleset, folder, all)?;
    }
    Ok(ruleset)
}

fn allow(ruleset: &OwnedFd, path: &CStr, allowed: u64) -> io::Result<()> {
    // SAFETY: the path ends with a zero byte; the descriptor that comes is ours alone.
    let folder = unsafe {
        let fd = libc::open(path.as_ptr(), libc::O_PATH | libc::O_CLOEXEC);
        if fd < 0 {
            return Err(io::Error::last_os_error());
        }
        OwnedFd::from_raw_fd(fd)
    };
    let rule = PathBeneath { allowed, parent: folder.as_raw_fd() };
    // SAFETY: the rule has the layout that its kind has, and the kernel copies it.
    let failed = unsafe {
        libc::syscall(
            libc::SYS_landlock_add_rule,
            ruleset.as_raw_fd(),
            RULE_PATH_BENEATH,
            &raw const rule,
            0,
        )
    };
    if failed == 0 { Ok(()) } else { Err(io::Error::last_os_error()) }
}

/// For the calling thread and all that it becomes. Needs `no_new_privs`. Makes no allocation.
pub fn restrict(ruleset: &OwnedFd) -> io::Result<()> {
    // SAFETY: takes a descriptor and a number.
    let failed = unsafe { libc::syscall(libc::SYS_landlock_restrict_self, ruleset.as_raw_fd(), 0) };
    if failed == 0 { Ok(()) } else { Err(io::Error::last_os_error()) }
}
