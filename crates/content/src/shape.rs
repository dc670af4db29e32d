// Which files of a content folder the program reads as texts. What else a coding problem's judge needs is
// in packing.rs; the rest (generators, wrong submissions) stays out of the binary.
//
// No `//!` here: the build script compiles this file too.

use std::fs;
use std::path::Path;

/// The deepest file that is read: `labs/<id>/starter/<language>/src/<file>`.
const DEPTH_MAX: usize = 6;

/// The files to read below `dir`, as sorted paths with `/`, relative to it. Names that start with
/// a dot are passed over. Folders that cannot be listed count as empty; reading a file of theirs
/// is what reports them.
pub fn files_below(dir: &Path) -> Vec<String> {
    let mut found = Vec::new();
    walk(dir, "", 1, &mut found);
    found.retain(|path| is_read(path));
    found.sort();
    found
}

/// Folders may be links; the depth ends a circle of them.
pub(crate) fn walk(dir: &Path, prefix: &str, depth: usize, found: &mut Vec<String>) {
    let Ok(entries) = fs::read_dir(dir) else { return };
    for entry in entries.flatten() {
        let Ok(name) = entry.file_name().into_string() else { continue };
        if name.starts_with('.') {
            continue;
        }
        let path = format!("{prefix}{name}");
        if !entry.path().is_dir() {
            found.push(path);
        } else if depth < DEPTH_MAX {
            walk(&entry.path(), &format!("{path}/"), depth + 1, found);
        }
    }
}

/// A rule on the path alone, so that a problem's folder needs no index.
pub fn is_read(path: &str) -> bool {
    match path.split('/').collect::<Vec<_>>().as_slice() {
        ["topics.toml" | "prices.toml"] => true,
        ["protocols" | "plans" | "cards" | "drills" | "designs", file] => file.ends_with(".toml"),
        ["labs", _id, "lab.toml" | "statement.md" | "contract.md" | "openapi.yaml"] => true,
        ["labs", _id, "starter", _language, _, ..] => true,
        // References and mutants prove a lab to us; who takes it must not find them in the program.
        ["labs", ..] => false,
        [_kind, _id, "problem.toml" | "rubric.toml" | "signature.toml" | "statement.md"] => true,
        ["design", _id, "targets.toml"] => true,
        [_kind, _id, "reference" | "mutants", _file] => true,
        _ => false,
    }
}
