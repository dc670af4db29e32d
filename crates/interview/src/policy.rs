//! What the interviewer says, and when.
//!
//! Open the phase; let the candidate speak; answer what is asked; challenge a wrong belief with its
//! counter-example; probe the most valuable unmet point for this level; raise the load; move on when
//! the phase's time is up. The words come from content, so nothing is said that its author did not
//! mean.

use crate::state::{Ears, Position, RoundState, Status};
use crate::write::Writer;
use crate::{Interview, hints};
use greenroom_model::{
    EndReason, EventBody, HintRung, InterviewerMove, Level, Mode, Point, RoundForm, Verdict,
};

/// Someone in mid-sentence at the end of a phase gets this long to finish.
const GRACE_MS: u64 = 20_000;
/// Silence after the interviewer's own words is thinking; it is broken once, gently.
const THINKING_MS: u64 = 60_000;
/// Unasked nudges keep this distance from one another.
const NUDGE_EVERY_MS: u64 = 60_000;
/// A quote inside a question stays short enough to be spoken.
const QUOTE_WORDS_MAX: usize = 14;

/// Enters a phase and opens it; past the last phase of the last round the session ends.
pub(crate) fn enter(log: &mut Writer<'_>, to: Position) {
    let Some(position) = log.interview.valid(to) else {
        return end(log, EndReason::Completed);
    };
    if let Some(left) = log.interview.position.filter(|at| at.round != position.round) {
        log.check_drawing(left.round);
    }
    log.push(EventBody::PhaseEntered { round: position.round, phase: position.phase });
    if let Some(words) = log.interview.opening(position) {
        log.say(words, InterviewerMove::Open);
    }
}

pub(crate) fn move_on(log: &mut Writer<'_>) {
    if let Some(at) = log.interview.position {
        enter(log, Position { round: at.round, phase: at.phase + 1 });
    }
}

pub(crate) fn end(log: &mut Writer<'_>, reason: EndReason) {
    if let Some(at) = log.interview.position {
        log.check_drawing(at.round);
    }
    log.push(EventBody::Ended { reason });
}

/// After a finished utterance.
pub(crate) fn react(log: &mut Writer<'_>) {
    if answer(log) || challenge(log) {
        return;
    }
    let interview = &*log.interview;
    let patience = interview.patience_words();
    if interview.floor.words >= patience || hands_over(interview.last_words()) {
        follow_up(log);
    }
}

/// As time goes by.
pub(crate) fn tick(log: &mut Writer<'_>) {
    let interview = &*log.interview;
    if interview.status != Status::Running {
        return;
    }
    let (Some(position), Some(phase)) = (interview.position, interview.phase()) else { return };
    let in_phase_ms = log.at_ms.saturating_sub(interview.phase_started_ms());
    let is_scoring = interview.is_self_score(position);
    let mid_sentence = interview.floor.is_speaking && in_phase_ms < phase.planned_ms() + GRACE_MS;
    if in_phase_ms >= phase.planned_ms() && !mid_sentence && !is_scoring {
        let words = interview.pick(&MOVING_ON);
        log.say(words, InterviewerMove::MoveOn);
        return move_on(log);
    }
    if is_scoring || interview.floor.is_speaking {
        return;
    }
    if escalate(log, in_phase_ms) {
        return;
    }
    break_silence(log);
    nudge_unasked(log);
}

/// Answers a question from the problem's facts, or hands it back.
fn answer(log: &mut Writer<'_>) -> bool {
    let interview = &*log.interview;
    let words = interview.last_words();
    if !is_question(words) {
        return false;
    }
    let (Some(round), Some(problem)) = (interview.round(), interview.current_problem()) else {
        return false;
    };
    let fact = round.ears.as_ref().and_then(|ears| ears.facts.best(words)).map(|(fact, _)| fact);
    match fact.and_then(|fact| Some((fact, problem.facts.get(fact)?))) {
        Some((fact, found)) if !round.answered.contains(&fact) => {
            let says = found.says.clone();
            log.say(says, InterviewerMove::Answer { fact: Some(fact) });
            true
        }
        Some((_, found)) => {
            let says = format!("As I said: {}", found.says);
            log.say(says, InterviewerMove::Answer { fact: None });
            true
        }
        // Rhetorical questions are part of thinking aloud: only an open end is handed back.
        None if words.trim_end().ends_with('?') && !hands_over(words) => {
            let words = interview.pick(&YOUR_CALL);
            log.say(words, InterviewerMove::Answer { fact: None });
            true
        }
        None => false,
    }
}

