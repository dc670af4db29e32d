//! A URL shortener (HTTP). What is right is in `content/labs/url-shortener/contract.md`.

use super::http::{ended_by_sigterm, half_requests, json_of, located_at, not_allowed, problem};
use super::{Check, Workload, check};
use crate::check::{Checked, Stop};
use crate::client::http::{Client, Exchange, Request};
use crate::history::Recorder;
use crate::load::{Load, open_loop};
use crate::trial::Trial;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;
use tokio::sync::Mutex;
use tokio::task::JoinSet;

pub const WORKLOAD: Workload =
    Workload { lab: "url-shortener", instances: 1, surroundings: None, checks: CHECKS };

const CHECKS: &[Check] = &[
    check!("create-answers-201", create_answers_201),
    check!("redirects", redirects),
    check!("errors-are-problems", errors_are_problems),
    check!("wrong-method-is-405", wrong_method_is_405),
    check!("same-url-same-code", same_url_same_code),
    check!("alias", alias),
    check!("hostile-urls", hostile_urls),
    check!("expiry-by-the-handed-clock", expiry_by_the_handed_clock),
    check!("clicks-are-counted", clicks_are_counted),
    check!("no-two-links-share-a-code", no_two_links_share_a_code),
    check!("one-wins-an-alias", one_wins_an_alias),
    check!("same-url-at-once", same_url_at_once),
    check!("clicks-are-exact-at-once", clicks_are_exact_at_once),
    check!("half-requests-hold-nobody-up", half_requests_hold_nobody_up),
    check!("durable-after-kill", durable_after_kill),
    check!("ends-on-sigterm", ends_on_sigterm),
    check!("steady-load", steady_load),
];

/// As the contract says: how many clients at once a service must stand.
const CLIENTS: usize = 64;
/// A race that is lost in one round of four is found in all but one run of a thousand million.
const ROUNDS: usize = 24;

fn create(body: &Value) -> Request {
    Request::post("/links", body)
}

fn url_of(name: &str) -> String {
    format!("https://shop.example/{name}?from=mail&x=%C3%A9#top")
}

/// The link in an answer of 200 or 201, whole and as the contract wants it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Link {
    code: String,
    url: String,
    permanent: bool,
    expires_at: Option<u64>,
    clicks: u64,
}

fn link(exchange: &Exchange) -> Checked<Link> {
    let json = json_of(exchange)?;
    let field = |name: &str, kind: &str| {
        exchange.fails(format!("a JSON object in which `{name}` is {kind}"))
    };
    let text =
        |name: &str| json[name].as_str().map(str::to_owned).ok_or_else(|| field(name, "a string"));
    let expires_at = match &json["expires_at"] {
        // Not the same as absent, which `json[..]` does not tell apart.
        Value::Null if json.get("expires_at").is_some() => None,
        other => Some(other.as_u64().ok_or_else(|| field("expires_at", "an integer or null"))?),
    };
    let link = Link {
        code: text("code")?,
        url: text("url")?,
        permanent: json["permanent"]
            .as_bool()
            .ok_or_else(|| field("permanent", "true or false"))?,
        expires_at,
        clicks: json["clicks"].as_u64().ok_or_else(|| field("clicks", "an integer"))?,
    };
    let plain = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_');
    if !(3..=32).contains(&link.code.len()) || !link.code.chars().all(plain) {
        return Err(exchange.fails("a `code` of 3 to 32 letters, digits, `-` and `_`"));
    }
    Ok(link)
}

async fn created(client: &mut Client, body: &Value) -> Checked<Link> {
    link(&client.send(create(body)).await?.wants(201)?)
}

async fn seen(client: &mut Client, code: &str) -> Checked<Link> {
    link(&client.send(Request::get(format!("/links/{code}"))).await?.wants(200)?)
}

fn leads_to(exchange: Exchange, status: u16, url: &str) -> Checked<Exchange> {
    let exchange = exchange.wants(status)?;
    if exchange.header("location") != Some(url) {
        return Err(exchange.fails(format!("`Location: {url}`, letter for letter")));
    }
    Ok(exchange)
}

// The contract

