//! Labs on disk: what is asked, and what to begin with. How a service is looked at is code (`crates/labs`).

use crate::error::{line_of, parse_toml};
use crate::source::Texts;
use crate::{ContentError, Topic};
use greenroom_model::{Lab, ServiceFile};
use std::collections::{BTreeMap, BTreeSet};

/// A lab with the texts that a candidate is given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LabContent {
    pub lab: Lab,
    /// What to build and why, in Markdown.
    pub statement: String,
    /// What exactly is checked: its file's name and its text.
    pub contract: (String, String),
    /// By language.
    pub starters: Vec<LabStarter>,
}

/// A service that runs and does nothing yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LabStarter {
    /// Its folder's name, such as `python`.
    pub language: String,
    /// Paths from that folder, with texts.
    pub files: Vec<(String, String)>,
}

const CONTRACTS: [&str; 2] = ["contract.md", "openapi.yaml"];

/// Reads a lab and refuses what could not be practised. Whether references pass and mutants die is seen by running
/// them, in the content check.
pub(crate) fn read(
    texts: &Texts,
    id: &str,
    topics: &[Topic],
) -> Result<LabContent, Vec<ContentError>> {
    let folder = format!("labs/{id}");
    let mut wrong = Vec::new();
    let path = format!("{folder}/lab.toml");
    let name = texts.name(&path);
    let Some(text) = texts.get(&path) else {
        return Err(vec![ContentError::new(name, "missing", "write it (docs/content.md)")]);
    };
    let mut lab: Lab = parse_toml(&name, text).map_err(|error| vec![error])?;
    if !lab.id.is_empty() && lab.id != id {
        let next = "leave `id` out: the folder's name is the id";
        wrong.push(ContentError::new(
            &name,
            format!("the id `{}` is not the folder's", lab.id),
            next,
        ));
    }
    lab.id = id.to_owned();
    wrong.extend(flaws(&name, text, &lab, topics));
    let statement = text_of(texts, &folder, "statement.md", &mut wrong);
    let contract = CONTRACTS.iter().find_map(|file| {
        let text = texts.get(&format!("{folder}/{file}"))?;
        Some(((*file).to_owned(), text.to_owned()))
    });
    if contract.is_none() {
        let next = "write exactly what is checked";
        wrong.push(ContentError::new(
            texts.name(&format!("{folder}/contract.md")),
            "missing",
            next,
        ));
    }
    let starters = starters(texts, id, &folder, &mut wrong);
    match contract {
        Some(contract) if wrong.is_empty() => Ok(LabContent { lab, statement, contract, starters }),
        _ => Err(wrong),
    }
}

fn text_of(texts: &Texts, folder: &str, file: &str, wrong: &mut Vec<ContentError>) -> String {
    let path = format!("{folder}/{file}");
    match texts.get(&path) {
        Some(text) if !text.trim().is_empty() => text.to_owned(),
        Some(_) => {
            wrong.push(ContentError::new(texts.name(&path), "is empty", "write it"));
            String::new()
        }
        None => {
            wrong.push(ContentError::new(texts.name(&path), "missing", "write it"));
            String::new()
        }
    }
}

fn flaws(name: &str, text: &str, lab: &Lab, topics: &[Topic]) -> Vec<ContentError> {
    let mut wrong = Vec::new();
    let mut flaw = |what: String, next: &str| wrong.push(ContentError::new(name, what, next));
    if !crate::drills::is_id(&lab.id) {
        flaw(format!("`{}` is no plain id", lab.id), crate::drills::PLAIN_ID);
    }
    for (key, value) in [("title", &lab.title), ("summary", &lab.summary)] {
        if value.trim().is_empty() {
            flaw(format!("`{key}` is empty"), "write it");
        }
    }
    if lab.minutes == 0 {
        flaw("takes no time".into(), "write in `minutes` how long it takes");
    }
    if !lab.stages.is_sorted_by(|one, next| one.id < next.id) {
        flaw(
            "its stages are not in order, or one is there twice".into(),
            "order them as contract, semantics, concurrency, faults, load",
        );
    }
    let mut ids = BTreeSet::new();
    for (stage, check) in lab.checks() {
        if !crate::drills::is_id(&check.id) || !ids.insert(check.id.as_str()) {
            flaw(
                format!("the check `{}` has no plain id, or one that is there twice", check.id),
                "name it in small letters, digits and hyphens",
            );
        }
        if check.says.trim().is_empty() || check.topics.is_empty() {
            flaw(
                format!(
                    "the check `{}` of `{}` says nothing or has no topic",
                    check.id,
                    stage.id.id()
                ),
                "write `says` and `topics`",
            );
        }
    }
    if ids.is_empty() {
        flaw("checks nothing".into(), "add `[[stage.check]]`");
    }
    let named = lab.checks().flat_map(|(_, check)| &check.topics);
    for topic in named.filter(|id| !topics.iter().any(|one| one.id == **id)) {
        wrong.push(
            ContentError::new(name, format!("`{topic}` is no topic"), "use an id of topics.toml")
                .at(line_of(text, "topics", topic)),
        );
    }
    wrong
}

fn starters(
    texts: &Texts,
    id: &str,
    folder: &str,
    wrong: &mut Vec<ContentError>,
) -> Vec<LabStarter> {
    let below = format!("{folder}/starter");
    let mut by_language: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
    for (path, text) in texts.below_folder(&below) {
        if let Some((language, file)) = path.split_once('/') {
            let files = by_language.entry(language.to_owned()).or_default();
            files.push((file.to_owned(), text.to_owned()));
        }
    }
    if by_language.is_empty() {
        let next = "add a service that runs and fails, as starter/python/";
        wrong.push(ContentError::new(texts.name(&below), "there is no starter", next));
    }
    for (language, files) in &by_language {
        let name = texts.name(&format!("{below}/{language}/lab.toml"));
        let Some((_, text)) = files.iter().find(|(file, _)| file == "lab.toml") else {
            let next = "write in it the command that starts the service";
            wrong.push(ContentError::new(name, "missing", next));
            continue;
        };
        match parse_toml::<ServiceFile>(&name, text) {
            Err(error) => wrong.push(error),
            Ok(file) if file.lab != id || file.command.is_empty() => {
                let next = "write `lab` and `command`";
                let what = format!("does not start a service for `{id}`");
                wrong.push(ContentError::new(name, what, next));
            }
            Ok(_) => {}
        }
    }
    let by_language = by_language.into_iter();
    by_language.map(|(language, files)| LabStarter { language, files }).collect()
}
