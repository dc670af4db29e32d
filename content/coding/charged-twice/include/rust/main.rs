// Generated from signature.toml by `cargo xtask gen`.
//! Gives fold_doubles of solution.rs its arguments, and writes what it returns.

mod driver;
#[allow(dead_code)]
mod shapes;
#[allow(dead_code, unused)]
mod solution;

use driver::{Driver, Reader, Value};

impl Value for shapes::Payment {
    fn read(input: &mut Reader) -> Self {
        let record = shapes::Payment {
            at_ms: input.after("["),
            card: input.after(","),
            cents: input.after(","),
        };
        input.expect("]");
        record
    }

    fn write(&self, out: &mut Vec<u8>) {
        out.push(b'[');
        self.at_ms.write(out);
        out.push(b',');
        self.card.write(out);
        out.push(b',');
        self.cents.write(out);
        out.push(b']');
    }
}

fn main() {
    let mut driver = Driver::new();
    let solve: fn(Vec<shapes::Payment>, i64, i64) -> Vec<i64> = solution::fold_doubles; // solution.rs must define pub fn fold_doubles(payments: Vec<Payment>, within_ms: i64, tolerance: i64) -> Vec<i64>
    let argument_0: Vec<shapes::Payment> = driver.input.line();
    let argument_1: i64 = driver.input.line();
    let argument_2: i64 = driver.input.line();
    let returned = solve(argument_0, argument_1, argument_2);
    driver.answer_lines(returned);
    driver.finish();
}
