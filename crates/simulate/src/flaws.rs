//! What is wrong with a drawing, at which element, and what to do about it.
//!
//! Fatal is what cannot be run, or would run as something else than was meant. All other flaws are what somebody should
//! know before they believe a run.

mod knobs;
mod rounds;
#[cfg(test)]
pub(crate) mod tests;

pub(crate) use knobs::number;

use crate::design::{Design, Edge, Node, Operation, Part, Pattern};
use crate::reach::{Reach, asks, carries, goes_on, instances};
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Serialize;
use std::fmt;

pub const NODES_MAX: usize = 1_000;
pub const EDGES_MAX: usize = 5_000;
pub const OPERATIONS_MAX: usize = 100;
pub const ZONES_MAX: usize = 200;
pub const ID_LETTERS_MAX: usize = 40;
/// Of a part, all its shards and replicas counted.
pub const INSTANCES_MAX: u32 = 2_000;
/// Of all parts together.
pub const SERVERS_MAX: u32 = 20_000;
/// Different things that an operation can be asked for.
pub const KEYS_MAX: u32 = 10_000_000;
/// In all caches that start warm: each is in memory.
pub const WARM_KEYS_MAX: u64 = 20_000_000;
pub const RATE_MAX_PER_S: f64 = 1e9;
pub const RETRIES_MAX: u32 = 20;
/// That one request sets off on its whole way, when nothing fails and no cache has anything.
pub const CALLS_PER_REQUEST_MAX: f64 = 20_000.0;

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Flaw {
    pub place: Place,
    /// One sentence: the cause and the next step.
    pub says: String,
    pub is_fatal: bool,
}

/// `"design"`, `{"node": "api"}`, `{"edge": {"from": "a", "to": "b"}}`, `{"operation": "read"}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Place {
    Design,
    Node(String),
    Edge { from: String, to: String },
    Operation(String),
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Place::Design => f.write_str("design"),
            Place::Node(id) => write!(f, "node `{id}`"),
            Place::Edge { from, to } => write!(f, "edge from `{from}` to `{to}`"),
            Place::Operation(id) => write!(f, "operation `{id}`"),
        }
    }
}

impl fmt::Display for Flaw {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.says)
    }
}

/// A flaw before it has its place.
struct Finding {
    says: String,
    is_fatal: bool,
}

impl Finding {
    fn fatal(says: String) -> Finding {
        Finding { says, is_fatal: true }
    }

    fn warning(says: String) -> Finding {
        Finding { says, is_fatal: false }
    }
}

/// Everything that is wrong with a drawing: what concerns it as a whole first, then by element.
#[must_use]
pub fn flaws(design: &Design) -> Vec<Flaw> {
    let too_large = too_large(design);
    // Who draws a thousand parts too many does not want a thousand sentences.
    if !too_large.is_empty() {
        return too_large;
    }
    let mut found = of_all(design);
    found.extend(of_operations(design));
    let reach = Reach::new(design);
    let steps: Vec<Vec<Option<u32>>> =
        reach.operations.iter().map(|operation| reach.steps(operation)).collect();
    let is_reached = |at: usize| steps.iter().any(|steps| steps[at].is_some());
    let mut seen = FxHashSet::default();
    for (at, node) in design.nodes.iter().enumerate() {
        let mut findings = Vec::new();
        named(&node.id, &mut findings);
        if !seen.insert(node.id.as_str()) {
            findings.push(Finding::fatal(format!(
                "Two parts are called `{}`: give one of them another id.",
                shown(&node.id)
            )));
        }
        knobs::of_node(node, &mut findings);
        stands(node, &mut findings);
        connected(&reach, at, is_reached(at), &mut findings);
        let place = || Place::Node(node.id.clone());
        found.extend(findings.into_iter().map(|finding| finding.at(place())));
    }
    found.extend(of_edges(design, &reach));
    rounds::rounds(&reach, &mut found);
    found
}

