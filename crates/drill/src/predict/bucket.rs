//! A token bucket: bursts up to its size, and no more than its rate for long.

use super::{draw, listed, numbered, some_of_both, within};
use crate::chance::Chance;
use crate::sheet::{Asked, Sheet};

/// A thousandth of a token: what one millisecond adds is then whole.
const TOKEN: u64 = 1000;
const SPAN_S: u64 = 3;

struct Run {
    /// For each request: its time in ms, what it found, whether it passed.
    requests: Vec<(u64, u64, bool)>,
    left: u64,
}

pub(super) fn sheet(
    size: u32,
    per_s: u32,
    requests: u32,
    chance: &mut Chance,
) -> Result<Sheet, String> {
    within("requests", requests, 5..=14)?;
    within("size", size, 1..=requests - 4)?;
    within("per_s", per_s, 1..=20)?;
    let (size, per_s) = (u64::from(size), u64::from(per_s));
    let run = draw(chance, |chance| {
        let run = run(size, per_s, &times(size, per_s, requests as usize, chance));
        let refused = run.requests.iter().filter(|(.., passed)| !passed).count();
        let recovers = run.requests.windows(2).any(|pair| !pair[0].2 && pair[1].2);
        (some_of_both(refused, run.requests.len()) && refused > 1 && recovers).then_some(run)
    })?;
    Ok(ask(size, per_s, &run))
}

/// A burst that empties the bucket, then pauses, on a grid that divides the time of a token.
fn times(size: u64, per_s: u64, requests: usize, chance: &mut Chance) -> Vec<u64> {
    let grid = (1000 / per_s / 4).max(10) / 10 * 10;
    let mut at = 0;
    (0..requests as u64)
        .map(|number| {
            let gaps =
                if number < size { [0, 0, 0, 0, 0, 0, 1, 1] } else { [0, 0, 1, 1, 1, 2, 3, 6] };
            at += grid * gaps[chance.below(8)];
            at
        })
        .collect()
}

fn run(size: u64, per_s: u64, times: &[u64]) -> Run {
    let (mut tokens, mut last) = (size * TOKEN, 0);
    let requests = times
        .iter()
        .map(|at| {
            tokens = (tokens + (at - last) * per_s).min(size * TOKEN);
            last = *at;
            let (found, passed) = (tokens, tokens >= TOKEN);
            tokens -= if passed { TOKEN } else { 0 };
            (*at, found, passed)
        })
        .collect();
    Run { requests, left: tokens }
}

fn ask(size: u64, per_s: u64, run: &Run) -> Sheet {
    let names = numbered("r", run.requests.len());
    let mut shown = vec![
        format!("bucket: {size} tokens at most, full at 0 ms"),
        format!("refill: {per_s} tokens a second, evenly (a fraction of a token counts)"),
        "A request passes when it finds at least one whole token, and takes it.".into(),
        "Requests of the same time come in the order of their numbers.".into(),
        String::new(),
    ];
    shown.extend(
        names.iter().zip(&run.requests).map(|(name, (at, ..))| format!("{name} at {at} ms")),
    );
    let passed = names.iter().zip(&run.requests).filter(|(_, (.., passed))| *passed);
    let passed: Vec<String> = passed.map(|(name, _)| name.clone()).collect();
    let (refused_name, refused) = names
        .iter()
        .zip(&run.requests)
        .rfind(|(_, (.., passed))| !passed)
        .unwrap_or((&names[0], &run.requests[0]));
    let lacks = TOKEN.saturating_sub(refused.1);
    let last = names.last().map_or("", String::as_str);
    let asked = vec![
        Asked::many("passes", "Which requests pass?", &names, passed.clone())
            .because(format!("Those that found a whole token: {}.", listed(&passed))),
        Asked::number("left", format!("How many whole tokens are there right after {last}?"), "tokens", run.left / TOKEN)
            .because(format!("It leaves {} tokens.", told(run.left))),
        Asked::number(
            "wait",
            format!(
                "{refused_name} is refused. How many ms after it would a request pass at the earliest, if \
                 nobody asks in between? Round up to whole ms."
            ),
            "ms",
            lacks.div_ceil(per_s),
        )
        .because(format!("{} tokens are missing, at {per_s} a second.", told(lacks))),
        Asked::number(
            "burst",
            format!("How many requests can pass at most within {SPAN_S} s, both ends included, if as many as you like come?"),
            "requests",
            size + per_s * SPAN_S,
        )
        .because(format!(
            "A full bucket of {size} at once, and {SPAN_S} s times {per_s} that come in meanwhile."
        )),
    ];
    let trace = names
        .iter()
        .zip(&run.requests)
        .map(|(name, (at, found, passed))| {
            let what = if *passed { "passes" } else { "is refused" };
            format!("{name} at {at} ms finds {} tokens and {what}", told(*found))
        })
        .collect();
    Sheet { shown, asked, trace }
}

fn told(tokens: u64) -> String {
    (tokens as f64 / TOKEN as f64).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_comes_back_to_the_millisecond() {
        let run = run(2, 2, &[0, 0, 0, 499, 500, 999, 1000]);
        let passed: Vec<bool> = run.requests.iter().map(|(.., passed)| *passed).collect();
        assert_eq!(passed, [true, true, false, false, true, false, true]);
    }

    #[test]
    fn no_span_lets_more_pass_than_is_said() {
        for seed in 0..200 {
            let mut chance = Chance::new(seed);
            let (size, per_s) = (chance.between(1, 6), chance.between(1, 6));
            let run = run(size, per_s, &times(size, per_s, 60, &mut chance));
            let passed: Vec<u64> =
                run.requests.iter().filter(|(.., passed)| *passed).map(|(at, ..)| *at).collect();
            for first in &passed {
                let end = first + SPAN_S * 1000;
                let count = passed.iter().filter(|at| (*first..=end).contains(*at)).count() as u64;
                assert!(count <= size + per_s * SPAN_S, "seed {seed}: {count} from {first}");
            }
        }
        // And so many do pass: a burst, and then whatever comes in.
        let times: Vec<u64> = [0; 2].into_iter().chain((0..=3000).step_by(100)).collect();
        let passed = run(2, 2, &times).requests.iter().filter(|(.., passed)| *passed).count();
        assert_eq!(passed, 2 + 2 * 3);
    }
}