async fn create_answers_201(trial: &mut Trial) -> Checked {
    trial.did("Made a link and read the whole answer.");
    let url = url_of(&trial.name("a"));
    let mut client = trial.client()?;
    let exchange = client.send(create(&json!({ "url": url }))).await?.wants(201)?;
    let made = link(&exchange)?;
    let expected =
        Link { code: made.code.clone(), url, permanent: false, expires_at: None, clicks: 0 };
    if made != expected {
        return Err(exchange.fails(
            "the given `url`, `\"permanent\": false`, `\"expires_at\": null`, `\"clicks\": 0`",
        ));
    }
    located_at(&exchange, trial, &format!("/{}", made.code))
}

async fn redirects(trial: &mut Trial) -> Checked {
    trial.did("Followed a link for now and a permanent one.");
    let mut client = trial.client()?;
    for (permanent, status) in [(false, 302), (true, 301)] {
        let url = url_of(&trial.name("b"));
        let made = created(&mut client, &json!({ "url": url, "permanent": permanent })).await?;
        let exchange = client.send(Request::get(format!("/{}", made.code))).await?;
        leads_to(exchange, status, &url)?;
    }
    Ok(())
}

async fn errors_are_problems(trial: &mut Trial) -> Checked {
    trial.did("Asked for what is not there, and sent bodies that say nothing.");
    let mut client = trial.client()?;
    let unknown = trial.name("none");
    problem(client.send(Request::get(format!("/{unknown}"))).await?, 404)?;
    problem(client.send(Request::get(format!("/links/{unknown}"))).await?, 404)?;
    let raw = |body: &str| {
        Request::new("POST", "/links").header("Content-Type", "application/json").body(body)
    };
    for body in ["{\"url\": ", "[]", "\"https://shop.example/\"", "{}"] {
        problem(client.send(raw(body)).await?, 400)?;
    }
    let url = url_of(&trial.name("c"));
    for body in [
        json!({ "url": 7 }),
        json!({ "url": url, "alias": 7 }),
        json!({ "url": url, "permanent": "yes" }),
        json!({ "url": url, "expires_at": "tomorrow" }),
    ] {
        problem(client.send(create(&body)).await?, 400)?;
    }
    Ok(())
}

async fn wrong_method_is_405(trial: &mut Trial) -> Checked {
    trial.did("Used a method that a path does not know.");
    let mut client = trial.client()?;
    let made = created(&mut client, &json!({ "url": url_of(&trial.name("d")) })).await?;
    let cases = [("/links".to_owned(), "POST"), (format!("/{}", made.code), "GET")];
    for (path, allowed) in cases {
        not_allowed(client.send(Request::new("DELETE", path)).await?, allowed)?;
    }
    Ok(())
}

// Semantics

async fn same_url_same_code(trial: &mut Trial) -> Checked {
    trial.did("Gave one URL twice, then again with another wish.");
    let mut client = trial.client()?;
    let url = url_of(&trial.name("e"));
    let first = created(&mut client, &json!({ "url": url })).await?;
    let again = client.send(create(&json!({ "url": url }))).await?.wants(200)?;
    if link(&again)?.code != first.code {
        return Err(again.fails(format!("the code of the first time, `{}`", first.code)));
    }
    let other = client.send(create(&json!({ "url": url, "permanent": true }))).await?.wants(201)?;
    if link(&other)?.code == first.code {
        return Err(other.fails("a code of its own, because it is permanent and the first is not"));
    }
    let aliased = trial.name("e");
    created(&mut client, &json!({ "url": url, "alias": aliased })).await?;
    let third = client.send(create(&json!({ "url": url }))).await?.wants(200)?;
    if link(&third)?.code != first.code {
        return Err(third.fails(format!("the code of the first time, `{}`", first.code)));
    }
    Ok(())
}

async fn alias(trial: &mut Trial) -> Checked {
    trial.did("Took an alias, asked for it again, and asked for impossible ones.");
    let mut client = trial.client()?;
    let (name, url) = (trial.name("f"), url_of(&trial.name("f")));
    let exchange = client.send(create(&json!({ "url": url, "alias": name }))).await?.wants(201)?;
    if link(&exchange)?.code != name {
        return Err(exchange.fails(format!("`code` is the alias `{name}`")));
    }
    for wanted in [&url_of(&trial.name("g")), &url] {
        let taken = client.send(create(&json!({ "url": wanted, "alias": name }))).await?;
        problem(taken, 409)?;
    }
    leads_to(client.send(Request::get(format!("/{name}"))).await?, 302, &url)?;
    let long = "x".repeat(33);
    for bad in ["ab", "", "has space", "../etc", "a/b", "ümlaut", "links", &long] {
        problem(client.send(create(&json!({ "url": url, "alias": bad }))).await?, 400)?;
    }
    Ok(())
}

