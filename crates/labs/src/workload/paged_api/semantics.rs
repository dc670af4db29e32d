//! What pages, patches and keys mean.

use super::{
    Catalog, Wanted, created, is_kind, json_of, listed, listed_as, patched, problem, product_with,
    seen, tea,
};
use crate::check::Checked;
use crate::client::http::{Exchange, Request};
use crate::trial::Trial;
use serde_json::{Value, json};

pub(super) async fn pages_both_ways(trial: &mut Trial) -> Checked {
    let catalog = Catalog::new(trial);
    let mut client = trial.client()?;
    let limit = trial.chance().between(3, 7) as usize;
    // The last page is full, which does not make another one.
    let count = limit * trial.chance().between(8, 9) as usize;
    trial.did(format!("Went through {count} products by pages of {limit}, to the end and back."));
    let nothing = Wanted { ids: &[], total_count: 0, prev: false, next: false };
    listed_as(&mut client, &catalog, "", nothing).await?;
    let mut ids = Vec::new();
    for at in 0..count {
        ids.push(created(&mut client, &catalog, &tea(at as u64)).await?.id);
    }
    let pages: Vec<&[String]> = ids.chunks(limit).collect();
    let wanted = |at: usize, ids| Wanted {
        ids,
        total_count: count,
        prev: at > 0,
        next: at + 1 < pages.len(),
    };
    let mut query = format!("?limit={limit}");
    let mut prev = None;
    for (at, page) in pages.iter().enumerate() {
        let got = listed_as(&mut client, &catalog, &query, wanted(at, page)).await?;
        query = format!("?limit={limit}&after={}", got.next.unwrap_or_default());
        prev = got.prev;
    }
    for (at, page) in pages.iter().enumerate().rev().skip(1) {
        let query = format!("?limit={limit}&before={}", prev.unwrap_or_default());
        prev = listed_as(&mut client, &catalog, &query, wanted(at, page)).await?.prev;
    }
    // Without a limit there are twenty; one cursor serves every limit.
    let first = Wanted { ids: &ids[..20], total_count: count, prev: false, next: true };
    let next = listed_as(&mut client, &catalog, "", first).await?.next.unwrap_or_default();
    let rest = Wanted { ids: &ids[20..], total_count: count, prev: true, next: false };
    listed_as(&mut client, &catalog, &format!("?limit=100&after={next}"), rest).await?;
    let near = Wanted { ids: &ids[18..20], total_count: count, prev: true, next: true };
    listed_as(&mut client, &catalog, &format!("?limit=2&before={next}"), near).await?;
    let both = format!("?after={next}&before={next}");
    problem(client.send(catalog.get(&both)).await?, 400)
}

pub(super) async fn filters(trial: &mut Trial) -> Checked {
    trial.did("Listed products by category and price, alone and together, with cursors.");
    let catalog = Catalog::new(trial);
    let mut client = trial.client()?;
    let mut all: Vec<(String, &str, u64)> = Vec::new();
    for at in 0..24_u64 {
        let category = ["drinks", "mugs", "drinks", "books"][at as usize % 4];
        let price_cents = if at == 5 { 300 } else { trial.chance().between(1, 6) * 100 };
        let body = json!({ "name": "N", "category": category, "price_cents": price_cents });
        let id = created(&mut client, &catalog, &body).await?.id;
        all.push((id, category, price_cents));
    }
    for (category, low, high) in [
        (Some("drinks"), None, None),
        (None, Some(300), None),
        (None, None, Some(300)),
        (None, Some(300), Some(300)),
        (Some("mugs"), Some(200), Some(500)),
        (Some("nothing-has-it"), None, None),
        (Some("books"), Some(601), None),
    ] {
        let ids: Vec<String> = all
            .iter()
            .filter(|(_, one, _)| category.is_none_or(|wanted| wanted == *one))
            .filter(|(_, _, cents)| low.is_none_or(|low| *cents >= low))
            .filter(|(_, _, cents)| high.is_none_or(|high| *cents <= high))
            .map(|(id, ..)| id.clone())
            .collect();
        let mut filter = String::new();
        if let Some(category) = category {
            filter.push_str(&format!("&category={category}"));
        }
        if let Some(low) = low {
            filter.push_str(&format!("&price_min={low}"));
        }
        if let Some(high) = high {
            filter.push_str(&format!("&price_max={high}"));
        }
        let total_count = ids.len();
        let whole = Wanted { ids: &ids, total_count, prev: false, next: false };
        listed_as(&mut client, &catalog, &format!("?limit=100{filter}"), whole).await?;
        let (mut query, mut prev) = (format!("?limit=2{filter}"), None);
        for (at, page) in ids.chunks(2).enumerate() {
            let next = at * 2 + 2 < total_count;
            let wanted = Wanted { ids: page, total_count, prev: at > 0, next };
            let got = listed_as(&mut client, &catalog, &query, wanted).await?;
            query = format!("?limit=2&after={}{filter}", got.next.unwrap_or_default());
            prev = got.prev;
        }
        if let Some(prev) = prev {
            // From the last page to the one before.
            let end = (total_count - 1) / 2 * 2;
            let wanted = Wanted { ids: &ids[end - 2..end], total_count, prev: end > 2, next: true };
            let query = format!("?limit=2&before={prev}{filter}");
            listed_as(&mut client, &catalog, &query, wanted).await?;
        }
    }
    Ok(())
}

