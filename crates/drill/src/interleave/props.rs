//! What holds of every small program: the search against trying each order by hand, and isolation against
//! what it promises.

use super::explore::{Explored, explore, tell};
use super::steps::{Program, read};
use super::world::{Rules, State, Turn, World};
use greenroom_model::drill::{Actor, Interleaving, Isolation, Wanted};
use proptest::prelude::*;
use std::collections::BTreeMap;

/// Steps over the rows x and y, whose locals are set at the beginning.
const STEPS: &[&str] = &[
    "t = read x",
    "u = read y",
    "write x = t + 1",
    "write y = u + t + 1",
    "write x = u",
    "t = u * 2",
    "if t > 1 stop",
    "atomic x = x + 1",
    "atomic y = y - 1 when y > 0 into ok",
    "cas x t t + 2 into ok",
];

fn task(actors: &[Vec<usize>], more: &[&str], opens: &[&str], ends: &[&str]) -> Interleaving {
    let all: Vec<&str> = STEPS.iter().chain(more).copied().collect();
    let actor = |(at, steps): (usize, &Vec<usize>)| Actor {
        name: ["A", "B", "C"][at].into(),
        steps: opens
            .iter()
            .copied()
            .chain(steps.iter().map(|step| all[step % all.len()]))
            .chain(ends.iter().copied())
            .map(str::to_owned)
            .collect(),
    };
    Interleaving {
        start: BTreeMap::from([("x".to_owned(), 1), ("y".to_owned(), 0)]),
        isolation: None,
        actor: actors.iter().enumerate().map(actor).collect(),
        promise: "x + y * 7 != 10 and x >= y".into(),
        wanted: Wanted::Order,
    }
}

/// Calls `seen` with each world in which nobody can go on, by every order, remembering nothing.
fn every_end(
    rules: &Rules,
    world: &World,
    order: &mut Vec<usize>,
    seen: &mut dyn FnMut(&World, &[usize]),
) {
    let mut is_over = true;
    for who in 0..world.actors.len() {
        if !rules.is_running(world, who) {
            continue;
        }
        let mut next = world.clone();
        if let Turn::Done(_) = rules.turn(&mut next, who).unwrap() {
            is_over = false;
            order.push(who);
            every_end(rules, &next, order, seen);
            order.pop();
        }
    }
    if is_over {
        seen(world, order);
    }
}

fn is_stuck(rules: &Rules, world: &World) -> bool {
    (0..world.actors.len()).any(|who| rules.is_running(world, who))
}

fn check_search(program: &Program, level: Option<Isolation>) -> Result<(), TestCaseError> {
    let rules = Rules { program, level };
    let mut breaking = Vec::new();
    let mut count = 0_u64;
    every_end(&rules, &rules.start(), &mut Vec::new(), &mut |world, order| {
        count += 1;
        let breaks = is_stuck(&rules, world) || !rules.holds(world).unwrap();
        // What an order is told to do is what it does.
        if count.is_multiple_of(37) {
            assert_eq!(tell(&rules, order).unwrap().breaks, Some(breaks), "{order:?}");
        }
        if breaks {
            breaking.push(order.to_vec());
        }
    });
    match explore(&rules).unwrap() {
        Explored::Holds { .. } => prop_assert!(breaking.is_empty(), "{:?} was missed", breaking[0]),
        Explored::Breaks { order } => {
            prop_assert!(breaking.contains(&order), "{order:?} does not break it");
            prop_assert_eq!(tell(&rules, &order).unwrap().breaks, Some(true));
        }
    }
    Ok(())
}

/// What the committed ones did is what they would have done one after another, in some order.
fn check_serial(program: &Program, level: Isolation) -> Result<(), TestCaseError> {
    let rules = Rules { program, level: Some(level) };
    let mut failed = None;
    every_end(&rules, &rules.start(), &mut Vec::new(), &mut |world, order| {
        let committed: Vec<usize> = (0..world.actors.len())
            .filter(|who| world.actors[*who].state == State::Committed)
            .collect();
        let is_serial = orders(&committed).iter().any(|serial| {
            let mut other = rules.start();
            for who in serial {
                while rules.is_running(&other, *who) {
                    rules.turn(&mut other, *who).unwrap();
                }
            }
            other.shared == world.shared
                && committed.iter().all(|who| {
                    other.actors[*who].state == State::Committed
                        && other.actors[*who].locals == world.actors[*who].locals
                })
        });
        if !is_serial && failed.is_none() {
            failed = Some(order.to_vec());
        }
    });
    prop_assert_eq!(failed, None);
    Ok(())
}

fn orders(all: &[usize]) -> Vec<Vec<usize>> {
    if all.is_empty() {
        return vec![Vec::new()];
    }
    all.iter()
        .flat_map(|first| {
            let rest: Vec<usize> = all.iter().copied().filter(|one| one != first).collect();
            orders(&rest).into_iter().map(|mut order| {
                order.insert(0, *first);
                order
            })
        })
        .collect()
}

const OPENS: &[&str] = &["t = read x", "u = read y"];

fn actors(count: usize, steps: usize) -> impl Strategy<Value = Vec<Vec<usize>>> {
    let steps = prop::collection::vec(0_usize..60, 1..=steps);
    prop::collection::vec(steps, count..=count)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn no_order_of_transactions_is_missed(all in actors(2, 4), level in 0_usize..4) {
        let task = task(&all, &["t = read x for update", "u = read y for update"], OPENS, &["commit"]);
        check_search(&read(&task, true).unwrap(), Some(Isolation::ALL[level]))?;
    }

    #[test]
    fn serializable_is_some_order_of_the_committed(all in actors(2, 4)) {
        let task = task(&all, &["u = read y for update"], OPENS, &["commit"]);
        check_serial(&read(&task, true).unwrap(), Isolation::Serializable)?;
    }
}

proptest! {
    // Three of them have 34,650 orders.
    #![proptest_config(ProptestConfig::with_cases(8))]

    #[test]
    fn no_order_of_threads_is_missed(all in actors(3, 2)) {
        let task = task(&all, &["lock m", "lock n"], &["t = 1", "u = 0"], &[]);
        check_search(&read(&task, false).unwrap(), None)?;
    }

    #[test]
    fn serializable_holds_of_three_with_readers(all in actors(3, 1)) {
        let task = task(&all, &[], OPENS, &["commit"]);
        check_serial(&read(&task, true).unwrap(), Isolation::Serializable)?;
    }
}

/// Write skew is no order of the committed, and the check above sees it.
#[test]
fn a_snapshot_alone_is_not_serializable() {
    let skew = |name: &str, step: &str| Actor {
        name: name.into(),
        steps: ["t = read x", "u = read y", step, "commit"].map(str::to_owned).into(),
    };
    let actor = vec![skew("A", "write x = u + 5"), skew("B", "write y = t + 5")];
    let task = Interleaving { actor, ..task(&[], &[], &[], &[]) };
    let program = read(&task, true).unwrap();
    assert!(check_serial(&program, Isolation::RepeatableRead).is_err());
    assert!(check_serial(&program, Isolation::Serializable).is_ok());
}