async fn hostile_urls(trial: &mut Trial) -> Checked {
    trial.did("Gave URLs that no shortener should lead to.");
    let mut client = trial.client()?;
    let own = client.place().host.clone();
    let long = format!("https://shop.example/{}", "x".repeat(2_048));
    let hostile = [
        "javascript:alert(1)".to_owned(),
        "JavaScript:alert(1)".into(),
        "data:text/html,<script>alert(1)</script>".into(),
        "file:///etc/passwd".into(),
        "ftp://shop.example/a".into(),
        "//shop.example/a".into(),
        "/relative".into(),
        "shop.example/a".into(),
        String::new(),
        "https://".into(),
        "https:///no-host".into(),
        "https://user:secret@shop.example/".into(),
        "https://shop.example@evil.example/".into(),
        "https://shop.example\\@evil.example/".into(),
        "https://shop.example/a b".into(),
        " https://shop.example/".into(),
        "https://shop.example/\r\nSet-Cookie: a=b".into(),
        "https://shop.example/\u{0}".into(),
        "java\nscript:alert(1)".into(),
        long,
        format!("http://{own}/anything"),
        format!("HTTP://{own}/anything"),
    ];
    for url in hostile {
        problem(client.send(create(&json!({ "url": url }))).await?, 400)?;
    }
    // And what looks unusual, and is sound.
    let name = trial.name("h");
    for url in [
        format!("HTTPS://Shop.Example/{name}"),
        format!("http://shop.example:8443/{name}/a@b?mail=a@b&next=javascript:alert(1)"),
        format!("https://shop.example?{name}"),
    ] {
        let made = created(&mut client, &json!({ "url": url })).await?;
        leads_to(client.send(Request::get(format!("/{}", made.code))).await?, 302, &url)?;
    }
    Ok(())
}

async fn expiry_by_the_handed_clock(trial: &mut Trial) -> Checked {
    trial.did("Made a link that expires, and asked for it before, at and after that moment of the clock in X-Now.");
    let mut client = trial.client()?;
    // In 2033, with a moment of its own.
    let now_ms = 2_000_000_000_000 + trial.chance().between(0, 1_000_000_000);
    let until_ms = now_ms + 60_000;
    let at = |request: Request, ms: u64| request.header("X-Now", ms.to_string());
    let (name, url) = (trial.name("i"), url_of(&trial.name("i")));
    let body = json!({ "url": url, "alias": name, "expires_at": until_ms });
    let exchange = client.send(at(create(&body), now_ms)).await?.wants(201)?;
    if link(&exchange)?.expires_at != Some(until_ms) {
        return Err(exchange.fails(format!("`\"expires_at\": {until_ms}`")));
    }
    let get = || Request::get(format!("/{name}"));
    for before in [now_ms, until_ms - 1] {
        leads_to(client.send(at(get(), before)).await?, 302, &url)?;
    }
    for after in [until_ms, until_ms + 1, until_ms + 1_000_000] {
        problem(client.send(at(get(), after)).await?, 410)?;
    }
    let late = until_ms + 1_000_000;
    let stats = client.send(at(Request::get(format!("/links/{name}")), late)).await?.wants(200)?;
    if link(&stats)?.clicks != 2 {
        return Err(stats.fails("`\"clicks\": 2`: two redirects before it expired, none after"));
    }
    let taken = json!({ "url": url, "alias": name });
    problem(client.send(at(create(&taken), late)).await?, 409)?;
    for past in [now_ms, now_ms - 1] {
        let body = json!({ "url": url, "expires_at": past });
        problem(client.send(at(create(&body), now_ms)).await?, 400)?;
    }
    Ok(())
}

