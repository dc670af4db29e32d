//! `cargo xtask bench listen DATA`: how well the program listens, on what it has not seen.
//!
//! Nothing is measured with the weights that ship: each figure comes from weights fitted here,
//! without the people or questions that are judged.

use crate::{Outcome, root};
use greenroom_content::Library;
use greenroom_listen::answer::training::{self as answers, Course};
use greenroom_listen::cards::training as marks;
use greenroom_listen::encoder::Encoder;
use greenroom_listen::star::training as stories;
use greenroom_listen::trials::{self, Counts, Score, Trial};
use greenroom_listen::{Listener, Quality};
use greenroom_model::{Card, Verdict};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// Everything that this bench knows to measure.
pub fn run(data: &Path) -> Outcome {
    points(data)?;
    star(data)?;
    answers(data)?;
    cards()
}

/// Labelled conversations in `DATA/listen` (or in DATA itself): which points were made. Each problem
/// is judged with weights learnt from the others and from this repository's own conversations,
/// leaving out those about the same thing.
pub fn points(data: &Path) -> Outcome {
    let folder = data.join("listen");
    let tests = trials::load(if folder.is_dir() { &folder } else { data })?;
    if tests.is_empty() {
        return Err(format!("{}: no problem with labelled conversations in it", data.display()));
    }
    let here = fs::canonicalize(data).map_err(|error| format!("{}: {error}", data.display()))?;
    let ours = root().join("content");
    let extras = if here.starts_with(&ours) { Vec::new() } else { trials::load(&ours)? };
    for listener in [Listener::embedded(), Listener::coarse("as if the model were missing".into())]
    {
        match listener.quality() {
            Quality::Full => println!("Points of problems not learnt from, by meaning"),
            Quality::Coarse { why } => {
                println!("Points of problems not learnt from, by words alone ({why})");
            }
        }
        print_scores(&listener, &tests, &extras);
    }
    print_times(&tests);
    Ok(())
}

fn print_scores(listener: &Listener, tests: &[Trial], extras: &[Trial]) {
    let mut all = Score::default();
    for one in trials::held_out(listener, tests, extras) {
        let mut score = Score::default();
        for score in [&mut score, &mut all] {
            score.add(&one.points, &one.misconceptions);
        }
        println!(
            "  {:<28} met {:.3}, met or partly {:.3} (learnt from {} others)",
            one.trial.name,
            score.met.f1(),
            score.met_or_partly.f1(),
            one.learnt_from
        );
    }
    let print = |name: &str, counts: &Counts| {
        let (precision, recall, f1) = (counts.precision(), counts.recall(), counts.f1());
        println!("  {name:<28} F1 {f1:.3}, precision {precision:.3}, recall {recall:.3}");
    };
    print("met", &all.met);
    print("met or partly", &all.met_or_partly);
    print("misconception voiced", &all.misconceptions);
    let columns: Vec<String> = verdicts().map(|one| format!("{:>13}", one.word())).collect();
    println!("  labelled, then found     {}", columns.concat());
    for (row, labelled) in verdicts().enumerate() {
        let cells: Vec<String> = (0..4).map(|at| format!("{:>13}", all.table[row][at])).collect();
        println!("  {:<25}{}", labelled.word(), cells.concat());
    }
}

fn verdicts() -> impl Iterator<Item = Verdict> {
    Verdict::ALL.into_iter().filter(|one| *one != Verdict::NotAssessed)
}

fn print_times(tests: &[Trial]) {
    let listener = Listener::embedded();
    let (mut preparing, mut hearing) = (Vec::new(), Vec::new());
    for trial in tests {
        let start = Instant::now();
        let prepared = listener.prepare(&trial.rubric);
        preparing.push(start.elapsed());
        for talk in &trial.talks {
            let mut conversation = prepared.begin();
            for utterance in &talk.utterances {
                let start = Instant::now();
                conversation.hear(utterance);
                hearing.push(start.elapsed());
            }
        }
    }
    preparing.sort();
    hearing.sort();
    let at = |times: &[Duration], share: f64| {
        times[((times.len() as f64 * share) as usize).min(times.len() - 1)].as_secs_f64() * 1e3
    };
    println!(
        "Time: an utterance {:.1} ms (half), {:.1} ms (99 of 100), of {}; a rubric {:.0} ms (half)",
        at(&hearing, 0.5),
        at(&hearing, 0.99),
        hearing.len(),
        at(&preparing, 0.5)
    );
}

