//! Histories drawn by chance: of real executions, and of such with something changed.

mod brute;

use brute::{Op, agree};
use greenroom_linearize::models::{
    CellInput, CellOutput, Kv, KvInput, Queue, QueueInput, QueueOutput, Register,
};
use greenroom_linearize::{Operation, Options, Unknown, Verdict, check};
use proptest::collection::vec;
use proptest::prelude::*;
use std::collections::BTreeMap;

/// When an operation is called, for how long, where between it happens, and how it ends.
#[derive(Debug, Clone)]
struct Drawn {
    kind: u8,
    value: u8,
    call: u64,
    length: u64,
    moment: u64,
    /// 0 and 1: it never returned, and did not or did happen.
    end: u8,
}

fn drawn(span: u64) -> impl Strategy<Value = Drawn> {
    (0..4_u8, 0..4_u8, 0..span, 0..span / 3, 0..span, 0..12_u8).prop_map(
        |(kind, value, call, length, moment, end)| Drawn { kind, value, call, length, moment, end },
    )
}

/// Executes the operations one at a time, in the order of their moments.
fn executed<I: Clone, O, S: Default>(
    mut all: Vec<Drawn>,
    input: impl Fn(&Drawn) -> I,
    run: impl Fn(&mut S, &I) -> O,
) -> Vec<Operation<I, O>> {
    all.sort_by_key(|one| one.call + one.moment.min(one.length));
    let mut state = S::default();
    let mut history = Vec::new();
    for (process, one) in (0..).zip(all) {
        let input = input(&one);
        if one.end < 2 {
            if one.end == 1 {
                run(&mut state, &input);
            }
            history.push(Operation::pending(process, input, one.call));
        } else {
            let output = run(&mut state, &input);
            let back = one.call + one.length;
            history.push(Operation::completed(process, input, output, one.call, back));
        }
    }
    history
}

fn cell_input(one: &Drawn) -> CellInput {
    match one.kind {
        0 => CellInput::Write(one.value.to_string()),
        1 => CellInput::Cas {
            from: Some(one.value.to_string()),
            to: ((one.value + 1) % 4).to_string(),
        },
        _ => CellInput::Read,
    }
}

fn run_cell(state: &mut Option<String>, input: &CellInput) -> CellOutput {
    match input {
        CellInput::Read => CellOutput::Value(state.clone()),
        CellInput::Write(value) => {
            *state = Some(value.clone());
            CellOutput::Done
        }
        CellInput::Append(value) => {
            *state = Some(state.clone().unwrap_or_default() + value);
            CellOutput::Done
        }
        CellInput::Delete => {
            *state = None;
            CellOutput::Done
        }
        CellInput::Cas { from, to } => {
            let swapped = from == state;
            if swapped {
                *state = Some(to.clone());
            }
            CellOutput::Swapped(swapped)
        }
    }
}

fn register(all: Vec<Drawn>) -> Vec<Op<Register>> {
    executed(all, cell_input, run_cell)
}

fn queue(all: Vec<Drawn>) -> Vec<Op<Queue>> {
    executed(
        all,
        |one| {
            if one.kind < 2 {
                QueueInput::Enqueue(one.value.to_string())
            } else {
                QueueInput::Dequeue
            }
        },
        |state: &mut Vec<String>, input| match input {
            QueueInput::Enqueue(value) => {
                state.push(value.clone());
                QueueOutput::Enqueued
            }
            QueueInput::Dequeue if state.is_empty() => QueueOutput::Dequeued(None),
            QueueInput::Dequeue => QueueOutput::Dequeued(Some(state.remove(0))),
        },
    )
}

