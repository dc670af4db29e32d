//! The judge's part of a coding problem: its data and the programs around the candidate's.

use crate::source::PACKAGES;
use flate2::read::DeflateDecoder;
use std::io::{self, Read};
use std::path::PathBuf;

/// Where the files of a problem package are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PackageFiles {
    Folder(PathBuf),
    /// Paths with `/`, and contents.
    Memory(Vec<(String, Vec<u8>)>),
}

/// Unpacks what the build script packed; see there for the format. `None`: no such problem.
pub(crate) fn embedded(id: &str) -> Option<PackageFiles> {
    let (_, packed) = PACKAGES.iter().find(|(name, _)| *name == id)?;
    let mut from = DeflateDecoder::new(*packed);
    let mut files = Vec::new();
    while let Some(path) = part(&mut from) {
        files.push((String::from_utf8_lossy(&path).into_owned(), part(&mut from)?));
    }
    Some(PackageFiles::Memory(files))
}

/// `None` at the end. What was compiled in has no other errors.
fn part(from: &mut impl Read) -> Option<Vec<u8>> {
    let mut length = [0; 8];
    from.read_exact(&mut length).ok()?;
    let mut bytes = Vec::new();
    let length = u64::from_le_bytes(length);
    let read = io::copy(&mut from.take(length), &mut bytes).ok()?;
    (read == length).then_some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packages_come_out_as_they_lie_in_the_folder() {
        let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../content/coding");
        assert!(!PACKAGES.is_empty());
        for (id, _) in PACKAGES {
            let Some(PackageFiles::Memory(files)) = embedded(id) else { panic!("{id}") };
            let paths: Vec<&str> = files.iter().map(|(path, _)| path.as_str()).collect();
            assert_eq!(paths, crate::packing::package_below(&folder.join(id)), "{id}");
            for (path, bytes) in &files {
                assert_eq!(
                    std::fs::read(folder.join(id).join(path)).unwrap(),
                    *bytes,
                    "{id}/{path}"
                );
            }
        }
        assert_eq!(embedded("no-such-problem"), None);
    }
}
