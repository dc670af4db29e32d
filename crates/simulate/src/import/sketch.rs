//! Boxes and arrows, before anybody has said what they are.

use super::Imported;
use super::guess::{Guess, Stands, guess, part, slug, stands};
use crate::design::{Clients, Design, Edge, Node, Part};
use crate::flaws::{EDGES_MAX, NODES_MAX, listed, number};
use crate::text::DesignError;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

#[derive(Debug, Default)]
pub struct Sketch {
    pub title: String,
    pub boxes: Vec<Box>,
    pub arrows: Vec<Arrow>,
    /// Layers go down instead of to the right, where boxes have no places.
    pub goes_down: bool,
    /// What the reader did not understand.
    pub notes: Vec<String>,
}

#[derive(Debug, Default, Clone)]
pub struct Box {
    /// What it was called in its file, where it has no label.
    pub name: String,
    pub label: String,
    /// Drawn as a cylinder.
    pub is_cylinder: bool,
    pub at: Option<[f64; 2]>,
    /// Titles of the groups that it is in, the outermost first.
    pub groups: Vec<String>,
}

#[derive(Debug, Clone)]
pub struct Arrow {
    pub from: usize,
    pub to: usize,
    pub label: String,
    /// Dotted or dashed.
    pub is_dotted: bool,
}

/// The zone of a group that names a zone and no region.
const REGION: &str = "main";
/// In the canvas's units, from one part to the next.
const ACROSS: f64 = 260.0;
const DOWN: f64 = 120.0;
/// Of what is listed in one note.
const LISTED_MAX: usize = 20;

impl Sketch {
    pub fn finish(mut self) -> Result<Imported, DesignError> {
        for (what, count, most) in
            [("boxes", self.boxes.len(), NODES_MAX), ("arrows", self.arrows.len(), EDGES_MAX)]
        {
            if count > most {
                return Err(DesignError {
                    place: "drawing".into(),
                    says: format!(
                        "it has {} {what}, and {} can be read: draw what is alike as one box",
                        number(count as f64),
                        number(most as f64)
                    ),
                });
            }
        }
        let ids = self.ids();
        self.one_way_each(&ids);
        let kinds = self.kinds(&ids);
        self.none_to_people(&ids, &kinds);
        self.workers_take(&ids, &kinds);
        let mut design = Design { title: self.title.clone(), ..Design::default() };
        let zones = self.zones();
        for (at, drawn) in self.boxes.iter().enumerate() {
            let leads_on = self.arrows.iter().any(|arrow| arrow.from == at);
            let title = drawn.label.split_whitespace().collect::<Vec<&str>>().join(" ");
            design.nodes.push(Node {
                id: ids[at].clone(),
                title: if title == ids[at] { String::new() } else { title },
                zones: zones[at].iter().cloned().collect(),
                at: drawn.at,
                part: part(kinds[at], leads_on),
            });
        }
        self.arrows_to_edges(&mut design, &kinds);
        self.caches_that_lead_on(&design);
        self.somebody_asks(&mut design);
        if design.nodes.iter().all(|node| node.at.is_none()) {
            lay_out(&mut design, self.goes_down);
        }
        Ok(Imported { design, notes: self.notes })
    }

    /// From labels, and where there is none from what a box is called in its file.
    fn ids(&self) -> Vec<String> {
        let mut taken = BTreeSet::new();
        let mut ids = Vec::new();
        for drawn in &self.boxes {
            let name = drawn.label.split('\n').map(slug).find(|slug| !slug.is_empty());
            let name = name.or_else(|| Some(slug(&drawn.name)).filter(|slug| !slug.is_empty()));
            let name = name.unwrap_or_else(|| "part".to_owned());
            let numbered = (2..).map(|n| format!("{name}-{n}"));
            let id = std::iter::once(name.clone()).chain(numbered).find(|id| !taken.contains(id));
            let id = id.unwrap_or(name);
            taken.insert(id.clone());
            ids.push(id);
        }
        ids
    }

