//! Which files may lie in a content folder. A stray one is usually a misspelt one that nothing
//! reads, which would be noticed by nobody.

use super::new;
use greenroom_model::RoundKind;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

pub fn check(dir: &Path) -> Vec<String> {
    let mut paths = BTreeSet::new();
    walk(dir, "", &mut paths);
    let mut wrong: Vec<String> = paths
        .iter()
        .filter_map(|path| refusal(path, &paths).map(|why| format!("{path}: {why}")))
        .collect();
    for wanted in ["topics.toml", "protocols/mock-60.toml", "protocols/loop.toml"] {
        if !paths.contains(wanted) {
            wrong.push(format!("{wanted}: missing: the product offers it"));
        }
    }
    for path in &paths {
        let Ok(text) = fs::read_to_string(dir.join(path)) else { continue };
        for (at, line) in text.lines().enumerate().filter(|(_, line)| line.contains(new::UNFILLED))
        {
            wrong.push(format!("{path}:{}: still to be written: {}", at + 1, line.trim()));
        }
    }
    for (path, twin) in paths.iter().filter_map(|path| Some((path, statement_twin(path)?))) {
        if paths.contains(&twin) && fs::read(dir.join(path)).ok() != fs::read(dir.join(&twin)).ok()
        {
            wrong.push(format!("{path}: differs from {twin}: keep the two the same"));
        }
    }
    wrong
}

fn walk(dir: &Path, prefix: &str, paths: &mut BTreeSet<String>) {
    let Ok(entries) = fs::read_dir(dir) else { return };
    for entry in entries.flatten() {
        let path = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            walk(&entry.path(), &format!("{path}/"), paths);
        } else {
            paths.insert(path);
        }
    }
}

/// The package format wants the statement in its own place.
fn statement_twin(path: &str) -> Option<String> {
    let problem = path.strip_suffix("statement/problem.en.md")?;
    Some(format!("{problem}statement.md"))
}

/// Why a file may not be there.
fn refusal(path: &str, all: &BTreeSet<String>) -> Option<String> {
    let parts: Vec<&str> = path.split('/').collect();
    let (kind, inside) = match parts.as_slice() {
        ["topics.toml" | "prices.toml"] => return None,
        ["protocols" | "plans" | "cards" | "drills" | "designs", file]
            if file.ends_with(".toml") =>
        {
            return None;
        }
        ["labs", _id, inside @ ..] => {
            return (!belongs_to_lab(inside)).then(stray);
        }
        [kind, _id, inside @ ..] if !inside.is_empty() => (kind.parse::<RoundKind>().ok(), inside),
        _ => (None, [].as_slice()),
    };
    let Some(kind) = kind else { return Some(stray()) };
    if !belongs(kind, inside) {
        return Some(stray());
    }
    for (end, twin_end) in [(".labels.json", ".jsonl"), (".ans", ".in")] {
        let twin = path.strip_suffix(end).map(|stem| format!("{stem}{twin_end}"));
        if let Some(twin) = twin.filter(|twin| !all.contains(twin)) {
            return Some(format!("`{twin}` is missing: add it or remove this one"));
        }
    }
    let wants_answer = kind == RoundKind::Coding && inside.get(1) != Some(&"invalid_input");
    let answer = path.strip_suffix(".in").map(|stem| format!("{stem}.ans"));
    answer
        .filter(|answer| wants_answer && !all.contains(answer))
        .map(|answer| format!("`{answer}` is missing: run data/generate.py"))
}

fn stray() -> String {
    "nothing reads it: remove it or correct its name (docs/content.md)".to_owned()
}

fn belongs_to_lab(inside: &[&str]) -> bool {
    match inside {
        ["lab.toml" | "statement.md" | "contract.md" | "openapi.yaml"] => true,
        ["starter" | "reference", _language, _file, ..] => true,
        ["mutants", file] => file.ends_with(".patch") || file.ends_with(".toml"),
        _ => false,
    }
}

fn belongs(kind: RoundKind, inside: &[&str]) -> bool {
    let ends = |file: &str, ends: &[&str]| ends.iter().any(|end| file.ends_with(end));
    match (kind, inside) {
        (_, ["problem.toml" | "rubric.toml" | "statement.md"]) => true,
        (_, ["reference", "answer.md"]) => true,
        (_, ["reference" | "mutants", file]) if ends(file, &[".jsonl", ".labels.json"]) => true,
        (RoundKind::Api, ["reference", "openapi.yaml"]) => true,
        (RoundKind::Design, ["targets.toml"] | ["reference", "design.toml"]) => true,
        (RoundKind::Design, ["mutants", file]) => file.ends_with(".toml"),
        (RoundKind::Database, ["reference", "schema.sql" | "attempts.toml"]) => true,
        (RoundKind::Database, ["mutants", file]) => file.ends_with(".sql"),
        (RoundKind::Behavioral, ["reference" | "mutants", file]) => file.ends_with(".txt"),
        (RoundKind::Coding, _) => belongs_to_package(inside),
        _ => false,
    }
}

/// Kattis problem package format, version 2023-07.
fn belongs_to_package(inside: &[&str]) -> bool {
    match inside {
        ["problem.yaml" | "signature.toml"]
        | ["statement", "problem.en.md"]
        | ["data", "generate.py"] => true,
        ["data", "sample" | "secret", file] => file.ends_with(".in") || file.ends_with(".ans"),
        ["data", "invalid_input", file] => file.ends_with(".in"),
        ["data", "testdata.yaml" | "test_group.yaml"] => true,
        ["include", _language, _file] => true,
        ["input_validators" | "output_validators", file] => file.ends_with(".py"),
        ["submissions", verdict, _name, file] => {
            matches!(
                *verdict,
                "accepted" | "wrong_answer" | "time_limit_exceeded" | "run_time_error"
            ) && !file.ends_with(".pyc")
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_stray(paths: &[&str], expected: &[&str]) {
        let all: BTreeSet<String> = paths.iter().map(|path| (*path).to_owned()).collect();
        let found: Vec<&str> =
            paths.iter().copied().filter(|path| refusal(path, &all).is_some()).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn files_that_nothing_reads_are_strays() {
        check_stray(
            &[
                "topics.toml",
                "protocols/loop.toml",
                "design/a/problem.toml",
                "design/a/reference/answer.md",
                "labs/a/lab.toml",
                "labs/a/starter/rust/src/main.rs",
                "labs/a/mutants/x.patch",
            ],
            &[],
        );
        let strays = [
            "notes.md",
            "design/notes.md",
            "desing/a/problem.toml",
            "design/a/rubrik.toml",
            "design/a/reference/openapi.yaml",
            "design/a/mutants/deep/x.jsonl",
            "coding/a/data/secret/notes.txt",
            "coding/a/submissions/acepted/x/solution.py",
            "database/a/schema.sql",
            "labs/a/problem.toml",
            "labs/a/starter/main.py",
            "labs/a/mutants/x.py",
        ];
        check_stray(&strays, &strays);
    }

    #[test]
    fn a_file_without_its_twin_is_told() {
        check_stray(&["design/a/mutants/x.jsonl", "design/a/mutants/x.labels.json"], &[]);
        check_stray(&["design/a/mutants/x.labels.json"], &["design/a/mutants/x.labels.json"]);
        check_stray(&["coding/a/data/secret/1.in"], &["coding/a/data/secret/1.in"]);
        check_stray(&["coding/a/data/invalid_input/1.in"], &[]);
        check_stray(&["coding/a/data/sample/1.ans"], &["coding/a/data/sample/1.ans"]);
    }
}
