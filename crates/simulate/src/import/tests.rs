use super::guess::{Guess, Stands, guess, slug, stands};
use super::*;
use crate::design::{Cache, Part, Pattern};
use crate::flaws::flaws;
use proptest::prelude::*;
use serde_json::{Value, json};

/// Nodes as `id kind`, with their zones; edges as `a > b`, `a ~> b` where nobody waits.
fn told(design: &Design) -> Vec<String> {
    let nodes = design.nodes.iter().map(|node| {
        let zones = node.zones.iter().map(|zone| format!(" @{zone}")).collect::<String>();
        format!("{} {}{zones}", node.id, node.part.kind())
    });
    let edges = design.edges.iter().map(|edge| {
        let arrow = if edge.background { "~>" } else { ">" };
        format!("{} {arrow} {}", edge.from, edge.to)
    });
    nodes.chain(edges).collect()
}

#[track_caller]
fn check(text: &str, expected: &[&str], notes: &[&str]) -> Design {
    let imported = import(text).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(told(&imported.design), expected, "{:#?}", imported.notes);
    // What was guessed from names is said of every drawing.
    let others: Vec<&String> =
        imported.notes.iter().filter(|note| !note.starts_with("What each box is")).collect();
    let fits = others.len() == notes.len()
        && others.iter().zip(notes).all(|(note, expected)| note.starts_with(expected));
    assert!(fits, "notes {others:#?}\nexpected {notes:#?}");
    imported.design
}

#[track_caller]
fn check_refused(text: &str, expected: &str) {
    let error = import(text).unwrap_err().to_string();
    assert!(error.starts_with(expected), "{error}");
}

// ---- What is it

