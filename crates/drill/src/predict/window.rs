//! Rate limits by window: fixed ones, which let twice their limit through around an edge, and a log of the
//! last ones, which does not.

use super::{draw, listed, numbered, some_of_both, within};
use crate::chance::Chance;
use crate::sheet::{Asked, Sheet};

pub(super) fn fixed(
    window_ms: u32,
    limit: u32,
    requests: u32,
    chance: &mut Chance,
) -> Result<Sheet, String> {
    check(window_ms, limit, requests)?;
    let (window, limit) = (u64::from(window_ms), limit as usize);
    let (times, passes) = draw(chance, |chance| {
        let times = times(window, requests as usize, chance);
        let passes = run_fixed(window, limit, &times);
        let refused = passes.iter().filter(|passed| !**passed).count();
        let burst = densest(window, &passed_times(&times, &passes));
        (some_of_both(refused, times.len()) && burst > limit).then_some((times, passes))
    })?;
    let names = numbered("r", times.len());
    let passed: Vec<String> = passed(&names, &passes);
    let burst = densest(window, &passed_times(&times, &passes));
    let last = passes.iter().rposition(|passed| !passed).unwrap_or(0);
    let next = (times[last] / window + 1) * window;
    let mut shown = vec![
        format!("limit: {limit} requests in each window of {window} ms"),
        format!("windows: from 0 to {window} ms, from {window} to {} ms, and so on;", 2 * window),
        "         the beginning belongs to a window, the end to the next one.".into(),
        "Refused requests are not counted.".into(),
        String::new(),
    ];
    shown.extend(told_times(&names, &times));
    let asked = vec![
        Asked::many("passes", "Which requests pass?", &names, passed.clone())
            .because(format!("In each window the first {limit}: {}.", listed(&passed))),
        Asked::number(
            "burst",
            format!(
                "Take any span of {window} ms, its beginning included and its end not, wherever it begins. How \
                 many of these requests passed in the fullest one?"
            ),
            "requests",
            burst as u64,
        )
        .because("It reaches over the edge of two windows, each of which counts anew."),
        Asked::number(
            "worst",
            format!(
                "And at worst: how many requests can pass in such a span of {window} ms, whatever comes in?"
            ),
            "requests",
            2 * limit as u64,
        )
        .because("The limit at the end of one window, and the limit again at the beginning of the next."),
        Asked::number(
            "next",
            format!(
                "{} is refused. At which time would a request in its place pass at the earliest, if nobody asks in \
                 between?",
                names[last]
            ),
            "ms",
            next,
        )
        .because("The next window begins with a count of zero."),
    ];
    let trace = told_run(&names, &times, &passes, |at| format!("window {}", at / window + 1));
    Ok(Sheet { shown, asked, trace })
}

pub(super) fn sliding(
    window_ms: u32,
    limit: u32,
    requests: u32,
    chance: &mut Chance,
) -> Result<Sheet, String> {
    check(window_ms, limit, requests)?;
    let (window, limit) = (u64::from(window_ms), limit as usize);
    let (times, passes) = draw(chance, |chance| {
        let times = times(window, requests as usize, chance);
        let passes = run_sliding(window, limit, &times);
        let refused = passes.iter().filter(|passed| !**passed).count();
        let fixed = run_fixed(window, limit, &times);
        let differs = count(&fixed) != count(&passes);
        (some_of_both(refused, times.len()) && differs).then_some((times, passes))
    })?;
    let names = numbered("r", times.len());
    let passed = passed(&names, &passes);
    let kept = passed_times(&times, &passes);
    let (last, end) =
        (passes.iter().rposition(|passed| !passed).unwrap_or(0), times[times.len() - 1]);
    // The entry that blocks it: as many as the limit are younger than the window, and this is the oldest.
    let blocking =
        kept.iter().filter(|at| **at <= times[last] && **at + window > times[last]).min();
    let next = blocking.map_or(times[last], |at| at + window);
    let live = kept.iter().filter(|at| **at + window > end).count() as u64;
    let by_fixed = count(&run_fixed(window, limit, &times)) as u64;
    let mut shown = vec![
        format!("limit: {limit} requests in the last {window} ms, by a log of those that passed"),
        format!(
            "A request passes when the log holds fewer than {limit} entries younger than {window} ms;"
        ),
        format!("an entry that is exactly {window} ms old does not count any more."),
        "Refused requests are not logged.".into(),
        String::new(),
    ];
    shown.extend(told_times(&names, &times));
    let asked = vec![
        Asked::many("passes", "Which requests pass?", &names, passed.clone())
            .because(format!("Those that found fewer than {limit} in the log: {}.", listed(&passed))),
        Asked::number(
            "log",
            format!(
                "How many entries younger than {window} ms does the log hold right after {}?",
                names[names.len() - 1]
            ),
            "entries",
            live,
        )
        .because(format!("Those that passed after {} ms.", end.saturating_sub(window))),
        Asked::number(
            "next",
            format!(
                "{} is refused. At which time would a request in its place pass at the earliest, if nobody asks in \
                 between?",
                names[last]
            ),
            "ms",
            next,
        )
        .because(format!("The oldest entry that counts is of {} ms.", next.saturating_sub(window))),
        Asked::number(
            "fixed",
            format!(
                "How many of these requests would pass with fixed windows of {window} ms that begin at 0 ms (the \
                 beginning belongs to a window), and the same limit?"
            ),
            "requests",
            by_fixed,
        )
        .because("A fixed window forgets all at its edge."),
    ];
    let trace = told_run(&names, &times, &passes, |at| {
        let kept = kept.iter().filter(|one| **one < at && **one + window > at).count();
        format!("{kept} in the log")
    });
    Ok(Sheet { shown, asked, trace })
}

