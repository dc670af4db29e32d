//! A part of a history, with times as places in one order of events.

use crate::{HistoryError, Model, Operation};
use hashbrown::HashMap;

/// The place of a return that never came.
pub const NEVER: u32 = u32::MAX;

/// An operation by its index in the history, with the places of its call and its return. No two events of a history
/// share a place. `returned` is [`NEVER`] for what may not have happened at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Item {
    pub index: usize,
    pub invoked: u32,
    pub returned: u32,
}

pub type History<M> = [Operation<<M as Model>::Input, <M as Model>::Output>];

/// All operations in the order of their calls.
pub fn items<I, O>(history: &[Operation<I, O>]) -> Result<Vec<Item>, HistoryError> {
    if history.len() > (u32::MAX / 4) as usize {
        return Err(HistoryError::TooLong { operations: history.len() });
    }
    // At equal times calls come first: operations that touch are concurrent.
    let mut events: Vec<(u64, bool, usize)> = Vec::with_capacity(history.len() * 2);
    for (index, operation) in history.iter().enumerate() {
        events.push((operation.invoked, false, index));
        if let Some(returned) = operation.returned {
            if returned < operation.invoked {
                let invoked = operation.invoked;
                return Err(HistoryError::ReturnedFirst { index, invoked, returned });
            }
            events.push((returned, true, index));
        }
    }
    events.sort_unstable();
    let mut items = Vec::with_capacity(history.len());
    let mut at = vec![0; history.len()];
    // Place 0 is left free for what was so from the start.
    for (place, (_, is_return, index)) in (1_u32..).zip(events) {
        if is_return {
            let item: &mut Item = &mut items[at[index]];
            item.returned = place;
        } else {
            at[index] = items.len();
            items.push(Item { index, invoked: place, returned: NEVER });
        }
    }
    Ok(items)
}

/// Divided by the model's keys, the smallest part first so that a hard one does not eat the budget of easy ones.
pub fn parts<M: Model>(model: &M, history: &History<M>, items: Vec<Item>) -> Vec<Vec<Item>> {
    let mut by_key: HashMap<&str, usize> = HashMap::new();
    let mut parts: Vec<Vec<Item>> = Vec::new();
    for item in &items {
        let Some(key) = model.key(&history[item.index].input) else { return vec![items] };
        let at = *by_key.entry(key).or_insert_with(|| {
            parts.push(Vec::new());
            parts.len() - 1
        });
        parts[at].push(*item);
    }
    parts.sort_by_key(Vec::len);
    parts
}

/// Without the operations that nothing depends on: those that change nothing and either have no known answer or may not
/// have happened.
pub fn telling<M: Model>(model: &M, history: &History<M>, items: &[Item]) -> Vec<Item> {
    let tells = |item: &&Item| {
        let operation = &history[item.index];
        let known = operation.output.is_some() && item.returned != NEVER;
        known || !model.reads_only(&operation.input, operation.output.as_ref())
    };
    items.iter().filter(tells).copied().collect()
}
