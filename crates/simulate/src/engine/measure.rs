//! What is counted, for a frame and for the whole run, in memory that does not grow with the requests.

use super::events::Ns;
use crate::report::{Cause, Latency};
use hdrhistogram::Histogram;

/// Two digits: a quantile is within 1%.
const DIGITS: u8 = 2;

/// Latencies in microseconds, of a frame and of all frames before.
#[derive(Debug)]
pub struct Latencies {
    frame: Histogram<u32>,
    before: Histogram<u64>,
    sum_ns: f64,
}

impl Latencies {
    #[expect(clippy::expect_used, reason = "two digits are within what it takes")]
    pub fn new() -> Latencies {
        Latencies {
            frame: Histogram::new(DIGITS).expect("digits"),
            before: Histogram::new(DIGITS).expect("digits"),
            sum_ns: 0.0,
        }
    }

    #[inline]
    pub fn record(&mut self, ns: Ns) {
        self.sum_ns += ns as f64;
        // It grows by itself, and so cannot refuse.
        self.frame.record((ns + 500) / 1_000).ok();
    }

    pub fn frame_ms(&self, quantile: f64) -> f64 {
        self.frame.value_at_quantile(quantile) as f64 / 1_000.0
    }

    pub fn end_frame(&mut self) {
        if !self.frame.is_empty() {
            for step in self.frame.iter_recorded() {
                self.before
                    .record_n(step.value_iterated_to(), step.count_since_last_iteration())
                    .ok();
            }
            self.frame.reset();
        }
    }

    pub fn forget(&mut self) {
        self.frame.reset();
        self.before.reset();
        self.sum_ns = 0.0;
    }

    pub fn all(&mut self) -> Latency {
        self.end_frame();
        let at = |quantile| self.before.value_at_quantile(quantile) as f64 / 1_000.0;
        if self.before.is_empty() {
            return Latency::default();
        }
        Latency {
            mean_ms: self.sum_ns / self.before.len() as f64 / 1e6,
            p50_ms: at(0.5),
            p95_ms: at(0.95),
            p99_ms: at(0.99),
            p999_ms: at(0.999),
            max_ms: self.before.max() as f64 / 1_000.0,
        }
    }
}

/// What was going on at a node over time.
#[derive(Debug)]
pub struct Gauge {
    at: Ns,
    pub busy: u32,
    pub cores: u32,
    pub waiting: u32,
    pub inside: u32,
    frame: Areas,
    before: Areas,
    pub waiting_max: u32,
    pub busy_max: f64,
    pub calls: Count,
    pub errors: Count,
    pub writes: Count,
    pub hits: Count,
    pub lookups: Count,
    pub latencies: Latencies,
}

#[derive(Debug, Clone, Copy, Default)]
struct Areas {
    busy: f64,
    cores: f64,
    waiting: f64,
    inside: f64,
}

#[derive(Debug, Clone, Copy, Default)]
pub struct Count {
    pub frame: u64,
    before: u64,
}

impl Count {
    #[inline]
    pub fn one_more(&mut self) {
        self.frame += 1;
    }

    pub fn all(self) -> u64 {
        self.before + self.frame
    }

    pub fn end_frame(&mut self) {
        self.before += self.frame;
        self.frame = 0;
    }
}

/// Means of a frame, or of the run.
#[derive(Debug, Clone, Copy, Default)]
pub struct Means {
    pub busy: f64,
    pub waiting: f64,
    pub inside: f64,
}

impl Gauge {
    pub fn new(cores: u32) -> Gauge {
        Gauge {
            at: 0,
            busy: 0,
            cores,
            waiting: 0,
            inside: 0,
            frame: Areas::default(),
            before: Areas::default(),
            waiting_max: 0,
            busy_max: 0.0,
            calls: Count::default(),
            errors: Count::default(),
            writes: Count::default(),
            hits: Count::default(),
            lookups: Count::default(),
            latencies: Latencies::new(),
        }
    }