#[test]
fn texts_are_told_apart_by_how_they_begin() {
    let toml = "# mine\ntitle = \"A\"\n[[node]]\nid = \"a\"\nkind = \"clients\"\n";
    assert_eq!(import(toml).unwrap().design, read(toml).unwrap());
    check(
        "\u{feff}\n\n  graph LR; Users-->API",
        &["users clients", "api service", "users > api"],
        &[],
    );
    check(
        "```mermaid\nflowchart TD\nUsers-->API\n```\n",
        &["users clients", "api service", "users > api"],
        &[],
    );
    let fronted = "---\ntitle: Shop\n---\n%%{init: {}}%%\nflowchart LR\nUsers-->API\n";
    assert_eq!(import(fronted).unwrap().design.title, "Shop");
    check(r#"{"elements": []}"#, &[], &[]);
    check_refused("", "line 1: there is nothing to read");
    check_refused(" \n\t", "line 1: there is nothing to read");
    check_refused("sequenceDiagram\nA->>B: hi\n", "line 1: of Mermaid's diagrams only flowcharts");
    check_refused("[[nodes]]\n", "design: there is no `nodes`");
    check_refused("<html>", "line 1:");
}

#[test]
fn kinds_are_guessed_from_words() {
    for (label, kind) in [
        ("Load Balancer", "load-balancer"),
        ("L7 LB", "load-balancer"),
        ("nginx", "load-balancer"),
        ("API Gateway", "gateway"),
        ("Payment Gateway (Stripe)", "external"),
        ("Rate limiter", "gateway"),
        ("Mobile App", "clients"),
        ("Users", "clients"),
        ("User Service", "service"),
        ("UserService", "service"),
        ("user-db", "database"),
        ("Orders (PostgreSQL)", "database"),
        ("Order service\n(PostgreSQL)", "service"),
        ("Redis Cluster", "cache"),
        ("Redis: session cache", "cache"),
        ("Cassandra DB", "sharded-store"),
        ("DynamoDB", "sharded-store"),
        ("Kafka", "log"),
        ("Kafka consumers", "workers"),
        ("Kafka topic: clicks", "log"),
        ("Message Queue", "queue"),
        ("SQS", "queue"),
        ("Queue worker", "workers"),
        ("S3 bucket", "object-store"),
        ("Elasticsearch", "search-index"),
        ("Search service", "service"),
        ("WebSocket servers", "websockets"),
        ("CloudFront CDN", "cdn"),
        ("External API", "external"),
        ("3rd-party mail", "external"),
        ("Read replicas", "database"),
    ] {
        assert_eq!(guess(label), Some(Guess::Kind(kind)), "{label}");
    }
    assert_eq!((guess("Web app"), guess("Frontend")), (Some(Guess::Front), Some(Guess::Front)));
    assert_eq!((guess("Fraud"), guess(""), guess("???")), (None, None, None));
}

#[test]
fn groups_stand_where_their_names_say() {
    let region = |name: &str| Some(Stands::Region(name.into()));
    let zone = |name: &str| Some(Stands::Zone(name.into()));
    let both = |region: &str, zone: &str| Some(Stands::Both(region.into(), zone.into()));
    for (title, expected) in [
        ("eu-west-1", region("eu-west-1")),
        ("AWS us-east-1", region("us-east-1")),
        ("us-east-1a", both("us-east-1", "a")),
        ("us-gov-west-1b", both("us-gov-west-1", "b")),
        ("europe-west1", region("europe-west1")),
        ("europe-west1-b", both("europe-west1", "b")),
        ("eu-1/a", both("eu-1", "a")),
        ("Region EU", region("region-eu")),
        ("EU", region("eu")),
        ("Availability Zone A", zone("availability-zone-a")),
        ("AZ 1", zone("az-1")),
        ("DC2", zone("dc2")),
        ("Data center north", zone("data-center-north")),
        ("Backend", None),
        ("order-service-1", None),
        ("eu customers", None),
        ("", None),
    ] {
        assert_eq!(stands(title), expected, "{title}");
    }
    assert_eq!(slug("Ümläut — Größe!"), "uemlaeut-groesse");
}

// ---- Mermaid

#[test]
fn a_flowchart_becomes_a_design_that_runs() {
    let design = check(
        r#"flowchart LR
    %% what everybody draws
    U((Users)) --> LB{{Load Balancer}}
    LB --> A[API server] & B["API server<br/>(canary)"]
    A & B -->|reads and writes| D[(Orders)]
    A -.-> Q>Jobs queue]
    Q --> W[/Email worker/]
    W -- sends --> S[SendGrid];
"#,
        &[
            "users clients",
            "load-balancer load-balancer",
            "api-server service",
            "api-server-2 service",
            "orders database",
            "jobs-queue queue",
            "email-worker workers",
            "sendgrid external",
            "users > load-balancer",
            "load-balancer > api-server",
            "load-balancer > api-server-2",
            "api-server > orders",
            "api-server-2 > orders",
            "api-server ~> jobs-queue",
            "jobs-queue > email-worker",
            "email-worker > sendgrid",
        ],
        &[
            "Nobody waits for the answer on dotted arrows and those that say *async*: `api-server` → `jobs-queue`.",
            "What is written on arrows is not read: `api-server` → `orders` \"reads and writes\", `api-server-2` → `orders` \
             \"reads and writes\", `email-worker` → `sendgrid` \"sends\".",
        ],
    );
    assert_eq!(design.nodes[3].title, "API server (canary)");
    assert_eq!(flaws(&design), []);
    // Layers go to the right.
    let at: Vec<[f64; 2]> = design.nodes.iter().map(|node| node.at.unwrap()).collect();
    assert_eq!(at[..4], [[0.0, 0.0], [260.0, 0.0], [520.0, 0.0], [520.0, 120.0]]);
    assert!(at[4][0] > at[3][0] && at[6][0] > at[5][0]);
}

