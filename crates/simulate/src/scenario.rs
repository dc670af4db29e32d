//! What is done to a design: how much load, in which shape, and what breaks when.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Scenario {
    /// Times what the clients send by the design.
    pub load: f64,
    pub shape: Shape,
    pub faults: Vec<Fault>,
    pub duration_s: f64,
    /// What is not counted at the beginning: queues fill, caches settle.
    pub warm_up_s: f64,
    pub seed: u64,
    /// At most about so many events; above it the load is sampled.
    pub events_max: u64,
}

impl Default for Scenario {
    fn default() -> Scenario {
        Scenario {
            load: 1.0,
            shape: Shape::Steady,
            faults: Vec::new(),
            duration_s: 60.0,
            warm_up_s: 0.0,
            seed: 1,
            events_max: 4_000_000,
        }
    }
}

/// How the load goes over time, as a multiple of the scenario's.
///
/// Written `steady`, `ramp x10`, `spike x5@20s for 10s`, `flash-crowd x20@20s`, `diurnal`, or
/// `hot-key 30%@20s for 20s`.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Shape {
    #[default]
    Steady,
    /// From the load to so many times it, evenly until the end.
    Ramp {
        times: f64,
    },
    Spike {
        times: f64,
        at_s: f64,
        for_s: f64,
    },
    /// At once so many times the load, then less and less: half of it after a tenth of the run.
    FlashCrowd {
        times: f64,
        at_s: f64,
    },
    /// The run is a day: the load is the peak, the night has a fifth of it.
    Diurnal,
    /// So large a share of all requests asks for one key.
    HotKey {
        share: f64,
        at_s: f64,
        for_s: f64,
    },
}

/// Something breaks, or is done, at a time.
///
/// Written `kill orders-db@30s for 20s`, `kill api/2@30s` (one instance), `lose eu-1@30s` (a zone or a region),
/// `slow orders-db x10@30s for 10s`, `partition api orders-db@30s for 10s`, `cold cache@30s`, `deploy api@30s`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Fault {
    pub what: FaultKind,
    pub at_s: f64,
    /// None: until the end.
    pub for_s: Option<f64>,
}

#[derive(Debug, Clone, PartialEq)]
pub enum FaultKind {
    /// An instance counts from 1; none: all.
    Kill {
        node: String,
        instance: Option<u32>,
    },
    /// Everything in a zone, or in a region.
    Lose {
        zone: String,
    },
    Slow {
        node: String,
        instance: Option<u32>,
        times: f64,
    },
    /// Nothing gets from one to the other, and no answer comes back.
    Partition {
        one: String,
        other: String,
    },
    /// A cache forgets everything.
    Cold {
        node: String,
    },
    /// Instances are replaced one after the other; a cache's new ones know nothing.
    Deploy {
        node: String,
    },
}

impl Shape {
    /// At so many seconds of a run of `duration_s`.
    #[must_use]
    pub fn times(self, at_s: f64, duration_s: f64) -> f64 {
        match self {
            Shape::Steady | Shape::HotKey { .. } => 1.0,
            Shape::Ramp { times } => 1.0 + (times - 1.0) * (at_s / duration_s),
            Shape::Spike { times, at_s: from, for_s } => {
                if (from..from + for_s).contains(&at_s) {
                    times
                } else {
                    1.0
                }
            }
            Shape::FlashCrowd { times, at_s: from } if at_s >= from => {
                // Halvings, with a line between them.
                let halvings = (at_s - from) / (duration_s * 0.1);
                let whole = halvings.floor();
                let at_start = libm::ldexp(1.0, -(whole as i32));
                1.0 + (times - 1.0) * at_start * (1.0 - 0.5 * (halvings - whole))
            }
            Shape::FlashCrowd { .. } => 1.0,
            Shape::Diurnal => {
                // A parabola through night, noon, night.
                let day = (at_s / duration_s).clamp(0.0, 1.0) * 2.0 - 1.0;
                0.2 + 0.8 * (1.0 - day * day)
            }
        }
    }

    /// The most that [`Shape::times`] says.
    #[must_use]
    pub fn peak(self) -> f64 {
        match self {
            Shape::Steady | Shape::Diurnal | Shape::HotKey { .. } => 1.0,
            Shape::Ramp { times }
            | Shape::Spike { times, .. }
            | Shape::FlashCrowd { times, .. } => times.max(1.0),
        }
    }

