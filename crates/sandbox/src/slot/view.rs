//! What programs see of the machine: tool chains and libraries to read, a few devices, and an
//! empty folder to write.
//!
//! The slot's own root has three folders: `view`, into which programs are shut and which is all that
//! they ever see; `jobs`, from which folders are bound into it; and `proc`, by which the guard counts.

use super::sys::{self, HARMLESS, READ_ONLY, Step};
use std::ffi::CString;
use std::fs;
use std::io;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};

/// Files and folders of `/etc` that programs need to start or to find each other. None of them tells
/// who uses this machine.
const ETC: [&str; 6] =
    ["ld.so.cache", "ld.so.conf", "ld.so.conf.d", "alternatives", "localtime", "ssl/openssl.cnf"];
const DEVICES: [&str; 5] = ["null", "zero", "full", "random", "urandom"];

/// Leaves this process at the slot's own root.
pub fn build(jobs: &Path, view: &[PathBuf], uid: u32) -> Result<(), String> {
    let private = libc::MS_REC | libc::MS_PRIVATE;
    sys::mount(c"", c"/", c"", private, c"").step("keep mounts to ourselves")?;
    let jobs = fs::File::open(jobs).step("open the jobs folder")?;
    let jobs_again = {
        use std::os::fd::AsRawFd;
        PathBuf::from(format!("/proc/self/fd/{}", jobs.as_raw_fd()))
    };
    // Any folder serves to mount on; this one is surely there.
    let base = fs::read_link(&jobs_again).step("find the jobs folder")?;
    let base_c = sys::c_path(&base).step("name the jobs folder")?;
    tmpfs(&base_c, "size=1m,mode=755").step("mount a root of our own")?;
    std::env::set_current_dir(&base).step("enter the new root")?;
    for name in ["view", "jobs", "proc"] {
        fs::create_dir(name).step("make the root's folders")?;
    }
    tmpfs(c"view", "size=1m,mode=755").step("mount the programs' root")?;
    let root = Path::new("view");
    for name in ["usr", "bin", "sbin", "lib", "lib32", "lib64", "libx32"] {
        show(&Path::new("/").join(name), root)?;
    }
    for name in ETC {
        show(&Path::new("/etc").join(name), root)?;
    }
    for entry in fs::read_dir("/etc").into_iter().flatten().flatten() {
        if entry.file_name().to_string_lossy().starts_with("java") {
            show(&entry.path(), root)?;
        }
    }
    for path in view {
        show(path, root)?;
    }
    devices(root)?;
    people(root, uid).step("write /etc/passwd")?;
    fs::create_dir(root.join("work")).step("make /work")?;
    symlink("/work", root.join("tmp")).step("make /tmp")?;
    fs::create_dir(root.join("proc")).step("make /proc")?;
    // What a program sees there is its own processes and nothing of the machine.
    let own = c"hidepid=invisible,subset=pid";
    let careful = libc::MS_NOSUID | libc::MS_NODEV | libc::MS_NOEXEC;
    sys::mount(c"proc", c"view/proc", c"proc", careful, own).step("mount /proc")?;
    sys::mount(c"proc", c"proc", c"proc", careful, c"").step("mount the guard's /proc")?;

    let source = sys::c_path(&jobs_again).step("name the jobs folder")?;
    // Not with what is mounted on it, which is the root that we are in.
    sys::mount(&source, c"jobs", c"", libc::MS_BIND, c"").step("bind the jobs folder")?;
    sys::set_mount(c"jobs", HARMLESS, 0).step("restrict the jobs folder")?;
    freeze_root(true).step("make the programs' root read-only")?;
    drop(jobs);
    sys::pivot_here().step("change the root")
}

fn tmpfs(target: &std::ffi::CStr, options: &str) -> io::Result<()> {
    let options = CString::new(options).map_err(io::Error::other)?;
    sys::mount(c"tmpfs", target, c"tmpfs", libc::MS_NOSUID | libc::MS_NODEV, &options)
}

/// Of that mount alone, not of what is mounted in it.
fn freeze_root(freeze: bool) -> io::Result<()> {
    let flags = libc::MS_REMOUNT | libc::MS_BIND | libc::MS_NOSUID | libc::MS_NODEV;
    sys::mount(c"", c"view", c"", if freeze { flags | libc::MS_RDONLY } else { flags }, c"")
}

/// A folder to bind onto, in the finished view. `inside` is absolute.
pub fn mount_point(inside: &Path) -> io::Result<PathBuf> {
    let inside = inside.strip_prefix("/").map_err(io::Error::other)?;
    let point = Path::new("/view").join(inside);
    if !point.is_dir() {
        freeze_root(false)?;
        let made = fs::create_dir_all(&point);
        freeze_root(true)?;
        made?;
    }
    Ok(point)
}

/// Shows a file or folder of the machine at the same path, read-only. What is not there is left out.
fn show(path: &Path, root: &Path) -> Result<(), String> {
    let shown = path.display();
    let Ok(meta) = fs::symlink_metadata(path) else { return Ok(()) };
    let Ok(below) = path.strip_prefix("/") else { return Err(format!("{shown} is not absolute")) };
    let target = root.join(below);
    if target.symlink_metadata().is_ok() {
        // Shown already, as a part of something else.
        return Ok(());
    }
    if let Some(parent) = target.parent() {
        fs::create_dir_all(parent).step(&format!("make the folder of {shown}"))?;
    }
    if meta.is_symlink() {
        let to = fs::read_link(path).step(&format!("read the link {shown}"))?;
        return symlink(to, &target).step(&format!("copy the link {shown}"));
    }
    if meta.is_dir() {
        fs::create_dir_all(&target).step(&format!("make {shown}"))?;
    } else {
        fs::write(&target, "").step(&format!("make {shown}"))?;
    }
    let (source, target) = (sys::c_path(path).step("path")?, sys::c_path(&target).step("path")?);
    sys::bind(&source, &target).step(&format!("show {shown}"))?;
    sys::set_mount(&target, READ_ONLY | HARMLESS, 0).step(&format!("make {shown} read-only"))
}

fn devices(root: &Path) -> Result<(), String> {
    let dev = root.join("dev");
    fs::create_dir(&dev).step("make /dev")?;
    for name in DEVICES {
        let target = dev.join(name);
        fs::write(&target, "").step("make a device's place")?;
        let source = sys::c_path(&Path::new("/dev").join(name)).step("path")?;
        let target = sys::c_path(&target).step("path")?;
        sys::bind(&source, &target).step(&format!("show /dev/{name}"))?;
    }
    for (name, to) in [
        ("shm", "/work"),
        ("fd", "/proc/self/fd"),
        ("stdin", "/proc/self/fd/0"),
        ("stdout", "/proc/self/fd/1"),
        ("stderr", "/proc/self/fd/2"),
    ] {
        symlink(to, dev.join(name)).step("make a link in /dev")?;
    }
    Ok(())
}

/// Run times ask for the name and home of who they run as.
fn people(root: &Path, uid: u32) -> io::Result<()> {
    let etc = root.join("etc");
    fs::create_dir_all(&etc)?;
    for (name, text) in [
        ("passwd", format!("candidate:x:{uid}:{uid}::/work:/bin/sh\n")),
        ("group", format!("candidate:x:{uid}:\n")),
    ] {
        fs::write(etc.join(name), text)?;
        fs::set_permissions(etc.join(name), fs::Permissions::from_mode(0o444))?;
    }
    Ok(())
}
