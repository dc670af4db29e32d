//! Puts the content folder into the binary, so that one file is the whole product.

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

// The same rule decides what is compiled in and what `--content DIR` reads.
#[path = "src/packing.rs"]
mod packing;
#[path = "src/shape.rs"]
mod shape;

fn main() {
    let crate_dir = PathBuf::from(std::env::var("CARGO_MANIFEST_DIR").expect("set by cargo"));
    let content = crate_dir.join("../../content");
    println!("cargo::rerun-if-changed={}", content.display());
    println!("cargo::rerun-if-changed=src/shape.rs");
    println!("cargo::rerun-if-changed=src/packing.rs");

    let mut table = String::from("pub static FILES: &[(&str, &str)] = &[\n");
    for path in shape::files_below(&content) {
        let whole = fs::canonicalize(content.join(&path))
            .unwrap_or_else(|error| panic!("content/{path} cannot be read: {error}"));
        writeln!(table, "    ({path:?}, include_str!({:?})),", whole.display().to_string())
            .expect("a String takes all");
    }
    table.push_str("];\n");

    let out = PathBuf::from(std::env::var("OUT_DIR").expect("set by cargo"));
    table.push_str("pub static PACKAGES: &[(&str, &[u8])] = &[\n");
    for folder in fs::read_dir(content.join("coding")).into_iter().flatten().flatten() {
        let name = folder.file_name().into_string().expect("problem folders have plain names");
        let packed = out.join(format!("{name}.package"));
        fs::write(&packed, pack(&folder.path())).expect("OUT_DIR can be written");
        writeln!(table, "    ({name:?}, include_bytes!({:?})),", packed.display().to_string())
            .expect("a String takes all");
    }
    table.push_str("];\n");

    fs::write(Path::new(&out).join("files.rs"), table).expect("OUT_DIR can be written");
}

/// Compressed: for each file the length of its path, the path, its length, and its bytes. Test data is
/// three quarters of all content and shrinks to a third.
fn pack(folder: &Path) -> Vec<u8> {
    let mut packed = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::default());
    for path in packing::package_below(folder) {
        let bytes = fs::read(folder.join(&path))
            .unwrap_or_else(|error| panic!("{}/{path} cannot be read: {error}", folder.display()));
        for part in [path.as_bytes(), &bytes] {
            packed.write_all(&(part.len() as u64).to_le_bytes()).expect("a Vec takes all");
            packed.write_all(part).expect("a Vec takes all");
        }
    }
    packed.finish().expect("a Vec takes all")
}
