//! Numbers worked out from numbers. What is reckoned from an earlier answer counts by that answer: whoever
//! errs once loses once.

use crate::chance::Chance;
use crate::expr::Expr;
use crate::number;
use crate::sheet::{report, text, with_unit};
use greenroom_model::drill::{
    Drill, DrillAnswer, DrillError, DrillPart, DrillReport, EstimateStep, Estimating, Exercise,
    Form, Question,
};
use std::collections::BTreeMap;

/// Rounding is nobody's mistake, even where the number itself is wanted.
const ROUNDING: f64 = 1.005;

/// The question with this seed's numbers in it.
struct Drawn<'a> {
    given: BTreeMap<&'a str, f64>,
    steps: Vec<Step<'a>>,
}

struct Step<'a> {
    step: &'a EstimateStep,
    formula: Expr,
    asks: String,
    right: f64,
}

pub(crate) fn present(drill: &Drill, task: &Estimating, seed: u64) -> Result<Exercise, DrillError> {
    let drawn = draw(drill, task, seed)?;
    let questions = drawn
        .steps
        .iter()
        .map(|one| Question {
            id: one.step.id.clone(),
            asks: one.asks.clone(),
            form: Form::Number { unit: one.step.unit.clone() },
            after: None,
        })
        .collect();
    Ok(Exercise { asks: fill(drill, &drill.asks, &drawn.given)?, shown: Vec::new(), questions })
}

pub(crate) fn truth(
    drill: &Drill,
    task: &Estimating,
    seed: u64,
) -> Result<DrillAnswer, DrillError> {
    let drawn = draw(drill, task, seed)?;
    Ok(drawn.steps.iter().map(|one| (one.step.id.clone(), one.right.to_string())).collect())
}

pub(crate) fn check(
    drill: &Drill,
    task: &Estimating,
    seed: u64,
    answer: &DrillAnswer,
) -> Result<DrillReport, DrillError> {
    let drawn = draw(drill, task, seed)?;
    let mut said: BTreeMap<&str, f64> = drawn.given.clone();
    let mut parts = Vec::new();
    for one in &drawn.steps {
        let given = text(answer, &one.step.id);
        let read = number::read(given, &one.step.unit);
        parts.push(grade(one, given, &read, &said));
        said.insert(&one.step.id, read.unwrap_or(one.right));
    }
    Ok(report(parts, trace(&drawn)))
}

/// `said` holds the given numbers and what was answered to earlier steps.
fn grade(
    one: &Step,
    given: &str,
    read: &Result<f64, String>,
    said: &BTreeMap<&str, f64>,
) -> DrillPart {
    let unit = &one.step.unit;
    let right = with_unit(number::told(one.right), unit);
    let shown = |value: f64| with_unit(number::told(value), unit);
    let (credit, says) = match read {
        Err(why) => (0.0, why.clone()),
        Ok(value) if is_within(*value, one.right, one.step.within) => {
            (1.0, format!("Read as {}; it is {right}, by {}.", shown(*value), one.step.formula))
        }
        Ok(value) => {
            let followed = one.formula.value(&|name| said.get(name).copied());
            match followed {
                Ok(followed) if is_within(*value, followed, one.step.within) => (
                    1.0,
                    format!(
                        "{} follows from your earlier number by {}, so it counts. With the right one it is \
                         {right}.",
                        shown(*value),
                        one.step.formula
                    ),
                ),
                _ => (0.0, missed(one, *value, &shown)),
            }
        }
    };
    DrillPart {
        question: one.step.id.clone(),
        asks: one.asks.clone(),
        given: given.trim().into(),
        right,
        credit,
        says,
    }
}

fn missed(one: &Step, value: f64, shown: &dyn Fn(f64) -> String) -> String {
    let by = if value > 0.0 && one.right > 0.0 {
        let times = if value > one.right { value / one.right } else { one.right / value };
        let size = if value > one.right { "much" } else { "little" };
        format!("{} times too {size}", number::told(times))
    } else {
        "wrong in its sign".into()
    };
    format!("Read as {}, {by}: it is {}, by {}.", shown(value), shown(one.right), one.step.formula)
}

fn is_within(value: f64, right: f64, within: f64) -> bool {
    if right == 0.0 || value == 0.0 {
        return value == right;
    }
    let ratio = value / right;
    let within = within.max(ROUNDING) * (1.0 + 1e-9);
    ratio > 0.0 && ratio <= within && ratio >= 1.0 / within
}

fn trace(drawn: &Drawn) -> Vec<String> {
    let given =
        drawn.given.iter().map(|(name, value)| format!("{name} = {}", number::told(*value)));
    let steps = drawn.steps.iter().map(|one| {
        let right = with_unit(number::told(one.right), &one.step.unit);
        format!("{} = {} = {right}", one.step.id, one.step.formula)
    });
    given.chain(steps).collect()
}

