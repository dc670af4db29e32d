//! Test cases: groups in groups, and what they hand down.

use super::metadata::{Format, Metadata};
use super::yaml::{self, Keys};
use crate::error::Flaw;
use crate::source::{FILE_BYTES_MAX, Tree};
use serde_json::Value;
use std::collections::BTreeMap;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// Within `data/` and without ending: `secret/group/01-empty`.
    pub name: String,
    pub input_bytes: u64,
    pub answer_bytes: u64,
    /// For the program itself.
    pub args: Vec<String>,
    pub output_validator_args: Vec<String>,
    pub hint: Option<String>,
    pub description: Option<String>,
    pub(crate) input_validator_args: ValidatorArgs,
    pub(crate) has_answer: bool,
}

impl Case {
    pub fn is_sample(&self) -> bool {
        self.name.starts_with("sample/")
    }
}

/// All input validators get the same, or each its own by its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum ValidatorArgs {
    All(Vec<String>),
    ByName(BTreeMap<String, Vec<String>>),
}

impl ValidatorArgs {
    pub fn of(&self, validator: &str) -> &[String] {
        match self {
            ValidatorArgs::All(args) => args,
            ValidatorArgs::ByName(all) => all.get(validator).map_or(&[], Vec::as_slice),
        }
    }
}

/// What a group's cases have where they say nothing themselves.
#[derive(Debug, Clone)]
struct Settings {
    args: Vec<String>,
    output_validator_args: Vec<String>,
    input_validator_args: ValidatorArgs,
    hint: Option<String>,
    description: Option<String>,
}

pub struct Data {
    pub cases: Vec<Case>,
    pub invalid_inputs: Vec<Case>,
}

pub fn read(
    tree: &Tree,
    metadata: &Metadata,
    flaws: &mut Vec<Flaw>,
    warnings: &mut Vec<Flaw>,
) -> Data {
    let mut reader = Reader { tree, metadata, flaws, warnings };
    let none = Settings {
        args: Vec::new(),
        output_validator_args: metadata.validator_flags.clone(),
        input_validator_args: ValidatorArgs::All(Vec::new()),
        hint: None,
        description: None,
    };
    let top = reader.group("data", &none);
    let mut cases = Vec::new();
    for group in ["data/sample", "data/secret"] {
        let mut found = Vec::new();
        reader.walk(group, &top, true, &mut found);
        cases.append(&mut found);
    }
    let mut invalid_inputs = Vec::new();
    reader.walk("data/invalid_input", &top, false, &mut invalid_inputs);
    if cases.iter().all(Case::is_sample) {
        let says = "there is no test case: add at least one .in with its .ans";
        reader.flaws.push(Flaw::new("data/secret", says));
    }
    reader.old_folders(&["data/invalid_inputs", "data/secrets", "data/samples"]);
    Data { cases, invalid_inputs }
}

struct Reader<'a> {
    tree: &'a Tree,
    metadata: &'a Metadata,
    flaws: &'a mut Vec<Flaw>,
    warnings: &'a mut Vec<Flaw>,
}

