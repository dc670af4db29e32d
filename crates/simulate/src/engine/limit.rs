//! Rate limiters and circuit breakers.

use super::events::Ns;
use crate::design::{Breaker as BreakerKnobs, Limit, LimitAlgorithm};
use rustc_hash::FxHashMap;

/// Of a gateway: for all, or for each key.
#[derive(Debug)]
pub struct Limiter {
    knobs: Limit,
    /// What it counts of what really comes, where only a sample is simulated.
    one_in: f64,
    for_all: Meter,
    per_key: FxHashMap<u32, Meter>,
}

#[derive(Debug, Clone, Copy, Default)]
struct Meter {
    /// Tokens used, or requests in this window.
    used: f64,
    before: f64,
    at: Ns,
}

impl Limiter {
    pub fn new(knobs: Limit, one_in: f64) -> Limiter {
        Limiter { knobs, one_in, for_all: Meter::default(), per_key: FxHashMap::default() }
    }

    pub fn allows(&mut self, key: u32, now: Ns) -> bool {
        // A limit for each key is not shared out among the requests that were left out: those of one
        // key are as rare in a sample as the key's limit is smaller in it.
        let rate_per_s = self.knobs.rate_per_s / self.one_in;
        let meter = if self.knobs.per_key {
            self.per_key.entry(key).or_default()
        } else {
            &mut self.for_all
        };
        match self.knobs.algorithm {
            LimitAlgorithm::TokenBucket => {
                let burst = if self.knobs.burst > 0.0 {
                    self.knobs.burst / self.one_in
                } else {
                    rate_per_s
                };
                let refilled = (now - meter.at) as f64 * 1e-9 * rate_per_s;
                meter.used = (meter.used - refilled).max(0.0);
                meter.at = now;
                take(meter, burst.max(1.0))
            }
            LimitAlgorithm::FixedWindow => {
                let window_ns = (self.knobs.window_s * 1e9) as Ns;
                let begun = now / window_ns.max(1);
                if begun != meter.at {
                    *meter = Meter { used: 0.0, before: 0.0, at: begun };
                }
                take(meter, (rate_per_s * self.knobs.window_s).max(1.0))
            }
            // The window before counts by how much of it the sliding one still covers.
            LimitAlgorithm::SlidingWindow => {
                let window_ns = ((self.knobs.window_s * 1e9) as Ns).max(1);
                let begun = now / window_ns;
                if begun != meter.at {
                    let before = if begun == meter.at + 1 { meter.used } else { 0.0 };
                    *meter = Meter { used: 0.0, before, at: begun };
                }
                let left = 1.0 - (now % window_ns) as f64 / window_ns as f64;
                let most = (rate_per_s * self.knobs.window_s).max(1.0);
                let counted = meter.used + meter.before * left;
                let may = counted + 1.0 <= most;
                if may {
                    meter.used += 1.0;
                }
                may
            }
        }
    }
}

fn take(meter: &mut Meter, most: f64) -> bool {
    let may = meter.used + 1.0 <= most + 1e-9;
    if may {
        meter.used += 1.0;
    }
    may
}

/// Of one caller's instance on one edge.
#[derive(Debug, Clone, Copy)]
pub struct Breaker {
    knobs: BreakerKnobs,
    state: State,
    window_at: Ns,
    calls: u32,
    failures: u32,
    open_ns: Ns,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Closed,
    Open {
        since: Ns,
    },
    /// One call was let through, to see.
    HalfOpen {
        since: Ns,
    },
}

impl Breaker {
    pub fn new(knobs: BreakerKnobs) -> Breaker {
        Breaker { knobs, state: State::Closed, window_at: 0, calls: 0, failures: 0, open_ns: 0 }
    }

    pub fn lets_through(&mut self, now: Ns) -> bool {
        let open_ns = (self.knobs.open_s * 1e9) as Ns;
        match self.state {
            State::Closed => true,
            State::Open { since } if now >= since + open_ns => {
                self.open_ns += now - since;
                self.state = State::HalfOpen { since: now };
                true
            }
            // The one call that tries has not come back: if it never does, another tries.
            State::HalfOpen { since } if now >= since + open_ns => {
                self.state = State::HalfOpen { since: now };
                true
            }
            State::Open { .. } | State::HalfOpen { .. } => false,
        }
    }

