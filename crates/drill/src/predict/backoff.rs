//! Retries: exponential waits with a cap, and what jitter may do to them.

use super::within;
use crate::chance::Chance;
use crate::sheet::{Asked, Sheet};

pub(super) fn sheet(
    base_ms: u32,
    cap_ms: u32,
    attempts: u32,
    chance: &mut Chance,
) -> Result<Sheet, String> {
    within("attempts", attempts, 4..=8)?;
    within("base_ms", base_ms, 10..=60_000)?;
    let (base, cap) = (u64::from(base_ms), u64::from(cap_ms));
    // Otherwise it changes nothing.
    let uncapped = base << (attempts - 2);
    if cap <= base || cap >= uncapped {
        return Err(format!(
            "`cap_ms` is {cap}: with {attempts} attempts it bites between {base} and {uncapped} only"
        ));
    }
    let call = base * [2, 3, 5, 8][chance.below(4)] / 10;
    let waits: Vec<u64> = (0..attempts - 1).map(|at| (base << at).min(cap)).collect();
    let starts = starts(call, &waits);
    let last = starts[starts.len() - 1];
    // Between two attempts, away from both.
    let at = 1 + chance.below(starts.len() - 2);
    let deadline = (starts[at] + starts[at + 1]) / 2;
    let jittered = 1 + chance.below(waits.len() - 1);
    let shown = vec![
        format!("Each attempt fails after {call} ms. Then the client waits, and tries again."),
        format!("wait after attempt n: {base} ms times 2 to the power of n - 1, at most {cap} ms"),
        format!("attempts: {attempts}; the first begins at 0 ms"),
        "With full jitter a wait is drawn evenly from 0 ms up to what it would be without.".into(),
    ];
    let asked = vec![
        Asked::number("wait", format!("How long is the wait before attempt {attempts}, without jitter?"), "ms", waits[waits.len() - 1])
            .because(format!("It would be {uncapped} ms and is cut to the cap.")),
        Asked::number("last", format!("When does attempt {attempts} begin, without jitter?"), "ms", last)
            .because("All calls and waits before it add up."),
        Asked::number(
            "begun",
            format!("The caller gives up at {deadline} ms. How many attempts have begun before, without jitter?"),
            "attempts",
            at as u64 + 1,
        )
        .because(format!("Attempt {} begins at {} ms, the next at {} ms.", at + 1, starts[at], starts[at + 1])),
        Asked::number("earliest", format!("With full jitter: when does attempt {attempts} begin at the earliest?"), "ms", call * waits.len() as u64)
            .because("Every wait may be 0, but no call is shorter."),
        Asked::number(
            "spread",
            format!(
                "A thousand clients failed at the same moment, and each waits with full jitter after its attempt \
                 {}. Over how many ms are their next attempts spread?",
                jittered + 1
            ),
            "ms",
            waits[jittered],
        )
        .because("Evenly from no wait to the whole wait; without jitter all come at one moment."),
    ];
    let trace = starts
        .iter()
        .enumerate()
        .map(|(at, start)| {
            let wait =
                waits.get(at).map_or(String::new(), |wait| format!(", then a wait of {wait} ms"));
            format!(
                "attempt {} begins at {start} ms and fails at {} ms{wait}",
                at + 1,
                start + call
            )
        })
        .collect();
    Ok(Sheet { shown, asked, trace })
}

fn starts(call: u64, waits: &[u64]) -> Vec<u64> {
    let mut at = 0;
    let next = waits.iter().map(|wait| {
        at += call + wait;
        at
    });
    [0].into_iter().chain(next).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calls_and_waits_add_up() {
        assert_eq!(starts(10, &[100, 200, 300]), [0, 110, 320, 630]);
    }

    #[test]
    fn a_cap_that_never_bites_is_refused() {
        assert!(sheet(100, 6400, 8, &mut Chance::new(1)).is_err());
        assert!(sheet(100, 100, 8, &mut Chance::new(1)).is_err());
        assert!(sheet(100, 3200, 8, &mut Chance::new(1)).is_ok());
    }
}
