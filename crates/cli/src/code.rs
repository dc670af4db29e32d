//! `greenroom code`: a coding problem in one's own editor.
//!
//! `start` lays out a folder that runs by itself as well: the candidate's file, the program around it,
//! and the samples. `test` and `submit` run it in the sandbox, as the browser does.

use crate::args::{CodeCommand, CodeFolder, CodeStart, Place};
use crate::data;
use crate::fault::{Fault, print, read_text, write};
use crate::status::StatusLine;
use greenroom_app::code::{Cancel, Coder, RunOrder, RunProgress};
use greenroom_app::content::Library;
use greenroom_app::debrief::run;
use greenroom_model::{CaseSet, CodeRun, Language, OwnCase, RoundKind, RunEnd};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

/// Says which problem a folder is about.
const MARK: &str = "greenroom.toml";
const SOURCE_BYTES_MAX: usize = 1 << 20;
const OWN_BYTES_MAX: usize = 64 << 10;
const LOOK_EVERY: Duration = Duration::from_millis(300);

pub fn code(place: &Place, command: &CodeCommand) -> Result<ExitCode, Fault> {
    match command {
        CodeCommand::List => list(place),
        CodeCommand::Start(start) => begin(place, start),
        CodeCommand::Test(test) => {
            let work = Work::open(place, &test.folder)?;
            if test.watch { work.watch() } else { work.test() }
        }
        CodeCommand::Submit(folder) => Work::open(place, folder)?.submit(),
    }
}

fn list(place: &Place) -> Result<ExitCode, Fault> {
    let library = data::library(place)?;
    let mut by_topic: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for problem in library.of_kind(RoundKind::Coding) {
        let topic = problem.topics.first().map_or("other", String::as_str);
        let difficulty = problem.difficulty.map_or("", |difficulty| difficulty.word());
        let line = format!("  {:<28} {difficulty:<7} {}", problem.id, problem.title);
        by_topic.entry(topic).or_default().push(line);
    }
    let mut text = String::new();
    for (topic, lines) in by_topic {
        writeln!(text, "{topic}\n{}\n", lines.join("\n")).ok();
    }
    text.push_str("Begin one: greenroom code start PROBLEM --lang python\n");
    print(&text)?;
    Ok(ExitCode::SUCCESS)
}

fn begin(place: &Place, start: &CodeStart) -> Result<ExitCode, Fault> {
    let library = Arc::new(data::library(place)?);
    let problem = library
        .problem(&start.problem)
        .filter(|problem| problem.kind == RoundKind::Coding)
        .ok_or_else(|| {
            Fault::at(&start.problem, "no such coding problem", "see `greenroom code list`")
        })?;
    let folder = start.dir.clone().unwrap_or_else(|| PathBuf::from(&problem.id));
    let occupied = fs::read_dir(&folder).is_ok_and(|mut entries| entries.next().is_some());
    if occupied {
        return Err(Fault::at(
            folder.display(),
            "there is something in it",
            "name an empty or a new folder with --dir DIR; nothing was changed",
        ));
    }
    let coder = coder(place, library.clone())?;
    let laid_out = coder.workspace(problem, start.lang).map_err(Fault::new)?;
    let make = |path: &Path| {
        fs::create_dir_all(path)
            .map_err(|error| Fault::at(path.display(), error, "name another with --dir DIR"))
    };
    make(&folder.join("own"))?;
    for (name, text) in &laid_out.files {
        let path = folder.join(name);
        if let Some(parent) = path.parent() {
            make(parent)?;
        }
        write(&path, text)?;
    }
    write(&folder.join("STATEMENT.md"), format!("# {}\n\n{}", problem.title, problem.statement))?;
    let mark = format!("problem = {:?}\nlanguage = {:?}\n", problem.id, start.lang.id());
    write(&folder.join(MARK), &mark)?;
    print(&format!(
        "{} is in {}.\nRead STATEMENT.md, write {}, then, in that folder:\n  greenroom code test            \
         runs the samples and your own cases (own/NAME.in, expected in own/NAME.ans)\n  greenroom code \
         test --watch    the same whenever you save\n  greenroom code submit          runs every case\n",
        problem.title,
        folder.display(),
        laid_out.solution
    ))?;
    Ok(ExitCode::SUCCESS)
}

