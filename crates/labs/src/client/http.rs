//! An HTTP/1.1 client (RFC 9112) on one connection, which is kept while the service keeps it.
//!
//! It follows no redirect, repeats nothing that changes something, and says exactly what came instead of an answer.

use crate::check::{Checked, Failure, Stop};
use std::fmt::Write as _;
use std::net::SocketAddr;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::Instant;

/// Ends only what is stuck.
pub const ANSWER_WITHIN: Duration = Duration::from_secs(10);
const HEAD_BYTES_MAX: usize = 64 << 10;
pub const BODY_BYTES_MAX: usize = 1 << 20;
const HEADERS_MAX: usize = 128;
/// Of bytes that are shown.
const SHOWN_BYTES_MAX: usize = 300;

/// Where a service is, and how its address is written in lines that people repeat.
#[derive(Debug, Clone)]
pub struct Place {
    pub address: SocketAddr,
    /// Goes into `Host`.
    pub host: String,
    /// Before every path: a service behind a prefix. Without a slash at its end.
    pub prefix: String,
    /// `http://127.0.0.1:$PORT` for one that we started, because its port is gone when the line is read.
    pub shown: String,
}

#[derive(Debug, Clone)]
pub struct Client {
    place: Place,
    connection: Slot,
    pub answer_within: Duration,
    pub body_bytes_max: usize,
    /// How often something was sent, repetitions included: what a service may have counted.
    pub sent: u64,
}

/// A connection is never shared: a cloned client opens its own.
#[derive(Debug, Default)]
struct Slot(Option<Connection>);

impl Clone for Slot {
    fn clone(&self) -> Slot {
        Slot(None)
    }
}

#[derive(Debug)]
struct Connection {
    stream: TcpStream,
    /// Read beyond the last answer.
    rest: Vec<u8>,
    used: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    pub method: String,
    /// With its query, from the slash.
    pub path: String,
    pub headers: Vec<(String, String)>,
    pub body: Option<Vec<u8>>,
}

/// A request and the whole answer to it.
#[derive(Debug, Clone)]
pub struct Exchange {
    pub request: Request,
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
    curl: String,
}

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoAnswer {
    #[error("the connection was refused: {0}")]
    Refused(String),
    #[error("the connection was closed after {received} bytes of an answer")]
    Closed { received: usize },
    #[error("no whole answer within {} s ({received} bytes came)", within.as_secs())]
    TimedOut { received: usize, within: Duration },
    #[error("{why}; what came begins with {shown}")]
    Garbage { why: String, shown: String },
    #[error("the answer does not end: more than {bytes} bytes came")]
    TooLong { bytes: usize },
}

impl Request {
    pub fn new(method: &str, path: impl Into<String>) -> Request {
        Request { method: method.into(), path: path.into(), headers: Vec::new(), body: None }
    }

    pub fn get(path: impl Into<String>) -> Request {
        Request::new("GET", path)
    }

    /// POST of JSON.
    pub fn post(path: impl Into<String>, json: &serde_json::Value) -> Request {
        Request::new("POST", path).json(json)
    }

    #[must_use]
    pub fn json(self, json: &serde_json::Value) -> Request {
        self.header("Content-Type", "application/json").body(json.to_string())
    }

    #[must_use]
    pub fn header(mut self, name: &str, value: impl Into<String>) -> Request {
        self.headers.push((name.into(), value.into()));
        self
    }

    #[must_use]
    pub fn body(mut self, body: impl Into<Vec<u8>>) -> Request {
        self.body = Some(body.into());
        self
    }

    /// May be sent again when its connection turns out to be closed (RFC 9110, 9.2.1: safe methods).
    fn is_repeatable(&self) -> bool {
        matches!(self.method.as_str(), "GET" | "HEAD" | "OPTIONS")
    }

    /// As it goes over the wire.
    pub fn bytes(&self, place: &Place) -> Vec<u8> {
        let mut head = format!("{} {}{} HTTP/1.1\r\n", self.method, place.prefix, self.path);
        let has = |name: &str| self.headers.iter().any(|(one, _)| one.eq_ignore_ascii_case(name));
        if !has("host") {
            let _ = write!(head, "Host: {}\r\n", place.host);
        }
        for (name, value) in &self.headers {
            let _ = write!(head, "{name}: {value}\r\n");
        }
        if let Some(body) = &self.body
            && !has("content-length")
            && !has("transfer-encoding")
        {
            let _ = write!(head, "Content-Length: {}\r\n", body.len());
        }
        head.push_str("\r\n");
        let mut bytes = head.into_bytes();
        bytes.extend(self.body.iter().flatten());
        bytes
    }

