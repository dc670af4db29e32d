//! The search for an order: Wing and Gong, "Testing and verifying concurrent objects" (1993), with Lowe's cache of
//! configurations, "Testing for linearizability" (2017).
//!
//! A *configuration* is the set of operations that were put in order so far and the state after them. Next may come any
//! operation that was called before the first return among those left, the *due* one. Three things are left out:
//!
//! - **An operation that reads only is taken as soon as its answer fits**, and nothing else is tried instead. In
//!   any order that continues from here it comes somewhere; moved to the front it answers the same, because the
//!   state is the same, and all others see what they saw, because it changes nothing in any state.
//! - **Of equal operations only the one that must return first is tried.** An order that takes the other
//!   first stays one when the two change places: both were called, and the later place was early enough for the
//!   one that returns first.
//! - **One that may not have happened is tried only where it changes the state.** Elsewhere the order is as good without.

mod seen;
mod states;

use crate::Model;
use crate::part::{History, Item, NEVER};
use hashbrown::HashMap;
use seen::Seen;
use states::States;

/// What a search may cost.
pub struct Budget<'a> {
    pub steps_left: u64,
    pub cancelled: &'a dyn Fn() -> bool,
}

pub enum Outcome<S> {
    Linearizable,
    Illegal(Stuck<S>),
    OutOfSteps,
    Cancelled,
}

/// Where the order that got furthest ends.
pub struct Stuck<S> {
    /// Indexes into the history.
    pub order: Vec<usize>,
    /// The operation that no order gets past: whatever was tried, some operation that returned no later was left.
    pub due: Item,
    pub state: S,
}

/// `items` are in the order of their calls, and none is one on which nothing depends ([`crate::part::telling`]).
pub fn search<M: Model>(
    model: &M,
    history: &History<M>,
    items: &[Item],
    budget: &mut Budget,
) -> Outcome<M::State> {
    Search::new(model, history, items).run(budget)
}

/// Steps between two looks at whether the caller still wants to know.
const CANCEL_EVERY: u64 = 4096;
/// The end of a chain, and of the list of events: event 0 is before all others.
const NONE: u32 = u32::MAX;
/// A state that was not worked out yet.
const UNKNOWN: u32 = u32::MAX - 1;
/// With more different operations than this, most states meet few of them.
const DENSE_CLASSES_MAX: usize = 96;

struct Search<'a, M: Model> {
    model: &'a M,
    history: &'a History<M>,
    /// Those that returned, by their calls, then those that did not, by theirs.
    items: Vec<Item>,
    returned: usize,
    /// By operation: equal operations are of one class.
    class: Vec<u32>,
    /// By class: an operation of it.
    example: Vec<usize>,
    reads_only: Vec<bool>,
    /// Chains those that never returned within their class, in the order of their calls: the operation after this one.
    same_class_next: Vec<u32>,
    /// By class: the first that never returned and is not in the order yet.
    pending_first: Vec<u32>,
    /// Classes of which some never returned.
    pending_classes: Vec<u32>,
    /// The events left, as a list: `2 * operation + 1` is a call, `2 * operation + 2` a return, 0 the end.
    next: Vec<u32>,
    previous: Vec<u32>,
    /// By operation that returned: how many were called before.
    called_before_return: Vec<u32>,

    states: States<M>,
    /// The operations in order, and the same as a set.
    order: Vec<u32>,
    done: Vec<u64>,
    done_hash: u64,
    seen: Seen,
    frames: Vec<Frame>,
    candidates: Vec<u32>,
    /// By class: the round in which it was last met.
    met: Vec<u64>,
    round: u64,
    furthest: Option<Furthest>,
}

/// A configuration with what may come next.
struct Frame {
    /// How long the order is here.
    length: usize,
    state: u32,
    first_candidate: usize,
    next_candidate: usize,
}

struct Furthest {
    due: u32,
    order: Vec<u32>,
    state: u32,
}

