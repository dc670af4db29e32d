//! Messages: where they end, and how long that takes.

use greenroom_simulate::{Report, Scenario, flaws, read, run};

fn ran(text: &str, faults: &[&str]) -> Report {
    let design = read(text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    let faults = faults.iter().map(|fault| fault.parse().unwrap()).collect();
    let scenario = Scenario { duration_s: 20.0, faults, ..Scenario::default() };
    run(&design, &scenario).unwrap_or_else(|flaws| panic!("{flaws:#?}"))
}

/// People send through sockets to a service; a log; workers push to those who are connected.
const CHAT: &str = "
[[operation]]
id = \"send\"
writes = true
[[node]]
id = \"people\"
kind = \"clients\"
rate_per_s = 100
connections = 1000
[[node]]
id = \"lb\"
kind = \"load-balancer\"
[[node]]
id = \"sockets\"
kind = \"websockets\"
[[node]]
id = \"chat\"
kind = \"service\"
[[node]]
id = \"events\"
kind = \"log\"
[[node]]
id = \"fan-out\"
kind = \"workers\"
work = { mean_ms = 50.0, spread = \"constant\" }
[[edge]]
from = \"people\"
to = \"lb\"
[[edge]]
from = \"lb\"
to = \"sockets\"
[[edge]]
from = \"sockets\"
to = \"chat\"
[[edge]]
from = \"chat\"
to = \"events\"
[[edge]]
from = \"events\"
to = \"fan-out\"
[[edge]]
from = \"fan-out\"
to = \"sockets\"
calls = 3
";

#[test]
fn a_push_ends_with_the_people_who_are_connected() {
    let report = ran(CHAT, &[]);
    let calls = |at: usize| report.nodes[at].calls as f64;
    // Each message comes in once and is pushed three times; none of it goes back to the service.
    assert!((calls(3) / calls(0).max(calls(1)) - 1.0).abs() < 0.01, "{:#?}", report.nodes[3]);
    assert!((calls(2) / calls(1) - 4.0).abs() < 0.05, "{:#?}", report.nodes[2]);
    assert!((report.data.delivered as f64 / calls(5) - 3.0).abs() < 0.05, "{:?}", report.data);
    // 5 ms to get in, about 5 at the service, 50 at the worker, a few on the way.
    let latency = report.delivery_latency.unwrap();
    assert!((60.0..90.0).contains(&latency.p50_ms), "{latency:?}");
    assert!(latency.p50_ms < latency.p95_ms && latency.p95_ms <= latency.p99_ms, "{latency:?}");
}

#[test]
fn a_push_past_a_load_balancer_of_its_own_or_without_a_queue_ends_too() {
    let own = CHAT
        .replace("from = \"fan-out\"\nto = \"sockets\"", "from = \"fan-out\"\nto = \"router\"")
        + "[[node]]\nid = \"router\"\nkind = \"load-balancer\"\n[[edge]]\nfrom = \"router\"\nto = \"sockets\"\n";
    let straight =
        CHAT.replace("from = \"chat\"\nto = \"events\"", "from = \"chat\"\nto = \"sockets\"");
    for text in [own, straight] {
        let report = ran(&text, &[]);
        assert!((report.nodes[3].calls as f64 / report.nodes[1].calls as f64 - 1.0).abs() < 0.01);
        assert!(report.data.delivered > 0, "{text}");
    }
}

#[test]
fn what_a_service_passes_on_to_sockets_for_clients_is_no_push() {
    let text = CHAT.replace("kind = \"load-balancer\"", "kind = \"service\"");
    let report = ran(&text, &[]);
    assert!(report.nodes[3].calls > 1_900, "{:#?}", report.nodes[3]);
    assert!(flaws(&read(&text).unwrap()).iter().all(|flaw| !flaw.is_fatal));
}

#[test]
fn a_message_through_two_queues_arrives_once_at_the_second_worker() {
    let text = "
[[node]]
id = \"people\"
kind = \"clients\"
rate_per_s = 50
[[node]]
id = \"one\"
kind = \"queue\"
[[node]]
id = \"first\"
kind = \"workers\"
work = { mean_ms = 100.0, spread = \"constant\" }
instances = 8
[[node]]
id = \"two\"
kind = \"queue\"
[[node]]
id = \"second\"
kind = \"workers\"
work = { mean_ms = 100.0, spread = \"constant\" }
instances = 8
[[edge]]
from = \"people\"
to = \"one\"
[[edge]]
from = \"one\"
to = \"first\"
[[edge]]
from = \"first\"
to = \"two\"
[[edge]]
from = \"two\"
to = \"second\"
";
    let report = ran(text, &[]);
    assert!(report.data.delivered <= report.total.requests, "{:?}", report.data);
    assert!(report.data.delivered + 30 >= report.total.requests, "{:?}", report.data);
    let latency = report.delivery_latency.unwrap();
    assert!((200.0..230.0).contains(&latency.p50_ms), "{latency:?}");
    // Of what nobody takes out any more it is said how long it waits.
    let stuck = ran(text, &["kill second@10s"]).delivery_latency.unwrap();
    assert!((8_000.0..11_000.0).contains(&stuck.p99_ms), "{stuck:?}");
}

#[test]
fn a_drawing_without_messages_has_no_time_of_them() {
    let text = "[[node]]\nid = \"people\"\nkind = \"clients\"\n[[node]]\nid = \"api\"\nkind = \"service\"\n\
                [[edge]]\nfrom = \"people\"\nto = \"api\"\n";
    assert_eq!(ran(text, &[]).delivery_latency, None);
}

// ---- What gives way, in words

fn bottleneck(text: &str) -> String {
    ran(text, &[]).bottleneck.unwrap().says
}

#[test]
fn a_hot_shard_is_named() {
    let text = "[[operation]]\nid = \"read\"\nkeys = 1000\nzipf = 0\n\
        [[node]]\nid = \"people\"\nkind = \"clients\"\nrate_per_s = 500\n\
        [[node]]\nid = \"db\"\nkind = \"sharded-store\"\nshards = 8\nreplicas = 0\ncores = 1\nread = 4\n\
        partition = \"range\"\n[[edge]]\nfrom = \"people\"\nto = \"db\"\n";
    let design = read(text).unwrap();
    let shape = "hot-key 60%@0s for 20s".parse().unwrap();
    let scenario = Scenario { duration_s: 20.0, shape, ..Scenario::default() };
    let says = run(&design, &scenario).unwrap().bottleneck.unwrap().says;
    assert!(says.starts_with("`db`: shard 1 of 8 is "), "{says}");
    assert!(says.contains("% busy on reads, and gets 6"), "{says}");
}

#[test]
fn who_is_busy_does_not_wait_for_others() {
    let text = |work_ms: f64, friend_ms: f64| {
        format!(
            "[[node]]\nid = \"people\"\nkind = \"clients\"\nrate_per_s = 100\n\
             [[node]]\nid = \"api\"\nkind = \"service\"\ninstances = 1\ncores = 8\nthreads = 9\nqueue = 0\nwork = {work_ms}\n\
             [[node]]\nid = \"friend\"\nkind = \"external\"\nwork = {friend_ms}\n\
             [[edge]]\nfrom = \"people\"\nto = \"api\"\n[[edge]]\nfrom = \"api\"\nto = \"friend\"\n"
        )
    };
    let (busy, waits) = (bottleneck(&text(60.0, 10.0)), bottleneck(&text(1.0, 500.0)));
    assert!(busy.starts_with("`api`") && !busy.contains("waiting for others"), "{busy}");
    assert!(waits.contains("most of them by waiting for others"), "{waits}");
}

#[test]
fn poison_is_no_load_that_comes_faster() {
    let text = |poison: f64| {
        format!(
            "[[operation]]\nid = \"send\"\nwrites = true\nkeys = 1000\n\
             [[node]]\nid = \"people\"\nkind = \"clients\"\nrate_per_s = 100\n\
             [[node]]\nid = \"jobs\"\nkind = \"log\"\npartitions = 4\ndead_letter_after = 0\n\
             [[node]]\nid = \"workers\"\nkind = \"workers\"\nwork = 20\npoison_share = {poison}\n\
             [[edge]]\nfrom = \"people\"\nto = \"jobs\"\n[[edge]]\nfrom = \"jobs\"\nto = \"workers\"\n"
        )
    };
    let says = bottleneck(&text(0.01));
    assert!(says.contains("can never handle") && says.contains("hold up"), "{says}");
    assert!(!says.contains("come faster"), "{says}");
    let slow = bottleneck(&text(0.0).replace("partitions = 4", "partitions = 1"));
    assert!(slow.contains("come faster"), "{slow}");
}

// ---- What cannot be said

#[test]
fn where_nothing_is_answered_nothing_took_any_time() {
    let text = "[[node]]\nid = \"people\"\nkind = \"clients\"\n[[node]]\nid = \"api\"\nkind = \"service\"\n\
                [[edge]]\nfrom = \"people\"\nto = \"api\"\n";
    let report = ran(text, &["kill api@0s"]);
    assert_eq!((report.total.latency, report.total.answered_per_s), (None, 0.0));
    assert_eq!(report.duration_s, 20.0);
}
