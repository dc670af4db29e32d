//! `greenroom cards`: what waits, a review in the terminal, and packages for Anki.

use crate::args::{CardsCommand, Place};
use crate::data;
use crate::fault::{Fault, print, read, write};
use crate::text::wrapped;
use greenroom_app::listen::cards::PointMark;
use greenroom_app::planning::Grade;
use greenroom_app::{
    ANKI_BYTES_MAX, AnswerSeen, Asked, Greenroom, PointsSeen, card_topic_title, comes_in_words,
};
use std::fmt::Write;
use std::io::{BufRead, IsTerminal};
use std::path::Path;
use std::process::ExitCode;

pub fn cards(place: &Place, command: Option<&CardsCommand>) -> Result<ExitCode, Fault> {
    let library = data::library(place)?;
    // Read before the database is touched.
    let package = match command {
        Some(CardsCommand::Import { file }) => Some(package(file)?),
        _ => None,
    };
    data::runtime()?.block_on(async {
        let greenroom = data::greenroom(place, library).await?;
        match command {
            None => overview(&greenroom).await?,
            Some(CardsCommand::Review { topic }) => {
                review(&greenroom, topic.as_deref()).await?;
            }
            Some(CardsCommand::Export { out, all }) => export(&greenroom, out, *all).await?,
            Some(CardsCommand::Import { .. }) => {
                import(&greenroom, &package.unwrap_or_default()).await?;
            }
        }
        greenroom.store.close().await;
        Ok(ExitCode::SUCCESS)
    })
}

async fn overview(greenroom: &Greenroom) -> Result<(), Fault> {
    let overview = greenroom.cards_overview().await?;
    let mut text = format!("{}.\n", overview.waiting);
    if let Some(next) = overview.next_due_unix_ms {
        let next = greenroom.moment_in_words(next);
        writeln!(text, "The next one after that comes on {next}.").ok();
    }
    if overview.own + overview.set_aside > 0 {
        writeln!(text, "{} of your own, {} set aside.", overview.own, overview.set_aside).ok();
    }
    let mut round = None;
    for topic in &overview.topics {
        if round.replace(topic.round) != Some(topic.round) {
            writeln!(text, "\n{}", topic.round.title()).ok();
        }
        let due = match topic.due {
            0 => String::new(),
            due => format!("{due} due"),
        };
        writeln!(text, "  {:<34} {due:>8}  {} of {} begun", topic.id, topic.begun, topic.all).ok();
    }
    text.push_str("\nReview them: greenroom cards review, or of one topic: --topic TOPIC\n");
    print(&text)
}

async fn export(greenroom: &Greenroom, out: &Path, all: bool) -> Result<(), Fault> {
    let export = greenroom.export_anki(all).await?;
    write(out, &export.package)?;
    let cards = if export.cards == 1 { "card is" } else { "cards are" };
    print(&format!(
        "{} {cards} in {}. In Anki: File, Import, and tick \"Import any learning progress\".\n",
        export.cards,
        out.display()
    ))
}

fn package(file: &Path) -> Result<Vec<u8>, Fault> {
    // One byte over the limit, so that it is here that is said what to do.
    let bytes = read(file, ANKI_BYTES_MAX + 1)?;
    if bytes.len() > ANKI_BYTES_MAX {
        return Err(Fault::at(
            file.display(),
            format!("more than {} MB", ANKI_BYTES_MAX >> 20),
            "export it from Anki without media, or one deck at a time",
        ));
    }
    Ok(bytes)
}

async fn import(greenroom: &Greenroom, package: &[u8]) -> Result<(), Fault> {
    let taken = greenroom.import_anki(package).await?;
    let mut text = String::new();
    for told in taken.told() {
        text.push_str(&wrapped(&told, ""));
    }
    if !taken.left_out.is_empty() {
        text.push_str("\nLeft out\n");
        for one in &taken.left_out {
            text.push_str(&wrapped(&one.to_string(), "  "));
        }
    }
    print(&text)
}

/// Until nothing is left, the person has enough, or standard input ends.
async fn review(greenroom: &Greenroom, topic: Option<&str>) -> Result<(), Fault> {
    if let Some(topic) = topic.filter(|topic| greenroom.library.topic(topic).is_none()) {
        return Err(Fault::at(topic, "no such topic", "see `greenroom cards`"));
    }
    let mut answered = 0;
    loop {
        let Some(asked) = greenroom.next_card(topic).await? else {
            print(
                "Nothing is left. What you answered comes back just before you would forget it.\n",
            )?;
            break;
        };
        if !one(greenroom, &asked).await? {
            break;
        }
        answered += 1;
    }
    match answered {
        0 => Ok(()),
        1 => print("\n1 card answered.\n"),
        count => print(&format!("\n{count} cards answered.\n")),
    }
}

