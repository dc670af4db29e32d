//! The repository's own rules: who may import whom, and what no file may hold.

use crate::run::{command, output};
use crate::{Outcome, root};
use serde::Deserialize;
use std::fs;

/// Who may import whom, from the outermost face inwards. A crate that is not listed yet must be
/// placed here first, which is where one thinks about it.
///
/// What holds for all: the engines do not know one another, `linearize` and `simulate` know
/// nothing of ours, only `app` sees everything, and the words of `model` are everybody's. `content`
/// knows `simulate` for its types: a design that cannot be read is refused where it is loaded.
const MAY_IMPORT: &[(&str, &[&str])] = &[
    ("cli", &["web", "app", "model"]),
    ("web", &["app", "model"]),
    (
        "app",
        &[
            "content",
            "contract",
            "debrief",
            "drill",
            "interview",
            "judge",
            "labs",
            "linearize",
            "listen",
            "llm",
            "model",
            "nodes",
            "plan",
            "query",
            "sandbox",
            "schedule",
            "simulate",
            "speech",
            "store",
        ],
    ),
    ("interview", &["content", "listen", "model"]),
    ("content", &["model", "simulate"]),
    ("listen", &["model"]),
    ("debrief", &["content", "model"]),
    ("drill", &["model"]),
    ("plan", &["model"]),
    ("judge", &["model", "sandbox"]),
    ("labs", &["linearize", "model", "sandbox"]),
    ("schedule", &["linearize", "model", "sandbox"]),
    ("nodes", &["model", "sandbox"]),
    ("contract", &["model"]),
    ("query", &["model"]),
    ("speech", &["model"]),
    ("llm", &["model"]),
    ("store", &["model"]),
    ("sandbox", &[]),
    ("linearize", &[]),
    ("simulate", &[]),
    ("model", &[]),
];

/// Longer files are read by nobody.
const RUST_LINES_MAX: usize = 800;

pub fn run() -> Outcome {
    let mut wrong = imports()?;
    wrong.extend(files()?);
    if wrong.is_empty() {
        return Ok(());
    }
    Err(wrong.join("\n"))
}

/// A package as far as its imports go.
#[derive(Deserialize)]
struct Package {
    name: String,
    dependencies: Vec<Dependency>,
}

#[derive(Deserialize)]
struct Dependency {
    name: String,
    /// `None` for ordinary ones, else `dev` or `build`.
    kind: Option<String>,
}

fn imports() -> Result<Vec<String>, String> {
    #[derive(Deserialize)]
    struct Metadata {
        packages: Vec<Package>,
    }
    let told = output(&mut command(&[
        "cargo",
        "metadata",
        "--no-deps",
        "--offline",
        "--format-version",
        "1",
    ]))?;
    let metadata: Metadata = serde_json::from_str(&told).map_err(|error| error.to_string())?;
    Ok(breaches(&metadata.packages))
}

fn breaches(packages: &[Package]) -> Vec<String> {
    let mut wrong = Vec::new();
    for package in packages.iter().filter(|package| package.name != "xtask") {
        let name = part(&package.name);
        if name == "testkit" {
            continue;
        }
        let Some((_, allowed)) = MAY_IMPORT.iter().find(|(one, _)| *one == name) else {
            wrong.push(format!(
                "{}: not placed yet: say in xtask/src/tidy.rs whom it may import",
                package.name
            ));
            continue;
        };
        for dependency in &package.dependencies {
            let is_ours = packages.iter().any(|one| one.name == dependency.name);
            let imported = part(&dependency.name);
            let is_dev = dependency.kind.as_deref() == Some("dev");
            if is_ours && !allowed.contains(&imported) && !(is_dev && imported == "testkit") {
                wrong.push(format!(
                    "{} imports {}, which it must not know: move the code, or the rule in \
                     xtask/src/tidy.rs with its reason",
                    package.name, dependency.name
                ));
            }
        }
    }
    wrong
}

/// `greenroom-store` is the part `store`; the binary itself is the part `cli`.
fn part(package: &str) -> &str {
    match package {
        "greenroom" => "cli",
        other => other.strip_prefix("greenroom-").unwrap_or(other),
    }
}

