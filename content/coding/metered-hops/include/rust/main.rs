// Generated from signature.toml by `cargo xtask gen`.
//! Gives fastest_by_budget of solution.rs its arguments, and writes what it returns.

mod driver;
#[allow(dead_code)]
mod shapes;
#[allow(dead_code, unused)]
mod solution;

use driver::{Driver, Reader, Value};

impl Value for shapes::Hop {
    fn read(input: &mut Reader) -> Self {
        let record = shapes::Hop {
            source: input.after("["),
            target: input.after(","),
            delay_ms: input.after(","),
            metered: input.after(","),
        };
        input.expect("]");
        record
    }

    fn write(&self, out: &mut Vec<u8>) {
        out.push(b'[');
        self.source.write(out);
        out.push(b',');
        self.target.write(out);
        out.push(b',');
        self.delay_ms.write(out);
        out.push(b',');
        self.metered.write(out);
        out.push(b']');
    }
}

fn main() {
    let mut driver = Driver::new();
    let solve: fn(i64, Vec<shapes::Hop>, i64, i64, i64) -> Vec<i64> = solution::fastest_by_budget; // solution.rs must define pub fn fastest_by_budget(nodes: i64, hops: Vec<Hop>, origin: i64, goal: i64, budget: i64) -> Vec<i64>
    let argument_0: i64 = driver.input.line();
    let argument_1: Vec<shapes::Hop> = driver.input.line();
    let argument_2: i64 = driver.input.line();
    let argument_3: i64 = driver.input.line();
    let argument_4: i64 = driver.input.line();
    let returned = solve(argument_0, argument_1, argument_2, argument_3, argument_4);
    driver.answer_lines(returned);
    driver.finish();
}
