//! Is a problem written well enough to be practised with: enough phrasings, a whole hint ladder,
//! bands with examples, facts to ask for?

use greenroom_content::Problem;
use greenroom_model::{Band, HintRung, Misconception, Point, RoundKind};
use std::collections::HashMap;
use std::ops::RangeInclusive;

const SUMMARY_CHARS_MAX: usize = 90;

pub fn check(problem: &Problem) -> Vec<String> {
    let mut wrong = check_problem(problem);
    let rubric = &problem.rubric;
    let mut tell = |what: String| wrong.push(format!("rubric.toml: {what}"));
    count("points", rubric.points.len(), 8..=14).into_iter().for_each(&mut tell);
    count("misconceptions", rubric.misconceptions.len(), 3..=5).into_iter().for_each(&mut tell);
    for point in &rubric.points {
        check_point(point)
            .into_iter()
            .for_each(|what| tell(format!("point `{}`: {what}", point.id)));
    }
    for one in &rubric.misconceptions {
        let found = check_misconception(one);
        found.into_iter().for_each(|what| tell(format!("misconception `{}`: {what}", one.id)));
    }
    let bands: Vec<Band> = rubric.bands.iter().map(|band| band.name).collect();
    if bands != Band::ALL {
        let all = Band::ALL.map(Band::id).join(", ");
        tell(format!("the bands are not {all}: write one `[[band]]` for each, in this order"));
    }
    for band in rubric.bands.iter().filter(|band| band.example.split_whitespace().count() < 15) {
        tell(format!("band `{}`: too short to grade by: describe one round", band.name.id()));
    }
    said_twice(problem).into_iter().for_each(tell);
    wrong
}

fn check_problem(problem: &Problem) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut tell = |what: String| wrong.push(format!("problem.toml: {what}"));
    let summary_chars = problem.summary.chars().count();
    if summary_chars > SUMMARY_CHARS_MAX {
        tell(format!("the summary has {summary_chars} characters: cut it to {SUMMARY_CHARS_MAX}"));
    }
    if problem.topics.is_empty() || problem.companies.is_empty() {
        tell("no topics or no companies: name what it practises and where it is asked".into());
    }
    let is_story = problem.kind == RoundKind::Behavioral;
    let facts = if is_story { 0..=9 } else { 5..=9 };
    count("facts", problem.facts.len(), facts).into_iter().for_each(&mut tell);
    for fact in &problem.facts {
        let found = count("phrasings", fact.heard_as.len(), 3..=6);
        found.into_iter().for_each(|what| tell(format!("fact \"{}\": {what}", start(&fact.says))));
    }
    let escalations = if is_story || problem.kind == RoundKind::Coding { 0..=2 } else { 1..=2 };
    count("escalations", problem.escalations.len(), escalations).into_iter().for_each(&mut tell);
    count("points in the short form", problem.short.points.len(), 3..=8)
        .into_iter()
        .for_each(&mut tell);
    match problem.kind {
        RoundKind::Coding if problem.signature.is_none() => {
            tell("no signature.toml beside it: drivers and starters are made from it".into());
        }
        RoundKind::Coding if problem.difficulty.is_none() => {
            tell("no `difficulty`: write \"easy\", \"medium\" or \"hard\"".into());
        }
        RoundKind::Behavioral if problem.question.is_none() => {
            tell("no `question`: write what the interviewer asks".into());
        }
        RoundKind::Behavioral
            if problem.stories.iter().filter(|story| !story.is_reference()).count() == 0 =>
        {
            tell("no weak story: write mutants/weak.txt".into());
        }
        _ => {}
    }
    let spoken = [&problem.full.opening, &problem.short.opening]
        .into_iter()
        .chain(problem.phases.iter().map(|phase| &phase.says))
        .chain(problem.facts.iter().map(|fact| &fact.says))
        .chain(problem.escalations.iter().map(|one| &one.says));
    for words in spoken.filter(|words| shouts(words)) {
        tell(format!("\"{}\" shouts: the voice is calm, without exclamation marks", start(words)));
    }
    wrong
}

fn check_point(point: &Point) -> Vec<String> {
    let mut wrong = Vec::new();
    wrong.extend(count("phrasings in `heard_as`", point.heard_as.len(), 5..=10));
    wrong.extend(count("near misses in `not`", point.not.len(), 3..=6));
    if point.probe.trim().is_empty() {
        wrong.push("no `probe`: write the open question that invites it".into());
    }
    if point.topics.is_empty() {
        wrong.push("no `topics`: name what it belongs to".into());
    }
    let rungs: Vec<HintRung> = point.hints.iter().map(|hint| hint.rung).collect();
    let rises = point.hints.windows(2).all(|pair| pair[0].price < pair[1].price);
    let has_price = point.hints.first().is_some_and(|hint| hint.price > 0);
    if rungs != HintRung::ALL || !rises || !has_price {
        wrong.push(
            "the hints are not nudge, pointer, reveal, each dearer than the last: write three"
                .into(),
        );
    }
    let spoken = point.hints.iter().map(|hint| &hint.says).chain([&point.says, &point.probe]);
    for words in spoken {
        if words.trim().is_empty() {
            wrong.push("an empty text: write it".into());
        } else if shouts(words) {
            wrong.push(format!(
                "\"{}\" shouts: the voice is calm, without exclamation marks",
                start(words)
            ));
        }
    }
    wrong
}