/// Labelled behavioral answers in `DATA/star/*.jsonl`: parts and checklist, by five folds of people.
pub fn star(data: &Path) -> Outcome {
    let encoder = Encoder::embedded().map_err(|error| error.to_string())?;
    let read = |path: &Path| {
        stories::stories(&text(path)?).map_err(|error| format!("{}: {error}", path.display()))
    };
    let ours = read(&root().join("crates/listen/train/star/stories.jsonl"))?;
    let mut theirs = Vec::new();
    for file in json_lines(&data.join("star"))? {
        theirs.extend(read(&file)?);
    }
    let found = stories::measure(&encoder, &ours, &theirs);
    println!("STAR 2.0, {} stories of people not learnt from", found.stories);
    println!("  macro F1 over the parts      {:.3}", found.macro_f1);
    for (part, f1) in found.f1_by_part {
        println!("    {:<27}{f1:.3}", part.title());
    }
    println!("  checklist: sentence right    {:.3}", found.checklist_right);
    println!("  checklist: there or not      {:.3}", found.checklist_presence_right);
    Ok(())
}

/// Graded answers in `DATA/answers/*.jsonl`, a course a file, by five folds of questions and by
/// leaving the whole course out.
pub fn answers(data: &Path) -> Outcome {
    let encoder = Encoder::embedded().map_err(|error| error.to_string())?;
    let mut courses = Vec::new();
    for file in json_lines(&data.join("answers"))? {
        let name = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let course = Course::read(&name, &text(&file)?);
        courses.push(course.map_err(|error| format!("{}: {error}", file.display()))?);
    }
    let compared = answers::examples(Some(&encoder), &courses);
    println!("Short answers to questions not learnt from (in brackets: courses not learnt from)");
    println!("  course        answers  Pearson's r     RMSE   in band  contradiction AUC");
    for one in answers::measure(&compared, &courses) {
        let share =
            |value: Option<f64>| value.map_or("-".to_owned(), |value| format!("{value:.3}"));
        println!(
            "  {:<13} {:>7}  {:.3} ({:.3})   {:.3}  {:.3}    {} ({})",
            one.course,
            one.answers,
            one.pearson,
            one.pearson_unseen_course,
            one.rmse,
            one.in_band,
            share(one.contradiction_auc),
            share(one.contradiction_auc_unseen_course),
        );
        if let Some(score) = one.off_topic {
            println!("                answers to another question score {score:.2} on average");
        }
    }
    Ok(())
}

/// Answers to cards: this repository's own, by five folds of topics.
pub fn cards() -> Outcome {
    let encoder = Encoder::embedded().map_err(|error| error.to_string())?;
    let cards: Vec<Card> = Library::embedded().cards().cloned().collect();
    let file = root().join("crates/listen/train/cards/answers.jsonl");
    let typed =
        marks::labelled(&text(&file)?).map_err(|error| format!("{}: {error}", file.display()))?;
    let found = marks::measure(&marks::examples(&encoder, &cards, &typed)?);
    println!("Answers to cards of topics not learnt from, point by point: {:?}", found.lines);
    println!("                                          points     heard  not sure  not heard");
    for (source, tally) in &found.by_source {
        let share = |count| 100.0 * tally.share(count);
        println!(
            "  {:<38} {:>7}    {:>5.1}%    {:>5.1}%     {:>5.1}%",
            format!("{source:?}"),
            tally.all(),
            share(tally.heard),
            share(tally.not_sure),
            share(tally.not_heard)
        );
    }
    println!("  Grades of labelled answers not tuned on: suggested, by labels");
    for ((suggested, right), count) in &found.grades {
        println!("    {suggested:<6} {right:<6} {count:>4}");
    }
    Ok(())
}

fn json_lines(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let entries = fs::read_dir(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    let mut files: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "jsonl"))
        .collect();
    files.sort();
    if files.is_empty() {
        return Err(format!("{}: there is no .jsonl file in it", folder.display()));
    }
    Ok(files)
}

fn text(file: &Path) -> Result<String, String> {
    fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))
}