    /// `POST /links {"url":"..."}`.
    pub fn shown(&self) -> String {
        let mut shown = format!("{} {}", self.method, self.path);
        for (name, value) in &self.headers {
            if !name.eq_ignore_ascii_case("content-type") {
                let _ = write!(shown, " with {name}: {value}");
            }
        }
        if let Some(body) = &self.body {
            let _ = write!(shown, " {}", text(body));
        }
        shown
    }

    /// A line for a shell.
    pub fn curl(&self, place: &Place) -> String {
        // Two quotes: the place may hold $PORT, which a shell must fill in; a path must be left as it is.
        let mut line = format!("curl -i \"{}\"{}", place.shown, quoted(&self.path));
        if self.method == "HEAD" {
            line.push_str(" --head");
        } else if self.method != "GET" {
            let _ = write!(line, " -X {}", self.method);
        }
        for (name, value) in &self.headers {
            let _ = write!(line, " -H {}", quoted(&format!("{name}: {value}")));
        }
        if let Some(body) = &self.body {
            let _ = write!(line, " --data-binary {}", quoted(&String::from_utf8_lossy(body)));
        }
        line
    }
}

impl Client {
    pub fn new(place: Place) -> Client {
        Client {
            place,
            connection: Slot(None),
            answer_within: ANSWER_WITHIN,
            body_bytes_max: BODY_BYTES_MAX,
            sent: 0,
        }
    }

    pub fn place(&self) -> &Place {
        &self.place
    }

    /// Sends and reads the whole answer.
    ///
    /// # Errors
    /// [`Stop::Failed`] if none comes, with a line to see it again.
    pub async fn send(&mut self, request: Request) -> Checked<Exchange> {
        let expected = "an answer in HTTP/1.1";
        match self.try_send(&request).await {
            Ok(exchange) => Ok(exchange),
            Err(why) => Err(Stop::failed(request.shown(), expected, why.to_string())
                .again(request.curl(&self.place))),
        }
    }

    /// As [`Client::send`], for checks in which no answer may be right.
    ///
    /// # Errors
    /// What came instead.
    pub async fn try_send(&mut self, request: &Request) -> Result<Exchange, NoAnswer> {
        let bytes = request.bytes(&self.place);
        let until = Instant::now() + self.answer_within;
        // A service may close a kept connection at any time before a request: that one was not lost.
        let reused = self.open(until).await?;
        match self.exchange(request, &bytes, until).await {
            Err(NoAnswer::Closed { received: 0 }) if reused && request.is_repeatable() => {
                self.open(until).await?;
                self.exchange(request, &bytes, until).await
            }
            other => other,
        }
    }

    /// Opens the connection now, so that a crowd of clients can send at once.
    ///
    /// # Errors
    /// [`Stop::Failed`] if it is refused.
    pub async fn connect(&mut self) -> Checked {
        let until = Instant::now() + self.answer_within;
        self.open(until).await.map(drop).map_err(|why| {
            Stop::failed("opened a connection", "that the service takes it", why.to_string())
        })
    }

    /// Writes bytes as they are, for instance half a request.
    ///
    /// # Errors
    /// What the connection says.
    pub async fn write(&mut self, bytes: &[u8]) -> Result<(), NoAnswer> {
        let until = Instant::now() + self.answer_within;
        self.open(until).await?;
        let connection = self.connection.0.as_mut().ok_or(NoAnswer::Closed { received: 0 })?;
        connection.used = true;
        connection.stream.write_all(bytes).await.map_err(|_| NoAnswer::Closed { received: 0 })
    }

    /// The answer to a request whose bytes were written by [`Client::write`].
    ///
    /// # Errors
    /// What came instead.
    pub async fn read(&mut self, request: &Request) -> Result<Exchange, NoAnswer> {
        let until = Instant::now() + self.answer_within;
        self.exchange(request, &[], until).await
    }

    /// Drops the connection at once.
    pub fn disconnect(&mut self) {
        self.connection.0 = None;
    }

    /// Whether the connection was used before.
    async fn open(&mut self, until: Instant) -> Result<bool, NoAnswer> {
        if let Some(connection) = &self.connection.0 {
            let mut byte = [0];
            // Nothing to read means that it is open: an answer that nobody asked for, and an end, make it useless.
            match connection.stream.try_read(&mut byte) {
                Err(error) if error.kind() == std::io::ErrorKind::WouldBlock => {
                    return Ok(connection.used);
                }
                _ => self.connection.0 = None,
            }
        }
        let connecting = TcpStream::connect(self.place.address);
        let stream = match tokio::time::timeout_at(until, connecting).await {
            Ok(Ok(stream)) => stream,
            Ok(Err(error)) => return Err(NoAnswer::Refused(error.to_string())),
            Err(_) => {
                return Err(NoAnswer::TimedOut { received: 0, within: self.answer_within });
            }
        };
        // Each request goes out at once; a failure only makes it slower.
        let _ = stream.set_nodelay(true);
        self.connection.0 = Some(Connection { stream, rest: Vec::new(), used: false });
        Ok(false)
    }

