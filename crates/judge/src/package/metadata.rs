//! `problem.yaml`, in the format of 2023-07 (with its later drafts) and in the legacy one.
//! <https://www.kattis.com/problem-package-format/>

use super::yaml::{self, Keys};
use crate::error::Flaw;
use crate::source::Tree;
use serde_json::Value;
use std::collections::BTreeMap;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    Legacy,
    /// 2023-07 and what came after.
    Modern,
}

#[derive(Debug, Clone)]
pub struct Metadata {
    pub format: Format,
    pub title: String,
    pub interactive: bool,
    pub scoring: bool,
    /// Legacy says so; newer packages by having an output validator.
    pub custom_validator: Option<bool>,
    /// Legacy: given to the output validator before those of the test group.
    pub validator_flags: Vec<String>,
    /// Kattis codes; `None`: all.
    pub languages: Option<Vec<String>>,
    pub limits: Limits,
    pub constants: BTreeMap<String, String>,
}

/// Where a package says nothing, the values that most systems have.
#[derive(Debug, Clone, PartialEq)]
pub struct Limits {
    /// `None`: to be found by running the accepted submissions.
    pub time_ms: Option<u64>,
    pub memory_bytes: u64,
    pub output_bytes: u64,
    pub code_bytes: u64,
    pub compilation_ms: u64,
    pub compilation_memory_bytes: u64,
    pub validation_ms: u64,
    pub validation_memory_bytes: u64,
    pub validation_output_bytes: u64,
    /// The limit is at least so many times what the slowest accepted submission needs.
    pub ac_to_time_limit: f64,
    /// A submission that is too slow needs at least so many times the limit.
    pub time_limit_to_tle: f64,
    pub time_resolution_ms: u64,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            time_ms: None,
            memory_bytes: 2048 << 20,
            output_bytes: 8 << 20,
            code_bytes: 1 << 20,
            compilation_ms: 30_000,
            compilation_memory_bytes: 2048 << 20,
            validation_ms: 60_000,
            validation_memory_bytes: 2048 << 20,
            validation_output_bytes: 8 << 20,
            ac_to_time_limit: 2.0,
            time_limit_to_tle: 1.5,
            time_resolution_ms: 1_000,
        }
    }
}

pub const FILE: &str = "problem.yaml";
const VERSIONS: [&str; 6] =
    ["legacy", "legacy-icpc", "2023-07-draft", "2023-07", "2025-09-draft", "2025-09"];

pub fn read(tree: &Tree, flaws: &mut Vec<Flaw>, warnings: &mut Vec<Flaw>) -> Option<Metadata> {
    let mut keys = match yaml::read(tree, FILE) {
        Ok(keys) => keys,
        Err(flaw) => {
            flaws.push(flaw);
            return None;
        }
    };
    let version = keys.text("problem_format_version").unwrap_or_else(|| "legacy".into());
    if !VERSIONS.contains(&version.as_str()) {
        keys.warn(format!("the format `{version}` is not known; it is read as 2023-07"));
    }
    let format = if version.starts_with("legacy") { Format::Legacy } else { Format::Modern };
    let title = title(&mut keys).unwrap_or_else(|| tree.name.clone());

    let types = keys.words("type").unwrap_or_default();
    let is = |what: &str| types.iter().any(|one| one == what);
    let (mut interactive, mut scoring) = (is("interactive"), is("scoring"));
    for one in &types {
        match one.as_str() {
            "pass-fail" | "interactive" | "scoring" => {}
            "multi-pass" => keys.wrong(
                "problems of several passes (`type: multi-pass`) are not supported: choose another",
            ),
            "submit-answer" => keys.wrong(
                "problems that take answers instead of programs (`type: submit-answer`) are not \
                 supported: choose another",
            ),
            other => keys.wrong(format!(
                "`type: {other}` is not known: use pass-fail, interactive or scoring"
            )),
        }
    }
    let mut custom_validator = None;
    if let Some(validation) = keys.words("validation") {
        let mut words = validation.iter().map(String::as_str);
        custom_validator = match words.next() {
            Some("custom") => Some(true),
            Some("default") | None => Some(false),
            Some(other) => {
                let says = format!("`validation: {other}` is not known: use default or custom");
                keys.wrong(says);
                None
            }
        };
        for word in words {
            match word {
                "interactive" => interactive = true,
                "score" => scoring = true,
                "multipass" => keys.wrong("problems of several passes are not supported"),
                other => keys.wrong(format!("`validation: .. {other}` is not known")),
            }
        }
    }
    if scoring {
        keys.warn(
            "this is a scoring problem: every case is judged right or wrong as always, but points \
             are not counted",
        );
    }
    let validator_flags = keys.words("validator_flags").unwrap_or_default();
    let languages =
        keys.words("languages").filter(|all| !all.is_empty() && all.iter().all(|one| one != "all"));
    let limits = limits(&mut keys, format, tree, flaws, warnings);
    let constants = constants(&mut keys);
    keys.ignore(&[
        "uuid",
        "version",
        "credits",
        "author",
        "source",
        "source_url",
        "license",
        "rights_owner",
        "embargo_until",
        "keywords",
        "grading",
        "allow_file_writing",
        "libraries",
        "ground_truth",
        "validation_args",
    ]);
    keys.end(flaws, warnings);
    Some(Metadata {
        format,
        title,
        interactive,
        scoring,
        custom_validator,
        validator_flags,
        languages,
        limits,
        constants,
    })
}

