//! A problem: what is asked, what a good answer contains, and worked examples of both.

use crate::error::{line_of, parse_toml};
use crate::source::Texts;
use crate::{ContentError, Topic, rubric, transcript};
use greenroom_model::{Company, RoundKind, Rubric, Signature, Utterance, Verdict};
use serde::Deserialize;
use std::collections::BTreeMap;

/// One problem, read from one folder. Sound: its rubric's weights sum to 100, every phase of its
/// kind has its line, and every id that it names exists.
#[derive(Debug, Clone, PartialEq)]
pub struct Problem {
    /// The folder's name.
    pub id: String,
    pub kind: RoundKind,
    pub title: String,
    /// One line for a list.
    pub summary: String,
    pub topics: Vec<String>,
    /// Where it is typically asked.
    pub companies: Vec<Company>,
    pub full: Opening,
    pub short: Short,
    /// One line for each phase of the kind, in its order.
    pub phases: Vec<PhaseLine>,
    pub facts: Vec<Fact>,
    pub escalations: Vec<Escalation>,
    /// Behavioral: the question as it is asked.
    pub question: Option<String>,
    /// Coding: what the candidate writes.
    pub signature: Option<Signature>,
    /// Coding: how far it is from what everybody finds.
    pub difficulty: Option<Difficulty>,
    pub rubric: Rubric,
    /// What the candidate reads, in Markdown. A behavioral problem without one has its question.
    pub statement: String,
    /// One strong answer, in Markdown, for after the debrief.
    pub answer: String,
    /// Worked rounds: the reference first, then the flawed ones by name.
    pub transcripts: Vec<Transcript>,
    /// Behavioral: monologues, strong ones first.
    pub stories: Vec<Story>,
    /// What else lies in `reference/`: a contract, a schema.
    pub references: Vec<Reference>,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Opening {
    pub opening: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Difficulty {
    Easy,
    Medium,
    /// Needs an idea that most do not find without a nudge.
    Hard,
}

impl Difficulty {
    pub fn word(self) -> &'static str {
        match self {
            Difficulty::Easy => "easy",
            Difficulty::Medium => "medium",
            Difficulty::Hard => "hard",
        }
    }
}

/// The narrow form of the 60-minute mock.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Short {
    pub opening: String,
    /// The rubric points that the narrow question invites; only these count.
    pub points: Vec<String>,
}

/// What the interviewer says as a phase opens.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PhaseLine {
    pub id: String,
    pub says: String,
}

/// The answer to something that candidates ask.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fact {
    pub heard_as: Vec<String>,
    pub says: String,
}

/// The load raised, at any time in its phase.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Escalation {
    pub phase: String,
    pub says: String,
}

/// A worked round with the judgement that it deserves.
#[derive(Debug, Clone, PartialEq)]
pub struct Transcript {
    /// Below the problem's folder: `reference/strong.jsonl`.
    pub file: String,
    /// What is wrong with it and must be noticed; `None` for a reference.
    pub mutant: Option<Mutant>,
    pub utterances: Vec<Utterance>,
    pub labels: Option<Labels>,
}

