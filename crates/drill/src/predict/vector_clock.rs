//! Vector clocks: which event happened before which, or neither.

use super::{draw, letters, within};
use crate::chance::Chance;
use crate::sheet::{Asked, Sheet};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Local,
    /// The message, and for whom.
    Send(usize, usize),
    /// The message, and the place of the event that sent it.
    Receive(usize, usize),
}

#[derive(Debug, Clone)]
struct Event {
    node: usize,
    /// `a2`: the second one of A.
    name: String,
    kind: Kind,
    clock: Vec<u64>,
}

pub(super) fn sheet(nodes: u32, events: u32, chance: &mut Chance) -> Result<Sheet, String> {
    within("nodes", nodes, 2..=4)?;
    within("events", events, 7..=12)?;
    draw(chance, |chance| {
        let all = run(nodes as usize, events as usize, chance);
        ask(nodes as usize, &all, chance)
    })
}

fn run(nodes: usize, count: usize, chance: &mut Chance) -> Vec<Event> {
    let mut events: Vec<Event> = Vec::new();
    let mut clocks = vec![vec![0_u64; nodes]; nodes];
    // Under way: the message, for whom, who sent it.
    let mut under_way: Vec<(usize, usize, usize)> = Vec::new();
    let mut messages = 0;
    for at in 0..count {
        let node = chance.below(nodes);
        let waiting = under_way.iter().position(|(_, to, _)| *to == node);
        clocks[node][node] += 1;
        let kind = match waiting {
            Some(found) if chance.percent(70) => {
                let (message, _, sender) = under_way.remove(found);
                let sent = events[sender].clock.clone();
                for (own, other) in clocks[node].iter_mut().zip(sent) {
                    *own = (*own).max(other);
                }
                Kind::Receive(message, sender)
            }
            _ if chance.percent(60) => {
                let to = (node + 1 + chance.below(nodes - 1)) % nodes;
                messages += 1;
                under_way.push((messages, to, at));
                Kind::Send(messages, to)
            }
            _ => Kind::Local,
        };
        let clock = clocks[node].clone();
        let letter = char::from(b'a' + node as u8);
        events.push(Event { node, name: format!("{letter}{}", clock[node]), kind, clock });
    }
    events
}

/// By the clocks: no part larger and one smaller.
fn is_before(one: &[u64], other: &[u64]) -> bool {
    one != other && one.iter().zip(other).all(|(a, b)| a <= b)
}

fn relation(one: &Event, other: &Event) -> &'static str {
    if is_before(&one.clock, &other.clock) {
        "before"
    } else if is_before(&other.clock, &one.clock) {
        "after"
    } else {
        "concurrent"
    }
}

/// `None` where the events tell too little.
fn ask(nodes: usize, all: &[Event], chance: &mut Chance) -> Option<Sheet> {
    let names = letters(nodes);
    let receives: Vec<&Event> =
        all.iter().filter(|event| matches!(event.kind, Kind::Receive(..))).collect();
    let across = |wanted: &dyn Fn(&str) -> bool| -> Vec<(&Event, &Event)> {
        let pairs = all.iter().flat_map(|one| all.iter().map(move |other| (one, other)));
        pairs
            .filter(|(one, other)| one.node != other.node && wanted(relation(one, other)))
            .collect()
    };
    // Ordered only through a chain: neither sent to the other directly.
    let direct = |one: &Event, other: &Event| {
        [(one, other), (other, one)].iter().any(|(sender, receiver)| {
            matches!(receiver.kind, Kind::Receive(_, by) if all[by].name == sender.name)
        })
    };
    let concurrent = across(&|how| how == "concurrent");
    let ordered: Vec<_> = across(&|how| how != "concurrent")
        .into_iter()
        .filter(|(one, other)| !direct(one, other))
        .collect();
    // A receiver that had no past of its own shows no merge.
    let merges: Vec<&&Event> =
        receives.iter().filter(|event| event.clock[event.node] > 1).collect();
    if receives.len() < 2 || concurrent.is_empty() || ordered.is_empty() || merges.is_empty() {
        return None;
    }
    let asked_clock = merges[chance.below(merges.len())];
    let clocks = clock_options(asked_clock, all, chance)?;
    let past = all.iter().max_by_key(|event| event.clock.iter().sum::<u64>())?;
    let relations = ["before", "after", "concurrent"].map(str::to_owned);
    let (yes, no) =
        (ordered[chance.below(ordered.len())], concurrent[chance.below(concurrent.len())]);
    let mut pairs = [yes, no];
    chance.shuffle(&mut pairs);
    let pair = |id, (one, other): (&Event, &Event)| {
        let asks = format!(
            "Did {} happen before or after {}, or are they concurrent?",
            one.name, other.name
        );
        let why = format!(
            "{} has {}, {} has {}.",
            one.name,
            told(&one.clock),
            other.name,
            told(&other.clock)
        );
        Asked::one(id, asks, &relations, relation(one, other)).because(why)
    };
    let order = letters(nodes).join(", ");
    let mut shown = vec![
        format!("Clocks are written as [{order}], and begin with zeros."),
        "Each event, also sending and receiving, adds 1 to its own node's part.".into(),
        "A receiver also takes the larger of each part from the message.".into(),
        String::new(),
    ];
    for (node, name) in names.iter().enumerate() {
        let events = all.iter().filter(|event| event.node == node);
        let told: Vec<String> = events.map(|event| told_event(event, &names)).collect();
        shown.push(format!(
            "{name}:  {}",
            if told.is_empty() { "nothing".into() } else { told.join(",  ") }
        ));
    }
    let asked = vec![
        Asked::one(
            "clock",
            format!("Which clock does {} have?", asked_clock.name),
            &clocks,
            &told(&asked_clock.clock),
        ),
        pair("pair-1", pairs[0]),
        pair("pair-2", pairs[1]),
        Asked::number(
            "past",
            format!("How many events happened before {}, on all nodes together?", past.name),
            "events",
            past.clock.iter().sum::<u64>() - 1,
        )
        .because(format!("Its clock {} counts them and itself.", told(&past.clock))),
    ];
    let trace =
        all.iter().map(|event| format!("{} has {}", told_event(event, &names), told(&event.clock)));
    Some(Sheet { shown, asked, trace: trace.collect() })
}

