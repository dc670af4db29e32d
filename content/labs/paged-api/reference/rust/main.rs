//! A paged API with the standard library alone: a thread a connection, one lock, and a file that only grows.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;
use std::fs::{File, OpenOptions};
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::sync::{Arc, Mutex};

const PRICE_MAX: u64 = 100_000_000;

fn main() -> io::Result<()> {
    let port: u16 = std::env::var("PORT").ok().and_then(|port| port.parse().ok()).expect("PORT");
    let folder = std::env::var("DATA_DIR").expect("DATA_DIR");
    let store = Arc::new(Mutex::new(Store::open(Path::new(&folder))?));
    end_on_sigterm();
    for connection in TcpListener::bind(("127.0.0.1", port))?.incoming() {
        let (Ok(connection), store) = (connection, store.clone()) else { continue };
        std::thread::spawn(move || serve(connection, &store));
    }
    Ok(())
}

/// Whatever was answered is in the file, so there is nothing to finish.
fn end_on_sigterm() {
    unsafe extern "C" {
        fn signal(number: i32, handler: extern "C" fn(i32)) -> usize;
        fn _exit(code: i32) -> !;
    }
    extern "C" fn end(_: i32) {
        // SAFETY: `_exit` may be called in a signal handler.
        unsafe { _exit(0) }
    }
    const SIGTERM: i32 = 15;
    // SAFETY: the handler only ends the process.
    unsafe { signal(SIGTERM, end) };
}

/// What a client can set.
#[derive(Clone)]
struct Fields {
    name: String,
    category: String,
    price_cents: u64,
    attributes: Json,
}

/// `number` is the place in the order of making.
#[derive(Clone)]
struct Product {
    number: u64,
    version: u64,
    fields: Fields,
}

impl Product {
    fn etag(&self) -> String {
        format!("\"p{}.{}\"", self.number, self.version)
    }
}

#[derive(Default)]
struct Catalog {
    products: BTreeMap<u64, Product>,
    made: u64,
    /// What was answered to a key: the path and the body that came, and the product as it was then.
    answered: HashMap<String, (Json, Product)>,
}

impl Catalog {
    fn find(&self, id: &str) -> Result<&Product, Answer> {
        let number = id.strip_prefix('p').and_then(|number| number.parse().ok());
        let product = number.and_then(|number| self.products.get(&number));
        let product = product.filter(|product| format!("p{}", product.number) == id);
        product.ok_or_else(|| problem(404, "there is no such product"))
    }
}

/// Everything is in memory; the file is read once, at the start.
struct Store {
    file: File,
    catalogs: HashMap<String, Catalog>,
}

impl Store {
    fn open(folder: &Path) -> io::Result<Store> {
        let path = folder.join("products.jsonl");
        let file = OpenOptions::new().create(true).read(true).append(true).open(&path)?;
        let mut store = Store { file, catalogs: HashMap::new() };
        let bytes = std::fs::read(&path)?;
        // The last line may be half of one: nobody was told of it.
        let whole = bytes.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
        for line in bytes[..whole].split_inclusive(|byte| *byte == b'\n') {
            let entry = std::str::from_utf8(line).ok().and_then(|line| {
                // A wish lies deeper in its line than it came.
                Json::read(line, DEPTH_MAX + 8)
            });
            entry.and_then(|entry| store.apply(&entry)).ok_or(io::ErrorKind::InvalidData)?;
        }
        store.file.set_len(whole as u64)?;
        Ok(store)
    }

    fn apply(&mut self, entry: &Json) -> Option<()> {
        let catalog = self.catalogs.entry(entry.get("catalog")?.text()?.into()).or_default();
        if let Some(number) = entry.get("deleted") {
            catalog.products.remove(&number.integer()?);
            return Some(());
        }
        let fields = entry.get("product")?;
        let product = Product {
            number: entry.get("number")?.integer()?,
            version: entry.get("version")?.integer()?,
            fields: Api::V1.read(fields).ok()?,
        };
        catalog.made = catalog.made.max(product.number);
        if let Some(key) = entry.get("key") {
            let first = (entry.get("request")?.clone(), product.clone());
            catalog.answered.insert(key.text()?.into(), first);
        }
        catalog.products.insert(product.number, product);
        Some(())
    }