impl<'a, M: Model> Search<'a, M> {
    fn new(model: &'a M, history: &'a History<M>, all: &[Item]) -> Self {
        let mut items: Vec<Item> =
            all.iter().filter(|one| one.returned != NEVER).copied().collect();
        let returned = items.len();
        items.extend(all.iter().filter(|one| one.returned == NEVER));

        let mut classes = HashMap::new();
        let (mut class, mut example, mut reads_only) = (Vec::new(), Vec::new(), Vec::new());
        for item in &items {
            let operation = &history[item.index];
            let is_pending = item.returned == NEVER;
            let key = (&operation.input, operation.output.as_ref(), is_pending);
            class.push(*classes.entry(key).or_insert_with(|| {
                example.push(item.index);
                reads_only.push(model.reads_only(key.0, key.1));
                example.len() as u32 - 1
            }));
        }

        let mut same_class_next = vec![NONE; items.len()];
        let mut pending_first = vec![NONE; example.len()];
        let mut pending_classes = Vec::new();
        for operation in (returned..items.len()).rev() {
            let class = class[operation];
            let first = &mut pending_first[class as usize];
            if *first == NONE {
                pending_classes.push(class);
            }
            same_class_next[operation] = *first;
            *first = operation as u32;
        }

        let mut events: Vec<(u32, u32)> = Vec::with_capacity(returned * 2);
        for (operation, item) in (0_u32..).zip(&items[..returned]) {
            events.push((item.invoked, 2 * operation + 1));
            events.push((item.returned, 2 * operation + 2));
        }
        events.sort_unstable();
        let mut next = vec![0; 2 * returned + 1];
        let mut previous = vec![0; 2 * returned + 1];
        let mut called_before_return = vec![0; returned];
        let (mut last, mut called) = (0, 0);
        for (_, event) in events {
            next[last as usize] = event;
            previous[event as usize] = last;
            last = event;
            if event % 2 == 1 {
                called += 1;
            } else {
                called_before_return[operation_of(event)] = called;
            }
        }
        previous[0] = last;

        let words = returned.div_ceil(64) + (items.len() - returned).div_ceil(64);
        Search {
            model,
            history,
            returned,
            same_class_next,
            pending_first,
            pending_classes,
            next,
            previous,
            called_before_return,
            states: States::new(model.initial(), example.len()),
            order: Vec::new(),
            done: vec![0; words],
            done_hash: 0,
            seen: Seen::default(),
            frames: Vec::new(),
            candidates: Vec::new(),
            met: vec![0; example.len()],
            round: 0,
            furthest: None,
            items,
            class,
            example,
            reads_only,
        }
    }

    fn run(mut self, budget: &mut Budget) -> Outcome<M::State> {
        let mut state = 0;
        loop {
            // Into the configuration that `order` and `state` say.
            self.take_reads(state);
            let first = self.next[0];
            if first == 0 {
                return Outcome::Linearizable;
            }
            if budget.steps_left == 0 {
                return Outcome::OutOfSteps;
            }
            budget.steps_left -= 1;
            if budget.steps_left.is_multiple_of(CANCEL_EVERY) && (budget.cancelled)() {
                return Outcome::Cancelled;
            }
            let due = self.due();
            if self.is_new(first, due, state) {
                let first_candidate = self.candidates.len();
                self.find_candidates(due, state);
                if self.candidates.len() == first_candidate {
                    // Every configuration leads to such an end, or to one that was seen and led to one.
                    self.note(due, state);
                } else {
                    self.frames.push(Frame {
                        length: self.order.len(),
                        state,
                        first_candidate,
                        next_candidate: first_candidate,
                    });
                }
            }
            // Back to the last configuration with something left to try.
            loop {
                let Some(frame) = self.frames.last_mut() else { return self.stuck() };
                if frame.next_candidate == self.candidates.len() {
                    self.candidates.truncate(frame.first_candidate);
                    self.frames.pop();
                    continue;
                }
                let operation = self.candidates[frame.next_candidate];
                frame.next_candidate += 1;
                let (length, before) = (frame.length, frame.state);
                self.back_to(length);
                state = self.step(before, self.class[operation as usize]);
                self.take(operation);
                break;
            }
        }
    }

    /// The operation that returns first of those left. There is one.
    fn due(&self) -> u32 {
        let mut event = self.next[0];
        while event % 2 == 1 {
            event = self.next[event as usize];
        }
        operation_of(event) as u32
    }

    fn take_reads(&mut self, state: u32) {
        let mut event = self.next[0];
        while event % 2 == 1 {
            let operation = operation_of(event);
            let class = self.class[operation];
            let next = self.next[event as usize];
            if self.reads_only[class as usize] && self.fits(state, class) {
                // When it was the due one, its return is gone as well and the walk goes on behind it.
                let was_due = next == event + 1;
                let behind = self.next[(event + 1) as usize];
                self.take(operation as u32);
                event = if was_due { behind } else { next };
            } else {
                event = next;
            }
        }
    }