fn draw<'a>(drill: &'a Drill, task: &'a Estimating, seed: u64) -> Result<Drawn<'a>, DrillError> {
    let mut chance = Chance::new(seed);
    let mut given: BTreeMap<&str, f64> = BTreeMap::new();
    for (name, values) in &task.given {
        let picked = values.get(chance.below(values.len())).ok_or_else(|| {
            DrillError::new(drill, format!("`{name}` has no value"), "give it one or more")
        })?;
        given.insert(name, *picked);
    }
    let mut known = given.clone();
    let mut steps = Vec::new();
    for step in &task.step {
        let wrong = |what: String| {
            DrillError::new(drill, format!("step `{}`: {what}", step.id), "correct the step")
        };
        if known.contains_key(step.id.as_str()) {
            return Err(wrong("its id is taken already".into()));
        }
        if step.within.is_nan() || step.within < 1.0 {
            return Err(wrong(format!("nothing is within a factor of {}", step.within)));
        }
        let formula = Expr::parse(&step.formula).map_err(&wrong)?;
        let right = formula.value(&|name| known.get(name).copied()).map_err(&wrong)?;
        if right <= 0.0 {
            return Err(wrong(format!(
                "its result is {right}, and a factor needs a positive number"
            )));
        }
        known.insert(&step.id, right);
        let asks = fill(drill, &step.asks, &given)?;
        steps.push(Step { step, formula, asks, right });
    }
    Ok(Drawn { given, steps })
}

/// Puts numbers where `{name}` stands.
fn fill(drill: &Drill, text: &str, given: &BTreeMap<&str, f64>) -> Result<String, DrillError> {
    let mut filled = String::new();
    let mut rest = text;
    while let Some(open) = rest.find('{') {
        filled.push_str(&rest[..open]);
        let inside = &rest[open + 1..];
        let name = inside.split('}').next().unwrap_or_default();
        let is_name = !name.is_empty()
            && name.len() < inside.len()
            && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
        if !is_name {
            filled.push('{');
            rest = inside;
            continue;
        }
        let value = given.get(name).ok_or_else(|| {
            DrillError::new(
                drill,
                format!("`{{{name}}}` stands in the text and is not given"),
                format!("add `given.{name} = [...]` or correct the name"),
            )
        })?;
        filled.push_str(&number::told_exactly(*value));
        rest = &inside[name.len() + 1..];
    }
    filled.push_str(rest);
    Ok(filled)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::test::drill;

    const UPLOADS: &str = r#"
kind = "estimate"
given.users = [2_000_000, 5_000_000]
given.photos = [2]
[[task.step]]
id = "writes"
asks = "Uploads a second of {users} users"
unit = "uploads/s"
formula = "users * photos / 86400"
[[task.step]]
id = "storage"
asks = "Storage a year"
unit = "TB"
formula = "writes * 86400 * 365 * 0.5 / 1e6"
[[task.step]]
id = "machines"
asks = "Machines"
unit = "machines"
formula = "ceil(storage / 4)"
within = 1
"#;

    #[track_caller]
    fn check_uploads(answers: &[(&str, &str)], expected: &[f64]) -> DrillReport {
        let drill = drill("Each of {users} users.", UPLOADS);
        let answer =
            answers.iter().map(|(id, text)| ((*id).to_owned(), (*text).to_owned())).collect();
        let seed =
            (0..).find(|seed| crate::present(&drill, *seed).unwrap().asks.contains('2')).unwrap();
        let report = crate::check(&drill, seed, &answer).unwrap();
        let credits: Vec<f64> = report.parts.iter().map(|part| part.credit).collect();
        assert_eq!(credits, expected, "{report:#?}");
        report
    }

    #[test]
    fn numbers_within_the_factor_count() {
        // 46.3 uploads/s, 730 TB, 183 machines.
        check_uploads(
            &[("writes", "50"), ("storage", "0.7 PB"), ("machines", "183")],
            &[1.0, 1.0, 1.0],
        );
        check_uploads(
            &[("writes", "100 per second"), ("storage", "200 GB"), ("machines", "150")],
            &[0.0, 0.0, 0.0],
        );
    }

    #[test]
    fn whoever_errs_once_loses_once() {
        let report = check_uploads(
            &[("writes", "4600"), ("storage", "73 PB"), ("machines", "18,250")],
            &[0.0, 1.0, 1.0],
        );
        assert!(report.parts[0].says.contains("99.4 times too much"), "{}", report.parts[0].says);
        assert!(report.parts[1].says.contains("follows from your earlier number"));
    }

    #[test]
    fn what_cannot_be_read_takes_nothing_from_the_rest() {
        let report = check_uploads(&[("writes", "a lot"), ("storage", "730")], &[0.0, 1.0, 0.0]);
        assert!(report.parts[0].says.contains("could not be read"));
        assert!(report.parts[2].says.contains("Nothing was answered"));
    }

    #[test]
    fn a_drill_whose_names_are_not_given_is_refused() {
        let wrong = drill("{userz} users", UPLOADS);
        let error = crate::present(&wrong, 1).unwrap_err().to_string();
        assert!(error.contains("`{userz}` stands in the text and is not given"), "{error}");
        let wrong = drill("x", &UPLOADS.replace("storage / 4", "stores / 4"));
        let error = crate::present(&wrong, 1).unwrap_err().to_string();
        assert!(error.contains("step `machines`: `stores` is not known"), "{error}");
    }
}
