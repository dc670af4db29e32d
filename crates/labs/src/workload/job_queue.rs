//! A job queue (HTTP). What is right is in `content/labs/job-queue/contract.md`.

use super::http::{ended_by_sigterm, half_requests, json_of, located_at, not_allowed, problem};
use super::{Check, Workload, check};
use crate::check::Checked;
use crate::client::http::{Client, Exchange, Request};
use crate::load::{Load, open_loop};
use crate::trial::Trial;
use serde_json::{Value, json};

mod crowds;
mod faults;

pub const WORKLOAD: Workload =
    Workload { lab: "job-queue", instances: 1, surroundings: None, checks: CHECKS };

const CHECKS: &[Check] = &[
    check!("enqueue-answers-201", enqueue_answers_201),
    check!("lease-and-ack", lease_and_ack),
    check!("errors-are-problems", errors_are_problems),
    check!("wrong-method-is-405", wrong_method_is_405),
    check!("priority-then-order", priority_then_order),
    check!("delayed-jobs", delayed_jobs),
    check!("visibility-timeout", visibility_timeout),
    check!("late-acks-are-refused", late_acks_are_refused),
    check!("extend-moves-the-end", extend_moves_the_end),
    check!("backoff-is-exact", backoff_is_exact),
    check!("dead-letters", dead_letters),
    check!("one-job-a-key", one_job_a_key),
    check!("counts-follow-the-clock", counts_follow_the_clock),
    check!("one-worker-a-job", crowds::one_worker_a_job),
    check!("one-key-at-once", crowds::one_key_at_once),
    check!("one-end-a-lease", crowds::one_end_a_lease),
    check!("every-job-ends-once", crowds::every_job_ends_once),
    check!("half-requests-hold-nobody-up", faults::half_requests_hold_nobody_up),
    check!("durable-after-kill", faults::durable_after_kill),
    check!("ends-on-sigterm", faults::ends_on_sigterm),
    check!("steady-load", steady_load),
];

/// Longer than any check, so that a lease ends only where its end is looked at.
const LONG_MS: u64 = 3_600_000;

/// A queue that no other check uses, at one time of its clock.
#[derive(Debug, Clone)]
struct Queue {
    name: String,
    now_ms: u64,
}

impl Queue {
    fn new(trial: &mut Trial) -> Queue {
        // In 2033, with a moment of its own.
        let now_ms = 2_000_000_000_000 + trial.chance().between(0, 1_000_000_000);
        Queue { name: trial.name("q"), now_ms }
    }

    fn after(&self, ms: u64) -> Queue {
        Queue { name: self.name.clone(), now_ms: self.now_ms + ms }
    }

    fn path(&self, rest: &str) -> String {
        format!("/queues/{}{rest}", self.name)
    }

    fn timed(&self, request: Request) -> Request {
        request.header("X-Now", self.now_ms.to_string())
    }

    fn get(&self, rest: &str) -> Request {
        self.timed(Request::get(self.path(rest)))
    }

    fn post(&self, rest: &str, body: &Value) -> Request {
        self.timed(Request::post(self.path(rest), body))
    }

    fn enqueue(&self, body: &Value) -> Request {
        self.post("/jobs", body)
    }

    fn lease(&self, lease_ms: u64) -> Request {
        self.post("/lease", &json!({ "lease_ms": lease_ms }))
    }

    /// Without a body.
    fn ack(&self, lease: &str) -> Request {
        self.timed(Request::new("POST", self.path(&format!("/leases/{lease}/ack")))).body("")
    }

    fn nack(&self, lease: &str) -> Request {
        self.post(&format!("/leases/{lease}/nack"), &json!({ "error": "it went wrong" }))
    }

    fn extend(&self, lease: &str, lease_ms: u64) -> Request {
        self.post(&format!("/leases/{lease}/extend"), &json!({ "lease_ms": lease_ms }))
    }
}

fn is_name(name: &str, length_max: usize, more: &str) -> bool {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || "-_".contains(letter);
    (1..=length_max).contains(&name.len())
        && name.chars().all(|letter| plain(letter) || more.contains(letter))
}