/// One text, or a map of languages to texts, of which English is best.
fn title(keys: &mut Keys) -> Option<String> {
    match keys.take("name")? {
        Value::String(title) => Some(title),
        Value::Number(title) => Some(title.to_string()),
        Value::Object(titles) => {
            let english = titles.iter().find(|(language, _)| language.starts_with("en"));
            let (_, title) = english.or_else(|| titles.iter().next())?;
            title.as_str().map(str::to_owned)
        }
        _ => {
            keys.warn("`name` should be a text; the folder's name is used");
            None
        }
    }
}

fn constants(keys: &mut Keys) -> BTreeMap<String, String> {
    let Some(mut constants) = keys.map("constants") else { return BTreeMap::new() };
    let mut all = BTreeMap::new();
    for name in constants.names() {
        if let Some(value) = constants.text(&name) {
            all.insert(name, value);
        }
    }
    keys.flaws.append(&mut constants.flaws);
    all
}

const MIB: u64 = 1 << 20;

fn limits(
    keys: &mut Keys,
    format: Format,
    tree: &Tree,
    flaws: &mut Vec<Flaw>,
    warnings: &mut Vec<Flaw>,
) -> Limits {
    let mut limits = Limits::default();
    if format == Format::Legacy {
        limits.ac_to_time_limit = 5.0;
        limits.time_limit_to_tle = 2.0;
    }
    if let Some(mut given) = keys.map("limits") {
        let ms = |seconds: f64| ((seconds * 1000.0).round() as u64).max(1);
        if let Some(seconds) = given.number("time_limit", 0.01, 600.0) {
            limits.time_ms = Some(ms(seconds));
        }
        if let Some(seconds) = given.number("time_resolution", 0.001, 600.0) {
            limits.time_resolution_ms = ms(seconds);
        }
        if let Some(mut multipliers) = given.map("time_multipliers") {
            if let Some(factor) = multipliers.number("ac_to_time_limit", 1.0, 1000.0) {
                limits.ac_to_time_limit = factor;
            }
            if let Some(factor) = multipliers.number("time_limit_to_tle", 1.0, 1000.0) {
                limits.time_limit_to_tle = factor;
            }
            multipliers.end(flaws, warnings);
        }
        if let Some(factor) = given.number("time_multiplier", 1.0, 1000.0) {
            limits.ac_to_time_limit = factor;
        }
        if let Some(factor) = given.number("time_safety_margin", 1.0, 1000.0) {
            limits.time_limit_to_tle = factor;
        }
        for (key, unit, most, place) in [
            ("memory", MIB, 16_384.0, &mut limits.memory_bytes),
            ("output", MIB, 1_024.0, &mut limits.output_bytes),
            ("code", 1 << 10, 1_024.0, &mut limits.code_bytes),
            ("compilation_time", 1_000, 600.0, &mut limits.compilation_ms),
            ("compilation_memory", MIB, 16_384.0, &mut limits.compilation_memory_bytes),
            ("validation_time", 1_000, 600.0, &mut limits.validation_ms),
            ("validation_memory", MIB, 16_384.0, &mut limits.validation_memory_bytes),
            ("validation_output", MIB, 1_024.0, &mut limits.validation_output_bytes),
        ] {
            // More than we have is taken as the most that we have.
            if let Some(number) = given.number(key, 0.001, 1e9) {
                *place = (number.min(most) * unit as f64) as u64;
            }
        }
        given.ignore(&["validation_passes"]);
        given.end(flaws, warnings);
    }
    if limits.time_ms.is_none() {
        limits.time_ms = time_of_other_tools(tree);
    }
    limits
}

/// The legacy format has no place for the limit itself; two tools each found one.
fn time_of_other_tools(tree: &Tree) -> Option<u64> {
    let seconds = |text: &str| -> Option<u64> {
        let seconds: f64 = text.trim().trim_matches(['\'', '"']).parse().ok()?;
        (0.01..=600.0).contains(&seconds).then(|| (seconds * 1000.0).round() as u64)
    };
    if let Ok(text) = tree.read_text(".timelimit") {
        return seconds(&text);
    }
    let text = tree.read_text("domjudge-problem.ini").ok()?;
    text.lines().find_map(|line| {
        let (key, value) = line.split_once('=')?;
        (key.trim() == "timelimit").then(|| seconds(value)).flatten()
    })
}
