//! Every order of steps is tried. Worlds that are equal go on alike, so each is gone into once.

use super::world::{Rules, State, Turn, World};
use std::collections::HashSet;

/// Far above what fits on a screen; what needs more is no exercise of some minutes.
const WORLDS_MAX: usize = 50_000;
/// A loop may spin for ever; a told order does not.
const TURNS_MAX: usize = 2_000;

/// What is so in every order, or one in which it is not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Explored {
    /// The promise held wherever all ended.
    Holds { worlds: usize },
    /// Who took each step.
    Breaks { order: Vec<usize> },
}

/// Tries all orders until one breaks the promise. An error is a fault of the drill.
pub(super) fn explore(rules: &Rules) -> Result<Explored, String> {
    let start = rules.start();
    let mut seen: HashSet<World> = HashSet::from([start.clone()]);
    // How each world was come to: from which, by whose turn.
    let mut came: Vec<(usize, usize)> = vec![(0, 0)];
    let mut open: Vec<(usize, World)> = vec![(0, start)];
    let mut ended = 0;
    while let Some((here, world)) = open.pop() {
        let mut can_go = false;
        let last = came[here].1;
        // The one who just went goes on first: the breaking order that is found switches seldom.
        let count = world.actors.len();
        for who in (0..count).rev().map(|at| (last + at) % count) {
            if !rules.is_running(&world, who) {
                continue;
            }
            let mut next = world.clone();
            if let Turn::Waits(_) = rules.turn(&mut next, who)? {
                continue;
            }
            can_go = true;
            if seen.contains(&next) {
                continue;
            }
            if seen.len() >= WORLDS_MAX {
                return Err(format!("has more than {WORLDS_MAX} states: use fewer steps"));
            }
            seen.insert(next.clone());
            came.push((here, who));
            open.push((came.len() - 1, next));
        }
        if !can_go {
            ended += 1;
            if is_stuck(rules, &world) || !rules.holds(&world)? {
                return Ok(Explored::Breaks { order: way(&came, here) });
            }
        }
    }
    if ended == 0 {
        return Err("never ends in any order".into());
    }
    Ok(Explored::Holds { worlds: seen.len() })
}

fn way(came: &[(usize, usize)], mut here: usize) -> Vec<usize> {
    let mut order = Vec::new();
    while here != 0 {
        let (before, who) = came[here];
        order.push(who);
        here = before;
    }
    order.reverse();
    order
}

fn is_stuck(rules: &Rules, world: &World) -> bool {
    (0..world.actors.len()).any(|who| rules.is_running(world, who))
}

/// How an order went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Told {
    /// `None`: it spun for too long to know.
    pub breaks: Option<bool>,
    pub trace: Vec<String>,
    /// How it ended, as a sentence.
    pub end: String,
}

/// Runs an order as it was written; whoever is left goes on afterwards, one after another.
pub(super) fn tell(rules: &Rules, order: &[usize]) -> Result<Told, String> {
    let program = rules.program;
    let mut world = rules.start();
    let mut trace = Vec::new();
    let mut number = 0;
    let mut go = |world: &mut World, who: usize, trace: &mut Vec<String>| -> Result<bool, String> {
        let name = &program.actors[who].name;
        if !rules.is_running(world, who) {
            trace.push(format!("   {name} has ended"));
            return Ok(false);
        }
        let text = &program.actors[who].lines[usize::from(world.actors[who].at)].text;
        let turn = rules.turn(world, who)?;
        let (did, came) = match turn {
            Turn::Done(came) => (true, came),
            Turn::Waits(why) => (false, why),
        };
        number += usize::from(did);
        let shown = if did { format!("{number}.") } else { "  ".into() };
        trace.push(format!("{shown} {name}: {text}  [{came}]"));
        Ok(did)
    };
    for who in order {
        go(&mut world, *who, &mut trace)?;
    }
    let count = world.actors.len();
    if (0..count).any(|who| rules.is_running(&world, who)) && !order.is_empty() {
        trace.push("   Whoever is left goes on, one after another:".into());
    }
    let mut turns = 0;
    while let Some(who) = (0..count).find(|who| can_go(rules, &world, *who)) {
        // As far as it can, then the next.
        while turns < TURNS_MAX && can_go(rules, &world, who) {
            turns += 1;
            go(&mut world, who, &mut trace)?;
        }
        if turns >= TURNS_MAX {
            trace.truncate(order.len() + 20);
            let end = format!("After {TURNS_MAX} more steps it had not ended.");
            return Ok(Told { breaks: None, trace, end });
        }
    }
    let (breaks, end) = judge(rules, &world)?;
    trace.push(end.clone());
    Ok(Told { breaks: Some(breaks), trace, end })
}

fn can_go(rules: &Rules, world: &World, who: usize) -> bool {
    let goes = |turn| !matches!(turn, Turn::Waits(_));
    rules.is_running(world, who) && rules.turn(&mut world.clone(), who).map_or(true, goes)
}

fn judge(rules: &Rules, world: &World) -> Result<(bool, String), String> {
    let program = rules.program;
    let running: Vec<&str> = (0..world.actors.len())
        .filter(|who| rules.is_running(world, *who))
        .map(|who| program.actors[who].name.as_str())
        .collect();
    if !running.is_empty() {
        let end = format!("Nobody can go on: {} wait for ever.", running.join(" and "));
        return Ok((true, end));
    }
    let mut values: Vec<String> = program
        .shared
        .iter()
        .zip(&world.shared)
        .map(|((name, _), value)| format!("{name} = {value}"))
        .collect();
    let names = program.promise.names();
    for (script, doing) in program.actors.iter().zip(&world.actors) {
        if names.contains(format!("{}.committed", script.name).as_str()) {
            let how = if doing.state == State::Committed { 1 } else { 0 };
            values.push(format!("{}.committed = {how}", script.name));
        }
        for (local, value) in script.locals.iter().zip(&doing.locals) {
            let name = format!("{}.{local}", script.name);
            if names.contains(name.as_str()) {
                values.push(format!("{name} = {value}"));
            }
        }
    }
    let holds = rules.holds(world)?;
    let how = if holds { "holds" } else { "is broken" };
    Ok((!holds, format!("At the end {}: the promise {how}.", values.join(", "))))
}
