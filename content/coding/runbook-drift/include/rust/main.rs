// Generated from signature.toml by `cargo xtask gen`.
//! Gives drift_cost of solution.rs its arguments, and writes what it returns.

mod driver;
#[allow(dead_code)]
mod shapes;
#[allow(dead_code, unused)]
mod solution;

use driver::{Driver, Reader, Value};

impl Value for shapes::Step {
    fn read(input: &mut Reader) -> Self {
        let record = shapes::Step {
            name: input.after("["),
            weight: input.after(","),
        };
        input.expect("]");
        record
    }

    fn write(&self, out: &mut Vec<u8>) {
        out.push(b'[');
        self.name.write(out);
        out.push(b',');
        self.weight.write(out);
        out.push(b']');
    }
}

fn main() {
    let mut driver = Driver::new();
    let solve: fn(Vec<shapes::Step>, Vec<String>, i64, i64) -> i64 = solution::drift_cost; // solution.rs must define pub fn drift_cost(planned: Vec<Step>, executed: Vec<String>, extra_cost: i64, exchange_cost: i64) -> i64
    let argument_0: Vec<shapes::Step> = driver.input.line();
    let argument_1: Vec<String> = driver.input.line();
    let argument_2: i64 = driver.input.line();
    let argument_3: i64 = driver.input.line();
    let returned = solve(argument_0, argument_1, argument_2, argument_3);
    driver.answer(returned);
    driver.finish();
}
