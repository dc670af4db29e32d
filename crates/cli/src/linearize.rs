//! `greenroom linearize`: a recorded history held against a sequential model.
//!
//! Ends with 0 if it is linearizable, with 1 if it is not, with 2 when that could not be decided or the file is no
//! history, with 130 when Ctrl+C ended it.

use crate::args::Linearize;
use crate::fault::{Fault, print, read_text};
use crate::stop::{CANCELLED, on_ctrl_c};
use crate::text::wrapped;
use greenroom_app::linearize::{Options, Report, ReportVerdict, ReportWitness, check_text};
use serde_json::json;
use std::fmt::Write;
use std::process::ExitCode;
use std::sync::atomic::Ordering;

const UNDECIDED: u8 = 2;
const HISTORY_BYTES_MAX: usize = 256 << 20;

pub fn linearize(args: &Linearize) -> Result<ExitCode, Fault> {
    match checked(args) {
        Ok(code) => Ok(code),
        Err(fault) => {
            eprintln!("greenroom: {fault}");
            Ok(ExitCode::from(UNDECIDED))
        }
    }
}

fn checked(args: &Linearize) -> Result<ExitCode, Fault> {
    let text = read_text(&args.file, HISTORY_BYTES_MAX)?;
    let cancel = on_ctrl_c();
    let cancelled = || cancel.load(Ordering::Relaxed);
    let options = Options { steps_max: args.budget, cancelled: &cancelled, ..Options::default() };
    let report = check_text(args.model, &text, &options)
        .map_err(|error| Fault::new(format!("{}: {error}", args.file.display())))?;
    print(&if args.json { format!("{:#}\n", json!(report)) } else { told(&report) })?;
    Ok(match report.verdict {
        ReportVerdict::Ok => ExitCode::SUCCESS,
        ReportVerdict::Illegal(_) => ExitCode::FAILURE,
        ReportVerdict::Unknown { .. } if cancelled() => ExitCode::from(CANCELLED),
        ReportVerdict::Unknown { .. } => ExitCode::from(UNDECIDED),
    })
}

fn told(report: &Report) -> String {
    let Report { model, operations, pending, verdict } = report;
    let mut text = String::new();
    writeln!(text, "{operations} operations on a {model}, {pending} without an answer").ok();
    match verdict {
        ReportVerdict::Ok => text.push_str("Linearizable.\n"),
        ReportVerdict::Unknown { why } => {
            text.push_str(&wrapped(&format!("Not decided: {why}"), ""))
        }
        ReportVerdict::Illegal(witness) => illegal(&mut text, witness),
    }
    text
}

fn illegal(text: &mut String, witness: &ReportWitness) {
    let ReportWitness { key, why, impossible, minimal, order, furthest: _ } = witness;
    let of_key = key.as_ref().map_or_else(String::new, |key| format!(" (key {key})"));
    writeln!(text, "Not linearizable{of_key}.").ok();
    text.push_str(&wrapped(why, ""));
    text.push_str(
        "\nThese operations alone show it, by the lines of their call and their return:\n",
    );
    for one in minimal {
        let returned = one.returned_line.map_or("?".into(), |line| line.to_string());
        let mark = if one == impossible { "  <- cannot be" } else { "" };
        let open = if one.open { "  (may not have happened)" } else { "" };
        let lines = format!("{}-{returned}", one.called_line);
        writeln!(text, "  {lines:>13}  process {:<3} {}{open}{mark}", one.process, one.operation)
            .ok();
    }
    if !order.is_empty() {
        text.push_str("The longest order that fits:\n");
        for one in order {
            writeln!(text, "  process {:<3} {}", one.process, one.operation).ok();
        }
    }
}
