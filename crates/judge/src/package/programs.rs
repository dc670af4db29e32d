//! Programs of a package: submissions, validators, and what is laid over a candidate's files.

use crate::error::Flaw;
use crate::source::Tree;
use std::collections::{BTreeMap, BTreeSet};

/// One file of a program.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct SourceFile {
    /// Below the program's folder, with `/`.
    pub path: String,
    pub bytes: Vec<u8>,
}

/// A file, or a folder of files, that is one program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Program {
    /// Within its parent, such as `accepted/two_heaps` or `validate.py`.
    pub name: String,
    /// Where it lies in the package.
    pub(crate) place: String,
    /// Paths below its folder, and in the package.
    pub(crate) files: Vec<(String, String)>,
}

impl Program {
    /// Of a folder with scripts that build and run it.
    pub(crate) fn has(&self, file: &str) -> bool {
        self.files.iter().any(|(path, _)| path == file)
    }
}

/// What is in `folder` itself: each file and each folder is one program.
pub fn list(tree: &Tree, folder: &str, prefix: &str, flaws: &mut Vec<Flaw>) -> Vec<Program> {
    let mut all: BTreeMap<String, Program> = BTreeMap::new();
    for path in tree.below(folder) {
        let rest = &path[folder.len() + 1..];
        let (name, inside) = rest.split_once('/').unwrap_or((rest, rest));
        if is_beside(inside) {
            continue;
        }
        if let Err(why) = sound_name(inside) {
            flaws.push(Flaw::new(path, why));
            continue;
        }
        let program = all.entry(name.to_owned()).or_insert_with(|| Program {
            name: format!("{prefix}{name}"),
            place: format!("{folder}/{name}"),
            files: Vec::new(),
        });
        program.files.push((inside.to_owned(), path.to_owned()));
    }
    all.into_values().collect()
}

/// The one program of a folder whose files may lie in it directly.
pub fn single(tree: &Tree, folder: &str, flaws: &mut Vec<Flaw>) -> Option<Program> {
    let mut parts = list(tree, folder, "", flaws);
    let all_are_files = parts.iter().all(|part| tree.contains(&part.place));
    if all_are_files && !parts.is_empty() {
        let files = parts.into_iter().flat_map(|part| part.files).collect();
        return Some(Program { name: folder.to_owned(), place: folder.to_owned(), files });
    }
    // Files beside the one folder would be a second program.
    if parts.len() > 1 {
        let names: Vec<&str> = parts.iter().map(|part| part.name.as_str()).collect();
        let says = format!("there are several programs ({}): keep one", names.join(", "));
        flaws.push(Flaw::new(folder, says));
        return None;
    }
    parts.pop()
}

/// Not a part of a program.
fn is_beside(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    path.contains("__pycache__/")
        || name.ends_with(".class")
        || name.ends_with(".pyc")
        || name.ends_with(".o")
        || name.starts_with("README")
}

/// A name that a compiler takes for a name and not for an option, and that stays in its folder.
pub(crate) fn sound_name(path: &str) -> Result<(), &'static str> {
    let sound = |part: &str| {
        let mut characters = part.chars();
        let first = characters.next().is_some_and(|c| c.is_ascii_alphanumeric() || c == '_');
        first && characters.all(|c| c.is_ascii_alphanumeric() || "_.-+#".contains(c))
    };
    if path.len() <= 255 && path.split('/').count() <= 8 && path.split('/').all(sound) {
        Ok(())
    } else {
        Err("a program's file must be named of a-z, A-Z, 0-9, `_`, `.`, `-` and `+`, and begin \
             with a letter, a digit or `_`: rename it")
    }
}

/// `{{name}}` becomes the package's constant of that name.
pub fn with_constants(text: &str, constants: &BTreeMap<String, String>) -> String {
    if constants.is_empty() || !text.contains("{{") {
        return text.to_owned();
    }
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("{{") {
        out.push_str(before);
        let known =
            after.split_once("}}").and_then(|(name, end)| Some((constants.get(name)?, end)));
        match known {
            Some((value, end)) => {
                out.push_str(value);
                rest = end;
            }
            None => {
                out.push_str("{{");
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

/// `include/`: codes of languages (or `default`) to files.
pub fn includes(tree: &Tree, flaws: &mut Vec<Flaw>) -> BTreeMap<String, Program> {
    let all = list(tree, "include", "", flaws);
    let mut includes = BTreeMap::new();
    for program in all {
        if tree.contains(&program.place) {
            let says = "files belong into a folder for their language: move it to include/default/";
            flaws.push(Flaw::new(&program.place, says));
        } else {
            includes.insert(program.name.clone(), program);
        }
    }
    includes
}

/// Folders of `submissions/`, each with what is in it.
pub fn submissions(tree: &Tree, flaws: &mut Vec<Flaw>) -> Vec<Program> {
    let folders: BTreeSet<&str> = tree
        .folders
        .iter()
        .filter_map(|folder| folder.strip_prefix("submissions/"))
        .filter(|folder| !folder.contains('/'))
        .collect();
    folders
        .into_iter()
        .flat_map(|name| list(tree, &format!("submissions/{name}"), &format!("{name}/"), flaws))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn constants_are_put_in_and_other_braces_stay() {
        let constants = BTreeMap::from([("n_max".to_owned(), "100".to_owned())]);
        let check = |text: &str, expected: &str| {
            assert_eq!(with_constants(text, &constants), expected);
        };
        check("1 <= n <= {{n_max}};", "1 <= n <= 100;");
        check("{{n_max}}{{n_max}}", "100100");
        check("{{other}} {{ {{n_max}} }}", "{{other}} {{ 100 }}");
        check("f'{{{x}}}'", "f'{{{x}}}'");
        check("{{", "{{");
    }

    #[test]
    fn names_that_are_options_or_ways_out_are_refused() {
        for sound in ["solution.py", "src/Main.java", "a+b.cpp", "__main__.py", "x"] {
            assert_eq!(sound_name(sound), Ok(()), "{sound}");
        }
        for unsound in ["-o.cpp", "../x.py", "a/../b", "/etc/x", "", "a//b", "a b.c", "é.py", ".x"]
        {
            assert!(sound_name(unsound).is_err(), "{unsound}");
        }
    }
}