    /// The mean of [`Shape::times`] over a run.
    #[must_use]
    pub fn mean(self, duration_s: f64) -> f64 {
        const STEPS: u32 = 200;
        let at = |step: u32| duration_s * (f64::from(step) + 0.5) / f64::from(STEPS);
        (0..STEPS).map(|step| self.times(at(step), duration_s)).sum::<f64>() / f64::from(STEPS)
    }
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{text}`: {why}")]
pub struct ScenarioError {
    text: String,
    why: String,
}

const FAULTS: &str = "a fault is written `kill NODE@30s`, `kill NODE/2@30s for 20s`, `lose ZONE@30s`, \
                      `slow NODE x10@30s for 10s`, `partition NODE NODE@30s for 10s`, `cold NODE@30s` or `deploy NODE@30s`";
const SHAPES: &str = "a shape is written `steady`, `ramp x10`, `spike x5@20s for 10s`, `flash-crowd x20@20s`, `diurnal` \
                      or `hot-key 30%@20s for 20s`";

/// `kill api/2@30s for 20s` in its parts: the words, `30s`, `20s`.
struct Parts<'a> {
    words: Vec<&'a str>,
    at_s: Option<f64>,
    for_s: Option<f64>,
}

impl<'a> Parts<'a> {
    fn read(text: &'a str) -> Result<Parts<'a>, String> {
        let (what, when) = match text.split_once('@') {
            Some((what, when)) => (what, Some(when)),
            None => (text, None),
        };
        let (at, long) = match when.and_then(|when| when.split_once(" for ")) {
            Some((at, long)) => (Some(at), Some(long)),
            None => (when, None),
        };
        Ok(Parts {
            words: what.split_whitespace().collect(),
            at_s: at.map(seconds).transpose()?,
            for_s: long.map(seconds).transpose()?,
        })
    }

    fn at(&self) -> Result<f64, String> {
        self.at_s.ok_or_else(|| "it does not say when: add a time, such as `@30s`".to_owned())
    }

    fn long(&self) -> Result<f64, String> {
        self.for_s.ok_or_else(|| "it does not say how long: add such as ` for 10s`".to_owned())
    }
}

/// `30s`, `1.5m`, `200ms`, or `30`.
fn seconds(text: &str) -> Result<f64, String> {
    let text = text.trim();
    let (number, unit_s) = if let Some(number) = text.strip_suffix("ms") {
        (number, 0.001)
    } else if let Some(number) = text.strip_suffix("min").or_else(|| text.strip_suffix('m')) {
        (number, 60.0)
    } else {
        (text.strip_suffix('s').unwrap_or(text), 1.0)
    };
    match number.trim().parse::<f64>() {
        Ok(number) if (0.0..1e7).contains(&number) => Ok(number * unit_s),
        _ => Err(format!("`{text}` is no time: write such as `30s`, `200ms` or `2m`")),
    }
}

/// `x10`.
fn times(text: &str) -> Result<f64, String> {
    match text.strip_prefix(['x', '×']).unwrap_or(text).parse::<f64>() {
        Ok(times) if times > 0.0 && times <= 1e6 => Ok(times),
        _ => Err(format!("`{text}` is no factor: write such as `x10`")),
    }
}

fn share(text: &str) -> Result<f64, String> {
    let (number, parts) = text.strip_suffix('%').map_or((text, 1.0), |number| (number, 100.0));
    match number.trim().parse::<f64>().map(|number| number / parts) {
        Ok(share) if (0.0..=1.0).contains(&share) => Ok(share),
        _ => Err(format!("`{text}` is no share: write such as `30%`")),
    }
}

/// `api/2`: a node and one of its instances.
fn instance(text: &str) -> Result<(String, Option<u32>), String> {
    let Some((node, number)) = text.rsplit_once('/') else { return Ok((text.to_owned(), None)) };
    match number.parse::<u32>() {
        Ok(number) if number > 0 => Ok((node.to_owned(), Some(number))),
        _ => Err(format!("`{number}` is no instance: they count from 1, such as `{node}/1`")),
    }
}

impl FromStr for Shape {
    type Err = ScenarioError;

    fn from_str(text: &str) -> Result<Shape, ScenarioError> {
        let read = || {
            let parts = Parts::read(text)?;
            Ok(match parts.words[..] {
                ["steady"] => Shape::Steady,
                ["diurnal"] => Shape::Diurnal,
                ["ramp", factor] => Shape::Ramp { times: times(factor)? },
                ["spike", factor] => {
                    Shape::Spike { times: times(factor)?, at_s: parts.at()?, for_s: parts.long()? }
                }
                ["flash-crowd", factor] => {
                    Shape::FlashCrowd { times: times(factor)?, at_s: parts.at()? }
                }
                ["hot-key", part] => {
                    Shape::HotKey { share: share(part)?, at_s: parts.at()?, for_s: parts.long()? }
                }
                _ => return Err(SHAPES.to_owned()),
            })
        };
        read().map_err(|why| ScenarioError { text: text.to_owned(), why })
    }
}

impl FromStr for Fault {
    type Err = ScenarioError;

    fn from_str(text: &str) -> Result<Fault, ScenarioError> {
        let read = || {
            let parts = Parts::read(text)?;
            let what = match parts.words[..] {
                ["kill", node] => {
                    let (node, instance) = instance(node)?;
                    FaultKind::Kill { node, instance }
                }
                ["lose", zone] => FaultKind::Lose { zone: zone.to_owned() },
                ["slow", node, factor] => {
                    let (node, instance) = instance(node)?;
                    FaultKind::Slow { node, instance, times: times(factor)? }
                }
                ["partition", one, other] => {
                    FaultKind::Partition { one: one.to_owned(), other: other.to_owned() }
                }
                ["cold", node] => FaultKind::Cold { node: node.to_owned() },
                ["deploy", node] => FaultKind::Deploy { node: node.to_owned() },
                _ => return Err(FAULTS.to_owned()),
            };
            Ok(Fault { what, at_s: parts.at()?, for_s: parts.for_s })
        };
        read().map_err(|why| ScenarioError { text: text.to_owned(), why })
    }
}

impl fmt::Display for Shape {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Shape::Steady => f.write_str("steady"),
            Shape::Diurnal => f.write_str("diurnal"),
            Shape::Ramp { times } => write!(f, "ramp x{times}"),
            Shape::Spike { times, at_s, for_s } => write!(f, "spike x{times}@{at_s}s for {for_s}s"),
            Shape::FlashCrowd { times, at_s } => write!(f, "flash-crowd x{times}@{at_s}s"),
            Shape::HotKey { share, at_s, for_s } => {
                write!(f, "hot-key {share}@{at_s}s for {for_s}s")
            }
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let one = |node: &String, instance: &Option<u32>| match instance {
            Some(number) => format!("{node}/{number}"),
            None => node.clone(),
        };
        match &self.what {
            FaultKind::Kill { node, instance } => write!(f, "kill {}", one(node, instance))?,
            FaultKind::Lose { zone } => write!(f, "lose {zone}")?,
            FaultKind::Slow { node, instance, times } => {
                write!(f, "slow {} x{times}", one(node, instance))?;
            }
            FaultKind::Partition { one, other } => write!(f, "partition {one} {other}")?,
            FaultKind::Cold { node } => write!(f, "cold {node}")?,
            FaultKind::Deploy { node } => write!(f, "deploy {node}")?,
        }
        write!(f, "@{}s", self.at_s)?;
        match self.for_s {
            Some(for_s) => write!(f, " for {for_s}s"),
            None => Ok(()),
        }
    }
}

impl TryFrom<String> for Shape {
    type Error = ScenarioError;
    fn try_from(text: String) -> Result<Shape, ScenarioError> {
        text.parse()
    }
}
impl From<Shape> for String {
    fn from(shape: Shape) -> String {
        shape.to_string()
    }
}
impl TryFrom<String> for Fault {
    type Error = ScenarioError;
    fn try_from(text: String) -> Result<Fault, ScenarioError> {
        text.parse()
    }
}
impl From<Fault> for String {
    fn from(fault: Fault) -> String {
        fault.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_what_is_read() {
        for text in [
            "kill orders-db@30s",
            "kill api/2@30s for 20s",
            "lose eu-1/a@1.5s",
            "slow orders-db x10@30s for 10s",
            "partition api orders-db@30s for 10s",
            "cold cache@30s",
            "deploy api@30s",
        ] {
            assert_eq!(text.parse::<Fault>().unwrap().to_string(), text);
        }
        for text in [
            "steady",
            "ramp x10",
            "spike x5@20s for 10s",
            "flash-crowd x20@20s",
            "diurnal",
            "hot-key 0.3@1s for 2s",
        ] {
            assert_eq!(text.parse::<Shape>().unwrap().to_string(), text);
        }
        assert_eq!(
            "hot-key 70%@1s for 2s".parse::<Shape>().unwrap().to_string(),
            "hot-key 0.7@1s for 2s"
        );
        assert_eq!(
            "kill a@200ms for 2m".parse::<Fault>().unwrap().to_string(),
            "kill a@0.2s for 120s"
        );
    }

    #[test]
    fn what_cannot_be_read_says_how_it_is_written() {
        for (text, why) in [
            ("kill", "a fault is written"),
            ("kill api", "add a time"),
            ("kill api@soon", "`soon` is no time"),
            ("kill api@-1s", "`-1s` is no time"),
            ("kill api/0@1s", "they count from 1"),
            ("slow api xx@1s", "is no factor"),
        ] {
            let error = text.parse::<Fault>().unwrap_err().to_string();
            assert!(error.contains(why), "{error}");
        }
        assert!("spike x5".parse::<Shape>().unwrap_err().to_string().contains("add a time"));
        assert!("spike x5@1s".parse::<Shape>().unwrap_err().to_string().contains("how long"));
        assert!(
            "hot-key 300%@1s for 1s".parse::<Shape>().unwrap_err().to_string().contains("share")
        );
    }

    #[test]
    fn a_flash_crowd_halves_each_tenth_of_the_run() {
        let crowd = Shape::FlashCrowd { times: 9.0, at_s: 10.0 };
        let at = |s| crowd.times(s, 100.0);
        assert_eq!((at(9.9), at(10.0), at(20.0), at(30.0)), (1.0, 9.0, 5.0, 3.0));
    }
}
