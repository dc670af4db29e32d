//! The filter of system calls (seccomp).
//!
//! It refuses what a judged program has no honest use for: making namespaces and mounts, sockets,
//! shared memory and queues that outlive a process, tracing, and the young parts of the kernel in
//! which most holes were found. Everything else is allowed, up to the youngest call known here: a
//! call that a later kernel brings is answered as if the kernel did not have it.
//!
//! The program is a binary search over the numbers and not a chain of comparisons, because the
//! kernel tries every number once when a filter is installed, which is done anew for each run. A
//! chain of 90 comparisons took 0.3 ms, the search takes 0.02 ms.

use libc::{sock_filter, sock_fprog};
use std::io;

/// What happens to a call: it goes through, or it fails with this error.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Action {
    Allow,
    Fail(i32),
    /// Allowed unless it asks for a new namespace.
    AllowWithoutNamespaces,
    /// Allowed if its first argument, a process, is 0: the caller itself.
    AllowOnItself,
}

#[cfg(target_arch = "x86_64")]
const ARCH: u32 = 0xc000_003e;
#[cfg(target_arch = "aarch64")]
const ARCH: u32 = 0xc000_00b7;

/// The youngest call that was looked at when this was written: `mseal`.
const YOUNGEST: i64 = 462;

/// Flags of `clone` that make namespaces.
const NAMESPACES: u32 = (libc::CLONE_NEWNS
    | libc::CLONE_NEWCGROUP
    | libc::CLONE_NEWUTS
    | libc::CLONE_NEWIPC
    | libc::CLONE_NEWUSER
    | libc::CLONE_NEWPID
    | libc::CLONE_NEWNET) as u32;

fn refused() -> Vec<(i64, Action)> {
    use Action::{AllowOnItself, AllowWithoutNamespaces, Fail};
    let mut refused: Vec<(i64, Action)> = Vec::new();
    let mut all = |error: i32, calls: &[libc::c_long]| {
        refused.extend(calls.iter().map(|call| (*call, Fail(error))));
    };
    // Run times ask whether there is a network before they give up on it: that is no crime.
    all(libc::EACCES, &[libc::SYS_socket]);
    // Shared by all runs of one slot, one after the other.
    all(
        libc::EACCES,
        &[libc::SYS_shmget, libc::SYS_shmat, libc::SYS_shmctl, libc::SYS_semget, libc::SYS_semctl],
    );
    all(libc::EACCES, &[libc::SYS_msgget, libc::SYS_msgctl, libc::SYS_mq_open]);
    // Namespaces, mounts, roots.
    all(
        libc::EPERM,
        &[
            libc::SYS_unshare,
            libc::SYS_setns,
            libc::SYS_mount,
            libc::SYS_umount2,
            libc::SYS_pivot_root,
            libc::SYS_chroot,
            libc::SYS_open_tree,
            libc::SYS_move_mount,
            libc::SYS_fsopen,
            libc::SYS_fsconfig,
            libc::SYS_fsmount,
            libc::SYS_fspick,
            libc::SYS_mount_setattr,
            libc::SYS_open_by_handle_at,
            libc::SYS_name_to_handle_at,
            libc::SYS_mknodat,
            libc::SYS_quotactl,
            libc::SYS_swapon,
            libc::SYS_swapoff,
            libc::SYS_acct,
        ],
    );
    // Other processes.
    all(
        libc::EPERM,
        &[
            libc::SYS_ptrace,
            libc::SYS_process_vm_readv,
            libc::SYS_process_vm_writev,
            libc::SYS_process_madvise,
            libc::SYS_pidfd_getfd,
            libc::SYS_kcmp,
            // Without root the guard has the same user as the program, who may do all this to it.
            libc::SYS_setpriority,
            libc::SYS_ioprio_set,
            libc::SYS_sched_setaffinity,
            libc::SYS_sched_setattr,
            libc::SYS_sched_setparam,
            libc::SYS_sched_setscheduler,
        ],
    );
    // The machine itself.
    all(
        libc::EPERM,
        &[
            libc::SYS_reboot,
            libc::SYS_init_module,
            libc::SYS_finit_module,
            libc::SYS_delete_module,
            libc::SYS_kexec_load,
            libc::SYS_settimeofday,
            libc::SYS_clock_settime,
            libc::SYS_clock_adjtime,
            libc::SYS_adjtimex,
            libc::SYS_sethostname,
            libc::SYS_setdomainname,
            libc::SYS_syslog,
            libc::SYS_vhangup,
            libc::SYS_personality,
            libc::SYS_fanotify_init,
        ],
    );
    // The keys of the user who runs us.
    all(libc::EPERM, &[libc::SYS_add_key, libc::SYS_request_key, libc::SYS_keyctl]);
    // Where the kernel's holes were.
    all(
        libc::ENOSYS,
        &[
            libc::SYS_bpf,
            libc::SYS_perf_event_open,
            libc::SYS_userfaultfd,
            libc::SYS_io_uring_setup,
            libc::SYS_io_uring_enter,
            libc::SYS_io_uring_register,
            libc::SYS_vmsplice,
            libc::SYS_lookup_dcookie,
            libc::SYS_nfsservctl,
        ],
    );
    // Memory that belongs to no file and no process, and escapes the limits where there are no
    // control groups.
    all(libc::ENOSYS, &[libc::SYS_memfd_create, libc::SYS_memfd_secret]);
    // Its flags are behind a pointer, where a filter cannot look. The C library then uses `clone`.
    all(libc::ENOSYS, &[libc::SYS_clone3]);
    #[cfg(target_arch = "x86_64")]
    {
        all(libc::EPERM, &[libc::SYS_iopl, libc::SYS_ioperm, libc::SYS_mknod]);
        all(libc::EPERM, &[libc::SYS_kexec_file_load, libc::SYS_modify_ldt]);
        all(libc::ENOSYS, &[libc::SYS_uselib, libc::SYS_ustat, libc::SYS__sysctl]);
    }
    refused.push((libc::SYS_clone, AllowWithoutNamespaces));
    refused.push((libc::SYS_prlimit64, AllowOnItself));
    refused
}

