//! Chance that follows from a seed, the same on every machine: no function of the machine's own library.

use crate::design::{Duration, Spread};
use rand_xoshiro::Xoshiro256PlusPlus;
use rand_xoshiro::rand_core::{Rng as _, SeedableRng};

/// A stream of its own for each thing that draws: a part that is added does not change what others draw, so that
/// two designs with one seed differ by what differs in them.
#[derive(Debug, Clone)]
pub struct Chance(Xoshiro256PlusPlus);

impl Chance {
    pub fn new(seed: u64, name: &str) -> Chance {
        Chance(Xoshiro256PlusPlus::seed_from_u64(seed ^ hash_of(name.as_bytes())))
    }

    /// In [0, 1).
    #[inline]
    pub fn unit(&mut self) -> f64 {
        (self.0.next_u64() >> 11) as f64 * (1.0 / (1_u64 << 53) as f64)
    }

    #[inline]
    pub fn happens(&mut self, share: f64) -> bool {
        share > 0.0 && (share >= 1.0 || self.unit() < share)
    }

    /// From 0 up to, not including, `end`.
    #[inline]
    pub fn below(&mut self, end: u32) -> u32 {
        // Lemire's multiplication; its bias is below 2^-32 of `end`, and nobody could see it.
        (((self.0.next_u64() >> 32) * u64::from(end)) >> 32) as u32
    }

    /// With a mean of 1.
    #[inline]
    pub fn exponential(&mut self) -> f64 {
        -libm::log(1.0 - self.unit())
    }

    /// Marsaglia's polar method.
    fn normal(&mut self) -> f64 {
        loop {
            let (x, y) = (2.0 * self.unit() - 1.0, 2.0 * self.unit() - 1.0);
            let square = x * x + y * y;
            if square > 0.0 && square < 1.0 {
                return x * (-2.0 * libm::log(square) / square).sqrt();
            }
        }
    }
}

/// FNV-1a, with a last mixing so that neighbours end far apart.
pub fn hash_of(bytes: &[u8]) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for byte in bytes {
        hash = (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
    }
    mixed(hash)
}