impl Finding {
    fn at(self, place: Place) -> Flaw {
        Flaw { place, says: self.says, is_fatal: self.is_fatal }
    }
}

fn too_large(design: &Design) -> Vec<Flaw> {
    let counts = [
        ("parts", design.nodes.len(), NODES_MAX),
        ("edges", design.edges.len(), EDGES_MAX),
        ("operations", design.operations.len(), OPERATIONS_MAX),
    ];
    counts
        .into_iter()
        .filter(|(_, count, most)| count > most)
        .map(|(what, count, most)| {
            let (count, most) = (number(count as f64), number(most as f64));
            fatal(Place::Design, format!(
                "There are {count} {what}, and {most} can be run: draw what is alike as one part with more instances."
            ))
        })
        .collect()
}

fn fatal(place: Place, says: String) -> Flaw {
    Flaw { place, says, is_fatal: true }
}

/// Of the whole: whether anybody asks for anything, and whether it fits into memory.
fn of_all(design: &Design) -> Vec<Flaw> {
    let mut found = Vec::new();
    let mut wrong = |says: String| found.push(fatal(Place::Design, says));
    let clients = design.nodes.iter().filter_map(|node| match &node.part {
        Part::Clients(clients) => Some(clients),
        _ => None,
    });
    if clients.clone().next().is_none() {
        wrong("Nobody asks for anything: add a part `clients` and an edge from it.".to_owned());
    } else if clients.clone().all(|clients| clients.rate_per_s == 0.0 && clients.connections == 0) {
        wrong("No clients ask for anything: give one of them a `rate_per_s`.".to_owned());
    }
    let each = design.nodes.iter().map(|node| instances(&node.part));
    let servers = each.fold(0_u32, u32::saturating_add);
    if servers > SERVERS_MAX {
        wrong(format!(
            "All parts together have {} instances, and {} can be run: take fewer, and a smaller load.",
            number(f64::from(servers)),
            number(f64::from(SERVERS_MAX))
        ));
    }
    let keys = design.operations.iter().filter(|operation| !operation.writes);
    let keys = keys.map(|operation| operation.keys).max().unwrap_or(Operation::default().keys);
    let warm = design.nodes.iter().map(|node| match &node.part {
        Part::Cache(cache) | Part::Cdn(cache) if cache.warm => {
            u64::from(cache.capacity_keys.min(keys))
        }
        _ => 0,
    });
    let warm: u64 = warm.sum();
    if warm > WARM_KEYS_MAX {
        wrong(format!(
            "All caches that start `warm` would hold {} keys, and {} fit: give them less `capacity_keys`, or the \
             operations fewer `keys`.",
            number(warm as f64),
            number(WARM_KEYS_MAX as f64)
        ));
    }
    let zones: FxHashSet<&str> =
        design.nodes.iter().flat_map(|node| &node.zones).map(String::as_str).collect();
    if zones.len() > ZONES_MAX {
        wrong(format!(
            "There are {} zones, and {ZONES_MAX} can be run: put more parts into the same ones.",
            number(zones.len() as f64)
        ));
    }
    found
}

fn of_operations(design: &Design) -> Vec<Flaw> {
    let mut found = Vec::new();
    let mut seen = FxHashSet::default();
    for operation in &design.operations {
        let mut findings = Vec::new();
        named(&operation.id, &mut findings);
        if !seen.insert(operation.id.as_str()) {
            findings.push(Finding::fatal(format!(
                "Two operations are called `{}`: give one of them another id.",
                shown(&operation.id)
            )));
        }
        knobs::of_operation(operation, &mut findings);
        let has_clients = design.nodes.iter().any(|node| matches!(node.part, Part::Clients(_)));
        if has_clients && !design.nodes.iter().any(|node| asks(node, operation)) {
            findings.push(Finding::warning(
                "No clients ask for it: name it in the `operations` of some, or take it away."
                    .to_owned(),
            ));
        } else if operation.share == 0.0 {
            findings.push(Finding::warning(
                "Its `share` is 0, so it is never asked for: give it a share, or take it away."
                    .to_owned(),
            ));
        }
        found.extend(
            findings.into_iter().map(|finding| finding.at(Place::Operation(operation.id.clone()))),
        );
    }
    found
}