async fn clicks_are_counted(trial: &mut Trial) -> Checked {
    let mut client = trial.client()?;
    let count = trial.chance().between(3, 9);
    trial.did(format!("Followed a link {count} times and asked how often."));
    let url = url_of(&trial.name("j"));
    let made = created(&mut client, &json!({ "url": url })).await?;
    let sent_before = client.sent;
    for _ in 0..count {
        let exchange = client.send(Request::get(format!("/{}", made.code))).await?;
        leads_to(exchange, 302, &url)?;
    }
    let sent = client.sent - sent_before;
    // Neither looking at the count nor giving the URL again is a click.
    for _ in 0..2 {
        clicked(&mut client, &made.code, count, sent).await?;
        client.send(create(&json!({ "url": url }))).await?.wants(200)?;
    }
    Ok(())
}

/// The count lies between the redirects that came and the requests that went out, which are the same unless a
/// connection was lost.
async fn clicked(client: &mut Client, code: &str, answered: u64, sent: u64) -> Checked {
    let exchange = client.send(Request::get(format!("/links/{code}"))).await?.wants(200)?;
    if !(answered..=sent).contains(&link(&exchange)?.clicks) {
        let expected = if answered == sent {
            format!("`\"clicks\": {answered}`: so many redirects were answered")
        } else {
            format!("`clicks` from {answered} (redirects that came) to {sent} (requests sent)")
        };
        return Err(exchange.fails(expected));
    }
    Ok(())
}

// Concurrency

async fn no_two_links_share_a_code(trial: &mut Trial) -> Checked {
    trial.did(format!(
        "{CLIENTS} clients made links of their own at once, {ROUNDS} times, and each was looked at."
    ));
    let crowd = trial.crowd(CLIENTS).await?;
    let mut owner: BTreeMap<String, String> = BTreeMap::new();
    for _ in 0..ROUNDS {
        let name = trial.name("k");
        let made = crowd
            .at_once(move |at, mut client| {
                let url = url_of(&format!("{name}-{at}"));
                async move {
                    let exchange = client.send(create(&json!({ "url": url }))).await?.wants(201)?;
                    Ok((url, link(&exchange)?.code, exchange))
                }
            })
            .await?;
        for (url, code, exchange) in made {
            if let Some(other) = owner.insert(code, url.clone()) {
                return Err(
                    exchange.fails(format!("a code that no other link has; {other} has this one"))
                );
            }
        }
    }
    let mut client = trial.client()?;
    for (code, url) in &owner {
        let exchange = client.send(Request::get(format!("/links/{code}"))).await?.wants(200)?;
        if link(&exchange)?.url != *url {
            return Err(exchange.fails(format!("`url` is {url}, for which this code was given")));
        }
    }
    Ok(())
}

async fn one_wins_an_alias(trial: &mut Trial) -> Checked {
    trial.did(format!("{CLIENTS} clients asked at once for the same alias, each for a URL of its own, {ROUNDS} times."));
    let crowd = trial.crowd(CLIENTS).await?;
    let mut after = trial.client()?;
    for _ in 0..ROUNDS {
        let (alias, recorder) = (trial.name("l"), Recorder::default());
        let (wanted, kept) = (alias.clone(), recorder.clone());
        let answers = crowd
            .at_once(move |at, mut client| {
                let url = url_of(&format!("{wanted}-{at}"));
                let request = create(&json!({ "url": url, "alias": wanted }));
                let kept = kept.clone();
                async move {
                    let operation = kept.begin(at, format!("alias for URL {at}"));
                    let exchange = client.send(request).await?.wants_one_of(&[201, 409])?;
                    operation.end(exchange.status.to_string());
                    Ok((url, exchange))
                }
            })
            .await?;
        let won: Vec<_> = answers.iter().filter(|(_, exchange)| exchange.status == 201).collect();
        let [(url, _)] = won.as_slice() else {
            let why = format!(
                "{} clients were told that the alias is theirs, and only one can have it",
                won.len()
            );
            let (did, got) = (
                format!("asked for the alias `{alias}` from {CLIENTS} clients at once"),
                format!("{} times 201", won.len()),
            );
            let stop = Stop::failed(did, "exactly one 201, and 409 for all others", got);
            let history = if won.is_empty() {
                recorder.shown(|_| true, |_| false, "nobody got the alias, which was free")
            } else {
                let is_201 = |operation: &crate::Operation| operation.result == "201";
                recorder.shown(is_201, is_201, why).first_two()
            };
            return Err(stop.with_history(history));
        };
        leads_to(after.send(Request::get(format!("/{alias}"))).await?, 302, url)?;
    }
    Ok(())
}

