//! A run of code as a page shows it: the verdict, the case that failed, time and memory by case, and how
//! time grows.

use crate::run;
use crate::words::{clock, number, sentence};
use greenroom_model::{
    CaseDetail, CaseRun, CaseVerdict, CodeFinding, CodeRun, CompileFailure, GrowthSeen,
};
use maud::{Markup, html};

/// `data` is where a case's whole input and answer can be downloaded: the case's name follows, then
/// `.in` or `.ans`. `None` in a page that stands alone.
pub fn code_run(run: &CodeRun, data: Option<&str>) -> Markup {
    html! {
        div.run.stack {
            p.num { span class={ "verdict " (class_of(run.verdict)) } { (run::headline(run)) } @if let Some(cost) = run::cost(run) { " " span.soft { (cost) } } }
            @if let Some(failure) = &run.compile { (compile(failure)) }
            @if let Some(case) = run::first_failure(run) { (detail(case, data)) }
            @else { @for case in run.cases.iter().filter(|case| case.verdict == CaseVerdict::Ran) { (detail(case, data)) } }
            @if run.cases.len() > 1 { (cases_picture(run)) (cases_table(run, data)) }
            @if let Some(growth) = &run.growth { (growth_picture(growth)) }
        }
    }
}

/// What ran in a coding round, for its debrief.
pub(crate) fn code(code: &CodeFinding) -> Markup {
    html! {
        h3 { "What ran" }
        div.stack {
            p.num { (run::tries(code)) " " span.tag { "measured" } }
            @if let Some(last) = &code.last {
                p.num { "The last run of every case, at " (clock(code.last_at_ms)) ":" }
                (code_run(last, None))
            }
            @if !code.claims.is_empty() {
                h4 { "What you said it costs" }
                ul { @for claim in &code.claims {
                    li {
                        (if claim.is_space { "Memory" } else { "Time" }) " about " (claim.order) ": “" (claim.quote.text) "” "
                        a href={ "#u-" (claim.quote.at_ms) } { (clock(claim.quote.at_ms)) } ". "
                        @match claim.holds {
                            Some(true) => { span.verdict.is-met { "holds" } " " }
                            Some(false) => { span.verdict.is-contradicted { "contradicted" } " " }
                            None => { span.verdict.is-not_assessed { "not assessed" } " " }
                        }
                        (sentence(&claim.says))
                    }
                } }
            }
            @if !code.order.is_empty() { p.num { "Order of work: " (run::order(code)) "." } }
        }
    }
}

fn case_verdict(verdict: CaseVerdict) -> Markup {
    html! { span class={ "verdict " (class_of(verdict)) } { (verdict.word()) } }
}

fn class_of(verdict: CaseVerdict) -> &'static str {
    match verdict {
        CaseVerdict::Accepted => "is-met",
        CaseVerdict::NotRun | CaseVerdict::Ran => "is-not_assessed",
        CaseVerdict::TimeLimit | CaseVerdict::MemoryLimit | CaseVerdict::OutputLimit => "is-missed",
        CaseVerdict::WrongAnswer | CaseVerdict::RunTimeError | CaseVerdict::CompileError => {
            "is-contradicted"
        }
    }
}

fn compile(failure: &CompileFailure) -> Markup {
    html! {
        @if failure.messages.is_empty() {
            pre tabindex="0" { (failure.output) }
        } @else {
            ul.compile { @for message in &failure.messages {
                li { button.link type="button" data-line=(message.line) { (message.file) ":" (message.line) } " " (message.says) }
            } }
            details { summary { "All that the compiler said" } pre tabindex="0" { (failure.output) } }
        }
    }
}

fn detail(case: &CaseRun, data: Option<&str>) -> Markup {
    let Some(CaseDetail { input, expected, got, says, stderr }) = &case.detail else {
        return html! {};
    };
    html! {
        div.case.stack {
            p { strong { (case.name) } ": " (case.verdict.word()) "." }
            @if !says.is_empty() { pre.says tabindex="0" { (says) } }
            dl.case-texts {
                div { dt { "Input" (download(data, &case.name, "in")) } dd { pre tabindex="0" { (input) } } }
                @if let Some(expected) = expected {
                    div { dt { "Expected" (download(data, &case.name, "ans")) } dd { pre tabindex="0" { (expected) } } }
                }
                div { dt { "Got" } dd { pre tabindex="0" { (got) } } }
                @if !stderr.is_empty() {
                    div { dt { "Printed for yourself (stderr)" } dd { pre tabindex="0" { (stderr) } } }
                }
            }
        }
    }
}

