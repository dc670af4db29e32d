//! Designs on disk: the gallery, and what design problems ask of a drawing.
//!
//! What is drawn in a file is as anybody writes it. Beside it stands one table that is about it: `[example]` says what
//! a drawing of the gallery teaches, `[mutant]` what is wrong with one that must miss a problem's targets.

use crate::error::{line_of, parse_toml};
use crate::source::Texts;
use crate::{ContentError, Topic};
use greenroom_model::{Level, Rubric};
use greenroom_simulate::{
    Design, DesignError, Metric, Operation, Part, Prices, Scenario, Target, TargetRun, Targets,
};
use serde::Deserialize;
use serde::de::DeserializeOwned;

/// A drawing of the gallery.
#[derive(Debug, Clone, PartialEq)]
pub struct GalleryDesign {
    /// The file's name.
    pub id: String,
    /// One or two sentences.
    pub teaches: String,
    pub topics: Vec<String>,
    pub level: Level,
    /// What to run it with, so that it shows what it teaches.
    pub scenario: Scenario,
    /// What to predict before it runs.
    pub asks: String,
    /// What to read once it ran, in Markdown.
    pub explains: String,
    /// What it says of itself, to be held against runs of it.
    pub claims: Option<Targets>,
    pub design: Design,
}

/// What a design problem asks of a drawing, with drawings that prove that it asks well.
#[derive(Debug, Clone, PartialEq)]
pub struct DesignTask {
    pub targets: Targets,
    /// Meets all of them.
    pub reference: Design,
    pub mutants: Vec<DesignMutant>,
}

/// A drawing with something wrong in it.
#[derive(Debug, Clone, PartialEq)]
pub struct DesignMutant {
    /// Below the problem's folder: `mutants/no-replica.toml`.
    pub file: String,
    /// What is wrong, in one sentence.
    pub says: String,
    /// Ids of the targets that it misses; it meets all others.
    pub misses: Vec<String>,
    pub design: Design,
}

/// The table `[example]` as it stands on disk.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Header {
    teaches: String,
    topics: Vec<String>,
    level: Level,
    #[serde(default)]
    scenario: Scenario,
    asks: String,
    explains: String,
    /// As in targets.toml. Without a run, targets are of the run `shown`, which is the scenario without its faults.
    #[serde(rename = "run", default)]
    runs: Vec<TargetRun>,
    #[serde(rename = "target", default)]
    targets: Vec<Target>,
}

/// The table `[mutant]`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MutantHeader {
    says: String,
    misses: Vec<String>,
}

pub(crate) fn read(
    name: &str,
    stem: &str,
    text: &str,
    topics: &[Topic],
) -> Result<GalleryDesign, Vec<ContentError>> {
    let (header, design) = split::<Header>(name, text, "example").map_err(|error| vec![error])?;
    let Header { teaches, topics: named, level, scenario, asks, explains, runs, targets } = header;
    let mut wrong = Vec::new();
    let claims = claims(&design, &scenario, runs, targets)
        .map_err(|error| wrong.push(of_design(name, &error)))
        .unwrap_or_default();
    let mut flaw = |what: String, next: &str| wrong.push(ContentError::new(name, what, next));
    if !crate::drills::is_id(stem) {
        flaw(format!("`{stem}` is no plain id"), crate::drills::PLAIN_ID);
    }
    for (key, value) in
        [("title", &design.title), ("teaches", &teaches), ("asks", &asks), ("explains", &explains)]
    {
        if value.trim().is_empty() {
            flaw(format!("`{key}` is empty"), "write it");
        }
    }
    if named.is_empty() {
        flaw("has no topic".into(), "add an id of topics.toml to `topics`");
    }
    for topic in named.iter().filter(|id| !topics.iter().any(|one| one.id == **id)) {
        wrong.push(
            ContentError::new(name, format!("`{topic}` is no topic"), "use an id of topics.toml")
                .at(line_of(text, "topics", topic)),
        );
    }
    let id = stem.to_owned();
    let read = GalleryDesign {
        id,
        teaches,
        topics: named,
        level,
        scenario,
        asks,
        explains,
        claims,
        design,
    };
    if wrong.is_empty() { Ok(read) } else { Err(wrong) }
}

/// What an example says of itself, under its own load.
fn claims(
    design: &Design,
    scenario: &Scenario,
    mut runs: Vec<TargetRun>,
    targets: Vec<Target>,
) -> Result<Option<Targets>, DesignError> {
    if targets.is_empty() && runs.is_empty() {
        return Ok(None);
    }
    if runs.is_empty() {
        runs.push(TargetRun {
            id: "shown".into(),
            load: scenario.load,
            shape: scenario.shape,
            faults: Vec::new(),
            duration_s: scenario.duration_s,
            warm_up_s: scenario.warm_up_s,
            seed: scenario.seed,
        });
    }
    let clients = design.nodes.iter().filter_map(|node| match &node.part {
        Part::Clients(clients) => Some(clients),
        _ => None,
    });
    let (rate_per_s, connections) = clients.fold((0.0, 0_u32), |(rate, held), clients| {
        (rate + clients.rate_per_s, held.saturating_add(clients.connections))
    });
    let operations = match design.operations.as_slice() {
        [] => vec![Operation::default()],
        own => own.to_vec(),
    };
    let claims = Targets {
        rate_per_s,
        connections,
        operations,
        reaches: Default::default(),
        estimates: Vec::new(),
        runs,
        targets,
    };
    // Its reader refuses what could not be held against a run.
    let text = toml::to_string(&claims)
        .map_err(|error| DesignError { place: "example".into(), says: error.to_string() })?;
    Targets::read(&text).map(Some)
}

