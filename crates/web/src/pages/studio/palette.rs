//! The parts that a design can have, in words.

use greenroom_app::simulate::Part;
use serde_json::{Value, json};

/// Its name, and what it does in a sentence.
pub fn words(part: &Part) -> (&'static str, &'static str) {
    match part {
        Part::Clients(_) => ("Clients", "People or programs that send requests."),
        Part::Cdn(_) => ("CDN", "Keeps copies of answers near the people who ask."),
        Part::LoadBalancer(_) => ("Load balancer", "Spreads requests over healthy instances."),
        Part::Gateway(_) => {
            ("Gateway", "The front door: it routes, and limits who asks too often.")
        }
        Part::Service(_) => ("Service", "Runs your code, and calls what it leads to."),
        Part::Websockets(_) => ("WebSockets", "Holds connections open and passes messages on."),
        Part::Cache(_) => ("Cache", "Keeps in memory what was just read."),
        Part::Database(_) => {
            ("Database", "One primary that takes the writes, with replicas if wanted.")
        }
        Part::ShardedStore(_) => {
            ("Sharded store", "Data spread over several primaries by its key.")
        }
        Part::SearchIndex(_) => {
            ("Search index", "Finds by words; what is written is found a little later.")
        }
        Part::ObjectStore(_) => ("Object store", "Files by key, as many at once as you like."),
        Part::Queue(_) => ("Queue", "Keeps messages until a worker has dealt with them."),
        Part::Log(_) => ("Log", "Keeps messages in order, each partition by itself."),
        Part::Workers(_) => ("Workers", "Take messages and deal with them."),
        Part::External(_) => {
            ("External", "Somebody else's service: its latency, its limit, its errors.")
        }
    }
}

/// As the drawing's script reads it.
pub fn palette() -> Vec<Value> {
    let item = |part: &Part| {
        let (title, says) = words(part);
        json!({ "kind": part.kind(), "title": title, "says": says, "part": part })
    };
    Part::all().iter().map(item).collect()
}