    /// Durable before it is answered: one write, with no buffer of ours between.
    fn keep(&mut self, entry: Vec<(&str, Json)>) -> Result<(), Answer> {
        let entry = object(entry);
        let written = self.file.write_all(format!("{}\n", entry.written()).as_bytes());
        written
            .ok()
            .and_then(|()| self.apply(&entry))
            .ok_or_else(|| problem(500, "not written down"))
    }

    fn keep_product(
        &mut self,
        catalog: &str,
        product: &Product,
        more: Vec<(&str, Json)>,
    ) -> Result<(), Answer> {
        let mut entry = vec![
            ("catalog", Json::Text(catalog.into())),
            ("number", number(product.number)),
            ("version", number(product.version)),
            ("product", object(Api::V1.body(&product.fields))),
        ];
        entry.extend(more);
        self.keep(entry)
    }

    fn catalog(&mut self, name: &str) -> &mut Catalog {
        self.catalogs.entry(name.into()).or_default()
    }
}

/// How one version of the API writes a price.
#[derive(Clone, Copy)]
enum Api {
    V1,
    V2,
}

impl Api {
    fn price_field(self) -> &'static str {
        match self {
            Api::V1 => "price_cents",
            Api::V2 => "price",
        }
    }

    fn body(self, fields: &Fields) -> Vec<(&'static str, Json)> {
        let cents = number(fields.price_cents);
        let price = match self {
            Api::V1 => cents,
            Api::V2 => object(vec![("cents", cents)]),
        };
        vec![
            ("name", Json::Text(fields.name.clone())),
            ("category", Json::Text(fields.category.clone())),
            (self.price_field(), price),
            ("attributes", fields.attributes.clone()),
        ]
    }

    fn shown(self, product: &Product) -> Json {
        let mut shown = self.body(&product.fields);
        shown.push(("id", Json::Text(format!("p{}", product.number))));
        shown.push(("version", number(product.version)));
        object(shown)
    }

    fn knows_all(self, wish: &Json) -> Result<(), Answer> {
        let Json::Object(fields) = wish else {
            return Err(problem(400, "the body is no JSON object"));
        };
        let known = ["name", "category", self.price_field(), "attributes"];
        match fields.keys().find(|name| !known.contains(&name.as_str())) {
            Some(name) => Err(problem(400, &format!("{name} is no field that can be set"))),
            None => Ok(()),
        }
    }

    fn read(self, wish: &Json) -> Result<Fields, Answer> {
        self.knows_all(wish)?;
        let name = wish.get("name").and_then(Json::text);
        let Some(name) = name.filter(|name| (1..=200).contains(&name.chars().count())) else {
            return Err(problem(400, "name must have 1 to 200 characters"));
        };
        let category = wish.get("category").and_then(Json::text);
        let Some(category) = category.filter(|category| {
            let fits = |byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-');
            (1..=32).contains(&category.len()) && category.bytes().all(fits)
        }) else {
            return Err(problem(400, "category must have 1 to 32 of a-z, 0-9 and -"));
        };
        let price = match (self, wish.get(self.price_field())) {
            (Api::V2, Some(Json::Object(price))) if price.len() == 1 => price.get("cents"),
            (Api::V2, _) => None,
            (Api::V1, price) => price,
        };
        let price = price.and_then(Json::integer).filter(|cents| *cents <= PRICE_MAX);
        let Some(price_cents) = price else {
            return Err(problem(400, "a price must be an integer from 0 to 100000000"));
        };
        let attributes = match wish.get("attributes") {
            None => Json::Object(BTreeMap::new()),
            Some(Json::Object(attributes)) => Json::Object(attributes.clone()),
            Some(_) => return Err(problem(400, "attributes must be an object")),
        };
        Ok(Fields { name: name.into(), category: category.into(), price_cents, attributes })
    }
}

#[derive(Default)]
struct Request {
    method: String,
    path: String,
    query: String,
    headers: HashMap<String, String>,
    body: Vec<u8>,
}

impl Request {
    fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(String::as_str)
    }

    fn wish(&self) -> Result<Json, Answer> {
        let wish = std::str::from_utf8(&self.body).ok();
        let wish = wish.and_then(|text| Json::read(text, DEPTH_MAX));
        wish.ok_or_else(|| problem(400, "the body is not JSON"))
    }
}

struct Answer {
    status: u16,
    headers: Vec<(&'static str, String)>,
    kind: &'static str,
    body: Option<String>,
}

impl Answer {
    fn json(status: u16, body: &Json) -> Answer {
        let body = Some(body.written());
        Answer { status, headers: Vec::new(), kind: "application/json", body }
    }

