//! Where requests can go in a drawing, by what each kind of part does with a call; without running it.

use crate::design::{Design, Edge, Node, Operation, Part, Pattern};
use rustc_hash::FxHashMap;
use std::collections::VecDeque;

/// A drawing as a graph. Edges that lead to nobody, to people, and from a part to itself, are left out.
pub(crate) struct Reach<'a> {
    pub design: &'a Design,
    /// As the design says, or the one that there is without.
    pub operations: Vec<Operation>,
    /// Edges out of each node, by their place in the design, with where they lead.
    pub out: Vec<Vec<(usize, usize)>>,
    pub into: Vec<Vec<(usize, usize)>>,
    /// By edge: whether what goes along it is pushed to connected clients, and ends with them. See [`pushes`].
    pub pushes: Vec<bool>,
}

impl<'a> Reach<'a> {
    pub fn new(design: &'a Design) -> Reach<'a> {
        let mut ids: FxHashMap<&str, usize> = FxHashMap::default();
        for (at, node) in design.nodes.iter().enumerate() {
            ids.entry(&node.id).or_insert(at);
        }
        let mut out = vec![Vec::new(); design.nodes.len()];
        let mut into = vec![Vec::new(); design.nodes.len()];
        for (at, edge) in design.edges.iter().enumerate() {
            let ends = (ids.get(edge.from.as_str()), ids.get(edge.to.as_str()));
            if let (Some(from), Some(to)) = ends
                && from != to
                && !matches!(design.nodes[*to].part, Part::Clients(_))
            {
                out[*from].push((at, *to));
                into[*to].push((at, *from));
            }
        }
        let operations = if design.operations.is_empty() {
            vec![Operation::default()]
        } else {
            design.operations.clone()
        };
        let pushes = pushes(design, &out, &into);
        Reach { design, operations, out, into, pushes }
    }

    /// Where a call goes on from a node: edges, whereto, and how many calls for each that comes, on the mean and at most:
    /// no cache has anything, nothing fails.
    pub fn calls_from(&self, from: usize, operation: &Operation) -> Vec<(usize, usize, f64)> {
        let part = &self.design.nodes[from].part;
        let is_one_of = matches!(part, Part::LoadBalancer(_) | Part::Queue(_));
        let leads = self.out[from].iter().filter(|(edge, _)| self.leads(from, *edge, operation));
        // Of those that get one each: by their instances.
        let weight = |to: usize| f64::from(instances(&self.design.nodes[to].part).max(1));
        let all: f64 = leads.clone().map(|(_, to)| weight(*to)).sum();
        leads
            .map(|(edge, to)| {
                let drawn = &self.design.edges[*edge];
                let calls = match part {
                    _ if is_one_of => weight(*to) / all,
                    // Each consumer of a log gets all.
                    Part::Log(_) => 1.0,
                    _ => share(drawn.share) * f64::from(drawn.calls),
                };
                (*edge, *to, calls)
            })
            .collect()
    }

    /// Whether anything of an operation goes along an edge, if it comes to where that begins.
    pub fn leads(&self, from: usize, edge: usize, operation: &Operation) -> bool {
        let (node, drawn) = (&self.design.nodes[from], &self.design.edges[edge]);
        match &node.part {
            Part::Queue(_) | Part::Log(_) => carries(drawn, operation),
            Part::Clients(_) if !asks(node, operation) => false,
            Part::LoadBalancer(_) => carries(drawn, operation),
            _ => carries(drawn, operation) && goes_on(node) && drawn.share > 0.0 && drawn.calls > 0,
        }
    }

    /// Whether the one who calls waits for what comes back.
    pub fn waits(&self, from: usize, edge: usize, operation: &Operation) -> bool {
        let is_later = match &self.design.nodes[from].part {
            Part::Queue(_) | Part::Log(_) => true,
            Part::Cache(cache) => cache.pattern == Pattern::WriteBack && operation.writes,
            _ => false,
        };
        !is_later && !self.design.edges[edge].background
    }

    /// How many steps from clients a request of an operation gets to each node, at best.
    pub fn steps(&self, operation: &Operation) -> Vec<Option<u32>> {
        let mut steps = vec![None; self.design.nodes.len()];
        let mut todo = VecDeque::new();
        for (at, node) in self.design.nodes.iter().enumerate() {
            if asks(node, operation) {
                steps[at] = Some(0);
                todo.push_back(at);
            }
        }
        // What is only pushed to is reached, and nothing goes on from there.
        let mut pushed_to = vec![None; self.design.nodes.len()];
        while let Some(at) = todo.pop_front() {
            for (edge, to) in &self.out[at] {
                if !self.leads(at, *edge, operation) {
                    continue;
                }
                let next = steps[at].map(|steps| steps + 1);
                if self.pushes[*edge] {
                    pushed_to[*to] = pushed_to[*to].or(next);
                } else if steps[*to].is_none() {
                    steps[*to] = next;
                    todo.push_back(*to);
                }
            }
        }
        steps.into_iter().zip(pushed_to).map(|(steps, pushed)| steps.or(pushed)).collect()
    }
}

/// What comes to WebSockets from inside is a push: it is on its way to people, and does not go on to what the gateway
/// calls for them. From outside comes what clients send, straight or through load balancers, gateways and CDNs; where
/// they have no such way in, what comes through services without a queue or a call in the background between.
fn pushes(design: &Design, out: &[Vec<(usize, usize)>], into: &[Vec<(usize, usize)>]) -> Vec<bool> {
    let mut pushes = vec![false; design.edges.len()];
    let part = |at: usize| &design.nodes[at].part;
    let is_before = |at: usize| {
        matches!(
            part(at),
            Part::Clients(_) | Part::LoadBalancer(_) | Part::Gateway(_) | Part::Cdn(_)
        )
    };
    let from_clients = |passes: &dyn Fn(usize, usize, usize) -> bool| {
        let clients = |at: &usize| matches!(part(*at), Part::Clients(_));
        let mut todo: Vec<usize> = (0..design.nodes.len()).filter(clients).collect();
        let mut seen = vec![false; design.nodes.len()];
        while let Some(at) = todo.pop() {
            if !std::mem::replace(&mut seen[at], true) {
                let on = out[at].iter().filter(|(edge, to)| passes(at, *edge, *to));
                todo.extend(on.map(|(_, to)| *to));
            }
        }
        seen
    };
    let outside = from_clients(&|_, _, to| is_before(to));
    for (sockets, edges) in into.iter().enumerate() {
        if !matches!(part(sockets), Part::Websockets(_)) {
            continue;
        }
        let comes_in = if edges.iter().any(|(_, from)| outside[*from]) {
            outside.clone()
        } else {
            from_clients(&|from, edge, _| {
                from != sockets
                    && !matches!(part(from), Part::Queue(_) | Part::Log(_))
                    && !design.edges[edge].background
            })
        };
        for (edge, from) in edges {
            pushes[*edge] = !comes_in[*from] || design.edges[*edge].background;
        }
    }
    pushes
}

/// Whether a node is clients that ask for it.
pub(crate) fn asks(node: &Node, operation: &Operation) -> bool {
    match &node.part {
        Part::Clients(clients) => {
            clients.operations.is_empty() || clients.operations.contains(&operation.id)
        }
        _ => false,
    }
}

pub(crate) fn carries(edge: &Edge, operation: &Operation) -> bool {
    edge.operations.is_empty() || edge.operations.contains(&operation.id)
}

/// Whether a part ever calls anybody.
pub(crate) fn goes_on(node: &Node) -> bool {
    match &node.part {
        Part::Cache(cache) => cache.pattern != Pattern::Aside,
        Part::Database(_)
        | Part::ShardedStore(_)
        | Part::SearchIndex(_)
        | Part::ObjectStore(_)
        | Part::External(_) => false,
        _ => true,
    }
}

fn share(share: f64) -> f64 {
    if share.is_nan() { 0.0 } else { share.clamp(0.0, 1.0) }
}

/// Machines that a part has; those of somebody else, and of people, count as one.
pub(crate) fn instances(part: &Part) -> u32 {
    match part {
        Part::Clients(_)
        | Part::ObjectStore(_)
        | Part::Queue(_)
        | Part::Log(_)
        | Part::External(_) => 1,
        Part::Cdn(cache) | Part::Cache(cache) => cache.instances,
        Part::LoadBalancer(balancer) => balancer.instances,
        Part::Gateway(gateway) => gateway.instances,
        Part::Service(service) | Part::Workers(service) => service.instances,
        Part::Websockets(sockets) => sockets.instances,
        Part::Database(store) | Part::ShardedStore(store) | Part::SearchIndex(store) => {
            store.shards.saturating_mul(store.replicas.saturating_add(1))
        }
    }
}
