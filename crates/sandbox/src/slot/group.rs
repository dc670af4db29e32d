//! Memory limits by control group, where the machine lets us make one.
//!
//! A slot's guard lives in a group of its own and what it runs is born there: moving a process
//! into a group costs milliseconds, being born in one nothing. The group is made in whatever group
//! we are in (version 1), or beside it (version 2, which wants processes only in leaves): that is
//! allowed to root, and to ordinary users where systemd has delegated their session to them.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// Made by the keeper, before the view of the machine is given up; removed by it at the end.
pub struct Group {
    folder: PathBuf,
    version: Version,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Version {
    One,
    Two,
}

impl Group {
    /// `Err`: none can be had, for this reason.
    pub fn make(name: &str) -> Result<Group, String> {
        let mounts = fs::read_to_string("/proc/self/mountinfo").unwrap_or_default();
        let own = fs::read_to_string("/proc/self/cgroup").unwrap_or_default();
        let places = places(&mounts, &own);
        if places.is_empty() {
            return Err("no memory controller is mounted".into());
        }
        let mut why = String::new();
        for (version, parent) in places {
            remove_dead(&parent);
            let folder = parent.join(name);
            match Group::make_in(version, &folder) {
                Ok(group) => return Ok(group),
                Err(error) => why = format!("{}: {error}", folder.display()),
            }
        }
        Err(why)
    }

    fn make_in(version: Version, folder: &Path) -> io::Result<Group> {
        fs::create_dir(folder)?;
        let group = Group { folder: folder.to_owned(), version };
        let limit = folder.join(version.limit_file());
        // Version 2 makes the folder also where the controller is not handed down to it.
        if !limit.exists() {
            group.remove();
            return Err(io::Error::other("the memory controller is not handed down to this group"));
        }
        Ok(group)
    }

    /// How users may know it.
    pub fn shown(&self) -> String {
        let version = match self.version {
            Version::One => "version 1",
            Version::Two => "version 2",
        };
        format!("control group, {version}")
    }

    /// The calling process moves in, and gets hold of the files while it can still see them.
    pub fn enter(&self) -> io::Result<Limiter> {
        fs::write(self.folder.join("cgroup.procs"), "0")?;
        let write = |name: &str| OpenOptions::new().write(true).open(self.folder.join(name));
        let limiter = Limiter {
            version: self.version,
            limit: write(self.version.limit_file())?,
            swap: write(self.version.swap_file()).ok(),
            kills: File::open(self.folder.join(self.version.kills_file()))?,
            limit_now: 0,
        };
        Ok(limiter)
    }

    /// Called when all who lived there are gone; the kernel takes a moment longer to believe it.
    pub fn remove(&self) {
        for _ in 0..200 {
            match fs::remove_dir(&self.folder) {
                Err(error) if error.kind() == io::ErrorKind::ResourceBusy => {
                    std::thread::sleep(std::time::Duration::from_millis(5));
                }
                _ => return,
            }
        }
    }
}

impl Version {
    fn limit_file(self) -> &'static str {
        match self {
            Version::One => "memory.limit_in_bytes",
            Version::Two => "memory.max",
        }
    }

    fn swap_file(self) -> &'static str {
        match self {
            // Of memory and swap together.
            Version::One => "memory.memsw.limit_in_bytes",
            // Of swap alone.
            Version::Two => "memory.swap.max",
        }
    }

    fn kills_file(self) -> &'static str {
        match self {
            Version::One => "memory.oom_control",
            Version::Two => "memory.events",
        }
    }
}

/// The group as its inhabitants hold it.
pub struct Limiter {
    version: Version,
    limit: File,
    swap: Option<File>,
    kills: File,
    limit_now: u64,
}

impl Limiter {
    pub fn set(&mut self, memory_bytes: u64) -> io::Result<()> {
        if self.limit_now == memory_bytes {
            return Ok(());
        }
        match self.version {
            Version::One => {
                // The limit with swap may never be the lower of the two.
                if let Some(swap) = &mut self.swap {
                    swap.write_all(b"-1")?;
                }
                self.limit.write_all(memory_bytes.to_string().as_bytes())?;
                if let Some(swap) = &mut self.swap {
                    swap.write_all(memory_bytes.to_string().as_bytes())?;
                }
            }
            Version::Two => {
                self.limit.write_all(memory_bytes.to_string().as_bytes())?;
                if let Some(swap) = &mut self.swap {
                    swap.write_all(b"0")?;
                }
            }
        }
        self.limit_now = memory_bytes;
        Ok(())
    }