    fn empty(status: u16) -> Answer {
        Answer { status, headers: Vec::new(), kind: "", body: None }
    }

    fn with(mut self, name: &'static str, value: String) -> Answer {
        self.headers.push((name, value));
        self
    }
}

fn problem(status: u16, title: &str) -> Answer {
    let body = object(vec![("status", number(status.into())), ("title", Json::Text(title.into()))]);
    Answer { kind: "application/problem+json", ..Answer::json(status, &body) }
}

fn serve(connection: TcpStream, store: &Mutex<Store>) {
    let Ok(mut out) = connection.try_clone() else { return };
    let _ = out.set_nodelay(true);
    let mut from = BufReader::new(connection);
    while let Some(request) = read(&mut from) {
        let answer = match store.lock() {
            Ok(mut store) => answer(&request, &mut store).unwrap_or_else(|problem| problem),
            Err(_) => return,
        };
        let mut text = format!("HTTP/1.1 {} .\r\n", answer.status);
        for (name, value) in &answer.headers {
            let _ = write!(text, "{name}: {value}\r\n");
        }
        if let Some(body) = &answer.body {
            let (kind, length) = (answer.kind, body.len());
            let _ = write!(text, "Content-Type: {kind}\r\nContent-Length: {length}\r\n");
        }
        text.push_str("\r\n");
        if request.method != "HEAD" {
            text.push_str(answer.body.as_deref().unwrap_or_default());
        }
        let close =
            request.header("connection").is_some_and(|value| value.eq_ignore_ascii_case("close"));
        if out.write_all(text.as_bytes()).is_err() || close {
            return;
        }
    }
}

fn read(from: &mut BufReader<TcpStream>) -> Option<Request> {
    let mut line = String::new();
    from.read_line(&mut line).ok()?;
    let mut parts = line.split_ascii_whitespace();
    let (method, target) = (parts.next()?.to_owned(), parts.next()?);
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let mut request =
        Request { method, path: path.into(), query: query.into(), ..Request::default() };
    loop {
        let mut line = Vec::new();
        if from.read_until(b'\n', &mut line).ok()? == 0 {
            return None;
        }
        let line = String::from_utf8_lossy(&line);
        let Some((name, value)) = line.trim_end().split_once(':') else { break };
        let all = request.headers.entry(name.to_ascii_lowercase()).or_default();
        if !all.is_empty() {
            all.push_str(", ");
        }
        all.push_str(value.trim());
    }
    let length = request.header("content-length").map_or(Some(0), |length| length.parse().ok())?;
    from.take(length).read_to_end(&mut request.body).ok()?;
    (request.body.len() as u64 == length).then_some(request)
}

fn answer(request: &Request, store: &mut Store) -> Result<Answer, Answer> {
    let parts: Vec<&str> = request.path.split('/').collect();
    let (["", version, "catalogs", catalog, "products"]
    | ["", version, "catalogs", catalog, "products", _]) = parts.as_slice()
    else {
        return Err(problem(404, "there is nothing here"));
    };
    let api = match *version {
        "v1" => Api::V1,
        "v2" => Api::V2,
        _ => return Err(problem(404, "there is no such version")),
    };
    if !is_name(catalog) {
        return Err(problem(404, "there is no such catalog"));
    }
    match (request.method.as_str(), parts.get(5)) {
        ("GET", None) => list(api, request, store.catalog(catalog)),
        ("POST", None) => create(api, request, store, catalog),
        (_, None) => Err(problem(405, "use GET or POST").with("Allow", "GET, POST".into())),
        ("GET", Some(id)) => show(api, request, store.catalog(catalog).find(id)?),
        ("PATCH", Some(id)) => patch(api, request, store, catalog, id),
        ("DELETE", Some(id)) => {
            let product = store.catalog(catalog).find(id)?;
            guard(product, request)?;
            let gone = number(product.number);
            store.keep(vec![("catalog", Json::Text(catalog.to_string())), ("deleted", gone)])?;
            Ok(Answer::empty(204))
        }
        (_, Some(_)) => {
            Err(problem(405, "use GET, PATCH or DELETE").with("Allow", "GET, PATCH, DELETE".into()))
        }
    }
}

fn is_name(name: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    (1..=64).contains(&name.len()) && name.bytes().all(fits)
}

fn create(api: Api, request: &Request, store: &mut Store, catalog: &str) -> Result<Answer, Answer> {
    let wish = request.wish()?;
    let fields = api.read(&wish)?;
    let key = request.header("idempotency-key");
    if key.is_some_and(|key| !is_name(key)) {
        return Err(problem(400, "a key has 1 to 64 letters, digits, - and _"));
    }
    let this = Json::Array(vec![Json::Text(request.path.clone()), wish]);
    let known = store.catalog(catalog);
    let product = match key.and_then(|key| known.answered.get(key)) {
        Some((first, _)) if *first != this => {
            return Err(problem(422, "the key was used for another request"));
        }
        Some((_, product)) => product.clone(),
        None => {
            let product = Product { number: known.made + 1, version: 1, fields };
            let more = key.map(|key| vec![("key", Json::Text(key.into())), ("request", this)]);
            store.keep_product(catalog, &product, more.unwrap_or_default())?;
            product
        }
    };
    Ok(Answer::json(201, &api.shown(&product))
        .with("Location", format!("{}/p{}", request.path, product.number))
        .with("ETag", product.etag()))
}

fn show(api: Api, request: &Request, product: &Product) -> Result<Answer, Answer> {
    let etag = product.etag();
    let is_known = request.header("if-none-match").is_some_and(|known| {
        let mut names = known.split(',').map(str::trim);
        known == "*" || names.any(|name| name.strip_prefix("W/").unwrap_or(name) == etag)
    });
    let answer = if is_known { Answer::empty(304) } else { Answer::json(200, &api.shown(product)) };
    Ok(answer.with("ETag", etag))
}

fn guard(product: &Product, request: &Request) -> Result<(), Answer> {
    let Some(names) = request.header("if-match") else {
        return Err(problem(428, "say in If-Match which version you mean"));
    };
    if names != "*" && names.split(',').all(|name| name.trim() != product.etag()) {
        return Err(problem(412, "the product has changed since"));
    }
    Ok(())
}

fn patch(
    api: Api,
    request: &Request,
    store: &mut Store,
    catalog: &str,
    id: &str,
) -> Result<Answer, Answer> {
    let product = store.catalog(catalog).find(id)?;
    guard(product, request)?;
    let kind = request.header("content-type").and_then(|kind| kind.split(';').next());
    if !kind.is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/merge-patch+json")) {
        return Err(problem(415, "send application/merge-patch+json"));
    }
    let wish = request.wish()?;
    api.knows_all(&wish)?;
    let fields = api.read(&merged(Some(object(api.body(&product.fields))), wish))?;
    let product = Product { version: product.version + 1, number: product.number, fields };
    store.keep_product(catalog, &product, Vec::new())?;
    Ok(Answer::json(200, &api.shown(&product)).with("ETag", product.etag()))
}