    async fn exchange(
        &mut self,
        request: &Request,
        bytes: &[u8],
        until: Instant,
    ) -> Result<Exchange, NoAnswer> {
        // Taken out: whatever goes wrong, or whoever drops this future half way, the connection is not used again.
        let mut connection = self.connection.0.take().ok_or(NoAnswer::Closed { received: 0 })?;
        connection.used = true;
        self.sent += 1;
        let within = self.answer_within;
        let mut received = std::mem::take(&mut connection.rest);
        let curl = request.curl(&self.place);
        let body_bytes_max = self.body_bytes_max;
        let whole = async {
            // A service may answer and close before it read everything: its answer is read all the same.
            let _ = connection.stream.write_all(bytes).await;
            answer(&mut connection.stream, &mut received, request, curl, body_bytes_max).await
        };
        let answered = tokio::time::timeout_at(until, whole).await;
        let (exchange, keep) = match answered {
            Ok(answered) => answered?,
            Err(_) => return Err(NoAnswer::TimedOut { received: received.len(), within }),
        };
        if keep {
            connection.rest = received;
            self.connection.0 = Some(connection);
        }
        Ok(exchange)
    }
}

struct Head {
    status: u16,
    headers: Vec<(String, String)>,
    keep: bool,
}

/// Reads one answer; what follows it stays in `received`.
async fn answer(
    stream: &mut TcpStream,
    received: &mut Vec<u8>,
    request: &Request,
    curl: String,
    body_bytes_max: usize,
) -> Result<(Exchange, bool), NoAnswer> {
    let head = loop {
        match head(received)? {
            // 1xx: not the answer yet.
            Some((head, _)) if (100..200).contains(&head.status) => {}
            Some((head, _)) => break head,
            None if received.len() > HEAD_BYTES_MAX => {
                return Err(NoAnswer::TooLong { bytes: received.len() });
            }
            None => more(stream, received).await?,
        }
    };
    let find = |name: &str| {
        head.headers.iter().find(|(one, _)| one.eq_ignore_ascii_case(name)).map(|(_, v)| v.trim())
    };
    let mut keep = head.keep;
    let bodyless = request.method == "HEAD" || matches!(head.status, 204 | 304);
    let body = if bodyless {
        Vec::new()
    } else if find("transfer-encoding").is_some_and(|coding| coding.eq_ignore_ascii_case("chunked"))
    {
        chunked(stream, received, body_bytes_max).await?
    } else if let Some(length) = find("content-length") {
        let length: usize = length.parse().map_err(|_| NoAnswer::Garbage {
            why: format!("Content-Length is `{length}`, which is no length"),
            shown: text(received),
        })?;
        if length > body_bytes_max {
            return Err(NoAnswer::TooLong { bytes: length });
        }
        while received.len() < length {
            more(stream, received).await?;
        }
        received.drain(..length).collect()
    } else {
        keep = false;
        while read_some(stream, received).await? > 0 {
            if received.len() > body_bytes_max {
                return Err(NoAnswer::TooLong { bytes: received.len() });
            }
        }
        std::mem::take(received)
    };
    let Head { status, headers, .. } = head;
    Ok((Exchange { request: request.clone(), status, headers, body, curl }, keep))
}

/// Takes a whole head from the front. `None`: more must come.
fn head(received: &mut Vec<u8>) -> Result<Option<(Head, usize)>, NoAnswer> {
    let mut headers = [httparse::EMPTY_HEADER; HEADERS_MAX];
    let mut parsed = httparse::Response::new(&mut headers);
    let garbage = |why: String| NoAnswer::Garbage { why, shown: text(received) };
    let length = match parsed.parse(received) {
        Ok(httparse::Status::Complete(length)) => length,
        Ok(httparse::Status::Partial) => return Ok(None),
        Err(error) => return Err(garbage(format!("this is no HTTP/1.1 ({error})"))),
    };
    let status = parsed.code.ok_or_else(|| garbage("there is no status".into()))?;
    let headers: Vec<(String, String)> = parsed
        .headers
        .iter()
        .map(|one| (one.name.into(), String::from_utf8_lossy(one.value).into_owned()))
        .collect();
    let says = |token: &str| {
        headers
            .iter()
            .filter(|(name, _)| name.eq_ignore_ascii_case("connection"))
            .any(|(_, v)| v.split(',').any(|one| one.trim().eq_ignore_ascii_case(token)))
    };
    // HTTP/1.0 closes unless it says otherwise.
    let keep = if parsed.version == Some(1) { !says("close") } else { says("keep-alive") };
    received.drain(..length);
    Ok(Some((Head { status, headers, keep }, length)))
}

