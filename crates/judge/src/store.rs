//! What was built, kept by what it was built from.
//!
//! An entry is a folder that appears whole or not at all: it is made beside its place and renamed
//! into it, so that two processes may build the same at once. Its list of files with their hashes is
//! checked before it is used, because a disk can be full and a power cut can come in between. Whoever
//! uses an entry holds a shared lock on it, and only what nobody holds is removed.

use crate::error::JudgeError;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::HashSet;
use std::fs::{self, File};
use std::io::{self, Read};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::sync::{Condvar, Mutex, PoisonError};
use std::time::SystemTime;

#[derive(Debug)]
pub struct Store {
    folder: PathBuf,
    bytes_max: u64,
    /// Keys that are being built here, so that two threads don't do the same work.
    building: Mutex<HashSet<String>>,
    built: Condvar,
}

/// A folder that stays while this is held.
#[derive(Debug)]
pub struct Entry {
    pub files: PathBuf,
    _held: File,
}

#[derive(Serialize, Deserialize)]
struct Manifest {
    files: Vec<ManifestFile>,
    bytes: u64,
}

#[derive(Serialize, Deserialize)]
struct ManifestFile {
    path: String,
    sha256: String,
}

const MANIFEST: &str = "manifest.json";
const FILES: &str = "files";
/// What a process that was killed left half done.
const STALE_S: u64 = 24 * 3600;

impl Store {
    /// # Errors
    /// Where the folder cannot be made.
    pub fn open(folder: PathBuf, bytes_max: u64) -> Result<Store, JudgeError> {
        fs::create_dir_all(&folder).map_err(JudgeError::io("make the folder", &folder))?;
        remove_stale(&folder, &["new-"]);
        Ok(Store { folder, bytes_max, building: Mutex::default(), built: Condvar::new() })
    }

    /// The entry of this key; if there is none, what `build` makes in the empty folder that it gets.
    /// `Err(Ok(..))` is what it says when it made nothing to keep.
    pub fn get_or_build<T>(
        &self,
        key: &str,
        build: impl FnOnce(&Path) -> Result<Result<(), T>, JudgeError>,
    ) -> Result<Result<Entry, T>, JudgeError> {
        let _building = self.alone(key);
        if let Some(entry) = self.find(key) {
            return Ok(Ok(entry));
        }
        let told = |error: io::Error| JudgeError::io("keep what was built in", &self.folder)(error);
        let beside =
            tempfile::Builder::new().prefix("new-").tempdir_in(&self.folder).map_err(told)?;
        let files = beside.path().join(FILES);
        fs::create_dir(&files).map_err(told)?;
        // The compiler runs as somebody else where we are root.
        open_to_all(&files).map_err(told)?;
        if let Err(nothing) = build(&files)? {
            return Ok(Err(nothing));
        }
        seal(beside.path()).map_err(told)?;
        let place = self.folder.join(key);
        // What is there now was found damaged; or another process was faster, and then ours is as
        // good as theirs.
        let _ = remove_unused(&place);
        match fs::rename(beside.path(), &place) {
            Ok(()) => {
                let _ = beside.keep();
            }
            Err(_) if place.exists() => {}
            Err(error) => return Err(told(error)),
        }
        let entry = self.find(key).ok_or_else(|| {
            told(io::Error::other("it was changed by somebody else at once; is the disk full?"))
        })?;
        self.shrink(key);
        Ok(Ok(entry))
    }