/// Raises the counter-example to a wrong belief, once for each.
fn challenge(log: &mut Writer<'_>) -> bool {
    let interview = &*log.interview;
    let (Some(round), Some(problem)) = (interview.round(), interview.current_problem()) else {
        return false;
    };
    let Some(Ears { hearing, .. }) = &round.ears else { return false };
    let voiced = hearing.misconceptions().into_iter().find_map(|heard| {
        let known = problem.rubric.misconception(&heard.id)?;
        let is_new = !round.challenged.contains(&heard.id) && !known.counter.is_empty();
        is_new.then(|| (heard.id, known.counter.clone()))
    });
    let Some((misconception, counter)) = voiced else { return false };
    log.say(counter, InterviewerMove::Challenge { misconception });
    true
}

/// Probes the most valuable unmet point; with none left, invites the candidate to go on.
fn follow_up(log: &mut Writer<'_>) {
    let at_ms = log.at_ms;
    match log.interview.best_probe(at_ms) {
        Some((point, words)) => log.say(words, InterviewerMove::Probe { point }),
        None if !log.interview.floor.has_encouraged => {
            let words = log.interview.pick(&GO_ON);
            log.say(words, InterviewerMove::Continue);
        }
        None => {}
    }
}

fn escalate(log: &mut Writer<'_>, in_phase_ms: u64) -> bool {
    let interview = &*log.interview;
    let (Some(round), Some(problem), Some(phase)) =
        (interview.round(), interview.current_problem(), interview.phase())
    else {
        return false;
    };
    let is_due = in_phase_ms * 2 >= phase.planned_ms() && interview.has_spoken_in_phase();
    let next = problem.escalations.iter().enumerate().find(|(at, escalation)| {
        let belongs = escalation.phase == phase.id || round.form == RoundForm::Short;
        belongs && !round.escalated.contains(at)
    });
    let Some((escalation, words)) = next.map(|(at, one)| (at, one.says.clone())) else {
        return false;
    };
    // One in the short form: eight minutes have room for one change of scale.
    let is_enough = round.form == RoundForm::Short && !round.escalated.is_empty();
    if !is_due || is_enough {
        return false;
    }
    log.say(words, InterviewerMove::Escalate { escalation });
    true
}

fn break_silence(log: &mut Writer<'_>) {
    let interview = &*log.interview;
    let floor = interview.floor;
    let silent_ms = log.at_ms.saturating_sub(floor.candidate_ms.max(floor.interviewer_ms));
    let Some(rules) = interview.round().and_then(|round| round.rules) else { return };
    let spoke_since = floor.words > 0;
    if spoke_since && silent_ms >= rules.silence_before_probe_ms {
        follow_up(log);
    } else if !spoke_since && !floor.has_encouraged && silent_ms >= THINKING_MS {
        let words = interview.pick(&THINK_ALOUD);
        log.say(words, InterviewerMove::Continue);
    }
}

/// Training, where the candidate asked for it at the start: the nudge comes by itself.
fn nudge_unasked(log: &mut Writer<'_>) {
    let interview = &*log.interview;
    if !interview.start.nudges_unasked {
        return;
    }
    let last_ms = interview.round().and_then(|round| round.hints.last()).map(|hint| hint.at_ms);
    let is_soon = last_ms.is_some_and(|last| log.at_ms.saturating_sub(last) < NUDGE_EVERY_MS);
    if is_soon {
        return;
    }
    let offers_nudge = interview
        .hint_view(None, log.at_ms)
        .and_then(|view| view.offer)
        .is_some_and(|offer| offer.rung == HintRung::Nudge);
    if offers_nudge && let Ok(body) = log.interview.hint_to_show(HintRung::Nudge) {
        log.push(body);
    }
}

impl Interview {
    /// The position itself, or the start of the next round when the phase is past the last.
    fn valid(&self, to: Position) -> Option<Position> {
        let rounds = &self.start.protocol.rounds;
        if to.phase < rounds.get(to.round)?.phases.len() {
            return Some(to);
        }
        let next = (to.round + 1..rounds.len()).find(|at| !rounds[*at].phases.is_empty())?;
        Some(Position { round: next, phase: 0 })
    }

    fn opening(&self, at: Position) -> Option<String> {
        let round = self.start.protocol.rounds.get(at.round)?;
        let Some(problem) = self.problem(at.round) else {
            return (at.phase == 0 && !round.says.is_empty()).then(|| round.says.clone());
        };
        if at.phase == 0 {
            let words = match round.form {
                RoundForm::Full => &problem.full.opening,
                RoundForm::Short => &problem.short.opening,
            };
            return Some(words.clone());
        }
        let phase = round.phases.get(at.phase)?;
        problem.phase_line(&phase.id).map(str::to_owned)
    }