/// Holds a job against the contract's table: its id.
fn id_of(exchange: &Exchange, job: &Value) -> Checked<String> {
    let is_kind = |field: &str| {
        let Some(value) = job.get(field) else { return false };
        match field {
            "id" => value.as_str().is_some_and(|id| is_name(id, 64, "")),
            "queue" => value.is_string(),
            "payload" => true,
            "key" | "last_error" => value.is_string() || value.is_null(),
            "state" => ["waiting", "leased", "done", "dead"].iter().any(|one| value == one),
            "visible_at" => value.is_u64() || value.is_null(),
            _ => value.is_u64(),
        }
    };
    for field in [
        "id",
        "queue",
        "payload",
        "priority",
        "key",
        "state",
        "attempts",
        "max_attempts",
        "visible_at",
        "last_error",
    ] {
        if !is_kind(field) {
            return Err(
                exchange.fails(format!("a job whose `{field}` is as the contract's table has it"))
            );
        }
    }
    Ok(job["id"].as_str().unwrap_or_default().to_owned())
}

/// The id of a job in which these fields are so.
fn job_with(exchange: &Exchange, job: &Value, fields: &Value) -> Checked<String> {
    let id = id_of(exchange, job)?;
    for (name, wanted) in fields.as_object().into_iter().flatten() {
        if job[name] != *wanted {
            return Err(exchange.fails(format!("a job with `\"{name}\": {wanted}`")));
        }
    }
    Ok(id)
}

async fn enqueued(client: &mut Client, queue: &Queue, body: &Value) -> Checked<String> {
    let exchange = client.send(queue.enqueue(body)).await?.wants(201)?;
    id_of(&exchange, &json_of(&exchange)?)
}

async fn seen(client: &mut Client, queue: &Queue, id: &str, fields: &Value) -> Checked {
    let exchange = client.send(queue.get(&format!("/jobs/{id}"))).await?.wants(200)?;
    job_with(&exchange, &json_of(&exchange)?, fields).map(drop)
}

/// What a worker holds.
#[derive(Debug, Clone)]
struct Leased {
    lease: String,
    id: String,
    job: Value,
    exchange: Exchange,
}

/// `None`: no job was ready.
fn lease_in(exchange: Exchange) -> Checked<Option<Leased>> {
    let exchange = exchange.wants_one_of(&[200, 204])?;
    if exchange.status == 204 {
        return Ok(None);
    }
    let json = json_of(&exchange)?;
    let lease = json["lease"].as_str().filter(|lease| is_name(lease, 128, "."));
    let lease = lease
        .ok_or_else(|| exchange.fails("a `lease` of 1 to 128 letters, digits, `-`, `_` and `.`"))?;
    let id = job_with(&exchange, &json["job"], &json!({ "state": "leased" }))?;
    Ok(Some(Leased { lease: lease.to_owned(), id, job: json["job"].clone(), exchange }))
}

/// Leases a job that must be ready.
async fn leased(client: &mut Client, queue: &Queue, lease_ms: u64) -> Checked<Leased> {
    let exchange = client.send(queue.lease(lease_ms)).await?.wants(200)?;
    lease_in(exchange.clone())?.ok_or_else(|| exchange.fails("status 200"))
}

/// Leases this very job, with these fields.
async fn leased_as(
    client: &mut Client,
    queue: &Queue,
    lease_ms: u64,
    id: &str,
    fields: &Value,
) -> Checked<Leased> {
    let leased = leased(client, queue, lease_ms).await?;
    if leased.id != id {
        return Err(leased
            .exchange
            .fails(format!("the job `{id}`, which is the first that is ready")));
    }
    job_with(&leased.exchange, &leased.job, fields)?;
    Ok(leased)
}

async fn nothing_ready(client: &mut Client, queue: &Queue) -> Checked {
    client.send(queue.lease(LONG_MS)).await?.wants(204).map(drop)
}

// The contract

