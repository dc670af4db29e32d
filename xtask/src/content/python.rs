//! Runs the two small helpers of the check that are written in Python: the content's own programs
//! are, and SQLite comes with it.

use crate::run::{command, is_there};
use serde::de::DeserializeOwned;
use std::io::Write;
use std::process::Stdio;

/// Runs a script on some input, and reads the JSON that it prints.
pub fn run<T: DeserializeOwned>(script: &str, args: &[&str], input: &str) -> Result<T, String> {
    if !is_there(&["python3", "--version"]) {
        return Err(
            "python3 is missing, so nothing of this was run: run `cargo xtask setup`".into()
        );
    }
    let mut child = command(&[&["python3", "-c", script], args].concat())
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| format!("python3 cannot be started: {error}"))?;
    let mut stdin = child.stdin.take().expect("it is piped");
    // The scripts read all before they print, so that neither side waits for the other.
    let written = stdin.write_all(input.as_bytes());
    drop(stdin);
    let output = child.wait_with_output().map_err(|error| error.to_string())?;
    if !output.status.success() || written.is_err() {
        return Err(format!(
            "a helper in Python failed: {}",
            String::from_utf8_lossy(&output.stderr)
        ));
    }
    serde_json::from_slice(&output.stdout).map_err(|error| format!("a helper in Python: {error}"))
}