/// RFC 7396, section 2.
fn merged(target: Option<Json>, patch: Json) -> Json {
    let Json::Object(patch) = patch else { return patch };
    let mut result = match target {
        Some(Json::Object(fields)) => fields,
        _ => BTreeMap::new(),
    };
    for (name, value) in patch {
        let before = result.remove(&name);
        if value != Json::Null {
            result.insert(name, merged(before, value));
        }
    }
    Json::Object(result)
}

/// A place is the number of the product before it, whether or not that one is still there.
fn list(api: Api, request: &Request, catalog: &Catalog) -> Result<Answer, Answer> {
    let query = query(&request.query);
    let integer = |name: &str, low: u64, high: u64, default: u64| match query.get(name) {
        None => Ok(default),
        Some(text) => digits(text).filter(|value| (low..=high).contains(value)).ok_or_else(|| {
            problem(400, &format!("{name} must be an integer from {low} to {high}"))
        }),
    };
    let place = |name: &str| match query.get(name) {
        None => Ok(None),
        Some(text) => text
            .strip_prefix("at-")
            .and_then(digits)
            .map(Some)
            .ok_or_else(|| problem(400, &format!("{name} is no cursor of ours"))),
    };
    let limit = integer("limit", 1, 100, 20)? as usize;
    let prices =
        integer("price_min", 0, PRICE_MAX, 0)?..=integer("price_max", 0, PRICE_MAX, PRICE_MAX)?;
    let category = query.get("category");
    let (after, before) = (place("after")?, place("before")?);
    if after.is_some() && before.is_some() {
        return Err(problem(400, "give after or before, not both"));
    }
    let found: Vec<&Product> = catalog
        .products
        .values()
        .filter(|product| category.is_none_or(|category| product.fields.category == *category))
        .filter(|product| prices.contains(&product.fields.price_cents))
        .collect();
    let asked = before.or(after).unwrap_or(0);
    let cut = found.partition_point(|product| product.number <= asked);
    let items = match before {
        Some(_) => &found[cut.saturating_sub(limit)..cut],
        None => &found[cut..found.len().min(cut + limit)],
    };
    let start = items.first().map_or(asked, |product| product.number - 1);
    let end = items.last().map_or(asked, |product| product.number);
    let cursor = |is_there, at| if is_there { Json::Text(format!("at-{at}")) } else { Json::Null };
    let has_prev = found.first().is_some_and(|product| product.number <= start);
    let has_next = found.last().is_some_and(|product| product.number > end);
    let content = object(vec![
        ("items", Json::Array(items.iter().map(|product| api.shown(product)).collect())),
        ("total_count", number(found.len() as u64)),
        ("prev", cursor(has_prev, start)),
        ("next", cursor(has_next, end)),
    ]);
    Ok(Answer::json(200, &content))
}

