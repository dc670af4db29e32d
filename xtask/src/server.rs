//! The release build as a bench starts and asks it.

use crate::run::{command, through};
use crate::{Outcome, root};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Instant;

pub fn build() -> Outcome {
    through(&mut command(&["cargo", "build", "--release", "-p", "greenroom"]))
}

pub fn program() -> PathBuf {
    root().join("target/release/greenroom")
}

pub fn cores() -> usize {
    std::thread::available_parallelism().map_or(0, usize::from)
}

pub fn processor() -> String {
    let info = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = info.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": "));
    model.map_or("an unnamed processor".into(), |(_, name)| name.to_owned())
}

/// The release build, serving; ended when dropped.
pub struct Server {
    child: Child,
    pub port: u16,
    /// From the start to the address that it prints.
    pub start_ms: u128,
}

impl Server {
    pub fn start(dir: &Path) -> Result<Server, String> {
        let program = program();
        let started = Instant::now();
        let mut child = Command::new(&program)
            .args(["--no-open", "--port", "0", "--data-dir"])
            .arg(dir)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| format!("{}: {error}", program.display()))?;
        let mut line = String::new();
        let out = child.stdout.take().ok_or("its output is not piped")?;
        BufReader::new(out).read_line(&mut line).map_err(|error| error.to_string())?;
        let start_ms = started.elapsed().as_millis();
        let port = line
            .trim()
            .rsplit(':')
            .next()
            .and_then(|rest| rest.trim_end_matches('/').parse().ok())
            .ok_or_else(|| format!("it printed no address but {line:?}"))?;
        Ok(Server { child, port, start_ms })
    }

    /// Starts a session and returns its id.
    pub fn start_session(&self, choice: &str) -> Result<String, String> {
        let head = self.ask("POST", "/start", &format!("{choice}&mode=training&level=senior"))?;
        head.lines()
            .find_map(|line| line.strip_prefix("location: /sessions/"))
            .map(|id| id.trim().to_owned())
            .ok_or_else(|| format!("no session was started: {head}"))
    }

    pub fn ask(&self, method: &str, path: &str, form: &str) -> Result<String, String> {
        let request = format!(
            "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{form}",
            form.len()
        );
        let ask = || -> std::io::Result<String> {
            let mut stream = TcpStream::connect(("127.0.0.1", self.port))?;
            stream.write_all(request.as_bytes())?;
            let mut answer = String::new();
            stream.read_to_string(&mut answer)?;
            Ok(answer)
        };
        ask().map_err(|error| format!("{method} {path}: {error}"))
    }

    /// VmRSS; 0 where there is no /proc.
    pub fn memory_kib(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()));
        let status = status.unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        line.and_then(|rest| rest.split_whitespace().next()?.parse().ok()).unwrap_or(0)
    }

    /// User and system time so far, at Linux's 100 ticks a second; 0 where there is no /proc.
    pub fn cpu_s(&self) -> f64 {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.child.id()));
        let stat = stat.unwrap_or_default();
        let fields = stat.rsplit(") ").next().unwrap_or_default();
        let ticks = fields.split(' ').skip(11).take(2).filter_map(|one| one.parse::<f64>().ok());
        ticks.sum::<f64>() / 100.0
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself.
        self.child.kill().ok();
        self.child.wait().ok();
    }
}
