// Generated from signature.toml by `cargo xtask gen`.
//! Gives possible_neighbours of solution.rs its arguments, and writes what it returns.

mod driver;
#[allow(dead_code)]
mod shapes;
#[allow(dead_code, unused)]
mod solution;

use driver::{Driver, Reader, Value};

impl Value for shapes::Tenant {
    fn read(input: &mut Reader) -> Self {
        let record = shapes::Tenant {
            market: input.after("["),
            load: input.after(","),
        };
        input.expect("]");
        record
    }

    fn write(&self, out: &mut Vec<u8>) {
        out.push(b'[');
        self.market.write(out);
        out.push(b',');
        self.load.write(out);
        out.push(b']');
    }
}

fn main() {
    let mut driver = Driver::new();
    let solve: fn(Vec<shapes::Tenant>, i64) -> Vec<i64> = solution::possible_neighbours; // solution.rs must define pub fn possible_neighbours(tenants: Vec<Tenant>, capacity: i64) -> Vec<i64>
    let argument_0: Vec<shapes::Tenant> = driver.input.line();
    let argument_1: i64 = driver.input.line();
    let returned = solve(argument_0, argument_1);
    driver.answer_lines(returned);
    driver.finish();
}