    /// Before anything of it changes.
    #[inline]
    pub fn pass(&mut self, now: Ns) {
        let passed = (now - self.at) as f64;
        self.at = now;
        self.frame.busy += passed * f64::from(self.busy);
        self.frame.cores += passed * f64::from(self.cores);
        self.frame.waiting += passed * f64::from(self.waiting);
        self.frame.inside += passed * f64::from(self.inside);
    }

    /// Worked, or waited, without having been counted in: of a flow.
    pub fn add_flow(&mut self, busy_ns: f64, waiting_ns: f64) {
        self.frame.busy += busy_ns;
        self.frame.waiting += waiting_ns;
    }

    pub fn frame_means(&mut self, now: Ns, frame_ns: f64) -> Means {
        self.pass(now);
        means(&self.frame, frame_ns)
    }

    pub fn end_frame(&mut self, frame_ns: f64) {
        let busy = means(&self.frame, frame_ns).busy;
        self.busy_max = self.busy_max.max(busy);
        self.before.busy += self.frame.busy;
        self.before.cores += self.frame.cores;
        self.before.waiting += self.frame.waiting;
        self.before.inside += self.frame.inside;
        self.frame = Areas::default();
        for count in self.counts() {
            count.end_frame();
        }
        self.latencies.end_frame();
    }

    pub fn run_means(&self, run_ns: f64) -> Means {
        means(&self.before, run_ns)
    }

    fn counts(&mut self) -> [&mut Count; 5] {
        [&mut self.calls, &mut self.errors, &mut self.writes, &mut self.hits, &mut self.lookups]
    }

    /// The end of the warm-up: what is going on goes on, what was counted is gone.
    pub fn forget(&mut self, now: Ns) {
        self.pass(now);
        (self.frame, self.before) = (Areas::default(), Areas::default());
        (self.waiting_max, self.busy_max) = (self.waiting, 0.0);
        for count in self.counts() {
            *count = Count::default();
        }
        self.latencies.forget();
    }
}

fn means(areas: &Areas, ns: f64) -> Means {
    let ns = ns.max(1.0);
    Means {
        busy: if areas.cores > 0.0 { areas.busy / areas.cores } else { 0.0 },
        waiting: areas.waiting / ns,
        inside: areas.inside / ns,
    }
}

/// Of the requests, all or those of one operation.
#[derive(Debug)]
pub struct Requests {
    pub offered: Count,
    pub answered: Count,
    pub failed: Count,
    pub latencies: Latencies,
}

impl Requests {
    pub fn new() -> Requests {
        Requests {
            offered: Count::default(),
            answered: Count::default(),
            failed: Count::default(),
            latencies: Latencies::new(),
        }
    }

    pub fn end_frame(&mut self) {
        for count in [&mut self.offered, &mut self.answered, &mut self.failed] {
            count.end_frame();
        }
        self.latencies.end_frame();
    }

    pub fn forget(&mut self) {
        for count in [&mut self.offered, &mut self.answered, &mut self.failed] {
            *count = Count::default();
        }
        self.latencies.forget();
    }
}

/// What was done on an edge.
#[derive(Debug, Clone, Copy, Default)]
pub struct Traffic {
    pub first: u64,
    pub retries: u64,
    pub hedges: u64,
    pub timeouts: u64,
    pub errors: u64,
}

/// Failed requests by why and where.
#[derive(Debug, Default)]
pub struct Failures(Vec<(Cause, u16, u64)>);

impl Failures {
    pub fn note(&mut self, cause: Cause, node: u16) {
        match self.0.iter_mut().find(|(why, at, _)| (*why, *at) == (cause, node)) {
            Some((_, _, count)) => *count += 1,
            None => self.0.push((cause, node, 1)),
        }
    }

    pub fn most_first(&self) -> Vec<(Cause, u16, u64)> {
        let mut all = self.0.clone();
        all.sort_by_key(|(cause, node, count)| (std::cmp::Reverse(*count), *cause, *node));
        all
    }

    pub fn forget(&mut self) {
        self.0.clear();
    }
}
