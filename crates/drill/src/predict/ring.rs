//! Consistent hashing: who holds which key, and what moves when the nodes change.

use super::{draw, letters, listed, numbered, some_of_both, within};
use crate::chance::Chance;
use crate::sheet::{Asked, Sheet};
use greenroom_model::drill::RingChange;

/// Positions go from 0 up to here, not included.
const ROUND: u64 = 1000;

/// A ring with the node of each point, by position.
#[derive(Debug, Clone)]
struct Ring(Vec<(u64, usize)>);

impl Ring {
    /// The first point at or after a position, clockwise.
    fn owner(&self, position: u64) -> usize {
        self.0.iter().find(|(at, _)| *at >= position).unwrap_or(&self.0[0]).1
    }
}

struct Scenario {
    /// All points, also of the node that joins.
    points: Vec<(u64, usize)>,
    keys: Vec<u64>,
    before: Ring,
    after: Ring,
    /// The one that joins or leaves.
    changed: usize,
}

impl Scenario {
    fn moves(&self) -> Vec<usize> {
        let is_moved =
            |at: &usize| self.before.owner(self.keys[*at]) != self.after.owner(self.keys[*at]);
        (0..self.keys.len()).filter(is_moved).collect()
    }

    /// Keys beyond the last point, whose owner is at the beginning of the ring.
    fn wraps(&self) -> Vec<usize> {
        let last = self.before.0.last().map_or(0, |(at, _)| *at);
        (0..self.keys.len()).filter(|at| self.keys[*at] > last).collect()
    }
}

pub(super) fn sheet(
    nodes: u32,
    keys: u32,
    places: u32,
    then: RingChange,
    chance: &mut Chance,
) -> Result<Sheet, String> {
    within("nodes", nodes, 3..=8)?;
    within("keys", keys, 4..=12)?;
    within("places", places, 1..=4)?;
    let nodes = nodes as usize;
    let scenario = draw(chance, |chance| {
        let scenario = scenario(nodes, keys as usize, places as usize, then, chance);
        let is_good = some_of_both(scenario.moves().len(), scenario.keys.len())
            && !scenario.wraps().is_empty()
            && modulo_moves(&scenario.keys, nodes, then) > 0;
        is_good.then_some(scenario)
    })?;
    Ok(ask(nodes, then, &scenario, chance))
}

fn scenario(
    nodes: usize,
    keys: usize,
    places: usize,
    then: RingChange,
    chance: &mut Chance,
) -> Scenario {
    let (all, changed) = match then {
        RingChange::Joins => (nodes + 1, nodes),
        RingChange::Leaves => (nodes, chance.below(nodes)),
    };
    // No two at the same place.
    let mut positions: Vec<u64> = Vec::new();
    while positions.len() < all * places + keys {
        let position = chance.next() % ROUND;
        if !positions.contains(&position) {
            positions.push(position);
        }
    }
    let keys = positions.split_off(all * places);
    let mut points: Vec<(u64, usize)> =
        positions.into_iter().enumerate().map(|(at, position)| (position, at / places)).collect();
    points.sort_unstable();
    let without = Ring(points.iter().copied().filter(|(_, node)| *node != changed).collect());
    let with = Ring(points.clone());
    let (before, after) = match then {
        RingChange::Joins => (without, with),
        RingChange::Leaves => (with, without),
    };
    Scenario { points, keys, before, after, changed }
}

/// How many keys another remainder moves.
fn modulo_moves(keys: &[u64], nodes: usize, then: RingChange) -> usize {
    let (old, new) = match then {
        RingChange::Joins => (nodes as u64, nodes as u64 + 1),
        RingChange::Leaves => (nodes as u64, nodes as u64 - 1),
    };
    keys.iter().filter(|key| *key % old != *key % new).count()
}

