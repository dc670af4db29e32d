//! Makes the weights from graded answers, and measures them on questions left out.

use super::features::{Comparison, FOR, Read, against_names, compare};
use super::{Calibration, Linear, Model, Term, Weights};
use crate::descent::{dot, logistic, nonnegative};
use crate::encoder::Encoder;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

const FOLDS: usize = 5;

/// Chosen on questions left out.
const L2_SCORE: f64 = 1_000.0;
const L2_CONTRADICTION: f64 = 100.0;

/// What an answer to another question counts beside a graded one. Courses hold few answers that
/// are off the topic, and a scale learnt without any would give them half the marks.
const OFF_TOPIC_COUNT: f64 = 0.35;

/// A graded answer as it stands in a file, one a line.
#[derive(Debug, Clone, Deserialize)]
pub struct Labelled {
    pub question_id: String,
    pub question: String,
    pub reference_answer: String,
    pub student_answer: String,
    /// 0 to 1.
    pub score: f64,
    /// What the source says: a number, or one of correct, contradictory, incorrect.
    pub raw_score: serde_json::Value,
}

impl Labelled {
    /// Whether it contradicts the reference; `None` when nobody said, or when it is merely wrong.
    fn contradicts(&self) -> Option<bool> {
        match self.raw_score.as_str() {
            Some("contradictory") => Some(true),
            Some("correct") => Some(false),
            _ => None,
        }
    }
}

/// Answers of one course.
pub struct Course {
    pub name: String,
    pub answers: Vec<Labelled>,
    /// Marked with partial credit, so that it can say what a score means; a course that knows only
    /// right and wrong teaches the order of answers, not their marks.
    pub partial_credit: bool,
}

impl Course {
    /// Reads JSON Lines; the error names the line.
    pub fn read(name: &str, lines: &str) -> Result<Course, String> {
        let answers: Vec<Labelled> = lines
            .lines()
            .enumerate()
            .map(|(at, line)| {
                serde_json::from_str(line).map_err(|error| format!("line {}: {error}", at + 1))
            })
            .collect::<Result<_, _>>()?;
        let partial_credit = answers.iter().any(|one| one.score > 0.0 && one.score < 1.0);
        Ok(Course { name: name.to_owned(), answers, partial_credit })
    }
}

/// An answer with its features.
pub struct Example<'a> {
    course: usize,
    fold: usize,
    labelled: &'a Labelled,
    seen: Comparison,
    /// How often it counts, so that each course counts alike.
    count: f64,
    /// An answer to another question, worth nothing.
    off_topic: bool,
}

/// `full` and `coarse` as [`examples`] gives them with and without the language model.
pub fn fit(
    full: &[Example<'_>],
    coarse: &[Example<'_>],
    courses: &[Course],
    made_by: &str,
) -> Model {
    let fit = |examples| fit_examples(examples, courses, &|_| true);
    Model { made_by: made_by.to_owned(), full: fit(full), coarse: fit(coarse) }
}

/// Compares every answer with its reference, which takes most of the time.
pub fn examples<'a>(encoder: Option<&Encoder>, courses: &'a [Course]) -> Vec<Example<'a>> {
    let mut examples = Vec::new();
    for (course, answers) in courses.iter().enumerate() {
        let ids: BTreeSet<&str> =
            answers.answers.iter().map(|one| one.question_id.as_str()).collect();
        let folds: BTreeMap<&str, usize> =
            ids.into_iter().enumerate().map(|(at, id)| (id, at % FOLDS)).collect();
        let mut read: BTreeMap<&str, Read> = BTreeMap::new();
        for labelled in &answers.answers {
            for text in [&labelled.question, &labelled.reference_answer, &labelled.student_answer] {
                read.entry(text).or_insert_with(|| Read::new(encoder, text));
            }
        }
        let count = 1_000.0 / answers.answers.len() as f64;
        for (at, labelled) in answers.answers.iter().enumerate() {
            let question = &read[labelled.question.as_str()];
            let reference = &read[labelled.reference_answer.as_str()];
            let fold = folds[labelled.question_id.as_str()];
            let mut push = |answer: &str, off_topic| {
                let seen = compare(question, reference, &read[answer]);
                examples.push(Example { course, fold, labelled, seen, count, off_topic });
            };
            push(&labelled.student_answer, false);
            if answers.partial_credit && at % 4 == 0 {
                let others = answers.answers.iter().cycle().skip(at * 7 + 1);
                let other = others
                    .take(answers.answers.len())
                    .find(|other| other.question_id != labelled.question_id);
                if let Some(other) = other {
                    push(&other.student_answer, true);
                }
            }
        }
    }
    examples
}

