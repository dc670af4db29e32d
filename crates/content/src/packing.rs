// Which files of a coding problem make up its package for the judge. The build script packs them.
//
// No `//!` here: the build script compiles this file too.

use crate::shape;
use std::path::Path;

/// Whether a file of a coding problem's folder, by its path there, is needed to judge by it. Of the
/// submissions only right ones in Python: they answer the candidate's own cases.
pub fn is_packaged(path: &str) -> bool {
    match path.split('/').collect::<Vec<_>>().as_slice() {
        ["problem.yaml" | "signature.toml"] => true,
        ["data", rest @ ..] => rest.last().is_some_and(|file| !file.ends_with(".py")),
        ["include" | "output_validators" | "input_validators", ..] => !path.ends_with(".pyc"),
        ["submissions", "accepted", _name, "solution.py"] => true,
        _ => false,
    }
}

/// The package of the coding problem in `folder`: paths in it, sorted.
pub fn package_below(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    shape::walk(folder, "", 1, &mut found);
    found.retain(|path| is_packaged(path));
    found.sort();
    found
}
