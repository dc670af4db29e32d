//! A drawing under a problem's load.

use super::Targets;
use crate::design::{Clients, Design, Node, Operation, Part};
use crate::flaws::{EDGES_MAX, Flaw, ID_LETTERS_MAX, NODES_MAX, Place, flaws, listed, shown};
use crate::reach::{Reach, asks};

impl Targets {
    /// The drawing with the problem's operations, each at its rate, split over the drawing's clients that ask for it in
    /// proportion to their own rates. What the drawing says of operations and rates is not used: nobody meets a target by
    /// drawing little load.
    ///
    /// Clients that share some operations with others and not all are several afterwards, at the end of the nodes, because
    /// clients have one mix of operations each.
    ///
    /// # Errors
    /// What is wrong with the drawing for this problem, or with the drawing: only what is fatal.
    pub fn posed(&self, design: &Design) -> Result<Design, Vec<Flaw>> {
        if design.nodes.len() > NODES_MAX || design.edges.len() > EDGES_MAX {
            return Err(flaws(design));
        }
        let wrong = self.unknown(design);
        if !wrong.is_empty() {
            return Err(wrong);
        }
        let mut posed = Design { operations: self.operations.clone(), ..design.clone() };
        let added = self.ask(&mut posed);
        let mut wrong: Vec<Flaw> = flaws(&posed)
            .into_iter()
            .filter(|flaw| flaw.is_fatal)
            .map(|flaw| at_what_was_drawn(flaw, &added))
            .collect();
        wrong.dedup();
        if wrong.is_empty() {
            wrong.extend(self.unreached(&posed));
        }
        if wrong.is_empty() { Ok(posed) } else { Err(wrong) }
    }

    /// Operations that the drawing names and the problem does not have, and those that nobody asks for.
    fn unknown(&self, design: &Design) -> Vec<Flaw> {
        let ids: Vec<&str> =
            self.operations.iter().map(|operation| operation.id.as_str()).collect();
        let mut wrong = Vec::new();
        let mut look = |place: Place, named: &[String]| {
            for id in named.iter().filter(|id| !ids.contains(&id.as_str())) {
                let says = format!(
                    "This problem has no operation `{}`; it has {}: use these names.",
                    shown(id),
                    listed(&ids)
                );
                wrong.push(Flaw { place: place.clone(), says, is_fatal: true });
            }
        };
        for node in &design.nodes {
            if let Part::Clients(clients) = &node.part {
                look(Place::Node(node.id.clone()), &clients.operations);
            }
        }
        for edge in &design.edges {
            let place = Place::Edge { from: edge.from.clone(), to: edge.to.clone() };
            look(place, &edge.operations);
        }
        let has_clients = design.nodes.iter().any(|node| matches!(node.part, Part::Clients(_)));
        for operation in self.operations.iter().filter(|_| has_clients && wrong.is_empty()) {
            if !design.nodes.iter().any(|node| asks(node, operation)) {
                return vec![Flaw {
                    place: Place::Operation(operation.id.clone()),
                    says: format!(
                        "No clients of this drawing ask for `{}`, and this problem is about it: add it to the `operations` \
                         of some clients, or let them name none.",
                        operation.id
                    ),
                    is_fatal: true,
                }];
            }
        }
        wrong
    }

    /// What has to lie on an operation's way and does not.
    fn unreached(&self, posed: &Design) -> Vec<Flaw> {
        let reach = Reach::new(posed);
        let mut wrong = Vec::new();
        for (id, kinds) in &self.reaches {
            let Some(operation) = self.operations.iter().find(|one| one.id == *id) else {
                continue;
            };
            let steps = reach.steps(operation);
            let is_there = posed.nodes.iter().zip(&steps).any(|(node, steps)| {
                steps.is_some() && kinds.iter().any(|kind| kind == node.part.kind())
            });
            if !is_there {
                let kinds: Vec<&str> = kinds.iter().map(String::as_str).collect();
                wrong.push(Flaw {
                    place: Place::Operation(id.clone()),
                    says: format!(
                        "`{id}` gets to none of {} in this drawing, so that nothing could answer it: draw its way there.",
                        listed(&kinds)
                    ),
                    is_fatal: true,
                });
            }
        }
        wrong
    }