#[test]
fn every_shape_and_every_link_is_read() {
    let shapes = "flowchart TD
a1[Api]; a2(Api); a3([Api]); a4[[Api]]; a5((Api)); a6>Api]; a7{Api}; a8{{Api}}; a9[/Api/]; b1[\\Api\\]; b2[/Api\\]; b3[\\Api/]
b4(((Api))); b5@{ shape: cyl, label: \"Orders\" }; b6[(Things)]; b7[\"A (b) [c]\"]; b8(Api (new)); b9:::cold
Users --> a1 & a2 & a3 & a4 & a5 & a6 & a7 & a8 & a9 & b1 & b2 & b3 & b4 & b5 & b6 & b7 & b8 & b9
";
    let design = import(shapes).unwrap().design;
    assert_eq!((design.nodes.len(), design.edges.len()), (19, 18));
    let of = |title: &str| design.nodes.iter().find(|node| node.title == title).unwrap();
    assert_eq!(of("Orders").part.kind(), "database");
    assert_eq!(of("Things").part.kind(), "database");
    assert_eq!(of("A (b) [c]").part.kind(), "service");
    assert_eq!(of("Api (new)").part.kind(), "service");

    for link in [
        "-->",
        "--->",
        "--o",
        "--x",
        "-.->",
        "-..->",
        "==>",
        "====>",
        "->",
        "-->|says|",
        "-- says -->",
        "-. says .->",
        "== says ==>",
        "-- \"a -- b\" -->",
        "e1@-->",
        "---",
        "-.-",
        "===",
        "-- says ---",
        "<-->",
        "x--x",
        "o--o",
    ] {
        let imported = import(&format!("graph LR\nUsers[Users] {link} Api\n")).unwrap();
        let edges = &imported.design.edges;
        assert_eq!(edges.len(), 1, "{link}: {:#?}", imported.notes);
        assert_eq!((edges[0].from.as_str(), edges[0].to.as_str()), ("users", "api"), "{link}");
        assert_eq!(edges[0].background, link.contains('.'), "{link}");
        let says = imported.notes.iter().any(|note| note.contains("not read: `users` → `api` \""));
        assert_eq!(says, link.contains("says") || link.contains("a -- b"), "{link}");
        assert!(!imported.notes.iter().any(|note| note.starts_with("Not understood")), "{link}");
    }
    check(
        "graph LR\nUsers-->Api-->Db",
        &["users clients", "api service", "db database", "users > api", "api > db"],
        &[],
    );
    check("graph LR\nApi <-- Users\n", &["api service", "users clients", "users > api"], &[]);
    check(
        "graph LR\nUsers --> web-api --> my.db\n",
        &[
            "users clients",
            "web-api service",
            "my-db database",
            "users > web-api",
            "web-api > my-db",
        ],
        &[],
    );
    check(
        "graph LR\nUsers --- Api\n",
        &["users clients", "api service", "users > api"],
        &["Lines without a head are taken as calls from the first to the second: `Users` → `Api`."],
    );
}

