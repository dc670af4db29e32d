//! Who may run next. A judgement of a hundred cases must not hold up one of three: turns go round the
//! judgements that wait, one case each, in the order of their arrival.

use greenroom_sandbox::Cancel;
use std::collections::VecDeque;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

#[derive(Debug)]
pub struct Queue {
    slots: usize,
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct State {
    busy: usize,
    tickets: u64,
    /// Judgements in the order of their next turn, each with its cases that wait.
    waiting: VecDeque<Waiting>,
}

#[derive(Debug)]
struct Waiting {
    judgement: u64,
    cases: VecDeque<Ticket>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Ticket {
    number: u64,
    slots: usize,
}

/// Held while something runs.
#[derive(Debug)]
pub struct Turn<'a> {
    queue: &'a Queue,
    slots: usize,
}

/// Cancelling wakes nobody here, so it is looked for this often.
const LOOK_EVERY: Duration = Duration::from_millis(50);

impl Queue {
    pub fn new(slots: usize) -> Queue {
        Queue { slots: slots.max(1), state: Mutex::default(), changed: Condvar::new() }
    }

    pub fn slots(&self) -> usize {
        self.slots
    }

    /// Blocks until it is this one's turn. `ahead` hears how many turns of other judgements come
    /// before, whenever that changes. `None`: cancelled.
    pub fn enter(
        &self,
        judgement: u64,
        slots: usize,
        cancel: &Cancel,
        mut ahead: impl FnMut(usize),
    ) -> Option<Turn<'_>> {
        let slots = slots.clamp(1, self.slots);
        let mut state = self.lock();
        let ticket = Ticket { number: state.tickets, slots };
        state.tickets += 1;
        match state.waiting.iter_mut().find(|waiting| waiting.judgement == judgement) {
            Some(waiting) => waiting.cases.push_back(ticket),
            None => state.waiting.push_back(Waiting { judgement, cases: [ticket].into() }),
        }
        let mut told = None;
        loop {
            if cancel.is_cancelled() {
                state.leave(judgement, ticket);
                self.changed.notify_all();
                return None;
            }
            if state.is_next(ticket, self.slots) {
                state.take_turn(judgement, ticket);
                // What is still free may be enough for the next one.
                self.changed.notify_all();
                return Some(Turn { queue: self, slots });
            }
            let now = state.ahead(judgement);
            if now > 0 && told != Some(now) {
                told = Some(now);
                // Whoever listens must not hold up the others.
                drop(state);
                ahead(now);
                state = self.lock();
                continue;
            }
            let waited = self.changed.wait_timeout(state, LOOK_EVERY);
            state = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// Only the very first, so that one that needs several slots is not passed by for ever.
    fn is_next(&self, ticket: Ticket, slots: usize) -> bool {
        let first = self.waiting.front().and_then(|waiting| waiting.cases.front());
        first == Some(&ticket) && self.busy + ticket.slots <= slots
    }

    fn take_turn(&mut self, judgement: u64, ticket: Ticket) {
        self.busy += ticket.slots;
        self.leave(judgement, ticket);
        // Those of the same judgement that still wait go behind the others.
        if self.waiting.front().is_some_and(|first| first.judgement == judgement)
            && let Some(first) = self.waiting.pop_front()
        {
            self.waiting.push_back(first);
        }
    }

    fn leave(&mut self, judgement: u64, ticket: Ticket) {
        for waiting in self.waiting.iter_mut().filter(|one| one.judgement == judgement) {
            waiting.cases.retain(|one| *one != ticket);
        }
        self.waiting.retain(|waiting| !waiting.cases.is_empty());
    }

    fn ahead(&self, judgement: u64) -> usize {
        self.waiting.iter().take_while(|waiting| waiting.judgement != judgement).count()
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        self.queue.lock().busy -= self.slots;
        self.queue.changed.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    fn wait_until(queue: &Queue, waiting: usize) {
        while queue.lock().waiting.iter().map(|one| one.cases.len()).sum::<usize>() < waiting {
            std::thread::yield_now();
        }
    }

    #[test]
    fn judgements_take_turns_however_many_cases_each_has() {
        let queue = Queue::new(1);
        let cancel = Cancel::new();
        let order = Mutex::new(Vec::new());
        let first = queue.enter(0, 1, &cancel, |_| {}).unwrap();
        std::thread::scope(|scope| {
            for (count, judgement) in [1, 1, 1, 2, 2, 3].into_iter().enumerate() {
                let (queue, cancel, order) = (&queue, &cancel, &order);
                scope.spawn(move || {
                    let turn = queue.enter(judgement, 1, cancel, |_| {}).unwrap();
                    order.lock().unwrap().push(judgement);
                    drop(turn);
                });
                wait_until(queue, count + 1);
            }
            drop(first);
        });
        assert_eq!(*order.lock().unwrap(), [1, 2, 3, 1, 2, 1]);
    }

    #[test]
    fn never_more_run_at_once_than_there_are_slots_and_large_ones_get_theirs() {
        let queue = Queue::new(3);
        let cancel = Cancel::new();
        let busy = AtomicUsize::new(0);
        std::thread::scope(|scope| {
            for judgement in 0..12 {
                let (queue, cancel, busy) = (&queue, &cancel, &busy);
                scope.spawn(move || {
                    for case in 0..20 {
                        let slots = 1 + (judgement as usize + case) % 3;
                        let turn = queue.enter(judgement, slots, cancel, |_| {}).unwrap();
                        assert!(busy.fetch_add(slots, Ordering::SeqCst) + slots <= 3);
                        std::thread::yield_now();
                        busy.fetch_sub(slots, Ordering::SeqCst);
                        drop(turn);
                    }
                });
            }
        });
        assert!(queue.lock().waiting.is_empty());
        assert_eq!(queue.lock().busy, 0);
    }

    #[test]
    fn who_waits_hears_how_many_are_ahead_and_may_leave() {
        let queue = Queue::new(1);
        let (cancel, leaving) = (Cancel::new(), Cancel::new());
        let turn = queue.enter(0, 1, &cancel, |_| {}).unwrap();
        let heard = Mutex::new(Vec::new());
        std::thread::scope(|scope| {
            let second = scope.spawn(|| queue.enter(1, 1, &leaving, |_| {}).is_none());
            wait_until(&queue, 1);
            let third = scope.spawn(|| {
                queue.enter(2, 1, &cancel, |ahead| heard.lock().unwrap().push(ahead)).is_some()
            });
            wait_until(&queue, 2);
            while heard.lock().unwrap().is_empty() {
                std::thread::yield_now();
            }
            leaving.cancel();
            assert!(second.join().unwrap());
            drop(turn);
            assert!(third.join().unwrap());
        });
        assert_eq!(*heard.lock().unwrap(), [1]);
    }
}