    /// Puts the problem's load in. Returns the clients that were added, each with whose they are.
    fn ask(&self, design: &mut Design) -> Vec<(String, String)> {
        let shares: f64 = self.operations.iter().map(|operation| operation.share).sum();
        let people: Vec<usize> = (0..design.nodes.len())
            .filter(|at| matches!(design.nodes[*at].part, Part::Clients(_)))
            .collect();
        // Of each clients: operations with their rates.
        let mut asked: Vec<Vec<(&Operation, f64)>> = vec![Vec::new(); people.len()];
        for operation in &self.operations {
            let rate_per_s = self.rate_per_s * operation.share / shares.max(f64::MIN_POSITIVE);
            let those: Vec<usize> =
                (0..people.len()).filter(|n| asks(&design.nodes[people[*n]], operation)).collect();
            let own = those.iter().map(|n| own_rate(&design.nodes[people[*n]])).collect();
            for (n, part) in those.iter().zip(in_proportion(own)) {
                asked[*n].push((operation, rate_per_s * part));
            }
        }
        let held = self.connections_of(design, &people);
        let mut added = Vec::new();
        for ((at, asked), connections) in people.iter().zip(asked).zip(held) {
            let rate_per_s: f64 = asked.iter().map(|(_, rate)| rate).sum();
            let own_shares: f64 = asked.iter().map(|(operation, _)| operation.share).sum();
            let is_mix = asked.iter().all(|(operation, rate)| {
                (rate * own_shares - rate_per_s * operation.share).abs()
                    <= 1e-9 * rate_per_s * own_shares
            });
            let clients = |rate_per_s: f64, operations: Vec<String>, connections: u32| {
                Part::Clients(Clients { rate_per_s, operations, connections, evenly: false })
            };
            if is_mix {
                let operations = asked.iter().map(|(operation, _)| operation.id.clone()).collect();
                design.nodes[*at].part = clients(rate_per_s, operations, connections);
                continue;
            }
            for (n, (operation, rate_per_s)) in asked.iter().enumerate() {
                let operations = vec![operation.id.clone()];
                if n == 0 {
                    design.nodes[*at].part = clients(*rate_per_s, operations, connections);
                    continue;
                }
                let own = design.nodes[*at].clone();
                let id = free_id(design, &format!("{}-{}", own.id, operation.id));
                let edges = design.edges.iter().filter(|edge| edge.from == own.id).cloned();
                let mut edges: Vec<_> = edges.collect();
                edges.iter_mut().for_each(|edge| edge.from.clone_from(&id));
                design.edges.extend(edges);
                added.push((id.clone(), own.id.clone()));
                let part = clients(*rate_per_s, operations, 0);
                design.nodes.push(Node { id, part, ..own });
            }
        }
        added
    }

    /// Of each clients: as they hold some of their own, else as they ask.
    fn connections_of(&self, design: &Design, people: &[usize]) -> Vec<u32> {
        let own: Vec<f64> = people
            .iter()
            .map(|at| match &design.nodes[*at].part {
                Part::Clients(clients) => f64::from(clients.connections),
                _ => 0.0,
            })
            .collect();
        let holds_any = own.iter().any(|held| *held > 0.0);
        let rates = || people.iter().map(|at| own_rate(&design.nodes[*at])).collect();
        let parts = in_proportion(if holds_any { own } else { rates() });
        let mut held: Vec<u32> =
            parts.iter().map(|part| (f64::from(self.connections) * part) as u32).collect();
        if let Some(first) = held.first_mut() {
            let rest = self.connections.saturating_sub(parts_sum(&parts, self.connections));
            *first = first.saturating_add(rest);
        }
        held
    }
}

fn parts_sum(parts: &[f64], all: u32) -> u32 {
    parts.iter().map(|part| (f64::from(all) * part) as u32).fold(0, u32::saturating_add)
}

fn own_rate(node: &Node) -> f64 {
    match &node.part {
        Part::Clients(clients) if clients.rate_per_s.is_finite() => clients.rate_per_s.max(0.0),
        _ => 0.0,
    }
}

/// Of 1, to each by its weight; where there is none, alike.
fn in_proportion(weights: Vec<f64>) -> Vec<f64> {
    let all: f64 = weights.iter().sum();
    let count = weights.len().max(1) as f64;
    let is_usable = all > 0.0 && all.is_finite();
    weights.into_iter().map(|own| if is_usable { own / all } else { 1.0 / count }).collect()
}

fn free_id(design: &Design, wanted: &str) -> String {
    let cut = |most: usize| wanted.chars().take(most).collect::<String>();
    let is_free = |id: &String| !design.nodes.iter().any(|node| node.id == *id);
    let numbered = (2..).map(|n| format!("{}-{n}", cut(ID_LETTERS_MAX - 6)));
    let mut ids = std::iter::once(cut(ID_LETTERS_MAX)).chain(numbered);
    ids.find(is_free).unwrap_or_default()
}

/// A flaw of clients that were added is one of those that somebody drew.
fn at_what_was_drawn(flaw: Flaw, added: &[(String, String)]) -> Flaw {
    let drawn = |id: String| {
        added.iter().find(|(own, _)| *own == id).map_or(id, |(_, drawn)| drawn.clone())
    };
    let place = match flaw.place {
        Place::Node(id) => Place::Node(drawn(id)),
        Place::Edge { from, to } => Place::Edge { from: drawn(from), to },
        place @ (Place::Design | Place::Operation(_)) => place,
    };
    Flaw { place, ..flaw }
}
