//! A URL shortener with the standard library alone: a thread a connection, one lock, and a file that only grows.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::fs::{File, OpenOptions};
use std::hash::{BuildHasher, RandomState};
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::{SystemTime, UNIX_EPOCH};

fn main() -> io::Result<()> {
    let port: u16 = std::env::var("PORT").ok().and_then(|port| port.parse().ok()).expect("PORT");
    let folder = std::env::var("DATA_DIR").expect("DATA_DIR");
    let links = Arc::new(Mutex::new(Links::open(Path::new(&folder))?));
    end_on_sigterm();
    for connection in TcpListener::bind(("127.0.0.1", port))?.incoming() {
        let (Ok(connection), links) = (connection, links.clone()) else { continue };
        std::thread::spawn(move || serve(connection, &links));
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

#[derive(Clone)]
struct Link {
    code: String,
    url: String,
    permanent: bool,
    expires_at: Option<u64>,
    clicks: u64,
}

struct Links {
    file: File,
    by_code: HashMap<String, Link>,
    plain: HashMap<(String, bool), String>,
    chance: RandomState,
    drawn: u64,
}

impl Links {
    /// A line is `c CODE`, or `l PLAIN PERMANENT EXPIRES_AT CODE URL`. Neither codes nor URLs hold spaces.
    fn open(folder: &Path) -> io::Result<Links> {
        let path = folder.join("links");
        let file = OpenOptions::new().create(true).read(true).append(true).open(&path)?;
        let chance = RandomState::new();
        let mut links =
            Links { file, by_code: HashMap::new(), plain: HashMap::new(), chance, drawn: 0 };
        let text = std::fs::read_to_string(&path)?;
        // The last line may be half of one: nobody was told of it.
        let whole = text.rfind('\n').map_or(0, |at| at + 1);
        for line in text[..whole].lines() {
            links.apply(line);
        }
        links.file.set_len(whole as u64)?;
        Ok(links)
    }

    fn apply(&mut self, line: &str) {
        match line.split(' ').collect::<Vec<_>>().as_slice() {
            ["c", code] => {
                if let Some(link) = self.by_code.get_mut(*code) {
                    link.clicks += 1;
                }
            }
            ["l", plain, permanent, expires_at, code, url] => {
                let permanent = *permanent == "true";
                let (code, url) = (code.to_string(), url.to_string());
                if *plain == "true" {
                    self.plain.insert((url.clone(), permanent), code.clone());
                }
                let expires_at = expires_at.parse().ok();
                let link = Link { code: code.clone(), url, permanent, expires_at, clicks: 0 };
                self.by_code.insert(code, link);
            }
            _ => {}
        }
    }

    /// Durable before it is answered: one write, with no buffer of ours between.
    fn keep(&mut self, line: &str) -> io::Result<()> {
        self.file.write_all(format!("{line}\n").as_bytes())?;
        self.apply(line);
        Ok(())
    }

    fn free_code(&mut self) -> String {
        const LETTERS: &[u8; 62] =
            b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
        loop {
            self.drawn += 1;
            let mut rest = self.chance.hash_one(self.drawn);
            let mut code = String::new();
            for _ in 0..7 {
                code.push(LETTERS[(rest % 62) as usize] as char);
                rest /= 62;
            }
            if !self.by_code.contains_key(&code) {
                return code;
            }
        }
    }
}

struct Request {
    method: String,
    path: String,
    host: String,
    now_ms: u64,
    close: bool,
    body: Vec<u8>,
}

struct Answer {
    status: u16,
    headers: Vec<(&'static str, String)>,
    kind: &'static str,
    body: String,
}

fn problem(status: u16, title: &str) -> Answer {
    let body = format!("{{\"status\": {status}, \"title\": {}}}", quoted(title));
    Answer { status, headers: Vec::new(), kind: "application/problem+json", body }
}

fn shown(status: u16, link: &Link) -> Answer {
    let expires_at = link.expires_at.map_or("null".into(), |at| at.to_string());
    let body = format!(
        "{{\"code\": {}, \"url\": {}, \"permanent\": {}, \"expires_at\": {expires_at}, \"clicks\": {}}}",
        quoted(&link.code),
        quoted(&link.url),
        link.permanent,
        link.clicks
    );
    let headers = vec![("Location", format!("/{}", link.code))];
    Answer { status, headers, kind: "application/json", body }
}

fn serve(connection: TcpStream, links: &Mutex<Links>) {
    let Ok(mut out) = connection.try_clone() else { return };
    let _ = out.set_nodelay(true);
    let mut from = BufReader::new(connection);
    while let Some(request) = read(&mut from) {
        let answer = match links.lock() {
            Ok(mut links) => answer(&request, &mut links)
                .unwrap_or_else(|_| problem(500, "the link could not be written down")),
            Err(_) => return,
        };
        let mut text = format!("HTTP/1.1 {} .\r\n", answer.status);
        for (name, value) in &answer.headers {
            let _ = write!(text, "{name}: {value}\r\n");
        }
        let _ = write!(
            text,
            "Content-Type: {}\r\nContent-Length: {}\r\n\r\n{}",
            answer.kind,
            answer.body.len(),
            answer.body
        );
        if out.write_all(text.as_bytes()).is_err() || request.close {
            return;
        }
    }
}

fn read(from: &mut BufReader<TcpStream>) -> Option<Request> {
    let mut line = String::new();
    from.read_line(&mut line).ok()?;
    let mut parts = line.split_ascii_whitespace();
    let (method, path) = (parts.next()?.to_owned(), parts.next()?.to_owned());
    let now_ms = SystemTime::now().duration_since(UNIX_EPOCH).ok()?.as_millis() as u64;
    let mut request =
        Request { method, path, host: String::new(), now_ms, close: false, body: Vec::new() };
    let mut length = 0;
    loop {
        let mut line = String::new();
        if from.read_line(&mut line).ok()? == 0 {
            return None;
        }
        let Some((name, value)) = line.trim_end().split_once(':') else { break };
        let value = value.trim();
        match name.to_ascii_lowercase().as_str() {
            "content-length" => length = value.parse().ok()?,
            "host" => request.host = value.to_owned(),
            "x-now" => request.now_ms = value.parse().ok()?,
            "connection" => request.close = value.eq_ignore_ascii_case("close"),
            _ => {}
        }
    }
    from.take(length).read_to_end(&mut request.body).ok()?;
    (request.body.len() as u64 == length).then_some(request)
}

fn answer(request: &Request, links: &mut Links) -> io::Result<Answer> {
    let path = request.path.split('?').next().unwrap_or_default();
    let allowed = if path == "/links" { "POST" } else { "GET" };
    if request.method != allowed {
        let mut answer = problem(405, "use another method");
        answer.headers.push(("Allow", allowed.into()));
        return Ok(answer);
    }
    if path == "/links" {
        return create(request, links);
    }
    if let Some(code) = path.strip_prefix("/links/") {
        let link = links.by_code.get(code);
        return Ok(link.map_or_else(|| problem(404, "no such link"), |link| shown(200, link)));
    }
    let code = path.strip_prefix('/').unwrap_or(path);
    let Some(link) = links.by_code.get(code).cloned() else {
        return Ok(problem(404, "no such link"));
    };
    if link.expires_at.is_some_and(|at| request.now_ms >= at) {
        return Ok(problem(410, "the link has expired"));
    }
    links.keep(&format!("c {code}"))?;
    let status = if link.permanent { 301 } else { 302 };
    let headers = vec![("Location", link.url)];
    Ok(Answer { status, headers, kind: "text/plain", body: String::new() })
}

fn create(request: &Request, links: &mut Links) -> io::Result<Answer> {
    let wish = std::str::from_utf8(&request.body).ok().and_then(Json::read);
    let Some(Json::Object(fields)) = wish else {
        return Ok(problem(400, "the body is no JSON object"));
    };
    let field =
        |name: &str| fields.iter().rev().find(|(one, _)| one == name).map(|(_, value)| value);
    let Some(Json::Text(url)) = field("url") else {
        return Ok(problem(400, "url must be a string"));
    };
    if !is_sound(url, &request.host) {
        return Ok(problem(400, "url leads nowhere that a short link may lead"));
    }
    let alias = match field("alias") {
        None => None,
        Some(Json::Text(alias)) if is_code(alias) && alias != "links" => Some(alias.clone()),
        Some(_) => return Ok(problem(400, "alias must have 3 to 32 letters, digits, - and _")),
    };
    let permanent = match field("permanent") {
        None => false,
        Some(Json::Bool(permanent)) => *permanent,
        Some(_) => return Ok(problem(400, "permanent must be true or false")),
    };
    let expires_at = match field("expires_at") {
        None => None,
        Some(Json::Number(at)) if at.parse::<u64>().is_ok_and(|at| at > request.now_ms) => {
            at.parse::<u64>().ok()
        }
        Some(_) => return Ok(problem(400, "expires_at must be later than now")),
    };
    let is_plain = alias.is_none() && expires_at.is_none();
    if is_plain
        && let Some(code) = links.plain.get(&(url.clone(), permanent))
        && let Some(link) = links.by_code.get(code)
    {
        return Ok(shown(200, link));
    }
    if alias.as_ref().is_some_and(|alias| links.by_code.contains_key(alias)) {
        return Ok(problem(409, "the alias is taken"));
    }
    let code = alias.unwrap_or_else(|| links.free_code());
    let until = expires_at.map_or("never".into(), |at| at.to_string());
    links.keep(&format!("l {is_plain} {permanent} {until} {code} {url}"))?;
    Ok(shown(201, &links.by_code[&code]))
}

fn is_code(code: &str) -> bool {
    (3..=32).contains(&code.len())
        && code.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
}

fn is_sound(url: &str, own_host: &str) -> bool {
    if url.chars().count() > 2048
        || url.chars().any(|letter| letter <= ' ' || letter == '\u{7f}' || letter == '\\')
    {
        return false;
    }
    let Some((scheme, rest)) = url.split_once("://") else { return false };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    (scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https"))
        && !host.is_empty()
        && !host.starts_with(':')
        && !host.contains('@')
        && !host.eq_ignore_ascii_case(own_host)
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

/// RFC 8259, as far as a wish needs it: numbers stay as they are written.
enum Json {
    Null,
    Bool(bool),
    Number(String),
    Text(String),
    Array,
    Object(Vec<(String, Json)>),
}

impl Json {
    fn read(text: &str) -> Option<Json> {
        let mut rest = text;
        let value = value(&mut rest, 0)?;
        rest.trim_ascii().is_empty().then_some(value)
    }
}

/// Deeper than any wish; a reader that calls itself must end.
const DEPTH_MAX: u32 = 32;

fn value(rest: &mut &str, depth: u32) -> Option<Json> {
    *rest = rest.trim_ascii_start();
    if depth > DEPTH_MAX {
        return None;
    }
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
            if take(rest, ']').is_some() {
                return Some(Json::Array);
            }
            loop {
                value(rest, depth + 1)?;
                if take(rest, ',').is_none() {
                    take(rest, ']')?;
                    return Some(Json::Array);
                }
            }
        }
        '{' => {
            take(rest, '{')?;
            let mut fields = Vec::new();
            if take(rest, '}').is_some() {
                return Some(Json::Object(fields));
            }
            loop {
                *rest = rest.trim_ascii_start();
                let name = text(rest)?;
                take(rest, ':')?;
                fields.push((name, value(rest, depth + 1)?));
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
            number.parse::<f64>().ok()?;
            *rest = after;
            Some(Json::Number(number.into()))
        }
    }
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