fn named(id: &str, found: &mut Vec<Finding>) {
    let letters = id.chars().count();
    let is_plain = id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
    if letters == 0 {
        found.push(Finding::fatal("It has no id: give it one, such as `orders-db`.".to_owned()));
    } else if letters > ID_LETTERS_MAX {
        found.push(Finding::fatal(format!(
            "Its id has {} letters, and {ID_LETTERS_MAX} are the most: keep the long name in `title`.",
            number(letters as f64)
        )));
    } else if !is_plain {
        found.push(Finding::fatal(
            "Its id has other letters than small ones, digits and hyphens: write such as `orders-db`, and keep the name \
             in `title`."
                .to_owned(),
        ));
    }
}

/// Where a node stands: on the canvas, and in which zones.
fn stands(node: &Node, found: &mut Vec<Finding>) {
    if node.at.is_some_and(|at| !at.iter().all(|value| value.is_finite())) {
        found.push(Finding::fatal(
            "Its place `at` on the canvas is no pair of numbers: write such as `at = [100, 40]`, or leave it out."
                .to_owned(),
        ));
    }
    let is_name = |name: &str| {
        (1..=ID_LETTERS_MAX).contains(&name.len())
            && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
    };
    let is_zone = |zone: &str| match zone.split_once('/') {
        Some((region, zone)) => is_name(region) && is_name(zone),
        None => is_name(zone),
    };
    for zone in node.zones.iter().filter(|zone| !is_zone(zone)).take(3) {
        found.push(Finding::fatal(format!(
            "`{}` is no zone: write such as `eu-1/a` (zone `a` of region `eu-1`), in small letters, digits and hyphens.",
            shown(zone)
        )));
    }
}

/// What a node calls and what calls it.
fn connected(reach: &Reach, at: usize, is_reached: bool, found: &mut Vec<Finding>) {
    let node = &reach.design.nodes[at];
    let out = &reach.out[at];
    let has_callers = !reach.into[at].is_empty();
    let leads_nowhere = out.is_empty();
    match &node.part {
        Part::Clients(clients) => {
            if leads_nowhere {
                found.push(Finding::fatal(
                    "These clients call nothing: draw an edge to what they call first.".to_owned(),
                ));
            } else {
                found.extend(asks_in_vain(reach, at).or_else(|| goes_nowhere(reach, at)));
            }
            if clients.rate_per_s == 0.0 && clients.connections == 0 {
                found.push(Finding::warning(
                    "These clients ask for nothing: give them a `rate_per_s`, or take them away.".to_owned(),
                ));
            }
            found.extend(goes_all_ways(reach, at));
            return;
        }
        Part::LoadBalancer(_) if leads_nowhere => found.push(Finding::fatal(
            "This load balancer leads nowhere, so that everything fails: draw an edge to what it shares the load among."
                .to_owned(),
        )),
        Part::LoadBalancer(_) => found.extend(balances_in_vain(reach, at)),
        Part::Gateway(_) if leads_nowhere && is_reached => found.push(Finding::warning(
            "This gateway leads nowhere and answers everything itself: draw an edge to what stands behind it."
                .to_owned(),
        )),
        Part::Gateway(_) => found.extend(goes_all_ways(reach, at)),
        Part::Cdn(_) if leads_nowhere => found.push(Finding::fatal(
            "On a miss this CDN has nobody to ask: draw an edge to its origin.".to_owned(),
        )),
        Part::Cache(cache) if leads_nowhere && cache.pattern != Pattern::Aside => {
            let what = match cache.pattern {
                Pattern::WriteBack => "back",
                _ => "through",
            };
            found.push(Finding::fatal(format!(
                "This cache writes {what} to nothing: draw an edge to the store behind it, or set `pattern` to `aside`."
            )));
        }
        Part::Cache(cache) if cache.pattern == Pattern::Aside => {
            found.extend(asks_only_the_cache(reach, at));
        }
        Part::Queue(_) | Part::Log(_) if leads_nowhere => found.push(Finding::warning(
            "Nothing takes messages out of it: draw an edge to its workers.".to_owned(),
        )),
        Part::Queue(_) => found.extend(keeps_for_ever(reach, at)),
        _ => {}
    }
    if !has_callers {
        let says = match node.part {
            Part::Workers(_) => {
                "Nothing feeds these workers: draw an edge to them from a queue, or take them away."
            }
            Part::Queue(_) | Part::Log(_) => {
                "Nothing puts messages into it: draw an edge to it, or take it away."
            }
            _ => "Nothing calls it, so it does nothing: draw an edge to it, or take it away.",
        };
        found.push(Finding::warning(says.to_owned()));
    } else if !is_reached {
        found.push(Finding::warning(
            "No request of any clients gets here: draw an edge on the way, or look at the `operations` that the edges \
             before it name."
                .to_owned(),
        ));
    }
}