fn fit_examples(
    examples: &[Example<'_>],
    courses: &[Course],
    learns: &dyn Fn(&Example<'_>) -> bool,
) -> Weights {
    let learnt: Vec<&Example<'_>> = examples.iter().filter(|one| learns(one)).collect();
    let score = fit_score(&learnt, courses.len());
    let calibration = fit_calibration(&learnt, courses, &score);
    let contradiction = fit_contradiction(&learnt, courses.len());
    Weights { score, calibration, contradiction }
}

/// The order of answers within a course. Courses differ in strictness, and lengths tell courses
/// apart: features and marks are taken as differences from their course's mean.
fn fit_score(learnt: &[&Example<'_>], courses: usize) -> Linear {
    let graded: Vec<&&Example<'_>> = learnt.iter().filter(|one| !one.off_topic).collect();
    let rows: Vec<&[f64]> = graded.iter().map(|one| one.seen.speaks_for.as_slice()).collect();
    let scaling = Scaling::of(&rows);
    let mut rows: Vec<Vec<f64>> = rows.iter().map(|row| scaling.apply(row)).collect();
    let mut truths: Vec<f64> = graded.iter().map(|one| one.labelled.score).collect();
    for course in 0..courses {
        let of: Vec<usize> = (0..rows.len()).filter(|at| graded[*at].course == course).collect();
        let count = of.len().max(1) as f64;
        for (column, _) in FOR.iter().enumerate() {
            let mean = of.iter().map(|at| rows[*at][column]).sum::<f64>() / count;
            of.iter().for_each(|at| rows[*at][column] -= mean);
        }
        let mean = of.iter().map(|at| truths[*at]).sum::<f64>() / count;
        of.iter().for_each(|at| truths[*at] -= mean);
    }
    // Counts add up to about the number of answers, which `L2_SCORE` was chosen for.
    let counts: Vec<f64> = graded.iter().map(|one| one.count * 3.6).collect();
    let weights = nonnegative(&rows, &truths, &counts, L2_SCORE);
    scaling.linear(&FOR, 0.0, &weights)
}

fn fit_calibration(learnt: &[&Example<'_>], courses: &[Course], score: &Linear) -> Calibration {
    // Courses that know only right and wrong set the scale when there are no others.
    let any_partial = learnt.iter().any(|one| courses[one.course].partial_credit);
    let marked: Vec<&&Example<'_>> =
        learnt.iter().filter(|one| courses[one.course].partial_credit || !any_partial).collect();
    let linear: Vec<f64> = marked.iter().map(|one| score.value(&one.seen.speaks_for)).collect();
    let rows: Vec<Vec<f64>> = linear.iter().map(|value| vec![1.0, *value]).collect();
    let truth = |one: &Example<'_>| if one.off_topic { 0.0 } else { one.labelled.score };
    let truths: Vec<f64> = marked.iter().map(|one| truth(one)).collect();
    let counts: Vec<f64> =
        marked.iter().map(|one| if one.off_topic { OFF_TOPIC_COUNT } else { 1.0 }).collect();
    let weights = logistic(&rows, &truths, &counts, 0.1);
    let mut calibration =
        Calibration { constant: rounded(weights[0]), slope: rounded(weights[1]), error: 0.0 };
    let graded = marked.iter().zip(&linear).filter(|(one, _)| !one.off_topic);
    let squares: Vec<f64> = graded
        .map(|(one, linear)| (calibration.marks(*linear) - one.labelled.score).powi(2))
        .collect();
    calibration.error = rounded((squares.iter().sum::<f64>() / squares.len().max(1) as f64).sqrt());
    calibration
}

fn fit_contradiction(learnt: &[&Example<'_>], courses: usize) -> Linear {
    let told: Vec<(&&Example<'_>, bool)> = learnt
        .iter()
        .filter(|one| !one.off_topic)
        .filter_map(|one| one.labelled.contradicts().map(|contradicts| (one, contradicts)))
        .collect();
    let rows: Vec<&[f64]> =
        told.iter().map(|(one, _)| one.seen.speaks_against.as_slice()).collect();
    let scaling = Scaling::of(&rows);
    // A column a course takes up that contradictions are more common in one than in another.
    let rows: Vec<Vec<f64>> = rows
        .iter()
        .zip(&told)
        .map(|(row, (one, _))| {
            let course = (0..courses).map(|c| if c == one.course { 3.0 } else { 0.0 });
            [1.0].into_iter().chain(course).chain(scaling.apply(row)).collect()
        })
        .collect();
    let truths: Vec<f64> = told.iter().map(|(_, yes)| f64::from(u8::from(*yes))).collect();
    let weights = logistic(&rows, &truths, &vec![1.0; rows.len()], L2_CONTRADICTION);
    let used: BTreeSet<usize> = told.iter().map(|(one, _)| one.course).collect();
    let of_courses = used.iter().map(|course| 3.0 * weights[1 + course]).sum::<f64>();
    let constant = weights[0] + of_courses / used.len().max(1) as f64;
    scaling.linear(&against_names(), constant, &weights[1 + courses..])
}

struct Scaling {
    centre: Vec<f64>,
    scale: Vec<f64>,
}

impl Scaling {
    fn of(rows: &[&[f64]]) -> Scaling {
        let columns = rows.first().map_or(0, |row| row.len());
        let count = rows.len().max(1) as f64;
        let mean = |of: &dyn Fn(&[f64]) -> f64| rows.iter().map(|row| of(row)).sum::<f64>() / count;
        let centre: Vec<f64> =
            (0..columns).map(|column| rounded(mean(&|row| row[column]))).collect();
        let scale = (0..columns).map(|column| {
            let variance = mean(&|row| (row[column] - centre[column]).powi(2));
            // A feature that never varies must not become huge the day it does.
            rounded(variance.sqrt().max(0.02))
        });
        let scale = scale.collect();
        Scaling { centre, scale }
    }

    fn apply(&self, row: &[f64]) -> Vec<f64> {
        let scaled = row.iter().zip(&self.centre).zip(&self.scale);
        scaled.map(|((value, centre), scale)| (value - centre) / scale).collect()
    }

    fn linear(&self, names: &[&str], constant: f64, weights: &[f64]) -> Linear {
        let terms = names.iter().zip(&self.centre).zip(&self.scale).zip(weights);
        let terms = terms.map(|(((name, &centre), &scale), &weight)| Term {
            name: (*name).to_owned(),
            centre,
            scale,
            weight: rounded(weight),
        });
        Linear { constant: rounded(constant), terms: terms.collect() }
    }
}

fn rounded(number: f64) -> f64 {
    (number * 1e4).round() / 1e4
}

/// What was measured on one course, on questions that the weights had not seen.
#[derive(Debug, Clone, PartialEq)]
pub struct Measured {
    pub course: String,
    pub answers: usize,
    /// Pearson's r with the human marks, other questions of the course learnt from.
    pub pearson: f64,
    /// The same with the whole course left out.
    pub pearson_unseen_course: f64,
    pub rmse: f64,
    /// Share of human marks inside the band.
    pub in_band: f64,
    /// Area under the curve, contradictory against correct answers; `None` when the course has none.
    pub contradiction_auc: Option<f64>,
    pub contradiction_auc_unseen_course: Option<f64>,
    /// Mean score of answers to other questions.
    pub off_topic: Option<f64>,
}

/// Five folds of questions, then each course left out.
pub fn measure(examples: &[Example<'_>], courses: &[Course]) -> Vec<Measured> {
    let folds: Vec<Weights> =
        (0..FOLDS).map(|fold| fit_examples(examples, courses, &|one| one.fold != fold)).collect();
    courses
        .iter()
        .enumerate()
        .map(|(course, answers)| {
            let others = fit_examples(examples, courses, &|one| one.course != course);
            let of: Vec<&Example<'_>> = examples.iter().filter(|e| e.course == course).collect();
            let (off, of): (Vec<&Example<'_>>, Vec<_>) = of.into_iter().partition(|e| e.off_topic);
            let marks = |one: &Example<'_>| {
                let weights = &folds[one.fold];
                weights.calibration.marks(weights.score.value(&one.seen.speaks_for))
            };
            let truths: Vec<f64> = of.iter().map(|one| one.labelled.score).collect();
            let found: Vec<f64> = of.iter().map(|one| marks(one)).collect();
            let unseen: Vec<f64> =
                of.iter().map(|one| others.score.value(&one.seen.speaks_for)).collect();
            let squares = truths.iter().zip(&found).map(|(a, b)| (a - b).powi(2)).sum::<f64>();
            let in_band = of.iter().zip(&found).filter(|(one, score)| {
                let weights = &folds[one.fold];
                let disagreement = weights.disagreement(&one.seen.speaks_for).min(2.0);
                let half = weights.calibration.error * (0.7 + 0.4 * disagreement);
                (one.labelled.score - **score).abs() <= half
            });
            let auc_of = |weights: &dyn Fn(&Example<'_>) -> f64| {
                let told = of.iter().filter_map(|one| {
                    one.labelled.contradicts().map(|contradicts| (weights(one), contradicts))
                });
                auc(told.collect())
            };
            let mean = |values: Vec<f64>| values.iter().sum::<f64>() / values.len() as f64;
            Measured {
                course: answers.name.clone(),
                answers: of.len(),
                pearson: pearson(&truths, &found),
                pearson_unseen_course: pearson(&truths, &unseen),
                rmse: (squares / of.len() as f64).sqrt(),
                in_band: in_band.count() as f64 / of.len() as f64,
                contradiction_auc: auc_of(&|one| {
                    folds[one.fold].contradiction.value(&one.seen.speaks_against)
                }),
                contradiction_auc_unseen_course: if courses.len() > 1 {
                    auc_of(&|one| others.contradiction.value(&one.seen.speaks_against))
                } else {
                    None
                },
                off_topic: (!off.is_empty())
                    .then(|| mean(off.iter().map(|one| marks(one)).collect())),
            }
        })
        .collect()
}

fn pearson(a: &[f64], b: &[f64]) -> f64 {
    let mean = |values: &[f64]| values.iter().sum::<f64>() / values.len() as f64;
    let (mean_a, mean_b) = (mean(a), mean(b));
    let centred = |values: &[f64], mean| values.iter().map(|v| v - mean).collect::<Vec<f64>>();
    let (a, b) = (centred(a, mean_a), centred(b, mean_b));
    dot(&a, &b) / (dot(&a, &a) * dot(&b, &b)).sqrt()
}

/// The chance that a contradictory answer is ranked above a correct one; ties count half.
fn auc(mut told: Vec<(f64, bool)>) -> Option<f64> {
    told.sort_by(|a, b| a.0.total_cmp(&b.0));
    let yes = told.iter().filter(|(_, yes)| *yes).count() as f64;
    let no = told.len() as f64 - yes;
    if yes == 0.0 || no == 0.0 {
        return None;
    }
    let (mut below, mut won) = (0.0, 0.0);
    for tied in told.chunk_by(|a, b| a.0 == b.0) {
        let yes_here = tied.iter().filter(|(_, yes)| *yes).count() as f64;
        let no_here = tied.len() as f64 - yes_here;
        won += yes_here * (below + no_here / 2.0);
        below += no_here;
    }
    Some(won / (yes * no))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_area_under_a_curve_counts_ties_as_half() {
        assert_eq!(auc(vec![(0.1, false), (0.9, true)]), Some(1.0));
        assert_eq!(auc(vec![(0.5, false), (0.5, true)]), Some(0.5));
        assert_eq!(auc(vec![(0.9, false), (0.1, true), (0.95, true)]), Some(0.5));
        assert_eq!(auc(vec![(0.9, true)]), None);
    }

    #[test]
    fn a_line_that_is_no_answer_is_named() {
        let error = Course::read("x", "{}").err().expect("an error");
        assert!(error.starts_with("line 1"), "{error}");
    }
}
