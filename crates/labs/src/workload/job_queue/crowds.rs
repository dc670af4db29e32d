//! Many workers at once.

use super::{LONG_MS, Queue, enqueued, json_of, lease_in, leased, seen};
use crate::check::{Checked, Stop};
use crate::history::Recorder;
use crate::trial::{Crowd, Trial};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};

/// As the contract says: how many connections a service must stand.
const CLIENTS: usize = 64;
/// A race that is lost in one round of four is found in all but one run of a thousand million.
const ROUNDS: usize = 24;

/// Each client asks for a job at once: those that got one, as (job, lease).
async fn lease_at_once(
    crowd: &Crowd,
    queue: &Queue,
    lease_ms: u64,
    recorder: &Recorder,
) -> Checked<Vec<Option<(String, String)>>> {
    let request = queue.lease(lease_ms);
    let recorder = recorder.clone();
    crowd
        .at_once(move |at, mut client| {
            let (request, recorder) = (request.clone(), recorder.clone());
            async move {
                let operation = recorder.begin(at, "lease");
                let got = lease_in(client.send(request).await?)?;
                operation.end(got.as_ref().map_or("none", |got| &got.id));
                Ok(got.map(|got| (got.id, got.lease)))
            }
        })
        .await
}

/// Two workers with one job.
fn shared(id: &str, recorder: &Recorder) -> Stop {
    let is_it = |one: &crate::Operation| one.result == id;
    let count = recorder.operations().into_iter().filter(is_it).count();
    let why = format!("the job {id} was leased {count} times, and each lease is still held");
    let history = recorder.shown(is_it, is_it, why);
    let did = format!("leased from {CLIENTS} clients at once");
    let got = format!("the job `{id}` {count} times");
    Stop::failed(did, "each job in at most one held lease", got).with_history(history)
}

pub(super) async fn one_worker_a_job(trial: &mut Trial) -> Checked {
    const JOBS: usize = 40;
    trial.did(format!(
        "{CLIENTS} clients asked at once for one of {JOBS} jobs, {ROUNDS} times, each in a queue of its own."
    ));
    let crowd = trial.crowd(CLIENTS).await?;
    for _ in 0..ROUNDS {
        let queue = Queue::new(trial);
        let at = queue.clone();
        crowd
            .at_once(move |client_at, mut client| {
                let queue = at.clone();
                async move {
                    if client_at < JOBS {
                        enqueued(&mut client, &queue, &json!({ "payload": client_at })).await?;
                    }
                    Ok(())
                }
            })
            .await?;
        let recorder = Recorder::default();
        let got = lease_at_once(&crowd, &queue, LONG_MS, &recorder).await?;
        let (mut jobs, mut leases) = (BTreeSet::new(), BTreeSet::new());
        for (id, lease) in got.into_iter().flatten() {
            if !jobs.insert(id.clone()) {
                return Err(shared(&id, &recorder));
            }
            if !leases.insert(lease.clone()) {
                let did = format!("leased from {CLIENTS} clients at once");
                let got = format!("`{lease}` twice");
                return Err(Stop::failed(did, "no two leases that are the same", got));
            }
        }
        if jobs.len() != JOBS {
            let is_none = |one: &crate::Operation| one.result == "none";
            let why = format!("{} of {JOBS} ready jobs were left", JOBS - jobs.len());
            let did = format!("leased from {CLIENTS} clients at once, with {JOBS} jobs ready");
            let got = format!("{} jobs", jobs.len());
            return Err(Stop::failed(did, format!("{JOBS} jobs"), got)
                .with_history(recorder.shown(is_none, |_| false, why)));
        }
    }
    Ok(())
}