    fn find_candidates(&mut self, due: u32, state: u32) {
        self.round += 1;
        let from = self.candidates.len();
        let mut event = self.next[0];
        while event % 2 == 1 {
            let operation = operation_of(event);
            let class = self.class[operation];
            event = self.next[event as usize];
            if self.reads_only[class as usize] {
                continue;
            }
            if self.met[class as usize] == self.round {
                let same = |one: &&mut u32| self.class[**one as usize] == class;
                if let Some(other) = self.candidates[from..].iter_mut().find(same)
                    && self.items[operation].returned < self.items[*other as usize].returned
                {
                    *other = operation as u32;
                }
                continue;
            }
            self.met[class as usize] = self.round;
            if self.fits(state, class) {
                self.candidates.push(operation as u32);
            }
        }
        // What must return first is tried first.
        let items = &self.items;
        self.candidates[from..].sort_unstable_by_key(|one| items[*one as usize].returned);
        let due_return = self.items[due as usize].returned;
        for at in 0..self.pending_classes.len() {
            let class = self.pending_classes[at];
            let operation = self.pending_first[class as usize];
            if operation != NONE && self.items[operation as usize].invoked < due_return {
                let after = self.step(state, class);
                if after != NONE && after != state {
                    self.candidates.push(operation);
                }
            }
        }
    }

    fn fits(&mut self, state: u32, class: u32) -> bool {
        self.step(state, class) != NONE
    }

    fn step(&mut self, state: u32, class: u32) -> u32 {
        let example = &self.history[self.example[class as usize]];
        self.states.step(self.model, example, state, class)
    }

    fn take(&mut self, operation: u32) {
        self.order.push(operation);
        self.flip(operation);
        if (operation as usize) < self.returned {
            for event in [2 * operation + 1, 2 * operation + 2] {
                let (before, after) = (self.previous[event as usize], self.next[event as usize]);
                self.next[before as usize] = after;
                self.previous[after as usize] = before;
            }
        } else {
            let class = self.class[operation as usize];
            self.pending_first[class as usize] = self.same_class_next[operation as usize];
        }
    }

    fn back_to(&mut self, length: usize) {
        while self.order.len() > length {
            let Some(operation) = self.order.pop() else { return };
            self.flip(operation);
            if (operation as usize) < self.returned {
                // In the other direction, so that each finds its neighbours as it left them.
                for event in [2 * operation + 2, 2 * operation + 1] {
                    let (before, after) =
                        (self.previous[event as usize], self.next[event as usize]);
                    self.next[before as usize] = event;
                    self.previous[after as usize] = event;
                }
            } else {
                let class = self.class[operation as usize];
                self.pending_first[class as usize] = operation;
            }
        }
    }

    fn flip(&mut self, operation: u32) {
        let at = self.bit(operation as usize);
        self.done[at / 64] ^= 1 << (at % 64);
        self.done_hash ^= scramble(u64::from(operation) + 1);
    }

    /// Those that never returned begin on a word of their own.
    fn bit(&self, operation: usize) -> usize {
        match operation.checked_sub(self.returned) {
            None => operation,
            Some(pending) => self.returned.div_ceil(64) * 64 + pending,
        }
    }

    /// Notes the configuration; whether it was met for the first time.
    fn is_new(&mut self, first: u32, due: u32, state: u32) -> bool {
        // The first event left is the call of the first operation left: all before it are done. Of those called after
        // the due return none is.
        let from = operation_of(first) / 64;
        let to = (self.called_before_return[due as usize] as usize).div_ceil(64);
        let pending = self.returned.div_ceil(64);
        self.seen.insert(self.done_hash, state, from, &self.done[from..to], &self.done[pending..])
    }

    fn note(&mut self, due: u32, state: u32) {
        let returned = |due: u32| self.items[due as usize].returned;
        let is_further = self.furthest.as_ref().is_none_or(|best| {
            (returned(due), self.order.len()) > (returned(best.due), best.order.len())
        });
        if is_further {
            self.furthest = Some(Furthest { due, order: self.order.clone(), state });
        }
    }

    fn stuck(mut self) -> Outcome<M::State> {
        let Some(Furthest { due, order, state }) = self.furthest.take() else {
            return Outcome::Linearizable;
        };
        Outcome::Illegal(Stuck {
            order: order.iter().map(|one| self.items[*one as usize].index).collect(),
            due: self.items[due as usize],
            state: self.states.all.swap_remove(state as usize),
        })
    }
}

fn operation_of(event: u32) -> usize {
    ((event - 1) / 2) as usize
}

/// The output function of SplitMix64: sums of it stay apart.
fn scramble(n: u64) -> u64 {
    let n = n.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let n = (n ^ (n >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let n = (n ^ (n >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    n ^ (n >> 31)
}