/// What clients ask for and none of their edges carries: it would count as answered at once.
fn asks_in_vain(reach: &Reach, at: usize) -> Option<Finding> {
    let node = &reach.design.nodes[at];
    let edges = || reach.out[at].iter().map(|(edge, _)| &reach.design.edges[*edge]);
    let lost = reach.operations.iter().filter(|operation| asks(node, operation));
    let lost: Vec<&str> = lost
        .filter(|operation| !edges().any(|edge| carries(edge, operation) && edge.share > 0.0))
        .map(|operation| operation.id.as_str())
        .collect();
    (!lost.is_empty()).then(|| {
        Finding::fatal(format!(
            "They ask for {} and no edge of theirs carries it: name it on one, or take it out of their `operations`.",
            listed(&lost)
        ))
    })
}

/// Of clients whose edges each take a share: what none of them takes counts as answered at once.
fn goes_nowhere(reach: &Reach, at: usize) -> Option<Finding> {
    let node = &reach.design.nodes[at];
    for operation in reach.operations.iter().filter(|operation| asks(node, operation)) {
        let edges = reach.out[at].iter().map(|(edge, _)| &reach.design.edges[*edge]);
        let left = edges
            .filter(|edge| carries(edge, operation) && !edge.background)
            .fold(1.0, |left, edge| left * (1.0 - edge.share));
        if left > 0.0 {
            return Some(Finding::warning(format!(
                "Each edge takes its `share` by chance, so that {:.0}% of `{}` go along none that is waited for, and count \
                 as answered at once: let one edge take all, or split by `operations` or behind a load balancer.",
                (left * 100.0).max(1.0),
                operation.id
            )));
        }
    }
    None
}

/// What comes to a part and none of its edges carries.
fn carried_by_none<'a>(reach: &'a Reach, at: usize) -> Vec<&'a str> {
    let edges = || reach.out[at].iter().map(|(edge, _)| &reach.design.edges[*edge]);
    let comes = |operation: &Operation| {
        reach.into[at].iter().any(|(edge, from)| reach.leads(*from, *edge, operation))
    };
    let lost = reach.operations.iter().filter(|operation| comes(operation));
    lost.filter(|operation| !edges().any(|edge| carries(edge, operation)))
        .map(|operation| operation.id.as_str())
        .collect()
}

fn keeps_for_ever(reach: &Reach, at: usize) -> Option<Finding> {
    let lost = carried_by_none(reach, at);
    (!lost.is_empty()).then(|| {
        Finding::warning(format!(
            "Nobody takes messages of {} out of it, so that they stay for ever: name it in the `operations` of an edge to \
             its workers, or do not put it in.",
            listed(&lost)
        ))
    })
}