pub(super) async fn one_key_at_once(trial: &mut Trial) -> Checked {
    trial.did(format!("{CLIENTS} clients enqueued with the same key at once, {ROUNDS} times."));
    let crowd = trial.crowd(CLIENTS).await?;
    let mut after = trial.client()?;
    for _ in 0..ROUNDS {
        let (queue, recorder) = (Queue::new(trial), Recorder::default());
        let (at_queue, kept) = (queue.clone(), recorder.clone());
        let answers = crowd
            .at_once(move |at, mut client| {
                let request = at_queue.enqueue(&json!({ "payload": at, "key": "order-1" }));
                let kept = kept.clone();
                async move {
                    let operation = kept.begin(at, "enqueue with key order-1");
                    let exchange = client.send(request).await?.wants_one_of(&[200, 201])?;
                    let job = json_of(&exchange)?;
                    let id = super::id_of(&exchange, &job)?;
                    operation.end(format!("{} {id}", exchange.status));
                    Ok((exchange.status, id, job["payload"].clone()))
                }
            })
            .await?;
        let new = answers.iter().filter(|(status, ..)| *status == 201).count();
        let jobs: BTreeSet<String> =
            answers.iter().map(|(_, id, payload)| format!("{id} with payload {payload}")).collect();
        if new != 1 || jobs.len() != 1 {
            let is_new = |one: &crate::Operation| one.result.starts_with("201");
            let why = format!("one key made a job {new} times; answers show {} jobs", jobs.len());
            let did = format!("enqueued with one key from {CLIENTS} clients at once");
            let got = format!("{new} times 201, and {} different jobs", jobs.len());
            let expected = "one 201, 200 for all others, and the same job in all answers";
            let history = recorder.shown(is_new, is_new, why);
            return Err(Stop::failed(did, expected, got).with_history(history));
        }
        leased(&mut after, &queue, LONG_MS).await?;
        super::nothing_ready(&mut after, &queue).await?;
    }
    Ok(())
}

pub(super) async fn one_end_a_lease(trial: &mut Trial) -> Checked {
    trial.did(format!(
        "Half of {CLIENTS} clients acked a lease, half nacked it, all at once, {ROUNDS} times."
    ));
    let mut client = trial.client()?;
    let mut held = Vec::new();
    for _ in 0..ROUNDS {
        let queue = Queue::new(trial);
        let id = enqueued(&mut client, &queue, &json!({ "payload": 1 })).await?;
        let lease = leased(&mut client, &queue, LONG_MS).await?.lease;
        held.push((queue, id, lease));
    }
    let crowd = trial.crowd(CLIENTS).await?;
    for (queue, id, lease) in held {
        let recorder = Recorder::default();
        let (at_queue, kept) = (queue.clone(), recorder.clone());
        let turned = trial.chance().between(0, 1) as usize;
        let statuses = crowd
            .at_once(move |at, mut client| {
                let is_ack = at % 2 == turned;
                let request = if is_ack { at_queue.ack(&lease) } else { at_queue.nack(&lease) };
                let kept = kept.clone();
                async move {
                    let operation = kept.begin(at, if is_ack { "ack" } else { "nack" });
                    let fits = if is_ack { [204, 409] } else { [200, 409] };
                    let exchange = client.send(request).await?.wants_one_of(&fits)?;
                    operation.end(exchange.status.to_string());
                    Ok((is_ack, exchange.status))
                }
            })
            .await?;
        let acked = statuses.iter().filter(|(_, status)| *status == 204).count();
        let nacked = statuses.iter().filter(|(_, status)| *status == 200).count();
        // After an ack every ack is one; after a nack nothing is.
        let agrees = (acked == CLIENTS / 2 && nacked == 0) || (acked == 0 && nacked == 1);
        if !agrees {
            let took = |one: &crate::Operation| one.result != "409";
            let why = format!("one lease was acked {acked} times and nacked {nacked} times");
            let did = format!("acked and nacked one lease from {CLIENTS} clients at once");
            let expected = format!(
                "{} times 204 and no 200 (the ack was first), or one 200 and no 204 (a nack was first); else 409",
                CLIENTS / 2
            );
            let got = format!("{acked} times 204 and {nacked} times 200");
            let history = recorder.shown(took, took, why);
            return Err(Stop::failed(did, expected, got).with_history(history));
        }
        let fields = match nacked {
            0 => json!({ "state": "done", "attempts": 1 }),
            _ => json!({ "state": "waiting", "visible_at": queue.now_ms + 1_000 }),
        };
        seen(&mut client, &queue, &id, &fields).await?;
    }
    Ok(())
}

