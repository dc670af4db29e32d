//! Makes `models/answer.json`: `cargo run --release -p greenroom-listen --example train_answer FILE...`.
//!
//! Each FILE holds the graded answers of one course, one JSON object a line. What is measured is
//! printed, on questions and on courses left out; nothing of the answers goes into the weights' file.

use greenroom_listen::answer::training::{Course, examples, fit, measure};
use greenroom_listen::encoder::Encoder;
use std::path::Path;

fn main() -> Result<(), String> {
    let courses =
        std::env::args().skip(1).map(|file| read(&file)).collect::<Result<Vec<_>, _>>()?;
    if courses.is_empty() {
        return Err("name at least one file of graded answers".to_owned());
    }
    let encoder = Encoder::embedded().map_err(|error| error.to_string())?;
    let full = examples(Some(&encoder), &courses);
    let coarse = examples(None, &courses);
    println!("with the language model: {:#?}", measure(&full, &courses));
    println!("by words alone: {:#?}", measure(&coarse, &courses));
    let names: Vec<&str> = courses.iter().map(|course| course.name.as_str()).collect();
    let made_by = format!("examples/train_answer.rs from {}", names.join(", "));
    let model = fit(&full, &coarse, &courses, &made_by);
    let json = serde_json::to_string_pretty(&model).map_err(|error| error.to_string())?;
    let target = Path::new(env!("CARGO_MANIFEST_DIR")).join("models/answer.json");
    std::fs::write(target, json + "\n").map_err(|error| error.to_string())
}

fn read(file: &str) -> Result<Course, String> {
    let path = Path::new(file);
    let name = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or(file);
    let text = std::fs::read_to_string(path).map_err(|error| format!("{file}: {error}"))?;
    Course::read(name, &text).map_err(|error| format!("{file}: {error}"))
}
