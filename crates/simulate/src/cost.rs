//! What a design costs in a month: what is provisioned, and what a run showed of its use.
//!
//! A month is 730 hours of the run's mean load, around the clock. Prices come from content; this only multiplies.

use crate::design::{Design, Node, Part};
use crate::flaws::number;
use crate::reach::{Reach, asks, carries, instances};
use crate::report::{Cost, CostLine, Report};
use crate::text::{DesignError, not_toml};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

pub const MONTH_S: f64 = 730.0 * 3_600.0;
const GB: f64 = 1e9;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Prices {
    pub currency: String,
    /// When somebody last looked at them, such as `2026-01`.
    pub as_of: String,
    /// What they are and what not, a sentence for people.
    pub note: String,
    /// By kind of part. A kind that is not there costs nothing.
    #[serde(rename = "kind")]
    pub kinds: BTreeMap<String, Price>,
}

#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Price {
    /// Of a queue or log: of each of its copies.
    pub instance_per_month: f64,
    pub core_per_month: f64,
    /// Of what it keeps, each copy; of a cache, of its memory.
    pub gb_stored_per_month: f64,
    /// That come to it.
    pub million_calls: f64,
    /// Of answers that leave to clients, of what they call first.
    pub gb_out: f64,
    pub thousand_connections_per_month: f64,
}

impl Prices {
    /// # Errors
    /// The first thing that is no TOML, no known kind or price, or below zero.
    pub fn read(text: &str) -> Result<Prices, DesignError> {
        let prices: Prices = toml::from_str(text).map_err(|error| not_toml(text, &error))?;
        let known: Vec<&str> = Part::all().iter().map(Part::kind).collect();
        for (kind, price) in &prices.kinds {
            let place = format!("kind `{kind}`");
            if !known.contains(&kind.as_str()) {
                let says = format!("there is no such kind; there are {}", known.join(", "));
                return Err(DesignError { place, says });
            }
            let Price {
                instance_per_month,
                core_per_month,
                gb_stored_per_month,
                million_calls,
                gb_out,
                thousand_connections_per_month,
            } = *price;
            let all = [
                ("instance_per_month", instance_per_month),
                ("core_per_month", core_per_month),
                ("gb_stored_per_month", gb_stored_per_month),
                ("million_calls", million_calls),
                ("gb_out", gb_out),
                ("thousand_connections_per_month", thousand_connections_per_month),
            ];
            if let Some((name, value)) = all.iter().find(|(_, value)| !(0.0..1e9).contains(value)) {
                let says = format!("`{name}` is {}: write a price from 0 up", number(*value));
                return Err(DesignError { place, says });
            }
        }
        Ok(prices)
    }
}

/// What `design` costs in a month of such a load as `report` had.
#[must_use]
pub fn cost(design: &Design, prices: &Prices, report: &Report) -> Cost {
    let reach = Reach::new(design);
    let gb_out = gb_out_per_month(&reach, report);
    let steps: Vec<Vec<Option<u32>>> =
        reach.operations.iter().map(|operation| reach.steps(operation)).collect();
    let mut lines = Vec::new();
    for (at, node) in design.nodes.iter().enumerate() {
        let Some(price) = prices.kinds.get(node.part.kind()) else { continue };
        let mut add = |says: String, per_month: f64| {
            if per_month > 0.0 {
                lines.push(CostLine { node: node.id.clone(), says, per_month });
            }
        };
        let (machines, cores) = machines(&node.part);
        let each = price.instance_per_month + price.core_per_month * f64::from(cores);
        add(machines_say(machines, cores), each * f64::from(machines));
        let stored = gb_stored(&reach, &steps, at);
        add(format!("{} kept", bytes_say(stored * GB)), stored * price.gb_stored_per_month);
        let calls_per_s = report.nodes.get(at).map_or(0.0, |node| node.calls_per_s);
        let calls = calls_per_s * MONTH_S;
        add(format!("{} calls", count_says(calls)), calls / 1e6 * price.million_calls);
        add(format!("{} of traffic", bytes_say(gb_out[at] * GB)), gb_out[at] * price.gb_out);
        let open = connections(design, node, report.load);
        add(
            format!("{} connections", count_says(open)),
            open / 1e3 * price.thousand_connections_per_month,
        );
    }
    lines.sort_by(|one, other| {
        other.per_month.total_cmp(&one.per_month).then_with(|| one.node.cmp(&other.node))
    });
    Cost {
        currency: prices.currency.clone(),
        total_per_month: lines.iter().map(|line| line.per_month).sum(),
        lines,
    }
}

