//! Begins a problem: a folder that says what is left to write, and that the check refuses until it
//! is written.

use crate::{Outcome, root};
use greenroom_model::RoundKind;
use std::fmt::Write;
use std::fs;

/// Stands wherever something must be written; the check looks for it.
pub const UNFILLED: &str = "<write ";

pub fn new(kind: &str, id: &str) -> Outcome {
    let kind: RoundKind = kind.parse().map_err(|error| format!("kind: {error}"))?;
    let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if id.is_empty() || !id.chars().all(is_plain) {
        return Err(format!("id: `{id}` is not of small letters, digits and hyphens"));
    }
    let folder = root().join("content").join(kind.id()).join(id);
    if folder.exists() {
        return Err(format!("content/{kind}/{id} is there already: choose another id"));
    }
    for (file, text) in skeleton(kind) {
        let path = folder.join(&file);
        fs::create_dir_all(path.parent().unwrap_or(&folder))
            .and_then(|()| fs::write(&path, text))
            .map_err(|error| format!("{}: {error}", path.display()))?;
        println!("content/{kind}/{id}/{file}");
    }
    println!(
        "\nReplace each `{UNFILLED}...>` (docs/content.md says how), then run `cargo xtask content \
         check`."
    );
    Ok(())
}

fn skeleton(kind: RoundKind) -> Vec<(String, String)> {
    let mut files = vec![
        ("problem.toml".to_owned(), problem(kind)),
        ("rubric.toml".to_owned(), rubric(kind)),
        ("statement.md".to_owned(), gap("what the candidate reads, 80 to 250 words")),
        ("reference/answer.md".to_owned(), gap("one strong answer, 200 to 500 words")),
    ];
    let worked = "{\"at_ms\": 0, \"end_ms\": 1, \"speaker\": \"candidate\", \"text\": \"<write a round, a turn a line>\"}\n";
    let labels = |mutant: &str| {
        format!(
            "{{\"candidate\": \"<write who speaks>\", \"points\": {{}}, \"misconceptions\": {{}}{mutant}}}\n"
        )
    };
    files.push(("reference/strong.jsonl".into(), worked.into()));
    files.push(("reference/strong.labels.json".into(), labels("")));
    files.push(("mutants/flawed.jsonl".into(), worked.into()));
    files.push((
        "mutants/flawed.labels.json".into(),
        labels(", \"mutant\": {\"says\": \"<write what is wrong>\", \"kills\": \"<write a point's id>\"}"),
    ));
    let more: &[(&str, &str)] = match kind {
        RoundKind::Api => &[("reference/openapi.yaml", "the contract of the answer")],
        RoundKind::Database => &[
            ("reference/schema.sql", "the schema of the answer, for SQLite"),
            ("reference/attempts.toml", "six to ten attempts, [[attempt]] id, says, must, sql"),
            (
                "mutants/wrong.sql",
                "a wrong schema, opened by `-- kills:` and `-- says:`; three of them",
            ),
        ],
        RoundKind::Behavioral => &[
            ("reference/strong.txt", "a strong story, one sentence a line"),
            ("mutants/weak.txt", "a weak story, one sentence a line"),
        ],
        RoundKind::Coding => &[
            ("problem.yaml", "the problem package's head, with limits.time_limit"),
            ("statement/problem.en.md", "what the candidate reads, 80 to 250 words"),
            ("data/generate.py", "a seeded generator of data/sample and data/secret"),
            (
                "signature.toml",
                "the function or class; `cargo xtask gen` makes the drivers from it",
            ),
            ("input_validators/validate.py", "ends with 42 for each input that keeps the promises"),
            ("submissions/accepted/first/solution.py", "a right solution"),
            (
                "submissions/wrong_answer/first/solution.py",
                "a bug; its comment says \"Killed by secret/<case>.\"",
            ),
            (
                "submissions/time_limit_exceeded/first/solution.py",
                "a slow one; \"Too slow on secret/<case>.\"",
            ),
        ],
        RoundKind::Design | RoundKind::Reliability => &[],
    };
    files.extend(more.iter().map(|(file, what)| ((*file).to_owned(), gap(what))));
    files
}

fn problem(kind: RoundKind) -> String {
    let mut text = format!(
        "title = \"<write a title>\"\nkind = \"{kind}\"\nsummary = \"<write one line, at most 90 characters>\"\n\
         topics = [\"<write ids of topics.toml>\"]\ncompanies = [\"large\", \"startup\", \"enterprise\"]\n"
    );
    text.push_str(match kind {
        RoundKind::Behavioral => "question = \"<write the question as it is asked>\"\n",
        RoundKind::Coding => "difficulty = \"medium\"\n",
        _ => "",
    });
    text.push_str(
        "\n[full]\nopening = \"<write what the interviewer says first>\"\n\
         \n[short]\nopening = \"<write the narrow question of the 60-minute mock>\"\n\
         points = [\"<write the points it invites>\"]\n",
    );
    for phase in kind.phases() {
        // Writing to a String cannot fail.
        write!(
            text,
            "\n[[phase]]\nid = \"{phase}\"\nsays = \"<write how the interviewer opens it>\"\n"
        )
        .ok();
    }
    text.push_str(
        "\n[[fact]]\nheard_as = [\"<write 3 to 5 ways of asking>\"]\nsays = \"<write the answer; 5 to 9 facts>\"\n",
    );
    if !matches!(kind, RoundKind::Coding | RoundKind::Behavioral) {
        text.push_str(
            "\n[[escalation]]\nphase = \"deep-dive\"\nsays = \"<write how the load is raised>\"\n",
        );
    }
    text
}

fn rubric(kind: RoundKind) -> String {
    let mut text = format!(
        "title = \"<write the title>\"\nstatement = \"<write the question, as one spoken paragraph>\"\nkind = \"{kind}\"\n\
         \n[[point]]\nid = \"first\"\nsays = \"<write the point in one sentence; 8 to 14 points, weights sum to 100>\"\n\
         weight = 100\nlevel = \"senior\"\nphase = \"{}\"\ntopics = [\"<write ids of topics.toml>\"]\n\
         heard_as = [\"<write 5 to 10 ways people say it>\"]\nnot = [\"<write 3 to 5 near misses>\"]\n\
         probe = \"<write the open question that invites it>\"\n",
        kind.phases()[0]
    );
    for (rung, price) in [("nudge", 1), ("pointer", 2), ("reveal", 4)] {
        write!(
            text,
            "\n[[point.hint]]\nrung = \"{rung}\"\nsays = \"<write the {rung}>\"\nprice = {price}\n"
        )
        .ok();
    }
    text.push_str(
        "\n[[misconception]]\nid = \"first-belief\"\nsays = \"<write the belief; 3 to 5 of them>\"\n\
         heard_as = [\"<write 3 to 5 ways people say it>\"]\ncounter = \"<write the counter-example>\"\n",
    );
    for band in ["strong no", "no", "yes", "strong yes"] {
        write!(text, "\n[[band]]\nname = \"{band}\"\nexample = \"<write one such round>\"\n").ok();
    }
    text
}

fn gap(what: &str) -> String {
    format!("{UNFILLED}{what}>\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use greenroom_model::Rubric;

    #[test]
    fn every_file_of_a_skeleton_says_what_is_left_and_its_rubric_is_readable() {
        for kind in RoundKind::ALL {
            for (file, text) in skeleton(kind) {
                assert!(text.contains(UNFILLED), "{kind}/{file}");
                if file == "rubric.toml" {
                    let rubric: Rubric = toml::from_str(&text).unwrap();
                    assert_eq!(rubric.check(), [""; 0]);
                }
            }
        }
    }
}
