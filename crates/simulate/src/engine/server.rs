//! One instance: its cores, its threads, who waits.

use super::events::Ns;
use super::shelf::Shelf;
use rustc_hash::FxHashMap;
use std::collections::VecDeque;

#[derive(Debug)]
pub struct Server {
    pub node: u16,
    /// Among those of its node.
    pub instance: u32,
    pub zone: u16,
    pub cores: u32,
    pub threads: u32,
    pub queue: u32,
    pub is_up: bool,
    /// When that last changed: what others believe lags behind it.
    pub changed_at: Ns,
    /// Taken out on purpose: nobody has to find out.
    pub is_drained: bool,
    pub slow: f64,
    pub busy: u32,
    /// Admitted and not answered.
    pub inside: u32,
    pub run: VecDeque<u32>,
    pub backlog: VecDeque<u32>,
    pub calls: u64,
    /// Of its cores together, in work.
    pub worked_ns: f64,
    pub held: Held,
    pub sampled: Option<Flow>,
}

impl Server {
    /// What somebody who looks from time to time thinks.
    pub fn believed_up(&self, now: Ns, notices_ns: Ns, trusts_ns: Ns) -> bool {
        if self.is_drained {
            return false;
        }
        let since = now - self.changed_at;
        if self.is_up { self.changed_at == 0 || since >= trusts_ns } else { since < notices_ns }
    }
}

/// What kinds of instances keep beside their calls.
#[derive(Debug)]
pub enum Held {
    Nothing,
    Shelf {
        shelf: Shelf,
        /// Who waits for a key that somebody fetches.
        fetches: FxHashMap<u32, Vec<u32>>,
        /// Written back later: each with its operation.
        owed: FxHashMap<u32, u16>,
    },
    /// A server of a store: until when it applies what it was sent.
    Replica {
        applied_until: Ns,
    },
    Connections {
        open: u32,
        most: u32,
    },
}

/// Where one request stands for many: how much comes, smoothed, and how much more waits than could be worked on.
#[derive(Debug, Clone, Copy, Default)]
pub struct Flow {
    /// Cores that what comes would keep busy.
    pub offered: f64,
    pub backlog_ns: f64,
    pub at: Ns,
    pub inside_mean: f64,
    pub inside_at: Ns,
}

/// Over which what comes is smoothed.
const SMOOTHED_NS: f64 = 1e9;

impl Flow {
    /// How long one that comes now waits for a core, by what came until now; `None`: too many wait.
    ///
    /// Below saturation the wait is that of M/G/c by Sakasegawa's approximation ("An approximation formula
    /// L_q = a·ρ^β/(1-ρ)", 1977), drawn as: a share waits at all, and exponentially. Above it, the backlog is a flow.
    pub fn wait_ns(
        &mut self,
        now: Ns,
        server: &Capacity,
        work_ns: f64,
        chance: &mut super::chance::Chance,
    ) -> Option<f64> {
        let passed_ns = (now - self.at) as f64;
        let keeps = libm::exp(-passed_ns / SMOOTHED_NS);
        let excess = self.offered - server.cores;
        self.backlog_ns = (self.backlog_ns + excess * passed_ns).max(0.0);
        self.offered = self.offered * keeps + server.one_in * work_ns / SMOOTHED_NS;
        self.at = now;
        let waits_ns = self.backlog_ns / server.cores;
        if self.backlog_ns / server.mean_work_ns.max(1.0) > server.queue {
            return None;
        }
        let rho = (self.offered / server.cores).min(0.99);
        let waits_share = libm::pow(rho, (2.0 * (server.cores + 1.0)).sqrt() - 1.0) * rho;
        let noise_ns = if chance.happens(waits_share.min(1.0)) {
            chance.exponential() * server.mean_work_ns / (server.cores * (1.0 - rho))
        } else {
            0.0
        };
        Some(waits_ns + noise_ns)
    }

    pub fn note_inside(&mut self, now: Ns, inside: f64) {
        let keeps = libm::exp(-((now - self.inside_at) as f64) / SMOOTHED_NS);
        self.inside_mean = self.inside_mean * keeps + inside * (1.0 - keeps);
        self.inside_at = now;
    }
}

#[derive(Debug, Clone, Copy)]
pub struct Capacity {
    pub cores: f64,
    pub queue: f64,
    pub one_in: f64,
    pub mean_work_ns: f64,
}