pub(super) async fn cursors_hold_their_place(trial: &mut Trial) -> Checked {
    trial.did("Took cursors, deleted and changed the products beside them, made others, and went on from where they were.");
    let catalog = Catalog::new(trial);
    let mut client = trial.client()?;
    let mut made = Vec::new();
    for at in 0..12 {
        made.push(created(&mut client, &catalog, &tea(at)).await?);
    }
    let mut ids: Vec<String> = made.iter().map(|one| one.id.clone()).collect();
    let second = Wanted { ids: &ids[..4], total_count: 12, prev: false, next: true };
    let next = listed_as(&mut client, &catalog, "?limit=4", second).await?.next;
    let next = next.unwrap_or_default();
    let middle = Wanted { ids: &ids[4..8], total_count: 12, prev: true, next: true };
    let query = format!("?limit=4&after={next}");
    let got = listed_as(&mut client, &catalog, &query, middle).await?;
    let (start, end) = (got.prev.unwrap_or_default(), got.next.unwrap_or_default());
    // The neighbours of both places, and the very first.
    for at in [0, 3, 4, 7, 8] {
        let gone = &made[at];
        client.send(catalog.delete(&gone.id, &gone.etag)).await?.wants(204)?;
    }
    patched(&mut client, &catalog, &made[5], &json!({ "price_cents": 9 }), &json!({})).await?;
    let late = created(&mut client, &catalog, &tea(99)).await?;
    ids.push(late.id.clone());
    let left: Vec<String> =
        [1, 2, 5, 6, 9, 10, 11, 12].iter().map(|at: &usize| ids[*at].clone()).collect();
    let total_count = left.len();
    for (query, ids, prev, next) in [
        (format!("?limit=2&after={start}"), &left[2..4], true, true),
        (format!("?limit=9&before={start}"), &left[..2], false, true),
        (format!("?limit=9&after={end}"), &left[4..], true, false),
        (format!("?limit=1&before={end}"), &left[3..4], true, true),
        ("?limit=3".to_owned(), &left[..3], false, true),
    ] {
        let wanted = Wanted { ids, total_count, prev, next };
        listed_as(&mut client, &catalog, &query, wanted).await?;
    }
    // At the end there is nothing, until there is something.
    for id in &left[4..] {
        client.send(catalog.delete(id, "*")).await?.wants(204)?;
    }
    let query = format!("?after={end}");
    let nothing = Wanted { ids: &[], total_count: 4, prev: true, next: false };
    let back = listed_as(&mut client, &catalog, &query, nothing).await?.prev.unwrap_or_default();
    let last = Wanted { ids: &left[2..4], total_count: 4, prev: true, next: false };
    listed_as(&mut client, &catalog, &format!("?limit=2&before={back}"), last).await?;
    let new = [created(&mut client, &catalog, &tea(100)).await?.id];
    let wanted = Wanted { ids: &new, total_count: 5, prev: true, next: false };
    listed_as(&mut client, &catalog, &query, wanted).await.map(drop)
}