/// Made once, installed for each run.
pub struct Filter(Vec<sock_filter>);

impl Filter {
    pub fn new() -> Filter {
        Filter(program(&ranges(refused())))
    }

    /// For the calling thread and all that it becomes. Needs `no_new_privs`. Makes no allocation.
    pub fn install(&self) -> io::Result<()> {
        let program =
            sock_fprog { len: self.0.len() as u16, filter: self.0.as_ptr() as *mut sock_filter };
        // SAFETY: the program and its length are true, and the kernel copies it.
        let failed = unsafe {
            libc::syscall(libc::SYS_seccomp, libc::SECCOMP_SET_MODE_FILTER, 0, &raw const program)
        };
        if failed == 0 { Ok(()) } else { Err(io::Error::last_os_error()) }
    }
}

/// The numbers from 0 on cut where the action changes: each with the first number it holds for.
fn ranges(mut refused: Vec<(i64, Action)>) -> Vec<(u32, Action)> {
    refused.sort_by_key(|(call, _)| *call);
    let mut ranges: Vec<(u32, Action)> = vec![(0, Action::Allow)];
    let mut put = |from: i64, action: Action| {
        let from = from as u32;
        if ranges.last().is_some_and(|(start, _)| *start == from) {
            ranges.pop();
        }
        if ranges.last().is_none_or(|(_, before)| *before != action) {
            ranges.push((from, action));
        }
    };
    for (call, action) in refused {
        put(call, action);
        put(call + 1, Action::Allow);
    }
    put(YOUNGEST + 1, Action::Fail(libc::ENOSYS));
    ranges
}

const OFFSET_NUMBER: u32 = 0;
const OFFSET_ARCH: u32 = 4;
/// The low half of the first argument, on little-endian machines.
const OFFSET_FIRST: u32 = 16;

const LOAD: u16 = (libc::BPF_LD | libc::BPF_W | libc::BPF_ABS) as u16;
const IF_EQUAL: u16 = (libc::BPF_JMP | libc::BPF_JEQ | libc::BPF_K) as u16;
const IF_AT_LEAST: u16 = (libc::BPF_JMP | libc::BPF_JGE | libc::BPF_K) as u16;
const IF_ANY_BIT: u16 = (libc::BPF_JMP | libc::BPF_JSET | libc::BPF_K) as u16;
const GO: u16 = (libc::BPF_JMP | libc::BPF_JA) as u16;
const RETURN: u16 = (libc::BPF_RET | libc::BPF_K) as u16;

fn program(ranges: &[(u32, Action)]) -> Vec<sock_filter> {
    let step = |code, k, jt, jf| sock_filter { code, jt, jf, k };
    let mut program = vec![
        step(LOAD, OFFSET_ARCH, 0, 0),
        // Calls of another architecture have other numbers.
        step(IF_EQUAL, ARCH, 1, 0),
        step(RETURN, libc::SECCOMP_RET_KILL_PROCESS, 0, 0),
        step(LOAD, OFFSET_NUMBER, 0, 0),
    ];
    search(ranges, &mut program);
    program
}

