//! `content check` and `content new`: is the content good, not only readable?
//!
//! [`greenroom_content`] refuses what could not be practised. What is checked here goes further:
//! enough phrasings, honest labels, references that pass and mutants that die of what they say.

mod coding;
mod database;
mod folder;
mod labels;
mod new;
mod python;
mod rubric;

pub use new::new;

use crate::Outcome;
use greenroom_content::{Library, Problem};
use greenroom_model::RoundKind;
use std::collections::BTreeSet;
use std::path::Path;

pub fn check(dir: &Path) -> Outcome {
    let mut wrong = folder::check(dir);
    let library = match Library::from_dir(dir) {
        Ok(library) => library,
        Err(errors) => {
            wrong.extend(errors.iter().map(ToString::to_string));
            return report(wrong);
        }
    };
    for problem in library.problems() {
        let mut found = rubric::check(problem);
        found.extend(labels::check(problem));
        let folder = dir.join(problem.kind.id()).join(&problem.id);
        let ran = match problem.kind {
            RoundKind::Coding => coding::check(&folder),
            RoundKind::Database => database::check(&folder),
            _ => Ok(Vec::new()),
        };
        found.extend(ran.unwrap_or_else(|why| vec![why]));
        let shown = format!("{}/{}", problem.kind, problem.id);
        match found.len() {
            0 => println!("{shown}: holds, {}", summary(problem)),
            count => println!("{shown}: {count} to mend"),
        }
        wrong.extend(found.into_iter().map(|what| format!("{shown}/{what}")));
    }
    tell_unpractised(&library);
    report(wrong)
}

fn report(wrong: Vec<String>) -> Outcome {
    match wrong.len() {
        0 => Ok(()),
        count => Err(format!("{}\n\ncontent: {count} to mend", wrong.join("\n"))),
    }
}

fn summary(problem: &Problem) -> String {
    let mutants = problem.transcripts.iter().filter(|one| one.mutant.is_some()).count();
    format!(
        "{} points, {} transcripts ({mutants} mutants die)",
        problem.rubric.points.len(),
        problem.transcripts.len()
    )
}

/// A warning only: labs, drills and cards, which practise the rest, come with their features.
fn tell_unpractised(library: &Library) {
    let practised: BTreeSet<&str> = library
        .problems()
        .flat_map(|problem| {
            let points = problem.rubric.points.iter().flat_map(|point| &point.topics);
            problem.topics.iter().chain(points).map(String::as_str)
        })
        .collect();
    let missing: Vec<&str> = library
        .topics()
        .iter()
        .filter(|topic| topic.round.is_some() && !practised.contains(topic.id.as_str()))
        .map(|topic| topic.id.as_str())
        .collect();
    let all = library.topics().iter().filter(|topic| topic.round.is_some()).count();
    println!(
        "topics: {} of {all} are practised by no problem yet: {}",
        missing.len(),
        missing.join(", ")
    );
}
