//! A job queue with the standard library alone: a thread a connection, one lock, and a file that only grows. What a job is
//! follows from its last line in it and the time.

use std::collections::{BTreeSet, HashMap};
use std::fmt::Write as _;
use std::fs::{File, OpenOptions};
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::{SystemTime, UNIX_EPOCH};

const DAY_MS: i64 = 86_400_000;

fn main() -> io::Result<()> {
    let port: u16 = std::env::var("PORT").ok().and_then(|port| port.parse().ok()).expect("PORT");
    let folder = std::env::var("DATA_DIR").expect("DATA_DIR");
    let queues = Arc::new(Mutex::new(Queues::open(Path::new(&folder))?));
    end_on_sigterm();
    for connection in TcpListener::bind(("127.0.0.1", port))?.incoming() {
        let (Ok(connection), queues) = (connection, queues.clone()) else { continue };
        std::thread::spawn(move || serve(connection, &queues));
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

#[derive(Clone, Copy, PartialEq)]
enum State {
    Waiting,
    Leased,
    Done,
    Dead,
}

const STATES: [(State, &str); 4] = [
    (State::Waiting, "waiting"),
    (State::Leased, "leased"),
    (State::Done, "done"),
    (State::Dead, "dead"),
];

impl State {
    fn name(self) -> &'static str {
        STATES[self as usize].1
    }
}

#[derive(Clone)]
struct Job {
    queue: String,
    /// Its place among all of the queue, in the order in which they were enqueued.
    place: usize,
    key: Option<String>,
    priority: i64,
    state: State,
    attempts: i64,
    max_attempts: i64,
    visible_at: Option<i64>,
    /// How many leases there were in all, and which of them was acked.
    leases: u64,
    acked: Option<u64>,
    /// These two are JSON as it was given.
    last_error: String,
    payload: String,
}

impl Job {
    fn id(&self) -> String {
        format!("j{}", self.place + 1)
    }

    /// The job as it is at this time: its lease may have run out since it was written.
    fn at(&self, now: i64) -> Job {
        let mut job = self.clone();
        if let (State::Leased, Some(end)) = (job.state, job.visible_at)
            && end <= now
        {
            job.fail(end);
        }
        job
    }

    fn fail(&mut self, time_ms: i64) {
        if self.attempts >= self.max_attempts {
            self.state = State::Dead;
            self.visible_at = None;
        } else {
            let backoff_ms = (1000 << (self.attempts - 1)).min(60_000);
            self.state = State::Waiting;
            self.visible_at = Some(time_ms + backoff_ms);
        }
    }

    fn shown(&self) -> String {
        format!(
            "{{\"id\": \"{}\", \"queue\": \"{}\", \"payload\": {}, \"priority\": {}, \"key\": {}, \"state\": \"{}\", \
             \"attempts\": {}, \"max_attempts\": {}, \"visible_at\": {}, \"last_error\": {}}}",
            self.id(),
            self.queue,
            self.payload,
            self.priority,
            self.key.as_ref().map_or("null".into(), |key| format!("\"{key}\"")),
            self.state.name(),
            self.attempts,
            self.max_attempts,
            self.visible_at.map_or("null".into(), |at| at.to_string()),
            self.last_error,
        )
    }

    /// No field holds a tab or the end of a line: `Field::json` has none.
    fn line(&self) -> String {
        let or_none = |field: Option<String>| field.unwrap_or_default();
        [
            self.queue.clone(),
            self.place.to_string(),
            or_none(self.key.clone()),
            self.priority.to_string(),
            self.state.name().into(),
            self.attempts.to_string(),
            self.max_attempts.to_string(),
            or_none(self.visible_at.map(|at| at.to_string())),
            self.leases.to_string(),
            or_none(self.acked.map(|lease| lease.to_string())),
            self.last_error.clone(),
            self.payload.clone(),
        ]
        .join("\t")
    }

    fn from_line(line: &str) -> Option<Job> {
        let mut fields = line.split('\t');
        let mut next = || fields.next();
        Some(Job {
            queue: next()?.into(),
            place: next()?.parse().ok()?,
            key: Some(next()?.to_owned()).filter(|key| !key.is_empty()),
            priority: next()?.parse().ok()?,
            state: next().and_then(|given| STATES.iter().find(|(_, name)| *name == given))?.0,
            attempts: next()?.parse().ok()?,
            max_attempts: next()?.parse().ok()?,
            visible_at: next()?.parse().ok(),
            leases: next()?.parse().ok()?,
            acked: next()?.parse().ok(),
            last_error: next()?.into(),
            payload: next()?.into(),
        })
    }
}

#[derive(Default)]
struct Queue {
    jobs: Vec<Job>,
    /// The places of the ones that can still be leased.
    open: BTreeSet<usize>,
    by_key: HashMap<String, usize>,
}

impl Queue {
    fn find(&self, id: &str) -> Option<&Job> {
        let number: usize = id.strip_prefix('j')?.parse().ok()?;
        self.jobs.get(number.checked_sub(1)?).filter(|job| job.id() == id)
    }

    /// The job of a lease that this queue gave, and which of its leases it is.
    fn find_lease(&self, lease: &str) -> Option<(&Job, u64)> {
        let (id, number) = lease.split_once('.')?;
        let job = self.find(id)?;
        let known = number.parse().ok().filter(|known: &u64| known.to_string() == number)?;
        (1..=job.leases).contains(&known).then_some((job, known))
    }
}

struct Queues {
    file: File,
    by_name: HashMap<String, Queue>,
    /// Stands for every queue without jobs.
    empty: Queue,
}

impl Queues {
    /// Everything is in memory; the file is read once, at the start.
    fn open(folder: &Path) -> io::Result<Queues> {
        let path = folder.join("jobs");
        let file = OpenOptions::new().create(true).read(true).append(true).open(&path)?;
        let mut queues = Queues { file, by_name: HashMap::new(), empty: Queue::default() };
        let mut bytes = std::fs::read(&path)?;
        // The last line may be half of one: nobody was told of it.
        let whole = bytes.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
        bytes.truncate(whole);
        let text = String::from_utf8(bytes).map_err(io::Error::other)?;
        for line in text.lines() {
            let job =
                Job::from_line(line).ok_or_else(|| io::Error::other(format!("no job: {line}")))?;
            queues.apply(job);
        }
        queues.file.set_len(whole as u64)?;
        Ok(queues)
    }

    fn of(&self, name: &str) -> &Queue {
        self.by_name.get(name).unwrap_or(&self.empty)
    }

    fn apply(&mut self, job: Job) {
        let queue = self.by_name.entry(job.queue.clone()).or_default();
        if matches!(job.state, State::Waiting | State::Leased) {
            queue.open.insert(job.place);
        } else {
            queue.open.remove(&job.place);
        }
        if let Some(key) = &job.key {
            queue.by_key.insert(key.clone(), job.place);
        }
        match queue.jobs.get_mut(job.place) {
            Some(known) => *known = job,
            None => queue.jobs.push(job),
        }
    }

    /// Durable before it is answered: one write, with no buffer of ours between.
    fn keep(&mut self, job: Job) -> io::Result<()> {
        self.file.write_all(format!("{}\n", job.line()).as_bytes())?;
        self.apply(job);
        Ok(())
    }
}

struct Request {
    method: String,
    path: String,
    now_ms: Option<i64>,
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
    let body = format!("{{\"status\": {status}, \"title\": \"{title}\"}}");
    Answer { status, headers: Vec::new(), kind: "application/problem+json", body }
}

fn json(status: u16, body: String) -> Answer {
    Answer { status, headers: Vec::new(), kind: "application/json", body }
}

fn serve(connection: TcpStream, queues: &Mutex<Queues>) {
    let Ok(mut out) = connection.try_clone() else { return };
    let _ = out.set_nodelay(true);
    let mut from = BufReader::new(connection);
    while let Some(request) = read(&mut from) {
        let answer = match queues.lock() {
            Ok(mut queues) => answer(&request, &mut queues)
                .unwrap_or_else(|_| problem(500, "the job could not be written down")),
            Err(_) => return,
        };
        let mut text = format!("HTTP/1.1 {} .\r\n", answer.status);
        for (name, value) in &answer.headers {
            let _ = write!(text, "{name}: {value}\r\n");
        }
        if answer.status != 204 {
            let (kind, length) = (answer.kind, answer.body.len());
            let _ = write!(text, "Content-Type: {kind}\r\nContent-Length: {length}\r\n");
        }
        text.push_str("\r\n");
        if request.method != "HEAD" {
            text.push_str(&answer.body);
        }
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
    let mut request = Request { method, path, now_ms: None, close: false, body: Vec::new() };
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
            "x-now" => request.now_ms = Some(value.parse().ok()?),
            "connection" => request.close = value.eq_ignore_ascii_case("close"),
            _ => {}
        }
    }
    // Read even if it is refused: what follows on this connection is the next request.
    from.take(length).read_to_end(&mut request.body).ok()?;
    (request.body.len() as u64 == length).then_some(request)
}

