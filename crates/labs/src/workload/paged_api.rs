//! A collection with pages, conditional requests and keys (HTTP). What is right is in
//! `content/labs/paged-api/contract.md`.

use super::http::{
    ended_by_sigterm, half_requests, is_kind, json_of, located_at, not_allowed, problem,
};
use super::{Check, Workload, check};
use crate::check::Checked;
use crate::client::http::{Client, Exchange, Request};
use crate::load::{Load, open_loop};
use crate::trial::Trial;
use serde_json::{Value, json};

mod crowds;
mod faults;
mod semantics;

pub const WORKLOAD: Workload =
    Workload { lab: "paged-api", instances: 1, surroundings: None, checks: CHECKS };

const CHECKS: &[Check] = &[
    check!("create-answers-201", create_answers_201),
    check!("errors-are-problems", errors_are_problems),
    check!("wrong-method-is-405", wrong_method_is_405),
    check!("conditional-get", conditional_get),
    check!("pages-both-ways", semantics::pages_both_ways),
    check!("filters", semantics::filters),
    check!("cursors-hold-their-place", semantics::cursors_hold_their_place),
    check!("if-match-guards", semantics::if_match_guards),
    check!("merge-patch", semantics::merge_patch),
    check!("idempotency-keys", semantics::idempotency_keys),
    check!("two-api-versions", semantics::two_api_versions),
    check!("one-update-an-etag", crowds::one_update_an_etag),
    check!("merges-lose-nothing", crowds::merges_lose_nothing),
    check!("one-product-a-key", crowds::one_product_a_key),
    check!("pages-while-others-write", crowds::pages_while_others_write),
    check!("half-requests-hold-nobody-up", faults::half_requests_hold_nobody_up),
    check!("durable-after-kill", faults::durable_after_kill),
    check!("ends-on-sigterm", faults::ends_on_sigterm),
    check!("steady-load", steady_load),
];

/// A catalog that no other check uses, under one version of the API.
#[derive(Debug, Clone)]
struct Catalog {
    name: String,
    version: &'static str,
}

impl Catalog {
    fn new(trial: &mut Trial) -> Catalog {
        Catalog { name: trial.name("catalog"), version: "v1" }
    }

    fn v2(&self) -> Catalog {
        Catalog { name: self.name.clone(), version: "v2" }
    }

    /// `rest` comes after `products`: `/{id}` or a query.
    fn path(&self, rest: &str) -> String {
        format!("/{}/catalogs/{}/products{rest}", self.version, self.name)
    }

    fn create(&self, body: &Value) -> Request {
        Request::post(self.path(""), body)
    }

    fn get(&self, rest: &str) -> Request {
        Request::get(self.path(rest))
    }

    fn patch(&self, id: &str, etag: &str, patch: &Value) -> Request {
        Request::new("PATCH", self.path(&format!("/{id}")))
            .header("Content-Type", "application/merge-patch+json")
            .header("If-Match", etag)
            .body(patch.to_string())
    }

    fn delete(&self, id: &str, etag: &str) -> Request {
        Request::new("DELETE", self.path(&format!("/{id}"))).header("If-Match", etag)
    }
}

fn tea(price_cents: u64) -> Value {
    json!({ "name": "Tea", "category": "drinks", "price_cents": price_cents })
}

/// A product in an answer.
#[derive(Debug, Clone)]
struct Product {
    id: String,
    etag: String,
    json: Value,
    exchange: Exchange,
}

/// Holds a product against the contract's table: its id.
fn id_of(exchange: &Exchange, product: &Value, catalog: &Catalog) -> Checked<String> {
    let price = match catalog.version {
        "v1" => &product["price_cents"],
        _ => &product["price"]["cents"],
    };
    let id = product["id"].as_str().unwrap_or_default();
    let plain = |letter: char| letter.is_ascii_alphanumeric() || "-_".contains(letter);
    let sound = (1..=64).contains(&id.len())
        && id.chars().all(plain)
        && product["name"].is_string()
        && product["category"].is_string()
        && price.is_u64()
        && product["attributes"].is_object()
        && product["version"].is_u64();
    if sound {
        Ok(id.to_owned())
    } else {
        Err(exchange.fails("a product as the contract's table has it"))
    }
}