fn check_misconception(one: &Misconception) -> Vec<String> {
    let mut wrong: Vec<String> =
        count("phrasings in `heard_as`", one.heard_as.len(), 3..=6).into_iter().collect();
    if one.counter.trim().is_empty() {
        wrong.push("no `counter`: write the counter-example that the interviewer raises".into());
    }
    wrong
}

/// The same phrasing under two points teaches the listener nothing about either.
fn said_twice(problem: &Problem) -> Vec<String> {
    let mut seen: HashMap<String, &str> = HashMap::new();
    let mut wrong = Vec::new();
    for point in &problem.rubric.points {
        for phrase in point.heard_as.iter().chain(&point.not) {
            if let Some(other) = seen.insert(phrase.to_lowercase(), &point.id) {
                wrong.push(format!(
                    "\"{}\" stands under `{other}` and again under `{}`: keep one",
                    start(phrase),
                    point.id
                ));
            }
        }
    }
    wrong
}

fn count(what: &str, found: usize, wanted: RangeInclusive<usize>) -> Option<String> {
    let (from, to) = (wanted.start(), wanted.end());
    (!wanted.contains(&found)).then(|| format!("{found} {what}: write {from} to {to}"))
}

/// `!=` in a hint about code is no shout.
fn shouts(words: &str) -> bool {
    words.ends_with('!') || words.contains("! ")
}

fn start(words: &str) -> String {
    let start: String = words.chars().take(40).collect();
    if start.len() < words.len() { format!("{start}...") } else { start }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::tests::well_written;
    use greenroom_model::Hint;

    /// A spoilt copy of a well written problem is refused for exactly this.
    #[track_caller]
    fn check_spoilt(spoil: impl Fn(&mut Problem), expected: &[&str]) {
        let mut problem = well_written();
        spoil(&mut problem);
        assert_eq!(check(&problem), expected);
    }

    #[test]
    fn what_is_well_written_is_quiet() {
        check_spoilt(|_| {}, &[]);
    }

    #[test]
    fn what_is_thin_is_told() {
        check_spoilt(
            |problem| problem.rubric.points[0].heard_as.truncate(4),
            &["rubric.toml: point `p0`: 4 phrasings in `heard_as`: write 5 to 10"],
        );
        check_spoilt(
            |problem| problem.rubric.points[2].not.clear(),
            &["rubric.toml: point `p2`: 0 near misses in `not`: write 3 to 6"],
        );
        let ladder = "rubric.toml: point `p1`: the hints are not nudge, pointer, reveal, each dearer \
                      than the last: write three";
        check_spoilt(|problem| drop::<Hint>(problem.rubric.points[1].hints.remove(1)), &[ladder]);
        check_spoilt(|problem| problem.rubric.points[1].hints[2].price = 2, &[ladder]);
        check_spoilt(
            |problem| drop(problem.rubric.bands.remove(0)),
            &[
                "rubric.toml: the bands are not strong no, no, yes, strong yes: write one `[[band]]` for \
               each, in this order",
            ],
        );
        check_spoilt(
            |problem| problem.rubric.misconceptions[0].counter.clear(),
            &["rubric.toml: misconception `m0`: no `counter`: write the counter-example that the \
               interviewer raises"],
        );
        check_spoilt(|problem| problem.facts.truncate(2), &["problem.toml: 2 facts: write 5 to 9"]);
        check_spoilt(
            |problem| problem.summary = "s".repeat(91),
            &["problem.toml: the summary has 91 characters: cut it to 90"],
        );
    }

    #[test]
    fn what_is_said_twice_or_shouted_is_told() {
        check_spoilt(
            |problem| {
                problem.rubric.points[1].not[0] = problem.rubric.points[0].heard_as[0].clone()
            },
            &["rubric.toml: \"p0 heard 0\" stands under `p0` and again under `p1`: keep one"],
        );
        check_spoilt(
            |problem| problem.full.opening = "Great to have you! Let us begin.".into(),
            &[
                "problem.toml: \"Great to have you! Let us begin.\" shouts: the voice is calm, without \
               exclamation marks",
            ],
        );
    }
}
