//! How many events a second: `cargo run --release -p greenroom-simulate --example speed`.
use greenroom_simulate::{Scenario, read, run};
use std::time::Instant;
fn main() {
    let text = "[[node]]\nid = \"people\"\nkind = \"clients\"\nrate_per_s = 800\n\n[[node]]\nid = \"server\"\nkind = \"service\"\ninstances = 1\ncores = 1\nthreads = 1000000\nqueue = 1000000\nwork = 1\n\n[[edge]]\nfrom = \"people\"\nto = \"server\"\ntimeout_ms = 0\nnetwork_ms = 0\n";
    let design = read(text).unwrap();
    for _ in 0..3 {
        let scenario = Scenario {
            duration_s: 2000.0,
            warm_up_s: 10.0,
            events_max: 100_000_000,
            ..Scenario::default()
        };
        let begun = Instant::now();
        let report = run(&design, &scenario).unwrap();
        let took = begun.elapsed().as_secs_f64();
        println!(
            "{:.1} M events/s, {} requests, {:.2} M requests/s; mean {:.3} ms (theory 5), busy {:.3}, trace {}",
            report.events as f64 / took / 1e6,
            report.total.requests,
            report.total.requests as f64 / took / 1e6,
            report.total.latency.mean_ms,
            report.nodes[1].busy,
            report.trace
        );
    }
}