fn coder(place: &Place, library: Arc<Library>) -> Result<Coder, Fault> {
    Ok(Coder::new(library, data::judge_dir(place)?))
}

/// A folder that `start` made.
struct Work {
    folder: PathBuf,
    problem: String,
    language: Language,
    solution: PathBuf,
    coder: Coder,
}

impl Work {
    fn open(place: &Place, folder: &CodeFolder) -> Result<Work, Fault> {
        let folder = folder.dir.clone().unwrap_or_else(|| PathBuf::from("."));
        let mark = folder.join(MARK);
        let text = read_text(&mark, SOURCE_BYTES_MAX).map_err(|_| {
            Fault::at(
                mark.display(),
                "not there",
                "go to a folder made by `greenroom code start`, or name it with --dir DIR",
            )
        })?;
        let value = |key: &str| {
            text.lines().find_map(|line| {
                let (name, value) = line.split_once('=')?;
                (name.trim() == key).then(|| value.trim().trim_matches('"').to_owned())
            })
        };
        let broken = |what: &str| Fault::at(mark.display(), what, "start the problem anew");
        let problem = value("problem").ok_or_else(|| broken("no `problem`"))?;
        let language: Language = value("language")
            .and_then(|language| language.parse().ok())
            .ok_or_else(|| broken("no known `language`"))?;
        let library = Arc::new(data::library(place)?);
        if library.problem(&problem).is_none() {
            return Err(broken(&format!("the problem `{problem}` is not in this content")));
        }
        let coder = coder(place, library)?;
        let solution = folder.join(greenroom_app::code::solution_file(language));
        Ok(Work { folder, problem, language, solution, coder })
    }

    fn test(&self) -> Result<ExitCode, Fault> {
        let own = self.own()?;
        let samples = self.run(CaseSet::Sample, Vec::new())?;
        let mut is_good = tell(&samples)?;
        // The same compiler would only say the same again.
        if !own.is_empty() && is_good != Some(false) {
            print("Your own cases:\n")?;
            is_good = is_good.and(tell(&self.run(CaseSet::Own, own)?)?);
        }
        Ok(code_of(is_good))
    }

    fn submit(&self) -> Result<ExitCode, Fault> {
        Ok(code_of(tell(&self.run(CaseSet::All, Vec::new())?)?))
    }

    fn watch(&self) -> Result<ExitCode, Fault> {
        let mut seen = None;
        loop {
            let now = self.changed();
            if now != seen {
                seen = now;
                print(&format!("\n{} changed:\n", self.solution.display()))?;
                if let Err(fault) = self.test() {
                    print(&format!("{fault}\n"))?;
                }
                print("Watching; Ctrl+C ends it.\n")?;
            }
            std::thread::sleep(LOOK_EVERY);
        }
    }

    /// When the solution or an own case was last written.
    fn changed(&self) -> Option<SystemTime> {
        let own = fs::read_dir(self.folder.join("own")).into_iter().flatten().flatten();
        own.map(|entry| entry.path())
            .chain([self.solution.clone()])
            .filter_map(|path| fs::metadata(path).ok()?.modified().ok())
            .max()
    }

