//! What a problem asks of a design, as content says it, and whether a design does it.
//!
//! The load belongs to the problem and not to the drawing: [`Targets::posed`] puts the problem's operations and rates in
//! place of the drawing's. What breaks is said by kind ([`Selector`]), because nobody knows what a candidate calls their
//! parts. [`Check`] plans the runs, takes their reports, and says of each target whether it is met; it runs nothing itself,
//! so that whoever does can show how far it is, and stop.

mod check;
mod measure;
mod posed;
mod selector;
#[cfg(test)]
pub(crate) mod tests;

pub use check::{Check, Next, TargetResult, arguments, check};
pub use measure::Metric;
pub use selector::Selector;

use crate::design::{Operation, Part};
use crate::flaws::number;
use crate::scenario::{Scenario, Shape};
use crate::text::{DesignError, not_toml};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Targets {
    /// Of all requests together, at a load of 1.
    pub rate_per_s: f64,
    /// Open connections at a load of 1, where the problem has any.
    #[serde(default)]
    pub connections: u32,
    #[serde(rename = "operation")]
    pub operations: Vec<Operation>,
    /// By operation: kinds of parts of which one at least has to lie on its way. Without it a drawing that answers from
    /// nowhere would be the fastest.
    #[serde(default)]
    pub reaches: BTreeMap<String, Vec<String>>,
    #[serde(rename = "estimate", default)]
    pub estimates: Vec<Estimate>,
    #[serde(rename = "run")]
    pub runs: Vec<TargetRun>,
    #[serde(rename = "target")]
    pub targets: Vec<Target>,
}

/// A number that a candidate works out, and how people name it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Estimate {
    pub id: String,
    pub value: f64,
    pub unit: String,
    pub heard_as: Vec<String>,
}

impl Estimate {
    /// Of an estimate no more is asked than half to double the number.
    #[must_use]
    pub fn is_met_by(&self, stated: f64) -> bool {
        stated >= self.value / 2.0 && stated <= self.value * 2.0
    }
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TargetRun {
    pub id: String,
    #[serde(default = "one")]
    pub load: f64,
    #[serde(default)]
    pub shape: Shape,
    #[serde(default)]
    pub faults: Vec<Selector>,
    #[serde(default = "duration_s")]
    pub duration_s: f64,
    #[serde(default)]
    pub warm_up_s: f64,
    #[serde(default = "seed")]
    pub seed: u64,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Target {
    pub id: String,
    /// One sentence, as it is asked.
    pub says: String,
    pub run: String,
    pub metric: Metric,
    /// Of latency, availability, errors and answers: of this operation only.
    #[serde(default)]
    pub operation: Option<String>,
    /// Of `busy-max`: of which kind of parts.
    #[serde(default)]
    pub kind: Option<String>,
    #[serde(default)]
    pub at_most: Option<f64>,
    #[serde(default)]
    pub at_least: Option<f64>,
    /// Of the problem's rubric: a run stands beside what was said of them, for it or against it.
    #[serde(default)]
    pub points: Vec<String>,
    /// Of the problem's rubric: those that a run shows whole, so that it counts though nobody said it. A point about
    /// what somebody explains is none of them.
    #[serde(default)]
    pub proves: Vec<String>,
    #[serde(default)]
    pub topics: Vec<String>,
}

/// On which side of its limit a target is met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Bound {
    AtMost,
    AtLeast,
}

impl Target {
    /// [`Targets::read`] sees to it that there is exactly one.
    #[must_use]
    pub fn limit(&self) -> (Bound, f64) {
        match (self.at_most, self.at_least) {
            (Some(limit), _) => (Bound::AtMost, limit),
            (None, limit) => (Bound::AtLeast, limit.unwrap_or_default()),
        }
    }
}

impl TargetRun {
    /// Without its faults, which depend on the drawing.
    #[must_use]
    pub fn scenario(&self) -> Scenario {
        Scenario {
            load: self.load,
            shape: self.shape,
            faults: Vec::new(),
            duration_s: self.duration_s,
            warm_up_s: self.warm_up_s,
            seed: self.seed,
            ..Scenario::default()
        }
    }

