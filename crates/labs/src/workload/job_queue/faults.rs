//! What goes wrong around a queue.

use super::{
    LONG_MS, Queue, ended_by_sigterm, enqueued, half_requests, id_of, job_with, json_of, lease_in,
    leased, leased_as, nothing_ready, seen,
};
use crate::check::{Checked, Stop};
use crate::client::http::Client;
use crate::trial::Trial;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::task::JoinSet;

pub(super) async fn half_requests_hold_nobody_up(trial: &mut Trial) -> Checked {
    trial.did(
        "Left 32 requests half written, used the queue beside them, then wrote one to its end.",
    );
    let (queue, beside_queue) = (Queue::new(trial), Queue::new(trial));
    let request = queue.enqueue(&json!({ "payload": "half" }));
    let mut client = trial.client()?;
    let beside = async {
        enqueued(&mut client, &beside_queue, &json!({ "payload": 1 })).await?;
        let held = leased(&mut client, &beside_queue, LONG_MS).await?;
        client.send(beside_queue.ack(&held.lease)).await?.wants(204).map(drop)
    };
    let exchange = half_requests(trial, &request, beside).await?.wants(201)?;
    job_with(&exchange, &json_of(&exchange)?, &json!({ "payload": "half" })).map(drop)
}

/// What clients know when the service is killed.
#[derive(Debug, Default)]
struct Known {
    /// Jobs by the name in payload and key. `None`: the answer did not come.
    enqueued: BTreeMap<String, Option<String>>,
    acked: BTreeSet<String>,
    /// Sent, and not answered.
    perhaps_acked: BTreeSet<String>,
    /// Leased, and neither acked nor nacked, by the job.
    held: BTreeMap<String, String>,
}

/// Of jobs that are acked before the process is killed.
const ACKED: usize = 60;
const NEEDS_THE_KILL: &str = "";

pub(super) async fn durable_after_kill(trial: &mut Trial) -> Checked {
    trial.did("Killed the service (kill -9) while 16 clients enqueued, leased and acked, started it again on the same DATA_DIR, and held every job against what was answered; twice.");
    trial.service(0)?;
    let mut done: Vec<(Queue, BTreeSet<String>)> = Vec::new();
    for _ in 0..2 {
        let queue = Queue::new(trial);
        let known = until_killed(trial, &queue).await?;
        trial.restart(0).await?;
        let mut client = trial.client()?;
        kept(&mut client, &queue, &known).await.map_err(|stop| stop.again(NEEDS_THE_KILL))?;
        drained(&mut client, &queue.after(2 * LONG_MS), &known)
            .await
            .map_err(|stop| stop.again(NEEDS_THE_KILL))?;
        done.push((queue.after(2 * LONG_MS), known.acked));
        for (queue, acked) in &done {
            for id in acked {
                seen(&mut client, queue, id, &json!({ "state": "done", "visible_at": null }))
                    .await
                    .map_err(|stop| stop.again(NEEDS_THE_KILL))?;
            }
        }
    }
    Ok(())
}

async fn until_killed(trial: &mut Trial, queue: &Queue) -> Checked<Known> {
    let known: Arc<Mutex<Known>> = Arc::default();
    let mut client = trial.client()?;
    for _ in 0..10 {
        let name = trial.name("held");
        let body = json!({ "payload": name, "key": name });
        let id = enqueued(&mut client, queue, &body).await?;
        let held = leased(&mut client, queue, LONG_MS).await?;
        let mut known = known.lock().unwrap_or_else(PoisonError::into_inner);
        known.enqueued.insert(name, Some(id));
        known.held.insert(held.id, held.lease);
    }
    let mut clients = JoinSet::new();
    for at in 0..16 {
        let (client, queue, known) = (trial.client()?, queue.clone(), known.clone());
        let name = trial.name("job");
        if at % 2 == 0 {
            clients.spawn(enqueues(client, queue, name, known));
        } else {
            clients.spawn(works(client, queue, known));
        }
    }
    let acked = || known.lock().unwrap_or_else(PoisonError::into_inner).acked.len();
    while acked() < ACKED && !clients.is_empty() {
        tokio::select! {
            Some(Ok(ended)) = clients.join_next() => { let ended: Checked = ended; ended? }
            () = tokio::time::sleep(Duration::from_millis(2)) => {}
        }
    }
    trial.service(0)?.kill();
    while let Some(ended) = clients.join_next().await {
        ended.unwrap_or(Ok(()))?;
    }
    let mut known = known.lock().unwrap_or_else(PoisonError::into_inner);
    Ok(std::mem::take(&mut *known))
}

/// Until the service is gone. What was not answered may or may not have happened.
async fn enqueues(
    mut client: Client,
    queue: Queue,
    name: String,
    known: Arc<Mutex<Known>>,
) -> Checked {
    for turn in 0_u64.. {
        let name = format!("{name}-{turn}");
        let set = |id: Option<String>| {
            let mut known = known.lock().unwrap_or_else(PoisonError::into_inner);
            known.enqueued.insert(name.clone(), id);
        };
        set(None);
        let request = queue.enqueue(&json!({ "payload": name, "key": name }));
        let Ok(exchange) = client.try_send(&request).await else { return Ok(()) };
        let exchange = exchange.wants(201)?;
        set(Some(id_of(&exchange, &json_of(&exchange)?)?));
    }
    Ok(())
}