impl Transcript {
    pub fn is_reference(&self) -> bool {
        self.file.starts_with("reference/")
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mutant {
    /// What is wrong, in one sentence.
    pub says: String,
    /// The rubric point that must not be met.
    pub kills: String,
}

/// What an honest listener finds in a transcript.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Labels {
    /// Who speaks, in a sentence.
    pub candidate: String,
    pub points: BTreeMap<String, Label>,
    /// Misconceptions voiced, each with the words.
    #[serde(default)]
    pub misconceptions: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    pub mutant: Option<Mutant>,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Label {
    pub verdict: Verdict,
    /// The candidate's words, letter for letter.
    #[serde(default)]
    pub quotes: Vec<String>,
}

/// A story told without an interviewer, one sentence a line in its file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Story {
    pub file: String,
    pub sentences: Vec<String>,
}

impl Story {
    pub fn is_reference(&self) -> bool {
        self.file.starts_with("reference/")
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    pub file: String,
    pub text: String,
}

impl Problem {
    /// What the interviewer says as a phase of the full form opens.
    pub fn phase_line(&self, phase: &str) -> Option<&str> {
        self.phases.iter().find(|line| line.id == phase).map(|line| line.says.as_str())
    }
}

/// `problem.toml` as it stands on disk.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Brief {
    title: String,
    kind: RoundKind,
    summary: String,
    topics: Vec<String>,
    companies: Vec<Company>,
    full: Opening,
    short: Short,
    #[serde(rename = "phase", default)]
    phases: Vec<PhaseLine>,
    #[serde(rename = "fact", default)]
    facts: Vec<Fact>,
    #[serde(rename = "escalation", default)]
    escalations: Vec<Escalation>,
    question: Option<String>,
    difficulty: Option<Difficulty>,
}

/// Reads the folder `<kind>/<id>`, and finds all that is wrong with it.
pub(crate) fn read(
    texts: &Texts,
    kind: RoundKind,
    id: &str,
    topics: &[Topic],
) -> Result<Problem, Vec<ContentError>> {
    let folder = format!("{kind}/{id}");
    let mut errors = Vec::new();
    let mut wanted = |file: &str| {
        let path = format!("{folder}/{file}");
        let text = texts.get(&path).filter(|text| !text.trim().is_empty());
        if text.is_none() {
            let what = if texts.get(&path).is_some() { "empty" } else { "missing" };
            errors.push(ContentError::new(texts.name(&path), what, "write it (docs/content.md)"));
        }
        text.unwrap_or_default()
    };
    let brief_text = wanted("problem.toml");
    let rubric_text = wanted("rubric.toml");
    let answer = wanted("reference/answer.md").to_owned();
    let has_statement = texts.get(&format!("{folder}/statement.md")).is_some();
    let statement = if kind == RoundKind::Behavioral && !has_statement {
        None
    } else {
        Some(wanted("statement.md").to_owned())
    };

    let brief_name = texts.name(&format!("{folder}/problem.toml"));
    let rubric_name = texts.name(&format!("{folder}/rubric.toml"));
    let brief = keep::<Brief>(&mut errors, brief_text, |text| {
        parse_toml(&brief_name, text).map_err(|error| vec![error])
    });
    let rubric = keep::<Rubric>(&mut errors, rubric_text, |text| {
        let rubric: Rubric = parse_toml(&rubric_name, text).map_err(|error| vec![error])?;
        let mut unsound = rubric::unsound(&rubric_name, text, &rubric);
        unsound.extend(check_phases_and_topics(&rubric_name, text, &rubric, kind, topics));
        if unsound.is_empty() { Ok(rubric) } else { Err(unsound) }
    });
    let signature_path = format!("{folder}/signature.toml");
    let signature_text = texts.get(&signature_path).unwrap_or_default();
    let signature = keep::<Signature>(&mut errors, signature_text, |text| {
        parse_toml(&texts.name(&signature_path), text).map_err(|error| vec![error])
    });
    let transcripts = ["reference", "mutants"]
        .into_iter()
        .flat_map(|part| read_transcripts(texts, &folder, part, &mut errors))
        .collect();
    if let (Some(brief), Some(rubric)) = (&brief, &rubric) {
        errors.extend(check_brief(&brief_name, brief_text, brief, rubric, kind, topics));
    }
    let (Some(brief), Some(rubric), true) = (brief, rubric, errors.is_empty()) else {
        return Err(errors);
    };

    let phases = in_order_of(kind, brief.phases);
    Ok(Problem {
        id: id.to_owned(),
        kind,
        statement: statement
            .or_else(|| brief.question.clone())
            .unwrap_or_else(|| brief.full.opening.clone()),
        title: brief.title,
        summary: brief.summary,
        topics: brief.topics,
        companies: brief.companies,
        full: brief.full,
        short: brief.short,
        phases,
        facts: brief.facts,
        escalations: brief.escalations,
        question: brief.question,
        signature,
        difficulty: brief.difficulty,
        rubric,
        answer,
        transcripts,
        stories: read_stories(texts, &folder),
        references: read_references(texts, &folder),
    })
}

/// Reads a text unless it is absent, which has been reported already.
fn keep<T>(
    errors: &mut Vec<ContentError>,
    text: &str,
    read: impl Fn(&str) -> Result<T, Vec<ContentError>>,
) -> Option<T> {
    if text.is_empty() {
        return None;
    }
    read(text).map_err(|found| errors.extend(found)).ok()
}

fn in_order_of(kind: RoundKind, mut phases: Vec<PhaseLine>) -> Vec<PhaseLine> {
    phases.sort_by_key(|line| kind.phases().iter().position(|id| *id == line.id));
    phases
}

fn check_phases_and_topics(
    name: &str,
    text: &str,
    rubric: &Rubric,
    kind: RoundKind,
    topics: &[Topic],
) -> Vec<ContentError> {
    let mut errors = Vec::new();
    if !rubric.kind.is_empty() && rubric.kind != kind.id() {
        errors.push(
            ContentError::new(
                name,
                format!("the rubric is of kind `{}` in a folder of kind `{kind}`", rubric.kind),
                format!("write `kind = \"{kind}\"` or move the folder"),
            )
            .at(line_of(text, "kind", &rubric.kind)),
        );
    }
    for point in &rubric.points {
        let line = line_of(text, "id", &point.id);
        if !kind.phases().contains(&point.phase.as_str()) {
            errors.push(
                ContentError::new(
                    name,
                    format!("point `{}` belongs to the unknown phase `{}`", point.id, point.phase),
                    format!("use one of {}", kind.phases().join(", ")),
                )
                .at(line),
            );
        }
        for topic in unknown_topics(&point.topics, topics) {
            errors.push(
                ContentError::new(
                    name,
                    format!("point `{}` names the unknown topic `{topic}`", point.id),
                    "use an id of topics.toml",
                )
                .at(line),
            );
        }
    }
    errors
}

fn check_brief(
    name: &str,
    text: &str,
    brief: &Brief,
    rubric: &Rubric,
    kind: RoundKind,
    topics: &[Topic],
) -> Vec<ContentError> {
    let mut errors = Vec::new();
    let mut wrong = |line: Option<usize>, what: String, next: String| {
        errors.push(ContentError::new(name, what, next).at(line));
    };
    let phases = kind.phases();
    if brief.kind != kind {
        wrong(
            line_of(text, "kind", brief.kind.id()),
            format!("the problem is of kind `{}` in the folder `{kind}/`", brief.kind),
            format!("write `kind = \"{kind}\"` or move the folder"),
        );
    }
    for topic in unknown_topics(&brief.topics, topics) {
        wrong(
            line_of(text, "topics", topic),
            format!("names the unknown topic `{topic}`"),
            "use an id of topics.toml".into(),
        );
    }
    for id in phases {
        let lines = brief.phases.iter().filter(|line| line.id == *id).count();
        if lines != 1 {
            wrong(
                line_of(text, "id", id),
                format!("phase `{id}` has {lines} lines"),
                "write one `[[phase]]` for each phase of the kind".into(),
            );
        }
    }
    let named = brief.phases.iter().map(|line| (&line.id, "id"));
    let raised = brief.escalations.iter().map(|one| (&one.phase, "phase"));
    for (id, key) in named.chain(raised).filter(|(id, _)| !phases.contains(&id.as_str())) {
        wrong(
            line_of(text, key, id),
            format!("`{id}` is no phase of {kind}"),
            format!("use one of {}", phases.join(", ")),
        );
    }
    for id in brief.short.points.iter().filter(|id| rubric.point(id).is_none()) {
        wrong(
            line_of(text, "points", id),
            format!("the short form names the point `{id}`, which the rubric does not have"),
            "use ids of rubric.toml".into(),
        );
    }
    if brief.short.points.is_empty() {
        wrong(
            line_of(text, "points", ""),
            "the short form invites no point".into(),
            "name in `short.points` those that its question invites".into(),
        );
    }
    for (at, fact) in brief.facts.iter().enumerate().filter(|(_, fact)| fact.heard_as.is_empty()) {
        wrong(
            line_of(text, "says", &fact.says),
            format!("fact {} has no question that it answers", at + 1),
            "fill `heard_as`".into(),
        );
    }
    let spoken = [("title", &brief.title), ("summary", &brief.summary)]
        .into_iter()
        .chain([("opening", &brief.full.opening), ("opening", &brief.short.opening)])
        .chain(brief.phases.iter().map(|line| ("says", &line.says)))
        .chain(brief.facts.iter().map(|fact| ("says", &fact.says)))
        .chain(brief.escalations.iter().map(|one| ("says", &one.says)));
    for (key, _) in spoken.filter(|(_, words)| words.trim().is_empty()) {
        wrong(line_of(text, key, ""), format!("an empty `{key}`"), "write it or remove it".into());
    }
    errors
}

fn unknown_topics<'a>(given: &'a [String], topics: &'a [Topic]) -> impl Iterator<Item = &'a str> {
    given.iter().map(String::as_str).filter(|id| !topics.iter().any(|topic| topic.id == *id))
}

fn read_transcripts(
    texts: &Texts,
    folder: &str,
    part: &str,
    errors: &mut Vec<ContentError>,
) -> Vec<Transcript> {
    let mut read = Vec::new();
    for (name, path, text) in texts.inside(&format!("{folder}/{part}")) {
        let Some(stem) = name.strip_suffix(".jsonl") else { continue };
        let utterances = match transcript::read(text.as_bytes(), name) {
            Ok(utterances) => utterances,
            Err(error) => {
                errors.push(
                    ContentError::new(texts.name(path), error.what, error.next).at(error.line),
                );
                continue;
            }
        };
        let labels_path = format!("{folder}/{part}/{stem}.labels.json");
        let labels = match texts.get(&labels_path).map(serde_json::from_str::<Labels>) {
            None => None,
            Some(Ok(labels)) => Some(labels),
            Some(Err(error)) => {
                errors.push(
                    ContentError::new(
                        texts.name(&labels_path),
                        error.to_string(),
                        "correct the line (docs/content.md, Transcripts)",
                    )
                    .at(Some(error.line())),
                );
                continue;
            }
        };
        read.push(Transcript {
            file: format!("{part}/{name}"),
            mutant: labels.as_ref().and_then(|labels| labels.mutant.clone()),
            utterances,
            labels,
        });
    }
    read
}

fn read_stories(texts: &Texts, folder: &str) -> Vec<Story> {
    ["reference", "mutants"]
        .into_iter()
        .flat_map(|part| {
            texts
                .inside(&format!("{folder}/{part}"))
                .filter(|(name, ..)| name.ends_with(".txt"))
                .map(move |(name, _, text)| Story {
                    file: format!("{part}/{name}"),
                    sentences: text
                        .lines()
                        .map(str::trim)
                        .filter(|line| !line.is_empty())
                        .map(str::to_owned)
                        .collect(),
                })
                .collect::<Vec<_>>()
        })
        .collect()
}

/// What is neither the answer nor there to check the problem with.
fn read_references(texts: &Texts, folder: &str) -> Vec<Reference> {
    texts
        .inside(&format!("{folder}/reference"))
        .filter(|(name, ..)| {
            !["answer.md", "attempts.toml", "design.toml"].contains(name)
                && ![".jsonl", ".labels.json", ".txt"].iter().any(|end| name.ends_with(end))
        })
        .map(|(name, _, text)| Reference { file: name.to_owned(), text: text.to_owned() })
        .collect()
}