#[test]
fn subgraphs_are_zones_where_their_names_say_so() {
    check(
        "flowchart TB
Users --> LB
subgraph eu-west-1
  subgraph az1 [AZ A]
    LB --> Api1[API]
  end
  subgraph az2 [\"AZ B\"]
    direction LR
    LB --> Api2[API]
  end
  subgraph Storage
    Api1 & Api2 --> Db[(DB)]
  end
end
Users --> Storage
",
        &[
            "users clients",
            // As Mermaid draws it: in the first group that names it.
            "lb load-balancer @eu-west-1/az-a",
            "api service @eu-west-1/az-a",
            "api-2 service @eu-west-1/az-b",
            "db database @eu-west-1",
            "users > lb",
            "lb > api",
            "lb > api-2",
            "api > db",
            "api-2 > db",
        ],
        &[
            "Arrows from and to a group are left out: draw them from and to a part in it: `Users` → `Storage`.",
            "How things look is left out: `direction`.",
            "Groups whose names say where they stand are zones: `eu-west-1/az-a`, `eu-west-1/az-b`, `eu-west-1`.",
            "Groups are left out, and what is in them is there: `Storage`.",
        ],
    );
    check(
        "graph LR\nUsers-->Api\nsubgraph Zone 1\nApi-->Db\nend\n",
        &[
            "users clients",
            "api service @main/zone-1",
            "db database @main/zone-1",
            "users > api",
            "api > db",
        ],
        &["Groups whose names say where they stand are zones: `main/zone-1`."],
    );
}

#[test]
fn what_is_not_understood_is_said() {
    check(
        "graph LR\nUsers --> Api what is this\nclassDef hot fill:#f00\nstyle Api fill:#fff\n!!! --> Api\nend\nApi ~~~ Users\n",
        &["users clients", "api service", "users > api"],
        &[
            "Not understood: line 2: `what is this`, line 5: `!!! --> Api`, line 6: `end`.",
            "How things look is left out: `classDef`, `style`, `~~~`.",
        ],
    );
}

#[test]
fn a_malformed_flowchart_says_on_which_line() {
    check_refused(
        "graph LR\nUsers --> Api\nApi --> Db[(Orders\n",
        "line 3: a box that opens with `[(` is not closed",
    );
    check_refused("graph LR\nUsers -->\n", "line 2: an arrow leads nowhere");
    check_refused("graph LR\nUsers -- calls Api\n", "line 2: an arrow does not end");
    check_refused("graph LR\nUsers -->|calls Api\n", "line 2: what an arrow says is not closed");
    check_refused("graph LR\n\nsubgraph One\nA --> B\n", "line 3: the subgraph `One` has no `end`");
    check_refused("graph LR\nA & --> B\n", "line 2: after `&` there is no node");
    let many: String = (0..1_001).map(|n| format!("n{n}\n")).collect();
    check_refused(
        &format!("graph LR\n{many}"),
        "drawing: it has 1,001 boxes, and 1,000 can be read",
    );
}

// ---- What every drawing goes through

#[test]
fn answers_arrows_to_people_and_arrows_twice_are_left_out_and_said() {
    check(
        "graph LR
Users --> Api
Api --> Users
Api --> Db[(Db)]
Db -- rows --> Api
Api --> Db
Api --> Api
Push[Push service] --> Phones
Api --> Push
",
        &[
            "users clients",
            "api service",
            "db database",
            "push-service service",
            "phones clients",
            "users > api",
            "api > db",
            "api > push-service",
        ],
        &[
            "Arrows from a box to itself are left out: `api` → `api`.",
            "Second arrows the same way are left out: `api` → `db`.",
            "Answers go back by themselves, so that arrows back are left out: `api` → `users`, `db` → `api`.",
            "Clients are called by nobody, so that arrows to them are left out: `push-service` → `phones`.",
        ],
    );
}

#[test]
fn somebody_who_asks_is_added_before_what_nobody_calls() {
    let design = check(
        "graph LR\nApi --> Db\nCdn --> Api\nAdmin[Admin service] --> Db\n",
        &[
            "api service",
            "db database",
            "cdn cdn",
            "admin-service service",
            "api > db",
            "cdn > api",
            "admin-service > db",
            "clients > cdn",
            "clients > admin-service",
        ]
        .iter()
        .enumerate()
        .flat_map(|(at, line)| if at == 4 { vec!["clients clients", *line] } else { vec![*line] })
        .collect::<Vec<&str>>(),
        &[
            "Nobody asks for anything in the drawing, so `clients` is added before `cdn` and `admin-service`.",
        ],
    );
    assert!(!flaws(&design).iter().any(|flaw| flaw.is_fatal));
    // Pages that nothing leads to are people, and else are served.
    check(
        "graph LR\nFrontend --> Api\n",
        &["frontend clients", "api service", "frontend > api"],
        &[],
    );
    check(
        "graph LR\nUsers --> Frontend --> Api\n",
        &["users clients", "frontend service", "api service", "users > frontend", "frontend > api"],
        &[],
    );
}

#[test]
fn workers_are_fed_and_caches_in_front_of_stores_ask_them() {
    check(
        "graph LR\nUsers --> Api --> Jobs[Job queue]\nWorker --> Jobs\nWorker --> Db\n",
        &[
            "users clients",
            "api service",
            "job-queue queue",
            "worker workers",
            "db database",
            "users > api",
            "api > job-queue",
            "job-queue > worker",
            "worker > db",
        ],
        &[
            "Workers are fed by their queue, so that these arrows are turned round: `worker` → `job-queue`.",
        ],
    );
    let design = check(
        "graph LR\nUsers --> Api --> Redis --> Db\n",
        &[
            "users clients",
            "api service",
            "redis cache",
            "db database",
            "users > api",
            "api > redis",
            "redis > db",
        ],
        &[
            "A cache with something behind it asks that itself (`pattern` is `write-through`): `redis`.",
        ],
    );
    assert!(matches!(
        design.nodes[2].part,
        Part::Cache(Cache { pattern: Pattern::WriteThrough, .. })
    ));
    check(
        "graph LR\nUsers --> Fraud\n",
        &["users clients", "fraud service", "users > fraud"],
        &["Nothing says what these are, so they are taken as services: `fraud`."],
    );
}

// ---- Excalidraw

fn shape(id: &str, x: f64, y: f64, width: f64, height: f64) -> Value {
    json!({"id": id, "type": "rectangle", "x": x, "y": y, "width": width, "height": height, "groupIds": []})
}

fn label(of: &str, text: &str) -> Value {
    json!({"id": format!("{of}-text"), "type": "text", "x": 0, "y": 0, "width": 50, "height": 20, "text": text,
        "containerId": of})
}

fn free_text(id: &str, text: &str, x: f64, y: f64) -> Value {
    json!({"id": id, "type": "text", "x": x, "y": y, "width": 40, "height": 20, "text": text, "containerId": null})
}

fn arrow(id: &str, from: Option<&str>, to: Option<&str>) -> Value {
    let bound = |end: Option<&str>| end.map(|id| json!({"elementId": id, "focus": 0, "gap": 1}));
    json!({"id": id, "type": "arrow", "x": -900, "y": -900, "points": [[0, 0], [10, 10]], "startBinding": bound(from),
        "endBinding": bound(to), "startArrowhead": null, "endArrowhead": "arrow"})
}

fn line_from(id: &str, kind: &str, from: [f64; 2], to: [f64; 2]) -> Value {
    json!({"id": id, "type": kind, "x": from[0], "y": from[1], "points": [[0, 0], [to[0] - from[0], to[1] - from[1]]]})
}

fn file(elements: Vec<Value>) -> String {
    json!({"type": "excalidraw", "version": 2, "elements": elements, "appState": {}, "files": {}})
        .to_string()
}

#[track_caller]
fn check_file(elements: Vec<Value>, expected: &[&str], notes: &[&str]) -> Design {
    check(&file(elements), expected, notes)
}

fn three() -> Vec<Value> {
    vec![
        shape("u", 0.0, 100.0, 120.0, 60.0),
        label("u", "Users"),
        shape("a", 300.4, 100.0, 120.0, 60.0),
        label("a", "API"),
        shape("d", 600.0, 100.0, 120.0, 60.0),
        label("d", "Postgres"),
    ]
}

const THREE: [&str; 5] =
    ["users clients", "api service", "postgres database", "users > api", "api > postgres"];

#[test]
fn a_drawing_keeps_its_places() {
    let mut elements = three();
    elements.extend([arrow("1", Some("u"), Some("a")), arrow("2", Some("a"), Some("d"))]);
    let design = check_file(elements, &THREE, &[]);
    assert_eq!(design.nodes[1].at, Some([300.0, 100.0]));
    assert_eq!(flaws(&design), []);
}

#[test]
fn arrows_that_are_not_bound_go_to_the_nearest_within_reach() {
    let mut elements = three();
    elements.extend([
        line_from("1", "arrow", [125.0, 130.0], [270.0, 130.0]),
        line_from("2", "line", [430.0, 130.0], [610.0, 130.0]),
        line_from("3", "arrow", [430.0, 150.0], [430.0, 900.0]),
        line_from("4", "line", [0.0, 500.0], [900.0, 500.0]),
    ]);
    check_file(
        elements,
        &THREE,
        &[
            "Arrows that do not lead from one box to another are left out: draw them again: \"API\" → 430, 900.",
            "Lines without a head are taken as calls from the first to the second: \"API\" → \"Postgres\".",
            "Elements that are no part of a design are left out: 1 of type `line`.",
        ],
    );
}

#[test]
fn heads_labels_and_dashes_of_arrows_are_read() {
    let mut elements = three();
    let mut back = arrow("1", Some("a"), Some("u"));
    (back["startArrowhead"], back["endArrowhead"]) = (json!("arrow"), Value::Null);
    let mut dashed = arrow("2", Some("a"), Some("d"));
    dashed["strokeStyle"] = json!("dashed");
    elements.extend([back, dashed, label("2", "clicks")]);
    check_file(
        elements,
        &["users clients", "api service", "postgres database", "users > api", "api ~> postgres"],
        &[
            "Nobody waits for the answer on dotted arrows and those that say *async*: `api` → `postgres`.",
            "What is written on arrows is not read: `api` → `postgres` \"clicks\".",
        ],
    );
}

#[test]
fn texts_in_and_below_shapes_are_their_names() {
    check_file(
        vec![
            shape("u", 0.0, 0.0, 100.0, 60.0),
            free_text("t1", "Users", 30.0, 20.0),
            json!({"id": "i", "type": "image", "x": 300, "y": 0, "width": 60, "height": 60}),
            free_text("t2", "Redis", 310.0, 70.0),
            free_text("t3", "API", 600.0, 0.0),
            free_text("t4", "My design of 2024", 0.0, 900.0),
            shape("blank", 2_000.0, 2_000.0, 10.0, 10.0),
            arrow("1", Some("u"), Some("t3")),
            arrow("2", Some("t3"), Some("i")),
        ],
        &["users clients", "redis cache", "api service", "users > api", "api > redis"],
        &[
            "Texts that belong to nothing are left out: \"My design of 2024\".",
            "Shapes without a text or an arrow are left out: at 2,005, 2,005.",
        ],
    );
}

#[test]
fn frames_and_shapes_around_others_are_groups() {
    let mut elements = three();
    elements[2]["frameId"] = json!("f");
    elements.extend([
        json!({"id": "f", "type": "frame", "name": "eu-west-1", "x": 0, "y": 0, "width": 9, "height": 9}),
        shape("zone", 280.0, 80.0, 200.0, 120.0),
        free_text("zt", "AZ a", 290.0, 82.0),
        shape("vpc", 250.0, 50.0, 600.0, 300.0),
        free_text("vt", "VPC", 260.0, 55.0),
        arrow("1", Some("u"), Some("a")),
        arrow("2", Some("a"), Some("d")),
    ]);
    check_file(
        elements,
        &[
            "users clients",
            "api service @eu-west-1/az-a",
            "postgres database",
            "users > api",
            "api > postgres",
        ],
        &[
            "Groups whose names say where they stand are zones: `eu-west-1/az-a`.",
            "Groups are left out, and what is in them is there: `VPC`.",
        ],
    );
}

#[test]
fn shapes_that_are_drawn_together_are_one() {
    let mut parts: Vec<Value> = [("e1", 600.0), ("e2", 640.0), ("r", 610.0)]
        .iter()
        .map(|(id, y)| {
            let mut part = shape(id, 600.0, *y, 100.0, 40.0);
            part["groupIds"] = json!(["inner", "cylinder"]);
            part
        })
        .collect();
    let mut name = free_text("n", "Orders DB", 620.0, 625.0);
    name["groupIds"] = json!(["cylinder"]);
    parts.extend([
        shape("u", 0.0, 600.0, 100.0, 60.0),
        label("u", "Users"),
        name,
        arrow("1", Some("u"), Some("r")),
    ]);
    let design =
        check_file(parts, &["orders-db database", "users clients", "users > orders-db"], &[]);
    assert_eq!(design.nodes[0].at, Some([600.0, 600.0]));
}

#[test]
fn what_is_deleted_is_gone_and_what_is_no_design_is_said() {
    let mut elements = three();
    let mut gone = shape("gone", 0.0, 0.0, 10.0, 10.0);
    gone["isDeleted"] = json!(true);
    elements.extend([
        gone,
        json!({"id": "s", "type": "freedraw", "x": 0, "y": 0, "points": []}),
        arrow("1", Some("u"), Some("a")),
        arrow("2", Some("a"), Some("d")),
    ]);
    check_file(
        elements,
        &THREE,
        &["Elements that are no part of a design are left out: 1 of type `freedraw`."],
    );
}

#[test]
fn a_malformed_file_says_at_which_element() {
    check_refused("{\"elements\": [}", "line 1: this is no JSON: expected value");
    check_refused("{\"type\": \"excalidraw\"}", "file: it is no Excalidraw drawing");
    check_refused("{\"elements\": [3]}", "element 1: it is no element");
    check_refused("{\"elements\": [{\"id\": \"a\"}]}", "element `a`: it has no `type`");
    check_refused(
        &file(vec![
            json!({"id": "a", "type": "rectangle", "x": 1, "y": 2, "width": "wide", "height": 3}),
        ]),
        "element `a`: its `width` is missing or no number",
    );
    check_refused(
        &file(vec![json!({"type": "arrow", "x": 1, "y": 2, "points": []})]),
        "element 1: its `x`, `y` and `points` are no line",
    );
}

// ---- Any text

/// Text of what such files are made of.
fn any_mermaid() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[a-d]{1,2}",
        prop::sample::select(vec![
            "-->",
            "---",
            "-.->",
            "==>",
            "--",
            "-",
            ".",
            "&",
            "[",
            "]",
            "(",
            ")",
            "[(",
            ")]",
            "{",
            "}",
            "((",
            "\"",
            "|",
            "\n",
            "\n",
            "\n",
            " ",
            " ",
            ";",
            "subgraph ",
            "end",
            "%%",
            "@{",
            "label:",
            ":::",
            ">",
            "<",
            "o--o",
            "x",
            "~~~",
            "e1@",
            "direction ",
            "ä",
            "<br/>",
            "\\",
            "/",
        ])
        .prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| format!("graph LR\n{}", pieces.concat()))
}

