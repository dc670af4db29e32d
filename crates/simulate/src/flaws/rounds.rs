//! Requests that come round again, and those that set off more than can be followed.
//!
//! A cycle is no flaw by itself: one in which less comes back than went out dies away, as a share below 1 lets it.
//! Where as much or more comes back it never ends, and then it matters who waits. If each caller waits for the next,
//! no request is ever answered. If a queue, a log or a call in the background lies between, everybody is answered, and
//! what goes round is load that never goes away.

use super::knobs::number;
use super::{CALLS_PER_REQUEST_MAX, Flaw, Place};
use crate::design::Operation;
use crate::reach::{Reach, asks};
use std::collections::{BTreeSet, VecDeque};

/// Of a growth of 1: what rounding makes of it.
const EPSILON: f64 = 1e-9;
const ROUNDS_MAX: u32 = 1_000;
/// More calls than this are not told apart.
const UNCOUNTED: f64 = 1e12;

pub fn rounds(reach: &Reach, found: &mut Vec<Flaw>) {
    let mut said = BTreeSet::new();
    for operation in &reach.operations {
        let way = Way::new(reach, operation);
        let mut ends = true;
        for knot in way.knots(|_| true) {
            let growth = way.growth(&knot, |_| true);
            if growth < 1.0 - EPSILON {
                continue;
            }
            ends = false;
            if !said.insert(knot.clone()) {
                continue;
            }
            let waiting = way.knots(|arc| arc.waits).into_iter().find(|inner| {
                inner.iter().all(|at| knot.contains(at))
                    && way.growth(inner, |arc| arc.waits) >= 1.0 - EPSILON
            });
            found.push(match waiting {
                Some(inner) => {
                    let (path, place) = way.round(&inner, |arc| arc.waits);
                    let says = format!(
                        "A request `{}` goes round for ever ({path}) and each caller waits for the next: take one of \
                         these edges away, or make one of them `background` or lead through a queue.",
                        operation.id
                    );
                    Flaw { place, says, is_fatal: true }
                }
                None => {
                    let (path, place) = way.round(&knot, |_| true);
                    let grows = growth > 1.0 + EPSILON;
                    let what = if grows {
                        "comes round as more than it went out as, so that the load doubles and doubles"
                    } else {
                        "comes round again for ever; nobody waits for it, but it is load that never goes away"
                    };
                    let says = format!(
                        "What `{}` sets off {what} ({path}): give one of these edges a `share` below 1, or name the \
                         `operations` that go on.",
                        operation.id
                    );
                    Flaw { place, says, is_fatal: grows }
                }
            });
        }
        if ends {
            found.extend(way.too_many());
        }
    }
}

/// One operation's way through a drawing: only what it reaches.
struct Way<'a> {
    reach: &'a Reach<'a>,
    operation: &'a Operation,
    out: Vec<Vec<Arc>>,
    steps: Vec<Option<u32>>,
}

#[derive(Clone, Copy)]
struct Arc {
    edge: usize,
    to: usize,
    calls: f64,
    waits: bool,
    /// It is pushed to people: nothing comes of it.
    ends: bool,
}

impl Arc {
    /// Its own calls, and all that each of them makes.
    fn sets_off(&self, all_of: &[f64]) -> f64 {
        self.calls * if self.ends { 1.0 } else { 1.0 + all_of[self.to] }
    }
}