    pub(crate) fn is_self_score(&self, at: Position) -> bool {
        let round = self.start.protocol.rounds.get(at.round);
        round.is_some_and(|round| round.kind == greenroom_model::RoundSlot::SelfScore)
    }

    fn last_words(&self) -> &str {
        self.transcript.last().map_or("", |line| line.utterance.text.as_str())
    }

    fn patience_words(&self) -> usize {
        self.round()
            .and_then(|round| round.rules)
            .map_or(usize::MAX, |rules| rules.words_before_probe)
    }

    fn has_spoken_in_phase(&self) -> bool {
        let from_ms = self.phase_started_ms();
        self.transcript
            .iter()
            .rev()
            .take_while(|line| line.utterance.end_ms >= from_ms)
            .any(|line| line.intent.is_none())
    }

    /// The probe that is worth most now, in words that take up what the candidate said.
    fn best_probe(&self, at_ms: u64) -> Option<(String, String)> {
        let (round, problem) = (self.round()?, self.current_problem()?);
        let candidates = problem.rubric.points.iter().filter(|point| {
            round.scope.contains(&point.id)
                && !round.probed.contains(&point.id)
                && !point.probe.is_empty()
                && self.may_probe(round, point, at_ms)
        });
        let best = candidates
            .map(|point| (self.worth(round, point), point))
            .filter(|(worth, _)| *worth > 0.0)
            .max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.id.cmp(&a.1.id)))?
            .1;
        Some((best.id.clone(), self.probe_words(round, best)))
    }

    /// In an assessment nothing names the next step: until a phase is two thirds over, only what
    /// the candidate brought up is followed up.
    fn may_probe(&self, round: &RoundState, point: &Point, at_ms: u64) -> bool {
        if self.start.mode == Mode::Training {
            return true;
        }
        let verdict = round.verdict(&point.id);
        if matches!(verdict, Some(Verdict::Partly | Verdict::Contradicted)) {
            return true;
        }
        let in_phase_ms = at_ms.saturating_sub(self.phase_started_ms());
        self.phase().is_some_and(|phase| in_phase_ms * 3 >= phase.planned_ms() * 2)
    }

    /// How much the round gains when this point is made now; 0 when it is not due.
    pub(crate) fn worth(&self, round: &RoundState, point: &Point) -> f64 {
        let due = self.due(round, &point.phase);
        let open = match round.verdict(&point.id) {
            Some(Verdict::Met) => 0.0,
            Some(Verdict::Partly) => 0.7,
            Some(Verdict::Contradicted) => 1.2,
            _ => 1.0,
        };
        // Points above the level are for those who have made everything else.
        let level = if self.expected(point.level) { 1.0 } else { 0.2 };
        f64::from(point.weight) * due * open * level
    }

    /// 1 in the point's own phase, less once it is over, 0 while it is still to come. The short
    /// form has no phases of its own for most points, so there everything is due.
    fn due(&self, round: &RoundState, phase: &str) -> f64 {
        if round.form == RoundForm::Short {
            return 1.0;
        }
        let Some(at) = self.position else { return 0.0 };
        let phases = &self.start.protocol.rounds[at.round].phases;
        match phases.iter().position(|one| one.id == phase) {
            Some(own) if own == at.phase => 1.0,
            Some(own) if own < at.phase => 0.5,
            Some(_) => 0.0,
            None => 1.0,
        }
    }

    fn probe_words(&self, round: &RoundState, point: &Point) -> String {
        let is_partly = round.verdict(&point.id) == Some(Verdict::Partly);
        let quote = round
            .ears
            .as_ref()
            .filter(|_| is_partly)
            .and_then(|ears| ears.hearing.points().into_iter().find(|heard| heard.id == point.id))
            .and_then(|heard| heard.quotes.into_iter().next())
            .map(|quote| shortened(&quote.text));
        match quote {
            Some(quote) => format!("You said “{quote}”. {}", point.probe),
            None => point.probe.clone(),
        }
    }

    /// One of several phrasings, chosen by the session's seed and its length so far.
    fn pick(&self, phrasings: &[&'static str]) -> &'static str {
        let at = self.start.seed.wrapping_mul(0x9E37_79B9_7F4A_7C15).wrapping_add(self.seq);
        phrasings[(at % phrasings.len() as u64) as usize]
    }

    pub(crate) fn expected(&self, level: Level) -> bool {
        level <= self.start.level
    }

    /// The hint on screen; with `partial`, as if those unfinished words had been said.
    pub fn hint_view(&self, partial: Option<&str>, at_ms: u64) -> Option<hints::HintView> {
        hints::view(self, partial, at_ms)
    }
}

const MOVING_ON: [&str; 4] = [
    "Let me stop you there, so that we get to everything.",
    "Good, let us move on; we can come back to this at the end.",
    "I would like to keep us on time, so let us go on.",
    "Let us leave it there for now.",
];
const GO_ON: [&str; 4] = [
    "Okay. What would you look at next?",
    "Go on.",
    "Understood. What else matters here?",
    "All right. Where would you take it from there?",
];
const YOUR_CALL: [&str; 3] = [
    "Assume what seems reasonable to you, and say why.",
    "Take whatever you think is realistic and tell me how it changes your answer.",
    "I leave that to you. Which way would you go?",
];
const THINK_ALOUD: [&str; 3] = [
    "Take your time. It helps me when you think aloud.",
    "No hurry. What are you weighing up?",
    "What is going through your head?",
];

/// A quote cut to what can be spoken, at a word's end.
fn shortened(quote: &str) -> String {
    let words: Vec<&str> = quote.split_whitespace().collect();
    if words.len() <= QUOTE_WORDS_MAX {
        return words.join(" ").trim_end_matches(['.', ',', ';']).to_owned();
    }
    format!("{} …", words[..QUOTE_WORDS_MAX].join(" "))
}

/// Whether the candidate asks rather than tells.
fn is_question(words: &str) -> bool {
    let last = last_sentence(words).to_lowercase();
    let last = without_run_up(&last);
    words.trim_end().ends_with('?') || ASKING.iter().any(|start| last.starts_with(start))
}

/// The sentence without the small words with which people take a run-up: "okay so, can I assume".
fn without_run_up(sentence: &str) -> &str {
    let mut rest = sentence;
    while let Some((first, after)) = rest.split_once(' ')
        && RUN_UP.contains(&first.trim_end_matches(','))
    {
        rest = after.trim_start();
    }
    rest
}

/// Whether the candidate gives the word back.
fn hands_over(words: &str) -> bool {
    let last = last_sentence(words).to_lowercase();
    let last = last.trim_end_matches(['.', '?', '!', ' ']);
    HANDING_OVER.iter().any(|phrase| last.ends_with(phrase))
}

fn last_sentence(words: &str) -> &str {
    let trimmed = words.trim_end_matches(['.', '?', '!', ' ', '\n']);
    let from = trimmed.rfind(['.', '?', '!', '\n']).map_or(0, |at| at + 1);
    words[from..].trim_start()
}

const ASKING: [&str; 22] = [
    "can i assume",
    "can we assume",
    "could we assume",
    "may i assume",
    "should i assume",
    "how many",
    "how much",
    "how big",
    "how often",
    "how long",
    "what's the",
    "what is the",
    "what are the",
    "what kind of",
    "do we need",
    "do we have",
    "do i need",
    "is there",
    "are there",
    "are we",
    "who is",
    "who are",
];
const RUN_UP: [&str; 9] = ["so", "and", "but", "okay", "ok", "well", "then", "right", "now"];
const HANDING_OVER: [&str; 14] = [
    "that's it",
    "that is it",
    "that's all",
    "does that make sense",
    "make sense",
    "what do you think",
    "is that okay",
    "is that ok",
    "i'm done",
    "i am done",
    "that's my design",
    "that's my answer",
    "anything else",
    "shall i go on",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn questions_are_told_from_thinking_aloud() {
        assert!(is_question("Okay. How many links are created a day?"));
        assert!(is_question("so can i assume reads dominate"));
        assert!(is_question("Right. how many users do we have"));
        assert!(!is_question("What matters is the read path, so I would cache it."));
        assert!(!is_question("I know how many links there are."));
    }

    #[test]
    fn the_word_is_given_back_at_the_end_only() {
        assert!(hands_over("So a counter with blocks of ids. Does that make sense?"));
        assert!(hands_over("and that's it"));
        assert!(!hands_over("that's it for reads, now the writes"));
    }

    #[test]
    fn a_long_quote_is_cut_at_a_word() {
        let long = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen";
        assert!(shortened(long).ends_with("fourteen …"));
        assert_eq!(shortened("stick read is in front."), "stick read is in front");
    }
}
