//! The studio over HTTP, as its page and its buttons use it, nonsense included.

mod support;

use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use support::{Answer, Server, greenroom};

const SHOP: &str = "title = \"Shop\"\n\n[[node]]\nid = \"people\"\nkind = \"clients\"\nrate_per_s = 50.0\n\n\
                    [[node]]\nid = \"shop\"\nkind = \"service\"\n\n[[node]]\nid = \"seats\"\nkind = \"database\"\n\n\
                    [[edge]]\nfrom = \"people\"\nto = \"shop\"\n\n[[edge]]\nfrom = \"shop\"\nto = \"seats\"\n";

fn content() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../app/tests/drawn")
}

struct Studio {
    server: Server,
    _data: tempfile::TempDir,
}

impl Studio {
    fn open() -> Studio {
        let data = tempfile::tempdir().unwrap();
        let server = Server::serve_content(greenroom(), data.path(), &content());
        Studio { server, _data: data }
    }

    fn get(&self, path: &str) -> Answer {
        self.server.get(path)
    }

    fn post(&self, path: &str) -> Answer {
        self.server.post(path, "", &[])
    }

    fn send(&self, method: &str, path: &str, body: &str) -> Answer {
        self.server.ask(method, path, body, &[("Content-Type", "application/json")])
    }

    fn ask(&self, path: &str, body: &Value) -> Answer {
        self.send("POST", path, &body.to_string())
    }

    fn new_design(&self, path: &str) -> String {
        let answer = self.post(path);
        assert_eq!(answer.status, 303, "{}", answer.body);
        let to = answer.header("location").expect("a redirect says where to");
        to.strip_prefix("/studio/").expect("to the design").to_owned()
    }

