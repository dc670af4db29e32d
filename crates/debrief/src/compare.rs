//! Two sessions side by side: bands, points gained and lost, times.

use crate::html::verdict;
use crate::letter;
use crate::report::{Debrief, PointReport, RoundReport};
use crate::words::{clock, count, moment, number};
use maud::{Markup, html};

/// What changed between two sessions. The earlier stands first, whichever way they are given, so
/// that *gained* means gained since.
pub fn compare(a: &Debrief, b: &Debrief) -> Markup {
    let (first, second) = if b.started_unix_ms < a.started_unix_ms { (b, a) } else { (a, b) };
    let pairs = pairs(first, second);
    html! {
        div."page-head" {
            h1 { "Two sessions side by side" }
            p.lede { "First: " (first.title) ", " (letter::facts(first)) }
            p.lede { "Second: " (second.title) ", " (letter::facts(second)) }
        }
        @for note in notes(first, second) { p.soft { (note) } }
        @if pairs.is_empty() {
            p { "Neither session had a round with a problem, so there is nothing to compare." }
        } @else {
            div.table { table {
                caption { "Recommendation, score and time by round" }
                thead { tr {
                    th scope="col" { "Round" }
                    th scope="col" { "First" } th.num scope="col" { "Score" } th.num scope="col" { "Time" }
                    th scope="col" { "Second" } th.num scope="col" { "Score" } th.num scope="col" { "Time" }
                    th.num scope="col" { "Change" }
                } }
                tbody { @for pair in &pairs { tr {
                    th scope="row" { (pair.title()) }
                    (side(first, pair.first))
                    (side(second, pair.second))
                    td.num { (pair.change()) }
                } } }
            } }
        }
        @for pair in &pairs { (points(pair)) }
    }
}

/// The same round in both sessions; a round without its like stands alone.
struct Pair<'a> {
    first: Option<&'a RoundReport>,
    second: Option<&'a RoundReport>,
}

impl Pair<'_> {
    fn title(&self) -> String {
        match (self.first, self.second) {
            (Some(first), Some(second)) if first.problem != second.problem => {
                format!("{}: {}, then {}", first.round_title, first.title, second.title)
            }
            (Some(one), _) | (_, Some(one)) => letter::name(one),
            (None, None) => String::new(),
        }
    }

    fn change(&self) -> String {
        let score = |side: Option<&RoundReport>| side.and_then(|round| round.score);
        match (score(self.first), score(self.second)) {
            (Some(first), Some(second)) => signed(second.round() - first.round()),
            _ => "–".into(),
        }
    }
}

/// Pairs rounds about the same problem first, then those of the same kind.
fn pairs<'a>(first: &'a Debrief, second: &'a Debrief) -> Vec<Pair<'a>> {
    let mut open: Vec<&RoundReport> = second.rounds.iter().collect();
    let mut found: Vec<Option<&RoundReport>> = vec![None; first.rounds.len()];
    let same_problem = |a: &RoundReport, b: &RoundReport| a.problem == b.problem;
    let same_kind = |a: &RoundReport, b: &RoundReport| a.kind == b.kind;
    for alike in [same_problem as fn(&RoundReport, &RoundReport) -> bool, same_kind] {
        for (round, partner) in first.rounds.iter().zip(&mut found) {
            if partner.is_none()
                && let Some(at) = open.iter().position(|other| alike(round, other))
            {
                *partner = Some(open.remove(at));
            }
        }
    }
    let paired = first.rounds.iter().zip(found);
    paired
        .map(|(round, second)| Pair { first: Some(round), second })
        .chain(open.into_iter().map(|round| Pair { first: None, second: Some(round) }))
        .collect()
}

/// What makes the two less comparable than they look.
fn notes(first: &Debrief, second: &Debrief) -> Vec<String> {
    let mut notes = Vec::new();
    if first.level != second.level {
        notes.push(format!(
            "The first was judged at {} level, the second at {}: the same answer scores differently.",
            first.level, second.level
        ));
    }
    if first.mode != second.mode {
        notes.push(format!("The first was {}, the second {}.", first.mode, second.mode));
    }
    if first.started_unix_ms == second.started_unix_ms {
        notes.push(format!("Both began at {}.", moment(first.started_unix_ms)));
    }
    notes
}

fn side(debrief: &Debrief, round: Option<&RoundReport>) -> Markup {
    html! {
        @match round {
            Some(round) => {
                td { (letter::verdict_line(round)) }
                td.num { (round.score.map_or_else(|| "–".into(), |score| format!("{score:.0}"))) }
                td.num { (clock(spent_ms(debrief, round.round))) " of " (clock(planned_ms(debrief, round.round))) }
            }
            None => { td.soft { "not in this session" } td.num {} td.num {} }
        }
    }
}

fn spent_ms(debrief: &Debrief, round: usize) -> u64 {
    debrief.phases.iter().filter(|phase| phase.round == round).map(|phase| phase.spent_ms).sum()
}

fn planned_ms(debrief: &Debrief, round: usize) -> u64 {
    debrief.phases.iter().filter(|phase| phase.round == round).map(|phase| phase.planned_ms).sum()
}

/// Points that went another way the second time; only the same problem can be compared.
fn points(pair: &Pair) -> Markup {
    let (Some(first), Some(second)) = (pair.first, pair.second) else { return html! {} };
    if first.problem != second.problem {
        return html! {
            section.stack {
                h2 { (pair.title()) }
                p.soft { "Two different problems: their points cannot be compared." }
            }
        };
    }
    let both: Vec<(&PointReport, &PointReport)> = first
        .points
        .iter()
        .filter_map(|one| Some((one, second.points.iter().find(|other| other.id == one.id)?)))
        .collect();
    // What was not assessed on one side was neither gained nor lost.
    let change = |(a, b): &(&PointReport, &PointReport)| {
        a.verdict.credit().zip(b.verdict.credit()).map(|(a, b)| b - a)
    };
    let gained: Vec<_> =
        both.iter().filter(|pair| change(pair).is_some_and(|by| by > 0.0)).collect();
    let lost: Vec<_> = both.iter().filter(|pair| change(pair).is_some_and(|by| by < 0.0)).collect();
    let unknown = both.iter().filter(|pair| change(pair).is_none()).count();
    html! {
        section.stack {
            h2 { (pair.title()) }
            @for (title, list) in [("Gained", &gained), ("Lost", &lost)] {
                @if !list.is_empty() {
                    div.table { table {
                        caption { (title) }
                        thead { tr {
                            th scope="col" { "Point" } th scope="col" { "First" } th scope="col" { "Second" }
                            th.num scope="col" { "Weight" }
                        } }
                        tbody { @for (a, b) in list { tr {
                            td { (b.says) }
                            td { (verdict(a.verdict)) }
                            td { (verdict(b.verdict)) }
                            td.num { (signed(b.earned() - a.earned())) }
                        } } }
                    } }
                }
            }
            @if gained.is_empty() && lost.is_empty() { p { "No point that was assessed in both went another way." } }
            @if unknown > 0 {
                p.soft { (count(unknown, "point")) " not assessed in one of the two, so neither gained nor lost." }
            }
        }
    }
}

/// `+12`, `−3`, `0`.
fn signed(value: f64) -> String {
    match value {
        more if more > 0.0 => format!("+{}", number(more)),
        less if less < 0.0 => format!("−{}", number(-less)),
        _ => "0".into(),
    }
}