fn key_value(all: Vec<Drawn>) -> Vec<Op<Kv>> {
    executed(
        all,
        |one| KvInput {
            key: (one.value % 3).to_string(),
            input: match one.kind {
                0 => CellInput::Append(one.moment.to_string()),
                1 => CellInput::Write(one.moment.to_string()),
                _ => CellInput::Read,
            },
        },
        |state: &mut BTreeMap<String, Option<String>>, input| {
            run_cell(state.entry(input.key.clone()).or_default(), &input.input)
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn a_real_execution_is_linearizable(all in vec(drawn(400), 0..24)) {
        let options = Options::default();
        prop_assert_eq!(check(&Register::default(), &register(all.clone()), &options), Ok(Verdict::Ok));
        prop_assert_eq!(check(&Queue, &queue(all.clone()), &options), Ok(Verdict::Ok));
        prop_assert_eq!(check(&Kv::default(), &key_value(all), &options), Ok(Verdict::Ok));
    }

    #[test]
    fn a_register_with_a_changed_answer_agrees_with_all_orders(
        all in vec(drawn(40), 1..12), at in 0..12_usize, value in 0..4_u8,
    ) {
        let mut history = register(all);
        let at = at % history.len();
        if let Some(CellOutput::Value(read)) = &mut history[at].output {
            *read = Some(value.to_string());
        }
        agree(&Register::default(), &history);
    }

    #[test]
    fn a_queue_with_a_changed_answer_agrees_with_all_orders(
        all in vec(drawn(40), 1..11), at in 0..11_usize, value in 0..4_u8,
    ) {
        let mut history = queue(all);
        let at = at % history.len();
        if let Some(QueueOutput::Dequeued(taken)) = &mut history[at].output {
            *taken = Some(value.to_string());
        }
        agree(&Queue, &history);
    }

    #[test]
    fn unique_writes_with_a_changed_answer_agree_with_all_orders(
        all in vec(drawn(40), 1..12), at in 0..12_usize, value in 0..12_usize,
    ) {
        // The zone test's: no compare-and-set, and each write has a value of its own.
        let mut values = 0..;
        let named: Vec<Drawn> = all.into_iter().map(|mut one| {
            one.value = values.next().unwrap_or_default();
            one.kind = if one.kind < 2 { 0 } else { 3 };
            one
        }).collect();
        let mut history = register(named);
        let at = at % history.len();
        if let Some(CellOutput::Value(read)) = &mut history[at].output {
            *read = Some(value.to_string());
        }
        agree(&Register::default(), &history);
    }

    #[test]
    fn a_small_budget_gives_no_other_verdict(all in vec(drawn(40), 1..12), steps_max in 0..12_u64) {
        let mut history = queue(all);
        if let Some(QueueOutput::Dequeued(taken)) = history.last_mut().and_then(|one| one.output.as_mut()) {
            *taken = Some("1".to_owned());
        }
        let all = check(&Queue, &history, &Options::default()).expect("times in order");
        let some = check(&Queue, &history, &Options { steps_max, ..Options::default() }).expect("times in order");
        match some {
            Verdict::Unknown { why } => prop_assert_eq!(why, Unknown::Steps { steps_max }),
            some => prop_assert_eq!(some, all),
        }
    }
}

/// Enqueues at once of which nothing tells the order, and a dequeue of what was never there.
fn hard() -> Vec<Op<Queue>> {
    let enqueue = |n: u64| {
        Operation::completed(n, QueueInput::Enqueue(n.to_string()), QueueOutput::Enqueued, 0, 10)
    };
    let mut history: Vec<Op<Queue>> = (0..12).map(enqueue).collect();
    let never = QueueOutput::Dequeued(Some("never".to_owned()));
    history.push(Operation::completed(12, QueueInput::Dequeue, never, 11, 12));
    history
}

#[test]
fn a_search_that_is_too_long_says_so() {
    let options = Options { steps_max: 1_000, ..Options::default() };
    let why = Unknown::Steps { steps_max: 1_000 };
    assert_eq!(check(&Queue, &hard(), &options), Ok(Verdict::Unknown { why }));
}

#[test]
fn a_search_ends_soon_after_it_is_cancelled() {
    let asked = std::cell::Cell::new(0);
    let cancelled = || {
        asked.set(asked.get() + 1);
        asked.get() == 3
    };
    let options = Options { steps_max: u64::MAX, cancelled: &cancelled, ..Options::default() };
    let why = Unknown::Cancelled;
    assert_eq!(check(&Queue, &hard(), &options), Ok(Verdict::Unknown { why }));
    assert_eq!(asked.get(), 3);
}

#[test]
fn a_return_before_its_call_is_refused_with_its_place() {
    let history = [Operation::completed(0, CellInput::Read, CellOutput::Value(None), 5, 4)];
    let error = check(&Register::default(), &history, &Options::default()).expect_err("no history");
    assert!(error.to_string().starts_with("operation 0 returned at 4, before"), "{error}");
}
