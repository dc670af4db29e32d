//! Where a package's files come from, and nothing of what they mean.
//!
//! A folder is not trusted: somebody downloaded it. What it holds is listed once, without following
//! a link out of it, and files are only ever opened by a name of that list.

use crate::error::{Flaw, PackageError};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

/// A package: a folder, or files that are in the program itself.
#[derive(Debug, Clone)]
pub enum Source {
    Folder(PathBuf),
    Memory {
        /// What a folder would be called.
        name: String,
        /// Paths with `/`, and contents.
        files: Vec<(String, Cow<'static, [u8]>)>,
    },
}

/// A test case may be large, a hundred of them too, but not without end.
pub(crate) const FILE_BYTES_MAX: u64 = 256 << 20;
/// Of YAML and TOML, which are read by people.
pub(crate) const TEXT_BYTES_MAX: u64 = 1 << 20;
const FILES_MAX: usize = 20_000;
const DEPTH_MAX: usize = 12;

/// All files of a package by their path, and which folders there are.
#[derive(Debug, Clone)]
pub(crate) struct Tree {
    pub name: String,
    files: BTreeMap<String, Node>,
    pub folders: BTreeSet<String>,
    /// Of a folder, with links resolved.
    root: Option<PathBuf>,
}

#[derive(Debug, Clone)]
enum Node {
    Disk { path: PathBuf, bytes: u64 },
    Memory(Cow<'static, [u8]>),
}

impl Tree {
    pub fn list(source: Source, warnings: &mut Vec<Flaw>) -> Result<Tree, PackageError> {
        match source {
            Source::Folder(folder) => list_folder(&folder, warnings),
            Source::Memory { name, files } => list_memory(name, files),
        }
    }

    pub fn contains(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }

    pub fn bytes(&self, path: &str) -> u64 {
        match self.files.get(path) {
            Some(Node::Disk { bytes, .. }) => *bytes,
            Some(Node::Memory(content)) => content.len() as u64,
            None => 0,
        }
    }

    /// Paths below `folder`, in order.
    pub fn below<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = &'a str> + 'a {
        let prefix = format!("{folder}/");
        self.files
            .range(prefix.clone()..)
            .map(|(path, _)| path.as_str())
            .take_while(move |path| path.starts_with(&prefix))
    }

    pub fn read(&self, path: &str, bytes_max: u64) -> Result<Vec<u8>, Flaw> {
        let too_large = |bytes: u64| {
            Flaw::new(
                path,
                format!("it has {bytes} bytes; at most {bytes_max} are read: shorten it"),
            )
        };
        match self.files.get(path) {
            None => Err(Flaw::new(path, "it is missing: add it")),
            Some(Node::Memory(content)) if content.len() as u64 > bytes_max => {
                Err(too_large(content.len() as u64))
            }
            Some(Node::Memory(content)) => Ok(content.to_vec()),
            Some(Node::Disk { bytes, .. }) if *bytes > bytes_max => Err(too_large(*bytes)),
            Some(Node::Disk { path: real, .. }) => {
                let content = self.read_disk(real, bytes_max);
                let content = content.map_err(|why| Flaw::new(path, why))?;
                if content.len() as u64 > bytes_max {
                    return Err(too_large(content.len() as u64));
                }
                Ok(content)
            }
        }
    }

    pub fn read_text(&self, path: &str) -> Result<String, Flaw> {
        String::from_utf8(self.read(path, TEXT_BYTES_MAX)?).map_err(|error| {
            let at = error.utf8_error().valid_up_to() + 1;
            Flaw::new(path, format!("byte {at} is not UTF-8: save the file as UTF-8"))
        })
    }