fn digits(text: &str) -> Option<u64> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok())?
}

fn query(text: &str) -> HashMap<String, String> {
    let pairs = text.split('&').map(|pair| pair.split_once('=').unwrap_or((pair, "")));
    pairs.map(|(name, value)| (decoded(name), decoded(value))).collect()
}

fn decoded(text: &str) -> String {
    let (bytes, mut plain, mut at) = (text.as_bytes(), Vec::new(), 0);
    while at < bytes.len() {
        let code = bytes.get(at + 1..at + 3).and_then(|code| std::str::from_utf8(code).ok());
        match (bytes[at], code.and_then(|code| u8::from_str_radix(code, 16).ok())) {
            (b'%', Some(byte)) => {
                plain.push(byte);
                at += 2;
            }
            (b'+', _) => plain.push(b' '),
            (byte, _) => plain.push(byte),
        }
        at += 1;
    }
    String::from_utf8_lossy(&plain).into_owned()
}

fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' | '\\' => quoted.extend(['\\', letter]),
            letter if letter < ' ' => {
                let _ = write!(quoted, "\\u{:04x}", letter as u32);
            }
            letter => quoted.push(letter),
        }
    }
    quoted.push('"');
    quoted
}

/// RFC 8259: numbers stay as they are written.
#[derive(Clone)]
enum Json {
    Null,
    Bool(bool),
    Number(String),
    Text(String),
    Array(Vec<Json>),
    Object(BTreeMap<String, Json>),
}

/// As values: 1 and 1.0 are the same number.
impl PartialEq for Json {
    fn eq(&self, other: &Json) -> bool {
        match (self, other) {
            (Json::Null, Json::Null) => true,
            (Json::Bool(one), Json::Bool(other)) => one == other,
            (Json::Number(one), Json::Number(other)) => {
                match (one.parse::<i128>(), other.parse::<i128>()) {
                    (Ok(one), Ok(other)) => one == other,
                    _ => one == other || one.parse::<f64>() == other.parse::<f64>(),
                }
            }
            (Json::Text(one), Json::Text(other)) => one == other,
            (Json::Array(one), Json::Array(other)) => one == other,
            (Json::Object(one), Json::Object(other)) => one == other,
            _ => false,
        }
    }
}

fn object(fields: Vec<(&str, Json)>) -> Json {
    Json::Object(fields.into_iter().map(|(name, value)| (name.into(), value)).collect())
}

fn number(value: u64) -> Json {
    Json::Number(value.to_string())
}

impl Json {
    fn read(text: &str, depth: u32) -> Option<Json> {
        let mut rest = text;
        let value = value(&mut rest, depth)?;
        rest.trim_ascii().is_empty().then_some(value)
    }

    fn get(&self, name: &str) -> Option<&Json> {
        if let Json::Object(fields) = self { fields.get(name) } else { None }
    }

    fn text(&self) -> Option<&str> {
        if let Json::Text(text) = self { Some(text) } else { None }
    }

    fn integer(&self) -> Option<u64> {
        let Json::Number(text) = self else { return None };
        text.parse::<i128>().ok()?.try_into().ok()
    }

    fn written(&self) -> String {
        let mut out = String::new();
        self.write(&mut out);
        out
    }