    /// Arrows from a box to itself, a second one the same way, and answers that are drawn as arrows back.
    fn one_way_each(&mut self, ids: &[String]) {
        let mut kept: Vec<Arrow> = Vec::new();
        let (mut selves, mut twice, mut back) = (Vec::new(), Vec::new(), Vec::new());
        let mut ways = BTreeSet::new();
        for arrow in std::mem::take(&mut self.arrows) {
            let told = told(ids, &arrow);
            if arrow.from == arrow.to {
                selves.push(told);
            } else if ways.contains(&(arrow.from, arrow.to)) {
                twice.push(told);
            } else if ways.contains(&(arrow.to, arrow.from)) {
                back.push(told);
            } else {
                ways.insert((arrow.from, arrow.to));
                kept.push(arrow);
            }
        }
        self.arrows = kept;
        self.note("Arrows from a box to itself are left out", &selves);
        self.note("Second arrows the same way are left out", &twice);
        self.note("Answers go back by themselves, so that arrows back are left out", &back);
    }

    fn kinds(&mut self, ids: &[String]) -> Vec<&'static str> {
        let guesses: Vec<Option<Guess>> = self
            .boxes
            .iter()
            .map(|drawn| guess(&drawn.label).or_else(|| guess(&drawn.name)))
            .collect();
        let mut kinds = Vec::new();
        let mut by_kind: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        let mut unknown = Vec::new();
        for (at, guess) in guesses.into_iter().enumerate() {
            let has_callers = self.arrows.iter().any(|arrow| arrow.to == at);
            let leads_on = self.arrows.iter().any(|arrow| arrow.from == at);
            let kind = match guess {
                Some(Guess::Kind(kind)) => Some(kind),
                Some(Guess::Front) if has_callers || !leads_on => Some("service"),
                Some(Guess::Front) => Some("clients"),
                Some(Guess::Names) => Some(if leads_on { "load-balancer" } else { "external" }),
                None if self.boxes[at].is_cylinder => Some("database"),
                None => None,
            };
            match kind {
                Some(kind) => by_kind.entry(kind).or_default().push(&ids[at]),
                None => unknown.push(format!("`{}`", ids[at])),
            }
            kinds.push(kind.unwrap_or("service"));
        }
        let guessed: Vec<String> =
            by_kind.iter().map(|(kind, ids)| format!("{kind}: {}", listed(ids))).collect();
        if !guessed.is_empty() {
            self.notes.push(format!(
                "What each box is was guessed from its name ({}): change the kind where that is wrong.",
                guessed.join("; ")
            ));
        }
        self.note("Nothing says what these are, so they are taken as services", &unknown);
        kinds
    }

    fn none_to_people(&mut self, ids: &[String], kinds: &[&str]) {
        let (to_people, others): (Vec<Arrow>, Vec<Arrow>) = std::mem::take(&mut self.arrows)
            .into_iter()
            .partition(|arrow| kinds[arrow.to] == "clients");
        self.arrows = others;
        let told: Vec<String> = to_people.iter().map(|arrow| told(ids, arrow)).collect();
        self.note("Clients are called by nobody, so that arrows to them are left out", &told);
    }

    /// Workers are often drawn with an arrow to the queue that they take from.
    fn workers_take(&mut self, ids: &[String], kinds: &[&str]) {
        let is_queue = |at: usize| matches!(kinds[at], "queue" | "log");
        let turned: Vec<usize> = (0..self.arrows.len())
            .filter(|n| {
                let Arrow { from, to, .. } = self.arrows[*n];
                let is_fed = self.arrows.iter().any(|arrow| arrow.to == from);
                let has_takers = self.arrows.iter().any(|arrow| arrow.from == to);
                kinds[from] == "workers" && is_queue(to) && !is_fed && !has_takers
            })
            .collect();
        let mut told_all = Vec::new();
        for n in turned {
            let arrow = &mut self.arrows[n];
            told_all.push(told(ids, arrow));
            (arrow.from, arrow.to) = (arrow.to, arrow.from);
        }
        self.note(
            "Workers are fed by their queue, so that these arrows are turned round",
            &told_all,
        );
    }

    fn arrows_to_edges(&mut self, design: &mut Design, kinds: &[&str]) {
        let (mut labels, mut later) = (Vec::new(), Vec::new());
        for arrow in &self.arrows {
            let (from, to) = (&design.nodes[arrow.from].id, &design.nodes[arrow.to].id);
            let is_fed = matches!(kinds[arrow.from], "queue" | "log");
            let says_later = arrow.label.to_lowercase().contains("async");
            let background = (arrow.is_dotted || says_later) && !is_fed;
            if background {
                later.push(format!("`{from}` → `{to}`"));
            }
            if !arrow.label.trim().is_empty() {
                let label = arrow.label.split_whitespace().collect::<Vec<&str>>().join(" ");
                labels.push(format!("`{from}` → `{to}` \"{label}\""));
            }
            design.edges.push(Edge { background, ..Edge::new(from, to) });
        }
        self.note(
            "Nobody waits for the answer on dotted arrows and those that say *async*",
            &later,
        );
        self.note("What is written on arrows is not read", &labels);
    }

    fn caches_that_lead_on(&mut self, design: &Design) {
        let caches = design.nodes.iter().filter(|node| {
            let leads_on = design.edges.iter().any(|edge| edge.from == node.id);
            matches!(node.part, Part::Cache(_)) && leads_on
        });
        let told: Vec<String> = caches.map(|node| format!("`{}`", node.id)).collect();
        self.note(
            "A cache with something behind it asks that itself (`pattern` is `write-through`)",
            &told,
        );
    }

    fn zones(&mut self) -> Vec<Option<String>> {
        let mut plain = BTreeSet::new();
        let mut zones = Vec::new();
        for drawn in &self.boxes {
            let (mut region, mut zone) = (None, None);
            for group in &drawn.groups {
                match stands(group) {
                    Some(Stands::Region(name)) => region = Some(name),
                    Some(Stands::Zone(name)) => zone = Some(name),
                    Some(Stands::Both(in_region, name)) => {
                        (region, zone) = (Some(in_region), Some(name));
                    }
                    None => {
                        plain.insert(format!("`{}`", shortened(group)));
                    }
                }
            }
            zones.push(match (region, zone) {
                (Some(region), Some(zone)) => Some(format!("{region}/{zone}")),
                (Some(region), None) => Some(region),
                (None, Some(zone)) => Some(format!("{REGION}/{zone}")),
                (None, None) => None,
            });
        }
        let named: BTreeSet<String> =
            zones.iter().flatten().map(|zone| format!("`{zone}`")).collect();
        let named: Vec<String> = named.into_iter().collect();
        self.note("Groups whose names say where they stand are zones", &named);
        let plain: Vec<String> = plain.into_iter().collect();
        self.note("Groups are left out, and what is in them is there", &plain);
        zones
    }

    /// Where nobody asks, somebody is added.
    fn somebody_asks(&mut self, design: &mut Design) {
        let has_clients = design.nodes.iter().any(|node| matches!(node.part, Part::Clients(_)));
        if has_clients || design.nodes.is_empty() {
            return;
        }
        let is_called = |node: &Node| design.edges.iter().any(|edge| edge.to == node.id);
        let takes = |node: &Node| {
            matches!(
                node.part,
                Part::Cdn(_)
                    | Part::LoadBalancer(_)
                    | Part::Gateway(_)
                    | Part::Service(_)
                    | Part::Websockets(_)
            )
        };
        let free = || design.nodes.iter().filter(|node| !is_called(node));
        let mut first: Vec<String> =
            free().filter(|node| takes(node)).map(|node| node.id.clone()).collect();
        if first.is_empty() {
            first = free().map(|node| node.id.clone()).collect();
        }
        if first.is_empty() {
            first = design.nodes.iter().take(1).map(|node| node.id.clone()).collect();
        }
        let id = ["clients", "people", "clients-2"].into_iter();
        let id = id.map(str::to_owned).chain((3..).map(|n| format!("clients-{n}")));
        let is_free = |id: &String| !design.nodes.iter().any(|node| node.id == *id);
        let id = id.into_iter().find(is_free).unwrap_or_default();
        let places = design.nodes.iter().filter_map(|node| node.at);
        let at = places.reduce(|one, other| if other[0] < one[0] { other } else { one });
        design.edges.extend(first.iter().map(|to| Edge::new(&id, to)));
        design.nodes.push(Node {
            id: id.clone(),
            title: String::new(),
            zones: Vec::new(),
            at: at.map(|[x, y]| [x - ACROSS, y]),
            part: Part::Clients(Clients::default()),
        });
        let before: Vec<&str> = first.iter().map(String::as_str).collect();
        self.notes.push(format!(
            "Nobody asks for anything in the drawing, so `{id}` is added before {}.",
            listed(&before)
        ));
    }

    /// One sentence with all that it is about; none where there is nothing.
    pub fn note(&mut self, says: &str, about: &[String]) {
        if about.is_empty() {
            return;
        }
        let some = about.iter().take(LISTED_MAX).cloned().collect::<Vec<String>>().join(", ");
        let more = about.len().saturating_sub(LISTED_MAX);
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        self.notes.push(format!("{says}: {some}{more}."));
    }
}