pub(super) async fn if_match_guards(trial: &mut Trial) -> Checked {
    trial.did("Changed and deleted a product with no ETag, with a wrong one, with an old one and with the current one.");
    let catalog = Catalog::new(trial);
    let mut client = trial.client()?;
    let old = created(&mut client, &catalog, &tea(450)).await?;
    let body = json!({ "price_cents": 500 });
    let new = patched(&mut client, &catalog, &old, &body, &json!({ "version": 2 })).await?;
    let without = |mut request: Request| {
        request.headers.retain(|(name, _)| name != "If-Match");
        request
    };
    let cheap = json!({ "price_cents": 1 });
    let patch = |etag: &str| catalog.patch(&old.id, etag, &cheap);
    let delete = |etag: &str| catalog.delete(&old.id, etag);
    problem(client.send(without(patch(""))).await?, 428)?;
    problem(client.send(without(delete(""))).await?, 428)?;
    let weak = format!("W/{}", new.etag);
    let several = format!("\"other\", {}", old.etag);
    for wrong in [old.etag.as_str(), "\"other\"", &weak, &several] {
        problem(client.send(patch(wrong)).await?, 412)?;
        problem(client.send(delete(wrong)).await?, 412)?;
    }
    let unchanged = json!({ "price_cents": 500, "version": 2, "name": "Tea" });
    let found = seen(&mut client, &catalog, &old.id, &unchanged).await?;
    if found.etag != new.etag {
        return Err(found.exchange.fails(format!("`ETag: {}`: nothing has changed", new.etag)));
    }
    let list = format!("\"other\", {}", new.etag);
    let exchange = client.send(patch(&list)).await?.wants(200)?;
    product_with(exchange, &catalog, &json!({ "price_cents": 1, "version": 3 }))?;
    let exchange = client.send(patch("*")).await?.wants(200)?;
    let last = product_with(exchange, &catalog, &json!({ "version": 4 }))?;
    problem(client.send(delete(&new.etag)).await?, 412)?;
    client.send(delete(&last.etag)).await?.wants(204)?;
    problem(client.send(catalog.get(&format!("/{}", old.id))).await?, 404)?;
    problem(client.send(delete(&last.etag)).await?, 404)?;
    problem(client.send(patch("*")).await?, 404)?;
    let page = listed(&mut client, &catalog, "").await?;
    if page.total_count != 0 || !page.ids.is_empty() {
        return Err(page.exchange.fails("no products: the only one was deleted"));
    }
    Ok(())
}

