//! The runs that a problem's targets need, one after the other, and what they say.

use super::measure::{Measured, Metric, because, measured};
use super::{Bound, Target, TargetRun, Targets};
use crate::cost::{Prices, cost};
use crate::design::Design;
use crate::flaws::{Flaw, number};
use crate::report::Report;
use crate::scenario::{Fault, Scenario, Shape};
use serde::Serialize;
use std::collections::VecDeque;

/// Of a run whose faults are tried one after the other.
const VARIANTS_MAX: usize = 24;

/// Whether a design does what one target asks.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TargetResult {
    pub id: String,
    pub says: String,
    /// None: it could not be seen; `because` says why.
    pub met: Option<bool>,
    pub metric: Metric,
    pub operation: Option<String>,
    /// The worst of all its runs. None: there is no number, such as for a recovery that never came.
    pub value: Option<f64>,
    pub bound: Bound,
    pub limit: f64,
    pub unit: String,
    /// The target's run, by its id.
    pub run: String,
    /// What repeats the worst run on a command line, under the problem's load; empty where nothing ran.
    pub scenario: String,
    /// The same, to be run again.
    pub ran: Option<Scenario>,
    pub seed: u64,
    /// What broke in the worst run.
    #[serde(rename = "where")]
    pub where_: Option<String>,
    /// Why it is missed, or could not be seen.
    pub because: Option<String>,
    pub points: Vec<String>,
    pub proves: Vec<String>,
    pub topics: Vec<String>,
}

/// What comes next in a [`Check`].
#[derive(Debug, Clone, PartialEq)]
pub enum Next {
    /// Run [`Check::design`] with it and tell by [`Check::ran`]. Asked again before that, it is the same.
    Run(Box<Scenario>),
    /// No more is to come of this target.
    Result(Box<TargetResult>),
}

/// A design on its way through a problem's targets.
#[derive(Debug, Clone)]
pub struct Check {
    design: Design,
    targets: Targets,
    prices: Prices,
    /// By the problem's runs.
    plans: VecDeque<Plan>,
    runs: usize,
    done: usize,
    ready: VecDeque<TargetResult>,
}

#[derive(Debug, Clone)]
struct Plan {
    run: TargetRun,
    left: VecDeque<Scenario>,
    /// Of each of its targets, the worst until now.
    worst: Vec<(Target, Option<Seen>)>,
    left_out: Option<String>,
}

#[derive(Debug, Clone)]
struct Seen {
    measured: Measured,
    ran: Option<Scenario>,
    because: Option<String>,
}

/// All runs and all targets at once.
///
/// # Errors
/// As [`Check::new`].
pub fn check(
    design: &Design,
    targets: &Targets,
    prices: &Prices,
    mut run: impl FnMut(&Design, &Scenario) -> Result<Report, Vec<Flaw>>,
) -> Result<Vec<TargetResult>, Vec<Flaw>> {
    let mut check = Check::new(design, targets, prices)?;
    let mut results = Vec::new();
    while let Some(next) = check.next() {
        match next {
            Next::Run(scenario) => {
                let report = run(check.design(), &scenario);
                check.ran(report);
            }
            Next::Result(result) => results.push(*result),
        }
    }
    Ok(results)
}

impl Check {
    /// # Errors
    /// What is wrong with the drawing for this problem, so that nothing can be run: see [`Targets::posed`].
    pub fn new(design: &Design, targets: &Targets, prices: &Prices) -> Result<Check, Vec<Flaw>> {
        let design = targets.posed(design)?;
        let plans: VecDeque<Plan> =
            targets.runs.iter().map(|run| Plan::new(run, targets, &design)).collect();
        let runs = plans.iter().map(|plan| plan.left.len()).sum();
        Ok(Check {
            design,
            targets: targets.clone(),
            prices: prices.clone(),
            plans,
            runs,
            done: 0,
            ready: VecDeque::new(),
        })
    }

    /// The drawing under the problem's load.
    #[must_use]
    pub fn design(&self) -> &Design {
        &self.design
    }

    /// Runs in all, and how many of them are done.
    #[must_use]
    pub fn progress(&self) -> (usize, usize) {
        (self.done, self.runs)
    }

