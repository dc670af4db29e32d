//! States by number, and what leads from one to another.

use super::{DENSE_CLASSES_MAX, NONE, UNKNOWN};
use crate::{Model, Operation};
use hashbrown::hash_table::Entry;
use hashbrown::{DefaultHashBuilder, HashMap, HashTable};
use std::hash::BuildHasher;

/// Every state is kept once; a step is worked out once.
pub struct States<M: Model> {
    pub all: Vec<M::State>,
    numbers: HashTable<u32>,
    hasher: DefaultHashBuilder,
    classes: usize,
    /// With few classes: by state, then by class.
    dense: Vec<u32>,
    sparse: HashMap<(u32, u32), u32>,
}

impl<M: Model> States<M> {
    pub fn new(initial: M::State, classes: usize) -> Self {
        let mut states = States {
            all: Vec::new(),
            numbers: HashTable::new(),
            hasher: DefaultHashBuilder::default(),
            classes,
            dense: Vec::new(),
            sparse: HashMap::new(),
        };
        states.number(initial);
        states
    }

    /// The state after an operation like `example`, which is of `class`; [`NONE`] when it does not fit.
    pub fn step(
        &mut self,
        model: &M,
        example: &Operation<M::Input, M::Output>,
        state: u32,
        class: u32,
    ) -> u32 {
        let is_dense = self.classes <= DENSE_CLASSES_MAX;
        let at = state as usize * self.classes + class as usize;
        if is_dense {
            if self.dense[at] != UNKNOWN {
                return self.dense[at];
            }
        } else if let Some(after) = self.sparse.get(&(state, class)) {
            return *after;
        }
        let stepped =
            model.step(&self.all[state as usize], &example.input, example.output.as_ref());
        let after = stepped.map_or(NONE, |after| self.number(after));
        if is_dense {
            self.dense[at] = after;
        } else {
            self.sparse.insert((state, class), after);
        }
        after
    }

    fn number(&mut self, state: M::State) -> u32 {
        let hash = self.hasher.hash_one(&state);
        let (all, hasher) = (&mut self.all, &self.hasher);
        let found = self.numbers.entry(
            hash,
            |number| all[*number as usize] == state,
            |number| hasher.hash_one(&all[*number as usize]),
        );
        match found {
            Entry::Occupied(entry) => *entry.get(),
            Entry::Vacant(entry) => {
                let number = all.len() as u32;
                entry.insert(number);
                all.push(state);
                if self.classes <= DENSE_CLASSES_MAX {
                    self.dense.resize(self.dense.len() + self.classes, UNKNOWN);
                }
                number
            }
        }
    }
}