fn etag_of(exchange: &Exchange) -> Checked<String> {
    let etag = exchange.header("etag").unwrap_or_default().trim();
    let inner = etag.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    let sound = inner.is_some_and(|inner| {
        (1..=64).contains(&inner.len())
            && inner.chars().all(|one| one.is_ascii_alphanumeric() || "-_.:+/=".contains(one))
    });
    if !sound {
        return Err(exchange.fails(
            "an `ETag` of 1 to 64 letters, digits and `-_.:+/=` in double quotes, without W/",
        ));
    }
    Ok(etag.to_owned())
}

/// The product in an answer of 200 or 201, in which these fields are so.
fn product_with(exchange: Exchange, catalog: &Catalog, fields: &Value) -> Checked<Product> {
    let json = json_of(&exchange)?;
    let id = id_of(&exchange, &json, catalog)?;
    for (name, wanted) in fields.as_object().into_iter().flatten() {
        if json[name] != *wanted {
            return Err(exchange.fails(format!("a product with `\"{name}\": {wanted}`")));
        }
    }
    let etag = etag_of(&exchange)?;
    Ok(Product { id, etag, json, exchange })
}

async fn created(client: &mut Client, catalog: &Catalog, body: &Value) -> Checked<Product> {
    let exchange = client.send(catalog.create(body)).await?.wants(201)?;
    product_with(exchange, catalog, &json!({}))
}

async fn seen(
    client: &mut Client,
    catalog: &Catalog,
    id: &str,
    fields: &Value,
) -> Checked<Product> {
    let exchange = client.send(catalog.get(&format!("/{id}"))).await?.wants(200)?;
    product_with(exchange, catalog, fields)
}

async fn patched(
    client: &mut Client,
    catalog: &Catalog,
    old: &Product,
    patch: &Value,
    fields: &Value,
) -> Checked<Product> {
    let exchange = client.send(catalog.patch(&old.id, &old.etag, patch)).await?.wants(200)?;
    product_with(exchange, catalog, fields)
}

/// A page of the list.
#[derive(Debug, Clone)]
struct Page {
    ids: Vec<String>,
    total_count: u64,
    next: Option<String>,
    prev: Option<String>,
    exchange: Exchange,
}

fn page_of(exchange: Exchange, catalog: &Catalog) -> Checked<Page> {
    let exchange = exchange.wants(200)?;
    let json = json_of(&exchange)?;
    let items = json["items"].as_array();
    let items = items.ok_or_else(|| exchange.fails("an object with the array `items`"))?;
    let mut ids = Vec::new();
    for item in items {
        ids.push(id_of(&exchange, item, catalog)?);
    }
    let cursor = |name: &str| match &json[name] {
        Value::Null if json.get(name).is_some() => Ok(None),
        Value::String(cursor) if is_cursor(cursor) => Ok(Some(cursor.clone())),
        _ => Err(exchange.fails(format!(
            "a `{name}` that is null or 1 to 256 letters, digits, `-`, `_` and `.`"
        ))),
    };
    let total_count = json["total_count"].as_u64();
    let total_count =
        total_count.ok_or_else(|| exchange.fails("an object with the integer `total_count`"))?;
    Ok(Page { ids, total_count, next: cursor("next")?, prev: cursor("prev")?, exchange })
}

fn is_cursor(text: &str) -> bool {
    (1..=256).contains(&text.len())
        && text.chars().all(|one| one.is_ascii_alphanumeric() || "-_.".contains(one))
}

/// Such as `?limit=3&after=x`.
async fn listed(client: &mut Client, catalog: &Catalog, query: &str) -> Checked<Page> {
    page_of(client.send(catalog.get(query)).await?, catalog)
}

/// What a page must be.
struct Wanted<'a> {
    ids: &'a [String],
    total_count: usize,
    prev: bool,
    next: bool,
}

