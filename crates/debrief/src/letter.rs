//! The sentences of the letter, the same in HTML and in Markdown.

use crate::report::{Debrief, PointReport, RoundReport, RunShown};
use crate::words::{clock, count, inside, list, number};
use greenroom_model::{Band, EndReason, Mode, Quote, Verdict};
use std::cmp::Ordering;

/// How the score came about, in one line for the reader.
pub const SCORE_LINE: &str = "The score is what you earned of the weight expected at your level \
    (met counts whole, partly half), plus what you made above it, at most 100, minus hints. Points \
    that were not assessed do not count. Strong yes from 75, yes from 55, no from 30.";

/// Under the title: `senior · training · 41:10 of 60:00 · 24 November 2026, 09:30 UTC`.
pub fn facts(debrief: &Debrief) -> String {
    let time = format!("{} of {}", clock(debrief.length_ms), clock(debrief.planned_ms));
    let mut facts = vec![debrief.level.to_string(), debrief.mode.to_string(), time];
    match debrief.ended {
        Some(EndReason::EndedEarly) => facts.push("ended early".into()),
        Some(EndReason::Completed) => {}
        None => facts.push("still running".into()),
    }
    // A recording replayed has no wall clock.
    if debrief.started_unix_ms > 0 {
        facts.push(crate::words::moment(debrief.started_unix_ms));
    }
    facts.join(" · ")
}

/// What a run of the drawing says to a point.
pub fn shown_by_run(run: &RunShown) -> &'static str {
    if run.holds { "Met by your drawing:" } else { "Missed by your drawing:" }
}

/// What was practised and how it reads by the rubric.
pub fn opening(debrief: &Debrief) -> String {
    let Some(overall) = debrief.overall else {
        let has_run = debrief.rounds.iter().any(|round| {
            round.code.as_ref().is_some_and(|code| code.last.is_some())
                || round.drawn.as_ref().is_some_and(|drawn| drawn.held.is_some())
        });
        let what = if has_run {
            "Only what ran could be assessed"
        } else {
            "Nothing in this session could be assessed"
        };
        return format!(
            "{what}, so there is no score and no recommendation. {} Nothing was held against you.",
            why_nothing(debrief)
        );
    };
    let of = debrief.rounds.len();
    let first = match debrief.rounds.as_slice() {
        [round] => {
            let band = round.band.map_or("nothing", Band::id);
            format!(
                "You practised {} at {} level. By the rubric this reads as {band}: {}.",
                name(round),
                debrief.level,
                score(round)
            )
        }
        _ => format!(
            "You practised {} at {} level. {}, and {} a yes or better.",
            count(of, "round"),
            debrief.level,
            if overall.rounds_assessed == of {
                "All could be assessed".to_owned()
            } else {
                format!("{} of them could be assessed", overall.rounds_assessed)
            },
            match overall.rounds_yes {
                0 => "none reads as".to_owned(),
                1 => "one reads as".to_owned(),
                many if many == of => "all read as".to_owned(),
                many => format!("{many} read as"),
            }
        ),
    };
    format!("{first} {}", tally(debrief))
}

fn why_nothing(debrief: &Debrief) -> String {
    if debrief.rounds.is_empty() {
        return "It had no round with a problem.".into();
    }
    let whys: Vec<&str> = debrief
        .rounds
        .iter()
        .flat_map(|round| &round.points)
        .filter(|point| point.verdict == Verdict::NotAssessed)
        .map(|point| point.because.as_str())
        .collect();
    match whys.split_first() {
        Some((first, rest)) if rest.iter().all(|why| why == first) => (*first).to_owned(),
        _ if debrief.rounds.iter().any(|round| !round.is_known) => {
            "The content no longer has what was asked.".into()
        }
        _ => "Each round below says why.".into(),
    }
}

