//! What goes wrong around a collection.

use super::{
    Catalog, Product, created, ended_by_sigterm, half_requests, listed, problem, product_with,
    seen, tea,
};
use crate::check::Checked;
use crate::client::http::Client;
use crate::trial::Trial;
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::task::JoinSet;

/// A failure that one request alone does not show again.
const NEEDS_THE_KILL: &str = "";

pub(super) async fn half_requests_hold_nobody_up(trial: &mut Trial) -> Checked {
    trial.did(
        "Left 32 requests half written, used the service beside them, then wrote one to its end.",
    );
    let (catalog, other) = (Catalog::new(trial), Catalog::new(trial));
    let request = catalog.create(&tea(1));
    let mut client = trial.client()?;
    let beside = async {
        let made = created(&mut client, &other, &tea(2)).await?;
        client.send(other.delete(&made.id, &made.etag)).await?.wants(204).map(drop)
    };
    let exchange = half_requests(trial, &request, beside).await?.wants(201)?;
    product_with(exchange, &catalog, &tea(1)).map(drop)
}

/// What a client knows of a product when the service is killed.
#[derive(Debug)]
struct Known {
    made: Product,
    key: String,
    price_cents: u64,
    /// Changes that were answered.
    version: u64,
    deleted: bool,
    /// A change or a deletion was sent and not answered.
    unsure: bool,
}

/// Of products that are made before the process is killed.
const MADE: usize = 100;

pub(super) async fn durable_after_kill(trial: &mut Trial) -> Checked {
    trial.did("Killed the service (kill -9) while 16 clients made, changed and deleted products, started it again on the same DATA_DIR, and held everything against what was answered; twice.");
    trial.service(0)?;
    let mut rounds: Vec<(Catalog, BTreeMap<String, Known>)> = Vec::new();
    for _ in 0..2 {
        let catalog = Catalog::new(trial);
        let mut client = trial.client()?;
        let mut before = Vec::new();
        for at in 0..10 {
            before.push(created(&mut client, &catalog, &tea(at)).await?.id);
        }
        let place = listed(&mut client, &catalog, "?limit=4").await?.next.unwrap_or_default();
        let known = until_killed(trial, &catalog).await?;
        trial.restart(0).await?;
        let mut client = trial.client()?;
        rounds.push((catalog.clone(), known));
        for (catalog, known) in &rounds {
            kept(&mut client, catalog, known).await.map_err(|stop| stop.again(NEEDS_THE_KILL))?;
        }
        let page = listed(&mut client, &catalog, &format!("?limit=6&after={place}")).await?;
        if page.ids != before[4..] {
            let expected = format!("{:?}: the cursor was given before the kill", &before[4..]);
            return Err(page.exchange.fails(expected).again(NEEDS_THE_KILL));
        }
    }
    Ok(())
}

async fn until_killed(trial: &mut Trial, catalog: &Catalog) -> Checked<BTreeMap<String, Known>> {
    let known: Arc<Mutex<BTreeMap<String, Known>>> = Arc::default();
    let mut clients = JoinSet::new();
    for _ in 0..16 {
        let (client, catalog, known) = (trial.client()?, catalog.clone(), known.clone());
        clients.spawn(writes(client, catalog, trial.name("key"), known));
    }
    let made = || known.lock().unwrap_or_else(PoisonError::into_inner).len();
    while made() < MADE && !clients.is_empty() {
        tokio::select! {
            Some(Ok(ended)) = clients.join_next() => { let ended: Checked = ended; ended? }
            () = tokio::time::sleep(Duration::from_millis(2)) => {}
        }
    }
    trial.service(0)?.kill();
    while let Some(ended) = clients.join_next().await {
        ended.unwrap_or(Ok(()))?;
    }
    Ok(std::mem::take(&mut *known.lock().unwrap_or_else(PoisonError::into_inner)))
}