fn ask(nodes: usize, then: RingChange, scenario: &Scenario, chance: &mut Chance) -> Sheet {
    let names = letters(nodes + usize::from(then == RingChange::Joins));
    let keys = numbered("k", scenario.keys.len());
    let changed = &names[scenario.changed];
    let mut shown = vec![
        format!(
            "positions: 0 to {}; a key belongs to the first point at or after it, and beyond the last",
            ROUND - 1
        ),
        "           point to the first one of the ring".into(),
        String::new(),
    ];
    let points = |node: usize| -> String {
        let own = scenario.points.iter().filter(|(_, owner)| *owner == node);
        own.map(|(at, _)| at.to_string()).collect::<Vec<_>>().join(", ")
    };
    shown.extend(
        names
            .iter()
            .take(nodes)
            .enumerate()
            .map(|(node, name)| format!("node {name} at {}", points(node))),
    );
    shown.push(String::new());
    shown.extend(keys.iter().zip(&scenario.keys).map(|(key, at)| format!("{key} at {at}")));
    shown.push(String::new());
    let (change, left) = match then {
        RingChange::Joins => {
            (format!("Then {changed} joins at {}.", points(scenario.changed)), names.clone())
        }
        RingChange::Leaves => (
            format!("Then {changed} leaves."),
            names.iter().filter(|name| *name != changed).cloned().collect(),
        ),
    };
    shown.push(change);
    let wraps = scenario.wraps();
    let wrap = wraps[chance.below(wraps.len())];
    let others: Vec<usize> = (0..keys.len()).filter(|at| *at != wrap).collect();
    let other = others[chance.below(others.len())];
    let moves = scenario.moves();
    let moved = moves[chance.below(moves.len())];
    let before: Vec<String> = names.iter().take(nodes).cloned().collect();
    let owner = |id, key: usize| {
        let right = &names[scenario.before.owner(scenario.keys[key])];
        Asked::one(id, format!("Which node holds {} at first?", keys[key]), &before, right)
    };
    let (one, two) = if chance.percent(50) { (wrap, other) } else { (other, wrap) };
    let moving: Vec<String> = moves.iter().map(|at| keys[*at].clone()).collect();
    let now = &names[scenario.after.owner(scenario.keys[moved])];
    let count = names.len() - usize::from(then == RingChange::Leaves);
    let asked = vec![
        owner("owner-1", one),
        owner("owner-2", two),
        Asked::many("moves", "Which keys move by the change?", &keys, moving.clone())
            .because(format!("Only these change their node: {}.", listed(&moving))),
        Asked::one("after", format!("Which node holds {} then?", keys[moved]), &left, now),
        Asked::number(
            "modulo",
            format!(
                "With the position modulo the number of nodes instead, {nodes} at first and {count} then: how many \
                 keys would have another remainder?"
            ),
            "keys",
            modulo_moves(&scenario.keys, nodes, then) as u64,
        )
        .because(format!("On the ring it is {}.", moves.len())),
    ];
    let trace = keys
        .iter()
        .zip(&scenario.keys)
        .map(|(key, at)| {
            let (old, new) =
                (&names[scenario.before.owner(*at)], &names[scenario.after.owner(*at)]);
            let what = if old == new { "stays on".into() } else { format!("moves from {old} to") };
            format!("{key} at {at} {what} {new}")
        })
        .collect();
    Sheet { shown, asked, trace }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_point_belongs_to_itself_and_the_ring_closes() {
        let ring = Ring(vec![(100, 0), (500, 1), (900, 2)]);
        for (position, owner) in [(0, 0), (100, 0), (101, 1), (900, 2), (901, 0), (999, 0)] {
            assert_eq!(ring.owner(position), owner, "{position}");
        }
    }

    #[test]
    fn only_keys_of_the_changed_node_move() {
        for seed in 0..300 {
            for then in [RingChange::Joins, RingChange::Leaves] {
                let scenario = scenario(4, 12, 3, then, &mut Chance::new(seed));
                for at in scenario.moves() {
                    let (old, new) = (
                        scenario.before.owner(scenario.keys[at]),
                        scenario.after.owner(scenario.keys[at]),
                    );
                    let joined = if then == RingChange::Joins { new } else { old };
                    assert_eq!(joined, scenario.changed, "seed {seed}");
                }
            }
        }
    }
}
