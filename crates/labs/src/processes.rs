//! Finds the processes that a service consists of, wherever they went, by what Linux tells of them below /proc.
//!
//! A service may fork away from its group and its session (a daemon does), and its parent may be gone. What it
//! cannot lose without starting another program with an emptied environment is the mark in its environment.

use greenroom_sandbox::Signal;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::time::Duration;

/// The variable in whose value each service has its own mark.
pub(crate) const MARK: &str = "GREENROOM_LAB_RUN";

/// A killed process is gone as soon as the kernel comes to it; this ends only the wait for one that it cannot end.
const END_LOOKS_MAX: u32 = 1_000;
const LOOK_EVERY: Duration = Duration::from_millis(5);

/// The processes of one service.
#[derive(Debug, Clone)]
pub(crate) struct Processes {
    /// The one we started, leader of its group.
    pub leader: u32,
    /// As it stands in an environment: `NAME=value`.
    pub mark: String,
}

struct Seen {
    parent: u32,
    group: u32,
    session: u32,
}

impl Processes {
    /// Those that live.
    pub fn alive(&self) -> Vec<u32> {
        let mut seen = BTreeMap::new();
        for pid in pids() {
            if let Some(one) = seen_of(pid) {
                seen.insert(pid, one);
            }
        }
        let mut ours: BTreeSet<u32> = seen
            .iter()
            .filter(|(pid, one)| {
                one.group == self.leader
                    || one.session == self.leader
                    || **pid == self.leader
                    || self.is_marked(**pid)
            })
            .map(|(pid, _)| *pid)
            .collect();
        // What they started, whatever it did to its environment.
        loop {
            let more: Vec<u32> = seen
                .iter()
                .filter(|(pid, one)| !ours.contains(pid) && ours.contains(&one.parent))
                .map(|(pid, _)| *pid)
                .collect();
            if more.is_empty() {
                return ours.into_iter().collect();
            }
            ours.extend(more);
        }
    }

    fn is_marked(&self, pid: u32) -> bool {
        let Ok(environment) = fs::read(format!("/proc/{pid}/environ")) else { return false };
        environment.split(|byte| *byte == 0).any(|entry| entry == self.mark.as_bytes())
    }

    pub fn signal(&self, signal: Signal) {
        for pid in self.alive() {
            signal.to_process(pid);
        }
    }

    /// To the group alone, as a terminal or a service manager does.
    pub fn signal_group(&self, signal: Signal) {
        signal.to_group(self.leader);
    }

    /// Kills until nobody is left, because one may be forking while it is looked for. Says how many remain, which the kernel
    /// cannot end.
    pub fn end(&self) -> usize {
        for _ in 0..END_LOOKS_MAX {
            self.signal_group(Signal::Kill);
            let alive = self.alive();
            if alive.is_empty() {
                return 0;
            }
            for pid in alive {
                Signal::Kill.to_process(pid);
            }
            std::thread::sleep(LOOK_EVERY);
        }
        self.alive().len()
    }

    /// Where they listen for TCP connections.
    pub fn listening(&self) -> Vec<SocketAddr> {
        let mut inodes = BTreeSet::new();
        for pid in self.alive() {
            for fd in fs::read_dir(format!("/proc/{pid}/fd")).into_iter().flatten().flatten() {
                let Ok(to) = fs::read_link(fd.path()) else { continue };
                let to = to.to_string_lossy().into_owned();
                if let Some(inode) = to.strip_prefix("socket:[").and_then(|to| to.strip_suffix(']'))
                {
                    inodes.insert(inode.to_owned());
                }
            }
        }
        let mut found = BTreeSet::new();
        for table in ["/proc/net/tcp", "/proc/net/tcp6"] {
            let text = fs::read_to_string(table).unwrap_or_default();
            for line in text.lines().skip(1) {
                let fields: Vec<&str> = line.split_ascii_whitespace().collect();
                // Fields of proc(5): 1 is the local address, 3 the state (0A: LISTEN), 9 the inode.
                let (Some(local), Some(&"0A"), Some(inode)) =
                    (fields.get(1), fields.get(3), fields.get(9))
                else {
                    continue;
                };
                if inodes.contains(*inode) {
                    found.extend(address(local));
                }
            }
        }
        found.into_iter().collect()
    }
}

fn pids() -> impl Iterator<Item = u32> {
    let entries = fs::read_dir("/proc").into_iter().flatten().flatten();
    entries.filter_map(|entry| entry.file_name().to_str()?.parse().ok())
}

/// `None` for one that is gone, or only waits to be collected by its parent. While other threads of it are still
/// ending it is neither: they may be in the middle of a write.
fn seen_of(pid: u32) -> Option<Seen> {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    // The name in brackets may hold anything, brackets too.
    let (_, rest) = stat.rsplit_once(')')?;
    let mut fields = rest.split_ascii_whitespace();
    let state = fields.next()?;
    let mut number = || fields.next()?.parse().ok();
    let seen = Seen { parent: number()?, group: number()?, session: number()? };
    // Field 20 of proc(5), of which the last read was the sixth.
    let threads: u32 = fields.nth(13)?.parse().ok()?;
    (!matches!(state, "Z" | "X") || threads > 1).then_some(seen)
}

/// `0100007F:1F90`: the address in words of the machine's byte order, the port.
fn address(text: &str) -> Option<SocketAddr> {
    let (ip, port) = text.split_once(':')?;
    let port = u16::from_str_radix(port, 16).ok()?;
    let mut bytes = Vec::new();
    for at in (0..ip.len()).step_by(8) {
        let word = u32::from_str_radix(ip.get(at..at + 8)?, 16).ok()?;
        bytes.extend(word.to_ne_bytes());
    }
    let ip = match bytes.len() {
        4 => IpAddr::V4(Ipv4Addr::from(<[u8; 4]>::try_from(bytes).ok()?)),
        16 => IpAddr::V6(Ipv6Addr::from(<[u8; 16]>::try_from(bytes).ok()?)),
        _ => return None,
    };
    Some(SocketAddr::new(ip, port))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_the_kernels_tables_are_read() {
        if cfg!(target_endian = "little") {
            assert_eq!(address("0100007F:1F90"), "127.0.0.1:8080".parse().ok());
            assert_eq!(address("00000000000000000000000001000000:0050"), "[::1]:80".parse().ok());
        }
        assert_eq!(address("nonsense"), None);
    }

    #[test]
    fn a_process_without_the_mark_is_not_counted() {
        let nobody = Processes { leader: u32::MAX, mark: format!("{MARK}=no-such-run") };
        assert!(nobody.alive().is_empty());
        assert_eq!(nobody.end(), 0);
    }
}