async fn enqueue_answers_201(trial: &mut Trial) -> Checked {
    trial.did("Enqueued jobs with nothing and with everything, and read the whole answers.");
    let queue = Queue::new(trial);
    let mut client = trial.client()?;
    let payload =
        json!({ "mail": { "to": ["Zoë 🦀", ""], "at": 1_234_567_890_123_u64 }, "a": null });
    let key = trial.name("key");
    let cases = [
        (
            json!({ "payload": payload }),
            json!({ "priority": 0, "key": null, "max_attempts": 3 }),
            0,
        ),
        (json!({ "payload": null }), json!({ "payload": null }), 0),
        (
            json!({ "payload": "x", "priority": 9, "delay_ms": 5_000, "max_attempts": 20, "key": key }),
            json!({ "priority": 9, "key": key, "max_attempts": 20 }),
            5_000,
        ),
    ];
    for (body, fields, delay_ms) in cases {
        let exchange = client.send(queue.enqueue(&body)).await?.wants(201)?;
        let job = json_of(&exchange)?;
        let id = job_with(&exchange, &job, &fields)?;
        let rest = json!({
            "queue": queue.name, "payload": body["payload"], "state": "waiting", "attempts": 0,
            "visible_at": queue.now_ms + delay_ms, "last_error": null,
        });
        job_with(&exchange, &job, &rest)?;
        located_at(&exchange, trial, &queue.path(&format!("/jobs/{id}")))?;
        seen(&mut client, &queue, &id, &fields).await?;
        seen(&mut client, &queue, &id, &rest).await?;
    }
    Ok(())
}

async fn lease_and_ack(trial: &mut Trial) -> Checked {
    trial.did("Leased a job and acked it, by the clock in X-Now and by the machine's.");
    let mut client = trial.client()?;
    let queue = Queue::new(trial);
    let id = enqueued(&mut client, &queue, &json!({ "payload": 1 })).await?;
    let fields = json!({ "payload": 1, "attempts": 1, "visible_at": queue.now_ms + 30_000 });
    // Without a body: half a minute.
    let bare = queue.timed(Request::new("POST", queue.path("/lease"))).body("");
    let exchange = client.send(bare).await?.wants(200)?;
    let Some(leased) = lease_in(exchange.clone())? else {
        return Err(exchange.fails("status 200"));
    };
    if job_with(&exchange, &leased.job, &fields)? != id {
        return Err(exchange.fails(format!("the job `{id}`, which is the only one")));
    }
    client.send(queue.ack(&leased.lease)).await?.wants(204)?;
    seen(&mut client, &queue, &id, &json!({ "state": "done", "visible_at": null, "attempts": 1 }))
        .await?;
    nothing_ready(&mut client, &queue.after(LONG_MS)).await?;

    let name = trial.name("q");
    let path = |rest: &str| format!("/queues/{name}{rest}");
    let made = Request::post(path("/jobs"), &json!({ "payload": 2 }));
    client.send(made).await?.wants(201)?;
    let lease = || Request::post(path("/lease"), &json!({ "lease_ms": LONG_MS }));
    let exchange = client.send(lease()).await?.wants(200)?;
    let Some(leased) = lease_in(exchange.clone())? else {
        return Err(exchange.fails("status 200"));
    };
    job_with(&exchange, &leased.job, &json!({ "payload": 2, "attempts": 1 }))?;
    client.send(lease()).await?.wants(204)?;
    let ack = path(&format!("/leases/{}/ack", leased.lease));
    client.send(Request::new("POST", ack).body("")).await?.wants(204)?;
    Ok(())
}

