//! Labelled conversations: what the weights are learnt from and measured on. The program itself
//! does not need this part.

use crate::hearing::{Ear, judge};
use crate::ledger::{self, Ledger, Observed};
use crate::listener::Listener;
use crate::logistic::{Rows, logistic};
use crate::rubric::Phrasebook;
use crate::signals;
use crate::weigh::{Lines, Weights};
use greenroom_model::{Rubric, Utterance, Verdict};
use serde::Deserialize;
use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::path::Path;
use std::sync::Arc;

/// A problem's rubric with the conversations about it.
pub struct Trial {
    pub name: String,
    pub rubric: Rubric,
    pub talks: Vec<Talk>,
}

pub struct Talk {
    pub name: String,
    pub utterances: Vec<Utterance>,
    pub labels: Labels,
}

#[derive(Debug, Deserialize)]
pub struct Labels {
    pub points: BTreeMap<String, Label>,
    #[serde(default)]
    pub misconceptions: BTreeMap<String, Vec<String>>,
}

#[derive(Debug, Deserialize)]
pub struct Label {
    pub verdict: Verdict,
    #[serde(default)]
    pub quotes: Vec<String>,
}

/// Every problem below a folder that has a `rubric.toml` and labelled transcripts beside it or in
/// its `reference` and `mutants`, in the order of their paths.
pub fn load(folder: &Path) -> Result<Vec<Trial>, String> {
    let mut trials = Vec::new();
    let rubric = folder.join("rubric.toml");
    if rubric.is_file() {
        let text = read(&rubric)?;
        let rubric =
            toml::from_str(&text).map_err(|error| format!("{}: {error}", rubric.display()))?;
        let mut talks = Vec::new();
        for part in [folder.to_owned(), folder.join("reference"), folder.join("mutants")] {
            talks.extend(load_talks(&part)?);
        }
        if !talks.is_empty() {
            let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
            trials.push(Trial { name, rubric, talks });
        }
        return Ok(trials);
    }
    for entry in sorted(folder)?.iter().filter(|entry| entry.is_dir()) {
        trials.extend(load(entry)?);
    }
    Ok(trials)
}

fn load_talks(folder: &Path) -> Result<Vec<Talk>, String> {
    let mut talks = Vec::new();
    for labels in sorted(folder)? {
        let Some(name) = labels.to_string_lossy().strip_suffix(".labels.json").map(str::to_owned)
        else {
            continue;
        };
        let at = |error: serde_json::Error, path: &str| format!("{path}: {error}");
        let path = format!("{name}.jsonl");
        let utterances = read(Path::new(&path))?
            .lines()
            .filter(|line| !line.trim().is_empty())
            .map(|line| serde_json::from_str(line).map_err(|error| at(error, &path)))
            .collect::<Result<_, _>>()?;
        let given = serde_json::from_str(&read(&labels)?).map_err(|error| at(error, &name))?;
        talks.push(Talk { name, utterances, labels: given });
    }
    Ok(talks)
}

fn sorted(folder: &Path) -> Result<Vec<std::path::PathBuf>, String> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Ok(Vec::new());
    };
    let mut paths: Vec<_> =
        entries.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect();
    paths.sort();
    Ok(paths)
}

fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}

/// A trial after listening, before weighing: what folds share.
pub struct Observation<'a> {
    pub trial: &'a Trial,
    book: Arc<Phrasebook>,
    talks: Vec<Vec<Observed>>,
}

pub fn observe<'a>(listener: &Listener, trial: &'a Trial) -> Observation<'a> {
    let book = listener.prepare(&trial.rubric).book;
    let talks = trial
        .talks
        .iter()
        .map(|talk| {
            let mut ear = Ear::default();
            talk.utterances.iter().flat_map(|utterance| ear.listen(&book, utterance)).collect()
        })
        .collect();
    Observation { trial, book, talks }
}

/// Two trials that ask about the same thing: one must not teach the listener about the other when
/// it is measured on problems not seen.
pub fn are_kin(a: &Trial, b: &Trial) -> bool {
    let ids = |trial: &Trial| -> HashSet<String> {
        trial.rubric.points.iter().map(|point| point.id.clone()).collect()
    };
    let titles = |trial: &Trial| -> HashSet<String> {
        let common = [
            "system", "design", "service", "with", "that", "from", "the", "an", "and", "for", "a",
            "api", "of",
        ];
        let words =
            crate::text::words(&format!("{} {}", trial.rubric.title, trial.name.replace('-', " ")));
        words.into_iter().filter(|word| !common.contains(&word.as_str())).collect()
    };
    ids(a).intersection(&ids(b)).count() >= 2 || titles(a).intersection(&titles(b)).count() >= 1
}

