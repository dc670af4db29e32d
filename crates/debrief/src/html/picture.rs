//! Pictures, drawn as SVG. Positions across are in percent and text keeps its size, so that a
//! picture reads the same on a phone. Each has its numbers in its text alternative.

use crate::letter;
use crate::report::{Debrief, RoundReport, StoryReport};
use crate::story::{GROUPS, aim_line};
use crate::words::{clock, inside, number};
use greenroom_model::{Band, StoryPart};
use maud::{Markup, html};

/// Time spent by phase as bars from zero, the plan as a tick.
pub fn phases(debrief: &Debrief) -> Markup {
    const ROW: usize = 46;
    let most = debrief.phases.iter().map(|phase| phase.spent_ms.max(phase.planned_ms)).max();
    let most = most.unwrap_or_default().max(1);
    // The tick at the far end must still be seen.
    let across = |ms: u64| 99.0 * ms as f64 / most as f64;
    let name = |at: usize| {
        let phase = &debrief.phases[at];
        if phase.round_title == phase.title {
            phase.title.clone()
        } else {
            format!("{}: {}", phase.round_title, phase.title)
        }
    };
    let told: Vec<String> = debrief
        .phases
        .iter()
        .enumerate()
        .map(|(at, phase)| {
            format!("{}, {} of {}", name(at), clock(phase.spent_ms), clock(phase.planned_ms))
        })
        .collect();
    html! {
        figure.picture {
            svg width="100%" height=(ROW * debrief.phases.len()) role="img"
                aria-label={ "Time spent by phase against plan: " (told.join("; ")) } {
                @for (at, phase) in debrief.phases.iter().enumerate() {
                    @let top = at * ROW;
                    @let is_over = phase.spent_ms > phase.planned_ms + phase.planned_ms / 10;
                    text x="0" y=(top + 16) {
                        (name(at)) " "
                        tspan.text-soft {
                            @if phase.was_reached {
                                (clock(phase.spent_ms)) " of " (clock(phase.planned_ms))
                            } @else {
                                "not reached, " (clock(phase.planned_ms)) " planned"
                            }
                        }
                    }
                    rect.fill-line x="0" y=(top + 24) width={ (percent(across(phase.planned_ms))) } height="10" {}
                    rect class=(if is_over { "fill-amber" } else { "fill-accent" })
                        x="0" y=(top + 24) width={ (percent(across(phase.spent_ms))) } height="10" {}
                    rect fill="currentColor" x=(percent(across(phase.planned_ms))) y=(top + 21) width="2" height="16" {}
                }
            }
            figcaption { "Time in each phase. The tick is the plan; amber is more than a tenth over it." }
        }
    }
}

/// The weight of the points made over time.
pub fn heard(debrief: &Debrief) -> Markup {
    const HEIGHT: f64 = 150.0;
    const BASE: f64 = 124.0;
    const TALLEST: f64 = 100.0;
    const BARS_MAX: usize = 20;
    let minutes = debrief.heard_by_minute.len();
    let step = minutes.div_ceil(BARS_MAX).max(1);
    let bars: Vec<f64> = debrief
        .heard_by_minute
        .chunks(step)
        .map(|chunk| chunk.iter().map(|minute| minute.weight).sum())
        .collect();
    let most = bars.iter().copied().fold(0.0, f64::max);
    let told: Vec<String> = debrief
        .heard_by_minute
        .iter()
        .filter(|minute| minute.weight > 0.0)
        .map(|minute| format!("minute {}, {}", minute.minute + 1, number(minute.weight)))
        .collect();
    let slot = 100.0 / bars.len().max(1) as f64;
    html! {
        @if most > 0.0 {
            figure.picture {
                svg width="100%" height=(HEIGHT) role="img"
                    aria-label={ "Weight of the points made, minute by minute: " (told.join("; ")) } {
                    @for (at, weight) in bars.iter().enumerate() {
                        @let left = at as f64 * slot;
                        @let height = TALLEST * weight / most;
                        @if *weight > 0.0 {
                            rect.fill-accent x=(percent(left)) y=(number(BASE - height)) width=(percent(slot * 0.8)) height=(number(height)) {}
                            text x=(percent(left + slot * 0.4)) y=(number(BASE - height - 5.0)) text-anchor="middle" { (weight.round()) }
                        }
                    }
                    rect.fill-line x="0" y=(BASE) width="100%" height="1" {}
                    text.text-soft x="0" y=(HEIGHT - 8.0) { "00:00" }
                    text.text-soft x="100%" y=(HEIGHT - 8.0) text-anchor="end" { (clock(debrief.length_ms)) }
                }
                figcaption {
                    "What was heard, " @if step == 1 { "minute by minute" } @else { "every " (step) " minutes" }
                    ": the weight of the points you made, each where you first made it."
                }
            }
        }
    }
}

