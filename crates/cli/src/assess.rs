//! `greenroom assess`, `score` and `story`: grading outside a room.

use crate::args::{Assess, Place, Score, Story};
use crate::data;
use crate::fault::{Fault, print, read, read_text};
use greenroom_app::content::{read_rubric, transcript};
use greenroom_app::grade;
use greenroom_app::listen::answer::Grader;
use greenroom_app::listen::star::{self, Teller};
use greenroom_app::listen::{Listener, Quality};
use greenroom_model::Rubric;
use serde_json::json;
use std::fmt::Write;
use std::process::ExitCode;

/// A story takes two minutes: this is an hour of it.
const STORY_BYTES_MAX: usize = 256 * 1024;
const BATCH_BYTES_MAX: usize = 256 * 1024 * 1024;
/// Beyond this nobody reads an answer as short.
const ANSWER_BYTES_MAX: usize = 64 * 1024;

pub fn assess(place: &Place, assess: &Assess) -> Result<ExitCode, Fault> {
    let rubric = rubric(place, assess)?;
    // One byte over the reader's own limit, so that it is the reader that says what the limit is.
    let bytes = read(&assess.transcript, transcript::BYTES_MAX.saturating_mul(16))?;
    let name = assess.transcript.display().to_string();
    let utterances =
        transcript::read(&bytes, &name).map_err(|error| Fault::new(error.to_string()))?;
    let listener = listener();
    let assessment = grade::assess(&listener, &rubric, &utterances, assess.level);
    if assess.json {
        let text = serde_json::to_string_pretty(&assessment).expect("an assessment is plain data");
        print(&(text + "\n"))?;
        return Ok(ExitCode::SUCCESS);
    }
    let mut text = String::new();
    for point in &assessment.points {
        let says = rubric.point(&point.id).map_or("", |point| point.says.as_str());
        writeln!(
            text,
            "{} {:<13} {}: {says}",
            point.verdict.shape(),
            point.verdict.word(),
            point.id
        )
        .ok();
        if let (Some(quote), Some(at_ms)) = (&point.quote, point.at_ms) {
            writeln!(text, "      {:02}:{:02} “{quote}”", at_ms / 60_000, at_ms / 1000 % 60).ok();
        }
    }
    for one in &assessment.misconceptions {
        writeln!(text, "✕ misconception {}: “{}”", one.id, one.quote).ok();
    }
    match assessment.score {
        Some(score) => writeln!(text, "\nScore at {} level: {score:.0} of 100", assess.level).ok(),
        None => writeln!(text, "\nNot assessed: the candidate says nothing in it.").ok(),
    };
    print(&text)?;
    Ok(ExitCode::SUCCESS)
}

fn rubric(place: &Place, assess: &Assess) -> Result<Rubric, Fault> {
    if let Some(path) = &assess.rubric {
        return read_rubric(path).map_err(|error| Fault::new(error.to_string()));
    }
    let id = assess.problem.as_deref().unwrap_or_default();
    let library = data::library(place)?;
    let problem = library.problem(id).ok_or_else(|| {
        Fault::new(format!(
            "there is no problem `{id}`; `greenroom content list` shows those there are"
        ))
    })?;
    Ok(problem.rubric.clone())
}

pub fn score(score: &Score) -> Result<ExitCode, Fault> {
    let grader = Grader::embedded(listener().encoder().cloned());
    let mut text = String::new();
    if let Some(batch) = &score.batch {
        let lines = read_text(batch, BATCH_BYTES_MAX)?;
        for (number, line) in lines.lines().enumerate().filter(|(_, line)| !line.trim().is_empty())
        {
            let fault = |what: &str| {
                Fault::new(format!(
                    "{}:{}: {what}; give one JSON object a line with question, reference_answer and student_answer",
                    batch.display(),
                    number + 1
                ))
            };
            let value: serde_json::Value =
                serde_json::from_str(line).map_err(|error| fault(&error.to_string()))?;
            let field = |name: &str| {
                value[name].as_str().ok_or_else(|| fault(&format!("no text `{name}`")))
            };
            let graded = grader.score(
                field("question")?,
                field("reference_answer")?,
                field("student_answer")?,
            );
            writeln!(text, "{:.4}", graded.score).ok();
        }
    } else {
        let given = [&score.question, &score.reference, &score.answer];
        let [question, reference, answer] = given.map(|one| one.as_deref().unwrap_or_default());
        if let Some(long) =
            [question, reference, answer].iter().find(|one| one.len() > ANSWER_BYTES_MAX)
        {
            return Err(Fault::new(format!(
                "{} bytes are no short answer; keep each text under {ANSWER_BYTES_MAX}",
                long.len()
            )));
        }
        writeln!(text, "{:.4}", grader.score(question, reference, answer).score).ok();
    }
    print(&text)?;
    Ok(ExitCode::SUCCESS)
}

pub fn story(story: &Story) -> Result<ExitCode, Fault> {
    let told = read_text(&story.file, STORY_BYTES_MAX)?;
    let told = told.trim_start_matches('\u{feff}');
    let sentences: Vec<String> = if story.lines {
        told.lines().map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect()
    } else {
        star::cut(told)
    };
    if sentences.is_empty() {
        return Err(Fault::at(
            story.file.display(),
            "there are no words in it",
            "give it the answer's text",
        ));
    }
    let teller = Teller::embedded(listener().encoder().cloned());
    let told = teller.assess(&sentences, story.question.as_deref());
    let text = if story.json {
        let sentences: Vec<_> = told
            .sentences
            .iter()
            .map(|one| json!({ "text": one.text, "part": one.part }))
            .collect();
        let checklist: serde_json::Map<String, serde_json::Value> =
            told.checklist.iter().map(|(key, at)| ((*key).to_owned(), json!(at))).collect();
        format!("{:#}\n", json!({ "sentences": sentences, "checklist": checklist }))
    } else {
        let mut text = String::new();
        for (at, one) in told.sentences.iter().enumerate() {
            writeln!(text, "{at:>3} {:<10} {}", one.part.id(), one.text).ok();
        }
        text.push('\n');
        for (key, at) in &told.checklist {
            match at {
                Some(at) => writeln!(text, "● {key}: sentence {at}").ok(),
                None => writeln!(text, "○ {key}: not heard").ok(),
            };
        }
        text
    };
    print(&text)?;
    Ok(ExitCode::SUCCESS)
}

/// The listener, with a word on the terminal when it is coarser than it should be.
fn listener() -> Listener {
    let listener = Listener::embedded();
    if let Quality::Coarse { why } = listener.quality() {
        eprintln!("greenroom: listening is coarser than it should be: {why}");
    }
    listener
}