async fn errors_are_problems(trial: &mut Trial) -> Checked {
    trial.did("Asked for what is not there, and sent bodies that say nothing.");
    let mut client = trial.client()?;
    let queue = Queue::new(trial);
    let unknown = trial.name("none");
    problem(client.send(queue.get(&format!("/jobs/{unknown}"))).await?, 404)?;
    problem(client.send(queue.post(&format!("/jobs/{unknown}/retry"), &json!({}))).await?, 404)?;
    for request in [queue.ack(&unknown), queue.nack(&unknown), queue.extend(&unknown, 1)] {
        problem(client.send(request).await?, 404)?;
    }
    let raw = |rest: &str, body: &str| {
        let request = Request::new("POST", queue.path(rest)).body(body);
        queue.timed(request.header("Content-Type", "application/json"))
    };
    for body in ["", "{\"payload\": ", "[]", "\"a\"", "{}", "{\"priority\": 1}"] {
        problem(client.send(raw("/jobs", body)).await?, 400)?;
    }
    let long = "x".repeat(65);
    for (field, value) in [
        ("priority", json!(-1)),
        ("priority", json!(10)),
        ("priority", json!("high")),
        ("priority", json!(1.5)),
        ("priority", json!(true)),
        ("delay_ms", json!(-1)),
        ("delay_ms", json!(86_400_001)),
        ("max_attempts", json!(0)),
        ("max_attempts", json!(21)),
        ("key", json!(7)),
        ("key", json!("")),
        ("key", json!("has space")),
        ("key", json!(long)),
    ] {
        let body = json!({ "payload": 1, field: value });
        problem(client.send(queue.enqueue(&body)).await?, 400)?;
    }
    for value in [json!(0), json!(86_400_001), json!("1"), json!(-5)] {
        problem(client.send(queue.post("/lease", &json!({ "lease_ms": value }))).await?, 400)?;
    }
    problem(client.send(raw("/lease", "[]")).await?, 400)?;
    // What was refused is not there.
    nothing_ready(&mut client, &queue.after(86_400_001)).await
}

async fn wrong_method_is_405(trial: &mut Trial) -> Checked {
    trial.did("Used a method that a path does not know.");
    let mut client = trial.client()?;
    let queue = Queue::new(trial);
    let id = enqueued(&mut client, &queue, &json!({ "payload": 1 })).await?;
    let job = format!("/jobs/{id}");
    for (rest, allowed) in [("/jobs", "POST"), ("/lease", "POST"), (job.as_str(), "GET")] {
        let request = queue.timed(Request::new("DELETE", queue.path(rest)));
        not_allowed(client.send(request).await?, allowed)?;
    }
    seen(&mut client, &queue, &id, &json!({ "state": "waiting" })).await
}

// Semantics

async fn priority_then_order(trial: &mut Trial) -> Checked {
    trial.did(
        "Enqueued jobs of mixed priorities, leased them one by one, failed one and leased again.",
    );
    let mut client = trial.client()?;
    let queue = Queue::new(trial);
    let mut wanted = Vec::new();
    for at in 0..16 {
        let priority = trial.chance().between(0, 3) * 3;
        let body = json!({ "payload": at, "priority": priority });
        // The later ones at a later time, which changes nothing.
        let id = enqueued(&mut client, &queue.after(at), &body).await?;
        wanted.push((priority, id));
    }
    // Stable: what was enqueued first stays first.
    wanted.sort_by_key(|(priority, _)| std::cmp::Reverse(*priority));
    let then = queue.after(100);
    let mut first = None;
    for (_, id) in &wanted {
        let got = leased_as(&mut client, &then, LONG_MS, id, &json!({})).await?;
        first.get_or_insert(got);
    }
    nothing_ready(&mut client, &then).await?;
    // A job that failed has its old place, before one that came later and waited longer.
    let Some(first) = first else { return Ok(()) };
    let late = json!({ "payload": "late", "priority": first.job["priority"] });
    let late = enqueued(&mut client, &then, &late).await?;
    client.send(then.nack(&first.lease)).await?.wants(200)?;
    let again = then.after(60_000);
    leased_as(&mut client, &again, LONG_MS, &first.id, &json!({ "attempts": 2 })).await?;
    leased_as(&mut client, &again, LONG_MS, &late, &json!({ "attempts": 1 })).await.map(drop)
}

async fn delayed_jobs(trial: &mut Trial) -> Checked {
    trial.did("Enqueued an urgent job for later and a common one for now, and leased at each moment that counts.");
    let mut client = trial.client()?;
    let queue = Queue::new(trial);
    let delay_ms = trial.chance().between(10_000, 90_000);
    let body = json!({ "payload": "later", "priority": 9, "delay_ms": delay_ms });
    let later = enqueued(&mut client, &queue, &body).await?;
    let now = enqueued(&mut client, &queue, &json!({ "payload": "now" })).await?;
    leased_as(&mut client, &queue, LONG_MS, &now, &json!({})).await?;
    nothing_ready(&mut client, &queue).await?;
    nothing_ready(&mut client, &queue.after(delay_ms - 1)).await?;
    let fields = json!({ "attempts": 1 });
    leased_as(&mut client, &queue.after(delay_ms), LONG_MS, &later, &fields).await.map(drop)
}