    #[must_use]
    pub fn targets(&self) -> &Targets {
        &self.targets
    }

    #[expect(
        clippy::should_implement_trait,
        reason = "between two of them a report has to be told"
    )]
    pub fn next(&mut self) -> Option<Next> {
        loop {
            if let Some(result) = self.ready.pop_front() {
                return Some(Next::Result(Box::new(result)));
            }
            let plan = self.plans.front()?;
            if let Some(scenario) = plan.left.front() {
                return Some(Next::Run(Box::new(scenario.clone())));
            }
            if let Some(plan) = self.plans.pop_front() {
                self.ready.extend(plan.results(&self.prices.currency));
            }
        }
    }

    /// What the run that [`Check::next`] asked for came to.
    pub fn ran(&mut self, report: Result<Report, Vec<Flaw>>) {
        let Some(plan) = self.plans.front_mut() else { return };
        let Some(scenario) = plan.left.pop_front() else { return };
        self.done += 1;
        let told = match &report {
            Ok(report) => Ok((report, cost(&self.design, &self.prices, report))),
            Err(flaws) => {
                Err(flaws.first().map_or("It was stopped.".to_owned(), |it| it.says.clone()))
            }
        };
        for (target, worst) in &mut plan.worst {
            let (measured, because) = match &told {
                Ok((report, cost)) => {
                    let measured = measured(target, &plan.run, report, cost);
                    let because = because(target, &measured, report, cost);
                    (measured, because)
                }
                Err(why) => (Measured::Unknown(why.clone()), None),
            };
            let seen = Seen { measured, ran: Some(scenario.clone()), because };
            if worst.as_ref().is_none_or(|worst| is_worse(target, &seen, worst)) {
                *worst = Some(seen);
            }
        }
    }
}

impl Plan {
    fn new(run: &TargetRun, targets: &Targets, design: &Design) -> Plan {
        let own = targets.targets.iter().filter(|target| target.run == run.id);
        let mut plan = Plan {
            run: run.clone(),
            left: VecDeque::new(),
            worst: own.map(|target| (target.clone(), None)).collect(),
            left_out: None,
        };
        match variants(run, design) {
            Ok(mut all) => {
                if all.len() > VARIANTS_MAX {
                    plan.left_out = Some(format!(
                        "Of {} ways to break it {VARIANTS_MAX} were tried.",
                        all.len()
                    ));
                    all.truncate(VARIANTS_MAX);
                }
                plan.left =
                    all.into_iter().map(|faults| Scenario { faults, ..run.scenario() }).collect();
            }
            Err(why) => {
                for (_, worst) in &mut plan.worst {
                    let measured = Measured::Unknown(why.clone());
                    *worst = Some(Seen { measured, ran: None, because: None });
                }
            }
        }
        plan
    }

    fn results(self, currency: &str) -> Vec<TargetResult> {
        let (run, left_out) = (self.run, self.left_out);
        let results = self.worst.into_iter().map(|(target, seen)| {
            let (bound, limit) = target.limit();
            let met = seen.as_ref().and_then(|seen| seen.is_met(&target));
            let (value, unseen) = match seen.as_ref().map(|seen| &seen.measured) {
                Some(Measured::Value(value)) => (Some(*value), None),
                Some(Measured::Never(_)) | None => (None, None),
                Some(Measured::Unknown(why)) => (None, Some(why.clone())),
            };
            let (ran, why) = seen.map_or((None, None), |seen| (seen.ran, seen.because));
            let because = match met {
                Some(true) => left_out.clone(),
                Some(false) => why,
                None => unseen,
            };
            let broken = ran.as_ref().map(|ran| broken(&ran.faults)).filter(|it| !it.is_empty());
            TargetResult {
                id: target.id,
                says: target.says,
                met,
                metric: target.metric,
                operation: target.operation,
                value,
                bound,
                limit,
                unit: match target.metric {
                    Metric::CostPerMonth => format!("{currency} {}", target.metric.unit()),
                    _ => target.metric.unit().to_owned(),
                },
                run: run.id.clone(),
                scenario: ran.as_ref().map(arguments).unwrap_or_default(),
                ran,
                seed: run.seed,
                where_: broken,
                because,
                points: target.points,
                proves: target.proves,
                topics: target.topics,
            }
        });
        results.collect()
    }
}

