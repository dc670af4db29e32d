//! Finding what is installed.

use super::{Command, Missing};
use std::env;
use std::path::{Path, PathBuf};

/// Looks along the user's PATH, as a shell would.
pub fn which(name: &str) -> Option<PathBuf> {
    which_all(name).next()
}

/// Also those that the first one hides.
pub fn which_all(name: &str) -> impl Iterator<Item = PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let folders: Vec<PathBuf> = env::split_paths(&path).filter(|one| one.is_absolute()).collect();
    let name = name.to_owned();
    folders.into_iter().map(move |folder| folder.join(&name)).filter(|file| is_executable(file))
}

pub fn is_executable(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    path.metadata().is_ok_and(|meta| meta.is_file() && meta.permissions().mode() & 0o111 != 0)
}

/// What a program prints, or why it could not be asked. It runs in `/`: version managers look into
/// the current folder for which version is meant, and another one would be found in each.
pub fn ask(program: &Path, args: &[&str]) -> Result<String, String> {
    let done = std::process::Command::new(program)
        .args(args)
        .current_dir("/")
        .env("GOTOOLCHAIN", "local")
        .stdin(std::process::Stdio::null())
        .output()
        .map_err(|error| format!("{} cannot be started: {error}", program.display()))?;
    let out = String::from_utf8_lossy(&done.stdout).into_owned();
    if done.status.success() {
        return Ok(out);
    }
    let told = String::from_utf8_lossy(&done.stderr).into_owned() + &out;
    let line = told.lines().find(|line| !line.trim().is_empty()).unwrap_or("it says nothing");
    Err(format!("{} does not work: {line}", program.display()))
}

/// The folders that a sandbox must show for `folder` to be there; none below `/usr` and its kin.
pub fn view(folders: &[&Path]) -> Vec<PathBuf> {
    let mut view: Vec<PathBuf> = Vec::new();
    for folder in folders {
        let real = folder.canonicalize().unwrap_or_else(|_| folder.to_path_buf());
        for one in [folder.to_path_buf(), real] {
            let shown = ["/usr", "/lib", "/lib32", "/lib64", "/libx32", "/bin", "/sbin"];
            let is_shown = shown.iter().any(|root| one.starts_with(root))
                || view.iter().any(|other| one.starts_with(other));
            if !is_shown && one != Path::new("/") {
                view.push(one);
            }
        }
    }
    view
}

/// `3.11.7` or `1.19` as numbers.
pub fn numbers(version: &str) -> Vec<u32> {
    let digits = |part: &str| -> Option<u32> {
        let end = part.find(|c: char| !c.is_ascii_digit()).unwrap_or(part.len());
        part[..end].parse().ok()
    };
    version.trim().split('.').map_while(digits).collect()
}

/// Refuses what is older than `least`.
pub fn at_least(name: &str, version: &str, least: &[u32], how: &str) -> Result<(), Missing> {
    if numbers(version).as_slice() >= least {
        return Ok(());
    }
    let least: Vec<String> = least.iter().map(u32::to_string).collect();
    Err(Missing {
        how: format!("{name} {version} is too old, {} is needed. {how}", least.join(".")),
    })
}

pub fn missing(what: &str, how: &str) -> Missing {
    Missing { how: format!("{what}. {how}") }
}

pub fn command(program: impl Into<PathBuf>, args: &[&str], env: &[(&str, &str)]) -> Command {
    Command {
        program: program.into(),
        args: args.iter().map(|arg| (*arg).to_owned()).collect(),
        env: env.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect(),
    }
}

/// The source that is started: the one that is named, or called like an entry, or the first.
pub fn main_source(sources: &[String], main: Option<&str>, entries: &[&str]) -> String {
    let is_there = |name: &&str| sources.iter().any(|source| source == name);
    main.filter(is_there)
        .or_else(|| entries.iter().copied().find(is_there))
        .or_else(|| sources.iter().map(String::as_str).min())
        .unwrap_or_default()
        .to_owned()
}

/// Those sources that end in one of `extensions`.
pub fn with_extension<'a>(sources: &'a [String], extensions: &[&str]) -> Vec<&'a str> {
    let mut out: Vec<&str> = sources
        .iter()
        .map(String::as_str)
        .filter(|source| source.rsplit_once('.').is_some_and(|(_, end)| extensions.contains(&end)))
        .collect();
    out.sort_unstable();
    out
}
