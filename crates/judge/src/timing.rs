//! A time limit for packages that don't say one: it follows from what their accepted submissions
//! need, as the format describes.

use crate::error::JudgeError;
use crate::judge::{Cases, Judge, Progress, Run, Stop};
use crate::package::{Code, Limits, Package, Program};
use crate::submission::Submission;
use greenroom_sandbox::Cancel;

/// Longer than any accepted submission may take.
const ACCEPTED_MS_MAX: u64 = 30_000;
/// Where no accepted submission can be run here.
const UNKNOWN_MS: u64 = 10_000;

impl Judge {
    /// Measured once for a package.
    pub(crate) fn measured_limit_ms(
        &self,
        package: &Package,
        progress: &mut dyn FnMut(Progress),
        cancel: &Cancel,
    ) -> Result<u64, JudgeError> {
        if let Some(limit_ms) = package.measured_time_ms.get() {
            return Ok(*limit_ms);
        }
        let mut slowest_us = None;
        for program in package.submissions().iter().filter(|one| is_accepted(package, one)) {
            let Ok(submission) = package.submission(program) else { continue };
            let run = Run {
                package,
                submission: &submission,
                limit_ms: ACCEPTED_MS_MAX,
                cpu_ms: ACCEPTED_MS_MAX,
                patient: None,
                thrifty: false,
                stop: Stop::FirstFailure,
            };
            // Only its waiting and building is told: its cases are not those of whoever asked.
            let mut told = |one: Progress| {
                if matches!(one, Progress::Waiting { .. } | Progress::Building) {
                    progress(one);
                }
            };
            let report = match self.run(&run, Cases::All, &mut told, cancel) {
                Ok(report) => report,
                Err(JudgeError::NoToolchain { .. }) => continue,
                Err(error) => return Err(error),
            };
            // One that fails does so in `verify`, too, and is no measure here.
            if report.overall.is_accepted() {
                let own = report.cases.iter().map(|case| case.cpu_us).max();
                slowest_us = slowest_us.max(own);
            }
        }
        let limit_ms =
            slowest_us.map_or(UNKNOWN_MS, |us| limit_ms(us as f64 / 1000.0, &package.limits));
        Ok(*package.measured_time_ms.get_or_init(|| limit_ms))
    }
}

fn is_accepted(package: &Package, program: &Program) -> bool {
    let rules = package.rules(program).unwrap_or_default();
    let only = [Code::Accepted].into();
    rules.iter().any(|rule| {
        rule.cases.is_empty()
            && (rule.permitted.as_ref() == Some(&only) || rule.overall == Some(Code::Accepted))
    })
}

impl Package {
    /// An example submission as one that is handed in.
    ///
    /// # Errors
    /// Its language is not one of ours, or its files are not sound.
    pub fn submission(&self, program: &Program) -> Result<Submission, Unusable> {
        let (language, entrypoint) = self.said_program(program);
        let files = self.load(program).map_err(|error| Unusable(error.to_string()))?;
        Submission::new(language, files, entrypoint).map_err(|error| Unusable(error.to_string()))
    }
}

/// Why an example submission cannot be run here.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Unusable(pub String);

/// The smallest multiple of the resolution that leaves the accepted ones their room.
fn limit_ms(slowest_ms: f64, limits: &Limits) -> u64 {
    let steps = (slowest_ms * limits.ac_to_time_limit / limits.time_resolution_ms as f64).ceil();
    (steps.max(1.0) * limits.time_resolution_ms as f64) as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_limit_is_the_next_multiple_that_leaves_room() {
        let check = |slowest: f64, factor: f64, resolution: u64, expected: u64| {
            let limits = Limits {
                ac_to_time_limit: factor,
                time_resolution_ms: resolution,
                ..Limits::default()
            };
            assert_eq!(limit_ms(slowest, &limits), expected);
        };
        check(10.0, 2.0, 1_000, 1_000);
        check(500.0, 2.0, 1_000, 1_000);
        check(501.0, 2.0, 1_000, 2_000);
        check(300.0, 5.0, 1_000, 2_000);
        check(300.0, 5.0, 100, 1_500);
    }
}
