// Generated from signature.toml by `cargo xtask gen`.
//! Gives read_key of solution.rs its arguments, and writes what it returns.

mod driver;
#[allow(dead_code)]
mod shapes;
#[allow(dead_code, unused)]
mod solution;

use driver::{Driver, Reader, Value};

impl Value for shapes::Reading {
    fn read(input: &mut Reader) -> Self {
        let record = shapes::Reading {
            found: input.after("["),
            value: input.after(","),
            broken_at: input.after(","),
        };
        input.expect("]");
        record
    }

    fn write(&self, out: &mut Vec<u8>) {
        out.push(b'[');
        self.found.write(out);
        out.push(b',');
        self.value.write(out);
        out.push(b',');
        self.broken_at.write(out);
        out.push(b']');
    }
}

fn main() {
    let mut driver = Driver::new();
    let solve: fn(Vec<String>, String) -> Vec<shapes::Reading> = solution::read_key; // solution.rs must define pub fn read_key(lines: Vec<String>, key: String) -> Vec<Reading>
    let argument_0: Vec<String> = driver.input.line();
    let argument_1: String = driver.input.line();
    let returned = solve(argument_0, argument_1);
    driver.answer_lines(returned);
    driver.finish();
}
