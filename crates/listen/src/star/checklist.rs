//! What a strong story shows, and the sentence that shows it.

use super::chain::{ByPart, PARTS};
use super::cues;
use crate::descent::{dot, logistic, sigmoid};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Asked of every story.
pub const COMMON: [&str; 6] = [
    "clear_problem",
    "high_stakes_decision",
    "measurable_result",
    "trade_off_explained",
    "reusable_lesson",
    "personal_role_clear",
];
const INCIDENT: [&str; 4] = ["detection", "diagnosis", "mitigation", "prevention"];
const TRADE_OFF: [&str; 4] = ["options", "criteria", "outcome", "given_up"];
const SCALING: [&str; 3] = ["capacity_planning", "bottleneck", "change_made"];

/// The keys to look for, in the order in which they are reported: all of them when the question is
/// not known or is of no known kind.
pub fn keys(question: Option<&str>) -> Vec<&'static str> {
    let mut keys = COMMON.to_vec();
    match question.and_then(kind) {
        Some(of_kind) => keys.extend(of_kind),
        None => keys.extend(INCIDENT.iter().chain(&TRADE_OFF).chain(&SCALING)),
    }
    keys
}

/// The keys that belong to the kind of question; `None` when the question is of no known kind.
fn kind(question: &str) -> Option<&'static [&'static str]> {
    const KINDS: [(&[&str], &[&str]); 4] = [
        (
            &[],
            &[
                "conflict",
                "disagree",
                "disagreement",
                "clash",
                "dispute",
                "pushed back",
                "push back",
                "challenged a decision",
                "manager",
                "boss",
                "mentor",
                "coach",
                "colleague",
                "coworker",
                "teammate",
                "grow someone",
                "someone grow",
                "authority",
                "peers",
                "other teams",
                "led",
                "lead",
                "influence",
                "failed",
                "failure",
                "mistake",
                "got wrong",
                "ownership",
                "owned",
                "beyond your role",
                "unclear",
                "ambiguous",
                "ambiguity",
                "vague",
                "nobody could",
            ],
        ),
        (
            &INCIDENT,
            &[
                "incident",
                "outage",
                "production issue",
                "production problem",
                "on call",
                "went down",
                "broke",
                "pager",
                "postmortem",
                "downtime",
            ],
        ),
        (
            &SCALING,
            &[
                "scale",
                "scaled",
                "scaling",
                "ten times",
                "10x",
                "times the load",
                "times its load",
                "more users",
                "traffic",
                "growth in load",
                "order of magnitude",
                "capacity",
            ],
        ),
        (
            &TRADE_OFF,
            &[
                "trade off",
                "trade offs",
                "tradeoff",
                "tradeoffs",
                "downside",
                "gave up",
                "give up",
                "giving up",
                "options",
                "two designs",
                "technical decision",
                "build or buy",
                "hard choice",
                "between two",
                "imperfect",
            ],
        ),
    ];
    let lower = format!(" {} ", cues::words(&question.to_lowercase()).join(" "));
    let heard =
        |(_, cues): &&(_, &[&str])| cues.iter().any(|cue| lower.contains(&format!(" {cue} ")));
    // The three kinds with keys of their own come first: "an outage you led" is about the outage.
    let mut kinds = KINDS[1..].iter().chain(&KINDS[..1]);
    kinds.find(heard).map(|(keys, _)| *keys)
}

/// Finds the sentence that supports one key.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Finder {
    /// A sentence less likely than this supports nothing.
    pub likely_from: f64,
    pub weights: BTreeMap<String, f64>,
}

/// A story to learn from: each sentence's features, and the sentence that supports the key.
pub struct Example<'a> {
    pub rows: &'a [Vec<f64>],
    pub support: Option<usize>,
}

impl Finder {
    /// `rows` as [`rows`] gives them.
    pub fn find(&self, rows: &[Vec<f64>]) -> Option<usize> {
        let weights: Vec<f64> =
            names().iter().map(|name| self.weights.get(name).copied().unwrap_or(0.0)).collect();
        let (at, likely) = best(rows, &weights)?;
        (likely >= self.likely_from).then_some(at)
    }

