//! The program `greenroom`: arguments, configuration, wiring. Both faces, the browser's and the
//! terminal's, use the same functions of `greenroom-app`.
//!
//! Start with [`run`]. Without a subcommand it serves.

mod args;
mod assess;
mod cards;
mod code;
mod data;
mod doctor;
mod fault;
mod judge;
mod lab;
mod mock;
mod plan;
mod serve;
mod simulate;
mod status;
mod text;

use args::{Args, Command};
use clap::Parser;
use fault::Fault;
use std::process::ExitCode;

fn main() -> ExitCode {
    let args = Args::parse();
    match run(args) {
        Ok(code) => code,
        Err(fault) => {
            eprintln!("greenroom: {fault}");
            ExitCode::FAILURE
        }
    }
}

fn run(args: Args) -> Result<ExitCode, Fault> {
    let place = args.place;
    match args.command {
        None => serve::serve(&place, &args.serve),
        Some(Command::Mock(mock)) => mock::mock(&place, &mock),
        Some(Command::Assess(assess)) => assess::assess(&place, &assess),
        Some(Command::Score(score)) => assess::score(&score),
        Some(Command::Story { command: args::StoryCommand::Assess(story) }) => {
            assess::story(&story)
        }
        Some(Command::Content { command: args::ContentCommand::List { json } }) => {
            data::list_content(&place, json)
        }
        Some(Command::Code { command }) => code::code(&place, &command),
        Some(Command::Lab { command }) => lab::lab(&place, &command),
        Some(Command::Judge(args)) => judge::judge(&place, &args),
        Some(Command::Simulate(args)) => simulate::simulate(&place, &args),
        Some(Command::Today) => plan::today(&place),
        Some(Command::Plan(args)) => plan::plan(&place, &args),
        Some(Command::Cards { command }) => cards::cards(&place, command.as_ref()),
        Some(Command::Doctor) => doctor::doctor(&place),
        Some(Command::Export { out }) => data::export(&place, out.as_deref()),
        Some(Command::Import { file }) => data::import(&place, &file),
    }
}
