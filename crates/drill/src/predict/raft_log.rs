//! A Raft leader and its followers' logs (Ongaro, Ousterhout: "In Search of an Understandable Consensus
//! Algorithm", 2014): what is committed (section 5.4.2), who can be elected (5.4.1), what is overwritten (5.3).

use super::{draw, listed, numbered, some_of_both, within};
use crate::chance::Chance;
use crate::sheet::{Asked, Sheet};

/// The terms of entries; places count from 1 in what is told.
type Log = Vec<u64>;

struct Cluster {
    term: u64,
    /// The leader's is the first.
    logs: Vec<Log>,
    /// How far the leader knew entries to be committed.
    known: usize,
}

pub(super) fn sheet(nodes: u32, entries: u32, chance: &mut Chance) -> Result<Sheet, String> {
    if ![3, 5, 7].contains(&nodes) {
        return Err(format!("`nodes` is {nodes}: 3, 5 or 7 are possible"));
    }
    within("entries", entries, 4..=9)?;
    draw(chance, |chance| {
        let cluster = cluster(nodes as usize, entries as usize, chance)?;
        ask(&cluster, chance)
    })
}

/// `None` where the terms leave no room for a follower that went astray.
fn cluster(nodes: usize, entries: usize, chance: &mut Chance) -> Option<Cluster> {
    let mut term = 1;
    let leader: Log = (0..entries)
        .map(|at| {
            if at > 0 && chance.percent(45) {
                term += chance.between(1, 2);
            }
            term
        })
        .collect();
    // Sometimes it has been elected only now and has no entry of its own term.
    if chance.percent(40) {
        term += chance.between(1, 2);
    }
    let mut logs = vec![leader.clone()];
    for _ in 1..nodes {
        logs.push(leader[..chance.between(1, entries as u64) as usize].to_vec());
    }
    // One follower kept entries of a leader that failed before anybody else had them.
    let astray = 1 + chance.below(nodes - 1);
    let from = *logs[astray].last()?;
    let strange: Vec<u64> = (from..term).filter(|one| !leader.contains(one)).collect();
    let strange = *strange.get(chance.below(strange.len()))?;
    for _ in 0..chance.between(1, 3) {
        logs[astray].push(strange);
    }
    // Nothing that was committed before the one who went astray was elected can be missing there: a
    // candidate without it gets no majority (Leader Completeness).
    let known = chance.below(on_majority(&logs).min(shared(&logs[0], &logs[astray]) + 1).max(1));
    Some(Cluster { term, logs, known })
}

/// The length of what two logs share. The same term at the same index is the same entry (Log Matching).
fn shared(one: &[u64], other: &[u64]) -> usize {
    one.iter().zip(other).take_while(|(a, b)| a == b).count()
}

/// The highest index of the leader's log that a majority has.
fn on_majority(logs: &[Log]) -> usize {
    let mut matches: Vec<usize> = logs.iter().map(|log| shared(&logs[0], log)).collect();
    matches.sort_unstable();
    // In rising order, so this one and all after it are a majority.
    matches[(logs.len() - 1) / 2]
}

/// Only an entry of the leader's own term is committed by counting; those before it go along.
fn committed(cluster: &Cluster) -> usize {
    let stored = on_majority(&cluster.logs);
    let own = (1..=stored).rev().find(|index| cluster.logs[0][index - 1] == cluster.term);
    own.unwrap_or(0).max(cluster.known)
}

/// The later last term, and with equal ones the longer log.
fn is_up_to_date(candidate: &Log, voter: &Log) -> bool {
    (candidate.last(), candidate.len()) >= (voter.last(), voter.len())
}

/// Who gets a majority of all nodes while the leader is gone.
fn electable(logs: &[Log]) -> Vec<usize> {
    let alive: Vec<usize> = (1..logs.len()).collect();
    let votes = |candidate: usize| {
        alive.iter().filter(|voter| is_up_to_date(&logs[candidate], &logs[**voter])).count()
    };
    alive.iter().copied().filter(|one| votes(*one) > logs.len() / 2).collect()
}

