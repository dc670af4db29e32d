// Generated from signature.toml by `cargo xtask gen`.
//! Gives retention_days of solution.rs its arguments, and writes what it returns.

mod driver;
#[allow(dead_code)]
mod shapes;
#[allow(dead_code, unused)]
mod solution;

use driver::{Driver, Reader, Value};

impl Value for shapes::Rule {
    fn read(input: &mut Reader) -> Self {
        let record = shapes::Rule {
            pattern: input.after("["),
            days: input.after(","),
        };
        input.expect("]");
        record
    }

    fn write(&self, out: &mut Vec<u8>) {
        out.push(b'[');
        self.pattern.write(out);
        out.push(b',');
        self.days.write(out);
        out.push(b']');
    }
}

fn main() {
    let mut driver = Driver::new();
    let solve: fn(Vec<shapes::Rule>, Vec<String>) -> Vec<i64> = solution::retention_days; // solution.rs must define pub fn retention_days(rules: Vec<Rule>, keys: Vec<String>) -> Vec<i64>
    let argument_0: Vec<shapes::Rule> = driver.input.line();
    let argument_1: Vec<String> = driver.input.line();
    let returned = solve(argument_0, argument_1);
    driver.answer_lines(returned);
    driver.finish();
}
