// Generated from signature.toml by `cargo xtask gen`.
//! Gives swapped_pairs of solution.rs its arguments, and writes what it returns.

mod driver;
#[allow(dead_code)]
mod shapes;
#[allow(dead_code, unused)]
mod solution;

use driver::{Driver, Reader, Value};

impl Value for shapes::Event {
    fn read(input: &mut Reader) -> Self {
        let record = shapes::Event {
            partition: input.after("["),
            made_ms: input.after(","),
        };
        input.expect("]");
        record
    }

    fn write(&self, out: &mut Vec<u8>) {
        out.push(b'[');
        self.partition.write(out);
        out.push(b',');
        self.made_ms.write(out);
        out.push(b']');
    }
}

impl Value for shapes::Disorder {
    fn read(input: &mut Reader) -> Self {
        let record = shapes::Disorder {
            partition: input.after("["),
            pairs: input.after(","),
        };
        input.expect("]");
        record
    }

    fn write(&self, out: &mut Vec<u8>) {
        out.push(b'[');
        self.partition.write(out);
        out.push(b',');
        self.pairs.write(out);
        out.push(b']');
    }
}

fn main() {
    let mut driver = Driver::new();
    let solve: fn(Vec<shapes::Event>, i64) -> Vec<shapes::Disorder> = solution::swapped_pairs; // solution.rs must define pub fn swapped_pairs(events: Vec<Event>, slack_ms: i64) -> Vec<Disorder>
    let argument_0: Vec<shapes::Event> = driver.input.line();
    let argument_1: i64 = driver.input.line();
    let returned = solve(argument_0, argument_1);
    driver.answer_lines(returned);
    driver.finish();
}
