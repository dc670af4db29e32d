//! A text with planted faults: which lines are wrong, and what should stand there.

use crate::chance::Chance;
use crate::sheet::{plain, read_many, read_one, report, text};
use greenroom_model::drill::{
    Drill, DrillAnswer, DrillError, DrillPart, DrillReport, Exercise, Fault, Form, Question,
    Spotting,
};
use std::collections::BTreeSet;

const LINES: &str = "lines";

pub(crate) fn present(drill: &Drill, task: &Spotting, seed: u64) -> Result<Exercise, DrillError> {
    let shown = lines(task);
    sound(drill, task, shown.len())?;
    let of = numbers(&shown);
    let asks = match task.fault.len() {
        1 => "Which line is wrong? There is one fault.".to_owned(),
        count => format!("Which lines are wrong? There are {count} faults; one line for each."),
    };
    let mut questions =
        vec![Question { id: LINES.into(), asks, form: Form::Many { of }, after: None }];
    for (at, fault) in mended(task) {
        questions.push(Question {
            id: id(at),
            asks: asks_instead(fault),
            form: Form::One { of: options(fault, at, seed) },
            after: Some(LINES.into()),
        });
    }
    Ok(Exercise { asks: drill.asks.clone(), shown, questions })
}

pub(crate) fn truth(drill: &Drill, task: &Spotting) -> Result<DrillAnswer, DrillError> {
    sound(drill, task, lines(task).len())?;
    let picked: Vec<String> =
        task.fault.iter().filter_map(|fault| fault.lines.first()).map(u32::to_string).collect();
    let instead = mended(task).map(|(at, fault)| (id(at), fault.instead[0].clone()));
    Ok([(LINES.to_owned(), picked.join(", "))].into_iter().chain(instead).collect())
}

pub(crate) fn check(
    drill: &Drill,
    task: &Spotting,
    seed: u64,
    answer: &DrillAnswer,
) -> Result<DrillReport, DrillError> {
    let shown = lines(task);
    sound(drill, task, shown.len())?;
    let given = text(answer, LINES);
    let picked = read_many(given, &numbers(&shown))
        .map(|all| all.iter().filter_map(|one| one.parse().ok()).collect::<BTreeSet<u32>>());
    let mut parts = found(task, given, &picked);
    for (at, fault) in mended(task) {
        parts.push(instead(fault, at, seed, text(answer, &id(at))));
    }
    Ok(report(parts, trace(task, &picked.unwrap_or_default())))
}

/// One part a fault. A line that is sound takes away what a fault gives, spread over all of them.
fn found(task: &Spotting, given: &str, picked: &Result<BTreeSet<u32>, String>) -> Vec<DrillPart> {
    let faulty: BTreeSet<u32> = task.fault.iter().flat_map(|fault| fault.lines.clone()).collect();
    let none = BTreeSet::new();
    let lines = picked.as_ref().unwrap_or(&none);
    let wrong: Vec<String> = lines.difference(&faulty).map(u32::to_string).collect();
    let kept = (1.0 - wrong.len() as f64 / task.fault.len() as f64).max(0.0);
    task.fault
        .iter()
        .map(|fault| {
            let is_found = fault.lines.iter().any(|line| lines.contains(line));
            let says = match picked {
                Err(why) => why.clone(),
                Ok(_) if is_found && wrong.is_empty() => fault.says.clone(),
                Ok(_) if is_found => format!(
                    "{} You also picked {}, where nothing is wrong, so this counts less.",
                    fault.says,
                    wrong.join(", ")
                ),
                Ok(_) => format!("Not found. {}", fault.says),
            };
            DrillPart {
                question: LINES.into(),
                asks: format!("The fault in {}", named(&fault.lines)),
                given: given.trim().into(),
                right: named(&fault.lines),
                credit: if is_found { kept } else { 0.0 },
                says,
            }
        })
        .collect()
}

fn instead(fault: &Fault, at: usize, seed: u64, given: &str) -> DrillPart {
    let right = &fault.instead[0];
    let (credit, says) = match read_one(given, &options(fault, at, seed)) {
        Err(why) => (0.0, why),
        Ok(one) if one == right => (1.0, fault.says.clone()),
        Ok(_) => (0.0, format!("It should be: {right}. {}", fault.says)),
    };
    DrillPart {
        question: id(at),
        asks: asks_instead(fault),
        given: given.trim().into(),
        right: right.clone(),
        credit,
        says,
    }
}

fn trace(task: &Spotting, picked: &BTreeSet<u32>) -> Vec<String> {
    let mut told: Vec<(u32, String)> = Vec::new();
    for fault in &task.fault {
        let is_found = fault.lines.iter().any(|line| picked.contains(line));
        let how = if is_found { "found" } else { "missed" };
        told.push((fault.lines[0], format!("{}: {how}: {}", named(&fault.lines), fault.says)));
    }
    for sound in &task.sound {
        let is_picked = sound.lines.iter().any(|line| picked.contains(line));
        let how = if is_picked { "picked, and sound" } else { "sound" };
        told.push((sound.lines[0], format!("{}: {how}: {}", named(&sound.lines), sound.says)));
    }
    told.sort();
    told.into_iter().map(|(_, text)| text).collect()
}

