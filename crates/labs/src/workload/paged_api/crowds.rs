//! Many clients at once.

use super::{Catalog, Page, created, listed, problem, product_with, seen, tea};
use crate::check::{Checked, Stop};
use crate::client::http::Client;
use crate::history::Recorder;
use crate::trial::Trial;
use serde_json::json;
use std::collections::BTreeSet;
use std::sync::Arc;

/// As the contract says: how many connections a service must stand.
const CLIENTS: usize = 64;
/// A race that is lost in one round of four is found in all but one run of a thousand million.
const ROUNDS: usize = 24;

pub(super) async fn one_update_an_etag(trial: &mut Trial) -> Checked {
    trial.did(format!(
        "{CLIENTS} clients patched a product at once with the same ETag, one of them deleting it in every second round, {ROUNDS} times."
    ));
    let catalog = Catalog::new(trial);
    let mut client = trial.client()?;
    let mut rounds = Vec::new();
    for _ in 0..ROUNDS {
        rounds.push(created(&mut client, &catalog, &tea(0)).await?);
    }
    let crowd = trial.crowd(CLIENTS).await?;
    for (round, old) in rounds.into_iter().enumerate() {
        let recorder = Recorder::default();
        let (at_catalog, kept, known) = (catalog.clone(), recorder.clone(), old.clone());
        let deleter = (round % 2 == 1).then(|| trial.chance().between(0, 63) as usize);
        let statuses = crowd
            .at_once(move |at, mut client| {
                let (id, etag) = (&known.id, &known.etag);
                let (what, done, request) = match deleter == Some(at) {
                    true => ("DELETE", 204, at_catalog.delete(id, etag)),
                    false => {
                        let patch = json!({ "price_cents": at + 1 });
                        ("PATCH", 200, at_catalog.patch(id, etag, &patch))
                    }
                };
                let kept = kept.clone();
                async move {
                    let operation = kept.begin(at, format!("{what} with the first ETag"));
                    // 404: somebody else deleted it before.
                    let fits: &[u16] =
                        if deleter.is_some() { &[done, 412, 404] } else { &[done, 412] };
                    let exchange = client.send(request).await?.wants_one_of(fits)?;
                    operation.end(exchange.status.to_string());
                    Ok(exchange.status)
                }
            })
            .await?;
        let took = |status: u16| status < 300;
        let won: Vec<usize> = (0..CLIENTS).filter(|at| took(statuses[*at])).collect();
        let [winner] = won.as_slice() else {
            let is_done = |one: &crate::Operation| one.result.starts_with('2');
            let why =
                format!("{} changes were made to one version, and only one can be", won.len());
            let did = format!("changed a product from {CLIENTS} clients at once, with one ETag");
            let got = format!("{} successes", won.len());
            let stop = Stop::failed(did, "exactly one success, and 412 for the others", got);
            return Err(stop.with_history(recorder.shown(is_done, is_done, why)));
        };
        if deleter == Some(*winner) {
            problem(client.send(catalog.get(&format!("/{}", old.id))).await?, 404)?;
        } else {
            let fields = json!({ "price_cents": winner + 1, "version": 2 });
            seen(&mut client, &catalog, &old.id, &fields).await?;
        }
    }
    Ok(())
}

