//! Runs every drawing: a problem's reference meets all its targets, each mutant misses exactly those that it says, and
//! what an example of the gallery says of itself is so.

use crate::Outcome;
use greenroom_content::{GalleryDesign, Library};
use greenroom_simulate::{
    Design, Prices, TargetResult, TargetRun, Targets, check as held_against, flaws, run, why_not,
};
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Mutex;
use std::time::Instant;

/// What holds for one seed only is luck.
const SEEDS: u64 = 3;
const MUTANTS_MIN: usize = 2;

/// Drawings only: seconds instead of minutes.
pub fn check_only(dir: &Path) -> Outcome {
    let library = Library::from_dir(dir)
        .map_err(|errors| errors.iter().map(|error| format!("{error}\n")).collect::<String>())?;
    super::report(check(&library))
}

/// One drawing to be held against targets, and what has to come of it.
struct Case<'a> {
    file: String,
    design: &'a Design,
    targets: &'a Targets,
    misses: BTreeSet<&'a str>,
}

/// Everything that is to be mended, each with its file.
pub fn check(library: &Library) -> Vec<String> {
    let began = Instant::now();
    let mut wrong: Vec<String> = library.designs().filter_map(example).collect();
    let mut cases = Vec::new();
    let mut problems = 0;
    for problem in library.problems() {
        let Some(task) = library.design_task(&problem.id) else { continue };
        problems += 1;
        let folder = format!("design/{}", problem.id);
        cases.push(Case {
            file: format!("{folder}/reference/design.toml"),
            design: &task.reference,
            targets: &task.targets,
            misses: BTreeSet::new(),
        });
        for mutant in &task.mutants {
            cases.push(Case {
                file: format!("{folder}/{}", mutant.file),
                design: &mutant.design,
                targets: &task.targets,
                misses: mutant.misses.iter().map(String::as_str).collect(),
            });
        }
        if task.mutants.len() < MUTANTS_MIN {
            let count = task.mutants.len();
            wrong.push(format!(
                "{folder}/mutants: {count} drawings: draw {MUTANTS_MIN} or more that miss targets"
            ));
        }
        let killed: BTreeSet<&str> = task
            .mutants
            .iter()
            .flat_map(|mutant| mutant.misses.iter().map(String::as_str))
            .collect();
        let alive: Vec<&str> = task
            .targets
            .targets
            .iter()
            .map(|target| target.id.as_str())
            .filter(|id| !killed.contains(id))
            .collect();
        if !alive.is_empty() {
            println!("{folder}: no mutant misses {}", alive.join(", "));
        }
    }
    for example in library.designs() {
        if let Some(claims) = &example.claims {
            cases.push(Case {
                file: format!("designs/{}.toml", example.id),
                design: &example.design,
                targets: claims,
                misses: BTreeSet::new(),
            });
        }
    }
    wrong.extend(run_all(&cases, library.prices()));
    println!(
        "designs: {problems} problems, {} examples, {} drawings held against targets with {SEEDS} seeds in {:.1} s, {} to mend",
        library.designs().count(),
        cases.len(),
        began.elapsed().as_secs_f64(),
        wrong.len()
    );
    wrong
}

/// On all cores; in the order of the cases.
fn run_all(cases: &[Case], prices: Option<&Prices>) -> Vec<String> {
    let next = Mutex::new(0..cases.len());
    let found = Mutex::new(Vec::new());
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..cores {
            scope.spawn(|| {
                loop {
                    let Some(at) = next.lock().ok().and_then(|mut next| next.next()) else {
                        return;
                    };
                    if let Some(what) = wrong_with(&cases[at], prices)
                        && let Ok(mut found) = found.lock()
                    {
                        found.push((at, format!("{}: {what}", cases[at].file)));
                    }
                }
            });
        }
    });
    let mut found = found.into_inner().unwrap_or_default();
    found.sort();
    found.into_iter().map(|(_, what)| what).collect()
}

/// The first seed that shows something; the others would show the same.
fn wrong_with(case: &Case, prices: Option<&Prices>) -> Option<String> {
    let Some(prices) = prices else { return Some("there is no prices.toml: write it".into()) };
    for seed in 0..SEEDS {
        let runs =
            case.targets.runs.iter().map(|run| TargetRun { seed: run.seed + seed, ..run.clone() });
        let targets = Targets { runs: runs.collect(), ..case.targets.clone() };
        let results = match held_against(case.design, &targets, prices, run) {
            Ok(results) => results,
            Err(flaws) => {
                let says: Vec<String> =
                    flaws.iter().map(|flaw| format!("{}: {}", flaw.place, flaw.says)).collect();
                return Some(says.join("; "));
            }
        };
        let differs = results.iter().filter_map(|result| differs(case, result)).collect::<Vec<_>>();
        if !differs.is_empty() {
            return Some(format!("{} (seeds of its runs + {seed})", differs.join("; ")));
        }
    }
    None
}

fn differs(case: &Case, result: &TargetResult) -> Option<String> {
    let is_to_miss = case.misses.contains(result.id.as_str());
    let value = result.value.map_or_else(|| "no number".to_owned(), |value| format!("{value:.4}"));
    let measured = format!("{value} against {} {}", result.limit, result.unit);
    match (result.met, is_to_miss) {
        (Some(true), false) | (Some(false), true) => None,
        (Some(true), true) => {
            Some(format!("meets `{}` ({measured}), which it is to miss", result.id))
        }
        (Some(false), false) => {
            let because = result.because.as_deref().unwrap_or_default();
            Some(format!("misses `{}` ({measured}): {because}", result.id))
        }
        (None, _) => {
            let because = result.because.as_deref().unwrap_or_default();
            Some(format!("`{}` cannot be seen: {because}", result.id))
        }
    }
}

/// It has to run, with its scenario and as it is.
fn example(example: &GalleryDesign) -> Option<String> {
    let file = format!("designs/{}.toml", example.id);
    let fatal = why_not(&example.design, &example.scenario);
    let noted = flaws(&example.design);
    let says: Vec<String> = fatal
        .iter()
        .chain(noted.iter().filter(|flaw| !flaw.is_fatal))
        .map(|flaw| format!("{}: {}", flaw.place, flaw.says))
        .collect();
    if !fatal.is_empty() {
        return Some(format!("{file}: {}", says.join("; ")));
    }
    if !says.is_empty() {
        println!("{file}: {}", says.join("; "));
    }
    run(&example.design, &example.scenario).err().map(|_| format!("{file}: it does not run"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn() -> Library {
        Library::from_dir(&crate::root().join("crates/app/tests/drawn")).unwrap()
    }

    #[track_caller]
    fn check_case(design: &str, misses: &[&str], expected: &str) {
        let library = drawn();
        let task = library.design_task("ticket-shop").unwrap();
        let design = match design {
            "reference" => &task.reference,
            _ => &task.mutants[0].design,
        };
        let misses = misses.iter().copied().collect();
        let case = Case { file: String::new(), design, targets: &task.targets, misses };
        let found = wrong_with(&case, library.prices()).unwrap_or_default();
        assert!(found.starts_with(expected) && expected.is_empty() == found.is_empty(), "{found}");
    }

    #[test]
    fn a_reference_meets_all_and_a_mutant_misses_exactly_what_it_says() {
        check_case("reference", &[], "");
        check_case("mutant", &["goes-on"], "");
        check_case("mutant", &[], "misses `goes-on`");
        check_case("mutant", &["goes-on", "fast"], "meets `fast`");
        check_case("reference", &["goes-on"], "meets `goes-on`");
    }
}