impl<'a> Way<'a> {
    fn new(reach: &'a Reach, operation: &'a Operation) -> Way<'a> {
        let steps = reach.steps(operation);
        let mut out = vec![Vec::new(); steps.len()];
        for (from, arcs) in out.iter_mut().enumerate().filter(|(from, _)| steps[*from].is_some()) {
            for (edge, to, calls) in reach.calls_from(from, operation) {
                let waits = reach.waits(from, edge, operation);
                arcs.push(Arc { edge, to, calls, waits, ends: reach.pushes[edge] });
            }
        }
        Way { reach, operation, out, steps }
    }

    fn knots(&self, uses: impl Fn(&Arc) -> bool) -> Vec<Vec<usize>> {
        self.components(uses).into_iter().filter(|component| component.len() > 1).collect()
    }

    /// Sets of nodes from each of which each other is reached (Tarjan, 1972), each before those that lead to it.
    fn components(&self, uses: impl Fn(&Arc) -> bool) -> Vec<Vec<usize>> {
        let count = self.out.len();
        let (mut order, mut low) = (vec![usize::MAX; count], vec![0; count]);
        let (mut is_open, mut open, mut next) = (vec![false; count], Vec::new(), 0);
        let mut components = Vec::new();
        for root in 0..count {
            if order[root] != usize::MAX {
                continue;
            }
            // A drawing may be a chain of a thousand: no recursion.
            let mut path = vec![(root, 0)];
            while let Some((at, arc)) = path.last().copied() {
                if arc == 0 {
                    (order[at], low[at]) = (next, next);
                    next += 1;
                    open.push(at);
                    is_open[at] = true;
                }
                if let Some(step) = self.out[at].get(arc) {
                    if let Some(last) = path.last_mut() {
                        last.1 += 1;
                    }
                    if step.ends || !uses(step) {
                        // Nothing: the next one.
                    } else if order[step.to] == usize::MAX {
                        path.push((step.to, 0));
                    } else if is_open[step.to] {
                        low[at] = low[at].min(order[step.to]);
                    }
                    continue;
                }
                path.pop();
                if let Some((before, _)) = path.last() {
                    low[*before] = low[*before].min(low[at]);
                }
                if low[at] == order[at] {
                    let from = open.iter().rposition(|one| *one == at).unwrap_or(0);
                    let mut component = open.split_off(from);
                    for one in &component {
                        is_open[*one] = false;
                    }
                    component.sort_unstable();
                    components.push(component);
                }
            }
        }
        components
    }

    /// How many come back for each that went round: the spectral radius of the calls within a knot, between the
    /// bounds of Collatz and Wielandt, with 1 added to each node's own so that they come together.
    fn growth(&self, knot: &[usize], uses: impl Fn(&Arc) -> bool) -> f64 {
        let place: Vec<(usize, usize)> = knot.iter().enumerate().map(|(n, at)| (*at, n)).collect();
        let of =
            |at: usize| place.binary_search_by_key(&at, |(at, _)| *at).ok().map(|n| place[n].1);
        let arcs: Vec<(usize, usize, f64)> = knot
            .iter()
            .enumerate()
            .flat_map(|(n, at)| self.out[*at].iter().map(move |arc| (n, arc)))
            .filter(|(_, arc)| !arc.ends && uses(arc))
            .filter_map(|(n, arc)| of(arc.to).map(|to| (n, to, arc.calls)))
            .collect();
        let mut x = vec![1.0; knot.len()];
        let (mut least, mut most) = (0.0, f64::INFINITY);
        for _ in 0..200 {
            let mut y = x.clone();
            for (from, to, calls) in &arcs {
                y[*from] += calls * x[*to];
            }
            let ratios = || y.iter().zip(&x).map(|(after, before)| after / before - 1.0);
            least = ratios().fold(f64::INFINITY, f64::min);
            most = ratios().fold(0.0, f64::max);
            if least >= 1.0 + EPSILON || most < 1.0 - EPSILON || most - least < EPSILON {
                break;
            }
            let scale = y.iter().copied().fold(0.0, f64::max);
            x = y.iter().map(|value| (value / scale).max(f64::MIN_POSITIVE)).collect();
        }
        if least >= 1.0 + EPSILON { most } else { f64::midpoint(least, most) }
    }

    /// The shortest way round from where a request gets to first, in words, and the edge that closes it.
    fn round(&self, knot: &[usize], uses: impl Fn(&Arc) -> bool) -> (String, Place) {
        let first = knot.iter().copied().min_by_key(|at| (self.steps[*at], *at)).unwrap_or(0);
        let mut came: Vec<Option<(usize, usize)>> = vec![None; self.out.len()];
        let mut todo = VecDeque::from([first]);
        'search: while let Some(at) = todo.pop_front() {
            let on = |arc: &&Arc| !arc.ends && uses(arc) && knot.contains(&arc.to);
            for arc in self.out[at].iter().filter(on) {
                if came[arc.to].is_none() {
                    came[arc.to] = Some((at, arc.edge));
                    if arc.to == first {
                        break 'search;
                    }
                    todo.push_back(arc.to);
                }
            }
        }
        let id = |at: usize| format!("`{}`", self.reach.design.nodes[at].id);
        let mut path = vec![id(first)];
        let mut at = first;
        let mut place = Place::Design;
        while let Some((from, edge)) = came[at] {
            if path.len() == 1 {
                let edge = &self.reach.design.edges[edge];
                place = Place::Edge { from: edge.from.clone(), to: edge.to.clone() };
            }
            path.push(id(from));
            at = from;
            if at == first {
                break;
            }
        }
        path.reverse();
        (shortened(&path), place)
    }

    /// Whether one request makes more calls than can be followed.
    fn too_many(&self) -> Option<Flaw> {
        // Of one call at each node: all that it sets off.
        let mut all_of = vec![0.0; self.out.len()];
        for component in self.components(|_| true) {
            let rounds = if component.len() > 1 { ROUNDS_MAX } else { 1 };
            for _ in 0..rounds {
                let mut changed = 0.0_f64;
                for at in &component {
                    let own = self.out[*at].iter().map(|arc| arc.sets_off(&all_of));
                    let own: f64 = own.sum::<f64>().min(UNCOUNTED);
                    changed = changed.max(own - all_of[*at]);
                    all_of[*at] = own;
                }
                if changed < 1e-6 {
                    break;
                }
            }
        }
        let asking = self.reach.design.nodes.iter().enumerate();
        let asking = asking.filter(|(_, node)| asks(node, self.operation));
        let all = asking.map(|(at, _)| all_of[at]).fold(0.0, f64::max);
        if all <= CALLS_PER_REQUEST_MAX {
            return None;
        }
        let arcs = self.out.iter().flatten().filter(|arc| arc.calls > 1.0);
        let sets_off = |arc: &Arc| arc.sets_off(&all_of);
        let widest = arcs.max_by(|one, other| sets_off(one).total_cmp(&sets_off(other)));
        let (place, next) = match widest {
            Some(arc) => {
                let edge = &self.reach.design.edges[arc.edge];
                let place = Place::Edge { from: edge.from.clone(), to: edge.to.clone() };
                (place, "make its `calls` fewer")
            }
            None => (
                Place::Operation(self.operation.id.clone()),
                "let parts share the work instead of each calling all",
            ),
        };
        let says = format!(
            "One `{}` sets off {} calls, and a run can follow {}: {next}.",
            self.operation.id,
            if all >= UNCOUNTED { "countless".to_owned() } else { number(all.round()) },
            number(CALLS_PER_REQUEST_MAX)
        );
        Some(Flaw { place, says, is_fatal: true })
    }
}

fn shortened(path: &[String]) -> String {
    match path {
        [first @ .., last] if path.len() > 8 => format!("{} → … → {last}", first[..6].join(" → ")),
        _ => path.join(" → "),
    }
}
