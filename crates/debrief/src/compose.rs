//! From the log, the content and the findings to a [`Debrief`].

use crate::report::{
    Debrief, Example, HintUsed, Line, MinuteHeard, MisconceptionReport, Overall, PhaseTime,
    PointReport, Question, RoundReport, RunShown,
};
use crate::score::{Arithmetic, Weighed, next_band};
use crate::words::sentence;
use crate::{steps, story};
use greenroom_content::{Library, Problem};
use greenroom_model::{
    Band, DrawnFinding, EndReason, Event, EventBody, Evidence, Finding, HintRung, InterviewerMove,
    MisconceptionFinding, NotAssessed, Point, Quote, RoundFindings, SessionStart, Speaker, Verdict,
};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt;

/// The log does not begin with the session's start, so that nothing is known about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoStart;

impl fmt::Display for NoStart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the log does not begin with `session_started`: read it from its first line")
    }
}

impl std::error::Error for NoStart {}

/// The debrief of a session. Rounds without an entry in `findings` are there, and say that nothing
/// looked at them.
pub fn compose(
    events: &[Event],
    library: &Library,
    findings: &[RoundFindings],
) -> Result<Debrief, NoStart> {
    let Some(EventBody::SessionStarted(start)) = events.first().map(|event| &event.body) else {
        return Err(NoStart);
    };
    let log = Log::read(events, start);
    let rounds: Vec<RoundReport> = start
        .problems
        .iter()
        .enumerate()
        .filter_map(|(at, problem)| {
            let id = problem.as_deref()?;
            let found = findings.iter().find(|found| found.round == at);
            round_report(at, id, library.problem(id), found, start, &log)
        })
        .collect();
    Ok(Debrief {
        title: start.protocol.title.clone(),
        protocol: start.protocol.id.clone(),
        level: start.level,
        mode: start.mode,
        language: start.language,
        started_unix_ms: start.started_unix_ms,
        length_ms: log.length_ms,
        planned_ms: start.protocol.planned_ms(),
        ended: log.ended,
        overall: overall(&rounds),
        next_steps: steps::next_steps(&rounds, start.level),
        heard_by_minute: heard_by_minute(&rounds, log.length_ms),
        phases: log.phases,
        hints: log.hints,
        transcript: log.lines,
        rounds,
    })
}

/// What the log says, besides what was found.
struct Log {
    lines: Vec<Line>,
    phases: Vec<PhaseTime>,
    hints: Vec<HintUsed>,
    self_bands: HashMap<usize, Band>,
    /// The first question about each point of a round.
    asked: HashMap<(usize, String), Question>,
    /// The clock's reading at the end; the self-score comes after it and takes none of the session.
    length_ms: u64,
    ended: Option<EndReason>,
}

