// Generated from signature.toml by `cargo xtask gen`.
//! Gives plan_checkpoints of solution.rs its arguments, and writes what it returns.

mod driver;
#[allow(dead_code)]
mod shapes;
#[allow(dead_code, unused)]
mod solution;

use driver::{Driver, Reader, Value};

impl Value for shapes::Event {
    fn read(input: &mut Reader) -> Self {
        let record = shapes::Event {
            size: input.after("["),
            checkpoint_cost: input.after(","),
        };
        input.expect("]");
        record
    }

    fn write(&self, out: &mut Vec<u8>) {
        out.push(b'[');
        self.size.write(out);
        out.push(b',');
        self.checkpoint_cost.write(out);
        out.push(b']');
    }
}

fn main() {
    let mut driver = Driver::new();
    let solve: fn(Vec<shapes::Event>, i64, i64) -> Vec<i64> = solution::plan_checkpoints; // solution.rs must define pub fn plan_checkpoints(events: Vec<Event>, max_events: i64, max_bytes: i64) -> Vec<i64>
    let argument_0: Vec<shapes::Event> = driver.input.line();
    let argument_1: i64 = driver.input.line();
    let argument_2: i64 = driver.input.line();
    let returned = solve(argument_0, argument_1, argument_2);
    driver.answer_lines(returned);
    driver.finish();
}