    /// From when on something is wrong, and until when: faults, and a load that comes at once.
    fn disturbed(&self) -> Option<(f64, f64)> {
        let faults = self.faults.iter().map(|selector| {
            let fault = selector.fault();
            (fault.at_s, fault.at_s + fault.for_s.unwrap_or(0.0))
        });
        let shape = match self.shape {
            Shape::Spike { at_s, for_s, .. } | Shape::HotKey { at_s, for_s, .. } => {
                Some((at_s, at_s + for_s))
            }
            Shape::FlashCrowd { at_s, .. } => Some((at_s, at_s)),
            Shape::Steady | Shape::Ramp { .. } | Shape::Diurnal => None,
        };
        faults.chain(shape).reduce(|one, other| (one.0.min(other.0), one.1.max(other.1)))
    }
}

impl Targets {
    /// # Errors
    /// The first thing that is no TOML, not known, or could never be met or missed.
    pub fn read(text: &str) -> Result<Targets, DesignError> {
        let targets: Targets = toml::from_str(text).map_err(|error| not_toml(text, &error))?;
        targets.refusal().map_or(Ok(targets), Err)
    }

    fn refusal(&self) -> Option<DesignError> {
        self.of_workload()
            .or_else(|| unique("estimate", self.estimates.iter().map(|one| &one.id)))
            .or_else(|| self.estimates.iter().find_map(of_estimate))
            .or_else(|| unique("run", self.runs.iter().map(|one| &one.id)))
            .or_else(|| self.runs.iter().find_map(|run| self.of_run(run)))
            .or_else(|| unique("target", self.targets.iter().map(|one| &one.id)))
            .or_else(|| self.targets.iter().find_map(|target| self.of_target(target)))
    }

    fn of_workload(&self) -> Option<DesignError> {
        if !(self.rate_per_s > 0.0 && self.rate_per_s <= crate::flaws::RATE_MAX_PER_S) {
            let says = format!(
                "it is {}: write how many requests a second come at a load of 1",
                number(self.rate_per_s)
            );
            return wrong("rate_per_s", says);
        }
        if self.operations.is_empty() {
            return wrong("operation", "there is none: write `[[operation]]`".into());
        }
        // By the eyes that look at a drawing.
        let asks = crate::design::Node {
            id: "clients".into(),
            title: String::new(),
            zones: Vec::new(),
            at: None,
            part: Part::Clients(crate::design::Clients::default()),
        };
        let alone = crate::design::Design {
            operations: self.operations.clone(),
            nodes: vec![asks],
            ..crate::design::Design::default()
        };
        let flaws = crate::flaws::flaws(&alone);
        let of_operation =
            |flaw: &&crate::flaws::Flaw| matches!(flaw.place, crate::flaws::Place::Operation(_));
        if let Some(flaw) = flaws.iter().find(of_operation) {
            return wrong(&flaw.place.to_string(), flaw.says.clone());
        }
        let known: Vec<&str> = Part::all().iter().map(Part::kind).collect();
        for (id, kinds) in &self.reaches {
            let place = format!("reaches.{id}");
            if !self.operations.iter().any(|operation| operation.id == *id) {
                return wrong(&place, "there is no such operation".into());
            }
            if kinds.is_empty() {
                return wrong(&place, "it names no kind: name some, or leave it out".into());
            }
            if let Some(kind) = kinds.iter().find(|kind| !known.contains(&kind.as_str())) {
                let says = format!("there is no kind `{kind}`; there are {}", known.join(", "));
                return wrong(&place, says);
            }
        }
        None
    }