fn lines(task: &Spotting) -> Vec<String> {
    task.text.trim_matches('\n').lines().map(|line| line.trim_end().to_owned()).collect()
}

fn numbers(shown: &[String]) -> Vec<String> {
    (1..=shown.len()).map(|one| one.to_string()).collect()
}

fn mended(task: &Spotting) -> impl Iterator<Item = (usize, &Fault)> {
    task.fault.iter().enumerate().filter(|(_, fault)| !fault.instead.is_empty())
}

fn id(at: usize) -> String {
    format!("instead-{}", at + 1)
}

fn asks_instead(fault: &Fault) -> String {
    format!("What is right for {}?", named(&fault.lines))
}

fn named(lines: &[u32]) -> String {
    let numbers: Vec<String> = lines.iter().map(u32::to_string).collect();
    match numbers.as_slice() {
        [one] => format!("line {one}"),
        all => format!("line {}", all.join(" or ")),
    }
}

fn options(fault: &Fault, at: usize, seed: u64) -> Vec<String> {
    let mut all = fault.instead.clone();
    Chance::new(seed ^ (at as u64 + 1)).shuffle(&mut all);
    all
}

/// What would make the exercise unanswerable.
fn sound(drill: &Drill, task: &Spotting, count: usize) -> Result<(), DrillError> {
    let wrong = |what: String| Err(DrillError::new(drill, what, "correct the task"));
    let marks = || {
        let faults = task.fault.iter().map(|one| (&one.lines, &one.says));
        faults.chain(task.sound.iter().map(|one| (&one.lines, &one.says)))
    };
    let mut taken = BTreeSet::new();
    for (lines, says) in marks() {
        if says.trim().is_empty() {
            return wrong(format!("{} has no reason in `says`", named(lines)));
        }
        if lines.is_empty() {
            return wrong(format!("no line is named for \"{says}\""));
        }
        for line in lines {
            if *line == 0 || *line as usize > count {
                return wrong(format!("line {line} is not among the {count} lines of the text"));
            }
            if !taken.insert(*line) {
                return wrong(format!("line {line} is named twice"));
            }
        }
    }
    for fault in &task.fault {
        let different: BTreeSet<String> = fault.instead.iter().map(|one| plain(one)).collect();
        if fault.instead.len() == 1 || different.len() != fault.instead.len() {
            return wrong(format!(
                "{}: `instead` needs two or more that differ, the right one first",
                named(&fault.lines)
            ));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::test::drill;

    const EXCHANGE: &str = r#"
kind = "spot"
text = """
POST /orders
Idempotency-Key: 7

201 Created
Content-Type: text/plain
Cache-Control: public
"""
[[task.fault]]
lines = [6]
says = "An order is nobody else's to keep."
instead = ["Cache-Control: no-store", "Cache-Control: max-age=60"]
[[task.fault]]
lines = [4, 5]
says = "No Location says where the order is."
[[task.sound]]
lines = [2]
says = "A retry may carry the same key."
"#;

    #[track_caller]
    fn check_exchange(lines: &str, instead: &str, expected: &[f64]) -> DrillReport {
        let answer = [("lines", lines), ("instead-1", instead)]
            .map(|(id, text)| (id.to_owned(), text.to_owned()));
        let report =
            crate::check(&drill("Find both.", EXCHANGE), 3, &answer.into_iter().collect()).unwrap();
        let credits: Vec<f64> = report.parts.iter().map(|part| part.credit).collect();
        assert_eq!(credits, expected, "{report:#?}");
        report
    }

    #[test]
    fn each_fault_counts_and_a_sound_line_costs() {
        let right = "Cache-Control: no-store";
        check_exchange("6, 4", right, &[1.0, 1.0, 1.0]);
        check_exchange("5 6", "cache-control: NO-STORE", &[1.0, 1.0, 1.0]);
        check_exchange("6", "Cache-Control: max-age=60", &[1.0, 0.0, 0.0]);
        let report = check_exchange("2, 4, 6", right, &[0.5, 0.5, 1.0]);
        assert!(report.parts[0].says.contains("You also picked 2"));
        assert!(report.trace[0].starts_with("line 2: picked, and sound: A retry"));
        check_exchange("1-6", right, &[0.0, 0.0, 1.0]);
        check_exchange("", "", &[0.0, 0.0, 0.0]);
    }

    #[test]
    fn the_second_question_waits_for_the_first() {
        let exercise = crate::present(&drill("Find both.", EXCHANGE), 3).unwrap();
        assert_eq!(exercise.shown.len(), 6);
        assert_eq!(exercise.questions.len(), 2);
        assert_eq!(exercise.questions[1].after.as_deref(), Some("lines"));
    }

    #[test]
    fn lines_that_are_not_there_are_refused() {
        for (from, to, why) in [
            ("lines = [6]", "lines = [7]", "line 7 is not among the 6 lines"),
            ("lines = [2]", "lines = [4]", "line 4 is named twice"),
            ("lines = [2]", "lines = []", "no line is named"),
        ] {
            let error = crate::present(&drill("x", &EXCHANGE.replace(from, to)), 1).unwrap_err();
            assert!(error.to_string().contains(why), "{error}");
        }
    }
}
