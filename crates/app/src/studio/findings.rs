//! What a design round's drawing and stated numbers show, for its debrief.

use super::estimate;
use greenroom_content::Library;
use greenroom_interview::Interview;
use greenroom_model::{
    CheckEnd, DrawnFinding, Evidence, Finding, NotAssessed, RoundFindings, RoundKind, Source,
    Speaker, TargetSeen, Verdict,
};
use greenroom_simulate::Targets;

const WHAT: &str = "How the design behaves under load and faults";

/// Adds to the findings of design rounds what was measured in them.
pub fn add(interview: &Interview, library: &Library, findings: &mut [RoundFindings]) {
    for found in findings {
        let Some(problem) = interview.problem(found.round) else { continue };
        if problem.kind != RoundKind::Design {
            continue;
        }
        let Some(targets) = library.targets(&problem.id) else {
            found.not_assessed.push(not_assessed("This problem asks nothing of a drawing."));
            continue;
        };
        let drawn = drawn(interview, found.round, targets);
        if let Err(why) = &drawn.0 {
            found.not_assessed.push(not_assessed(why));
        }
        let drawn = DrawnFinding { held: drawn.0.ok(), ..drawn.1 };
        if let Some(held) = &drawn.held {
            for finding in &mut found.findings {
                join(finding, &held.targets);
            }
        }
        found.drawn = Some(drawn);
    }
}

fn not_assessed(why: &str) -> NotAssessed {
    NotAssessed { what: WHAT.into(), why: why.into() }
}

type Held = Result<greenroom_model::HeldDrawing, String>;

/// What the drawing came to as it was last, or why nobody can say; and all else.
fn drawn(interview: &Interview, round: usize, targets: &Targets) -> (Held, DrawnFinding) {
    let checks = || interview.checks().iter().filter(|check| check.round == round);
    let said = interview.transcript().iter().filter(|line| {
        line.position.round == round && line.utterance.speaker == Speaker::Candidate
    });
    let said: Vec<(u64, &str)> =
        said.map(|line| (line.utterance.at_ms, line.utterance.text.as_str())).collect();
    let estimates = targets
        .estimates
        .iter()
        .map(|estimate| estimate::seen(estimate, said.iter().copied()))
        .collect();
    let ran = checks().filter(|check| matches!(check.end, Some(CheckEnd::Held(_))));
    let all = DrawnFinding { checks: ran.count() as u32, estimates, ..DrawnFinding::default() };
    let Some(drawing) = interview.drawing(round) else {
        return (Err("No design was drawn.".into()), all);
    };
    // Of the drawing as it was left: what came of earlier ones says nothing about it.
    let last = checks().rev().filter(|check| check.revision == drawing.revision);
    let last = last.max_by_key(|check| matches!(check.end, Some(CheckEnd::Held(_))));
    let held = match last.map(|check| (check, check.end.as_ref())) {
        Some((check, Some(CheckEnd::Held(held)))) => {
            let all = DrawnFinding { at_ms: check.asked_ms, ..all };
            return (Ok((**held).clone()), all);
        }
        Some((_, Some(CheckEnd::NotRun { why }))) => format!("What you drew was not run. {why}"),
        Some((_, Some(CheckEnd::Failed { why }))) => {
            format!("The simulation failed, and not through your design. {why}")
        }
        Some((_, Some(CheckEnd::Cancelled))) => "The simulation was cancelled.".into(),
        Some((_, None)) => "It is still being simulated. Load this page again in a moment.".into(),
        None => "What you drew was not simulated.".into(),
    };
    (Err(held), all)
}

/// Joins what was said to a point with what runs showed of it. Runs that show it whole prove it, said or not; all
/// others stand beside what was said, and neither give to it nor take from it.
fn join(finding: &mut Finding, targets: &[TargetSeen]) {
    let proofs = || targets.iter().filter(|target| target.proves.contains(&finding.point));
    let is_proven = proofs().count() > 0 && proofs().all(|target| target.is_met == Some(true));
    let of_point = targets.iter().filter(|target| {
        target.points.contains(&finding.point) || target.proves.contains(&finding.point)
    });
    let runs = of_point.filter_map(|target| {
        Some(Evidence::Run {
            target: target.id.clone(),
            holds: target.is_met?,
            says: format!("{} {}.", target.says, capital(&target.seen)),
        })
    });
    finding.evidence.extend(runs.collect::<Vec<_>>());
    if is_proven
        && matches!(finding.verdict, Verdict::Partly | Verdict::Missed | Verdict::NotAssessed)
    {
        let before = match finding.verdict {
            Verdict::Partly => "You said it in part; your drawing shows it whole.",
            _ => "Your drawing shows it; it was not said.",
        };
        finding.verdict = Verdict::Met;
        finding.source = Source::Measured;
        finding.confidence = 1.0;
        finding.because = before.into();
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
