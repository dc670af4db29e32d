//! Exercises of some minutes that are executed: numbers are worked out, machines run, orders of steps tried,
//! lines compared.
//!
//! [`present`] says what is asked with a seed, [`check`] holds an answer against what came out, [`truth`] is
//! an answer that is right, for the check of content. All three are pure: the same drill and seed give the
//! same question and the same verdict. Drills of kind `sql` are run by `greenroom-query`.
//!
//! Where to start: `sheet` (how an answer is read and counted), then one module a kind; `predict` has one file
//! a machine, `interleave` an interpreter of small steps that tries every order.
//!
//! Invariant: nothing is judged that was not executed or compared. An answer that cannot be read gets no
//! credit and a sentence that says how to write it; it is never an error. A [`DrillError`] is about the drill.

mod chance;
mod estimate;
mod expr;
mod interleave;
mod number;
mod predict;
mod sheet;
mod spot;
mod stated;

#[cfg(test)]
mod test;

/// A number as people write it, in the wanted unit; else a sentence that says how to write one.
pub fn read_number(text: &str, unit: &str) -> Result<f64, String> {
    number::read(text, unit)
}

/// A number as people read it: `3.52 trillion`.
pub fn told_number(value: f64) -> String {
    number::told(value)
}

/// The one number of a unit, such as `requests/s` or `TB`, that a clause of speech states; `None` where there is
/// none, or it is not clear which.
pub fn stated_number(clause: &str, unit: &str) -> Option<f64> {
    stated::read(clause, unit)
}

use greenroom_model::drill::{Drill, DrillAnswer, DrillError, DrillReport, Exercise, Task};

/// What the candidate is asked.
pub fn present(drill: &Drill, seed: u64) -> Result<Exercise, DrillError> {
    match &drill.task {
        Task::Estimate(task) => estimate::present(drill, task, seed),
        Task::Predict(task) => Ok(predict::sheet(drill, task, seed)?.exercise(drill)),
        Task::Interleave(task) => interleave::present(drill, task),
        Task::Spot(task) => spot::present(drill, task, seed),
        Task::Sql(_) => Err(is_sql(drill)),
    }
}

/// How the answer did. The seed is the one that it was presented with.
pub fn check(drill: &Drill, seed: u64, answer: &DrillAnswer) -> Result<DrillReport, DrillError> {
    match &drill.task {
        Task::Estimate(task) => estimate::check(drill, task, seed, answer),
        Task::Predict(task) => Ok(predict::sheet(drill, task, seed)?.check(answer)),
        Task::Interleave(task) => interleave::check(drill, task, answer),
        Task::Spot(task) => spot::check(drill, task, seed, answer),
        Task::Sql(_) => Err(is_sql(drill)),
    }
}

/// An answer that earns a score of 1.
pub fn truth(drill: &Drill, seed: u64) -> Result<DrillAnswer, DrillError> {
    match &drill.task {
        Task::Estimate(task) => estimate::truth(drill, task, seed),
        Task::Predict(task) => Ok(predict::sheet(drill, task, seed)?.truth()),
        Task::Interleave(task) => interleave::truth(drill, task),
        Task::Spot(task) => spot::truth(drill, task),
        Task::Sql(_) => Err(is_sql(drill)),
    }
}

fn is_sql(drill: &Drill) -> DrillError {
    DrillError::new(drill, "is run on a database", "give it to greenroom_query")
}
