//! The real program as a child, and just enough of a browser to use it.
#![allow(dead_code, reason = "each test file uses its part of this")]

use futures_util::{SinkExt, StreamExt};
use serde_json::Value;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::Duration;
use tokio_tungstenite::tungstenite::Message as Frame;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream};

/// Nothing here takes this long unless it hangs, which must fail and not wait for ever.
pub const HANGS: Duration = Duration::from_secs(30);

pub fn greenroom() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_greenroom"));
    for name in ["GREENROOM_DATA_DIR", "GREENROOM_DATABASE", "GREENROOM_CONTENT"] {
        command.env_remove(name);
    }
    command
}

/// One problem with one point, and the protocol `lamp`: a session opens at once.
pub fn tiny_content() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/tiny")
}

/// A program that serves; killed when dropped.
pub struct Server {
    child: Child,
    pub port: u16,
}

impl Server {
    pub fn start(data_dir: &Path) -> Server {
        Server::serve(greenroom(), data_dir)
    }

    /// `command` is the program, or something that becomes it.
    pub fn serve(command: Command, data_dir: &Path) -> Server {
        Server::serve_content(command, data_dir, &tiny_content())
    }

    pub fn serve_content(mut command: Command, data_dir: &Path, content: &Path) -> Server {
        let mut child = command
            .args(["--no-open", "--port", "0", "--data-dir"])
            .arg(data_dir)
            .arg("--content")
            .arg(content)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let mut line = String::new();
        BufReader::new(child.stdout.take().expect("piped")).read_line(&mut line).unwrap();
        let port = line
            .trim()
            .strip_prefix("Greenroom is at http://127.0.0.1:")
            .and_then(|rest| rest.strip_suffix('/'))
            .and_then(|port| port.parse().ok())
            .unwrap_or_else(|| panic!("no address but {line:?}"));
        Server { child, port }
    }

    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// SIGKILL: no destructor, no last write.
    pub fn kill(&mut self) {
        self.child.kill().expect("it can be killed");
        self.child.wait().expect("it was started here");
    }

    /// Starts a session on the tiny content.
    pub fn start_session(&self) -> String {
        let form = "protocol=lamp&mode=training&level=senior&problem=one-lamp&hints=";
        let answer = self.post("/start", form, &[]);
        assert_eq!(answer.status, 303, "{}", answer.body);
        let to = answer.header("location").expect("a redirect says where to");
        to.strip_prefix("/sessions/").expect("to the room").to_owned()
    }

    pub fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, "", &[])
    }

    pub fn post(&self, path: &str, form: &str, headers: &[(&str, &str)]) -> Answer {
        self.ask("POST", path, form, headers)
    }

    /// `Host` and the body's headers are set unless `headers` says otherwise.
    pub fn ask(&self, method: &str, path: &str, body: &str, headers: &[(&str, &str)]) -> Answer {
        let mut request = format!("{method} {path} HTTP/1.1\r\nConnection: close\r\n");
        if !headers.iter().any(|(name, _)| *name == "Host") {
            request += &format!("Host: 127.0.0.1:{}\r\n", self.port);
        }
        for (name, value) in headers {
            request += &format!("{name}: {value}\r\n");
        }
        if method != "GET" {
            let length = body.len();
            if !headers.iter().any(|(name, _)| *name == "Content-Type") {
                request += "Content-Type: application/x-www-form-urlencoded\r\n";
            }
            request += &format!("Content-Length: {length}\r\n");
        }
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("it listens");
        stream.set_read_timeout(Some(HANGS)).unwrap();
        stream.write_all(format!("{request}\r\n{body}").as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        Answer::read(&answer)
    }

    pub async fn enter(&self, session: &str) -> Live {
        Live::enter(self.port, session, &[]).await.expect("the room opens")
    }

    /// The session's whole log as the program gives it away, one event an entry.
    pub fn log(&self, session: &str) -> Vec<Value> {
        let answer = self.get(&format!("/sessions/{session}/log.jsonl"));
        assert_eq!(answer.status, 200, "{}", answer.body);
        answer.body.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Killed already, most likely.
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: String,
}

impl Answer {
    fn read(text: &str) -> Answer {
        let (head, body) = text.split_once("\r\n\r\n").expect("an HTTP answer");
        let status = head.split(' ').nth(1).and_then(|code| code.parse().ok()).expect("a status");
        let body = if head.to_lowercase().contains("transfer-encoding: chunked") {
            unchunked(body)
        } else {
            body.to_owned()
        };
        Answer { status, head: head.to_owned(), body }
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| {
            let (found, value) = line.split_once(": ")?;
            found.eq_ignore_ascii_case(name).then_some(value)
        })
    }
}

fn unchunked(mut rest: &str) -> String {
    let mut body = String::new();
    while let Some((size, after)) = rest.split_once("\r\n") {
        let size = usize::from_str_radix(size, 16).expect("a chunk's size");
        body += &after[..size];
        rest = &after[(size + 2).min(after.len())..];
    }
    body
}

/// A screen in a room.
pub struct Live {
    socket: WebSocketStream<MaybeTlsStream<tokio::net::TcpStream>>,
    pub state: Value,
}

impl Live {
    /// `Err` holds the HTTP status of a refusal, 0 when there was no answer.
    pub async fn enter(port: u16, session: &str, headers: &[(&str, &str)]) -> Result<Live, u16> {
        let url = format!("ws://127.0.0.1:{port}/sessions/{session}/live");
        let mut request = url.into_client_request().unwrap();
        for (name, value) in headers {
            let name: tokio_tungstenite::tungstenite::http::HeaderName = name.parse().unwrap();
            request.headers_mut().insert(name, value.parse().unwrap());
        }
        let connected = tokio_tungstenite::connect_async(request).await;
        let (socket, _) = connected.map_err(|error| match error {
            tokio_tungstenite::tungstenite::Error::Http(answer) => answer.status().as_u16(),
            _ => 0,
        })?;
        let mut live = Live { socket, state: Value::Null };
        live.state = live.hear().await.ok_or(0_u16)?;
        assert_eq!(live.state["type"], "state");
        Ok(live)
    }

    /// The next message; `None` when the program is gone.
    pub async fn hear(&mut self) -> Option<Value> {
        loop {
            let frame = tokio::time::timeout(HANGS, self.socket.next()).await.expect("it hangs");
            match frame {
                Some(Ok(Frame::Text(text))) => {
                    return Some(serde_json::from_str(&text).expect("JSON"));
                }
                Some(Ok(_)) => {}
                Some(Err(_)) | None => return None,
            }
        }
    }

    /// Skips to the first message for which `is_it` holds.
    pub async fn hear_until(&mut self, is_it: impl Fn(&Value) -> bool) -> Value {
        loop {
            let message = self.hear().await.expect("the program lives");
            if is_it(&message) {
                return message;
            }
        }
    }

    /// Says nothing about whether it arrived.
    pub async fn send(&mut self, message: &Value) {
        self.socket.send(Frame::text(message.to_string())).await.ok();
    }

    /// Sends and waits until it is durable.
    pub async fn settle(&mut self, message: &Value) -> Value {
        self.send(message).await;
        self.hear_until(|told| told["type"] == "ack" && told["id"] == message["id"]).await
    }
}

pub fn run(args: &[&str]) -> Output {
    greenroom().args(args).stdin(Stdio::null()).output().expect("the program starts")
}

/// SplitMix64 (Steele, Lea, Flood 2014): a run follows from its seed.
pub struct Chance(pub u64);

impl Chance {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }
}
