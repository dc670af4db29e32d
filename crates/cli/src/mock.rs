//! `greenroom mock`: a recorded session, as fast as it can be computed.

use crate::args::{Mock, Place};
use crate::data;
use crate::fault::{Fault, print, read_text, write};
use greenroom_app::listen::Listener;
use greenroom_app::listen::star::Teller;
use greenroom_app::{debrief_of, script};
use std::process::ExitCode;
use std::sync::Arc;

pub fn mock(place: &Place, mock: &Mock) -> Result<ExitCode, Fault> {
    let recording = read_text(&mock.script, script::SCRIPT_BYTES_MAX)?;
    let library = Arc::new(data::library(place)?);
    let listener = Listener::embedded();
    let teller = Teller::embedded(listener.encoder().cloned());
    let (_, events) = script::replay(&recording, &library, &listener)
        .map_err(|error| Fault::new(format!("{}: {error}", mock.script.display())))?;
    let debrief = debrief_of(&events, &library, &listener, &teller)
        .map_err(|error| Fault::new(format!("{}: {error}", mock.script.display())))?;
    if let Some(log) = &mock.log {
        write(log, script::to_lines(&events))?;
    }
    let Some(out) = &mock.out else {
        print(&greenroom_app::debrief::markdown(&debrief))?;
        return Ok(ExitCode::SUCCESS);
    };
    let text = match out.extension().and_then(|ending| ending.to_str()) {
        Some("html" | "htm") => {
            greenroom_app::debrief::standalone(&debrief, greenroom_web::assets::style())
        }
        Some("md") => greenroom_app::debrief::markdown(&debrief),
        Some("json") => format!("{:#}\n", greenroom_app::debrief::json(&debrief)),
        _ => {
            return Err(Fault::at(
                out.display(),
                "its ending names no form of debrief",
                "end it in .html, .md or .json",
            ));
        }
    };
    write(out, &text)?;
    Ok(ExitCode::SUCCESS)
}
