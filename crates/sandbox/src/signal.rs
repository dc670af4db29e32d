//! Signals to processes that run outside the sandbox, such as the services of labs.

/// What can be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signal {
    Kill,
    Terminate,
    Stop,
    Continue,
}

impl Signal {
    /// One that is gone already is no error. Ids that stand for more than one process are passed over.
    pub fn to_process(self, pid: u32) {
        if let Some(pid) = i32::try_from(pid).ok().filter(|pid| *pid > 1) {
            // SAFETY: takes integers.
            unsafe { libc::kill(pid, self.number()) };
        }
    }

    /// To the group that a process leads.
    pub fn to_group(self, leader: u32) {
        if let Some(leader) = i32::try_from(leader).ok().filter(|pid| *pid > 1) {
            // SAFETY: takes integers.
            unsafe { libc::killpg(leader, self.number()) };
        }
    }

    fn number(self) -> libc::c_int {
        match self {
            Signal::Kill => libc::SIGKILL,
            Signal::Terminate => libc::SIGTERM,
            Signal::Stop => libc::SIGSTOP,
            Signal::Continue => libc::SIGCONT,
        }
    }
}