pub(super) async fn merge_patch(trial: &mut Trial) -> Checked {
    trial.did("Patched fields, nested attributes and arrays, removed some, and sent patches that cannot be.");
    let catalog = Catalog::new(trial);
    let mut client = trial.client()?;
    let attributes = json!({ "a": 1, "deep": { "b": [1, { "c": 2 }], "d": "x" }, "e": {} });
    let mut body = tea(450);
    body["attributes"] = attributes;
    let mut product = created(&mut client, &catalog, &body).await?;
    let steps: [(Value, Value); 7] = [
        (
            json!({ "attributes": { "deep": { "d": null, "new": { "z": true } } } }),
            json!({ "a": 1, "deep": { "b": [1, { "c": 2 }], "new": { "z": true } }, "e": {} }),
        ),
        // An array is one value.
        (
            json!({ "attributes": { "deep": { "b": [{ "f": null }] } } }),
            json!({ "a": 1, "deep": { "b": [{ "f": null }], "new": { "z": true } }, "e": {} }),
        ),
        // An object takes the place of what is none, without its nulls.
        (
            json!({ "attributes": { "a": { "g": null, "h": { "i": null } }, "none": null } }),
            json!({ "a": { "h": {} }, "deep": { "b": [{ "f": null }], "new": { "z": true } }, "e": {} }),
        ),
        (json!({ "attributes": { "deep": 7, "e": null } }), json!({ "a": { "h": {} }, "deep": 7 })),
        (json!({}), json!({ "a": { "h": {} }, "deep": 7 })),
        (json!({ "attributes": null }), json!({})),
        (json!({ "attributes": { "a": "again" } }), json!({ "a": "again" })),
    ];
    for (at, (patch, attributes)) in steps.into_iter().enumerate() {
        let mut fields = tea(450);
        fields["attributes"] = attributes;
        fields["version"] = json!(at + 2);
        product = patched(&mut client, &catalog, &product, &patch, &fields).await?;
        seen(&mut client, &catalog, &product.id, &fields).await?;
    }
    let change = json!({ "name": "Zoë's mug", "category": "mugs", "price_cents": 0 });
    product = patched(&mut client, &catalog, &product, &change, &change).await?;
    for patch in [
        json!([]),
        json!("name"),
        json!({ "name": null }),
        json!({ "name": "" }),
        json!({ "price_cents": -1 }),
        json!({ "price_cents": { "cents": 1 } }),
        json!({ "category": "Mugs" }),
        json!({ "attributes": [1] }),
        json!({ "version": 70 }),
        json!({ "id": "mine" }),
        json!({ "name": "New", "colour": "red" }),
    ] {
        problem(client.send(catalog.patch(&product.id, &product.etag, &patch)).await?, 400)?;
    }
    let mut plain = catalog.patch(&product.id, &product.etag, &json!({ "name": "New" }));
    plain.headers.retain(|(name, _)| name != "Content-Type");
    problem(client.send(plain.header("Content-Type", "text/plain")).await?, 415)?;
    let mut fields = change;
    fields["version"] = json!(9);
    fields["attributes"] = json!({ "a": "again" });
    seen(&mut client, &catalog, &product.id, &fields).await.map(drop)
}

/// Body, ETag and Location are those of the first time.
fn same_answer(first: &Exchange, again: &Exchange) -> Checked {
    let header = |name: &str| first.header(name).unwrap_or_default();
    let kind = again.header("content-type").unwrap_or_default();
    let same = json_of(first)? == json_of(again)? && is_kind(kind, "application/json");
    for name in ["etag", "location"] {
        if again.header(name) != first.header(name) {
            return Err(again.fails(format!("`{name}: {}`, as the first time", header(name))));
        }
    }
    if same { Ok(()) } else { Err(again.fails("the body of the first time")) }
}

pub(super) async fn idempotency_keys(trial: &mut Trial) -> Checked {
    trial.did("Repeated a POST with its key: at once, with another body, after a change and after the product was deleted.");
    let (catalog, other) = (Catalog::new(trial), Catalog::new(trial));
    let mut client = trial.client()?;
    let key = trial.name("key");
    let with = |catalog: &Catalog, body: &Value| {
        catalog.create(body).header("Idempotency-Key", key.as_str())
    };
    // Refused, so the key is still free.
    problem(client.send(with(&catalog, &json!({ "name": "Tea" }))).await?, 400)?;
    let first = client.send(with(&catalog, &tea(450))).await?.wants(201)?;
    let made = product_with(first.clone(), &catalog, &tea(450))?;
    same_answer(&first, &client.send(with(&catalog, &tea(450))).await?.wants(201)?)?;
    // The same JSON value, written in another way.
    let spaced = "{ \"price_cents\": 450,\n \"category\": \"drinks\", \"name\": \"T\\u0065a\" }";
    let request = Request::new("POST", catalog.path(""))
        .header("Content-Type", "application/json")
        .header("Idempotency-Key", key.as_str())
        .body(spaced);
    same_answer(&first, &client.send(request).await?.wants(201)?)?;
    problem(client.send(with(&catalog, &tea(451))).await?, 422)?;
    let new = json!({ "name": "Green tea" });
    let changed = patched(&mut client, &catalog, &made, &new, &new).await?;
    same_answer(&first, &client.send(with(&catalog, &tea(450))).await?.wants(201)?)?;
    seen(&mut client, &catalog, &made.id, &json!({ "name": "Green tea", "version": 2 })).await?;
    client.send(catalog.delete(&made.id, &changed.etag)).await?.wants(204)?;
    same_answer(&first, &client.send(with(&catalog, &tea(450))).await?.wants(201)?)?;
    problem(client.send(catalog.get(&format!("/{}", made.id))).await?, 404)?;
    // A key belongs to its catalog, and what has none is never the same.
    let elsewhere = client.send(with(&other, &tea(450))).await?.wants(201)?;
    let elsewhere = product_with(elsewhere, &other, &tea(450))?.id;
    let one = created(&mut client, &other, &tea(450)).await?.id;
    let two = created(&mut client, &other, &tea(450)).await?.id;
    let ids = [elsewhere, one, two];
    let wanted = Wanted { ids: &ids, total_count: 3, prev: false, next: false };
    listed_as(&mut client, &other, "", wanted).await?;
    let nothing = Wanted { ids: &[], total_count: 0, prev: false, next: false };
    listed_as(&mut client, &catalog, "", nothing).await.map(drop)
}

