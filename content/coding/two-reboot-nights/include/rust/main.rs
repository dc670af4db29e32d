// Generated from signature.toml by `cargo xtask gen`.
//! Gives split_reboots of solution.rs its arguments, and writes what it returns.

mod driver;
#[allow(dead_code)]
mod shapes;
#[allow(dead_code, unused)]
mod solution;

use driver::{Driver, Reader, Value};

impl Value for shapes::Pair {
    fn read(input: &mut Reader) -> Self {
        let record = shapes::Pair {
            one: input.after("["),
            other: input.after(","),
        };
        input.expect("]");
        record
    }

    fn write(&self, out: &mut Vec<u8>) {
        out.push(b'[');
        self.one.write(out);
        out.push(b',');
        self.other.write(out);
        out.push(b']');
    }
}

impl Value for shapes::Nights {
    fn read(input: &mut Reader) -> Self {
        let record = shapes::Nights {
            first_night: input.after("["),
            broken: input.after(","),
            circle: input.after(","),
        };
        input.expect("]");
        record
    }

    fn write(&self, out: &mut Vec<u8>) {
        out.push(b'[');
        self.first_night.write(out);
        out.push(b',');
        self.broken.write(out);
        out.push(b',');
        self.circle.write(out);
        out.push(b']');
    }
}

fn main() {
    let mut driver = Driver::new();
    let solve: fn(i64, Vec<shapes::Pair>) -> shapes::Nights = solution::split_reboots; // solution.rs must define pub fn split_reboots(hosts: i64, pairs: Vec<Pair>) -> Nights
    let argument_0: i64 = driver.input.line();
    let argument_1: Vec<shapes::Pair> = driver.input.line();
    let returned = solve(argument_0, argument_1);
    driver.answer(returned);
    driver.finish();
}
