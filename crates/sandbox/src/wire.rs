//! What passes between the program and the process that guards a slot: one packet a message, over
//! a socket that keeps packets whole and carries descriptors.

use crate::job::{End, Limits};
use std::ffi::{OsStr, OsString};
use std::io;
use std::mem;
use std::os::fd::{AsRawFd, BorrowedFd, FromRawFd, OwnedFd, RawFd};
use std::os::unix::ffi::{OsStrExt, OsStringExt};

/// A packet is at most this long: command lines and environments are short.
pub const PACKET_BYTES_MAX: usize = 128 << 10;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ToSlot {
    /// Comes with three descriptors: its stdin, stdout and stderr.
    Run(Request),
    /// Ends the run under way, if there is one.
    Cancel,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    pub program: OsString,
    pub args: Vec<OsString>,
    /// `KEY=VALUE`.
    pub env: Vec<OsString>,
    pub cwd: OsString,
    pub binds: Vec<Mounted>,
    pub limits: Limits,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mounted {
    /// Below the jobs folder.
    pub host: OsString,
    pub inside: OsString,
    pub writable: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FromSlot {
    /// Once, at the start. The words are the measures that are missing, each with its consequence.
    Ready(Ready),
    /// The slot cannot be: why.
    Refused(String),
    Ended(Ended),
    /// The program was not started: why. The slot goes on.
    NotStarted(String),
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ready {
    pub privileged: bool,
    /// 0: none.
    pub landlock_abi: u32,
    /// `None`: no memory control group, for this reason.
    pub memory_group: Option<String>,
    pub no_memory_group: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ended {
    pub end: End,
    pub cpu_us: u64,
    pub ended_us: u64,
    pub memory_peak_bytes: u64,
}

impl ToSlot {
    pub fn encode(&self) -> Vec<u8> {
        let mut out = Writer(Vec::new());
        match self {
            ToSlot::Cancel => out.number(0),
            ToSlot::Run(Request { program, args, env, cwd, binds, limits }) => {
                out.number(1);
                out.text(program);
                out.list(args, |out, arg| out.text(arg));
                out.list(env, |out, one| out.text(one));
                out.text(cwd);
                out.list(binds, |out, bind| {
                    out.text(&bind.host);
                    out.text(&bind.inside);
                    out.number(bind.writable.into());
                });
                out.limits(limits);
            }
        }
        out.0
    }

    pub fn decode(bytes: &[u8]) -> Option<ToSlot> {
        let mut from = Reader(bytes);
        Some(match from.number()? {
            0 => ToSlot::Cancel,
            1 => ToSlot::Run(Request {
                program: from.text()?,
                args: from.list(Reader::text)?,
                env: from.list(Reader::text)?,
                cwd: from.text()?,
                binds: from.list(|from| {
                    Some(Mounted {
                        host: from.text()?,
                        inside: from.text()?,
                        writable: from.number()? == 1,
                    })
                })?,
                limits: from.limits()?,
            }),
            _ => return None,
        })
    }
}

impl FromSlot {
    pub fn encode(&self) -> Vec<u8> {
        let mut out = Writer(Vec::new());
        match self {
            FromSlot::Ready(Ready { privileged, landlock_abi, memory_group, no_memory_group }) => {
                out.number(0);
                out.number((*privileged).into());
                out.number((*landlock_abi).into());
                out.number(memory_group.is_some().into());
                out.text(OsStr::new(memory_group.as_deref().unwrap_or_default()));
                out.text(OsStr::new(no_memory_group));
            }
            FromSlot::Refused(why) => {
                out.number(1);
                out.text(OsStr::new(why));
            }
            FromSlot::Ended(Ended { end, cpu_us, ended_us, memory_peak_bytes }) => {
                out.number(2);
                let (kind, code) = match *end {
                    End::Exited(code) => (0, code),
                    End::Signalled(signal) => (1, signal),
                    End::CpuLimit => (2, 0),
                    End::WallLimit => (3, 0),
                    End::MemoryLimit => (4, 0),
                    End::OutputLimit => (5, 0),
                    End::Cancelled => (6, 0),
                };
                out.number(kind);
                out.number(code as u64);
                out.number(*cpu_us);
                out.number(*ended_us);
                out.number(*memory_peak_bytes);
            }
            FromSlot::NotStarted(why) => {
                out.number(3);
                out.text(OsStr::new(why));
            }
        }
        out.0
    }

    pub fn decode(bytes: &[u8]) -> Option<FromSlot> {
        let mut from = Reader(bytes);
        let words = |from: &mut Reader| Some(from.text()?.to_string_lossy().into_owned());
        Some(match from.number()? {
            0 => {
                let privileged = from.number()? == 1;
                let landlock_abi = from.number()? as u32;
                let has_group = from.number()? == 1;
                let group = words(&mut from)?;
                FromSlot::Ready(Ready {
                    privileged,
                    landlock_abi,
                    memory_group: has_group.then_some(group),
                    no_memory_group: words(&mut from)?,
                })
            }
            1 => FromSlot::Refused(words(&mut from)?),
            2 => {
                let (kind, code) = (from.number()?, from.number()? as i32);
                FromSlot::Ended(Ended {
                    end: match kind {
                        0 => End::Exited(code),
                        1 => End::Signalled(code),
                        2 => End::CpuLimit,
                        3 => End::WallLimit,
                        4 => End::MemoryLimit,
                        5 => End::OutputLimit,
                        6 => End::Cancelled,
                        _ => return None,
                    },
                    cpu_us: from.number()?,
                    ended_us: from.number()?,
                    memory_peak_bytes: from.number()?,
                })
            }
            3 => FromSlot::NotStarted(words(&mut from)?),
            _ => return None,
        })
    }
}

struct Writer(Vec<u8>);

impl Writer {
    fn number(&mut self, number: u64) {
        self.0.extend(number.to_le_bytes());
    }

    fn text(&mut self, text: &OsStr) {
        self.number(text.len() as u64);
        self.0.extend(text.as_bytes());
    }

    fn list<T>(&mut self, items: &[T], each: impl Fn(&mut Writer, &T)) {
        self.number(items.len() as u64);
        for item in items {
            each(self, item);
        }
    }

    fn limits(&mut self, limits: &Limits) {
        let Limits {
            cpu_ms,
            wall_ms,
            memory_bytes,
            processes,
            output_bytes,
            disk_bytes,
            open_files,
            stack_bytes,
        } = *limits;
        for number in [cpu_ms, wall_ms, memory_bytes, processes.into(), output_bytes] {
            self.number(number);
        }
        for number in [disk_bytes, open_files.into(), stack_bytes] {
            self.number(number);
        }
    }
}

struct Reader<'a>(&'a [u8]);

impl Reader<'_> {
    fn number(&mut self) -> Option<u64> {
        let (number, rest) = self.0.split_first_chunk::<8>()?;
        self.0 = rest;
        Some(u64::from_le_bytes(*number))
    }

    fn text(&mut self) -> Option<OsString> {
        let length = usize::try_from(self.number()?).ok()?;
        let (text, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(OsString::from_vec(text.to_vec()))
    }

    fn list<T>(&mut self, each: impl Fn(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        (0..self.number()?).map(|_| each(self)).collect()
    }

    fn limits(&mut self) -> Option<Limits> {
        Some(Limits {
            cpu_ms: self.number()?,
            wall_ms: self.number()?,
            memory_bytes: self.number()?,
            processes: self.number()? as u32,
            output_bytes: self.number()?,
            disk_bytes: self.number()?,
            open_files: self.number()? as u32,
            stack_bytes: self.number()?,
        })
    }
}

/// Two ends of a socket that keeps packets whole; both close on exec.
pub fn socket_pair() -> io::Result<(OwnedFd, OwnedFd)> {
    let mut ends = [0; 2];
    let kind = libc::SOCK_SEQPACKET | libc::SOCK_CLOEXEC;
    // SAFETY: `ends` has room for the two descriptors, which belong to nobody else afterwards.
    unsafe {
        if libc::socketpair(libc::AF_UNIX, kind, 0, ends.as_mut_ptr()) != 0 {
            return Err(io::Error::last_os_error());
        }
        Ok((OwnedFd::from_raw_fd(ends[0]), OwnedFd::from_raw_fd(ends[1])))
    }
}

const FDS_MAX: usize = 3;
const CONTROL_BYTES: usize = 64;

/// Control messages must be aligned as their header is.
#[repr(C, align(8))]
struct Control([u8; CONTROL_BYTES]);

pub fn send(socket: BorrowedFd<'_>, packet: &[u8], fds: &[BorrowedFd<'_>]) -> io::Result<()> {
    if packet.len() > PACKET_BYTES_MAX {
        return Err(io::Error::other("the command line and environment are over 128 KiB"));
    }
    assert!(fds.len() <= FDS_MAX);
    let mut control = Control([0; CONTROL_BYTES]);
    let raw: Vec<RawFd> = fds.iter().map(AsRawFd::as_raw_fd).collect();
    let mut part = libc::iovec { iov_base: packet.as_ptr() as *mut _, iov_len: packet.len() };
    // SAFETY: all pointers are to locals that outlive the call, with their true lengths; the
    // control buffer is aligned and has room for `FDS_MAX` descriptors (24 + 12 bytes of 64).
    unsafe {
        let mut message: libc::msghdr = mem::zeroed();
        message.msg_iov = &raw mut part;
        message.msg_iovlen = 1;
        if !raw.is_empty() {
            let bytes = mem::size_of_val(raw.as_slice());
            message.msg_control = control.0.as_mut_ptr().cast();
            message.msg_controllen = libc::CMSG_SPACE(bytes as u32) as _;
            let head = libc::CMSG_FIRSTHDR(&raw const message);
            (*head).cmsg_level = libc::SOL_SOCKET;
            (*head).cmsg_type = libc::SCM_RIGHTS;
            (*head).cmsg_len = libc::CMSG_LEN(bytes as u32) as _;
            let data = libc::CMSG_DATA(head);
            std::ptr::copy_nonoverlapping(raw.as_ptr().cast::<u8>(), data, bytes);
        }
        loop {
            if libc::sendmsg(socket.as_raw_fd(), &raw const message, libc::MSG_NOSIGNAL) >= 0 {
                return Ok(());
            }
            let error = io::Error::last_os_error();
            if error.kind() != io::ErrorKind::Interrupted {
                return Err(error);
            }
        }
    }
}

/// The next packet with its descriptors; an empty one when the other end is gone.
pub fn receive(socket: BorrowedFd<'_>, packet: &mut Vec<u8>) -> io::Result<Vec<OwnedFd>> {
    packet.resize(PACKET_BYTES_MAX, 0);
    let mut control = Control([0; CONTROL_BYTES]);
    let mut part = libc::iovec { iov_base: packet.as_mut_ptr().cast(), iov_len: packet.len() };
    // SAFETY: all pointers are to locals that outlive the call, with their true lengths. The
    // kernel made the descriptors for us, so nobody else owns them.
    unsafe {
        let mut message: libc::msghdr = mem::zeroed();
        message.msg_iov = &raw mut part;
        message.msg_iovlen = 1;
        message.msg_control = control.0.as_mut_ptr().cast();
        message.msg_controllen = CONTROL_BYTES as _;
        let length = loop {
            let flags = libc::MSG_CMSG_CLOEXEC;
            let length = libc::recvmsg(socket.as_raw_fd(), &raw mut message, flags);
            if length >= 0 {
                break length as usize;
            }
            let error = io::Error::last_os_error();
            if error.kind() != io::ErrorKind::Interrupted {
                return Err(error);
            }
        };
        packet.truncate(length);
        let mut fds = Vec::new();
        let mut head = libc::CMSG_FIRSTHDR(&raw const message);
        while !head.is_null() {
            if (*head).cmsg_level == libc::SOL_SOCKET && (*head).cmsg_type == libc::SCM_RIGHTS {
                let bytes = (*head).cmsg_len as usize - libc::CMSG_LEN(0) as usize;
                let data = libc::CMSG_DATA(head).cast::<RawFd>();
                for at in 0..bytes / mem::size_of::<RawFd>() {
                    fds.push(OwnedFd::from_raw_fd(data.add(at).read_unaligned()));
                }
            }
            head = libc::CMSG_NXTHDR(&raw const message, head);
        }
        Ok(fds)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::fd::AsFd;

    #[test]
    fn messages_read_back_as_they_were_written() {
        let request = Request {
            program: "/usr/bin/true".into(),
            args: vec!["a".into(), OsString::from_vec(vec![0xff, b'b'])],
            env: vec!["A=b".into()],
            cwd: "/work".into(),
            binds: vec![Mounted { host: "x/y".into(), inside: "/box".into(), writable: true }],
            limits: Limits::default(),
        };
        for message in [ToSlot::Cancel, ToSlot::Run(request)] {
            assert_eq!(ToSlot::decode(&message.encode()), Some(message.clone()));
            let bytes = message.encode();
            assert_eq!(ToSlot::decode(&bytes[..bytes.len() - 1]), None);
        }
        let ended = |end| {
            FromSlot::Ended(Ended { end, cpu_us: 1, ended_us: u64::MAX, memory_peak_bytes: 3 })
        };
        for message in [
            FromSlot::Ready(Ready { memory_group: Some("v1".into()), ..Ready::default() }),
            FromSlot::Ready(Ready { no_memory_group: "none".into(), ..Ready::default() }),
            FromSlot::Refused("no".into()),
            FromSlot::NotStarted("no such file".into()),
            ended(End::Exited(-1)),
            ended(End::Signalled(9)),
            ended(End::CpuLimit),
            ended(End::WallLimit),
            ended(End::MemoryLimit),
            ended(End::OutputLimit),
            ended(End::Cancelled),
        ] {
            assert_eq!(FromSlot::decode(&message.encode()), Some(message));
        }
    }

    #[test]
    fn a_packet_arrives_whole_with_its_descriptors() {
        let (here, there) = socket_pair().unwrap();
        send(here.as_fd(), b"hello", &[here.as_fd(), there.as_fd()]).unwrap();
        let mut packet = Vec::new();
        let fds = receive(there.as_fd(), &mut packet).unwrap();
        assert_eq!((packet.as_slice(), fds.len()), (b"hello".as_slice(), 2));
        drop((here, fds));
        receive(there.as_fd(), &mut packet).unwrap();
        assert!(packet.is_empty(), "the other end is gone");
    }
}
