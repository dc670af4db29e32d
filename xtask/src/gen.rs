//! `gen`: the drivers of coding problems, written into `include/` from `signature.toml`.

use crate::{Outcome, root};
use greenroom_judge::languages;
use greenroom_model::Signature;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Writes them for one problem's folder, or for all.
pub fn write(folder: Option<&Path>) -> Outcome {
    for folder in folders(folder)? {
        let wanted = wanted(&folder)?;
        let mut changed = 0;
        for path in differing(&folder, &wanted)? {
            let told = |error| format!("{}: {error}", path.display());
            match wanted.get(&path) {
                Some(content) => {
                    if let Some(parent) = path.parent() {
                        fs::create_dir_all(parent).map_err(told)?;
                    }
                    fs::write(&path, content).map_err(told)?;
                }
                None => fs::remove_file(&path).map_err(told)?,
            }
            changed += 1;
        }
        remove_empty(&folder.join("include"))?;
        println!("{}: {} files, {changed} changed", folder.display(), wanted.len());
    }
    Ok(())
}

/// Says which files differ from what would be written.
pub fn check(folder: Option<&Path>) -> Outcome {
    let mut wrong = Vec::new();
    for folder in folders(folder)? {
        wrong.extend(differences(&folder)?);
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\n")) }
}

/// The same for one problem's folder; nothing if it has no `signature.toml`.
pub fn differences(folder: &Path) -> Result<Vec<String>, String> {
    if !folder.join("signature.toml").exists() {
        return Ok(Vec::new());
    }
    let differing = differing(folder, &wanted(folder)?)?;
    let says = |path: &PathBuf| {
        format!("{}: is not what signature.toml makes: run `cargo xtask gen`", path.display())
    };
    Ok(differing.iter().map(says).collect())
}

fn folders(one: Option<&Path>) -> Result<Vec<PathBuf>, String> {
    if let Some(folder) = one {
        if !folder.join("signature.toml").exists() {
            return Err(format!("{}: there is no signature.toml in it", folder.display()));
        }
        return Ok(vec![folder.to_owned()]);
    }
    let all = root().join("content/coding");
    let entries = fs::read_dir(&all).map_err(|error| format!("{}: {error}", all.display()))?;
    let mut folders: Vec<PathBuf> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|folder| folder.join("signature.toml").exists())
        .collect();
    folders.sort();
    Ok(folders)
}

fn wanted(folder: &Path) -> Result<BTreeMap<PathBuf, String>, String> {
    let path = folder.join("signature.toml");
    let told = |error: &dyn std::fmt::Display| format!("{}: {error}", path.display());
    let text = fs::read_to_string(&path).map_err(|error| told(&error))?;
    let signature: Signature = toml::from_str(&text).map_err(|error| told(&error))?;
    let mut wanted = BTreeMap::new();
    for language in languages::ALL {
        let into = folder.join("include").join(language.kattis_codes()[0]);
        for (name, content) in language.driver(&signature).into_iter().flatten() {
            wanted.insert(into.join(name), content);
        }
    }
    Ok(wanted)
}

/// Files to write, and files of `include/` that should not be there.
fn differing(folder: &Path, wanted: &BTreeMap<PathBuf, String>) -> Result<Vec<PathBuf>, String> {
    let mut differing = Vec::new();
    for (path, content) in wanted {
        if fs::read_to_string(path).ok().as_ref() != Some(content) {
            differing.push(path.clone());
        }
    }
    files(&folder.join("include"), &mut |path| {
        if !wanted.contains_key(&path) {
            differing.push(path);
        }
    })?;
    Ok(differing)
}

fn files(folder: &Path, each: &mut dyn FnMut(PathBuf)) -> Result<(), String> {
    let Ok(entries) = fs::read_dir(folder) else { return Ok(()) };
    for entry in entries {
        let entry = entry.map_err(|error| format!("{}: {error}", folder.display()))?;
        let path = entry.path();
        if path.is_dir() { files(&path, each)? } else { each(path) }
    }
    Ok(())
}

fn remove_empty(folder: &Path) -> Result<(), String> {
    let Ok(entries) = fs::read_dir(folder) else { return Ok(()) };
    for path in entries.flatten().map(|entry| entry.path()).filter(|path| path.is_dir()) {
        remove_empty(&path)?;
        let is_empty = fs::read_dir(&path).is_ok_and(|mut entries| entries.next().is_none());
        if is_empty {
            fs::remove_dir(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        }
    }
    Ok(())
}
