//! Makes `models/star.json`: `cargo run --release -p greenroom-listen --example train_star [FILE]`.
//!
//! Learns from `train/star/stories.jsonl` and from FILE, more labelled stories in the same format,
//! and prints what it measures on stories left out.

use greenroom_listen::encoder::Encoder;
use greenroom_listen::star::training::{Labelled, fit, measure, stories};
use std::path::Path;

fn main() -> Result<(), String> {
    let home = Path::new(env!("CARGO_MANIFEST_DIR"));
    let ours = read(&home.join("train/star/stories.jsonl"))?;
    let theirs = std::env::args().nth(1).map_or(Ok(Vec::new()), |file| read(Path::new(&file)))?;
    let encoder = Encoder::embedded().map_err(|error| error.to_string())?;
    if !theirs.is_empty() {
        println!("{:#?}", measure(&encoder, &ours, &theirs));
    }
    let made_by = format!(
        "examples/train_star.rs from {} stories of our own and {} others",
        ours.len(),
        theirs.len()
    );
    let all: Vec<Labelled> = ours.into_iter().chain(theirs).collect();
    let model = fit(&encoder, &all, &made_by);
    let json = serde_json::to_string(&model).map_err(|error| error.to_string())?;
    // One line a list of numbers: small differences stay small in a diff.
    let json = json.replace("],[", "],\n[").replace("},\"", "},\n\"");
    std::fs::write(home.join("models/star.json"), json + "\n").map_err(|error| error.to_string())
}

fn read(file: &Path) -> Result<Vec<Labelled>, String> {
    let text =
        std::fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?;
    stories(&text).map_err(|error| format!("{}: {error}", file.display()))
}