fn answer(request: &Request, queues: &mut Queues) -> io::Result<Answer> {
    // Read under the lock: who comes later has a later time.
    let machine_ms =
        SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| time.as_millis() as i64);
    let now = request.now_ms.unwrap_or(machine_ms);
    let path = request.path.split('?').next().unwrap_or_default();
    let parts: Vec<_> = path.split('/').skip(1).collect();
    let ["queues", name, rest @ ..] = parts.as_slice() else {
        return Ok(problem(404, "there is nothing here"));
    };
    if !is_name(name) {
        return Ok(problem(404, "there is nothing here"));
    }
    let allowed = match rest {
        [] | ["dead"] | ["jobs", _] => "GET",
        ["jobs"] | ["lease"] | ["jobs", _, "retry"] => "POST",
        ["leases", _, "ack" | "nack" | "extend"] => "POST",
        _ => return Ok(problem(404, "there is nothing here")),
    };
    if request.method != allowed {
        let mut answer = problem(405, "use another method");
        answer.headers.push(("Allow", allowed.into()));
        return Ok(answer);
    }
    let body = &request.body;
    match rest {
        ["jobs"] => enqueue(queues, name, body, now),
        ["lease"] => lease(queues, name, body, now),
        ["jobs", id, "retry"] => retry(queues, name, id, now),
        ["jobs", id] => Ok(queues
            .of(name)
            .find(id)
            .map_or_else(|| problem(404, "no such job"), |job| json(200, job.at(now).shown()))),
        ["leases", lease, how] => end(queues, name, lease, how, body, now),
        ["dead"] => Ok(dead(queues.of(name), now)),
        _ => Ok(counts(queues.of(name), now)),
    }
}