/// Learns all weights from what was observed.
pub fn train(observations: &[&Observation]) -> Weights {
    let (stretch_rows, misconception_rows) = stretch_rows(observations);
    let stretch = logistic(signals::NAMES, &stretch_rows, 3.0);
    let misconception = logistic(signals::NAMES, &misconception_rows, 10.0);
    let nothing = logistic(ledger::NAMES, &Rows::default(), 1.0);
    let mut weights = Weights {
        stretch,
        misconception,
        touched: nothing.clone(),
        met: nothing,
        lines: Lines { touched: 0.5, met: 0.5, misconception: 0.6 },
    };
    let (mut touched, mut met) = (Rows::default(), Rows::default());
    for observation in observations {
        for (talk, observed) in observation.trial.talks.iter().zip(&observation.talks) {
            let ledger = ledger_of(observation, &weights, observed);
            for (at, point) in observation.trial.rubric.points.iter().enumerate() {
                let Some(label) = talk.labels.points.get(&point.id) else { continue };
                let summary = ledger.summary(&observation.book, at);
                let credited = matches!(label.verdict, Verdict::Met | Verdict::Partly);
                touched.push(&summary, credited, 1.0);
                met.push(&summary, label.verdict == Verdict::Met, 1.0);
            }
        }
    }
    weights.touched = logistic(ledger::NAMES, &touched, 6.0);
    weights.met = logistic(ledger::NAMES, &met, 6.0);
    weights.lines = best_lines(observations, &weights);
    weights
}

fn stretch_rows(observations: &[&Observation]) -> (Rows, Rows) {
    let (mut points, mut misconceptions) = (Rows::default(), Rows::default());
    for observation in observations {
        for (talk, observed) in observation.trial.talks.iter().zip(&observation.talks) {
            for stretch in observed {
                for (at, point) in observation.trial.rubric.points.iter().enumerate() {
                    let Some(label) = talk.labels.points.get(&point.id) else { continue };
                    let quoted = is_quoted(&stretch.sentences, &label.quotes);
                    let speaks = quoted && matches!(label.verdict, Verdict::Met | Verdict::Partly);
                    points.push(
                        &stretch.signals[at].values,
                        speaks,
                        if speaks { 2.0 } else { 1.0 },
                    );
                }
                for (at, one) in observation.trial.rubric.misconceptions.iter().enumerate() {
                    let quotes = talk.labels.misconceptions.get(&one.id);
                    let voiced = quotes.is_some_and(|quotes| is_quoted(&stretch.sentences, quotes));
                    let group = observation.book.points + at;
                    let weight = if voiced { 4.0 } else { 1.0 };
                    misconceptions.push(&stretch.signals[group].values, voiced, weight);
                }
            }
        }
    }
    (points, misconceptions)
}

fn is_quoted(sentences: &[String], quotes: &[String]) -> bool {
    quotes.iter().any(|quote| {
        sentences
            .iter()
            .any(|sentence| quote.contains(sentence.as_str()) || sentence.contains(quote.as_str()))
    })
}

fn ledger_of(observation: &Observation, weights: &Weights, observed: &[Observed]) -> Ledger {
    let mut ledger = Ledger::new(&observation.book);
    for stretch in observed {
        ledger.add(&observation.book, weights, stretch);
    }
    ledger
}

/// One point of one talk: what was labelled and what was found.
#[derive(Debug, Clone)]
pub struct Outcome {
    pub talk: String,
    pub point: String,
    pub labelled: Verdict,
    pub found: Verdict,
    pub touched: f64,
    pub met: f64,
    pub summary: Vec<f32>,
}

#[derive(Debug, Clone)]
pub struct MisconceptionOutcome {
    pub talk: String,
    pub id: String,
    pub labelled: bool,
    pub found: bool,
}

pub fn outcomes(
    observation: &Observation,
    weights: &Weights,
) -> (Vec<Outcome>, Vec<MisconceptionOutcome>) {
    let (mut points, mut misconceptions) = (Vec::new(), Vec::new());
    for (talk, observed) in observation.trial.talks.iter().zip(&observation.talks) {
        let ledger = ledger_of(observation, weights, observed);
        for (at, point) in observation.trial.rubric.points.iter().enumerate() {
            let Some(label) = talk.labels.points.get(&point.id) else { continue };
            let summary = ledger.summary(&observation.book, at);
            points.push(Outcome {
                talk: talk.name.clone(),
                point: point.id.clone(),
                labelled: label.verdict,
                found: judge(&observation.book, weights, &ledger, at).verdict,
                touched: weights.touched.probability(&summary),
                met: weights.met.probability(&summary),
                summary: summary.to_vec(),
            });
        }
        for (at, one) in observation.trial.rubric.misconceptions.iter().enumerate() {
            let voiced = ledger.voiced(observation.book.points + at);
            misconceptions.push(MisconceptionOutcome {
                talk: talk.name.clone(),
                id: one.id.clone(),
                labelled: talk.labels.misconceptions.contains_key(&one.id),
                found: voiced >= weights.lines.misconception,
            });
        }
    }
    (points, misconceptions)
}

