//! From what was counted to what is shown.

use super::measure::{Latencies, Requests};
use super::why;
use super::world::{Does, World};
use crate::design::Design;
use crate::report::{
    EdgeReport, ErrorCount, Frame, Latency, NodeFrame, NodeReport, OperationReport, Report,
    Sampling, Summary,
};

impl World {
    /// The end of the warm-up.
    pub fn forget(&mut self) {
        let now = self.now;
        for node in &mut self.nodes {
            node.gauge.forget(now);
            if let Does::Queue(queue) = &mut node.does {
                queue.latencies.forget();
            }
        }
        for edge in &mut self.edges {
            edge.traffic = super::measure::Traffic::default();
        }
        for server in &mut self.servers {
            (server.calls, server.worked_ns) = (0, 0.0);
        }
        self.total.forget();
        if let Some(deliveries) = &mut self.deliveries {
            deliveries.forget();
        }
        for operation in &mut self.operations {
            operation.requests.forget();
        }
        self.failures.forget();
        self.data = crate::report::DataReport::default();
        (self.counted_from, self.frame_from) = (now, now);
    }

    pub fn end_frame(&mut self) -> Frame {
        let now = self.now;
        let frame_ns = (now - self.frame_from).max(1) as f64;
        let per_s = self.one_in * 1e9 / frame_ns;
        let total = &self.total;
        let mut frame = Frame {
            at_s: now as f64 * 1e-9,
            offered_per_s: total.offered.frame as f64 * per_s,
            answered_per_s: total.answered.frame as f64 * per_s,
            errors_per_s: total.failed.frame as f64 * per_s,
            p50_ms: total.latencies.frame_ms(0.5),
            p95_ms: total.latencies.frame_ms(0.95),
            p99_ms: total.latencies.frame_ms(0.99),
            nodes: Vec::with_capacity(self.nodes.len()),
        };
        for at in 0..self.nodes.len() {
            let lag_ms = self.lag_ns(at).map(|ns| ns as f64 / 1e6);
            if let (Some(lag_ms), Does::Store(store)) = (lag_ms, &mut self.nodes[at].does) {
                store.lag_max_ns = store.lag_max_ns.max((lag_ms * 1e6) as u64);
            }
            let node = &mut self.nodes[at];
            let means = node.gauge.frame_means(now, frame_ns);
            let servers = node.first_server..node.first_server + node.servers;
            let up = servers.filter(|server| self.servers[*server as usize].is_up).count();
            let gauge = &node.gauge;
            let waiting = match &node.does {
                Does::Queue(queue) => queue.depth as f64 * self.one_in,
                _ => means.waiting,
            };
            let lookups = gauge.lookups.frame;
            frame.nodes.push(NodeFrame {
                calls_per_s: gauge.calls.frame as f64 * per_s,
                errors_per_s: gauge.errors.frame as f64 * per_s,
                busy: means.busy.min(1.0),
                waiting,
                p99_ms: gauge.latencies.frame_ms(0.99),
                up: up as f64 / f64::from(node.servers.max(1)),
                hit_ratio: (lookups > 0).then(|| gauge.hits.frame as f64 / lookups as f64),
                lag_ms,
            });
        }
        for node in &mut self.nodes {
            node.gauge.end_frame(frame_ns);
            if let Does::Queue(queue) = &mut node.does {
                queue.latencies.end_frame();
            }
        }
        self.total.end_frame();
        if let Some(deliveries) = &mut self.deliveries {
            deliveries.end_frame();
        }
        for operation in &mut self.operations {
            operation.requests.end_frame();
        }
        self.frame_from = now;
        frame
    }
}

pub fn report(
    mut world: World,
    design: &Design,
    frames: Vec<Frame>,
    sampling: Option<Sampling>,
    ended_early: bool,
) -> Report {
    let run_ns = (world.now - world.counted_from).max(1) as f64;
    let one_in = world.one_in;
    let total = summary(&mut world.total, one_in, run_ns);
    let mut operations = Vec::new();
    let only = world.operations.len() == 1;
    for operation in &mut world.operations {
        let summary = match only {
            true => total.clone(),
            false => summary(&mut operation.requests, one_in, run_ns),
        };
        operations.push(OperationReport { id: operation.id.clone(), summary });
    }
    world.count_undelivered();
    let delivery_latency =
        world.deliveries.as_mut().map(Latencies::all).filter(|latency| latency.max_ms > 0.0);
    let failed = world.total.failed.all().max(1) as f64;
    let errors = world.failures.most_first().into_iter().map(|(cause, node, count)| ErrorCount {
        cause,
        node: world.nodes[node as usize].id.clone(),
        count: scaled(count, one_in),
        share: count as f64 / failed,
    });
    let errors: Vec<ErrorCount> = errors.collect();
    let nodes: Vec<NodeReport> =
        (0..world.nodes.len()).map(|at| node_report(&mut world, at, run_ns, &frames)).collect();
    let edges: Vec<EdgeReport> =
        (0..world.edges.len()).map(|at| edge_report(&world, at, run_ns)).collect();
    let data = world.data.clone();
    let data = crate::report::DataReport {
        writes: scaled(data.writes, one_in),
        lost_writes: scaled(data.lost_writes, one_in),
        reads: scaled(data.reads, one_in),
        stale_reads: scaled(data.stale_reads, one_in),
        redelivered: scaled(data.redelivered, one_in),
        dead_lettered: scaled(data.dead_lettered, one_in),
        lost_messages: scaled(data.lost_messages, one_in),
        delivered: scaled(data.delivered, one_in),
    };
    let mut notes = Vec::new();
    if ended_early {
        notes.push(format!(
            "The run was ended at {:.1} s of {:.0} s: retries or fan-out made far more of it than a calm moment \
             showed. What is said is of the time until then.",
            world.now as f64 * 1e-9,
            world.scenario.duration_s
        ));
    }
    if world.reconnects > 0 {
        notes.push(format!(
            "{} connections that were cut off were opened again.",
            scaled(world.reconnects, one_in)
        ));
    }
    let unanswered = world.calls.under_way();
    if unanswered > 0 && ended_early {
        notes.push(format!("{} calls were under way then.", scaled(unanswered as u64, one_in)));
    }
    let mut report = Report {
        title: design.title.clone(),
        seed: world.scenario.seed,
        load: world.scenario.load,
        duration_s: world.now as f64 * 1e-9,
        sampling,
        events: world.events,
        trace: format!("{:016x}", world.trace),
        total,
        operations,
        errors,
        nodes,
        edges,
        data,
        delivery_latency,
        bottleneck: None,
        notes,
        cost: None,
        frames,
    };
    report.bottleneck = why::bottleneck(&world, design, &report);
    report
}