async fn visibility_timeout(trial: &mut Trial) -> Checked {
    trial.did("Leased a job, let the lease run out, and looked before, at and after that moment.");
    let mut client = trial.client()?;
    let queue = Queue::new(trial);
    let lease_ms = trial.chance().between(3_000, 9_000);
    let id = enqueued(&mut client, &queue, &json!({ "payload": 1 })).await?;
    let first = leased_as(&mut client, &queue, lease_ms, &id, &json!({ "attempts": 1 })).await?;
    let (before, end) = (queue.after(lease_ms - 1), queue.after(lease_ms));
    nothing_ready(&mut client, &before).await?;
    let held = json!({ "state": "leased", "visible_at": end.now_ms, "attempts": 1 });
    seen(&mut client, &before, &id, &held).await?;
    let ready_ms = end.now_ms + 1_000;
    let failed =
        json!({ "state": "waiting", "visible_at": ready_ms, "attempts": 1, "last_error": null });
    seen(&mut client, &end, &id, &failed).await?;
    nothing_ready(&mut client, &end).await?;
    // Seen late, the attempt has still failed at the lease's end.
    nothing_ready(&mut client, &end.after(999)).await?;
    seen(&mut client, &end.after(999), &id, &failed).await?;
    let again = end.after(1_000);
    let second = leased_as(&mut client, &again, lease_ms, &id, &json!({ "attempts": 2 })).await?;
    if second.lease == first.lease {
        return Err(second.exchange.fails("a `lease` that differs from the first one"));
    }
    Ok(())
}

async fn late_acks_are_refused(trial: &mut Trial) -> Checked {
    trial.did("Came with a lease that had run out, before and after another worker had the job.");
    let mut client = trial.client()?;
    let queue = Queue::new(trial);
    let id = enqueued(&mut client, &queue, &json!({ "payload": 1 })).await?;
    let slow = leased(&mut client, &queue, 5_000).await?;
    let end = queue.after(5_000);
    problem(client.send(end.ack(&slow.lease)).await?, 409)?;
    seen(&mut client, &end, &id, &json!({ "state": "waiting", "attempts": 1 })).await?;
    let again = end.after(1_000);
    let quick = leased_as(&mut client, &again, 5_000, &id, &json!({ "attempts": 2 })).await?;
    let (ack, nack) = (again.ack(&slow.lease), again.nack(&slow.lease));
    for request in [ack, nack, again.extend(&slow.lease, LONG_MS)] {
        problem(client.send(request).await?, 409)?;
    }
    let held = json!({
        "state": "leased", "attempts": 2, "visible_at": again.now_ms + 5_000, "last_error": null,
    });
    seen(&mut client, &again, &id, &held).await?;
    // In its last millisecond; then again, as after a lost answer, when the lease would have run out.
    let last = again.after(4_999);
    client.send(last.ack(&quick.lease)).await?.wants(204)?;
    let after = last.after(LONG_MS);
    client.send(after.ack(&quick.lease)).await?.wants(204)?;
    problem(client.send(after.nack(&quick.lease)).await?, 409)?;
    problem(client.send(after.extend(&quick.lease, LONG_MS)).await?, 409)?;
    problem(client.send(after.ack(&slow.lease)).await?, 409)?;
    seen(&mut client, &after, &id, &json!({ "state": "done", "attempts": 2 })).await?;
    nothing_ready(&mut client, &after).await
}