    fn alone(&self, key: &str) -> Building<'_> {
        let mut building = self.building.lock().unwrap_or_else(PoisonError::into_inner);
        while !building.insert(key.to_owned()) {
            building = self.built.wait(building).unwrap_or_else(PoisonError::into_inner);
        }
        Building { store: self, key: key.to_owned() }
    }

    fn find(&self, key: &str) -> Option<Entry> {
        let place = self.folder.join(key);
        let held = File::open(place.join(MANIFEST)).ok()?;
        held.lock_shared().ok()?;
        let mut text = String::new();
        (&held).read_to_string(&mut text).ok()?;
        let manifest: Manifest = serde_json::from_str(&text).ok()?;
        let files = place.join(FILES);
        for ManifestFile { path, sha256 } in &manifest.files {
            if hash_of(&files.join(path)).ok()? != *sha256 {
                return None;
            }
        }
        // When it was used last, for `shrink`.
        let _ = held.set_modified(SystemTime::now());
        Some(Entry { files, _held: held })
    }

    /// Removes what was not used for the longest time, until the rest fits.
    fn shrink(&self, keep: &str) {
        let mut entries = Vec::new();
        let mut total = 0;
        for entry in fs::read_dir(&self.folder).into_iter().flatten().flatten() {
            let manifest = entry.path().join(MANIFEST);
            let Ok(text) = fs::read_to_string(&manifest) else { continue };
            let bytes = serde_json::from_str(&text).map_or(0, |manifest: Manifest| manifest.bytes);
            let used = fs::metadata(&manifest).and_then(|meta| meta.modified());
            total += bytes;
            entries.push((used.unwrap_or(SystemTime::UNIX_EPOCH), bytes, entry.path()));
        }
        entries.sort();
        for (_, bytes, place) in entries {
            if total <= self.bytes_max {
                return;
            }
            if !place.ends_with(keep) && remove_unused(&place).is_ok() {
                total -= bytes;
            }
        }
    }
}

/// Removes what begins with one of these and was left half done a day ago.
pub fn remove_stale(folder: &Path, prefixes: &[&str]) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let ours = prefixes.iter().any(|prefix| name.to_string_lossy().starts_with(prefix));
        let age = entry.metadata().and_then(|meta| meta.modified()).ok();
        let age = age.and_then(|at| SystemTime::now().duration_since(at).ok());
        if ours && age.is_some_and(|age| age.as_secs() > STALE_S) {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

struct Building<'a> {
    store: &'a Store,
    key: String,
}

impl Drop for Building<'_> {
    fn drop(&mut self) {
        let mut building = self.store.building.lock().unwrap_or_else(PoisonError::into_inner);
        building.remove(&self.key);
        drop(building);
        self.store.built.notify_all();
    }
}

/// Of an entry that is being used nothing is removed.
fn remove_unused(place: &Path) -> io::Result<()> {
    if let Ok(manifest) = File::open(place.join(MANIFEST)) {
        manifest.try_lock().map_err(io::Error::from)?;
        // First out of the way, so that nobody finds half of it.
        let name = place.file_name().unwrap_or_default().to_string_lossy();
        let aside = place.with_file_name(format!("new-removed-{}-{name}", std::process::id()));
        fs::rename(place, &aside)?;
        return fs::remove_dir_all(&aside);
    }
    fs::remove_dir_all(place)
}

pub fn open_to_all(folder: &Path) -> io::Result<()> {
    fs::set_permissions(folder, fs::Permissions::from_mode(0o777))
}

/// Writes the list, makes everything readable for whoever runs it, and takes away what is neither a
/// file nor a folder: a link could lead to what it should not show.
fn seal(entry: &Path) -> io::Result<()> {
    let root = entry.join(FILES);
    let mut manifest = Manifest { files: Vec::new(), bytes: 0 };
    seal_folder(&root, "", &mut manifest)?;
    manifest.files.sort_by(|a, b| a.path.cmp(&b.path));
    fs::set_permissions(entry, fs::Permissions::from_mode(0o755))?;
    fs::write(entry.join(MANIFEST), serde_json::to_vec(&manifest)?)
}

fn seal_folder(folder: &Path, inside: &str, manifest: &mut Manifest) -> io::Result<()> {
    for file in fs::read_dir(folder)? {
        let file = file?;
        let kind = file.file_type()?;
        let Some(name) = file.file_name().to_str().map(str::to_owned) else {
            return Err(io::Error::other("the compiler wrote a file whose name is not UTF-8"));
        };
        let path = format!("{inside}{name}");
        if kind.is_dir() {
            seal_folder(&file.path(), &format!("{path}/"), manifest)?;
        } else if kind.is_file() {
            let meta = file.metadata()?;
            let runs = meta.permissions().mode() & 0o100 != 0;
            let mode = if runs { 0o755 } else { 0o644 };
            fs::set_permissions(file.path(), fs::Permissions::from_mode(mode))?;
            manifest.bytes += meta.len();
            manifest.files.push(ManifestFile { sha256: hash_of(&file.path())?, path });
        } else {
            fs::remove_file(file.path())?;
        }
    }
    fs::set_permissions(folder, fs::Permissions::from_mode(0o755))
}