/// How many points went which way.
fn tally(debrief: &Debrief) -> String {
    let of = |verdict: Verdict| {
        let points = debrief.rounds.iter().flat_map(|round| &round.points);
        points.filter(|point| point.is_expected && point.verdict == verdict).count()
    };
    let assessed: usize =
        Verdict::ALL.into_iter().filter(|verdict| verdict.credit().is_some()).map(of).sum();
    let parts: Vec<String> = [
        (Verdict::Met, "you made"),
        (Verdict::Partly, "were there in part"),
        (Verdict::Missed, "went unsaid"),
        (Verdict::Contradicted, "were contradicted"),
    ]
    .into_iter()
    .map(|(verdict, words)| (of(verdict), verdict, words))
    .filter(|(number, ..)| *number > 0)
    .map(|(number, verdict, words)| match verdict {
        Verdict::Met => format!("{words} {number}"),
        _ if number == 1 => format!("1 {}", words.replacen("were", "was", 1)),
        _ => format!("{number} {words}"),
    })
    .collect();
    format!(
        "Of the {} that your level asks for and that could be judged, {}.",
        count(assessed, "point"),
        list(&parts)
    )
}

/// The heaviest point that was made whole, with the words that made it.
pub fn strongest(debrief: &Debrief) -> Option<(String, &Quote)> {
    let mut best: Option<(&RoundReport, &PointReport, &Quote)> = None;
    for round in &debrief.rounds {
        for point in round.points.iter().filter(|point| point.verdict == Verdict::Met) {
            let is_heavier = best.is_none_or(|(_, other, _)| point.weight > other.weight);
            if let (true, Some(quote)) = (is_heavier, point.quotes.first()) {
                best = Some((round, point, quote));
            }
        }
    }
    let (round, point, quote) = best?;
    let place = match debrief.rounds.len() {
        1 => String::new(),
        _ => format!(" ({})", round.round_title),
    };
    let asked = if point.is_after_question { ", after a question" } else { "" };
    Some((
        format!(
            "The weightiest thing you said came at {}{asked}{place}. It {}:",
            clock(quote.at_ms),
            inside(&point.says)
        ),
        quote,
    ))
}

/// How well the candidate judged the whole session; `None` where there was nothing to judge by.
pub fn self_views(debrief: &Debrief) -> Option<String> {
    if let [round] = debrief.rounds.as_slice() {
        return self_view(round);
    }
    let judged: Vec<(&str, Ordering)> = debrief
        .rounds
        .iter()
        .filter_map(|round| Some((round.round_title.as_str(), round.self_band?.cmp(&round.band?))))
        .collect();
    if judged.is_empty() {
        return None;
    }
    let those = |which: Ordering| -> Vec<String> {
        judged
            .iter()
            .filter(|(_, one)| *one == which)
            .map(|(title, _)| (*title).to_owned())
            .collect()
    };
    let parts: Vec<String> = [
        ("as the rubric does in", Ordering::Equal),
        ("higher than the transcript shows in", Ordering::Greater),
        ("lower than it shows in", Ordering::Less),
    ]
    .into_iter()
    .map(|(words, which)| (words, those(which)))
    .filter(|(_, titles)| !titles.is_empty())
    .map(|(words, titles)| format!("{words} {}", list(&titles)))
    .collect();
    Some(format!("You judged yourself {}.", parts.join("; ")))
}

/// The candidate's own judgement beside the measured one; `None` where either is missing.
pub fn self_view(round: &RoundReport) -> Option<String> {
    let (own, measured) = (round.self_band?, round.band?);
    let apart = (own as i32 - measured as i32).unsigned_abs() as usize;
    Some(match own.cmp(&measured) {
        Ordering::Equal => {
            format!("You judged it as the rubric does: {measured}.", measured = measured.id())
        }
        Ordering::Greater => format!(
            "You said {}, which is {} above what the transcript shows. What you knew and did not say aloud does not reach an interviewer.",
            own.id(),
            count(apart, "band"),
        ),
        Ordering::Less => format!(
            "You said {}, which is {} below what the transcript shows. You made more points than you give yourself credit for.",
            own.id(),
            count(apart, "band"),
        ),
    })
}

/// `yes · you said: strong yes`.
pub fn verdict_line(round: &RoundReport) -> String {
    let band = round.band.map_or("not assessed", Band::id);
    match round.self_band {
        Some(own) => format!("{band} · you said: {}", own.id()),
        None => band.to_owned(),
    }
}

/// `System design: URL shortener`.
pub fn name(round: &RoundReport) -> String {
    format!("{}: {}", round.round_title, round.title)
}

/// `62 of 100`.
pub fn score(round: &RoundReport) -> String {
    round.score.map_or_else(|| "not assessed".into(), |score| format!("{score:.0} of 100"))
}

