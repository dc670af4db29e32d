//! A tree of positions; a point that comes or goes hands the arc before it from one node to another. O(log n) a point.

use std::collections::{BTreeMap, HashMap};

pub struct WeightedRing {
    ring_size: i64,
    points_per_weight: i64,
    points: HashMap<String, i64>,
    shares: HashMap<String, i64>,
    /// Position to names in order; a node stands there once for each of its points.
    nodes_at: BTreeMap<i64, Vec<String>>,
}

impl WeightedRing {
    pub fn new(ring_size: i64, points_per_weight: i64) -> Self {
        WeightedRing {
            ring_size,
            points_per_weight,
            points: HashMap::new(),
            shares: HashMap::new(),
            nodes_at: BTreeMap::new(),
        }
    }

    pub fn set_weight(&mut self, node: String, weight: i64) -> i64 {
        let had = self.points.get(&node).copied().unwrap_or(0);
        let wanted = weight * self.points_per_weight;
        let mut moved = 0;
        for number in had..wanted {
            moved += self.add(&node, self.position(&format!("{node}#{number}")));
        }
        for number in wanted..had {
            moved += self.take(&node, self.position(&format!("{node}#{number}")));
        }
        self.points.insert(node, wanted);
        moved
    }

    pub fn owner(&mut self, key: String) -> Option<String> {
        self.owner_from(self.position(&key))
    }

    pub fn share(&mut self, node: String) -> i64 {
        self.shares.get(&node).copied().unwrap_or(0)
    }

    fn add(&mut self, node: &str, position: i64) -> i64 {
        let before = self.owner_from(position);
        let names = self.nodes_at.entry(position).or_default();
        let place = names.partition_point(|name| name.as_str() < node);
        names.insert(place, node.to_owned());
        let after = names.first().cloned();
        let arc = self.arc(position);
        self.hand_over(arc, before, after)
    }

    fn take(&mut self, node: &str, position: i64) -> i64 {
        let arc = self.arc(position);
        let before = self.owner_from(position);
        if let Some(names) = self.nodes_at.get_mut(&position) {
            if let Some(place) = names.iter().position(|name| name == node) {
                names.remove(place);
            }
            if names.is_empty() {
                self.nodes_at.remove(&position);
            }
        }
        let after = self.owner_from(position);
        self.hand_over(arc, before, after)
    }

    fn hand_over(&mut self, arc: i64, before: Option<String>, after: Option<String>) -> i64 {
        if before == after {
            return 0;
        }
        if let Some(node) = before {
            *self.shares.entry(node).or_default() -= arc;
        }
        if let Some(node) = after {
            *self.shares.entry(node).or_default() += arc;
        }
        arc
    }

    /// How many positions end at this point. A single point is its own predecessor and owns the whole ring.
    fn arc(&self, position: i64) -> i64 {
        let before = self
            .nodes_at
            .range(..position)
            .next_back()
            .or_else(|| self.nodes_at.iter().next_back())
            .map_or(position, |(&before, _)| before);
        (position - before - 1).rem_euclid(self.ring_size) + 1
    }

    fn owner_from(&self, position: i64) -> Option<String> {
        let (_, names) = self.nodes_at.range(position..).next().or_else(|| self.nodes_at.iter().next())?;
        names.first().cloned()
    }

    fn position(&self, text: &str) -> i64 {
        let mut h: u32 = 2_166_136_261;
        for byte in text.bytes() {
            h = (h ^ u32::from(byte)).wrapping_mul(16_777_619);
        }
        h = (h ^ (h >> 16)).wrapping_mul(73_244_475);
        i64::from(h ^ (h >> 16)) % self.ring_size
    }
}
