// Generated from signature.toml by `cargo xtask gen`.
//! Gives top_talkers of solution.rs its arguments, and writes what it returns.

mod driver;
#[allow(dead_code)]
mod shapes;
#[allow(dead_code, unused)]
mod solution;

use driver::{Driver, Reader, Value};

impl Value for shapes::Report {
    fn read(input: &mut Reader) -> Self {
        let record = shapes::Report {
            node: input.after("["),
            client: input.after(","),
            count: input.after(","),
        };
        input.expect("]");
        record
    }

    fn write(&self, out: &mut Vec<u8>) {
        out.push(b'[');
        self.node.write(out);
        out.push(b',');
        self.client.write(out);
        out.push(b',');
        self.count.write(out);
        out.push(b']');
    }
}

impl Value for shapes::Talker {
    fn read(input: &mut Reader) -> Self {
        let record = shapes::Talker {
            client: input.after("["),
            total: input.after(","),
        };
        input.expect("]");
        record
    }

    fn write(&self, out: &mut Vec<u8>) {
        out.push(b'[');
        self.client.write(out);
        out.push(b',');
        self.total.write(out);
        out.push(b']');
    }
}

fn main() {
    let mut driver = Driver::new();
    let solve: fn(Vec<shapes::Report>, i64) -> Vec<shapes::Talker> = solution::top_talkers; // solution.rs must define pub fn top_talkers(reports: Vec<Report>, k: i64) -> Vec<Talker>
    let argument_0: Vec<shapes::Report> = driver.input.line();
    let argument_1: i64 = driver.input.line();
    let returned = solve(argument_0, argument_1);
    driver.answer_lines(returned);
    driver.finish();
}
