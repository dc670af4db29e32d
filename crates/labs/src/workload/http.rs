//! What labs whose services speak HTTP look at in the same way.

use crate::check::{Checked, Stop};
use crate::client::http::{Exchange, Request};
use crate::trial::Trial;
use serde_json::{Value, json};
use std::time::Duration;

/// Whether a Content-Type names this kind, whatever its parameters.
pub fn is_kind(header: &str, kind: &str) -> bool {
    header.split(';').next().is_some_and(|one| one.trim().eq_ignore_ascii_case(kind))
}

/// The JSON of an answer that says it is JSON.
pub fn json_of(exchange: &Exchange) -> Checked<Value> {
    let json = exchange.json()?;
    if !exchange.header("content-type").is_some_and(|kind| is_kind(kind, "application/json")) {
        return Err(exchange.fails("`Content-Type: application/json`"));
    }
    Ok(json)
}

/// Status and a problem body (RFC 9457).
pub fn problem(exchange: Exchange, status: u16) -> Checked {
    let exchange = exchange.wants(status)?;
    let kind = exchange.header("content-type").unwrap_or_default();
    let json = exchange.json()?;
    let title = json["title"].as_str().is_some_and(|title| !title.trim().is_empty());
    if !is_kind(kind, "application/problem+json") || !title || json["status"] != json!(status) {
        return Err(exchange.fails(format!(
            "`Content-Type: application/problem+json` and a body with a `title` and `\"status\": {status}`"
        )));
    }
    Ok(())
}

/// 405 as a problem, with a method in `Allow`.
pub fn not_allowed(exchange: Exchange, allowed: &str) -> Checked {
    let exchange = exchange.wants(405)?;
    let allow = exchange.header("allow").unwrap_or_default();
    if !allow.split(',').any(|one| one.trim().eq_ignore_ascii_case(allowed)) {
        return Err(exchange.fails(format!("`Allow` with {allowed} in it")));
    }
    problem(exchange, 405)
}

/// That `Location` is this path, alone or as a whole URL.
pub fn located_at(exchange: &Exchange, trial: &Trial, path: &str) -> Checked {
    let place = trial.place(0)?;
    let path = format!("{}{path}", place.prefix);
    let whole = format!("http://{}{path}", place.host);
    match exchange.header("location") {
        Some(location) if location == path || location == whole => Ok(()),
        _ => Err(exchange.fails(format!("`Location: {path}` or `Location: {whole}`"))),
    }
}

/// Leaves 32 requests half written, does something beside them, then writes one of them to its end: its answer.
pub async fn half_requests(
    trial: &Trial,
    request: &Request,
    beside: impl Future<Output = Checked>,
) -> Checked<Exchange> {
    let mut halves = Vec::new();
    for at in 0..32 {
        let mut client = trial.client()?;
        let bytes = request.bytes(client.place());
        // Some in their head, some in their body.
        let cut = if at % 2 == 0 { bytes.len() - 5 } else { 20 };
        let (half, rest) = bytes.split_at(cut);
        client.write(half).await.map_err(|why| {
            Stop::failed("wrote half a request", "that it may go on", why.to_string())
        })?;
        halves.push((client, rest.to_vec()));
    }
    if let Err(mut stop) = beside.await {
        if let Stop::Failed(failure) = &mut stop {
            failure.did = format!("{}, while 32 other requests were half written", failure.did);
            failure.again.clear();
        }
        return Err(stop);
    }
    let Some((mut first, rest)) = halves.into_iter().next() else {
        return Err(Stop::not_judged("no request was left half written"));
    };
    let ended = match first.write(&rest).await {
        Ok(()) => first.read(request).await,
        Err(why) => Err(why),
    };
    ended.map_err(|why| {
        let did = "wrote the rest of a request that was left half written";
        Stop::failed(did, "an answer to it", why.to_string())
    })
}

/// Sends SIGTERM, waits for the end, starts the service again on the same data.
pub async fn ended_by_sigterm(trial: &mut Trial) -> Checked {
    // The contract allows ten seconds; the rest is for a slow machine.
    let status = trial.service(0)?.terminate(Duration::from_secs(30)).await;
    if !status.is_some_and(|status| status.success()) {
        let got = match status {
            Some(status) => format!("it ended with {status}"),
            None => "it was still there after 30 s".into(),
        };
        return Err(Stop::failed("sent SIGTERM", "that the service ends with exit code 0", got));
    }
    trial.restart(0).await
}
