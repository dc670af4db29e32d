//! Runs every drill as a candidate would, with many seeds: what is asked can be asked, the right answer is
//! right, and what must fail fails.

use crate::Outcome;
use greenroom_content::Library;
use greenroom_model::drill::{Drill, DrillAnswer, DrillReport, Querying, Task};
use std::path::Path;

const SEEDS: u64 = 30;
/// A database takes longer; three sets of data show what one hides.
const SQL_SEEDS: u64 = 3;

/// Drills only: seconds instead of minutes.
pub fn check_only(dir: &Path) -> Outcome {
    let library = Library::from_dir(dir)
        .map_err(|errors| errors.iter().map(|error| format!("{error}\n")).collect::<String>())?;
    super::report(check(&library))
}

/// Everything that is to be mended, each with its file.
pub fn check(library: &Library) -> Vec<String> {
    let runtime = match tokio::runtime::Builder::new_current_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return vec![format!("drills: no runtime: {error}")],
    };
    let mut wrong = Vec::new();
    let mut count = 0;
    for drill in library.drills() {
        let mut found = texts(drill);
        found.extend(match &drill.task {
            Task::Sql(task) => runtime.block_on(check_sql(drill, task)),
            _ => check_run(drill),
        });
        wrong.extend(found.into_iter().map(|what| format!("drills/{}.toml: {what}", drill.id)));
        count += 1;
    }
    println!("drills: {count} run, {} to mend", wrong.len());
    wrong
}

fn texts(drill: &Drill) -> Vec<String> {
    let mut wrong = Vec::new();
    let words = drill.why.split_whitespace().count();
    if !(25..=160).contains(&words) {
        wrong.push(format!("`why` has {words} words: write 40 to 120"));
    }
    if drill.asks.split_whitespace().count() < 8 {
        wrong.push("`asks` is too short to say what is needed: write it out".into());
    }
    if matches!(drill.task, Task::Estimate(_)) && has_gap(&drill.why) {
        wrong.push("`why` has a `{name}`, which is filled in `asks` only: say it in words".into());
    }
    wrong
}

/// `{name}`.
fn has_gap(text: &str) -> bool {
    text.split('{').skip(1).any(|rest| {
        rest.split_once('}').is_some_and(|(name, _)| {
            !name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase() || c == '_')
        })
    })
}

/// The first seed that shows a fault; the others would show the same one.
fn check_run(drill: &Drill) -> Vec<String> {
    // Without chance one seed shows all.
    let seeds = if matches!(drill.task, Task::Interleave(_)) { 1 } else { SEEDS };
    for seed in 0..seeds {
        if let Err(why) = run(drill, seed) {
            return vec![why];
        }
    }
    Vec::new()
}

fn run(drill: &Drill, seed: u64) -> Result<(), String> {
    let told =
        |error: greenroom_model::drill::DrillError| format!("{}: {}", error.what, error.next);
    let exercise = greenroom_drill::present(drill, seed).map_err(told)?;
    if exercise.questions.is_empty() {
        return Err("asks nothing: add a question".into());
    }
    let truth = greenroom_drill::truth(drill, seed).map_err(told)?;
    let report = greenroom_drill::check(drill, seed, &truth).map_err(told)?;
    if report.score < 1.0 {
        return Err(format!(
            "seed {seed}: the right answer earns {}: {}",
            report.score,
            lost(&report)
        ));
    }
    let nothing = greenroom_drill::check(drill, seed, &DrillAnswer::new()).map_err(told)?;
    if nothing.score > 0.0 {
        return Err(format!("seed {seed}: no answer earns {}", nothing.score));
    }
    Ok(())
}

fn lost(report: &DrillReport) -> String {
    let parts = report.parts.iter().filter(|part| part.credit < 1.0);
    let told: Vec<String> = parts.map(|part| format!("{} ({})", part.asks, part.says)).collect();
    told.join("; ")
}