async fn listed_as(
    client: &mut Client,
    catalog: &Catalog,
    query: &str,
    wanted: Wanted<'_>,
) -> Checked<Page> {
    let page = listed(client, catalog, query).await?;
    let fails = |expected: String| Err(page.exchange.fails(expected));
    if page.ids != wanted.ids {
        return fails(format!("the products {:?}, in this order", wanted.ids));
    }
    if page.total_count != wanted.total_count as u64 {
        return fails(format!("`\"total_count\": {}`", wanted.total_count));
    }
    for (name, cursor, there) in
        [("prev", &page.prev, wanted.prev), ("next", &page.next, wanted.next)]
    {
        if cursor.is_some() != there {
            return fails(match there {
                true => format!("a cursor as `{name}`: there are matching products"),
                false => format!("`\"{name}\": null`: there is no matching product"),
            });
        }
    }
    Ok(page)
}

// The contract

async fn create_answers_201(trial: &mut Trial) -> Checked {
    trial.did("Made products with and without attributes and read the whole answers.");
    let catalog = Catalog::new(trial);
    let mut client = trial.client()?;
    let attributes = json!({ "size": { "cm": [1, 2.5] }, "Zoë 🦀": true });
    let with =
        json!({ "name": "Mug", "category": "mugs-2", "price_cents": 0, "attributes": attributes });
    let longest = "x".repeat(200);
    let long = json!({ "name": longest, "category": "a", "price_cents": 100_000_000 });
    for body in [tea(450), with, long] {
        let exchange = client.send(catalog.create(&body)).await?.wants(201)?;
        let made = product_with(exchange, &catalog, &body)?;
        let attributes = body.get("attributes").cloned().unwrap_or_else(|| json!({}));
        let rest = json!({ "attributes": attributes, "version": 1 });
        let made = product_with(made.exchange, &catalog, &rest)?;
        located_at(&made.exchange, trial, &catalog.path(&format!("/{}", made.id)))?;
        let found = seen(&mut client, &catalog, &made.id, &made.json).await?;
        if found.etag != made.etag {
            return Err(found.exchange.fails(format!("`ETag: {}`, as at its 201", made.etag)));
        }
    }
    Ok(())
}

async fn errors_are_problems(trial: &mut Trial) -> Checked {
    trial.did("Asked for what is not there, and sent bodies and queries that say nothing.");
    let catalog = Catalog::new(trial);
    let mut client = trial.client()?;
    let unknown = trial.name("none");
    problem(client.send(catalog.get(&format!("/{unknown}"))).await?, 404)?;
    problem(client.send(catalog.patch(&unknown, "*", &json!({}))).await?, 404)?;
    problem(client.send(catalog.delete(&unknown, "*")).await?, 404)?;
    for body in ["", "{\"name\": ", "[]", "\"a\"", "{}"] {
        let request = Request::new("POST", catalog.path(""));
        let request = request.header("Content-Type", "application/json").body(body);
        problem(client.send(request).await?, 400)?;
    }
    let long = "x".repeat(201);
    for (field, value) in [
        ("name", json!(null)),
        ("name", json!(7)),
        ("name", json!("")),
        ("name", json!(long)),
        ("category", json!("Drinks")),
        ("category", json!("")),
        ("category", json!(["drinks"])),
        ("price_cents", json!(-1)),
        ("price_cents", json!(100_000_001)),
        ("price_cents", json!(1.5)),
        ("price_cents", json!("450")),
        ("price_cents", json!(true)),
        ("attributes", json!([])),
        ("attributes", json!("a")),
        ("version", json!(7)),
        ("colour", json!("red")),
    ] {
        let mut body = tea(450);
        body[field] = value;
        problem(client.send(catalog.create(&body)).await?, 400)?;
    }
    for query in [
        "?limit=0",
        "?limit=101",
        "?limit=ten",
        "?price_min=cheap",
        "?price_max=-x",
        "?after=no!cursor",
        "?before=no!cursor",
    ] {
        problem(client.send(catalog.get(query)).await?, 400)?;
    }
    // What was refused is not there.
    let nothing = Wanted { ids: &[], total_count: 0, prev: false, next: false };
    listed_as(&mut client, &catalog, "", nothing).await.map(drop)
}

