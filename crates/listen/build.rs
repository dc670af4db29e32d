//! Compiles the encoder in when it is there. A clone without it still builds: the program then says
//! that it listens more coarsely, instead of failing where nobody expects it.

use std::path::Path;
use std::{env, fs};

fn main() {
    let models = Path::new(&env::var("CARGO_MANIFEST_DIR").unwrap()).join("models");
    println!("cargo::rerun-if-changed={}", models.display());
    let encoder = models.join("encoder.bin");
    let bytes = if encoder.is_file() {
        format!("Some(include_bytes!({:?}))", encoder.display().to_string())
    } else {
        println!("cargo::warning=models/encoder.bin is missing: listening will be coarser");
        "None".to_owned()
    };
    let generated = format!("const ENCODER: Option<&[u8]> = {bytes};\n");
    let out = Path::new(&env::var("OUT_DIR").unwrap()).join("embedded.rs");
    fs::write(out, generated).expect("cargo gives a folder that can be written");
}
