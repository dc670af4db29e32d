//! Where sessions and problems are, and moving them.

use crate::args::Place as Where;
use crate::fault::{Fault, print};
use greenroom_app::code::Coder;
use greenroom_app::content::Library;
use greenroom_app::judge::{Judge, JudgeConfig};
use greenroom_app::listen::{Listener, Quality};
use greenroom_app::store::{Place, Store};
use greenroom_app::{Greenroom, SystemClock};
use serde_json::json;
use std::fmt::Write as _;
use std::fs::File;
use std::io::{BufReader, BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

/// The database's file within the data folder.
const FILE: &str = "greenroom.sqlite3";

/// The problems: built in, or from `--content`.
pub fn library(place: &Where) -> Result<Library, Fault> {
    let Some(dir) = &place.content else { return Ok(Library::embedded()) };
    Library::from_dir(dir).map_err(|errors| {
        let mut text = format!("the content of {} cannot be used:", dir.display());
        for error in &errors {
            // Writing to a String does not fail.
            write!(text, "\n  {error}").ok();
        }
        Fault::new(text)
    })
}

pub fn runtime() -> Result<tokio::runtime::Runtime, Fault> {
    tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|error| Fault::at("threads", error, "free some memory and start it again"))
}

/// Where the sessions are.
pub fn place(place: &Where) -> Result<Place, Fault> {
    if let Some(url) = &place.database {
        return Ok(Place::Postgres(url.clone()));
    }
    Ok(Place::Sqlite(data_dir(place)?.join(FILE)))
}

pub fn data_dir(place: &Where) -> Result<PathBuf, Fault> {
    if let Some(dir) = &place.data_dir {
        return Ok(dir.clone());
    }
    directories::ProjectDirs::from("", "", "greenroom")
        .map(|dirs| dirs.data_dir().to_owned())
        .ok_or_else(|| {
            Fault::new("this user has no home folder; name a folder with --data-dir DIR")
        })
}

/// Where code is built and run.
pub fn judge_dir(place: &Where) -> Result<PathBuf, Fault> {
    Ok(data_dir(place)?.join("judge"))
}

pub fn judge(place: &Where) -> Result<Judge, Fault> {
    Judge::new(JudgeConfig::new(judge_dir(place)?)).map_err(|error| Fault::new(error.to_string()))
}

pub async fn open(place: &Where) -> Result<Store, Fault> {
    Ok(Store::open(&self::place(place)?).await?)
}

/// Everything wired together. Whoever is done with it closes its store.
pub async fn greenroom(place: &Where, library: Library) -> Result<Greenroom, Fault> {
    let store = open(place).await?;
    let listener = Listener::embedded();
    if let Quality::Coarse { why } = listener.quality() {
        eprintln!("greenroom: listening is coarser than it should be: {why}");
    }
    let library = Arc::new(library);
    let coder = Coder::new(library.clone(), judge_dir(place)?);
    Ok(Greenroom::new(library, listener, store, Arc::new(SystemClock::default()), coder))
}

pub fn export(place: &Where, out: Option<&Path>) -> Result<ExitCode, Fault> {
    runtime()?.block_on(async {
        let store = open(place).await?;
        let count = match out {
            Some(path) => {
                let fault =
                    |error| Fault::at(path.display(), error, "name a place that can be written");
                let mut file = BufWriter::new(File::create(path).map_err(fault)?);
                let count = store.export(&mut file).await?;
                file.into_inner()
                    .map_err(|error| fault(error.into_error()))?
                    .sync_all()
                    .map_err(fault)?;
                count
            }
            None => {
                let mut out = std::io::stdout().lock();
                let count = store.export(&mut out).await?;
                out.flush().ok();
                count
            }
        };
        eprintln!("greenroom: exported {} sessions with {} events", count.sessions, count.events);
        store.close().await;
        Ok(ExitCode::SUCCESS)
    })
}

pub fn import(place: &Where, file: &Path) -> Result<ExitCode, Fault> {
    runtime()?.block_on(async {
        let store = open(place).await?;
        let count = if file == Path::new("-") {
            store.import(BufReader::new(std::io::stdin())).await?
        } else {
            let opened = File::open(file).map_err(|error| {
                Fault::at(file.display(), error, "name an export that can be read")
            })?;
            store.import(BufReader::new(opened)).await?
        };
        print(&format!(
            "Imported {} sessions with {} events; {} were here already.\n",
            count.sessions, count.events, count.sessions_skipped
        ))?;
        store.close().await;
        Ok(ExitCode::SUCCESS)
    })
}

pub fn list_content(place: &Where, as_json: bool) -> Result<ExitCode, Fault> {
    let library = library(place)?;
    let text = if as_json {
        let protocols: Vec<_> = library
            .protocols()
            .map(|one| json!({ "id": one.id, "title": one.title, "minutes": one.minutes() }))
            .collect();
        let problems: Vec<_> = library
            .problems()
            .map(|one| {
                json!({
                    "id": one.id, "kind": one.kind, "title": one.title, "summary": one.summary,
                    "topics": one.topics, "points": one.rubric.points.len(),
                })
            })
            .collect();
        format!("{:#}\n", json!({ "protocols": protocols, "problems": problems }))
    } else {
        let mut text = String::from("Protocols\n");
        for one in library.protocols() {
            writeln!(text, "  {:<20} {:>3} min  {}", one.id, one.minutes(), one.summary).ok();
        }
        text.push_str("\nProblems\n");
        for one in library.problems() {
            writeln!(text, "  {:<20} {:<12} {}", one.id, one.kind.id(), one.summary).ok();
        }
        text
    };
    print(&text)?;
    Ok(ExitCode::SUCCESS)
}