/// `prices.toml`.
pub(crate) fn prices(name: &str, text: &str) -> Result<Prices, ContentError> {
    Prices::read(text).map_err(|error| of_design(name, &error))
}

/// What the design problem in `folder` asks of a drawing. `None`: nothing.
pub(crate) fn task(
    texts: &Texts,
    folder: &str,
    rubric: &Rubric,
    topics: &[Topic],
    has_prices: bool,
) -> Result<Option<DesignTask>, Vec<ContentError>> {
    let path = format!("{folder}/targets.toml");
    let Some(text) = texts.get(&path) else { return none(texts, folder, &path) };
    let name = texts.name(&path);
    let targets = Targets::read(text).map_err(|error| vec![of_design(&name, &error)])?;
    let mut wrong = unknown_names(&name, &targets, rubric, topics);
    if let Some(target) = targets.targets.iter().find(|one| one.metric == Metric::CostPerMonth)
        && !has_prices
    {
        let what = format!("target `{}` is about costs, and there is no prices.toml", target.id);
        wrong.push(ContentError::new(&name, what, "add prices.toml, or remove the target"));
    }
    let reference_path = format!("{folder}/reference/design.toml");
    let reference = match texts.get(&reference_path) {
        None => {
            let next = "draw what meets all targets, or remove targets.toml";
            wrong.push(ContentError::new(texts.name(&reference_path), "missing", next));
            None
        }
        Some(text) => greenroom_simulate::read(text)
            .map_err(|error| wrong.push(of_design(&texts.name(&reference_path), &error)))
            .ok(),
    };
    let mut mutants = Vec::new();
    for (file, path, text) in texts.inside(&format!("{folder}/mutants")) {
        if !file.ends_with(".toml") {
            continue;
        }
        match mutant(&texts.name(path), file, text, &targets) {
            Ok(mutant) => mutants.push(mutant),
            Err(error) => wrong.push(error),
        }
    }
    match reference {
        Some(reference) if wrong.is_empty() => Ok(Some(DesignTask { targets, reference, mutants })),
        _ => Err(wrong),
    }
}

/// Drawings without targets would be read by nobody.
fn none(texts: &Texts, folder: &str, path: &str) -> Result<Option<DesignTask>, Vec<ContentError>> {
    let has_reference = texts.get(&format!("{folder}/reference/design.toml")).is_some();
    let mutants = format!("{folder}/mutants");
    let has_mutant = texts.inside(&mutants).any(|(file, ..)| file.ends_with(".toml"));
    if has_reference || has_mutant {
        let next = "write what is asked of a drawing, or remove the drawings";
        return Err(vec![ContentError::new(texts.name(path), "missing", next)]);
    }
    Ok(None)
}

fn unknown_names(
    name: &str,
    targets: &Targets,
    rubric: &Rubric,
    topics: &[Topic],
) -> Vec<ContentError> {
    let mut wrong = Vec::new();
    for target in &targets.targets {
        let named = target.points.iter().chain(&target.proves);
        for point in named.filter(|id| rubric.point(id).is_none()) {
            let what = format!("target `{}` names the unknown point `{point}`", target.id);
            wrong.push(ContentError::new(name, what, "use an id of the problem's rubric.toml"));
        }
        for topic in target.topics.iter().filter(|id| !topics.iter().any(|one| one.id == **id)) {
            let what = format!("target `{}` names the unknown topic `{topic}`", target.id);
            wrong.push(ContentError::new(name, what, "use an id of topics.toml"));
        }
    }
    wrong
}

fn mutant(
    name: &str,
    file: &str,
    text: &str,
    targets: &Targets,
) -> Result<DesignMutant, ContentError> {
    let (MutantHeader { says, misses }, design) = split(name, text, "mutant")?;
    if says.trim().is_empty() {
        return Err(ContentError::new(name, "`says` is empty", "write what is wrong with it"));
    }
    if misses.is_empty() {
        let next = "name in `misses` the targets that it misses";
        return Err(ContentError::new(name, "misses no target", next));
    }
    for id in &misses {
        if !targets.targets.iter().any(|target| target.id == *id) {
            let what = format!("misses the unknown target `{id}`");
            return Err(ContentError::new(name, what, "use ids of targets.toml"));
        }
    }
    Ok(DesignMutant { file: format!("mutants/{file}"), says, misses, design })
}

