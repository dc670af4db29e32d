//! Chores of this repository: `cargo xtask`.

mod bench_judge;
mod bench_listen;
mod bench_rooms;
mod bench_sandbox;
mod bench_simulate;
mod bench_study;
mod content;
mod r#gen;
mod random;
mod run;
mod server;
mod setup;
mod test;
mod tidy;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

const USAGE: &str = "\
cargo xtask <command>

  setup                      install what the tests need (Debian, Ubuntu)
  test [--quick]             everything that must hold, in order; --quick leaves out the browser
  tidy                       who imports whom, and the repository's own rules
  bench listen [--data DIR]  how well the program listens, on what it has not seen
  bench rooms                how fast many live rooms answer
  bench study                how fast Today, Plan, Cards and Progress open over years of cards
  bench judge [TIMES] [PROBLEM...|all]
                             how long judging takes, and whether verdicts hold under load
  bench sandbox              what a sandboxed run costs, beside other sandboxes
  bench simulate             how fast a design is simulated, beside SimPy
  content check [DIR|KIND/ID|drills|designs]
                             every rule of docs/content.md; runs references and mutants
  content check labs [ID [TIMES]]
                             the same of labs alone, each run with another seed
  content new KIND ID        begin a problem
  gen [FOLDER]               write the drivers of coding problems from their signature.toml
  gen --check                say which of them differ
";

/// Chores end in a sentence that says what to do next.
type Outcome = Result<(), String>;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let outcome = match args.as_slice() {
        ["setup"] => setup::run(),
        ["test"] => test::run(test::Browser::Tested),
        ["test", "--quick"] => test::run(test::Browser::LeftOut),
        ["tidy"] => tidy::run(),
        ["content", "check"] => content::check(&root().join("content")),
        ["content", "check", "drills"] => content::check_drills(&root().join("content")),
        ["content", "check", "designs"] => content::check_designs(&root().join("content")),
        ["content", "check", "labs"] => content::check_labs(&root().join("content"), None, 1),
        ["content", "check", "labs", id] => {
            content::check_labs(&root().join("content"), Some(id), 1)
        }
        ["content", "check", "labs", id, times] => match times.parse() {
            Ok(times) => content::check_labs(&root().join("content"), Some(id), times),
            Err(_) => Err(format!("`{times}` is no number of times\n\n{USAGE}")),
        },
        ["content", "check", only]
            if root().join("content").join(only).join("problem.toml").exists() =>
        {
            content::check_one(&root().join("content"), only)
        }
        ["content", "check", dir] => content::check(Path::new(dir)),
        ["content", "new", kind, id] => content::new(kind, id),
        ["gen"] => r#gen::write(None),
        ["gen", "--check"] => r#gen::check(None),
        ["gen", folder] => r#gen::write(Some(Path::new(folder))),
        ["bench", "listen"] => bench_listen::run(&listen_data()),
        ["bench", "listen", "--data", dir] => bench_listen::run(Path::new(dir)),
        ["bench", "rooms"] => bench_rooms::run(),
        ["bench", "study"] => bench_study::run(),
        ["bench", "judge"] => bench_judge::run(50, &[]),
        ["bench", "judge", times, problems @ ..] => match times.parse() {
            Ok(times) => bench_judge::run(times, problems),
            Err(_) => Err(format!("`{times}` is no number of times\n\n{USAGE}")),
        },
        ["bench", "sandbox"] => bench_sandbox::run(),
        ["bench", "simulate"] => bench_simulate::run(),
        [] | ["help" | "--help" | "-h"] => {
            print!("{USAGE}");
            Ok(())
        }
        other => Err(format!("`{}` is no chore here\n\n{USAGE}", other.join(" "))),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}

/// Labelled data that does not come with the repository: `$GREENROOM_DATA`, or a folder beside it.
fn listen_data() -> PathBuf {
    std::env::var_os("GREENROOM_DATA").map_or_else(|| root().join("../shared/data"), PathBuf::from)
}

/// The repository's root folder.
fn root() -> PathBuf {
    let xtask = Path::new(env!("CARGO_MANIFEST_DIR"));
    xtask.parent().expect("xtask lies in the repository").to_owned()
}