async fn same_url_at_once(trial: &mut Trial) -> Checked {
    trial.did(format!("{CLIENTS} clients gave the same URL at once, {ROUNDS} times."));
    let crowd = trial.crowd(CLIENTS).await?;
    for _ in 0..ROUNDS {
        let (url, recorder) = (url_of(&trial.name("m")), Recorder::default());
        let (given, kept) = (url.clone(), recorder.clone());
        let answers = crowd
            .at_once(move |at, mut client| {
                let request = create(&json!({ "url": given }));
                let kept = kept.clone();
                async move {
                    let operation = kept.begin(at, "same URL");
                    let exchange = client.send(request).await?.wants_one_of(&[200, 201])?;
                    let code = link(&exchange)?.code;
                    operation.end(format!("{} {code}", exchange.status));
                    Ok((exchange.status, code))
                }
            })
            .await?;
        let new = answers.iter().filter(|(status, _)| *status == 201).count();
        let first = answers.first().map(|(_, code)| code.clone()).unwrap_or_default();
        let codes: std::collections::BTreeSet<&String> =
            answers.iter().map(|(_, code)| code).collect();
        if new != 1 || codes.len() != 1 {
            let is_odd = |one: &crate::Operation| {
                one.result.starts_with("201") || !one.result.ends_with(&format!(" {first}"))
            };
            let why = format!("one link was made {new} times, under {} codes", codes.len());
            let history = recorder.shown(is_odd, is_odd, why);
            let did = format!("gave {url} from {CLIENTS} clients at once");
            let got = format!("{new} times 201, and {} different codes", codes.len());
            let expected = "one 201, 200 for all others, and one code in all answers";
            return Err(Stop::failed(did, expected, got).with_history(history));
        }
    }
    Ok(())
}

async fn clicks_are_exact_at_once(trial: &mut Trial) -> Checked {
    trial.did(format!(
        "{CLIENTS} clients followed one link at once, {ROUNDS} times, and the count was read."
    ));
    let mut client = trial.client()?;
    let url = url_of(&trial.name("n"));
    let code = created(&mut client, &json!({ "url": url })).await?.code;
    let crowd = trial.crowd(CLIENTS).await?;
    let (mut answered, mut sent) = (0, 0);
    for _ in 0..ROUNDS {
        let (code, url) = (code.clone(), url.clone());
        let counts = crowd
            .at_once(move |_, mut client| {
                let request = Request::get(format!("/{code}"));
                let url = url.clone();
                async move {
                    let before = client.sent;
                    leads_to(client.send(request).await?, 302, &url)?;
                    Ok(client.sent - before)
                }
            })
            .await?;
        answered += counts.len() as u64;
        sent += counts.iter().sum::<u64>();
    }
    clicked(&mut client, &code, answered, sent).await
}

// Faults

async fn half_requests_hold_nobody_up(trial: &mut Trial) -> Checked {
    trial.did(
        "Left 32 requests half written, used the service beside them, then wrote one to its end.",
    );
    let url = url_of(&trial.name("o"));
    let request = create(&json!({ "url": url }));
    let mut client = trial.client()?;
    let other = url_of(&trial.name("p"));
    let beside = async {
        let made = created(&mut client, &json!({ "url": other })).await?;
        leads_to(client.send(Request::get(format!("/{}", made.code))).await?, 302, &other).map(drop)
    };
    link(&half_requests(trial, &request, beside).await?.wants(201)?).map(drop)
}

/// Of links that were made before the process is killed.
const ACKNOWLEDGED: u64 = 150;