/// How many, and how many cores each; no cores where a part has no such knob.
fn machines(part: &Part) -> (u32, u32) {
    let cores = match part {
        Part::Service(service) | Part::Workers(service) => service.cores,
        Part::Websockets(sockets) => sockets.cores,
        Part::Database(store) | Part::ShardedStore(store) | Part::SearchIndex(store) => store.cores,
        _ => 0,
    };
    let machines = match part {
        Part::Queue(queue) | Part::Log(queue) => queue.copies,
        // Nobody's machines, or somebody else's.
        Part::Clients(_) | Part::ObjectStore(_) | Part::External(_) => 0,
        _ => instances(part),
    };
    (machines, cores)
}

/// What a node keeps: the things that can be asked for, at their size, in each copy. Operations that reach it are taken
/// to be about the same things, so that reading and writing them does not keep them twice.
fn gb_stored(reach: &Reach, steps: &[Vec<Option<u32>>], at: usize) -> f64 {
    let (copies, most) = match &reach.design.nodes[at].part {
        Part::Database(store) | Part::ShardedStore(store) | Part::SearchIndex(store) => {
            (1.0 + f64::from(store.replicas), f64::INFINITY)
        }
        Part::ObjectStore(_) => (1.0, f64::INFINITY),
        Part::Cache(cache) => (1.0, f64::from(cache.capacity_keys)),
        _ => return 0.0,
    };
    let sizes = reach
        .operations
        .iter()
        .zip(steps)
        .filter(|(_, steps)| steps[at].is_some())
        .map(|(operation, _)| f64::from(operation.keys).min(most) * f64::from(operation.bytes));
    sizes.fold(0.0, f64::max) * copies / GB
}

/// Answers that leave from each node to clients. Where several parts are called first, by how often each was.
fn gb_out_per_month(reach: &Reach, report: &Report) -> Vec<f64> {
    let design = reach.design;
    let mut out = vec![0.0; design.nodes.len()];
    for operation in &reach.operations {
        let answered = report.operations.iter().find(|told| told.id == operation.id);
        let answered_per_s = answered.map_or(0.0, |told| told.summary.answered_per_s);
        let gb = answered_per_s * f64::from(operation.bytes) * MONTH_S / GB;
        let fronts: Vec<(usize, f64)> = (0..design.nodes.len())
            .filter(|from| asks(&design.nodes[*from], operation))
            .flat_map(|from| &reach.out[from])
            .filter(|(edge, _)| carries(&design.edges[*edge], operation))
            .map(|(edge, to)| {
                // By its ends and not by its place: edges to nobody are in no report.
                let drawn = &design.edges[*edge];
                let told = report.edges.iter();
                let told = told.filter(|told| told.from == drawn.from && told.to == drawn.to);
                (*to, told.map(|told| told.first_calls as f64).sum())
            })
            .collect();
        let all: f64 = fronts.iter().map(|(_, calls)| calls).sum();
        for (to, calls) in fronts.iter().filter(|_| all > 0.0) {
            out[*to] += gb * calls / all;
        }
    }
    out
}

/// That a node holds: of all there are, by how many it may hold of what all may.
fn connections(design: &Design, node: &Node, load: f64) -> f64 {
    let may_hold = |node: &Node| match &node.part {
        Part::Websockets(sockets) => {
            f64::from(sockets.instances) * f64::from(sockets.connections_max)
        }
        _ => 0.0,
    };
    let all: f64 = design.nodes.iter().map(may_hold).sum();
    let wanted = design.nodes.iter().map(|node| match &node.part {
        Part::Clients(clients) => f64::from(clients.connections),
        _ => 0.0,
    });
    let own = may_hold(node);
    if own > 0.0 { (wanted.sum::<f64>() * load * own / all).min(own) } else { 0.0 }
}

fn machines_say(machines: u32, cores: u32) -> String {
    let what = if machines == 1 { "instance" } else { "instances" };
    let machines = number(f64::from(machines));
    match cores {
        0 => format!("{machines} {what}"),
        1 => format!("{machines} {what} of 1 core"),
        _ => format!("{machines} {what} of {cores} cores"),
    }
}

