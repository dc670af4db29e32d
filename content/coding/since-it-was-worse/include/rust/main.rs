// Generated from signature.toml by `cargo xtask gen`.
//! Gives since_worse of solution.rs its arguments, and writes what it returns.

mod driver;
#[allow(dead_code)]
mod shapes;
#[allow(dead_code, unused)]
mod solution;

use driver::{Driver, Reader, Value};

impl Value for shapes::Sample {
    fn read(input: &mut Reader) -> Self {
        let record = shapes::Sample {
            at_ms: input.after("["),
            latency: input.after(","),
        };
        input.expect("]");
        record
    }

    fn write(&self, out: &mut Vec<u8>) {
        out.push(b'[');
        self.at_ms.write(out);
        out.push(b',');
        self.latency.write(out);
        out.push(b']');
    }
}

fn main() {
    let mut driver = Driver::new();
    let solve: fn(Vec<shapes::Sample>, i64, i64) -> Vec<i64> = solution::since_worse; // solution.rs must define pub fn since_worse(samples: Vec<Sample>, margin: i64, silence_ms: i64) -> Vec<i64>
    let argument_0: Vec<shapes::Sample> = driver.input.line();
    let argument_1: i64 = driver.input.line();
    let argument_2: i64 = driver.input.line();
    let returned = solve(argument_0, argument_1, argument_2);
    driver.answer_lines(returned);
    driver.finish();
}
