//! How fast histories are decided, beside `porcupine-rs` in the same run.
//!
//! The bench is a workspace of its own, in `crates/linearize/bench`: its peer brings much that nothing else needs.

use crate::run::{command, output, through};
use crate::{Outcome, root};

const MANIFEST: &str = "crates/linearize/bench/Cargo.toml";

pub fn run() -> Outcome {
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    println!("machine: {cores} cores; ours uses one, porcupine-rs one for each key");
    let told = output(&mut command(&[
        "cargo",
        "metadata",
        "--locked",
        "--format-version",
        "1",
        "--manifest-path",
        MANIFEST,
    ]))?;
    let metadata: serde_json::Value =
        serde_json::from_str(&told).map_err(|error| error.to_string())?;
    let peer = metadata["packages"]
        .as_array()
        .into_iter()
        .flatten()
        .find(|package| package["name"] == "porcupine-rs")
        .and_then(|package| package["manifest_path"].as_str())
        .ok_or_else(|| {
            format!("{MANIFEST} does not depend on porcupine-rs: it has the histories")
        })?;
    let folder = peer.trim_end_matches("Cargo.toml");
    let target = root().join("target/linearize-bench");
    through(
        command(&[
            "cargo",
            "run",
            "--release",
            "--quiet",
            "--locked",
            "--manifest-path",
            MANIFEST,
            folder,
        ])
        .env("CARGO_TARGET_DIR", target),
    )
}