fn enqueue(queues: &mut Queues, name: &str, body: &[u8], now: i64) -> io::Result<Answer> {
    let Some(wish) = Wish::read(body) else {
        return Ok(problem(400, "the body is no JSON object"));
    };
    let Some(payload) = wish.field("payload") else {
        return Ok(problem(400, "payload is absent"));
    };
    let key = match wish.field("key").map(|field| &field.value) {
        None => None,
        Some(Json::Text(key)) if is_name(key) => Some(key.clone()),
        Some(_) => return Ok(problem(400, "key must have 1 to 64 letters, digits, - and _")),
    };
    let Some(priority) = wish.integer("priority", 0, 9, Some(0)) else {
        return Ok(problem(400, "priority must be an integer from 0 to 9"));
    };
    let Some(delay_ms) = wish.integer("delay_ms", 0, DAY_MS, Some(0)) else {
        return Ok(problem(400, "delay_ms must be an integer from 0 to 86400000"));
    };
    let Some(max_attempts) = wish.integer("max_attempts", 1, 20, Some(3)) else {
        return Ok(problem(400, "max_attempts must be an integer from 1 to 20"));
    };
    let queue = queues.of(name);
    if let Some(place) = key.as_ref().and_then(|key| queue.by_key.get(key)) {
        return Ok(json(200, queue.jobs[*place].at(now).shown()));
    }
    let job = Job {
        queue: name.into(),
        place: queue.jobs.len(),
        key,
        priority,
        state: State::Waiting,
        attempts: 0,
        max_attempts,
        visible_at: Some(now + delay_ms),
        leases: 0,
        acked: None,
        last_error: "null".into(),
        payload: payload.json(),
    };
    let mut answer = json(201, job.shown());
    answer.headers.push(("Location", format!("/queues/{name}/jobs/{}", job.id())));
    queues.keep(job)?;
    Ok(answer)
}