    /// What the page gives its script.
    fn data(&self, path: &str) -> Value {
        let page = self.get(path);
        assert_eq!(page.status, 200, "{}", page.body);
        let (_, rest) = page.body.split_once(r#"id="studio-data">"#).expect("the page has data");
        let (data, _) = rest.split_once("</script>").expect("it ends");
        serde_json::from_str(data).expect("JSON")
    }

    fn save(&self, id: &str, design: &Value, revision: u64) -> Answer {
        let body = json!({ "design": design, "revision": revision });
        self.send("PUT", &format!("/studio/{id}"), &body.to_string())
    }
}

fn shop(studio: &Studio) -> Value {
    let answer = studio.send("POST", "/studio/read", SHOP);
    assert_eq!(answer.status, 200, "{}", answer.body);
    json(&answer)["design"].clone()
}

fn json(answer: &Answer) -> Value {
    serde_json::from_str(&answer.body).unwrap_or_else(|_| panic!("no JSON but {}", answer.body))
}

fn lines(answer: &Answer) -> Vec<Value> {
    assert_eq!(answer.status, 200, "{}", answer.body);
    assert_eq!(answer.header("content-type"), Some("application/x-ndjson"));
    answer.body.lines().map(|line| serde_json::from_str(line).expect("JSON a line")).collect()
}

/// Refused in words for people, with a place.
#[track_caller]
fn check_refused(answer: &Answer, status: u16, place: &str, says: &str) {
    assert_eq!(answer.status, status, "{}", answer.body);
    assert_eq!(answer.header("content-type"), Some("application/problem+json"));
    let told = json(answer);
    assert_eq!(told["place"], place, "{told}");
    assert!(told["says"].as_str().unwrap().contains(says), "{told}");
    assert_eq!(told["status"], status);
}

#[test]
fn a_design_is_begun_drawn_saved_and_found_again() {
    let studio = Studio::open();
    let empty = studio.get("/studio").body;
    assert!(empty.contains("One server at three times its load") && empty.contains("Ticket shop"));
    let id = studio.new_design("/studio/new");
    let data = studio.data(&format!("/studio/{id}"));
    assert_eq!((&data["revision"], &data["read_only"]), (&json!(1), &json!(false)));
    assert_eq!(data["palette"].as_array().unwrap().len(), 15);
    assert_eq!(data["targets"], Value::Null);

    let answer = studio.save(&id, &shop(&studio), 1);
    assert_eq!((answer.status, &json(&answer)), (200, &json!({ "revision": 2, "flaws": [] })));
    let page = studio.get(&format!("/studio/{id}")).body;
    assert!(page.contains("<strong>people</strong>, Clients, calls shop"), "it is there in words");
    assert_eq!(studio.data(&format!("/studio/{id}"))["design"], shop(&studio));
    assert!(studio.get("/studio").body.contains(&format!("/studio/{id}")));
    let file = studio.get(&format!("/studio/{id}/design.toml"));
    assert_eq!(file.body, SHOP);
    assert_eq!(file.header("content-disposition"), Some("attachment; filename=\"shop.toml\""));
}

#[test]
fn two_tabs_lose_nothing() {
    let studio = Studio::open();
    let id = studio.new_design("/studio/new");
    assert_eq!(studio.save(&id, &shop(&studio), 1).status, 200);
    let late = studio.save(&id, &json!({ "title": "of the other tab" }), 1);
    assert_eq!(late.status, 409);
    let told = json(&late);
    assert_eq!((&told["revision"], &told["design"]), (&json!(2), &shop(&studio)));

    let versions = studio.get(&format!("/studio/{id}/versions")).body;
    assert!(versions.contains("another tab") && versions.contains("versions/3"), "{versions}");
    let data = studio.data(&format!("/studio/{id}/versions/3"));
    assert_eq!(
        (&data["design"]["title"], &data["read_only"]),
        (&json!("of the other tab"), &json!(true))
    );
    assert_eq!(studio.post(&format!("/studio/{id}/versions/3/restore")).status, 303);
    let data = studio.data(&format!("/studio/{id}"));
    assert_eq!(data["design"]["title"], "of the other tab");
}

#[test]
fn copies_are_made_and_deleted() {
    let studio = Studio::open();
    let example = studio.data("/studio/examples/one-server");
    assert_eq!((&example["read_only"], &example["scenario"]["load"]), (&json!(true), &json!(3.0)));
    let id = studio.new_design("/studio/new?example=one-server");
    let data = studio.data(&format!("/studio/{id}"));
    assert_eq!((&data["design"], &data["scenario"]), (&example["design"], &example["scenario"]));
    let copy = studio.new_design(&format!("/studio/{id}/duplicate"));
    assert_eq!(studio.data(&format!("/studio/{copy}"))["design"], example["design"]);
    assert_eq!(studio.post(&format!("/studio/{copy}/delete")).status, 303);
    assert_eq!(studio.get(&format!("/studio/{copy}")).status, 404);
    assert_eq!(studio.get(&format!("/studio/{id}")).status, 200);
}

#[test]
fn a_problem_comes_with_its_statement_and_targets() {
    let studio = Studio::open();
    let page = studio.get("/studio/new?problem=ticket-shop").body;
    assert!(page.contains("sells the seats of one concert") && page.contains("within 200 ms"));
    let id = studio.new_design("/studio/new?problem=ticket-shop");
    let targets = &studio.data(&format!("/studio/{id}"))["targets"];
    assert_eq!(
        (&targets["problem"], &targets["title"]),
        (&json!("ticket-shop"), &json!("Ticket shop"))
    );
    assert_eq!(targets["checks"][1]["id"], "goes-on");
    assert!(studio.get("/studio/new?problem=ticket-shop").body.contains("Go on with"));
    assert!(studio.get("/code").body.contains("/studio/new?problem=ticket-shop"));
    for path in
        ["/studio/new?problem=no-such", "/studio/new?problem=%3Cscript%3E", "/studio/examples/x"]
    {
        assert_eq!(studio.get(path).status, 404, "{path}");
    }
    assert_eq!(studio.post("/studio/new?problem=no-such").status, 404);
}

#[test]
fn a_run_is_streamed_line_by_line_and_ends_in_its_report() {
    let studio = Studio::open();
    let scenario = json!({ "duration_s": 10, "faults": ["kill seats@5s"] });
    let body = json!({ "design": shop(&studio), "scenario": scenario });
    let told = lines(&studio.ask("/studio/run", &body));
    let (last, frames) = told.split_last().unwrap();
    assert!(frames.len() > 50 && frames.iter().all(|line| line["frame"]["nodes"].is_array()));
    assert_eq!(last["report"]["frames"].as_array().unwrap().len(), frames.len());
    assert!(last["report"]["total"]["error_share"].as_f64().unwrap() > 0.2);
    assert_eq!(last["report"]["cost"]["currency"], "USD");

    // With a problem it is the problem's load, whatever is drawn.
    let body = json!({ "design": shop(&studio), "scenario": { "duration_s": 10 }, "problem": "ticket-shop" });
    let told = lines(&studio.ask("/studio/run", &body));
    let report = &told.last().unwrap()["report"];
    let offered = report["total"]["offered_per_s"].as_f64().unwrap();
    assert!((150.0..250.0).contains(&offered), "{offered}");
    assert_eq!(report["operations"][1]["id"], "buy");
}

#[test]
fn a_check_tells_each_target_as_it_is_known() {
    let studio = Studio::open();
    let body = json!({ "design": shop(&studio), "problem": "ticket-shop" });
    let told = lines(&studio.ask("/studio/check", &body));
    let targets: Vec<&Value> = told.iter().filter_map(|line| line.get("target")).collect();
    let met: Vec<(&str, &Value)> =
        targets.iter().map(|one| (one["id"].as_str().unwrap(), &one["met"])).collect();
    assert_eq!(met, [("fast", &json!(true)), ("goes-on", &json!(false))]);
    assert_eq!(told.last(), Some(&json!({ "done": true })));
    // It counts as practice.
    let progress = studio.get("/progress").body;
    assert!(progress.contains("1 of 2 targets met"), "{progress}");

    let mut nowhere = shop(&studio);
    nowhere["edge"].as_array_mut().unwrap().truncate(1);
    let answer =
        studio.ask("/studio/check", &json!({ "design": nowhere, "problem": "ticket-shop" }));
    assert_eq!(answer.status, 422);
    assert!(json(&answer)["flaws"][0]["says"].as_str().unwrap().contains("buy"), "{}", answer.body);
    let answer =
        studio.ask("/studio/check", &json!({ "design": shop(&studio), "problem": "no-such" }));
    check_refused(&answer, 404, "the problem", "no-such");
}

#[test]
fn texts_of_all_kinds_are_read_and_written() {
    let studio = Studio::open();
    let mermaid =
        "flowchart LR\n  users[Clients] --> api[API service]\n  api --> db[(Orders DB)]\n";
    let read = json(&studio.send("POST", "/studio/read", mermaid));
    assert_eq!(read["design"]["node"].as_array().unwrap().len(), 3);
    assert!(!read["notes"].as_array().unwrap().is_empty());
    let written = studio.ask("/studio/write", &json!({ "design": shop(&studio) }));
    assert_eq!((written.status, written.body.as_str()), (200, SHOP));
    assert_eq!(written.header("content-type"), Some("text/plain; charset=utf-8"));
}

#[test]
fn nonsense_is_answered_with_its_place() {
    let studio = Studio::open();
    let id = studio.new_design("/studio/new");
    let path = format!("/studio/{id}");
    let put = |body: &str| studio.send("PUT", &path, body);
    check_refused(&put(""), 422, "what was sent", "EOF");
    check_refused(&put("{"), 422, "what was sent", "EOF");
    check_refused(&put("nonsense"), 422, "what was sent", "expected");
    check_refused(&put(r#"{"design":{}}"#), 422, "what was sent", "missing field `revision`");
    check_refused(&put(r#"{"design":7,"revision":1}"#), 422, "the design", "invalid type");
    check_refused(&put(r#"{"design":{},"revision":-1}"#), 422, "what was sent", "invalid value");
    check_refused(
        &put(r#"{"design":{"node":[{"id":"a","kind":"servce"}]},"revision":1}"#),
        422,
        "node `a`",
        "unknown variant `servce`",
    );
    check_refused(
        &put(r#"{"design":{"edge":[{"from":"a","to":"b","tries":1}]},"revision":1}"#),
        422,
        "edge from `a` to `b`",
        "unknown field `tries`",
    );
    let large = format!(r#"{{"design":{{"title":"{}"}},"revision":1}}"#, "x".repeat(300 * 1024));
    check_refused(&put(&large), 422, "the design", "at most 262144 are kept");
    let huge = format!(r#"{{"design":{{"title":"{}"}},"revision":1}}"#, "x".repeat(1100 * 1024));
    check_refused(&put(&huge), 413, "what was sent", "larger than 1 MiB");
    let gone = studio.send("PUT", "/studio/no-such", r#"{"design":{},"revision":1}"#);
    check_refused(&gone, 404, "the design", "deleted or never was");
    // All that changed nothing.
    assert_eq!(studio.data(&path)["revision"], 1);

    let run = |body: Value| studio.ask("/studio/run", &body);
    let design = shop(&studio);
    check_refused(
        &run(json!({ "design": design, "scenario": { "shape": "wobble" } })),
        422,
        "the scenario",
        "a shape is written",
    );
    let refused = run(json!({ "design": design, "scenario": { "faults": ["kill nobody@3s"] } }));
    check_refused(&refused, 422, "the design", "there is no `nobody`");
    assert_eq!(json(&refused)["flaws"][0]["is_fatal"], true);
    let refused = run(json!({ "design": design, "scenario": { "duration_s": 1e9 } }));
    check_refused(&refused, 422, "the design", "between 1 s and a day");
    check_refused(&studio.send("POST", "/studio/read", "a = ["), 422, "line 1", "array");
    check_refused(&studio.send("POST", "/studio/read", ""), 422, "line 1", "nothing to read");
    for path in ["/studio/no-such", "/studio/no-such/versions", "/studio/no-such/design.toml"] {
        assert_eq!(studio.get(path).status, 404, "{path}");
    }
    assert_eq!(studio.get(&format!("{path}/versions/99")).status, 404);
    assert_eq!(studio.get(&format!("{path}/versions/soon")).status, 400);
}

fn form(text: &str) -> (String, [(&'static str, &'static str); 1]) {
    let part = |name: &str, value: &str| {
        format!("--edge\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
    };
    let body = format!("{}{}--edge--\r\n", part("text", text), part("file", ""));
    (body, [("Content-Type", "multipart/form-data; boundary=edge")])
}

#[test]
fn what_is_pasted_becomes_a_design_or_stays_in_its_box() {
    let studio = Studio::open();
    let (body, headers) = form(SHOP);
    let answer = studio.server.post("/studio/import", &body, &headers);
    assert_eq!(answer.status, 303, "{}", answer.body);
    assert_eq!(studio.data(answer.header("location").unwrap())["design"], shop(&studio));

    let (body, headers) = form("flowchart LR\n  a[Clients] --> b[API]\n");
    let answer = studio.server.post("/studio/import", &body, &headers);
    assert!(answer.status == 200 && answer.body.contains("What was guessed or left out"));

    let (body, headers) = form("[[node]]\nid = \"a\"\nkind = \"servce\"\n");
    let answer = studio.server.post("/studio/import", &body, &headers);
    assert_eq!(answer.status, 422);
    assert!(answer.body.contains("did you mean") && answer.body.contains("Nothing was kept"));
    assert!(answer.body.contains("kind = &quot;servce&quot;"), "the text is still there");
    let (body, headers) = form("  ");
    let answer = studio.server.post("/studio/import", &body, &headers);
    assert!(answer.status == 422 && answer.body.contains("nothing was given"));
}

#[test]
fn another_site_changes_and_runs_nothing() {
    let studio = Studio::open();
    let id = studio.new_design("/studio/new");
    let foreign = [("Origin", "http://evil.example"), ("Content-Type", "application/json")];
    let body = r#"{"design":{},"revision":1}"#;
    for (method, path) in [
        ("PUT", format!("/studio/{id}")),
        ("POST", "/studio/run".into()),
        ("POST", format!("/studio/{id}/delete")),
    ] {
        assert_eq!(studio.server.ask(method, &path, body, &foreign).status, 403, "{method} {path}");
    }
    assert_eq!(studio.data(&format!("/studio/{id}"))["revision"], 1);
}
