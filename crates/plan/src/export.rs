//! A plan as something to take along: iCalendar (RFC 5545) and Markdown.

use crate::wish::{Day, Item, Plan};
use jiff::civil::Date;
use std::fmt::Write as _;

/// An all-day entry for each item. `base` is the address that items link to; `made` is when, as RFC 5545
/// writes it (`20270110T080000Z`). The same item keeps its UID, so that importing again replaces it.
pub fn calendar(plan: &Plan, base: &str, made: &str) -> String {
    let mut lines = vec![
        "BEGIN:VCALENDAR".to_owned(),
        "VERSION:2.0".to_owned(),
        "PRODID:-//Greenroom//Plan//EN".to_owned(),
        "CALSCALE:GREGORIAN".to_owned(),
        "METHOD:PUBLISH".to_owned(),
        "X-WR-CALNAME:Interview practice".to_owned(),
    ];
    for day in &plan.days {
        for item in &day.items {
            lines.extend(entry(day, item, base, made));
        }
    }
    lines.push("END:VCALENDAR".to_owned());
    lines.iter().map(|line| folded(line)).collect()
}

fn entry(day: &Day, item: &Item, base: &str, made: &str) -> Vec<String> {
    let end = day.on.tomorrow().unwrap_or(day.on);
    vec![
        "BEGIN:VEVENT".to_owned(),
        format!("UID:{}-{}@greenroom", basic(day.on), item.exercise.replace('/', ".")),
        format!("DTSTAMP:{made}"),
        format!("DTSTART;VALUE=DATE:{}", basic(day.on)),
        format!("DTEND;VALUE=DATE:{}", basic(end)),
        format!("SUMMARY:{}", text(&format!("{} ({} min)", item.title, item.minutes))),
        format!("DESCRIPTION:{}", text(&format!("{}\n{base}{}", item.why, item.path))),
        format!("URL:{base}{}", item.path),
        "TRANSP:TRANSPARENT".to_owned(),
        "END:VEVENT".to_owned(),
    ]
}

fn basic(day: Date) -> String {
    format!("{:04}{:02}{:02}", day.year(), day.month(), day.day())
}

/// RFC 5545, 3.3.11.
fn text(raw: &str) -> String {
    raw.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,").replace('\n', "\\n")
}

/// RFC 5545, 3.1: at most 75 octets a line, further ones begin with a blank, each ends with CRLF.
fn folded(line: &str) -> String {
    let (mut out, mut octets) = (String::new(), 0);
    for letter in line.chars() {
        if octets + letter.len_utf8() > 75 {
            out.push_str("\r\n ");
            octets = 1;
        }
        out.push(letter);
        octets += letter.len_utf8();
    }
    out + "\r\n"
}

/// A checklist, day by day. Days without anything are left out.
pub fn markdown(plan: &Plan, weeks: &[&str], base: &str) -> String {
    let mut out = String::from("# Interview practice\n");
    let mut week = None;
    for note in &plan.notes {
        let _ = write!(out, "\n{note}\n");
    }
    for day in plan.days.iter().filter(|day| !day.items.is_empty()) {
        if week != Some(day.week) {
            week = Some(day.week);
            if let Some(title) = weeks.get(day.week) {
                let _ = write!(out, "\n## {title}\n");
            }
        }
        let _ = write!(out, "\n### {}, {} minutes\n\n", day_title(day.on), day.minutes());
        for item in &day.items {
            let _ = writeln!(
                out,
                "- [ ] [{}]({base}{}) ({}, {} min): {}",
                item.title,
                item.path,
                item.what.word(),
                item.minutes,
                item.why
            );
        }
    }
    out
}

fn day_title(day: Date) -> String {
    day.strftime("%A, %-d %B %Y").to_string()
}