pub(super) async fn two_api_versions(trial: &mut Trial) -> Checked {
    trial.did("Made, changed and listed products under /v1 and looked at them under /v2, and the other way round.");
    let one = Catalog::new(trial);
    let two = one.v2();
    let mut client = trial.client()?;
    let in_two =
        |cents: u64| json!({ "name": "Tea", "category": "drinks", "price": { "cents": cents } });
    let absent = |product: &super::Product, field: &str| match product.json.get(field) {
        None => Ok(()),
        Some(_) => Err(product.exchange.fails(format!("no `{field}` under this version"))),
    };
    let first = created(&mut client, &one, &tea(450)).await?;
    absent(&first, "price")?;
    let shown = seen(&mut client, &two, &first.id, &in_two(450)).await?;
    absent(&shown, "price_cents")?;
    let second = client.send(two.create(&in_two(600))).await?.wants(201)?;
    let second = product_with(second, &two, &in_two(600))?;
    super::located_at(&second.exchange, trial, &two.path(&format!("/{}", second.id)))?;
    seen(&mut client, &one, &second.id, &tea(600)).await?;
    // A change under one version makes the other's ETag old.
    let cheaper = json!({ "price": { "cents": 400 } });
    let old = seen(&mut client, &one, &first.id, &tea(450)).await?;
    let exchange = client.send(two.patch(&first.id, &shown.etag, &cheaper)).await?.wants(200)?;
    product_with(exchange, &two, &in_two(400))?;
    let stale = one.patch(&first.id, &old.etag, &json!({ "name": "Lost" }));
    problem(client.send(stale).await?, 412)?;
    let fresh = seen(&mut client, &one, &first.id, &tea(400)).await?;
    let dearer = json!({ "price_cents": 700 });
    patched(&mut client, &one, &fresh, &dearer, &json!({ "version": 3 })).await?;
    seen(&mut client, &two, &first.id, &in_two(700)).await?;
    problem(client.send(two.patch(&first.id, &shown.etag, &cheaper)).await?, 412)?;
    for (catalog, body) in [(&one, in_two(1)), (&two, tea(1))] {
        problem(client.send(catalog.create(&body)).await?, 400)?;
    }
    let current = seen(&mut client, &two, &first.id, &in_two(700)).await?;
    for patch in [
        json!({ "price_cents": 1 }),
        json!({ "price": 1 }),
        json!({ "price": { "cents": null } }),
        json!({ "price": { "euros": 1 } }),
    ] {
        problem(client.send(two.patch(&first.id, &current.etag, &patch)).await?, 400)?;
    }
    let ids = [first.id, second.id];
    for catalog in [&one, &two] {
        let wanted = Wanted { ids: &ids, total_count: 2, prev: false, next: false };
        listed_as(&mut client, catalog, "", wanted).await?;
        let wanted = Wanted { ids: &ids[..1], total_count: 1, prev: false, next: false };
        listed_as(&mut client, catalog, "?price_min=700", wanted).await?;
    }
    Ok(())
}