async fn extend_moves_the_end(trial: &mut Trial) -> Checked {
    trial.did("Extended a lease shortly before its end, looked at the old end and the new one, then extended too late.");
    let mut client = trial.client()?;
    let queue = Queue::new(trial);
    let id = enqueued(&mut client, &queue, &json!({ "payload": 1 })).await?;
    let first = leased(&mut client, &queue, 5_000).await?;
    let extended = queue.after(4_000);
    let exchange = client.send(extended.extend(&first.lease, 10_000)).await?.wants(200)?;
    let held = json!({ "state": "leased", "attempts": 1, "visible_at": extended.now_ms + 10_000 });
    job_with(&exchange, &json_of(&exchange)?, &held)?;
    for later in [queue.after(5_000), queue.after(6_000), extended.after(9_999)] {
        nothing_ready(&mut client, &later).await?;
        seen(&mut client, &later, &id, &held).await?;
    }
    let end = extended.after(10_000);
    problem(client.send(end.extend(&first.lease, 10_000)).await?, 409)?;
    seen(&mut client, &end, &id, &json!({ "state": "waiting", "visible_at": end.now_ms + 1_000 }))
        .await?;
    let second = leased(&mut client, &end.after(1_000), 5_000).await?;
    client.send(end.after(2_000).extend(&second.lease, 20_000)).await?.wants(200)?;
    client.send(end.after(21_999).ack(&second.lease)).await?.wants(204).map(drop)
}

async fn backoff_is_exact(trial: &mut Trial) -> Checked {
    trial.did("Failed a job nine times and leased it a millisecond too early and at its time.");
    let mut client = trial.client()?;
    let mut queue = Queue::new(trial);
    let body = json!({ "payload": 1, "max_attempts": 10 });
    let id = enqueued(&mut client, &queue, &body).await?;
    for attempt in 1..=9_u64 {
        let held =
            leased_as(&mut client, &queue, 5_000, &id, &json!({ "attempts": attempt })).await?;
        let backoff_ms = (1_000 << (attempt - 1)).min(60_000);
        // Some fail by a nack in the middle, some by running out.
        let failed = queue.after(if attempt % 3 == 0 { 5_000 } else { 2_500 });
        let due = failed.after(backoff_ms);
        let fields = json!({ "state": "waiting", "attempts": attempt, "visible_at": due.now_ms });
        if attempt % 3 != 0 {
            let exchange = client.send(failed.nack(&held.lease)).await?.wants(200)?;
            job_with(&exchange, &json_of(&exchange)?, &fields)?;
        }
        seen(&mut client, &failed, &id, &fields).await?;
        queue = failed.after(backoff_ms - 1);
        nothing_ready(&mut client, &queue).await?;
        queue = due;
    }
    leased_as(&mut client, &queue, 5_000, &id, &json!({ "attempts": 10 })).await.map(drop)
}