fn told(ids: &[String], arrow: &Arrow) -> String {
    format!("`{}` → `{}`", ids[arrow.from], ids[arrow.to])
}

/// A title as it fits into a sentence.
pub fn shortened(text: &str) -> String {
    let one_line = text.split_whitespace().collect::<Vec<&str>>().join(" ");
    crate::flaws::shown(&one_line)
}

/// In layers: each part behind the last of those that call it, those that call it back not counted.
fn lay_out(design: &mut Design, goes_down: bool) {
    let count = design.nodes.len();
    let ids: BTreeMap<String, usize> =
        design.nodes.iter().enumerate().map(|(at, node)| (node.id.clone(), at)).collect();
    let mut out = vec![Vec::new(); count];
    let mut callers = vec![0_usize; count];
    for edge in &design.edges {
        if let (Some(from), Some(to)) = (ids.get(&edge.from), ids.get(&edge.to)) {
            out[*from].push(*to);
            callers[*to] += 1;
        }
    }
    let mut layer = vec![0_usize; count];
    let mut is_placed = vec![false; count];
    let mut todo: VecDeque<usize> = (0..count).filter(|at| callers[*at] == 0).collect();
    let mut next = 0;
    loop {
        while let Some(at) = todo.pop_front() {
            if std::mem::replace(&mut is_placed[at], true) {
                continue;
            }
            for to in out[at].iter().copied().filter(|to| !is_placed[*to]).collect::<Vec<_>>() {
                layer[to] = layer[to].max(layer[at] + 1);
                callers[to] = callers[to].saturating_sub(1);
                if callers[to] == 0 {
                    todo.push_back(to);
                }
            }
        }
        // What is left goes round: from somewhere on.
        while next < count && is_placed[next] {
            next += 1;
        }
        if next == count {
            break;
        }
        todo.push_back(next);
    }
    let mut taken = vec![0_usize; count + 1];
    for (at, node) in design.nodes.iter_mut().enumerate() {
        let (along, across) = (layer[at] as f64, taken[layer[at]] as f64);
        taken[layer[at]] += 1;
        node.at = Some(if goes_down {
            [across * ACROSS, along * DOWN]
        } else {
            [along * ACROSS, across * DOWN]
        });
    }
}
