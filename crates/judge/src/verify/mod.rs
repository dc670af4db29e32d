//! Whether a package keeps what it promises: every example submission gets the verdict of its folder,
//! every input is what the statement says, and the checks of our own problems besides.

mod data;
mod promises;

use crate::error::{Flaw, JudgeError};
use crate::judge::{Cases, Judge, Progress, Run, Stop};
use crate::package::{Format, Package, Program, SourceFile};
use crate::report::{Overall, Report};
use greenroom_sandbox::Cancel;
use promises::Seen;
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verification {
    /// The package's folder.
    pub package: String,
    pub submissions: Vec<SubmissionCheck>,
    pub inputs_checked: u64,
    /// Each promise that is broken. Empty: the package holds.
    pub broken: Vec<Flaw>,
    /// What could not be checked here, and what is doubtful.
    pub notes: Vec<Flaw>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SubmissionCheck {
    /// `wrong_answer/off_by_one`.
    pub name: String,
    pub language: String,
    pub time_limit_ms: u64,
    /// In the data's order: the case, its verdict, and the CPU time.
    pub cases: Vec<CaseCheck>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseCheck {
    pub case: String,
    /// `None`: it was left out after a failure.
    pub verdict: Option<crate::Code>,
    pub cpu_us: u64,
}

/// What somebody who waits is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    Inputs { count: usize },
    Generator,
    Submission { name: String },
}

impl Verification {
    pub fn holds(&self) -> bool {
        self.broken.is_empty()
    }
}

/// A verdict about time must hold at half and at double the limit.
const OWN_MARGIN: f64 = 2.0;
/// Of one submission. One that is wrong everywhere says no more with every case.
const FLAWS_SHOWN: usize = 8;

impl Judge {
    /// Runs all that is in the package. It takes as long as all its submissions on all its cases.
    ///
    /// # Errors
    /// Failures of ours or of the machine; what is wrong with the package is in the result.
    pub fn verify(
        &self,
        package: &Package,
        step: &mut dyn FnMut(Step),
        cancel: &Cancel,
    ) -> Result<Verification, JudgeError> {
        let mut found = Verification {
            package: package.id.clone(),
            submissions: Vec::new(),
            inputs_checked: 0,
            broken: Vec::new(),
            notes: package.warnings.clone(),
        };
        self.check_inputs(package, &mut found, step, cancel)?;
        if package.signature.is_some() {
            promises::counts(package, &mut found.broken);
            if package.has_file(data::GENERATOR) {
                step(Step::Generator);
                self.check_generator(package, &mut found, cancel)?;
            }
        }
        for program in package.submissions() {
            step(Step::Submission { name: program.name.clone() });
            self.check_submission(package, program, &mut found, cancel)?;
        }
        Ok(found)
    }

    fn check_submission(
        &self,
        package: &Package,
        program: &Program,
        found: &mut Verification,
        cancel: &Cancel,
    ) -> Result<(), JudgeError> {
        let place = format!("submissions/{}", program.name);
        let own = package.signature.is_some();
        let Some(rules) = package.rules(program) else {
            let says = "its folder promises no verdict that is checked here, so it was not run";
            let to = if own { &mut found.broken } else { &mut found.notes };
            to.push(Flaw::new(place, says));
            return Ok(());
        };
        let submission = match package.submission(program) {
            Ok(submission) => submission,
            Err(why) => {
                let to = if own { &mut found.broken } else { &mut found.notes };
                to.push(Flaw::new(place, format!("not run: {why}")));
                return Ok(());
            }
        };
        let limit_ms = match self.time_limit_ms(package, &submission, &mut |_| {}, cancel) {
            Ok(limit_ms) => limit_ms,
            Err(error) => return not_checked(error, place, found),
        };
        if own && package.include(submission.language.kattis_codes())?.is_empty() {
            let code = submission.language.kattis_codes().first().copied().unwrap_or_default();
            let says = "there is no driver: run `cargo xtask gen`";
            found.broken.push(Flaw::new(format!("include/{code}"), says));
            return Ok(());
        }
        let text = text_of(&package.load(program)?);
        // The others need not prove by how much they are too slow, and so cost half the time.
        let named = own.then(|| promises::named(&program.name, &text));
        let margin = if own { OWN_MARGIN } else { package.limits.time_limit_to_tle };
        let legacy = package.format == Format::Legacy && !own;
        let run = Run {
            package,
            submission: &submission,
            limit_ms,
            // Stopped only beyond its margin, so that the slow ones prove themselves.
            cpu_ms: (limit_ms as f64 * margin).ceil() as u64 + 1,
            patient: named.as_ref(),
            // A wrong or slow one proves itself where it says so; elsewhere it would only take time.
            thrifty: own && !program.name.starts_with("accepted/"),
            stop: if legacy { Stop::FirstFailure } else { Stop::Never },
        };
        let report = match self.run(&run, Cases::All, &mut |_: Progress| {}, cancel) {
            Ok(report) => report,
            Err(error) => return not_checked(error, place, found),
        };
        if let Overall::CompileError { output, .. } = &report.overall {
            found.broken.push(Flaw::new(place, format!("it does not compile:\n{}", output.trim())));
            return Ok(());
        }
        let cases = seen(&report);
        let mut broken = promises::broken(&rules, &cases);
        let margin_us = (limit_ms as f64 * margin * 1000.0) as u64;
        if own {
            broken.extend(promises::broken_by_own(
                &program.name,
                &text,
                &cases,
                limit_ms,
                margin_us,
            ));
        } else {
            // By how much, the format wants to know, too; but machines differ, so it is a note.
            let notes = promises::doubtful_times(&rules, &cases, limit_ms, package, margin_us);
            found.notes.extend(notes.into_iter().map(|says| Flaw::new(&place, says)));
        }
        if broken.len() > FLAWS_SHOWN {
            let more = broken.len() - FLAWS_SHOWN;
            broken.truncate(FLAWS_SHOWN);
            broken.push(format!("and {more} more"));
        }
        found.broken.extend(broken.into_iter().map(|says| Flaw::new(&place, says)));
        found.submissions.push(SubmissionCheck {
            name: program.name.clone(),
            language: report.language,
            time_limit_ms: limit_ms,
            cases: cases
                .into_iter()
                .map(|Seen { case, code, cpu_us, .. }| CaseCheck { case, verdict: code, cpu_us })
                .collect(),
        });
        Ok(())
    }
}

/// A missing tool chain leaves something unchecked; a checker that fails is the package's fault.
fn not_checked(
    error: JudgeError,
    place: String,
    found: &mut Verification,
) -> Result<(), JudgeError> {
    match error {
        JudgeError::NoToolchain { .. } => {
            found.notes.push(Flaw::new(place, format!("not run: {error}")));
            Ok(())
        }
        JudgeError::Validator { .. } | JudgeError::ValidatorBuild { .. } => {
            found.broken.push(Flaw::new(place, error.to_string()));
            Ok(())
        }
        other => Err(other),
    }
}

fn seen(report: &Report) -> Vec<Seen> {
    report
        .cases
        .iter()
        .map(|case| Seen {
            case: case.name.clone(),
            code: case.verdict().map(promises::code),
            says: case.verdict().map(ToString::to_string).unwrap_or_default(),
            cpu_us: case.cpu_us,
            judge_message: case.judge_message.clone().unwrap_or_default(),
        })
        .collect()
}

/// All that it says about itself.
fn text_of(files: &[SourceFile]) -> String {
    let head = |file: &SourceFile| -> String {
        let text = String::from_utf8_lossy(&file.bytes).into_owned();
        text.lines().take(promises::HEAD_LINES).collect::<Vec<&str>>().join("\n")
    };
    files.iter().map(head).collect::<Vec<String>>().join("\n")
}