fn lease(queues: &mut Queues, name: &str, body: &[u8], now: i64) -> io::Result<Answer> {
    let Some(wish) = Wish::read_or_none(body) else {
        return Ok(problem(400, "the body is no JSON object"));
    };
    let Some(lease_ms) = wish.integer("lease_ms", 1, DAY_MS, Some(30_000)) else {
        return Ok(problem(400, "lease_ms must be an integer from 1 to 86400000"));
    };
    let queue = queues.of(name);
    let mut best: Option<Job> = None;
    for place in &queue.open {
        let job = &queue.jobs[*place];
        // Of the same priority, the first one stays.
        if best.as_ref().is_some_and(|best| job.priority <= best.priority) {
            continue;
        }
        let job = job.at(now);
        if job.state == State::Waiting && job.visible_at.is_some_and(|at| at <= now) {
            best = Some(job);
        }
    }
    let Some(mut job) = best else { return Ok(json(204, String::new())) };
    job.state = State::Leased;
    job.visible_at = Some(now + lease_ms);
    job.attempts += 1;
    job.leases += 1;
    let body = format!("{{\"lease\": \"{}.{}\", \"job\": {}}}", job.id(), job.leases, job.shown());
    queues.keep(job)?;
    Ok(json(200, body))
}

fn end(
    queues: &mut Queues,
    name: &str,
    lease: &str,
    how: &str,
    body: &[u8],
    now: i64,
) -> io::Result<Answer> {
    let Some((job, number)) = queues.of(name).find_lease(lease) else {
        return Ok(problem(404, "no such lease"));
    };
    if how == "ack" && job.acked == Some(number) {
        return Ok(json(204, String::new()));
    }
    let mut job = job.at(now);
    if job.state != State::Leased || job.leases != number {
        return Ok(problem(409, "the lease is not held any more"));
    }
    match how {
        "ack" => {
            job.state = State::Done;
            job.visible_at = None;
            job.acked = Some(number);
        }
        "nack" => {
            let Some(wish) = Wish::read_or_none(body) else {
                return Ok(problem(400, "the body is no JSON object"));
            };
            job.last_error = match wish.field("error") {
                None => "null".into(),
                Some(error) if matches!(error.value, Json::Text(_)) => error.json(),
                Some(_) => return Ok(problem(400, "error must be a string")),
            };
            job.fail(now);
        }
        _ => {
            let lease_ms =
                Wish::read(body).and_then(|wish| wish.integer("lease_ms", 1, DAY_MS, None));
            let Some(lease_ms) = lease_ms else {
                return Ok(problem(400, "lease_ms must be an integer from 1 to 86400000"));
            };
            job.visible_at = Some(now + lease_ms);
        }
    }
    let answer = if how == "ack" { json(204, String::new()) } else { json(200, job.shown()) };
    queues.keep(job)?;
    Ok(answer)
}

fn retry(queues: &mut Queues, name: &str, id: &str, now: i64) -> io::Result<Answer> {
    let Some(job) = queues.of(name).find(id) else {
        return Ok(problem(404, "no such job"));
    };
    let mut job = job.at(now);
    if job.state != State::Dead {
        return Ok(problem(409, "the job is not dead"));
    }
    job.state = State::Waiting;
    job.visible_at = Some(now);
    job.attempts = 0;
    let answer = json(200, job.shown());
    queues.keep(job)?;
    Ok(answer)
}

fn dead(queue: &Queue, now: i64) -> Answer {
    let jobs = queue.jobs.iter().map(|job| job.at(now)).filter(|job| job.state == State::Dead);
    let shown: Vec<_> = jobs.map(|job| job.shown()).collect();
    json(200, format!("{{\"jobs\": [{}]}}", shown.join(", ")))
}

fn counts(queue: &Queue, now: i64) -> Answer {
    let mut counts = [0; STATES.len()];
    for job in &queue.jobs {
        counts[job.at(now).state as usize] += 1;
    }
    let shown: Vec<_> = STATES
        .iter()
        .map(|(state, name)| format!("\"{name}\": {}", counts[*state as usize]))
        .collect();
    json(200, format!("{{{}}}", shown.join(", ")))
}

