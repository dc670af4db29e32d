//! The debrief as Markdown (CommonMark with tables): the same letter, then the evidence. Words of
//! the candidate and of content are escaped, so that they read as they were said.

use crate::html::{by_reason, speaker};
use crate::report::{Debrief, NextStep, PointReport, RoundReport, StoryReport};
use crate::words::{clock, count, number, sentence};
use crate::{drawn, letter, run, story};
use greenroom_model::{CodeFinding, DrawnFinding, Quote, Verdict};
use pulldown_cmark::{Event, Options, Parser};
use std::fmt::Write;

pub fn markdown(debrief: &Debrief) -> String {
    let mut text = Text::default();
    text.block(&format!("# {}", escape(&debrief.title)));
    text.block(&escape(&letter::facts(debrief)));
    the_letter(&mut text, debrief);
    time(&mut text, debrief);
    for round in &debrief.rounds {
        the_round(&mut text, debrief, round);
    }
    hints(&mut text, debrief);
    transcript(&mut text, debrief);
    text.0
}

/// Blocks with one empty line between them.
#[derive(Default)]
struct Text(String);

impl Text {
    fn block(&mut self, block: &str) {
        if !self.0.is_empty() {
            self.0.push('\n');
        }
        self.0.push_str(block);
        self.0.push('\n');
    }

    fn quote(&mut self, quote: &Quote) {
        self.block(&quoted(quote, ""));
    }

    fn list(&mut self, items: impl IntoIterator<Item = String>) {
        let items: Vec<String> = items.into_iter().map(|item| format!("- {item}")).collect();
        if !items.is_empty() {
            self.block(&items.join("\n"));
        }
    }

    fn table(&mut self, head: &[&str], rows: impl IntoIterator<Item = Vec<String>>) {
        let mut table = format!("| {} |\n|{}", head.join(" | "), " --- |".repeat(head.len()));
        for row in rows {
            write!(table, "\n| {} |", row.join(" | ")).expect("a String takes all");
        }
        self.block(&table);
    }
}

fn the_letter(text: &mut Text, debrief: &Debrief) {
    text.block(&escape(&letter::opening(debrief)));
    if let Some((lead, quote)) = letter::strongest(debrief) {
        text.block(&escape(&lead));
        text.quote(quote);
    }
    if let Some(view) = letter::self_views(debrief) {
        text.block(&escape(&view));
    }
    text.block(&format!("## {}", letter::steps_title(debrief)));
    if debrief.next_steps.is_empty() {
        text.block(letter::no_steps(debrief));
    }
    for (at, step) in debrief.next_steps.iter().enumerate() {
        the_step(text, at + 1, step);
    }
    text.block(&escape(letter::SCORE_LINE));
}

fn the_step(text: &mut Text, number: usize, step: &NextStep) {
    let mut item = format!(
        "{number}. **{}** ({})\n\n   {}",
        escape(step.says.trim()),
        escape(&step.round_title),
        escape(&step.seen)
    );
    if let Some(quote) = &step.quote {
        write!(item, "\n\n{}", quoted(quote, "   ")).expect("a String takes all");
    }
    write!(item, "\n\n   {}\n\n   {}", escape(&step.why), escape(&step.next))
        .expect("a String takes all");
    if step.is_known {
        write!(item, "\n\n   Practise it again: {}", escape(&step.problem))
            .expect("a String takes all");
    }
    text.block(&item);
}

fn time(text: &mut Text, debrief: &Debrief) {
    text.block("## Where the time went");
    text.table(
        &["Round", "Phase", "Spent", "Plan"],
        debrief.phases.iter().map(|phase| {
            let spent =
                if phase.was_reached { clock(phase.spent_ms) } else { "not reached".to_owned() };
            vec![escape(&phase.round_title), escape(&phase.title), spent, clock(phase.planned_ms)]
        }),
    );
    let heard: Vec<String> = debrief
        .heard_by_minute
        .iter()
        .filter(|minute| minute.weight > 0.0)
        .map(|minute| format!("minute {}: {}", minute.minute + 1, number(minute.weight)))
        .collect();
    if !heard.is_empty() {
        text.block(&format!(
            "Weight of the points made, each where it was first made: {}.",
            heard.join(", ")
        ));
    }
}

