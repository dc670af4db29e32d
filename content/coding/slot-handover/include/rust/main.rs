// Generated from signature.toml by `cargo xtask gen`.
//! Gives handovers of solution.rs its arguments, and writes what it returns.

mod driver;
#[allow(dead_code)]
mod shapes;
#[allow(dead_code, unused)]
mod solution;

use driver::{Driver, Reader, Value};

impl Value for shapes::Assignment {
    fn read(input: &mut Reader) -> Self {
        let record = shapes::Assignment {
            first: input.after("["),
            last: input.after(","),
            node: input.after(","),
        };
        input.expect("]");
        record
    }

    fn write(&self, out: &mut Vec<u8>) {
        out.push(b'[');
        self.first.write(out);
        out.push(b',');
        self.last.write(out);
        out.push(b',');
        self.node.write(out);
        out.push(b']');
    }
}

fn main() {
    let mut driver = Driver::new();
    let solve: fn(i64, Vec<shapes::Assignment>) -> Vec<i64> = solution::handovers; // solution.rs must define pub fn handovers(slots: i64, assignments: Vec<Assignment>) -> Vec<i64>
    let argument_0: i64 = driver.input.line();
    let argument_1: Vec<shapes::Assignment> = driver.input.line();
    let returned = solve(argument_0, argument_1);
    driver.answer_lines(returned);
    driver.finish();
}
