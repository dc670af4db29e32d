//! `greenroom plan` and `greenroom today`: the plan in a terminal.

use crate::args::{PORT, Place, Plan};
use crate::data;
use crate::fault::{Fault, print, write};
use crate::status::StatusLine;
use crate::text::wrapped;
use greenroom_app::Greenroom;
use greenroom_app::planning::{Day, What};
use std::fmt::Write;
use std::process::ExitCode;

pub fn today(place: &Place) -> Result<ExitCode, Fault> {
    with(place, async |greenroom| print(&days(greenroom, 1).await?))
}

pub fn plan(place: &Place, args: &Plan) -> Result<ExitCode, Fault> {
    with(place, async |greenroom| {
        // Where the browser will find it, unless it is told otherwise.
        let base = format!("http://127.0.0.1:{PORT}");
        if let Some(file) = &args.ics {
            write(file, greenroom.plan_calendar(&base).await?)?;
            return print(&format!("The plan is in {}.\n", file.display()));
        }
        if args.markdown {
            return print(&greenroom.plan_markdown(&base).await?);
        }
        print(&days(greenroom, args.days).await?)
    })
}

fn with(
    place: &Place,
    show: impl AsyncFnOnce(&Greenroom) -> Result<(), Fault>,
) -> Result<ExitCode, Fault> {
    let library = data::library(place)?;
    data::runtime()?.block_on(async {
        let greenroom = data::greenroom(place, library).await?;
        let status = StatusLine::new();
        status.say("Reading what you did");
        greenroom.catch_up().await?;
        drop(status);
        show(&greenroom).await?;
        greenroom.store.close().await;
        Ok(ExitCode::SUCCESS)
    })
}

async fn days(greenroom: &Greenroom, days: usize) -> Result<String, Fault> {
    let (plan, today) = (greenroom.plan().await?, greenroom.today_plan().await?);
    let profile = greenroom.profile().await?;
    let counts = greenroom.card_counts().await?;
    let mut text = format!("{}, {}, ", profile.level, profile.language.title());
    match &profile.interview_on {
        Some(day) => writeln!(text, "interview on {day}").ok(),
        None => writeln!(text, "no date yet, so these are four weeks from today").ok(),
    };
    for note in &plan.notes {
        write!(text, "\n{}", wrapped(note, "")).ok();
    }
    for day in plan.days.iter().take(days) {
        let is_today = day.on == today.on;
        writeln!(text, "\n{}", title(day, is_today)).ok();
        for item in &day.items {
            let done = |one: &&greenroom_app::PlannedItem| one.item.exercise == item.exercise;
            let is_done = is_today && today.items.iter().find(done).is_some_and(|one| one.is_done);
            let (mark, kind, minutes) =
                (if is_done { "x" } else { " " }, item.what.word(), item.minutes);
            writeln!(text, "  [{mark}] {} ({kind}, {minutes} min)", item.title).ok();
            if item.what == What::Cards && is_today && !is_done {
                writeln!(text, "      {counts}: greenroom cards review").ok();
            }
            text.push_str(&wrapped(&item.why, "      "));
        }
    }
    let left = plan.days.len().saturating_sub(days);
    match (days, left) {
        (_, 0) => {}
        (1, _) => text.push_str("\nThe days after it: greenroom plan\n"),
        (_, left) => {
            writeln!(text, "\n{left} more days: greenroom plan --days {}", days + left).ok();
        }
    }
    Ok(text)
}

/// `Today, Tuesday, 24 November: 60 min`.
fn title(day: &Day, is_today: bool) -> String {
    let date = day.on.strftime("%A, %-d %B");
    let today = if is_today { "Today, " } else { "" };
    if day.is_off {
        format!("{today}{date}: day off")
    } else {
        format!("{today}{date}: {} min", day.minutes())
    }
}
