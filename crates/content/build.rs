//! Puts the content folder into the binary, so that one file is the whole product.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

// The same rule decides what is compiled in and what `--content DIR` reads.
#[path = "src/shape.rs"]
mod shape;

fn main() {
    let crate_dir = PathBuf::from(std::env::var("CARGO_MANIFEST_DIR").expect("set by cargo"));
    let content = crate_dir.join("../../content");
    println!("cargo::rerun-if-changed={}", content.display());
    println!("cargo::rerun-if-changed=src/shape.rs");

    let mut table = String::from("pub static FILES: &[(&str, &str)] = &[\n");
    for path in shape::files_below(&content) {
        let whole = fs::canonicalize(content.join(&path))
            .unwrap_or_else(|error| panic!("content/{path} cannot be read: {error}"));
        writeln!(table, "    ({path:?}, include_str!({:?})),", whole.display().to_string())
            .expect("a String takes all");
    }
    table.push_str("];\n");

    let out = PathBuf::from(std::env::var("OUT_DIR").expect("set by cargo"));
    fs::write(Path::new(&out).join("files.rs"), table).expect("OUT_DIR can be written");
}
