//! A run as text.

use super::table::table;
use greenroom_app::simulate::{Cost, Latency, NodeReport, Report, Scenario, Summary, TargetResult};
use greenroom_app::studio::words::{count, limit, measured, number, share, time, under};
use std::fmt::Write as _;

pub fn report(scenario: &Scenario, report: &Report) -> String {
    let mut text = String::new();
    if !report.title.is_empty() {
        writeln!(text, "{}", report.title).ok();
    }
    writeln!(text, "{}\n", under(scenario)).ok();
    text.push_str(&totals(report));
    if !report.errors.is_empty() {
        text.push_str("\nWhat failed\n");
        for error in &report.errors {
            let (times, part) = (count(error.count as f64), share(error.share));
            writeln!(text, "  {times:>9}  {part:>6}  {} {}", error.node, error.cause.says()).ok();
        }
    }
    text.push_str("\nParts\n");
    text.push_str(&nodes(report));
    text.push_str(&data(report));
    text.push('\n');
    if let Some(bottleneck) = &report.bottleneck {
        writeln!(text, "{}", bottleneck.says).ok();
    }
    for note in report.sampling.iter().map(|sampling| &sampling.says).chain(&report.notes) {
        writeln!(text, "– {note}").ok();
    }
    if let Some(cost) = &report.cost {
        text.push_str(&costs(cost));
    }
    text
}

/// What a problem asks, and what came of it.
pub fn checked(name: &str, problem: &str, results: &[TargetResult]) -> String {
    let mut text = String::new();
    for result in results {
        text.push_str(&target(name, problem, result));
    }
    let met = results.iter().filter(|result| result.met == Some(true)).count();
    let unseen = results.iter().filter(|result| result.met.is_none()).count();
    write!(text, "\n{met} of {} targets met", results.len()).ok();
    if unseen > 0 {
        write!(text, ", {unseen} not assessed").ok();
    }
    text.push_str(".\n");
    text
}

fn target(name: &str, problem: &str, result: &TargetResult) -> String {
    let (shape, word) = match result.met {
        Some(true) => ("●", "met"),
        Some(false) => ("○", "missed"),
        None => ("–", "not assessed"),
    };
    let mut text = format!("{shape} {word:<12} {}\n", result.says);
    if result.met.is_some() {
        writeln!(text, "    {}, {}", measured(result), limit(result)).ok();
    }
    if let Some(because) = &result.because {
        writeln!(text, "    {because}").ok();
    }
    if !result.scenario.is_empty() {
        writeln!(
            text,
            "    again: greenroom simulate {name} --problem {problem} {}",
            result.scenario
        )
        .ok();
    }
    text
}

/// Two designs under the same load, side by side.
pub fn compared(scenario: &Scenario, pair: [(&str, &Report); 2]) -> String {
    let [(one, first), (other, second)] = pair;
    type Read = fn(&Report) -> String;
    let lines: [(&str, Read); 10] = [
        ("offered a second", |report| number(report.total.offered_per_s)),
        ("answered a second", |report| number(report.total.answered_per_s)),
        ("failed", |report| share(report.total.error_share)),
        ("p50", |report| took(&report.total, |latency| latency.p50_ms)),
        ("p95", |report| took(&report.total, |latency| latency.p95_ms)),
        ("p99", |report| took(&report.total, |latency| latency.p99_ms)),
        ("longest", |report| took(&report.total, |latency| latency.max_ms)),
        ("lost writes", |report| count(report.data.lost_writes as f64)),
        ("stale reads", |report| count(report.data.stale_reads as f64)),
        ("cost a month", |report| report.cost.as_ref().map(money).unwrap_or_default()),
    ];
    let rows: Vec<Vec<String>> = lines
        .iter()
        .map(|(name, read)| vec![(*name).to_owned(), read(first), read(second)])
        .collect();
    let mut text = format!("{}\n\n", under(scenario));
    text.push_str(&table(&["", one, other], &rows));
    for (name, report) in pair {
        if let Some(bottleneck) = &report.bottleneck {
            write!(text, "\n{name}: {}", bottleneck.says).ok();
        }
    }
    text.push('\n');
    text
}

/// Of what was answered; nothing was: nothing.
fn took(summary: &Summary, of: fn(&Latency) -> f64) -> String {
    summary.latency.map_or_else(String::new, |latency| time(of(&latency)))
}

fn totals(report: &Report) -> String {
    let row = |name: &str, summary: &Summary| {
        let Summary { requests, offered_per_s, answered_per_s, error_share, latency: _ } = summary;
        vec![
            name.to_owned(),
            count(*requests as f64),
            number(*offered_per_s),
            number(*answered_per_s),
            share(*error_share),
            took(summary, |latency| latency.p50_ms),
            took(summary, |latency| latency.p95_ms),
            took(summary, |latency| latency.p99_ms),
            took(summary, |latency| latency.max_ms),
        ]
    };
    let mut rows = vec![row("all", &report.total)];
    if report.operations.len() > 1 {
        rows.extend(report.operations.iter().map(|one| row(&one.id, &one.summary)));
    }
    let head =
        ["", "requests", "offered/s", "answered/s", "failed", "p50", "p95", "p99", "longest"];
    table(&head, &rows)
}

fn nodes(report: &Report) -> String {
    let row = |node: &NodeReport| {
        let is_busy = node.busy_max > 0.0;
        let waits = node.waiting_max > 0.0;
        vec![
            node.id.clone(),
            number(node.calls_per_s),
            if node.errors > 0 { count(node.errors as f64) } else { String::new() },
            if is_busy { share(node.busy) } else { String::new() },
            if is_busy { share(node.busy_max) } else { String::new() },
            if waits { number(node.waiting_max) } else { String::new() },
            if node.latency.p99_ms > 0.0 { time(node.latency.p99_ms) } else { String::new() },
            node.hit_ratio.map(share).unwrap_or_default(),
            node.lag_max_ms.map(time).unwrap_or_default(),
            node.backlog.map(|left| count(left as f64)).unwrap_or_default(),
        ]
    };
    let rows: Vec<Vec<String>> = report.nodes.iter().map(row).collect();
    let head =
        ["", "calls/s", "errors", "busy", "at most", "waiting", "p99", "hits", "lag", "backlog"];
    table(&head, &rows)
}

/// Only what happened.
fn data(report: &Report) -> String {
    let data = &report.data;
    let counts = [
        (data.lost_writes, "writes that were answered with yes are gone"),
        (data.stale_reads, "reads came from a copy without the last write"),
        (data.redelivered, "messages were handed out again"),
        (data.dead_lettered, "messages went to the dead letters"),
        (data.lost_messages, "messages are gone"),
    ];
    let mut happened: Vec<String> = counts
        .iter()
        .filter(|(number, _)| *number > 0)
        .map(|(number, says)| format!("  {:>9}  {says}\n", count(*number as f64)))
        .collect();
    if let Some(latency) = &report.delivery_latency {
        let (p50, p99) = (time(latency.p50_ms), time(latency.p99_ms));
        happened
            .push(format!("  {p99:>9}  until 99 of 100 messages arrive, {p50} until half do\n"));
    }
    if happened.is_empty() { String::new() } else { format!("\nData\n{}", happened.concat()) }
}

fn money(cost: &Cost) -> String {
    format!("{} {}", number(cost.total_per_month), cost.currency)
}

fn costs(cost: &Cost) -> String {
    let mut text = format!("\nCosts about {} a month\n", money(cost));
    for line in &cost.lines {
        writeln!(text, "  {:>9}  {}: {}", number(line.per_month), line.node, line.says).ok();
    }
    text
}