/// The finaliser of SplitMix64.
#[inline]
pub fn mixed(mut z: u64) -> u64 {
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// A [`Duration`] ready to be drawn, in nanoseconds.
#[derive(Debug, Clone, Copy)]
pub enum Draw {
    Constant(f64),
    Exponential(f64),
    LogNormal { mu: f64, sigma: f64 },
}

impl Draw {
    pub fn new(duration: Duration) -> Draw {
        let mean_ns = duration.mean_ms * 1e6;
        let log_normal = |cv: f64| {
            let variance = libm::log(1.0 + cv * cv);
            Draw::LogNormal { mu: libm::log(mean_ns) - variance / 2.0, sigma: variance.sqrt() }
        };
        match duration.spread {
            _ if mean_ns <= 0.0 => Draw::Constant(0.0),
            Spread::Constant => Draw::Constant(mean_ns),
            Spread::Exponential => Draw::Exponential(mean_ns),
            Spread::Narrow => log_normal(0.5),
            Spread::Wide => log_normal(2.0),
        }
    }

    pub fn mean_ns(self) -> f64 {
        match self {
            Draw::Constant(mean) | Draw::Exponential(mean) => mean,
            Draw::LogNormal { mu, sigma } => libm::exp(mu + sigma * sigma / 2.0),
        }
    }

    #[inline]
    pub fn ns(self, chance: &mut Chance) -> f64 {
        match self {
            Draw::Constant(ns) => ns,
            Draw::Exponential(mean) => mean * chance.exponential(),
            Draw::LogNormal { mu, sigma } => libm::exp(mu + sigma * chance.normal()),
        }
    }
}

/// Ranks from 0, the rank `r` with a weight of `1 / (r + 1)^s`: rejection-inversion (Hörmann and Derflinger,
/// "Rejection-inversion to generate variates from monotone discrete distributions", 1996).
#[derive(Debug, Clone, Copy)]
pub struct Zipf {
    count: u32,
    s: f64,
    high: f64,
    low: f64,
    squeeze: f64,
}

impl Zipf {
    pub fn new(count: u32, s: f64) -> Zipf {
        let mut zipf = Zipf { count, s, high: 0.0, low: 0.0, squeeze: 0.0 };
        zipf.high = zipf.integral(1.5) - 1.0;
        zipf.low = zipf.integral(f64::from(count) + 0.5);
        zipf.squeeze = 2.0 - zipf.inverse(zipf.integral(2.5) - zipf.weight(2.0));
        zipf
    }

    #[inline]
    pub fn rank(&self, chance: &mut Chance) -> u32 {
        if self.s <= 0.0 || self.count <= 1 {
            return chance.below(self.count.max(1));
        }
        loop {
            let u = self.low + chance.unit() * (self.high - self.low);
            let x = self.inverse(u);
            let rank = (x + 0.5).floor().clamp(1.0, f64::from(self.count));
            if rank - x <= self.squeeze || u >= self.integral(rank + 0.5) - self.weight(rank) {
                return rank as u32 - 1;
            }
        }
    }

    fn weight(&self, x: f64) -> f64 {
        libm::exp(-self.s * libm::log(x))
    }

    /// Of the weight, from 1 to `x`; near `s = 1` by series, where the closed form divides nothing by nothing.
    fn integral(&self, x: f64) -> f64 {
        let log = libm::log(x);
        expm1_over((1.0 - self.s) * log) * log
    }

    fn inverse(&self, x: f64) -> f64 {
        let t = (x * (1.0 - self.s)).max(-1.0);
        libm::exp(log1p_over(t) * x)
    }
}

fn log1p_over(x: f64) -> f64 {
    if x.abs() > 1e-8 { libm::log1p(x) / x } else { 1.0 - x * (0.5 - x / 3.0) }
}

fn expm1_over(x: f64) -> f64 {
    if x.abs() > 1e-8 { libm::expm1(x) / x } else { 1.0 + x * (0.5 + x / 6.0) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn draws_have_their_mean() {
        for spread in [Spread::Constant, Spread::Exponential, Spread::Narrow, Spread::Wide] {
            let draw = Draw::new(Duration::ms(3.0, spread));
            let mut chance = Chance::new(1, "mean");
            let mean = (0..200_000).map(|_| draw.ns(&mut chance)).sum::<f64>() / 200_000.0;
            assert!((mean / 3e6 - 1.0).abs() < 0.02, "{spread:?}: {mean}");
        }
    }

    #[test]
    fn ranks_have_the_weights_of_zipf() {
        for s in [0.0, 0.7, 1.0, 1.3] {
            let zipf = Zipf::new(1_000, s);
            let mut chance = Chance::new(1, "zipf");
            let mut counts = vec![0_u32; 1_000];
            for _ in 0..400_000 {
                counts[zipf.rank(&mut chance) as usize] += 1;
            }
            let all: f64 = (1..=1_000).map(|r| f64::from(r).powf(-s)).sum();
            for rank in [1_u32, 2, 3, 10, 100] {
                let expected = 400_000.0 * f64::from(rank).powf(-s) / all;
                let seen = f64::from(counts[rank as usize - 1]);
                let tolerance = 5.0 * expected.sqrt();
                assert!(
                    (seen - expected).abs() < tolerance,
                    "s {s}, rank {rank}: {seen}, {expected}"
                );
            }
        }
    }

    #[test]
    fn the_same_seed_draws_the_same_anywhere() {
        let mut chance = Chance::new(7, "anywhere");
        let draw = Draw::new(Duration::ms(1.0, Spread::Wide));
        let drawn: Vec<u64> = (0..3).map(|_| draw.ns(&mut chance).to_bits()).collect();
        let zipf = Zipf::new(1_000_000, 0.9);
        let ranks: Vec<u32> = (0..3).map(|_| zipf.rank(&mut chance)).collect();
        // As they came on the first machine.
        assert_eq!((drawn, ranks), (PINNED_NS.to_vec(), PINNED_RANKS.to_vec()));
    }

    const PINNED_NS: [u64; 3] =
        [4_690_483_529_041_064_097, 4_686_269_002_985_195_237, 4_700_531_944_358_322_566];
    const PINNED_RANKS: [u32; 3] = [328, 38_699, 561_698];
}
