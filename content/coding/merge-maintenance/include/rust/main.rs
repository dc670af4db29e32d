// Generated from signature.toml by `cargo xtask gen`.
//! Gives outage_blocks of solution.rs its arguments, and writes what it returns.

mod driver;
#[allow(dead_code)]
mod shapes;
#[allow(dead_code, unused)]
mod solution;

use driver::{Driver, Reader, Value};

impl Value for shapes::Window {
    fn read(input: &mut Reader) -> Self {
        let record = shapes::Window {
            region: input.after("["),
            start_min: input.after(","),
            end_min: input.after(","),
        };
        input.expect("]");
        record
    }

    fn write(&self, out: &mut Vec<u8>) {
        out.push(b'[');
        self.region.write(out);
        out.push(b',');
        self.start_min.write(out);
        out.push(b',');
        self.end_min.write(out);
        out.push(b']');
    }
}

impl Value for shapes::Block {
    fn read(input: &mut Reader) -> Self {
        let record = shapes::Block {
            region: input.after("["),
            start_min: input.after(","),
            end_min: input.after(","),
            worked_min: input.after(","),
        };
        input.expect("]");
        record
    }

    fn write(&self, out: &mut Vec<u8>) {
        out.push(b'[');
        self.region.write(out);
        out.push(b',');
        self.start_min.write(out);
        out.push(b',');
        self.end_min.write(out);
        out.push(b',');
        self.worked_min.write(out);
        out.push(b']');
    }
}

fn main() {
    let mut driver = Driver::new();
    let solve: fn(Vec<shapes::Window>, i64) -> Vec<shapes::Block> = solution::outage_blocks; // solution.rs must define pub fn outage_blocks(windows: Vec<Window>, settle_min: i64) -> Vec<Block>
    let argument_0: Vec<shapes::Window> = driver.input.line();
    let argument_1: i64 = driver.input.line();
    let returned = solve(argument_0, argument_1);
    driver.answer_lines(returned);
    driver.finish();
}