fn the_round(text: &mut Text, debrief: &Debrief, round: &RoundReport) {
    text.block(&format!("## {} · {}", escape(&round.round_title), escape(&round.title)));
    text.block(&format!("**{}**", letter::verdict_line(round)));
    // The letter has told it where there is only one round.
    let own = letter::self_view(round).filter(|_| debrief.rounds.len() > 1);
    let lines = [letter::gone(round), letter::sum(round), own];
    for line in lines.into_iter().flatten() {
        text.block(&escape(&line));
    }
    if let Some(lead) = letter::separates(round) {
        text.block(&escape(&lead));
        let gaps = round.next_band.iter().flat_map(|next| &next.gaps);
        text.list(gaps.map(|gap| format!("{} (+{})", escape(gap.says.trim()), number(gap.gain))));
    }
    let (silent, judged): (Vec<&PointReport>, Vec<&PointReport>) =
        round.points.iter().partition(|point| point.verdict == Verdict::NotAssessed);
    for point in judged {
        finding(text, round, point);
    }
    if !round.misconceptions.is_empty() {
        text.block("### Said and not taken back");
    }
    for one in &round.misconceptions {
        text.block(&escape(&one.says));
        text.quote(&one.quote);
        // Where the same words contradict a point, it stands there already.
        if one.contradicts.is_empty() && !one.counter.is_empty() {
            text.block(&format!("Hold it against this: {}", escape(&sentence(&one.counter))));
        }
    }
    if let Some(code) = &round.code {
        what_ran(text, code);
    }
    if let Some(shown) = &round.drawn {
        what_was_drawn(text, shown, &round.problem);
    }
    if let Some(told) = &round.story {
        the_story(text, told);
    }
    not_assessed(text, round, &silent);
    if !round.examples.is_empty() {
        text.block("### How these bands sound");
        text.list(round.examples.iter().map(|example| {
            let place = if example.is_reached { "the band you reached" } else { "the next one" };
            format!("**{}** ({place}): {}", example.band.id(), escape(&example.text))
        }));
    }
    if !round.answer.trim().is_empty() {
        text.block("### One strong answer");
        text.block(&quote_lines(&without_html(without_title(&round.answer)), ""));
    }
}

fn finding(text: &mut Text, round: &RoundReport, point: &PointReport) {
    text.block(&format!(
        "### {} {}: {}",
        point.verdict.shape(),
        point.verdict.word(),
        escape(point.says.trim())
    ));
    text.block(&format!("{} · {}", letter::meta(point), point.source.id()));
    if let Some((best, others)) = letter::best_quote(point) {
        text.quote(best);
        if !others.is_empty() {
            let times: Vec<String> = others.into_iter().map(clock).collect();
            text.block(&format!("Heard also at {}.", times.join(", ")));
        }
    }
    for (from, to) in &point.spans {
        text.block(&format!("From {} to {}.", clock(*from), clock(*to)));
    }
    for run in &point.runs {
        text.block(&escape(&format!("{} {}", letter::shown_by_run(run), run.says)));
    }
    if !point.because.is_empty() {
        text.block(&escape(&sentence(&point.because)));
    }
    if let Some(line) = letter::how_it_came(point) {
        text.block(&escape(&line));
    }
    for counter in letter::counters(round, point) {
        text.block(&format!("Hold it against this: {}", escape(&sentence(counter))));
    }
    if point.lost() > 0.0 && !point.next_time.is_empty() {
        text.block(&escape(&point.next_time));
    }
}

fn not_assessed(text: &mut Text, round: &RoundReport, silent: &[&PointReport]) {
    if silent.is_empty() && round.not_assessed.is_empty() {
        return;
    }
    text.block("### – not assessed");
    for (why, points) in by_reason(silent) {
        text.block(&format!("{}: {}", count(points.len(), "point"), escape(why)));
        text.list(points.iter().map(|point| {
            let mut item = format!("{} ({})", escape(point.says.trim()), letter::meta(point));
            if let Some((quote, _)) = letter::best_quote(point) {
                write!(item, "\n\n{}", quoted(quote, "  ")).expect("a String takes all");
            }
            item
        }));
    }
    text.list(
        round.not_assessed.iter().map(|one| format!("{}: {}", escape(&one.what), escape(&one.why))),
    );
}