async fn chunked(
    stream: &mut TcpStream,
    received: &mut Vec<u8>,
    body_bytes_max: usize,
) -> Result<Vec<u8>, NoAnswer> {
    let mut body = Vec::new();
    loop {
        let (start, size) = loop {
            match httparse::parse_chunk_size(received) {
                Ok(httparse::Status::Complete((start, size))) => {
                    break (start, usize::try_from(size).unwrap_or(usize::MAX));
                }
                Ok(httparse::Status::Partial) => more(stream, received).await?,
                Err(_) => {
                    let why = "the length of a chunk cannot be read".into();
                    return Err(NoAnswer::Garbage { why, shown: text(received) });
                }
            }
        };
        received.drain(..start);
        if size == 0 {
            // Trailers end with an empty line.
            loop {
                let line = line_end(stream, received).await?;
                let empty = line == 2;
                received.drain(..line);
                if empty {
                    return Ok(body);
                }
            }
        }
        if size.saturating_add(body.len()) > body_bytes_max {
            return Err(NoAnswer::TooLong { bytes: size.saturating_add(body.len()) });
        }
        while received.len() < size + 2 {
            more(stream, received).await?;
        }
        body.extend(received.drain(..size));
        received.drain(..2);
    }
}

async fn line_end(stream: &mut TcpStream, received: &mut Vec<u8>) -> Result<usize, NoAnswer> {
    loop {
        if let Some(at) = received.windows(2).position(|pair| pair == b"\r\n") {
            return Ok(at + 2);
        }
        if received.len() > HEAD_BYTES_MAX {
            return Err(NoAnswer::TooLong { bytes: received.len() });
        }
        more(stream, received).await?;
    }
}

async fn more(stream: &mut TcpStream, received: &mut Vec<u8>) -> Result<(), NoAnswer> {
    match read_some(stream, received).await? {
        0 => Err(NoAnswer::Closed { received: received.len() }),
        _ => Ok(()),
    }
}

async fn read_some(stream: &mut TcpStream, received: &mut Vec<u8>) -> Result<usize, NoAnswer> {
    let closed = NoAnswer::Closed { received: received.len() };
    stream.read_buf(received).await.map_err(|_| closed)
}

impl Exchange {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(one, _)| one.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    }

    /// Refuses another status.
    ///
    /// # Errors
    /// [`Stop::Failed`].
    pub fn wants(self, status: u16) -> Checked<Exchange> {
        self.wants_one_of(&[status])
    }

    /// Refuses a status that is none of these.
    ///
    /// # Errors
    /// [`Stop::Failed`].
    pub fn wants_one_of(self, statuses: &[u16]) -> Checked<Exchange> {
        if statuses.contains(&self.status) {
            return Ok(self);
        }
        let list: Vec<String> = statuses.iter().map(ToString::to_string).collect();
        Err(self.fails(format!("status {}", list.join(" or "))))
    }

    /// The body as JSON.
    ///
    /// # Errors
    /// [`Stop::Failed`].
    pub fn json(&self) -> Checked<serde_json::Value> {
        serde_json::from_slice(&self.body).map_err(|_| self.fails("a body in JSON"))
    }

    /// That this answer is wrong, because something else is right.
    #[must_use]
    pub fn fails(&self, expected: impl Into<String>) -> Stop {
        Stop::Failed(Box::new(Failure {
            did: self.request.shown(),
            expected: expected.into(),
            got: self.shown(),
            again: self.curl.clone(),
            history: None,
        }))
    }

    /// Status, headers that say something, body.
    pub fn shown(&self) -> String {
        let mut shown = format!("status {}", self.status);
        for name in ["location", "content-type", "allow", "retry-after", "etag", "link"] {
            if let Some(value) = self.header(name) {
                let _ = write!(shown, ", {name}: {value}");
            }
        }
        if self.body.is_empty() {
            shown.push_str(", no body");
        } else {
            let _ = write!(shown, ", body {}", text(&self.body));
        }
        shown
    }
}

/// Bytes as far as they can be shown, with what cannot as escapes.
pub fn text(bytes: &[u8]) -> String {
    let first = bytes.get(..SHOWN_BYTES_MAX.min(bytes.len())).unwrap_or_default();
    let mut shown = String::new();
    for letter in String::from_utf8_lossy(first).chars() {
        match letter {
            '\n' => shown.push('\n'),
            letter if letter.is_control() => shown.extend(letter.escape_default()),
            letter => shown.push(letter),
        }
    }
    if bytes.len() > SHOWN_BYTES_MAX {
        let _ = write!(shown, " ... ({} bytes)", bytes.len());
    }
    shown
}

fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "'\\''"))
}
