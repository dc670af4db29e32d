//! Reads and writes with quorums, while replicas go away and come back stale.

use super::{draw, listed, numbered, some_of_both, within};
use crate::chance::Chance;
use crate::sheet::{Asked, Sheet};

/// Replicas by their places from 0.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Operation {
    Away(usize),
    Back(usize),
    /// The version, and who is reached.
    Write(usize, Vec<usize>),
    Read(Vec<usize>),
}

/// What an operation did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Did {
    Nothing,
    Wrote,
    /// The version.
    Gave(usize),
    Failed,
}

struct Run {
    did: Vec<Did>,
    /// The version that each replica holds at the end.
    holds: Vec<usize>,
    /// The newest version whose write succeeded.
    newest: usize,
    stale: usize,
}

const READS: [&str; 3] = ["read-1", "read-2", "read-3"];

pub(super) fn sheet(
    replicas: u32,
    write: u32,
    read: u32,
    operations: u32,
    chance: &mut Chance,
) -> Result<Sheet, String> {
    within("replicas", replicas, 3..=7)?;
    within("write", write, 1..=replicas)?;
    within("read", read, 1..=replicas)?;
    within("operations", operations, 6..=12)?;
    let (count, write, read) = (replicas as usize, write as usize, read as usize);
    let overlaps = write + read > count;
    let (operations, run) = draw(chance, |chance| {
        let operations = operations_of(count, write, read, operations as usize, chance);
        let run = run(count, write, read, &operations);
        let wrote = run.did.iter().filter(|did| **did == Did::Wrote).count();
        let failed = run.did.iter().filter(|did| **did == Did::Failed).count();
        let gave = run.did.iter().filter(|did| matches!(did, Did::Gave(_))).count();
        let reads = operations.iter().filter(|one| matches!(one, Operation::Read(_))).count();
        let newest = run.holds.iter().filter(|version| **version == run.newest).count();
        // With overlap something must fail to be seen; without, something must be stale.
        let tells = if overlaps { failed > 0 } else { run.stale > 0 };
        let asks = (2..=READS.len()).contains(&reads) && gave > 0 && wrote > 1;
        let is_split = some_of_both(newest, count) || write == count;
        (tells && asks && is_split).then_some((operations, run))
    })?;
    Ok(ask(count, write, read, &operations, &run))
}

fn operations_of(
    count: usize,
    write: usize,
    read: usize,
    operations: usize,
    chance: &mut Chance,
) -> Vec<Operation> {
    let mut up: Vec<usize> = (0..count).collect();
    let mut version = 0;
    (0..operations)
        .map(|_| match chance.below(10) {
            0..3 => {
                version += 1;
                Operation::Write(version, chance.some(&up, write))
            }
            3..6 => Operation::Read(chance.some(&up, read)),
            6..8 if up.len() > 1 => Operation::Away(up.remove(chance.below(up.len()))),
            _ => {
                let away: Vec<usize> = (0..count).filter(|one| !up.contains(one)).collect();
                match away.get(chance.below(away.len())) {
                    Some(back) => {
                        up.push(*back);
                        up.sort_unstable();
                        Operation::Back(*back)
                    }
                    None => Operation::Away(up.remove(chance.below(up.len()))),
                }
            }
        })
        .collect()
}

fn run(count: usize, write: usize, read: usize, operations: &[Operation]) -> Run {
    let mut run = Run { did: Vec::new(), holds: vec![0; count], newest: 0, stale: 0 };
    for operation in operations {
        let did = match operation {
            Operation::Away(_) | Operation::Back(_) => Did::Nothing,
            Operation::Write(version, reached) if reached.len() >= write => {
                reached.iter().for_each(|one| run.holds[*one] = *version);
                run.newest = *version;
                Did::Wrote
            }
            Operation::Read(reached) if reached.len() >= read => {
                let given = reached.iter().map(|one| run.holds[*one]).max().unwrap_or(0);
                run.stale += usize::from(given < run.newest);
                Did::Gave(given)
            }
            Operation::Write(..) | Operation::Read(_) => Did::Failed,
        };
        run.did.push(did);
    }
    run
}

