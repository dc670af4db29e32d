//! Deciding by trying all orders, straight from the definition.

use greenroom_linearize::{Model, Operation, Options, Verdict, Witness, check};
use std::collections::HashSet;
use std::fmt::Debug;

pub type Op<M> = Operation<<M as Model>::Input, <M as Model>::Output>;

/// Whether some order of all that returned, and of any of what did not, respects time and all answers.
pub fn is_linearizable<M: Model>(model: &M, history: &[Op<M>]) -> bool {
    let left = (1_u32 << history.len()) - 1;
    any_order(model, history, left, &model.initial(), &mut HashSet::new())
}

fn any_order<M: Model>(
    model: &M,
    history: &[Op<M>],
    left: u32,
    state: &M::State,
    met: &mut HashSet<(u32, M::State)>,
) -> bool {
    let is_left = |at: usize| left & (1 << at) != 0;
    if (0..history.len()).all(|at| !is_left(at) || history[at].returned.is_none()) {
        return true;
    }
    if !met.insert((left, state.clone())) {
        return false;
    }
    (0..history.len()).filter(|at| is_left(*at)).any(|at| {
        let comes_too_early = (0..history.len()).any(|other| {
            is_left(other) && history[other].returned.is_some_and(|back| back < history[at].invoked)
        });
        !comes_too_early
            && model
                .step(state, &history[at].input, history[at].output.as_ref())
                .is_some_and(|after| any_order(model, history, left & !(1 << at), &after, met))
    })
}

/// Checks a history of one key and compares with all orders, the witness too.
pub fn agree<M: Model>(model: &M, history: &[Op<M>]) -> bool
where
    M::Input: Debug,
    M::Output: Debug,
{
    let expected = is_linearizable(model, history);
    match check(model, history, &Options::default()).expect("times in order") {
        Verdict::Ok => assert!(expected, "called linearizable: {history:#?}"),
        Verdict::Illegal(witness) => {
            assert!(!expected, "called illegal: {history:#?}");
            proves(model, history, &witness);
        }
        Verdict::Unknown { why } => panic!("{why}: {history:#?}"),
    }
    expected
}

fn proves<M: Model>(model: &M, history: &[Op<M>], witness: &Witness)
where
    M::Input: Debug,
    M::Output: Debug,
{
    let shown: Vec<Op<M>> = witness
        .minimal
        .iter()
        .map(|index| {
            let mut operation = history[*index].clone();
            if witness.open.contains(index) {
                operation.returned = None;
            }
            operation
        })
        .collect();
    assert!(!is_linearizable(model, &shown), "{witness:#?} proves nothing of {history:#?}");
    assert!(witness.minimal.contains(&witness.impossible), "{witness:#?}");
    assert!(witness.order.iter().all(|index| witness.minimal.contains(index)), "{witness:#?}");
    for order in [&witness.order, &witness.furthest] {
        let mut state = model.initial();
        for (at, index) in order.iter().enumerate() {
            let operation = &history[*index];
            let comes_too_late = order[..at].iter().any(|before| {
                operation.returned.is_some_and(|back| back < history[*before].invoked)
            });
            assert!(!comes_too_late, "{witness:#?} breaks the order of time of {history:#?}");
            state = model
                .step(&state, &operation.input, operation.output.as_ref())
                .unwrap_or_else(|| panic!("{witness:#?} breaks an answer of {history:#?}"));
        }
    }
}