/// Where on the scale of 100 the score lies, with the bands' borders.
pub fn score(round: &RoundReport) -> Markup {
    let Some(score) = round.score else { return html! {} };
    let borders: Vec<String> =
        Band::ALL.iter().map(|band| format!("{} from {}", band.id(), band.from_score())).collect();
    let anchor = if score < 15.0 {
        "start"
    } else if score > 85.0 {
        "end"
    } else {
        "middle"
    };
    html! {
        figure.picture {
            svg width="100%" height="58" role="img"
                aria-label={ "Score " (letter::score(round)) "; " (borders.join(", ")) } {
                text x=(percent(score)) y="14" text-anchor=(anchor) { (format!("{score:.0}")) }
                rect.fill-line x="0" y="24" width="100%" height="8" {}
                rect.fill-accent x="0" y="24" width=(percent(score)) height="8" {}
                @for band in Band::ALL.into_iter().skip(1) {
                    rect fill="currentColor" x=(percent(band.from_score())) y="21" width="2" height="14" {}
                    text.text-soft x=(percent(band.from_score())) y="52" { (band.id()) " " (band.from_score()) }
                }
            }
        }
    }
}

/// The words of a story by its parts, above what serves a listener.
pub fn story(told: &StoryReport) -> Markup {
    let shares: Vec<String> = told
        .parts
        .iter()
        .map(|share| format!("{} {:.0}%", share.part.title().to_lowercase(), share.percent))
        .collect();
    let mut left = 0.0;
    let placed: Vec<(f64, _)> = told
        .parts
        .iter()
        .map(|share| {
            let at = left;
            left += share.percent;
            (at, share)
        })
        .collect();
    html! {
        figure.picture {
            svg width="100%" height="112" role="img"
                aria-label={ "Share of words by part: " (shares.join(", ")) ". " (aim_line()) } {
                @for (at, share) in &placed {
                    @let (fill, strength) = fill(share.part);
                    @if share.words > 0 {
                        rect class=(fill) fill-opacity=(strength) x=(percent(*at)) y="22" width=(percent(share.percent)) height="22" {}
                    }
                    @if share.percent >= LABEL_PERCENT_MIN {
                        text x=(percent(*at)) y="14" { (share.part.title()) }
                    }
                }
                @for (index, group) in GROUPS.iter().enumerate() {
                    @let at: f64 = GROUPS[..index].iter().map(|before| before.aim_percent).sum();
                    rect.stroke-line x=(percent(at)) y="64" width=(percent(group.aim_percent)) height="12" {}
                    text.text-soft x=(percent(at)) y="94" { (group.title) " " (group.aim_percent) "%" }
                }
            }
            figcaption {
                "Above, your words: " (shares.join(", ")) ". Below: " (inside(&aim_line())) "."
            }
        }
    }
}

/// Narrower parts are told in the caption.
const LABEL_PERCENT_MIN: f64 = 14.0;

fn fill(part: StoryPart) -> (&'static str, &'static str) {
    match part {
        StoryPart::Situation => ("fill-amber", "0.5"),
        StoryPart::Tension => ("fill-amber", "1"),
        StoryPart::Action => ("fill-accent", "1"),
        StoryPart::Result => ("fill-sky", "1"),
        StoryPart::TradeOff => ("fill-sky", "0.7"),
        StoryPart::Changed => ("fill-sky", "0.45"),
        StoryPart::Other => ("fill-line", "1"),
    }
}

fn percent(value: f64) -> String {
    format!("{}%", number(value))
}