fn any_element() -> impl Strategy<Value = Value> {
    let number = || {
        prop_oneof![8 => (-500..500_i32).prop_map(|n| json!(n)), 1 => any::<f64>().prop_map(|n| json!(n)),
        1 => Just(json!("x"))]
    };
    let id = || prop_oneof![6 => "[a-e]".prop_map(|id| json!(id)), 1 => Just(Value::Null)];
    let kind = prop::sample::select(vec![
        "rectangle",
        "rectangle",
        "ellipse",
        "text",
        "arrow",
        "arrow",
        "line",
        "frame",
        "freedraw",
        "selection",
    ]);
    let text = prop_oneof![Just(json!("Users")), any::<String>().prop_map(|text| json!(text))];
    (kind, id(), id(), id(), prop::array::uniform4(number()), text, any::<bool>()).prop_map(
        |(kind, id, one, other, [x, y, width, height], text, is_dashed)| {
            json!({
                "type": kind, "id": id, "x": x, "y": y, "width": width, "height": height, "text": text.clone(),
                "name": text, "containerId": one.clone(), "frameId": other.clone(), "groupIds": [other.clone()],
                "points": [[0, 0], [width, height]], "startBinding": {"elementId": one}, "endBinding": {"elementId": other},
                "strokeStyle": if is_dashed { "dashed" } else { "solid" },
            })
        },
    )
}

