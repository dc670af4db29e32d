use std::collections::HashMap;

#[derive(Default)]
struct Node {
    children: HashMap<String, Node>,
    service: Option<String>,
    routes: i64,
}

impl Node {
    /// Sets the service below this node and says how many routes are new.
    fn put(&mut self, names: &[&str], service: String) -> i64 {
        let new = match names {
            [] => i64::from(self.service.replace(service).is_none()),
            [first, rest @ ..] => self.children.entry((*first).to_owned()).or_default().put(rest, service),
        };
        self.routes += new;
        new
    }

    fn drain(&mut self, names: &[&str]) -> i64 {
        let drained = match names {
            [] => return self.routes,
            [last] => self.children.remove(*last).map_or(0, |node| node.routes),
            [first, rest @ ..] => self.children.get_mut(*first).map_or(0, |node| node.drain(rest)),
        };
        self.routes -= drained;
        drained
    }
}

pub struct RouteTable {
    root: Node,
}

impl RouteTable {
    pub fn new() -> Self {
        RouteTable { root: Node::default() }
    }

    pub fn put(&mut self, prefix: String, service: String) {
        self.root.put(&segments(&prefix), service);
    }

    pub fn drain(&mut self, prefix: String) -> i64 {
        let names = segments(&prefix);
        let drained = self.root.drain(&names);
        if names.is_empty() {
            self.root = Node::default();
        }
        drained
    }

    pub fn resolve(&mut self, path: String) -> Option<String> {
        let mut node = &self.root;
        let mut service = node.service.as_ref();
        for segment in segments(&path) {
            let Some(child) = node.children.get(segment) else { break };
            node = child;
            service = node.service.as_ref().or(service);
        }
        service.cloned()
    }
}

fn segments(path: &str) -> Vec<&str> {
    if path == "/" { Vec::new() } else { path[1..].split('/').collect() }
}
