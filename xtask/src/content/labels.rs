//! Are the labels of worked rounds honest: whole, and quoted letter for letter?

use greenroom_content::{Labels, Problem, Transcript};
use greenroom_model::{Band, Rubric, Speaker, Verdict};

/// Words in a row that a transcript may share with a rubric's phrasing. Whoever writes both by the
/// same words measures a listener that reads its own handwriting.
const SHARED_WORDS_MAX: usize = 8;

pub fn check(problem: &Problem) -> Vec<String> {
    let mut wrong = Vec::new();
    let references = problem.transcripts.iter().filter(|one| one.is_reference()).count();
    let mutants = problem.transcripts.len() - references;
    // The mutants of a coding problem are programs, in submissions/.
    let wants_mutants = problem.kind != greenroom_model::RoundKind::Coding;
    if references == 0 || (mutants == 0 && wants_mutants) {
        wrong.push(format!(
            "{references} worked rounds in reference/ and {mutants} in mutants/: write at least one of each"
        ));
    }
    for transcript in &problem.transcripts {
        let found = match &transcript.labels {
            None => vec!["no labels beside it: write them as .labels.json".to_owned()],
            Some(labels) => check_labels(&problem.rubric, transcript, labels),
        };
        wrong.extend(found.into_iter().map(|what| format!("{}: {what}", transcript.file)));
        wrong.extend(copied(&problem.rubric, transcript));
    }
    wrong
}

/// The score that labels earn, 0 to 100.
pub fn score(rubric: &Rubric, verdict_of: impl Fn(&str) -> Verdict) -> f64 {
    rubric
        .points
        .iter()
        .map(|point| f64::from(point.weight) * verdict_of(&point.id).credit().unwrap_or(0.0))
        .sum()
}

fn check_labels(rubric: &Rubric, transcript: &Transcript, labels: &Labels) -> Vec<String> {
    let mut wrong = Vec::new();
    for point in rubric.points.iter().filter(|point| !labels.points.contains_key(&point.id)) {
        wrong.push(format!("point `{}` has no label: judge it", point.id));
    }
    for (id, label) in &labels.points {
        if rubric.point(id).is_none() {
            wrong.push(format!("labels the unknown point `{id}`: use the rubric's ids"));
        }
        match (label.verdict, label.quotes.len()) {
            (Verdict::NotAssessed, _) => wrong.push(format!("`{id}` is not assessed: decide")),
            (Verdict::Missed, 0)
            | (Verdict::Met | Verdict::Partly | Verdict::Contradicted, 1..) => {}
            (Verdict::Missed, _) => wrong.push(format!("`{id}` is missed and quoted: which one?")),
            (other, _) => {
                wrong.push(format!("`{id}` is {} without a quote: quote it", other.word()))
            }
        }
        wrong.extend(not_said(transcript, id, &label.quotes));
    }
    for (id, quotes) in &labels.misconceptions {
        if rubric.misconception(id).is_none() {
            wrong.push(format!("names the unknown misconception `{id}`: use the rubric's ids"));
        }
        if quotes.is_empty() {
            wrong.push(format!("misconception `{id}` has no quote: quote it"));
        }
        wrong.extend(not_said(transcript, id, quotes));
    }
    wrong.extend(check_role(rubric, transcript, labels));
    wrong
}

/// References are good; mutants say what is wrong with them, and the labels agree.
fn check_role(rubric: &Rubric, transcript: &Transcript, labels: &Labels) -> Option<String> {
    let verdict = |id: &str| labels.points.get(id).map_or(Verdict::Missed, |label| label.verdict);
    match (&labels.mutant, transcript.is_reference()) {
        (Some(_), true) => Some("a reference is no mutant: move it or drop `mutant`".into()),
        (None, false) => Some("no `mutant`: say what is wrong and which point it kills".into()),
        (None, true) => {
            let score = score(rubric, verdict);
            (Band::of(score) < Band::Yes).then(|| {
                format!("by its labels it earns {score:.0}, less than a yes: make the reference stronger")
            })
        }
        (Some(mutant), false) if rubric.point(&mutant.kills).is_none() => {
            Some(format!("kills the unknown point `{}`: use the rubric's ids", mutant.kills))
        }
        (Some(mutant), false) => (verdict(&mutant.kills) == Verdict::Met)
            .then(|| format!("kills `{}` and labels it met: which one?", mutant.kills)),
    }
}

