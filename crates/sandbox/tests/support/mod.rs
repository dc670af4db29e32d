//! What there is on this machine, to see what is left behind.

#![allow(dead_code, reason = "each test file uses its part of this")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

/// Each process with its parent.
fn parents() -> BTreeMap<u32, u32> {
    let entries = fs::read_dir("/proc").unwrap().flatten();
    let pids = entries.filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok());
    pids.filter_map(|pid| {
        let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
        // The name comes in brackets and may itself hold anything.
        let parent = stat.rsplit_once(')')?.1.split(' ').nth(2)?.parse().ok()?;
        Some((pid, parent))
    })
    .collect()
}

pub fn children(of: u32) -> Vec<u32> {
    parents().into_iter().filter(|(_, parent)| *parent == of).map(|(pid, _)| pid).collect()
}

/// Children, their children and so on. Of a test: its keepers, their guards, and what else should not
/// be there.
pub fn descendants(of: u32) -> BTreeSet<u32> {
    let parents = parents();
    let mut found = BTreeSet::new();
    let mut looked_for = vec![of];
    while let Some(parent) = looked_for.pop() {
        for (pid, _) in parents.iter().filter(|(_, its)| **its == parent) {
            found.insert(*pid);
            looked_for.push(*pid);
        }
    }
    found
}

/// The control groups of keepers, wherever they are mounted: the keeper's number, and the folder.
pub fn groups() -> Vec<(u32, PathBuf)> {
    let mounts = fs::read_to_string("/proc/self/mountinfo").unwrap();
    let mut folders: Vec<PathBuf> = mounts
        .lines()
        .filter(|line| line.contains(" - cgroup"))
        .filter_map(|line| line.split(' ').nth(4))
        .map(PathBuf::from)
        .collect();
    let mut found = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            let keeper = name.strip_prefix("greenroom-").and_then(|keeper| keeper.parse().ok());
            match keeper {
                Some(keeper) => found.push((keeper, entry.path())),
                None if entry.file_type().is_ok_and(|kind| kind.is_dir()) => {
                    folders.push(entry.path());
                }
                None => {}
            }
        }
    }
    found
}