async fn works(mut client: Client, queue: Queue, known: Arc<Mutex<Known>>) -> Checked {
    loop {
        let Ok(exchange) = client.try_send(&queue.lease(LONG_MS)).await else { return Ok(()) };
        let Some(got) = lease_in(exchange)? else { continue };
        let lock = || known.lock().unwrap_or_else(PoisonError::into_inner);
        lock().perhaps_acked.insert(got.id.clone());
        let Ok(exchange) = client.try_send(&queue.ack(&got.lease)).await else { return Ok(()) };
        exchange.wants(204)?;
        lock().perhaps_acked.remove(&got.id);
        lock().acked.insert(got.id);
    }
}

/// Everything that was answered, at the time of the kill.
async fn kept(client: &mut Client, queue: &Queue, known: &Known) -> Checked {
    let answered = known.enqueued.iter().filter_map(|(name, id)| Some((name, id.as_ref()?)));
    for (name, id) in answered.clone() {
        let exchange = client.send(queue.get(&format!("/jobs/{id}"))).await?;
        if exchange.status != 200 {
            return Err(exchange.fails(format!(
                "the job with payload \"{name}\", whose 201 was sent before the kill"
            )));
        }
        let job = json_of(&exchange)?;
        job_with(&exchange, &job, &json!({ "payload": name, "key": name }))?;
        if known.acked.contains(id) && job["state"] != json!("done") {
            return Err(exchange
                .fails("`\"state\": \"done\"`: the 204 for its ack was sent before the kill"));
        }
        let held = json!("leased");
        if known.held.contains_key(id) && (job["state"] != held || job["attempts"] != json!(1)) {
            return Err(exchange.fails(
                "`\"state\": \"leased\"` and `\"attempts\": 1`: the lease was answered before the kill and has not ended",
            ));
        }
    }
    // A lost answer, asked for again.
    for (name, id) in answered.take(8) {
        let body = json!({ "payload": "again", "key": name });
        let exchange = client.send(queue.enqueue(&body)).await?.wants(200)?;
        if job_with(&exchange, &json_of(&exchange)?, &json!({ "payload": name }))? != *id {
            return Err(
                exchange.fails(format!("the job `{id}`, which got this key before the kill"))
            );
        }
    }
    Ok(())
}

/// Leases everything that is left, when all leases have run out and all back-off is over.
async fn drained(client: &mut Client, later: &Queue, known: &Known) -> Checked {
    let early = Queue { now_ms: later.now_ms - 2 * LONG_MS, ..later.clone() };
    // A worker that outlived the service ends what it has.
    let mut ended = known.acked.clone();
    if let Some((id, lease)) = known.held.iter().next() {
        client.send(early.ack(lease)).await?.wants(204)?;
        ended.insert(id.clone());
    }
    let mut came: BTreeSet<String> = BTreeSet::new();
    while let Some(got) = lease_in(client.send(later.lease(LONG_MS)).await?)? {
        let wrong = |expected: &str| Err::<(), Stop>(got.exchange.fails(expected));
        if !came.insert(got.id.clone()) {
            wrong("another job: this one is leased")?;
        }
        if ended.contains(&got.id) {
            wrong("no job whose ack was answered with 204")?;
        }
        if !is_known(&got.job, known) {
            wrong("only jobs that somebody enqueued")?;
        }
    }
    for (name, id) in known.enqueued.iter().filter_map(|(name, id)| Some((name, id.as_ref()?))) {
        let is_over = ended.contains(id) || known.perhaps_acked.contains(id);
        if !is_over && !came.contains(id) {
            return Err(Stop::failed(
                "leased until nothing was ready, after all leases had run out",
                format!("also the job `{id}` with payload \"{name}\", which nobody acked"),
                format!("{} other jobs, then 204", came.len()),
            ));
        }
    }
    Ok(())
}

fn is_known(job: &Value, known: &Known) -> bool {
    job["payload"].as_str().is_some_and(|name| known.enqueued.contains_key(name))
}

pub(super) async fn ends_on_sigterm(trial: &mut Trial) -> Checked {
    trial.did("Sent SIGTERM, waited for the end, started the service again and looked for two jobs, one of them leased.");
    trial.service(0)?;
    let queue = Queue::new(trial);
    let mut client = trial.client()?;
    let held = enqueued(&mut client, &queue, &json!({ "payload": "held" })).await?;
    let lease = leased_as(&mut client, &queue, LONG_MS, &held, &json!({})).await?.lease;
    let waits = enqueued(&mut client, &queue, &json!({ "payload": "waits" })).await?;
    client.disconnect();
    ended_by_sigterm(trial).await?;
    let mut client = trial.client()?;
    let found = async {
        leased_as(&mut client, &queue, LONG_MS, &waits, &json!({ "payload": "waits" })).await?;
        nothing_ready(&mut client, &queue).await?;
        client.send(queue.ack(&lease)).await?.wants(204)
    };
    found.await.map(drop).map_err(|stop| stop.again(NEEDS_THE_KILL))
}
