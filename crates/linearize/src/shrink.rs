//! From operations that cannot be put in order to the few that show it.

use crate::part::{History, Item, NEVER, telling};
use crate::search::{Budget, Outcome, Stuck, search};
use crate::{Model, Operation, Options, Told, Witness};

/// What happened up to the return of `due`. What returned later is open: it may be left out of an order.
pub fn cut(items: &[Item], due: Item) -> Vec<Item> {
    let before = |item: &&Item| item.invoked < due.returned;
    let open = |item: &Item| Item {
        returned: if item.returned > due.returned { NEVER } else { item.returned },
        ..*item
    };
    items.iter().filter(before).map(open).collect()
}

/// `proof` is illegal by itself, in the order of its calls.
pub fn witness<M: Model>(
    model: &M,
    history: &History<M>,
    proof: Vec<Item>,
    furthest: Option<Vec<usize>>,
    options: &Options,
) -> Witness {
    if options.shrink_steps_max == 0 {
        return describe(model, history, &proof, None, furthest);
    }
    let mut budget = Budget { steps_left: options.shrink_steps_max, cancelled: options.cancelled };
    let mut kept = telling(model, history, &proof);
    let mut stuck = illegal(model, history, &kept, &mut budget);
    if let Some(found) = &stuck {
        kept = telling(model, history, &cut(&kept, found.due));
    }
    // Halves first: most of a long history has nothing to do with it.
    let mut size = kept.len().div_ceil(2).max(1);
    loop {
        let mut is_smaller = false;
        let mut from = 0;
        while from < kept.len() {
            let dropped = droppable(model, history, &kept, from..(from + size).min(kept.len()));
            if dropped.is_empty() {
                from += size;
                continue;
            }
            let rest: Vec<Item> =
                kept.iter().filter(|item| !dropped.contains(&item.index)).copied().collect();
            match illegal(model, history, &rest, &mut budget) {
                Some(found) => {
                    kept = telling(model, history, &cut(&rest, found.due));
                    stuck = Some(found);
                    is_smaller = true;
                }
                None => from += size,
            }
        }
        if size > 1 {
            size = size.div_ceil(2);
        } else if !is_smaller {
            break;
        }
    }
    // The order and the state are of exactly what is shown.
    if let Some(found) = illegal(model, history, &kept, &mut Budget { ..budget }) {
        stuck = Some(found);
    }
    describe(model, history, &kept, stuck, furthest)
}

fn illegal<M: Model>(
    model: &M,
    history: &History<M>,
    items: &[Item],
    budget: &mut Budget,
) -> Option<Stuck<M::State>> {
    match search(model, history, items, budget) {
        Outcome::Illegal(stuck) => Some(stuck),
        Outcome::Linearizable | Outcome::OutOfSteps | Outcome::Cancelled => None,
    }
}

/// Indexes of operations in `range` of `kept` that may be left out together.
fn droppable<M: Model>(
    model: &M,
    history: &History<M>,
    kept: &[Item],
    range: std::ops::Range<usize>,
) -> Vec<usize> {
    let told = |item: &Item| {
        let Operation { input, output, .. } = &history[item.index];
        Told { input, output: output.as_ref(), happened: item.returned != NEVER }
    };
    let mut dropped: Vec<usize> = Vec::new();
    for item in &kept[range] {
        let one = told(item);
        let is_spare = model.reads_only(one.input, one.output) || {
            // One after another: each is spared by those that are left.
            let others: Vec<_> = kept
                .iter()
                .filter(|other| other.index != item.index && !dropped.contains(&other.index))
                .map(told)
                .collect();
            model.can_spare(one, &others)
        };
        if is_spare {
            dropped.push(item.index);
        }
    }
    dropped
}

fn describe<M: Model>(
    model: &M,
    history: &History<M>,
    kept: &[Item],
    stuck: Option<Stuck<M::State>>,
    furthest: Option<Vec<usize>>,
) -> Witness {
    let show = |index: usize| {
        let operation = &history[index];
        model.show(&operation.input, operation.output.as_ref())
    };
    let open = |item: &&Item| item.returned == NEVER && history[item.index].returned.is_some();
    let last = kept.iter().filter(|item| item.returned != NEVER).max_by_key(|item| item.returned);
    let (order, impossible, state) = match stuck {
        Some(stuck) => (stuck.order, stuck.due.index, Some(stuck.state)),
        None => (Vec::new(), last.or(kept.first()).map_or(0, |item| item.index), None),
    };
    let operation = &history[impossible];
    let named = format!("process {}'s `{}`", operation.process, show(impossible));
    let then = state.map_or_else(String::new, |state| model.show_state(&state));
    let why = match order.last() {
        _ if then.is_empty() => {
            format!("{named} fits nowhere between its call and its return.")
        }
        None => format!(
            "{named} fits nowhere between its call and its return: nothing that could come before it makes its \
             answer possible, and at first the {then}."
        ),
        Some(last) => format!(
            "{named} fits nowhere between its call and its return: the order that gets furthest ends in process {}'s \
             `{}`, the {then} then, and nothing that may come next leads to this answer.",
            history[*last].process,
            show(*last)
        ),
    };
    Witness {
        minimal: kept.iter().map(|item| item.index).collect(),
        open: kept.iter().filter(open).map(|item| item.index).collect(),
        furthest: furthest.unwrap_or_else(|| order.clone()),
        order,
        impossible,
        key: model.key(&operation.input).map(str::to_owned),
        why,
    }
}
