//! How far something is, on one line of a terminal that the next line overwrites.

use std::io::{IsTerminal, Write};

/// Shown on standard error, and only where that is a terminal. Gone when dropped.
pub struct StatusLine {
    shows: bool,
}

impl StatusLine {
    pub fn new() -> StatusLine {
        StatusLine { shows: std::io::stderr().is_terminal() }
    }

    pub fn say(&self, text: &str) {
        if self.shows {
            // A terminal that is gone is noticed by what is printed afterwards.
            write!(std::io::stderr(), "\r{text:<60}").ok();
        }
    }

    /// Makes room for lines that stay.
    pub fn clear(&self) {
        if self.shows {
            write!(std::io::stderr(), "\r{:<60}\r", "").ok();
        }
    }
}

impl Drop for StatusLine {
    fn drop(&mut self) {
        self.clear();
    }
}