    /// How many processes the limit has killed so far: a run looks at what was added, because the
    /// count of the run before is still there.
    pub fn kills(&mut self) -> io::Result<u64> {
        let mut text = String::new();
        self.kills.seek(SeekFrom::Start(0))?;
        self.kills.read_to_string(&mut text)?;
        let count = text.lines().find_map(|line| line.strip_prefix("oom_kill "));
        count
            .and_then(|count| count.trim().parse().ok())
            .ok_or_else(|| io::Error::other("the kernel does not count its kills"))
    }
}

/// Where a group of ours may be made, the best first.
fn places(mounts: &str, own: &str) -> Vec<(Version, PathBuf)> {
    let mut places = Vec::new();
    for line in mounts.lines() {
        let Some((left, right)) = line.split_once(" - ") else { continue };
        let left: Vec<&str> = left.split(' ').collect();
        let right: Vec<&str> = right.split(' ').collect();
        let (Some(root), Some(point), Some(kind)) = (left.get(3), left.get(4), right.first())
        else {
            continue;
        };
        let options = right.get(2).copied().unwrap_or_default();
        let below = |path: &str| {
            let path = path.strip_prefix(*root).unwrap_or(path);
            Path::new(point).join(path.trim_start_matches('/'))
        };
        let has_memory = options.split(',').any(|option| option == "memory");
        for mine in own.lines() {
            let mut parts = mine.splitn(3, ':');
            let (Some(_), Some(controllers), Some(path)) =
                (parts.next(), parts.next(), parts.next())
            else {
                continue;
            };
            if *kind == "cgroup" && has_memory && controllers.split(',').any(|one| one == "memory")
            {
                places.push((Version::One, below(path)));
            }
            if *kind == "cgroup2" && controllers.is_empty() {
                let folder = below(path);
                // Where nobody lives but us: a container's root.
                let parent = folder.parent().filter(|parent| parent.starts_with(point));
                places.extend(parent.map(|parent| (Version::Two, parent.to_owned())));
                places.push((Version::Two, folder));
            }
        }
    }
    places
}

/// A keeper that was killed leaves its group behind. The name tells whose it was.
fn remove_dead(parent: &Path) {
    let Ok(entries) = fs::read_dir(parent) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let pid = name.to_str().and_then(|name| name.strip_prefix("greenroom-"));
        if pid.is_some_and(|pid| !Path::new("/proc").join(pid).exists()) {
            let _ = fs::remove_dir(entry.path());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_places(mounts: &str, own: &str, expected: &[(Version, &str)]) {
        let expected: Vec<_> =
            expected.iter().map(|(version, path)| (*version, PathBuf::from(path))).collect();
        assert_eq!(places(mounts, own), expected);
    }

    #[test]
    fn groups_are_made_where_they_may_be() {
        // Version 1, mounted whole.
        check_places(
            "35 31 0:32 / /sys/fs/cgroup/memory rw,relatime - cgroup cgroup rw,memory\n\
             32 31 0:29 / /sys/fs/cgroup/cpu rw,relatime - cgroup cgroup rw,cpu",
            "4:memory:/jobs/7\n1:cpu:/\n0::/",
            &[(Version::One, "/sys/fs/cgroup/memory/jobs/7")],
        );
        // Version 2 of a desktop.
        check_places(
            "30 25 0:27 / /sys/fs/cgroup rw,nosuid - cgroup2 cgroup2 rw,nsdelegate",
            "0::/user.slice/user-1000.slice/user@1000.service/app.slice/term.scope",
            &[
                (
                    Version::Two,
                    "/sys/fs/cgroup/user.slice/user-1000.slice/user@1000.service/app.slice",
                ),
                (
                    Version::Two,
                    "/sys/fs/cgroup/user.slice/user-1000.slice/user@1000.service/app.slice/term.scope",
                ),
            ],
        );
        // A container sees only its own part.
        check_places(
            "30 25 0:27 /docker/ab /sys/fs/cgroup/memory ro - cgroup cgroup rw,memory",
            "4:memory:/docker/ab",
            &[(Version::One, "/sys/fs/cgroup/memory")],
        );
        check_places("nonsense\n1 2 - x", "nonsense", &[]);
    }
}