    pub fn saw(&mut self, failed: bool, now: Ns) {
        match self.state {
            State::HalfOpen { .. } if failed => self.state = State::Open { since: now },
            State::HalfOpen { .. } => {
                self.state = State::Closed;
                (self.window_at, self.calls, self.failures) = (now, 0, 0);
            }
            State::Open { .. } => {}
            State::Closed => {
                if now >= self.window_at + (self.knobs.window_s * 1e9) as Ns {
                    (self.window_at, self.calls, self.failures) = (now, 0, 0);
                }
                self.calls += 1;
                self.failures += u32::from(failed);
                let share = f64::from(self.failures) / f64::from(self.calls);
                if self.calls >= self.knobs.calls_min && share >= self.knobs.failure_share {
                    self.state = State::Open { since: now };
                }
            }
        }
    }

    /// How long it has been open until now.
    pub fn open_ns(&self, now: Ns) -> Ns {
        match self.state {
            State::Open { since } => self.open_ns + (now - since),
            State::Closed | State::HalfOpen { .. } => self.open_ns,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MS: Ns = 1_000_000;

    fn limiter(algorithm: LimitAlgorithm, burst: f64) -> Limiter {
        let knobs = Limit { algorithm, rate_per_s: 10.0, burst, window_s: 1.0, per_key: false };
        Limiter::new(knobs, 1.0)
    }

    fn allowed(limiter: &mut Limiter, from_ms: Ns, count: u64) -> u64 {
        (0..count).map(|n| u64::from(limiter.allows(0, (from_ms + n) * MS))).sum()
    }

    #[test]
    fn a_fixed_window_lets_a_double_burst_through_at_its_edge() {
        let mut fixed = limiter(LimitAlgorithm::FixedWindow, 0.0);
        // Twenty in 50 ms, where ten a second are meant.
        assert_eq!(allowed(&mut fixed, 980, 20) + allowed(&mut fixed, 1_000, 20), 20);
        let mut sliding = limiter(LimitAlgorithm::SlidingWindow, 0.0);
        assert_eq!(allowed(&mut sliding, 980, 20) + allowed(&mut sliding, 1_000, 20), 10);
    }

    #[test]
    fn a_bucket_gives_its_burst_and_then_its_rate() {
        let mut bucket = limiter(LimitAlgorithm::TokenBucket, 5.0);
        assert_eq!(allowed(&mut bucket, 10_000, 50), 5);
        // A second later five are there again, and not ten.
        assert_eq!(allowed(&mut bucket, 11_000, 50), 5);
    }

    #[test]
    fn each_key_has_its_own() {
        let mut limiter = limiter(LimitAlgorithm::FixedWindow, 0.0);
        limiter.knobs.per_key = true;
        let allowed = (0..40).filter(|n| limiter.allows(n % 2, MS)).count();
        assert_eq!(allowed, 20);
    }

    #[test]
    fn a_breaker_opens_tries_one_and_closes() {
        let knobs = BreakerKnobs { failure_share: 0.5, window_s: 10.0, calls_min: 4, open_s: 1.0 };
        let mut breaker = Breaker::new(knobs);
        for _ in 0..2 {
            breaker.saw(false, 0);
            breaker.saw(true, 0);
        }
        assert!(!breaker.lets_through(999 * MS));
        assert!(breaker.lets_through(1_000 * MS));
        // Only one.
        assert!(!breaker.lets_through(1_001 * MS));
        breaker.saw(true, 1_100 * MS);
        assert!(!breaker.lets_through(2_000 * MS));
        assert!(breaker.lets_through(2_100 * MS));
        breaker.saw(false, 2_200 * MS);
        assert!(breaker.lets_through(2_200 * MS) && breaker.lets_through(2_201 * MS));
        assert_eq!(breaker.open_ns(3_000 * MS), 2_000 * MS);
    }
}
