//! `greenroom doctor`: what this machine offers and lacks, in words.

use crate::args::Place;
use crate::data;
use crate::fault::{Fault, print};
use greenroom_app::listen::{Listener, Quality};
use std::fmt::Write;
use std::process::ExitCode;

pub fn doctor(place: &Place) -> Result<ExitCode, Fault> {
    let mut text = String::new();
    let mut is_well = true;
    let mut line = |good: bool, what: &str, says: &str| {
        is_well &= good;
        writeln!(text, "{} {what:<14} {says}", if good { "●" } else { "✕" }).ok();
    };

    match data::library(place) {
        Ok(library) => line(
            true,
            "content",
            &format!(
                "{} problems, {} protocols",
                library.problems().count(),
                library.protocols().count()
            ),
        ),
        Err(fault) => line(false, "content", &fault.to_string()),
    }
    match Listener::embedded().quality() {
        Quality::Full => {
            line(true, "listening", "by meaning and by words; the model came with the program")
        }
        Quality::Coarse { why } => line(false, "listening", &format!("by words only: {why}")),
    }
    match database(place) {
        Ok(says) => line(true, "database", &says),
        Err(fault) => line(false, "database", &fault.to_string()),
    }
    line(true, "network", "not needed, and not used");
    line(true, "language model", "none; the interviewer's words come from the content");
    line(true, "microphone", "not used in this version: type or paste what you would say");
    sandbox(place, &mut line);
    for (language, found) in greenroom_app::code::languages::found() {
        match found {
            Ok(toolchain) => line(true, language.id(), &toolchain.version),
            // One language is enough to practise: a missing one is no illness.
            Err(missing) => line(true, language.id(), &format!("not there. {missing}")),
        }
    }
    print(&text)?;
    Ok(if is_well { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// What keeps the candidate's code from doing harm, measure by measure.
fn sandbox(place: &Place, line: &mut impl FnMut(bool, &str, &str)) {
    let judge = match data::judge(place) {
        Ok(judge) => judge,
        Err(why) => return line(false, "sandbox", &format!("code cannot be run: {why}")),
    };
    line(true, "sandbox", "code is run, with:");
    for measure in &judge.protection().measures {
        match &measure.missing {
            None => line(true, "", measure.name),
            Some(why) => line(true, "", &format!("WITHOUT {}: {why}", measure.name)),
        }
    }
}

fn database(place: &Place) -> Result<String, Fault> {
    data::runtime()?.block_on(async {
        let store = data::open(place).await?;
        store.check().await?;
        let health = store.health().await?;
        store.close().await;
        health.writable.clone()?;
        Ok(format!(
            "{}, {} sessions, {} KiB, schema {}",
            health.place,
            health.sessions,
            health.size_bytes / 1024,
            health.schema_version
        ))
    })
}