fn told_event(event: &Event, names: &[String]) -> String {
    match event.kind {
        Kind::Local => format!("{} works", event.name),
        Kind::Send(message, to) => format!("{} sends m{message} to {}", event.name, names[to]),
        Kind::Receive(message, _) => format!("{} receives m{message}", event.name),
    }
}

/// The right one among mistakes that are made: no merge, no step of one's own, all parts added.
fn clock_options(event: &Event, all: &[Event], chance: &mut Chance) -> Option<Vec<String>> {
    let Kind::Receive(_, sender) = event.kind else { return None };
    let mut unmerged = vec![0; event.clock.len()];
    for earlier in all.iter().filter(|one| one.node == event.node) {
        if earlier.clock[event.node] + 1 == event.clock[event.node] {
            unmerged.clone_from(&earlier.clock);
        }
    }
    let before = unmerged.clone();
    unmerged[event.node] += 1;
    let mut no_step = event.clock.clone();
    no_step[event.node] -= 1;
    let added: Vec<u64> = before.iter().zip(&all[sender].clock).map(|(a, b)| a + b).collect();
    let mut options: Vec<String> = [&event.clock, &unmerged, &no_step, &added, &all[sender].clock]
        .iter()
        .map(|one| told(one))
        .collect();
    let mut seen = std::collections::BTreeSet::new();
    options.retain(|one| seen.insert(one.clone()));
    if options.len() < 3 {
        return None;
    }
    chance.shuffle(&mut options);
    Some(options)
}

fn told(clock: &[u64]) -> String {
    let parts: Vec<String> = clock.iter().map(u64::to_string).collect();
    format!("[{}]", parts.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Happened-before as Lamport defines it: the order on each node, and each message.
    fn reaches(all: &[Event], from: usize, to: usize) -> bool {
        (from + 1..=to).any(|next| {
            let is_next = all[next].node == all[from].node
                || matches!(all[next].kind, Kind::Receive(_, sender) if sender == from);
            is_next && (next == to || reaches(all, next, to))
        })
    }

    #[test]
    fn clocks_say_what_paths_say() {
        for seed in 0..150 {
            let all = run(3, 10, &mut Chance::new(seed));
            for (at, one) in all.iter().enumerate() {
                for (other_at, other) in all.iter().enumerate() {
                    let by_path = at < other_at && reaches(&all, at, other_at);
                    assert_eq!(
                        is_before(&one.clock, &other.clock),
                        by_path,
                        "seed {seed}: {at} {other_at}"
                    );
                }
                let past = (0..at).filter(|earlier| reaches(&all, *earlier, at)).count() as u64;
                assert_eq!(one.clock.iter().sum::<u64>() - 1, past, "seed {seed}: {at}");
            }
        }
    }
}