impl Log {
    fn read(events: &[Event], start: &SessionStart) -> Log {
        let mut log = Log {
            lines: Vec::new(),
            phases: phases(start),
            hints: Vec::new(),
            self_bands: HashMap::new(),
            asked: HashMap::new(),
            length_ms: 0,
            ended: None,
        };
        // The phase that the clock is running in, and the round it belongs to.
        let mut phase: Option<usize> = None;
        let mut round: Option<usize> = None;
        for event in events {
            if log.ended.is_none() {
                if let Some(phase) = phase.and_then(|at| log.phases.get_mut(at)) {
                    phase.spent_ms += event.at_ms.saturating_sub(log.length_ms);
                }
                log.length_ms = log.length_ms.max(event.at_ms);
            }
            match &event.body {
                EventBody::PhaseEntered { round: entered, phase: within } => {
                    round = Some(*entered);
                    phase = phase_index(start, *entered, *within);
                    if let Some(phase) = phase {
                        log.phases[phase].was_reached = true;
                    }
                }
                EventBody::InterviewerSaid { text, intent } => {
                    log.say(event.at_ms, round, Speaker::Interviewer, text);
                    if let (InterviewerMove::Probe { point }, Some(round)) = (intent, round) {
                        log.asked
                            .entry((round, point.clone()))
                            .or_insert_with(|| Question { at_ms: event.at_ms, text: text.clone() });
                    }
                }
                EventBody::CandidateSaid { text, from_ms, .. } => {
                    log.say(*from_ms, round, Speaker::Candidate, text);
                }
                EventBody::HintShown { problem, point, rung, price, text } => {
                    log.hints.push(HintUsed {
                        at_ms: event.at_ms,
                        round: hint_round(start, problem, round),
                        problem: problem.clone(),
                        point: point.clone(),
                        rung: *rung,
                        price: *price,
                        text: text.clone(),
                    });
                }
                EventBody::SelfScoreGiven { round, band } => {
                    log.self_bands.insert(*round, *band);
                }
                EventBody::Ended { reason } => log.ended = Some(*reason),
                EventBody::SessionStarted(_)
                | EventBody::ArtifactChanged { .. }
                | EventBody::RunAsked { .. }
                | EventBody::RunFinished { .. }
                | EventBody::CheckAsked { .. }
                | EventBody::CheckFinished { .. }
                | EventBody::Paused { .. }
                | EventBody::Resumed { .. }
                | EventBody::ClockRead => {}
            }
        }
        name_anchors(&mut log.lines);
        log
    }

    fn say(&mut self, at_ms: u64, round: Option<usize>, speaker: Speaker, text: &str) {
        let anchor = String::new();
        self.lines.push(Line { at_ms, round, speaker, text: text.to_owned(), anchor });
    }

    /// What the candidate said, by the time at which it began.
    fn said(&self) -> HashMap<u64, Vec<&str>> {
        let mut said: HashMap<u64, Vec<&str>> = HashMap::new();
        for line in self.lines.iter().filter(|line| line.speaker == Speaker::Candidate) {
            said.entry(line.at_ms).or_default().push(&line.text);
        }
        said
    }
}

fn phases(start: &SessionStart) -> Vec<PhaseTime> {
    start
        .protocol
        .rounds
        .iter()
        .enumerate()
        .flat_map(|(at, round)| {
            round.phases.iter().map(move |phase| PhaseTime {
                round: at,
                round_title: round.title.clone(),
                title: phase.title.clone(),
                planned_ms: phase.planned_ms(),
                spent_ms: 0,
                was_reached: false,
            })
        })
        .collect()
}

/// Where a phase stands among all phases of the protocol.
fn phase_index(start: &SessionStart, round: usize, phase: usize) -> Option<usize> {
    let rounds = &start.protocol.rounds;
    (phase < rounds.get(round)?.phases.len())
        .then(|| rounds[..round].iter().map(|round| round.phases.len()).sum::<usize>() + phase)
}

/// A hint costs the round that its problem belongs to: the current one where that fits.
fn hint_round(start: &SessionStart, problem: &str, current: Option<usize>) -> usize {
    let belongs =
        |round: &usize| start.problems.get(*round).and_then(Option::as_deref) == Some(problem);
    current
        .filter(belongs)
        .or_else(|| (0..start.problems.len()).find(belongs))
        .or(current)
        .unwrap_or_default()
}

fn name_anchors(lines: &mut [Line]) {
    let mut taken: HashMap<u64, usize> = HashMap::new();
    for speaker in [Speaker::Candidate, Speaker::Interviewer] {
        for line in lines.iter_mut().filter(|line| line.speaker == speaker) {
            let seen = taken.entry(line.at_ms).or_default();
            *seen += 1;
            line.anchor = match *seen {
                1 => format!("u-{}", line.at_ms),
                nth => format!("u-{}-{nth}", line.at_ms),
            };
        }
    }
}