fn check(window_ms: u32, limit: u32, requests: u32) -> Result<(), String> {
    within("window_ms", window_ms, 40..=3_600_000)?;
    within("requests", requests, 5..=14)?;
    within("limit", limit, 1..=requests - 3)
}

/// Different times, most of them around an edge of windows.
fn times(window: u64, requests: usize, chance: &mut Chance) -> Vec<u64> {
    let grid = window / 40;
    let edge = 40 * chance.between(1, 2);
    let mut times = Vec::new();
    while times.len() < requests {
        let step = match chance.below(10) {
            0..5 => edge - chance.between(1, 14),
            5..8 => edge + chance.between(0, 14),
            _ => chance.between(0, 120),
        };
        if !times.contains(&(step * grid)) {
            times.push(step * grid);
        }
    }
    times.sort_unstable();
    times
}

fn run_fixed(window: u64, limit: usize, times: &[u64]) -> Vec<bool> {
    let (mut current, mut count) = (0, 0);
    times
        .iter()
        .map(|at| {
            if at / window != current {
                (current, count) = (at / window, 0);
            }
            let passes = count < limit;
            count += usize::from(passes);
            passes
        })
        .collect()
}

fn run_sliding(window: u64, limit: usize, times: &[u64]) -> Vec<bool> {
    let mut log: Vec<u64> = Vec::new();
    times
        .iter()
        .map(|at| {
            log.retain(|logged| logged + window > *at);
            let passes = log.len() < limit;
            if passes {
                log.push(*at);
            }
            passes
        })
        .collect()
}

/// The most within any span. The fullest one may be moved until it begins with one of them.
fn densest(window: u64, times: &[u64]) -> usize {
    let within =
        |first: &u64| times.iter().filter(|at| (*first..first + window).contains(*at)).count();
    times.iter().map(within).max().unwrap_or(0)
}

fn count(passes: &[bool]) -> usize {
    passes.iter().filter(|passed| **passed).count()
}

fn passed_times(times: &[u64], passes: &[bool]) -> Vec<u64> {
    times.iter().zip(passes).filter(|(_, passed)| **passed).map(|(at, _)| *at).collect()
}

fn passed(names: &[String], passes: &[bool]) -> Vec<String> {
    names.iter().zip(passes).filter(|(_, passed)| **passed).map(|(name, _)| name.clone()).collect()
}

fn told_times(names: &[String], times: &[u64]) -> Vec<String> {
    names.iter().zip(times).map(|(name, at)| format!("{name} at {at} ms")).collect()
}

fn told_run(
    names: &[String],
    times: &[u64],
    passes: &[bool],
    sees: impl Fn(u64) -> String,
) -> Vec<String> {
    names
        .iter()
        .zip(times.iter().zip(passes))
        .map(|(name, (at, passed))| {
            let what = if *passed { "passes" } else { "is refused" };
            format!("{name} at {at} ms ({}) {what}", sees(*at))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edges_belong_where_the_text_says() {
        assert_eq!(run_fixed(100, 1, &[0, 99, 100, 199, 200]), [true, false, true, false, true]);
        assert_eq!(run_sliding(100, 1, &[0, 99, 100, 199, 200]), [true, false, true, false, true]);
        assert_eq!(run_fixed(100, 1, &[99, 100]), [true, true]);
        assert_eq!(run_sliding(100, 1, &[99, 100]), [true, false]);
        assert_eq!(densest(100, &[0, 99, 100]), 2);
    }

    #[test]
    fn a_log_never_lets_more_than_its_limit_into_a_span_and_windows_never_twice() {
        for seed in 0..300 {
            let mut chance = Chance::new(seed);
            let limit = chance.below(5) + 1;
            let times = times(400, 14, &mut chance);
            let slid = passed_times(&times, &run_sliding(400, limit, &times));
            assert!(densest(400, &slid) <= limit, "seed {seed}");
            let fixed = passed_times(&times, &run_fixed(400, limit, &times));
            assert!(densest(400, &fixed) <= 2 * limit, "seed {seed}");
        }
    }
}