/// `2.1 TB`, `830 MB`.
fn bytes_say(bytes: f64) -> String {
    let (unit, name) = match bytes {
        _ if bytes >= 1e15 => (1e15, "PB"),
        _ if bytes >= 1e12 => (1e12, "TB"),
        _ if bytes >= 1e9 => (1e9, "GB"),
        _ => (1e6, "MB"),
    };
    format!("{} {name}", rounded(bytes / unit))
}

/// `10.5 billion`, `24 million`, `830`.
pub(crate) fn count_says(count: f64) -> String {
    match count {
        _ if count >= 1e9 => format!("{} billion", rounded(count / 1e9)),
        _ if count >= 1e6 => format!("{} million", rounded(count / 1e6)),
        _ => number(count.round()),
    }
}

fn rounded(value: f64) -> String {
    let digits = if value >= 100.0 { 1.0 } else { 10.0 };
    number((value * digits).round() / digits)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{EdgeReport, NodeReport, OperationReport, Summary};

    const PRICES: &str = include_str!("../../../content/prices.toml");

    /// As a run would tell: calls a second at each node, first calls on each edge, answers a second of each operation.
    fn told(nodes: &[f64], edges: &[(&str, &str, u64)], operations: &[(&str, f64)]) -> Report {
        Report {
            nodes: nodes
                .iter()
                .map(|calls_per_s| NodeReport {
                    calls_per_s: *calls_per_s,
                    ..NodeReport::default()
                })
                .collect(),
            edges: edges
                .iter()
                .map(|(from, to, first_calls)| EdgeReport {
                    from: (*from).into(),
                    to: (*to).into(),
                    first_calls: *first_calls,
                    ..EdgeReport::default()
                })
                .collect(),
            operations: operations
                .iter()
                .map(|(id, answered_per_s)| OperationReport {
                    id: (*id).into(),
                    summary: Summary { answered_per_s: *answered_per_s, ..Summary::default() },
                })
                .collect(),
            ..crate::targets::tests::nothing_told()
        }
    }

    #[track_caller]
    fn check(design: &str, prices: &str, report: &Report, expected: &[(&str, &str, f64)]) {
        let head = "currency = \"EUR\"\nas_of = \"2026-01\"\nnote = \"For tests.\"\n";
        let prices = Prices::read(&format!("{head}{prices}")).unwrap();
        let design = crate::flaws::tests::drawn(design);
        let cost = cost(&design, &prices, report);
        assert_eq!(cost.currency, "EUR");
        let lines: Vec<(&str, &str, f64)> = cost
            .lines
            .iter()
            .map(|line| (&*line.node, &*line.says, (line.per_month * 100.0).round() / 100.0))
            .collect();
        assert_eq!(lines, expected);
        let sum: f64 = expected.iter().map(|(_, _, per_month)| per_month).sum();
        assert!((cost.total_per_month - sum).abs() < 0.01 * expected.len() as f64);
    }

    #[test]
    fn machines_cost_with_their_cores_and_copies() {
        check(
            "a clients\nb service | instances=6 cores=4\nc sharded-store | shards=3 replicas=2 cores=8\n\
             d log | copies=3\nf external\na > b\nb > c\nb > d\n",
            "[kind.service]\ninstance_per_month = 5\ncore_per_month = 30\n[kind.sharded-store]\ncore_per_month = 60\n\
             [kind.log]\ninstance_per_month = 150\n[kind.external]\ninstance_per_month = 7\n",
            &told(&[], &[], &[]),
            // 3 · 3 · 8 · 60; 6 · (5 + 4 · 30); 3 · 150. Nobody pays for somebody else's machines.
            &[
                ("c", "9 instances of 8 cores", 4_320.0),
                ("b", "6 instances of 4 cores", 750.0),
                ("d", "3 instances", 450.0),
            ],
        );
    }

    #[test]
    fn calls_of_a_month_are_those_of_its_seconds() {
        check(
            "a clients\nb gateway\nc object-store\na > b\nb > c\n",
            "[kind.gateway]\nmillion_calls = 2\n[kind.object-store]\nmillion_calls = 1\n",
            &told(&[0.0, 1_000.0, 10.0], &[], &[]),
            // 730 · 3,600 = 2,628,000 s.
            &[("b", "2.6 billion calls", 5_256.0), ("c", "26.3 million calls", 26.28)],
        );
    }

    #[test]
    fn answers_leave_from_where_clients_call_first() {
        check(
            "? read | bytes=2000\n? write | bytes=100 writes=true\na clients\nb cdn\nc service\nd database\n\
             a > b | operations=[\"read\"]\na > c | operations=[\"write\"]\nb > c\nc > d\n",
            "[kind.cdn]\ngb_out = 0.05\n[kind.service]\ngb_out = 0.09\n[kind.database]\ngb_out = 100\n",
            &told(
                &[],
                &[("a", "b", 990), ("a", "c", 10), ("b", "c", 100), ("c", "d", 110)],
                &[("read", 990.0), ("write", 10.0)],
            ),
            // 990 · 2,000 · 2,628,000 = 5.203 TB; 10 · 100 · 2,628,000 = 2.628 GB.
            &[("b", "5.2 TB of traffic", 260.17), ("c", "2.6 GB of traffic", 0.24)],
        );
        check(
            "? read | bytes=1000\na clients\nb gateway\nc service\na > b | share=0.75\na > c | share=0.25\n",
            "[kind.gateway]\ngb_out = 1\n[kind.service]\ngb_out = 1\n",
            &told(&[], &[("a", "b", 75), ("a", "c", 25)], &[("read", 100.0)]),
            // 262.8 GB, three quarters of it from b.
            &[("b", "197 GB of traffic", 197.1), ("c", "65.7 GB of traffic", 65.7)],
        );
    }

    #[test]
    fn what_is_kept_is_each_thing_in_each_copy() {
        check(
            "? read | keys=1000000 bytes=5000\n? write | keys=1000000 bytes=2000 writes=true\na clients\nb service\n\
             c cache | capacity_keys=20000\nd database | replicas=2\ne search-index\na > b\nb > c\nb > d\n",
            "[kind.cache]\ngb_stored_per_month = 12\n[kind.database]\ngb_stored_per_month = 0.1\n\
             [kind.search-index]\ngb_stored_per_month = 1\n",
            &told(&[], &[], &[]),
            // 1,000,000 · 5,000 · 3 = 15 GB; 20,000 · 5,000 = 0.1 GB. Nothing gets to e.
            &[("d", "15 GB kept", 1.5), ("c", "100 MB kept", 1.2)],
        );
    }

    #[test]
    fn connections_are_shared_by_who_may_hold_them() {
        let mut report = told(&[], &[], &[]);
        report.load = 2.0;
        check(
            "a clients | connections=30000\nb websockets | instances=3 connections_max=20000\n\
             c websockets | instances=1 connections_max=20000\na > b\na > c\n",
            "[kind.websockets]\nthousand_connections_per_month = 1\n",
            &report,
            &[("b", "45,000 connections", 45.0), ("c", "15,000 connections", 15.0)],
        );
        report.load = 10.0;
        check(
            "a clients | connections=30000\nb websockets | instances=1 connections_max=20000\na > b\n",
            "[kind.websockets]\nthousand_connections_per_month = 1\n",
            &report,
            &[("b", "20,000 connections", 20.0)],
        );
    }

    #[test]
    fn the_prices_of_the_content_have_every_kind_that_costs() {
        let prices = Prices::read(PRICES).unwrap();
        for part in Part::all() {
            let is_people = matches!(part, Part::Clients(_));
            assert_eq!(prices.kinds.contains_key(part.kind()), !is_people, "{}", part.kind());
        }
        assert!(!prices.note.is_empty() && prices.as_of.len() == 7);
    }

    #[test]
    fn a_price_that_cannot_be_meant_has_its_place() {
        let head = "currency = \"EUR\"\nas_of = \"2026-01\"\nnote = \"\"\n";
        for (text, expected) in [
            ("[kind.servise]\n", "kind `servise`: there is no such kind"),
            ("[kind.service]\ngb_out = -1\n", "kind `service`: `gb_out` is -1"),
            ("[kind.service]\ngb_out = nan\n", "kind `service`: `gb_out` is not a number"),
            ("[kind.service]\nper_core = 1\n", "line 5: unknown field `per_core`"),
        ] {
            let error = Prices::read(&format!("{head}{text}")).unwrap_err().to_string();
            assert!(error.starts_with(expected), "{error}");
        }
    }
}