fn round_report(
    at: usize,
    id: &str,
    problem: Option<&Problem>,
    found: Option<&RoundFindings>,
    start: &SessionStart,
    log: &Log,
) -> Option<RoundReport> {
    let round = start.protocol.rounds.get(at)?;
    let said = log.said();
    let mut points = found.map_or_else(Vec::new, |found| {
        let asked_first: HashSet<&str> = found.asked_first.iter().map(String::as_str).collect();
        found
            .findings
            .iter()
            .map(|finding| {
                let point = problem.and_then(|problem| problem.rubric.point(&finding.point));
                let asked = log.asked.get(&(at, finding.point.clone())).cloned();
                let mut report = point_report(finding, point, start, &said);
                // The quote shown must not stand before the question that it is said to answer.
                let came_later = asked.as_ref().is_none_or(|asked: &Question| {
                    report.quotes.first().is_none_or(|best| best.at_ms >= asked.at_ms)
                });
                report.is_after_question = report.earned() > 0.0
                    && came_later
                    && asked_first.contains(finding.point.as_str());
                report.asked = asked;
                report
            })
            .collect()
    });
    // A rubric may have lost or gained points since; without a weight a point cannot count.
    points.sort_by_key(|point| point.level.is_none());
    let mut not_assessed = found.map_or_else(Vec::new, |found| found.not_assessed.clone());
    if found.is_none() {
        not_assessed
            .push(NotAssessed { what: "This round".into(), why: "Nothing looked at it.".into() });
    }
    let misconceptions = found.map_or_else(Vec::new, |found| {
        found
            .misconceptions
            .iter()
            .filter(|one| stands_in(&said, &one.quote))
            .map(|one| misconception_report(one, &points))
            .collect()
    });
    let hint_price = log.hints.iter().filter(|hint| hint.round == at).map(|hint| hint.price).sum();
    let counted = points.iter().filter(|point| point.level.is_some()).map(Weighed::from);
    let arithmetic = Arithmetic::of(counted, hint_price);
    let score = arithmetic.map(|sum| sum.score());
    let band = score.map(Band::of);
    Some(RoundReport {
        round: at,
        round_title: round.title.clone(),
        kind: round.kind.kind(),
        form: round.form,
        problem: id.to_owned(),
        title: problem.map_or_else(|| id.to_owned(), |problem| problem.title.clone()),
        is_known: problem.is_some(),
        score,
        band,
        arithmetic,
        self_band: log.self_bands.get(&at).copied(),
        next_band: arithmetic.and_then(|sum| next_band(&sum, &points)),
        points,
        misconceptions,
        not_assessed,
        code: found.and_then(|found| found.code.clone()),
        drawn: found.and_then(|found| found.drawn.clone()).map(|drawn| only_said(drawn, &said)),
        story: found.and_then(|found| found.story.as_ref()).map(story::report),
        examples: band
            .zip(problem)
            .map_or_else(Vec::new, |(band, problem)| examples(band, problem)),
        answer: problem.map_or_else(String::new, |problem| problem.answer.clone()),
    })
}

fn point_report(
    finding: &Finding,
    point: Option<&Point>,
    start: &SessionStart,
    said: &HashMap<u64, Vec<&str>>,
) -> PointReport {
    let mut quotes = Vec::new();
    let mut spans = Vec::new();
    let mut runs = Vec::new();
    for evidence in &finding.evidence {
        match evidence {
            Evidence::Quote(quote) if stands_in(said, quote) => quotes.push(quote.clone()),
            Evidence::Quote(_) => {}
            Evidence::Span { from_ms, to_ms } => spans.push((*from_ms, *to_ms)),
            Evidence::Run { target, holds, says } => {
                runs.push(RunShown { target: target.clone(), holds: *holds, says: says.clone() })
            }
        }
    }
    let needs_evidence =
        matches!(finding.verdict, Verdict::Met | Verdict::Partly | Verdict::Contradicted);
    let has_run = runs.iter().any(|run| run.holds);
    let is_unfounded = needs_evidence && quotes.is_empty() && spans.is_empty() && !has_run;
    PointReport {
        id: finding.point.clone(),
        says: point.map_or_else(|| finding.point.clone(), |point| point.says.clone()),
        weight: point.map_or(0, |point| point.weight),
        level: point.map(|point| point.level),
        verdict: if is_unfounded { Verdict::NotAssessed } else { finding.verdict },
        source: finding.source,
        confidence: finding.confidence,
        because: if is_unfounded {
            "What this judgement rests on is not in the transcript, so nothing is said.".into()
        } else {
            finding.because.clone()
        },
        quotes,
        spans,
        runs,
        is_expected: point.is_some_and(|point| point.level <= start.level),
        is_after_question: false,
        asked: None,
        probe: point.map_or_else(String::new, |point| point.probe.clone()),
        next_time: point.map_or_else(String::new, next_time),
    }
}