    fn write(&self, out: &mut String) {
        match self {
            Json::Null => out.push_str("null"),
            Json::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
            Json::Number(number) => out.push_str(number),
            Json::Text(text) => out.push_str(&quoted(text)),
            Json::Array(items) => {
                out.push('[');
                for (at, item) in items.iter().enumerate() {
                    out.push_str(if at == 0 { "" } else { "," });
                    item.write(out);
                }
                out.push(']');
            }
            Json::Object(fields) => {
                out.push('{');
                for (at, (name, value)) in fields.iter().enumerate() {
                    out.push_str(if at == 0 { "" } else { "," });
                    out.push_str(&quoted(name));
                    out.push(':');
                    value.write(out);
                }
                out.push('}');
            }
        }
    }
}

/// Deeper than any wish; a reader that calls itself must end.
const DEPTH_MAX: u32 = 256;

fn value(rest: &mut &str, depth: u32) -> Option<Json> {
    *rest = rest.trim_ascii_start();
    let deeper = depth.checked_sub(1)?;
    for (word, value) in
        [("null", Json::Null), ("true", Json::Bool(true)), ("false", Json::Bool(false))]
    {
        if let Some(after) = rest.strip_prefix(word) {
            *rest = after;
            return Some(value);
        }
    }
    match rest.chars().next()? {
        '"' => text(rest).map(Json::Text),
        '[' => {
            take(rest, '[')?;
            let mut items = Vec::new();
            if take(rest, ']').is_some() {
                return Some(Json::Array(items));
            }
            loop {
                items.push(value(rest, deeper)?);
                if take(rest, ',').is_none() {
                    take(rest, ']')?;
                    return Some(Json::Array(items));
                }
            }
        }
        '{' => {
            take(rest, '{')?;
            let mut fields = BTreeMap::new();
            if take(rest, '}').is_some() {
                return Some(Json::Object(fields));
            }
            loop {
                *rest = rest.trim_ascii_start();
                let name = text(rest)?;
                take(rest, ':')?;
                fields.insert(name, value(rest, deeper)?);
                if take(rest, ',').is_none() {
                    take(rest, '}')?;
                    return Some(Json::Object(fields));
                }
            }
        }
        _ => {
            let end = rest
                .find(|letter: char| !matches!(letter, '0'..='9' | '+' | '-' | '.' | 'e' | 'E'));
            let (number, after) = rest.split_at(end.unwrap_or(rest.len()));
            is_number(number).then_some(())?;
            *rest = after;
            Some(Json::Number(number.into()))
        }
    }
}

/// Rust reads numbers that JSON does not know: `+1`, `01`, `.5` and `1.`.
fn is_number(text: &str) -> bool {
    let whole = text.strip_prefix('-').unwrap_or(text).split(['.', 'e', 'E']).next();
    let whole = whole.unwrap_or_default();
    let fraction = text.split_once('.').map(|(_, fraction)| fraction);
    text.parse::<f64>().is_ok()
        && whole.starts_with(|letter: char| letter.is_ascii_digit())
        && (whole == "0" || !whole.starts_with('0'))
        && fraction.is_none_or(|rest| rest.starts_with(|letter: char| letter.is_ascii_digit()))
}

fn take(rest: &mut &str, sign: char) -> Option<()> {
    *rest = rest.trim_ascii_start().strip_prefix(sign)?;
    Some(())
}

fn text(rest: &mut &str) -> Option<String> {
    let mut letters = rest.strip_prefix('"')?.chars();
    let mut text = String::new();
    loop {
        match letters.next()? {
            '"' => break,
            '\\' => text.push(match letters.next()? {
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                'b' => '\u{8}',
                'f' => '\u{c}',
                'u' => escape(&mut letters)?,
                letter @ ('"' | '\\' | '/') => letter,
                _ => return None,
            }),
            letter if letter < ' ' => return None,
            letter => text.push(letter),
        }
    }
    *rest = letters.as_str();
    Some(text)
}

fn escape(letters: &mut std::str::Chars<'_>) -> Option<char> {
    let mut unit = || {
        let digits: String = letters.by_ref().take(4).collect();
        u32::from_str_radix(&digits, 16).ok().filter(|_| digits.len() == 4)
    };
    let first = unit()?;
    if !(0xd800..0xdc00).contains(&first) {
        return char::from_u32(first);
    }
    // A pair of two units.
    (letters.next()? == '\\' && letters.next()? == 'u').then_some(())?;
    let digits: String = letters.by_ref().take(4).collect();
    let second = u32::from_str_radix(&digits, 16).ok()?.checked_sub(0xdc00)?;
    char::from_u32(0x10000 + ((first - 0xd800) << 10) + second)
}
