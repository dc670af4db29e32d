//! What a coding round's log and runs show, for its debrief.

use super::report::weigh;
use greenroom_interview::{Interview, Run};
use greenroom_judge::claim::{Claim, space_claim, time_claim};
use greenroom_model::{
    Artifact, CaseSet, CaseVerdict, CodeFinding, CostClaim, Event, EventBody, InterviewerMove,
    NotAssessed, Quote, RoundFindings, RoundKind, RunEnd, Speaker, WorkStep,
};

/// Adds to the findings of coding rounds what was measured in them.
pub fn add(events: &[Event], interview: &Interview, findings: &mut [RoundFindings]) {
    for found in findings {
        let runs: Vec<&Run> =
            interview.runs().iter().filter(|run| run.round == found.round).collect();
        let is_coding =
            interview.problem(found.round).is_some_and(|problem| problem.kind == RoundKind::Coding);
        let ran_all =
            |run: &&Run| run.cases == CaseSet::All && matches!(run.end, Some(RunEnd::Judged(_)));
        if is_coding && !runs.iter().any(ran_all) {
            found.not_assessed.push(NotAssessed {
                what: "Whether the code is right and how fast it runs".into(),
                why: "It was not run on every case.".into(),
            });
        }
        if !runs.is_empty() {
            found.code = Some(code_finding(events, interview, found.round, &runs));
        }
    }
}

fn code_finding(
    events: &[Event],
    interview: &Interview,
    round: usize,
    runs: &[&Run],
) -> CodeFinding {
    let last = runs.iter().rev().find_map(|run| match &run.end {
        Some(RunEnd::Judged(judged)) if run.cases == CaseSet::All => Some((run.asked_ms, judged)),
        _ => None,
    });
    let counted = [CaseSet::Sample, CaseSet::Own, CaseSet::All].map(|set| {
        let judged = |run: &&&Run| matches!(run.end, Some(RunEnd::Judged(_))) && run.cases == set;
        (set, runs.iter().filter(judged).count() as u32)
    });
    let claims = claims(interview, round, last.and_then(|(_, judged)| judged.growth.as_ref()));
    CodeFinding {
        last_at_ms: last.map_or(0, |(at_ms, _)| at_ms),
        last: last.map(|(_, judged)| (**judged).clone()),
        runs: counted.into_iter().filter(|(_, times)| *times > 0).collect(),
        order: order(events, round, runs, &claims),
        claims,
    }
}

/// The last cost that was stated for time and for memory: earlier ones may be of ideas given up.
fn claims(
    interview: &Interview,
    round: usize,
    growth: Option<&greenroom_model::GrowthSeen>,
) -> Vec<CostClaim> {
    let said = || {
        let lines = interview.transcript().iter().rev();
        lines.filter(|line| {
            line.position.round == round && line.utterance.speaker == Speaker::Candidate
        })
    };
    let last = |find: fn(&str) -> Option<Claim>| {
        said().find_map(|line| Some((line.utterance.at_ms, find(&line.utterance.text)?)))
    };
    let mut claims = Vec::new();
    if let Some((at_ms, claim)) = last(time_claim) {
        let (holds, says) = match growth {
            Some(growth) => weigh(claim.class, growth),
            None => (None, "No run of every case that came through showed how time grows.".into()),
        };
        claims.push(cost_claim(claim, false, at_ms, holds, says));
    }
    if let Some((at_ms, claim)) = last(space_claim) {
        let says = "Memory is measured by case, not by order of growth.".into();
        claims.push(cost_claim(claim, true, at_ms, None, says));
    }
    claims
}

fn cost_claim(
    claim: Claim,
    is_space: bool,
    at_ms: u64,
    holds: Option<bool>,
    says: String,
) -> CostClaim {
    let quote = Quote { text: claim.quote, at_ms };
    CostClaim { order: claim.class.to_string(), is_space, quote, holds, says }
}

/// The first time of each step, in the order in which they came.
fn order(events: &[Event], round: usize, runs: &[&Run], claims: &[CostClaim]) -> Vec<WorkStep> {
    let mut steps: Vec<WorkStep> = Vec::new();
    let mut first = |what: &str, at_ms: Option<u64>| {
        steps.extend(at_ms.map(|at_ms| WorkStep { what: what.to_owned(), at_ms }));
    };
    let in_round = || {
        let mut now = None;
        events.iter().filter(move |event| {
            if let EventBody::PhaseEntered { round, .. } = &event.body {
                now = Some(*round);
            }
            now == Some(round)
        })
    };
    let is_answer = |event: &&Event| {
        let EventBody::InterviewerSaid { intent, .. } = &event.body else { return false };
        matches!(intent, InterviewerMove::Answer { fact: Some(_) })
    };
    let is_edit = |event: &&Event| {
        matches!(&event.body, EventBody::ArtifactChanged { artifact: Artifact::Code, .. })
    };
    let ran = |set: CaseSet| runs.iter().find(|run| run.cases == set).map(|run| run.asked_ms);
    let accepted = runs.iter().find(|run| {
        let Some(RunEnd::Judged(judged)) = &run.end else { return false };
        run.cases == CaseSet::All && judged.verdict == CaseVerdict::Accepted
    });
    first("asked about the task", in_round().find(is_answer).map(|event| event.at_ms));
    first("wrote code", in_round().find(is_edit).map(|event| event.at_ms));
    first("ran the samples", ran(CaseSet::Sample));
    first("tried own cases", ran(CaseSet::Own));
    first("ran every case", ran(CaseSet::All));
    if let Some(accepted) = accepted {
        let later = |event: &&Event| is_edit(event) && event.at_ms > accepted.asked_ms;
        first("changed code that was accepted", in_round().find(later).map(|event| event.at_ms));
    }
    let stated = claims.iter().filter(|claim| !claim.is_space).map(|claim| claim.quote.at_ms).min();
    first("stated the cost", stated);
    steps.sort_by_key(|step| step.at_ms);
    steps
}