    /// It may have changed since it was listed, so it is looked at again.
    fn read_disk(&self, real: &Path, bytes_max: u64) -> Result<Vec<u8>, String> {
        let told = |error: std::io::Error| format!("it cannot be read: {error}");
        let now = fs::canonicalize(real).map_err(told)?;
        let inside = self.root.as_ref().is_some_and(|root| now.starts_with(root));
        if !inside || !fs::metadata(&now).map_err(told)?.is_file() {
            return Err("it was changed while the package was in use: start again".into());
        }
        let mut content = Vec::new();
        let file = File::open(&now).map_err(told)?;
        file.take(bytes_max + 1).read_to_end(&mut content).map_err(told)?;
        Ok(content)
    }
}

fn list_folder(folder: &Path, warnings: &mut Vec<Flaw>) -> Result<Tree, PackageError> {
    let shown = folder.display().to_string();
    let root = fs::canonicalize(folder)
        .map_err(|error| Flaw::new(&shown, format!("the folder cannot be opened: {error}")))?;
    if !root.is_dir() {
        let says = "it is no folder: name the folder that holds problem.yaml (unpack it if zipped)";
        return Err(Flaw::new(&shown, says).into());
    }
    let name = root.file_name().map_or_else(String::new, |name| name.to_string_lossy().into());
    let mut listing = Listing {
        tree: Tree {
            name,
            files: BTreeMap::new(),
            folders: BTreeSet::new(),
            root: Some(root.clone()),
        },
        warnings,
        flaws: Vec::new(),
        seen: 0,
        full: false,
    };
    listing.walk(&root, "", &mut vec![root.clone()]);
    let Listing { tree, flaws, .. } = listing;
    if flaws.is_empty() { Ok(tree) } else { Err(PackageError { flaws }) }
}

struct Listing<'a> {
    tree: Tree,
    warnings: &'a mut Vec<Flaw>,
    flaws: Vec<Flaw>,
    seen: usize,
    full: bool,
}

impl Listing<'_> {
    /// `above` are the real folders that it is in: a link to one of them would never end.
    fn walk(&mut self, real: &Path, inside: &str, above: &mut Vec<PathBuf>) {
        let entries = match fs::read_dir(real) {
            Ok(entries) => entries,
            Err(error) => {
                let at = if inside.is_empty() { "." } else { inside };
                self.flaws.push(Flaw::new(at, format!("the folder cannot be read: {error}")));
                return;
            }
        };
        for entry in entries.flatten() {
            self.seen += 1;
            if self.seen > FILES_MAX {
                if !std::mem::replace(&mut self.full, true) {
                    let says =
                        format!("there are more than {FILES_MAX} files: is it the right one?");
                    self.flaws.push(Flaw::new(".", says));
                }
                return;
            }
            let raw = entry.file_name();
            let below = if inside.is_empty() { String::new() } else { format!("{inside}/") };
            let path = format!("{below}{}", raw.to_string_lossy());
            let Some(name) = raw.to_str().filter(|name| !name.chars().any(char::is_control)) else {
                let says = "its name has characters that no name should have: rename it";
                self.flaws.push(Flaw::new(path, says));
                continue;
            };
            if name.starts_with('.') {
                // Such as .git and .DS_Store. The one that the old tools wrote is read.
                if path != ".timelimit" {
                    self.warnings.push(Flaw::new(path, "hidden files are left out"));
                    continue;
                }
            }
            self.take(entry.path(), path, above);
        }
    }

    fn take(&mut self, at: PathBuf, path: String, above: &mut Vec<PathBuf>) {
        let Some(root) = self.tree.root.clone() else { return };
        let real = match fs::canonicalize(&at) {
            Ok(real) => real,
            Err(error) => {
                let says = format!("it leads nowhere ({error}): remove or mend the link");
                self.flaws.push(Flaw::new(path, says));
                return;
            }
        };
        if !real.starts_with(&root) {
            let says = "it is a link out of the package, which is not followed: copy the file here";
            self.flaws.push(Flaw::new(path, says));
            return;
        }
        let Ok(meta) = fs::metadata(&real) else { return };
        if meta.is_file() {
            self.tree.files.insert(path, Node::Disk { path: real, bytes: meta.len() });
        } else if !meta.is_dir() {
            let says = "it is neither a file nor a folder, so it is not opened: remove it";
            self.flaws.push(Flaw::new(path, says));
        } else if above.contains(&real) || above.len() > DEPTH_MAX {
            let says = "the folder lies too deep, or is a link to one that it is in: remove it";
            self.flaws.push(Flaw::new(path, says));
        } else {
            self.tree.folders.insert(path.clone());
            above.push(real.clone());
            self.walk(&real, &path, above);
            above.pop();
        }
    }
}

fn list_memory(
    name: String,
    files: Vec<(String, Cow<'static, [u8]>)>,
) -> Result<Tree, PackageError> {
    let mut tree = Tree { name, files: BTreeMap::new(), folders: BTreeSet::new(), root: None };
    for (path, content) in files {
        let parts: Vec<&str> = path.split('/').collect();
        if parts.iter().any(|part| matches!(*part, "" | "." | ".."))
            || path.chars().any(char::is_control)
        {
            return Err(Flaw::new(path, "this is not a path within a package").into());
        }
        for depth in 1..parts.len() {
            tree.folders.insert(parts[..depth].join("/"));
        }
        tree.files.insert(path, Node::Memory(content));
    }
    Ok(tree)
}
