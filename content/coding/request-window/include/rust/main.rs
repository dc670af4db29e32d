// Generated from signature.toml by `cargo xtask gen`.
//! Gives first_breaches of solution.rs its arguments, and writes what it returns.

mod driver;
#[allow(dead_code)]
mod shapes;
#[allow(dead_code, unused)]
mod solution;

use driver::{Driver, Reader, Value};

impl Value for shapes::Request {
    fn read(input: &mut Reader) -> Self {
        let record = shapes::Request {
            at_ms: input.after("["),
            client: input.after(","),
            request_id: input.after(","),
        };
        input.expect("]");
        record
    }

    fn write(&self, out: &mut Vec<u8>) {
        out.push(b'[');
        self.at_ms.write(out);
        out.push(b',');
        self.client.write(out);
        out.push(b',');
        self.request_id.write(out);
        out.push(b']');
    }
}

impl Value for shapes::Breach {
    fn read(input: &mut Reader) -> Self {
        let record = shapes::Breach {
            client: input.after("["),
            at_ms: input.after(","),
        };
        input.expect("]");
        record
    }

    fn write(&self, out: &mut Vec<u8>) {
        out.push(b'[');
        self.client.write(out);
        out.push(b',');
        self.at_ms.write(out);
        out.push(b']');
    }
}

fn main() {
    let mut driver = Driver::new();
    let solve: fn(Vec<shapes::Request>, i64, i64) -> Vec<shapes::Breach> = solution::first_breaches; // solution.rs must define pub fn first_breaches(log: Vec<Request>, window_ms: i64, limit: i64) -> Vec<Breach>
    let argument_0: Vec<shapes::Request> = driver.input.line();
    let argument_1: i64 = driver.input.line();
    let argument_2: i64 = driver.input.line();
    let returned = solve(argument_0, argument_1, argument_2);
    driver.answer_lines(returned);
    driver.finish();
}
