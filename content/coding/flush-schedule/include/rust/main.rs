// Generated from signature.toml by `cargo xtask gen`.
//! Gives cheapest_flushes of solution.rs its arguments, and writes what it returns.

mod driver;
#[allow(dead_code)]
mod shapes;
#[allow(dead_code, unused)]
mod solution;

use driver::{Driver, Reader, Value};

impl Value for shapes::Write {
    fn read(input: &mut Reader) -> Self {
        let record = shapes::Write {
            at_ms: input.after("["),
            urgency: input.after(","),
        };
        input.expect("]");
        record
    }

    fn write(&self, out: &mut Vec<u8>) {
        out.push(b'[');
        self.at_ms.write(out);
        out.push(b',');
        self.urgency.write(out);
        out.push(b']');
    }
}

fn main() {
    let mut driver = Driver::new();
    let solve: fn(Vec<shapes::Write>, i64) -> i64 = solution::cheapest_flushes; // solution.rs must define pub fn cheapest_flushes(writes: Vec<Write>, flush_cost: i64) -> i64
    let argument_0: Vec<shapes::Write> = driver.input.line();
    let argument_1: i64 = driver.input.line();
    let returned = solve(argument_0, argument_1);
    driver.answer(returned);
    driver.finish();
}