/// One card; whether it was answered.
async fn one(greenroom: &Greenroom, asked: &Asked) -> Result<bool, Fault> {
    let (card, begun) = (&asked.card, greenroom.clock.unix_ms());
    let new = if asked.is_new { ", new" } else { "" };
    let head = format!("{}{new} · {}", card_topic_title(card), asked.left);
    print(&format!("\n{head}\n\n{}\n", wrapped(&card.asks, "")))?;
    let prompt = match &card.estimate {
        Some(wanted) => {
            format!("Your number, in {}; Enter shows the answer, q ends: ", wanted.unit)
        }
        None => "Your answer in one line, or none; Enter shows the answer, q ends: ".to_owned(),
    };
    let Some(said) = ask(&prompt)? else { return Ok(false) };
    // Where a number is wanted, the line is read as one.
    let (words, number) = if card.estimate.is_some() { ("", &*said) } else { (&*said, "") };
    let seen = greenroom.see_answer(&card.id, words, number).await?;
    print(&answer(asked, &seen))?;
    let grade = loop {
        let Some(line) = ask("Grade: ")? else { return Ok(false) };
        match line.parse().ok().and_then(Grade::from_number) {
            Some(grade) => break grade,
            None => print("Write 1, 2, 3 or 4; q ends without a grade.\n")?,
        }
    };
    let took_ms = greenroom.clock.unix_ms().saturating_sub(begun).min(600_000) as u32;
    let graded =
        greenroom.grade_card(&card.id, grade, seen.by(grade), took_ms, Some(&seen)).await?;
    let told = graded.told().unwrap_or_else(|| "Comes again in this sitting.".to_owned());
    print(&wrapped(&told, ""))?;
    Ok(true)
}

fn answer(asked: &Asked, seen: &AnswerSeen) -> String {
    let mut text = format!("\n{}", wrapped(&asked.card.answer, "  "));
    if let Some(seen) = &seen.number {
        let word = match seen.is_right {
            Some(true) => "● right",
            Some(false) => "○ off",
            None => "not read",
        };
        write!(text, "\n{}", wrapped(&format!("{word}: {}", seen.says), "")).ok();
    }
    match &seen.points {
        PointsSeen::Marked(points) => {
            text.push_str("\nHeard in your words, by rule:\n");
            for point in points {
                let lines = wrapped(&format!("{}: {}", point.mark.word(), point.says), "    ");
                write!(text, "  - {}", lines.trim_start()).ok();
                if let PointMark::Heard { quote } = &point.mark {
                    text.push_str(&wrapped(&format!("“{quote}”"), "      "));
                }
            }
        }
        PointsSeen::NothingSaid | PointsSeen::NotMarked(_) => {
            if !asked.card.points.is_empty() {
                text.push_str("\nDid you say:\n");
            }
            for point in &asked.card.points {
                let lines = wrapped(&point.says, "    ");
                write!(text, "  - {}", lines.trim_start()).ok();
            }
        }
    }
    write!(text, "\n{}\n", wrapped(&seen.suggestion_in_words(), "")).ok();
    let suggested = seen.suggests();
    for one in &asked.next {
        let (number, word) = (one.grade as u8, one.grade.word());
        let mark = if suggested == Some(one.grade) { ", suggested" } else { "" };
        writeln!(text, "{number} {word:<6} {}{mark}", comes_in_words(one)).ok();
    }
    text
}

/// A line of standard input; `None` at its end, and for `q`.
fn ask(prompt: &str) -> Result<Option<String>, Fault> {
    print(prompt)?;
    let mut line = String::new();
    let stdin = std::io::stdin();
    let read = stdin.lock().read_line(&mut line);
    let bytes = read.map_err(|error| Fault::at("standard input", error, "write text in UTF-8"))?;
    // Nobody pressed Enter here, so the line is still open.
    if !stdin.is_terminal() || bytes == 0 {
        print("\n")?;
    }
    let line = line.trim();
    Ok((bytes > 0 && line != "q").then(|| line.to_owned()))
}