fn files() -> Result<Vec<String>, String> {
    // What git knows or would know: ignored files are nobody's business.
    let told =
        output(&mut command(&["git", "ls-files", "--cached", "--others", "--exclude-standard"]))?;
    let mut wrong = Vec::new();
    for path in told.lines() {
        // Gone from the disk but not yet from the index, or no text.
        let Ok(text) = fs::read_to_string(root().join(path)) else { continue };
        wrong.extend(check_file(path, &text, &forbidden()));
    }
    Ok(wrong)
}

/// What ties a file to one machine.
fn forbidden() -> Vec<String> {
    let mut forbidden: Vec<String> =
        ["/root", "/Users", "/home/runner"].map(|home| format!("{home}/")).into();
    forbidden.push(format!("{}/", root().display()));
    forbidden
}

fn check_file(path: &str, text: &str, forbidden: &[String]) -> Vec<String> {
    let mut wrong = Vec::new();
    if path.ends_with(".rs") && text.lines().count() > RUST_LINES_MAX {
        wrong.push(format!("{path}: {} lines: split it by what it does", text.lines().count()));
    }
    if path.ends_with("src/lib.rs") && !text.starts_with("//!") {
        wrong.push(format!(
            "{path}: open with `//!`: what it does, what it does not know, where to start"
        ));
    }
    for (at, line) in text.lines().enumerate() {
        if let Some(word) = forbidden.iter().find(|word| line.contains(word.as_str())) {
            wrong.push(format!(
                "{path}:{}: `{word}` is a path of one machine: make it relative",
                at + 1
            ));
        }
    }
    wrong
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Packages, each with what it imports; `dev:` marks a dev-dependency.
    #[track_caller]
    fn check_imports(packages: &[(&str, &[&str])], expected: &[&str]) {
        let packages: Vec<Package> = packages
            .iter()
            .map(|(name, imports)| Package {
                name: (*name).to_owned(),
                dependencies: imports
                    .iter()
                    .map(|import| Dependency {
                        name: import.trim_start_matches("dev:").to_owned(),
                        kind: import.starts_with("dev:").then(|| "dev".to_owned()),
                    })
                    .collect(),
            })
            .collect();
        let found: Vec<String> = breaches(&packages)
            .iter()
            .map(|breach| breach.split([',', ':']).next().unwrap_or_default().to_owned())
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn imports_that_the_rules_allow_are_quiet() {
        check_imports(
            &[
                ("greenroom", &["greenroom-web", "greenroom-app", "serde"]),
                ("greenroom-web", &["greenroom-app", "dev:greenroom-testkit"]),
                ("greenroom-app", &["greenroom-store"]),
                ("greenroom-store", &["greenroom-model"]),
                ("greenroom-model", &[]),
                ("greenroom-testkit", &["greenroom-app"]),
                ("xtask", &["greenroom-listen"]),
                ("greenroom-listen", &["greenroom-model"]),
            ],
            &[],
        );
    }

    #[test]
    fn a_breach_is_found_wherever_it_stands() {
        check_imports(
            &[
                ("greenroom", &["greenroom-store"]),
                ("greenroom-web", &["greenroom-store", "greenroom-testkit"]),
                ("greenroom-store", &["dev:greenroom-listen"]),
                ("greenroom-listen", &["greenroom-store"]),
                ("greenroom-testkit", &[]),
            ],
            &[
                "greenroom imports greenroom-store",
                "greenroom-web imports greenroom-store",
                "greenroom-web imports greenroom-testkit",
                "greenroom-store imports greenroom-listen",
                "greenroom-listen imports greenroom-store",
            ],
        );
    }

    #[test]
    fn a_crate_that_nobody_placed_is_asked_about() {
        check_imports(&[("greenroom-juggle", &[])], &["greenroom-juggle"]);
    }

    #[test]
    fn a_file_is_refused_for_length_opening_and_paths() {
        let forbidden = ["/home/ana/".to_owned()];
        let long = "\n".repeat(801);
        assert_eq!(check_file("a.rs", &long, &forbidden).len(), 1);
        assert_eq!(check_file("a.toml", &long, &forbidden).len(), 0);
        assert_eq!(check_file("crates/x/src/lib.rs", "mod x;\n", &forbidden).len(), 1);
        assert_eq!(
            check_file("a.md", "fine\nsee /home/ana/notes\n", &forbidden),
            ["a.md:2: `/home/ana/` is a path of one machine: make it relative"]
        );
    }
}
