//! What can be written on the command line.

use clap::{Args as Group, Parser, Subcommand};
use greenroom_app::simulate::{Fault, Shape};
use greenroom_model::{Language, Level, StageId};
use std::net::IpAddr;
use std::path::PathBuf;

/// Practise every round of a backend interview by doing. Everything stays on this machine.
///
/// Without a subcommand it serves: it prints its address and opens the browser.
#[derive(Debug, Parser)]
#[command(name = "greenroom", version, args_conflicts_with_subcommands = true)]
pub struct Args {
    #[command(subcommand)]
    pub command: Option<Command>,
    #[command(flatten)]
    pub place: Place,
    #[command(flatten)]
    pub serve: Serve,
}

/// Where things are.
#[derive(Debug, Clone, Group)]
pub struct Place {
    /// The folder that keeps your sessions [default: your user data folder]
    #[arg(long, value_name = "DIR", env = "GREENROOM_DATA_DIR", global = true)]
    pub data_dir: Option<PathBuf>,
    /// Keep the sessions in PostgreSQL instead, such as postgres://user@host/greenroom
    #[arg(
        long,
        value_name = "URL",
        env = "GREENROOM_DATABASE",
        hide_env_values = true,
        global = true
    )]
    pub database: Option<String>,
    /// Problems from this folder instead of the built-in ones
    #[arg(long, value_name = "DIR", env = "GREENROOM_CONTENT", global = true)]
    pub content: Option<PathBuf>,
}

/// Where it listens unless told otherwise.
pub const PORT: u16 = 4170;

#[derive(Debug, Group)]
pub struct Serve {
    /// The port to listen on; 0 takes any free one
    #[arg(long, default_value_t = PORT, value_name = "N")]
    pub port: u16,
    /// The address to listen on; anything but a loopback address lets others in
    #[arg(long, default_value = "127.0.0.1", value_name = "A")]
    pub bind: IpAddr,
    /// A name under which others may ask for it, beside addresses and localhost
    #[arg(long, value_name = "NAME")]
    pub allow_host: Vec<String>,
    /// Do not open the browser
    #[arg(long)]
    pub no_open: bool,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Replay a recorded session and write its debrief
    Mock(Mock),
    /// Hold a transcript against a problem's rubric
    Assess(Assess),
    /// Grade a short answer against a reference, from 0 to 1
    Score(Score),
    /// Look at a behavioral answer
    Story {
        #[command(subcommand)]
        command: StoryCommand,
    },
    /// Solve a coding problem in your own editor
    Code {
        #[command(subcommand)]
        command: CodeCommand,
    },
    /// Build a service in your own editor, and have it used, broken and loaded
    Lab {
        #[command(subcommand)]
        command: LabCommand,
    },
    /// Judge submissions to a Kattis or ICPC problem package
    ///
    /// Without a submission it verifies the package: everything in submissions/ against the verdict
    /// that its folder promises, and the inputs against their validators. Ends with 0 when all is as
    /// promised or accepted, with 1 when something is not, and with 2 when it could not be judged.
    Judge(Judge),
    /// Run the drawing of a backend: what gives way under load and faults, and what it costs
    ///
    /// Ends with 0, with 1 when a target of --check is missed, and with 2 when it could not be run.
    Simulate(Simulate),
    /// What to do today
    Today,
    /// What to do today and in the days after it, until your interview
    Plan(Plan),
    /// Your cards: what waits, by topic
    Cards {
        #[command(subcommand)]
        command: Option<CardsCommand>,
    },
    /// See what there is to practise
    Content {
        #[command(subcommand)]
        command: ContentCommand,
    },
    /// Tell what this machine offers and lacks
    Doctor,
    /// Write everything you did as one file
    Export {
        /// The file to write [default: the terminal]
        #[arg(value_name = "FILE")]
        out: Option<PathBuf>,
    },
    /// Take in an export; what is here already stays
    Import {
        /// An export, or - for standard input
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
}

#[derive(Debug, Group)]
pub struct Mock {
    /// The recording: a script or an exported log, or - for standard input
    #[arg(long, value_name = "FILE")]
    pub script: PathBuf,
    /// Where the debrief goes; .html, .md or .json decides its form [default: Markdown, to the terminal]
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Also write the session's whole log here
    #[arg(long, value_name = "FILE")]
    pub log: Option<PathBuf>,
}

#[derive(Debug, Group)]
pub struct Assess {
    /// One of the problems of `greenroom content list`
    #[arg(long, value_name = "ID", conflicts_with = "rubric", required_unless_present = "rubric")]
    pub problem: Option<String>,
    /// Somebody else's rubric.toml
    #[arg(long, value_name = "FILE")]
    pub rubric: Option<PathBuf>,
    /// Plain text, WebVTT, SRT or JSON Lines, or - for standard input
    #[arg(long, value_name = "FILE")]
    pub transcript: PathBuf,
    /// mid, senior or staff
    #[arg(long, default_value = "senior")]
    pub level: Level,
    /// JSON instead of text
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Group)]
pub struct Score {
    #[arg(long, value_name = "TEXT", required_unless_present = "batch")]
    pub question: Option<String>,
    #[arg(long, value_name = "TEXT", required_unless_present = "batch")]
    pub reference: Option<String>,
    #[arg(long, value_name = "TEXT", required_unless_present = "batch")]
    pub answer: Option<String>,
    /// JSON Lines with question, reference_answer and student_answer, or - for standard input
    #[arg(long, value_name = "FILE", conflicts_with_all = ["question", "reference", "answer"])]
    pub batch: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
pub enum StoryCommand {
    /// Cut an answer into situation, tension, action, result, trade-off and what changed
    Assess(Story),
}

#[derive(Debug, Group)]
pub struct Story {
    /// A text, or - for standard input
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// The file has one sentence a line: keep them so
    #[arg(long)]
    pub lines: bool,
    /// The question that was asked
    #[arg(long, value_name = "TEXT")]
    pub question: Option<String>,
    /// JSON instead of text
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Subcommand)]
pub enum CodeCommand {
    /// List the coding problems
    List,
    /// Lay out a problem in a folder of its own
    Start(CodeStart),
    /// Run the samples and your own cases
    Test(CodeTest),
    /// Run every case
    Submit(CodeFolder),
}

