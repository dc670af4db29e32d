// Generated from signature.toml by `cargo xtask gen`.
//! Gives choose_variants of solution.rs its arguments, and writes what it returns.

mod driver;
#[allow(dead_code)]
mod shapes;
#[allow(dead_code, unused)]
mod solution;

use driver::{Driver, Reader, Value};

impl Value for shapes::Variant {
    fn read(input: &mut Reader) -> Self {
        let record = shapes::Variant {
            size: input.after("["),
            saved_ms: input.after(","),
        };
        input.expect("]");
        record
    }

    fn write(&self, out: &mut Vec<u8>) {
        out.push(b'[');
        self.size.write(out);
        out.push(b',');
        self.saved_ms.write(out);
        out.push(b']');
    }
}

fn main() {
    let mut driver = Driver::new();
    let solve: fn(Vec<Vec<shapes::Variant>>, i64) -> Vec<i64> = solution::choose_variants; // solution.rs must define pub fn choose_variants(objects: Vec<Vec<Variant>>, budget: i64) -> Vec<i64>
    let argument_0: Vec<Vec<shapes::Variant>> = driver.input.line();
    let argument_1: i64 = driver.input.line();
    let returned = solve(argument_0, argument_1);
    driver.answer_lines(returned);
    driver.finish();
}
