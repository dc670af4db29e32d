//! What one instance of a cache holds.

use super::chance::Chance;
use super::events::Ns;
use crate::design::Eviction;
use rustc_hash::FxHashMap;

const END: u32 = u32::MAX;

/// Keys with when they came, the least wanted of which make room for new ones.
#[derive(Debug)]
pub struct Shelf {
    capacity: usize,
    eviction: Eviction,
    places: FxHashMap<u32, u32>,
    slots: Vec<Slot>,
    free: Vec<u32>,
    /// Of the slots by use, for LRU.
    newest: u32,
    oldest: u32,
}

#[derive(Debug, Clone, Copy)]
struct Slot {
    key: u32,
    filled_at: Ns,
    /// 0: never.
    expires_at: Ns,
    uses: u32,
    newer: u32,
    older: u32,
}

impl Shelf {
    pub fn new(capacity: usize, eviction: Eviction) -> Shelf {
        Shelf {
            capacity,
            eviction,
            places: FxHashMap::default(),
            slots: Vec::new(),
            free: Vec::new(),
            newest: END,
            oldest: END,
        }
    }

    #[cfg(test)]
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// When it came here, if it is here and not too old. Counts as a use.
    #[inline]
    pub fn get(&mut self, key: u32, now: Ns) -> Option<Ns> {
        let at = *self.places.get(&key)?;
        let slot = &mut self.slots[at as usize];
        if slot.expires_at > 0 && now >= slot.expires_at {
            self.forget(key);
            return None;
        }
        slot.uses = slot.uses.saturating_add(1);
        let filled_at = slot.filled_at;
        if self.eviction == Eviction::Lru && self.newest != at {
            self.unlink(at);
            self.link(at);
        }
        Some(filled_at)
    }

    pub fn put(&mut self, key: u32, now: Ns, expires_at: Ns, chance: &mut Chance) {
        if self.capacity == 0 {
            return;
        }
        if let Some(at) = self.places.get(&key) {
            let slot = &mut self.slots[*at as usize];
            (slot.filled_at, slot.expires_at) = (now, expires_at);
            return;
        }
        if self.places.len() >= self.capacity {
            self.evict(chance);
        }
        let slot = Slot { key, filled_at: now, expires_at, uses: 1, newer: END, older: END };
        let at = match self.free.pop() {
            Some(at) => {
                self.slots[at as usize] = slot;
                at
            }
            None => {
                self.slots.push(slot);
                (self.slots.len() - 1) as u32
            }
        };
        self.places.insert(key, at);
        self.link(at);
    }

    pub fn forget(&mut self, key: u32) {
        if let Some(at) = self.places.remove(&key) {
            self.unlink(at);
            self.free.push(at);
        }
    }

    pub fn clear(&mut self) {
        *self = Shelf::new(self.capacity, self.eviction);
    }

    fn evict(&mut self, chance: &mut Chance) {
        let victim = match self.eviction {
            Eviction::Lru => self.oldest,
            // All slots are taken when somebody has to go, so each number is one that is here.
            Eviction::Random => chance.below(self.slots.len() as u32),
            // Of a few drawn the one that was used least, as Redis does: exact counts would cost more
            // than they tell.
            Eviction::Lfu => (0..LFU_SAMPLES)
                .map(|_| chance.below(self.slots.len() as u32))
                .min_by_key(|at| self.slots[*at as usize].uses)
                .unwrap_or(self.oldest),
        };
        if let Some(key) = self.slots.get(victim as usize).map(|slot| slot.key) {
            self.forget(key);
        }
    }

    fn link(&mut self, at: u32) {
        let older = self.newest;
        let slot = &mut self.slots[at as usize];
        (slot.older, slot.newer) = (older, END);
        if older == END {
            self.oldest = at;
        } else {
            self.slots[older as usize].newer = at;
        }
        self.newest = at;
    }

    fn unlink(&mut self, at: u32) {
        let Slot { newer, older, .. } = self.slots[at as usize];
        if newer == END {
            self.newest = older
        } else {
            self.slots[newer as usize].older = older
        }
        if older == END { self.oldest = newer } else { self.slots[older as usize].newer = newer }
    }
}

const LFU_SAMPLES: u32 = 8;

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::VecDeque;

    fn chance() -> Chance {
        Chance::new(1, "shelf")
    }

    #[test]
    fn the_least_recently_used_goes_first() {
        let (mut shelf, mut chance) = (Shelf::new(2, Eviction::Lru), chance());
        shelf.put(1, 0, 0, &mut chance);
        shelf.put(2, 0, 0, &mut chance);
        assert!(shelf.get(1, 1).is_some());
        shelf.put(3, 2, 0, &mut chance);
        assert_eq!((shelf.get(2, 3), shelf.len()), (None, 2));
        assert!(shelf.get(1, 3).is_some() && shelf.get(3, 3).is_some());
    }

    #[test]
    fn what_is_too_old_is_not_there() {
        let (mut shelf, mut chance) = (Shelf::new(2, Eviction::Lru), chance());
        shelf.put(1, 100, 110, &mut chance);
        assert_eq!(shelf.get(1, 109), Some(100));
        assert_eq!(shelf.get(1, 110), None);
        assert_eq!(shelf.len(), 0);
    }

    #[test]
    fn what_is_used_often_outlives_what_is_new() {
        let (mut shelf, mut chance) = (Shelf::new(8, Eviction::Lfu), chance());
        for key in 0..8 {
            shelf.put(key, 0, 0, &mut chance);
        }
        for _ in 0..100 {
            assert!(shelf.get(0, 0).is_some());
        }
        for key in 8..200 {
            shelf.put(key, 0, 0, &mut chance);
            assert_eq!(shelf.len(), 8);
        }
        assert!(shelf.get(0, 0).is_some());
    }

    #[test]
    fn it_is_what_a_list_of_the_last_used_would_be() {
        let (mut shelf, mut chance) = (Shelf::new(50, Eviction::Lru), chance());
        let mut list: VecDeque<u32> = VecDeque::new();
        for _ in 0..20_000 {
            let key = chance.below(120);
            let was = list.iter().position(|one| *one == key);
            assert_eq!(shelf.get(key, 0).is_some(), was.is_some());
            if let Some(at) = was {
                list.remove(at);
            } else {
                shelf.put(key, 0, 0, &mut chance);
                if list.len() == 50 {
                    list.pop_front();
                }
            }
            list.push_back(key);
            if key == 7 {
                shelf.forget(7);
                list.pop_back();
            }
        }
    }
}