#[derive(Debug, Group)]
pub struct CodeStart {
    /// One of the problems of `greenroom code list`
    pub problem: String,
    /// python, java, go, rust, cpp or javascript
    #[arg(long, default_value = "python", value_name = "LANGUAGE")]
    pub lang: Language,
    /// The folder to make [default: the problem's name]
    #[arg(long, value_name = "DIR")]
    pub dir: Option<PathBuf>,
}

#[derive(Debug, Group)]
pub struct CodeFolder {
    /// The problem's folder [default: this one]
    #[arg(long, value_name = "DIR")]
    pub dir: Option<PathBuf>,
}

#[derive(Debug, Group)]
pub struct CodeTest {
    #[command(flatten)]
    pub folder: CodeFolder,
    /// Again whenever the solution or an own case is saved
    #[arg(long)]
    pub watch: bool,
}

#[derive(Debug, Subcommand)]
pub enum LabCommand {
    /// List the labs
    List {
        /// JSON instead of text
        #[arg(long)]
        json: bool,
    },
    /// Lay out a lab in a folder of its own: statement, contract, and a service that fails
    Start(LabStart),
    /// Start the service, use it, break it, load it, and say what it did wrong
    ///
    /// Ends with 0 when every check passed, with 1 when one failed, and with 2 when something could not be judged.
    Check(LabCheck),
}

#[derive(Debug, Group)]
pub struct LabStart {
    /// One of `greenroom lab list`
    pub lab: String,
    /// The language of the starter; any other does, too, by the command in lab.toml
    #[arg(long, default_value = "python", value_name = "LANGUAGE")]
    pub lang: String,
    /// The folder to make [default: the lab's name]
    #[arg(long, value_name = "DIR")]
    pub dir: Option<PathBuf>,
}

