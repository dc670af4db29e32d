//! The debrief as HTML: a letter, then the evidence. The classes are those of `ui/src/css`.

mod drawn;
mod picture;
mod run;
mod standalone;

use crate::content_text::content_html;
use crate::report::{
    Debrief, HintUsed, MisconceptionReport, NextStep, PointReport, RoundReport, StoryReport,
};
use crate::words::{clock, count, number, sentence};
use crate::{letter, story};
use greenroom_model::{Band, Quote, Speaker, Verdict};
use maud::{Markup, html};

pub use drawn::held_drawing;
pub use run::code_run;
pub use standalone::standalone;

/// What stands inside `<main>`. Quotes link to `<transcript_base>#u-<at_ms>`; with an empty base the
/// transcript stands below.
pub fn html(debrief: &Debrief, transcript_base: &str) -> Markup {
    Page { debrief, transcript_base, is_alone: false }.render()
}

#[derive(Clone, Copy)]
struct Page<'a> {
    debrief: &'a Debrief,
    transcript_base: &'a str,
    /// A file by itself: no links into the program, and everything opened, because paper has no
    /// clicks.
    is_alone: bool,
}

impl Page<'_> {
    fn render(self) -> Markup {
        let debrief = self.debrief;
        html! {
            div."page-head" {
                h1 { (debrief.title) }
                p.lede { (letter::facts(debrief)) }
            }
            (self.letter())
            section.stack aria-labelledby="time" {
                h2 #time { "Where the time went" }
                (picture::phases(debrief))
                (picture::heard(debrief))
            }
            @for round in &debrief.rounds { (self.round(round)) }
            section.stack aria-labelledby="hints" {
                h2 #hints { "Hints" }
                p { (letter::hints_line(debrief)) }
                @if !debrief.hints.is_empty() { (self.hints(&debrief.hints)) }
            }
            @if self.transcript_base.is_empty() { (self.transcript()) }
        }
    }

    fn letter(self) -> Markup {
        let debrief = self.debrief;
        html! {
            article.letter aria-label="Letter" {
                p { (letter::opening(debrief)) }
                @if let Some((lead, quote)) = letter::strongest(debrief) {
                    p { (lead) }
                    (self.quote(quote))
                }
                @if let Some(text) = letter::self_views(debrief) { p { (text) } }
                h2 { (letter::steps_title(debrief)) }
                @if debrief.next_steps.is_empty() {
                    p { (letter::no_steps(debrief)) }
                } @else {
                    ol."next-three" {
                        @for step in &debrief.next_steps { (self.step(step)) }
                    }
                }
                p.small.soft { (letter::SCORE_LINE) }
            }
        }
    }

    fn step(self, step: &NextStep) -> Markup {
        html! {
            li.stack {
                p {
                    strong { (step.says) }
                    @if self.debrief.rounds.len() > 1 { " " span.soft.small { (step.round_title) } }
                }
                p { (step.seen) }
                @if let Some(quote) = &step.quote { (self.quote(quote)) }
                p { (step.why) }
                p { (step.next) }
                @if step.is_known { (self.practise(&step.problem)) }
            }
        }
    }

    fn practise(self, problem: &str) -> Markup {
        html! {
            @if self.is_alone {
                p.small.soft { "Practise it again: " code { (problem) } }
            } @else {
                p.small."no-print" { a href={ "/start?problem=" (url_part(problem)) } { "Practise it again" } }
            }
        }
    }

    fn round(self, round: &RoundReport) -> Markup {
        let (silent, judged): (Vec<&PointReport>, Vec<&PointReport>) =
            round.points.iter().partition(|point| point.verdict == Verdict::NotAssessed);
        let heading = format!("round-{}", round.round);
        html! {
            section.stack aria-labelledby=(heading) {
                h2 id=(heading) { (round.round_title) " · " (round.title) }
                p.num { strong { (letter::verdict_line(round)) } }
                (bands(round))
                @if round.score.is_some() { (picture::score(round)) }
                // Text keeps its width even where the page is wide for its pictures.
                div.stack style="max-width: var(--reading)" {
                    @if let Some(text) = letter::gone(round) { p { (text) } }
                    @if let Some(text) = letter::sum(round) { p { (text) } }
                    @if self.debrief.rounds.len() > 1 && let Some(text) = letter::self_view(round) { p { (text) } }
                    @if let Some(lead) = letter::separates(round) {
                        div {
                            p { (lead) }
                            ul {
                                @for gap in round.next_band.iter().flat_map(|next| &next.gaps) {
                                    li { (gap.says) " " span.soft.num { "+" (number(gap.gain)) } }
                                }
                            }
                        }
                    }
                }
                @if !judged.is_empty() {
                    div.findings { @for point in judged { (self.finding(round, point)) } }
                }
                @if !round.misconceptions.is_empty() {
                    h3 { "Said and not taken back" }
                    @for one in &round.misconceptions { (self.misconception(one)) }
                }
                @if let Some(code) = &round.code { (run::code(code)) }
                @if let Some(shown) = &round.drawn { (drawn::drawn_round(shown, &round.problem)) }
                @if let Some(told) = &round.story { (self.story(told)) }
                (self.not_assessed(round, &silent))
                (self.examples(round))
                @if !round.answer.trim().is_empty() {
                    details open[self.is_alone] {
                        summary { "One strong answer" }
                        div.stack { (content_html(&round.answer)) }
                    }
                }
            }
        }
    }

    fn finding(self, round: &RoundReport, point: &PointReport) -> Markup {
        let is_only_round = self.debrief.rounds.len() == 1;
        // Open where something can be gained; what was met may stay folded in a long page.
        let is_open = self.is_alone
            || match point.verdict {
                Verdict::Met => is_only_round,
                Verdict::Partly | Verdict::Missed => point.is_expected,
                Verdict::Contradicted => true,
                Verdict::NotAssessed => false,
            };
        html! {
            details.finding id={ "point-" (round.round) "-" (point.id) } open[is_open] {
                summary {
                    (verdict(point.verdict))
                    span."finding-says" {
                        (point.says)
                        @if point.is_after_question { " " span.tag { "after a question" } }
                    }
                    span."finding-meta" { (letter::meta(point)) }
                }
                div."finding-body" {
                    (self.best_quote(point))
                    @for (from, to) in &point.spans {
                        p.num { "From " (clock(*from)) " to " (clock(*to)) "." }
                    }
                    @for run in &point.runs {
                        p { span.verdict."is-met"[run.holds]."is-contradicted"[!run.holds] { (letter::shown_by_run(run)) } " " (run.says) }
                    }
                    @if !point.because.is_empty() { p { (sentence(&point.because)) } }
                    @if let Some(text) = letter::how_it_came(point) { p { (text) } }
                    @for counter in letter::counters(round, point) { p { "Hold it against this: " (sentence(counter)) } }
                    @if point.lost() > 0.0 && !point.next_time.is_empty() { p { (point.next_time) } }
                    p.small.soft { span.tag { (point.source.id()) } }
                }
            }
        }
    }

    fn misconception(self, one: &MisconceptionReport) -> Markup {
        html! {
            div.stack {
                p { (one.says) }
                (self.quote(&one.quote))
                @if one.contradicts.is_empty() && !one.counter.is_empty() { p { "Hold it against this: " (sentence(&one.counter)) } }
            }
        }
    }

    fn not_assessed(self, round: &RoundReport, silent: &[&PointReport]) -> Markup {
        html! {
            @if !silent.is_empty() || !round.not_assessed.is_empty() {
                h3 { "Not assessed" }
                @for (why, points) in by_reason(silent) {
                    @let has_quotes = points.iter().any(|point| !point.quotes.is_empty());
                    details open[self.is_alone || has_quotes] {
                        summary { (count(points.len(), "point")) ": " (why) }
                        ul {
                            @for point in points {
                                li {
                                    (point.says) " " span.soft.small { (letter::meta(point)) }
                                    (self.best_quote(point))
                                }
                            }
                        }
                    }
                }
                @if !round.not_assessed.is_empty() {
                    ul { @for one in &round.not_assessed {
                        li { (one.what) ": " (one.why) }
                    } }
                }
            }
        }
    }

    fn story(self, told: &StoryReport) -> Markup {
        html! {
            h3 { "The story" }
            p.num { (story::length_line(told)) }
            (picture::story(told))
            @if !told.advice.is_empty() { ul { @for one in &told.advice { li { (one) } } } }
            div.table { table {
                caption { "What a strong story contains" }
                thead { tr { th scope="col" { "Part" } th scope="col" { "Your words" } th.num scope="col" { "At" } } }
                tbody { @for check in &told.checklist { tr {
                    th scope="row" { (check.title) }
                    @match &check.evidence {
                        Some(quote) => {
                            td { "“" (quote.text) "”" }
                            td.num { (self.at(quote.at_ms)) }
                        }
                        None => { td.soft { "not heard" } td.num {} }
                    }
                } } }
            } }
            details open[self.is_alone] {
                summary { (count(told.sentences.len(), "sentence")) " with their part" }
                div.table { table {
                    thead { tr { th scope="col" { "Part" } th scope="col" { "Sentence" } th.num scope="col" { "At" } } }
                    tbody { @for one in &told.sentences { tr {
                        th scope="row" { (one.part.title()) }
                        td { (one.text) }
                        td.num { (self.at(one.at_ms)) }
                    } } }
                } }
            }
        }
    }

    fn examples(self, round: &RoundReport) -> Markup {
        html! {
            @if !round.examples.is_empty() {
                details open[self.is_alone] {
                    summary { "How these bands sound" }
                    div.stack { @for example in &round.examples {
                        div {
                            h4 { (example.band.id()) @if example.is_reached { ", the band you reached" } @else { ", the next one" } }
                            p { (example.text) }
                        }
                    } }
                }
            }
        }
    }

    fn hints(self, hints: &[HintUsed]) -> Markup {
        html! {
            div.table { table {
                thead { tr {
                    th.num scope="col" { "At" } th scope="col" { "Round" } th scope="col" { "Step" }
                    th scope="col" { "Hint" } th.num scope="col" { "Price" }
                } }
                tbody { @for hint in hints { tr {
                    td.num { (clock(hint.at_ms)) }
                    td { (letter::round_title(self.debrief, hint.round)) }
                    td { (hint.rung.id()) }
                    td { (hint.text) }
                    td.num { (hint.price) }
                } } }
            } }
        }
    }

    fn transcript(self) -> Markup {
        html! {
            section.stack aria-labelledby="transcript" {
                h2 #transcript { "Transcript" }
                @if self.debrief.transcript.is_empty() { p.soft { "Nothing was said." } }
                ol.transcript { @for line in &self.debrief.transcript {
                    li id=(line.anchor) class=(match line.speaker {
                        Speaker::Candidate => "by-candidate",
                        Speaker::Interviewer => "by-interviewer",
                    }) {
                        a.at href={ "#" (line.anchor) } { (clock(line.at_ms)) }
                        div {
                            span."sr-only" { (speaker(line.speaker)) ": " }
                            (line.text)
                        }
                    }
                } }
            }
        }
    }

    fn quote(self, quote: &Quote) -> Markup {
        html! {
            blockquote.quote { p { (quote.text) } footer { (self.at(quote.at_ms)) } }
        }
    }

    fn best_quote(self, point: &PointReport) -> Markup {
        let Some((best, others)) = letter::best_quote(point) else { return html! {} };
        html! {
            (self.quote(best))
            @if !others.is_empty() {
                p.small.soft.num { "Heard also at " @for (at, time) in others.iter().enumerate() {
                    @if at > 0 { ", " } (self.at(*time))
                } "." }
            }
        }
    }

    /// A time that leads to its line.
    fn at(self, at_ms: u64) -> Markup {
        html! { a href={ (self.transcript_base) "#u-" (at_ms) } { (clock(at_ms)) } }
    }
}

