//! Go.

mod generate;

use super::c::place_of;
use super::output::{shortened, without_box};
use super::tools::{ask, at_least, command, missing, view, which, with_extension};
use super::{Build, Command, Diagnostic, Language, Missing, Overhead, Toolchain};
use greenroom_model::Signature;
use std::path::Path;

pub struct Go;

const HOW: &str = "Install Go 1.19 or newer: `sudo apt install golang-go` (Debian, Ubuntu), \
                   `sudo dnf install golang` (Fedora), or from https://go.dev/dl.";

impl Language for Go {
    fn id(&self) -> &'static str {
        "go"
    }

    fn model(&self) -> Option<greenroom_model::Language> {
        Some(greenroom_model::Language::Go)
    }

    fn kattis_codes(&self) -> &'static [&'static str] {
        &["go"]
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["go"]
    }

    fn solution_file(&self) -> &'static str {
        "solution.go"
    }

    fn find(&self) -> Result<Toolchain, Missing> {
        let Some(found) = which("go") else {
            return Err(missing("There is no `go` along PATH", HOW));
        };
        let told =
            ask(&found, &["env", "GOROOT", "GOVERSION"]).map_err(|why| missing(&why, HOW))?;
        let [root, version] = told.lines().collect::<Vec<_>>()[..] else {
            return Err(missing(&format!("{} does not say its GOROOT", found.display()), HOW));
        };
        let version = version.trim_start_matches("go").to_owned();
        at_least("Go", &version, &[1, 19], HOW)?;
        let root = Path::new(root);
        Ok(Toolchain { version, view: view(&[root]), program: root.join("bin/go") })
    }

    fn build(
        &self,
        toolchain: &Toolchain,
        sources: &[String],
        _: Option<&str>,
        memory_bytes: u64,
    ) -> Build {
        let mut args = vec!["build", "-o", "main"];
        args.extend(with_extension(sources, self.extensions()));
        let memory = format!("{}MiB", (memory_bytes >> 20) * 3 / 4);
        let env = [
            // Nothing is fetched, and no module file is needed.
            ("GO111MODULE", "off"),
            ("GOPROXY", "off"),
            ("GOTOOLCHAIN", "local"),
            ("GOFLAGS", ""),
            ("GOENV", "off"),
            ("CGO_ENABLED", "0"),
            ("GOPATH", "/work/go"),
            // Since 1.20 the standard library is compiled here too, once.
            ("GOCACHE", "/cache"),
            ("GOMEMLIMIT", &memory),
        ];
        Build {
            steps: vec![command(&toolchain.program, &args, &env)],
            cache: Some("/cache"),
            start: "main".into(),
        }
    }

    fn command(&self, _: &Toolchain, start: &str, memory_bytes: u64) -> Command {
        // Collects more eagerly before it uses more than it may, instead of at double the live heap.
        let memory = format!("{}MiB", (memory_bytes >> 20) * 9 / 10);
        let env = [("GOMEMLIMIT", &*memory), ("GOMAXPROCS", "2"), ("GOTRACEBACK", "single")];
        command(format!("/box/{start}"), &[], &env)
    }

    fn overhead(&self) -> Overhead {
        Overhead { processes: 24, memory_bytes: 16 << 20 }
    }

    /// ```text
    /// # command-line-arguments
    /// ./solution.go:5:2: undefined: x
    /// ```
    fn diagnostics(&self, output: &str) -> Vec<Diagnostic> {
        let text = without_box(output);
        let mut found: Vec<Diagnostic> = Vec::new();
        for line in text.lines() {
            let line = line.strip_prefix("./").unwrap_or(line);
            // What goes on in the next line is indented.
            if line.starts_with('\t')
                && let Some(last) = found.last_mut()
            {
                last.message = format!("{} {}", last.message, line.trim());
            } else if let Some((place, message)) = line.split_once(": ")
                && let Some((file, line, column)) = place_of(place)
            {
                found.push(Diagnostic { file, line, column, message: message.to_owned() });
            }
        }
        let is_own = |one: &Diagnostic| one.file == self.solution_file();
        if found.iter().any(is_own) {
            found.retain(is_own);
            return found;
        }
        // The driver misses something: it says what, and that is for the candidate to write.
        let mut sentences: Vec<Diagnostic> = Vec::new();
        for one in &found {
            let message = match one.message.strip_prefix("undefined: ") {
                Some(name) => format!("solution.go must define {name}"),
                None => format!("solution.go does not fit: {}", one.message),
            };
            if one.file == "main.go" && !sentences.iter().any(|other| other.message == message) {
                let file = self.solution_file().to_owned();
                sentences.push(Diagnostic { file, line: 1, column: None, message });
            }
        }
        if sentences.is_empty() { found } else { sentences }
    }

    /// ```text
    /// panic: runtime error: index out of range [3] with length 0
    ///
    /// goroutine 1 [running]:
    /// main.FirstBreaches(...)
    ///         /box/solution.go:5
    /// main.main()
    ///         /box/main.go:14 +0x1d
    /// ```
    fn trace(&self, stderr: &str) -> String {
        let text = without_box(stderr);
        let all: Vec<&str> = text.lines().collect();
        let start = all.iter().position(|line| {
            [
                "In call ",
                "In the constructor, ",
                "panic: ",
                "fatal error: ",
                "runtime: goroutine stack",
            ]
            .iter()
            .any(|begin| line.starts_with(begin))
        });
        let mut lines: Vec<String> = Vec::new();
        let mut rest = all[start.unwrap_or(all.len().saturating_sub(1))..].iter().peekable();
        while let Some(line) = rest.next() {
            if let Some(place) = rest.next_if(|next| next.starts_with('\t')) {
                let place = place.trim().split(' ').next().unwrap_or_default();
                // Below `/box` there are no folders; all else is the run time's.
                let is_own = !place.starts_with('/')
                    && !["main.go:", "driver.go:"].iter().any(|ours| place.starts_with(ours));
                if is_own {
                    lines.push(format!("    {place} {}", frame(line)));
                }
            } else if line.starts_with("...") && line.ends_with("frames elided...") {
                lines.push(format!("    {line}"));
            } else if is_of_use(line) {
                lines.push((*line).to_owned());
            }
        }
        shortened(&lines)
    }

    fn driver(&self, signature: &Signature) -> Option<Vec<(String, String)>> {
        Some(generate::driver(signature))
    }

    fn starter(&self, signature: &Signature) -> Option<String> {
        Some(generate::starter(signature))
    }
}

/// `main.(*Cache).Get(0xc000012345, {0x1, 0x2})` as `(*Cache).Get`: arguments are addresses.
fn frame(line: &str) -> &str {
    let line = line.strip_prefix("main.").unwrap_or(line);
    line.rfind('(').map_or(line, |at| &line[..at])
}

fn is_of_use(line: &str) -> bool {
    let noise = [
        "runtime: sp=",
        "stack: frame=",
        "runtime stack:",
        "goroutine ",
        "exit status",
        "[signal ",
    ];
    !line.trim().is_empty() && !noise.iter().any(|begin| line.starts_with(begin))
}