fn what_ran(text: &mut Text, code: &CodeFinding) {
    text.block("### What ran");
    text.block(&run::tries(code));
    if let Some(last) = &code.last {
        let cost = run::cost(last).unwrap_or_default();
        text.block(&format!("At {}: {} {cost}", clock(code.last_at_ms), run::headline(last)));
        if let Some(case) = run::first_failure(last) {
            text.block(&format!("{}: {}.", case.name, case.verdict.word()));
            if let Some(detail) = &case.detail {
                // A fence of its own must not end ours.
                let says = detail.says.replace("```", "` ` `");
                text.block(&format!("```text\n{says}\n```"));
            }
        }
        if let Some(growth) = &last.growth {
            text.block(&sentence(&growth.says));
        }
    }
    for claim in &code.claims {
        let holds = match claim.holds {
            Some(true) => "holds",
            Some(false) => "contradicted",
            None => "not assessed",
        };
        let what = if claim.is_space { "Memory" } else { "Time" };
        text.block(&format!(
            "{what} about {}: “{}” ({}): {holds}. {}",
            claim.order,
            claim.quote.text,
            clock(claim.quote.at_ms),
            sentence(&claim.says)
        ));
    }
    if !code.order.is_empty() {
        text.block(&format!("Order of work: {}.", run::order(code)));
    }
}

fn what_was_drawn(text: &mut Text, shown: &DrawnFinding, problem: &str) {
    if shown.held.is_some() || !shown.estimates.is_empty() {
        text.block("### What ran");
    }
    if let Some(held) = &shown.held {
        text.block(&format!(
            "What you had drawn at {}. {} {}",
            clock(shown.at_ms),
            drawn::times(shown),
            drawn::headline(held)
        ));
        text.list(held.targets.iter().map(|target| {
            let verdict = match target.is_met {
                Some(true) => Verdict::Met,
                Some(false) => Verdict::Missed,
                None => Verdict::NotAssessed,
            };
            let because = target.because.as_deref().unwrap_or_default();
            let mut item = format!(
                "{} {}: {} {} {}",
                verdict.shape(),
                verdict.word(),
                escape(&target.says),
                escape(&sentence(&target.seen)),
                escape(because)
            );
            if !target.scenario.is_empty() {
                let again = format!(
                    "greenroom simulate DESIGN.toml --problem {problem} {}",
                    target.scenario
                );
                write!(item, "\n  Run {}, seed {}: `{again}`", escape(&target.run), target.seed)
                    .expect("a String takes all");
            }
            item
        }));
    }
    text.list(shown.estimates.iter().map(|estimate| {
        let verdict = match estimate.holds {
            Some(true) => "holds",
            Some(false) => "contradicted",
            None => "not assessed",
        };
        let quote = estimate.quote.as_ref().map_or_else(String::new, |quote| {
            format!("“{}” ({}): ", escape(&quote.text), clock(quote.at_ms))
        });
        let name = estimate.id.replace('-', " ");
        format!("{}: {quote}{verdict}. {}", escape(&name), escape(&estimate.says))
    }));
}

fn the_story(text: &mut Text, told: &StoryReport) {
    text.block("### The story");
    text.block(&story::length_line(told));
    let shares: Vec<String> = told
        .parts
        .iter()
        .map(|share| format!("{} {:.0}%", share.part.title().to_lowercase(), share.percent))
        .collect();
    text.block(&format!("{}. {}", shares.join(", "), story::aim_line()));
    text.list(told.advice.iter().map(|one| escape(one)));
    text.table(
        &["What a strong story contains", "Your words", "At"],
        told.checklist.iter().map(|check| match &check.evidence {
            Some(quote) => {
                vec![escape(&check.title), format!("“{}”", cell(&quote.text)), clock(quote.at_ms)]
            }
            None => vec![escape(&check.title), "not heard".into(), String::new()],
        }),
    );
    text.table(
        &["Part", "Sentence", "At"],
        told.sentences
            .iter()
            .map(|one| vec![one.part.title().into(), cell(&one.text), clock(one.at_ms)]),
    );
}

