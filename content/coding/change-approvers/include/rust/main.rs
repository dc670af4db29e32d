// Generated from signature.toml by `cargo xtask gen`.
//! Gives approvers of solution.rs its arguments, and writes what it returns.

mod driver;
#[allow(dead_code)]
mod shapes;
#[allow(dead_code, unused)]
mod solution;

use driver::{Driver, Reader, Value};

impl Value for shapes::Report {
    fn read(input: &mut Reader) -> Self {
        let record = shapes::Report {
            person: input.after("["),
            manager: input.after(","),
        };
        input.expect("]");
        record
    }

    fn write(&self, out: &mut Vec<u8>) {
        out.push(b'[');
        self.person.write(out);
        out.push(b',');
        self.manager.write(out);
        out.push(b']');
    }
}

impl Value for shapes::Request {
    fn read(input: &mut Reader) -> Self {
        let record = shapes::Request {
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

fn main() {
    let mut driver = Driver::new();
    let solve: fn(String, Vec<shapes::Report>, Vec<shapes::Request>) -> Vec<String> = solution::approvers; // solution.rs must define pub fn approvers(boss: String, reports: Vec<Report>, requests: Vec<Request>) -> Vec<String>
    let argument_0: String = driver.input.line();
    let argument_1: Vec<shapes::Report> = driver.input.line();
    let argument_2: Vec<shapes::Request> = driver.input.line();
    let returned = solve(argument_0, argument_1, argument_2);
    driver.answer_lines(returned);
    driver.finish();
}
