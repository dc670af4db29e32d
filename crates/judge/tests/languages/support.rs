//! Builds and runs a program as the judge does, in a temporary folder instead of `/box`.

use greenroom_judge::languages::{self, Command, Language, Toolchain};
use greenroom_model::Signature;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Output, Stdio};

/// Enough for every run time; nothing here is about memory.
const MEMORY_BYTES: u64 = 512 << 20;

/// The language and its tool chain. `None` and a printed reason if it is not installed, which
/// must not happen where everything is to be tested.
pub fn installed(id: &str) -> Option<(&'static dyn Language, Toolchain)> {
    let language = languages::by_id(id).expect("the id is one of ALL");
    match language.find() {
        Ok(toolchain) => Some((language, toolchain)),
        Err(missing) if std::env::var_os("CI").is_some() => panic!("{id}: {missing}"),
        Err(missing) => {
            println!("{id} is left out: {missing}");
            None
        }
    }
}

pub fn signature(text: &str) -> Signature {
    toml::from_str(text).unwrap_or_else(|error| panic!("{error}"))
}

/// A folder with the driver and the candidate's file.
pub struct Program {
    language: &'static dyn Language,
    toolchain: Toolchain,
    folder: tempfile::TempDir,
    start: String,
}

pub struct Ran {
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

impl Program {
    /// What the compiler says if it does not compile.
    pub fn build(
        (language, toolchain): (&'static dyn Language, Toolchain),
        signature: &Signature,
        solution: &str,
    ) -> Result<Program, String> {
        let folder = tempfile::tempdir().unwrap();
        let mut files = language.driver(signature).expect("it has a driver");
        files.push((language.solution_file().to_owned(), solution.to_owned()));
        for (name, content) in &files {
            fs::write(folder.path().join(name), content).unwrap();
        }
        let sources: Vec<String> = files.into_iter().map(|(name, _)| name).collect();
        let build = language.build(&toolchain, &sources, None, 2 << 30);
        for step in &build.steps {
            let done = run(step, folder.path(), "");
            if !done.status.success() {
                let out = String::from_utf8_lossy(&done.stdout).into_owned();
                let said = out + &String::from_utf8_lossy(&done.stderr);
                return Err(said.replace(&folder.path().display().to_string(), "/box"));
            }
        }
        Ok(Program { language, toolchain, folder, start: build.start })
    }

    pub fn run(&self, input: &str) -> Ran {
        let command = self.language.command(&self.toolchain, &self.start, MEMORY_BYTES);
        let done = run(&command, self.folder.path(), input);
        let here = self.folder.path().display().to_string();
        let text = |bytes| String::from_utf8(bytes).unwrap().replace(&here, "/box");
        Ran { code: done.status.code(), stdout: text(done.stdout), stderr: text(done.stderr) }
    }

    pub fn trace(&self, ran: &Ran) -> String {
        self.language.trace(&ran.stderr)
    }
}

fn run(command: &Command, folder: &Path, input: &str) -> Output {
    let here = folder.display().to_string();
    // Shared, as the judge's is: Go compiles its standard library into it.
    let cache = Path::new(env!("CARGO_TARGET_TMPDIR")).join("languages-cache");
    let cache = cache.display().to_string();
    let placed = |text: &str| {
        if text == "/cache" { cache.clone() } else { text.replace("/box", &here) }
    };
    // The sandbox gives the main thread this stack.
    let mut child = std::process::Command::new("/bin/sh")
        .args(["-c", "ulimit -s 262144; exec \"$@\"", "sh"])
        .arg(placed(&command.program.display().to_string()))
        .args(command.args.iter().map(|arg| placed(arg)))
        .env_clear()
        .env("PATH", std::env::var_os("PATH").unwrap_or_default())
        .env("HOME", folder)
        .envs(command.env.iter().map(|(name, value)| (name, placed(value))))
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_owned();
    // A program that ends early closes its end, and what it said then counts.
    let feeder = std::thread::spawn(move || {
        let _ = stdin.write_all(input.as_bytes());
    });
    let output = child.wait_with_output().unwrap();
    feeder.join().unwrap();
    output
}
