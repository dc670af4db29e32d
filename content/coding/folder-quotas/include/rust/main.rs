// Generated from signature.toml by `cargo xtask gen`.
//! Gives refused_by of solution.rs its arguments, and writes what it returns.

mod driver;
#[allow(dead_code)]
mod shapes;
#[allow(dead_code, unused)]
mod solution;

use driver::{Driver, Reader, Value};

impl Value for shapes::Folder {
    fn read(input: &mut Reader) -> Self {
        let record = shapes::Folder {
            parent: input.after("["),
            reserved: input.after(","),
            quota: input.after(","),
        };
        input.expect("]");
        record
    }

    fn write(&self, out: &mut Vec<u8>) {
        out.push(b'[');
        self.parent.write(out);
        out.push(b',');
        self.reserved.write(out);
        out.push(b',');
        self.quota.write(out);
        out.push(b']');
    }
}

impl Value for shapes::StoredFile {
    fn read(input: &mut Reader) -> Self {
        let record = shapes::StoredFile {
            folder: input.after("["),
            size: input.after(","),
        };
        input.expect("]");
        record
    }

    fn write(&self, out: &mut Vec<u8>) {
        out.push(b'[');
        self.folder.write(out);
        out.push(b',');
        self.size.write(out);
        out.push(b']');
    }
}

fn main() {
    let mut driver = Driver::new();
    let solve: fn(Vec<shapes::Folder>, Vec<shapes::StoredFile>, Vec<i64>) -> Vec<i64> = solution::refused_by; // solution.rs must define pub fn refused_by(folders: Vec<Folder>, files: Vec<StoredFile>, uploads: Vec<i64>) -> Vec<i64>
    let argument_0: Vec<shapes::Folder> = driver.input.line();
    let argument_1: Vec<shapes::StoredFile> = driver.input.line();
    let argument_2: Vec<i64> = driver.input.line();
    let returned = solve(argument_0, argument_1, argument_2);
    driver.answer_lines(returned);
    driver.finish();
}
