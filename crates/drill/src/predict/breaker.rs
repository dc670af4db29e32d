//! A circuit breaker: closed until too many calls fail in a row, open for a while, then one trial.

use super::{draw, listed, numbered, some_of_both, within};
use crate::chance::Chance;
use crate::sheet::{Asked, Sheet};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Found {
    Closed,
    Open,
    HalfOpen,
}

impl Found {
    const ALL: [Found; 3] = [Found::Closed, Found::Open, Found::HalfOpen];

    fn title(self) -> &'static str {
        match self {
            Found::Closed => "closed",
            Found::Open => "open",
            Found::HalfOpen => "half-open",
        }
    }
}

#[derive(Debug, Clone, Copy)]
struct Call {
    at_ms: u64,
    /// How it goes if it gets through.
    fails: bool,
}

/// Closed with failures in a row, or open since a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Closed(u32),
    Open(u64),
}

pub(super) fn sheet(
    failures_to_open: u32,
    open_ms: u32,
    calls: u32,
    chance: &mut Chance,
) -> Result<Sheet, String> {
    within("failures_to_open", failures_to_open, 2..=5)?;
    within("calls", calls, failures_to_open + 6..=16)?;
    within("open_ms", open_ms, 100..=600_000)?;
    let open = u64::from(open_ms);
    let (calls, found, end) = draw(chance, |chance| {
        let calls = draw_calls(open, calls as usize, chance);
        let (found, end) = run(failures_to_open, open, &calls);
        let trials = calls.iter().zip(&found).filter(|(_, found)| **found == Found::HalfOpen);
        let (failed, passed): (Vec<_>, Vec<_>) = trials.partition(|(call, _)| call.fails);
        let refused = found.iter().filter(|found| **found == Found::Open).count();
        // A success in between must have mattered.
        let resets = calls
            .windows(2)
            .zip(&found)
            .any(|(pair, found)| *found == Found::Closed && pair[0].fails && !pair[1].fails);
        let is_good = !failed.is_empty() && !passed.is_empty() && refused > 1 && resets;
        (is_good && some_of_both(refused, calls.len())).then_some((calls, found, end))
    })?;
    Ok(ask(failures_to_open, open, &calls, &found, end, chance))
}

fn draw_calls(open: u64, count: usize, chance: &mut Chance) -> Vec<Call> {
    let grid = open / 10;
    let mut at_ms = 0;
    let mut fails = false;
    (0..count)
        .map(|_| {
            at_ms += grid * chance.between(1, 7);
            if chance.percent(35) {
                fails = !fails;
            }
            Call { at_ms, fails }
        })
        .collect()
}

/// In which state each call finds the breaker, and how it ends.
fn run(failures_to_open: u32, open: u64, calls: &[Call]) -> (Vec<Found>, State) {
    let mut state = State::Closed(0);
    let found = calls
        .iter()
        .map(|call| {
            let (found, next) = match state {
                State::Open(since) if call.at_ms < since + open => (Found::Open, state),
                State::Open(_) if call.fails => (Found::HalfOpen, State::Open(call.at_ms)),
                State::Open(_) => (Found::HalfOpen, State::Closed(0)),
                State::Closed(failures) if call.fails && failures + 1 == failures_to_open => {
                    (Found::Closed, State::Open(call.at_ms))
                }
                State::Closed(failures) if call.fails => {
                    (Found::Closed, State::Closed(failures + 1))
                }
                State::Closed(_) => (Found::Closed, State::Closed(0)),
            };
            state = next;
            found
        })
        .collect();
    (found, state)
}

fn ask(
    failures_to_open: u32,
    open: u64,
    calls: &[Call],
    found: &[Found],
    end: State,
    chance: &mut Chance,
) -> Sheet {
    let names = numbered("c", calls.len());
    let mut shown = vec![
        format!(
            "It opens when {failures_to_open} calls in a row have failed; a success begins the count anew."
        ),
        format!(
            "It stays open for {open} ms and refuses all calls. From exactly {open} ms on it is half-open:"
        ),
        "the next call is let through as a trial. Success closes it, failure opens it anew.".into(),
        "Calls take no time.".into(),
        String::new(),
    ];
    shown.extend(names.iter().zip(calls).map(|(name, call)| {
        let how = if call.fails { "fails" } else { "succeeds" };
        format!("{name} at {} ms: {how} if it gets through", call.at_ms)
    }));
    let with = |wanted: Found| -> Vec<String> {
        let all = names.iter().zip(found).filter(|(_, found)| **found == wanted);
        all.map(|(name, _)| name.clone()).collect()
    };
    let refused = with(Found::Open);
    let failed =
        calls.iter().zip(found).filter(|(call, found)| call.fails && **found != Found::Open);
    let states: Vec<String> = Found::ALL.map(|one| one.title().to_owned()).into();
    let trials: Vec<usize> = (0..found.len()).filter(|at| found[*at] == Found::HalfOpen).collect();
    let others: Vec<usize> = (2..found.len()).filter(|at| found[*at] != Found::HalfOpen).collect();
    let (trial, other) = (trials[chance.below(trials.len())], others[chance.below(others.len())]);
    let state = |id, at: usize| {
        let asks = format!("In which state does {} find the breaker?", names[at]);
        Asked::one(id, asks, &states, found[at].title())
    };
    // Not always in the same order, which would tell.
    let (one, two) = if chance.percent(50) { (trial, other) } else { (other, trial) };
    let mut asked = vec![
        Asked::many("refused", "Which calls are refused?", &names, refused.clone())
            .because(format!("They come while it is open: {}.", listed(&refused))),
        state("state-1", one),
        state("state-2", two),
        Asked::number(
            "failed",
            "How many calls get through and fail?",
            "calls",
            failed.count() as u64,
        ),
    ];
    if let State::Open(since) = end {
        let last = &names[names.len() - 1];
        asked.push(
            Asked::number(
                "next",
                format!("After {last}: at which time is a call let through at the earliest?"),
                "ms",
                since + open,
            )
            .because(format!("It opened at {since} ms.")),
        );
    }
    let trace = names
        .iter()
        .zip(calls.iter().zip(found))
        .map(|(name, (call, found))| {
            let what = match (found, call.fails) {
                (Found::Open, _) => "refused",
                (_, true) => "fails",
                (_, false) => "succeeds",
            };
            format!("{name} at {} ms finds it {}: {what}", call.at_ms, found.title())
        })
        .collect();
    Sheet { shown, asked, trace }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_half_open_from_the_very_moment() {
        let call = |at_ms, fails| Call { at_ms, fails };
        let calls = [
            call(0, true),
            call(10, false),
            call(20, true),
            call(30, true),
            call(129, false),
            call(130, true),
            call(229, false),
            call(230, false),
            call(240, true),
        ];
        let (found, end) = run(2, 100, &calls);
        use Found::{Closed, HalfOpen, Open};
        assert_eq!(found, [Closed, Closed, Closed, Closed, Open, HalfOpen, Open, HalfOpen, Closed]);
        assert_eq!(end, State::Closed(1));
    }
}