/// How a listener fares on problems it has not learnt from.
#[derive(Debug, Clone, Default)]
pub struct Score {
    pub met: Counts,
    pub met_or_partly: Counts,
    pub misconceptions: Counts,
    /// Labelled (rows) against found, in the order of [`Verdict::ALL`].
    pub table: [[usize; 5]; 5],
}

impl Score {
    pub fn add(&mut self, points: &[Outcome], misconceptions: &[MisconceptionOutcome]) {
        let credited = |verdict| matches!(verdict, Verdict::Met | Verdict::Partly);
        for one in points {
            self.met.add(one.labelled == Verdict::Met, one.found == Verdict::Met);
            self.met_or_partly.add(credited(one.labelled), credited(one.found));
            let at = |verdict| Verdict::ALL.iter().position(|one| *one == verdict);
            if let (Some(row), Some(column)) = (at(one.labelled), at(one.found)) {
                self.table[row][column] += 1;
            }
        }
        for one in misconceptions {
            self.misconceptions.add(one.labelled, one.found);
        }
    }
}

/// What came out for one problem when neither it nor its kin were learnt from.
pub struct HeldOut<'a> {
    pub trial: &'a Trial,
    pub learnt_from: usize,
    pub points: Vec<Outcome>,
    pub misconceptions: Vec<MisconceptionOutcome>,
}

/// Judges each of the `tests` with weights learnt from all others, tests and extras.
pub fn held_out<'a>(
    listener: &Listener,
    tests: &'a [Trial],
    extras: &'a [Trial],
) -> Vec<HeldOut<'a>> {
    let seen: Vec<Observation> =
        tests.iter().chain(extras).map(|trial| observe(listener, trial)).collect();
    seen[..tests.len()]
        .iter()
        .map(|test| {
            let others: Vec<&Observation> =
                seen.iter().filter(|one| !are_kin(one.trial, test.trial)).collect();
            let (points, misconceptions) = outcomes(test, &train(&others));
            HeldOut { trial: test.trial, learnt_from: others.len(), points, misconceptions }
        })
        .collect()
}

/// The lines that give the best F1 on what was learnt from.
fn best_lines(observations: &[&Observation], weights: &Weights) -> Lines {
    let (mut points, mut misconceptions) = (Vec::new(), Vec::new());
    for observation in observations {
        for (talk, observed) in observation.trial.talks.iter().zip(&observation.talks) {
            let ledger = ledger_of(observation, weights, observed);
            for (at, point) in observation.trial.rubric.points.iter().enumerate() {
                let Some(label) = talk.labels.points.get(&point.id) else { continue };
                let summary = ledger.summary(&observation.book, at);
                let touched = weights.touched.probability(&summary);
                points.push((label.verdict, touched, weights.met.probability(&summary)));
            }
            for (at, one) in observation.trial.rubric.misconceptions.iter().enumerate() {
                let voiced = ledger.voiced(observation.book.points + at);
                misconceptions.push((talk.labels.misconceptions.contains_key(&one.id), voiced));
            }
        }
    }
    let credited = |verdict: Verdict| matches!(verdict, Verdict::Met | Verdict::Partly);
    let touched = best_line(points.iter().map(|(label, touched, _)| (credited(*label), *touched)));
    let met = best_line(points.iter().map(|(label, _, met)| (*label == Verdict::Met, *met)));
    Lines { touched, met, misconception: best_line(misconceptions.into_iter()).max(0.5) }
}

fn best_line(scored: impl Iterator<Item = (bool, f64)> + Clone) -> f64 {
    let f1_from = |line: f64| {
        let mut counts = Counts::default();
        scored.clone().for_each(|(label, p)| counts.add(label, p >= line));
        counts.f1()
    };
    let lines: Vec<f64> = (10..=90).map(|percent| f64::from(percent) / 100.0).collect();
    let best = lines.iter().map(|line| f1_from(*line)).fold(0.0, f64::max);
    // The middle of the lines that do nearly as well: the peak itself is luck.
    let good: Vec<f64> = lines.into_iter().filter(|line| f1_from(*line) >= best - 0.006).collect();
    good[good.len() / 2]
}

/// Hits and errors of a yes-or-no judgement.
#[derive(Debug, Clone, Copy, Default)]
pub struct Counts {
    pub right: usize,
    pub wrong: usize,
    pub overlooked: usize,
}

impl Counts {
    pub fn add(&mut self, labelled: bool, found: bool) {
        match (labelled, found) {
            (true, true) => self.right += 1,
            (false, true) => self.wrong += 1,
            (true, false) => self.overlooked += 1,
            (false, false) => {}
        }
    }

    pub fn precision(&self) -> f64 {
        self.right as f64 / (self.right + self.wrong).max(1) as f64
    }

    pub fn recall(&self) -> f64 {
        self.right as f64 / (self.right + self.overlooked).max(1) as f64
    }

    pub fn f1(&self) -> f64 {
        2.0 * self.right as f64 / (2 * self.right + self.wrong + self.overlooked).max(1) as f64
    }
}