async fn wrong_method_is_405(trial: &mut Trial) -> Checked {
    trial.did("Used a method that a path does not know.");
    let catalog = Catalog::new(trial);
    let mut client = trial.client()?;
    let made = created(&mut client, &catalog, &tea(450)).await?;
    for allowed in ["GET", "POST"] {
        let request = Request::new("PUT", catalog.path("")).json(&tea(1));
        not_allowed(client.send(request).await?, allowed)?;
    }
    for allowed in ["GET", "PATCH", "DELETE"] {
        let request = Request::post(catalog.path(&format!("/{}", made.id)), &tea(1));
        not_allowed(client.send(request).await?, allowed)?;
    }
    Ok(())
}

async fn conditional_get(trial: &mut Trial) -> Checked {
    trial.did("Asked for a product with its ETag, with others, and after a change.");
    let catalog = Catalog::new(trial);
    let mut client = trial.client()?;
    let made = created(&mut client, &catalog, &tea(450)).await?;
    let ask = |known: &str| catalog.get(&format!("/{}", made.id)).header("If-None-Match", known);
    for known in [
        made.etag.clone(),
        format!("W/{}", made.etag),
        format!("\"other\", {}", made.etag),
        "*".into(),
    ] {
        let exchange = client.send(ask(&known)).await?.wants(304)?;
        if etag_of(&exchange)? != made.etag {
            return Err(exchange.fails(format!("`ETag: {}`", made.etag)));
        }
    }
    product_with(client.send(ask("\"other\"")).await?.wants(200)?, &catalog, &tea(450))?;
    let new =
        patched(&mut client, &catalog, &made, &json!({ "price_cents": 500 }), &tea(500)).await?;
    if new.etag == made.etag {
        return Err(new.exchange.fails("an `ETag` that differs from that of the first version"));
    }
    let exchange = client.send(ask(&made.etag)).await?.wants(200)?;
    let found = product_with(exchange, &catalog, &json!({ "price_cents": 500, "version": 2 }))?;
    if found.etag != new.etag {
        return Err(found.exchange.fails(format!("`ETag: {}`, as after the change", new.etag)));
    }
    client.send(ask(&new.etag)).await?.wants(304).map(drop)
}

// Load

async fn steady_load(trial: &mut Trial) -> Checked {
    let load = Load { rate_per_s: 100, duration_s: 3 };
    trial.did("300 requests came in 3 seconds, whether or not earlier ones were answered: pages, products, new products and changes.");
    let catalog = Catalog::new(trial);
    let mut client = trial.client()?;
    let mut made = Vec::new();
    for at in 0..100 {
        made.push(created(&mut client, &catalog, &tea(at)).await?);
    }
    let first: Vec<String> = made.iter().take(20).map(|one| one.id.clone()).collect();
    // Each product is changed once.
    let of = |at: u64| &made[at as usize / 4 % made.len()];
    open_loop(
        trial,
        load,
        |at| match at % 4 {
            0 => catalog.get("?limit=20"),
            1 => catalog.get(&format!("/{}", of(at).id)),
            2 => catalog.create(&tea(at)),
            _ => catalog.patch(&of(at).id, &of(at).etag, &json!({ "name": "Green tea" })),
        },
        |at, exchange| {
            let exchange = exchange.clone();
            match at % 4 {
                0 => {
                    let page = page_of(exchange, &catalog)?;
                    if page.ids != first {
                        return Err(page.exchange.fails("the 20 products that were made first"));
                    }
                    Ok(())
                }
                1 => product_with(exchange.wants(200)?, &catalog, &json!({ "id": of(at).id }))
                    .map(drop),
                2 => product_with(exchange.wants(201)?, &catalog, &tea(at)).map(drop),
                _ => {
                    let fields = json!({ "name": "Green tea", "version": 2 });
                    product_with(exchange.wants(200)?, &catalog, &fields).map(drop)
                }
            }
        },
    )
    .await?;
    let page = listed(&mut client, &catalog, "?limit=1").await?;
    if page.total_count != 175 {
        return Err(page.exchange.fails("`\"total_count\": 175`: 100 were there, 75 were made"));
    }
    Ok(())
}