    fn own(&self) -> Result<Vec<OwnCase>, Fault> {
        let mut inputs: Vec<PathBuf> = fs::read_dir(self.folder.join("own"))
            .into_iter()
            .flatten()
            .flatten()
            .map(|entry| entry.path())
            .filter(|path| path.extension().is_some_and(|end| end == "in"))
            .collect();
        inputs.sort();
        let read = |input: &PathBuf| {
            let answer = input.with_extension("ans");
            let expected = match answer.exists() {
                true => Some(read_text(&answer, OWN_BYTES_MAX)?),
                false => None,
            };
            Ok(OwnCase { input: read_text(input, OWN_BYTES_MAX)?, expected })
        };
        inputs.iter().map(read).collect()
    }

    fn run(&self, cases: CaseSet, own: Vec<OwnCase>) -> Result<RunEnd, Fault> {
        let source = read_text(&self.solution, SOURCE_BYTES_MAX)?;
        let order =
            RunOrder { problem: self.problem.clone(), language: self.language, source, cases, own };
        let status = StatusLine::new();
        let mut progress = |progress: RunProgress| {
            let says = match progress {
                RunProgress::Waiting { ahead } => format!("waiting, {ahead} before it"),
                RunProgress::Building => "building".into(),
                RunProgress::Running { done, total } => format!("{done} of {total} cases"),
            };
            status.say(&says);
        };
        Ok(self.coder.run(&order, &mut progress, &Cancel::new()))
    }
}

/// Prints how a run ended. `None`: nothing can be said about the code.
fn tell(end: &RunEnd) -> Result<Option<bool>, Fault> {
    match end {
        RunEnd::Judged(judged) => {
            print(&report(judged))?;
            Ok(Some(!judged.verdict.is_failure()))
        }
        RunEnd::Cancelled => {
            print("Cancelled.\n")?;
            Ok(None)
        }
        RunEnd::Failed { why } => Err(Fault::new(why.clone())),
    }
}

fn code_of(is_good: Option<bool>) -> ExitCode {
    match is_good {
        Some(true) => ExitCode::SUCCESS,
        _ => ExitCode::FAILURE,
    }
}

fn report(judged: &CodeRun) -> String {
    let mut text = format!("{} {}\n", judged.verdict.shape(), run::headline(judged));
    if let Some(compile) = &judged.compile {
        for message in &compile.messages {
            writeln!(text, "  {}:{}: {}", message.file, message.line, message.says).ok();
        }
        if compile.messages.is_empty() {
            text.push_str(&indented(&compile.output));
        }
        return text;
    }
    for case in &judged.cases {
        let mib = case.memory_bytes / 1_048_576;
        let (shape, word) = (case.verdict.shape(), case.verdict.word());
        writeln!(text, "  {shape} {:<28} {word:<15} {:>6} ms {mib:>5} MiB", case.name, case.cpu_ms)
            .ok();
    }
    let shown = judged.cases.iter().filter(|case| {
        case.verdict.is_failure() || case.verdict == greenroom_model::CaseVerdict::Ran
    });
    for case in shown.filter(|case| case.detail.is_some()).take(3) {
        let Some(detail) = &case.detail else { continue };
        writeln!(text, "\n{}: {}", case.name, case.verdict.word()).ok();
        text.push_str(&indented(&detail.says));
        for (name, part) in [
            ("input", Some(&detail.input)),
            ("expected", detail.expected.as_ref()),
            ("got", Some(&detail.got)),
            ("stderr", Some(&detail.stderr).filter(|part| !part.is_empty())),
        ] {
            if let Some(part) = part {
                write!(text, "  {name}:\n{}", indented(&indented(part))).ok();
            }
        }
    }
    if let Some(growth) = &judged.growth {
        writeln!(text, "\n{} (n: {})", growth.says, growth.n).ok();
        let most = growth.points.iter().map(|(_, ms)| *ms).max().unwrap_or(0).max(1);
        for (n, ms) in &growth.points {
            let bar = "█".repeat((30 * ms / most) as usize);
            writeln!(text, "  {n:>9} {ms:>7} ms {bar}").ok();
        }
    }
    text
}

fn indented(text: &str) -> String {
    text.lines().map(|line| format!("  {line}\n")).collect()
}