/// Words of ours in which names stand between backticks, as they do in a terminal.
pub fn named(text: &str) -> Markup {
    html! {
        @for (at, part) in text.split('`').enumerate() {
            @if at % 2 == 0 { (part) } @else { code { (part) } }
        }
    }
}

pub fn speaker(speaker: Speaker) -> &'static str {
    match speaker {
        Speaker::Candidate => "You",
        Speaker::Interviewer => "Interviewer",
    }
}

pub(crate) fn verdict(verdict: Verdict) -> Markup {
    html! { span class={ "verdict is-" (verdict.id()) } { (verdict.word()) } }
}

/// The four bands, the one reached and the one that the candidate named.
pub(crate) fn bands(round: &RoundReport) -> Markup {
    let class = |band: Band| {
        let given = if round.band == Some(band) { "is-given" } else { "" };
        let own = if round.self_band == Some(band) { "is-self" } else { "" };
        let both = format!("{given} {own}").trim().to_owned();
        (!both.is_empty()).then_some(both)
    };
    html! {
        ol.bands aria-label={ "Recommendation: " (letter::verdict_line(round)) } {
            @for band in Band::ALL {
                li class=[class(band)] {
                    (band.id())
                    @if round.self_band == Some(band) { " " small { "you said" } }
                }
            }
        }
    }
}

/// Points by the reason why nothing is said about them, in the order in which the reasons appear.
pub(crate) fn by_reason<'a>(points: &[&'a PointReport]) -> Vec<(&'a str, Vec<&'a PointReport>)> {
    let mut groups: Vec<(&str, Vec<&PointReport>)> = Vec::new();
    for point in points {
        match groups.iter_mut().find(|(why, _)| *why == point.because) {
            Some((_, members)) => members.push(point),
            None => groups.push((&point.because, vec![point])),
        }
    }
    groups
}

/// An id in a query; ids are folder names and may hold anything.
fn url_part(id: &str) -> String {
    id.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => {
                char::from(byte).to_string()
            }
            other => format!("%{other:02X}"),
        })
        .collect()
}
