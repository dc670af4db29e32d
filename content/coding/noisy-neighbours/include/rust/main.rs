// Generated from signature.toml by `cargo xtask gen`.
//! Gives noisy_neighbours of solution.rs its arguments, and writes what it returns.

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
            tenant: input.after(","),
            cost_ms: input.after(","),
        };
        input.expect("]");
        record
    }

    fn write(&self, out: &mut Vec<u8>) {
        out.push(b'[');
        self.at_ms.write(out);
        out.push(b',');
        self.tenant.write(out);
        out.push(b',');
        self.cost_ms.write(out);
        out.push(b']');
    }
}

impl Value for shapes::Span {
    fn read(input: &mut Reader) -> Self {
        let record = shapes::Span {
            from_ms: input.after("["),
            until_ms: input.after(","),
        };
        input.expect("]");
        record
    }

    fn write(&self, out: &mut Vec<u8>) {
        out.push(b'[');
        self.from_ms.write(out);
        out.push(b',');
        self.until_ms.write(out);
        out.push(b']');
    }
}

fn main() {
    let mut driver = Driver::new();
    let solve: fn(Vec<shapes::Request>, Vec<shapes::Span>) -> Vec<String> = solution::noisy_neighbours; // solution.rs must define pub fn noisy_neighbours(log: Vec<Request>, windows: Vec<Span>) -> Vec<String>
    let argument_0: Vec<shapes::Request> = driver.input.line();
    let argument_1: Vec<shapes::Span> = driver.input.line();
    let returned = solve(argument_0, argument_1);
    driver.answer_lines(returned);
    driver.finish();
}