async fn check_sql(drill: &Drill, task: &Querying) -> Vec<String> {
    let mut wrong = Vec::new();
    for seed in 0..SQL_SEEDS {
        if let Err(error) = greenroom_query::present(drill, seed).await {
            return vec![format!("{}: {}", error.what, error.next)];
        }
        match statement(drill, seed, &task.reference).await {
            Ok(report) if report.score < 1.0 => wrong.push(format!(
                "seed {seed}: the reference fails: {}: correct it or the `must`",
                lost(&report)
            )),
            Ok(_) => {}
            Err(why) => return vec![why],
        }
        for mutant in &task.mutant {
            match statement(drill, seed, &mutant.statement).await {
                Ok(report) if report.score >= 1.0 => wrong.push(format!(
                    "seed {seed}: the mutant \"{}\" passes: add a `must` that it fails",
                    mutant.says
                )),
                Ok(report) if greenroom_query::is_unread(&report) => wrong.push(format!(
                    "seed {seed}: the mutant \"{}\" does not run, which shows nothing: {}",
                    mutant.says,
                    lost(&report)
                )),
                Ok(report) if seed == 0 => {
                    println!("drills/{}: \"{}\" fails {}", drill.id, mutant.says, failed(&report));
                }
                Ok(_) => {}
                Err(why) => return vec![why],
            }
        }
        if !wrong.is_empty() {
            return wrong;
        }
    }
    wrong
}

fn failed(report: &DrillReport) -> String {
    let parts = report.parts.iter().filter(|part| part.credit < 1.0);
    parts.map(|part| format!("`{}`", part.right)).collect::<Vec<_>>().join(", ")
}

async fn statement(drill: &Drill, seed: u64, statement: &str) -> Result<DrillReport, String> {
    let answer = DrillAnswer::from([("statement".to_owned(), statement.to_owned())]);
    greenroom_query::check(drill, seed, &answer)
        .await
        .map_err(|error| format!("{}: {}", error.what, error.next))
}

#[cfg(test)]
mod tests {
    use super::*;
    use greenroom_model::drill::{QueryMutant, Writes};

    /// A drill that the program offers, by its id.
    fn built_in(id: &str) -> Drill {
        Library::embedded().drill(id).unwrap().clone()
    }

    #[track_caller]
    fn check_refused(found: &[String], why: &str) {
        assert!(found.iter().any(|one| one.contains(why)), "{why:?} is not in {found:#?}");
    }

    #[test]
    fn what_a_drill_lacks_is_told() {
        let mut drill = built_in("photo-uploads");
        assert_eq!(check_run(&drill), [""; 0]);
        assert_eq!(texts(&drill), [""; 0]);
        drill.asks = "How many {people}?".into();
        check_refused(&texts(&drill), "`asks` is too short");
        check_refused(&check_run(&drill), "`{people}` stands in the text and is not given");
        drill.why = "Because of {users}.".into();
        check_refused(&texts(&drill), "`why` has 3 words");
        check_refused(&texts(&drill), "`why` has a `{name}`");
    }

    #[test]
    fn a_promise_that_nothing_keeps_or_that_cannot_be_run_is_told() {
        let mut drill = built_in("the-last-seat");
        let Task::Interleave(task) = &mut drill.task else { panic!("of another kind") };
        task.promise = "seats >= 0".into();
        check_refused(&check_run(&drill), "promise: `seats` is not known");
        let mut drill = built_in("an-order-is-created");
        let Task::Spot(task) = &mut drill.task else { panic!("of another kind") };
        task.fault[0].lines = vec![99];
        check_refused(&check_run(&drill), "line 99 is not among");
    }

    #[tokio::test]
    async fn a_mutant_that_passes_and_a_reference_that_fails_are_told() {
        let drill = built_in("the-latest-of-one-customer");
        let Task::Sql(sound) = drill.task.clone() else { panic!("of another kind") };
        assert_eq!(check_sql(&drill, &sound).await, [""; 0]);
        let check = async |task: Querying| {
            check_sql(&Drill { task: Task::Sql(task.clone()), ..drill.clone() }, &task).await
        };
        let mutant = QueryMutant { says: "the same".into(), statement: sound.reference.clone() };
        let passing = Querying { mutant: vec![mutant], ..sound.clone() };
        check_refused(&check(passing).await, "the mutant \"the same\" passes");
        let broken =
            QueryMutant { says: "no table".into(), statement: "CREATE INDEX a ON b (c)".into() };
        let broken = Querying { mutant: vec![broken], ..sound.clone() };
        check_refused(&check(broken).await, "the mutant \"no table\" does not run");
        let slow = Querying { must: vec!["steps at most 3".into()], ..sound.clone() };
        check_refused(&check(slow).await, "the reference fails");
        let other = Querying { writes: Writes::Query, ..sound };
        check_refused(&check(other).await, "`CREATE` is not run here");
    }
}
