//! `content check` and `content new`: is the content good, not only readable?
//!
//! [`greenroom_content`] refuses what could not be practised. What is checked here goes further:
//! enough phrasings, honest labels, references that pass and mutants that die of what they say.

mod coding;
mod database;
mod designs;
mod drills;
mod folder;
mod labels;
mod labs;
mod listen;
mod new;
mod python;
mod rubric;

pub use designs::check_only as check_designs;
pub use drills::check_only as check_drills;
pub use labs::check_only as check_labs;
pub use new::new;

use crate::Outcome;
use greenroom_content::{Library, Problem};
use greenroom_model::RoundKind;
use std::collections::BTreeSet;
use std::path::Path;

/// One problem, such as `coding/top-talkers`, as if there were no other.
pub fn check_one(dir: &Path, only: &str) -> Outcome {
    let alone = std::env::temp_dir().join(format!("greenroom-one-{}", std::process::id()));
    let linked = link_one(dir, only, &alone).map_err(|error| format!("{only}: {error}"));
    let outcome = linked.and_then(|()| check(&alone));
    std::fs::remove_dir_all(&alone).ok();
    outcome
}

fn link_one(dir: &Path, only: &str, alone: &Path) -> std::io::Result<()> {
    let kind = only.split('/').next().unwrap_or_default();
    std::fs::create_dir_all(alone.join(kind))?;
    for path in ["topics.toml", "protocols", only] {
        std::os::unix::fs::symlink(dir.join(path), alone.join(path))?;
    }
    Ok(())
}

pub fn check(dir: &Path) -> Outcome {
    let mut wrong = folder::check(dir);
    let library = match Library::from_dir(dir) {
        Ok(library) => library,
        Err(errors) => {
            wrong.extend(errors.iter().map(ToString::to_string));
            return report(wrong);
        }
    };
    let mut listening = listen::Listening::new();
    let coding = coding::Coding::new();
    for problem in library.problems() {
        let mut found = rubric::check(problem);
        found.extend(labels::check(problem));
        found.extend(listening.check(problem));
        let folder = dir.join(problem.kind.id()).join(&problem.id);
        let ran = match problem.kind {
            RoundKind::Coding => coding.check(&folder),
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
    if dir.join("drills").is_dir() {
        wrong.extend(drills::check(&library));
    }
    // A folder without any was given the built-in ones.
    if dir.join("designs").is_dir() || dir.join("design").is_dir() {
        wrong.extend(designs::check(&library));
    }
    if dir.join("labs").is_dir() {
        wrong.extend(labs::check(dir, &library, None, 1));
    }
    println!("{}", listening.told());
    wrong.extend(listening.verdict());
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
        "{} points, {} transcripts ({mutants} mutants)",
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

#[cfg(test)]
mod tests {
    use super::*;
    use greenroom_content::Fact;
    use greenroom_model::{Band, BandExample, Hint, HintRung, Misconception};

    /// The small sound problem of the content crate's own tests.
    pub fn sound() -> Problem {
        let folder = crate::root().join("crates/content/tests/sound");
        let library = Library::from_dir(&folder).unwrap();
        library.problem("parcel-lockers").unwrap().clone()
    }

    /// The same with all that a problem must have.
    pub fn well_written() -> Problem {
        let mut problem = sound();
        let some = |what: &str, count: usize| (0..count).map(|at| format!("{what} {at}")).collect();
        let hint = |(rung, price)| Hint { rung, says: "Think of the line.".into(), price };
        let mut point = problem.rubric.points[0].clone();
        point.probe = "What if the line is cut?".into();
        point.hints = HintRung::ALL.into_iter().zip([1, 2, 4]).map(hint).collect();
        problem.rubric.points = (0..8)
            .map(|at| {
                let id = format!("p{at}");
                let (heard_as, not) =
                    (some(&format!("{id} heard"), 5), some(&format!("{id} not"), 3));
                greenroom_model::Point { id, heard_as, not, ..point.clone() }
            })
            .collect();
        problem.rubric.misconceptions = (0..3)
            .map(|at| Misconception {
                id: format!("m{at}"),
                says: "The line is always there.".into(),
                heard_as: some("m", 3),
                counter: "A digger.".into(),
            })
            .collect();
        let example = "word ".repeat(20);
        let band = |name| BandExample { name, example: example.clone() };
        problem.rubric.bands = Band::ALL.into_iter().map(band).collect();
        let fact = Fact { heard_as: some("how many", 3), says: "Four thousand.".into() };
        problem.facts = vec![fact; 5];
        problem.short.points = some("p", 3);
        problem
    }

    #[test]
    fn the_check_refuses_what_the_small_problem_lacks() {
        let why = check(&crate::root().join("crates/content/tests/sound")).unwrap_err();
        for expected in [
            "topics.toml: missing",
            "design/parcel-lockers/rubric.toml: 2 points: write 8 to 14",
            "design/parcel-lockers/problem.toml: 1 facts: write 5 to 9",
        ] {
            assert!(why.contains(expected), "{expected:?} is not in\n{why}");
        }
    }
}