fn download(data: Option<&str>, name: &str, end: &str) -> Markup {
    let Some(base) = data.filter(|_| !name.starts_with("own/")) else { return html! {} };
    html! { " " a.small href={ (base) (name) "." (end) } download { "whole" } }
}

/// Time and memory of each case, as bars from zero.
fn cases_picture(run: &CodeRun) -> Markup {
    const HALF: f64 = 56.0;
    let ran: Vec<&CaseRun> =
        run.cases.iter().filter(|case| case.verdict != CaseVerdict::NotRun).collect();
    let cpu_most = ran.iter().map(|case| case.cpu_ms).max().unwrap_or(0).max(1);
    let memory_most = ran.iter().map(|case| case.memory_bytes).max().unwrap_or(0).max(1);
    let slot = 100.0 / ran.len().max(1) as f64;
    let told: Vec<String> = ran
        .iter()
        .map(|case| {
            format!("{} {} ms {} MiB", case.name, case.cpu_ms, case.memory_bytes / 1_048_576)
        })
        .collect();
    let fill = |case: &CaseRun| match case.verdict.is_failure() {
        true => "fill-berry",
        false => "fill-accent",
    };
    html! {
        figure.picture {
            svg width="100%" height="148" role="img" aria-label={ "CPU time and memory by case: " (told.join("; ")) } {
                @for (at, case) in ran.iter().enumerate() {
                    @let left = format!("{}%", number(at as f64 * slot));
                    @let width = format!("{}%", number(slot * 0.8));
                    @let tall = HALF * case.cpu_ms as f64 / cpu_most as f64;
                    @let deep = HALF * case.memory_bytes as f64 / memory_most as f64;
                    rect class=(fill(case)) x=(left) y=(number(14.0 + HALF - tall)) width=(width) height=(number(tall.max(1.0))) {
                        title { (case.name) ": " (case.cpu_ms) " ms, " (case.verdict.word()) }
                    }
                    rect.fill-sky x=(left) y="72" width=(width) height=(number(deep.max(1.0))) {}
                }
                text.text-soft x="100%" y="12" text-anchor="end" { "up to " (cpu_most) " ms" }
                text.text-soft x="100%" y="146" text-anchor="end" { "up to " (memory_most / 1_048_576) " MiB" }
            }
            figcaption { "Each case: CPU time above the line, memory below it." }
        }
    }
}

fn cases_table(run: &CodeRun, data: Option<&str>) -> Markup {
    html! {
        details { summary { "All cases" }
            div.table tabindex="0" role="region" aria-label="All cases" { table {
                thead { tr { th scope="col" { "Case" } th scope="col" { "Verdict" } th.num scope="col" { "n" } th.num scope="col" { "CPU ms" } th.num scope="col" { "MiB" } } }
                tbody { @for case in &run.cases { tr {
                    th scope="row" { (case.name) (download(data, &case.name, "in")) }
                    td { (case_verdict(case.verdict)) }
                    td.num { (case.n) }
                    td.num { (case.cpu_ms) }
                    td.num { (case.memory_bytes / 1_048_576) }
                } } }
            } }
        }
    }
}

/// Time over the size of the input, both from zero.
fn growth_picture(growth: &GrowthSeen) -> Markup {
    let n_most = growth.points.iter().map(|(n, _)| *n).max().unwrap_or(0).max(1);
    let ms_most = growth.points.iter().map(|(_, ms)| *ms).max().unwrap_or(0).max(1);
    let told: Vec<String> = growth.points.iter().map(|(n, ms)| format!("n {n}, {ms} ms")).collect();
    let x = |n: u64| 4.0 + 92.0 * n as f64 / n_most as f64;
    let y = |ms: u64| 110.0 - 92.0 * ms as f64 / ms_most as f64;
    html! {
        figure.picture {
            svg width="100%" height="140" role="img" aria-label={ "CPU time over n: " (told.join("; ")) } {
                rect.fill-line x="0" y="110" width="100%" height="1" {}
                @for (n, ms) in &growth.points {
                    circle.fill-accent cx={ (number(x(*n))) "%" } cy=(number(y(*ms))) r="5" {}
                }
                @for pair in growth.points.windows(2) {
                    line.stroke-accent x1={ (number(x(pair[0].0))) "%" } y1=(number(y(pair[0].1))) x2={ (number(x(pair[1].0))) "%" } y2=(number(y(pair[1].1))) {}
                }
                text.text-soft x="0" y="132" { "0" }
                text.text-soft x="100%" y="132" text-anchor="end" { (n_most) " (" (growth.n) ")" }
                text.text-soft x="0" y="12" { (ms_most) " ms" }
            }
            figcaption {
                (sentence(&growth.says)) " The best known answer takes about " (growth.best) "."
            }
        }
    }
}