fn not_said(transcript: &Transcript, id: &str, quotes: &[String]) -> Vec<String> {
    let said_by = |quote: &str, speaker: Speaker| {
        transcript.utterances.iter().any(|one| one.speaker == speaker && one.text.contains(quote))
    };
    quotes
        .iter()
        .filter(|quote| quote.trim().is_empty() || !said_by(quote, Speaker::Candidate))
        .map(|quote| {
            let by = if said_by(quote, Speaker::Interviewer) {
                "the interviewer"
            } else {
                "nobody in one turn"
            };
            format!("`{id}`: \"{quote}\" is said by {by}: quote the candidate letter for letter")
        })
        .collect()
}

fn copied(rubric: &Rubric, transcript: &Transcript) -> Vec<String> {
    let said: Vec<String> = transcript
        .utterances
        .iter()
        .filter(|one| one.speaker == Speaker::Candidate)
        .map(|one| format!(" {} ", words(&one.text).join(" ")))
        .collect();
    let mut wrong = Vec::new();
    for point in &rubric.points {
        for phrase in &point.heard_as {
            let words = words(phrase);
            let shared = words
                .windows(SHARED_WORDS_MAX + 1)
                .map(|run| run.join(" "))
                .find(|run| said.iter().any(|text| text.contains(&format!(" {run} "))));
            if let Some(run) = shared {
                wrong.push(format!(
                    "{}: \"{run}\" stands in `heard_as` of `{}`: other people use other words",
                    transcript.file, point.id
                ));
            }
        }
    }
    wrong
}

fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric() && c != '\'')
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::tests::sound;

    /// A spoilt copy of the sound problem is refused for exactly this.
    #[track_caller]
    fn check_labels_of(spoil: impl Fn(&mut Problem), expected: &[&str]) {
        let mut problem = sound();
        spoil(&mut problem);
        assert_eq!(check(&problem), expected);
    }

    fn labels(problem: &mut Problem, transcript: usize) -> &mut Labels {
        problem.transcripts[transcript].labels.as_mut().unwrap()
    }

    #[test]
    fn honest_labels_are_quiet() {
        check_labels_of(|_| {}, &[]);
    }

    #[test]
    fn every_dishonesty_is_told() {
        check_labels_of(
            |problem| drop(labels(problem, 0).points.remove("arithmetic")),
            &["reference/strong.jsonl: point `arithmetic` has no label: judge it"],
        );
        check_labels_of(
            |problem| {
                labels(problem, 0).points.get_mut("offline-codes").unwrap().quotes =
                    vec!["Where do you start?".into(), "Each box carries THE codes".into()];
            },
            &[
                "reference/strong.jsonl: `offline-codes`: \"Where do you start?\" is said by the \
                 interviewer: quote the candidate letter for letter",
                "reference/strong.jsonl: `offline-codes`: \"Each box carries THE codes\" is said by \
                 nobody in one turn: quote the candidate letter for letter",
            ],
        );
        check_labels_of(
            |problem| labels(problem, 1).points.get_mut("offline-codes").unwrap().quotes.clear(),
            &[
                "mutants/needs-the-line.jsonl: `offline-codes` is contradicted without a quote: quote it",
            ],
        );
        check_labels_of(
            |problem| {
                labels(problem, 1).points.get_mut("offline-codes").unwrap().verdict = Verdict::Met;
            },
            &["mutants/needs-the-line.jsonl: kills `offline-codes` and labels it met: which one?"],
        );
        check_labels_of(
            |problem| labels(problem, 1).mutant.as_mut().unwrap().kills = "nothing".into(),
            &[
                "mutants/needs-the-line.jsonl: kills the unknown point `nothing`: use the rubric's ids",
            ],
        );
        check_labels_of(
            |problem| {
                let misconceptions = &mut labels(problem, 1).misconceptions;
                misconceptions
                    .insert("the-line-is-there".into(), vec!["The box asks the server".into()]);
            },
            &[
                "mutants/needs-the-line.jsonl: names the unknown misconception `the-line-is-there`: use \
               the rubric's ids",
            ],
        );
    }

    #[test]
    fn a_weak_reference_and_the_rubrics_own_words_are_told() {
        check_labels_of(
            |problem| {
                problem.rubric.points[0].weight = 50;
                problem.rubric.points[1].weight = 50;
            },
            &[
                "reference/strong.jsonl: by its labels it earns 50, less than a yes: make the reference \
               stronger",
            ],
        );
        check_labels_of(
            |problem| {
                problem.rubric.points[0].heard_as[0] =
                    "well, each box carries the codes for its own doors, I guess".into();
            },
            &[
                "reference/strong.jsonl: \"each box carries the codes for its own doors\" stands in \
               `heard_as` of `offline-codes`: other people use other words",
            ],
        );
        check_labels_of(
            |problem| problem.transcripts.truncate(1),
            &["1 worked rounds in reference/ and 0 in mutants/: write at least one of each"],
        );
    }
}