fn balances_in_vain(reach: &Reach, at: usize) -> Option<Finding> {
    let lost = carried_by_none(reach, at);
    (!lost.is_empty()).then(|| {
        Finding::warning(format!(
            "It gets {} and none of its edges carries it, so that it fails: name it on one of them.",
            listed(&lost)
        ))
    })
}

/// Clients and gateways are often drawn with an edge to each of several parts of which one is meant for each request.
fn goes_all_ways(reach: &Reach, at: usize) -> Option<Finding> {
    let is_open = |edge: &Edge| edge.operations.is_empty() && edge.share >= 1.0 && !edge.background;
    let ways: Vec<&str> = reach.out[at]
        .iter()
        .filter(|(edge, _)| is_open(&reach.design.edges[*edge]))
        .map(|(_, to)| &reach.design.nodes[*to])
        .filter(|to| goes_on(to) && !matches!(to.part, Part::Queue(_) | Part::Log(_)))
        .map(|to| to.id.as_str())
        .collect();
    (ways.len() > 1).then(|| {
        Finding::warning(format!(
            "Each request goes to all of {}, one after the other: if one of them is meant, name `operations` or a `share` \
             on its edges.",
            listed(&ways)
        ))
    })
}

/// A cache beside a store, whose callers have no store.
fn asks_only_the_cache(reach: &Reach, at: usize) -> Option<Finding> {
    let has_store = |caller: usize| {
        reach.out[caller].iter().any(|(_, to)| {
            let to = &reach.design.nodes[*to];
            !matches!(&to.part, Part::Cache(cache) if cache.pattern == Pattern::Aside)
        })
    };
    let caller = reach.into[at].iter().map(|(_, from)| *from).find(|from| !has_store(*from))?;
    Some(Finding::warning(format!(
        "On a miss its caller `{}` has nobody else to ask: draw an edge from `{}` to the store.",
        reach.design.nodes[caller].id, reach.design.nodes[caller].id
    )))
}

fn of_edges(design: &Design, reach: &Reach) -> Vec<Flaw> {
    let mut ids: FxHashMap<&str, usize> = FxHashMap::default();
    for (at, node) in design.nodes.iter().enumerate() {
        ids.entry(&node.id).or_insert(at);
    }
    let known: FxHashSet<&str> =
        reach.operations.iter().map(|operation| operation.id.as_str()).collect();
    let mut found = Vec::new();
    let mut seen: FxHashMap<(&str, &str), Vec<&Edge>> = FxHashMap::default();
    for edge in &design.edges {
        let mut findings = Vec::new();
        let ends = (ids.get(edge.from.as_str()), ids.get(edge.to.as_str()));
        for (id, end) in [(&edge.from, ends.0), (&edge.to, ends.1)] {
            if end.is_none() {
                findings.push(Finding::fatal(format!(
                    "There is no part `{}`: draw it, or take this edge away.",
                    shown(id)
                )));
            }
        }
        knobs::of_edge(edge, &mut findings);
        unknown_operations(&edge.operations, &known, reach, &mut findings);
        if let (Some(from), Some(to)) = ends {
            between(&design.nodes[*from], &design.nodes[*to], edge, &mut findings);
            let others = seen.entry((&edge.from, &edge.to)).or_default();
            let both = |other: &&Edge| {
                let shared = |id: &String| other.operations.contains(id);
                edge.operations.is_empty()
                    || other.operations.is_empty()
                    || edge.operations.iter().any(shared)
            };
            if others.iter().any(both) {
                findings.push(Finding::warning(
                    "Two edges lead this way, and requests go along both: take one away, or name other `operations` on \
                     each."
                        .to_owned(),
                ));
            }
            others.push(edge);
        }
        let place = || Place::Edge { from: edge.from.clone(), to: edge.to.clone() };
        found.extend(findings.into_iter().map(|finding| finding.at(place())));
    }
    for node in &design.nodes {
        let Part::Clients(clients) = &node.part else { continue };
        let mut findings = Vec::new();
        unknown_operations(&clients.operations, &known, reach, &mut findings);
        found.extend(findings.into_iter().map(|it| it.at(Place::Node(node.id.clone()))));
    }
    found
}