fn hints(text: &mut Text, debrief: &Debrief) {
    text.block("## Hints");
    text.block(&letter::hints_line(debrief));
    if !debrief.hints.is_empty() {
        text.table(
            &["At", "Round", "Step", "Hint", "Price"],
            debrief.hints.iter().map(|hint| {
                vec![
                    clock(hint.at_ms),
                    escape(&letter::round_title(debrief, hint.round)),
                    hint.rung.id().into(),
                    cell(&hint.text),
                    hint.price.to_string(),
                ]
            }),
        );
    }
}

fn transcript(text: &mut Text, debrief: &Debrief) {
    text.block("## Transcript");
    if debrief.transcript.is_empty() {
        text.block("Nothing was said.");
    }
    text.list(debrief.transcript.iter().map(|line| {
        let said = escape(&line.text).replace('\n', "\n  ");
        format!("{} **{}:** {said}", clock(line.at_ms), speaker(line.speaker))
    }));
}

/// `> “words” (14:02)`, each line behind `indent`.
fn quoted(quote: &Quote, indent: &str) -> String {
    let words = format!("“{}” ({})", escape(&quote.text), clock(quote.at_ms));
    quote_lines(&words, indent)
}

fn quote_lines(text: &str, indent: &str) -> String {
    let lines: Vec<String> =
        text.trim().lines().map(|line| format!("{indent}> {line}").trim_end().to_owned()).collect();
    lines.join("\n")
}

/// The answer below its own title, which the heading above it repeats.
fn without_title(answer: &str) -> &str {
    match answer.trim_start().split_once('\n') {
        Some((first, rest)) if first.starts_with("# ") => rest,
        _ => answer,
    }
}

/// Markdown in which raw HTML has become text; what stands in code stays as it is.
fn without_html(markdown: &str) -> String {
    let mut safe = String::with_capacity(markdown.len());
    let mut done = 0;
    for (event, range) in Parser::new_ext(markdown, Options::ENABLE_TABLES).into_offset_iter() {
        if let Event::Html(_) | Event::InlineHtml(_) = event {
            safe.push_str(&markdown[done..range.start]);
            safe.push_str(&markdown[range.clone()].replace('<', "&lt;"));
            done = range.end;
        }
    }
    safe.push_str(&markdown[done..]);
    safe
}

/// Text inside a table's cell, which ends with its line.
fn cell(text: &str) -> String {
    escape(text).lines().collect::<Vec<_>>().join(" ")
}

/// Text that Markdown shows as it stands.
pub(crate) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for (at, line) in text.lines().enumerate() {
        if at > 0 {
            escaped.push('\n');
        }
        escape_line(&mut escaped, line);
    }
    escaped
}

fn escape_line(escaped: &mut String, line: &str) {
    let body = line.trim_start();
    escaped.push_str(&line[..line.len() - body.len()].replace('\t', "    "));
    // What opens a heading, a list, a rule or a fence at the start of a line.
    let digits = body.chars().take_while(char::is_ascii_digit).count();
    let opens = if digits > 0 && body[digits..].starts_with(['.', ')']) { digits } else { 0 };
    for (at, char) in body.char_indices() {
        let is_special =
            matches!(char, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '&' | '$')
                || (at == 0 && matches!(char, '#' | '+' | '-' | '='))
                || (opens > 0 && at == opens);
        // An underline within a word means nothing to Markdown, and names are full of them.
        let is_in_word = char == '_'
            && body[..at].ends_with(char::is_alphanumeric)
            && body[at + 1..].starts_with(char::is_alphanumeric);
        if is_special && !is_in_word {
            escaped.push('\\');
        }
        escaped.push(char);
    }
}
