//! Makes the weights from labelled stories, and measures them on stories left out.

use super::chain::{Chain, Told};
use super::checklist::{self, Example, Finder};
use super::{Model, Reading, Teller, read};
use crate::encoder::Encoder;
use greenroom_model::StoryPart;
use serde::Deserialize;
use std::collections::BTreeMap;

/// How strongly weights are shrunk, chosen on stories left out.
const L2: f64 = 3.0;
const L2_FOLLOWS: f64 = 0.3;

/// A labelled story as it stands in a file, one a line.
#[derive(Debug, Clone, Deserialize)]
pub struct Labelled {
    pub id: String,
    pub question: String,
    pub sentences: Vec<String>,
    pub labels: Vec<StoryPart>,
    /// The index of the sentence that supports each key.
    pub checklist: BTreeMap<String, Option<usize>>,
}

/// Reads JSON Lines; the error names the line.
pub fn stories(lines: &str) -> Result<Vec<Labelled>, String> {
    let numbered = lines.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    numbered
        .map(|(at, line)| {
            let story: Labelled =
                serde_json::from_str(line).map_err(|error| format!("line {}: {error}", at + 1))?;
            if story.sentences.len() == story.labels.len() {
                Ok(story)
            } else {
                Err(format!("line {}: one label a sentence is needed", at + 1))
            }
        })
        .collect()
}

pub fn fit(encoder: &Encoder, stories: &[Labelled], made_by: &str) -> Model {
    let full: Vec<Reading> = readings(Some(encoder), stories);
    let coarse = readings(None, stories);
    fit_readings(stories, &full.iter().collect::<Vec<_>>(), Some(&coarse), made_by)
}

fn readings(encoder: Option<&Encoder>, stories: &[Labelled]) -> Vec<Reading> {
    stories.iter().map(|story| read(encoder, &story.sentences)).collect()
}

fn fit_readings(
    stories: &[Labelled],
    full: &[&Reading],
    coarse: Option<&[Reading]>,
    made_by: &str,
) -> Model {
    let parts: Vec<Vec<usize>> = stories.iter().map(parts).collect();
    let chain = |readings: &[&Reading], left_out: Option<usize>| {
        let told: Vec<Told<'_>> = readings
            .iter()
            .zip(&parts)
            .enumerate()
            .filter(|(at, _)| left_out != Some(at % FOLDS))
            .map(|(_, (reading, parts))| Told { rows: &reading.rows, parts })
            .collect();
        rounded(Chain::fit(&told, L2, L2_FOLLOWS))
    };
    // The finders must learn from labels as uncertain as those they will see: each story's come
    // from a chain that did not learn from it.
    let mut rows = vec![Vec::new(); stories.len()];
    for fold in 0..FOLDS {
        let chain = chain(full, Some(fold));
        for at in (fold..stories.len()).step_by(FOLDS) {
            rows[at] = checklist::rows(&chain.marginals(&full[at].rows), &full[at].facts);
        }
    }
    let finders = checklist::keys(None).into_iter().map(|key| {
        let examples: Vec<Example<'_>> = stories
            .iter()
            .zip(&rows)
            .filter_map(|(story, rows)| {
                story.checklist.get(key).map(|&support| Example { rows, support })
            })
            .collect();
        (key.to_owned(), Finder::fit(&examples))
    });
    let checklist = finders.collect();
    let full = chain(full, None);
    let coarse = match coarse {
        Some(readings) => chain(&readings.iter().collect::<Vec<_>>(), None),
        None => full.clone(),
    };
    Model { made_by: made_by.to_owned(), full, coarse, checklist }
}

/// Three decimals keep the file small and change no label.
fn rounded(mut chain: Chain) -> Chain {
    let numbers = chain.weights.iter_mut().chain(&mut chain.follows).flatten();
    numbers.for_each(|number| *number = (*number * 1e3).round() / 1e3);
    chain
}

fn parts(story: &Labelled) -> Vec<usize> {
    let index = |label: &StoryPart| StoryPart::ALL.iter().position(|part| part == label);
    story.labels.iter().map(|label| index(label).expect("ALL holds every part")).collect()
}

const FOLDS: usize = 5;

/// What was measured on stories that the weights had not seen.
#[derive(Debug, Clone, PartialEq)]
pub struct Measured {
    pub stories: usize,
    pub f1_by_part: Vec<(StoryPart, f64)>,
    pub macro_f1: f64,
    /// Share of checklist entries where the sentence, or its absence, is right.
    pub checklist_right: f64,
    /// Share of entries where it is right that there is, or is not, a sentence.
    pub checklist_presence_right: f64,
}

/// Fits on `ours` and four fifths of `theirs`, judges the fifth left out, five times over.
pub fn measure(encoder: &Encoder, ours: &[Labelled], theirs: &[Labelled]) -> Measured {
    let our_readings = readings(Some(encoder), ours);
    let their_readings = readings(Some(encoder), theirs);
    let mut pairs = Vec::new();
    let (mut right, mut presence_right, mut entries) = (0, 0, 0);
    for fold in 0..FOLDS {
        let kept = |at: &usize| at % FOLDS != fold;
        let stories: Vec<Labelled> = ours
            .iter()
            .chain((0..theirs.len()).filter(kept).map(|at| &theirs[at]))
            .cloned()
            .collect();
        let readings: Vec<&Reading> = our_readings
            .iter()
            .chain((0..theirs.len()).filter(kept).map(|at| &their_readings[at]))
            .collect();
        let model = fit_readings(&stories, &readings, None, "a fold");
        let teller = Teller::with(Some(encoder.clone()), model);
        for story in theirs.iter().skip(fold).step_by(FOLDS) {
            let told = teller.assess(&story.sentences, Some(&story.question));
            pairs.extend(story.labels.iter().copied().zip(told.sentences.iter().map(|s| s.part)));
            for (key, support) in &story.checklist {
                let found = told.checklist.iter().find(|(found, _)| found == key);
                let found = found.and_then(|(_, support)| *support);
                entries += 1;
                right += usize::from(found == *support);
                presence_right += usize::from(found.is_some() == support.is_some());
            }
        }
    }
    let f1_by_part: Vec<(StoryPart, f64)> =
        StoryPart::ALL.into_iter().map(|part| (part, f1(&pairs, part))).collect();
    Measured {
        stories: theirs.len(),
        macro_f1: f1_by_part.iter().map(|(_, f1)| f1).sum::<f64>() / f1_by_part.len() as f64,
        f1_by_part,
        checklist_right: right as f64 / entries as f64,
        checklist_presence_right: presence_right as f64 / entries as f64,
    }
}

fn f1(pairs: &[(StoryPart, StoryPart)], part: StoryPart) -> f64 {
    let count = |truth: bool, found: bool| {
        pairs.iter().filter(|(t, f)| (*t == part) == truth && (*f == part) == found).count() as f64
    };
    let (hit, wrong, missed) = (count(true, true), count(false, true), count(true, false));
    if hit == 0.0 { 0.0 } else { 2.0 * hit / (2.0 * hit + wrong + missed) }
}
