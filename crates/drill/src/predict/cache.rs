//! A cache that is full: which key goes.

use super::{draw, letters, listed, some_of_both, within};
use crate::chance::Chance;
use crate::sheet::{Asked, Sheet};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Policy {
    Lru,
    Lfu,
    /// What recently used keys would be lost to; not asked about.
    Fifo,
}

#[derive(Debug, Clone, PartialEq)]
struct Entry {
    key: usize,
    uses: usize,
    used_at: usize,
    entered_at: usize,
}

#[derive(Debug, Clone, PartialEq)]
struct Run {
    hits: Vec<bool>,
    /// The access at which a key went, and the key.
    evicted: Vec<(usize, usize)>,
    entries: Vec<Entry>,
}

pub(super) fn sheet(
    policy: Policy,
    size: u32,
    keys: u32,
    accesses: u32,
    chance: &mut Chance,
) -> Result<Sheet, String> {
    within("size", size, 2..=5)?;
    within("keys", keys, size + 1..=8)?;
    within("accesses", accesses, 8..=16)?;
    let (size, keys) = (size as usize, keys as usize);
    let other = if policy == Policy::Lru { Policy::Fifo } else { Policy::Lru };
    let (sequence, seen) = draw(chance, |chance| {
        let sequence = sequence(keys, accesses as usize, chance);
        let seen = run(policy, size, &sequence);
        let hits = seen.hits.iter().filter(|hit| **hit).count();
        // Only where the policy decides something.
        let differs = run(other, size, &sequence).hits != seen.hits;
        let tells = seen.evicted.len() > 1 && seen.entries.len() == size && differs;
        (some_of_both(hits, sequence.len()) && hits > 1 && tells).then_some((sequence, seen))
    })?;
    Ok(ask(policy, size, keys, &sequence, &seen))
}

/// Some keys are asked for more often than others.
fn sequence(keys: usize, accesses: usize, chance: &mut Chance) -> Vec<usize> {
    let mut drawn = Vec::new();
    for _ in 0..accesses {
        let mut key = chance.below(keys).min(chance.below(keys + 2));
        // Twice in a row shows nothing.
        if drawn.last() == Some(&key) {
            key = chance.below(keys);
        }
        drawn.push(key);
    }
    drawn
}

fn run(policy: Policy, size: usize, sequence: &[usize]) -> Run {
    let mut seen = Run { hits: Vec::new(), evicted: Vec::new(), entries: Vec::new() };
    for (at, key) in sequence.iter().enumerate() {
        let found = seen.entries.iter_mut().find(|entry| entry.key == *key);
        seen.hits.push(found.is_some());
        if let Some(entry) = found {
            entry.uses += 1;
            entry.used_at = at;
            continue;
        }
        if seen.entries.len() == size {
            let goes = victim(policy, &seen.entries);
            seen.evicted.push((at, seen.entries.remove(goes).key));
        }
        seen.entries.push(Entry { key: *key, uses: 1, used_at: at, entered_at: at });
    }
    seen
}

/// The place of the entry that goes. No two were used at the same access.
fn victim(policy: Policy, entries: &[Entry]) -> usize {
    let rank = |entry: &Entry| match policy {
        Policy::Lru => (0, entry.used_at),
        Policy::Lfu => (entry.uses, entry.used_at),
        Policy::Fifo => (0, entry.entered_at),
    };
    (0..entries.len()).min_by_key(|at| rank(&entries[*at])).unwrap_or(0)
}

fn ask(policy: Policy, size: usize, keys: usize, sequence: &[usize], seen: &Run) -> Sheet {
    let names = letters(keys);
    let numbers: Vec<String> = (1..=sequence.len()).map(|at| at.to_string()).collect();
    let mut shown = vec![
        format!("room: {size} keys, empty at the beginning"),
        "Each access that misses puts its key into the cache.".into(),
    ];
    match policy {
        Policy::Lfu => shown.extend([
            "When it is full, the key with the fewest uses since it came in goes;".into(),
            "among equals the one whose last use is longest ago. Coming in is the first use."
                .into(),
            "A key that comes back begins anew.".into(),
        ]),
        _ => shown.push("When it is full, the key whose last use is longest ago goes.".into()),
    }
    shown.push(String::new());
    shown.extend(
        numbers.iter().zip(sequence).map(|(number, key)| format!("{number}. {}", names[*key])),
    );
    let hits = numbers.iter().zip(&seen.hits).filter(|(_, hit)| **hit);
    let hits: Vec<String> = hits.map(|(number, _)| number.clone()).collect();
    let cached: Vec<String> = seen.entries.iter().map(|entry| names[entry.key].clone()).collect();
    let (first_at, first) = seen.evicted[0];
    let next = &names[seen.entries[victim(policy, &seen.entries)].key];
    let larger = run(policy, size + 1, sequence).hits.iter().filter(|hit| **hit).count();
    let asked = vec![
        Asked::many("hits", "Which accesses are hits?", &numbers, hits.clone())
            .because(format!("Their keys were cached: {}.", listed(&hits))),
        Asked::one("first", "Which key is the first to go?", &names, &names[first])
            .because(format!("It goes at access {}.", first_at + 1)),
        Asked::many("cached", "Which keys are cached at the end?", &names, cached.clone())
            .because(format!("These stayed: {}.", listed(&cached))),
        Asked::one("next", "Which key would go next?", &names, next),
        Asked::number(
            "larger",
            "How many hits would there be with room for one key more?",
            "hits",
            larger as u64,
        )
        .because(format!("Instead of {}.", hits.len())),
    ];
    let trace = (0..sequence.len())
        .map(|at| {
            let gone = seen.evicted.iter().find(|(when, _)| *when == at);
            let gone = gone.map_or(String::new(), |(_, key)| format!(", {} goes", names[*key]));
            let what = if seen.hits[at] { "hit" } else { "miss" };
            format!("{}. {}: {what}{gone}", at + 1, names[sequence[at]])
        })
        .collect();
    Sheet { shown, asked, trace }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(policy: Policy, sequence: &str, hits: &str, gone: &str) {
        let keys: Vec<usize> = sequence.bytes().map(|b| usize::from(b - b'A')).collect();
        let seen = run(policy, 2, &keys);
        let told: String = seen.hits.iter().map(|hit| if *hit { 'h' } else { '.' }).collect();
        let out: String =
            seen.evicted.iter().map(|(_, key)| char::from(b'A' + *key as u8)).collect();
        assert_eq!((told.as_str(), out.as_str()), (hits, gone));
    }

    #[test]
    fn the_key_that_goes_is_the_policys() {
        check(Policy::Lru, "ABACB", "..h..", "BA");
        check(Policy::Lfu, "ABACB", "..h..", "BC");
        check(Policy::Fifo, "ABACB", "..h.h", "A");
        check(Policy::Lfu, "ABC", "...", "A");
        // A comes back with one use, not with its old two, and goes again.
        check(Policy::Lfu, "AABBBCCCAB", ".h.hh.hh..", "ABA");
    }

    #[test]
    fn least_recently_used_never_loses_by_more_room() {
        for seed in 0..300 {
            let sequence = sequence(6, 40, &mut Chance::new(seed));
            let hits =
                |size| run(Policy::Lru, size, &sequence).hits.iter().filter(|hit| **hit).count();
            assert!(hits(2) <= hits(3) && hits(3) <= hits(4), "seed {seed}");
        }
    }
}