fn hash_of(path: &Path) -> io::Result<String> {
    let mut file = File::open(path)?;
    let mut hash = Sha256::new();
    let mut buffer = vec![0; 64 << 10];
    loop {
        match file.read(&mut buffer)? {
            0 => return Ok(hex(&hash.finalize())),
            length => hash.update(&buffer[..length]),
        }
    }
}

pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn build(store: &Store, key: &str, content: &str) -> (Entry, bool) {
        let mut ran = false;
        let entry = store.get_or_build(key, |folder| {
            ran = true;
            fs::create_dir(folder.join("sub")).unwrap();
            fs::write(folder.join("sub/out"), content).unwrap();
            std::os::unix::fs::symlink("/etc/passwd", folder.join("link")).unwrap();
            Ok::<Result<(), ()>, JudgeError>(Ok(()))
        });
        (entry.unwrap().unwrap(), ran)
    }

    #[test]
    fn what_was_built_is_found_again_and_links_are_gone() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(folder.path().into(), 1 << 20).unwrap();
        let (entry, ran) = build(&store, "a", "one");
        assert!(ran && !entry.files.join("link").exists());
        drop(entry);
        let (entry, ran) = build(&store, "a", "two");
        assert!(!ran);
        assert_eq!(fs::read_to_string(entry.files.join("sub/out")).unwrap(), "one");
        // Another process, another `Store`.
        let other = Store::open(folder.path().into(), 1 << 20).unwrap();
        assert!(!build(&other, "a", "three").1);
    }

    #[test]
    fn a_damaged_entry_is_built_again() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(folder.path().into(), 1 << 20).unwrap();
        let damages: [fn(&Path); 4] = [
            |entry| fs::write(entry.join("files/sub/out"), "").unwrap(),
            |entry| fs::remove_dir_all(entry.join("files")).unwrap(),
            |entry| fs::write(entry.join(MANIFEST), "{").unwrap(),
            |entry| fs::remove_file(entry.join(MANIFEST)).unwrap(),
        ];
        for damage in damages {
            drop(build(&store, "a", "one"));
            damage(&folder.path().join("a"));
            let (entry, ran) = build(&store, "a", "one");
            assert!(ran);
            assert_eq!(fs::read_to_string(entry.files.join("sub/out")).unwrap(), "one");
        }
    }

    #[test]
    fn what_does_not_fit_goes_the_least_recently_used_first_but_not_what_is_held() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(folder.path().into(), 250).unwrap();
        let hundred = "x".repeat(100);
        let (held, _) = build(&store, "a", &hundred);
        drop(build(&store, "b", &hundred));
        drop(build(&store, "c", &hundred));
        let there = |key: &str| folder.path().join(key).exists();
        assert!(there("a") && !there("b") && there("c"), "`a` is older, but in use");
        drop(held);
        drop(build(&store, "d", &hundred));
        assert!(!there("a") && there("c") && there("d"));
    }

    #[test]
    fn a_build_that_makes_nothing_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(folder.path().into(), 1 << 20).unwrap();
        let told = store.get_or_build("a", |_| Ok(Err("syntax error"))).unwrap();
        assert_eq!(told.unwrap_err(), "syntax error");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[test]
    fn many_threads_build_one_thing_once() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(folder.path().into(), 1 << 20).unwrap();
        let ran = std::thread::scope(|scope| {
            let threads: Vec<_> =
                (0..8).map(|_| scope.spawn(|| build(&store, "a", "one").1)).collect();
            threads.into_iter().map(|one| one.join().unwrap()).filter(|ran| *ran).count()
        });
        assert_eq!(ran, 1);
    }
}
