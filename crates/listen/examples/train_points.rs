//! Learns models/points.json from labelled transcripts.
//!
//!     cargo run --release -p greenroom-listen --example train_points -- FOLDER...
//!
//! Each folder is searched for problems: a `rubric.toml` with `NAME.jsonl` and `NAME.labels.json`
//! beside it or in its `reference` and `mutants`. `cargo xtask bench listen` tells what comes out of
//! it on problems that were not learnt from.

use greenroom_listen::Listener;
use greenroom_listen::trials::{self, Observation, Trial};
use greenroom_listen::weigh::BothWeights;
use std::path::Path;

fn main() -> Result<(), String> {
    let mut data: Vec<Trial> = Vec::new();
    for folder in std::env::args().skip(1) {
        data.extend(trials::load(Path::new(&folder))?);
    }
    if data.is_empty() {
        return Err("name the folders that hold labelled transcripts".into());
    }
    let talks: usize = data.iter().map(|trial| trial.talks.len()).sum();
    println!("learning from {} problems, {talks} conversations", data.len());
    let learn = |listener: &Listener| {
        let seen: Vec<Observation> =
            data.iter().map(|trial| trials::observe(listener, trial)).collect();
        trials::train(&seen.iter().collect::<Vec<_>>())
    };
    let both = BothWeights {
        by_meaning: learn(&Listener::embedded()),
        by_words: learn(&Listener::coarse("asked for".into())),
    };
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("models/points.json");
    let text = serde_json::to_string_pretty(&both).map_err(|error| error.to_string())?;
    std::fs::write(path, text + "\n").map_err(|error| error.to_string())
}