/// Without numbers whose words are not in the transcript.
fn only_said(mut drawn: DrawnFinding, said: &HashMap<u64, Vec<&str>>) -> DrawnFinding {
    for estimate in &mut drawn.estimates {
        if estimate.quote.as_ref().is_some_and(|quote| !stands_in(said, quote)) {
            (estimate.quote, estimate.stated, estimate.holds) = (None, None, None);
            estimate.says = "What this rests on is not in the transcript.".into();
        }
    }
    drawn
}

fn stands_in(said: &HashMap<u64, Vec<&str>>, quote: &Quote) -> bool {
    !quote.text.trim().is_empty()
        && said
            .get(&quote.at_ms)
            .is_some_and(|lines| lines.iter().any(|line| line.contains(&quote.text)))
}

/// The reveal says the point outright; the rungs below it only lead there.
fn next_time(point: &Point) -> String {
    let says = |rung: HintRung| {
        let hint = point.hints.iter().find(|hint| hint.rung == rung)?;
        Some(sentence(&hint.says))
    };
    if let Some(reveal) = says(HintRung::Reveal) {
        return format!("Say this next time: {reveal}");
    }
    says(HintRung::Pointer)
        .or_else(|| says(HintRung::Nudge))
        .map_or_else(String::new, |lead| format!("A thought that leads there: {lead}"))
}

fn misconception_report(
    found: &MisconceptionFinding,
    points: &[PointReport],
) -> MisconceptionReport {
    let same_words = |quote: &Quote| {
        quote.at_ms == found.quote.at_ms
            && (quote.text.contains(&found.quote.text) || found.quote.text.contains(&quote.text))
    };
    MisconceptionReport {
        id: found.id.clone(),
        says: found.says.clone(),
        counter: found.counter.clone(),
        quote: found.quote.clone(),
        contradicts: points
            .iter()
            .filter(|point| point.verdict == Verdict::Contradicted)
            .filter(|point| point.quotes.iter().any(same_words))
            .map(|point| point.id.clone())
            .collect(),
    }
}

fn examples(reached: Band, problem: &Problem) -> Vec<Example> {
    [Some(reached), reached.next()]
        .into_iter()
        .flatten()
        .filter_map(|band| problem.rubric.bands.iter().find(|example| example.name == band))
        .map(|example| Example {
            band: example.name,
            text: example.example.clone(),
            is_reached: example.name == reached,
        })
        .collect()
}

fn overall(rounds: &[RoundReport]) -> Option<Overall> {
    let bands: Vec<Band> = rounds.iter().filter_map(|round| round.band).collect();
    (!bands.is_empty()).then(|| Overall {
        rounds_assessed: bands.len(),
        rounds_yes: bands.iter().filter(|band| **band >= Band::Yes).count(),
    })
}

fn heard_by_minute(rounds: &[RoundReport], length_ms: u64) -> Vec<MinuteHeard> {
    let mut weights: BTreeMap<u64, f64> = BTreeMap::new();
    for point in rounds.iter().flat_map(|round| &round.points) {
        if let Some(first) = point.quotes.iter().map(|quote| quote.at_ms).min() {
            *weights.entry(first / 60_000).or_default() += point.earned();
        }
    }
    let minutes = length_ms.div_ceil(60_000);
    (0..minutes)
        .map(|minute| MinuteHeard {
            minute,
            weight: weights.get(&minute).copied().unwrap_or_default(),
        })
        .collect()
}