fn ask(cluster: &Cluster, chance: &mut Chance) -> Option<Sheet> {
    let Cluster { term, logs, known } = cluster;
    let names = numbered("S", logs.len());
    let followers: Vec<String> = names[1..].to_vec();
    let (stored, committed) = (on_majority(logs), committed(cluster));
    let elected = electable(logs);
    let next = *elected.get(chance.below(elected.len()))?;
    let drops = |node: usize| logs[node].len() - shared(&logs[node], &logs[next]);
    let losers: Vec<usize> = (1..logs.len()).filter(|one| drops(*one) > 0).collect();
    let loser = *losers.get(chance.below(losers.len()))?;
    if !some_of_both(elected.len(), followers.len()) || stored <= *known {
        return None;
    }
    let told = |log: &Log| log.iter().map(u64::to_string).collect::<Vec<_>>().join(" ");
    let mut shown = vec![
        format!("{} nodes; {} leads term {term}. So far it knows entries to be committed up to index {known}.", names.len(), names[0]),
        "Each log is told by the terms of its entries, from index 1 on; all that it says of followers".into(),
        "has been confirmed to the leader.".into(),
        String::new(),
    ];
    shown.extend(names.iter().zip(logs).map(|(name, log)| format!("{name}: {}", told(log))));
    let electable: Vec<String> = elected.iter().map(|one| names[*one].clone()).collect();
    let why = if committed < stored {
        format!(
            "Entries of earlier terms are not committed by counting copies: a later leader could still \
             overwrite them. {} has none of term {term} on a majority up to there.",
            names[0]
        )
    } else {
        format!("The entry at {committed} is of term {term}, and all before it go along.")
    };
    let asked = vec![
        Asked::number("stored", format!("Up to which index are {}'s entries on a majority of the nodes?", names[0]), "", stored as u64),
        Asked::number("committed", format!("Up to which index may {} count entries as committed now?", names[0]), "", committed as u64)
            .because(why),
        Asked::many(
            "electable",
            format!("{} fails before it sends anything more. Which of the others can win an election, if all of them vote?", names[0]),
            &followers,
            electable.clone(),
        )
        .because(format!(
            "They are at least as up to date as enough voters, by last term and then by length: {}.",
            listed(&electable)
        )),
        Asked::number(
            "drops",
            format!("{} becomes leader. How many entries does {} lose to it?", names[next], names[loser]),
            "entries",
            drops(loser) as u64,
        )
        .because(format!("They share the first {}.", shared(&logs[loser], &logs[next]))),
    ];
    let trace = (1..logs.len())
        .map(|one| {
            let votes =
                (1..logs.len()).filter(|voter| is_up_to_date(&logs[one], &logs[*voter])).count();
            format!(
                "{} shares {} entries with {}; as a candidate it gets {votes} of {} votes",
                names[one],
                shared(&logs[0], &logs[one]),
                names[0],
                logs.len() / 2 + 1
            )
        })
        .collect();
    Some(Sheet { shown, asked, trace })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_of_an_earlier_term_wait_for_one_of_the_own() {
        // Figure 8 (c) of the paper: S1 leads term 4, and index 2 of term 2 is on three of five.
        let logs = vec![vec![1, 2, 4], vec![1, 2], vec![1, 2], vec![1], vec![1, 3]];
        let mut cluster = Cluster { term: 4, logs, known: 1 };
        assert_eq!((on_majority(&cluster.logs), committed(&cluster)), (2, 1));
        // (d): S5 can still be elected and overwrite it.
        assert!(electable(&cluster.logs).contains(&4));
        // (e): once an entry of term 4 is on a majority, it cannot.
        for node in [1, 2] {
            cluster.logs[node].push(4);
        }
        assert_eq!((on_majority(&cluster.logs), committed(&cluster)), (3, 3));
        assert_eq!(electable(&cluster.logs), [1, 2]);
    }

    #[test]
    fn whoever_can_be_elected_has_all_that_is_committed() {
        let mut seen = 0;
        for seed in 0..2000 {
            let Some(cluster) = cluster(5, 7, &mut Chance::new(seed)) else { continue };
            let committed = committed(&cluster);
            for one in electable(&cluster.logs) {
                seen += 1;
                assert!(shared(&cluster.logs[0], &cluster.logs[one]) >= committed, "seed {seed}");
            }
        }
        assert!(seen > 100);
    }
}