fn of_design(name: &str, error: &DesignError) -> ContentError {
    let line = error.place.strip_prefix("line ").and_then(|line| line.parse().ok());
    let what = match line {
        Some(_) => error.says.clone(),
        None => error.to_string(),
    };
    ContentError::new(name, what.trim_end_matches('.'), "correct it (docs/content.md)").at(line)
}

/// A design's file in two parts: the table `key`, which is about the design, and the design.
pub(crate) fn split<T: DeserializeOwned>(
    name: &str,
    text: &str,
    key: &str,
) -> Result<(T, Design), ContentError> {
    let mut all: toml::Table = parse_toml(name, text)?;
    let about = all.remove(key).ok_or_else(|| {
        let next = format!("add the table `[{key}]` (docs/content.md)");
        ContentError::new(name, format!("there is no `[{key}]`"), next)
    })?;
    let about = about.try_into::<T>().map_err(|error| {
        let message = error.message().trim().replace('\n', ", ");
        let next = "correct the table (docs/content.md)";
        ContentError::new(name, format!("`[{key}]`: {message}"), next)
            .at(text.lines().position(|line| line.trim() == format!("[{key}]")).map(|at| at + 1))
    })?;
    let design =
        greenroom_simulate::read(&all.to_string()).map_err(|error| of_design(name, &error))?;
    Ok((about, design))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOUND: &str = r#"
title = "One server"

[example]
teaches = "What one server does when too much comes."
topics = ["estimation"]
level = "mid"
asks = "How many are answered?"
explains = "A hundred a second."
scenario = { load = 3.0, faults = ["kill server@20s for 5s"] }

[[example.target]]
id = "answers"
says = "It answers about a hundred a second"
run = "shown"
metric = "answered-per-s"
at_least = 90

[[node]]
id = "people"
kind = "clients"

[[node]]
id = "server"
kind = "service"

[[edge]]
from = "people"
to = "server"
"#;

    fn topics() -> [Topic; 1] {
        [Topic {
            id: "estimation".into(),
            round: None,
            level: Level::Mid,
            shows: String::new(),
            done_by: String::new(),
        }]
    }

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found = match read("designs/one-server.toml", "one-server", text, &topics()) {
            Ok(read) => {
                assert_eq!((read.id.as_str(), read.design.nodes.len()), ("one-server", 2));
                assert_eq!((read.scenario.load, read.scenario.faults.len()), (3.0, 1));
                let claims = read.claims.expect("it says something of itself");
                assert_eq!((claims.rate_per_s, claims.runs[0].load), (100.0, 3.0));
                Vec::new()
            }
            Err(errors) => errors.iter().map(ToString::to_string).collect::<Vec<_>>(),
        };
        assert_eq!(found, expected);
    }

    #[test]
    fn an_example_is_a_drawing_with_what_it_teaches() {
        check(SOUND, &[]);
    }

    #[test]
    fn an_example_that_cannot_be_read_is_refused_with_its_place_and_the_next_step() {
        let with = |from: &str, to: &str| {
            assert!(SOUND.contains(from), "{from}");
            SOUND.replace(from, to)
        };
        check(
            &with("[example]", "[sample]").replace("[[example.target]]", "[[sample.target]]"),
            &[
                "designs/one-server.toml: there is no `[example]`: add the table `[example]` (docs/content.md)",
            ],
        );
        check(
            &with("level = \"mid\"", "level = \"wizard\""),
            &[
                "designs/one-server.toml:4: `[example]`: unknown variant `wizard`, expected one of `mid`, `senior`, \
               `staff`: correct the table (docs/content.md)",
            ],
        );
        check(
            &with("teaches =", "teachs ="),
            &[
                "designs/one-server.toml:4: `[example]`: unknown field `teachs`, expected one of `teaches`, `topics`, \
               `level`, `scenario`, `asks`, `explains`, `run`, `target`: correct the table (docs/content.md)",
            ],
        );
        check(
            &with("\"estimation\"", "\"estimating\""),
            &["designs/one-server.toml:6: `estimating` is no topic: use an id of topics.toml"],
        );
        check(
            &with("kind = \"service\"", "kind = \"servce\""),
            &[
                "designs/one-server.toml: node `server`: there is no kind `servce`; did you mean `service`?: \
               correct it (docs/content.md)",
            ],
        );
        check(
            &with("run = \"shown\"", "run = \"hidden\""),
            &[
                "designs/one-server.toml: run `shown`: no target asks for it: remove it: correct it (docs/content.md)",
            ],
        );
        check(
            &with("id = \"server\"", "id = server"),
            &[
                "designs/one-server.toml:24: string values must be quoted, expected literal string: correct the line",
            ],
        );
        check(
            &with("title = \"One server\"", ""),
            &["designs/one-server.toml: `title` is empty: write it"],
        );
    }
}