async fn dead_letters(trial: &mut Trial) -> Checked {
    trial.did("Failed jobs for the last time, by a nack and by a lease that ran out, and gave one its attempts again.");
    let mut client = trial.client()?;
    let queue = Queue::new(trial);
    let one = enqueued(&mut client, &queue, &json!({ "payload": 1, "max_attempts": 2 })).await?;
    let two = enqueued(&mut client, &queue, &json!({ "payload": 2, "max_attempts": 1 })).await?;
    let sound = enqueued(&mut client, &queue, &json!({ "payload": 3 })).await?;
    let dead_list = async |client: &mut Client, queue: &Queue, ids: &[&String]| {
        let exchange = client.send(queue.get("/dead")).await?.wants(200)?;
        let json = json_of(&exchange)?;
        let jobs = json["jobs"].as_array().cloned();
        let jobs = jobs.ok_or_else(|| exchange.fails("an object with the array `jobs`"))?;
        let mut found = Vec::new();
        for job in &jobs {
            let fields = json!({ "state": "dead", "visible_at": null });
            found.push(job_with(&exchange, job, &fields)?);
        }
        if found.iter().collect::<Vec<_>>() != ids {
            return Err(exchange.fails(format!("these dead jobs, in this order: {ids:?}")));
        }
        Ok(())
    };
    let first = leased_as(&mut client, &queue, 5_000, &one, &json!({})).await?;
    let error = json!({ "error": "no such customer" });
    let nack = queue.post(&format!("/leases/{}/nack", first.lease), &error);
    let exchange = client.send(nack).await?.wants(200)?;
    let fields = json!({ "state": "waiting", "last_error": "no such customer" });
    job_with(&exchange, &json_of(&exchange)?, &fields)?;
    dead_list(&mut client, &queue, &[]).await?;
    // The second dies at once, without a word.
    let only = leased_as(&mut client, &queue, 5_000, &two, &json!({})).await?;
    let bare = format!("/leases/{}/nack", only.lease);
    let bare = queue.timed(Request::new("POST", queue.path(&bare))).body("");
    let exchange = client.send(bare).await?.wants(200)?;
    let dead = json!({ "state": "dead", "attempts": 1, "visible_at": null, "last_error": null });
    job_with(&exchange, &json_of(&exchange)?, &dead)?;
    // The first dies when its second lease runs out.
    let again = queue.after(1_000);
    leased_as(&mut client, &again, 5_000, &one, &json!({ "attempts": 2 })).await?;
    dead_list(&mut client, &again.after(4_999), &[&two]).await?;
    let end = again.after(5_000);
    dead_list(&mut client, &end, &[&one, &two]).await?;
    let dead = json!({ "state": "dead", "attempts": 2, "last_error": "no such customer" });
    seen(&mut client, &end, &one, &dead).await?;
    let last = leased_as(&mut client, &end, LONG_MS, &sound, &json!({})).await?;
    let later = end.after(LONG_MS - 1);
    nothing_ready(&mut client, &later).await?;
    client.send(later.ack(&last.lease)).await?.wants(204)?;

    let retry = |id: &str| later.post(&format!("/jobs/{id}/retry"), &json!({}));
    let exchange = client.send(retry(&one)).await?.wants(200)?;
    let fields = json!({
        "state": "waiting", "attempts": 0, "visible_at": later.now_ms,
        "last_error": "no such customer",
    });
    job_with(&exchange, &json_of(&exchange)?, &fields)?;
    for not_dead in [&one, &sound] {
        problem(client.send(retry(not_dead)).await?, 409)?;
    }
    dead_list(&mut client, &later, &[&two]).await?;
    let held = leased_as(&mut client, &later, 5_000, &one, &json!({ "attempts": 1 })).await?;
    let exchange = client.send(later.nack(&held.lease)).await?.wants(200)?;
    let due = json!({ "state": "waiting", "attempts": 1, "visible_at": later.now_ms + 1_000 });
    job_with(&exchange, &json_of(&exchange)?, &due)?;
    let fields = json!({ "attempts": 2 });
    leased_as(&mut client, &later.after(1_000), 5_000, &one, &fields).await.map(drop)
}

async fn one_job_a_key(trial: &mut Trial) -> Checked {
    trial.did("Gave a key again while its job waited, was leased, was done; and in another queue.");
    let mut client = trial.client()?;
    let (queue, other) = (Queue::new(trial), Queue::new(trial));
    let key = trial.name("key");
    let id = enqueued(&mut client, &queue, &json!({ "payload": "first", "key": key })).await?;
    let body = json!({ "payload": "second", "priority": 5, "delay_ms": 7, "key": key });
    let again = async |client: &mut Client, at: &Queue, state: &str| {
        let exchange = client.send(at.enqueue(&body)).await?.wants(200)?;
        let job = json_of(&exchange)?;
        let fields = json!({ "payload": "first", "priority": 0, "key": key, "state": state });
        if job_with(&exchange, &job, &fields)? != id {
            return Err(exchange.fails(format!("the job `{id}`, which has this key")));
        }
        Ok(())
    };
    again(&mut client, &queue, "waiting").await?;
    let held = leased_as(&mut client, &queue, 5_000, &id, &json!({ "payload": "first" })).await?;
    again(&mut client, &queue, "leased").await?;
    client.send(queue.ack(&held.lease)).await?.wants(204)?;
    again(&mut client, &queue.after(LONG_MS), "done").await?;
    nothing_ready(&mut client, &queue.after(LONG_MS)).await?;
    // A key belongs to its queue, and what has none is never the same.
    let far = queue.after(LONG_MS);
    enqueued(&mut client, &other, &body).await?;
    let plain = json!({ "payload": "first" });
    let one = client.send(far.enqueue(&plain)).await?.wants(201)?;
    let two = client.send(far.enqueue(&plain)).await?.wants(201)?;
    if id_of(&one, &json_of(&one)?)? == id_of(&two, &json_of(&two)?)? {
        return Err(two.fails("an `id` of its own: neither job has a key"));
    }
    Ok(())
}