/// What a worker does with its job.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Deed {
    Ack,
    Nack,
    /// The worker is never seen again.
    Vanish,
}

pub(super) async fn every_job_ends_once(trial: &mut Trial) -> Checked {
    const JOBS: usize = 160;
    const ATTEMPTS: u64 = 3;
    let queue = Queue::new(trial);
    let mut client = trial.client()?;
    let mut delivered: BTreeMap<String, u64> = BTreeMap::new();
    for at in 0..JOBS {
        let body = json!({ "payload": at, "priority": at % 3, "max_attempts": ATTEMPTS });
        delivered.insert(enqueued(&mut client, &queue, &body).await?, 0);
    }
    let crowd = trial.crowd(CLIENTS).await?;
    let mut acked: BTreeSet<String> = BTreeSet::new();
    let mut now = queue.clone();
    loop {
        let deeds: Vec<Deed> = (0..CLIENTS)
            .map(|_| match trial.chance().between(0, 9) {
                0..=3 => Deed::Ack,
                4..=6 => Deed::Nack,
                _ => Deed::Vanish,
            })
            .collect();
        let recorder = Recorder::default();
        let got = lease_at_once(&crowd, &now, 10_000, &recorder).await?;
        let mut held = BTreeSet::new();
        for (id, _) in got.iter().flatten() {
            let stop = |expected: &str, count: u64| {
                let did = format!("leased from {CLIENTS} clients at once at {}", now.now_ms);
                Stop::failed(did, expected, format!("the job `{id}` for the {count}. time"))
            };
            if !held.insert(id.clone()) {
                return Err(shared(id, &recorder));
            }
            let Some(count) = delivered.get_mut(id) else {
                return Err(stop("a job of those that were enqueued in this queue", 1));
            };
            *count += 1;
            if acked.contains(id) {
                return Err(stop("no job that was acked", *count));
            }
            if *count > ATTEMPTS {
                return Err(stop("a job at most 3 times, which is its max_attempts", *count));
            }
        }
        if held.is_empty() {
            break;
        }
        let (at_now, doing) = (now.clone(), deeds.clone());
        let leases = got.clone();
        crowd
            .at_once(move |at, mut client| {
                let request = match (doing[at], &leases[at]) {
                    (Deed::Ack, Some((_, lease))) => Some((at_now.ack(lease), 204)),
                    (Deed::Nack, Some((_, lease))) => Some((at_now.nack(lease), 200)),
                    _ => None,
                };
                async move {
                    match request {
                        Some((request, status)) => {
                            client.send(request).await?.wants(status).map(drop)
                        }
                        None => Ok(()),
                    }
                }
            })
            .await?;
        for (deed, lease) in deeds.iter().zip(&got) {
            if let (Deed::Ack, Some((id, _))) = (deed, lease) {
                acked.insert(id.clone());
            }
        }
        // Every lease has run out by then, and every back-off is over.
        now = now.after(80_000);
    }
    trial.did(format!(
        "{CLIENTS} workers took {JOBS} jobs until none came; they acked {}, and nacked or forgot the others.",
        acked.len()
    ));
    for (id, count) in &delivered {
        let state = if acked.contains(id) { "done" } else { "dead" };
        seen(&mut client, &now, id, &json!({ "state": state, "attempts": count })).await?;
        if state == "dead" && *count != ATTEMPTS {
            let got = format!("the job `{id}` came {count} times, and then no more");
            let expected = format!("a job that nobody acked {ATTEMPTS} times");
            return Err(Stop::failed("leased until nothing was ready", expected, got));
        }
    }
    super::counts(&mut client, &now, [0, 0, acked.len() as u64, (JOBS - acked.len()) as u64]).await
}