/// Below the number is loaded. Jumps over a half by an unconditional one, whose distance has 32
/// bits: the conditional ones reach only 255 steps.
fn search(ranges: &[(u32, Action)], program: &mut Vec<sock_filter>) {
    let step = |code, k, jt, jf| sock_filter { code, jt, jf, k };
    if let [(_, action)] = ranges {
        match action {
            Action::Allow => program.push(step(RETURN, libc::SECCOMP_RET_ALLOW, 0, 0)),
            Action::Fail(error) => {
                program.push(step(RETURN, libc::SECCOMP_RET_ERRNO | *error as u32, 0, 0));
            }
            Action::AllowOnItself => program.extend([
                step(LOAD, OFFSET_FIRST, 0, 0),
                step(IF_EQUAL, 0, 1, 0),
                step(RETURN, libc::SECCOMP_RET_ERRNO | libc::EPERM as u32, 0, 0),
                step(RETURN, libc::SECCOMP_RET_ALLOW, 0, 0),
            ]),
            Action::AllowWithoutNamespaces => program.extend([
                step(LOAD, OFFSET_FIRST, 0, 0),
                step(IF_ANY_BIT, NAMESPACES, 0, 1),
                step(RETURN, libc::SECCOMP_RET_ERRNO | libc::EPERM as u32, 0, 0),
                step(RETURN, libc::SECCOMP_RET_ALLOW, 0, 0),
            ]),
        }
        return;
    }
    let (low, high) = ranges.split_at(ranges.len() / 2);
    program.push(step(IF_AT_LEAST, high[0].0, 0, 1));
    let jump = program.len();
    program.push(step(GO, 0, 0, 0));
    search(low, program);
    program[jump].k = (program.len() - jump - 1) as u32;
    search(high, program);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the kernel would answer: the few instructions that are used here, followed by hand.
    fn answer(program: &[sock_filter], arch: u32, number: u32, first: u32) -> u32 {
        let (mut at, mut loaded) = (0, 0);
        loop {
            let step = &program[at];
            at += 1;
            let jump = |yes: bool| usize::from(if yes { step.jt } else { step.jf });
            match step.code {
                LOAD => {
                    loaded = match step.k {
                        OFFSET_NUMBER => number,
                        OFFSET_ARCH => arch,
                        OFFSET_FIRST => first,
                        other => panic!("loads from {other}"),
                    }
                }
                IF_EQUAL => at += jump(loaded == step.k),
                IF_AT_LEAST => at += jump(loaded >= step.k),
                IF_ANY_BIT => at += jump(loaded & step.k != 0),
                GO => at += step.k as usize,
                RETURN => return step.k,
                other => panic!("instruction {other}"),
            }
        }
    }

    #[test]
    fn every_number_gets_the_answer_of_the_list() {
        let program = Filter::new().0;
        let refused = refused();
        for number in 0..=YOUNGEST {
            let action = refused.iter().find(|(call, _)| *call == number).map(|(_, action)| action);
            let expected = match action {
                Some(Action::Fail(error)) => libc::SECCOMP_RET_ERRNO | *error as u32,
                _ => libc::SECCOMP_RET_ALLOW,
            };
            assert_eq!(answer(&program, ARCH, number as u32, 0), expected, "{number}");
        }
    }

    #[test]
    fn what_nobody_knows_yet_is_not_there() {
        let program = Filter::new().0;
        let missing = libc::SECCOMP_RET_ERRNO | libc::ENOSYS as u32;
        // 0x4000_0000 marks the 32-bit calls of x86-64, which have numbers of their own.
        for number in [YOUNGEST as u32 + 1, 1_000, 0x4000_0000, 0x4000_0029, u32::MAX] {
            assert_eq!(answer(&program, ARCH, number, 0), missing, "{number}");
        }
        assert_eq!(answer(&program, 0x4000_0003, 1, 0), libc::SECCOMP_RET_KILL_PROCESS);
    }

    #[test]
    fn a_program_limits_only_itself() {
        let program = Filter::new().0;
        let limit = |pid| answer(&program, ARCH, libc::SYS_prlimit64 as u32, pid);
        assert_eq!(limit(0), libc::SECCOMP_RET_ALLOW);
        assert_eq!(limit(1), libc::SECCOMP_RET_ERRNO | libc::EPERM as u32);
    }

    #[test]
    fn clone_makes_threads_and_no_namespaces() {
        let program = Filter::new().0;
        let clone = |flags: i32| answer(&program, ARCH, libc::SYS_clone as u32, flags as u32);
        let thread = libc::CLONE_VM | libc::CLONE_THREAD | libc::CLONE_SIGHAND | libc::SIGCHLD;
        assert_eq!(clone(thread), libc::SECCOMP_RET_ALLOW);
        let refused = libc::SECCOMP_RET_ERRNO | libc::EPERM as u32;
        assert_eq!(clone(libc::CLONE_NEWUSER), refused);
        assert_eq!(clone(thread | libc::CLONE_NEWNET), refused);
    }
}
