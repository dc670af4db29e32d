//! Where content comes from: the binary itself or a folder. Both become the same set of texts, so
//! that one reader serves both.

use crate::{ContentError, shape};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Read;
use std::path::Path;

include!(concat!(env!("OUT_DIR"), "/files.rs"));

/// No text of content is near this; a link to something endless must not fill the memory.
const FILE_BYTES_MAX: u64 = 8 * 1024 * 1024;

/// Texts by their path below the content folder.
pub(crate) struct Texts {
    /// What stands before a path in messages, so that the reader can open the file.
    root: String,
    by_path: BTreeMap<String, String>,
}

impl Texts {
    pub fn embedded() -> Texts {
        let by_path =
            FILES.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
        Texts { root: "content".to_owned(), by_path }
    }

    /// Reads what it can and says what it could not.
    pub fn below(dir: &Path) -> (Texts, Vec<ContentError>) {
        let mut texts = Texts { root: dir.display().to_string(), by_path: BTreeMap::new() };
        let mut errors = Vec::new();
        for path in shape::files_below(dir) {
            match read_text(&dir.join(&path)) {
                Ok(text) => {
                    texts.by_path.insert(path, text);
                }
                Err(error) => errors.push(error),
            }
        }
        (texts, errors)
    }

    pub fn get(&self, path: &str) -> Option<&str> {
        self.by_path.get(path).map(String::as_str)
    }

    /// The path as it stands in messages.
    pub fn name(&self, path: &str) -> String {
        format!("{}/{path}", self.root)
    }

    /// The texts directly inside `folder`, as (file name, path, text), by name.
    pub fn inside(&self, folder: &str) -> impl Iterator<Item = (&str, &str, &str)> {
        let prefix = format!("{folder}/");
        self.by_path.iter().filter_map(move |(path, text)| {
            let name = path.strip_prefix(&prefix)?;
            (!name.contains('/')).then_some((name, path.as_str(), text.as_str()))
        })
    }

    /// The texts below `folder`, as (path from there, text), by path.
    pub fn below_folder(&self, folder: &str) -> impl Iterator<Item = (&str, &str)> {
        let prefix = format!("{folder}/");
        self.by_path
            .iter()
            .filter_map(move |(path, text)| Some((path.strip_prefix(&prefix)?, text.as_str())))
    }

    /// The folders two deep: (kind, id) of every problem and lab, finished or not.
    pub fn problem_folders(&self) -> BTreeSet<(String, String)> {
        self.by_path
            .keys()
            .filter_map(|path| {
                let mut parts = path.split('/');
                let (kind, id, _file) = (parts.next()?, parts.next()?, parts.next()?);
                Some((kind.to_owned(), id.to_owned()))
            })
            .collect()
    }
}

/// Reads a text file of content, refusing what is too large or no text.
pub(crate) fn read_text(path: &Path) -> Result<String, ContentError> {
    let name = path.display().to_string();
    let mut bytes = Vec::new();
    fs::File::open(path)
        .and_then(|file| file.take(FILE_BYTES_MAX + 1).read_to_end(&mut bytes))
        .map_err(|error| {
            ContentError::new(
                &name,
                error.to_string(),
                "check that the file exists and is readable",
            )
        })?;
    if bytes.len() as u64 > FILE_BYTES_MAX {
        return Err(ContentError::new(&name, "larger than 8 MiB", "make it a smaller file"));
    }
    let text = String::from_utf8(bytes).map_err(|error| {
        let good = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        let line = good.iter().filter(|byte| **byte == b'\n').count() + 1;
        ContentError::new(&name, "not valid UTF-8", "save the file as UTF-8").at(Some(line))
    })?;
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}
