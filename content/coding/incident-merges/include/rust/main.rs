// Generated from signature.toml by `cargo xtask gen`.
//! Gives incident_merges of solution.rs its arguments, and writes what it returns.

mod driver;
#[allow(dead_code)]
mod shapes;
#[allow(dead_code, unused)]
mod solution;

use driver::{Driver, Reader, Value};

impl Value for shapes::Link {
    fn read(input: &mut Reader) -> Self {
        let record = shapes::Link {
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

impl Value for shapes::Question {
    fn read(input: &mut Reader) -> Self {
        let record = shapes::Question {
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

impl Value for shapes::Merge {
    fn read(input: &mut Reader) -> Self {
        let record = shapes::Merge {
            link: input.after("["),
            size: input.after(","),
        };
        input.expect("]");
        record
    }

    fn write(&self, out: &mut Vec<u8>) {
        out.push(b'[');
        self.link.write(out);
        out.push(b',');
        self.size.write(out);
        out.push(b']');
    }
}

fn main() {
    let mut driver = Driver::new();
    let solve: fn(i64, Vec<shapes::Link>, Vec<shapes::Question>) -> Vec<Option<shapes::Merge>> = solution::incident_merges; // solution.rs must define pub fn incident_merges(alerts: i64, links: Vec<Link>, questions: Vec<Question>) -> Vec<Option<Merge>>
    let argument_0: i64 = driver.input.line();
    let argument_1: Vec<shapes::Link> = driver.input.line();
    let argument_2: Vec<shapes::Question> = driver.input.line();
    let returned = solve(argument_0, argument_1, argument_2);
    driver.answer_lines(returned);
    driver.finish();
}
