//! Makes `models/cards.json`: `cargo run --release -p greenroom-listen --example train_cards`.
//!
//! It learns from `content/cards` and from the answers in `train/cards`, and prints what it is worth on
//! topics left out.

use greenroom_listen::cards::training::{examples, fit, labelled, measure};
use greenroom_listen::encoder::Encoder;
use greenroom_model::Card;
use serde::Deserialize;
use std::path::{Path, PathBuf};

#[derive(Deserialize)]
struct File {
    #[serde(rename = "card")]
    cards: Vec<Card>,
}

fn main() -> Result<(), String> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let cards = cards(&here.join("../../content/cards"))?;
    let answers = labelled(&read(&here.join("train/cards/answers.jsonl"))?)?;
    let encoder = Encoder::embedded().map_err(|error| error.to_string())?;
    let examples = examples(&encoder, &cards, &answers)?;
    let measured = measure(&examples);
    println!("{:?}", measured.lines);
    for (source, tally) in &measured.by_source {
        let shares = [tally.heard, tally.not_sure, tally.not_heard];
        let [heard, unsure, not] = shares.map(|count| 100.0 * tally.share(count));
        let all = tally.all();
        println!("{source:?}: {all}, heard {heard:.1}%, unsure {unsure:.1}%, not {not:.1}%");
    }
    let made_by = "examples/train_cards.rs from content/cards and train/cards/answers.jsonl";
    let json =
        serde_json::to_string(&fit(&examples, made_by)).map_err(|error| error.to_string())?;
    // A tree a line, so that a change can be read.
    let json = json.replace("{\"asks\"", "\n{\"asks\"");
    std::fs::write(here.join("models/cards.json"), json + "\n").map_err(|error| error.to_string())
}

fn cards(folder: &Path) -> Result<Vec<Card>, String> {
    let entries =
        std::fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut files: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    files.sort();
    let mut cards = Vec::new();
    for path in files {
        let file: File = toml::from_str(&read(&path)?)
            .map_err(|error| format!("{}: {error}", path.display()))?;
        let topic = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        cards.extend(file.cards.into_iter().map(|card| Card { topic: topic.clone(), ..card }));
    }
    Ok(cards)
}

fn read(path: &Path) -> Result<String, String> {
    std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}