fn is_name(name: &str) -> bool {
    (1..=64).contains(&name.len())
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
}

/// The object in the body of a request.
struct Wish<'a>(Vec<Field<'a>>);

impl<'a> Wish<'a> {
    fn read(body: &'a [u8]) -> Option<Wish<'a>> {
        let mut rest = std::str::from_utf8(body).ok()?;
        let Json::Object(fields) = value(&mut rest, 0)? else { return None };
        without_space(rest).is_empty().then_some(Wish(fields))
    }

    fn read_or_none(body: &'a [u8]) -> Option<Wish<'a>> {
        if body.is_empty() { Some(Wish(Vec::new())) } else { Wish::read(body) }
    }

    fn field(&self, name: &str) -> Option<&Field<'a>> {
        self.0.iter().rev().find(|field| field.name == name)
    }

    fn integer(&self, name: &str, low: i64, high: i64, default: Option<i64>) -> Option<i64> {
        let Some(field) = self.field(name) else { return default };
        let Json::Number(number) = field.value else { return None };
        number.parse().ok().filter(|number| (low..=high).contains(number))
    }
}

struct Field<'a> {
    name: String,
    value: Json<'a>,
    written: &'a str,
}

impl Field<'_> {
    /// As it was given, in one line: a tab or the end of a line can only stand between the parts of a JSON value.
    fn json(&self) -> String {
        self.written.replace(['\t', '\r', '\n'], " ")
    }
}

/// RFC 8259, as far as a wish needs it: numbers stay as they are written.
enum Json<'a> {
    Word,
    Number(&'a str),
    Text(String),
    Array,
    Object(Vec<Field<'a>>),
}

/// A reader that calls itself must end.
const DEPTH_MAX: u32 = 1000;

fn value<'a>(rest: &mut &'a str, depth: u32) -> Option<Json<'a>> {
    *rest = without_space(rest);
    if depth > DEPTH_MAX {
        return None;
    }
    for word in ["null", "true", "false"] {
        if let Some(after) = rest.strip_prefix(word) {
            *rest = after;
            return Some(Json::Word);
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
                *rest = without_space(rest);
                let name = text(rest)?;
                take(rest, ':')?;
                let from = without_space(rest);
                let value = value(rest, depth + 1)?;
                let written = &from[..from.len() - rest.len()];
                fields.push(Field { name, value, written });
                if take(rest, ',').is_none() {
                    take(rest, '}')?;
                    return Some(Json::Object(fields));
                }
            }
        }
        _ => number(rest).map(Json::Number),
    }
}

fn without_space(text: &str) -> &str {
    text.trim_start_matches([' ', '\t', '\r', '\n'])
}

fn take(rest: &mut &str, sign: char) -> Option<()> {
    *rest = without_space(rest).strip_prefix(sign)?;
    Some(())
}

fn number<'a>(rest: &mut &'a str) -> Option<&'a str> {
    fn digits(text: &str) -> Option<&str> {
        let after = text.trim_start_matches(|letter: char| letter.is_ascii_digit());
        (after.len() < text.len()).then_some(after)
    }
    let whole = *rest;
    let unsigned = whole.strip_prefix('-').unwrap_or(whole);
    let mut after = match unsigned.strip_prefix('0') {
        Some(after) => after,
        None => digits(unsigned)?,
    };
    if let Some(fraction) = after.strip_prefix('.') {
        after = digits(fraction)?;
    }
    if let Some(exponent) = after.strip_prefix(['e', 'E']) {
        after = digits(exponent.strip_prefix(['+', '-']).unwrap_or(exponent))?;
    }
    *rest = after;
    Some(&whole[..whole.len() - after.len()])
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

/// Half of a pair reads as a letter that is in no name; what is shown is what was written anyway.
fn escape(letters: &mut std::str::Chars<'_>) -> Option<char> {
    let mut unit = 0;
    for _ in 0..4 {
        unit = unit * 16 + letters.next()?.to_digit(16)?;
    }
    Some(char::from_u32(unit).unwrap_or(char::REPLACEMENT_CHARACTER))
}
