//! How fast histories are decided, beside `porcupine-rs` on the same operations with the same model, in one process.
//!
//! `linearize-bench FOLDER` takes the folder where cargo unpacked `porcupine-rs`. Printed and never asserted, save that
//! two who decide must agree: times are numbers of a machine.

use greenroom_linearize::formats::{Worded, history};
use greenroom_linearize::models::{CellInput, CellOutput, Kv, KvInput, Register};
use greenroom_linearize::{Model, Operation, Options, Verdict, check};
use std::collections::BTreeMap;
use std::fmt::Debug;
use std::marker::PhantomData;
use std::path::Path;
use std::time::{Duration, Instant};

const TIMES: u32 = 5;
/// How long the peer may take over the generated history.
const PEER_MAX: Duration = Duration::from_secs(20);

fn main() -> Result<(), String> {
    let folder = std::env::args().nth(1).ok_or("which folder has porcupine-rs?")?;
    let data = Path::new(&folder).join("test_data");
    let (mut ours_us, mut theirs_us, mut faster, mut slowest) = (0.0, 0.0, 0, f64::MAX);
    let mut logs: Vec<_> = std::fs::read_dir(data.join("jepsen"))
        .map_err(|error| format!("{}: {error}", data.display()))?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .collect();
    logs.sort();
    for path in &logs {
        // One of them is without events.
        if !read(path)?.contains(":invoke") {
            println!("{}: empty", name(path));
            continue;
        }
        let (ours, theirs) = beside(&Register::default(), &read(path)?, &name(path))?;
        ours_us += ours;
        theirs_us += theirs;
        faster += u32::from(ours < theirs);
        slowest = f64::min(slowest, theirs / ours);
    }
    println!(
        "{} etcd logs: ours {:.1} ms in sum, porcupine-rs {:.1} ms: {:.1} times; faster on {faster}, at least {slowest:.1} times",
        logs.len(),
        ours_us / 1e3,
        theirs_us / 1e3,
        theirs_us / ours_us
    );
    for clients in ["c01", "c10", "c50"] {
        for verdict in ["ok", "bad"] {
            let path = data.join(format!("kv/{clients}-{verdict}.txt"));
            beside(&Kv::default(), &read(&path)?, &name(&path))?;
        }
    }
    generated()
}

/// 20,000 operations of 100 clients on 10 keys with unique values: the zone test's.
fn generated() -> Result<(), String> {
    let mut chance = 1_u64;
    let mut draw = |below: u64| {
        chance ^= chance << 13;
        chance ^= chance >> 7;
        chance ^= chance << 17;
        chance % below
    };
    let mut values: BTreeMap<u64, Option<String>> = BTreeMap::new();
    let mut free_at = [0_u64; 100];
    let mut drawn = Vec::new();
    for n in 0..20_000_u64 {
        let client = draw(100) as usize;
        let (call, until) = (free_at[client] + 1 + draw(50), 1 + draw(200));
        let at = call + draw(until);
        free_at[client] = call + until;
        drawn.push((at, n, client as u64, call, call + until, draw(10), draw(2) == 0));
    }
    drawn.sort_unstable();
    let history: Vec<_> = drawn
        .into_iter()
        .map(|(_, n, client, call, back, key, writes)| {
            let value = values.entry(key).or_default();
            let (input, output) = if writes {
                *value = Some(n.to_string());
                (CellInput::Write(n.to_string()), CellOutput::Done)
            } else {
                (CellInput::Read, CellOutput::Value(value.clone()))
            };
            Operation::completed(
                client,
                KvInput { key: key.to_string(), input },
                output,
                call,
                back,
            )
        })
        .collect();
    both(&Kv::default(), &history, "20,000 operations, 100 clients, 10 keys").map(drop)
}

fn name(path: &Path) -> String {
    path.file_stem().map_or_else(String::new, |name| name.to_string_lossy().into_owned())
}

fn read(path: &Path) -> Result<String, String> {
    std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}

fn beside<M>(model: &M, text: &str, name: &str) -> Result<(f64, f64), String>
where
    M: Worded + Peer,
    Bridge<M>: porcupine_rs::Model<Op = Op<M>, Metadata = ()>,
{
    let history = history(model, text).map_err(|error| format!("{name}: {error}"))?;
    both(model, &history, name)
}