impl Reader<'_> {
    /// Groups are walked depth first; cases and groups of one folder together, by name.
    fn walk(&mut self, folder: &str, above: &Settings, answers: bool, found: &mut Vec<Case>) {
        let settings = self.group(folder, above);
        let mut names: Vec<(&str, bool)> = Vec::new();
        let tree = self.tree;
        for path in tree.below(folder) {
            let rest = &path[folder.len() + 1..];
            if !rest.contains('/') {
                self.stray(path);
                if let Some(name) = rest.strip_suffix(".in") {
                    names.push((name, false));
                }
            }
        }
        let prefix = format!("{folder}/");
        for path in &tree.folders {
            let Some(name) = path.strip_prefix(&prefix).filter(|name| !name.contains('/')) else {
                continue;
            };
            if name.ends_with(".in") || name.ends_with(".ans") {
                let says = "it is a folder, but must be a file: remove it";
                self.flaws.push(Flaw::new(path, says));
            } else if let Some(case) = name.strip_suffix(".files") {
                let says = format!(
                    "the case `{case}` gives programs files besides their input, which is not \
                     supported: choose another problem"
                );
                self.flaws.push(Flaw::new(path, says));
            } else if name.ends_with(".download") {
                // For the candidate to take home.
            } else {
                names.push((name, true));
            }
        }
        names.sort_unstable();
        for pair in names.windows(2) {
            if pair[0].0 == pair[1].0 {
                let says = "a group has the same name as a case: rename one of them";
                self.flaws.push(Flaw::new(format!("{folder}/{}", pair[0].0), says));
            }
        }
        for (name, is_group) in names {
            let path = format!("{folder}/{name}");
            if is_group {
                self.walk(&path, &settings, answers, found);
            } else {
                found.extend(self.case(&path, &settings, answers));
            }
        }
    }

    fn case(&mut self, path: &str, settings: &Settings, answers: bool) -> Option<Case> {
        let tree = self.tree;
        let (input, answer) = (format!("{path}.in"), format!("{path}.ans"));
        let has_answer = tree.contains(&answer);
        if answers && !has_answer {
            let says = "the case has no answer: add the file";
            if self.metadata.interactive {
                self.warnings.push(Flaw::new(&answer, "the case has no answer; taken as empty"));
            } else {
                self.flaws.push(Flaw::new(&answer, says));
                return None;
            }
        }
        for file in [&input, &answer] {
            let bytes = tree.bytes(file);
            if bytes > FILE_BYTES_MAX {
                let says =
                    format!("it has {bytes} bytes; at most {FILE_BYTES_MAX} are run: shorten it");
                self.flaws.push(Flaw::new(file, says));
                return None;
            }
        }
        let own = format!("{path}.yaml");
        let settings =
            if tree.contains(&own) { self.settings(&own, settings) } else { settings.clone() };
        let Settings { args, output_validator_args, input_validator_args, hint, description } =
            settings;
        Some(Case {
            name: path.strip_prefix("data/").unwrap_or(path).to_owned(),
            input_bytes: tree.bytes(&input),
            answer_bytes: tree.bytes(&answer),
            args,
            output_validator_args,
            hint: hint.or_else(|| self.annotation(path, "hint")),
            description: description.or_else(|| self.annotation(path, "desc")),
            input_validator_args,
            has_answer,
        })
    }

    /// Legacy: a text file beside the case.
    fn annotation(&mut self, path: &str, ending: &str) -> Option<String> {
        let file = format!("{path}.{ending}");
        if !self.tree.contains(&file) {
            return None;
        }
        match self.tree.read_text(&file) {
            Ok(text) => Some(text.trim().to_owned()),
            Err(flaw) => {
                self.warnings.push(flaw);
                None
            }
        }
    }

    fn group(&mut self, folder: &str, above: &Settings) -> Settings {
        for name in ["test_group.yaml", "testdata.yaml"] {
            let file = format!("{folder}/{name}");
            if self.tree.contains(&file) {
                return self.settings(&file, above);
            }
        }
        above.clone()
    }

    fn settings(&mut self, file: &str, above: &Settings) -> Settings {
        let mut settings = above.clone();
        let text = match self.tree.read_text(file) {
            Ok(text) => super::programs::with_constants(&text, &self.metadata.constants),
            Err(flaw) => {
                self.flaws.push(flaw);
                return settings;
            }
        };
        let mut keys = match yaml::parse(file, &text) {
            Ok(keys) => keys,
            Err(flaw) => {
                self.flaws.push(flaw);
                return settings;
            }
        };
        // Each version of the format called these differently; no package means two by one name.
        for key in ["output_validator_flags", "output_validator_args"] {
            if let Some(mut args) = keys.words(key) {
                if self.metadata.format == Format::Legacy {
                    args.splice(0..0, self.metadata.validator_flags.iter().cloned());
                }
                settings.output_validator_args = args;
            }
        }
        for key in ["input_validator_flags", "input_validator_args"] {
            if let Some(args) = validator_args(&mut keys, key) {
                settings.input_validator_args = args;
            }
        }
        if let Some(args) = keys.words("args") {
            settings.args = args;
        }
        settings.hint = keys.text("hint").or(settings.hint);
        settings.description = keys.text("description").or(settings.description);
        if keys.take("static_validation").is_some_and(|value| value != Value::Bool(false)) {
            keys.warn("programs are not checked by their source (`static_validation`) here");
        }
        keys.ignore(&[
            "scoring",
            "full_feedback",
            "grading",
            "grader_flags",
            "on_reject",
            "accept_score",
            "reject_score",
            "range",
            "run_samples",
        ]);
        keys.end(self.flaws, self.warnings);
        settings
    }

    /// An answer without its input is a case that was forgotten.
    fn stray(&mut self, path: &str) {
        if let Some(case) = path.strip_suffix(".ans")
            && !self.tree.contains(&format!("{case}.in"))
        {
            self.warnings.push(Flaw::new(path, "it has no .in beside it and is left out"));
        }
    }

    fn old_folders(&mut self, names: &[&str]) {
        for name in names {
            if self.tree.folders.contains(*name) {
                self.warnings.push(Flaw::new(name, "no folder of the format has this name"));
            }
        }
    }
}

fn validator_args(keys: &mut Keys, key: &str) -> Option<ValidatorArgs> {
    let value = keys.take(key)?;
    let words = |value: &Value| -> Option<Vec<String>> {
        match value {
            Value::String(text) => Some(text.split_whitespace().map(str::to_owned).collect()),
            Value::Array(all) => all.iter().map(|one| one.as_str().map(str::to_owned)).collect(),
            _ => None,
        }
    };
    let args = match &value {
        Value::Object(map) => map
            .iter()
            .map(|(name, value)| Some((name.clone(), words(value)?)))
            .collect::<Option<_>>()
            .map(ValidatorArgs::ByName),
        other => words(other).map(ValidatorArgs::All),
    };
    if args.is_none() {
        keys.wrong(format!(
            "`{key}` must be a list of texts, or a map of validators to such lists"
        ));
    }
    args
}
