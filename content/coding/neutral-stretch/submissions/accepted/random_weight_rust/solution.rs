use crate::shapes::{Entry, Stretch};
use std::collections::hash_map::RandomState;
use std::collections::HashMap;
use std::hash::{BuildHasher, Hash, Hasher};

/// Adds up cents times a weight of the account, which a keyed hash with a random key gives. O(n) time and memory.
pub fn neutral_stretch(entries: Vec<Entry>) -> Option<Stretch> {
    let keys = RandomState::new();
    let mut first_place: HashMap<u64, i64> = HashMap::from([(0, 0)]);
    let mut state = 0u64;
    let mut best: Option<Stretch> = None;
    for (place, entry) in (1..).zip(&entries) {
        let mut hasher = keys.build_hasher();
        entry.account.hash(&mut hasher);
        // The lowest bits of a product say little, so weights are odd; sums are modulo 2^64.
        let weight = hasher.finish() | 1;
        state = state.wrapping_add(weight.wrapping_mul(entry.cents as u64));
        let first = *first_place.entry(state).or_insert(place);
        let length = place - first;
        let is_better = match &best {
            None => length > 0,
            Some(best) => (-length, first) < (-best.length, best.first),
        };
        if is_better {
            best = Some(Stretch { first, length });
        }
    }
    best
}
