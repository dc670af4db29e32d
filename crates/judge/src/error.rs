//! What can go wrong that is nobody's verdict.

use greenroom_sandbox::SandboxError;
use std::fmt;
use std::path::PathBuf;

/// Ours, or the package's, or the machine's; never the candidate's. A candidate loses nothing by it.
#[derive(Debug, thiserror::Error)]
pub enum JudgeError {
    #[error("{language} cannot be run on this machine: its tool chain was not found. {how}")]
    NoToolchain {
        language: String,
        /// How to get it.
        how: String,
    },
    /// The problem's own checking program failed.
    #[error("the checker of this problem failed on {case}: {why}. The answer was not judged")]
    Validator { case: String, why: String },
    #[error("the checker of this problem does not compile: {output}")]
    ValidatorBuild { output: String },
    #[error(transparent)]
    Package(#[from] PackageError),
    #[error(transparent)]
    Sandbox(#[from] SandboxError),
    #[error("{what} {}: {error}", path.display())]
    Io { what: &'static str, path: PathBuf, error: std::io::Error },
    /// A thread of ours broke down.
    #[error("the judge broke down: {0}. Please report this")]
    Internal(String),
    #[error("cancelled")]
    Cancelled,
}

impl JudgeError {
    pub(crate) fn io(
        what: &'static str,
        path: impl Into<PathBuf>,
    ) -> impl FnOnce(std::io::Error) -> JudgeError {
        let path = path.into();
        move |error| JudgeError::Io { what, path, error }
    }
}

/// One thing about one file of a package, with what to do about it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Flaw {
    /// Within the package, such as `data/secret/1.in`. Control characters are shown escaped.
    pub file: String,
    pub says: String,
}

impl Flaw {
    pub fn new(file: impl AsRef<str>, says: impl Into<String>) -> Flaw {
        Flaw { file: printable(file.as_ref()), says: says.into() }
    }
}

impl fmt::Display for Flaw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.file, self.says)
    }
}

/// A package that cannot be judged by, with all that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackageError {
    pub flaws: Vec<Flaw>,
}

impl From<Flaw> for PackageError {
    fn from(flaw: Flaw) -> PackageError {
        PackageError { flaws: vec![flaw] }
    }
}

impl fmt::Display for PackageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "this problem package cannot be used:")?;
        for flaw in &self.flaws {
            write!(f, "\n  {flaw}")?;
        }
        Ok(())
    }
}

impl std::error::Error for PackageError {}

/// A name that was written by somebody else, fit to be shown in one line.
pub(crate) fn printable(name: &str) -> String {
    name.chars()
        .flat_map(|c| {
            let escaped: Box<dyn Iterator<Item = char>> = if c.is_control() {
                Box::new(c.escape_default())
            } else {
                Box::new(std::iter::once(c))
            };
            escaped
        })
        .collect()
}