fn looks_like_a_design(imported: &Imported) -> bool {
    let design = &imported.design;
    let ids: Vec<&str> = design.nodes.iter().map(|node| node.id.as_str()).collect();
    let about_names = |says: &str| {
        says.starts_with("Two ") || says.starts_with("Its id") || says.contains("is no zone")
    };
    design
        .edges
        .iter()
        .all(|edge| ids.contains(&edge.from.as_str()) && ids.contains(&edge.to.as_str()))
        && design.nodes.iter().all(|node| node.at.is_some())
        && !flaws(design).iter().any(|flaw| flaw.is_fatal && about_names(&flaw.says))
        && read(&crate::text::write(design)).as_ref() == Ok(design)
}

proptest! {
    #[test]
    fn no_text_is_too_odd(text in any::<String>(), head in prop::sample::select(vec!["", "graph LR\n", "{\"elements\":["])) {
        import(&format!("{head}{text}")).ok();
    }

    #[test]
    fn no_flowchart_is_too_odd(text in any_mermaid()) {
        if let Ok(imported) = import(&text) {
            prop_assert!(looks_like_a_design(&imported), "{:#?}", imported);
        }
    }

    #[test]
    fn no_drawing_is_too_odd(elements in prop::collection::vec(any_element(), 0..16)) {
        if let Ok(imported) = import(&file(elements)) {
            prop_assert!(looks_like_a_design(&imported), "{:#?}", imported);
        }
    }
}