fn scaled(count: u64, one_in: f64) -> u64 {
    (count as f64 * one_in).round() as u64
}

fn summary(requests: &mut Requests, one_in: f64, run_ns: f64) -> Summary {
    let (answered, failed) = (requests.answered.all(), requests.failed.all());
    let per_s = one_in * 1e9 / run_ns;
    Summary {
        requests: scaled(requests.offered.all(), one_in),
        offered_per_s: requests.offered.all() as f64 * per_s,
        answered_per_s: answered as f64 * per_s,
        error_share: failed as f64 / (answered + failed).max(1) as f64,
        latency: (answered > 0).then(|| requests.latencies.all()),
    }
}

fn node_report(world: &mut World, at: usize, run_ns: f64, frames: &[Frame]) -> NodeReport {
    let one_in = world.one_in;
    let node = &mut world.nodes[at];
    node.gauge.end_frame(1.0);
    let means = node.gauge.run_means(run_ns);
    let gauge = &mut node.gauge;
    let latency = gauge.latencies.all();
    let lookups = gauge.lookups.all();
    let hit_ratio = (lookups > 0).then(|| gauge.hits.all() as f64 / lookups as f64);
    let (mut lag_max_ms, mut backlog, mut message_latency) = (None, None, None::<Latency>);
    match &mut node.does {
        Does::Store(store) if store.reports_lag => {
            lag_max_ms = Some(store.lag_max_ns.max(store.lag_ns) as f64 / 1e6);
        }
        Does::Queue(queue) => {
            backlog = Some(scaled(queue.depth, one_in));
            message_latency = Some(queue.latencies.all());
        }
        _ => {}
    }
    let worst = |value: fn(&crate::report::NodeFrame) -> f64| {
        frames.iter().filter_map(|frame| frame.nodes.get(at)).map(value).fold(0.0, f64::max)
    };
    let servers = node.first_server as usize..(node.first_server + node.servers) as usize;
    NodeReport {
        id: node.id.clone(),
        kind: node.kind.to_owned(),
        calls: scaled(node.gauge.calls.all(), one_in),
        calls_per_s: node.gauge.calls.all() as f64 * one_in * 1e9 / run_ns,
        errors: scaled(node.gauge.errors.all(), one_in),
        busy: means.busy.min(1.0),
        busy_max: worst(|frame| frame.busy),
        waiting_mean: means.waiting,
        waiting_max: worst(|frame| frame.waiting).max(f64::from(node.gauge.waiting_max)),
        latency,
        inside_mean: means.inside * one_in,
        hit_ratio,
        lag_max_ms,
        backlog,
        message_latency,
        spread: world.servers[servers].iter().map(|server| scaled(server.calls, one_in)).collect(),
    }
}

fn edge_report(world: &World, at: usize, run_ns: f64) -> EdgeReport {
    let edge = &world.edges[at];
    let traffic = edge.traffic;
    let one_in = world.one_in;
    let open_share = edge.breaker.as_ref().map(|breakers| {
        let open: u64 = breakers.iter().map(|breaker| breaker.open_ns(world.now)).sum();
        open as f64 / (run_ns * breakers.len().max(1) as f64)
    });
    let made = traffic.first + traffic.retries + traffic.hedges;
    EdgeReport {
        from: world.nodes[edge.from as usize].id.clone(),
        to: world.nodes[edge.to as usize].id.clone(),
        first_calls: scaled(traffic.first, one_in),
        retries: scaled(traffic.retries, one_in),
        hedges: scaled(traffic.hedges, one_in),
        timeouts: scaled(traffic.timeouts, one_in),
        errors: scaled(traffic.errors, one_in),
        amplification: if traffic.first > 0 { made as f64 / traffic.first as f64 } else { 1.0 },
        breaker_open_share: open_share,
    }
}
