//! Load from an open loop: requests come when they come, whether or not earlier ones were answered, and latency counts
//! from when a request should have gone out. Who waits for answers before sending measures only the good moments
//! (coordinated omission).

use crate::check::{Checked, Stop};
use crate::client::http::{Client, Exchange, Request};
use crate::trial::Trial;
use hdrhistogram::Histogram;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::task::JoinSet;
use tokio::time::Instant;

#[derive(Debug, Clone, Copy)]
pub struct Load {
    pub rate_per_s: u32,
    pub duration_s: u32,
}

/// Sends `make(n)` at its time and holds each answer against `judge`. Latencies become measures of the check.
///
/// # Errors
/// The first wrong answer, after all are there.
pub async fn open_loop(
    trial: &mut Trial,
    load: Load,
    make: impl Fn(u64) -> Request,
    judge: impl Fn(u64, &Exchange) -> Checked,
) -> Checked {
    let count = u64::from(load.rate_per_s) * u64::from(load.duration_s);
    // Idle connections. A new one is opened when none is, which is what a crowd of clients does.
    let idle: Arc<Mutex<Vec<Client>>> = Arc::default();
    let template = trial.client()?;
    let begun = Instant::now();
    let mut tasks = JoinSet::new();
    for at in 0..count {
        let intended =
            begun + Duration::from_nanos(at * 1_000_000_000 / u64::from(load.rate_per_s.max(1)));
        tokio::time::sleep_until(intended).await;
        let request = make(at);
        let idle = idle.clone();
        let fresh = template.clone();
        tasks.spawn(async move {
            let taken = idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
            let mut client = taken.unwrap_or(fresh);
            let answer = client.send(request).await;
            let latency = intended.elapsed();
            idle.lock().unwrap_or_else(PoisonError::into_inner).push(client);
            (at, latency, answer)
        });
    }
    let broken = |error: &dyn std::fmt::Display| Stop::not_judged(format!("load: {error}"));
    // From 1 µs to ten minutes, three digits.
    let mut latencies =
        Histogram::<u64>::new_with_bounds(1, 600_000_000, 3).map_err(|error| broken(&error))?;
    let mut first_wrong: Option<(u64, Stop)> = None;
    while let Some(joined) = tasks.join_next().await {
        let (at, latency, answer) = joined.map_err(|error| broken(&error))?;
        latencies.saturating_record(u64::try_from(latency.as_micros()).unwrap_or(u64::MAX));
        if let Err(stop) = answer.and_then(|exchange| judge(at, &exchange))
            && first_wrong.as_ref().is_none_or(|(earlier, _)| at < *earlier)
        {
            first_wrong = Some((at, stop));
        }
    }
    trial.measure("answered", count as f64 / begun.elapsed().as_secs_f64(), "/s");
    for (name, quantile) in [("p50", 0.5), ("p95", 0.95), ("p99", 0.99), ("p99.9", 0.999)] {
        trial.measure(name, latencies.value_at_quantile(quantile) as f64 / 1_000.0, "ms");
    }
    first_wrong.map_or(Ok(()), |(_, stop)| Err(stop))
}
