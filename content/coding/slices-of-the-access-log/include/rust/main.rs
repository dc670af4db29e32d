// Generated from signature.toml by `cargo xtask gen`.
//! Gives frequent_readers of solution.rs its arguments, and writes what it returns.

mod driver;
#[allow(dead_code)]
mod shapes;
#[allow(dead_code, unused)]
mod solution;

use driver::{Driver, Reader, Value};

impl Value for shapes::Slice {
    fn read(input: &mut Reader) -> Self {
        let record = shapes::Slice {
            first: input.after("["),
            last: input.after(","),
        };
        input.expect("]");
        record
    }

    fn write(&self, out: &mut Vec<u8>) {
        out.push(b'[');
        self.first.write(out);
        out.push(b',');
        self.last.write(out);
        out.push(b']');
    }
}

fn main() {
    let mut driver = Driver::new();
    let solve: fn(Vec<String>, Vec<shapes::Slice>, i64) -> Vec<i64> = solution::frequent_readers; // solution.rs must define pub fn frequent_readers(log: Vec<String>, slices: Vec<Slice>, at_least: i64) -> Vec<i64>
    let argument_0: Vec<String> = driver.input.line();
    let argument_1: Vec<shapes::Slice> = driver.input.line();
    let argument_2: i64 = driver.input.line();
    let returned = solve(argument_0, argument_1, argument_2);
    driver.answer_lines(returned);
    driver.finish();
}