/// The sum that leads to the score, so that the reader can check it.
pub fn sum(round: &RoundReport) -> Option<String> {
    let sum = round.arithmetic.as_ref()?;
    let mut text = format!(
        "{}: {} earned of {} expected",
        score(round),
        number(sum.earned),
        number(sum.expected)
    );
    if sum.bonus > 0.0 {
        text.push_str(&format!(", {} more from points above your level", number(sum.bonus)));
    }
    if sum.hint_price > 0 {
        text.push_str(&format!(", {} off for hints", sum.hint_price));
    }
    text.push('.');
    Some(text)
}

/// What leads the list of [`NextBand::gaps`](crate::score::NextBand).
pub fn separates(round: &RoundReport) -> Option<String> {
    let next = round.next_band.as_ref()?;
    Some(if next.is_within_reach {
        format!("What separates you from {}:", next.band.id())
    } else {
        format!("Hints took too much for {} in this round; this was open besides:", next.band.id())
    })
}

/// What the content can no longer tell.
pub fn gone(round: &RoundReport) -> Option<String> {
    (!round.is_known).then(|| {
        format!(
            "The content no longer has the problem “{}”, so its points have neither words nor weights here \
             and there is no score. What you said is still shown.",
            round.problem
        )
    })
}

/// The one line under a point about how it came up.
pub fn how_it_came(point: &PointReport) -> Option<String> {
    match (&point.asked, point.verdict) {
        (_, _) if point.is_after_question => {
            let at = point.asked.as_ref().map(|asked| format!(" at {}", clock(asked.at_ms)));
            Some(format!("After a question{}.", at.unwrap_or_default()))
        }
        (Some(asked), Verdict::Missed) => {
            Some(format!("You were asked at {}: “{}”", clock(asked.at_ms), asked.text.trim()))
        }
        (None, Verdict::Missed) if !point.probe.is_empty() => {
            Some(format!("An interviewer would have asked: “{}”", point.probe.trim()))
        }
        _ => None,
    }
}

/// `senior · 8`, with what is above the level said so.
pub fn meta(point: &PointReport) -> String {
    match point.level {
        None => "no longer in the rubric".into(),
        Some(level) if point.is_expected => format!("{level} · {}", point.weight),
        Some(level) => format!("{level} · +{}", point.weight),
    }
}

/// Why there are no steps, where there are none.
pub fn no_steps(debrief: &Debrief) -> &'static str {
    if debrief.overall.is_none() {
        "Practise it again and think aloud from the first minute: only what is said can be seen."
    } else {
        "Every point of your level that could be judged was made. Take another problem, a higher level, or an assessment."
    }
}

pub fn hints_line(debrief: &Debrief) -> String {
    let price: u32 = debrief.hints.iter().map(|hint| hint.price).sum();
    match (debrief.hints.len(), debrief.mode) {
        (0, Mode::Training) => "You took no hints.".into(),
        (0, Mode::Assessment) => "An assessment has no hints.".into(),
        (many, _) => format!(
            "You took {}, for {} of the rounds' scores.",
            count(many, "hint"),
            count(price as usize, "point")
        ),
    }
}

pub fn steps_title(debrief: &Debrief) -> &'static str {
    match debrief.next_steps.len() {
        0 => "What to do next",
        1 => "One thing to do next",
        2 => "Two things to do next",
        _ => "Three things to do next",
    }
}

pub fn round_title(debrief: &Debrief, round: usize) -> String {
    let known = debrief.rounds.iter().find(|one| one.round == round);
    known.map_or_else(|| format!("round {}", round + 1), |one| one.round_title.clone())
}

/// The counter-examples to a point that was contradicted.
pub fn counters<'a>(
    round: &'a RoundReport,
    point: &'a PointReport,
) -> impl Iterator<Item = &'a str> {
    round
        .misconceptions
        .iter()
        .filter(|one| one.contradicts.contains(&point.id) && !one.counter.is_empty())
        .map(|one| one.counter.as_str())
}

/// The words that show it best, and where else it was heard.
pub fn best_quote(point: &PointReport) -> Option<(&Quote, Vec<u64>)> {
    let (best, others) = point.quotes.split_first()?;
    let mut times: Vec<u64> =
        others.iter().map(|quote| quote.at_ms).filter(|at_ms| *at_ms != best.at_ms).collect();
    times.sort_unstable();
    times.dedup();
    Some((best, times))
}
