//! Database problems: what the schema must allow and refuse is attempted on it, and on each mutant
//! exactly the attempt that it names goes wrong.

use super::python;
use serde::Deserialize;
use std::fs;
use std::path::Path;

const REFERENCE: &str = "reference/schema.sql";
const ATTEMPTS: &str = "reference/attempts.toml";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Attempts {
    #[serde(rename = "attempt")]
    attempts: Vec<Attempt>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Attempt {
    id: String,
    says: String,
    /// Statements, run one after the other on a fresh copy of the schema.
    sql: String,
    must: Must,
}

#[derive(Deserialize, Clone, Copy, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
enum Must {
    Succeed,
    /// A constraint refuses the last statement. That all before it went through shows that it was
    /// this statement which was refused, and not the preparation.
    Fail,
}

struct Mutant {
    file: String,
    kills: String,
    sql: String,
}

/// What stopped an attempt.
#[derive(Deserialize)]
struct Stop {
    why: String,
    /// A constraint's, in contrast to a mistake in the statement.
    is_refusal: bool,
    /// How many statements were not reached.
    left: usize,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum OnSchema {
    NotCreated(String),
    Attempted(Vec<Option<Stop>>),
}

pub fn check(folder: &Path) -> Result<Vec<String>, String> {
    let read = |file: &str| {
        fs::read_to_string(folder.join(file)).map_err(|_| format!("{file}: missing: write it"))
    };
    let Attempts { attempts } =
        toml::from_str(&read(ATTEMPTS)?).map_err(|error| format!("{ATTEMPTS}: {error}"))?;
    let reference = read(REFERENCE)?;
    let (mutants, mut wrong) = mutants(folder, &attempts);
    if attempts.len() < 6 {
        wrong.push(format!("{ATTEMPTS}: {} attempts: write at least 6", attempts.len()));
    }
    for attempt in attempts.iter().filter(|attempt| attempt.says.trim().is_empty()) {
        wrong
            .push(format!("{ATTEMPTS}: `{}` does not say what it tries: write `says`", attempt.id));
    }
    if mutants.len() < 3 {
        wrong.push(format!("mutants/: {} wrong schemas: write at least 3", mutants.len()));
    }

    let schemas: Vec<&str> = std::iter::once(&reference)
        .chain(mutants.iter().map(|one| &one.sql))
        .map(String::as_str)
        .collect();
    let sqls: Vec<&str> = attempts.iter().map(|attempt| attempt.sql.as_str()).collect();
    let input = serde_json::json!({ "schemas": schemas, "attempts": sqls }).to_string();
    let results: Vec<OnSchema> = python::run(include_str!("attempts.py"), &[], &input)?;

    let files = std::iter::once((REFERENCE, None))
        .chain(mutants.iter().map(|mutant| (mutant.file.as_str(), Some(mutant.kills.as_str()))));
    for ((file, kills), result) in files.zip(&results) {
        let found = judge(&attempts, kills, result);
        wrong.extend(found.into_iter().map(|what| format!("{file}: {what}")));
    }
    Ok(wrong)
}

/// `-- kills: <attempt>` and `-- says: ...` open a mutant.
fn mutants(folder: &Path, attempts: &[Attempt]) -> (Vec<Mutant>, Vec<String>) {
    let (mut mutants, mut wrong) = (Vec::new(), Vec::new());
    let entries = fs::read_dir(folder.join("mutants")).into_iter().flatten().flatten();
    let mut paths: Vec<_> = entries.map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths.iter().filter(|path| path.extension().is_some_and(|end| end == "sql")) {
        let file = format!("mutants/{}", path.file_name().unwrap_or_default().to_string_lossy());
        let sql = fs::read_to_string(path).unwrap_or_default();
        let mut lines = sql.lines();
        let kills = lines.next().and_then(|line| line.strip_prefix("-- kills: ")).map(str::trim);
        let says = lines.next().and_then(|line| line.strip_prefix("-- says: "));
        match kills.filter(|id| attempts.iter().any(|attempt| attempt.id == *id)) {
            Some(kills) if says.is_some_and(|says| !says.trim().is_empty()) => {
                mutants.push(Mutant { file, kills: kills.to_owned(), sql });
            }
            _ => wrong.push(format!(
                "{file}: open it with `-- kills: <id of an attempt>` and `-- says: <what is wrong>`"
            )),
        }
    }
    (mutants, wrong)
}

fn judge(attempts: &[Attempt], kills: Option<&str>, result: &OnSchema) -> Vec<String> {
    let stops = match result {
        OnSchema::NotCreated(why) => return vec![format!("cannot be created: {why}")],
        OnSchema::Attempted(stops) => stops,
    };
    attempts
        .iter()
        .zip(stops)
        .filter_map(|(attempt, stop)| judge_one(attempt, kills, stop.as_ref()))
        .collect()
}

fn judge_one(attempt: &Attempt, kills: Option<&str>, stop: Option<&Stop>) -> Option<String> {
    let id = &attempt.id;
    let is_killer = kills == Some(id.as_str());
    match (attempt.must, stop, is_killer) {
        (Must::Succeed, None, false) | (Must::Fail, None, true) => None,
        (_, None, true) => {
            Some(format!("`{id}` goes through as promised: make it kill, or name another"))
        }
        (Must::Fail, None, false) => Some(format!("`{id}` goes through and must fail")),
        (_, Some(stop), _) if !stop.is_refusal => {
            Some(format!("`{id}` stops by a mistake, not by a constraint: {}", stop.why))
        }
        (Must::Succeed, Some(_), true) => None,
        (Must::Succeed, Some(stop), false) => {
            Some(format!("`{id}` must go through and is refused: {}", stop.why))
        }
        (Must::Fail, Some(_), true) => {
            Some(format!("`{id}` is refused as promised: make it kill, or name another"))
        }
        (Must::Fail, Some(stop), false) => (stop.left > 0).then(|| {
            format!("`{id}` is refused {} statements before its last: {}", stop.left, stop.why)
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Attempts against schemas that break each promise: the detector's canary.
    #[track_caller]
    fn check_attempts(schema: &str, kills: Option<&str>, expected: &[&str]) {
        let attempt = |id: &str, sql: &str, must| Attempt {
            id: id.into(),
            says: String::new(),
            sql: sql.into(),
            must,
        };
        let attempts = [
            attempt("sell", "INSERT INTO t VALUES (1, 'a');", Must::Succeed),
            attempt(
                "twice",
                "INSERT INTO t VALUES (1, 'a'); INSERT INTO t VALUES (1, 'b;');",
                Must::Fail,
            ),
        ];
        let sqls: Vec<&str> = attempts.iter().map(|one| one.sql.as_str()).collect();
        let input = serde_json::json!({ "schemas": [schema], "attempts": sqls }).to_string();
        let results: Vec<OnSchema> = python::run(include_str!("attempts.py"), &[], &input).unwrap();
        assert_eq!(judge(&attempts, kills, &results[0]), expected);
    }

    #[test]
    fn promises_kept_are_quiet() {
        check_attempts("CREATE TABLE t (seat INTEGER PRIMARY KEY, who TEXT) STRICT;", None, &[]);
        check_attempts("CREATE TABLE t (seat INTEGER, who TEXT) STRICT;", Some("twice"), &[]);
    }

    #[test]
    fn promises_broken_are_told() {
        check_attempts(
            "CREATE TABLE t (seat INTEGER, who TEXT);",
            None,
            &["`twice` goes through and must fail"],
        );
        check_attempts(
            "CREATE TABLE t (seat INTEGER PRIMARY KEY, who TEXT);",
            Some("twice"),
            &["`twice` is refused as promised: make it kill, or name another"],
        );
        check_attempts(
            "CREATE TABLE t (seat INTEGER PRIMARY KEY, who TEXT CHECK (who <> 'a'));",
            None,
            &[
                "`sell` must go through and is refused: CHECK constraint failed: who <> 'a'",
                "`twice` is refused 1 statements before its last: CHECK constraint failed: who <> 'a'",
            ],
        );
        check_attempts(
            "CREATE TABLE t (seat INTEGER PRIMARY KEY);",
            None,
            &[
                "`sell` stops by a mistake, not by a constraint: table t has 1 columns but 2 values were supplied",
                "`twice` stops by a mistake, not by a constraint: table t has 1 columns but 2 values were supplied",
            ],
        );
        check_attempts("CREATE TABLE;", None, &["cannot be created: near \";\": syntax error"]);
    }
}