async fn durable_after_kill(trial: &mut Trial) -> Checked {
    trial.did("Killed the service (kill -9) while 16 clients made and followed links, started it again on the same DATA_DIR, and looked for all that it had answered; twice.");
    trial.service(0)?;
    let mut known: Vec<(String, String)> = Vec::new();
    for _ in 0..2 {
        let mut client = trial.client()?;
        let clicked_url = url_of(&trial.name("q"));
        let clicked_code = created(&mut client, &json!({ "url": clicked_url })).await?.code;
        let made: Arc<Mutex<Vec<(String, String)>>> = Arc::default();
        let acknowledged = Arc::new(AtomicU64::new(0));
        let (answered, sent) = (Arc::new(AtomicU64::new(0)), Arc::new(AtomicU64::new(0)));
        let mut writers = JoinSet::new();
        for at in 0..16 {
            let (mut client, name) = (trial.client()?, trial.name("r"));
            let (made, acknowledged) = (made.clone(), acknowledged.clone());
            let (answered, sent) = (answered.clone(), sent.clone());
            let click = Request::get(format!("/{clicked_code}"));
            // Until the service is gone. What was not answered may or may not have happened.
            writers.spawn(async move {
                for turn in 0_u64.. {
                    if at % 4 == 0 {
                        let before = client.sent;
                        let exchange = client.try_send(&click).await;
                        sent.fetch_add(client.sent - before, Ordering::SeqCst);
                        let Ok(exchange) = exchange else { return Ok(()) };
                        exchange.wants(302)?;
                        answered.fetch_add(1, Ordering::SeqCst);
                    } else {
                        let url = url_of(&format!("{name}-{turn}"));
                        let request = create(&json!({ "url": url }));
                        let Ok(exchange) = client.try_send(&request).await else { return Ok(()) };
                        let code = link(&exchange.wants(201)?)?.code;
                        made.lock().await.push((code, url));
                        acknowledged.fetch_add(1, Ordering::SeqCst);
                    }
                }
                Ok(())
            });
        }
        while acknowledged.load(Ordering::SeqCst) < ACKNOWLEDGED && !writers.is_empty() {
            tokio::select! {
                Some(Ok(ended)) = writers.join_next() => { let ended: Checked = ended; ended? }
                () = tokio::time::sleep(Duration::from_millis(2)) => {}
            }
        }
        trial.service(0)?.kill();
        while let Some(ended) = writers.join_next().await {
            ended.unwrap_or(Ok(()))?;
        }
        trial.restart(0).await?;
        let mut client = trial.client()?;
        known.append(&mut *made.lock().await);
        for (code, url) in &known {
            let exchange = client.send(Request::get(format!("/links/{code}"))).await?;
            let lost = |exchange: &Exchange| {
                let stop = exchange
                    .fails(format!("the link to {url}, whose 201 was sent before the kill"));
                // It needs the kill.
                stop.again("")
            };
            if exchange.status != 200 || link(&exchange)?.url != *url {
                return Err(lost(&exchange));
            }
        }
        let (answered, sent) = (answered.load(Ordering::SeqCst), sent.load(Ordering::SeqCst));
        clicked(&mut client, &clicked_code, answered, sent).await.map_err(|stop| stop.again(""))?;
    }
    Ok(())
}

async fn ends_on_sigterm(trial: &mut Trial) -> Checked {
    trial.did("Sent SIGTERM, waited for the end, started the service again and looked for a link.");
    trial.service(0)?;
    let mut client = trial.client()?;
    let url = url_of(&trial.name("s"));
    let code = created(&mut client, &json!({ "url": url })).await?.code;
    client.disconnect();
    ended_by_sigterm(trial).await?;
    let mut client = trial.client()?;
    let found = seen(&mut client, &code).await.map_err(|stop| stop.again(""))?;
    if found.url != url {
        return Err(Stop::failed("looked at a link after a restart", url, found.url));
    }
    Ok(())
}

// Load

async fn steady_load(trial: &mut Trial) -> Checked {
    let load = Load { rate_per_s: 100, duration_s: 3 };
    trial.did("300 requests came in 3 seconds, whether or not earlier ones were answered: nine redirects to one new link.");
    let mut client = trial.client()?;
    let mut links = Vec::new();
    for _ in 0..20 {
        let url = url_of(&trial.name("t"));
        links.push((created(&mut client, &json!({ "url": url })).await?.code, url));
    }
    let fresh = url_of(&trial.name("u"));
    let of = |at: u64| &links[at as usize % links.len()];
    open_loop(
        trial,
        load,
        |at| match at % 10 {
            9 => create(&json!({ "url": format!("{fresh}-{at}") })),
            _ => Request::get(format!("/{}", of(at).0)),
        },
        |at, exchange| match at % 10 {
            9 => link(&exchange.clone().wants(201)?).map(drop),
            _ => leads_to(exchange.clone(), 302, &of(at).1).map(drop),
        },
    )
    .await
}
