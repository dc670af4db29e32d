//! Every history of a few operations, against all orders.
//!
//! Two histories are the same here when they differ in the order of calls with no return between them, or of returns
//! with no call between them: neither changes which operation precedes which.

mod brute;

use brute::{Op, agree};
use greenroom_linearize::models::{
    CellInput, CellOutput, Counter, CounterInput, List, ListInput, ListOutput, Lock, LockInput,
    Queue, QueueInput, QueueOutput, Register, Set, SetInput, SetOutput,
};
use greenroom_linearize::{Model, Operation};
use std::fmt::Debug;

/// Checks every history of up to `most` operations, each one of `kinds`; says how many were linearizable and how many not.
fn every<M: Model>(
    model: &M,
    kinds: &[(M::Input, Option<M::Output>)],
    most: usize,
) -> (usize, usize)
where
    M::Input: Debug,
    M::Output: Debug,
{
    let mut every = Every { model, kinds, most, history: Vec::new(), clock: 0, counts: (0, 0) };
    every.go(Last::Nothing);
    println!("{} linearizable, {} not", every.counts.0, every.counts.1);
    every.counts
}

#[derive(Clone, Copy)]
enum Last {
    Nothing,
    Call { kind: usize },
    Return { operation: usize },
}

struct Every<'a, M: Model> {
    model: &'a M,
    kinds: &'a [(M::Input, Option<M::Output>)],
    most: usize,
    history: Vec<Op<M>>,
    clock: u64,
    counts: (usize, usize),
}

impl<M: Model> Every<'_, M>
where
    M::Input: Debug,
    M::Output: Debug,
{
    fn go(&mut self, last: Last) {
        if agree(self.model, &self.history) {
            self.counts.0 += 1;
        } else {
            self.counts.1 += 1;
        }
        self.clock += 1;
        if self.history.len() < self.most {
            let from = if let Last::Call { kind } = last { kind } else { 0 };
            for kind in from..self.kinds.len() {
                let (input, output) = self.kinds[kind].clone();
                let process = self.history.len() as u64;
                self.history.push(Operation {
                    process,
                    input,
                    output,
                    invoked: self.clock,
                    returned: None,
                });
                self.go(Last::Call { kind });
                self.history.pop();
            }
        }
        let from = if let Last::Return { operation } = last { operation + 1 } else { 0 };
        for operation in from..self.history.len() {
            if self.history[operation].returned.is_none() {
                self.history[operation].returned = Some(self.clock);
                self.go(Last::Return { operation });
                self.history[operation].returned = None;
            }
        }
        self.clock -= 1;
    }
}

fn write(value: &str) -> (CellInput, Option<CellOutput>) {
    (CellInput::Write(value.into()), Some(CellOutput::Done))
}

fn read(value: Option<&str>) -> (CellInput, Option<CellOutput>) {
    (CellInput::Read, Some(CellOutput::Value(value.map(Into::into))))
}

fn cas(from: &str, to: &str, output: Option<bool>) -> (CellInput, Option<CellOutput>) {
    let input = CellInput::Cas { from: Some(from.into()), to: to.into() };
    (input, output.map(CellOutput::Swapped))
}

#[test]
fn every_history_of_six_reads_and_writes_agrees_with_all_orders() {
    let (ok, illegal) = every(&Register::default(), &[read(None), read(Some("1")), write("1")], 5);
    assert!(ok > 1_000 && illegal > 1_000);
    let (ok, illegal) = every(&Register::default(), &[read(Some("1")), write("1")], 6);
    assert!(ok > 1_000 && illegal > 1_000);
}

#[test]
fn every_history_of_a_register_with_two_values_agrees_with_all_orders() {
    let kinds = [read(None), read(Some("1")), read(Some("2")), write("1"), write("2")];
    let (ok, illegal) = every(&Register::default(), &kinds, 4);
    assert!(ok > 1_000 && illegal > 1_000);
}

