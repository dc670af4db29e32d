//! What somebody hands in, looked at before anything is done with it.

use crate::error::printable;
use crate::languages::{self, Language};
use crate::package::{SourceFile, sound_name};
use std::path::{Path, PathBuf};

/// Files in one language. Only made through checks.
#[derive(Clone)]
pub struct Submission {
    pub(crate) language: &'static dyn Language,
    pub(crate) files: Vec<SourceFile>,
    /// Which of the files is the program; `None`: the language's custom decides.
    pub(crate) main: Option<String>,
}

impl std::fmt::Debug for Submission {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let paths: Vec<&str> = self.files.iter().map(|file| file.path.as_str()).collect();
        write!(f, "Submission({}, {paths:?})", self.language.id())
    }
}

/// Refused before anything was run. It is told to whoever handed in, and is no verdict.
#[derive(Debug, thiserror::Error)]
pub enum SubmissionError {
    #[error("the source has {bytes} bytes; at most {bytes_max} are taken. Shorten it")]
    TooLarge { bytes: u64, bytes_max: u64 },
    #[error("{file} is not text: byte {byte} is not UTF-8. Save it as UTF-8")]
    NotUtf8 { file: String, byte: usize },
    #[error("{file} is not text: byte {byte} is zero. Hand in source code")]
    Nul { file: String, byte: usize },
    #[error("the name `{file}` cannot be used: {why}")]
    Name { file: String, why: String },
    #[error("there is no source code in it. Hand in a file or a folder of files")]
    Empty,
    #[error(
        "the language of {files} is not known. Use one of the endings {endings}, or name the \
         language"
    )]
    NoLanguage { files: String, endings: String },
    #[error("{file} asks for Python 2 in its first line, which is not run. Make it Python 3")]
    Python2 { file: String },
    #[error("the files are in several languages ({0}). Hand in one of them, or name the language")]
    SeveralLanguages(String),
    #[error("the language `{0}` is not known. Use one of: {1}")]
    UnknownLanguage(String, String),
    #[error("{} cannot be read: {error}", path.display())]
    Read { path: PathBuf, error: std::io::Error },
    #[error("{} is a link or no plain file, so it is not read. Hand in the file itself", path.display())]
    NotPlain { path: PathBuf },
}

/// More than any hand-written solution.
pub const SOURCE_BYTES_MAX: u64 = 1 << 20;
const FILES_MAX: usize = 100;
const DEPTH_MAX: usize = 6;

impl Submission {
    /// `language`: an id such as `python`, or a Kattis code; `None`: told by the files' endings.
    ///
    /// # Errors
    /// What is wrong with the files, to be shown to whoever handed them in.
    pub fn new(
        language: Option<&str>,
        files: Vec<SourceFile>,
        main: Option<&str>,
    ) -> Result<Submission, SubmissionError> {
        check_files(&files, SOURCE_BYTES_MAX)?;
        let language = match language {
            Some(name) => by_name(name)?,
            None => by_endings(&files)?,
        };
        Ok(Submission { language, files, main: main.map(str::to_owned) })
    }

    /// One text, under the name that the language's solution has.
    ///
    /// # Errors
    /// As [`Submission::new`].
    pub fn text(language: &str, text: &str) -> Result<Submission, SubmissionError> {
        let path = by_name(language)?.solution_file().to_owned();
        let file = SourceFile { path, bytes: text.as_bytes().to_vec() };
        Submission::new(Some(language), vec![file], None)
    }

    /// A file or a folder of the user's own.
    ///
    /// # Errors
    /// As [`Submission::new`], and what cannot be read.
    pub fn from_path(path: &Path, language: Option<&str>) -> Result<Submission, SubmissionError> {
        let mut files = Vec::new();
        let meta = std::fs::metadata(path)
            .map_err(|error| SubmissionError::Read { path: path.into(), error })?;
        if meta.is_dir() {
            read_folder(path, "", 0, &mut 0, &mut files)?;
        } else {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            files.push(read_file(path, name, &mut 0)?);
        }
        Submission::new(language, files, None)
    }

    pub fn language(&self) -> &'static dyn Language {
        self.language
    }
}

pub(crate) fn check_files(files: &[SourceFile], bytes_max: u64) -> Result<(), SubmissionError> {
    if files.is_empty() {
        return Err(SubmissionError::Empty);
    }
    let bytes = files.iter().map(|file| file.bytes.len() as u64).sum();
    if bytes > bytes_max {
        return Err(SubmissionError::TooLarge { bytes, bytes_max });
    }
    for (at, SourceFile { path, bytes }) in files.iter().enumerate() {
        let file = printable(path);
        if files[..at].iter().any(|other| collide(&other.path, path)) {
            let why = "another file has the same place".to_owned();
            return Err(SubmissionError::Name { file, why });
        }
        if let Err(why) = sound_name(path) {
            return Err(SubmissionError::Name { file, why: why.into() });
        }
        if let Err(error) = std::str::from_utf8(bytes) {
            return Err(SubmissionError::NotUtf8 { file, byte: error.valid_up_to() + 1 });
        }
        if let Some(at) = bytes.iter().position(|byte| *byte == 0) {
            return Err(SubmissionError::Nul { file, byte: at + 1 });
        }
    }
    Ok(())
}

/// The same path, or one is a folder that the other is in.
pub(crate) fn collide(one: &str, other: &str) -> bool {
    let within = |short: &str, long: &str| {
        long.strip_prefix(short).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    within(one, other) || within(other, one)
}

fn by_name(name: &str) -> Result<&'static dyn Language, SubmissionError> {
    let found = languages::ALL
        .iter()
        .find(|language| language.id() == name || language.kattis_codes().contains(&name));
    found.copied().ok_or_else(|| {
        let all: Vec<&str> = languages::ALL.iter().map(|language| language.id()).collect();
        SubmissionError::UnknownLanguage(printable(name), all.join(", "))
    })
}

