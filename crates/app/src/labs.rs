//! Labs: what there is to build, a folder to begin in, and a run of its checks against what was built.

use greenroom_content::{LabContent, Library};
use greenroom_labs::{Order, run, service};
use greenroom_model::StageId;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

pub use greenroom_labs::{
    Cancel, CheckResult, Event, Failure, History, Measure, Operation, Report, Target, Trouble,
    Verdict,
};

#[derive(Debug, thiserror::Error)]
pub enum LabError {
    #[error("there is no lab `{0}`; see `greenroom lab list`")]
    NoLab(String),
    #[error(
        "the lab `{lab}` has no starter in {language}; there is one in {known}. Any language does: start with one of \
             these, and write your own command into lab.toml"
    )]
    NoStarter { lab: String, language: String, known: String },
    #[error("{}: there is something in it; name an empty or a new folder; nothing was changed", .0.display())]
    Occupied(PathBuf),
    #[error("{}: {error}; name another folder", path.display())]
    File { path: PathBuf, error: io::Error },
    #[error("the lab `{lab}` has no check `{check}`; it has {known}")]
    NoCheck { lab: String, check: String, known: String },
    #[error("name the lab with --lab ID: a running service does not say which one it answers")]
    LabUnnamed,
    #[error("{0}")]
    Service(#[from] Trouble),
}

/// What is to be checked.
#[derive(Debug, Clone)]
pub struct LabRun {
    /// `None`: the one that the service's `lab.toml` names.
    pub lab: Option<String>,
    pub target: Target,
    /// All, if empty.
    pub stages: Vec<StageId>,
    /// Only this one.
    pub check: Option<String>,
    pub seed: u64,
    /// Anything that differs from run to run.
    pub nonce: u64,
}

/// Writes a starter, the statement and the contract into a new folder.
///
/// # Errors
/// [`LabError`]; what was there before is left as it is.
pub fn start(library: &Library, id: &str, language: &str, folder: &Path) -> Result<(), LabError> {
    let content = find(library, id)?;
    let starter =
        content.starters.iter().find(|one| one.language == language).ok_or_else(|| {
            let known: Vec<&str> =
                content.starters.iter().map(|one| one.language.as_str()).collect();
            let (lab, language, known) = (id.to_owned(), language.to_owned(), known.join(", "));
            LabError::NoStarter { lab, language, known }
        })?;
    match fs::read_dir(folder).map(|mut entries| entries.next().is_some()) {
        Ok(true) => return Err(LabError::Occupied(folder.to_owned())),
        Err(error) if error.kind() != ErrorKind::NotFound => {
            return Err(LabError::File { path: folder.to_owned(), error });
        }
        _ => {}
    }
    let (contract, text) = &content.contract;
    let statement = ("statement.md", content.statement.as_str());
    let texts = [statement, (contract.as_str(), text.as_str())];
    let files = starter.files.iter().map(|(file, text)| (file.as_str(), text.as_str()));
    for (file, text) in texts.into_iter().chain(files) {
        let path = folder.join(file);
        let written = match path.parent() {
            Some(parent) => fs::create_dir_all(parent),
            None => Ok(()),
        };
        // Somebody else may write there in the same moment: theirs stays.
        written
            .and_then(|()| fs::File::create_new(&path))
            .and_then(|mut to| io::Write::write_all(&mut to, text.as_bytes()))
            .map_err(|error| LabError::File { path, error })?;
    }
    Ok(())
}

/// Runs the checks and tells what happens while it does.
///
/// # Errors
/// What keeps it from being begun. What goes wrong with the service is in the report.
pub async fn check(
    library: &Library,
    wanted: &LabRun,
    cancel: &Cancel,
    tell: &mut (dyn FnMut(Event) + Send),
) -> Result<Report, LabError> {
    let id = match (&wanted.lab, &wanted.target) {
        (Some(id), _) => id.clone(),
        (None, Target::Folder(folder)) => service::read_file(folder)?.lab,
        (None, Target::Url(_)) => return Err(LabError::LabUnnamed),
    };
    let content = find(library, &id)?;
    if let Some(check) = &wanted.check {
        let known: Vec<&str> = content.lab.checks().map(|(_, one)| one.id.as_str()).collect();
        if !known.contains(&check.as_str()) {
            let (check, known) = (check.clone(), known.join(", "));
            return Err(LabError::NoCheck { lab: id, check, known });
        }
    }
    let LabRun { lab: _, target, stages, check, seed, nonce } = wanted.clone();
    let order = Order { lab: content.lab.clone(), target, stages, check, seed, nonce };
    Ok(run(&order, cancel, tell).await)
}

fn find<'a>(library: &'a Library, id: &str) -> Result<&'a LabContent, LabError> {
    library.lab(id).ok_or_else(|| LabError::NoLab(id.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_start_lays_out_all_that_is_needed_and_overwrites_nothing() {
        let library = Library::embedded();
        let folder = tempfile::tempdir().unwrap();
        let new = folder.path().join("mine");
        start(&library, "url-shortener", "python", &new).unwrap();
        for file in ["statement.md", "contract.md", "lab.toml", "main.py"] {
            assert!(new.join(file).is_file(), "{file}");
        }
        fs::write(new.join("main.py"), "my work").unwrap();
        let again = start(&library, "url-shortener", "python", &new);
        assert!(matches!(again, Err(LabError::Occupied(_))));
        assert_eq!(fs::read_to_string(new.join("main.py")).unwrap(), "my work");
    }

    #[test]
    fn what_is_not_there_is_named_with_what_is() {
        let library = Library::embedded();
        let told = |id: &str, language: &str| {
            start(&library, id, language, Path::new("nowhere")).unwrap_err().to_string()
        };
        assert!(told("url-lengthener", "python").contains("greenroom lab list"));
        assert!(told("url-shortener", "cobol").contains("there is one in python"));
        assert!(!Path::new("nowhere").exists());
    }

    #[tokio::test]
    async fn the_folder_says_which_lab_it_answers() {
        let library = Library::embedded();
        let folder = tempfile::tempdir().unwrap();
        let new = folder.path().join("mine");
        start(&library, "url-shortener", "python", &new).unwrap();
        let wanted = LabRun {
            lab: None,
            target: Target::Folder(new),
            stages: Vec::new(),
            check: Some("redirects".into()),
            seed: 1,
            nonce: 0,
        };
        let report = check(&library, &wanted, &Cancel::new(), &mut |_| {}).await.unwrap();
        assert_eq!((report.lab.as_str(), report.checks.len()), ("url-shortener", 1));
        assert!(!report.passed());
        let wrong = LabRun { check: Some("redirekts".into()), ..wanted.clone() };
        let refused = check(&library, &wrong, &Cancel::new(), &mut |_| {}).await.unwrap_err();
        assert!(refused.to_string().contains("durable-after-kill"), "{refused}");
        let url = LabRun { target: Target::Url("http://127.0.0.1:1".into()), ..wanted };
        let refused = check(&library, &url, &Cancel::new(), &mut |_| {}).await;
        assert!(matches!(refused, Err(LabError::LabUnnamed)));
    }
}