    fn of_run(&self, run: &TargetRun) -> Option<DesignError> {
        let place = format!("run `{}`", run.id);
        if !(run.load > 0.0 && run.load <= 1e6) {
            return wrong(&place, format!("a load of {} cannot be run", number(run.load)));
        }
        if !(1.0..=86_400.0).contains(&run.duration_s) {
            return wrong(&place, "`duration_s` has to be between 1 and 86,400".into());
        }
        if !(0.0..run.duration_s).contains(&run.warm_up_s) {
            return wrong(&place, "`warm_up_s` has to end before the run does".into());
        }
        if run.disturbed().is_some_and(|(_, until_s)| until_s >= run.duration_s) {
            return wrong(&place, "something that breaks outlasts the run: make it longer".into());
        }
        if !self.targets.iter().any(|target| target.run == run.id) {
            return wrong(&place, "no target asks for it: remove it".into());
        }
        None
    }

    fn of_target(&self, target: &Target) -> Option<DesignError> {
        let place = format!("target `{}`", target.id);
        let Some(run) = self.runs.iter().find(|run| run.id == target.run) else {
            let ids: Vec<&str> = self.runs.iter().map(|run| run.id.as_str()).collect();
            let says = format!("there is no run `{}`; there are {}", target.run, ids.join(", "));
            return wrong(&place, says);
        };
        if target.says.trim().is_empty() {
            return wrong(&place, "`says` is empty: write what is asked".into());
        }
        if target.at_most.is_some() == target.at_least.is_some() {
            return wrong(&place, "write one of `at_most` and `at_least`".into());
        }
        if !target.limit().1.is_finite() {
            return wrong(&place, "its limit is no number".into());
        }
        if let Some(id) = &target.operation {
            if !self.operations.iter().any(|operation| operation.id == *id) {
                return wrong(&place, format!("there is no operation `{id}`"));
            }
            if !target.metric.is_of_an_operation() {
                return wrong(
                    &place,
                    "its metric is of the whole run: leave `operation` out".into(),
                );
            }
        }
        let needs_kind = target.metric == Metric::BusyMax;
        match &target.kind {
            Some(_) if !needs_kind => wrong(&place, "`kind` is for `busy-max` only".into()),
            None if needs_kind => wrong(&place, "say of which `kind` of parts".into()),
            Some(kind) => selector::kinds(kind).err().and_then(|says| wrong(&place, says)),
            None if target.metric == Metric::RecoveryS => {
                let Some((from_s, _)) = run.disturbed() else {
                    return wrong(
                        &place,
                        "nothing breaks in its run that one could recover from".into(),
                    );
                };
                let least_s = run.warm_up_s + run.duration_s * measure::BEFORE_SHARE;
                (from_s < least_s).then_some(()).and_then(|()| {
                    let says = format!(
                        "what was before has to be seen: let the first thing break at {} s at the earliest",
                        number(least_s)
                    );
                    wrong(&place, says)
                })
            }
            None => None,
        }
    }
}

fn of_estimate(estimate: &Estimate) -> Option<DesignError> {
    let place = format!("estimate `{}`", estimate.id);
    if !(estimate.value > 0.0 && estimate.value.is_finite()) {
        return wrong(&place, "its value has to be above 0".into());
    }
    if estimate.heard_as.is_empty() || estimate.heard_as.iter().any(|one| one.trim().is_empty()) {
        return wrong(&place, "say in `heard_as` how people name it".into());
    }
    None
}

fn unique<'a>(what: &str, ids: impl Iterator<Item = &'a String>) -> Option<DesignError> {
    let mut seen = BTreeSet::new();
    for id in ids {
        if id.trim().is_empty() {
            return wrong(what, "one has no id: write `id`".into());
        }
        if !seen.insert(id) {
            return wrong(&format!("{what} `{id}`"), "there are two: rename one".into());
        }
    }
    if seen.is_empty() && what != "estimate" {
        return wrong(what, format!("there is none: write `[[{what}]]`"));
    }
    None
}

#[expect(clippy::unnecessary_wraps, reason = "read as: this is what is wrong")]
fn wrong(place: &str, says: String) -> Option<DesignError> {
    Some(DesignError { place: place.to_owned(), says })
}

fn one() -> f64 {
    1.0
}
fn duration_s() -> f64 {
    60.0
}
fn seed() -> u64 {
    1
}
