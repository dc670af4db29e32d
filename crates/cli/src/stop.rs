//! Ctrl+C ends what is under way, and says so; the second one ends the program.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// As shells have it for what Ctrl+C ended.
pub const CANCELLED: u8 = 130;

/// Set by the first Ctrl+C; the second ends the program as it would any other.
pub fn on_ctrl_c() -> Arc<AtomicBool> {
    let cancel = Arc::new(AtomicBool::new(false));
    let set = cancel.clone();
    std::thread::spawn(move || {
        let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_all().build() else {
            return;
        };
        runtime.block_on(async {
            if tokio::signal::ctrl_c().await.is_ok() {
                set.store(true, Ordering::Relaxed);
                if tokio::signal::ctrl_c().await.is_ok() {
                    std::process::exit(i32::from(CANCELLED));
                }
            }
        });
    });
    cancel
}