fn unknown_operations(
    named: &[String],
    known: &FxHashSet<&str>,
    reach: &Reach,
    found: &mut Vec<Finding>,
) {
    for id in named.iter().filter(|id| !known.contains(id.as_str())).take(3) {
        let all: Vec<&str> =
            reach.operations.iter().map(|operation| operation.id.as_str()).collect();
        found.push(Finding::fatal(format!(
            "There is no operation `{}`; there is {}: write one of them, or add it.",
            shown(id),
            listed(&all)
        )));
    }
}

/// What two parts have to do with one another.
fn between(from: &Node, to: &Node, edge: &Edge, found: &mut Vec<Finding>) {
    if from.id == to.id {
        found.push(Finding::fatal(
            "It leads from a part to itself: take it away, or draw what it calls as a part of its own.".to_owned(),
        ));
        return;
    }
    if matches!(to.part, Part::Clients(_)) {
        found.push(Finding::fatal(
            "It leads into clients, and answers go back by themselves: take it away.".to_owned(),
        ));
    }
    match &from.part {
        Part::Cache(cache) if cache.pattern == Pattern::Aside => {
            found.push(Finding::warning(format!(
                "It is never used, because with `aside` the callers of `{}` ask the store themselves: draw the edge from \
                 them, or set the cache's `pattern` to `write-through`.",
                from.id
            )));
        }
        _ if !goes_on(from) => found.push(Finding::warning(format!(
            "It is never used, because `{}` only answers: draw the edge from who calls it.",
            from.id
        ))),
        _ => {}
    }
    let comes_from_queue = matches!(from.part, Part::Queue(_) | Part::Log(_));
    if matches!(to.part, Part::Workers(_)) && !comes_from_queue && !edge.background {
        found.push(Finding::warning(format!(
            "`{}` waits for these workers to be done: put a queue between, make the edge `background`, or draw them as a \
             service.",
            from.id
        )));
    }
    if edge.background && edge.retries > 0 && !comes_from_queue {
        found.push(Finding::warning(
            "Nobody waits for this call, so nobody tries it again: put a queue between if it must not be lost.".to_owned(),
        ));
    }
    if edge.hedge_ms > 0.0 && edge.timeout_ms > 0.0 && edge.hedge_ms >= edge.timeout_ms {
        found.push(Finding::warning(
            "`hedge_ms` is not below `timeout_ms`, so that no second call is ever sent: make it shorter.".to_owned(),
        ));
    }
    if edge.writes && matches!(from.part, Part::Cache(_) | Part::Cdn(_)) {
        found.push(Finding::warning(format!(
            "With `writes`, each miss of `{}` changes something at `{}`: set it on an edge of who means to write.",
            from.id, to.id
        )));
    }
    if edge.share == 0.0 {
        found.push(Finding::warning(
            "Its `share` is 0, so nothing goes this way: give it a share, or take it away."
                .to_owned(),
        ));
    }
}

/// `` `a`, `b` and `c` ``, the first few of them.
pub(crate) fn listed(ids: &[&str]) -> String {
    const MOST: usize = 8;
    let quoted: Vec<String> = ids.iter().take(MOST).map(|id| format!("`{}`", shown(id))).collect();
    match quoted.as_slice() {
        [] => "none".to_owned(),
        [one] => one.clone(),
        _ if ids.len() > MOST => format!("{} and {} more", quoted.join(", "), ids.len() - MOST),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// What somebody wrote, as much of it as fits into a sentence.
pub(crate) fn shown(text: &str) -> String {
    let short: String = text.chars().take(ID_LETTERS_MAX).collect();
    if short.len() < text.len() { format!("{short}…") } else { short }
}