#[derive(Debug, Group)]
pub struct LabCheck {
    /// The service's folder, with its lab.toml
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub dir: PathBuf,
    /// Check a service that runs already; nothing is killed or restarted then
    #[arg(long, value_name = "URL", requires = "lab", conflicts_with_all = ["dir", "watch"])]
    pub url: Option<String>,
    /// Which lab it answers [default: as its lab.toml says]
    #[arg(long, value_name = "ID")]
    pub lab: Option<String>,
    /// contract, semantics, concurrency, faults or load; may be given several times
    #[arg(long = "stage", value_name = "STAGE")]
    pub stages: Vec<StageId>,
    /// Only this check
    #[arg(long, value_name = "CHECK")]
    pub check: Option<String>,
    /// The same seed does the same again [default: a new one]
    #[arg(long, value_name = "N")]
    pub seed: Option<u64>,
    /// Again whenever a file of the folder is saved
    #[arg(long, conflicts_with = "json")]
    pub watch: bool,
    /// The report as JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Group)]
pub struct Plan {
    /// So many days from today on
    #[arg(long, default_value_t = 7, value_name = "N")]
    pub days: usize,
    /// The whole plan as a Markdown checklist
    #[arg(long, conflicts_with = "days")]
    pub markdown: bool,
    /// Write the whole plan as a calendar (iCalendar)
    #[arg(long, value_name = "FILE", conflicts_with_all = ["days", "markdown"])]
    pub ics: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
pub enum CardsCommand {
    /// Ask what is due, then what is new today: Enter shows the answer, 1 to 4 grade it, q ends
    Review {
        /// Only of this topic, and all its new cards
        #[arg(long, value_name = "TOPIC")]
        topic: Option<String>,
    },
    /// Write your cards, their schedule and reviews as a package for Anki
    Export {
        /// The file to write, such as cards.apkg
        #[arg(value_name = "FILE")]
        out: PathBuf,
        /// Also the cards that you have not seen
        #[arg(long)]
        all: bool,
    },
    /// Take in a package of Anki; what is here already is not doubled
    Import {
        /// An .apkg file, or - for standard input
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
}

#[derive(Debug, Group)]
pub struct Judge {
    /// The package's folder, with problem.yaml and data/
    pub package: PathBuf,
    /// Files or folders to judge [default: verify the package]
    pub submissions: Vec<PathBuf>,
    /// JSON instead of text
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Subcommand)]
pub enum ContentCommand {
    /// List protocols and problems
    List {
        /// JSON instead of text
        #[arg(long)]
        json: bool,
    },
}

#[derive(Debug, Group)]
pub struct Simulate {
    /// A design as text, a Mermaid flowchart or an Excalidraw drawing, or - for standard input
    #[arg(value_name = "DESIGN", required_unless_present = "compare")]
    pub design: Option<PathBuf>,
    /// So many times what the design's clients send
    #[arg(long, default_value_t = 1.0, value_name = "TIMES", allow_negative_numbers = true)]
    pub load: f64,
    /// steady, "ramp x10", "spike x5@20s for 10s", "flash-crowd x20@20s", diurnal, "hot-key 30%@20s for 20s"
    #[arg(long, default_value = "steady", value_name = "SHAPE")]
    pub shape: Shape,
    /// Such as "kill orders-db@30s", "slow api/2 x10@20s for 10s", "lose eu-1@30s", "partition api orders-db@30s",
    /// "cold cache@30s", "deploy api@30s"; may be given several times
    #[arg(long = "fault", value_name = "FAULT")]
    pub faults: Vec<Fault>,
    /// Seconds that are simulated
    #[arg(long, default_value_t = 60.0, value_name = "SECONDS")]
    pub duration: f64,
    /// Seconds at the beginning that do not count, while caches and queues fill
    #[arg(long, default_value_t = 0.0, value_name = "SECONDS")]
    pub warm_up: f64,
    /// The same seed gives the same run
    #[arg(long, default_value_t = 1, value_name = "N")]
    pub seed: u64,
    /// Hold it against the targets of a problem, which bring their own loads and faults
    #[arg(
        long,
        value_name = "PROBLEM",
        conflicts_with_all =
            ["compare", "problem", "load", "shape", "faults", "duration", "warm_up", "seed"]
    )]
    pub check: Option<String>,
    /// Put the requests of a problem in place of those that the design asks for
    #[arg(long, value_name = "PROBLEM")]
    pub problem: Option<String>,
    /// Run two designs in the same way, side by side
    #[arg(long, num_args = 2, value_names = ["A", "B"], conflicts_with = "design")]
    pub compare: Option<Vec<PathBuf>>,
    /// JSON instead of text
    #[arg(long)]
    pub json: bool,
}