async fn counts(client: &mut Client, queue: &Queue, wanted: [u64; 4]) -> Checked {
    let exchange = client.send(queue.get("")).await?.wants(200)?;
    let json = json_of(&exchange)?;
    let names = ["waiting", "leased", "done", "dead"];
    if names.map(|name| json[name].as_u64()) != wanted.map(Some) {
        let parts: Vec<String> =
            names.iter().zip(wanted).map(|(name, count)| format!("\"{name}\": {count}")).collect();
        return Err(exchange.fails(format!("{{{}}}", parts.join(", "))));
    }
    Ok(())
}

async fn counts_follow_the_clock(trial: &mut Trial) -> Checked {
    trial
        .did("Read the counts of two queues while jobs were leased, acked, nacked and left alone.");
    let mut client = trial.client()?;
    let (queue, other) = (Queue::new(trial), Queue::new(trial));
    counts(&mut client, &queue, [0; 4]).await?;
    for at in 0..6 {
        let body = json!({ "payload": at, "max_attempts": if at == 0 { 1 } else { 3 } });
        enqueued(&mut client, &queue, &body).await?;
    }
    enqueued(&mut client, &queue, &json!({ "payload": 6, "delay_ms": 60_000 })).await?;
    enqueued(&mut client, &other, &json!({ "payload": 7 })).await?;
    let mut held = Vec::new();
    for _ in 0..4 {
        held.push(leased(&mut client, &queue, 5_000).await?);
    }
    counts(&mut client, &queue, [3, 4, 0, 0]).await?;
    // The first has one attempt only, so it dies of time; the second is done, the third failed.
    client.send(queue.ack(&held[1].lease)).await?.wants(204)?;
    client.send(queue.nack(&held[2].lease)).await?.wants(200)?;
    counts(&mut client, &queue, [4, 2, 1, 0]).await?;
    counts(&mut client, &queue.after(4_999), [4, 2, 1, 0]).await?;
    counts(&mut client, &queue.after(5_000), [5, 0, 1, 1]).await?;
    counts(&mut client, &queue.after(LONG_MS), [5, 0, 1, 1]).await?;
    counts(&mut client, &other, [1, 0, 0, 0]).await?;
    leased(&mut client, &other, 5_000).await?;
    nothing_ready(&mut client, &other).await
}

// Load

async fn steady_load(trial: &mut Trial) -> Checked {
    let load = Load { rate_per_s: 100, duration_s: 3 };
    trial.did("300 requests came in 3 seconds, whether or not earlier ones were answered: as many enqueue as lease as ack.");
    let mut client = trial.client()?;
    let queue = Queue::new(trial);
    let mut leases = Vec::new();
    for at in 0..200 {
        enqueued(&mut client, &queue, &json!({ "payload": at })).await?;
    }
    for _ in 0..100 {
        leases.push(leased(&mut client, &queue, LONG_MS).await?.lease);
    }
    open_loop(
        trial,
        load,
        |at| match at % 3 {
            0 => queue.enqueue(&json!({ "payload": at, "priority": at % 10 })),
            1 => queue.lease(LONG_MS),
            _ => queue.ack(&leases[at as usize / 3 % leases.len()]),
        },
        |at, exchange| match at % 3 {
            0 => {
                let exchange = exchange.clone().wants(201)?;
                let fields = json!({ "payload": at, "state": "waiting" });
                job_with(&exchange, &json_of(&exchange)?, &fields).map(drop)
            }
            // There is always one: a hundred waited before.
            1 => lease_in(exchange.clone().wants(200)?).map(drop),
            _ => exchange.clone().wants(204).map(drop),
        },
    )
    .await?;
    counts(&mut client, &queue, [100, 100, 100, 0]).await
}