/// C and C++ share headers, so endings that nobody claims decide nothing.
pub(crate) fn by_endings(files: &[SourceFile]) -> Result<&'static dyn Language, SubmissionError> {
    let mut found: Vec<&'static dyn Language> = Vec::new();
    for file in files {
        let ending = file.path.rsplit_once('.').map_or("", |(_, ending)| ending);
        let language = languages::ALL.iter().find(|language| {
            language.extensions().iter().any(|one| one.trim_start_matches('.') == ending)
        });
        if let Some(language) = language
            && found.iter().all(|one| one.id() != language.id())
        {
            found.push(*language);
        }
    }
    match found.as_slice() {
        [language] if language.id() == "python" => {
            match files.iter().find(|file| is_python_2(file)) {
                Some(file) => Err(SubmissionError::Python2 { file: printable(&file.path) }),
                None => Ok(*language),
            }
        }
        [language] => Ok(*language),
        [] => {
            let files: Vec<String> =
                files.iter().take(3).map(|file| printable(&file.path)).collect();
            let endings: Vec<String> = languages::ALL
                .iter()
                .flat_map(|language| language.extensions())
                .map(|ending| format!(".{}", ending.trim_start_matches('.')))
                .collect();
            Err(SubmissionError::NoLanguage { files: files.join(", "), endings: endings.join(" ") })
        }
        several => {
            let names: Vec<&str> = several.iter().map(|language| language.id()).collect();
            Err(SubmissionError::SeveralLanguages(names.join(", ")))
        }
    }
}

/// The two share an ending, so that packages of other judges tell them apart by the first line.
fn is_python_2(file: &SourceFile) -> bool {
    let first = file.bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
    first.starts_with(b"#!") && first.windows(7).any(|part| part == b"python2")
}

fn read_folder(
    folder: &Path,
    inside: &str,
    depth: usize,
    total: &mut u64,
    files: &mut Vec<SourceFile>,
) -> Result<(), SubmissionError> {
    let told = |error| SubmissionError::Read { path: folder.into(), error };
    for entry in std::fs::read_dir(folder).map_err(told)? {
        let entry = entry.map_err(told)?;
        let name = entry.file_name();
        if name.to_string_lossy().starts_with('.') || name == "__pycache__" {
            continue;
        }
        let path = format!("{inside}{}", name.to_string_lossy());
        let kind = entry.file_type().map_err(told)?;
        if kind.is_dir() && depth < DEPTH_MAX {
            read_folder(&entry.path(), &format!("{path}/"), depth + 1, total, files)?;
        } else if kind.is_file() && files.len() < FILES_MAX {
            files.push(read_file(&entry.path(), path, total)?);
        } else {
            return Err(SubmissionError::NotPlain { path: entry.path() });
        }
    }
    files.sort();
    Ok(())
}

fn read_file(at: &Path, path: String, total: &mut u64) -> Result<SourceFile, SubmissionError> {
    let told = |error| SubmissionError::Read { path: at.into(), error };
    let meta = std::fs::metadata(at).map_err(told)?;
    if !meta.is_file() {
        return Err(SubmissionError::NotPlain { path: at.into() });
    }
    *total += meta.len();
    if *total > SOURCE_BYTES_MAX {
        let bytes_max = SOURCE_BYTES_MAX;
        return Err(SubmissionError::TooLarge { bytes: *total, bytes_max });
    }
    Ok(SourceFile { path, bytes: std::fs::read(at).map_err(told)? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(files: &[(&str, &[u8])], expected: &str) {
        let files = files
            .iter()
            .map(|(path, bytes)| SourceFile { path: (*path).into(), bytes: bytes.to_vec() })
            .collect();
        let told = match Submission::new(None, files, None) {
            Ok(submission) => submission.language().id().to_owned(),
            Err(error) => error.to_string(),
        };
        assert!(told.starts_with(expected), "{told}");
    }

    #[test]
    fn a_submission_is_looked_at_before_it_is_taken() {
        check(&[("solution.py", b"print(1)")], "python");
        check(&[("solution.py", b"#!/usr/bin/env python3\nprint(1)")], "python");
        check(&[("x.py", b"#!/usr/bin/env python2\nprint 1")], "x.py asks for Python 2");
        check(&[("main.cc", b"int main(){}"), ("util.h", b"")], "cpp");
        check(&[("main.c", b"int main(){}"), ("util.h", b"")], "c");
        check(&[("Main.java", b"class Main {}")], "java");
        check(&[], "there is no source code");
        check(&[("x.py", &[b'x'; 1 << 21])], "the source has 2097152 bytes; at most 1048576");
        check(&[("x.py", b"a = \"\0\"")], "x.py is not text: byte 6 is zero");
        check(&[("x.py", b"ab\xff")], "x.py is not text: byte 3 is not UTF-8");
        check(&[("../x.py", b"")], "the name `../x.py` cannot be used");
        check(&[("-x.py", b"")], "the name `-x.py` cannot be used");
        check(&[("a\nb.py", b"")], "the name `a\\nb.py` cannot be used");
        check(&[("a.py", b""), ("a.py/b.py", b"")], "the name `a.py/b.py` cannot be used");
        check(&[("a.py", b""), ("a.py", b"")], "the name `a.py` cannot be used");
        check(&[("a.py", b""), ("a.pyx/b.py", b"")], "python");
        check(&[("x.txt", b"")], "the language of x.txt is not known");
        check(&[("x.py", b""), ("y.go", b"")], "the files are in several languages (python, go)");
    }
}