fn ask(count: usize, write: usize, read: usize, operations: &[Operation], run: &Run) -> Sheet {
    let names = numbered("R", count);
    let places = |all: &[usize]| listed(all.iter().map(|one| &names[*one]));
    let mut shown = vec![
        format!("{count} replicas; a write needs {write} of them, a read {read}"),
        "All hold v0. A write that reaches fewer than it needs fails and is stored nowhere.".into(),
        "A read gives the newest version among those it reaches, and fails with fewer than it needs.".into(),
        "Nothing is repaired: who comes back holds what it held.".into(),
        String::new(),
    ];
    let told = |operation: &Operation| match operation {
        Operation::Away(one) => format!("{} goes away", names[*one]),
        Operation::Back(one) => format!("{} comes back", names[*one]),
        Operation::Write(version, reached) => {
            format!("write v{version}, reaches {}", places(reached))
        }
        Operation::Read(reached) => format!("read, reaches {}", places(reached)),
    };
    shown.extend(
        operations.iter().enumerate().map(|(at, one)| format!("{}. {}", at + 1, told(one))),
    );
    let versions = operations.iter().filter(|one| matches!(one, Operation::Write(..))).count();
    let given: Vec<String> =
        (0..=versions).map(|one| format!("v{one}")).chain(["it fails".to_owned()]).collect();
    let reads = operations
        .iter()
        .zip(&run.did)
        .enumerate()
        .filter(|(_, (one, _))| matches!(one, Operation::Read(_)));
    let mut asked: Vec<Asked> = READS
        .into_iter()
        .zip(reads)
        .map(|(id, (at, (_, did)))| {
            let right = match did {
                Did::Gave(version) => format!("v{version}"),
                _ => "it fails".into(),
            };
            Asked::one(id, format!("What does the read in line {} give?", at + 1), &given, &right)
        })
        .collect();
    let newest = names.iter().zip(&run.holds).filter(|(_, holds)| **holds == run.newest);
    let newest: Vec<String> = newest.map(|(name, _)| name.clone()).collect();
    // With a quorum of all of them the answer would be all of them.
    if write < count {
        asked.push(
            Asked::many(
                "newest",
                "Which replicas hold the newest version whose write succeeded, at the end?",
                &names,
                newest.clone(),
            )
            .because(format!(
                "v{} was the last to succeed: {}.",
                run.newest,
                listed(&newest)
            )),
        );
    }
    asked.push(
        Asked::yes_no(
            "stale",
            "Can a read with these numbers miss the newest successful write, even if nobody is ever away?",
            write + read <= count,
        )
        .because(format!(
            "Reads and writes {} share a replica: {write} + {read} is {} {count}.",
            if write + read > count { "always" } else { "need not" },
            if write + read > count { "more than" } else { "not more than" }
        )),
    );
    let trace = operations
        .iter()
        .zip(&run.did)
        .enumerate()
        .map(|(at, (operation, did))| {
            let what = match did {
                Did::Nothing => String::new(),
                Did::Wrote => ": stored".into(),
                Did::Gave(version) => format!(": gives v{version}"),
                Did::Failed => ": fails".into(),
            };
            format!("{}. {}{what}", at + 1, told(operation))
        })
        .collect();
    Sheet { shown, asked, trace }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quorums_that_overlap_never_read_stale_and_others_may() {
        for seed in 0..500 {
            let mut chance = Chance::new(seed);
            let count = chance.below(5) + 3;
            let (write, read) = (chance.below(count) + 1, chance.below(count) + 1);
            let operations = operations_of(count, write, read, 30, &mut chance);
            if write + read > count {
                let run = run(count, write, read, &operations);
                assert_eq!(run.stale, 0, "{count} {write} {read}, seed {seed}");
            }
        }
        let apart = [Operation::Write(1, vec![0]), Operation::Read(vec![1, 2])];
        assert_eq!(run(3, 1, 2, &apart).stale, 1);
    }
}