#[test]
fn every_history_with_compare_and_set_agrees_with_all_orders() {
    let kinds = [
        read(Some("1")),
        read(Some("2")),
        write("1"),
        cas("1", "2", Some(true)),
        cas("1", "2", Some(false)),
        cas("2", "1", None),
    ];
    let (ok, illegal) = every(&Register::default(), &kinds, 4);
    assert!(ok > 1_000 && illegal > 1_000);
}

#[test]
fn every_history_with_appends_and_deletes_agrees_with_all_orders() {
    let append = |value: &str| (CellInput::Append(value.into()), Some(CellOutput::Done));
    let delete = (CellInput::Delete, Some(CellOutput::Done));
    let kinds = [append("1"), read(None), read(Some("11")), read(Some("1")), write("1"), delete];
    let (ok, illegal) = every(&Register::default(), &kinds, 4);
    assert!(ok > 1_000 && illegal > 1_000);
}

#[test]
fn every_history_of_a_counter_agrees_with_all_orders() {
    use CounterInput::{Add, Read};
    let kinds =
        [(Add(1), None), (Add(1), Some(1)), (Add(2), Some(3)), (Read, Some(1)), (Read, Some(3))];
    let (ok, illegal) = every(&Counter, &kinds, 4);
    assert!(ok > 1_000 && illegal > 1_000);
}

#[test]
fn every_history_of_a_set_agrees_with_all_orders() {
    let was = |was| Some(SetOutput::Was(was));
    let elements =
        |all: &[&str]| Some(SetOutput::Elements(all.iter().map(|one| (*one).to_owned()).collect()));
    // With a read of all, so that the history stays undivided.
    let kinds = [
        (SetInput::Add("1".into()), was(true)),
        (SetInput::Add("2".into()), None),
        (SetInput::Remove("1".into()), was(true)),
        (SetInput::Contains("1".into()), was(false)),
        (SetInput::Read, elements(&["1"])),
        (SetInput::Read, elements(&["1", "2"])),
    ];
    let (ok, illegal) = every(&Set, &kinds, 4);
    assert!(ok > 1_000 && illegal > 1_000);
}

#[test]
fn every_history_of_a_queue_agrees_with_all_orders() {
    let dequeue = |value: Option<&str>| {
        (QueueInput::Dequeue, Some(QueueOutput::Dequeued(value.map(Into::into))))
    };
    let kinds = [
        (QueueInput::Enqueue("1".into()), Some(QueueOutput::Enqueued)),
        (QueueInput::Enqueue("2".into()), Some(QueueOutput::Enqueued)),
        dequeue(None),
        dequeue(Some("1")),
        dequeue(Some("2")),
        (QueueInput::Dequeue, None),
    ];
    let (ok, illegal) = every(&Queue, &kinds, 4);
    assert!(ok > 1_000 && illegal > 1_000);
}

#[test]
fn every_history_of_a_lock_agrees_with_all_orders() {
    let acquire = |by, done| (LockInput::Acquire { by }, done);
    let release = |by, done| (LockInput::Release { by }, done);
    let kinds = [
        acquire(1, Some(true)),
        acquire(2, Some(true)),
        acquire(2, Some(false)),
        release(1, Some(true)),
        release(2, None),
    ];
    let (ok, illegal) = every(&Lock, &kinds, 4);
    assert!(ok > 1_000 && illegal > 1_000);
}

#[test]
fn every_history_of_a_list_agrees_with_all_orders() {
    let append = |element: &str| {
        let input = ListInput::Append { key: "x".into(), element: element.into() };
        (input, Some(ListOutput::Appended))
    };
    let read = |all: &[&str]| {
        let elements = all.iter().map(|one| (*one).to_owned()).collect();
        (ListInput::Read { key: "x".into() }, Some(ListOutput::Elements(elements)))
    };
    let kinds = [append("1"), append("2"), read(&[]), read(&["1"]), read(&["1", "2"])];
    let (ok, illegal) = every(&List, &kinds, 4);
    assert!(ok > 1_000 && illegal > 1_000);
}