/// Until the service is gone. What was not answered may or may not have happened.
async fn writes(
    mut client: Client,
    catalog: Catalog,
    key: String,
    all: Arc<Mutex<BTreeMap<String, Known>>>,
) -> Checked {
    for turn in 0_u64.. {
        let key = format!("{key}-{turn}");
        let request = catalog.create(&tea(turn)).header("Idempotency-Key", key.as_str());
        let Ok(exchange) = client.try_send(&request).await else { return Ok(()) };
        let made = product_with(exchange.wants(201)?, &catalog, &tea(turn))?;
        let id = made.id.clone();
        let mut etag = made.etag.clone();
        let known =
            Known { made, key, price_cents: turn, version: 1, deleted: false, unsure: false };
        let lock = || all.lock().unwrap_or_else(PoisonError::into_inner);
        lock().insert(id.clone(), known);
        let note = |what: &dyn Fn(&mut Known)| {
            if let Some(known) = lock().get_mut(&id) {
                what(known);
            }
        };
        // Of four products two are changed and one of those is deleted.
        if turn % 4 < 2 {
            note(&|known| known.unsure = true);
            let price_cents = turn + 1_000;
            let request = catalog.patch(&id, &etag, &json!({ "price_cents": price_cents }));
            let Ok(exchange) = client.try_send(&request).await else { return Ok(()) };
            etag = product_with(exchange.wants(200)?, &catalog, &json!({ "version": 2 }))?.etag;
            note(&|known| {
                (known.unsure, known.price_cents, known.version) = (false, price_cents, 2);
            });
        }
        if turn % 4 == 0 {
            note(&|known| known.unsure = true);
            let request = catalog.delete(&id, &etag);
            let Ok(exchange) = client.try_send(&request).await else { return Ok(()) };
            exchange.wants(204)?;
            note(&|known| (known.unsure, known.deleted) = (false, true));
        }
    }
    Ok(())
}

async fn kept(client: &mut Client, catalog: &Catalog, known: &BTreeMap<String, Known>) -> Checked {
    for (id, known) in known.iter().filter(|(_, known)| !known.unsure) {
        let exchange = client.send(catalog.get(&format!("/{id}"))).await?;
        if known.deleted {
            problem(exchange, 404)?;
            continue;
        }
        if exchange.status != 200 {
            let expected = "the product, whose last answer was sent before the kill";
            return Err(exchange.fails(expected));
        }
        let fields = json!({ "price_cents": known.price_cents, "version": known.version });
        let found = product_with(exchange, catalog, &fields)?;
        if known.version == 1 && found.etag != known.made.etag {
            let expected = format!("`ETag: {}`, as before the kill", known.made.etag);
            return Err(found.exchange.fails(expected));
        }
    }
    // A lost answer, asked for again: of products that are there, and of those that were deleted.
    let some = known.values().filter(|known| known.deleted).take(4);
    for known in known.values().filter(|known| !known.deleted).take(8).chain(some) {
        let body = tea(known.made.json["price_cents"].as_u64().unwrap_or_default());
        let request = catalog.create(&body).header("Idempotency-Key", known.key.as_str());
        let exchange = client.send(request).await?.wants(201)?;
        let again = product_with(exchange, catalog, &json!({}))?;
        if again.json != known.made.json {
            let expected =
                format!("the answer that this key got before the kill: {}", known.made.json);
            return Err(again.exchange.fails(expected));
        }
    }
    // The list agrees.
    let (mut query, mut listed_ids) = ("?limit=100".to_owned(), BTreeSet::new());
    loop {
        let page = listed(client, catalog, &query).await?;
        for id in &page.ids {
            if known.get(id).is_some_and(|known| known.deleted) {
                return Err(page
                    .exchange
                    .fails(format!("no `{id}`: it was deleted before the kill")));
            }
            if !listed_ids.insert(id.clone()) {
                return Err(page.exchange.fails(format!("no `{id}`: an earlier page had it")));
            }
        }
        let there =
            |(id, one): (&String, &Known)| !one.deleted && !one.unsure && !listed_ids.contains(id);
        let Some(next) = page.next else {
            if let Some((id, _)) = known.iter().find(|(id, one)| there((id, one))) {
                return Err(page.exchange.fails(format!("also `{id}` on one of the pages")));
            }
            return Ok(());
        };
        query = format!("?limit=100&after={next}");
    }
}

pub(super) async fn ends_on_sigterm(trial: &mut Trial) -> Checked {
    trial.did(
        "Sent SIGTERM, waited for the end, started the service again and looked for a product.",
    );
    trial.service(0)?;
    let catalog = Catalog::new(trial);
    let mut client = trial.client()?;
    let made = created(&mut client, &catalog, &tea(450)).await?;
    client.disconnect();
    ended_by_sigterm(trial).await?;
    let mut client = trial.client()?;
    let found = seen(&mut client, &catalog, &made.id, &made.json).await;
    found.map(drop).map_err(|stop| stop.again(NEEDS_THE_KILL))
}