pub(super) async fn merges_lose_nothing(trial: &mut Trial) -> Checked {
    trial.did(format!(
        "{CLIENTS} clients patched an attribute of their own at once, with `If-Match: *`, {ROUNDS} times."
    ));
    let catalog = Catalog::new(trial);
    let mut client = trial.client()?;
    let mut rounds = Vec::new();
    for _ in 0..ROUNDS {
        rounds.push(created(&mut client, &catalog, &tea(450)).await?);
    }
    let crowd = trial.crowd(CLIENTS).await?;
    for old in rounds {
        let (at_catalog, known) = (catalog.clone(), old.clone());
        let changed = crowd
            .at_once(move |at, mut client| {
                let patch = json!({ "attributes": { format!("client-{at}"): at } });
                let request = at_catalog.patch(&known.id, "*", &patch);
                let catalog = at_catalog.clone();
                async move {
                    let exchange = client.send(request).await?.wants(200)?;
                    product_with(exchange, &catalog, &json!({}))
                }
            })
            .await?;
        let mut versions = BTreeSet::new();
        let mut etags = BTreeSet::from([old.etag.clone()]);
        for product in changed {
            if !versions.insert(product.json["version"].as_u64()) {
                let expected = "a `version` that no other change has";
                return Err(product.exchange.fails(expected).again(""));
            }
            if !etags.insert(product.etag.clone()) {
                let expected = "an `ETag` that no other version has";
                return Err(product.exchange.fails(expected).again(""));
            }
        }
        let all: serde_json::Map<_, _> =
            (0..CLIENTS).map(|at| (format!("client-{at}"), json!(at))).collect();
        let found = seen(&mut client, &catalog, &old.id, &json!({})).await?;
        let attributes = found.json["attributes"].as_object().cloned().unwrap_or_default();
        let lost: Vec<&String> =
            all.keys().filter(|name| !attributes.contains_key(*name)).collect();
        if let Some(first) = lost.first() {
            let expected = format!(
                "all {CLIENTS} attributes that were patched in with 200; {} are lost, such as `{first}`",
                lost.len()
            );
            return Err(found.exchange.fails(expected).again(""));
        }
        let fields = json!({ "attributes": all, "version": CLIENTS + 1, "price_cents": 450 });
        product_with(found.exchange, &catalog, &fields).map_err(|stop| stop.again(""))?;
    }
    Ok(())
}

pub(super) async fn one_product_a_key(trial: &mut Trial) -> Checked {
    trial.did(format!(
        "{CLIENTS} clients sent the same POST with the same key at once, {ROUNDS} times."
    ));
    let crowd = trial.crowd(CLIENTS).await?;
    for _ in 0..ROUNDS {
        let (catalog, recorder) = (Catalog::new(trial), Recorder::default());
        let (at_catalog, kept) = (catalog.clone(), recorder.clone());
        let ids = crowd
            .at_once(move |at, mut client| {
                let request = at_catalog.create(&tea(450)).header("Idempotency-Key", "order-1");
                let (kept, catalog) = (kept.clone(), at_catalog.clone());
                async move {
                    let operation = kept.begin(at, "POST with key order-1");
                    let exchange = client.send(request).await?.wants(201)?;
                    let made = product_with(exchange, &catalog, &tea(450))?;
                    operation.end(made.id.clone());
                    Ok(made.id)
                }
            })
            .await?;
        let first = ids.first().cloned().unwrap_or_default();
        let different: BTreeSet<&String> = ids.iter().collect();
        let did = || format!("sent a POST with one key from {CLIENTS} clients at once");
        if different.len() != 1 {
            let is_other = |one: &crate::Operation| one.result != first;
            let why = format!("one key made {} products", different.len());
            let history = recorder.shown(|_| true, is_other, why);
            let got = format!("{} different products", different.len());
            let expected = "the same product in all answers";
            return Err(Stop::failed(did(), expected, got).with_history(history));
        }
        // A client of the crowd would do; this one is new, as the others may have been closed.
        let mut client = trial.client()?;
        let page = listed(&mut client, &catalog, "").await?;
        if page.ids != [first] {
            let got = format!("a catalog of {} products", page.total_count);
            return Err(Stop::failed(did(), "a catalog with this one product", got));
        }
    }
    Ok(())
}

const PAGE: usize = 5;

/// What a client that pages has seen, in the order in which pages came.
struct Walk {
    pages: Vec<Page>,
    forward: bool,
}