    pub fn fit(examples: &[Example<'_>]) -> Finder {
        let rows: Vec<Vec<f64>> = examples.iter().flat_map(|one| one.rows.to_vec()).collect();
        let truths: Vec<f64> = examples
            .iter()
            .flat_map(|one| {
                (0..one.rows.len()).map(|at| f64::from(u8::from(one.support == Some(at))))
            })
            .collect();
        let weights = logistic(&rows, &truths, &vec![1.0; rows.len()], 1.0 / 0.3);
        let right_from = |likely_from: f64| {
            let right = examples.iter().filter(|one| {
                let found = best(one.rows, &weights).filter(|(_, likely)| *likely >= likely_from);
                found.map(|(at, _)| at) == one.support
            });
            right.count()
        };
        let likely_from = (2..=12)
            .map(|twentieths| f64::from(twentieths) / 20.0)
            .max_by_key(|&from| {
                (right_from(from), std::cmp::Reverse(((from - 0.35).abs() * 100.0) as u32))
            })
            .expect("there are lines to choose from");
        let weights = names().into_iter().zip(weights.iter().map(|w| (w * 1e3).round() / 1e3));
        Finder { likely_from, weights: weights.collect() }
    }
}

fn best(rows: &[Vec<f64>], weights: &[f64]) -> Option<(usize, f64)> {
    let likely = rows.iter().map(|row| sigmoid(dot(row, weights))).enumerate();
    likely.reduce(|best, next| if next.1 > best.1 { next } else { best })
}

/// Names of the features in a row of [`rows`].
pub fn names() -> Vec<String> {
    let by_part = |what: &str| {
        greenroom_model::StoryPart::ALL.map(|part| format!("{what}:{}", part.id())).into_iter()
    };
    ["constant", "position"]
        .map(str::to_owned)
        .into_iter()
        .chain(by_part("is"))
        .chain(by_part("first"))
        .chain(by_part("last"))
        .chain(by_part("story_has"))
        .chain(["share_of_other", "sentences", "few_sentences"].map(str::to_owned))
        .chain(cues::names().into_iter().map(|name| format!("cue:{name}")))
        .chain(["result_with_number", "tension_with_number"].map(str::to_owned))
        .chain(by_part("before"))
        .chain(by_part("after"))
        .collect()
}

/// One row a sentence, from what each part is believed to be and the facts of its words.
pub fn rows(beliefs: &[ByPart], facts: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let count = beliefs.len();
    let labels: Vec<usize> = beliefs.iter().map(most_likely).collect();
    let in_story: ByPart = std::array::from_fn(|part| beliefs.iter().map(|one| one[part]).sum());
    let (result, tension, other) = (3, 1, 6);
    let numbers = cues::index("numbers");
    let flag = |yes: bool| f64::from(u8::from(yes));
    (0..count)
        .map(|at| {
            let belief = &beliefs[at];
            let first = |part| flag(!labels[..at].contains(&part));
            let last = |part| flag(!labels[at + 1..].contains(&part));
            let neighbour = |at: Option<usize>| {
                at.and_then(|at| beliefs.get(at)).copied().unwrap_or([0.0; PARTS])
            };
            let mut row = vec![1.0, at as f64 / count.saturating_sub(1).max(1) as f64];
            row.extend(belief.iter().map(|one| 2.0 * one));
            row.extend((0..PARTS).map(|part| 2.0 * belief[part] * first(part)));
            row.extend((0..PARTS).map(|part| 2.0 * belief[part] * last(part)));
            row.extend(in_story.iter().map(|one| one.min(3.0) / 2.0));
            row.push(in_story[other] / count as f64);
            row.push((count as f64).ln() / 2.0);
            row.push(flag(count < 6));
            row.extend(&facts[at]);
            row.push(3.0 * belief[result] * facts[at][numbers]);
            row.push(3.0 * belief[tension] * facts[at][numbers]);
            row.extend(neighbour(at.checked_sub(1)));
            row.extend(neighbour(Some(at + 1)));
            row
        })
        .collect()
}

pub fn most_likely(belief: &ByPart) -> usize {
    (1..PARTS).fold(0, |best, part| if belief[part] > belief[best] { part } else { best })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(question: &str, of_kind: &[&str]) {
        assert_eq!(&keys(Some(question))[COMMON.len()..], of_kind, "{question}");
    }

    #[test]
    fn a_question_asks_for_the_keys_of_its_kind() {
        check("Walk me through an outage you helped resolve.", &INCIDENT);
        check("Tell me about the most serious production issue you've dealt with.", &INCIDENT);
        check("Describe a technical decision where every option had a downside.", &TRADE_OFF);
        check("Tell me about a trade-off you made between speed and quality.", &TRADE_OFF);
        check("How did you prepare a service for a big jump in traffic?", &SCALING);
        check("Describe a time your system had to handle roughly ten times its load.", &SCALING);
        check("Tell me about a conflict with a colleague and how it was settled.", &[]);
    }

    #[test]
    fn an_unknown_question_asks_for_everything() {
        assert_eq!(keys(None).len(), 17);
        assert_eq!(keys(Some("Tell me something.")).len(), 17);
    }
}
