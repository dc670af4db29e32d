//! Lets one thread end what another waits for.

use std::fs::File;
use std::io::Write;
use std::os::fd::{AsFd, BorrowedFd, FromRawFd};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Cheap to clone; all clones are one. Once cancelled, for ever.
#[derive(Debug, Clone)]
pub struct Cancel(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    flag: AtomicBool,
    /// Readable once cancelled, so that it can be waited for together with a socket. `None` where
    /// no descriptor was left: then it is noticed a little later, by the flag.
    event: Option<File>,
}

impl Default for Cancel {
    fn default() -> Cancel {
        // SAFETY: takes two integers; the descriptor that it returns belongs to nobody else.
        let event = unsafe {
            let fd = libc::eventfd(0, libc::EFD_CLOEXEC | libc::EFD_NONBLOCK);
            (fd >= 0).then(|| File::from_raw_fd(fd))
        };
        Cancel(Arc::new(Inner { flag: AtomicBool::new(false), event }))
    }
}

impl Cancel {
    pub fn new() -> Cancel {
        Cancel::default()
    }

    pub fn cancel(&self) {
        self.0.flag.store(true, Ordering::SeqCst);
        if let Some(mut event) = self.0.event.as_ref() {
            // It can only fail when it is readable already.
            let _ = event.write_all(&1u64.to_ne_bytes());
        }
    }

    pub fn is_cancelled(&self) -> bool {
        self.0.flag.load(Ordering::SeqCst)
    }

    pub(crate) fn event(&self) -> Option<BorrowedFd<'_>> {
        self.0.event.as_ref().map(AsFd::as_fd)
    }
}