/// Goes from one end to the other.
async fn walk(client: &mut Client, catalog: &Catalog, forward: bool, from: &str) -> Checked<Walk> {
    let mut query = match forward {
        true => format!("?limit={PAGE}"),
        // From a place that was the end before anything was made beside it.
        false => format!("?limit={PAGE}&before={from}"),
    };
    let (mut pages, mut seen) = (Vec::new(), BTreeSet::new());
    loop {
        let page = listed(client, catalog, &query).await?;
        for id in &page.ids {
            if !seen.insert(id.clone()) {
                let expected = format!("no `{id}`, which an earlier page had");
                return Err(page.exchange.fails(expected).again(""));
            }
        }
        let cursor = if forward { page.next.clone() } else { page.prev.clone() };
        if page.ids.is_empty() && cursor.is_some() {
            let name = if forward { "next" } else { "prev" };
            let expected = format!("`\"{name}\": null`: there was nothing to show on that side");
            return Err(page.exchange.fails(expected).again(""));
        }
        pages.push(page);
        let Some(cursor) = cursor else { return Ok(Walk { pages, forward }) };
        let side = if forward { "after" } else { "before" };
        query = format!("?limit={PAGE}&{side}={cursor}");
    }
}

pub(super) async fn pages_while_others_write(trial: &mut Trial) -> Checked {
    const PAGED: usize = 8;
    const STAY: usize = 60;
    const WRITES: usize = 5;
    trial.did(format!(
        "{PAGED} clients paged, half of them backwards, while {} others made and deleted products, 4 times.",
        CLIENTS - PAGED
    ));
    for _ in 0..4 {
        let catalog = Catalog::new(trial);
        let mut client = trial.client()?;
        let (mut stay, mut go) = (Vec::new(), Vec::new());
        // One that stays, then some that will go.
        for at in 0..STAY {
            stay.push(created(&mut client, &catalog, &tea(at as u64)).await?.id);
            if at < CLIENTS - PAGED {
                go.push(created(&mut client, &catalog, &tea(1)).await?);
            }
        }
        // A last page that holds none of those that stay: before it is where one goes backwards from.
        for _ in 0..PAGE {
            created(&mut client, &catalog, &tea(2)).await?;
        }
        let pages = walk(&mut client, &catalog, true, "").await?.pages;
        let from = pages.last().and_then(|page| page.prev.clone()).unwrap_or_default();
        let crowd = trial.crowd(CLIENTS).await?;
        let (at_catalog, go) = (catalog.clone(), Arc::new(go));
        let walks = crowd
            .at_once(move |at, mut client| {
                let (catalog, go, from) = (at_catalog.clone(), go.clone(), from.clone());
                async move {
                    if at < PAGED {
                        return walk(&mut client, &catalog, at % 2 == 0, &from).await.map(Some);
                    }
                    for turn in 0..WRITES {
                        created(&mut client, &catalog, &tea(7)).await?;
                        if turn == 1
                            && let Some(gone) = go.get(at - PAGED)
                        {
                            let request = catalog.delete(&gone.id, &gone.etag);
                            client.send(request).await?.wants(204)?;
                        }
                    }
                    Ok(None)
                }
            })
            .await?;
        let most = STAY + PAGE + (CLIENTS - PAGED) * (1 + WRITES);
        for walk in walks.into_iter().flatten() {
            whole(&walk, &stay, most)?;
        }
    }
    Ok(())
}

/// Every product that stayed is there once, in order, and counts are possible.
fn whole(walk: &Walk, stay: &[String], most: usize) -> Checked {
    let mut found = Vec::new();
    for page in &walk.pages {
        let count = page.total_count as usize;
        if !(stay.len()..=most).contains(&count) {
            let expected = format!("a `total_count` from {} to {}", stay.len(), most);
            return Err(page.exchange.fails(expected).again(""));
        }
        let ids = page.ids.iter();
        let mut stayed: Vec<&String> = ids.filter(|id| stay.contains(id)).collect();
        if !walk.forward {
            stayed.reverse();
        }
        found.extend(stayed);
    }
    if !walk.forward {
        found.reverse();
    }
    let missing = stay.iter().find(|id| !found.contains(id));
    let way = if walk.forward { "from the first page to the last" } else { "backwards" };
    let did = format!("paged {way} while others made and deleted products");
    if let Some(missing) = missing {
        let expected = format!("all {} products that stayed, `{missing}` too", stay.len());
        let got = format!("{} of them", found.len());
        return Err(Stop::failed(did, expected, got));
    }
    if found != stay.iter().collect::<Vec<_>>() {
        let expected = "products in the order in which they were made";
        return Err(Stop::failed(did, expected, format!("{found:?}")));
    }
    Ok(())
}