impl TargetResult {
    /// What was measured, for people: `182 ms`, `99.95% of requests`.
    #[must_use]
    pub fn value_says(&self) -> String {
        match self.value {
            Some(value) => told(value, &self.unit),
            None if self.met == Some(false) => "never".to_owned(),
            None => "not seen".to_owned(),
        }
    }

    /// `at most 200 ms`.
    #[must_use]
    pub fn limit_says(&self) -> String {
        let bound = match self.bound {
            Bound::AtMost => "at most",
            Bound::AtLeast => "at least",
        };
        format!("{bound} {}", told(self.limit, &self.unit))
    }
}

/// So exactly that it can be held against a limit.
fn told(value: f64, unit: &str) -> String {
    let rounded = |digits: f64, value: f64| number((value * digits).round() / digits);
    if unit.starts_with("of ") {
        return format!("{}% {unit}", rounded(1_000.0, value * 100.0));
    }
    let digits = match value.abs() {
        size if size >= 1_000.0 => 1.0,
        size if size >= 10.0 => 10.0,
        _ => 1_000.0,
    };
    format!("{} {unit}", rounded(digits, value))
}

impl Seen {
    fn is_met(&self, target: &Target) -> Option<bool> {
        match (&self.measured, target.limit()) {
            (Measured::Value(value), (Bound::AtMost, limit)) => Some(*value <= limit),
            (Measured::Value(value), (Bound::AtLeast, limit)) => Some(*value >= limit),
            (Measured::Never(_), _) => Some(false),
            (Measured::Unknown(_), _) => None,
        }
    }
}

/// Missed without a number, then missed, then what could not be seen, then met; of alike ones by the number.
fn is_worse(target: &Target, seen: &Seen, than: &Seen) -> bool {
    let rank = |seen: &Seen| match (&seen.measured, seen.is_met(target)) {
        (Measured::Never(_), _) => 3,
        (_, Some(false)) => 2,
        (_, None) => 1,
        (_, Some(true)) => 0,
    };
    let worse = match (&seen.measured, &than.measured, target.limit().0) {
        (Measured::Value(value), Measured::Value(other), Bound::AtMost) => value > other,
        (Measured::Value(value), Measured::Value(other), Bound::AtLeast) => value < other,
        _ => false,
    };
    rank(seen) > rank(than) || (rank(seen) == rank(than) && worse)
}

/// Each with each: what one of its faults may mean, with what the others may.
fn variants(run: &TargetRun, design: &Design) -> Result<Vec<Vec<Fault>>, String> {
    let mut all = vec![Vec::new()];
    for selector in &run.faults {
        let meant = selector.meant(design)?;
        let mut next = Vec::new();
        for before in &all {
            for more in &meant {
                next.push(before.iter().chain(more).cloned().collect());
            }
            // More than are tried need not be thought of; how many there would be is no more than a word.
            if next.len() > VARIANTS_MAX * VARIANTS_MAX {
                break;
            }
        }
        all = next;
    }
    Ok(all)
}

fn broken(faults: &[Fault]) -> String {
    let all: Vec<String> = faults.iter().map(|fault| format!("`{fault}`")).collect();
    all.join(", ")
}

/// A scenario as it is written on a command line; what is as usual is left out.
#[must_use]
pub fn arguments(scenario: &Scenario) -> String {
    let usual = Scenario::default();
    let mut words = vec![format!("--load {}", scenario.load)];
    if scenario.shape != Shape::Steady {
        words.push(format!("--shape \"{}\"", scenario.shape));
    }
    words.extend(scenario.faults.iter().map(|fault| format!("--fault \"{fault}\"")));
    words.push(format!("--duration {}", scenario.duration_s));
    if scenario.warm_up_s > usual.warm_up_s {
        words.push(format!("--warm-up {}", scenario.warm_up_s));
    }
    words.push(format!("--seed {}", scenario.seed));
    words.join(" ")
}