/// Microseconds, the best of several; ours, theirs.
fn both<M>(
    model: &M,
    history: &[Operation<M::Input, M::Output>],
    name: &str,
) -> Result<(f64, f64), String>
where
    M: Peer,
    Bridge<M>: porcupine_rs::Model<Op = Op<M>, Metadata = ()>,
{
    let options = Options { shrink_steps_max: 0, steps_max: u64::MAX, ..Options::default() };
    let (ours_us, ours) = best(|| check(model, history, &options));
    let ours = ours.map_err(|error| error.to_string())?;
    let theirs: Vec<porcupine_rs::Operation<Bridge<M>>> = history
        .iter()
        .map(|one| porcupine_rs::Operation {
            client_id: None,
            call_time: one.invoked as i64,
            return_time: one.returned.map_or(i64::MAX, |at| at as i64),
            op: (one.input.clone(), one.output.clone()),
            metadata: None,
        })
        .collect();
    let (theirs_us, theirs) = best(|| {
        // With a limit it starts threads, which a short history would pay for.
        if history.len() > 10_000 {
            porcupine_rs::check_operations_timeout(&theirs, PEER_MAX)
        } else if porcupine_rs::check_operations(&theirs) {
            porcupine_rs::CheckResult::Ok
        } else {
            porcupine_rs::CheckResult::Illegal
        }
    });
    let agree = match theirs {
        porcupine_rs::CheckResult::Ok => ours == Verdict::Ok,
        porcupine_rs::CheckResult::Illegal => matches!(ours, Verdict::Illegal(_)),
        porcupine_rs::CheckResult::Unknown => true,
    };
    println!(
        "{name}: ours {ours_us:.0} us, porcupine-rs {theirs_us:.0} us{}: {:.1} times",
        if theirs == porcupine_rs::CheckResult::Unknown { " without an answer" } else { "" },
        theirs_us / ours_us
    );
    if agree { Ok((ours_us, theirs_us)) } else { Err(format!("{name}: {ours:?}, {theirs:?}")) }
}

fn best<T>(run: impl Fn() -> T) -> (f64, T) {
    let mut best: Option<(f64, T)> = None;
    for _ in 0..TIMES {
        let begun = Instant::now();
        let answer = run();
        let took_us = begun.elapsed().as_secs_f64() * 1e6;
        if best.as_ref().is_none_or(|(before, _)| took_us < *before) {
            best = Some((took_us, answer));
        }
        if took_us > 3e6 {
            break;
        }
    }
    best.unwrap_or_else(|| (0.0, run()))
}

type Op<M> = (<M as Model>::Input, Option<<M as Model>::Output>);

/// A model that the peer can be given.
trait Peer: Model<State: Send + Sync + Debug> + Default + Clone + Send + Sync {
    fn key_of(input: &Self::Input) -> String;
}

impl Peer for Register {
    fn key_of(_: &CellInput) -> String {
        String::new()
    }
}

impl Peer for Kv {
    fn key_of(input: &KvInput) -> String {
        input.key.clone()
    }
}

/// One of our models as one of the peer's.
#[derive(Clone)]
struct Bridge<M>(PhantomData<M>);

impl<M: Peer> porcupine_rs::Model for Bridge<M>
where
    Op<M>: Clone + Send + Sync + Debug,
{
    type State = M::State;
    type Op = Op<M>;
    type Metadata = ();

    fn init() -> M::State {
        M::default().initial()
    }

    fn step(state: &M::State, (input, output): &Op<M>) -> (bool, M::State) {
        let after = M::default().step(state, input, output.as_ref());
        (after.is_some(), after.unwrap_or_else(|| state.clone()))
    }

    fn partition_operations(
        history: &[porcupine_rs::Operation<Self>],
    ) -> Vec<Vec<porcupine_rs::Operation<Self>>> {
        let mut parts: BTreeMap<String, Vec<porcupine_rs::Operation<Self>>> = BTreeMap::new();
        for one in history {
            parts.entry(M::key_of(&one.op.0)).or_default().push(one.clone());
        }
        parts.into_values().collect()
    }
}
